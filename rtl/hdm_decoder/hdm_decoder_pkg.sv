// What the parts of the HDM decoder tell each other.
package hdm_decoder_pkg;
  import hdm_decoder_reg_pkg::*;

  localparam int unsigned Ports = DECODER_CONTROL_COUNT;
  localparam int unsigned PortBits = $clog2(Ports);
  localparam int unsigned Rows = EXTENT_COUNT;
  localparam int unsigned RowBits = $clog2(Rows);
  localparam int unsigned LeastGranuleBits = 8;

  // The registers of one decoder, in the order of their offsets, the first one last.
  typedef struct packed {
    decoder_dpa_skip_high_t dpa_skip_high;
    decoder_dpa_skip_low_t dpa_skip_low;
    decoder_control_t control;
    decoder_size_high_t size_high;
    decoder_size_low_t size_low;
    decoder_base_high_t base_high;
    decoder_base_low_t base_low;
  } decoder_t;

  typedef struct packed {
    logic [PortBits-1:0] port;
    logic [1:0] needs;  // of the block, all of them
    logic [63:0] hpa;
    logic [31:0] length;
  } lookup_t;

  typedef enum logic [1:0] {Hit, Miss, Denied, Unsplit} outcome_e;

  // The DPA is 0 for a miss and for what would have to be split.
  typedef struct packed {
    outcome_e outcome;
    logic [63:0] dpa;
  } answer_t;

`ifdef HDM_DECODER_DEFECTS
  // One line each, in the order of their numbers: tests/golden reads them here.
  typedef enum logic [3:0] {
    NoDefect,
    InterleaveKept,      // the interleave bits stay in the DPA of four ways
    WindowEnd,           // a request may end one byte beyond the window
    NeighbourPermission, // the permissions of the port below
    StoreAsLoad,         // a store needs the permission to load
    GranuleCrossing,     // a request may cross a granule
    MissNotCounted,      // MISSES stays at 0
    CommitTooLarge,      // a decoder larger than the region is committed
    StrobesIgnored,      // a narrow write writes the whole register
    LockIgnored,         // a locked decoder can be written
    AnswerOverrun,       // an answer that is not taken is overwritten
    LookupHang,          // a look-up is never accepted
    WriteHang            // a register write is never answered
  } defect_e;
`endif
endpackage

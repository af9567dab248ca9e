// Errors of the memory media. Generated from platform/regs/media.rdl; do not edit.
package media_reg_pkg;

  localparam logic [4:0] CORRECTED_OFFSET = 5'h0;
  typedef struct packed {
    logic [31:0] count;
  } corrected_t;

  localparam logic [4:0] UNCORRECTED_OFFSET = 5'h4;
  typedef struct packed {
    logic [31:0] count;
  } uncorrected_t;

  localparam logic [4:0] DPA_LOW_OFFSET = 5'h8;
  typedef struct packed {
    logic [31:0] value;
  } dpa_low_t;

  localparam logic [4:0] DPA_HIGH_OFFSET = 5'hc;
  typedef struct packed {
    logic [31:0] value;
  } dpa_high_t;

  localparam logic [4:0] INTERRUPT_OFFSET = 5'h10;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] uncorrected;
    logic [0:0] corrected;
  } interrupt_t;

  localparam logic [4:0] INTERRUPT_ENABLE_OFFSET = 5'h14;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] uncorrected;
    logic [0:0] corrected;
  } interrupt_enable_t;

endpackage

// HDM decoders a port, and the extent table. Generated from platform/regs/hdm_decoder.rdl; do not edit.
package hdm_decoder_reg_pkg;

  localparam logic [14:0] DECODER_BASE_LOW_OFFSET = 15'h0;
  localparam int unsigned DECODER_BASE_LOW_COUNT = 16;
  localparam int unsigned DECODER_BASE_LOW_STRIDE = 32;
  typedef struct packed {
    logic [3:0] value;
    logic [27:0] reserved_0;
  } decoder_base_low_t;

  localparam logic [14:0] DECODER_BASE_HIGH_OFFSET = 15'h4;
  localparam int unsigned DECODER_BASE_HIGH_COUNT = 16;
  localparam int unsigned DECODER_BASE_HIGH_STRIDE = 32;
  typedef struct packed {
    logic [31:0] value;
  } decoder_base_high_t;

  localparam logic [14:0] DECODER_SIZE_LOW_OFFSET = 15'h8;
  localparam int unsigned DECODER_SIZE_LOW_COUNT = 16;
  localparam int unsigned DECODER_SIZE_LOW_STRIDE = 32;
  typedef struct packed {
    logic [3:0] value;
    logic [27:0] reserved_0;
  } decoder_size_low_t;

  localparam logic [14:0] DECODER_SIZE_HIGH_OFFSET = 15'hc;
  localparam int unsigned DECODER_SIZE_HIGH_COUNT = 16;
  localparam int unsigned DECODER_SIZE_HIGH_STRIDE = 32;
  typedef struct packed {
    logic [31:0] value;
  } decoder_size_high_t;

  localparam logic [14:0] DECODER_CONTROL_OFFSET = 15'h10;
  localparam int unsigned DECODER_CONTROL_COUNT = 16;
  localparam int unsigned DECODER_CONTROL_STRIDE = 32;
  typedef struct packed {
    logic [19:0] reserved_12;
    logic [0:0] error;
    logic [0:0] committed;
    logic [0:0] commit;
    logic [0:0] lock;
    logic [3:0] iw;
    logic [3:0] ig;
  } decoder_control_t;

  localparam logic [14:0] DECODER_DPA_SKIP_LOW_OFFSET = 15'h14;
  localparam int unsigned DECODER_DPA_SKIP_LOW_COUNT = 16;
  localparam int unsigned DECODER_DPA_SKIP_LOW_STRIDE = 32;
  typedef struct packed {
    logic [3:0] value;
    logic [27:0] reserved_0;
  } decoder_dpa_skip_low_t;

  localparam logic [14:0] DECODER_DPA_SKIP_HIGH_OFFSET = 15'h18;
  localparam int unsigned DECODER_DPA_SKIP_HIGH_COUNT = 16;
  localparam int unsigned DECODER_DPA_SKIP_HIGH_STRIDE = 32;
  typedef struct packed {
    logic [31:0] value;
  } decoder_dpa_skip_high_t;

  localparam logic [14:0] EXTENTS_OFFSET = 15'h400;
  typedef struct packed {
    logic [7:0] reserved_24;
    logic [7:0] block_bits;
    logic [15:0] blocks;
  } extents_t;

  localparam logic [14:0] MISSES_OFFSET = 15'h404;
  typedef struct packed {
    logic [31:0] count;
  } misses_t;

  localparam logic [14:0] DENIALS_OFFSET = 15'h408;
  typedef struct packed {
    logic [31:0] count;
  } denials_t;

  localparam logic [14:0] EXTENT_OFFSET = 15'h4000;
  localparam int unsigned EXTENT_COUNT = 4096;
  localparam int unsigned EXTENT_STRIDE = 4;
  localparam logic [31:0] EXTENT_PERMISSIONS_NONE = 32'h0;
  localparam logic [31:0] EXTENT_PERMISSIONS_READ = 32'h1;
  localparam logic [31:0] EXTENT_PERMISSIONS_WRITE = 32'h2;
  localparam logic [31:0] EXTENT_PERMISSIONS_BOTH = 32'h3;
  typedef struct packed {
    logic [31:0] permissions;
  } extent_t;

endpackage

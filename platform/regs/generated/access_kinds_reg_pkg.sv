// Every access kind, for the tests of the generator and of RegisterFile. Generated from platform/regs/access_kinds.rdl; do not edit.
package access_kinds_reg_pkg;

  localparam logic [7:0] PLAIN_OFFSET = 8'h0;
  typedef struct packed {
    logic [6:0] reserved_25;
    logic [0:0] pulse;
    logic [3:0] rclr;
    logic [3:0] woset;
    logic [3:0] woclr;
    logic [3:0] wo;
    logic [3:0] ro;
    logic [3:0] rw;
  } plain_t;

  localparam logic [7:0] EVENTS_OFFSET = 8'h4;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] count;
  } events_t;

  localparam logic [7:0] ENABLE_OFFSET = 8'h8;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] b;
    logic [0:0] a;
  } enable_t;

  localparam logic [7:0] INTERRUPT_OFFSET = 8'hc;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] b;
    logic [0:0] a;
  } interrupt_t;

  localparam logic [7:0] MASK_OFFSET = 8'h10;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] c;
  } mask_t;

  localparam logic [7:0] MASKED_OFFSET = 8'h14;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] c;
  } masked_t;

  localparam logic [7:0] STICKY_OFFSET = 8'h18;
  typedef struct packed {
    logic [23:0] reserved_8;
    logic [7:0] held;
  } sticky_t;

  localparam logic [7:0] BYTE_OFFSET = 8'h20;
  localparam int unsigned BYTE_COUNT = 4;
  localparam int unsigned BYTE_STRIDE = 2;
  typedef struct packed {
    logic [7:0] value;
  } byte_t;

  localparam logic [7:0] HALF_OFFSET = 8'h28;
  typedef struct packed {
    logic [15:0] value;
  } half_t;

  localparam logic [7:0] WIDE_OFFSET = 8'h30;
  typedef struct packed {
    logic [63:0] value;
  } wide_t;

  localparam logic [7:0] CHANNEL_CONTROL_OFFSET = 8'h40;
  localparam int unsigned CHANNEL_CONTROL_COUNT = 3;
  localparam int unsigned CHANNEL_CONTROL_STRIDE = 64;
  localparam logic [1:0] CHANNEL_CONTROL_MODE_OFF = 2'h0;
  localparam logic [1:0] CHANNEL_CONTROL_MODE_ON = 2'h1;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [1:0] mode;
  } channel_control_t;

  localparam logic [7:0] CHANNEL_DATA_OFFSET = 8'h50;
  localparam int unsigned CHANNEL_DATA_COUNT = 3;
  localparam int unsigned CHANNEL_DATA_STRIDE = 64;
  localparam int unsigned CHANNEL_DATA_COUNT_J = 4;
  localparam int unsigned CHANNEL_DATA_STRIDE_J = 8;
  typedef struct packed {
    logic [31:0] value;
  } channel_data_t;

endpackage

// Scrub engine: writes zeroes to a range of DPAs. Generated from platform/regs/scrub.rdl; do not edit.
package scrub_reg_pkg;

  localparam logic [4:0] DPA_LOW_OFFSET = 5'h0;
  typedef struct packed {
    logic [31:0] value;
  } dpa_low_t;

  localparam logic [4:0] DPA_HIGH_OFFSET = 5'h4;
  typedef struct packed {
    logic [31:0] value;
  } dpa_high_t;

  localparam logic [4:0] LENGTH_LOW_OFFSET = 5'h8;
  typedef struct packed {
    logic [31:0] value;
  } length_low_t;

  localparam logic [4:0] LENGTH_HIGH_OFFSET = 5'hc;
  typedef struct packed {
    logic [31:0] value;
  } length_high_t;

  localparam logic [4:0] CONTROL_OFFSET = 5'h10;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] abort;
    logic [0:0] start;
  } control_t;

  localparam logic [4:0] STATUS_OFFSET = 5'h14;
  typedef struct packed {
    logic [28:0] reserved_3;
    logic [0:0] error;
    logic [0:0] aborted;
    logic [0:0] busy;
  } status_t;

  localparam logic [4:0] INTERRUPT_OFFSET = 5'h18;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] stopped;
  } interrupt_t;

  localparam logic [4:0] INTERRUPT_ENABLE_OFFSET = 5'h1c;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] stopped;
  } interrupt_enable_t;

endpackage

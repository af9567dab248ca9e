// Platform-level interrupt controller, sources 1 to 127, one context. Generated from platform/regs/plic.rdl; do not edit.
package plic_reg_pkg;

  localparam logic [21:0] PRIORITY_OFFSET = 22'h0;
  localparam int unsigned PRIORITY_COUNT = 128;
  localparam int unsigned PRIORITY_STRIDE = 4;
  typedef struct packed {
    logic [28:0] reserved_3;
    logic [2:0] value;
  } priority_t;

  localparam logic [21:0] PENDING_OFFSET = 22'h1000;
  localparam int unsigned PENDING_COUNT = 4;
  localparam int unsigned PENDING_STRIDE = 4;
  typedef struct packed {
    logic [31:0] sources;
  } pending_t;

  localparam logic [21:0] ENABLE_OFFSET = 22'h2000;
  localparam int unsigned ENABLE_COUNT = 4;
  localparam int unsigned ENABLE_STRIDE = 4;
  typedef struct packed {
    logic [31:0] sources;
  } enable_t;

  localparam logic [21:0] THRESHOLD_OFFSET = 22'h200000;
  typedef struct packed {
    logic [28:0] reserved_3;
    logic [2:0] value;
  } threshold_t;

  localparam logic [21:0] CLAIM_OFFSET = 22'h200004;
  typedef struct packed {
    logic [24:0] reserved_7;
    logic [6:0] source;
  } claim_t;

endpackage

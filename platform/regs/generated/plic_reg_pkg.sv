// Platform-level interrupt controller, sources 1 to 127, at most 16 contexts. Those that it has not are 0. Generated from platform/regs/plic.rdl; do not edit.
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

  localparam logic [21:0] ENABLE_WORD_OFFSET = 22'h2000;
  localparam int unsigned ENABLE_WORD_COUNT = 16;
  localparam int unsigned ENABLE_WORD_STRIDE = 128;
  localparam int unsigned ENABLE_WORD_COUNT_J = 4;
  localparam int unsigned ENABLE_WORD_STRIDE_J = 4;
  typedef struct packed {
    logic [31:0] sources;
  } enable_word_t;

  localparam logic [21:0] CONTEXT_THRESHOLD_OFFSET = 22'h200000;
  localparam int unsigned CONTEXT_THRESHOLD_COUNT = 16;
  localparam int unsigned CONTEXT_THRESHOLD_STRIDE = 4096;
  typedef struct packed {
    logic [28:0] reserved_3;
    logic [2:0] value;
  } context_threshold_t;

  localparam logic [21:0] CONTEXT_CLAIM_OFFSET = 22'h200004;
  localparam int unsigned CONTEXT_CLAIM_COUNT = 16;
  localparam int unsigned CONTEXT_CLAIM_STRIDE = 4096;
  typedef struct packed {
    logic [24:0] reserved_7;
    logic [6:0] source;
  } context_claim_t;

endpackage

// Ends the run. Generated from platform/regs/test_finisher.rdl; do not edit.
package test_finisher_reg_pkg;

  localparam logic [1:0] FINISH_OFFSET = 2'h0;
  localparam logic [15:0] FINISH_STATUS_FAIL = 16'h3333;
  localparam logic [15:0] FINISH_STATUS_PASS = 16'h5555;
  localparam logic [15:0] FINISH_STATUS_RESET = 16'h7777;
  typedef struct packed {
    logic [15:0] code;
    logic [15:0] status;
  } finish_t;

endpackage

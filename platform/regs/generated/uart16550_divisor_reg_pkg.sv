// 16550 UART, divisor latch. Generated from platform/regs/uart16550_divisor.rdl; do not edit.
package uart16550_divisor_reg_pkg;

  localparam logic [0:0] DLL_OFFSET = 1'h0;
  typedef struct packed {
    logic [7:0] value;
  } dll_t;

  localparam logic [0:0] DLM_OFFSET = 1'h1;
  typedef struct packed {
    logic [7:0] value;
  } dlm_t;

endpackage

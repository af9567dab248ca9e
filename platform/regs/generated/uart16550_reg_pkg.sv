// 16550 UART, one byte a register. Generated from platform/regs/uart16550.rdl; do not edit.
package uart16550_reg_pkg;

  localparam logic [2:0] RBR_OFFSET = 3'h0;
  typedef struct packed {
    logic [7:0] data;
  } rbr_t;

  localparam logic [2:0] THR_OFFSET = 3'h0;
  typedef struct packed {
    logic [7:0] data;
  } thr_t;

  localparam logic [2:0] IER_OFFSET = 3'h1;
  typedef struct packed {
    logic [3:0] reserved_4;
    logic [0:0] edssi;
    logic [0:0] elsi;
    logic [0:0] etbei;
    logic [0:0] erbfi;
  } ier_t;

  localparam logic [2:0] IIR_OFFSET = 3'h2;
  typedef struct packed {
    logic [1:0] fifo;
    logic [1:0] reserved_4;
    logic [2:0] id;
    logic [0:0] none;
  } iir_t;

  localparam logic [2:0] FCR_OFFSET = 3'h2;
  typedef struct packed {
    logic [1:0] trigger;
    logic [2:0] reserved_3;
    logic [0:0] clear_tx;
    logic [0:0] clear_rx;
    logic [0:0] enable;
  } fcr_t;

  localparam logic [2:0] LCR_OFFSET = 3'h3;
  typedef struct packed {
    logic [0:0] dlab;
    logic [0:0] break;
    logic [5:0] format;
  } lcr_t;

  localparam logic [2:0] MCR_OFFSET = 3'h4;
  typedef struct packed {
    logic [2:0] reserved_5;
    logic [0:0] loop;
    logic [0:0] out2;
    logic [0:0] out1;
    logic [0:0] rts;
    logic [0:0] dtr;
  } mcr_t;

  localparam logic [2:0] LSR_OFFSET = 3'h5;
  typedef struct packed {
    logic [0:0] reserved_7;
    logic [0:0] temt;
    logic [0:0] thre;
    logic [2:0] reserved_2;
    logic [0:0] oe;
    logic [0:0] dr;
  } lsr_t;

  localparam logic [2:0] MSR_OFFSET = 3'h6;
  typedef struct packed {
    logic [0:0] dcd;
    logic [0:0] ri;
    logic [0:0] dsr;
    logic [0:0] cts;
    logic [0:0] ddcd;
    logic [0:0] teri;
    logic [0:0] ddsr;
    logic [0:0] dcts;
  } msr_t;

  localparam logic [2:0] SCR_OFFSET = 3'h7;
  typedef struct packed {
    logic [7:0] value;
  } scr_t;

endpackage

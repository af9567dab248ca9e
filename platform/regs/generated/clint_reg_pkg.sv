// Core-local interruptor: software and timer interrupts of at most 8 harts. Those that it has not are 0. Generated from platform/regs/clint.rdl; do not edit.
package clint_reg_pkg;

  localparam logic [15:0] MSIP_OFFSET = 16'h0;
  localparam int unsigned MSIP_COUNT = 8;
  localparam int unsigned MSIP_STRIDE = 4;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] pending;
  } msip_t;

  localparam logic [15:0] MTIMECMP_OFFSET = 16'h4000;
  localparam int unsigned MTIMECMP_COUNT = 8;
  localparam int unsigned MTIMECMP_STRIDE = 8;
  typedef struct packed {
    logic [63:0] value;
  } mtimecmp_t;

  localparam logic [15:0] MTIME_OFFSET = 16'hbff8;
  typedef struct packed {
    logic [63:0] value;
  } mtime_t;

endpackage

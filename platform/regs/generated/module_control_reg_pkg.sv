// Pins of an optical module: ResetL and LPMode out, ModPrsL and IntL in. Generated from platform/regs/module_control.rdl; do not edit.
package module_control_reg_pkg;

  localparam logic [3:0] CONTROL_OFFSET = 4'h0;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] lp_mode;
    logic [0:0] reset_l;
  } control_t;

  localparam logic [3:0] STATUS_OFFSET = 4'h4;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] int_l;
    logic [0:0] mod_prs_l;
  } status_t;

  localparam logic [3:0] INTERRUPT_OFFSET = 4'h8;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] presence;
    logic [0:0] int_l;
  } interrupt_t;

  localparam logic [3:0] INTERRUPT_ENABLE_OFFSET = 4'hc;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] presence;
    logic [0:0] int_l;
  } interrupt_enable_t;

endpackage

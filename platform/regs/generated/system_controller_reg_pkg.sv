// Reset causes, resets by block, watchdog, exit code, capabilities. Generated from platform/regs/system_controller.rdl; do not edit.
package system_controller_reg_pkg;

  localparam logic [4:0] RESET_CAUSE_OFFSET = 5'h0;
  typedef struct packed {
    logic [27:0] reserved_4;
    logic [0:0] external;
    logic [0:0] software;
    logic [0:0] watchdog;
    logic [0:0] power_on;
  } reset_cause_t;

  localparam logic [4:0] RESET_OFFSET = 5'h4;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [14:0] lines;
    logic [0:0] processor;
  } reset_t;

  localparam logic [4:0] WATCHDOG_CONTROL_OFFSET = 5'h8;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] enable;
  } watchdog_control_t;

  localparam logic [4:0] WATCHDOG_PERIOD_OFFSET = 5'hc;
  typedef struct packed {
    logic [31:0] microseconds;
  } watchdog_period_t;

  localparam logic [4:0] WATCHDOG_FEED_OFFSET = 5'h10;
  typedef struct packed {
    logic [31:0] any;
  } watchdog_feed_t;

  localparam logic [4:0] EXIT_OFFSET = 5'h14;
  localparam logic [7:0] EXIT_CODE_TRAP = 8'hf0;
  localparam logic [7:0] EXIT_CODE_ABORT = 8'hf1;
  typedef struct packed {
    logic [0:0] done;
    logic [22:0] reserved_8;
    logic [7:0] code;
  } exit_t;

  localparam logic [4:0] CAPABILITY_OFFSET = 5'h18;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [7:0] rings;
    logic [7:0] ports;
  } capability_t;

  localparam logic [4:0] TIMEBASE_OFFSET = 5'h1c;
  typedef struct packed {
    logic [31:0] ticks;
  } timebase_t;

endpackage

// A port of the pool: its number, its link, its host's map. Generated from platform/regs/port_registers.rdl; do not edit.
package port_registers_reg_pkg;

  localparam logic [5:0] PORT_OFFSET = 6'h0;
  typedef struct packed {
    logic [27:0] reserved_4;
    logic [3:0] number;
  } port_t;

  localparam logic [5:0] LINK_STATUS_OFFSET = 6'h4;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] degraded;
    logic [0:0] up;
  } link_status_t;

  localparam logic [5:0] INTERLEAVE_OFFSET = 6'h8;
  typedef struct packed {
    logic [19:0] reserved_12;
    logic [3:0] position;
    logic [3:0] granularity;
    logic [3:0] ways;
  } interleave_t;

  localparam logic [5:0] HPA_BASE_LOW_OFFSET = 6'h10;
  typedef struct packed {
    logic [31:0] value;
  } hpa_base_low_t;

  localparam logic [5:0] HPA_BASE_HIGH_OFFSET = 6'h14;
  typedef struct packed {
    logic [31:0] value;
  } hpa_base_high_t;

  localparam logic [5:0] HPA_SIZE_LOW_OFFSET = 6'h18;
  typedef struct packed {
    logic [31:0] value;
  } hpa_size_low_t;

  localparam logic [5:0] HPA_SIZE_HIGH_OFFSET = 6'h1c;
  typedef struct packed {
    logic [31:0] value;
  } hpa_size_high_t;

  localparam logic [5:0] INTERRUPT_OFFSET = 6'h20;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] link_changed;
  } interrupt_t;

  localparam logic [5:0] INTERRUPT_ENABLE_OFFSET = 6'h24;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] link_changed;
  } interrupt_enable_t;

endpackage

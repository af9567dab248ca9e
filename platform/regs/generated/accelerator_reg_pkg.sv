// Accelerator: identity, reset, errors, link status, command rings. Generated from platform/regs/accelerator.rdl; do not edit.
package accelerator_reg_pkg;

  localparam logic [12:0] ID_OFFSET = 13'h0;
  typedef struct packed {
    logic [15:0] version;
    logic [15:0] device;
  } id_t;

  localparam logic [12:0] RESET_OFFSET = 13'h4;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] all;
  } reset_t;

  localparam logic [12:0] CAPABILITY_OFFSET = 13'h8;
  typedef struct packed {
    logic [7:0] reserved_24;
    logic [15:0] tags;
    logic [7:0] rings;
  } capability_t;

  localparam logic [12:0] LINK_STATUS_OFFSET = 13'hc;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [7:0] up;
    logic [3:0] links;
    logic [1:0] reserved_2;
    logic [0:0] degraded;
    logic [0:0] link_up;
  } link_status_t;

  localparam logic [12:0] ERROR_OFFSET = 13'h10;
  typedef struct packed {
    logic [26:0] reserved_5;
    logic [0:0] ring;
    logic [0:0] completion;
    logic [0:0] data;
    logic [0:0] descriptor;
    logic [0:0] fetch;
  } error_t;

  localparam logic [12:0] MEASURE_OFFSET = 13'h14;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] on;
  } measure_t;

  localparam logic [12:0] RING_BASE_LOW_OFFSET = 13'h1000;
  localparam int unsigned RING_BASE_LOW_COUNT = 16;
  localparam int unsigned RING_BASE_LOW_STRIDE = 256;
  typedef struct packed {
    logic [31:0] value;
  } ring_base_low_t;

  localparam logic [12:0] RING_BASE_HIGH_OFFSET = 13'h1004;
  localparam int unsigned RING_BASE_HIGH_COUNT = 16;
  localparam int unsigned RING_BASE_HIGH_STRIDE = 256;
  typedef struct packed {
    logic [31:0] value;
  } ring_base_high_t;

  localparam logic [12:0] RING_COMPLETION_LOW_OFFSET = 13'h1008;
  localparam int unsigned RING_COMPLETION_LOW_COUNT = 16;
  localparam int unsigned RING_COMPLETION_LOW_STRIDE = 256;
  typedef struct packed {
    logic [31:0] value;
  } ring_completion_low_t;

  localparam logic [12:0] RING_COMPLETION_HIGH_OFFSET = 13'h100c;
  localparam int unsigned RING_COMPLETION_HIGH_COUNT = 16;
  localparam int unsigned RING_COMPLETION_HIGH_STRIDE = 256;
  typedef struct packed {
    logic [31:0] value;
  } ring_completion_high_t;

  localparam logic [12:0] RING_SIZE_OFFSET = 13'h1010;
  localparam int unsigned RING_SIZE_COUNT = 16;
  localparam int unsigned RING_SIZE_STRIDE = 256;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] entries;
  } ring_size_t;

  localparam logic [12:0] RING_CONTROL_OFFSET = 13'h1014;
  localparam int unsigned RING_CONTROL_COUNT = 16;
  localparam int unsigned RING_CONTROL_STRIDE = 256;
  typedef struct packed {
    logic [29:0] reserved_2;
    logic [0:0] abort;
    logic [0:0] enable;
  } ring_control_t;

  localparam logic [12:0] RING_HEAD_OFFSET = 13'h1018;
  localparam int unsigned RING_HEAD_COUNT = 16;
  localparam int unsigned RING_HEAD_STRIDE = 256;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] index;
  } ring_head_t;

  localparam logic [12:0] RING_TAIL_OFFSET = 13'h101c;
  localparam int unsigned RING_TAIL_COUNT = 16;
  localparam int unsigned RING_TAIL_STRIDE = 256;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] index;
  } ring_tail_t;

  localparam logic [12:0] RING_INTERRUPT_OFFSET = 13'h1020;
  localparam int unsigned RING_INTERRUPT_COUNT = 16;
  localparam int unsigned RING_INTERRUPT_STRIDE = 256;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] completion;
  } ring_interrupt_t;

  localparam logic [12:0] RING_INTERRUPT_ENABLE_OFFSET = 13'h1024;
  localparam int unsigned RING_INTERRUPT_ENABLE_COUNT = 16;
  localparam int unsigned RING_INTERRUPT_ENABLE_STRIDE = 256;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] completion;
  } ring_interrupt_enable_t;

endpackage

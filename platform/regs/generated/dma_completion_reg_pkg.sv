// Completion in memory. Generated from platform/regs/dma_completion.rdl; do not edit.
package dma_completion_reg_pkg;

  localparam logic [3:0] COMMAND_OFFSET = 4'h0;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] id;
  } command_t;

  localparam logic [3:0] STATUS_OFFSET = 4'h4;
  localparam logic [7:0] STATUS_CODE_OK = 8'h0;
  localparam logic [7:0] STATUS_CODE_BAD_DESCRIPTOR = 8'h1;
  localparam logic [7:0] STATUS_CODE_SOURCE_ERROR = 8'h2;
  localparam logic [7:0] STATUS_CODE_DESTINATION_ERROR = 8'h3;
  localparam logic [7:0] STATUS_CODE_ABORTED = 8'h4;
  localparam logic [7:0] STATUS_CODE_FETCH_ERROR = 8'h5;
  localparam logic [7:0] STATUS_CODE_POISON = 8'h6;
  typedef struct packed {
    logic [23:0] reserved_8;
    logic [7:0] code;
  } status_t;

  localparam logic [3:0] DONE_OFFSET = 4'h8;
  typedef struct packed {
    logic [31:0] bytes;
  } done_t;

  localparam logic [3:0] MARK_OFFSET = 4'hc;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] phase;
  } mark_t;

endpackage

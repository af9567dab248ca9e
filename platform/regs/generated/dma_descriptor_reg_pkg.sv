// Command descriptor in memory. Generated from platform/regs/dma_descriptor.rdl; do not edit.
package dma_descriptor_reg_pkg;

  localparam logic [5:0] COMMAND_OFFSET = 6'h0;
  localparam logic [7:0] COMMAND_OPCODE_NOP = 8'h0;
  localparam logic [7:0] COMMAND_OPCODE_COPY = 8'h1;
  localparam logic [7:0] COMMAND_OPCODE_FILL = 8'h2;
  localparam logic [7:0] COMMAND_OPCODE_FENCE = 8'h3;
  typedef struct packed {
    logic [15:0] id;
    logic [5:0] reserved_10;
    logic [0:0] chain;
    logic [0:0] interrupt;
    logic [7:0] opcode;
  } command_t;

  localparam logic [5:0] LENGTH_OFFSET = 6'h4;
  typedef struct packed {
    logic [31:0] bytes;
  } length_t;

  localparam logic [5:0] SOURCE_OFFSET = 6'h8;
  typedef struct packed {
    logic [63:0] hpa;
  } source_t;

  localparam logic [5:0] DESTINATION_OFFSET = 6'h10;
  typedef struct packed {
    logic [63:0] hpa;
  } destination_t;

  localparam logic [5:0] PATTERN_OFFSET = 6'h18;
  typedef struct packed {
    logic [63:0] bytes;
  } pattern_t;

  localparam logic [5:0] NEXT_OFFSET = 6'h20;
  typedef struct packed {
    logic [63:0] hpa;
  } next_t;

  localparam logic [5:0] RESERVED_OFFSET = 6'h28;
  localparam int unsigned RESERVED_COUNT = 3;
  localparam int unsigned RESERVED_STRIDE = 8;
  typedef struct packed {
    logic [63:0] zero;
  } reserved_t;

endpackage

// Mailbox of a port, the management processor's view. Generated from platform/regs/mailbox_service.rdl; do not edit.
package mailbox_service_reg_pkg;

  localparam logic [11:0] CONTROL_OFFSET = 12'h0;
  typedef struct packed {
    logic [23:0] reserved_8;
    logic [4:0] event;
    logic [0:0] ready;
    logic [0:0] complete;
    logic [0:0] doorbell;
  } control_t;

  localparam logic [11:0] COMMAND_OFFSET = 12'h4;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] opcode;
  } command_t;

  localparam logic [11:0] LENGTH_OFFSET = 12'h8;
  typedef struct packed {
    logic [10:0] reserved_21;
    logic [20:0] bytes;
  } length_t;

  localparam logic [11:0] RETURN_CODE_OFFSET = 12'hc;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] code;
  } return_code_t;

  localparam logic [11:0] BACKGROUND_OFFSET = 12'h10;
  typedef struct packed {
    logic [7:0] reserved_24;
    logic [0:0] running;
    logic [6:0] percent;
    logic [15:0] opcode;
  } background_t;

  localparam logic [11:0] BACKGROUND_CODE_OFFSET = 12'h14;
  typedef struct packed {
    logic [15:0] reserved_16;
    logic [15:0] code;
  } background_code_t;

  localparam logic [11:0] INTERRUPT_OFFSET = 12'h18;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] doorbell;
  } interrupt_t;

  localparam logic [11:0] INTERRUPT_ENABLE_OFFSET = 12'h1c;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] doorbell;
  } interrupt_enable_t;

  localparam logic [11:0] ANSWER_LENGTH_OFFSET = 12'h20;
  typedef struct packed {
    logic [10:0] reserved_21;
    logic [20:0] bytes;
  } answer_length_t;

  localparam logic [11:0] NUMBER_OFFSET = 12'h24;
  typedef struct packed {
    logic [31:0] count;
  } number_t;

  localparam logic [11:0] PAYLOAD_OFFSET = 12'h400;
  localparam int unsigned PAYLOAD_COUNT = 256;
  localparam int unsigned PAYLOAD_STRIDE = 4;
  typedef struct packed {
    logic [31:0] bytes;
  } payload_t;

  localparam logic [11:0] ANSWER_OFFSET = 12'h800;
  localparam int unsigned ANSWER_COUNT = 256;
  localparam int unsigned ANSWER_STRIDE = 4;
  typedef struct packed {
    logic [31:0] bytes;
  } answer_t;

endpackage

// CXL device registers of a port, the host's view. Generated from platform/regs/mailbox.rdl; do not edit.
package mailbox_reg_pkg;

  localparam logic [10:0] CAPABILITY_ARRAY_OFFSET = 11'h0;
  typedef struct packed {
    logic [15:0] reserved_48;
    logic [15:0] count;
    logic [7:0] reserved_24;
    logic [7:0] version;
    logic [15:0] id;
  } capability_array_t;

  localparam logic [10:0] CAPABILITY_HEADER_OFFSET = 11'h10;
  localparam int unsigned CAPABILITY_HEADER_COUNT = 3;
  localparam int unsigned CAPABILITY_HEADER_STRIDE = 16;
  typedef struct packed {
    logic [31:0] offset;
    logic [7:0] reserved_24;
    logic [7:0] version;
    logic [15:0] id;
  } capability_header_t;

  localparam logic [10:0] CAPABILITY_LENGTH_OFFSET = 11'h18;
  localparam int unsigned CAPABILITY_LENGTH_COUNT = 3;
  localparam int unsigned CAPABILITY_LENGTH_STRIDE = 16;
  typedef struct packed {
    logic [31:0] bytes;
  } capability_length_t;

  localparam logic [10:0] EVENT_STATUS_OFFSET = 11'h80;
  typedef struct packed {
    logic [58:0] reserved_5;
    logic [0:0] dynamic_capacity;
    logic [0:0] fatal;
    logic [0:0] failure;
    logic [0:0] warning;
    logic [0:0] informational;
  } event_status_t;

  localparam logic [10:0] MEMORY_DEVICE_STATUS_OFFSET = 11'h90;
  typedef struct packed {
    logic [58:0] reserved_5;
    logic [0:0] mailbox_ready;
    logic [1:0] media_status;
    logic [1:0] reserved_0;
  } memory_device_status_t;

  localparam logic [10:0] CAPABILITIES_OFFSET = 11'h100;
  typedef struct packed {
    logic [24:0] reserved_7;
    logic [0:0] background_interrupt;
    logic [0:0] doorbell_interrupt;
    logic [4:0] payload_bits;
  } capabilities_t;

  localparam logic [10:0] CONTROL_OFFSET = 11'h104;
  typedef struct packed {
    logic [30:0] reserved_1;
    logic [0:0] doorbell;
  } control_t;

  localparam logic [10:0] COMMAND_OFFSET = 11'h108;
  typedef struct packed {
    logic [26:0] reserved_37;
    logic [20:0] length;
    logic [15:0] opcode;
  } command_t;

  localparam logic [10:0] STATUS_OFFSET = 11'h110;
  localparam logic [15:0] STATUS_RETURN_CODE_SUCCESS = 16'h0;
  localparam logic [15:0] STATUS_RETURN_CODE_BACKGROUND = 16'h1;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_INPUT = 16'h2;
  localparam logic [15:0] STATUS_RETURN_CODE_UNSUPPORTED = 16'h3;
  localparam logic [15:0] STATUS_RETURN_CODE_INTERNAL = 16'h4;
  localparam logic [15:0] STATUS_RETURN_CODE_RETRY = 16'h5;
  localparam logic [15:0] STATUS_RETURN_CODE_BUSY = 16'h6;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_HANDLE = 16'he;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_PHYSICAL_ADDRESS = 16'hf;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_PAYLOAD_LENGTH = 16'h16;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_LOG = 16'h17;
  localparam logic [15:0] STATUS_RETURN_CODE_INVALID_EXTENT_LIST = 16'h1e;
  localparam logic [15:0] STATUS_RETURN_CODE_RESOURCES_EXHAUSTED = 16'h1d;
  typedef struct packed {
    logic [15:0] reserved_48;
    logic [15:0] return_code;
    logic [30:0] reserved_1;
    logic [0:0] background;
  } status_t;

  localparam logic [10:0] BACKGROUND_STATUS_OFFSET = 11'h118;
  typedef struct packed {
    logic [15:0] reserved_48;
    logic [15:0] return_code;
    logic [8:0] reserved_23;
    logic [6:0] percent;
    logic [15:0] opcode;
  } background_status_t;

  localparam logic [10:0] PAYLOAD_OFFSET = 11'h120;
  localparam int unsigned PAYLOAD_COUNT = 256;
  localparam int unsigned PAYLOAD_STRIDE = 4;
  typedef struct packed {
    logic [31:0] bytes;
  } payload_t;

endpackage

// CMIS 5.2, lower memory: bytes 0 to 127. Generated from platform/regs/cmis_lower.rdl; do not edit.
package cmis_lower_reg_pkg;

  localparam logic [6:0] IDENTIFIER_OFFSET = 7'h0;
  typedef struct packed {
    logic [7:0] value;
  } identifier_t;

  localparam logic [6:0] REVISION_OFFSET = 7'h1;
  typedef struct packed {
    logic [3:0] major;
    logic [3:0] minor;
  } revision_t;

  localparam logic [6:0] CHARACTERISTICS_OFFSET = 7'h2;
  typedef struct packed {
    logic [0:0] flat;
    logic [0:0] stepped_config_only;
    logic [1:0] reserved_4;
    logic [1:0] mci_max_speed;
    logic [1:0] reserved_0;
  } characteristics_t;

  localparam logic [6:0] STATE_OFFSET = 7'h3;
  localparam logic [2:0] STATE_MODULE_STATE_LOW_PWR = 3'h1;
  localparam logic [2:0] STATE_MODULE_STATE_PWR_UP = 3'h2;
  localparam logic [2:0] STATE_MODULE_STATE_READY = 3'h3;
  localparam logic [2:0] STATE_MODULE_STATE_PWR_DN = 3'h4;
  localparam logic [2:0] STATE_MODULE_STATE_FAULT = 3'h5;
  typedef struct packed {
    logic [3:0] reserved_4;
    logic [2:0] module_state;
    logic [0:0] interrupt_deasserted;
  } state_t;

  localparam logic [6:0] FLAG_SUMMARY_OFFSET = 7'h4;
  localparam int unsigned FLAG_SUMMARY_COUNT = 4;
  localparam int unsigned FLAG_SUMMARY_STRIDE = 1;
  typedef struct packed {
    logic [6:0] reserved_1;
    logic [0:0] page_11;
  } flag_summary_t;

  localparam logic [6:0] MODULE_FLAGS_OFFSET = 7'h8;
  typedef struct packed {
    logic [6:0] reserved_1;
    logic [0:0] module_state_changed;
  } module_flags_t;

  localparam logic [6:0] MONITOR_FLAGS_OFFSET = 7'h9;
  typedef struct packed {
    logic [3:0] vcc;
    logic [3:0] temperature;
  } monitor_flags_t;

  localparam logic [6:0] AUX_FLAGS_OFFSET = 7'ha;
  localparam int unsigned AUX_FLAGS_COUNT = 2;
  localparam int unsigned AUX_FLAGS_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } aux_flags_t;

  localparam logic [6:0] TEMPERATURE_OFFSET = 7'he;
  typedef struct packed {
    logic [15:0] value;
  } temperature_t;

  localparam logic [6:0] VCC_OFFSET = 7'h10;
  typedef struct packed {
    logic [15:0] value;
  } vcc_t;

  localparam logic [6:0] CONTROL_OFFSET = 7'h1a;
  typedef struct packed {
    logic [0:0] bank_broadcast_enable;
    logic [0:0] low_pwr_allow_request_hw;
    logic [0:0] squelch_method;
    logic [0:0] low_pwr_request_sw;
    logic [0:0] software_reset;
    logic [2:0] reserved_0;
  } control_t;

  localparam logic [6:0] MASKS_OFFSET = 7'h1f;
  localparam int unsigned MASKS_COUNT = 6;
  localparam int unsigned MASKS_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } masks_t;

  localparam logic [6:0] CDB_STATUS_OFFSET = 7'h25;
  localparam int unsigned CDB_STATUS_COUNT = 2;
  localparam int unsigned CDB_STATUS_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } cdb_status_t;

  localparam logic [6:0] FIRMWARE_MAJOR_OFFSET = 7'h27;
  typedef struct packed {
    logic [7:0] value;
  } firmware_major_t;

  localparam logic [6:0] FIRMWARE_MINOR_OFFSET = 7'h28;
  typedef struct packed {
    logic [7:0] value;
  } firmware_minor_t;

  localparam logic [6:0] FAULT_CAUSE_OFFSET = 7'h29;
  typedef struct packed {
    logic [7:0] value;
  } fault_cause_t;

  localparam logic [6:0] MEDIA_TYPE_OFFSET = 7'h55;
  localparam logic [7:0] MEDIA_TYPE_VALUE_MMF = 8'h1;
  localparam logic [7:0] MEDIA_TYPE_VALUE_SMF = 8'h2;
  localparam logic [7:0] MEDIA_TYPE_VALUE_COPPER = 8'h3;
  localparam logic [7:0] MEDIA_TYPE_VALUE_ACTIVE_CABLE = 8'h4;
  typedef struct packed {
    logic [7:0] value;
  } media_type_t;

  localparam logic [6:0] APPLICATION_HOST_ID_OFFSET = 7'h56;
  localparam int unsigned APPLICATION_HOST_ID_COUNT = 8;
  localparam int unsigned APPLICATION_HOST_ID_STRIDE = 4;
  localparam logic [7:0] APPLICATION_HOST_ID_VALUE_C2M_200GAUI_4 = 8'hf;
  localparam logic [7:0] APPLICATION_HOST_ID_VALUE_CODEWORDS = 8'hc0;
  localparam logic [7:0] APPLICATION_HOST_ID_VALUE_END = 8'hff;
  typedef struct packed {
    logic [7:0] value;
  } application_host_id_t;

  localparam logic [6:0] APPLICATION_MEDIA_ID_OFFSET = 7'h57;
  localparam int unsigned APPLICATION_MEDIA_ID_COUNT = 8;
  localparam int unsigned APPLICATION_MEDIA_ID_STRIDE = 4;
  localparam logic [7:0] APPLICATION_MEDIA_ID_VALUE_FR4_200GBASE = 8'h18;
  localparam logic [7:0] APPLICATION_MEDIA_ID_VALUE_OCI = 8'hc0;
  typedef struct packed {
    logic [7:0] value;
  } application_media_id_t;

  localparam logic [6:0] APPLICATION_LANES_OFFSET = 7'h58;
  localparam int unsigned APPLICATION_LANES_COUNT = 8;
  localparam int unsigned APPLICATION_LANES_STRIDE = 4;
  typedef struct packed {
    logic [3:0] host;
    logic [3:0] media;
  } application_lanes_t;

  localparam logic [6:0] APPLICATION_HOST_ASSIGNMENT_OFFSET = 7'h59;
  localparam int unsigned APPLICATION_HOST_ASSIGNMENT_COUNT = 8;
  localparam int unsigned APPLICATION_HOST_ASSIGNMENT_STRIDE = 4;
  typedef struct packed {
    logic [7:0] value;
  } application_host_assignment_t;

  localparam logic [6:0] PASSWORD_OFFSET = 7'h76;
  localparam int unsigned PASSWORD_COUNT = 8;
  localparam int unsigned PASSWORD_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } password_t;

  localparam logic [6:0] BANK_SELECT_OFFSET = 7'h7e;
  typedef struct packed {
    logic [7:0] value;
  } bank_select_t;

  localparam logic [6:0] PAGE_SELECT_OFFSET = 7'h7f;
  typedef struct packed {
    logic [7:0] value;
  } page_select_t;

endpackage

// CMIS 5.2, page 11h: lane and data path status. Generated from platform/regs/cmis_page11.rdl; do not edit.
package cmis_page11_reg_pkg;

  localparam logic [7:0] DP_STATE_OFFSET = 8'h80;
  localparam int unsigned DP_STATE_COUNT = 4;
  localparam int unsigned DP_STATE_STRIDE = 1;
  localparam logic [3:0] DP_STATE_ODD_DEACTIVATED = 4'h1;
  localparam logic [3:0] DP_STATE_ODD_INIT = 4'h2;
  localparam logic [3:0] DP_STATE_ODD_DEINIT = 4'h3;
  localparam logic [3:0] DP_STATE_ODD_ACTIVATED = 4'h4;
  localparam logic [3:0] DP_STATE_ODD_TX_TURN_ON = 4'h5;
  localparam logic [3:0] DP_STATE_ODD_TX_TURN_OFF = 4'h6;
  localparam logic [3:0] DP_STATE_ODD_INITIALIZED = 4'h7;
  typedef struct packed {
    logic [3:0] even;
    logic [3:0] odd;
  } dp_state_t;

  localparam logic [7:0] OUTPUT_STATUS_RX_OFFSET = 8'h84;
  typedef struct packed {
    logic [7:0] value;
  } output_status_rx_t;

  localparam logic [7:0] OUTPUT_STATUS_TX_OFFSET = 8'h85;
  typedef struct packed {
    logic [7:0] value;
  } output_status_tx_t;

  localparam logic [7:0] DP_STATE_CHANGED_OFFSET = 8'h86;
  typedef struct packed {
    logic [7:0] value;
  } dp_state_changed_t;

  localparam logic [7:0] TX_FAULT_OFFSET = 8'h87;
  typedef struct packed {
    logic [7:0] value;
  } tx_fault_t;

  localparam logic [7:0] TX_LOS_OFFSET = 8'h88;
  typedef struct packed {
    logic [7:0] value;
  } tx_los_t;

  localparam logic [7:0] TX_CDR_LOL_OFFSET = 8'h89;
  typedef struct packed {
    logic [7:0] value;
  } tx_cdr_lol_t;

  localparam logic [7:0] TX_ADAPTIVE_FAIL_OFFSET = 8'h8a;
  typedef struct packed {
    logic [7:0] value;
  } tx_adaptive_fail_t;

  localparam logic [7:0] TX_POWER_HIGH_ALARM_OFFSET = 8'h8b;
  typedef struct packed {
    logic [7:0] value;
  } tx_power_high_alarm_t;

  localparam logic [7:0] TX_POWER_LOW_ALARM_OFFSET = 8'h8c;
  typedef struct packed {
    logic [7:0] value;
  } tx_power_low_alarm_t;

  localparam logic [7:0] TX_POWER_HIGH_WARNING_OFFSET = 8'h8d;
  typedef struct packed {
    logic [7:0] value;
  } tx_power_high_warning_t;

  localparam logic [7:0] TX_POWER_LOW_WARNING_OFFSET = 8'h8e;
  typedef struct packed {
    logic [7:0] value;
  } tx_power_low_warning_t;

  localparam logic [7:0] TX_BIAS_HIGH_ALARM_OFFSET = 8'h8f;
  typedef struct packed {
    logic [7:0] value;
  } tx_bias_high_alarm_t;

  localparam logic [7:0] TX_BIAS_LOW_ALARM_OFFSET = 8'h90;
  typedef struct packed {
    logic [7:0] value;
  } tx_bias_low_alarm_t;

  localparam logic [7:0] TX_BIAS_HIGH_WARNING_OFFSET = 8'h91;
  typedef struct packed {
    logic [7:0] value;
  } tx_bias_high_warning_t;

  localparam logic [7:0] TX_BIAS_LOW_WARNING_OFFSET = 8'h92;
  typedef struct packed {
    logic [7:0] value;
  } tx_bias_low_warning_t;

  localparam logic [7:0] RX_LOS_OFFSET = 8'h93;
  typedef struct packed {
    logic [7:0] value;
  } rx_los_t;

  localparam logic [7:0] RX_CDR_LOL_OFFSET = 8'h94;
  typedef struct packed {
    logic [7:0] value;
  } rx_cdr_lol_t;

  localparam logic [7:0] RX_POWER_HIGH_ALARM_OFFSET = 8'h95;
  typedef struct packed {
    logic [7:0] value;
  } rx_power_high_alarm_t;

  localparam logic [7:0] RX_POWER_LOW_ALARM_OFFSET = 8'h96;
  typedef struct packed {
    logic [7:0] value;
  } rx_power_low_alarm_t;

  localparam logic [7:0] RX_POWER_HIGH_WARNING_OFFSET = 8'h97;
  typedef struct packed {
    logic [7:0] value;
  } rx_power_high_warning_t;

  localparam logic [7:0] RX_POWER_LOW_WARNING_OFFSET = 8'h98;
  typedef struct packed {
    logic [7:0] value;
  } rx_power_low_warning_t;

  localparam logic [7:0] OUTPUT_STATUS_CHANGED_RX_OFFSET = 8'h99;
  typedef struct packed {
    logic [7:0] value;
  } output_status_changed_rx_t;

  localparam logic [7:0] TX_POWER_OFFSET = 8'h9a;
  localparam int unsigned TX_POWER_COUNT = 8;
  localparam int unsigned TX_POWER_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } tx_power_t;

  localparam logic [7:0] TX_BIAS_OFFSET = 8'haa;
  localparam int unsigned TX_BIAS_COUNT = 8;
  localparam int unsigned TX_BIAS_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } tx_bias_t;

  localparam logic [7:0] RX_POWER_OFFSET = 8'hba;
  localparam int unsigned RX_POWER_COUNT = 8;
  localparam int unsigned RX_POWER_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } rx_power_t;

  localparam logic [7:0] CONFIG_STATUS_OFFSET = 8'hca;
  localparam int unsigned CONFIG_STATUS_COUNT = 4;
  localparam int unsigned CONFIG_STATUS_STRIDE = 1;
  localparam logic [3:0] CONFIG_STATUS_ODD_UNDEFINED = 4'h0;
  localparam logic [3:0] CONFIG_STATUS_ODD_SUCCESS = 4'h1;
  localparam logic [3:0] CONFIG_STATUS_ODD_REJECTED = 4'h2;
  localparam logic [3:0] CONFIG_STATUS_ODD_INVALID_APP_SEL = 4'h3;
  localparam logic [3:0] CONFIG_STATUS_ODD_INVALID_DATA_PATH = 4'h4;
  localparam logic [3:0] CONFIG_STATUS_ODD_INVALID_SI = 4'h5;
  localparam logic [3:0] CONFIG_STATUS_ODD_LANE_IN_USE = 4'h6;
  localparam logic [3:0] CONFIG_STATUS_ODD_PARTIAL_DATA_PATH = 4'h7;
  localparam logic [3:0] CONFIG_STATUS_ODD_IN_PROGRESS = 4'hc;
  typedef struct packed {
    logic [3:0] even;
    logic [3:0] odd;
  } config_status_t;

  localparam logic [7:0] ACTIVE_CONFIG_OFFSET = 8'hce;
  localparam int unsigned ACTIVE_CONFIG_COUNT = 8;
  localparam int unsigned ACTIVE_CONFIG_STRIDE = 1;
  typedef struct packed {
    logic [3:0] app_sel;
    logic [2:0] data_path_id;
    logic [0:0] explicit_control;
  } active_config_t;

  localparam logic [7:0] DP_INIT_PENDING_OFFSET = 8'heb;
  typedef struct packed {
    logic [7:0] value;
  } dp_init_pending_t;

  localparam logic [7:0] MEDIA_LANE_MAPPING_OFFSET = 8'hf0;
  localparam int unsigned MEDIA_LANE_MAPPING_COUNT = 16;
  localparam int unsigned MEDIA_LANE_MAPPING_STRIDE = 1;
  typedef struct packed {
    logic [3:0] wavelength;
    logic [3:0] fibre;
  } media_lane_mapping_t;

endpackage

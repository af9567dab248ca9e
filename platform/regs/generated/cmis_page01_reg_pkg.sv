// CMIS 5.2, page 01h: advertising. Generated from platform/regs/cmis_page01.rdl; do not edit.
package cmis_page01_reg_pkg;

  localparam logic [7:0] INACTIVE_FIRMWARE_OFFSET = 8'h80;
  localparam int unsigned INACTIVE_FIRMWARE_COUNT = 2;
  localparam int unsigned INACTIVE_FIRMWARE_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } inactive_firmware_t;

  localparam logic [7:0] HARDWARE_REVISION_OFFSET = 8'h82;
  localparam int unsigned HARDWARE_REVISION_COUNT = 2;
  localparam int unsigned HARDWARE_REVISION_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } hardware_revision_t;

  localparam logic [7:0] LENGTH_SMF_OFFSET = 8'h84;
  typedef struct packed {
    logic [1:0] multiplier;
    logic [5:0] base;
  } length_smf_t;

  localparam logic [7:0] LENGTH_MMF_OFFSET = 8'h85;
  localparam int unsigned LENGTH_MMF_COUNT = 5;
  localparam int unsigned LENGTH_MMF_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } length_mmf_t;

  localparam logic [7:0] WAVELENGTH_OFFSET = 8'h8a;
  typedef struct packed {
    logic [15:0] value;
  } wavelength_t;

  localparam logic [7:0] WAVELENGTH_TOLERANCE_OFFSET = 8'h8c;
  typedef struct packed {
    logic [15:0] value;
  } wavelength_tolerance_t;

  localparam logic [7:0] PAGES_OFFSET = 8'h8e;
  typedef struct packed {
    logic [0:0] network_path;
    logic [0:0] vdm;
    logic [0:0] diagnostics;
    logic [2:0] reserved_2;
    logic [1:0] banks;
  } pages_t;

  localparam logic [7:0] RESERVED_143_OFFSET = 8'h8f;
  typedef struct packed {
    logic [7:0] value;
  } reserved_143_t;

  localparam logic [7:0] DP_DURATIONS_OFFSET = 8'h90;
  typedef struct packed {
    logic [3:0] dp_deinit;
    logic [3:0] dp_init;
  } dp_durations_t;

  localparam logic [7:0] CHARACTERISTICS_OFFSET = 8'h91;
  typedef struct packed {
    logic [0:0] cooled;
    logic [6:0] reserved_0;
  } characteristics_t;

  localparam logic [7:0] LIMITS_OFFSET = 8'h92;
  localparam int unsigned LIMITS_COUNT = 5;
  localparam int unsigned LIMITS_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } limits_t;

  localparam logic [7:0] RECEIVER_OFFSET = 8'h97;
  typedef struct packed {
    logic [2:0] reserved_5;
    logic [0:0] power_average;
    logic [0:0] los_average;
    logic [2:0] reserved_0;
  } receiver_t;

  localparam logic [7:0] RESERVED_152_OFFSET = 8'h98;
  localparam int unsigned RESERVED_152_COUNT = 3;
  localparam int unsigned RESERVED_152_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_152_t;

  localparam logic [7:0] CONTROLS_OFFSET = 8'h9b;
  typedef struct packed {
    logic [0:0] reserved_7;
    logic [0:0] tunable;
    logic [3:0] reserved_2;
    logic [0:0] output_disable_tx;
    logic [0:0] reserved_0;
  } controls_t;

  localparam logic [7:0] CONTROLS_RX_OFFSET = 8'h9c;
  typedef struct packed {
    logic [7:0] value;
  } controls_rx_t;

  localparam logic [7:0] FLAGS_TX_OFFSET = 8'h9d;
  typedef struct packed {
    logic [3:0] reserved_4;
    logic [0:0] adaptive_fail;
    logic [0:0] cdr_lol;
    logic [0:0] los;
    logic [0:0] fault;
  } flags_tx_t;

  localparam logic [7:0] FLAGS_RX_OFFSET = 8'h9e;
  typedef struct packed {
    logic [4:0] reserved_3;
    logic [0:0] cdr_lol;
    logic [0:0] los;
    logic [0:0] reserved_0;
  } flags_rx_t;

  localparam logic [7:0] MONITORS_OFFSET = 8'h9f;
  typedef struct packed {
    logic [1:0] reserved_6;
    logic [3:0] others;
    logic [0:0] vcc;
    logic [0:0] temperature;
  } monitors_t;

  localparam logic [7:0] MONITORS_LANE_OFFSET = 8'ha0;
  typedef struct packed {
    logic [2:0] reserved_5;
    logic [1:0] bias_scale;
    logic [0:0] rx_power;
    logic [0:0] tx_power;
    logic [0:0] tx_bias;
  } monitors_lane_t;

  localparam logic [7:0] RESERVED_161_OFFSET = 8'ha1;
  localparam int unsigned RESERVED_161_COUNT = 6;
  localparam int unsigned RESERVED_161_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_161_t;

  localparam logic [7:0] MODULE_DURATIONS_OFFSET = 8'ha7;
  typedef struct packed {
    logic [3:0] pwr_dn;
    logic [3:0] pwr_up;
  } module_durations_t;

  localparam logic [7:0] TX_DURATIONS_OFFSET = 8'ha8;
  typedef struct packed {
    logic [3:0] tx_turn_off;
    logic [3:0] tx_turn_on;
  } tx_durations_t;

  localparam logic [7:0] RESERVED_169_OFFSET = 8'ha9;
  localparam int unsigned RESERVED_169_COUNT = 7;
  localparam int unsigned RESERVED_169_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_169_t;

  localparam logic [7:0] MEDIA_ASSIGNMENT_OFFSET = 8'hb0;
  localparam int unsigned MEDIA_ASSIGNMENT_COUNT = 15;
  localparam int unsigned MEDIA_ASSIGNMENT_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } media_assignment_t;

  localparam logic [7:0] RESERVED_191_OFFSET = 8'hbf;
  localparam int unsigned RESERVED_191_COUNT = 64;
  localparam int unsigned RESERVED_191_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_191_t;

  localparam logic [7:0] CHECKSUM_OFFSET = 8'hff;
  typedef struct packed {
    logic [7:0] value;
  } checksum_t;

endpackage

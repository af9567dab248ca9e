// CMIS 5.2, page 10h: lane and data path control. Generated from platform/regs/cmis_page10.rdl; do not edit.
package cmis_page10_reg_pkg;

  localparam logic [7:0] DP_DEINIT_OFFSET = 8'h80;
  typedef struct packed {
    logic [7:0] value;
  } dp_deinit_t;

  localparam logic [7:0] OUTPUT_DISABLE_TX_OFFSET = 8'h82;
  typedef struct packed {
    logic [7:0] value;
  } output_disable_tx_t;

  localparam logic [7:0] APPLY_DP_INIT_OFFSET = 8'h8f;
  typedef struct packed {
    logic [7:0] value;
  } apply_dp_init_t;

  localparam logic [7:0] APPLY_IMMEDIATE_OFFSET = 8'h90;
  typedef struct packed {
    logic [7:0] value;
  } apply_immediate_t;

  localparam logic [7:0] DP_CONFIG_OFFSET = 8'h91;
  localparam int unsigned DP_CONFIG_COUNT = 8;
  localparam int unsigned DP_CONFIG_STRIDE = 1;
  typedef struct packed {
    logic [3:0] app_sel;
    logic [2:0] data_path_id;
    logic [0:0] explicit_control;
  } dp_config_t;

  localparam logic [7:0] MASKS_OFFSET = 8'hd5;
  localparam int unsigned MASKS_COUNT = 20;
  localparam int unsigned MASKS_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } masks_t;

endpackage

// CMIS 5.2, page 02h: thresholds. Generated from platform/regs/cmis_page02.rdl; do not edit.
package cmis_page02_reg_pkg;

  localparam logic [7:0] TEMPERATURE_OFFSET = 8'h80;
  localparam int unsigned TEMPERATURE_COUNT = 4;
  localparam int unsigned TEMPERATURE_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } temperature_t;

  localparam logic [7:0] VCC_OFFSET = 8'h88;
  localparam int unsigned VCC_COUNT = 4;
  localparam int unsigned VCC_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } vcc_t;

  localparam logic [7:0] AUX_OFFSET = 8'h90;
  localparam int unsigned AUX_COUNT = 16;
  localparam int unsigned AUX_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } aux_t;

  localparam logic [7:0] TX_POWER_OFFSET = 8'hb0;
  localparam int unsigned TX_POWER_COUNT = 4;
  localparam int unsigned TX_POWER_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } tx_power_t;

  localparam logic [7:0] TX_BIAS_OFFSET = 8'hb8;
  localparam int unsigned TX_BIAS_COUNT = 4;
  localparam int unsigned TX_BIAS_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } tx_bias_t;

  localparam logic [7:0] RX_POWER_OFFSET = 8'hc0;
  localparam int unsigned RX_POWER_COUNT = 4;
  localparam int unsigned RX_POWER_STRIDE = 2;
  typedef struct packed {
    logic [15:0] value;
  } rx_power_t;

  localparam logic [7:0] RESERVED_OFFSET = 8'hc8;
  localparam int unsigned RESERVED_COUNT = 55;
  localparam int unsigned RESERVED_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_t;

  localparam logic [7:0] CHECKSUM_OFFSET = 8'hff;
  typedef struct packed {
    logic [7:0] value;
  } checksum_t;

endpackage

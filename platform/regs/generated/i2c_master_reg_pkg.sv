// I2C master, registers of the open-cores core. Generated from platform/regs/i2c_master.rdl; do not edit.
package i2c_master_reg_pkg;

  localparam logic [2:0] PRERLO_OFFSET = 3'h0;
  typedef struct packed {
    logic [7:0] value;
  } prerlo_t;

  localparam logic [2:0] PRERHI_OFFSET = 3'h1;
  typedef struct packed {
    logic [7:0] value;
  } prerhi_t;

  localparam logic [2:0] CTR_OFFSET = 3'h2;
  typedef struct packed {
    logic [0:0] en;
    logic [0:0] ien;
    logic [5:0] reserved_0;
  } ctr_t;

  localparam logic [2:0] TXR_OFFSET = 3'h3;
  typedef struct packed {
    logic [7:0] data;
  } txr_t;

  localparam logic [2:0] RXR_OFFSET = 3'h3;
  typedef struct packed {
    logic [7:0] data;
  } rxr_t;

  localparam logic [2:0] CR_OFFSET = 3'h4;
  typedef struct packed {
    logic [0:0] sta;
    logic [0:0] sto;
    logic [0:0] rd;
    logic [0:0] wr;
    logic [0:0] ack;
    logic [1:0] reserved_1;
    logic [0:0] iack;
  } cr_t;

  localparam logic [2:0] SR_OFFSET = 3'h4;
  typedef struct packed {
    logic [0:0] rxack;
    logic [0:0] busy;
    logic [0:0] al;
    logic [2:0] reserved_2;
    logic [0:0] tip;
    logic [0:0] if;
  } sr_t;

endpackage

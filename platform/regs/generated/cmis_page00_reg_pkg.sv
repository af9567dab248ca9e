// CMIS 5.2, page 00h: administrative information. Generated from platform/regs/cmis_page00.rdl; do not edit.
package cmis_page00_reg_pkg;

  localparam logic [7:0] IDENTIFIER_OFFSET = 8'h80;
  typedef struct packed {
    logic [7:0] value;
  } identifier_t;

  localparam logic [7:0] VENDOR_NAME_OFFSET = 8'h81;
  localparam int unsigned VENDOR_NAME_COUNT = 16;
  localparam int unsigned VENDOR_NAME_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } vendor_name_t;

  localparam logic [7:0] VENDOR_OUI_OFFSET = 8'h91;
  localparam int unsigned VENDOR_OUI_COUNT = 3;
  localparam int unsigned VENDOR_OUI_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } vendor_oui_t;

  localparam logic [7:0] PART_NUMBER_OFFSET = 8'h94;
  localparam int unsigned PART_NUMBER_COUNT = 16;
  localparam int unsigned PART_NUMBER_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } part_number_t;

  localparam logic [7:0] PART_REVISION_OFFSET = 8'ha4;
  localparam int unsigned PART_REVISION_COUNT = 2;
  localparam int unsigned PART_REVISION_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } part_revision_t;

  localparam logic [7:0] SERIAL_NUMBER_OFFSET = 8'ha6;
  localparam int unsigned SERIAL_NUMBER_COUNT = 16;
  localparam int unsigned SERIAL_NUMBER_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } serial_number_t;

  localparam logic [7:0] DATE_CODE_OFFSET = 8'hb6;
  localparam int unsigned DATE_CODE_COUNT = 8;
  localparam int unsigned DATE_CODE_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } date_code_t;

  localparam logic [7:0] CLEI_OFFSET = 8'hbe;
  localparam int unsigned CLEI_COUNT = 10;
  localparam int unsigned CLEI_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } clei_t;

  localparam logic [7:0] POWER_CLASS_OFFSET = 8'hc8;
  typedef struct packed {
    logic [2:0] class;
    logic [4:0] reserved_0;
  } power_class_t;

  localparam logic [7:0] MAX_POWER_OFFSET = 8'hc9;
  typedef struct packed {
    logic [7:0] value;
  } max_power_t;

  localparam logic [7:0] CABLE_LENGTH_OFFSET = 8'hca;
  typedef struct packed {
    logic [7:0] value;
  } cable_length_t;

  localparam logic [7:0] CONNECTOR_OFFSET = 8'hcb;
  typedef struct packed {
    logic [7:0] value;
  } connector_t;

  localparam logic [7:0] COPPER_OFFSET = 8'hcc;
  localparam int unsigned COPPER_COUNT = 6;
  localparam int unsigned COPPER_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } copper_t;

  localparam logic [7:0] MEDIA_LANE_INFO_OFFSET = 8'hd2;
  typedef struct packed {
    logic [7:0] value;
  } media_lane_info_t;

  localparam logic [7:0] FAR_END_OFFSET = 8'hd3;
  typedef struct packed {
    logic [7:0] value;
  } far_end_t;

  localparam logic [7:0] MEDIA_TECHNOLOGY_OFFSET = 8'hd4;
  typedef struct packed {
    logic [7:0] value;
  } media_technology_t;

  localparam logic [7:0] RESERVED_OFFSET = 8'hd5;
  localparam int unsigned RESERVED_COUNT = 9;
  localparam int unsigned RESERVED_STRIDE = 1;
  typedef struct packed {
    logic [7:0] value;
  } reserved_t;

  localparam logic [7:0] CHECKSUM_OFFSET = 8'hde;
  typedef struct packed {
    logic [7:0] value;
  } checksum_t;

endpackage

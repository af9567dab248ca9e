// HDM decoder with extent check: HPA to DPA a port, and who may access which block. A look-up takes four cycles, one
// can begin each cycle; a register access takes three. `idle_o`: nothing moves until a valid rises.
`include "hdm_decoder_defects.svh"
module hdm_decoder
  import hdm_decoder_pkg::*;
(
  input  logic                clk_i,
  input  logic                rst_ni,
  `DEFECT_PORT
  // straps: blocks of the region, and their size as a power of two
  input  logic [15:0]         region_blocks_i,
  input  logic [7:0]          block_bits_i,
  // registers: AXI4-Lite subordinate
  input  logic                awvalid_i,
  output logic                awready_o,
  input  logic [14:0]         awaddr_i,
  input  logic                wvalid_i,
  output logic                wready_o,
  input  logic [31:0]         wdata_i,
  input  logic [3:0]          wstrb_i,
  output logic                bvalid_o,
  input  logic                bready_i,
  output logic [1:0]          bresp_o,
  input  logic                arvalid_i,
  output logic                arready_o,
  input  logic [14:0]         araddr_i,
  output logic                rvalid_o,
  input  logic                rready_i,
  output logic [31:0]         rdata_o,
  output logic [1:0]          rresp_o,
  // look-ups
  input  logic                lookup_valid_i,
  output logic                lookup_ready_o,
  input  logic [PortBits-1:0] lookup_port_i,
  input  logic [1:0]          lookup_needs_i,   // permissions, as in EXTENT: an atomic needs both
  input  logic [63:0]         lookup_hpa_i,
  input  logic [31:0]         lookup_length_i,
  // their answers, in order
  output logic                answer_valid_o,
  input  logic                answer_ready_i,
  output logic [1:0]          answer_outcome_o,
  output logic [63:0]         answer_dpa_o,
  output logic                idle_o
);
  decoder_t decoder;
  answer_t answer;
  logic taken, registers_idle, pipeline_idle;
  logic reg_table_read, reg_table_write, lookup_table_read;
  logic [RowBits-1:0] reg_row, lookup_row;
  logic [31:0] reg_wdata, reg_mask, reg_rdata, lookup_rdata;

  assign taken = answer_valid_o && answer_ready_i;
  assign answer_outcome_o = answer.outcome;
  assign answer_dpa_o = answer.dpa;
  assign idle_o = registers_idle && pipeline_idle;

  hdm_decoder_registers u_registers (
    .clk_i, .rst_ni, `DEFECT_WIRE
    .awvalid_i, .awready_o, .awaddr_i, .wvalid_i, .wready_o, .wdata_i, .wstrb_i, .bvalid_o, .bready_i, .bresp_o,
    .arvalid_i, .arready_o, .araddr_i, .rvalid_o, .rready_i, .rdata_o, .rresp_o,
    .region_blocks_i, .block_bits_i,
    .lookup_port_i, .decoder_o(decoder),
    .miss_i(taken && answer.outcome == Miss), .denied_i(taken && answer.outcome == Denied),
    .table_read_o(reg_table_read), .table_write_o(reg_table_write), .table_row_o(reg_row),
    .table_wdata_o(reg_wdata), .table_mask_o(reg_mask), .table_rdata_i(reg_rdata),
    .idle_o(registers_idle)
  );

  hdm_decoder_pipeline u_pipeline (
    .clk_i, .rst_ni, `DEFECT_WIRE
    .req_valid_i(lookup_valid_i), .req_ready_o(lookup_ready_o),
    .req_i('{port: lookup_port_i, needs: lookup_needs_i, hpa: lookup_hpa_i, length: lookup_length_i}),
    .decoder_i(decoder), .block_bits_i,
    .table_read_o(lookup_table_read), .table_row_o(lookup_row), .table_rdata_i(lookup_rdata),
    .rsp_valid_o(answer_valid_o), .rsp_ready_i(answer_ready_i), .rsp_o(answer),
    .idle_o(pipeline_idle)
  );

  hdm_decoder_table u_table (
    .clk_i, .rst_ni,
    .reg_read_i(reg_table_read), .reg_write_i(reg_table_write), .reg_row_i(reg_row),
    .reg_wdata_i(reg_wdata), .reg_mask_i(reg_mask), .reg_rdata_o(reg_rdata),
    .lookup_read_i(lookup_table_read), .lookup_row_i(lookup_row), .lookup_rdata_o(lookup_rdata)
  );
endmodule

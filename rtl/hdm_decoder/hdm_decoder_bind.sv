// In simulation the register pins are watched.
bind hdm_decoder axi_lite_checker #(.AddrWidth(15)) u_checker (
  .clk_i, .rst_ni,
  .awvalid_i, .awready_i(awready_o), .awaddr_i, .wvalid_i, .wready_i(wready_o), .wdata_i, .wstrb_i,
  .bvalid_i(bvalid_o), .bready_i, .bresp_i(bresp_o),
  .arvalid_i, .arready_i(arready_o), .araddr_i,
  .rvalid_i(rvalid_o), .rready_i, .rdata_i(rdata_o), .rresp_i(rresp_o)
);

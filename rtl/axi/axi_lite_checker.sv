// Rules of AXI4-Lite, as assertions on the pins of one interface: what is valid stays, as it is, until it is taken;
// a response answers a request; responses are those that AXI4-Lite has. Adds no logic to the block it watches.
module axi_lite_checker #(parameter int unsigned AddrWidth = 32) (
  input logic                 clk_i,
  input logic                 rst_ni,
  input logic                 awvalid_i,
  input logic                 awready_i,
  input logic [AddrWidth-1:0] awaddr_i,
  input logic                 wvalid_i,
  input logic                 wready_i,
  input logic [31:0]          wdata_i,
  input logic [3:0]           wstrb_i,
  input logic                 bvalid_i,
  input logic                 bready_i,
  input logic [1:0]           bresp_i,
  input logic                 arvalid_i,
  input logic                 arready_i,
  input logic [AddrWidth-1:0] araddr_i,
  input logic                 rvalid_i,
  input logic                 rready_i,
  input logic [31:0]          rdata_i,
  input logic [1:0]           rresp_i
);
  localparam logic [1:0] RespExokay = 2'b01;

  logic [7:0] aw_open_q, w_open_q, ar_open_q;  // taken and not answered yet
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      aw_open_q <= '0;
      w_open_q <= '0;
      ar_open_q <= '0;
    end else begin
      aw_open_q <= aw_open_q + 8'(awvalid_i && awready_i) - 8'(bvalid_i && bready_i);
      w_open_q <= w_open_q + 8'(wvalid_i && wready_i) - 8'(bvalid_i && bready_i);
      ar_open_q <= ar_open_q + 8'(arvalid_i && arready_i) - 8'(rvalid_i && rready_i);
    end
  end

  aw_stays: assert property (@(posedge clk_i) disable iff (!rst_ni)
    awvalid_i && !awready_i |=> awvalid_i && $stable(awaddr_i)) else $error("AW changed before it was taken");
  w_stays: assert property (@(posedge clk_i) disable iff (!rst_ni)
    wvalid_i && !wready_i |=> wvalid_i && $stable(wdata_i) && $stable(wstrb_i)) else $error("W changed before it was taken");
  b_stays: assert property (@(posedge clk_i) disable iff (!rst_ni)
    bvalid_i && !bready_i |=> bvalid_i && $stable(bresp_i)) else $error("B changed before it was taken");
  ar_stays: assert property (@(posedge clk_i) disable iff (!rst_ni)
    arvalid_i && !arready_i |=> arvalid_i && $stable(araddr_i)) else $error("AR changed before it was taken");
  r_stays: assert property (@(posedge clk_i) disable iff (!rst_ni)
    rvalid_i && !rready_i |=> rvalid_i && $stable(rdata_i) && $stable(rresp_i)) else $error("R changed before it was taken");
  b_answers: assert property (@(posedge clk_i) disable iff (!rst_ni)
    bvalid_i |-> aw_open_q != '0 && w_open_q != '0) else $error("B without AW and W");
  r_answers: assert property (@(posedge clk_i) disable iff (!rst_ni)
    rvalid_i |-> ar_open_q != '0) else $error("R without AR");
  no_exokay: assert property (@(posedge clk_i) disable iff (!rst_ni)
    !(bvalid_i && bresp_i == RespExokay) && !(rvalid_i && rresp_i == RespExokay)) else $error("EXOKAY is not of AXI4-Lite");
endmodule

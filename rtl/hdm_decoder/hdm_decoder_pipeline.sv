// The look-up: HPA to DPA by the decoder of the port, then the extent's permission. Four cycles, one look-up a cycle,
// answers in the order of the requests; a stage moves on when the next one is free.
`include "hdm_decoder_defects.svh"
module hdm_decoder_pipeline
  import hdm_decoder_pkg::*;
(
  input  logic               clk_i,
  input  logic               rst_ni,
  `DEFECT_PORT
  // requests
  input  logic               req_valid_i,
  output logic               req_ready_o,
  input  lookup_t            req_i,
  // the decoder in force for req_i.port
  input  decoder_t           decoder_i,
  input  logic [7:0]         block_bits_i,
  // extent table: the row comes one cycle after it was asked for
  output logic               table_read_o,
  output logic [RowBits-1:0] table_row_o,
  input  logic [31:0]        table_rdata_i,
  // answers
  output logic               rsp_valid_o,
  input  logic               rsp_ready_i,
  output answer_t            rsp_o,
  output logic               idle_o
);
  // Stage 1: the request and its decoder.
  logic s1_valid_q, s1_ready;
  lookup_t s1_lookup_q;
  decoder_t s1_decoder_q;
  // Stage 2: is it in the window, and where.
  logic s2_valid_q, s2_ready, s2_inside_d, s2_inside_q;
  logic [PortBits-1:0] s2_port_q;
  logic [1:0] s2_needs_q;
  logic [63:0] s2_offset_d, s2_offset_q, s2_length_q, s2_skip_q;
  logic [3:0] s2_ig_q, s2_iw_q;
  // Stage 3: the DPA.
  logic s3_valid_q, s3_ready;
  logic [PortBits-1:0] s3_port_q;
  logic [1:0] s3_needs_q;
  answer_t s3_answer_d, s3_answer_q;
  // Stage 4: the permissions.
  logic s4_valid_q, s4_ready;
  logic [PortBits-1:0] s4_port_q;
  logic [1:0] s4_needs_q;
  answer_t s4_answer_q;

  assign s4_ready = `DEFECT(AnswerOverrun, 1'b1, !s4_valid_q || rsp_ready_i);
  assign s3_ready = !s3_valid_q || s4_ready;
  assign s2_ready = !s2_valid_q || s3_ready;
  assign s1_ready = !s1_valid_q || s2_ready;
  assign req_ready_o = `DEFECT(LookupHang, 1'b0, s1_ready);
  assign rsp_valid_o = s4_valid_q;
  assign idle_o = !(s1_valid_q || s2_valid_q || s3_valid_q || s4_valid_q);

  logic [63:0] base, size, length, room;
  always_comb begin
    base = {s1_decoder_q.base_high, s1_decoder_q.base_low};
    size = {s1_decoder_q.size_high, s1_decoder_q.size_low};
    length = {32'b0, s1_lookup_q.length};
    s2_offset_d = s1_lookup_q.hpa - base;
    room = `DEFECT(WindowEnd, size - s2_offset_d + 64'd1, size - s2_offset_d);
    s2_inside_d = s1_decoder_q.control.committed && s1_lookup_q.hpa >= base && s2_offset_d < size && length <= room;
  end

  logic [4:0] granule_bits, window_bits;
  logic [63:0] inner, inner_mask, dpa, last;
  logic crosses_granule, crosses_block;
  always_comb begin
    granule_bits = 5'(LeastGranuleBits) + {1'b0, s2_ig_q};
    window_bits = granule_bits + `DEFECT(InterleaveKept, (s2_iw_q == 4'd2) ? 5'd0 : {1'b0, s2_iw_q},
                                         {1'b0, s2_iw_q});
    inner_mask = (64'd1 << granule_bits) - 64'd1;
    inner = s2_offset_q & inner_mask;
    dpa = s2_skip_q + (((s2_offset_q >> window_bits) << granule_bits) | inner);
    last = dpa + s2_length_q - 64'd1;
    crosses_granule = `DEFECT(GranuleCrossing, 1'b0, s2_iw_q != '0 && inner + s2_length_q > inner_mask + 64'd1);
    crosses_block = (dpa >> block_bits_i) != (last >> block_bits_i);
    s3_answer_d = '{outcome: Hit, dpa: dpa};
    if (!s2_inside_q) s3_answer_d = '{outcome: Miss, dpa: '0};
    else if (crosses_granule || crosses_block) s3_answer_d = '{outcome: Unsplit, dpa: '0};
  end

  assign table_read_o = s3_valid_q && s4_ready;
  assign table_row_o = RowBits'(s3_answer_q.dpa >> block_bits_i);

  logic [1:0] permissions, needs;
  logic allowed;
  always_comb begin
    permissions = 2'(table_rdata_i >> {`DEFECT(NeighbourPermission, s4_port_q - 1'b1, s4_port_q), 1'b0});
    needs = `DEFECT(StoreAsLoad, 2'(hdm_decoder_reg_pkg::EXTENT_PERMISSIONS_READ), s4_needs_q);
    allowed = (permissions & needs) == needs;
    rsp_o = s4_answer_q;
    if (s4_answer_q.outcome == Hit && !allowed) rsp_o.outcome = Denied;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      s1_valid_q <= 1'b0;
      s2_valid_q <= 1'b0;
      s3_valid_q <= 1'b0;
      s4_valid_q <= 1'b0;
    end else begin
      if (s1_ready) s1_valid_q <= req_valid_i && req_ready_o;
      if (s2_ready) s2_valid_q <= s1_valid_q;
      if (s3_ready) s3_valid_q <= s2_valid_q;
      if (s4_ready) s4_valid_q <= s3_valid_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (s1_ready) begin
      s1_lookup_q <= req_i;
      s1_decoder_q <= decoder_i;
    end
    if (s2_ready) begin
      s2_port_q <= s1_lookup_q.port;
      s2_needs_q <= s1_lookup_q.needs;
      s2_length_q <= length;
      s2_skip_q <= {s1_decoder_q.dpa_skip_high, s1_decoder_q.dpa_skip_low};
      s2_ig_q <= s1_decoder_q.control.ig;
      s2_iw_q <= s1_decoder_q.control.iw;
      s2_offset_q <= s2_offset_d;
      s2_inside_q <= s2_inside_d;
    end
    if (s3_ready) begin
      s3_port_q <= s2_port_q;
      s3_needs_q <= s2_needs_q;
      s3_answer_q <= s3_answer_d;
    end
    if (s4_ready) begin
      s4_port_q <= s3_port_q;
      s4_needs_q <= s3_needs_q;
      s4_answer_q <= s3_answer_q;
    end
  end
endmodule

// The registers of the HDM decoder behind AXI4-Lite: commit rules, lock, counters, the way to the extent table.
// One access at a time, reads and writes in turn where both wait: taken in one cycle, stored or fetched in the next,
// checked or selected in the third, then answered.
`include "hdm_decoder_defects.svh"
module hdm_decoder_registers
  import hdm_decoder_reg_pkg::*;
  import hdm_decoder_pkg::*;
(
  input  logic                clk_i,
  input  logic                rst_ni,
  `DEFECT_PORT
  // AXI4-Lite subordinate
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
  // straps: blocks of the region, and their size as a power of two
  input  logic [15:0]         region_blocks_i,
  input  logic [7:0]          block_bits_i,
  // look-ups: the decoder in force for a port, what is counted
  input  logic [PortBits-1:0] lookup_port_i,
  output decoder_t            decoder_o,
  input  logic                miss_i,
  input  logic                denied_i,
  // extent table
  output logic                table_read_o,
  output logic                table_write_o,
  output logic [RowBits-1:0]  table_row_o,
  output logic [31:0]         table_wdata_o,
  output logic [31:0]         table_mask_o,
  input  logic [31:0]         table_rdata_i,
  output logic                idle_o
);
  localparam logic [1:0] RespOkay = 2'b00;
  localparam logic [1:0] RespSlverr = 2'b10;

  typedef enum logic [1:0] {Idle, Access, Check, Respond} state_e;
  state_e state_d, state_q;
  logic write_d, write_q;
  logic [14:0] addr_d, addr_q;
  logic [31:0] wdata_d, wdata_q, mask_d, mask_q, rdata_d, rdata_q;
  logic [31:0] misses_q  /*verilator public_flat_rw*/;
  logic [31:0] denials_q  /*verilator public_flat_rw*/;
  decoder_t decoder_q[Ports]  /*verilator public_flat_rw*/;
  decoder_t in_force_q[Ports]  /*verilator public_flat_rd*/;
  decoder_t decoder_d;
  logic decoder_store, in_force_store;

  // Where the address leads.
  logic [14:0] number, place;
  logic [PortBits-1:0] port;
  logic in_decoder, in_extents, in_misses, in_denials, in_extent, hole;
  assign number = addr_q / 15'(DECODER_CONTROL_STRIDE);
  assign place = addr_q % 15'(DECODER_CONTROL_STRIDE);
  assign port = number[PortBits-1:0];
  assign in_decoder = number < 15'(DECODER_CONTROL_COUNT) &&
                      (place inside {DECODER_BASE_LOW_OFFSET, DECODER_BASE_HIGH_OFFSET, DECODER_SIZE_LOW_OFFSET,
                                     DECODER_SIZE_HIGH_OFFSET, DECODER_CONTROL_OFFSET, DECODER_DPA_SKIP_LOW_OFFSET,
                                     DECODER_DPA_SKIP_HIGH_OFFSET});
  assign in_extents = addr_q == EXTENTS_OFFSET;
  assign in_misses = addr_q == MISSES_OFFSET;
  assign in_denials = addr_q == DENIALS_OFFSET;
  assign in_extent = addr_q >= EXTENT_OFFSET && (addr_q - EXTENT_OFFSET) / 15'(EXTENT_STRIDE) < 15'(EXTENT_COUNT);
  assign hole = !(in_decoder || in_extents || in_misses || in_denials || in_extent);

  decoder_t old;
  logic committed, locked;
  assign old = decoder_q[port];
  assign committed = in_force_q[port].control.committed;
  assign locked = `DEFECT(LockIgnored, 1'b0, committed && old.control.lock);

  function automatic logic [31:0] merge(input logic [31:0] stored);
    return (stored & ~mask_q) | (wdata_q & mask_q);
  endfunction

  // What a write leaves in the decoder's registers: writable fields take the bytes of the strobe.
  function automatic decoder_t written();
    written = old;
    unique case (place)
      DECODER_BASE_LOW_OFFSET: written.base_low = merge(old.base_low);
      DECODER_BASE_HIGH_OFFSET: written.base_high = merge(old.base_high);
      DECODER_SIZE_LOW_OFFSET: written.size_low = merge(old.size_low);
      DECODER_SIZE_HIGH_OFFSET: written.size_high = merge(old.size_high);
      DECODER_CONTROL_OFFSET: written.control = merge(old.control);
      DECODER_DPA_SKIP_LOW_OFFSET: written.dpa_skip_low = merge(old.dpa_skip_low);
      DECODER_DPA_SKIP_HIGH_OFFSET: written.dpa_skip_high = merge(old.dpa_skip_high);
      default: ;
    endcase
    written.base_low.reserved_0 = '0;
    written.size_low.reserved_0 = '0;
    written.dpa_skip_low.reserved_0 = '0;
    written.control.reserved_12 = '0;
    written.control.committed = old.control.committed;
    written.control.error = old.control.error;
  endfunction

  // The rules of a commit, on what the registers hold one cycle after CONTROL was written.
  function automatic logic acceptable();
    logic [63:0] base, size, skip, share, region;
    base = {old.base_high, old.base_low};
    size = {old.size_high, old.size_low};
    skip = {old.dpa_skip_high, old.dpa_skip_low};
    share = size >> old.control.iw;
    region = {48'b0, region_blocks_i} << block_bits_i;
    return old.control.ig <= 4'd6 && old.control.iw <= 4'd3 && size != '0 &&
           (size & ((64'h1000_0000 << old.control.iw) - 64'd1)) == '0 && base + size > base &&
           `DEFECT(CommitTooLarge, 1'b1, share <= region && skip <= region - share);
  endfunction

  // What a read sees; the extent table's row has arrived one cycle after it was asked for.
  function automatic logic [31:0] selected();
    unique case (1'b1)
      in_decoder:
        unique case (place)
          DECODER_BASE_LOW_OFFSET: return old.base_low;
          DECODER_BASE_HIGH_OFFSET: return old.base_high;
          DECODER_SIZE_LOW_OFFSET: return old.size_low;
          DECODER_SIZE_HIGH_OFFSET: return old.size_high;
          DECODER_CONTROL_OFFSET: return old.control;
          DECODER_DPA_SKIP_LOW_OFFSET: return old.dpa_skip_low;
          default: return old.dpa_skip_high;
        endcase
      in_extents: return {8'b0, block_bits_i, region_blocks_i};
      in_misses: return misses_q;
      in_denials: return denials_q;
      in_extent: return table_rdata_i;
      default: return '0;
    endcase
  endfunction

  assign decoder_o = in_force_q[lookup_port_i];
  assign table_read_o = state_q == Access && in_extent && !write_q;
  assign table_write_o = state_q == Access && in_extent && write_q;
  assign table_row_o = RowBits'((addr_q - EXTENT_OFFSET) / 15'(EXTENT_STRIDE));
  assign table_wdata_o = wdata_q;
  assign table_mask_o = mask_q;
  assign awready_o = state_q == Idle && awvalid_i && wvalid_i && !(arvalid_i && write_q);
  assign wready_o = awready_o;
  assign arready_o = state_q == Idle && arvalid_i && !awready_o;
  assign bvalid_o = `DEFECT(WriteHang, 1'b0, state_q == Respond && write_q);
  assign rvalid_o = state_q == Respond && !write_q;
  assign bresp_o = hole ? RespSlverr : RespOkay;
  assign rresp_o = bresp_o;
  assign rdata_o = rdata_q;
  assign idle_o = state_q == Idle;

  always_comb begin
    state_d = state_q;
    write_d = write_q;
    addr_d = addr_q;
    wdata_d = wdata_q;
    mask_d = mask_q;
    rdata_d = rdata_q;
    decoder_d = old;
    decoder_store = 1'b0;
    in_force_store = 1'b0;
    unique case (state_q)
      Idle: begin
        if (awready_o || arready_o) state_d = Access;
        if (awready_o) begin
          write_d = 1'b1;
          addr_d = awaddr_i;
          wdata_d = wdata_i;
          for (int unsigned b = 0; b < 4; b++) mask_d[8*b+:8] = {8{`DEFECT(StrobesIgnored, 1'b1, wstrb_i[b])}};
        end else if (arready_o) begin
          write_d = 1'b0;
          addr_d = araddr_i;
        end
      end
      Access: begin
        state_d = Check;
        if (write_q && in_decoder && !locked) begin
          decoder_store = 1'b1;
          decoder_d = written();
        end
      end
      Check: begin
        state_d = Respond;
        if (!write_q) rdata_d = selected();
        // A lock that has just been set on a committed decoder holds already.
        if (write_q && in_decoder && place == DECODER_CONTROL_OFFSET && !locked && !(old.control.commit && committed)) begin
          decoder_store = 1'b1;
          in_force_store = 1'b1;
          decoder_d.control.committed = old.control.commit && acceptable();
          decoder_d.control.error = old.control.commit && !decoder_d.control.committed;
        end
      end
      Respond: if ((bvalid_o && bready_i) || (rvalid_o && rready_i)) state_d = Idle;
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= Idle;
      write_q <= 1'b0;
      misses_q <= '0;
      denials_q <= '0;
      for (int unsigned p = 0; p < Ports; p++) begin
        decoder_q[p] <= '0;
        in_force_q[p] <= '0;
      end
    end else begin
      state_q <= state_d;
      write_q <= write_d;
      if (`DEFECT(MissNotCounted, 1'b0, miss_i) && misses_q != '1) misses_q <= misses_q + 1;
      if (denied_i && denials_q != '1) denials_q <= denials_q + 1;
      if (decoder_store) decoder_q[port] <= decoder_d;
      if (in_force_store) in_force_q[port] <= decoder_d;
    end
  end

  always_ff @(posedge clk_i) begin
    addr_q <= addr_d;
    wdata_q <= wdata_d;
    mask_q <= mask_d;
    rdata_q <= rdata_d;
  end
endmodule

// The extent table: synchronous RAM with a port for registers and one for look-ups. A read takes one cycle.
// A row reads as 0 from reset until it is first written, so that reset takes one cycle and no clearing.
module hdm_decoder_table
  import hdm_decoder_pkg::*;
(
  input  logic               clk_i,
  input  logic               rst_ni,
  // registers
  input  logic               reg_read_i,
  input  logic               reg_write_i,
  input  logic [RowBits-1:0] reg_row_i,
  input  logic [31:0]        reg_wdata_i,
  input  logic [31:0]        reg_mask_i,
  output logic [31:0]        reg_rdata_o,
  // look-ups
  input  logic               lookup_read_i,
  input  logic [RowBits-1:0] lookup_row_i,
  output logic [31:0]        lookup_rdata_o
);
  localparam int unsigned GroupBits = 6;
  localparam int unsigned Groups = Rows >> GroupBits;

  logic [31:0] row_q[Rows]  /*verilator public_flat_rw*/;
  logic [(1<<GroupBits)-1:0] written_q[Groups]  /*verilator public_flat_rw*/;
  logic [31:0] reg_rdata_q, lookup_rdata_q;
  logic reg_written, lookup_written, reg_written_q, lookup_written_q;

  assign reg_written = written_q[reg_row_i[RowBits-1:GroupBits]][reg_row_i[GroupBits-1:0]];
  assign lookup_written = written_q[lookup_row_i[RowBits-1:GroupBits]][lookup_row_i[GroupBits-1:0]];
  assign reg_rdata_o = reg_written_q ? reg_rdata_q : '0;
  assign lookup_rdata_o = lookup_written_q ? lookup_rdata_q : '0;

  always_ff @(posedge clk_i) begin
    if (reg_write_i)
      row_q[reg_row_i] <= (reg_wdata_i & reg_mask_i) | (reg_written ? row_q[reg_row_i] & ~reg_mask_i : '0);
    if (reg_read_i) reg_rdata_q <= row_q[reg_row_i];
    if (lookup_read_i) lookup_rdata_q <= row_q[lookup_row_i];
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      for (int unsigned g = 0; g < Groups; g++) written_q[g] <= '0;
      reg_written_q <= 1'b0;
      lookup_written_q <= 1'b0;
    end else begin
      if (reg_write_i) written_q[reg_row_i[RowBits-1:GroupBits]][reg_row_i[GroupBits-1:0]] <= 1'b1;
      if (reg_read_i) reg_written_q <= reg_written;
      if (lookup_read_i) lookup_written_q <= lookup_written;
    end
  end
endmodule

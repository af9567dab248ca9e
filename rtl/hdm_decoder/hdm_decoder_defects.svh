// Test-only defects: a build with HDM_DECODER_DEFECTS chooses one at run time; without, this leaves nothing behind.
`ifndef HDM_DECODER_DEFECTS_SVH
`define HDM_DECODER_DEFECTS_SVH
`ifdef HDM_DECODER_DEFECTS
  `define DEFECT(Which, Wrong, Right) ((defect_i == hdm_decoder_pkg::Which) ? (Wrong) : (Right))
  `define DEFECT_PORT input hdm_decoder_pkg::defect_e defect_i,
  `define DEFECT_WIRE .defect_i,
`else
  `define DEFECT(Which, Wrong, Right) (Right)
  `define DEFECT_PORT
  `define DEFECT_WIRE
`endif
`endif

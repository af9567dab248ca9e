// How likely a codeword is lost at a bit error ratio.
#pragma once

namespace lantern {

/// P(more than 15 of 544 ten-bit symbols are wrong), bits in error independently with probability
/// `ber`.
double codeword_loss(double ber);

}  // namespace lantern

// The tail of the binomial distribution, by + - * / alone: the same on every machine.
#include "models/fibre/codeword_loss.hpp"

namespace lantern {

double codeword_loss(double ber) {
  constexpr int kSymbols = 544;
  constexpr int kCorrected = 15;
  constexpr int kBits = 10;
  double good = 1;
  for (int bit = 0; bit < kBits; bit++) good *= 1 - ber;
  const double bad = 1 - good;
  if (bad <= 0) return 0;
  if (good <= 0) return 1;
  double term = 1;  // C(544, k) bad^k good^(544 - k), from k = 0 up
  for (int symbol = 0; symbol < kSymbols; symbol++) term *= good;
  double within = term;
  double tail = 0;
  for (int k = 1; k <= kSymbols; k++) {
    term = term * (kSymbols - k + 1) / k * (bad / good);
    (k <= kCorrected ? within : tail) += term;
  }
  // Where the first term has vanished almost all codewords are lost.
  return within + tail > 0.5 ? tail : 1;
}

}  // namespace lantern

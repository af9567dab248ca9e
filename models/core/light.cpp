// Decibels, by MPFR: libm differs between machines.
#include "models/core/light.hpp"

#include <mpfr.h>

namespace lantern {

double from_decibel(double decibel) {
  mpfr_t value;
  mpfr_init2(value, 53);
  mpfr_set_d(value, decibel, MPFR_RNDN);
  mpfr_div_ui(value, value, 10, MPFR_RNDN);
  mpfr_exp10(value, value, MPFR_RNDN);
  const double result = mpfr_get_d(value, MPFR_RNDN);
  mpfr_clear(value);
  mpfr_free_cache();
  return result;
}

}  // namespace lantern

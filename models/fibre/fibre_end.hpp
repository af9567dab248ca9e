// What a port looks into where no fibre is plugged in: it takes all and sends nothing.
#pragma once

#include <systemc>

#include "models/core/codeword.hpp"
#include "models/core/counter.hpp"
#include "models/core/light.hpp"
#include "models/core/message.hpp"

namespace lantern {

class FibreEnd : public sc_core::sc_module {
 public:
  Receiver<Codeword> codeword_target{"codeword_target", [this](Codeword&&) { ++codewords_; }};
  Receiver<Light> light_target{"light_target", [](Light&&) {}};

  explicit FibreEnd(sc_core::sc_module_name name) : sc_module(name) {}

 private:
  Counter codewords_{"codewords", "Codewords that went nowhere."};
};

}  // namespace lantern

// What is to be read of a port: number, link, its host's map. One block, two readers.
#pragma once

#include <systemc>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "platform/regs/generated/port_registers_regs.hpp"

namespace lantern {

/// target_0 is the management processor's, target_1 the host's, over the link.
class PortRegisters : public sc_core::sc_module {
 public:
  RegisterTarget target_0{"target_0", regs_, access_, {}, RegisterTarget::Shared::kYes};
  RegisterTarget target_1{"target_1", regs_, access_, {}, RegisterTarget::Shared::kYes};
  sc_core::sc_in<bool> up{"up"};
  sc_core::sc_in<bool> degraded{"degraded"};
  LineOut interrupt{"interrupt"};

  explicit PortRegisters(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<uint64_t> number_{"number",    Dimension::kCount,     "0",
                              {"0", "15"}, "Number of the port.", "part"};
  Parameter<uint64_t> hpa_base_{
      "hpa_base",           Dimension::kCount, "0", {}, "Where its host maps the pool.",
      "pod: the host's map"};
  Parameter<uint64_t> hpa_size_{"hpa_size", Dimension::kBytes,      "0 B",
                                {},         "Size of that window.", "pod: the host's map"};
  Parameter<uint64_t> links_{"links",
                             Dimension::kCount,
                             "1",
                             {"1", "8"},
                             "Links that a host has, at ports that follow each other: 1, 2, 4, 8.",
                             "part"};
  Parameter<uint64_t> granule_{"granule",
                               Dimension::kBytes,
                               "256 B",
                               {"256 B", "16 KiB"},
                               "Interleave granule over a host's links, a power of two.",
                               "part"};

  void link_changed();

  RegisterFile regs_{port_registers_regs::kMap};
};

}  // namespace lantern

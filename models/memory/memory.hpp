// Memory: sparse, with latency and, where asked for, bandwidth. DRAM, SRAM, flash and HBM differ in
// parameters.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/parameter.hpp"
#include "models/core/storage.hpp"
#include "models/core/timeline.hpp"

namespace lantern {

class Memory : public sc_core::sc_module {
 public:
  sc_core::sc_vector<tlm_utils::simple_target_socket_tagged<Memory>> target;

  explicit Memory(sc_core::sc_module_name name, unsigned targets = 1);
  /// Takes back every DMI pointer.
  void invalidate_dmi();

 private:
  Parameter<uint64_t> size_{"size", Dimension::kBytes, "64 KiB", {"4 KiB", "16 TiB"}, "Size.",
                            "part"};
  Parameter<sc_core::sc_time> access_{"access",
                                      Dimension::kTime,
                                      "2 ns",
                                      {"0 ns", "10 us"},
                                      "From request to first byte.",
                                      "assumed: as seen behind a cache, which is not modelled"};
  Parameter<double> rate_{
      "rate",
      Dimension::kRate,
      "0 GB/s",
      {"0 GB/s", "100 TB/s"},
      "Bytes a second, shared by all; 0: not limited. A limited memory grants no DMI.",
      "part"};
  Parameter<bool> read_only_{
      "read_only", Dimension::kFlag, "false", {}, "Stores are refused, as by flash.", "part"};

  void b_transport(int, tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(int, tlm::tlm_generic_payload& trans) {
    return storage_.debug_access(trans);
  }
  bool get_direct_mem_ptr(int, tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi);

  Storage storage_{size_};
  Timeline transfers_;
};

}  // namespace lantern

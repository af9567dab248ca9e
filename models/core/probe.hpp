// A probe sits in a wire and hashes what passes; a pod without probes pays nothing.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>
#include <tlm>

#include "models/core/codeword.hpp"
#include "models/core/light.hpp"
#include "models/core/line.hpp"
#include "models/core/message.hpp"
#include "models/core/run_end.hpp"
#include "models/core/wire_hash.hpp"

namespace lantern {

/// In a TLM wire. Named like the initiator socket it listens to. DMI pointers pass through: what
/// they carry is not on the wire.
class Probe : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<Probe> target{"target"};
  tlm_utils::simple_initiator_socket<Probe> initiator{"initiator"};
  Probe(sc_core::sc_module_name name, const std::string& wire);

 private:
  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time& delay);
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) {
    return initiator->transport_dbg(trans);
  }
  bool get_direct_mem_ptr(tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi) {
    return initiator->get_direct_mem_ptr(trans, dmi);
  }
  void invalidate_direct_mem_ptr(sc_dt::uint64 begin, sc_dt::uint64 end) {
    target->invalidate_direct_mem_ptr(begin, end);
  }
  void request(const tlm::tlm_generic_payload& trans, const sc_core::sc_time& delay);
  void response(const tlm::tlm_generic_payload& trans, const sc_core::sc_time& delay);
  WireHash hash_;
};

inline void hash_into(WireHash& hash, const Light& light) {
  for (double milliwatt : light.milliwatt) hash.add(static_cast<uint64_t>(milliwatt * 1e9));
}
void hash_into(WireHash& hash, const Message& message);
void hash_into(WireHash& hash, const Codeword& codeword);

/// Between two message doors.
template <class T>
class SendProbe : public sc_core::sc_module {
 public:
  Receiver<T> target{"target", [this](T&& sent) { pass(std::move(sent)); }};
  SendPort<T> initiator{"initiator"};
  SendProbe(sc_core::sc_module_name name, const std::string& wire) : sc_module(name), hash_(wire) {
    target.stand_for(initiator);
  }

 private:
  void pass(T&& sent) {
    hash_.add(sc_core::sc_time_stamp());
    hash_into(hash_, sent);
    initiator->send(std::move(sent));
  }
  WireHash hash_;
};

/// In a line: hashes every change that came to be, and not what was announced and taken back.
class LineProbe : public sc_core::sc_module {
 public:
  LineTarget target{"target", [this](bool level, const sc_core::sc_time& at) { pass(level, at); }};
  LineOut initiator{"initiator"};
  LineProbe(sc_core::sc_module_name name, const std::string& wire) : sc_module(name), hash_(wire) {}

 private:
  void pass(bool level, const sc_core::sc_time& at);
  void hash_until(const sc_core::sc_time& end);

  LineLevels levels_;
  WireHash hash_;
  LastCheck at_end_{
      [this] { hash_until(sc_core::sc_time_stamp() + sc_core::sc_get_time_resolution()); }};
};

/// On a signal: hashes every change.
class SignalProbe : public sc_core::sc_module {
 public:
  SignalProbe(sc_core::sc_module_name name, const std::string& wire,
              const sc_core::sc_signal_in_if<bool>& signal);

 private:
  const sc_core::sc_signal_in_if<bool>& signal_;
  WireHash hash_;
};

}  // namespace lantern

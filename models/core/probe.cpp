// What a probe puts into its hash.
#include "models/core/probe.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

Probe::Probe(sc_core::sc_module_name name, const std::string& wire) : sc_module(name), hash_(wire) {
  target.register_b_transport(this, &Probe::b_transport);
  target.register_nb_transport_fw(this, &Probe::nb_transport_fw);
  target.register_transport_dbg(this, &Probe::transport_dbg);
  target.register_get_direct_mem_ptr(this, &Probe::get_direct_mem_ptr);
  initiator.register_nb_transport_bw(this, &Probe::nb_transport_bw);
  initiator.register_invalidate_direct_mem_ptr(this, &Probe::invalidate_direct_mem_ptr);
}

void Probe::request(const tlm::tlm_generic_payload& trans, const sc_time& delay) {
  hash_.add(sc_time_stamp() + delay);
  hash_.add(trans.get_command());
  hash_.add(trans.get_address());
  hash_.add(trans.get_data_length());
  const AtomicExtension* const atomic = atomic_of(trans);
  if (atomic) hash_.add(static_cast<uint64_t>(atomic->op));
  if (atomic || trans.is_write()) hash_.add(trans.get_data_ptr(), trans.get_data_length());
}

void Probe::response(const tlm::tlm_generic_payload& trans, const sc_time& delay) {
  hash_.answers().add((sc_time_stamp() + delay).value());
  hash_.answers().add(static_cast<uint64_t>(trans.get_response_status()));
  if ((trans.is_read() || atomic_of(trans)) && trans.is_response_ok())
    hash_.answers().add(trans.get_data_ptr(), trans.get_data_length());
}

void Probe::b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  request(trans, delay);
  initiator->b_transport(trans, delay);
  response(trans, delay);
}

tlm::tlm_sync_enum Probe::nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                          sc_time& delay) {
  if (phase == tlm::BEGIN_REQ) request(trans, delay);
  const tlm::tlm_sync_enum answer = initiator->nb_transport_fw(trans, phase, delay);
  if (answer == tlm::TLM_COMPLETED) response(trans, delay);
  return answer;
}

tlm::tlm_sync_enum Probe::nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                          sc_time& delay) {
  if (phase == tlm::BEGIN_RESP) response(trans, delay);
  return target->nb_transport_bw(trans, phase, delay);
}

void hash_into(WireHash& hash, const Message& message) {
  hash.add(static_cast<uint64_t>(message.kind) | static_cast<uint64_t>(message.channel) << 8 |
           static_cast<uint64_t>(message.command) << 16 |
           static_cast<uint64_t>(message.poison) << 24 |
           static_cast<uint64_t>(message.status) << 32);
  if (message.command == Message::Command::kAtomic)
    hash.add(static_cast<uint64_t>(message.atomic_op));
  hash.add(message.tag);
  hash.add(message.address);
  hash.add(message.length);
  hash.add(message.data.data(), message.data.size());
}

void hash_into(WireHash& hash, const Codeword& codeword) {
  hash.add(static_cast<uint64_t>(codeword.kind) | static_cast<uint64_t>(codeword.nak) << 8 |
           static_cast<uint64_t>(codeword.lost) << 16 |
           static_cast<uint64_t>(codeword.lanes) << 24);
  hash.add(codeword.sequence);
  hash.add(codeword.ack);
  if (!codeword.row) return;
  for (const Message& message : *codeword.row) hash_into(hash, message);
}

void LineProbe::pass(bool level, const sc_time& at) {
  hash_until(sc_time_stamp());
  levels_.set(level, at);
  initiator.set(level, at);
}

// What is for kernel time, or later, may still be overtaken: only what was before is certain.
void LineProbe::hash_until(const sc_time& end) {
  while (levels_.next() < end) {
    const sc_time change = levels_.next();
    hash_.add(change);
    hash_.add(static_cast<uint64_t>(levels_.at(change)));
  }
}

SignalProbe::SignalProbe(sc_core::sc_module_name name, const std::string& wire,
                         const sc_core::sc_signal_in_if<bool>& signal)
    : sc_module(name), signal_(signal), hash_(wire) {
  sc_core::sc_spawn_options options;
  options.spawn_method();
  options.dont_initialize();
  options.set_sensitivity(&signal_.value_changed_event());
  sc_core::sc_spawn(
      [this] {
        hash_.add(sc_time_stamp());
        hash_.add(static_cast<uint64_t>(signal_.read()));
      },
      "changed", &options);
}

}  // namespace lantern

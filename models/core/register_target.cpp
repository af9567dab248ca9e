// Charge, wait if need be, serve.
#include "models/core/register_target.hpp"

#include <algorithm>
#include <utility>

#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

RegisterTarget::RegisterTarget(const char* name, RegisterFile& registers,
                               const Parameter<sc_time>& access, Work work, Shared shared)
    : simple_target_socket(name),
      registers_(registers),
      access_(access),
      work_(std::move(work)),
      shared_(shared),
      waits_((std::string(name) + "_waits").c_str(), "Accesses that waited for the block's work.") {
  register_b_transport(this, &RegisterTarget::serve);
  register_transport_dbg(this, &RegisterTarget::serve_dbg);
}

bool RegisterTarget::waits(const tlm::tlm_generic_payload& trans, const sc_time& delay) const {
  if (shared_ == Shared::kYes && registers_.moves(trans)) return true;
  if (work_.empty()) return false;
  const sc_time at = sc_time_stamp() + delay;
  return std::any_of(work_.begin(), work_.end(), [&](const Pending* p) { return p->due_by(at); });
}

void RegisterTarget::serve(tlm::tlm_generic_payload& trans, sc_time& delay) {
  charge(trans, delay, access_);
  if (waits(trans, delay) && wait_out(delay)) ++waits_;
  RegisterFile* const view = view_ ? view_(trans, sc_time_stamp() + delay, false) : &registers_;
  if (view) view->transport(trans, delay);
}

unsigned RegisterTarget::serve_dbg(tlm::tlm_generic_payload& trans) {
  RegisterFile* const view = view_ ? view_(trans, sc_time_stamp(), true) : &registers_;
  return view ? view->transport_dbg(trans) : 0;
}

}  // namespace lantern

// A socket of a block's registers: access time, the registers themselves, the time that effects
// see, debug transport.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <functional>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/pending.hpp"
#include "models/core/register_file.hpp"

namespace lantern {

/// An access finds done what the block does by itself until then: if there is such work that kernel
/// time has not come to, the caller first waits its local time out.
class RegisterTarget : public tlm_utils::simple_target_socket<RegisterTarget> {
 public:
  using Work = std::vector<const Pending*>;
  /// Others change these registers in kernel time, or see them: who reads or writes one that
  /// hardware moves always waits.
  enum class Shared : bool { kNo, kYes };

  RegisterTarget(const char* name, RegisterFile& registers,
                 const Parameter<sc_core::sc_time>& access, Work work = {},
                 Shared shared = Shared::kNo);
  /// Asked before each access: which registers stand there now; nullptr if it has ended the access.
  /// `at` is the access's annotated time; of debug transport, kernel time.
  using View = std::function<RegisterFile*(tlm::tlm_generic_payload&, const sc_core::sc_time& at,
                                           bool debug)>;
  const RegisterFile& registers() const { return registers_; }
  void choose(View view) { view_ = std::move(view); }

 private:
  void serve(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned serve_dbg(tlm::tlm_generic_payload& trans);
  bool waits(const tlm::tlm_generic_payload& trans, const sc_core::sc_time& delay) const;

  RegisterFile& registers_;
  const Parameter<sc_core::sc_time>& access_;
  const Work work_;
  const Shared shared_;
  View view_;
  Counter waits_;
};

}  // namespace lantern

// What each word means.
#include "models/test_finisher/test_finisher.hpp"

#include "models/core/run_end.hpp"

namespace lantern {

using namespace test_finisher_regs;

TestFinisher::TestFinisher(sc_core::sc_module_name name) : sc_module(name) {
  regs_.after_write(FINISH, [this](uint64_t) { finish(); });
}

void TestFinisher::finish() {
  switch (regs_.get(FINISH, FINISH_STATUS)) {
    case FINISH_STATUS_FAIL:
      exit_code_ = static_cast<unsigned>(std::max<uint64_t>(1, regs_.get(FINISH, FINISH_CODE)));
      return end_.set(regs_.now());
    case FINISH_STATUS_PASS:
      exit_code_ = 0;
      return end_.set(regs_.now());
    case FINISH_STATUS_RESET:
      reset.set(true, regs_.now());
      return reset.set(false, regs_.now() + pulse_);
    default:
      return;
  }
}

void TestFinisher::end() { run_end().on_exit(this->name(), exit_code_); }

}  // namespace lantern

// Whose run it is.
#include "models/core/session.hpp"

namespace lantern {

Session::Session()
    : before_(current_),
      kernel_before_(sc_core::sc_curr_simcontext),
      kernel_(new sc_core::sc_simcontext) {
  current_ = this;
  sc_core::sc_curr_simcontext = kernel_.get();
}

Session::~Session() {
  while (!order_.empty()) order_.pop_back();
  if (!kernel_) return;
  kernel_.reset();
  sc_core::sc_curr_simcontext = kernel_before_;
  current_ = before_;
}

Session& Session::current() {
  // Never destroyed: what is of static lifetime leaves it as the last.
  if (!current_) current_ = new Session(OnThisKernel());
  return *current_;
}

}  // namespace lantern

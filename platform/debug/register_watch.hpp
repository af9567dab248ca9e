// A watch on a register of a model, or on a field of one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "models/core/watcher.hpp"
#include "platform/names.hpp"

namespace lantern::gdb {

class RegisterWatch final : private Watcher {
 public:
  /// Told in the call of who has written another value, whoever it is; it may end the watch.
  using Changed = std::function<void(const std::string& text)>;
  /// Throws std::invalid_argument: there is no such register, or its value is computed when it is
  /// asked for, so that nobody sees it change.
  RegisterWatch(const std::string& name, Changed changed);
  ~RegisterWatch() { watched_.file->leave(*this); }
  RegisterWatch(const RegisterWatch&) = delete;
  RegisterWatch& operator=(const RegisterWatch&) = delete;
  const std::string& name() const { return watched_.name; }

 private:
  void written() override;
  const Register watched_;
  const Changed changed_;
  uint64_t value_;
};

}  // namespace lantern::gdb

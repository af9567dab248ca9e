// A fault that a block can suffer, by hierarchical name.
#pragma once

#include <functional>
#include <systemc>

namespace lantern {

class Fault : public sc_core::sc_object {
 public:
  Fault(const char* name, const char* doc, std::function<void()> inject)
      : sc_object(name), doc_(doc), inject_(std::move(inject)) {}
  void inject() { inject_(); }
  const char* doc() const { return doc_; }
  const char* kind() const override { return "lantern_fault"; }

 private:
  const char* doc_;
  std::function<void()> inject_;
};

}  // namespace lantern

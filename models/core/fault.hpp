// A fault that a block can suffer, by hierarchical name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <systemc>

#include "models/core/quantity.hpp"

namespace lantern {

class Fault : public sc_core::sc_object {
 public:
  /// What a fault takes: `fibre0.loss=20 dB`. Values are in the dimension's unit.
  struct Argument {
    Dimension dimension;
    const char* example;
    double least, most;
  };
  Fault(const char* name, const char* doc, std::function<void()> inject)
      : sc_object(name), doc_(doc), inject_([inject = std::move(inject)](double) { inject(); }) {}
  Fault(const char* name, const char* doc, const Argument& argument,
        std::function<void(double)> inject)
      : sc_object(name),
        doc_(doc),
        argument_(argument),
        takes_argument_(true),
        inject_(std::move(inject)) {}

  /// Takes a text, with escapes as `unescaped` knows them.
  Fault(const char* name, const char* doc, const char* example,
        std::function<void(const std::string&)> inject)
      : sc_object(name),
        doc_(doc),
        argument_{Dimension::kText, example, 0, 0},
        takes_argument_(true),
        inject_text_(std::move(inject)) {}

  void inject(double value = 0) { inject_(value); }
  /// What injects it with that argument, if any. Throws std::invalid_argument that says what is
  /// wrong.
  std::function<void()> prepare(const std::optional<std::string>& argument) const;
  const char* doc() const { return doc_; }
  /// An example of its argument, "" if it takes none.
  const char* example() const { return takes_argument_ ? argument_.example : ""; }
  const char* kind() const override { return "lantern_fault"; }

 private:
  const char* doc_;
  Argument argument_{};
  bool takes_argument_ = false;
  std::function<void(double)> inject_;
  std::function<void(const std::string&)> inject_text_;
};

}  // namespace lantern

// Parameters: what a pod file or --set may change about a block, by hierarchical name.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <systemc>
#include <type_traits>
#include <vector>

#include "models/core/quantity.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

/// The values that users gave, before the blocks exist. `fibre.ber` is meant for fibre0, fibre1 and
/// so on.
class Settings {
 public:
  enum Level : uint8_t { kPart, kPod, kCommandLine };  ///< a higher one wins
  struct Value {
    std::string text;
    Where where;
  };
  void set(Level level, const std::string& name, const std::string& text, const Where& where);
  /// The value for a parameter, nullptr if none; it counts as used.
  const Value* find(const std::string& name);
  /// `name` is no parameter after all, but a wire.
  void forget(Level level, const std::string& name);
  bool used(Level level, const std::string& name) const;
  /// All of one level, by name.
  std::map<std::string, std::string> all(Level level) const;
  /// Throws UserError for the first value that no parameter took.
  void check_all_used() const;

 private:
  struct Entry {
    Value value;
    bool used = false;
  };
  std::map<std::pair<std::string, Level>, Entry> entries_;
};

/// `fibre0.ber` -> `fibre.ber`.
std::string without_indices(const std::string& name);

/// Those of the session.
Settings& settings();

/// What parameters of all types have in common, for `lantern show`.
class ParameterBase : public sc_core::sc_object {
 public:
  struct Range {
    const char* least = nullptr;
    const char* most = nullptr;
  };
  const char* kind() const override { return "lantern_parameter"; }
  const std::string& text() const { return text_; }
  const std::string& default_text() const { return default_; }
  const char* doc() const { return doc_; }
  const char* source() const { return source_; }
  const Range& range() const { return range_; }
  Dimension dimension() const { return dimension_; }
  /// Somebody set it.
  bool given() const { return given_; }
  const Where& where() const { return where_; }
  /// Its block reads it when it uses it, so that it may change while the machine runs.
  bool may_change() const { return may_change_; }
  /// Throws std::invalid_argument: it may not change, or not to that.
  virtual void check(const std::string& text) const = 0;
  /// What it is from now on, as if it had been so from the start where nothing has used it yet.
  virtual void change(const std::string& text) = 0;
  /// For what a range cannot say. Throws UserError at the place where it was set.
  [[noreturn]] void refuse(const std::string& what) const;

 protected:
  ParameterBase(const char* name, Dimension dimension, const char* default_text, Range range,
                const char* doc, const char* source);
  void take(const ParameterBase& other);
  void take(const std::string& text);
  void check_may_change() const;
  void let_change(std::function<void()> changed);
  uint64_t whole(const std::string& text) const;
  double real(const std::string& text) const;
  bool flag(const std::string& text) const;

 private:
  template <class Parse>
  auto in_range(const std::string& text, Parse parse) const -> decltype(parse(std::string()));

  Dimension dimension_;
  std::string default_;
  Range range_;
  const char* doc_;
  const char* source_;
  std::string text_;
  bool given_ = false;
  bool may_change_ = false;
  Where where_;

 protected:
  std::function<void()> changed_;
};

/// One parameter; `Parameter<sc_time> hop{"hop", kTime, "2 ns", {"0 ns", "1 us"}, "what", "where
/// from"}`.
template <class T>
class Parameter : public ParameterBase {
 public:
  Parameter(const char* name, Dimension dimension, const char* default_text, Range range,
            const char* doc, const char* source)
      : ParameterBase(name, dimension, default_text, range, doc, source), value_(parse_given()) {}
  operator const T&() const { return value_; }
  const T& operator()() const { return value_; }
  /// Said by its block when it is made; `changed` is called after a change.
  void let_change(std::function<void()> changed = {}) {
    ParameterBase::let_change(std::move(changed));
  }
  void check(const std::string& text) const override {
    check_may_change();
    try {
      parse(text);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(std::string(name()) + ": " + error.what());
    }
  }
  void change(const std::string& text) override {
    check(text);
    value_ = parse(text);
    take(text);
  }
  /// Becomes what another one is, whose range lies within its own.
  void follow(const Parameter& other) {
    take(other);
    value_ = other.value_;
  }

 private:
  T parse(const std::string& text) const {
    if constexpr (std::is_same_v<T, sc_core::sc_time>) {
      return sc_core::sc_time::from_value(whole(text));
    } else if constexpr (std::is_same_v<T, bool>) {
      return flag(text);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return text;
    } else if constexpr (std::is_floating_point_v<T>) {
      return real(text);
    } else {
      return static_cast<T>(whole(text));
    }
  }
  /// Throws UserError at the place where it was set.
  T parse_given() const {
    try {
      return parse(text());
    } catch (const std::invalid_argument& error) {
      refuse(error.what());
    }
  }
  T value_;
};

}  // namespace lantern

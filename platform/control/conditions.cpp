// One class for each kind; each is told of what happens, where it happens, and pauses the kernel.
#include "platform/control/conditions.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <functional>
#include <memory>
#include <stdexcept>

#include "models/core/counter.hpp"
#include "models/core/user_error.hpp"
#include "platform/control/rpc.hpp"
#include "platform/description.hpp"
#include "platform/machine.hpp"
#include "platform/names.hpp"
#include "platform/run.hpp"

namespace lantern {

using nlohmann::json;

namespace {

constexpr size_t kLongestLine = 4096;  ///< bytes of a line that a regular expression sees

/// Of what a console puts out, byte by byte.
class ConsoleCondition : public AskedCondition, private Transcripts::Reader {
 public:
  ConsoleCondition(const json& asked, Transcripts& transcripts)
      : transcripts_(transcripts), console_(asked.at("console").get<std::string>()) {}
  ~ConsoleCondition() override { transcripts_.leave(console_, *this); }
  ConsoleCondition(const ConsoleCondition&) = delete;
  ConsoleCondition& operator=(const ConsoleCondition&) = delete;
  void follow(uint64_t from) {
    at_ = std::max(from, transcripts_.of(console_).begin());
    transcripts_.follow(console_, from, *this);
  }
  bool met() override { return end_.has_value(); }
  std::optional<uint64_t> end() const override { return end_; }

 protected:
  /// True where what has come so far holds it.
  virtual bool comes_with(char c) = 0;

 private:
  void take(char c) override {
    at_++;
    if (end_ || !comes_with(c)) return;
    end_ = at_;
    if (sc_core::sc_is_running()) sc_core::sc_pause();
  }
  Transcripts& transcripts_;
  const std::string console_;
  uint64_t at_ = 0;
  std::optional<uint64_t> end_;
};

class TextCondition : public ConsoleCondition {
 public:
  TextCondition(const json& asked, Transcripts& transcripts)
      : ConsoleCondition(asked, transcripts), text_(asked.at("text").get<std::string>()) {}

 private:
  bool comes_with(char c) override {
    last_ += c;
    if (last_.size() > text_.size()) last_.erase(0, 1);
    return last_ == text_;
  }
  const std::string text_;
  std::string last_;  ///< bytes, as many as the text has
};

class RegexCondition : public ConsoleCondition {
 public:
  RegexCondition(const json& asked, Transcripts& transcripts)
      : ConsoleCondition(asked, transcripts),
        regex_(asked.at("regex").get<std::string>(), RE2::Quiet) {
    if (!regex_.ok())
      throw std::invalid_argument("`regex`: " + regex_.error() + " in `" + regex_.pattern() + "`");
  }

 private:
  bool comes_with(char c) override {
    if (c == '\n') {
      line_.clear();
      return false;
    }
    if (c != '\r' && line_.size() < kLongestLine) line_ += c;
    return RE2::PartialMatch(line_, regex_);
  }
  const RE2 regex_;
  std::string line_;
};

/// Of what others keep, who pause the kernel when it changes.
class KeptCondition : public AskedCondition {
 public:
  explicit KeptCondition(std::function<bool()> holds) : holds_(std::move(holds)) {}
  bool met() override { return holds_(); }

 private:
  const std::function<bool()> holds_;
};

/// Of a value of `Owner` that tells who watches it: it is met by one that another write takes back
/// at once.
template <class Owner>
class WatchCondition : public AskedCondition, private Watcher {
 public:
  /// `what`: of the owner's values, as its `watch` takes it.
  template <class What>
  WatchCondition(Owner& owner, What what, std::function<bool()> holds)
      : owner_(owner), holds_(std::move(holds)), met_(holds_()) {
    owner_.watch(what, *this);
  }
  ~WatchCondition() override { owner_.leave(*this); }
  WatchCondition(const WatchCondition&) = delete;
  WatchCondition& operator=(const WatchCondition&) = delete;
  bool met() override { return met_; }

 private:
  void written() override {
    if (met_ || !holds_()) return;
    met_ = true;
    if (sc_core::sc_is_running()) sc_core::sc_pause();
  }
  Owner& owner_;
  const std::function<bool()> holds_;
  bool met_;
};

using Made = std::unique_ptr<AskedCondition>;

void check_text(const json& asked, const char* key) {
  if (!asked.at(key).is_string() || asked.at(key).get<std::string>().empty())
    throw RpcError(RpcError::kArguments,
                   std::string("condition: `") + key + "` is a text, and not empty");
}

uint64_t whole(const json& asked, const char* key) {
  if (!asked.at(key).is_number_unsigned())
    throw RpcError(RpcError::kArguments, std::string("condition: `") + key + "` is a whole number");
  return asked.at(key).get<uint64_t>();
}

/// The one of `keys` that is there.
std::string one_of(const json& asked, const std::vector<std::string>& keys) {
  std::string found;
  for (const std::string& key : keys)
    if (asked.contains(key)) found = found.empty() ? key : "more than one";
  if (asked.contains(found)) return found;
  throw RpcError(RpcError::kArguments,
                 fmt::format("condition: one of `{}` is needed", fmt::join(keys, "`, `")));
}

Made make_console(const json& asked, const Watched& watched) {
  check_text(asked, "console");
  const std::string manner = one_of(asked, {"text", "regex"});
  check_text(asked, manner.c_str());
  const uint64_t from = asked.contains("from") ? whole(asked, "from") : 0;
  watched.transcripts.of(asked["console"]);
  std::unique_ptr<ConsoleCondition> made;
  if (manner == "text")
    made = std::make_unique<TextCondition>(asked, watched.transcripts);
  else
    made = std::make_unique<RegexCondition>(asked, watched.transcripts);
  made->follow(from);
  return made;
}

Made make_register(const json& asked, const Watched&) {
  check_text(asked, "register");
  const std::string manner = one_of(asked, {"equals", "not", "least", "most"});
  const uint64_t wanted = whole(asked, manner.c_str());
  const Register found = find_register(asked["register"], all_names);
  if (found.is_computed())
    throw std::invalid_argument(
        found.name +
        " is computed when it is read: it has no value in between that could be waited for");
  const auto holds = [found, manner, wanted] {
    const uint64_t value = found.read();
    return manner == "equals"  ? value == wanted
           : manner == "not"   ? value != wanted
           : manner == "least" ? value >= wanted
                               : value <= wanted;
  };
  return std::make_unique<WatchCondition<RegisterFile>>(*found.file, found.id, holds);
}

Made make_counter(const json& asked, const Watched&) {
  check_text(asked, "counter");
  const std::string name = asked["counter"];
  const uint64_t least = whole(asked, one_of(asked, {"least"}).c_str());
  auto* const counter = dynamic_cast<Counter*>(sc_core::sc_find_object(name.c_str()));
  if (!counter)
    throw std::invalid_argument("there is no counter `" + name + "`" +
                                did_you_mean(name, all_names()));
  return std::make_unique<WatchCondition<Counter>>(
      *counter, least, [counter, least] { return counter->value() >= least; });
}

Made make_exit(const json& asked, const Watched& watched) {
  check_text(asked, "exit");
  std::string node = asked["exit"];
  find_hart(node);
  return std::make_unique<KeptCondition>(
      [&run = watched.run, node] { return run.exits().count(node) > 0; });
}

Made make_event(const json& asked, const Watched& watched) {
  check_text(asked, "event");
  const Events& events = watched.machine.events();
  std::string name = asked["event"];
  Events::check_name(name);
  return std::make_unique<KeptCondition>([&events, name, from = events.happened().size()] {
    for (size_t i = from; i < events.happened().size(); i++)
      if (Events::is_of(events.happened()[i], name)) return true;
    return false;
  });
}

Made make_idle(const json& asked, const Watched& watched) {
  if (asked["idle"] != true)
    throw RpcError(RpcError::kArguments, "condition: `idle` is true where it is there");
  return std::make_unique<KeptCondition>([&run = watched.run] { return run.is_idle(); });
}

struct Kind {
  const char* key;
  std::vector<std::string> keys;  ///< all that it may have
  Made (*make)(const json& asked, const Watched& watched);
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kKinds = {
      {"console", {"console", "text", "regex", "from"}, make_console},
      {"register", {"register", "equals", "not", "least", "most"}, make_register},
      {"counter", {"counter", "least"}, make_counter},
      {"exit", {"exit"}, make_exit},
      {"event", {"event"}, make_event},
      {"idle", {"idle"}, make_idle},
  };
  return kKinds;
}

}  // namespace

std::unique_ptr<AskedCondition> make_condition(const json& asked, const Watched& watched) {
  if (!asked.is_object()) throw RpcError(RpcError::kArguments, "a condition is an object");
  std::vector<std::string> keys;
  for (const Kind& kind : kinds()) {
    keys.emplace_back(kind.key);
    if (!asked.contains(kind.key)) continue;
    check_keys(asked, kind.keys, std::string("a condition of `") + kind.key + "`");
    return kind.make(asked, watched);
  }
  check_keys(asked, keys, "a condition");
  throw RpcError(RpcError::kArguments,
                 fmt::format("a condition has one of `{}`", fmt::join(keys, "`, `")));
}

}  // namespace lantern

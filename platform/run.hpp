// One run of a machine, in steps: until a time, a condition, or until it is over.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "platform/chronicle.hpp"
#include "platform/condition.hpp"
#include "platform/machine.hpp"
#include "platform/post_mortem.hpp"

namespace lantern {

struct Outcome {
  int code = 0;                           ///< 0 passed, 1 failed
  std::string verdict;                    ///< one line: why
  std::map<std::string, unsigned> exits;  ///< exit code by node
  std::optional<sc_core::sc_time> until;  ///< as it was asked for
  double host_seconds = 0;
  std::vector<HartReport> harts;  ///< of a run that failed: where they are
};

/// From here on SIGINT, SIGTERM and SIGHUP end a run with its report; the second one of a kind ends
/// the process as it would any other.
void catch_signals();
/// One of them has come.
bool interrupted();

/// Up to where a run is to go on.
struct Goal {
  sc_core::sc_time until = sc_core::sc_max_time();
  std::vector<std::unique_ptr<Condition>> conditions;
};

/// Why a run stands.
struct Stop {
  enum class Why : uint8_t {
    kTime,       ///< the goal's time; what is for that time itself is still to come
    kCondition,  ///< one of the goal's; the delta cycle that met it is over, and no later one
    kOver,       ///< it has its outcome: nodes exited, the limit, a failure, nothing left, a signal
    kAsked,      ///< whoever has it go on has stopped it
  };
  Why why;
  size_t condition = 0;  ///< of kCondition: which
};

class Run {
 public:
  /// `until`: it is over there at the latest.
  explicit Run(Machine& machine, const std::optional<sc_core::sc_time>& until = std::nullopt);
  ~Run();
  /// Goes on towards the goal, by so much simulated time at the most; nothing if it is not there
  /// yet. How a run is sliced changes nothing that the machine can see.
  std::optional<Stop> go(const Goal& goal, const sc_core::sc_time& slice);
  bool is_over() const;
  /// Nothing is left to happen, unless something is done to it.
  bool is_idle() const;
  /// It is over at some time, come what may.
  bool has_limit() const;
  /// The exit codes that nodes have written.
  const std::map<std::string, unsigned>& exits() const;
  /// Does what an event's text says, and keeps it as an event of that time. A run that was stopped
  /// in the middle of a time goes on to the next picosecond first, so that the same event given
  /// with the command line has the same effect. Returns the event. Throws UserError.
  std::string act(const std::string& what);
  /// Nothing of this time has been done yet: an event would be of it.
  bool is_between_times() const { return between_times_; }
  std::string act(const std::vector<Events::Action>& actions);
  /// As it is now; of a run that is not over, as if it ended here.
  Outcome outcome();
  /// That of the outcome, without a look at where its harts are.
  int code();
  /// One hart as it is now.
  HartReport look_at(Hart& hart);

 private:
  struct Watch;
  void advance(const sc_core::sc_time& end);
  std::optional<size_t> met(const Goal& goal) const;

  Machine& machine_;
  std::unique_ptr<Watch> watch_;
  bool between_times_ = true;  ///< nothing of this time has been done yet
  double host_seconds_ = 0;
};

/// A run as a whole; `chronicle`, where there is one, looks on.
Outcome run(Machine& machine, const std::optional<sc_core::sc_time>& until,
            Chronicle* chronicle = nullptr);

}  // namespace lantern

// What a node does next, against a list that is searched for the least.
#include "models/core/agenda.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "models/core/delay_queue.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/timer.hpp"

using namespace lantern;
using sc_core::sc_time;
using sc_core::sc_time_stamp;
using Stage = Agenda::Stage;

namespace {

sc_time ps(uint64_t n) { return sc_time::from_value(n); }
uint64_t now() { return sc_time_stamp().value(); }

constexpr unsigned kTimers = 6, kQueues = 4, kTasks = kTimers + kQueues;

/// Of the tasks in the order in which they are made: timers and queues by turns, stages mixed.
bool is_timer(unsigned task) { return task % 5 < 3; }
Stage stage_of(unsigned task) { return static_cast<Stage>((task * 7 + 1) % 3); }

/// What happened: when, to which task; of a queue, the thing.
using Happened = std::tuple<uint64_t, unsigned, uint64_t>;

/// One thing that is asked of a task.
struct Op {
  enum Kind : uint8_t { kSet, kSetAtLatest, kCancel, kPush, kClear } kind;
  unsigned task;
  uint64_t ahead;
  uint64_t thing;
};

/// Does as it is told: the agenda's tasks, or the reference.
struct Tasks {
  virtual ~Tasks() = default;
  virtual void obey(const Op& op) = 0;
};

/// Random operations; what comes of an expiry depends on the expiry alone.
struct Script {
  RandomStream random{"script"};
  uint64_t things = 0;

  static Op op(uint64_t bits, uint64_t thing) {
    Op result{};
    result.task = static_cast<unsigned>(bits % kTasks);
    bits /= kTasks;
    // Often now, often at the same time as others.
    constexpr uint64_t kAhead[] = {0, 0, 5, 5, 10, 17, 40, 200};
    result.ahead = kAhead[bits % 8];
    bits /= 8;
    const uint64_t kind = bits % 8;
    if (is_timer(result.task)) {
      result.kind = kind < 5 ? Op::kSet : kind < 7 ? Op::kSetAtLatest : Op::kCancel;
    } else {
      result.kind = kind < 7 ? Op::kPush : Op::kClear;
    }
    result.thing = thing;
    return result;
  }
  /// What the owner of a task does when the `count`th thing has happened: mostly nothing.
  static void react(Tasks& tasks, uint64_t count) {
    uint64_t bits = count * 0x9e3779b97f4a7c15ull;
    bits = (bits ^ bits >> 31) * 0x94d049bb133111ebull;
    bits ^= bits >> 29;
    if (bits % 3 == 0) tasks.obey(op(bits / 3, 1000000 + count));
  }
};

struct Reference : Tasks {
  struct Entry {
    uint64_t at;
    Stage stage;
    unsigned task;
    uint64_t sequence;
    uint64_t thing;
    auto key() const { return std::tuple(at, stage, task, sequence); }
  };
  std::vector<Entry> entries;
  std::vector<Happened> happened;
  uint64_t time = 0;
  uint64_t sequence = 0;

  void drop(unsigned task) {
    entries.erase(std::remove_if(entries.begin(), entries.end(),
                                 [=](const Entry& e) { return e.task == task; }),
                  entries.end());
  }
  void obey(const Op& op) override {
    if (op.kind == Op::kSetAtLatest)
      for (const Entry& entry : entries)
        if (entry.task == op.task && entry.at <= time + op.ahead) return;
    if (op.kind != Op::kPush) drop(op.task);
    if (op.kind == Op::kCancel || op.kind == Op::kClear) return;
    entries.push_back({time + op.ahead, stage_of(op.task), op.task, sequence++,
                       is_timer(op.task) ? 0 : op.thing});
  }
  /// As sc_start: what is for `until` itself is still to come.
  void run_to(uint64_t until) {
    while (!entries.empty()) {
      const auto first =
          std::min_element(entries.begin(), entries.end(),
                           [](const Entry& a, const Entry& b) { return a.key() < b.key(); });
      if (first->at >= until) break;
      const Entry entry = *first;
      entries.erase(first);
      time = entry.at;
      happened.emplace_back(time, entry.task, entry.thing);
      Script::react(*this, happened.size());
    }
    time = until;
  }
  bool due_by(unsigned task, uint64_t at) const {
    return std::any_of(entries.begin(), entries.end(),
                       [=](const Entry& e) { return e.task == task && e.at <= at; });
  }
};

/// Tasks of one node, in blocks of it.
struct Node : sc_core::sc_module, Tasks {
  using Thing = std::shared_ptr<uint64_t>;
  std::array<std::unique_ptr<Timer>, kTasks> timers;
  std::array<std::unique_ptr<DelayQueue<Thing>>, kTasks> queues;
  std::vector<Happened> happened;
  std::vector<std::weak_ptr<uint64_t>> things;

  struct Block : sc_core::sc_module {
    explicit Block(const sc_core::sc_module_name&, const std::function<void()>& make) { make(); }
  };
  std::vector<std::unique_ptr<Block>> blocks;

  explicit Node(const sc_core::sc_module_name&) {
    for (unsigned task = 0; task < kTasks; task++)
      blocks.push_back(
          std::make_unique<Block>(("block" + std::to_string(task)).c_str(), [=] { make(task); }));
  }
  void make(unsigned task) {
    if (is_timer(task)) {
      timers[task] = std::make_unique<Timer>([this, task] { note(task, 0); }, stage_of(task));
    } else {
      queues[task] = std::make_unique<DelayQueue<Thing>>(
          [this, task](Thing&& thing) { note(task, *thing); }, stage_of(task));
    }
  }
  void note(unsigned task, uint64_t thing) {
    happened.emplace_back(now(), task, thing);
    Script::react(*this, happened.size());
  }
  void obey(const Op& op) override {
    const sc_time at = ps(now() + op.ahead);
    switch (op.kind) {
      case Op::kSet:
        return timers[op.task]->set(at);
      case Op::kSetAtLatest:
        return timers[op.task]->set_at_latest(at);
      case Op::kCancel:
        return timers[op.task]->cancel();
      case Op::kPush: {
        auto thing = std::make_shared<uint64_t>(op.thing);
        things.push_back(thing);
        return queues[op.task]->push(at, std::move(thing));
      }
      case Op::kClear:
        return queues[op.task]->clear();
    }
  }
  const Pending& pending(unsigned task) const {
    if (is_timer(task)) return *timers[task];
    return *queues[task];
  }
};

size_t agendas_below(const std::vector<sc_core::sc_object*>& objects) {
  size_t found = 0;
  for (const sc_core::sc_object* object : objects)
    found += (dynamic_cast<const Agenda*>(object) != nullptr) +
             agendas_below(object->get_child_objects());
  return found;
}

}  // namespace

TEST_CASE("things happen in the order of time, stage, task and entry, whatever is moved") {
  Node node("node");
  Reference reference;
  Script script;
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  for (unsigned step = 0; step < 20000; step++) {
    for (uint64_t ops = script.random.below(4); ops; ops--) {
      const Op op = Script::op(script.random.next() >> 8, ++script.things);
      node.obey(op);
      reference.obey(op);
    }
    constexpr uint64_t kOn[] = {1, 3, 5, 5, 7, 60};
    const uint64_t on = kOn[script.random.below(6)];
    sc_core::sc_start(ps(on));
    reference.run_to(now());
    REQUIRE(node.happened.size() == reference.happened.size());
    const auto task = static_cast<unsigned>(script.random.below(kTasks));
    const uint64_t at = now() + script.random.below(30);
    REQUIRE(node.pending(task).due_by(ps(at)) == reference.due_by(task, at));
  }
  CHECK(node.happened == reference.happened);
  CHECK(node.happened.size() > 10000);
  // Nothing is kept that has happened or was cleared.
  for (auto& queue : node.queues)
    if (queue) queue->clear();
  CHECK(std::all_of(node.things.begin(), node.things.end(),
                    [](const auto& thing) { return thing.expired(); }));
}

TEST_CASE("a timer tells when it expires, and that it does not run") {
  unsigned expired = 0;
  Timer timer([&] { expired++; });
  CHECK(timer.at() == sc_core::sc_max_time());
  CHECK_FALSE(timer.due_by(sc_core::sc_max_time()));
  timer.set(ps(100));
  CHECK(timer.at() == ps(100));
  CHECK(timer.due_by(ps(100)));
  CHECK_FALSE(timer.due_by(ps(99)));
  timer.set_at_latest(ps(120));
  CHECK(timer.at() == ps(100));
  timer.set(ps(200));
  sc_core::sc_start(ps(150));
  CHECK(expired == 0);
  timer.cancel();
  sc_core::sc_start(ps(150));
  CHECK(expired == 0);
  timer.set(ps(310));
  timer.set(ps(400));
  timer.set(ps(310));
  sc_core::sc_start(ps(200));
  CHECK(expired == 1);
  CHECK(timer.at() == sc_core::sc_max_time());
}

TEST_CASE("a timer that sets itself at once runs in the same time, and later ones wait for it") {
  std::vector<std::string> order;
  std::set<uint64_t> delta_cycles;
  unsigned left = 3;
  Timer* again = nullptr;
  Timer other(
      [&] {
        order.emplace_back("departs");
        delta_cycles.insert(sc_core::sc_delta_count());
      },
      Stage::kDepart);
  Timer arrives([&] {
    order.emplace_back("arrives");
    delta_cycles.insert(sc_core::sc_delta_count());
    if (--left) again->set(sc_time_stamp());
  });
  again = &arrives;
  other.set(ps(10));
  arrives.set(ps(10));
  sc_core::sc_start(ps(10));
  sc_core::sc_start(ps(1));
  CHECK(order == std::vector<std::string>{"arrives", "arrives", "arrives", "departs"});
  CHECK(delta_cycles.size() == 1);
}

TEST_CASE("what is entered before the start happens, and what is entered for now, at once") {
  std::vector<uint64_t> times;
  DelayQueue<unsigned> queue([&](unsigned&&) { times.push_back(now()); });
  queue.push(ps(0), 1);
  queue.push(ps(7), 2);
  sc_core::sc_start(ps(20));
  queue.push(sc_time_stamp(), 3);
  sc_core::sc_start(ps(1));
  CHECK(times == std::vector<uint64_t>{0, 7, 20});
}

TEST_CASE("a node has one agenda, for all its blocks, and another node another") {
  const Node first("first"), second("second");
  CHECK(agendas_below(first.get_child_objects()) == 1);
  CHECK(agendas_below(second.get_child_objects()) == 1);
  for (const auto& block : first.blocks) CHECK(agendas_below(block->get_child_objects()) == 0);
  CHECK(agendas_below(sc_core::sc_get_top_level_objects()) == 2);
}

TEST_CASE("an agenda goes when the last of its node's blocks is gone, in whatever order they go") {
  auto node = std::make_unique<Node>("node");
  Node& tasks = *node;
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  for (unsigned task = 0; task < kTasks; task++)
    tasks.obey({is_timer(task) ? Op::kSet : Op::kPush, task, 10, task});
  auto queue = std::move(tasks.queues[3]);
  REQUIRE(queue);
  auto blocks = std::move(tasks.blocks);
  node.reset();
  CHECK(agendas_below(sc_core::sc_get_top_level_objects()) == 1);
  queue->clear();
  queue.reset();
  blocks.clear();
  CHECK(agendas_below(sc_core::sc_get_top_level_objects()) == 0);
}

// The heap, and the one event.
#include "models/core/agenda.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "models/core/process.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr unsigned kTaskBits = 16;

}  // namespace

Agenda::Agenda(const char* name) : sc_object(name) {
  spawn_method(
      "on_agenda", [this] { serve(); }, event_);
}

std::shared_ptr<Agenda> Agenda::of_node_of(const sc_core::sc_object* block) {
  sc_core::sc_simcontext* const context = sc_core::sc_get_curr_simcontext();
  const sc_core::sc_object* node = block;
  while (node && node->get_parent_object()) node = node->get_parent_object();
  if (node == block) node = nullptr;
  const auto& objects =
      node ? node->get_child_objects() : sc_core::sc_get_top_level_objects(context);
  for (sc_core::sc_object* object : objects)
    if (auto* agenda = dynamic_cast<Agenda*>(object)) return agenda->shared_from_this();
  auto* const module = const_cast<sc_core::sc_object*>(node);
  context->hierarchy_push(static_cast<sc_core::sc_module*>(module));
  auto made = std::make_shared<Agenda>("agenda");
  context->hierarchy_pop();
  return made;
}

Agenda::Task::Task(Stage stage) : stage_(stage) {
  join(of_node_of(sc_core::sc_get_curr_simcontext()->hierarchy_curr()));
}

void Agenda::Task::move_to(const sc_core::sc_object& block) { join(of_node_of(&block)); }

void Agenda::Task::join(std::shared_ptr<Agenda> agenda) {
  agenda_ = std::move(agenda);
  const uint64_t task = agenda_->tasks_++;
  assert(task < 1u << kTaskBits);
  rank_ = (static_cast<uint64_t>(stage_) << kTaskBits | task) << kSequenceBits;
}

void Agenda::add(uint64_t at, Task& task, uint64_t what) {
  const Entry entry{at, task.rank_ | sequence_++, &task, what};
  if (at <= serving_ && serving_ != kNever) return add_now(entry);
  heap_.push_back(entry);
  std::push_heap(heap_.begin(), heap_.end(), Later());
  if (serving_ == kNever && at < armed_at_) arm();
}

// Few are due at one time, so that this is cheaper than the heap.
void Agenda::add_now(const Entry& entry) {
  now_.insert(std::upper_bound(now_.begin(), now_.end(), entry, Later()), entry);
}

/// False if the first entry is not wanted any more, or only later: then it is moved.
bool Agenda::settle_first() {
  Entry& first = heap_.front();
  const uint64_t wanted = first.task->wanted(first.at, first.what);
  if (wanted == first.at) return true;
  std::pop_heap(heap_.begin(), heap_.end(), Later());
  if (wanted == kNever) {
    heap_.pop_back();
  } else {
    heap_.back().at = wanted;
    heap_.back().order = heap_.back().task->rank_ | sequence_++;
    std::push_heap(heap_.begin(), heap_.end(), Later());
  }
  return false;
}

void Agenda::take_due() {
  while (!heap_.empty() && heap_.front().at <= serving_) {
    const Entry due = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), Later());
    heap_.pop_back();
    add_now(due);
  }
}

void Agenda::serve() {
  serving_ = sc_time_stamp().value();
  armed_at_ = kNever;
  take_due();
  while (!now_.empty()) {
    const Entry entry = now_.back();
    now_.pop_back();
    const uint64_t wanted = entry.task->wanted(entry.at, entry.what);
    if (wanted == entry.at) {
      entry.task->happen(entry.what);
    } else if (wanted != kNever) {
      add(wanted, *entry.task, entry.what);
    }
  }
  serving_ = kNever;
  arm();
}

void Agenda::arm() {
  while (!heap_.empty() && !settle_first()) {
  }
  if (heap_.empty() || heap_.front().at >= armed_at_) return;
  armed_at_ = heap_.front().at;
  // An earlier notification replaces a later one.
  event_.notify(sc_time::from_value(armed_at_) - sc_time_stamp());
}

}  // namespace lantern

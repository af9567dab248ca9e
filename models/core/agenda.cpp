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
  heap_.push_back({at, task.rank_ | sequence_++, &task, what});
  std::push_heap(heap_.begin(), heap_.end(), later);
  if (!serving_ && at < armed_at_) arm(sc_time_stamp().value());
}

/// False if the first entry is not wanted any more, or only later: then it is moved.
bool Agenda::settle_first() {
  Entry& first = heap_.front();
  const uint64_t wanted = first.task->wanted(first.at, first.what);
  if (wanted == first.at) return true;
  std::pop_heap(heap_.begin(), heap_.end(), later);
  if (wanted == kNever) {
    heap_.pop_back();
  } else {
    heap_.back().at = wanted;
    heap_.back().order = heap_.back().task->rank_ | sequence_++;
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  return false;
}

void Agenda::serve() {
  const uint64_t now = sc_time_stamp().value();
  serving_ = true;
  armed_at_ = kNever;
  while (!heap_.empty() && heap_.front().at <= now) {
    if (!settle_first()) continue;
    const Entry entry = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
    entry.task->happen(entry.what);
  }
  serving_ = false;
  arm(now);
}

void Agenda::arm(uint64_t now) {
  while (!heap_.empty() && !settle_first()) {
  }
  if (heap_.empty() || heap_.front().at >= armed_at_) return;
  armed_at_ = heap_.front().at;
  event_.notify(sc_time::from_value(armed_at_ - now));  // an earlier one replaces a later one
}

}  // namespace lantern

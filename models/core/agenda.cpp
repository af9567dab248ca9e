// The list, and the one event.
#include "models/core/agenda.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "models/core/now.hpp"
#include "models/core/process.hpp"

namespace lantern {

using sc_core::sc_time;

namespace {

constexpr unsigned kTaskBits = 24;

}  // namespace

Agenda::Agenda(const char* name) : sc_prim_channel(name) {
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

Agenda::Task::~Task() {
  if (entered_ != kNever) agenda_->leave(*this);
}

void Agenda::Task::move_to(const sc_core::sc_object& block) {
  assert(entered_ == kNever);
  join(of_node_of(&block));
}

void Agenda::Task::join(std::shared_ptr<Agenda> agenda) {
  agenda_ = std::move(agenda);
  const uint32_t task = agenda_->tasks_++;
  assert(task < 1u << kTaskBits);
  rank_ = static_cast<uint32_t>(stage_) << kTaskBits | task;
  agenda_->entries_.resize(agenda_->tasks_);
}

/// A task that has no entry, or a later one than it wants.
void Agenda::enter(Task& task) {
  if (task.entered_ != kNever) leave(task);
  task.entered_ = task.at_.value();
  const Entry entry{task.entered_, &task};
  size_t place = size_++;
  for (; place && entries_[place - 1] < entry; place--) entries_[place] = entries_[place - 1];
  entries_[place] = entry;
  if (entry.at < armed_at_) request_update();
}

void Agenda::leave(Task& task) {
  const Entry entry{std::exchange(task.entered_, kNever), &task};
  const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(size_--);
  const auto found = std::lower_bound(entries_.begin(), end, entry,
                                      [](const Entry& a, const Entry& b) { return b < a; });
  std::move(found + 1, end, found);
}

Agenda::Task& Agenda::take_first() {
  Task& task = *entries_[--size_].task;
  task.entered_ = kNever;
  return task;
}

void Agenda::serve() {
  armed_at_ = kNever;
  const sc_time time = now();
  while (size_ && entries_[size_ - 1].at <= time.value()) {
    Task& task = take_first();
    if (!task.waits_) continue;
    if (task.at_ <= time) {
      task.waits_ = false;
      task.happen();
    } else {
      enter(task);
    }
  }
  request_update();
}

void Agenda::update() {
  while (size_ && !entries_[size_ - 1].task->means_its_entry()) {
    Task& task = take_first();
    if (task.waits_) enter(task);
  }
  if (!size_) return;
  const Entry& first = entries_[size_ - 1];
  if (first.at >= armed_at_) return;
  armed_at_ = first.at;
  // An earlier notification replaces a later one.
  event_.notify(first.task->at_ - now());
}

}  // namespace lantern

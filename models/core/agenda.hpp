// What a node does next: its tasks in the order of (time, stage, rank), behind one kernel event.
#pragma once

#include <cstdint>
#include <memory>
#include <systemc>
#include <vector>

#include "models/core/pending.hpp"

namespace lantern {

/// A node is an outermost part; blocks that stand alone share one agenda. A task has one entry at
/// most. The kernel is told of the earliest alone, and once a delta cycle, when all who run in it
/// have said what they want.
class Agenda : public sc_core::sc_prim_channel, public std::enable_shared_from_this<Agenda> {
 public:
  /// Of what happens at one time: what comes in, who is let through, what leaves together.
  enum class Stage : uint8_t { kArrive, kArbitrate, kDepart };

  /// Has one time at once, or none. Of the same time and stage, the task that was made first goes
  /// first. Its time is moved far more often than it comes, so that moving it later, or taking it
  /// back, is a store: its entry is looked at again when its turn comes.
  class Task : public Pending {
   public:
    explicit Task(Stage stage);
    ~Task() override;
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    bool due_by(const sc_core::sc_time& at) const final { return waits_ && at_ <= at; }
    /// To the agenda of the node of that block.
    void move_to(const sc_core::sc_object& block);

   protected:
    /// Its time has come; it has none now.
    virtual void happen() = 0;
    void set(const sc_core::sc_time& at) {
      at_ = at;
      waits_ = true;
      if (at.value() < entered_) agenda_->enter(*this);
    }
    void cancel() { waits_ = false; }
    bool waits() const { return waits_; }
    const sc_core::sc_time& at() const { return at_; }  ///< only where it waits

   private:
    friend class Agenda;
    void join(std::shared_ptr<Agenda> agenda);
    bool means_its_entry() const { return waits_ && at_.value() == entered_; }
    const Stage stage_;
    bool waits_ = false;
    uint32_t rank_ = 0;
    uint64_t entered_ = kNever;  ///< of its entry, ps; its own time or before
    sc_core::sc_time at_;
    std::shared_ptr<Agenda> agenda_;
  };

  explicit Agenda(const char* name);

 private:
  static constexpr uint64_t kNever = ~0ull;
  struct Entry {
    uint64_t at;
    Task* task;
    bool operator<(const Entry& other) const {
      return at != other.at ? at < other.at : task->rank_ < other.task->rank_;
    }
  };
  static std::shared_ptr<Agenda> of_node_of(const sc_core::sc_object* block);
  void enter(Task& task);
  void leave(Task& task);
  Task& take_first();
  void serve();
  void update() override;

  /// The first one last: what is entered soon happens soon, so that most are put in near the end,
  /// and this is cheaper than a heap.
  std::vector<Entry> entries_;  ///< room for all tasks
  size_t size_ = 0;
  uint32_t tasks_ = 0;
  uint64_t armed_at_ = kNever;
  sc_core::sc_event event_;
};

}  // namespace lantern

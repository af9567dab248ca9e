// What a node does next: one queue in the order of (time, stage, task, sequence), behind one kernel
// event.
#pragma once

#include <cstdint>
#include <memory>
#include <systemc>
#include <vector>

namespace lantern {

/// A node is an outermost part; blocks that stand alone share one agenda. Nothing is allocated once
/// the queue has been as long as it gets. The kernel is told of the earliest entry alone, and when
/// an activation is over.
class Agenda : public sc_core::sc_object, public std::enable_shared_from_this<Agenda> {
 public:
  /// Of what happens at one time: what comes in, who is let through, what leaves together.
  enum class Stage : uint8_t { kArrive, kArbitrate, kDepart };
  static constexpr uint64_t kNever = ~0ull;

  /// Who has entries. Of the same time and stage, the task that was made first goes first.
  class Task {
   public:
    explicit Task(Stage stage);
    virtual ~Task() = default;
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    /// `what` is as it was given with the entry.
    virtual void happen(uint64_t what) = 0;
    /// When its entry for `at` is wanted by now: `at`, later, or kNever. Times in ps.
    virtual uint64_t wanted(uint64_t at, uint64_t what) = 0;

    /// To the agenda of the node of that block; only while it has no entries.
    void move_to(const sc_core::sc_object& block);

   protected:
    void enter(uint64_t at, uint64_t what) { agenda_->add(at, *this, what); }

   private:
    friend class Agenda;
    void join(std::shared_ptr<Agenda> agenda);
    const Stage stage_;
    std::shared_ptr<Agenda> agenda_;
    uint64_t rank_;
  };

  explicit Agenda(const char* name);

 private:
  static constexpr unsigned kSequenceBits = 44;
  struct Entry {
    uint64_t at;
    uint64_t order;  ///< stage, task, sequence
    Task* task;
    uint64_t what;
  };
  struct Later {
    bool operator()(const Entry& a, const Entry& b) const {
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };
  static std::shared_ptr<Agenda> of_node_of(const sc_core::sc_object* block);
  void add(uint64_t at, Task& task, uint64_t what);
  void add_now(const Entry& entry);
  void serve();
  void take_due();
  bool settle_first();
  void arm();

  std::vector<Entry> heap_;
  std::vector<Entry> now_;  ///< what is due at the time that is being served, the first one last
  uint64_t sequence_ = 0;
  uint64_t tasks_ = 0;
  uint64_t serving_ = kNever;  ///< the time that is being served, ps
  uint64_t armed_at_ = kNever;
  sc_core::sc_event event_;
};

}  // namespace lantern

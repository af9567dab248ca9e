// A GDB server: the pod's harts under the hand of a debugger. platform/debug/README.md says what it
// can do.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/riscv/debug_target.hpp"
#include "models/riscv/hart.hpp"
#include "platform/debug/door.hpp"
#include "platform/debug/packets.hpp"
#include "platform/debug/register_watch.hpp"
#include "platform/machine.hpp"

namespace lantern::gdb {

/// One inferior a node, its harts its threads. While one stops, all do, and simulated time with
/// them: it answers in the hart's own call, or between two slices of the run.
class GdbServer : public riscv::DebugListener {
 public:
  /// Listens. Throws UserError.
  GdbServer(Machine& machine, const std::string& where);
  ~GdbServer() override;
  GdbServer(const GdbServer&) = delete;
  GdbServer& operator=(const GdbServer&) = delete;

  const std::string& address() const { return door_.address(); }
  /// Until a debugger has come, and has said how to go on; or a signal has come.
  void wait_for_client();
  /// Between two slices: whether somebody has come, or wants it to stop.
  void look();
  /// The run is over; whoever debugs it is told.
  void tell_end(const std::map<std::string, unsigned>& exits, int code);
  /// The debugger has asked to end the run.
  bool kills() const { return kills_; }

  Resume stopped(riscv::DebugTarget& target, const riscv::StopEvent& event) override;

 private:
  struct Thread {
    Hart* hart;
    std::string node;
    uint64_t process, id;  ///< both from 1 on, a thread's among all
    bool attached = false;
    bool may_stop = false;  ///< the debugger has had it go on
    bool steps = false;     ///< by one instruction
  };
  /// What the debugger has set, so that it can be taken away when it leaves.
  struct Point {
    uint64_t process, address, bytes;
    unsigned kind;  ///< as in Z and z: 0, 1 breakpoints; 2, 3, 4 watches of stores, loads, both
    bool operator<(const Point& other) const;
  };

  // gdb_server.cpp: when it stands
  void greet();
  void serve();
  bool take_all();
  void say(std::string_view payload);
  void register_changed(const std::string& text);
  void tell_stop(Thread& thread, unsigned signal, const std::string& why);
  bool is_told_already(const Thread& thread, uint64_t address);
  std::string watch_text(uint64_t address) const;
  void detach(uint64_t process);
  void let_go();

  // gdb_answers.cpp: packets; `words` is what stands behind the letter
  void take(const std::string& payload);
  std::string answer(std::string_view payload);
  std::string answer_query(Words words);
  std::string answer_v(Words words);
  std::string answer_detach(Words words);
  std::string monitor(const std::string& words);
  std::string watch_register(const std::string& name);
  std::string unwatch_registers(const std::string& name);
  static std::string transfer(const std::string& document, Words range);
  std::string process_list() const;
  std::string thread_list() const;
  std::string registers() const;
  std::string set_registers(std::string_view hex);
  std::string read_one(Words words) const;
  std::string write_one(Words words);
  std::string read_memory(Words words) const;
  std::string write_memory(Words words, bool binary);
  std::string set_point(Words words, bool set);
  void apply(const Point& point, bool set);
  void resume(Words actions);
  bool select(std::string_view id);
  std::string id_text(const Thread& thread) const;
  /// Whom `p1.2`, `p1.-1`, `p1`, `2` and `-1` mean; 0 is any. Nobody: it is malformed.
  struct Meant {
    std::optional<uint64_t> process, id;
    bool nobody = false;
    bool is(const Thread& thread) const {
      return !nobody && (!process || *process == thread.process) && (!id || *id == thread.id);
    }
  };
  static Meant meant_by(std::string_view id);
  Thread* thread_of(std::string_view id);
  Thread* first_attached();

  Machine& machine_;
  Door door_;
  PacketReader reader_;
  std::vector<Thread> threads_;
  std::set<Point> points_;
  /// A store that a process was told of: its harts see it one by one.
  struct Stored {
    uint64_t process, address, delta;
    bool operator==(const Stored& other) const;
  };
  std::optional<Stored> stored_;
  std::vector<std::unique_ptr<RegisterWatch>> registers_;
  std::string last_stop_;
  Thread* selected_ = nullptr;
  bool acknowledges_ = true;
  bool multiprocess_ = false;
  bool is_served_ = false;  ///< a debugger is here
  bool stands_ = false;
  bool comes_to_stand_ = false;  ///< it has attached to a machine that runs
  bool kills_ = false;
};

}  // namespace lantern::gdb

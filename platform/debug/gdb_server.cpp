// When it stands and when it goes on; the packets are answered in gdb_answers.cpp.
#include "platform/debug/gdb_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include "models/core/user_error.hpp"
#include "platform/harts.hpp"
#include "platform/run.hpp"

namespace lantern::gdb {

using riscv::StopReason;

namespace {

constexpr int kStanding = 200;  ///< ms between looks whether a signal has come
constexpr int kFarewell = 300;  ///< ms for a debugger to take note of the end
constexpr unsigned kInterrupted = 2, kTrapped = 5, kFault = 11;  // GDB's signals

}  // namespace

bool GdbServer::Point::operator<(const Point& other) const {
  return std::tie(process, kind, address, bytes) <
         std::tie(other.process, other.kind, other.address, other.bytes);
}

GdbServer::GdbServer(Machine& machine, const std::string& where) : machine_(machine), door_(where) {
  for (Hart* hart : all_harts()) {
    if (hart->image().segments.empty()) continue;
    const std::string node = node_of(*hart);
    uint64_t process = 1;
    if (!threads_.empty())
      process = threads_.back().process + (threads_.back().node == node ? 0 : 1);
    threads_.push_back({hart, node, process, threads_.size() + 1});
    hart->attach(this);
  }
  if (threads_.empty()) throw UserError({}, "--gdb: no node of this pod has firmware");
}

GdbServer::~GdbServer() {
  for (const Thread& thread : threads_) thread.hart->attach(nullptr);
}

void GdbServer::wait_for_client() {
  while (!door_.is_open() && !interrupted()) door_.receive(kStanding);
  look();
}

void GdbServer::look() {
  reader_.feed(door_.receive(0));
  if (!door_.is_open()) {
    if (is_served_) let_go();
    return;
  }
  if (!is_served_) {
    greet();
    return serve();
  }
  const bool interrupts = take_all();
  if (interrupts && first_attached()) tell_stop(*first_attached(), kInterrupted, "");
  if (interrupts || comes_to_stand_) serve();
}

/// Who comes finds the first node that has firmware, and it stands.
void GdbServer::greet() {
  acknowledges_ = true;
  multiprocess_ = false;
  is_served_ = true;
  for (Thread& thread : threads_) thread.attached = thread.process == threads_[0].process;
  selected_ = &threads_[0];
}

/// Until the debugger has it go on.
void GdbServer::serve() {
  stands_ = true;
  comes_to_stand_ = false;
  while (stands_ && door_.is_open() && !interrupted()) {
    take_all();
    if (stands_) reader_.feed(door_.receive(kStanding));
  }
  if (!door_.is_open()) let_go();
  stands_ = false;
}

/// True if one of them was to interrupt.
bool GdbServer::take_all() {
  bool interrupts = false;
  while (const auto item = reader_.next()) {
    interrupts |= item->kind == PacketReader::Kind::kInterrupt;
    if (item->kind == PacketReader::Kind::kInterrupt) continue;
    const bool good = item->kind == PacketReader::Kind::kPacket;
    if (acknowledges_) door_.send(good ? "+" : "-");
    if (good) take(item->payload);
    if (!stands_) break;
  }
  return interrupts;
}

void GdbServer::say(std::string_view payload) { door_.send(packet_of(payload)); }

/// `why` stands before the thread.
void GdbServer::tell_stop(Thread& thread, unsigned signal, const std::string& why) {
  selected_ = &thread;
  last_stop_ = fmt::format("T{:02x}{}thread:{};", signal, why, id_text(thread));
  say(last_stop_);
}

GdbServer::Resume GdbServer::stopped(riscv::DebugTarget& target, const riscv::StopEvent& event) {
  const auto thread = std::find_if(threads_.begin(), threads_.end(),
                                   [&](const Thread& one) { return one.hart == &target; });
  if (thread == threads_.end() || !thread->attached || !thread->may_stop || !door_.is_open())
    return Resume::kContinue;
  const bool is_its_own = stands_;  // the debugger stores
  if (is_its_own ||
      (event.reason == StopReason::kStored && is_told_already(*thread, event.address)))
    return thread->steps ? Resume::kStep : Resume::kContinue;
  // The debugger may have changed its mind while the instruction waited for a bus.
  if (event.reason == StopReason::kStepped && !thread->steps) return Resume::kContinue;
  if (event.reason != StopReason::kAsked) {
    tell_stop(*thread, event.reason == StopReason::kUnhandled ? kFault : kTrapped,
              event.reason == StopReason::kWatch || event.reason == StopReason::kStored
                  ? watch_text(event.address)
                  : "");
    serve();
  }
  return thread->steps ? Resume::kStep : Resume::kContinue;
}

/// It stands in the call of who has written: at the access, where that is a hart of its own.
void GdbServer::register_changed(const std::string& text) {
  if (stands_ || !door_.is_open() || !first_attached()) return;
  Thread* who = first_attached();
  for (Thread& thread : threads_)
    if (thread.attached && thread.hart->is_in_its_call()) who = &thread;
  say("O" + hex_of(text));
  tell_stop(*who, kTrapped, "");
  serve();
}

bool GdbServer::Stored::operator==(const Stored& other) const {
  return std::tie(process, address, delta) == std::tie(other.process, other.address, other.delta);
}

/// By the hart that stores, before it did; or by another hart of the same node.
bool GdbServer::is_told_already(const Thread& thread, uint64_t address) {
  for (const Thread& other : threads_)
    if (other.process == thread.process && other.hart->is_in_its_call()) return true;
  const Stored stored{thread.process, address, sc_core::sc_delta_count()};
  const bool again = stored_ == stored;
  stored_ = stored;
  return again;
}

std::string GdbServer::watch_text(uint64_t address) const {
  static constexpr const char* kWords[] = {"watch", "rwatch", "awatch"};
  for (const Point& point : points_)
    if (point.kind >= 2 && address - point.address < point.bytes)
      return fmt::format("{}:{:x};", kWords[point.kind - 2], address);
  return "";
}

void GdbServer::detach(uint64_t process) {
  for (auto point = points_.begin(); point != points_.end();) {
    const auto at = point++;
    if (at->process != process) continue;
    apply(*at, false);
    points_.erase(at);
  }
  for (Thread& thread : threads_)
    if (thread.process == process) thread.attached = thread.steps = false;
  if (selected_ && !selected_->attached) selected_ = first_attached();
}

/// The debugger has left: nothing of it stays.
void GdbServer::let_go() {
  for (const Thread& thread : threads_) detach(thread.process);
  registers_.clear();
  reader_ = {};
  stands_ = is_served_ = false;
}

void GdbServer::tell_end(const std::map<std::string, unsigned>& exits, int code) {
  const Thread* const thread = first_attached();
  if (!door_.is_open() || !thread) return;
  const auto exit = exits.find(thread->node);
  const unsigned own = exit == exits.end() ? static_cast<unsigned>(code) : exit->second;
  last_stop_ = multiprocess_ ? fmt::format("W{:02x};process:{:x}", own & 0xff, thread->process)
                             : fmt::format("W{:02x}", own & 0xff);
  say(last_stop_);
  // What it still asks is answered: who is hung up on in the middle of that knows nothing.
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(kFarewell);
  while (door_.is_open() && Clock::now() < end) {
    reader_.feed(door_.receive(10));
    take_all();
  }
  door_.close_client();
}

}  // namespace lantern::gdb

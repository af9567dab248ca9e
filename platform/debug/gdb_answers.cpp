// What each packet is answered with.
#include <fmt/format.h>

#include <algorithm>

#include "platform/debug/gdb_server.hpp"
#include "platform/debug/target_description.hpp"

namespace lantern::gdb {

namespace {

constexpr uint64_t kMostBytes = 0x3800;  ///< of memory an answer; in hex that fits kPacketSize
constexpr unsigned kPacketSize = 0x8000;
constexpr const char* kOk = "OK";
constexpr const char* kNoSuch = "E01";  ///< register, memory, thread or process
constexpr const char* kMalformed = "E02";

std::string xml_text(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return escaped;
}

}  // namespace

void GdbServer::take(const std::string& payload) {
  if (payload.empty()) return say("");
  Words words(payload);
  if (words.takes("vCont;")) return resume(words);
  if (payload[0] == 'c' || payload[0] == 's') return resume(Words(payload.substr(0, 1)));
  if (words.takes("k") || words.takes("vKill")) {
    kills_ = true;
    stands_ = false;
    if (payload[0] == 'v') say(kOk);
    return;
  }
  say(answer(payload));
  if (payload == "QStartNoAckMode") acknowledges_ = false;
}

/// "": it is not known here, as the protocol has it.
std::string GdbServer::answer(std::string_view payload) {
  if (payload.empty()) return "";
  Words words(payload.substr(1));
  switch (payload[0]) {
    case '?':
      if (!last_stop_.empty()) return last_stop_;
      return selected_ ? "T05thread:" + id_text(*selected_) + ";" : kNoSuch;
    case '!':
      return kOk;
    case 'q':
      return answer_query(words);
    case 'Q':
      return words.takes("StartNoAckMode") ? kOk : "";
    case 'v':
      return answer_v(words);
    case 'H':
      words.takes("g") || words.takes("c");
      return select(words.rest()) ? kOk : kNoSuch;
    case 'T':
      return thread_of(words.rest()) ? kOk : kNoSuch;
    case 'D':
      return answer_detach(words);
    case 'g':
      return registers();
    case 'G':
      return set_registers(words.rest());
    case 'p':
      return read_one(words);
    case 'P':
      return write_one(words);
    case 'm':
      return read_memory(words);
    case 'M':
      return write_memory(words, false);
    case 'X':
      return write_memory(words, true);
    case 'Z':
      return set_point(words, true);
    case 'z':
      return set_point(words, false);
    default:
      return "";
  }
}

std::string GdbServer::answer_query(Words words) {
  if (words.takes("Supported")) {
    multiprocess_ = words.rest().find("multiprocess+") != std::string_view::npos;
    last_stop_.clear();
    return fmt::format(
        "PacketSize={:x};multiprocess+;QStartNoAckMode+;vContSupported+;"
        "qXfer:features:read+;qXfer:osdata:read+",
        kPacketSize);
  }
  if (words.takes("Xfer:features:read:target.xml:"))
    return selected_ ? transfer(target_description(*selected_->hart), words) : kNoSuch;
  if (words.takes("Xfer:osdata:read:processes:")) return transfer(process_list(), words);
  if (words.takes("fThreadInfo")) return thread_list();
  if (words.takes("sThreadInfo")) return "l";
  if (words.takes("ThreadExtraInfo,")) {
    const Thread* const thread = thread_of(words.rest());
    if (!thread) return kNoSuch;
    return hex_of(fmt::format("{}, {}", thread->hart->name(), thread->hart->doing()));
  }
  if (words.takes("Rcmd,")) return hex_of(monitor(bytes_of(words.rest())));
  if (words.takes("Attached")) return "1";
  if (words.rest() == "C") return selected_ ? "QC" + id_text(*selected_) : kNoSuch;
  if (words.takes("Symbol")) return kOk;
  return "";
}

std::string GdbServer::answer_v(Words words) {
  if (words.rest() == "Cont?") return "vCont;c;C;s;S";
  if (!words.takes("Attach;")) return "";
  const auto process = words.number();
  Thread* first = nullptr;
  for (Thread& thread : threads_) {
    if (!process || thread.process != *process) continue;
    thread.attached = comes_to_stand_ = true;
    if (!first) first = &thread;
  }
  if (!first) return kNoSuch;
  selected_ = first;
  return last_stop_ = fmt::format("T05thread:{};", id_text(*first));
}

/// `D` alone leaves all.
std::string GdbServer::answer_detach(Words words) {
  words.takes(";");
  const auto process = words.number();
  for (Thread& thread : threads_)
    if (thread.attached && (!process || thread.process == *process)) detach(thread.process);
  if (!first_attached()) stands_ = false;
  return kOk;
}

std::string GdbServer::transfer(const std::string& document, Words range) {
  const auto offset = range.number();
  range.takes(",");
  const auto length = range.number();
  if (!offset || !length) return kMalformed;
  if (*offset >= document.size()) return "l";
  const std::string part = document.substr(*offset, std::min(*length, kMostBytes));
  return (*offset + part.size() < document.size() ? "m" : "l") + part;
}

std::string GdbServer::process_list() const {
  std::string xml = "<?xml version=\"1.0\"?>\n<osdata type=\"processes\">\n";
  uint64_t last = 0;
  for (const Thread& thread : threads_) {
    if (thread.process == last) continue;
    last = thread.process;
    xml += fmt::format(
        "<item><column name=\"pid\">{}</column><column name=\"command\">{}</column></item>\n",
        thread.process, xml_text(thread.node + ": " + thread.hart->firmware()));
  }
  return xml + "</osdata>\n";
}

std::string GdbServer::thread_list() const {
  std::string list;
  for (const Thread& thread : threads_)
    if (thread.attached) list += (list.empty() ? "m" : ",") + id_text(thread);
  return list.empty() ? "l" : list;
}

// Registers and memory of the thread that is selected.

std::string GdbServer::registers() const {
  if (!selected_) return kNoSuch;
  std::string hex;
  const unsigned bytes = selected_->hart->isa().xlen() / 8;
  for (unsigned number = 0; number <= kPc; number++)
    hex += hex_of_register(*read_register(*selected_->hart, number), bytes);
  return hex;
}

std::string GdbServer::set_registers(std::string_view hex) {
  if (!selected_) return kNoSuch;
  const size_t digits = selected_->hart->isa().xlen() / 4;
  if (hex.size() < digits * (kPc + 1)) return kMalformed;
  bool all = true;
  for (unsigned number = 0; number <= kPc; number++) {
    const uint64_t value = register_of_hex(hex.substr(number * digits, digits));
    if (number < kPc || value != selected_->hart->pc())
      all &= write_register(*selected_->hart, number, value);
  }
  return all ? kOk : kNoSuch;
}

std::string GdbServer::read_one(Words words) const {
  const auto number = words.number();
  if (!selected_ || !number) return kNoSuch;
  const auto value = read_register(*selected_->hart, *number);
  return value ? hex_of_register(*value, selected_->hart->isa().xlen() / 8) : kNoSuch;
}

std::string GdbServer::write_one(Words words) {
  const auto number = words.number();
  if (!selected_ || !number || !words.takes("=")) return kMalformed;
  return write_register(*selected_->hart, *number, register_of_hex(words.rest())) ? kOk : kNoSuch;
}

std::string GdbServer::read_memory(Words words) const {
  const auto address = words.number();
  words.takes(",");
  const auto length = words.number();
  if (!selected_ || !address || !length) return kMalformed;
  std::string bytes(std::min(*length, kMostBytes), '\0');
  bytes.resize(selected_->hart->read_memory(*address, reinterpret_cast<uint8_t*>(bytes.data()),
                                            bytes.size()));
  return bytes.empty() && *length ? kNoSuch : hex_of(bytes);
}

std::string GdbServer::write_memory(Words words, bool binary) {
  const auto address = words.number();
  words.takes(",");
  const auto length = words.number();
  if (!selected_ || !address || !length || !words.takes(":")) return kMalformed;
  const std::string bytes = binary ? std::string(words.rest()) : bytes_of(words.rest());
  if (bytes.size() != *length) return kMalformed;
  return selected_->hart->write_memory(*address, reinterpret_cast<const uint8_t*>(bytes.data()),
                                       bytes.size()) == bytes.size()
             ? kOk
             : kNoSuch;
}

// Breakpoints and watches, of the selected thread's process.

std::string GdbServer::set_point(Words words, bool set) {
  const auto kind = words.number();
  words.takes(",");
  const auto address = words.number();
  words.takes(",");
  const auto bytes = words.number();
  if (!selected_ || !kind || !address || !bytes) return kMalformed;
  if (*kind > 4) return "";
  const Point point{selected_->process, *address, *bytes, static_cast<unsigned>(*kind)};
  if (set ? points_.insert(point).second : points_.erase(point) > 0) apply(point, set);
  return kOk;
}

void GdbServer::apply(const Point& point, bool set) {
  static constexpr riscv::WatchKind kKinds[] = {riscv::WatchKind::kStore, riscv::WatchKind::kLoad,
                                                riscv::WatchKind::kAccess};
  for (const Thread& thread : threads_) {
    if (thread.process != point.process) continue;
    if (point.kind < 2)
      thread.hart->set_breakpoint(point.address, set);
    else
      thread.hart->set_watch({point.address, point.bytes, kKinds[point.kind - 2]}, set);
  }
}

// Going on.

/// `s:p1.1;c`: the first action that fits a thread is its own. Who steps is one at a time. All
/// others go on, for one machine has one time; but what the debugger has not had go on does not
/// stop.
void GdbServer::resume(Words actions) {
  for (Thread& thread : threads_) thread.may_stop = thread.steps = false;
  Thread* steps = nullptr;
  while (!actions.empty()) {
    Words action(actions.until(';'));
    const bool is_step = action.takes("s") || action.takes("S");
    action.until(':');  // c, or with a signal, which is nobody's here
    const Meant meant = action.empty() ? Meant{} : meant_by(action.rest());
    for (Thread& thread : threads_) thread.may_stop |= meant.is(thread);
    if (is_step && !steps)
      steps = selected_ && meant.is(*selected_) ? selected_ : thread_of(action.rest());
  }
  if (steps) {
    steps->steps = true;
    steps->hart->ask_to_stop();
  }
  stands_ = false;
}

// Threads.

std::string GdbServer::id_text(const Thread& thread) const {
  return multiprocess_ ? fmt::format("p{:x}.{:x}", thread.process, thread.id)
                       : fmt::format("{:x}", thread.id);
}

GdbServer::Thread* GdbServer::first_attached() {
  for (Thread& thread : threads_)
    if (thread.attached) return &thread;
  return nullptr;
}

GdbServer::Meant GdbServer::meant_by(std::string_view id) {
  Meant meant;
  Words words(id);
  const auto read = [&](std::optional<uint64_t>& number) {
    if (words.takes("-1")) return;
    number = words.number();
    if (!number) meant.nobody = true;
    if (number == 0) number.reset();
  };
  const bool has_process = words.takes("p");
  if (has_process) read(meant.process);
  if (!has_process || words.takes(".")) read(meant.id);
  return meant;
}

/// Null: there is no such, or nobody looks at it.
GdbServer::Thread* GdbServer::thread_of(std::string_view id) {
  const Meant meant = meant_by(id);
  if (selected_ && selected_->attached && meant.is(*selected_)) return selected_;
  for (Thread& thread : threads_)
    if (thread.attached && meant.is(thread)) return &thread;
  return nullptr;
}

bool GdbServer::select(std::string_view id) {
  Thread* const thread = thread_of(id);
  if (thread) selected_ = thread;
  return thread;
}

}  // namespace lantern::gdb

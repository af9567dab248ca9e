// Doorbell -> fetch -> job -> completion -> interrupt.
#include "models/accelerator/accelerator.hpp"

#include <algorithm>

#include "models/core/process.hpp"

namespace lantern {

using namespace accelerator_regs;
namespace descriptor = dma_descriptor_regs;
namespace completion = dma_completion_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr uint64_t kDescriptorBytes = 64;
constexpr uint64_t kCompletionBytes = 16;

uint64_t word(const uint8_t* bytes, unsigned offset, unsigned length) {
  uint64_t value = 0;
  for (unsigned i = 0; i < length; i++) value |= static_cast<uint64_t>(bytes[offset + i]) << 8 * i;
  return value;
}

// Offsets of the words used here, from their maps; arrays come after them.
uint32_t at(const RegisterMap& map, RegisterId id) { return map.registers[id.index].offset; }

}  // namespace

Accelerator::Accelerator(sc_core::sc_module_name name) : sc_module(name) {
  reset_all();
  regs_.set(LINK_STATUS, LINK_STATUS_LINKS, links_);
  regs_.after_write(RESET, [this](uint64_t written) {
    if (RESET_ALL.get(written)) controls_.push(regs_.now(), {kMostRings, 0});
  });
  regs_.after_write(MEASURE, [this](uint64_t written) {
    if (measured.size()) measured->measure(MEASURE_ON.get(written), regs_.now());
  });
  regs_.after_write(RING_CONTROL, [this](uint32_t ring, uint32_t, uint64_t written) {
    controls_.push(regs_.now(), {ring, written});
  });
  regs_.after_write(RING_TAIL, [this](uint32_t ring, uint32_t, uint64_t) { doorbell(ring); });
  regs_.after_write(RING_INTERRUPT, [this](uint32_t, uint32_t, uint64_t) { update_interrupts(); });
  regs_.after_write(RING_INTERRUPT_ENABLE,
                    [this](uint32_t, uint32_t, uint64_t) { update_interrupts(); });
  for (unsigned link = 0; link < links_; link++)
    spawn_method(("on_link_" + std::to_string(link)).c_str(), [this] { links_changed(); },
                 link_up[link], link_degraded[link]);
}

void Accelerator::links_changed() {
  uint64_t up = 0;
  bool degraded = false;
  for (unsigned link = 0; link < links_; link++) {
    up |= static_cast<uint64_t>(link_up[link].read()) << link;
    degraded |= link_degraded[link].read();
  }
  regs_[LINK_STATUS] = LINK_STATUS_UP.set(0, up) | LINK_STATUS_DEGRADED.set(0, degraded) |
                       LINK_STATUS_LINKS.set(0, links_) |
                       LINK_STATUS_LINK_UP.set(0, up == (1u << links_) - 1);
}

void Accelerator::reset_all() {
  for (unsigned ring = 0; ring < kMostRings; ring++) drop(ring);
  const uint64_t links = regs_[LINK_STATUS];
  if (measured.size() && !regs_.get(MEASURE, MEASURE_ON)) measured->measure(true, regs_.now());
  regs_.reset();
  regs_[LINK_STATUS] = links;
  regs_.set(CAPABILITY, CAPABILITY_RINGS, rings_);
  regs_.set(CAPABILITY, CAPABILITY_TAGS, dma.tags());
  interrupts_.clear();
  for (RingState& ring : ring_) {
    ring.enabled = false;
    ring.head = ring.tail = ring.heard = ring.completion = ring.aborting = 0;
    ring.phase = true;
  }
}

// What is in flight ends by itself, without a completion: its ring is not its own any more.
void Accelerator::drop(unsigned ring) {
  const std::vector<Command*> in_work = std::move(ring_[ring].in_work);
  ring_[ring].in_work.clear();
  for (Command* command : in_work) {
    command->ring = kMostRings;
    if (command->fence && command->waits) commands_free_.push_back(command);
    command->job.discard = true;
    if (!command->fence) dma.abort(command->job);
  }
}

void Accelerator::obey(const Control& what) {
  if (what.ring < kMostRings) return control(what.ring, what.written);
  reset_all();
  update_interrupts();
}

void Accelerator::control(unsigned ring, uint64_t written) {
  RingState& state = ring_[ring];
  if (RING_CONTROL_ABORT.get(written)) {
    if (state.enabled) state.aborting = (state.heard + state.entries - state.head) % state.entries;
    for (Command* command : std::vector<Command*>(state.in_work)) {
      command->next = 0;
      command->status = completion::STATUS_CODE_ABORTED;
      if (command->fence && command->waits) complete(*command);
      if (!command->fence) dma.abort(command->job);
    }
  }
  const bool enable = regs_.get(RING_CONTROL(ring), RING_CONTROL_ENABLE);
  if (enable == state.enabled) return;
  if (!enable) {
    drop(ring);
    state.enabled = false;
    return;
  }
  const uint64_t entries = regs_[RING_SIZE(ring)];
  state.base = hpa(RING_BASE_LOW, RING_BASE_HIGH, ring);
  state.completion_base = hpa(RING_COMPLETION_LOW, RING_COMPLETION_HIGH, ring);
  const bool size_good = entries >= 2 && entries <= 4096 && (entries & (entries - 1)) == 0;
  const bool bases_good =
      state.base % kDescriptorBytes == 0 && state.completion_base % kCompletionBytes == 0;
  if (ring >= rings_ || !size_good || !bases_good) {
    regs_.set(RING_CONTROL(ring), RING_CONTROL_ENABLE, 0);
    return error(ERROR_RING);
  }
  state.enabled = true;
  state.entries = static_cast<uint32_t>(entries);
  state.head = state.tail = state.heard = state.completion = state.aborting = 0;
  state.phase = true;
  regs_[RING_HEAD(ring)] = 0;
  regs_[RING_TAIL(ring)] = 0;
}

void Accelerator::doorbell(unsigned ring) {
  RingState& state = ring_[ring];
  if (!state.enabled || regs_[RING_TAIL(ring)] >= state.entries) {
    regs_[RING_TAIL(ring)] = state.tail;
    return error(ERROR_RING);
  }
  state.tail = static_cast<uint32_t>(regs_[RING_TAIL(ring)]);
  doorbells_.push(regs_.now(), unsigned{ring});
}

void Accelerator::fetch(unsigned ring) {
  RingState& state = ring_[ring];
  if (!state.enabled || state.fetching || state.in_work.size() >= jobs_ ||
      state.head == state.heard)
    return;
  Command& command = acquire();
  command.ring = ring;
  sc_time delay;
  read_descriptor(command, state.base + state.head * kDescriptorBytes, delay);
  if (state.aborting) {
    state.aborting--;
    command.job = {};
    command.next = 0;
    command.fence = false;
    command.status = completion::STATUS_CODE_ABORTED;
  }
  state.head = static_cast<uint32_t>((state.head + 1) % state.entries);
  regs_[RING_HEAD(ring)] = state.head;
  state.fetching = true;
  state.in_work.push_back(&command);
  fetched_.push(sc_time_stamp() + delay, {ring, &command});
}

bool Accelerator::read_descriptor(Command& command, uint64_t hpa, sc_time& delay) {
  uint8_t bytes[kDescriptorBytes] = {};
  const bool first = command.chained++ == 0;
  if (!dma.transfer_local(tlm::TLM_READ_COMMAND, hpa, bytes, sizeof bytes, delay)) {
    error(ERROR_FETCH);
    command.status = completion::STATUS_CODE_FETCH_ERROR;
    command.job = {};
    command.next = 0;
    return false;
  }
  const auto field = [&](RegisterId id, unsigned length) {
    return word(bytes, at(descriptor::kMap, id), length);
  };
  const uint64_t what = field(descriptor::COMMAND, 4);
  const uint64_t opcode = descriptor::COMMAND_OPCODE.get(what);
  if (first) {
    command.id = static_cast<uint16_t>(descriptor::COMMAND_ID.get(what));
    command.interrupts = descriptor::COMMAND_INTERRUPT.get(what);
  }
  command.next = descriptor::COMMAND_CHAIN.get(what) ? field(descriptor::NEXT, 8) : 0;
  command.fence = opcode == descriptor::COMMAND_OPCODE_FENCE;
  command.job = {};
  command.job.fill = opcode == descriptor::COMMAND_OPCODE_FILL;
  command.job.source = field(descriptor::SOURCE, 8);
  command.job.destination = field(descriptor::DESTINATION, 8);
  command.job.pattern = field(descriptor::PATTERN, 8);
  const bool moves = opcode == descriptor::COMMAND_OPCODE_COPY || command.job.fill;
  command.job.length = moves ? static_cast<uint32_t>(field(descriptor::LENGTH, 4)) : 0;
  const bool fence_in_chain = command.fence && (command.next || !first);
  if (opcode > descriptor::COMMAND_OPCODE_FENCE || command.chained > most_chain_ ||
      fence_in_chain) {
    error(ERROR_DESCRIPTOR);
    command.status = completion::STATUS_CODE_BAD_DESCRIPTOR;
    command.job = {};
    command.next = 0;
    command.fence = false;
  }
  ++commands_;
  return command.status == completion::STATUS_CODE_OK;
}

void Accelerator::start(Fetched&& fetched) {
  Command& command = *fetched.command;
  RingState& state = ring_[fetched.ring];
  if (command.chained == 1) {
    state.fetching = false;
    fetches_.push(sc_time_stamp(), unsigned{fetched.ring});
  }
  if (!command.fence) return dma.submit(command.job);
  if (command.ring == kMostRings) return commands_free_.push_back(&command);
  command.waits = true;
  release_fences(fetched.ring);
}

void Accelerator::job_done(DmaJob& job) {
  Command& command = reinterpret_cast<Command&>(job);
  command.done += job.confirmed;
  static constexpr uint64_t kCodes[] = {
      completion::STATUS_CODE_OK, completion::STATUS_CODE_SOURCE_ERROR,
      completion::STATUS_CODE_DESTINATION_ERROR, completion::STATUS_CODE_ABORTED,
      completion::STATUS_CODE_POISON};
  if (job.end != DmaJob::End::kOk) {
    command.status = static_cast<uint8_t>(kCodes[static_cast<unsigned>(job.end)]);
    if (job.end != DmaJob::End::kAborted) error(ERROR_DATA);
  }
  if (command.status == completion::STATUS_CODE_OK && command.next && command.ring < kMostRings) {
    sc_time delay;
    read_descriptor(command, command.next, delay);
    return fetched_.push(sc_time_stamp() + delay, {command.ring, &command});
  }
  complete(command);
}

void Accelerator::complete(Command& command) {
  const unsigned ring = command.ring;
  if (ring < kMostRings) {
    auto& in_work = ring_[ring].in_work;
    in_work.erase(std::find(in_work.begin(), in_work.end(), &command));
    post(command);
  }
  commands_free_.push_back(&command);
  if (ring >= kMostRings) return;
  release_fences(ring);
  fetches_.push(sc_time_stamp(), unsigned{ring});
}

void Accelerator::release_fences(unsigned ring) {
  const auto& in_work = ring_[ring].in_work;
  if (!in_work.empty() && in_work.front()->fence && in_work.front()->waits)
    complete(*in_work.front());
}

void Accelerator::post(const Command& command) {
  RingState& state = ring_[command.ring];
  if (command.status != completion::STATUS_CODE_OK) ++failures_;
  uint8_t bytes[kCompletionBytes] = {};
  const auto put = [&](RegisterId id, uint64_t value) {
    for (unsigned i = 0; i < 4; i++)
      bytes[at(completion::kMap, id) + i] = static_cast<uint8_t>(value >> 8 * i);
  };
  put(completion::COMMAND, command.id);
  put(completion::STATUS, command.status);
  put(completion::DONE, command.done);
  put(completion::MARK, state.phase);
  sc_time delay;
  const uint64_t where = state.completion_base + state.completion * kCompletionBytes;
  if (!dma.transfer_local(tlm::TLM_WRITE_COMMAND, where, bytes, sizeof bytes, delay))
    return error(ERROR_COMPLETION);
  if (++state.completion == state.entries) {
    state.completion = 0;
    state.phase = !state.phase;
  }
  if (command.interrupts) interrupts_.push(sc_time_stamp() + delay, unsigned{command.ring});
}

void Accelerator::update_interrupts() {
  for (unsigned ring = 0; ring < kMostRings; ring++)
    interrupt[ring].set(regs_[RING_INTERRUPT(ring)] & regs_[RING_INTERRUPT_ENABLE(ring)] & 1,
                        regs_.now());
}

Accelerator::Command& Accelerator::acquire() {
  if (commands_free_.empty()) {
    commands_all_.push_back(std::make_unique<Command>());
    commands_free_.push_back(commands_all_.back().get());
  }
  Command& command = *commands_free_.back();
  commands_free_.pop_back();
  command = Command();
  return command;
}

}  // namespace lantern

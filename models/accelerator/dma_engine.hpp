// The DMA engine: a table of tags, each one burst between its read and its write.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <functional>
#include <memory>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/parameter.hpp"
#include "models/core/payload.hpp"
#include "models/core/ring.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// Bytes to move; lives with the one who gives it until `on_done`.
struct DmaJob {
  enum class End : uint8_t { kOk, kSourceError, kDestinationError, kAborted, kPoison };
  bool fill = false;
  uint64_t source = 0;
  uint64_t destination = 0;
  uint64_t pattern = 0;
  uint32_t length = 0;
  uint32_t started = 0;    ///< bytes whose burst has begun
  uint32_t confirmed = 0;  ///< bytes whose writing was confirmed
  unsigned in_flight = 0;  ///< bursts
  bool stop = false;       ///< begin no more: aborted, or failed
  bool discard = false;    ///< nobody wants it any more: what has been read is not written
  bool queued = false;     ///< in the engine's row of jobs, which ends it there
  End end = End::kOk;
};

class DmaEngine : public sc_core::sc_module {
 public:
  tlm_utils::simple_initiator_socket<DmaEngine> local_initiator{
      "local_initiator"};  ///< b_transport: HBM, DRAM
  tlm_utils::simple_initiator_socket<DmaEngine> pool_initiator{
      "pool_initiator"};  ///< nb_transport: pool window

  DmaEngine(sc_core::sc_module_name name, std::function<void(DmaJob&)> on_done);
  void submit(DmaJob& job);
  /// Lets what is in flight end, begins no more; `on_done` is called as usual.
  void abort(DmaJob& job);
  /// Small reads and writes of the rings, local memory only; `delay` as of b_transport.
  bool transfer_local(tlm::tlm_command command, uint64_t hpa, void* data, unsigned length,
                      sc_core::sc_time& delay);
  uint64_t tags() const { return tag_count_; }

 private:
  static constexpr unsigned kMostBurst = 4096;
  Parameter<uint64_t> tag_count_{"tags",
                                 Dimension::kCount,
                                 "64",
                                 {"1", "4096"},
                                 "Bursts in flight until their write is accepted.",
                                 "assumed"};
  Parameter<uint64_t> burst_{"burst",          Dimension::kBytes,
                             "256 B",          {"64 B", "4 KiB"},
                             "Bytes a burst.", "assumed: as common DMA engines"};
  Parameter<sc_core::sc_time> issue_{"issue",          Dimension::kTime,      "2 ns",
                                     {"0 ns", "1 us"}, "Between two bursts.", "assumed: 128 GB/s"};
  Parameter<uint64_t> window_base_{
      "window_base",        Dimension::kCount, "0x40_0000_0000", {}, "HPA of the pool window.",
      "pod: the host's map"};
  Parameter<uint64_t> window_size_{
      "window_size",        Dimension::kBytes, "16 GiB", {}, "Size of the pool window.",
      "pod: the host's map"};
  Counter bursts_{"bursts", "Bursts begun."};
  Counter bytes_{"bytes", "Bytes whose writing was confirmed.", Counter::Place::kSummary};
  Counter errors_{"errors", "Bursts that could not be read or written.", Counter::Place::kSummary};

  /// A burst is its payload. It outlives its tag: a write that was accepted needs no tag any more.
  struct Burst : tlm::tlm_generic_payload, tlm::tlm_mm_interface {
    DmaJob* job = nullptr;
    uint64_t destination = 0;
    bool writing = false;
    bool holds_tag = false;
    PoisonExtension poison;
    std::vector<uint8_t> data;
    Burst() { set_extension(&poison); }
    ~Burst() override { clear_extension(&poison); }
    void free(tlm::tlm_generic_payload*) override {}  ///< the engine keeps it for the next burst
  };
  struct Event {
    Burst* burst;
    bool ok;
  };
  bool in_pool(uint64_t hpa) const { return hpa - window_base_ < window_size_; }
  void pump();
  void begin(DmaJob& job);
  void send(Burst& burst, tlm::tlm_command command, uint64_t hpa);
  void send_pool(Burst& burst);
  tlm::tlm_sync_enum pool_nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                          sc_core::sc_time& delay);
  void accepted(Burst& burst);
  void step(Event&& event);
  void end(Burst& burst, bool ok);
  Burst& acquire();
  void release_tag(Burst& burst);

  std::function<void(DmaJob&)> on_done_;
  Ring<DmaJob*> jobs_;  ///< with bytes to begin
  std::vector<std::unique_ptr<Burst>> bursts_all_;
  std::vector<Burst*> bursts_free_;
  Ring<Burst*> pool_waiting_;  ///< behind the one that the pool port has not accepted yet
  Burst* pool_offered_ = nullptr;
  uint64_t tags_used_ = 0;
  sc_core::sc_time next_issue_;
  Timer pump_{[this] { pump(); }, Agenda::Stage::kDepart};
  DelayQueue<Event> done_{[this](Event&& e) { step(std::move(e)); }};
};

}  // namespace lantern

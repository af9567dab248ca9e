// Bursts: begun in turn over the jobs, read, written, confirmed.
#include "models/accelerator/dma_engine.hpp"

#include <algorithm>
#include <cstring>

#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

DmaEngine::DmaEngine(sc_core::sc_module_name name, std::function<void(DmaJob&)> on_done)
    : sc_module(name), on_done_(std::move(on_done)) {
  pool_initiator.register_nb_transport_bw(this, &DmaEngine::pool_nb_transport_bw);
  issue_.let_change();
}

bool DmaEngine::transfer_local(tlm::tlm_command command, uint64_t hpa, void* data, unsigned length,
                               sc_time& delay) {
  if (in_pool(hpa)) return false;
  tlm::tlm_generic_payload trans;
  trans.set_command(command);
  trans.set_address(hpa);
  trans.set_data_ptr(static_cast<unsigned char*>(data));
  trans.set_data_length(length);
  trans.set_streaming_width(length);
  Trace::begin(trans);
  local_initiator->b_transport(trans, delay);
  return trans.is_response_ok();
}

void DmaEngine::submit(DmaJob& job) {
  job.queued = true;
  jobs_.push_back(&job);
  pump_.set(sc_time_stamp());
}

void DmaEngine::abort(DmaJob& job) {
  if (job.stop || job.started == job.length) return;
  job.stop = true;
  job.end = DmaJob::End::kAborted;
  pump_.set(sc_time_stamp());
}

void DmaEngine::pump() {
  while (!jobs_.empty()) {
    DmaJob& job = *jobs_.front();
    if (job.stop || job.started == job.length) {
      jobs_.pop_front();
      job.queued = false;
      if (!job.in_flight) on_done_(job);
      continue;
    }
    if (tags_used_ == tag_count_) return;  // pumped again when one is free
    if (sc_time_stamp() < next_issue_) return pump_.set(next_issue_);
    begin(job);
    next_issue_ = sc_time_stamp() + issue_();
    // The next burst is another job's: rings share the engine.
    jobs_.pop_front();
    jobs_.push_back(&job);
  }
}

DmaEngine::Burst& DmaEngine::acquire() {
  if (bursts_free_.empty()) {
    bursts_all_.push_back(std::make_unique<Burst>());
    bursts_all_.back()->set_mm(bursts_all_.back().get());
    bursts_all_.back()->data.resize(kMostBurst);
    bursts_free_.push_back(bursts_all_.back().get());
  }
  Burst& burst = *bursts_free_.back();
  bursts_free_.pop_back();
  burst.acquire();
  return burst;
}

void DmaEngine::begin(DmaJob& job) {
  Burst& burst = acquire();
  const uint64_t destination = job.destination + job.started;
  const auto bytes = static_cast<uint32_t>(
      std::min<uint64_t>(job.length - job.started, burst_ - destination % burst_));
  burst.job = &job;
  burst.destination = destination;
  burst.writing = false;
  burst.holds_tag = true;
  tags_used_++;
  ++bursts_;
  job.in_flight++;
  burst.set_data_ptr(burst.data.data());
  burst.set_data_length(bytes);
  burst.set_streaming_width(bytes);
  const uint64_t source = job.source + job.started;
  job.started += bytes;
  if (!job.fill) return send(burst, tlm::TLM_READ_COMMAND, source);
  for (uint32_t i = 0; i < bytes; i++)
    burst.data[i] = static_cast<uint8_t>(job.pattern >> 8 * ((job.started - bytes + i) % 8));
  burst.writing = true;
  send(burst, tlm::TLM_WRITE_COMMAND, destination);
}

void DmaEngine::send(Burst& burst, tlm::tlm_command command, uint64_t hpa) {
  burst.set_command(command);
  burst.set_address(hpa);
  burst.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  burst.poison.poisoned = false;
  Trace::begin(burst);
  if (in_pool(hpa)) {
    pool_waiting_.push_back(&burst);
    if (!pool_offered_) send_pool(burst);
    return;
  }
  sc_time delay;
  local_initiator->b_transport(burst, delay);
  done_.push(sc_time_stamp() + delay, {&burst, burst.is_response_ok()});
}

// One request at a time is offered; the next when it has been accepted (TLM's request exclusion).
void DmaEngine::send_pool(Burst& first) {
  for (Burst* burst = &first; burst;) {
    pool_waiting_.pop_front();
    pool_offered_ = burst;
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    sc_time now;
    const tlm::tlm_sync_enum answer = pool_initiator->nb_transport_fw(*burst, phase, now);
    if (answer == tlm::TLM_ACCEPTED) return;
    pool_offered_ = nullptr;
    accepted(*burst);
    if (answer == tlm::TLM_COMPLETED)
      done_.push(sc_time_stamp() + now, {burst, burst->is_response_ok()});
    burst = pool_waiting_.empty() ? nullptr : pool_waiting_.front();
  }
}

void DmaEngine::accepted(Burst& burst) {
  if (burst.writing) release_tag(burst);
}

tlm::tlm_sync_enum DmaEngine::pool_nb_transport_bw(tlm::tlm_generic_payload& trans,
                                                   tlm::tlm_phase& phase, sc_time& delay) {
  if (phase == tlm::END_REQ || pool_offered_ == &trans) {
    Burst& burst = *pool_offered_;
    pool_offered_ = nullptr;
    accepted(burst);
    if (!pool_waiting_.empty()) send_pool(*pool_waiting_.front());
    if (phase == tlm::END_REQ) return tlm::TLM_ACCEPTED;
  }
  done_.push(sc_time_stamp() + delay, {static_cast<Burst*>(&trans), trans.is_response_ok()});
  return tlm::TLM_COMPLETED;
}

void DmaEngine::step(Event&& event) {
  Burst& burst = *event.burst;
  if (!event.ok || burst.writing || burst.job->discard) return end(burst, event.ok);
  burst.writing = true;
  send(burst, tlm::TLM_WRITE_COMMAND, burst.destination);
}

void DmaEngine::end(Burst& burst, bool ok) {
  DmaJob& job = *burst.job;
  release_tag(burst);
  burst.release();
  bursts_free_.push_back(&burst);
  job.in_flight--;
  if (ok) {
    job.confirmed += burst.get_data_length();
    bytes_ += burst.get_data_length();
  } else {
    ++errors_;
    if (job.end == DmaJob::End::kOk)
      job.end = burst.writing           ? DmaJob::End::kDestinationError
                : burst.poison.poisoned ? DmaJob::End::kPoison
                                        : DmaJob::End::kSourceError;
    job.stop = true;
  }
  if (!job.queued && !job.in_flight) on_done_(job);
  pump_.set(sc_time_stamp());
}

void DmaEngine::release_tag(Burst& burst) {
  if (!burst.holds_tag) return;
  burst.holds_tag = false;
  tags_used_--;
  pump_.set(sc_time_stamp());
}

}  // namespace lantern

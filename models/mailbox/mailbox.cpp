// A write on one side shows on the other.
#include "models/mailbox/mailbox.hpp"

#include <algorithm>
#include <utility>

namespace lantern {

namespace host = mailbox_regs;
namespace service = mailbox_service_regs;

Mailbox::Mailbox(sc_core::sc_module_name name) : sc_module(name) {
  host_target.choose([this](tlm::tlm_generic_payload& trans, const sc_core::sc_time&, bool debug) {
    return debug || !is_locked(trans) ? &host_ : nullptr;
  });
  host_.after_write(host::PAYLOAD, [this](uint32_t i, uint32_t, uint64_t) {
    service_[service::PAYLOAD(i)] = host_[host::PAYLOAD(i)];
  });
  host_.after_write(host::CONTROL, [this](uint64_t written) {
    if (host::CONTROL_DOORBELL.get(written)) doorbell();
  });
  service_.after_write(service::CONTROL, [this](uint64_t written) {
    complete_ = service::CONTROL_COMPLETE.get(written);
    answer_.set(service_.now());
  });
  for (const RegisterId background : {service::BACKGROUND, service::BACKGROUND_CODE})
    service_.after_write(background, [this](uint64_t) { answer_.set(service_.now()); });
  // A doorbell comes by the host's registers, what takes it back by the service's.
  service_.on_interrupt(
      [this](bool level) { interrupt.set(level, std::max(host_.now(), service_.now())); });
  power_on();
}

void Mailbox::reset_changed() {
  if (reset.read()) power_on();
}

void Mailbox::power_on() {
  answer_.cancel();
  complete_ = false;
  host_.reset();
  service_.reset();
  const struct {
    uint64_t id, version, offset, length;
  } capabilities[] = {{1, 2, 0x80, 8}, {2, 1, 0x100, 0x20 + 1024}, {0x4000, 1, 0x90, 8}};
  for (uint32_t i = 0; i < 3; i++) {
    host_.set(host::CAPABILITY_HEADER(i), host::CAPABILITY_HEADER_ID, capabilities[i].id);
    host_.set(host::CAPABILITY_HEADER(i), host::CAPABILITY_HEADER_VERSION, capabilities[i].version);
    host_.set(host::CAPABILITY_HEADER(i), host::CAPABILITY_HEADER_OFFSET, capabilities[i].offset);
    host_[host::CAPABILITY_LENGTH(i)] = capabilities[i].length;
  }
}

void Mailbox::doorbell() {
  ++commands_;
  service_[service::NUMBER] = (service_[service::NUMBER] + 1) & 0xffffffff;
  service_[service::COMMAND] = host_.get(host::COMMAND, host::COMMAND_OPCODE);
  service_[service::LENGTH] = host_.get(host::COMMAND, host::COMMAND_LENGTH);
  service_.set(service::CONTROL, service::CONTROL_DOORBELL, 1);
  service_.hardware_write(service::INTERRUPT, service::INTERRUPT_DOORBELL, 1);
}

/// What the service has stored shows to the host.
void Mailbox::answer() {
  host_.set(host::MEMORY_DEVICE_STATUS, host::MEMORY_DEVICE_STATUS_MAILBOX_READY,
            service_.get(service::CONTROL, service::CONTROL_READY));
  host_[host::EVENT_STATUS] = service_.get(service::CONTROL, service::CONTROL_EVENT);
  const uint64_t background = service_[service::BACKGROUND];
  host_.set(host::STATUS, host::STATUS_BACKGROUND, service::BACKGROUND_RUNNING.get(background));
  host_[host::BACKGROUND_STATUS] =
      host::BACKGROUND_STATUS_OPCODE.set(0, service::BACKGROUND_OPCODE.get(background)) |
      host::BACKGROUND_STATUS_PERCENT.set(0, service::BACKGROUND_PERCENT.get(background)) |
      host::BACKGROUND_STATUS_RETURN_CODE.set(0, service_[service::BACKGROUND_CODE]);
  const bool complete = std::exchange(complete_, false);
  if (!complete || !service_.get(service::CONTROL, service::CONTROL_DOORBELL)) return;
  service_.set(service::CONTROL, service::CONTROL_DOORBELL, 0);
  const uint64_t length = service_[service::ANSWER_LENGTH];
  for (uint32_t i = 0; i < service::ANSWER.count && i * 4 < length; i++)
    service_[service::PAYLOAD(i)] = host_[host::PAYLOAD(i)] = service_[service::ANSWER(i)];
  host_.set(host::COMMAND, host::COMMAND_LENGTH, length);
  host_.set(host::STATUS, host::STATUS_RETURN_CODE, service_[service::RETURN_CODE]);
  host_[host::CONTROL] = 0;
}

// CXL: while the doorbell is set the host's registers are read-only. So nobody can ring twice for
// one command, or change it while it is carried out.
bool Mailbox::is_locked(tlm::tlm_generic_payload& trans) const {
  const bool locked =
      trans.is_write() && host_.get(host::CONTROL, host::CONTROL_DOORBELL) && host_.holds(trans);
  if (locked) trans.set_response_status(tlm::TLM_OK_RESPONSE);
  return locked;
}

}  // namespace lantern

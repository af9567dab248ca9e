// Generic payloads for requests in flight, and what Lantern adds to them.
#pragma once

#include <memory>
#include <tlm>
#include <vector>

#include "models/core/access.hpp"

namespace lantern {

/// Which pool port a request came in on: who the host is follows from this alone.
struct PortExtension : tlm::tlm_extension<PortExtension> {
  unsigned port = 0;
  unsigned slot = 0;  ///< the port's own: where it keeps the request
  tlm::tlm_extension_base* clone() const override { return new PortExtension(*this); }
  void copy_from(const tlm::tlm_extension_base& other) override {
    port = static_cast<const PortExtension&>(other).port;
    slot = static_cast<const PortExtension&>(other).slot;
  }
};

/// Set by who answers a load that met poison: an error of the data, not of the path. A requester
/// that wants to tell them apart puts one on its payload.
struct PoisonExtension : tlm::tlm_extension<PoisonExtension> {
  bool poisoned = false;
  tlm::tlm_extension_base* clone() const override { return new PoisonExtension(*this); }
  void copy_from(const tlm::tlm_extension_base& other) override {
    poisoned = static_cast<const PoisonExtension&>(other).poisoned;
  }
};

/// A hint on a store whose bytes are all zero: a target may clear its storage instead of copying
/// them.
struct ZeroExtension : tlm::tlm_extension<ZeroExtension> {
  tlm::tlm_extension_base* clone() const override { return new ZeroExtension(*this); }
  void copy_from(const tlm::tlm_extension_base&) override {}
};

/// Payloads that are used again when their last user releases them; each has a PortExtension, a
/// PoisonExtension and an AtomicExtension for good.
class PayloadPool : public tlm::tlm_mm_interface {
 public:
  tlm::tlm_generic_payload* acquire() {
    if (free_.empty()) {
      all_.push_back(std::make_unique<Slot>());
      all_.back()->payload.set_mm(this);
      all_.back()->payload.set_extension(&all_.back()->port);
      all_.back()->payload.set_extension(&all_.back()->poison);
      all_.back()->payload.set_extension(&all_.back()->atomic);
      free_.push_back(&all_.back()->payload);
    }
    tlm::tlm_generic_payload* payload = free_.back();
    free_.pop_back();
    payload->acquire();
    payload->set_byte_enable_ptr(nullptr);
    payload->set_dmi_allowed(false);
    payload->set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    payload->get_extension<PoisonExtension>()->poisoned = false;
    return payload;
  }
  void free(tlm::tlm_generic_payload* payload) override { free_.push_back(payload); }

 private:
  struct Slot {
    PortExtension port;
    PoisonExtension poison;
    AtomicExtension atomic;
    tlm::tlm_generic_payload payload;
    ~Slot() {
      payload.clear_extension<PortExtension>();
      payload.clear_extension<PoisonExtension>();
      payload.clear_extension<AtomicExtension>();
    }
  };
  std::vector<std::unique_ptr<Slot>> all_;
  std::vector<tlm::tlm_generic_payload*> free_;
};

}  // namespace lantern

// The initiator of tests: reads and writes through a socket, keeps the delay and the last status.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <cstring>
#include <systemc>
#include <tlm>

#include "models/core/atomic.hpp"
#include "models/core/trace.hpp"

namespace lantern {

class TestInitiator : public sc_core::sc_module {
 public:
  tlm_utils::simple_initiator_socket<TestInitiator> initiator{"initiator"};
  sc_core::sc_time delay;  ///< what the accesses so far were charged
  tlm::tlm_response_status status = tlm::TLM_INCOMPLETE_RESPONSE;
  unsigned invalidations = 0;
  AtomicExtension last_atomic;

  explicit TestInitiator(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_invalidate_direct_mem_ptr(this, &TestInitiator::invalidate_direct_mem_ptr);
  }
  template <class T = uint32_t>
  T read(uint64_t address) {
    T value{};
    transfer(tlm::TLM_READ_COMMAND, address, &value, sizeof value);
    return value;
  }
  template <class T = uint32_t>
  void write(uint64_t address, T value) {
    transfer(tlm::TLM_WRITE_COMMAND, address, &value, sizeof value);
  }
  /// What the word was; `done` says whether it was carried out.
  template <class T = uint32_t>
  T atomic(AtomicOp op, uint64_t address, T operand) {
    last_atomic.op = op;
    last_atomic.done = false;
    tlm::tlm_generic_payload trans;
    prepare(trans, tlm::TLM_IGNORE_COMMAND, address, &operand, sizeof operand);
    trans.set_extension(&last_atomic);
    initiator->b_transport(trans, delay);
    trans.clear_extension<AtomicExtension>();
    status = trans.get_response_status();
    return operand;
  }
  bool transfer(tlm::tlm_command command, uint64_t address, void* data, unsigned length) {
    tlm::tlm_generic_payload trans;
    prepare(trans, command, address, data, length);
    Trace::begin(trans);
    initiator->b_transport(trans, delay);
    status = trans.get_response_status();
    return trans.is_response_ok();
  }
  template <class T = uint32_t>
  T peek(uint64_t address) {
    T value{};
    debug(tlm::TLM_READ_COMMAND, address, &value, sizeof value);
    return value;
  }
  template <class T>
  void poke(uint64_t address, T value) {
    debug(tlm::TLM_WRITE_COMMAND, address, &value, sizeof value);
  }
  bool ok() const { return status == tlm::TLM_OK_RESPONSE; }

 private:
  void debug(tlm::tlm_command command, uint64_t address, void* data, unsigned length) {
    tlm::tlm_generic_payload trans;
    prepare(trans, command, address, data, length);
    initiator->transport_dbg(trans);
  }
  static void prepare(tlm::tlm_generic_payload& trans, tlm::tlm_command command, uint64_t address,
                      void* data, unsigned length) {
    trans.set_command(command);
    trans.set_address(address);
    trans.set_data_ptr(static_cast<unsigned char*>(data));
    trans.set_data_length(length);
    trans.set_streaming_width(length);
    trans.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  }
  void invalidate_direct_mem_ptr(sc_dt::uint64, sc_dt::uint64) { invalidations++; }
};

}  // namespace lantern

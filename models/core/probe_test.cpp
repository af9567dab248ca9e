// What the hash of a wire tells apart.
#include "models/core/probe.hpp"

#include <doctest/doctest.h>

#include <cstring>

#include "models/core/test_initiator.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

struct Target : sc_core::sc_module {
  tlm_utils::simple_target_socket<Target> target{"target"};
  uint8_t bytes[32] = {};
  explicit Target(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &Target::b_transport);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time&) {
    uint8_t* at = bytes + trans.get_address();
    trans.is_write() ? std::memcpy(at, trans.get_data_ptr(), trans.get_data_length())
                     : std::memcpy(trans.get_data_ptr(), at, trans.get_data_length());
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  }
};

/// An initiator and a target with a probe between them.
struct Wire {
  std::string name;
  TestInitiator host;
  Probe probe;
  Target target;
  explicit Wire(const std::string& n)
      : name(n), host((n + "_host").c_str()), probe((n + "_probe").c_str(), n), target(n.c_str()) {
    host.initiator.bind(probe.target);
    probe.initiator.bind(target.target);
  }
  uint64_t hash() const { return WireHash::all().at(name)->value(); }
};

}  // namespace

TEST_CASE("wires have one hash where the same has passed and another where a byte or a time is") {
  Wire first("first"), same("same"), stores("stores"), loads("loads"), later("later"),
      elsewhere("elsewhere");
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  loads.target.bytes[15] = 1;
  later.host.delay = sc_time(1, sc_core::SC_PS);
  for (Wire* wire : {&first, &same, &stores, &loads, &later, &elsewhere}) {
    wire->host.write<uint64_t>(wire == &elsewhere ? 16 : 0, wire == &stores ? 8 : 7);
    wire->host.read<uint64_t>(8);
  }
  CHECK(same.hash() == first.hash());
  for (const Wire* other : {&stores, &loads, &later, &elsewhere}) {
    INFO(other->name);
    CHECK(other->hash() != first.hash());
  }
}

TEST_CASE("codewords whose messages differ in one byte have different hashes") {
  const auto add = [](WireHash& hash, uint8_t last) {
    Message message;
    message.data = Bytes(64);
    std::memset(message.data.data(), 0, 64);
    message.data.data()[63] = last;
    Codeword codeword;
    codeword.row = Pooled<MessageRow>::make();
    codeword.row->push_back(std::move(message));
    hash_into(hash, codeword);
  };
  WireHash first("first"), same("same"), other("other");
  add(first, 1);
  add(same, 1);
  add(other, 2);
  CHECK(same.value() == first.value());
  CHECK(other.value() != first.value());
}

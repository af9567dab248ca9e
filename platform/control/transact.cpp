// A transaction is an event that the run then waits for.
#include "platform/control/transact.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/core/quantity.hpp"
#include "platform/addresses.hpp"
#include "platform/control/control.hpp"
#include "platform/description.hpp"
#include "platform/names.hpp"
#include "platform/transactions.hpp"

namespace lantern {

using nlohmann::json;
using sc_core::sc_time_stamp;

namespace {

class IsOver : public Condition {
 public:
  explicit IsOver(std::shared_ptr<const Transaction> transaction)
      : transaction_(std::move(transaction)) {}
  bool met() override { return transaction_->is_over(); }

 private:
  const std::shared_ptr<const Transaction> transaction_;
};

const sc_core::sc_time& limit_otherwise() {
  static const sc_core::sc_time kLimit(10, sc_core::SC_MS);
  return kLimit;
}

using Read = std::function<void(const Transaction::Result&, json&)>;

std::optional<json> transact(Control& control, const Arguments& given, const Caller& caller,
                             const std::string& name, const std::string& argument, Read read) {
  control.check_stands();
  control.check_goes_on();
  const std::shared_ptr<Transaction> transaction = make_transaction(name, argument);
  const sc_core::sc_time limit = given.has("limit") ? given.time("limit") : limit_otherwise();
  const std::string event =
      control.run().act({{name + "=" + argument, [transaction] { transaction->begin(); }}});
  Goal goal;
  goal.until = sc_time_stamp() + std::min(limit, sc_core::sc_max_time() - sc_time_stamp());
  goal.conditions.push_back(std::make_unique<IsOver>(transaction));
  const auto tell = [transaction, event, read = std::move(read)](const Stop& stop, const Goal&) {
    if (stop.why != Stop::Why::kCondition)
      throw RpcError(RpcError::kRefused,
                     "`" + event + "` is not over at " + time_text(sc_time_stamp().value()));
    const Transaction::Result& result = transaction->result();
    json told = {{"events", json::array({event})},
                 {"response", result.response},
                 {"begun_ps", result.begun.value()},
                 {"time_ps", result.ended.value()}};
    read(result, told);
    return told;
  };
  control.go_on(caller, std::move(goal), Control::After::kAsBefore, tell);
  return std::nullopt;
}

/// Where a load or a store goes: to an address, or to a register.
struct Place {
  std::string node;
  uint64_t address = 0;
  std::optional<Register> found;
};

/// `load`: what is given beside an address: `length`, or `data`.
Place place_of(Control& control, const Arguments& given, const char* load) {
  if (given.has("name") == given.has("address") || given.has("name") == given.has(load))
    throw RpcError(RpcError::kArguments, fmt::format("either `name`, or `address` and `{}`", load));
  if (!given.has("name")) {
    if (!given.has("node"))
      throw RpcError(RpcError::kArguments, "`node` is missing: on whose map the address is");
    return {given.text("node"), given.whole("address"), std::nullopt};
  }
  const Register found = find_register(given.text("name"), all_names);
  if (found.is_field())
    throw std::invalid_argument(found.name + " is a field: a bus reaches whole registers");
  const Reached at = reach(control.machine(), found, given.has("node") ? given.text("node") : "");
  return {at.node, at.address, found};
}

/// Little endian, as all buses are.
uint64_t word_of(const std::vector<uint8_t>& bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < bytes.size(); i++) word |= static_cast<uint64_t>(bytes[i]) << 8 * i;
  return word;
}

std::string hex_of_word(uint64_t word, uint64_t bytes) {
  std::vector<uint8_t> little;
  for (uint64_t i = 0; i < bytes; i++) little.push_back(static_cast<uint8_t>(word >> 8 * i));
  return hex_of_bytes(little);
}

}  // namespace

std::optional<json> bus_read(Control& control, const Arguments& given, const Caller& caller) {
  const Place place = place_of(control, given, "length");
  const uint64_t length = place.found ? place.found->info->bytes : given.whole("length");
  const bool is_word = place.found.has_value();
  return transact(control, given, caller, place.node + ".load", load_text(place.address, length),
                  [is_word](const Transaction::Result& result, json& told) {
                    told["data"] = hex_of_bytes(result.data);
                    if (is_word) told["value"] = word_of(result.data);
                  });
}

std::optional<json> bus_write(Control& control, const Arguments& given, const Caller& caller) {
  const Place place = place_of(control, given, "data");
  if (place.found && !given.has("value"))
    throw RpcError(RpcError::kArguments, "`value` is missing: what is written to the register");
  const std::string hex =
      place.found ? hex_of_word(place.found->parse(given.value("value")), place.found->info->bytes)
                  : given.text("data");
  return transact(control, given, caller, place.node + ".store", store_text(place.address, hex),
                  [](const Transaction::Result&, json&) {});
}

std::optional<json> i2c_transfer(Control& control, const Arguments& given, const Caller& caller) {
  std::string argument = fmt::format("{:#x}", given.whole("address"));
  if (given.has("write") && !given.text("write").empty()) argument += ":" + given.text("write");
  if (given.whole("read", 0)) argument += fmt::format("+{}", given.whole("read"));
  return transact(control, given, caller, given.text("controller") + ".transfer", argument,
                  [](const Transaction::Result& result, json& told) {
                    told["data"] = hex_of_bytes(result.data);
                    told["acknowledged"] = result.acknowledged;
                  });
}

}  // namespace lantern

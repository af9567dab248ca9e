// One class for each; what is asked for is checked before anything begins.
#include "platform/transactions.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <tlm>

#include "models/core/payload.hpp"
#include "models/core/quantity.hpp"
#include "models/core/trace.hpp"
#include "models/core/user_error.hpp"
#include "models/i2c/i2c.hpp"
#include "models/riscv/hart.hpp"
#include "platform/all.hpp"
#include "platform/names.hpp"

namespace lantern {

namespace {

constexpr uint64_t kMostBytes = 4096;  ///< of one transaction

const char* word_of(tlm::tlm_response_status status) {
  switch (status) {
    case tlm::TLM_OK_RESPONSE:
      return "ok";
    case tlm::TLM_ADDRESS_ERROR_RESPONSE:
      return "address error";
    case tlm::TLM_COMMAND_ERROR_RESPONSE:
      return "command error";
    case tlm::TLM_BURST_ERROR_RESPONSE:
      return "burst error";
    case tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE:
      return "byte enable error";
    case tlm::TLM_INCOMPLETE_RESPONSE:
      return "no response";
    default:
      return "generic error";
  }
}

class BusAccess : public Transaction {
 public:
  BusAccess(Hart& hart, bool writes, uint64_t address, std::vector<uint8_t> bytes)
      : hart_(hart), writes_(writes), address_(address), bytes_(std::move(bytes)) {}

 private:
  void start(std::function<void()> end) override {
    sc_core::sc_spawn(
        [this, end] {
          carry();
          end();
        },
        sc_core::sc_gen_unique_name("transaction"));
  }
  void carry() {
    tlm::tlm_generic_payload trans;
    PoisonExtension poison;
    trans.set_extension(&poison);
    trans.set_command(writes_ ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
    trans.set_address(address_);
    trans.set_data_ptr(bytes_.data());
    trans.set_data_length(static_cast<unsigned>(bytes_.size()));
    trans.set_streaming_width(static_cast<unsigned>(bytes_.size()));
    trans.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    Trace::begin(trans);
    sc_core::sc_time delay;
    hart_.initiator->b_transport(trans, delay);
    sc_core::wait(delay);
    result_.response = poison.poisoned ? "poison" : word_of(trans.get_response_status());
    if (!writes_ && trans.is_response_ok()) result_.data = bytes_;
    trans.clear_extension<PoisonExtension>();
  }
  Hart& hart_;
  const bool writes_;
  const uint64_t address_;
  std::vector<uint8_t> bytes_;
};

class I2cAccess : public Transaction {
 public:
  I2cAccess(I2cController& controller, I2cTransfer transfer)
      : controller_(controller), transfer_(std::move(transfer)) {}

 private:
  void start(std::function<void()> end) override {
    controller_.transfer(transfer_, [this, end](const I2cTransfer& done) {
      static constexpr const char* kWords[] = {"ok", "not acknowledged", "SDA is held"};
      result_.response = kWords[static_cast<unsigned>(done.end)];
      result_.data = done.read;
      result_.acknowledged = done.acknowledged;
      end();
    });
  }
  I2cController& controller_;
  const I2cTransfer transfer_;
};

/// `ADDRESS:BYTES+LENGTH`, of which the last two may be left out.
struct Parsed {
  uint64_t address = 0;
  std::optional<std::vector<uint8_t>> bytes;
  std::optional<uint64_t> length;
};

Parsed parse(const std::string& text) {
  const size_t plus = text.find('+');
  const size_t colon = text.find(':');
  Parsed parsed;
  parsed.address = parse_whole(text.substr(0, std::min(colon, plus)), Dimension::kCount);
  if (colon != std::string::npos)
    parsed.bytes = bytes_of_hex(text.substr(colon + 1, plus - std::min(plus, colon + 1)));
  if (plus != std::string::npos)
    parsed.length = parse_whole(text.substr(plus + 1), Dimension::kCount);
  const uint64_t bytes =
      std::max<uint64_t>(parsed.bytes ? parsed.bytes->size() : 0, parsed.length.value_or(0));
  if (bytes > kMostBytes)
    throw std::invalid_argument(
        fmt::format("one transaction has {} bytes at the most, and not {}", kMostBytes, bytes));
  return parsed;
}

std::shared_ptr<Transaction> make_load(const std::string& node, const std::string& argument) {
  Hart& hart = find_hart(node);
  const Parsed parsed = parse(argument);
  if (!parsed.length.value_or(0) || parsed.bytes)
    throw std::invalid_argument("`" + argument + "` lacks the form ADDRESS+LENGTH");
  return std::make_shared<BusAccess>(hart, false, parsed.address,
                                     std::vector<uint8_t>(*parsed.length));
}

std::shared_ptr<Transaction> make_store(const std::string& node, const std::string& argument) {
  Hart& hart = find_hart(node);
  const Parsed parsed = parse(argument);
  if (!parsed.bytes || parsed.length)
    throw std::invalid_argument("`" + argument + "` lacks the form ADDRESS:BYTES");
  return std::make_shared<BusAccess>(hart, true, parsed.address, *parsed.bytes);
}

std::shared_ptr<Transaction> make_transfer(const std::string& name, const std::string& argument) {
  auto* const controller = dynamic_cast<I2cController*>(sc_core::sc_find_object(name.c_str()));
  if (!controller) {
    std::vector<std::string> names;
    for (const I2cController* one : all<I2cController>()) names.emplace_back(one->name());
    throw std::invalid_argument("there is no I2C controller `" + name + "`" +
                                did_you_mean(name, names));
  }
  const Parsed parsed = parse(argument);
  if (parsed.address > 0x7f)
    throw std::invalid_argument(
        fmt::format("{:#x} is no address on I2C: they have 7 bits", parsed.address));
  I2cTransfer transfer;
  transfer.address = static_cast<uint8_t>(parsed.address);
  transfer.written = parsed.bytes.value_or(std::vector<uint8_t>());
  transfer.to_read = static_cast<unsigned>(parsed.length.value_or(0));
  return std::make_shared<I2cAccess>(*controller, std::move(transfer));
}

}  // namespace

void Transaction::begin() {
  result_.begun = sc_core::sc_time_stamp();
  start([this] {
    result_.ended = sc_core::sc_time_stamp();
    over_ = true;
    sc_core::sc_pause();  // for who waits for it
  });
}

std::shared_ptr<Transaction> make_transaction(const std::string& name,
                                              const std::string& argument) {
  const size_t dot = name.rfind('.');
  if (dot == std::string::npos) return nullptr;
  const std::string block = name.substr(0, dot);
  const std::string verb = name.substr(dot + 1);
  if (verb == "load") return make_load(block, argument);
  if (verb == "store") return make_store(block, argument);
  if (verb == "transfer") return make_transfer(block, argument);
  return nullptr;
}

std::string load_text(uint64_t address, uint64_t length) {
  return fmt::format("{:#x}+{}", address, length);
}

std::string store_text(uint64_t address, const std::string& hex) {
  return fmt::format("{:#x}:{}", address, hex);
}

}  // namespace lantern

// What a user has the machine's own buses carry, in simulated time: loads and stores by a node's
// map, I2C transfers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <systemc>
#include <vector>

namespace lantern {

/// Begins when it is told, and is over when its target has answered. Between the two, and not
/// before, time passes.
class Transaction {
 public:
  struct Result {
    std::string response;       ///< `ok`, or how it failed
    std::vector<uint8_t> data;  ///< what was read
    size_t acknowledged = 0;    ///< I2C: bytes, addresses included
    sc_core::sc_time begun, ended;
  };
  virtual ~Transaction() = default;
  /// Called between activities of the kernel. Who holds it may let it go.
  void begin();
  bool is_over() const { return over_; }
  const Result& result() const { return result_; }

 protected:
  /// Calls `end` in the simulation, at that time.
  virtual void start(std::function<void()> end) = 0;
  Result result_;

 private:
  bool over_ = false;
};

/// `NODE.load=ADDRESS+LENGTH`, `NODE.store=ADDRESS:BYTES` by that node's map, where its hart sits;
/// `CONTROLLER.transfer=ADDRESS:BYTES+LENGTH` (bytes to write, how many to read: either may be left
/// out) by a second master on that I2C controller's bus. Bytes are two hexadecimal digits each.
/// Null: `name` is none of these. Throws std::invalid_argument.
std::shared_ptr<Transaction> make_transaction(const std::string& name, const std::string& argument);

/// How these are written.
std::string load_text(uint64_t address, uint64_t length);
std::string store_text(uint64_t address, const std::string& hex);

}  // namespace lantern

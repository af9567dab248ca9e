// The registers of a block, as its map says: storage, access kinds, side effects by register.
#pragma once

#include <cstdlib>
#include <functional>
#include <memory>
#include <systemc>
#include <tlm>
#include <vector>

#include "models/core/register_map.hpp"
#include "models/core/watcher.hpp"

namespace lantern {

/// An access narrower than a register's accesswidth writes the bytes it names; a wider one is a row
/// of ascending accesses; one that touches an offset without a register, or leaves the map, is an
/// address error. It is an sc_object, so that `lantern show` finds the map by the block's name.
class RegisterFile : public sc_core::sc_object {
 public:
  using Effect = std::function<void(uint64_t written)>;  ///< the bits written, others 0
  using ArrayEffect = std::function<void(uint32_t i, uint32_t j, uint64_t written)>;

  explicit RegisterFile(const RegisterMap& map, const char* name = "registers");

  /// What stands for a stored value: assigning has no effects, but that who watches it is told.
  class Stored {
   public:
    Stored(RegisterFile& file, uint32_t element) : file_(file), element_(element) {}
    Stored(const Stored&) = default;
    ~Stored() = default;
    operator uint64_t() const { return file_.values_[element_]; }
    Stored& operator=(uint64_t value) {
      file_.store(element_, value);
      return *this;
    }
    Stored& operator=(const Stored& other) { return *this = static_cast<uint64_t>(other); }
    Stored& operator|=(uint64_t bits) { return *this = *this | bits; }
    Stored& operator&=(uint64_t bits) { return *this = *this & bits; }

   private:
    RegisterFile& file_;
    const uint32_t element_;
  };
  Stored operator[](RegisterId id) { return {*this, id.index}; }
  uint64_t operator[](RegisterId id) const { return values_[id.index]; }
  uint64_t get(RegisterId id, Field field) const { return field.get(values_[id.index]); }
  void set(RegisterId id, Field field, uint64_t value);
  /// Hardware's write to a field: a sticky one holds what it has, a sticky interrupt bit only
  /// rises.
  void hardware_write(RegisterId id, Field field, uint64_t value);
  /// Hardware counts; the counter stays at its largest value.
  void count(RegisterId id, Field field, uint64_t events = 1);

  void after_write(RegisterId id, Effect effect);
  void after_write(RegisterArray array, const ArrayEffect& effect);
  void before_read(RegisterId id, std::function<void()> effect);
  void after_read(RegisterId id, std::function<void()> effect);
  /// Called with the level of all interrupt fields, enabled and not masked, whenever it changes.
  void on_interrupt(std::function<void(bool)> effect) { on_interrupt_ = std::move(effect); }

  /// True where the access touches a register that hardware changes by itself: one of its fields is
  /// volatile, a counter, or an interrupt.
  bool moves(const tlm::tlm_generic_payload& trans) const;
  /// Called before who only looks is shown the value: it is that of a formula.
  void before_look(RegisterId id, std::function<void()> effect);
  /// The value in kernel time, without effects.
  uint64_t look(RegisterId id) const;
  /// True where it has no value in between: who reads or looks has it computed.
  bool is_computed(RegisterId id) const;
  /// `watcher` is told whenever the register is written, by whomever.
  void watch(RegisterId id, Watcher& watcher) { watchers_.add(id.index, watcher); }
  void leave(const Watcher& watcher) { watchers_.remove(watcher); }
  /// True where every byte of the access has a register.
  bool holds(const tlm::tlm_generic_payload& trans) const;
  /// Serves a generic payload and sets its status; takes no time. `delay` is what it was charged:
  /// what it causes, it causes at `now()`.
  void transport(tlm::tlm_generic_payload& trans,
                 const sc_core::sc_time& delay = sc_core::SC_ZERO_TIME);
  /// The annotated time of the access that is being served; kernel time outside of one.
  sc_core::sc_time now() const { return sc_core::sc_time_stamp() + delay_; }
  /// One byte of storage, without effects; 0 where there is no register.
  uint8_t peek(uint64_t address) const;
  /// Storage only: no effects. Returns the bytes served.
  unsigned transport_dbg(tlm::tlm_generic_payload& trans);
  /// The map's reset values, no effects; the interrupt level follows.
  void reset();

  /// Of the register in the map, in bytes.
  uint32_t offset(RegisterId id) const { return elements_[id.index].offset; }
  const RegisterMap& map() const { return map_; }
  const char* kind() const override { return "lantern_registers"; }

 private:
  struct Element {
    uint32_t offset;
    uint16_t info;
    uint16_t hooks;  ///< index into hooks_, 0: none
  };
  struct Masks {
    uint64_t read, plain, woclr, woset, wot, wzc, wzs, wzt, wclr, wset, rclr, rset, pulse, sticky,
        interrupt, rising, moving;
  };
  struct Hooks {
    Effect after_write;
    std::function<void()> before_read, after_read, before_look;
  };
  struct Free {
    void operator()(void* p) const { std::free(p); }
  };
  using Index = std::unique_ptr<uint32_t[], Free>;  ///< element + 1 by granule, 0: none; untouched
                                                    ///< pages cost nothing

  void store(uint32_t element, uint64_t value) {
    values_[element] = value;
    if (!watchers_.empty()) watchers_.tell(element);
  }
  void add_element(uint32_t info, uint32_t offset, uint32_t index);
  bool covers(const Index& index, uint64_t address, uint64_t length) const;
  unsigned lane(const RegisterInfo& info, unsigned byte) const;
  unsigned shift(uint32_t element, uint64_t address) const;
  unsigned serve(tlm::tlm_generic_payload& trans, uint64_t at, uint64_t address, uint64_t left);
  uint64_t read(uint32_t element, uint64_t lanes);
  void write(uint32_t element, uint64_t value, uint64_t lanes);
  void update_interrupt();
  Hooks& hooks(RegisterId id);

  const RegisterMap& map_;
  unsigned granule_ = 8;
  Index read_index_, write_index_;
  std::vector<Element> elements_;
  std::vector<uint64_t> values_;
  std::vector<Masks> masks_;
  std::vector<uint32_t> first_;  ///< first element of each RegisterInfo
  std::vector<uint32_t> interrupts_;
  std::vector<Hooks> hooks_{1};
  std::function<void(bool)> on_interrupt_;
  bool interrupt_ = false;
  Watchers watchers_;
  sc_core::sc_time delay_;  ///< of the access that is being served, else zero
};

}  // namespace lantern

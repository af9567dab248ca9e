// The registers of a block: index, access kinds, interrupts.
#include "models/core/register_file.hpp"

#include <algorithm>

#include "models/core/access.hpp"

namespace lantern {

namespace {

bool readable(SoftwareAccess access) {
  return access != SoftwareAccess::w && access != SoftwareAccess::na;
}
bool writable(SoftwareAccess access) {
  return access != SoftwareAccess::r && access != SoftwareAccess::na;
}

}  // namespace

RegisterFile::RegisterFile(const RegisterMap& map, const char* name) : sc_object(name), map_(map) {
  for (uint32_t i = 0; i < map.register_count; i++)
    granule_ = std::min<unsigned>(granule_, map.registers[i].access_bytes);
  const size_t granules = map.size / granule_ + 1;
  read_index_.reset(static_cast<uint32_t*>(std::calloc(granules, sizeof(uint32_t))));
  write_index_.reset(static_cast<uint32_t*>(std::calloc(granules, sizeof(uint32_t))));
  for (uint32_t i = 0; i < map.register_count; i++) {
    const RegisterInfo& info = map.registers[i];
    Masks masks{};
    for (uint32_t f = 0; f < info.field_count; f++) {
      const FieldInfo& field = info.fields[f];
      const uint64_t bits = Field{field.lsb, field.width}.mask();
      if (readable(field.access)) masks.read |= bits;
      if (field.on_read == OnRead::rclr) masks.rclr |= bits;
      if (field.on_read == OnRead::rset) masks.rset |= bits;
      if (field.flags & kSinglePulse) masks.pulse |= bits;
      if (field.flags & kSticky) masks.sticky |= bits;
      if (field.flags & kInterrupt) masks.interrupt |= bits;
      if (field.flags & (kInterrupt | kCounter | kVolatile)) masks.moving |= bits;
      if ((field.flags & (kInterrupt | kStickyBit)) == (kInterrupt | kStickyBit))
        masks.rising |= bits;
      if (!writable(field.access)) continue;
      uint64_t* const by_kind[] = {&masks.plain, &masks.woset, &masks.woclr, &masks.wot,
                                   &masks.wzs,   &masks.wzc,   &masks.wzt,   &masks.wclr,
                                   &masks.wset,  &masks.plain};
      *by_kind[static_cast<unsigned>(field.on_write)] |= bits;
    }
    masks_.push_back(masks);
    first_.push_back(static_cast<uint32_t>(elements_.size()));
    if (masks.interrupt) interrupts_.push_back(i);
    for (uint32_t a = 0; a < info.count; a++)
      for (uint32_t b = 0; b < info.inner_count; b++)
        add_element(i, info.offset + a * info.stride + b * info.inner_stride,
                    static_cast<uint32_t>(elements_.size()));
  }
  reset();
}

void RegisterFile::add_element(uint32_t info_index, uint32_t offset, uint32_t index) {
  const RegisterInfo& info = map_.registers[info_index];
  elements_.push_back({offset, static_cast<uint16_t>(info_index), 0});
  values_.push_back(info.reset);
  bool reads = false;
  bool writes = false;
  for (uint32_t f = 0; f < info.field_count; f++) {
    reads |= readable(info.fields[f].access);
    writes |= writable(info.fields[f].access);
  }
  // A read-only and a write-only register may share an offset; alone, each answers both directions.
  for (uint32_t g = offset / granule_; g < (offset + info.bytes + granule_ - 1) / granule_; g++) {
    if (reads || !read_index_[g]) read_index_[g] = index + 1;
    if (writes || !write_index_[g]) write_index_[g] = index + 1;
  }
}

void RegisterFile::set(RegisterId id, Field field, uint64_t value) {
  store(id.index, field.set(values_[id.index], value));
  update_interrupt();
}

void RegisterFile::hardware_write(RegisterId id, Field field, uint64_t value) {
  const uint64_t stored = values_[id.index];
  const Masks& masks = masks_[elements_[id.index].info];
  const uint64_t bits = (value << field.lsb) & field.mask();
  if (masks.rising & field.mask()) {
    store(id.index, stored | bits);
  } else if (!(masks.sticky & field.mask()) || !field.get(stored)) {
    store(id.index, (stored & ~field.mask()) | bits);
  }
  update_interrupt();
}

void RegisterFile::count(RegisterId id, Field field, uint64_t events) {
  const uint64_t most = field.mask() >> field.lsb;
  const uint64_t now = field.get(values_[id.index]);
  set(id, field, most - now < events ? most : now + events);
}

RegisterFile::Hooks& RegisterFile::hooks(RegisterId id) {
  Element& element = elements_.at(id.index);
  if (!element.hooks) {
    element.hooks = static_cast<uint16_t>(hooks_.size());
    hooks_.emplace_back();
  }
  return hooks_[element.hooks];
}

void RegisterFile::after_write(RegisterId id, Effect effect) {
  hooks(id).after_write = std::move(effect);
}
void RegisterFile::before_read(RegisterId id, std::function<void()> effect) {
  hooks(id).before_read = std::move(effect);
}
void RegisterFile::after_read(RegisterId id, std::function<void()> effect) {
  hooks(id).after_read = std::move(effect);
}

void RegisterFile::before_look(RegisterId id, std::function<void()> effect) {
  hooks(id).before_look = std::move(effect);
}

uint64_t RegisterFile::look(RegisterId id) const {
  const Hooks& of = hooks_[elements_[id.index].hooks];
  if (of.before_look) of.before_look();
  return values_[id.index];
}

bool RegisterFile::is_computed(RegisterId id) const {
  const Hooks& of = hooks_[elements_[id.index].hooks];
  return of.before_read || of.before_look;
}

void RegisterFile::after_write(RegisterArray array, const ArrayEffect& effect) {
  for (uint32_t i = 0; i < array.count; i++)
    for (uint32_t j = 0; j < array.inner; j++)
      after_write(array(i, j), [effect, i, j](uint64_t written) { effect(i, j, written); });
}

bool RegisterFile::covers(const Index& index, uint64_t address, uint64_t length) const {
  if (length == 0 || address >= map_.size || length > map_.size - address) return false;
  for (uint64_t g = address / granule_; g <= (address + length - 1) / granule_; g++)
    if (!index[g]) return false;
  return true;
}

bool RegisterFile::holds(const tlm::tlm_generic_payload& trans) const {
  return covers(trans.is_write() ? write_index_ : read_index_, trans.get_address(), span(trans));
}

bool RegisterFile::moves(const tlm::tlm_generic_payload& trans) const {
  if (!holds(trans)) return false;
  const Index& index = trans.is_write() ? write_index_ : read_index_;
  const uint64_t last = (trans.get_address() + span(trans) - 1) / granule_;
  for (uint64_t g = trans.get_address() / granule_; g <= last; g++)
    if (masks_[elements_[index[g] - 1].info].moving) return true;
  return false;
}

unsigned RegisterFile::lane(const RegisterInfo& info, unsigned byte) const {
  return map_.big_endian ? info.bytes - 1 - byte : byte;
}

void RegisterFile::transport(tlm::tlm_generic_payload& trans, const sc_core::sc_time& delay) {
  if (!is_well_formed(trans)) return;
  if (!holds(trans)) return trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
  if (trans.get_command() == tlm::TLM_IGNORE_COMMAND) return answer_ignore(trans);
  delay_ = delay;
  const uint64_t width = span(trans);
  for (uint64_t beat = 0; beat < trans.get_data_length(); beat += width) {
    const uint64_t end = std::min<uint64_t>(trans.get_data_length(), beat + width);
    for (uint64_t at = beat; at < end;)
      at += serve(trans, at, trans.get_address() + (at - beat), end - at);
  }
  delay_ = sc_core::SC_ZERO_TIME;
  trans.set_response_status(tlm::TLM_OK_RESPONSE);
}

// One element's part of an access, from byte `at` of the data array on: returns its bytes. Where
// none is enabled nothing happens.
unsigned RegisterFile::serve(tlm::tlm_generic_payload& trans, uint64_t at, uint64_t address,
                             uint64_t left) {
  const uint32_t element = (trans.is_write() ? write_index_ : read_index_)[address / granule_] - 1;
  const RegisterInfo& info = map_.registers[elements_[element].info];
  const auto first = static_cast<unsigned>(address - elements_[element].offset);
  const auto bytes = static_cast<unsigned>(
      std::min<uint64_t>(left, info.access_bytes - first % info.access_bytes));
  uint8_t* const data = trans.get_data_ptr() + at;
  uint64_t lanes = 0;
  uint64_t value = 0;
  for (unsigned b = 0; b < bytes; b++) {
    if (!enabled(trans, at + b)) continue;
    const unsigned shift = 8 * lane(info, first + b);
    lanes |= 0xffull << shift;
    if (trans.is_write()) value |= static_cast<uint64_t>(data[b]) << shift;
  }
  if (!lanes) return bytes;
  if (trans.is_write()) {
    write(element, value, lanes);
    return bytes;
  }
  value = read(element, lanes);
  for (unsigned b = 0; b < bytes; b++)
    if (enabled(trans, at + b)) data[b] = static_cast<uint8_t>(value >> 8 * lane(info, first + b));
  return bytes;
}

uint64_t RegisterFile::read(uint32_t element, uint64_t lanes) {
  const uint16_t hooks = elements_[element].hooks;
  if (hooks && hooks_[hooks].before_read) hooks_[hooks].before_read();
  const Masks& masks = masks_[elements_[element].info];
  const uint64_t value = values_[element] & masks.read;
  if ((masks.rclr | masks.rset) & lanes) {
    store(element, (values_[element] & ~(masks.rclr & lanes)) | (masks.rset & lanes));
    update_interrupt();
  }
  if (hooks && hooks_[hooks].after_read) hooks_[hooks].after_read();
  return value;
}

void RegisterFile::write(uint32_t element, uint64_t value, uint64_t lanes) {
  const Masks& m = masks_[elements_[element].info];
  const uint64_t plain = m.plain & lanes;
  uint64_t stored = values_[element];
  stored = (stored & ~plain) | (value & plain);
  stored &= ~((m.woclr & value) | (m.wzc & lanes & ~value) | (m.wclr & lanes));
  stored |= (m.woset & value) | (m.wzs & lanes & ~value) | (m.wset & lanes);
  stored ^= (m.wot & value) | (m.wzt & lanes & ~value);
  store(element, stored);
  const uint16_t hooks = elements_[element].hooks;
  if (hooks && hooks_[hooks].after_write) hooks_[hooks].after_write(value);
  if (m.pulse) store(element, values_[element] & ~m.pulse);
  if (!interrupts_.empty()) update_interrupt();
}

void RegisterFile::update_interrupt() {
  bool level = false;
  for (uint32_t i : interrupts_) {
    const RegisterInfo& info = map_.registers[i];
    for (uint32_t e = 0; e < info.count * info.inner_count; e++) {
      uint64_t bits = values_[first_[i] + e] & masks_[i].interrupt;
      if (info.enable >= 0) bits &= values_[first_[info.enable] + e];
      if (info.mask >= 0) bits &= ~values_[first_[info.mask] + e];
      level |= bits != 0;
    }
  }
  if (level == interrupt_) return;
  interrupt_ = level;
  if (on_interrupt_) on_interrupt_(level);
}

/// Where the byte at `address` lies in its element's value.
unsigned RegisterFile::shift(uint32_t element, uint64_t address) const {
  const Element& at = elements_[element];
  return 8 * lane(map_.registers[at.info], static_cast<unsigned>(address - at.offset));
}

uint8_t RegisterFile::peek(uint64_t address) const {
  if (!covers(read_index_, address, 1)) return 0;
  const uint32_t element = read_index_[address / granule_] - 1;
  return static_cast<uint8_t>(values_[element] >> shift(element, address));
}

unsigned RegisterFile::transport_dbg(tlm::tlm_generic_payload& trans) {
  const uint64_t address = trans.get_address();
  uint8_t* const data = trans.get_data_ptr();
  const Index& index = trans.is_write() ? write_index_ : read_index_;
  unsigned at = 0;
  for (; at < trans.get_data_length() && covers(index, address + at, 1); at++) {
    if (trans.is_read()) data[at] = peek(address + at);
    if (!trans.is_write()) continue;
    const uint32_t element = index[(address + at) / granule_] - 1;
    const unsigned by = shift(element, address + at);
    const uint64_t others = values_[element] & ~(0xffull << by);
    store(element, others | static_cast<uint64_t>(data[at]) << by);
  }
  trans.set_response_status(at ? tlm::TLM_OK_RESPONSE : tlm::TLM_ADDRESS_ERROR_RESPONSE);
  return at;
}

void RegisterFile::reset() {
  for (uint32_t e = 0; e < values_.size(); e++) store(e, map_.registers[elements_[e].info].reset);
  update_interrupt();
}

}  // namespace lantern

// Page selection, and the interrupt over all flags.
#include "models/transceiver/cmis_memory.hpp"

namespace lantern {

namespace {

// The flags of page 11h and their masks on page 10h lie in the same order; so do those of lower
// memory.
constexpr uint32_t kFirstLane = cmis_page11_regs::DP_STATE_CHANGED.index;
constexpr uint32_t kFirstModule = cmis_lower_regs::MODULE_FLAGS.index;
static_assert(cmis_page11_regs::OUTPUT_STATUS_CHANGED_RX.index ==
              kFirstLane + cmis_page10_regs::MASKS.count - 1);
static_assert(cmis_lower_regs::AUX_FLAGS(1).index == kFirstModule + 3);

}  // namespace

RegisterFile* CmisMemory::page(uint8_t address) {
  if (address < 128) return &lower;
  const uint64_t page = lower[cmis_lower_regs::PAGE_SELECT];
  if (lower[cmis_lower_regs::BANK_SELECT] != 0 && page >= 0x10) return nullptr;  // one bank
  switch (page) {
    case 0x00:
      return &page00;
    case 0x01:
      return &page01;
    case 0x02:
      return &page02;
    case 0x10:
      return &page10;
    case 0x11:
      return &page11;
    default:
      return nullptr;
  }
}

void CmisMemory::access(RegisterFile& file, tlm::tlm_command command, uint8_t address,
                        uint8_t& byte) {
  byte_access_.set_command(command);
  byte_access_.set_address(address);
  byte_access_.set_data_ptr(&byte);
  byte_access_.set_data_length(1);
  byte_access_.set_streaming_width(1);
  file.transport(byte_access_);
}

uint8_t CmisMemory::read(uint8_t address) {
  RegisterFile* file = page(address);
  uint8_t byte = 0;
  if (!file) return byte;
  access(*file, tlm::TLM_READ_COMMAND, address, byte);
  latch();
  return byte;
}

void CmisMemory::write(uint8_t address, uint8_t byte) {
  RegisterFile* file = page(address);
  if (!file) return;
  access(*file, tlm::TLM_WRITE_COMMAND, address, byte);
  on_flags_();
}

void CmisMemory::reset() {
  for (RegisterFile* file : {&lower, &page00, &page01, &page02, &page10, &page11}) file->reset();
  held_ = {};
  held_module_ = {};
}

bool CmisMemory::interrupts() const {
  for (uint32_t i = 0; i < kLaneFlags; i++)
    if (page11[{kFirstLane + i}] & ~page10[cmis_page10_regs::MASKS(i)]) return true;
  for (uint32_t i = 0; i < kModuleFlags; i++)
    if (lower[{kFirstModule + i}] & ~lower[cmis_lower_regs::MASKS(i)]) return true;
  return false;
}

bool CmisMemory::any_lane_flag() const {
  for (uint32_t i = 0; i < kLaneFlags; i++)
    if (page11[{kFirstLane + i}]) return true;
  return false;
}

void CmisMemory::latch() {
  for (uint32_t i = 0; i < kLaneFlags; i++) page11[{kFirstLane + i}] |= held_[i];
  for (uint32_t i = 0; i < kModuleFlags; i++) lower[{kFirstModule + i}] |= held_module_[i];
  on_flags_();
}

void CmisMemory::hold(RegisterId flag, uint64_t lanes) {
  held_.at(flag.index - kFirstLane) = lanes;
  latch();
}

void CmisMemory::hold_module(RegisterId flag, uint64_t bits) {
  held_module_.at(flag.index - kFirstModule) = bits;
  latch();
}

void CmisMemory::raise(RegisterId flag, uint64_t lanes) {
  page11[flag] |= lanes;
  on_flags_();
}

void CmisMemory::raise_module_state_changed() {
  using namespace cmis_lower_regs;
  lower.set(MODULE_FLAGS, MODULE_FLAGS_MODULE_STATE_CHANGED, 1);
  on_flags_();
}

uint8_t CmisMemory::sum(RegisterFile& page, uint8_t first, uint8_t last) {
  uint8_t total = 0;
  for (unsigned at = first; at <= last; at++) total = static_cast<uint8_t>(total + page.peek(at));
  return total;
}

void CmisMemory::update_checksums() {
  page00[cmis_page00_regs::CHECKSUM] = sum(page00, 128, 221);
  page01[cmis_page01_regs::CHECKSUM] = sum(page01, 130, 254);
  page02[cmis_page02_regs::CHECKSUM] = sum(page02, 128, 254);
}

void CmisMemory::put_text(RegisterFile& page, RegisterArray field, const std::string& text) {
  for (uint32_t i = 0; i < field.count; i++)
    page[field(i)] = i < text.size() ? static_cast<uint8_t>(text[i]) : static_cast<uint8_t>(' ');
}

}  // namespace lantern

// Page selection, and the interrupt over all flags.
#include "models/transceiver/cmis_memory.hpp"

namespace lantern {

namespace {

constexpr uint8_t kFirstLaneFlag = 134;  ///< page 11h; masked at page 10h, 213
constexpr uint8_t kLastLaneFlag = 153;
constexpr uint8_t kFirstLaneMask = 213;
constexpr uint8_t kFirstModuleFlag = 8;  ///< lower memory; masked at 31
constexpr uint8_t kLastModuleFlag = 11;
constexpr uint8_t kFirstModuleMask = 31;

/// One byte at an address.
struct ByteAccess : tlm::tlm_generic_payload {
  ByteAccess(tlm::tlm_command command, uint8_t address, uint8_t& byte) {
    set_command(command);
    set_address(address);
    set_data_ptr(&byte);
    set_data_length(1);
    set_streaming_width(1);
  }
};

uint8_t peek(const RegisterFile& file, uint8_t address) {
  uint8_t byte = 0;
  ByteAccess trans(tlm::TLM_READ_COMMAND, address, byte);
  const_cast<RegisterFile&>(file).transport_dbg(trans);
  return byte;
}

void poke(RegisterFile& file, uint8_t address, uint8_t byte) {
  ByteAccess trans(tlm::TLM_WRITE_COMMAND, address, byte);
  file.transport_dbg(trans);
}

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

uint8_t CmisMemory::read(uint8_t address) {
  RegisterFile* file = page(address);
  uint8_t byte = 0;
  if (!file) return byte;
  ByteAccess trans(tlm::TLM_READ_COMMAND, address, byte);
  file->transport(trans);
  on_flags_();
  return byte;
}

void CmisMemory::write(uint8_t address, uint8_t byte) {
  RegisterFile* file = page(address);
  if (!file) return;
  ByteAccess trans(tlm::TLM_WRITE_COMMAND, address, byte);
  file->transport(trans);
  on_flags_();
}

void CmisMemory::reset() {
  for (RegisterFile* file : {&lower, &page00, &page01, &page02, &page10, &page11}) file->reset();
}

bool CmisMemory::interrupts() const {
  for (uint8_t flag = kFirstLaneFlag; flag <= kLastLaneFlag; flag++)
    if (peek(page11, flag) &
        ~peek(page10, static_cast<uint8_t>(kFirstLaneMask + flag - kFirstLaneFlag)))
      return true;
  for (uint8_t flag = kFirstModuleFlag; flag <= kLastModuleFlag; flag++)
    if (peek(lower, flag) &
        ~peek(lower, static_cast<uint8_t>(kFirstModuleMask + flag - kFirstModuleFlag)))
      return true;
  return false;
}

void CmisMemory::raise(uint8_t address, uint8_t bits) {
  poke(page11, address, peek(page11, address) | bits);
  on_flags_();
}

void CmisMemory::raise_module_state_changed() {
  using namespace cmis_lower_regs;
  lower.set(MODULE_FLAGS, MODULE_FLAGS_MODULE_STATE_CHANGED, 1);
  on_flags_();
}

uint8_t CmisMemory::sum(RegisterFile& page, uint8_t first, uint8_t last) {
  uint8_t total = 0;
  for (unsigned at = first; at <= last; at++)
    total = static_cast<uint8_t>(total + peek(page, static_cast<uint8_t>(at)));
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

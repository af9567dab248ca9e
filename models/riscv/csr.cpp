// CSRs by number. WARL fields keep only what this hart implements.
#include "models/riscv/csr.hpp"

namespace lantern::riscv {

namespace {

enum Number : uint16_t {
  kMstatus = 0x300,
  kMisa = 0x301,
  kMie = 0x304,
  kMtvec = 0x305,
  kMcounteren = 0x306,
  kMstatush = 0x310,
  kMcountinhibit = 0x320,
  kMenvcfg = 0x30a,
  kMenvcfgh = 0x31a,
  kMscratch = 0x340,
  kMepc = 0x341,
  kMcause = 0x342,
  kMtval = 0x343,
  kMip = 0x344,
  kMcycle = 0xb00,
  kMinstret = 0xb02,
  kMcycleh = 0xb80,
  kMinstreth = 0xb82,
  kCycle = 0xc00,
  kTime = 0xc01,
  kInstret = 0xc02,
  kCycleh = 0xc80,
  kTimeh = 0xc81,
  kInstreth = 0xc82,
  kMvendorid = 0xf11,
  kMhartid = 0xf14,
  kMconfigptr = 0xf15,
};

constexpr uint64_t kInterrupts = 1u << 3 | 1u << 7 | 1u << 11;
constexpr uint64_t kExtensions = 1u << 0 | 1u << 2 | 1u << 8 | 1u << 12 | 1u << 20;  // A C I M U

bool in(unsigned number, unsigned first, unsigned last) {
  return number >= first && number <= last;
}

}  // namespace

void Csrs::reset() { *this = Csrs(rv64_, hart_id_); }

uint64_t Csrs::mstatus() const {
  uint64_t value = static_cast<uint64_t>(mie_enabled) << 3 | static_cast<uint64_t>(mpie) << 7 |
                   static_cast<uint64_t>(mpp) << 11 | static_cast<uint64_t>(mprv) << 17 |
                   static_cast<uint64_t>(tw) << 21;
  if (rv64_) value |= 2ull << 32;  // UXL = 64
  return value;
}

bool Csrs::counter(unsigned number, const Counters& now, uint64_t& value) const {
  const bool high = number & 0x80;
  if (high && rv64_) return false;
  const unsigned index = number & 0x1f;
  if ((number & 0xf60) == 0xc00 && privilege == Privilege::kUser && !(mcounteren >> index & 1))
    return false;
  switch (index) {
    case 0:
      value = now.cycle + cycle_offset_;
      break;
    case 1:
      if ((number & 0xf00) == 0xb00) return false;
      value = now.time;
      break;
    case 2:
      value = now.instret + instret_offset_;
      break;
    default:
      value = 0;
      break;
  }
  value = high ? value >> 32 : rv64_ ? value : value & 0xffffffff;
  return true;
}

bool Csrs::read(unsigned number, const Counters& now, uint64_t& value) const {
  if ((number >> 8 & 3) > static_cast<unsigned>(privilege)) return false;
  if (in(number, 0xb00, 0xb1f) || in(number, 0xb80, 0xb9f) || in(number, 0xc00, 0xc1f) ||
      in(number, 0xc80, 0xc9f))
    return counter(number, now, value);
  switch (number) {
    case kMstatus:
      value = mstatus();
      return true;
    case kMenvcfg:
      value = 0;
      return true;
    case kMenvcfgh:
    case kMstatush:
      value = 0;
      return !rv64_;
    case kMisa:
      value = kExtensions | (rv64_ ? 2ull << 62 : 1ull << 30);
      return true;
    case kMie:
      value = mie;
      return true;
    case kMip:
      value = mip;
      return true;
    case kMtvec:
      value = mtvec;
      return true;
    case kMcounteren:
      value = mcounteren;
      return true;
    case kMscratch:
      value = mscratch;
      return true;
    case kMepc:
      value = mepc;
      return true;
    case kMcause:
      value = mcause;
      return true;
    case kMtval:
      value = mtval;
      return true;
    case kMhartid:
      value = hart_id_;
      return true;
    default:
      value = 0;
      return in(number, kMvendorid, kMconfigptr) || in(number, 0x323, 0x33f) ||
             number == kMcountinhibit;
  }
}

bool Csrs::write(unsigned number, uint64_t value, const Counters& now) {
  uint64_t old = 0;
  if ((number >> 10) == 3 || !read(number, now, old)) return false;
  const uint64_t low = 0xffffffff;
  switch (number) {
    case kMstatus:
      mie_enabled = value >> 3 & 1;
      mpie = value >> 7 & 1;
      mprv = value >> 17 & 1;
      tw = value >> 21 & 1;
      if ((value >> 11 & 3) != 1 && (value >> 11 & 3) != 2)
        mpp = static_cast<Privilege>(value >> 11 & 3);
      break;
    case kMie:
      mie = value & kInterrupts;
      break;
    case kMtvec:
      mtvec = value & ~2ull;
      mtvec_written = true;
      break;
    case kMcounteren:
      mcounteren = value & 7;
      break;
    case kMscratch:
      mscratch = value;
      break;
    case kMepc:
      mepc = value & ~1ull;
      break;
    case kMcause:
      mcause = value;
      break;
    case kMtval:
      mtval = value;
      break;
    case kMcycle:
      cycle_offset_ = (rv64_ ? value : ((now.cycle + cycle_offset_) & ~low) | value) - now.cycle;
      break;
    case kMcycleh:
      cycle_offset_ = (((now.cycle + cycle_offset_) & low) | value << 32) - now.cycle;
      break;
    // The write itself retires after it.
    case kMinstret:
      instret_offset_ =
          (rv64_ ? value : ((now.instret + instret_offset_) & ~low) | value) - now.instret - 1;
      break;
    case kMinstreth:
      instret_offset_ = (((now.instret + instret_offset_) & low) | value << 32) - now.instret - 1;
      break;
    default:
      break;  // read-only zero, or hardwired
  }
  return true;
}

}  // namespace lantern::riscv

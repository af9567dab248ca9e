// Anonymous, unreserved memory.
#include "models/core/storage.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "models/core/access.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

Storage::Storage(uint64_t size) : size_(size) {
  void* map = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (map == MAP_FAILED)
    throw UserError({}, "cannot map " + std::to_string(size) +
                            " bytes of guest memory: " + std::strerror(errno));
  bytes_ = static_cast<uint8_t*>(map);
  madvise(bytes_, size, MADV_HUGEPAGE);
}

Storage::~Storage() { munmap(bytes_, size_); }

void Storage::serve(tlm::tlm_generic_payload& trans) {
  uint8_t* const bytes = bytes_ + trans.get_address();
  if (AtomicExtension* const atomic = atomic_of(trans))
    return carry_out(*atomic, bytes, trans.get_data_ptr(), trans.get_data_length());
  move_bytes(trans, bytes);
  if (trans.is_write()) stores_.stored(bytes, span(trans));
}

unsigned Storage::debug_access(tlm::tlm_generic_payload& trans) {
  const unsigned length = trans.get_data_length();
  if (!holds(trans.get_address(), length)) return 0;
  uint8_t* const bytes = bytes_ + trans.get_address();
  if (trans.is_read()) std::memcpy(trans.get_data_ptr(), bytes, length);
  if (trans.is_write()) {
    std::memcpy(bytes, trans.get_data_ptr(), length);
    stores_.stored(bytes, length);
  }
  return length;
}

void Storage::clear(uint64_t address, uint64_t length) {
  zero(address, length);
  stores_.stored(bytes_ + address, length);
}

void Storage::flip(uint64_t address, uint8_t bits) {
  bytes_[address] ^= bits;
  stores_.stored(bytes_ + address, 1);
}

void Storage::zero(uint64_t address, uint64_t length) {
  constexpr uint64_t kPage = 4096;
  const uint64_t first = (address + kPage - 1) & ~(kPage - 1);
  const uint64_t last = (address + length) & ~(kPage - 1);
  if (last <= first) {
    std::memset(bytes_ + address, 0, length);
    return;
  }
  std::memset(bytes_ + address, 0, first - address);
  std::memset(bytes_ + last, 0, address + length - last);
  if (madvise(bytes_ + first, last - first, MADV_DONTNEED))
    std::memset(bytes_ + first, 0, last - first);
}

}  // namespace lantern

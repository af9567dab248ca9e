// `mmap` and `fclose` of the FST writer (vp_rtl says so to its compiler).
#include "rtl/common/fst_files.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace {

int g_error = 0;

// A stream keeps that a write failed, not why: it is one of two.
void note() {
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  if (!g_error) g_error = limit.rlim_cur == RLIM_INFINITY ? ENOSPC : EFBIG;
}

}  // namespace

int lantern::fst_error() { return std::exchange(g_error, 0); }

/// Pages of a file that is shorter than it was written to be raise SIGBUS; others stand in for
/// them.
extern "C" void* lantern_fst_mmap(void* address, size_t length, int protection, int flags, int fd,
                                  off_t offset) {
  struct stat status {};
  if (fstat(fd, &status) || status.st_size < offset + static_cast<off_t>(length)) {
    note();
    return mmap(address, length, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
  return mmap(address, length, protection, flags, fd, offset);
}

/// A stream remembers that a write failed, until it is closed.
extern "C" int lantern_fst_fclose(FILE* file) {
  if (std::fflush(file) || std::ferror(file)) note();
  return std::fclose(file);
}

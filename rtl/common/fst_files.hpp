// What the FST writer does with its files, where it does not look itself.
#pragma once

#include <sys/types.h>

#include <cstdio>

namespace lantern {

/// The first error since the last call, 0 if none.
int fst_error();

}  // namespace lantern

// The FST writer is compiled with these in place of its own, which go on after an error and touch
// pages that a full disk cannot hold.
extern "C" void* lantern_fst_mmap(void* address, size_t length, int protection, int flags, int fd,
                                  off_t offset);
extern "C" int lantern_fst_fclose(FILE* file);

// Before the text of the FST writer: its calls that fst_files serves.
#pragma once

#include <sys/mman.h>

#include <cstdio>

#include "rtl/common/fst_files.hpp"

#define mmap lantern_fst_mmap
#define fclose lantern_fst_fclose

// What every program that is built with the sanitizers tells them.
#include <sanitizer/asan_interface.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// SystemC 2.3.4 tells AddressSanitizer of each switch between coroutines but the last, the one from
// a thread that ends. That thread's stack, unmapped or in use for something else by now, is then
// taken for the main thread's. What LeakSanitizer finds there depends on the address layout: leaks
// that are none. What only a stack holds at exit is a leak to us in any case.
extern "C" const char* __lsan_default_options() {  // NOLINT(*-reserved-identifier,*-naming)
  return "use_stacks=0:print_suppressions=0";
}

// For the same reason the fast unwinder finds no caller for what main allocates after that, and
// LeakSanitizer takes memory without one for the dynamic linker's: never lost. The slow one is most
// of what a program of many allocations does, unless it goes no further than to that caller: who
// wants all of them, asks by ASAN_OPTIONS=malloc_context_size=30.
extern "C" const char* __asan_default_options() {  // NOLINT(*-reserved-identifier,*-naming)
  return "fast_unwind_on_malloc=0:malloc_context_size=2";
}

// SystemC keeps the places of timed notifications in a pool of the process, and a kernel that is
// deleted gives back none of those that it still has: 16 bytes for each.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(*-reserved-identifier,*-naming)
  return "leak:sc_core::sc_event_timed::allocate\n";
}

// A session that ends gives back the stacks of threads that were in the middle of things. What
// AddressSanitizer had forbidden between their variables would stay so, for the stacks of the next
// session that come to lie there: an overflow that is none, or not, as the address layout has it.
// To allow a guest's memory, which is larger, would touch an eighth of it.
extern "C" int munmap(void* address, size_t size) noexcept {
  constexpr size_t kLargestStack = 1 << 20;
  if (size <= kLargestStack) __asan_unpoison_memory_region(address, size);
  return int(syscall(SYS_munmap, address, size));
}

// What every program that is built with the sanitizers tells LeakSanitizer.

// SystemC 2.3.4 tells AddressSanitizer of each switch between coroutines but the last, the one from
// a thread that ends. LeakSanitizer then takes that thread's stack, unmapped or in use for
// something else by now, for the main thread's, and what it finds there depends on the address
// layout: leaks that are none. What only a stack holds at exit is a leak to us in any case.
extern "C" const char*
__lsan_default_options() {  // NOLINT(*-reserved-identifier,*-identifier-naming)
  return "use_stacks=0";
}

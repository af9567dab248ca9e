// Which stack the main thread is on, for AddressSanitizer.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#include <pthread.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace lantern {

/// Called when the kernel has returned. SystemC 2.3.4 does not tell AddressSanitizer of the switch
/// from a thread that ends: until it is told otherwise it takes that thread's stack for the main
/// one's, and the first exception for an overflow.
inline void back_on_main_stack() {
#if defined(__SANITIZE_ADDRESS__)
  struct Stack {
    Stack() {
      pthread_attr_t attributes;
      pthread_getattr_np(pthread_self(), &attributes);
      pthread_attr_getstack(&attributes, &bottom, &size);
      pthread_attr_destroy(&attributes);
    }
    void* bottom = nullptr;
    size_t size = 0;
  };
  static const Stack kMain;
  __sanitizer_start_switch_fiber(nullptr, kMain.bottom, kMain.size);
  __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
}

}  // namespace lantern

// Functions of libsystemc that count and call the library's own: a program's definition goes before
// a shared library's, for the calls inside the library too. By their linkage names, so that no
// class is declared anew. They are those of SystemC 2.3; with another nothing is counted, which
// tests/bench/bench.py notices by work that it knows.
#include "tests/bench/kernel_work.hpp"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <systemc>

namespace {

using sc_core::sc_event;
using sc_core::sc_time;

lantern::KernelWork g_work;

}  // namespace

lantern::KernelWork lantern::kernel_work() { return g_work; }

#if SC_VERSION_MAJOR == 2

namespace {

sc_time g_last_step = sc_core::sc_max_time();

template <class Function>
Function* library(const char* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  if (!found) {
    std::fprintf(stderr, "path_work: libsystemc has no %s\n", name);
    std::exit(1);
  }
  return reinterpret_cast<Function*>(found);
}

// An explicit instantiation may name what is private: how an event that fires was notified, and
// how many timed ones wait.
template <auto Member>
struct Event {
  friend int notified(const sc_event& event) { return static_cast<int>(event.*Member); }
};
int notified(const sc_event& event);
template struct Event<&sc_event::m_notify_type>;
enum { kNone, kDelta, kTimed };  // as in sc_event

template <auto Member>
struct Kernel {
  friend int waiting(const sc_core::sc_simcontext& kernel) { return (kernel.*Member)->size(); }
};
int waiting(const sc_core::sc_simcontext& kernel);
template struct Kernel<&sc_core::sc_simcontext::m_timed_events>;

}  // namespace

#define NOTIFY "_ZN7sc_core8sc_event6notifyERKNS_7sc_timeE"
#define TRIGGER "_ZN7sc_core8sc_event7triggerEv"
#define YIELD "_ZN7sc_core13sc_cor_pkg_qt5yieldEPNS_6sc_corE"

void count_notify(sc_event* event, const sc_time& after) asm(NOTIFY);
void count_trigger(sc_event* event) asm(TRIGGER);
void count_yield(void* package, void* next) asm(YIELD);

void count_notify(sc_event* event, const sc_time& after) {
  static auto* notify = library<void(sc_event*, const sc_time&)>(NOTIFY);
  if (after != sc_core::SC_ZERO_TIME) g_work.timed++;
  notify(event, after);
}

void count_trigger(sc_event* event) {
  static auto* trigger = library<void(sc_event*)>(TRIGGER);
  const int how = notified(*event);
  if (how == kDelta) g_work.delta_fired++;
  if (how == kTimed) {
    g_work.timed_fired++;
    g_work.pending += static_cast<uint64_t>(waiting(*sc_core::sc_get_curr_simcontext())) + 1;
    if (sc_core::sc_time_stamp() != g_last_step) g_work.steps++;
    g_last_step = sc_core::sc_time_stamp();
  }
  trigger(event);
}

void count_yield(void* package, void* next) {
  static auto* yield = library<void(void*, void*)>(YIELD);
  g_work.switches++;
  yield(package, next);
}

#endif

// Loses some memory, before and after a SystemC thread has ended: LeakSanitizer must find both.
#include <cstdlib>
#include <systemc>

namespace {

class Ends : public sc_core::sc_module {
 public:
  explicit Ends(sc_core::sc_module_name name) : sc_module(name) {
    SC_HAS_PROCESS(Ends);
    SC_THREAD(run);
  }

 private:
  void run() { wait(sc_core::sc_time(1, sc_core::SC_NS)); }
};

// Twice, since a register may go on holding the last.
void lose(size_t size) {
  for (int i = 0; i < 2; i++) {
    void* volatile lost = std::malloc(size);
    if (!lost) std::abort();
  }
}

}  // namespace

int sc_main(int, char**) {
  lose(1111);
  Ends ends("ends");
  sc_core::sc_start();
  lose(2222);
  return 0;
}

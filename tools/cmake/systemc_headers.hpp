// What nearly every unit includes and is not ours: read once, used by all (lantern_precompile).
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>
#include <tlm>

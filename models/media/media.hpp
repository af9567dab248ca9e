// Memory media: channels of DDR5 (by default) with banks, rows, refresh and bandwidth; poison and
// ECC counters.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>
#include <unordered_set>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/fault.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/storage.hpp"
#include "models/core/timeline.hpp"
#include "platform/regs/generated/media_regs.hpp"

namespace lantern {

/// Whoever comes is served in the order of arrival: nb_transport (from the decoder) is queued until
/// its time and answered by BEGIN_RESP; b_transport (from the scrub engine) comes in kernel time
/// and adds to its delay.
class Media : public sc_core::sc_module {
 public:
  static constexpr uint64_t kLine = 64;  ///< bytes that are poisoned together
  tlm_utils::simple_target_socket<Media> mem_target{"mem_target"};
  tlm_utils::simple_target_socket<Media> scrub_target{"scrub_target"};
  RegisterTarget csr_target{
      "csr_target", regs_, access_, {&reports_}, RegisterTarget::Shared::kYes};
  LineOut interrupt{"interrupt"};  ///< an error was met

  explicit Media(sc_core::sc_module_name name);
  /// Marks a line: loads of it fail until a store has replaced it whole.
  void poison(uint64_t dpa) { poisoned_.insert(dpa / kLine); }
  /// Marks a line: the next load of it is corrected, counted, and mends it.
  void weaken(uint64_t dpa) { weak_.insert(dpa / kLine); }

 private:
  Parameter<uint64_t> size_{
      "size", Dimension::kBytes, "16 GiB", {"1 MiB", "16 TiB"}, "Size over all channels.", "part"};
  Parameter<uint64_t> channels_{"channels",  Dimension::kCount, "2",
                                {"1", "64"}, "Channels.",       "part"};
  Parameter<uint64_t> granule_{"granule",
                               Dimension::kBytes,
                               "256 B",
                               {"64 B", "1 GiB"},
                               "DPAs go to the channels in turn, in pieces of this size.",
                               "assumed: one burst"};
  Parameter<uint64_t> banks_{"banks",       Dimension::kCount,  "32",
                             {"1", "1024"}, "Banks a channel.", "JESD79-5: 8 groups of 4"};
  Parameter<uint64_t> row_{"row",
                           Dimension::kBytes,
                           "8 KiB",
                           {"64 B", "1 MiB"},
                           "Row of a bank over the channel's width.",
                           "JESD79-5: 1 KiB page x 8 devices"};
  Parameter<bool> open_page_{
      "open_page", Dimension::kFlag, "true", {}, "Rows stay open after an access.", "assumed"};
  Parameter<double> rate_{"rate",
                          Dimension::kRate,
                          "38.4 GB/s",
                          {"1 MB/s", "100 TB/s"},
                          "Bytes a second of a channel.",
                          "JESD79-5: DDR5-4800, 64 data bits"};
  Parameter<sc_core::sc_time> activate_{"activate",       Dimension::kTime, "16 ns",
                                        {"0 ns", "1 us"}, "tRCD.",          "JESD79-5, DDR5-4800B"};
  Parameter<sc_core::sc_time> column_{"column",         Dimension::kTime, "16.666 ns",
                                      {"0 ns", "1 us"}, "tCL.",           "JESD79-5: 40 clocks"};
  Parameter<sc_core::sc_time> precharge_{
      "precharge", Dimension::kTime, "16 ns", {"0 ns", "1 us"}, "tRP.", "JESD79-5, DDR5-4800B"};
  Parameter<sc_core::sc_time> refresh_interval_{
      "refresh_interval", Dimension::kTime,        "3.9 us",
      {"0 ns", "1 s"},    "tREFI; 0: no refresh.", "JESD79-5"};
  Parameter<sc_core::sc_time> refresh_{"refresh",        Dimension::kTime, "295 ns",
                                       {"0 ns", "1 us"}, "tRFC.",          "JESD79-5, 16 Gb"};
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Counter reads_{"bytes_read", "Bytes read."};
  Counter writes_{"bytes_written", "Bytes written."};
  Counter row_hits_{"row_hits", "Accesses to an open row."};
  Counter row_misses_{"row_misses", "Accesses to a bank without an open row."};
  Counter row_conflicts_{"row_conflicts", "Accesses to a bank with another row open."};
  Counter corrected_{"ecc_corrected", "Errors that ECC corrected.", Counter::Place::kSummary};
  Counter uncorrected_{"ecc_uncorrected", "Loads that met poison.", Counter::Place::kSummary};

  Fault correctable_{"corrected",
                     "ECC error in the line at that DPA: the next load corrects and mends it.",
                     {Dimension::kCount, "0x4000", 0, static_cast<double>(size_ - 1)},
                     [this](double dpa) { weaken(static_cast<uint64_t>(dpa)); }};
  Fault uncorrectable_{"uncorrected",
                       "Poisons the line at that DPA until a store has replaced it whole.",
                       {Dimension::kCount, "0x4000", 0, static_cast<double>(size_ - 1)},
                       [this](double dpa) { poison(static_cast<uint64_t>(dpa)); }};
  Fault silent_{"flipped",
                "Flips a bit of the byte at that DPA, unseen by ECC.",
                {Dimension::kCount, "0x4000", 0, static_cast<double>(size_ - 1)},
                [this](double dpa) { flip(static_cast<uint64_t>(dpa)); }};

  struct Bank {
    uint64_t open_row = ~0ull;
    uint64_t ready_ps = 0;
  };
  struct ChannelState {
    std::vector<Bank> banks;
    Timeline bus;
  };
  tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay);
  void scrub_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return storage_.debug_access(trans); }
  void arrive(tlm::tlm_generic_payload& trans);
  void access(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  uint64_t piece(uint64_t dpa, uint64_t length, uint64_t arrival_ps);
  uint64_t after_refresh(uint64_t at_ps) const;
  void flip(uint64_t dpa) {
    if (storage_.holds(dpa, 1)) storage_.flip(dpa, 1);
  }
  void serve(tlm::tlm_generic_payload& trans, const sc_core::sc_time& done);
  bool check(const tlm::tlm_generic_payload& trans, const sc_core::sc_time& done);
  using Lines = std::unordered_set<uint64_t>;  ///< line numbers; empty in health
  static constexpr uint64_t kNone = ~0ull;
  static uint64_t first_in(const Lines& lines, uint64_t dpa, uint64_t end);
  /// An error that a read met; it shows when the read is done.
  struct Report {
    RegisterId count;
    Field cause;
    uint64_t dpa;
  };
  void show(const Report& report);
  static void mend(Lines& lines, uint64_t first, uint64_t end);

  RegisterFile regs_{media_regs::kMap};
  Storage storage_{size_};
  std::vector<ChannelState> channel_states_;
  Lines poisoned_, weak_;
  DelayQueue<tlm::tlm_generic_payload*> arrivals_{
      [this](tlm::tlm_generic_payload*&& trans) { arrive(*trans); }};
  DelayQueue<Report> reports_{[this](Report&& report) { show(report); }};
  double ps_per_byte_;
};

}  // namespace lantern

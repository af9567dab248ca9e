// Reset causes, resets by block, watchdog, exit code, capabilities. Generated from platform/regs/system_controller.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::system_controller_regs {

constexpr uint64_t kSize = 0x20;

constexpr RegisterId RESET_CAUSE{0};
constexpr Field RESET_CAUSE_POWER_ON{0, 1};
constexpr Field RESET_CAUSE_WATCHDOG{1, 1};
constexpr Field RESET_CAUSE_SOFTWARE{2, 1};
constexpr Field RESET_CAUSE_EXTERNAL{3, 1};

constexpr RegisterId RESET{1};
constexpr Field RESET_PROCESSOR{0, 1};
constexpr Field RESET_LINES{1, 15};

constexpr RegisterId WATCHDOG_CONTROL{2};
constexpr Field WATCHDOG_CONTROL_ENABLE{0, 1};

constexpr RegisterId WATCHDOG_PERIOD{3};
constexpr Field WATCHDOG_PERIOD_MICROSECONDS{0, 32};

constexpr RegisterId WATCHDOG_FEED{4};
constexpr Field WATCHDOG_FEED_ANY{0, 32};

constexpr RegisterId EXIT{5};
constexpr Field EXIT_CODE{0, 8};
constexpr uint64_t EXIT_CODE_TRAP = 0xf0;
constexpr uint64_t EXIT_CODE_ABORT = 0xf1;
constexpr Field EXIT_DONE{31, 1};

constexpr RegisterId CAPABILITY{6};
constexpr Field CAPABILITY_PORTS{0, 8};
constexpr Field CAPABILITY_RINGS{8, 8};

constexpr RegisterId TIMEBASE{7};
constexpr Field TIMEBASE_TICKS{0, 32};

constexpr FieldInfo kRESET_CAUSE_FIELDS[] = {
    {"POWER_ON", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, 0, "Power-on."},
    {"WATCHDOG", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, 0, "The watchdog ran out."},
    {"SOFTWARE", 2, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, 0, "Software asked."},
    {"EXTERNAL", 3, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, 0, "The reset button."},
};
constexpr FieldInfo kRESET_FIELDS[] = {
    {"PROCESSOR", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Reset line 0, the processor."},
    {"LINES", 1, 15, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Reset lines 1 to 15, held while 1."},
};
constexpr FieldInfo kWATCHDOG_CONTROL_FIELDS[] = {
    {"ENABLE", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Runs."},
};
constexpr FieldInfo kWATCHDOG_PERIOD_FIELDS[] = {
    {"MICROSECONDS", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Microseconds."},
};
constexpr FieldInfo kWATCHDOG_FEED_FIELDS[] = {
    {"ANY", 0, 32, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Any value."},
};
constexpr FieldInfo kEXIT_FIELDS[] = {
    {"CODE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Exit code."},
    {"DONE", 31, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "The code is valid; the processor is done."},
};
constexpr FieldInfo kCAPABILITY_FIELDS[] = {
    {"PORTS", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Ports: links with their modules."},
    {"RINGS", 8, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Rings of the accelerator."},
};
constexpr FieldInfo kTIMEBASE_FIELDS[] = {
    {"TICKS", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Ticks."},
};

constexpr RegisterInfo kRegisters[] = {
    {"RESET_CAUSE", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x1, -1, -1, kRESET_CAUSE_FIELDS, 4, "Why the processor started; sticky until cleared."},
    {"RESET", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kRESET_FIELDS, 2, "Resets blocks; which bit is which block stands in the part."},
    {"WATCHDOG_CONTROL", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kWATCHDOG_CONTROL_FIELDS, 1, "Watchdog. In a machine with a boot watchdog it runs from reset on."},
    {"WATCHDOG_PERIOD", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x3e8, -1, -1, kWATCHDOG_PERIOD_FIELDS, 1, "Watchdog period."},
    {"WATCHDOG_FEED", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kWATCHDOG_FEED_FIELDS, 1, "Feeding starts the period anew."},
    {"EXIT", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kEXIT_FIELDS, 2, "The program's end."},
    {"CAPABILITY", 0x18, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCAPABILITY_FIELDS, 2, "What this machine has."},
    {"TIMEBASE", 0x1c, 1, 0x0, 1, 0x0, 4, 4, 0x1, -1, -1, kTIMEBASE_FIELDS, 1, "Ticks of mtime a microsecond."},
};

constexpr RegisterMap kMap{"system_controller", kSize, false, kRegisters, 8, "Reset causes, resets by block, watchdog, exit code, capabilities."};

}  // namespace lantern::system_controller_regs

// What the guests share: where things are in a bench_node, CSRs, accesses that say what the very
// next instruction sees.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "platform/regs/generated/clint_regs.h"
#include "platform/regs/generated/i2c_master_regs.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/mailbox_service_regs.h"
#include "platform/regs/generated/media_regs.h"
#include "platform/regs/generated/module_control_regs.h"
#include "platform/regs/generated/plic_regs.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "platform/regs/generated/scrub_regs.h"
#include "platform/regs/generated/system_controller_regs.h"
#include "platform/regs/generated/uart16550_regs.h"

// bench_node.toml
#define CLINT 0x02000000ul
#define PLIC 0x0c000000ul
#define UART 0x10000000ul
#define SYSTEM_CONTROLLER 0x10001000ul
#define SCRUB 0x30010000ul
#define MEDIA 0x30020000ul
#define I2C 0x31000000ul
#define MODULE_CONTROL 0x31001000ul
#define PORT_REGISTERS 0x31002000ul
#define MAILBOX_SERVICE 0x31003000ul
#define MAILBOX 0x31004000ul
#define ACCELERATOR 0x32000000ul
#define PEER 0x40000000ul
#define MEMORY 0x90000000ul
#define SLOW 0xa0000000ul
#define SLOWER 0xb0000000ul
enum source {
  kUart = 1,
  kScrub = 2,
  kMedia = 3,
  kI2c = 4,
  kRing = 5,
  kModule = 8,
  kMailbox = 24,
  kLink = 40
};

enum {
  kTick = 100,
  kCharacter = 1000,
  kAccess = 30
};  // ns: of mtime; of the UART; more than any register access takes
enum cause { kSoftware = 3, kTimer = 7, kExternal = 11 };
#define PENDING(cause) (1u << (cause))
#define MIE 8u

#define csr_read(csr)                                        \
  ({                                                         \
    unsigned long v_;                                        \
    __asm__ volatile("csrr %0, " #csr : "=r"(v_)::"memory"); \
    v_;                                                      \
  })
#define csr_write(csr, v) \
  __asm__ volatile("csrw " #csr ", %0" ::"rK"((unsigned long)(v)) : "memory")
#define csr_set(csr, v) __asm__ volatile("csrs " #csr ", %0" ::"rK"((unsigned long)(v)) : "memory")
#define csr_clear(csr, v) \
  __asm__ volatile("csrc " #csr ", %0" ::"rK"((unsigned long)(v)) : "memory")

static inline uint32_t cycle(void) { return (uint32_t)csr_read(mcycle); }
static inline uint8_t read8(uintptr_t at) { return *(volatile uint8_t*)at; }
static inline uint32_t read32(uintptr_t at) { return *(volatile uint32_t*)at; }
static inline void write8(uintptr_t at, uint8_t v) { *(volatile uint8_t*)at = v; }
static inline void write32(uintptr_t at, uint32_t v) { *(volatile uint32_t*)at = v; }

/// mip as the instruction right behind the access reads it.
#define mip_after_write(op, at, v)                                                             \
  ({                                                                                           \
    unsigned long m_;                                                                          \
    __asm__ volatile(op " %2, 0(%1)\n csrr %0, mip" : "=&r"(m_) : "r"(at), "r"(v) : "memory"); \
    m_;                                                                                        \
  })
#define mip_after_read(op, at, to)                                                                \
  ({                                                                                              \
    unsigned long m_, r_;                                                                         \
    __asm__ volatile(op " %0, 0(%2)\n csrr %1, mip" : "=&r"(r_), "=&r"(m_) : "r"(at) : "memory"); \
    (to) = r_;                                                                                    \
    m_;                                                                                           \
  })
/// Where the instruction right behind the access is; it is one that changes nothing.
#define next_after_write(op, at, v)                                \
  ({                                                               \
    uintptr_t n_;                                                  \
    __asm__ volatile("lla %0, 1f\n " op " %2, 0(%1)\n1: nop\n nop" \
                     : "=&r"(n_)                                   \
                     : "r"(at), "r"(v)                             \
                     : "memory");                                  \
    n_;                                                            \
  })

#define next_after_read(op, at)                                    \
  ({                                                               \
    uintptr_t n_, r_;                                              \
    __asm__ volatile("lla %0, 1f\n " op " %1, 0(%2)\n1: nop\n nop" \
                     : "=&r"(n_), "=&r"(r_)                        \
                     : "r"(at)                                     \
                     : "memory");                                  \
    n_;                                                            \
  })

#define mip_after_write8(at, v) mip_after_write("sb", at, (unsigned long)(v))
#define mip_after_write32(at, v) mip_after_write("sw", at, (unsigned long)(v))
#define mip_after_read8(at, to) mip_after_read("lbu", at, to)
#define mip_after_read32(at, to) mip_after_read("lw", at, to)
#define next_after_write8(at, v) next_after_write("sb", at, (unsigned long)(v))
#define next_after_write32(at, v) next_after_write("sw", at, (unsigned long)(v))
#define next_after_read32(at) next_after_read("lw", at)

/// Ends the run; every CHECK of a guest has a code of its own.
#define CHECK(holds, code) ((holds) ? (void)0 : fail(code, 0, 0, 0))
#define CHECK_IN(value, least, most, code)                                     \
  ({                                                                           \
    uint32_t is_ = (value), least_ = (least), most_ = (most);                  \
    is_ - least_ <= most_ - least_ ? (void)0 : fail(code, is_, least_, most_); \
  })
#define CHECK_IS(value, wanted, code) CHECK_IN(value, wanted, wanted, code)

struct trap {
  uint32_t count;  ///< so far
  uint32_t cause;
  uintptr_t epc;
  uint32_t entered;  ///< mcycle at the handler's first instruction
};
extern volatile struct trap last;
extern void (*volatile handler)(void);
extern volatile uintptr_t resume;  ///< where the next trap returns to, if not 0
extern const uint32_t quantum_ns;

_Noreturn void finish(int code);
_Noreturn void fail(int code, uint32_t is, uint32_t least, uint32_t most);
/// A line on the console, for who runs the guest.
void tell(const char* what, uint32_t value);
void spin(uint32_t ns);
/// Long enough for whatever an earlier cause has left to be seen.
static inline void settle(void) { spin(2 * quantum_ns + 3000); }

static inline uint32_t ticks(void) { return read32(CLINT + CLINT_MTIME); }
/// Never below what it was, and no interrupt on the way to it.
void set_timer(uint64_t at);
static inline void stop_timer(void) { set_timer(~0ull); }

void plic_open(unsigned source, unsigned priority);
static inline uint32_t plic_claim(void) { return read32(PLIC + PLIC_CONTEXT_CLAIM(0)); }
static inline void plic_complete(uint32_t source) { write32(PLIC + PLIC_CONTEXT_CLAIM(0), source); }
static inline void interrupts_on(unsigned cause) {
  csr_set(mie, PENDING(cause));
  csr_set(mstatus, MIE);
}
static inline void interrupts_off(void) { csr_clear(mstatus, MIE); }

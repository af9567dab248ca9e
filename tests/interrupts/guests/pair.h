// What the two harts of a pair agree on. A word that both can reach: the answerer's mailbox, as its
// host sees it.
#pragma once
#include "guest.h"

enum {
  kRounds = 20,
  kThink = 500,
  kWork = 3000
};  // ns: of the answerer, before it answers; before it sleeps
#define STAMP (MAILBOX + MAILBOX_PAYLOAD(0))
#define MSIP (CLINT + CLINT_MSIP(0))

/// Asleep with interrupts off until the other hart has raised MSIP; mcycle as the first instruction
/// after it reads it.
static inline uint32_t sleep_until_called(void) {
  uint32_t woken;
  __asm__ volatile("wfi\n csrr %0, mcycle" : "=r"(woken)::"memory");
  CHECK(csr_read(mip) & PENDING(kSoftware), 100);
  CHECK(!(mip_after_write32(MSIP, 0) & PENDING(kSoftware)), 101);
  return woken;
}

/* Platform-level interrupt controller, sources 1 to 127, at most 16 contexts. Those that it has not are 0. Generated from platform/regs/plic.rdl; do not edit. */
#pragma once

#define PLIC_SIZE 0x210000u

/* Priority of a source; 0 never interrupts. */
#define PLIC_PRIORITY(i) (0x0u + (i) * 0x4u)
#define PLIC_PRIORITY_COUNT 128u
#define PLIC_PRIORITY_VALUE_LSB 0
#define PLIC_PRIORITY_VALUE_MASK 0x7u

/* Pending sources, one bit each. */
#define PLIC_PENDING(i) (0x1000u + (i) * 0x4u)
#define PLIC_PENDING_COUNT 4u
#define PLIC_PENDING_SOURCES_LSB 0
#define PLIC_PENDING_SOURCES_MASK 0xffffffffu

/* Enabled sources, one bit each. */
#define PLIC_ENABLE_WORD(i, j) (0x2000u + (i) * 0x80u + (j) * 0x4u)
#define PLIC_ENABLE_WORD_COUNT 16u
#define PLIC_ENABLE_WORD_COUNT_J 4u
#define PLIC_ENABLE_WORD_SOURCES_LSB 0
#define PLIC_ENABLE_WORD_SOURCES_MASK 0xffffffffu

/* Only a priority above this interrupts. */
#define PLIC_CONTEXT_THRESHOLD(i) (0x200000u + (i) * 0x1000u)
#define PLIC_CONTEXT_THRESHOLD_COUNT 16u
#define PLIC_CONTEXT_THRESHOLD_VALUE_LSB 0
#define PLIC_CONTEXT_THRESHOLD_VALUE_MASK 0x7u

/* Read: claim the highest pending source that is enabled, 0 if none. Write: complete it. */
#define PLIC_CONTEXT_CLAIM(i) (0x200004u + (i) * 0x1000u)
#define PLIC_CONTEXT_CLAIM_COUNT 16u
#define PLIC_CONTEXT_CLAIM_SOURCE_LSB 0
#define PLIC_CONTEXT_CLAIM_SOURCE_MASK 0x7fu

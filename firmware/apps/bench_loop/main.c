/* Work for tests/bench: sorts, checks sums and multiplies. Runs on QEMU's virt machine, too, so it
 * uses no HAL call that needs our system controller. */
#include <stdint.h>

#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/system_controller_regs.h"

#ifndef ROUNDS
#define ROUNDS 300
#endif
#define COUNT 4096
#define QEMU_TEST_DEVICE 0x100000u
#define QEMU_PASS 0x5555u

static uint32_t numbers[COUNT];

static void fill(uint32_t seed) {
  for (uint32_t i = 0; i < COUNT; i++) numbers[i] = seed = seed * 1664525u + 1013904223u;
}

static void sort(void) {
  for (uint32_t gap = COUNT / 2; gap; gap /= 2)
    for (uint32_t i = gap; i < COUNT; i++) {
      const uint32_t value = numbers[i];
      uint32_t at = i;
      for (; at >= gap && numbers[at - gap] > value; at -= gap) numbers[at] = numbers[at - gap];
      numbers[at] = value;
    }
}

static uint32_t checksum(void) {
  uint32_t crc = ~0u;
  for (uint32_t i = 0; i < COUNT; i++) {
    crc ^= numbers[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
  }
  return crc;
}

static int is_sorted(void) {
  for (uint32_t i = 1; i < COUNT; i++)
    if (numbers[i - 1] > numbers[i]) return 0;
  return 1;
}

int main(void) {
  uint32_t total = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    fill(round);
    sort();
    total += checksum();
  }
  mmio_write32(NODE_SYSTEM_CONTROLLER_BASE + SYSTEM_CONTROLLER_EXIT,
               SYSTEM_CONTROLLER_EXIT_DONE_MASK | (!total || !is_sorted()));
  mmio_write32(QEMU_TEST_DEVICE, QEMU_PASS);
  return 0;
}

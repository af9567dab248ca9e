/* Decoder registers as CXL has them; the extent table holds two bits a port and block. */
#include "firmware/drivers/hdm_decoder.h"

#include "firmware/hal/mmio.h"
#include "platform/regs/generated/hdm_decoder_regs.h"

static uint64_t read_pair(const hdm_decoder_t* decoder, uint32_t low, uint32_t high) {
  return mmio_read32(decoder->base + low) | (uint64_t)mmio_read32(decoder->base + high) << 32;
}

static void write_pair(const hdm_decoder_t* decoder, uint32_t low, uint32_t high, uint64_t value) {
  mmio_write32(decoder->base + low, (uint32_t)value);
  mmio_write32(decoder->base + high, (uint32_t)(value >> 32));
}

hdm_status_t hdm_decoder_commit(const hdm_decoder_t* decoder, uint32_t port,
                                const hdm_window_t* window) {
  if (port >= HDM_DECODER_DECODER_CONTROL_COUNT) return HDM_BAD_PORT;
  const uintptr_t control = decoder->base + HDM_DECODER_DECODER_CONTROL(port);
  const uint32_t wanted = window->granularity << HDM_DECODER_DECODER_CONTROL_IG_LSB |
                          window->way_bits << HDM_DECODER_DECODER_CONTROL_IW_LSB |
                          HDM_DECODER_DECODER_CONTROL_COMMIT_MASK;
  const uint32_t base_low = HDM_DECODER_DECODER_BASE_LOW(port);
  const uint32_t base_high = HDM_DECODER_DECODER_BASE_HIGH(port);
  const uint32_t size_low = HDM_DECODER_DECODER_SIZE_LOW(port);
  const uint32_t size_high = HDM_DECODER_DECODER_SIZE_HIGH(port);
  const uint32_t skip_low = HDM_DECODER_DECODER_DPA_SKIP_LOW(port);
  const uint32_t skip_high = HDM_DECODER_DECODER_DPA_SKIP_HIGH(port);
  if (mmio_read32(control) == (wanted | HDM_DECODER_DECODER_CONTROL_COMMITTED_MASK) &&
      read_pair(decoder, base_low, base_high) == window->base &&
      read_pair(decoder, size_low, size_high) == window->size &&
      read_pair(decoder, skip_low, skip_high) == window->skip)
    return HDM_OK;
  mmio_write32(control, 0); /* off while it changes */
  write_pair(decoder, base_low, base_high, window->base);
  write_pair(decoder, size_low, size_high, window->size);
  write_pair(decoder, skip_low, skip_high, window->skip);
  mmio_write32(control, wanted);
  return mmio_read32(control) & HDM_DECODER_DECODER_CONTROL_COMMITTED_MASK ? HDM_OK : HDM_REFUSED;
}

uint32_t hdm_decoder_blocks(const hdm_decoder_t* decoder) {
  return mmio_read32(decoder->base + HDM_DECODER_EXTENTS) & HDM_DECODER_EXTENTS_BLOCKS_MASK;
}

uint64_t hdm_decoder_block_size(const hdm_decoder_t* decoder) {
  const uint32_t shape = mmio_read32(decoder->base + HDM_DECODER_EXTENTS);
  return 1ull << ((shape & HDM_DECODER_EXTENTS_BLOCK_BITS_MASK) >>
                  HDM_DECODER_EXTENTS_BLOCK_BITS_LSB);
}

void hdm_decoder_forbid_all(const hdm_decoder_t* decoder, uint32_t block) {
  mmio_write32(decoder->base + HDM_DECODER_EXTENT(block), 0);
}

void hdm_decoder_set_row(const hdm_decoder_t* decoder, uint32_t block, uint32_t row) {
  const uintptr_t extent = decoder->base + HDM_DECODER_EXTENT(block);
  if (mmio_read32(extent) != row) mmio_write32(extent, row);
}

void hdm_decoder_permit(const hdm_decoder_t* decoder, uint32_t block, uint32_t port,
                        hdm_rights_t rights) {
  const uintptr_t extent = decoder->base + HDM_DECODER_EXTENT(block);
  const uint32_t others =
      mmio_read32(extent) & ~((uint32_t)HDM_DECODER_EXTENT_PERMISSIONS_BOTH << 2 * port);
  mmio_write32(extent, others | (uint32_t)rights << 2 * port);
}

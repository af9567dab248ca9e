/* Decoder registers as CXL has them; the extent table holds two bits a port and block. */
#include "firmware/drivers/hdm_decoder.h"

#include "firmware/hal/mmio.h"
#include "platform/regs/generated/hdm_decoder_regs.h"

hdm_status_t hdm_decoder_commit(const hdm_decoder_t* decoder, uint32_t port, uint64_t base,
                                uint64_t size, uint64_t skip, uint32_t granularity,
                                uint32_t way_bits) {
  if (port >= HDM_DECODER_DECODER_CONTROL_COUNT) return HDM_BAD_PORT;
  const uintptr_t control = decoder->base + HDM_DECODER_DECODER_CONTROL(port);
  mmio_write32(control, 0); /* off while it changes */
  mmio_write32(decoder->base + HDM_DECODER_DECODER_BASE_LOW(port), (uint32_t)base);
  mmio_write32(decoder->base + HDM_DECODER_DECODER_BASE_HIGH(port), (uint32_t)(base >> 32));
  mmio_write32(decoder->base + HDM_DECODER_DECODER_SIZE_LOW(port), (uint32_t)size);
  mmio_write32(decoder->base + HDM_DECODER_DECODER_SIZE_HIGH(port), (uint32_t)(size >> 32));
  mmio_write32(decoder->base + HDM_DECODER_DECODER_DPA_SKIP_LOW(port), (uint32_t)skip);
  mmio_write32(decoder->base + HDM_DECODER_DECODER_DPA_SKIP_HIGH(port), (uint32_t)(skip >> 32));
  mmio_write32(control, granularity << HDM_DECODER_DECODER_CONTROL_IG_LSB |
                            way_bits << HDM_DECODER_DECODER_CONTROL_IW_LSB |
                            HDM_DECODER_DECODER_CONTROL_COMMIT_MASK);
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

void hdm_decoder_permit(const hdm_decoder_t* decoder, uint32_t block, uint32_t port,
                        bool permitted) {
  const uintptr_t extent = decoder->base + HDM_DECODER_EXTENT(block);
  const uint32_t bits = (uint32_t)HDM_DECODER_EXTENT_PERMISSIONS_BOTH << 2 * port;
  const uint32_t others = mmio_read32(extent) & ~bits;
  mmio_write32(extent, permitted ? others | bits : others);
}

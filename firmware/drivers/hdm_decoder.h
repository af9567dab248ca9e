/* Driver of the HDM decoders and of the extent table. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uintptr_t base;
} hdm_decoder_t;

typedef enum { HDM_OK, HDM_BAD_PORT, HDM_REFUSED } hdm_status_t;

/* Commits the decoder of `port`: HPAs [base, base + size), shared by 1 << way_bits links in
 * granules of 256 << granularity bytes, to DPAs from `skip` on. */
hdm_status_t hdm_decoder_commit(const hdm_decoder_t* decoder, uint32_t port, uint64_t base,
                                uint64_t size, uint64_t skip, uint32_t granularity,
                                uint32_t way_bits);
uint32_t hdm_decoder_blocks(const hdm_decoder_t* decoder);
uint64_t hdm_decoder_block_size(const hdm_decoder_t* decoder);
/* Nobody may access a block. */
void hdm_decoder_forbid_all(const hdm_decoder_t* decoder, uint32_t block);
/* Gives `port` loads and stores on a block, or takes both. */
void hdm_decoder_permit(const hdm_decoder_t* decoder, uint32_t block, uint32_t port,
                        bool permitted);

/* Driver of the HDM decoders and of the extent table. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uintptr_t base;
} hdm_decoder_t;

typedef enum { HDM_OK, HDM_BAD_PORT, HDM_REFUSED } hdm_status_t;

/* As the extent table has them. */
typedef enum { HDM_NONE = 0, HDM_READ = 1, HDM_WRITE = 2, HDM_BOTH = 3 } hdm_rights_t;

/* What a decoder shows: HPAs [base, base + size), shared by 1 << way_bits links in granules of 256
 * << granularity bytes, lead to DPAs from `skip` on. */
typedef struct {
  uint64_t base, size, skip;
  uint32_t granularity, way_bits;
} hdm_window_t;

/* Commits the decoder of `port`; one that is in force with the same window goes on undisturbed. */
hdm_status_t hdm_decoder_commit(const hdm_decoder_t* decoder, uint32_t port,
                                const hdm_window_t* window);
uint32_t hdm_decoder_blocks(const hdm_decoder_t* decoder);
uint64_t hdm_decoder_block_size(const hdm_decoder_t* decoder);
/* Nobody may access a block. */
void hdm_decoder_forbid_all(const hdm_decoder_t* decoder, uint32_t block);
/* What all ports may do with a block, two bits a port; written only where it differs. */
void hdm_decoder_set_row(const hdm_decoder_t* decoder, uint32_t block, uint32_t row);
/* What `port` may do with a block from now on. */
void hdm_decoder_permit(const hdm_decoder_t* decoder, uint32_t block, uint32_t port,
                        hdm_rights_t rights);

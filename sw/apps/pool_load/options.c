#include "sw/apps/pool_load/options.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define MOST_SPAN (4ull << 30)
#define MOST_CHASED (32ull << 20) /* it is made in DRAM first */
#define MOST_WINDOW 255           /* the ring has 256 entries, and one stays free */

static const char* const patterns[] = {"sequential", "random", "stride", "chase", NULL};
static const char* const movers[] = {"hart", "dma", NULL};
static const char* const arrival_names[] = {"poisson", "even", NULL};

/* `names`: one of them, and its place is the value; else a number, of `least` to `most`. */
typedef struct {
  const char* name;
  size_t at;
  const char* const* names;
  uint64_t least, most;
} option_t;

static const option_t table[] = {
    {"pattern", offsetof(options_t, pattern), patterns, 0, 0},
    {"by", offsetof(options_t, by), movers, 0, 0},
    {"arrivals", offsetof(options_t, arrivals), arrival_names, 0, 0},
    {"bytes", offsetof(options_t, bytes), NULL, 1, 1 << 20},
    {"stride", offsetof(options_t, stride), NULL, 1, MOST_SPAN},
    {"span", offsetof(options_t, span), NULL, 64, MOST_SPAN},
    {"writes", offsetof(options_t, writes), NULL, 0, 100},
    {"window", offsetof(options_t, window), NULL, 1, MOST_WINDOW},
    {"rate", offsetof(options_t, rate), NULL, 0, 1000000},
    {"warmup", offsetof(options_t, warmup), NULL, 0, UINT32_MAX},
    {"count", offsetof(options_t, count), NULL, 1, UINT32_MAX},
    {"cooldown", offsetof(options_t, cooldown), NULL, 0, UINT32_MAX},
    {"start", offsetof(options_t, start), NULL, 0, UINT32_MAX},
    {"seed", offsetof(options_t, seed), NULL, 0, UINT32_MAX},
};
#define OPTIONS (sizeof table / sizeof *table)

static bool refuse(const char* word, const char* why) {
  printf("pool_load: `%s`: %s; there are", word, why);
  for (size_t i = 0; i < OPTIONS; i++) {
    printf(" %s=", table[i].name);
    for (size_t j = 0; table[i].names && table[i].names[j]; j++)
      printf("%s%s", j ? "|" : "", table[i].names[j]);
    if (!table[i].names) printf("%" PRIu64 "..%" PRIu64, table[i].least, table[i].most);
  }
  printf("\n");
  return false;
}

/* `64`, `4K`, `1M`, `1G`. */
static bool read_number(const char* text, uint64_t* number) {
  static const char suffixes[] = "KMG";
  *number = 0;
  if (*text < '0' || *text > '9') return false;
  for (; *text >= '0' && *text <= '9'; text++) {
    if (*number > MOST_SPAN) return false;
    *number = *number * 10 + (uint64_t)(*text - '0');
  }
  if (!*text) return true;
  const char* const suffix = strchr(suffixes, *text);
  if (!suffix || text[1]) return false;
  *number <<= 10 * (suffix - suffixes + 1);
  return true;
}

static bool set(options_t* options, const option_t* option, const char* value) {
  void* const field = (char*)options + option->at;
  if (!option->names) {
    uint64_t number;
    if (!read_number(value, &number) || number < option->least || number > option->most)
      return false;
    memcpy(field, &number, sizeof number);
    return true;
  }
  for (uint32_t i = 0; option->names[i]; i++)
    if (!strcmp(option->names[i], value)) {
      memcpy(field, &i, sizeof i);
      return true;
    }
  return false;
}

static bool take(options_t* options, const char* word) {
  const char* const equals = strchr(word, '=');
  const size_t length = equals ? (size_t)(equals - word) : strlen(word);
  for (size_t i = 0; i < OPTIONS; i++)
    if (equals && strlen(table[i].name) == length && !strncmp(table[i].name, word, length))
      return set(options, &table[i], equals + 1) || refuse(word, "no such value");
  return refuse(word, "no such option");
}

/* What no single option can say. */
static bool fits(const options_t* options) {
  const bool whole = options->bytes == 4 || options->bytes == 8;
  if (options->by == BY_HART && !whole) return refuse("bytes", "a hart moves 4 or 8");
  if (options->by == BY_DMA && options->bytes % 8) return refuse("bytes", "of DMA a multiple of 8");
  if (options->span < options->bytes || options->stride % options->bytes)
    return refuse("stride", "must be a multiple of bytes, and span must hold an operation");
  if (options->pattern != PATTERN_CHASE) return true;
  if (options->by != BY_HART || options->bytes != 8 || options->writes)
    return refuse("pattern=chase", "is of loads of 8 bytes by the hart");
  return options->span <= MOST_CHASED || refuse("span", "of a chase is 32M at most");
}

bool options_read(options_t* options, int argc, char** argv) {
  *options = (options_t){.pattern = PATTERN_RANDOM,
                         .by = BY_DMA,
                         .arrivals = ARRIVALS_POISSON,
                         .span = 64 << 20,
                         .window = 64,
                         .warmup = 200,
                         .count = 1000,
                         .cooldown = UINT64_MAX,
                         .seed = 1};
  for (int i = 1; i < argc; i++)
    if (!take(options, argv[i])) return false;
  if (!options->bytes) options->bytes = options->by == BY_DMA ? 4096 : 8;
  if (!options->stride) options->stride = options->by == BY_DMA ? options->bytes : 64;
  if (options->cooldown == UINT64_MAX) options->cooldown = options->warmup;
  return fits(options);
}

void options_print(const options_t* o) {
  printf("%s, %" PRIu64 " bytes by %s, %" PRIu64 " %% writes, span %" PRIu64
         " bytes, window %" PRIu64,
         patterns[o->pattern], o->bytes, movers[o->by], o->writes, o->span,
         o->by == BY_DMA ? o->window : 1);
  if (o->rate) printf(", %" PRIu64 " MB/s %s", o->rate, arrival_names[o->arrivals]);
  printf(", %" PRIu64 " + %" PRIu64 " + %" PRIu64 " operations\n", o->warmup, o->count,
         o->cooldown);
}

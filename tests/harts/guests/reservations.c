// What ends a reservation: any store to its word, also one that puts back what was there, by a hart
// under either address, an AMO, an SC, DMA. What does not: stores beside it, loads, a failed SC of
// another.
#include "tests/harts/guests/eight.h"

enum { kWord = 7 };
static volatile uint32_t words[8] __attribute__((aligned(64)));
#define word words[4]
static volatile uint32_t turn;  ///< odd: hart 1's
static uint32_t source = kWord;

static void copy(void) { copy_by_dma(&word, &source, sizeof source); }

typedef void (*deed)(void);
static void put_back(void) {
  word = kWord + 1;
  word = kWord;
}
static void same_again(void) { word = kWord; }
static void elsewhere(void) { *(volatile uint32_t*)AGAIN(&word) = kWord; }
static void a_byte(void) { ((volatile uint8_t*)&word)[3] = 0; }
static void amo(void) { add(&word, 0); }
static void their_sc(void) {
  while (!store_conditional(&word, load_reserved(&word))) continue;
}
static void beside(void) { words[3] = words[5] = 1; }
static void look(void) { (void)word; }
static void reserve(void) { (void)load_reserved(&word); }
static void failed_sc(void) {
  load_reserved(&words[0]);
  HOLDS(!store_conditional(&word, 99), 3);
}

static const struct {
  deed done;
  bool ends;
} kDeeds[] = {{put_back, true}, {same_again, true}, {elsewhere, true}, {a_byte, true},
              {amo, true},      {their_sc, true},   {copy, true},      {beside, false},
              {look, false},    {reserve, false},   {failed_sc, false}};
enum { kDone = sizeof kDeeds / sizeof *kDeeds };

int main(unsigned long told, unsigned long hart) {
  (void)told;
  if (hart > 1) return 0;
  if (hart == 1) {
    for (uint32_t i = 0; i < 3 * kDone; i++) {
      while (turn != 2 * i + 1) continue;
      kDeeds[i % kDone].done();
      turn = 2 * i + 2;
    }
    return 0;
  }
  for (uint32_t i = 0; i < 3 * kDone; i++) {
    word = kWord;
    word = kWord;  // its page is at hand
    HOLDS(load_reserved(&word) == kWord, 10 + i);
    turn = 2 * i + 1;
    while (turn != 2 * i + 2) continue;
    HOLDS(store_conditional(&word, kWord) == !kDeeds[i % kDone].ends, 50 + i);
    HOLDS(!store_conditional(&word, 100), 100 + i);  // an SC uses it up
    HOLDS(word == kWord, 150 + i);
  }
  load_reserved(&word);
  word = kWord;  // an own store
  HOLDS(!store_conditional(&word, 100), 1);
  load_reserved(&word);
  HOLDS(!store_conditional(&words[5], 100), 2);  // of another word
  HOLDS(!store_conditional(&word, 100), 4);
  end(0);
}

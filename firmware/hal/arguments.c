/* What `main` is called with: a text that whoever loads the image puts into it, as words. */
#include <stddef.h>
#include <stdint.h>

#define BYTES 512

/* With the code, so that a reset finds it again; empty where nobody has put anything. */
__attribute__((section(".rodata.hal_arguments"))) const volatile char hal_arguments[BYTES] = "";

typedef struct {
  intptr_t count;
  char** words;
} arguments_t; /* returned in a0 and a1, where `main` takes argc and argv */

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/* One word from `*from` on, to `to`: quotes keep spaces. Returns behind its zero. */
static char* take_word(const volatile char** from, char* to) {
  char quote = 0;
  for (char c; (c = **from) && (quote || !is_space(c)); ++*from) {
    if (quote ? c == quote : c == '"' || c == '\'')
      quote = quote ? 0 : c;
    else
      *to++ = c;
  }
  *to++ = 0;
  return to;
}

/* argv[0] is empty: an image does not know its name. */
arguments_t hal_take_arguments(void) {
  static char text[BYTES + 1] __attribute__((section(".noinit")));
  static char* words[BYTES / 2 + 2] __attribute__((section(".noinit")));
  const volatile char* from = hal_arguments;
  char* to = text;
  intptr_t count = 0;
  *to++ = 0;
  words[count++] = text;
  while (1) {
    while (is_space(*from)) from++;
    if (!*from) break;
    words[count++] = to;
    to = take_word(&from, to);
  }
  words[count] = NULL;
  return (arguments_t){count, words};
}

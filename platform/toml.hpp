// toml++ as this project uses it; nobody else includes it.
#pragma once

// Its asserts, which newer ones make promises to the optimiser of in release, hold what a user may
// well write for impossible (a lone `[`, a key that begins with a letter outside ASCII). The parser
// tests for all of it a line later and throws: without the asserts, in any build, it gets there.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

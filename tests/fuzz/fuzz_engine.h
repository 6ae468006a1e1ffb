/* The fuzzers' entry, for the short deterministic run among the unit tests. */
#ifndef TRIVET_FUZZ_ENGINE_H
#define TRIVET_FUZZ_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True: the input was scheduled, false: it was a fault. */
bool fuzz_engine(const uint8_t *bytes, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif

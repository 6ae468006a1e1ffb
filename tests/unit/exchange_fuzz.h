/* A short run of a reader's fuzzer over damaged seeds, the same each time. */
#ifndef TRIVET_TEST_EXCHANGE_FUZZ_H
#define TRIVET_TEST_EXCHANGE_FUZZ_H

/* `words` is a list of telling pieces to throw in, ends with NULL. `seeds` are files under tests/corpus. */
void fuzz_seeds(const char *const *seeds, const char *const *words, int rounds);

#endif

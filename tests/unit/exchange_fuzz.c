/* Damaging seeds: bytes changed, pieces cut out, doubled or thrown in. See exchange_fuzz.h. */
#include "exchange_fuzz.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "test.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEED_MAX = 64 * 1024, WORD_MAX = 40 };

typedef struct Seed {
    uint8_t bytes[SEED_MAX];
    size_t size;
} Seed;

static uint32_t next(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static void cut(Seed *seed, size_t at, size_t size) {
    if (at + size > seed->size) size = seed->size - at;
    memmove(seed->bytes + at, seed->bytes + at + size, seed->size - at - size);
    seed->size -= size;
}

static void insert(Seed *seed, size_t at, const void *bytes, size_t size) {
    if (seed->size + size > SEED_MAX) return;
    memmove(seed->bytes + at + size, seed->bytes + at, seed->size - at);
    memcpy(seed->bytes + at, bytes, size);
    seed->size += size;
}

static void damage(Seed *seed, const char *const *words, int word_count, uint64_t *state) {
    uint8_t piece[WORD_MAX];
    if (seed->size < 2) return;
    size_t at = next(state) % seed->size, size = 1 + next(state) % WORD_MAX;
    const char *word = words[next(state) % (uint32_t)word_count];
    switch (next(state) % 5) {
    case 0: seed->bytes[at] = (uint8_t)next(state); break;
    case 1: cut(seed, at, size); break;
    case 2: insert(seed, at, word, strlen(word)); break;
    case 3:
        cut(seed, at, strlen(word));
        insert(seed, at < seed->size ? at : seed->size, word, strlen(word));
        break;
    default:
        if (at + size > seed->size) size = seed->size - at;
        memcpy(piece, seed->bytes + at, size);
        insert(seed, next(state) % seed->size, piece, size);
        break;
    }
}

static bool load(const char *name, Seed *ret) {
    char path[200];
    snprintf(path, sizeof path, "tests/corpus/%s", name);
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    ret->size = fread(ret->bytes, 1, SEED_MAX, file);
    fclose(file);
    return true;
}

void fuzz_seeds(const char *const *seeds, const char *const *words, int rounds) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Seed *seed = arena_new(&arena, Seed), *damaged = arena_new(&arena, Seed);
    uint64_t state = 2026;
    int word_count = 0;
    CHECK(seed && damaged);
    while (words[word_count]) word_count++;
    for (; *seeds; seeds++) {
        CHECK(load(*seeds, seed));
        LLVMFuzzerTestOneInput(seed->bytes, seed->size);
        for (int i = 0; i < rounds; i++) {
            memcpy(damaged, seed, sizeof *seed);
            for (uint32_t k = 1 + next(&state) % 5; k > 0; k--) damage(damaged, words, word_count, &state);
            LLVMFuzzerTestOneInput(damaged->bytes, damaged->size);
        }
    }
}

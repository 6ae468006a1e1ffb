/* Ids. See id.h. */
#include "base/id.h"

#include <string.h>

#include "base/banned.h"

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

enum { RANDOM_BITS = 22 };
static const int64_t epoch_ms = 1577836800000; /* 2020-01-01T00:00Z */

Id id_make(Time now, uint32_t random) {
    uint64_t ms = (uint64_t)(now.ms - epoch_ms) & ((UINT64_C(1) << 41) - 1);
    uint64_t low = random & ((1u << RANDOM_BITS) - 1);
    uint64_t n = ms << RANDOM_BITS | low;
    return (Id){n ? (int64_t)n : 1};
}

void id_write(Id id, char *to) {
    uint64_t n = (uint64_t)id.n;
    for (int i = ID_TEXT - 1; i >= 0; i--, n >>= 5) to[i] = alphabet[n & 31];
}

Str id_text(Arena *arena, Id id) {
    char *at = arena_alloc(arena, ID_TEXT);
    if (!at) return STR_NULL;
    id_write(id, at);
    return (Str){at, ID_TEXT};
}

bool id_parse(Str text, Id *ret) {
    if (text.len != ID_TEXT) return false;
    uint64_t n = 0;
    for (int i = 0; i < ID_TEXT; i++) {
        const char *digit = text.at[i] ? strchr(alphabet, text.at[i]) : NULL;
        if (!digit || (i == 0 && digit - alphabet > 7)) return false;
        n = n << 5 | (uint64_t)(digit - alphabet);
    }
    if (n == 0 || n > INT64_MAX) return false;
    ret->n = (int64_t)n;
    return true;
}

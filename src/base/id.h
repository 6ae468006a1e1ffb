/* Id: 63 bits made by the application: milliseconds since 2020-01-01 above 22 random bits, so that
 * ids sort by age and need no database to hand them out. 0 means none. Text: 13 characters of
 * Crockford's base 32 in lower case ("06a8k3n2vwx9g"), a string in JSON because JavaScript's numbers
 * end at 53 bits; an integer in SQL. */
#ifndef TRIVET_ID_H
#define TRIVET_ID_H

#include "base/day.h"
#include "base/str.h"

typedef struct Id {
    int64_t n;
} Id;

#define ID_NONE ((Id){0})
enum { ID_TEXT = 13 };

/* Clock and randomness come from the caller; equal inputs give equal ids. */
Id id_make(Time now, uint32_t random);
void id_write(Id id, char *to); /* ID_TEXT bytes, no terminator */
Str id_text(Arena *arena, Id id);
bool id_parse(Str text, Id *ret);
static inline bool id_equal(Id a, Id b) {
    return a.n == b.n;
}

#endif

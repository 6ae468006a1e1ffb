/* Fractional indices: short texts over 0-9a-z, compared as bytes, between any two of which there is another.
 *
 * A key never ends with '0', so that there is always room before it. The page has its own rank_between (two
 * neighbours while dragging); here are the two cases that a server meets: a key behind the last, and many
 * keys in a row. */
#ifndef TRIVET_RANK_H
#define TRIVET_RANK_H

#include "base/str.h"

enum { RANK_TEXT_MAX = 100 };

bool rank_valid(Str rank);
/* A key greater than `last` (STR_NULL: any key). */
Str rank_after(Arena *arena, Str last);

#endif

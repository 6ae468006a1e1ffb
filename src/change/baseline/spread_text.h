/* Cost over time as text: compact, and readable without a program.
 *
 *     2026-01-05 8000x5 0x2 4000      five days of 80.00 from 5 January, two without cost, one of 40.00
 *
 * No cost is the empty text. */
#ifndef TRIVET_SPREAD_TEXT_H
#define TRIVET_SPREAD_TEXT_H

#include "base/str.h"
#include "engine/spread.h"

Str spread_text(Arena *arena, const CostSpread *spread);
/* False: not such a text, or more than 100 years. */
bool spread_parse(Arena *arena, Str text, CostSpread *ret);

#endif

/* Rates of resources, as files have them and as the model does.
 *
 * A file lists rates by table and date; the first of a table is what it costs from the beginning, whatever
 * its date, for neither MS Project nor P6 knows a time before it. In the model the first of table a stands in
 * the resource itself, and what changes nothing stands nowhere. */
#ifndef TRIVET_EXCHANGE_RATES_H
#define TRIVET_EXCHANGE_RATES_H

#include "base/vec.h"
#include "exchange/build.h"

enum { RATE_TABLE_COUNT = 5 };

typedef struct RateRows {
    VEC(ResourceRate);
} RateRows;

/* Gives the resource its rates, in any order: sorted in place. Without rows it keeps what it has. */
void rates_give(PlanBuild *build, RateRows *rows, PlanResource *resource, Str where);

/* As a file has them: the resource's own first, and of every table that has any the first from the beginning.
 * NULL: no memory. */
ResourceRate *rates_of(Arena *arena, const PlanResource *resource, int *ret_count);

#endif

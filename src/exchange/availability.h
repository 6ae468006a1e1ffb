/* How much there is of a resource, as files say it: so much from a day on, in any order. */
#ifndef TRIVET_EXCHANGE_AVAILABILITY_H
#define TRIVET_EXCHANGE_AVAILABILITY_H

#include "exchange/build.h"

typedef struct AvailabilityRows {
    VEC(AvailabilityStep); /* available_from DAY_NONE: from the beginning */
} AvailabilityRows;

/* The moment's day; DAY_NONE: there is none. */
Day availability_day(Moment moment);
/* Lays them on the resource: the first is how much there is from the beginning, whatever its day; of several
 * on one day the last counts. None: nothing changes. */
void availability_give(Arena *arena, AvailabilityRows *rows, PlanResource *resource);
/* Percent that there are from the beginning of the day on; DAY_NONE: from the beginning of all. */
int64_t availability_at(const PlanResource *resource, Day day);

#endif

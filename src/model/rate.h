/* Rates of a resource: what it costs, by table and moment. */
#ifndef TRIVET_RATE_H
#define TRIVET_RATE_H

#include "base/error.h"
#include "model/model.h"

/* What is in force at a moment by one of its tables; nothing of a table that begins later. */
ResourceRate rate_at(const PlanResource *resource, Choice table, Moment at);
/* Whether the second comes behind the first in a list of rates: later in its table, or in a later one. */
bool rate_follows(const ResourceRate *rate, const ResourceRate *next);
/* Sorted, each moment once, and table a begins with what the resource itself says. */
bool rates_check(const List *rates, Error *err);

#endif

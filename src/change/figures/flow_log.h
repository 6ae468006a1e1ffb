/* The history of items as the engine's flow reads it: each event that brought an item into another state.
 *
 * The filter looks at the items as they are now. An item that was deleted counts as absent from then on; it
 * is part of a filtered history only when no filter is set. Times are those of the events, in UTC. */
#ifndef TRIVET_FLOW_LOG_H
#define TRIVET_FLOW_LOG_H

#include "change/change.h"
#include "engine/flow/flow.h"

typedef struct FlowFilter {
    Id product_id, project_id, release_id, person_id; /* null: any; person: assigned to it */
    Choice kind;                                      /* CHOICE_NONE: any */
    Str label;                                        /* empty: any */
} FlowFilter;

typedef struct FlowHistory {
    FlowLog log;
    Id *item_ids; /* of each item of the log */
} FlowHistory;

/* The last `days` days up to `now`, or since the first event if that is later. Sizes are effort in minutes
 * where `by_effort`, else 1. Goals and initiatives hold work and are none. */
bool flow_history(Transaction *tx, Id workspace_id, const FlowFilter *filter, int days, bool by_effort,
                  Time now, FlowHistory *ret, Error *err);

#endif

/* Float paths: the most critical chains of tasks into one task, one after the other, as P6's "multiple float
 * paths" orders them.
 *
 * The first path begins with the ending task and goes back, each time along the link with the least slack,
 * until nothing stands before it. Every further path begins with the most critical link into what has a path
 * already, from a task that has none, and goes back likewise over tasks without a path. How critical a link
 * is: by free float its own slack, by total float that and the total float of the task behind it. Ties: the
 * earlier path, and on it the task nearer to the end. Links on summaries lead to the tasks below them. */
#ifndef TRIVET_ENGINE_FLOAT_PATHS_H
#define TRIVET_ENGINE_FLOAT_PATHS_H

#include "engine/trivet.h"

typedef enum FloatPathsBy { FLOAT_PATHS_BY_TOTAL, FLOAT_PATHS_BY_FREE } FloatPathsBy;

/* Where a row stands. */
typedef struct FloatPlace {
    int32_t path;  /* 1, 2, 3 ...; 0: on none */
    int32_t order; /* 1 is next to the end */
    int32_t
        room; /* of a path: working minutes by which its first link is not critical; 0 on the first path */
} FloatPlace;

/* At most `count` paths to the row `ending`; NO_INDEX: the task that finishes last, of several the one with
 * the least total float. Places by row; *ret_count paths were found. Schedules once, then linear in links
 * times paths. False: *fault says why. */
bool float_paths_find(Arena *arena, const Plan *plan, int32_t count, FloatPathsBy by, int32_t ending,
                      FloatPlace **ret, int32_t *ret_count, PlanFault *fault);

#endif

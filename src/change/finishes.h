/* When each item ends as planned: by its own dates, or, where no project plans it itself, by the last of what
 * lies below it: a feature without a project ends with its tasks. */
#ifndef TRIVET_FINISHES_H
#define TRIVET_FINISHES_H

#include "model/plan.h"

typedef struct Finishes {
    const Item **items; /* by id */
    Minute *at;         /* parallel; MINUTE_NONE: nothing of it is planned */
    int count;
} Finishes;

/* Lives in the arena and refers to the source. False: the arena is full. */
bool finishes_make(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                   Finishes *ret);
/* The row of the item, NO_INDEX: there is none. */
int finishes_find(const Finishes *finishes, Id item_id);

#endif

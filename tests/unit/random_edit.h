/* Random edits: one row of a random plan changed in place, mostly as people edit (a duration, a date, a
 * lag), sometimes its structure, its calendars, its options, sometimes to a value that is a fault. */
#ifndef TRIVET_TEST_RANDOM_EDIT_H
#define TRIVET_TEST_RANDOM_EDIT_H

#include "random_plan.h"

typedef struct RandomEdit {
    PlanTable table;
    int32_t row; /* NO_INDEX: only the options were changed */
} RandomEdit;

RandomEdit random_edit(Random *random, Plan *plan);

#endif

/* Oracle: the schedule once more, slowly and by other means, to compare the engine with.
 *
 * Working time is a row of slots that are walked one by one; links on summaries are written out leaf by
 * leaf; dates are found by going round until nothing changes; people are shared over a table of slots. Only
 * what a few months of slots can hold: for the plans of random_plan.h. */
#ifndef TRIVET_TEST_ORACLE_H
#define TRIVET_TEST_ORACLE_H

#include "engine/trivet.h"

typedef struct OracleRow {
    Minute start, finish, early_start, early_finish, late_start, late_finish;
    int32_t total_float, free_float;
} OracleRow;

/* Rows of leaves that are not inactive; others are zero. NULL: the plan does not fit into the months that the
 * oracle sees. Late dates and floats are left out when people are shared. */
OracleRow *oracle_schedule(Arena *arena, const Plan *plan);

typedef struct Difference {
    int32_t row; /* of the task */
    const char *what;
    int64_t got, want;
} Difference;
typedef enum Agreement { AGREES, DIFFERS, BEYOND_THE_ORACLE } Agreement;

/* The engine's schedule beside the oracle's; *ret is the first difference. A fault of the engine differs in
 * "fault". */
Agreement oracle_compare(Arena *arena, const Plan *plan, Difference *ret);

#endif

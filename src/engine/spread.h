/* Cost over time: what a scheduled task costs on each day.
 *
 * The unit is the day of the plan's wall clock: status dates, periods and cash flow are counted in days. A
 * task's cost is prorated over the working time of its calendar (its own, else its project's) from start to
 * finish; of an elapsed task, or where that calendar has no working time, over the clock. Fixed cost falls
 * due as its accrual says, as in MS Project's "Fixed Cost Accrual".
 *
 * Rounding: what has accrued until the end of a day is rounded half up to the cent, a day is the difference
 * to the day before. So each sum since the start is right to half a cent and the days add up to the cost. */
#ifndef TRIVET_ENGINE_SPREAD_H
#define TRIVET_ENGINE_SPREAD_H

#include "engine/trivet.h"

typedef enum Accrual { ACCRUE_START, ACCRUE_END, ACCRUE_PRORATED } Accrual;

/* Cents of first_day, the day after it, ... A task without dates or cost: day_count 0. */
typedef struct CostSpread {
    int64_t *cents;
    int32_t first_day, day_count;
} CostSpread;

/* One row a task: its own cost, of a summary without that of what is below it and has dates. accrual: one
 * Accrual a task, NULL: all prorated. False: the arena is full. Time and memory grow with the days of all
 * tasks. */
bool cost_spread(Arena *arena, const Plan *plan, const Schedule *schedule, const uint8_t *accrual,
                 CostSpread **ret);

/* The sum of the days up to and including that one. */
int64_t spread_until(const CostSpread *spread, int32_t day);

/* The last day that counts at a status date: its own when it lies at noon or later (MS Project's 17:00), else
 * the day before (P6's 00:00 and 08:00). */
int32_t status_day(Minute status);

/* amount * part / whole, exact, rounded half away from zero; whole > 0, part >= 0. Stops at the ends of the
 * type. */
int64_t money_scale(int64_t amount, int64_t part, int64_t whole);

#endif

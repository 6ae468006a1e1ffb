/* Cost over time: what a scheduled task costs on each day.
 *
 * The unit is the day of the plan's wall clock: status dates, periods and cash flow are counted in days. Work
 * costs when it is done, by the rate in force then (cost.h); a use when it begins. Fixed cost falls due as
 * its accrual says, as in MS Project's "Fixed Cost Accrual"; prorated it lies evenly in the working time of
 * the task's calendar (its own, else its project's) from start to finish; of an elapsed task, or where that
 * calendar has no working time, over the clock.
 *
 * Rounding: what has accrued until the end of a day is rounded half up to the cent, a day is the difference
 * to the day before. So each sum since the start is right to half a cent for each amount, and the days add up
 * to the cost. */
#ifndef TRIVET_ENGINE_SPREAD_H
#define TRIVET_ENGINE_SPREAD_H

#include "engine/money.h"
#include "engine/trivet.h"

typedef enum Accrual { ACCRUE_START, ACCRUE_END, ACCRUE_PRORATED } Accrual;

/* Cents of first_day, the day after it, ... A task without dates or cost: day_count 0. */
typedef struct CostSpread {
    int64_t *cents;
    int32_t first_day, day_count;
} CostSpread;

/* One row a task: its own cost, of a summary without that of what is below it and has dates. accrual: one
 * Accrual a task, NULL: all prorated. Schedules once more. False: no plan that can be scheduled, or the arena
 * is full. Time and memory grow with the days of all tasks. */
bool cost_spread(Arena *arena, const Plan *plan, const uint8_t *accrual, CostSpread **ret);

/* The same of dates and costs that the engine did not compute: each lies evenly in the working time. */
bool cost_spread_given(Arena *arena, const Plan *plan, const Schedule *given, CostSpread **ret);

/* The sum of the days up to and including that one. */
int64_t spread_until(const CostSpread *spread, int32_t day);

/* The last day that counts at a status date: its own when it lies at noon or later (MS Project's 17:00), else
 * the day before (P6's 00:00 and 08:00). */
int32_t status_day(Minute status);

#endif

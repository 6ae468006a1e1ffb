/* The plans that are measured, natively and in WebAssembly alike: layers of tasks with two links each, of
 * which one in five has a lag, on four calendars with holidays. */
#ifndef TRIVET_BENCH_CASE_H
#define TRIVET_BENCH_CASE_H

#include "builder.h"
#include "engine/risk/risk.h"
#include "random_plan.h"

enum { BENCH_DRIVERS = 100 };

/* Each task on a calendar or, with people, of one of them. */
Plan bench_network(Arena *arena, int tasks, int people);
/* People that cost something, and estimates: a third of each kind, and a driver for each task that happens in
 * so many of a million trials. */
Plan bench_forecast_plan(Arena *arena, Random *random, int tasks);
RiskModel bench_forecast_model(Arena *arena, Random *random, const Plan *plan, int32_t probability);

/* Gives a random task another duration; answers its row. */
int32_t bench_edit(Random *random, Plan *plan);

#endif

/* Writes random plans and what the native engine makes of them, for compare.mjs to hold WebAssembly against.
 * `dump-plans COUNT`. Each plan: 12 counts, then as it was made and after each of some edits: the options,
 * the rows of the 11 tables, the fault kind, and, if it could be scheduled, the rows of the 4 results and the
 * chain of the last task's finish with its length. */
#include <stdio.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "random_edit.h"

#include "base/banned.h"

enum { EDITS = 4 }; /* compare.mjs has the same */

static void put(const void *rows, size_t size, int32_t count) {
    if (count > 0) fwrite(rows, size, (size_t)count, stdout);
}

static void put_counts(const Plan *plan) {
    const int32_t counts[] = {plan->span_count,     plan->exception_count,  plan->calendar_count,
                              plan->project_count,  plan->task_count,       plan->link_count,
                              plan->resource_count, plan->assignment_count, plan->pause_count,
                              plan->rate_count,     plan->absence_count,    plan->release_count};
    put(counts, sizeof *counts, 12);
}

static void put_rows(const Plan *plan) {
    put(&plan->options, sizeof plan->options, 1);
    put(plan->spans, sizeof *plan->spans, plan->span_count);
    put(plan->exceptions, sizeof *plan->exceptions, plan->exception_count);
    put(plan->calendars, sizeof *plan->calendars, plan->calendar_count);
    put(plan->projects, sizeof *plan->projects, plan->project_count);
    put(plan->tasks, sizeof *plan->tasks, plan->task_count);
    put(plan->links, sizeof *plan->links, plan->link_count);
    put(plan->resources, sizeof *plan->resources, plan->resource_count);
    put(plan->assignments, sizeof *plan->assignments, plan->assignment_count);
    put(plan->pauses, sizeof *plan->pauses, plan->pause_count);
    put(plan->rates, sizeof *plan->rates, plan->rate_count);
    put(plan->absences, sizeof *plan->absences, plan->absence_count);
}

static void put_result(Arena *arena, const Plan *plan) {
    Schedule schedule;
    PlanFault fault;
    ExplainStep *steps;
    int count = 0;
    schedule_make(arena, plan, &schedule, &fault);
    int32_t kind = (int32_t)fault.kind;
    put(&kind, sizeof kind, 1);
    if (kind != FAULT_NONE) return;
    put(schedule.tasks, sizeof *schedule.tasks, plan->task_count);
    put(schedule.projects, sizeof *schedule.projects, plan->project_count);
    put(schedule.releases, sizeof *schedule.releases, plan->release_count);
    put(schedule.resources, sizeof *schedule.resources, plan->resource_count);
    put(schedule.float_places, sizeof *schedule.float_places, schedule.float_places ? plan->task_count : 0);
    if (!schedule_explain(arena, plan, &schedule, plan->task_count - 1, true, &steps, &count)) count = -1;
    put(&count, sizeof count, 1);
    put(steps, sizeof *steps, count);
}

int main(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int64_t count = 0;
    if (argc != 2 || !str_int(str_of(argv[1]), &count)) return 2;
    for (int64_t i = 0; i < count; i++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 900000 + (uint64_t)i, (RandomShape){i % 10 ? 20 : 300, i % 2});
        if (i % 7 == 3) plan.tasks[0].duration = -1; /* faults must agree too */
        put_counts(&plan);
        Random random = {(uint64_t)i};
        for (int edit = 0; edit <= EDITS; edit++) {
            if (edit) random_edit(&random, &plan);
            put_rows(&plan);
            put_result(&arena, &plan);
        }
    }
    return 0;
}

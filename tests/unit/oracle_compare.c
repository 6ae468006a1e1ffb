/* The engine beside the oracle. See oracle.h. */
#include "base/mem.h"
#include "engine/check.h"
#include "oracle.h"

static bool is_leaf(const Plan *plan, int32_t row) {
    return row + 1 == plan->task_count || plan->tasks[row + 1].parent != row;
}

static bool row_differs(const TaskSchedule *got, const OracleRow *want, bool late, Difference *ret) {
    const Difference figures[] = {
        {0, "early start", got->early_start, want->early_start},
        {0, "early finish", got->early_finish, want->early_finish},
        {0, "start", got->start, want->start},
        {0, "finish", got->finish, want->finish},
        {0, "late start", got->late_start, want->late_start},
        {0, "late finish", got->late_finish, want->late_finish},
        {0, "total float", got->total_float, want->total_float},
        {0, "free float", got->free_float, want->free_float},
    };
    int count = late ? COUNT_OF(figures) : 4;
    for (int i = 0; i < count; i++)
        if (figures[i].got != figures[i].want) return *ret = figures[i], true;
    return false;
}

Agreement oracle_compare(Arena *arena, const Plan *plan, Difference *ret) {
    Schedule schedule;
    PlanFault fault;
    if (!schedule_make(arena, plan, &schedule, &fault)) {
        *ret = (Difference){fault.row, "fault", fault.kind, FAULT_NONE};
        return DIFFERS;
    }
    const OracleRow *rows = oracle_schedule(arena, plan);
    if (!rows) return BEYOND_THE_ORACLE;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const TaskSchedule *got = schedule.tasks + i;
        if (!is_leaf(plan, i) || task_is_span(plan->tasks + i) || got->start == MINUTE_NONE) continue;
        if (!row_differs(got, rows + i, !plan->options.share_people, ret)) continue;
        ret->row = i;
        return DIFFERS;
    }
    return AGREES;
}

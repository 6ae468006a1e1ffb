/* The plan's validation: table by table, the first fault found is reported with table, row and field.
 *
 * Everything later relies on it: indices are in range, spans sorted, parents stand before their children,
 * and every number is small enough that sums of them fit their types. */
#include "engine/check.h"

#include "engine/worktime.h"

bool fault_at(PlanFault *fault, PlanFaultKind kind, PlanTable table, int32_t row, const char *field) {
    *fault = (PlanFault){.kind = kind, .table = table, .row = row, .field = field};
    return false;
}

bool fault_memory(PlanFault *fault) {
    *fault = (PlanFault){.kind = FAULT_MEMORY};
    return false;
}

/* Where a test stands, so that each test is one short line. */
typedef struct Place {
    PlanFault *fault;
    PlanTable table;
    int32_t row;
} Place;

static bool within(Place at, const char *field, int64_t value, int64_t least, int64_t most) {
    if (value >= least && value <= most) return true;
    return fault_at(at.fault, FAULT_VALUE, at.table, at.row, field);
}

static bool refers(Place at, const char *field, int32_t index, int32_t count) {
    if (index >= 0 && index < count) return true;
    return fault_at(at.fault, FAULT_INDEX, at.table, at.row, field);
}

static bool refers_or_none(Place at, const char *field, int32_t index, int32_t count) {
    return index == NO_INDEX || refers(at, field, index, count);
}

static bool moment(Place at, const char *field, Minute value) {
    return within(at, field, value, FIRST_MINUTE, END_MINUTE);
}

static bool moment_or_none(Place at, const char *field, Minute value) {
    return value == MINUTE_NONE || moment(at, field, value);
}

static bool run_within(Place at, const char *field, int32_t first, int32_t count, int32_t of) {
    if (count == 0) return true;
    if (first >= 0 && count > 0 && count <= of && first <= of - count) return true;
    return fault_at(at.fault, FAULT_INDEX, at.table, at.row, field);
}

static bool check_day(const Plan *plan, Place at, const char *field, WorkDay day) {
    if (!run_within(at, field, day.first, day.count, plan->span_count)) return false;
    int32_t end = 0;
    for (int32_t i = 0; i < day.count; i++) {
        WorkSpan span = plan->spans[day.first + i];
        Place place = {at.fault, TABLE_SPANS, day.first + i};
        if (!within(place, "from", span.from, end, DAY_MINUTES - 1)) return false;
        if (!within(place, "to", span.to, (int64_t)span.from + 1, DAY_MINUTES)) return false;
        end = span.to;
    }
    return true;
}

bool check_calendar(const Plan *plan, int32_t calendar, PlanFault *fault) {
    Place at = {fault, TABLE_CALENDARS, calendar};
    if (!refers(at, "calendar", calendar, plan->calendar_count)) return false;
    const Calendar *row = plan->calendars + calendar;
    for (int i = 0; i < 7; i++)
        if (!check_day(plan, at, "week", row->week[i])) return false;
    if (!run_within(at, "first_exception", row->first_exception, row->exception_count, plan->exception_count))
        return false;
    for (int32_t i = 0; i < row->exception_count; i++) {
        Place place = {fault, TABLE_EXCEPTIONS, row->first_exception + i};
        const CalendarException *exception = plan->exceptions + place.row;
        if (!within(place, "last_day", exception->last_day, exception->first_day, INT32_MAX - 1))
            return false;
        if (!check_day(plan, place, "day", exception->day)) return false;
    }
    return true;
}

static bool check_project(const Plan *plan, Place at) {
    enum { RULES_ALL = 2 * RULE_FROM_FINISH - 1 };
    const PlanProject *row = plan->projects + at.row;
    return moment(at, "start", row->start) && moment_or_none(at, "status_date", row->status_date) &&
           moment_or_none(at, "must_finish", row->must_finish) &&
           refers(at, "calendar", row->calendar, plan->calendar_count) &&
           within(at, "rules", row->rules, 0, RULES_ALL) &&
           (!(row->rules & RULE_FROM_FINISH) || moment(at, "must_finish", row->must_finish)) &&
           within(at, "progress_mode", row->progress_mode, PROGRESS_OVERRIDE, PROGRESS_ACTUAL_DATES) &&
           within(at, "lag_calendar", row->lag_calendar, LAG_CALENDAR_SUCCESSOR, LAG_CALENDAR_ELAPSED) &&
           within(at, "float_kind", row->float_kind, FLOAT_SMALLEST, FLOAT_FINISH) &&
           within(at, "critical_by", row->critical_by, CRITICAL_BY_FLOAT, CRITICAL_BY_LONGEST_PATH) &&
           within(at, "critical_float", row->critical_float, 0, DURATION_MINUTES_MAX) &&
           within(at, "float_paths", row->float_paths, 0, FLOAT_PATHS_MAX) &&
           within(at, "float_paths_by", row->float_paths_by, FLOAT_PATHS_BY_TOTAL, FLOAT_PATHS_BY_FREE);
}

/* A parent is the row before or an ancestor of it. The walk up pops what it passes, so all walks together are
 * as long as the table. */
static bool check_outline(const Plan *plan, Place at) {
    const Task *row = plan->tasks + at.row;
    if (row->parent == NO_INDEX) return true;
    if (row->parent < 0 || row->parent >= at.row)
        return fault_at(at.fault, FAULT_OUTLINE, TABLE_TASKS, at.row, "parent");
    int32_t before = at.row - 1;
    while (before > row->parent) before = plan->tasks[before].parent;
    if (before != row->parent) return fault_at(at.fault, FAULT_OUTLINE, TABLE_TASKS, at.row, "parent");
    if (row->project == plan->tasks[row->parent].project) return true;
    return fault_at(at.fault, FAULT_OUTLINE, TABLE_TASKS, at.row, "project");
}

_Static_assert(TASK_FLAGS == (1 << 12) - 1, "each of the twelve flags has a bit of its own");

static bool check_task(const Plan *plan, Place at) {
    const Task *row = plan->tasks + at.row;
    bool dated = row->constraint >= CONSTRAINT_SNET && row->constraint <= CONSTRAINT_MFO;
    return refers(at, "project", row->project, plan->project_count) && check_outline(plan, at) &&
           refers_or_none(at, "release", row->release, plan->release_count) &&
           within(at, "priority", row->priority, -1, INT32_MAX) &&
           refers_or_none(at, "calendar", row->calendar, plan->calendar_count) &&
           within(at, "flags", row->flags, 0, TASK_FLAGS) &&
           within(at, "duration", row->duration, 0, DURATION_MINUTES_MAX) &&
           within(at, "remaining", row->remaining, -1, DURATION_MINUTES_MAX) &&
           within(at, "percent_complete", row->percent_complete, 0, 100) &&
           moment_or_none(at, "actual_start", row->actual_start) &&
           moment_or_none(at, "actual_finish", row->actual_finish) &&
           (row->actual_start == MINUTE_NONE || row->actual_finish == MINUTE_NONE ||
            within(at, "actual_finish", row->actual_finish, row->actual_start, END_MINUTE)) &&
           within(at, "constraint", row->constraint, CONSTRAINT_ASAP, CONSTRAINT_MFO) &&
           (!dated || moment(at, "constraint_date", row->constraint_date)) &&
           moment_or_none(at, "deadline", row->deadline) &&
           moment_or_none(at, "manual_start", row->manual_start) &&
           moment_or_none(at, "manual_finish", row->manual_finish) &&
           moment_or_none(at, "resume", row->resume) &&
           within(at, "leveling_delay", row->leveling_delay, 0, DURATION_MINUTES_MAX) &&
           within(at, "constraint_2", row->constraint_2, CONSTRAINT_ASAP, CONSTRAINT_MFO) &&
           (row->constraint_2 < CONSTRAINT_SNET || moment(at, "constraint_2_date", row->constraint_2_date)) &&
           moment_or_none(at, "expected_finish", row->expected_finish) &&
           moment_or_none(at, "external_start", row->external_start) &&
           moment_or_none(at, "external_finish", row->external_finish) &&
           within(at, "fixed_cost_cents", row->fixed_cost_cents, -MONEY_CENTS_MAX, MONEY_CENTS_MAX);
}

static bool check_link(const Plan *plan, Place at) {
    const Link *row = plan->links + at.row;
    int32_t most = row->lag_kind == LAG_PERCENT ? LAG_PERCENT_MAX : DURATION_MINUTES_MAX;
    return refers(at, "predecessor", row->predecessor, plan->task_count) &&
           refers(at, "successor", row->successor, plan->task_count) &&
           within(at, "type", row->type, LINK_FF, LINK_SS) &&
           within(at, "lag_kind", row->lag_kind, LAG_WORKING, LAG_PERCENT) &&
           within(at, "lag", row->lag, -most, most);
}

static bool check_resource(const Plan *plan, Place at) {
    const WorkResource *row = plan->resources + at.row;
    return within(at, "kind", row->kind, RESOURCE_PERSON, RESOURCE_MATERIAL) &&
           refers_or_none(at, "calendar", row->calendar, plan->calendar_count) &&
           within(at, "units", row->units, 0, UNITS_MAX) &&
           moment_or_none(at, "available_from", row->available_from) &&
           moment_or_none(at, "available_until", row->available_until) &&
           (row->available_until == MINUTE_NONE ||
            within(at, "available_until", row->available_until, row->available_from, END_MINUTE)) &&
           within(at, "rate_cents_per_hour", row->rate_cents_per_hour, 0, MONEY_CENTS_MAX) &&
           within(at, "cost_per_use_cents", row->cost_per_use_cents, 0, MONEY_CENTS_MAX) &&
           within(at, "overtime_rate_cents_per_hour", row->overtime_rate_cents_per_hour, RATE_NONE,
                  MONEY_CENTS_MAX);
}

static int64_t rate_order(const Rate *row) {
    return (int64_t)row->resource * RATE_TABLES + row->table;
}

static bool check_rate(const Plan *plan, Place at) {
    const Rate *row = plan->rates + at.row, *before = row - 1;
    if (!refers(at, "resource", row->resource, plan->resource_count) ||
        !within(at, "table", row->table, 0, RATE_TABLES - 1) || !moment_or_none(at, "from", row->from) ||
        !within(at, "rate_cents_per_hour", row->rate_cents_per_hour, 0, MONEY_CENTS_MAX) ||
        !within(at, "cost_per_use_cents", row->cost_per_use_cents, 0, MONEY_CENTS_MAX) ||
        !within(at, "overtime_rate_cents_per_hour", row->overtime_rate_cents_per_hour, RATE_NONE,
                MONEY_CENTS_MAX))
        return false;
    if (at.row == 0 || rate_order(before) < rate_order(row)) return true;
    return rate_order(before) == rate_order(row) && before->from < row->from
               ? true
               : fault_at(at.fault, FAULT_VALUE, TABLE_RATES, at.row, "from");
}

static bool check_assignment(const Plan *plan, Place at) {
    const Assignment *row = plan->assignments + at.row;
    if (!refers(at, "task", row->task, plan->task_count) ||
        !refers(at, "resource", row->resource, plan->resource_count) ||
        !within(at, "work", row->work, -1, DURATION_MINUTES_MAX) ||
        !within(at, "delay", row->delay, 0, DURATION_MINUTES_MAX) ||
        !within(at, "leveling_delay", row->leveling_delay, 0, DURATION_MINUTES_MAX) ||
        !within(at, "contour", row->contour, CONTOUR_FLAT, CONTOUR_CUSTOM) ||
        !within(at, "length", row->length, 0, DURATION_MINUTES_MAX) ||
        !within(at, "overtime", row->overtime, 0, DURATION_MINUTES_MAX) ||
        !within(at, "rate_table", row->rate_table, 0, RATE_TABLES - 1))
        return false;
    bool works = row->work > 0 && plan->resources[row->resource].kind != RESOURCE_MATERIAL;
    return within(at, "units", row->units, works ? 1 : 0, UNITS_MAX);
}

static bool check_pause(const Plan *plan, Place at) {
    const Pause *row = plan->pauses + at.row, *before = row - 1;
    if (!refers(at, "task", row->task, plan->task_count) ||
        !within(at, "after", row->after, 0, DURATION_MINUTES_MAX) ||
        !within(at, "minutes", row->minutes, 1, DURATION_MINUTES_MAX))
        return false;
    if (at.row == 0 || before->task < row->task) return true;
    return before->task == row->task && before->after < row->after
               ? true
               : fault_at(at.fault, FAULT_VALUE, TABLE_PAUSES, at.row, "after");
}

static bool check_absence(const Plan *plan, Place at) {
    const Absence *row = plan->absences + at.row, *before = row - 1;
    if (!refers(at, "resource", row->resource, plan->resource_count) ||
        !within(at, "at", row->at, FIRST_MINUTE, END_MINUTE) ||
        !within(at, "units", row->units, 0, plan->resources[row->resource].units))
        return false;
    if (at.row == 0 || before->resource < row->resource) return true;
    return before->resource == row->resource && before->at < row->at
               ? true
               : fault_at(at.fault, FAULT_VALUE, TABLE_ABSENCES, at.row, "at");
}

static bool check_counts(const Plan *plan, PlanFault *fault) {
    const struct {
        int32_t count, most;
        const void *at;
    } tables[] = {
        [TABLE_SPANS] = {plan->span_count, PLAN_ROWS_MAX, plan->spans},
        [TABLE_EXCEPTIONS] = {plan->exception_count, PLAN_ROWS_MAX, plan->exceptions},
        [TABLE_CALENDARS] = {plan->calendar_count, PLAN_ROWS_MAX, plan->calendars},
        [TABLE_PROJECTS] = {plan->project_count, PLAN_TASKS_MAX, plan->projects},
        [TABLE_TASKS] = {plan->task_count, PLAN_TASKS_MAX, plan->tasks},
        [TABLE_LINKS] = {plan->link_count, PLAN_LINKS_MAX, plan->links},
        [TABLE_RESOURCES] = {plan->resource_count, PLAN_TASKS_MAX, plan->resources},
        [TABLE_ASSIGNMENTS] = {plan->assignment_count, PLAN_ROWS_MAX, plan->assignments},
        [TABLE_PAUSES] = {plan->pause_count, PLAN_ROWS_MAX, plan->pauses},
        [TABLE_RATES] = {plan->rate_count, PLAN_ROWS_MAX, plan->rates},
        [TABLE_ABSENCES] = {plan->absence_count, PLAN_ROWS_MAX, plan->absences},
    };
    for (int i = 0; i <= TABLE_ABSENCES; i++) {
        Place at = {fault, (PlanTable)i, NO_INDEX};
        if (!within(at, "count", tables[i].count, 0, tables[i].most)) return false;
        if (tables[i].count && !tables[i].at)
            return fault_at(fault, FAULT_INDEX, at.table, NO_INDEX, "count");
    }
    return within((Place){fault, TABLE_TASKS, NO_INDEX}, "release_count", plan->release_count, 0,
                  PLAN_TASKS_MAX);
}

bool plan_check_row(const Plan *plan, PlanTable table, int32_t row, PlanFault *fault) {
    static bool (*const check[])(const Plan *, Place) = {
        [TABLE_PROJECTS] = check_project,
        [TABLE_TASKS] = check_task,
        [TABLE_LINKS] = check_link,
        [TABLE_RESOURCES] = check_resource,
        [TABLE_ASSIGNMENTS] = check_assignment,
        [TABLE_PAUSES] = check_pause,
        [TABLE_RATES] = check_rate,
        [TABLE_ABSENCES] = check_absence,
    };
    return check[table](plan, (Place){fault, table, row});
}

bool plan_check(const Plan *plan, PlanFault *fault) {
    if (!check_counts(plan, fault)) return false;
    for (int32_t i = 0; i < plan->calendar_count; i++)
        if (!check_calendar(plan, i, fault)) return false;
    const int32_t counts[] = {
        [TABLE_PROJECTS] = plan->project_count,
        [TABLE_TASKS] = plan->task_count,
        [TABLE_LINKS] = plan->link_count,
        [TABLE_RESOURCES] = plan->resource_count,
        [TABLE_ASSIGNMENTS] = plan->assignment_count,
        [TABLE_PAUSES] = plan->pause_count,
        [TABLE_RATES] = plan->rate_count,
        [TABLE_ABSENCES] = plan->absence_count,
    };
    for (int table = TABLE_PROJECTS; table <= TABLE_ABSENCES; table++)
        for (int32_t row = 0; row < counts[table]; row++)
            if (!plan_check_row(plan, (PlanTable)table, row, fault)) return false;
    return true;
}

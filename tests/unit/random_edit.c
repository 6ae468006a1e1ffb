/* See random_edit.h. */
#include "random_edit.h"

static Minute some_moment(Random *random, int days) {
    return RANDOM_MONDAY + random_in(random, 0, days * 48) * SLOT;
}

static Minute some_moment_or_none(Random *random, int days) {
    return random_chance(random, 40) ? MINUTE_NONE : some_moment(random, days);
}

static void edit_progress(Random *random, Task *task) {
    task->actual_start = some_moment_or_none(random, 10);
    task->actual_finish = MINUTE_NONE;
    task->percent_complete = random_in(random, 0, 2) * 50;
    task->remaining = random_chance(random, 70) ? -1 : random_in(random, 0, 20) * SLOT;
    if (task->actual_start != MINUTE_NONE && random_chance(random, 30))
        task->actual_finish = task->actual_start + random_in(random, 0, 40) * SLOT;
}

static void edit_values(Random *random, const Plan *plan, Task *task) {
    switch (random_in(random, 0, 12)) {
    case 0: task->calendar = random_in(random, -1, plan->calendar_count - 1); break;
    case 1: task->flags ^= TASK_ELAPSED; break;
    case 2: task->flags ^= TASK_MILESTONE; break;
    case 3: task->deadline = some_moment_or_none(random, 25); break;
    case 4: task->fixed_cost_cents = random_in(random, -1000, 1000); break;
    case 5: task->priority = random_in(random, -1, 5); break;
    case 6: edit_progress(random, task); break;
    case 7:
        task->constraint = random_in(random, CONSTRAINT_ASAP, CONSTRAINT_MFO);
        task->constraint_date = some_moment(random, 20);
        break;
    case 8:
        task->flags ^= TASK_MANUAL;
        task->manual_start = some_moment(random, 20);
        break;
    case 9: task->manual_finish = some_moment_or_none(random, 20); break;
    case 10: task->resume = some_moment_or_none(random, 15); break;
    case 11: task->leveling_delay = random_in(random, 0, 60) * SLOT; break;
    default: task->duration = random_in(random, 0, 24) * 2 * SLOT;
    }
}

/* Some of these are faults. */
static void edit_structure(Random *random, const Plan *plan, Task *task) {
    switch (random_in(random, 0, 5)) {
    case 0: task->flags ^= TASK_INACTIVE; break;
    case 1: task->parent = random_in(random, -1, plan->task_count - 1); break;
    case 2: task->project = random_in(random, 0, plan->project_count - 1); break;
    case 3: task->release = random_in(random, -1, plan->release_count - 1); break;
    case 4: task->duration = -1; break;
    default: task->fixed_cost_cents = random_in(random, 0, 1) * ((int64_t)1 << 40);
    }
}

static void edit_link(Random *random, const Plan *plan, Link *link) {
    switch (random_in(random, 0, 7)) {
    case 0: link->type = random_in(random, LINK_FF, LINK_SS); break;
    case 1: link->lag_kind = random_in(random, LAG_WORKING, LAG_PERCENT); break;
    case 2: link->successor = random_in(random, 0, plan->task_count - 1); break; /* often a cycle */
    default: link->lag = random_in(random, -20, 40) * SLOT;
    }
}

static void edit_other(Random *random, Plan *plan, RandomEdit edit) {
    switch (edit.table) {
    case TABLE_SPANS: plan->spans[edit.row].to -= random_in(random, 0, 2) * SLOT; break;
    case TABLE_CALENDARS:
        plan->calendars[edit.row].week[random_in(random, 0, 6)] = (WorkDay){0, random_in(random, 0, 1)};
        break;
    case TABLE_PROJECTS:
        if (random_chance(random, 40)) random_rules(random, plan->projects + edit.row);
        else if (random_chance(random, 50)) plan->projects[edit.row].start = some_moment(random, 3);
        else plan->projects[edit.row].must_finish = some_moment_or_none(random, 30);
        break;
    case TABLE_RESOURCES:
        plan->resources[edit.row].rate_cents_per_hour = random_in(random, 0, 10000);
        plan->resources[edit.row].calendar = random_in(random, -1, plan->calendar_count - 1);
        break;
    case TABLE_PAUSES: plan->pauses[edit.row].minutes = random_in(random, 1, 20) * SLOT; break;
    case TABLE_RATES: plan->rates[edit.row].rate_cents_per_hour = random_in(random, 0, 10000); break;
    case TABLE_ABSENCES:
        plan->absences[edit.row].units =
            random_in(random, 0, plan->resources[plan->absences[edit.row].resource].units);
        break;
    default:
        plan->assignments[edit.row].delay = random_in(random, 0, 10) * SLOT;
        plan->assignments[edit.row].contour = random_in(random, CONTOUR_FLAT, CONTOUR_CUSTOM);
        plan->assignments[edit.row].work = random_in(random, -1, 10) * 2 * SLOT;
        if (plan->assignments[edit.row].work < 0) plan->assignments[edit.row].work = -1;
        plan->assignments[edit.row].resource = random_in(random, 0, plan->resource_count - 1);
    }
}

RandomEdit random_edit(Random *random, Plan *plan) {
    const int32_t counts[] = {
        [TABLE_SPANS] = plan->span_count,         [TABLE_EXCEPTIONS] = 0,
        [TABLE_CALENDARS] = plan->calendar_count, [TABLE_PROJECTS] = plan->project_count,
        [TABLE_TASKS] = plan->task_count,         [TABLE_LINKS] = plan->link_count,
        [TABLE_RESOURCES] = plan->resource_count, [TABLE_ASSIGNMENTS] = plan->assignment_count,
        [TABLE_PAUSES] = plan->pause_count,       [TABLE_RATES] = plan->rate_count,
        [TABLE_ABSENCES] = plan->absence_count,
    };
    RandomEdit edit = {TABLE_TASKS, NO_INDEX};
    int kind = random_in(random, 0, 99);
    if (kind < 3) {
        plan->options.share_people ^= 1;
        return edit;
    }
    if (kind < 12) edit.table = (PlanTable)random_in(random, TABLE_SPANS, TABLE_ABSENCES);
    else if (kind < 30) edit.table = TABLE_LINKS;
    if (counts[edit.table] == 0) edit.table = TABLE_TASKS;
    edit.row = random_in(random, 0, counts[edit.table] - 1);
    if (edit.table == TABLE_LINKS) edit_link(random, plan, plan->links + edit.row);
    else if (edit.table != TABLE_TASKS) edit_other(random, plan, edit);
    else if (random_chance(random, 6)) edit_structure(random, plan, plan->tasks + edit.row);
    else edit_values(random, plan, plan->tasks + edit.row);
    return edit;
}

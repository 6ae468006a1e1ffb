/* Networks: plans that are scheduled again and again. See network.h.
 *
 * Preparing (checking, ordering, making calendars and jobs) costs more than the passes; after an edit most of
 * it still holds. */
#include "engine/network.h"

#include "base/mem.h"
#include "engine/check.h"
#include "engine/rollup.h"

/* ---- Preparing ---- */

static bool same_calendars(const Plan *a, const Plan *b) {
    return a->spans == b->spans && a->exceptions == b->exceptions && a->calendars == b->calendars &&
           a->span_count == b->span_count && a->exception_count == b->exception_count &&
           a->calendar_count == b->calendar_count;
}

/* A calendar without working time is nobody's fault before a job asks for it: it is not kept. */
static void keep_time(Network *network, int32_t calendar) {
    PlanFault later;
    const Run *run = &network->run;
    if (calendar == NO_INDEX || network->kept_times[calendar]) return;
    network->kept_times[calendar] = worktime_make(run->arena, run->plan, calendar, &later);
}

/* Working time in front of everything else, where it outlives it: calendars cost the most and change least.
 */
static bool keep_times(Network *network) {
    const Plan *plan = network->run.plan;
    network->kept_times = arena_array(network->run.arena, const WorkTime *, plan->calendar_count);
    if (!network->kept_times) return fault_memory(network->run.fault);
    for (int32_t i = 0; i < plan->project_count; i++) keep_time(network, plan->projects[i].calendar);
    for (int32_t i = 0; i < plan->resource_count; i++) keep_time(network, plan->resources[i].calendar);
    for (int32_t i = 0; i < plan->task_count; i++) keep_time(network, plan->tasks[i].calendar);
    network->behind_times = arena_mark(network->run.arena);
    return true;
}

static bool prepare(Network *network) {
    Run *run = &network->run;
    Arena *arena = run->arena;
    bool keeps = network->prepared && !network->all && same_calendars(&network->plan, run->plan);
    network->prepared = network->scheduled = false;
    arena_release(arena, keeps ? network->behind_times : network->mark);
    *run = (Run){.arena = arena, .plan = run->plan, .fault = run->fault};
    if (!plan_check(run->plan, run->fault) || (!keeps && !keep_times(network))) return false;
    run->kept_times = network->kept_times;
    if (!rows_reserve(run)) return fault_memory(run->fault);
    if (!run_prepare(run)) return false;
    if (!again_reserve(network)) return fault_memory(run->fault);
    network->plan = *run->plan;
    network->order = network->jobs = network->all = false;
    network->prepared = true;
    return true;
}

Network *network_prepare(Arena *arena, const Plan *plan, PlanFault *fault) {
    *fault = (PlanFault){.kind = FAULT_NONE};
    Network *network = arena_new(arena, Network);
    if (!network) return fault_memory(fault), NULL;
    network->run = (Run){.arena = arena, .plan = plan, .fault = fault};
    network->mark = arena_mark(arena);
    return prepare(network) ? network : NULL;
}

/* ---- Telling what was changed ---- */

static bool same_tables(const Network *network) {
    const Plan *a = &network->plan, *b = network->run.plan;
    return same_calendars(a, b) && a->project_count == b->project_count && a->task_count == b->task_count &&
           a->link_count == b->link_count && a->resource_count == b->resource_count &&
           a->assignment_count == b->assignment_count && a->pause_count == b->pause_count &&
           a->rate_count == b->rate_count && a->absence_count == b->absence_count &&
           a->release_count == b->release_count;
}

void network_touch(Network *network, PlanTable table, int32_t row) {
    if (!network->prepared) return; /* everything is made anew anyway */
    switch (table) {
    case TABLE_TASKS:
        if (row >= 0 && row < network->plan.task_count) bits_set(&network->tasks, row);
        break;
    case TABLE_LINKS:
        if (row >= 0 && row < network->plan.link_count) bits_set(&network->links, row);
        break;
    case TABLE_PROJECTS:
    case TABLE_RESOURCES:
    case TABLE_ASSIGNMENTS:
    case TABLE_PAUSES:
    case TABLE_RATES:
    case TABLE_ABSENCES: network->jobs = true; break;
    default: network->all = true; /* calendars */
    }
}

/* ---- The same graph ---- */

/* Every link that is an edge still leads from and to where it did, and there are as many. */
static bool same_links(const Graph *graph, const Plan *plan) {
    int32_t active = 0, edges = 0;
    for (int32_t i = 0; i < plan->link_count; i++)
        active += !graph_link_is_void(graph, plan, plan->links + i);
    for (int32_t p = 0; p < graph->node_count; p++)
        for (int32_t i = graph->first_in[p]; i < graph->first_in[p + 1]; i++) {
            if (graph->link[i] == NO_INDEX) continue;
            const Link *link = plan->links + graph->link[i];
            if (graph_link_is_void(graph, plan, link)) return false;
            int32_t from = graph->leaf[link->predecessor], to = graph->leaf[link->successor];
            if (from == NO_INDEX && graph->exit) from = graph->exit[link->predecessor];
            if (to == NO_INDEX && graph->entry) to = graph->entry[link->successor];
            if (from != graph->in[i].node || to != p) return false;
            edges++;
        }
    return active == edges;
}

static bool same_graph(const Graph *graph, const Plan *plan) {
    for (int32_t i = 0; i < plan->task_count; i++) {
        int32_t parent = plan->tasks[i].parent;
        bool inactive =
            (plan->tasks[i].flags & TASK_INACTIVE) || (parent != NO_INDEX && graph->inactive[parent]);
        bool span = graph->leaf[i] != NO_INDEX && graph->kind[graph->leaf[i]] == NODE_SPAN;
        if (graph->leaf[i] != NO_INDEX && span != task_is_span(plan->tasks + i)) return false;
        if (parent != graph->parent[i] || inactive != graph->inactive[i]) return false;
    }
    return same_links(graph, plan);
}

static bool jobs_again(Network *network) {
    Run *run = &network->run;
    if (!plan_check(run->plan, run->fault) || !same_graph(&run->graph, run->plan)) return false;
    graph_read_links(&run->graph, run->plan);
    bits_clear(&network->tasks);
    bits_clear(&network->links);
    network->order = network->jobs = false;
    network->plan = *run->plan;
    return run_prepare_jobs(run) && run_passes(run);
}

/* ---- Scheduling ---- */

static bool untouched(const Network *network) {
    return bits_empty(&network->tasks) && bits_empty(&network->links) && !network->jobs && !network->order;
}

static bool schedule(Network *network) {
    Run *run = &network->run;
    bool same = network->prepared && !network->all && same_tables(network);
    bool options = same && mem_equal(&network->plan.options, &run->plan->options, sizeof(ScheduleOptions));
    bool scheduled = network->scheduled;
    network->scheduled = false;
    if (options && untouched(network) && (scheduled || run_passes(run))) return true;
    if (options && scheduled && !network->jobs && again_schedule(network)) return true;
    if (same && jobs_again(network)) return true;
    return prepare(network) && run_passes(run);
}

bool network_schedule(Network *network, Schedule *ret, PlanFault *fault) {
    *fault = (PlanFault){.kind = FAULT_NONE};
    network->run.fault = fault;
    bool ok = schedule(network);
    network->scheduled = ok;
    if (!ok) return network->prepared = false;
    *fault = (PlanFault){.kind = FAULT_NONE};
    *ret = network->run.schedule;
    return true;
}

/* ---- Finding what was changed ---- */

static void *copy_rows(Arena *arena, const void *rows, int32_t count, size_t size) {
    void *copy = arena_alloc_array(arena, (size_t)count, size);
    if (copy && count) mem_copy(copy, rows, (size_t)count * size);
    return copy;
}

bool plan_copy(Arena *arena, const Plan *plan, Plan *ret) {
#define COPY(table, counted) .table = copy_rows(arena, plan->table, plan->counted, sizeof *plan->table)
    Plan copy = {
        COPY(spans, span_count),         COPY(exceptions, exception_count),
        COPY(calendars, calendar_count), COPY(projects, project_count),
        COPY(tasks, task_count),         COPY(links, link_count),
        COPY(resources, resource_count), COPY(assignments, assignment_count),
        COPY(pauses, pause_count),       COPY(rates, rate_count),
        COPY(absences, absence_count),
    };
#undef COPY
    copy.span_count = plan->span_count;
    copy.exception_count = plan->exception_count;
    copy.calendar_count = plan->calendar_count;
    copy.project_count = plan->project_count;
    copy.task_count = plan->task_count;
    copy.link_count = plan->link_count;
    copy.resource_count = plan->resource_count;
    copy.assignment_count = plan->assignment_count;
    copy.pause_count = plan->pause_count;
    copy.rate_count = plan->rate_count;
    copy.absence_count = plan->absence_count;
    copy.release_count = plan->release_count;
    copy.options = plan->options;
    *ret = copy;
    return copy.spans && copy.exceptions && copy.calendars && copy.projects && copy.tasks && copy.links &&
           copy.resources && copy.assignments && copy.pauses && copy.rates && copy.absences;
}

/* Where nobody shares people, and nothing else is different, a priority is no change. */
static void touch_task(Network *network, int32_t row, Task *before, const Task *after) {
    before->priority = after->priority;
    if (mem_equal(before, after, sizeof *before)) network->order = true;
    else network_touch(network, TABLE_TASKS, row);
    *before = *after;
}

/* A table as bytes; rows that differ are touched and copied. */
static void compare_table(Network *network, PlanTable table, void *before, const void *after, int32_t count,
                          size_t size) {
    char *old = before;
    const char *new = after;
    if (!count || mem_equal(old, new, (size_t)count * size)) return;
    for (int32_t row = 0; row < count; row++, old += size, new += size) {
        if (mem_equal(old, new, size)) continue;
        if (table == TABLE_TASKS) {
            touch_task(network, row, (Task *)(void *)old, (const Task *)(const void *)new);
        } else {
            network_touch(network, table, row);
            mem_copy(old, new, size);
        }
    }
}

void network_touch_differences(Network *network, Plan *copy) {
    const Plan *plan = network->run.plan;
#define COMPARE(name, table, counted)                                                                        \
    compare_table(network, name, copy->table, plan->table, plan->counted, sizeof *plan->table)
    COMPARE(TABLE_SPANS, spans, span_count);
    COMPARE(TABLE_EXCEPTIONS, exceptions, exception_count);
    COMPARE(TABLE_CALENDARS, calendars, calendar_count);
    COMPARE(TABLE_PROJECTS, projects, project_count);
    COMPARE(TABLE_TASKS, tasks, task_count);
    COMPARE(TABLE_LINKS, links, link_count);
    COMPARE(TABLE_RESOURCES, resources, resource_count);
    COMPARE(TABLE_ASSIGNMENTS, assignments, assignment_count);
    COMPARE(TABLE_PAUSES, pauses, pause_count);
    COMPARE(TABLE_RATES, rates, rate_count);
    COMPARE(TABLE_ABSENCES, absences, absence_count);
#undef COMPARE
}

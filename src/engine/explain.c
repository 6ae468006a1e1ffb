/* Explanation: from a date back through what decided it, to a first cause.
 *
 * The schedule says of each start what it comes from; a finish comes from the start and the work. Every step
 * leads to a job that was placed before, so the chain ends; it is cut at a generous length all the same. */
#include "engine/run.h"
#include "engine/span.h"

#include "base/vec.h"
#include "engine/check.h"
#include "engine/explain_late.h"
#include "engine/shortage.h"

typedef struct Steps {
    VEC(ExplainStep);
} Steps;

/* What the chain goes on with; task NO_INDEX: it has ended. */
typedef struct Next {
    int32_t task;
    bool of_finish;
} Next;

typedef struct Explainer {
    Run run;
    const Schedule *schedule;
    Steps steps;
    struct LateExplainer *late; /* NULL: not needed yet */
    bool full;                  /* the arena is */
} Explain;

static const Next chain_end = {NO_INDEX, false};

static void add_step(Explain *explain, Next of, Minute moment, Cause cause, int32_t index, int32_t resource) {
    ExplainStep *step = vec_push(explain->run.arena, &explain->steps);
    if (!step) explain->full = true;
    else *step = (ExplainStep){of.task, of.of_finish, moment, cause, index, resource};
}

static Minute date_of(const Explain *explain, Next of) {
    const TaskSchedule *row = explain->schedule->tasks + of.task;
    return of.of_finish ? row->finish : row->start;
}

/* The child of the summary whose date is the summary's. */
static int32_t deciding_child(const Explain *explain, Next of) {
    Minute date = date_of(explain, of);
    int32_t end = explain->run.graph.end[of.task];
    for (int32_t i = of.task + 1; i < end; i = explain->run.graph.end[i])
        if (date_of(explain, (Next){i, of.of_finish}) == date) return i;
    return NO_INDEX;
}

/* A link from a summary's start holds by the leaf that starts last. */
static int32_t last_to_start(const Explain *explain, int32_t summary) {
    int32_t last = NO_INDEX;
    for (int32_t i = summary + 1; i < explain->run.graph.end[summary]; i++) {
        if (explain->run.graph.leaf[i] == NO_INDEX) continue;
        if (last == NO_INDEX || explain->schedule->tasks[i].start > explain->schedule->tasks[last].start)
            last = i;
    }
    return last;
}

static Next before_link(const Explain *explain, int32_t index) {
    const Link *link = explain->run.plan->links + index;
    bool of_finish = link->type == LINK_FS || link->type == LINK_FF;
    bool leaf = graph_is_leaf(&explain->run.graph, link->predecessor);
    if (leaf || of_finish) return (Next){link->predecessor, of_finish};
    return (Next){last_to_start(explain, link->predecessor), false};
}

/* Whose part ends last. */
static int32_t driving_resource(const Explain *explain, int32_t task) {
    const Run *run = &explain->run;
    Minute start = explain->schedule->tasks[task].start, last = MINUTE_NONE;
    int32_t resource = NO_INDEX, count;
    const Part *parts = job_parts(run, run->graph.leaf[task], &count);
    for (int32_t i = 0; i < count; i++) {
        const Part *part = parts + i;
        if (!part->time) continue;
        Minute finish = worktime_add(part->time, start, part->minutes);
        if (finish <= last) continue;
        last = finish;
        resource = run->plan->assignments[part->assignment].resource;
    }
    return resource;
}

static bool is_at_late_dates(const TaskSchedule *row) {
    return row->cause == CAUSE_PROJECT_END && row->start == row->late_start &&
           row->finish == row->late_finish;
}

/* It stands at its late dates, counted back from the finish of its project: what explains those explains it.
 */
static Next explain_from_finish(Explain *explain, Next of) {
    ExplainStep *steps;
    int count;
    if (!explain->late) explain->late = late_explainer_make(explain->run.arena, explain->run.plan);
    if (!explain->late || !late_explainer_chain(explain->late, of.task, of.of_finish, &steps, &count)) {
        explain->full = true;
        return chain_end;
    }
    for (int i = 0; i < count; i++) {
        ExplainStep *step = vec_push(explain->run.arena, &explain->steps);
        if (step) *step = steps[i];
    }
    return chain_end;
}

static Next explain_finish(Explain *explain, Next of) {
    const TaskSchedule *row = explain->schedule->tasks + of.task;
    const Job *job = explain->run.jobs + explain->run.graph.leaf[of.task];
    const Task *task = explain->run.plan->tasks + of.task;
    Next start = {of.task, false};
    if (job->mode == JOB_DONE && task->actual_finish != MINUTE_NONE) {
        add_step(explain, of, row->finish, CAUSE_ACTUAL, NO_INDEX, NO_INDEX);
        return chain_end;
    }
    if (job->mode == JOB_STARTED && row->cause == CAUSE_STATUS_DATE) {
        add_step(explain, of, row->finish, CAUSE_STATUS_DATE, NO_INDEX, NO_INDEX);
        return chain_end;
    }
    if (job->mode == JOB_STARTED && row->cause == CAUSE_LINK) {
        add_step(explain, of, row->finish, CAUSE_LINK, row->cause_index, NO_INDEX);
        return before_link(explain, row->cause_index);
    }
    add_step(explain, of, row->finish, CAUSE_WORK, NO_INDEX, driving_resource(explain, of.task));
    return start;
}

/* The lag of a link on a summary counts on the summary's calendar. */
static const WorkTime *lag_time(const Explain *explain, const Link *link) {
    const Graph *graph = &explain->run.graph;
    int32_t from = graph->leaf[link->predecessor], to = graph->leaf[link->successor];
    if (from == NO_INDEX) from = graph->exit[link->predecessor];
    if (to == NO_INDEX) to = graph->entry[link->successor];
    return run_lag_time(&explain->run, from, to);
}

/* The moment that the cause itself asks for, before it is moved to working time. */
static Minute bound_of(const Explain *explain, int32_t task, const TaskSchedule *row) {
    const Job *job = explain->run.jobs + explain->run.graph.leaf[task];
    if (row->cause == CAUSE_RESOURCE)
        return row->cause_index == NO_INDEX ? shortage_end(explain->run.plan, row->cause_resource, row->start)
                                            : explain->schedule->tasks[row->cause_index].finish;
    bool by_floor = job->mode == JOB_OPEN && !(job->flags & (JOB_ALAP | JOB_FROM_FINISH));
    if (row->cause != CAUSE_LINK) return by_floor ? job->floor : row->start;
    const Link *link = explain->run.plan->links + row->cause_index;
    bool plain = link->lag == 0 || link->lag_kind != LAG_PERCENT;
    if (!plain || link->type == LINK_FF || link->type == LINK_SF) return row->start;
    Next before = before_link(explain, row->cause_index);
    return lag_after(lag_time(explain, link), date_of(explain, before), (LagKind)link->lag_kind, link->lag);
}

static Next explain_start(Explain *explain, Next of) {
    const TaskSchedule *row = explain->schedule->tasks + of.task;
    const Job *job = explain->run.jobs + explain->run.graph.leaf[of.task];
    if (job->mode == JOB_DONE || job->mode == JOB_STARTED) {
        add_step(explain, of, row->start, CAUSE_ACTUAL, NO_INDEX, NO_INDEX);
        return chain_end;
    }
    Minute bound = bound_of(explain, of.task, row), moment = row->start;
    if (job->mode == JOB_OPEN && explain->run.plan->tasks[of.task].leveling_delay) {
        add_step(explain, of, moment, CAUSE_LEVELING, NO_INDEX, NO_INDEX);
        moment = bound;
    }
    /* A night is no news; a day without work is. */
    if (minute_day(moment) - minute_day(bound) > 1) {
        add_step(explain, of, moment, CAUSE_CALENDAR, NO_INDEX, NO_INDEX);
        moment = bound;
    }
    add_step(explain, of, moment, row->cause, row->cause_index, row->cause_resource);
    if (row->cause == CAUSE_LINK) return before_link(explain, row->cause_index);
    if (row->cause == CAUSE_RESOURCE && row->cause_index != NO_INDEX) return (Next){row->cause_index, true};
    return chain_end;
}

/* The row beside or below a WBS summary whose date is its own. */
static int32_t deciding_row(const Explain *explain, Next of) {
    const Graph *graph = &explain->run.graph;
    int32_t parent = graph->parent[of.task];
    int32_t from = parent == NO_INDEX ? 0 : parent + 1;
    int32_t end = parent == NO_INDEX ? explain->run.plan->task_count : graph->end[parent];
    for (int32_t i = from; i < end; i++) {
        if (i == of.task || graph->leaf[i] == NO_INDEX) continue;
        if (explain->run.plan->tasks[i].flags & TASK_WBS_SUMMARY) continue;
        if (date_of(explain, (Next){i, of.of_finish}) == date_of(explain, of)) return i;
    }
    return NO_INDEX;
}

static Next explain_span(Explain *explain, Next of) {
    if (!(explain->run.plan->tasks[of.task].flags & TASK_LEVEL_OF_EFFORT)) {
        int32_t row = deciding_row(explain, of);
        add_step(explain, of, date_of(explain, of), CAUSE_CHILDREN, row, NO_INDEX);
        return (Next){row, of.of_finish};
    }
    const Task *task = explain->run.plan->tasks + of.task;
    if ((of.of_finish ? task->actual_finish : task->actual_start) != MINUTE_NONE) {
        add_step(explain, of, date_of(explain, of), CAUSE_ACTUAL, NO_INDEX, NO_INDEX);
        return chain_end;
    }
    int32_t index = span_deciding_link(&explain->run, of.task, of.of_finish);
    if (index == NO_INDEX && of.of_finish) {
        add_step(explain, of, date_of(explain, of), CAUSE_WORK, NO_INDEX, NO_INDEX);
        return (Next){of.task, false};
    }
    const PlanProject *project = explain->run.plan->projects + explain->run.plan->tasks[of.task].project;
    bool status = project->status_date > project->start && !(project->rules & RULE_FREE_STATUS);
    Cause cause = index != NO_INDEX ? CAUSE_LINK : status ? CAUSE_STATUS_DATE : CAUSE_PROJECT_START;
    add_step(explain, of, date_of(explain, of), cause, index, NO_INDEX);
    if (index == NO_INDEX) return chain_end;
    const Link *link = explain->run.plan->links + index;
    if (link->successor == of.task) return before_link(explain, index);
    return (Next){link->successor, link->type == LINK_FF || link->type == LINK_SF};
}

static Next explain_one(Explain *explain, Next of) {
    if (explain->schedule->tasks[of.task].start == MINUTE_NONE) return chain_end;
    if (!graph_is_leaf(&explain->run.graph, of.task)) {
        int32_t child = deciding_child(explain, of);
        add_step(explain, of, date_of(explain, of), CAUSE_CHILDREN, child, NO_INDEX);
        return (Next){child, of.of_finish};
    }
    if (explain->run.graph.kind[explain->run.graph.leaf[of.task]] == NODE_SPAN)
        return explain_span(explain, of);
    if (is_at_late_dates(explain->schedule->tasks + of.task)) return explain_from_finish(explain, of);
    return of.of_finish ? explain_finish(explain, of) : explain_start(explain, of);
}

Explainer *explainer_make(Arena *arena, const Plan *plan, const Schedule *schedule) {
    PlanFault *fault = arena_new(arena, PlanFault);
    Explain *explain = arena_new(arena, Explain);
    if (!fault || !explain) return NULL;
    *explain = (Explain){.run = {.arena = arena, .plan = plan, .fault = fault}, .schedule = schedule};
    bool made = plan_check(plan, fault) && graph_make(arena, plan, &explain->run.graph, fault) &&
                jobs_reserve(&explain->run) && jobs_make(&explain->run);
    explain->run.schedule = *schedule;
    return made ? explain : NULL;
}

bool explainer_chain(Explainer *explain, int32_t task, bool of_finish, ExplainStep **ret, int *ret_count) {
    if (task < 0 || task >= explain->run.plan->task_count) return false;
    int64_t most = 4 * (int64_t)explain->run.plan->task_count + 4;
    Next of = {task, of_finish};
    explain->steps = (Steps){0};
    while (of.task != NO_INDEX && explain->steps.count < most && !explain->full)
        of = explain_one(explain, of);
    *ret = explain->steps.at;
    *ret_count = explain->steps.count;
    return !explain->full;
}

bool schedule_explain(Arena *arena, const Plan *plan, const Schedule *schedule, int32_t task, bool of_finish,
                      ExplainStep **ret, int *ret_count) {
    Explainer *explainer = explainer_make(arena, plan, schedule);
    return explainer && explainer_chain(explainer, task, of_finish, ret, ret_count);
}

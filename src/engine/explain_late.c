/* Why something has to be finished by then: from a late date on through what waits for it, to a first cause.
 *
 * A late finish is the least of what is asked of the task: by the end of its project, by a bound of its own,
 * by each successor, and by each that waits for its people. The passes leave in Run.hands what every node
 * asks of those before it, so the one that asks for the least is found by asking once more. A total float is
 * the room until a late date, so that what explains that one explains it. */
#include "engine/explain_late.h"

#include "base/mem.h"
#include "base/vec.h"
#include "engine/check.h"
#include "engine/rollup.h"
#include "engine/run.h"

struct LateExplainer {
    Run run;
    struct {
        VEC(ExplainStep);
    } steps;
};

/* What the chain goes on with; task NO_INDEX: it has ended. */
typedef struct LateNext {
    int32_t task;
    int32_t of; /* EXPLAIN_LATE_START or EXPLAIN_LATE_FINISH */
} LateNext;

static const LateNext late_end = {NO_INDEX, 0};

static Minute late_date(const LateExplainer *e, LateNext of) {
    const TaskSchedule *row = e->run.schedule.tasks + of.task;
    return of.of == EXPLAIN_LATE_START ? row->late_start : row->late_finish;
}

static void push_step(LateExplainer *e, ExplainStep step) {
    ExplainStep *to = vec_push(e->run.arena, &e->steps);
    if (to) *to = step;
}

static void add_step(LateExplainer *e, LateNext of, Cause cause, int32_t index) {
    push_step(e, (ExplainStep){of.task, of.of, late_date(e, of), (int32_t)cause, index, NO_INDEX});
}

/* Of what is asked of a job's start and finish: the finish that it comes to. The start of what has begun, or
 * is placed by hand, gives way to nobody. */
static Minute finish_asked(const Job *job, Minute start, Minute finish) {
    if (job->kind != NODE_LEAF) return earlier(start, finish);
    if (start >= MINUTE_AFTER || job->mode == JOB_STARTED || is_by_hand(job)) return finish;
    return earlier(finish, job_finish(job, start, job->minutes));
}

/* The successor that asks a node for the least, as an edge of `out`; NO_INDEX: none asks. */
static int32_t hardest_edge(const Run *run, int32_t position, Minute *ret) {
    int32_t hardest = NO_INDEX;
    *ret = MINUTE_AFTER;
    for (int32_t i = run->graph.first_out[position]; i < run->graph.first_out[position + 1]; i++) {
        Hand hand = asked_by(run, position, run->graph.out[i]);
        Minute finish = finish_asked(run->jobs + position, hand.late_start, hand.late_finish);
        if (finish >= *ret) continue;
        *ret = finish;
        hardest = i;
    }
    return hardest;
}

/* The leaf that waits for a person of this one and asks it for the least; NO_INDEX: none waits. */
static int32_t hardest_waiting(const Run *run, int32_t position, Minute *ret) {
    int32_t hardest = NO_INDEX;
    *ret = MINUTE_AFTER;
    for (int32_t p = 0; run->wait && p < run->graph.node_count; p++) {
        if (!run->wait[p].links || run->graph.leaf[run->wait[p].task] != position) continue;
        const TaskSchedule *row = run->schedule.tasks + run->graph.row[p];
        Dates asked = asked_by_waiting(run, p, (Dates){row->late_start, row->late_finish});
        Minute finish = finish_asked(run->jobs + position, asked.start, asked.finish);
        if (finish >= *ret) continue;
        *ret = finish;
        hardest = p;
    }
    return hardest;
}

static int32_t link_of(const Graph *graph, int32_t position, Edge edge) {
    for (int32_t i = graph->first_in[edge.node]; i < graph->first_in[edge.node + 1]; i++)
        if (graph->in[i].node == position && graph->in[i].how == edge.how) return graph->link[i];
    return NO_INDEX;
}

/* Of what has begun: whether its late finish says where what remains has to begin, and not where it is. */
static bool gives_way(const Run *run, int32_t position) {
    const Job *job = run->jobs + position;
    const TaskSchedule *row = run->schedule.tasks + run->graph.row[position];
    return job->mode == JOB_STARTED &&
           (job->minutes == 0 || row->late_finish < run->planned[position].finish);
}

/* Along an edge to the leaf at its end, past the nodes of summaries; *link is the link that was crossed. */
static LateNext follow(const Run *run, int32_t position, int32_t out, int32_t *link) {
    for (*link = NO_INDEX; out != NO_INDEX;) {
        Edge edge = run->graph.out[out];
        int32_t crossed = link_of(&run->graph, position, edge);
        if (crossed != NO_INDEX) *link = crossed;
        if (run->graph.kind[edge.node] == NODE_LEAF) {
            bool of_finish = (edge.how & EDGE_TO_FINISH) || gives_way(run, edge.node);
            return (LateNext){run->graph.row[edge.node],
                              of_finish ? EXPLAIN_LATE_FINISH : EXPLAIN_LATE_START};
        }
        Minute asked;
        position = edge.node;
        out = hardest_edge(run, position, &asked);
    }
    return late_end;
}

static Minute start_bound(const Job *job) {
    if (job->more->start_cap >= MINUTE_AFTER || job->mode == JOB_STARTED) return MINUTE_AFTER;
    return job_finish(job, job->more->start_cap, job->minutes);
}

static LateNext explain_late_finish(LateExplainer *e, LateNext of) {
    Run *run = &e->run;
    int32_t position = run->graph.leaf[of.task], link;
    const Job *job = run->jobs + position;
    if (job->mode == JOB_DONE) {
        add_step(e, of, CAUSE_ACTUAL, NO_INDEX);
        return late_end;
    }
    Minute asked, held, end = end_of(run, run->planned, position);
    int32_t edge = hardest_edge(run, position, &asked), waiting = hardest_waiting(run, position, &held);
    Minute bound = job->more ? earlier(job->more->finish_cap, start_bound(job)) : MINUTE_AFTER;
    if (is_bound(job) || (bound < asked && bound < end && bound < held)) {
        bool deadline =
            run->plan->tasks[of.task].deadline == job->more->finish_cap && bound == job->more->finish_cap;
        add_step(e, of, deadline ? CAUSE_DEADLINE : CAUSE_CONSTRAINT, NO_INDEX);
        return late_end;
    }
    if (held < asked && held < end) {
        LateNext next = {run->graph.row[waiting], EXPLAIN_LATE_START};
        push_step(e, (ExplainStep){of.task, of.of, late_date(e, of), (int32_t)CAUSE_RESOURCE, next.task,
                                   run->wait[waiting].resource});
        return next;
    }
    if (edge == NO_INDEX || end < asked) {
        add_step(e, of, CAUSE_PROJECT_END, NO_INDEX);
        return late_end;
    }
    LateNext next = follow(run, position, edge, &link);
    add_step(e, of, CAUSE_LINK, link);
    return next;
}

static LateNext explain_late_start(LateExplainer *e, LateNext of) {
    const Job *job = e->run.jobs + e->run.graph.leaf[of.task];
    bool fixed = job->mode == JOB_DONE || job->mode == JOB_STARTED;
    add_step(e, of, fixed ? CAUSE_ACTUAL : CAUSE_WORK, NO_INDEX);
    return fixed ? late_end : (LateNext){of.task, EXPLAIN_LATE_FINISH};
}

/* The part of a summary whose late date is the summary's. */
static LateNext explain_late_part(LateExplainer *e, LateNext of) {
    int32_t end = e->run.graph.end[of.task], part = NO_INDEX;
    for (int32_t i = of.task + 1; i < end && part == NO_INDEX; i++)
        if (e->run.graph.leaf[i] != NO_INDEX && late_date(e, (LateNext){i, of.of}) == late_date(e, of))
            part = i;
    add_step(e, of, CAUSE_CHILDREN, part);
    return (LateNext){part, of.of};
}

/* Of a leaf: whether it is at its start that the room until the late dates is least. */
static bool is_float_of_start(const Run *run, int32_t position, const TaskSchedule *row) {
    const Job *job = run->jobs + position;
    int32_t kind = job_project(run, job)->float_kind;
    if (job->mode == JOB_STARTED || kind == FLOAT_FINISH) return false;
    Dates from = job->flags & JOB_FROM_FINISH ? run->early[position] : run->planned[position];
    return kind == FLOAT_START ||
           worktime_between(run_own_time(run, position), from.finish, row->late_finish) > row->total_float;
}

/* The child with the float of the summary. */
static LateNext explain_float_part(LateExplainer *e, LateNext of) {
    const TaskSchedule *rows = e->run.schedule.tasks;
    int32_t end = e->run.graph.end[of.task], part = NO_INDEX;
    for (int32_t i = of.task + 1; i < end && part == NO_INDEX; i = e->run.graph.end[i])
        if (rows[i].start != MINUTE_NONE && rows[i].total_float == rows[of.task].total_float) part = i;
    add_step(e, of, CAUSE_CHILDREN, part);
    return (LateNext){part, of.of};
}

static LateNext explain_float(LateExplainer *e, LateNext of) {
    int32_t position = e->run.graph.leaf[of.task];
    const TaskSchedule *row = e->run.schedule.tasks + of.task;
    if (position == NO_INDEX) return explain_float_part(e, of);
    const Job *job = e->run.jobs + position;
    if (job->mode == JOB_DONE || (job->flags & JOB_WAS_DONE)) {
        add_step(e, of, CAUSE_ACTUAL, NO_INDEX);
        return late_end;
    }
    bool of_start = is_float_of_start(&e->run, position, row);
    LateNext next = {of.task, of_start ? EXPLAIN_LATE_START : EXPLAIN_LATE_FINISH};
    push_step(e, (ExplainStep){of.task, of.of, late_date(e, next), (int32_t)CAUSE_LATE_DATE, row->total_float,
                               NO_INDEX});
    return next;
}

static LateNext explain_one(LateExplainer *e, LateNext of) {
    if (e->run.schedule.tasks[of.task].late_finish == MINUTE_NONE) return late_end;
    if (of.of == EXPLAIN_TOTAL_FLOAT) return explain_float(e, of);
    if (!graph_is_leaf(&e->run.graph, of.task)) return explain_late_part(e, of);
    int32_t position = e->run.graph.leaf[of.task];
    if (position == NO_INDEX) return late_end;
    if (e->run.graph.kind[position] == NODE_SPAN) {
        add_step(e, of, CAUSE_CHILDREN, NO_INDEX);
        return late_end;
    }
    return of.of == EXPLAIN_LATE_FINISH ? explain_late_finish(e, of) : explain_late_start(e, of);
}

LateExplainer *late_explainer_make(Arena *arena, const Plan *plan) {
    PlanFault *fault = arena_new(arena, PlanFault);
    LateExplainer *e = arena_new(arena, LateExplainer);
    if (!fault || !e || !plan_check(plan, fault)) return NULL;
    *e = (LateExplainer){.run = {.arena = arena, .plan = plan, .fault = fault}};
    if (!rows_reserve(&e->run) || !run_prepare(&e->run)) return NULL;
    if (plan->options.share_people) {
        e->run.kept_wait = arena_array(arena, Wait, e->run.graph.node_count);
        if (!e->run.kept_wait) return NULL;
    }
    if (!run_passes(&e->run)) return NULL;
    e->run.wait = e->run.kept_wait;
    return e;
}

static bool chain(LateExplainer *e, LateNext of, ExplainStep **ret, int *ret_count) {
    const Arena *arena = e->run.arena;
    if (of.task < 0 || of.task >= e->run.plan->task_count) return false;
    int64_t most = 4 * (int64_t)e->run.plan->task_count + 4;
    mem_zero(&e->steps, sizeof e->steps);
    while (of.task != NO_INDEX && e->steps.count < most && !arena->full) of = explain_one(e, of);
    *ret = e->steps.at;
    *ret_count = e->steps.count;
    return !arena->full;
}

bool late_explainer_chain(LateExplainer *e, int32_t task, bool of_finish, ExplainStep **ret, int *ret_count) {
    return chain(e, (LateNext){task, of_finish ? EXPLAIN_LATE_FINISH : EXPLAIN_LATE_START}, ret, ret_count);
}

bool schedule_explain_float(Arena *arena, const Plan *plan, int32_t task, ExplainStep **ret, int *ret_count) {
    LateExplainer *e = late_explainer_make(arena, plan);
    return e && chain(e, (LateNext){task, EXPLAIN_TOTAL_FLOAT}, ret, ret_count);
}

bool schedule_explain_late(Arena *arena, const Plan *plan, int32_t task, bool of_finish, ExplainStep **ret,
                           int *ret_count) {
    LateExplainer *e = late_explainer_make(arena, plan);
    return e && late_explainer_chain(e, task, of_finish, ret, ret_count);
}

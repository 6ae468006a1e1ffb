/* Explanations recomputed: from the moment that a step names, along the link that it names, the date that it
 * explains comes out, lag, calendar and all. */
#include "base/cleanup.h"
#include "engine/check.h"
#include "engine/run.h"
#include "random_plan.h"
#include "test.h"

/* What the link asks of its successor when its predecessor's date is `moment`. */
static Minute bound_by(const Run *run, const Schedule *schedule, int32_t index, Minute moment, int32_t *how) {
    const Graph *graph = &run->graph;
    const Link *link = run->plan->links + index;
    int32_t to = graph->leaf[link->successor], edge;
    if (to == NO_INDEX) to = graph->entry[link->successor];
    for (edge = graph->first_in[to]; graph->link[edge] != index;) edge++;
    int32_t from = graph->in[edge].node, lag;
    *how = graph->in[edge].how;
    lag = edge_lag(*how);
    if (edge_lag_kind(*how) == LAG_PERCENT) {
        const TaskSchedule *row = schedule->tasks + link->predecessor;
        lag = (int32_t)((int64_t)worktime_between(run->jobs[from].time, row->start, row->finish) * lag / 100);
    }
    return lag_after(run_lag_time(run, from, to), moment, edge_lag_kind(*how), lag);
}

static void check_link(const Run *run, const Schedule *schedule, const ExplainStep *step, Minute from,
                       bool moved) {
    const Job *job = run->jobs + run->graph.leaf[step->task];
    const TaskSchedule *row = schedule->tasks + step->task;
    int32_t how, minutes = job->mode == JOB_STARTED ? job->more->remaining : job->minutes;
    Minute bound = bound_by(run, schedule, step->index, from, &how);
    Minute start = how & EDGE_TO_FINISH ? job_start_to_reach(job, bound, minutes) : bound;
    if (moved) CHECK_INT(step->moment, bound);
    if (step->of_finish) CHECK_INT(row->finish, job_finish(job, start, minutes));
    else CHECK_INT(row->start, job_start(job, start));
}

static void check_chain(Run *run, const Schedule *schedule, int32_t task, int *links) {
    ExplainStep *steps;
    int count;
    CHECK(schedule_explain(run->arena, run->plan, schedule, task, true, &steps, &count));
    for (int i = 0; i + 1 < count; i++) {
        if (steps[i].cause != CAUSE_LINK || steps[i].of_finish >= EXPLAIN_LATE_START) continue;
        bool moved = i > 0 && steps[i - 1].cause == CAUSE_CALENDAR;
        const TaskSchedule *row = schedule->tasks + steps[i + 1].task;
        bool of_finish =
            steps[i + 1].of_finish == EXPLAIN_FINISH || steps[i + 1].of_finish == EXPLAIN_LATE_FINISH;
        check_link(run, schedule, steps + i, of_finish ? row->finish : row->start, moved);
        ++*links;
    }
}

static void check_plan(Arena *arena, uint64_t seed, int *links) {
    Plan plan = random_plan(arena, seed, (RandomShape){30, seed % 3 == 0, true});
    /* A link from a summary does not count from a level of effort below it. */
    for (int32_t i = 0; i < plan.task_count; i++)
        plan.tasks[i].flags &= ~(TASK_LEVEL_OF_EFFORT | TASK_WBS_SUMMARY);
    Schedule schedule;
    PlanFault fault;
    Run run = {.arena = arena, .plan = &plan, .fault = &fault};
    CHECK(schedule_make(arena, &plan, &schedule, &fault));
    CHECK(graph_make(arena, &plan, &run.graph, &fault) && jobs_reserve(&run) && jobs_make(&run));
    for (int32_t i = 0; i < plan.task_count; i++)
        if (schedule.tasks[i].start != MINUTE_NONE) check_chain(&run, &schedule, i, links);
}

TEST(every_link_of_an_explanation_recomputes_to_the_date_shown) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int links = 0;
    for (uint64_t seed = 1; seed <= 2600; seed++) {
        arena_reset(&arena);
        check_plan(&arena, 90000 + seed, &links);
    }
    CHECK(links > 3000);
}

/* ---- late dates ---- */

/* The first cause of a late finish, in a plan of its own; false: it is none that can be moved. */
static bool move_first_cause(Plan *plan, const Schedule *schedule, const ExplainStep *last) {
    enum { LONG = 60 * 1440 }; /* longer than any time off */
    Task *task = plan->tasks + last->task;
    if (last->cause == CAUSE_DEADLINE) {
        task->deadline -= LONG;
        return true;
    }
    if (last->cause != CAUSE_PROJECT_END || plan->projects[task->project].rules & RULE_OPEN_ENDS)
        return false;
    for (int32_t i = 0; i < plan->project_count; i++)
        plan->projects[i].must_finish = schedule->tasks[last->task].late_finish - LONG;
    return true;
}

static void check_late_chain(const Schedule *schedule, int32_t task, const ExplainStep *steps, int count) {
    for (int i = 0; i < count; i++) {
        const TaskSchedule *row = schedule->tasks + steps[i].task;
        CHECK_INT(steps[i].moment,
                  steps[i].of_finish == EXPLAIN_LATE_FINISH ? row->late_finish : row->late_start);
        CHECK(i + 1 == count || steps[i].cause == CAUSE_LINK || steps[i].cause == CAUSE_WORK ||
              steps[i].cause == CAUSE_CHILDREN || steps[i].cause == CAUSE_RESOURCE);
    }
    CHECK_INT(steps[0].task, task);
}

/* A late date follows its first cause: two months earlier there is earlier here, whatever else asks for the
 * same.
 */
TEST(late_dates_follow_the_first_cause_of_their_explanation) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int moved = 0, links = 0, waits = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, seed, (RandomShape){30, seed % 2 == 0, true});
        Schedule before, after;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &before, &fault));
        for (int32_t task = 0; task < plan.task_count; task++) {
            ExplainStep *steps;
            int count;
            Plan changed;
            CHECK(schedule_explain_late(&arena, &plan, task, true, &steps, &count));
            if (count == 0) continue;
            check_late_chain(&before, task, steps, count);
            links += steps[0].cause == CAUSE_LINK;
            waits += steps[0].cause == CAUSE_RESOURCE;
            if (steps[0].cause == CAUSE_CHILDREN)
                continue; /* of a summary it is the latest, others may be as late */
            CHECK(plan_copy(&arena, &plan, &changed));
            if (!move_first_cause(&changed, &before, steps + count - 1)) continue;
            CHECK(schedule_make(&arena, &changed, &after, &fault));
            if (after.tasks[task].late_finish >= before.tasks[task].late_finish)
                test_fail(__FILE__, __LINE__, "seed %d, task %d: its late finish does not follow", (int)seed,
                          task);
            moved++;
        }
    }
    CHECK(moved > 1000 && links > 200 && waits > 50);
}

/* ---- total float ---- */

static bool is_room_until(const Schedule *schedule, int32_t task, const ExplainStep *step) {
    const TaskSchedule *row = schedule->tasks + task;
    return step->index == row->total_float &&
           (step->moment == row->late_start || step->moment == row->late_finish);
}

/* Down the parts of summaries to a leaf, whose float is the room until a late date; that is explained. */
static void check_float_chain(const Schedule *schedule, int32_t task, const ExplainStep *steps, int count) {
    int at = 0;
    for (; at < count && steps[at].cause == CAUSE_CHILDREN; at++) {
        CHECK_INT(schedule->tasks[steps[at].index].total_float, schedule->tasks[task].total_float);
        CHECK_INT(steps[at].of_finish, EXPLAIN_TOTAL_FLOAT);
    }
    CHECK(at < count);
    if (steps[at].cause == CAUSE_ACTUAL) {
        CHECK_INT(schedule->tasks[steps[at].task].total_float, 0);
        return;
    }
    CHECK_INT(steps[at].cause, CAUSE_LATE_DATE);
    CHECK(is_room_until(schedule, steps[at].task, steps + at));
    CHECK(at + 1 < count && steps[at + 1].task == steps[at].task);
    CHECK_INT(steps[at + 1].moment, steps[at].moment);
}

TEST(total_floats_shrink_with_the_first_cause_of_their_explanation) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int moved = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, seed, (RandomShape){30, seed % 2 == 0, true});
        Schedule before, after;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &before, &fault));
        for (int32_t task = 0; task < plan.task_count; task++) {
            const TaskSchedule *row = before.tasks + task;
            ExplainStep *steps;
            int count;
            Plan changed;
            CHECK(schedule_explain_float(&arena, &plan, task, &steps, &count));
            if (count == 0) continue;
            check_float_chain(&before, task, steps, count);
            if (steps[0].cause != CAUSE_LATE_DATE || !plan_copy(&arena, &plan, &changed)) continue;
            if (!move_first_cause(&changed, &before, steps + count - 1)) continue;
            CHECK(schedule_make(&arena, &changed, &after, &fault));
            if (after.tasks[task].start != row->start || after.tasks[task].early_start != row->early_start)
                continue; /* it follows its late dates */
            if (after.tasks[task].total_float >= row->total_float)
                test_fail(__FILE__, __LINE__, "seed %d, task %d: its float does not follow", (int)seed, task);
            moved++;
        }
    }
    CHECK(moved > 1000);
}

/* ---- cost ---- */

TEST(the_parts_of_a_cost_are_the_cost_to_the_cent) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int found[COST_PART + 1] = {0};
    for (uint64_t seed = 1; seed <= 800; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 7000 + seed, (RandomShape){30, seed % 3 == 0});
        Schedule schedule;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        for (int32_t task = 0; task < plan.task_count; task++) {
            CostPart *parts;
            int count;
            int64_t cents = 0, work = 0;
            CHECK(schedule_explain_cost(&arena, &plan, task, &parts, &count));
            for (int i = 0; i < count; i++) {
                CHECK(parts[i].cents != 0);
                cents += parts[i].cents;
                work += parts[i].work;
                found[parts[i].kind]++;
            }
            CHECK_INT(cents, schedule.tasks[task].cost_cents);
            CHECK(work <= schedule.tasks[task].work); /* work without a rate is no part of a cost */
        }
    }
    for (int kind = 0; kind <= COST_PART; kind++) CHECK(found[kind] > 100);
}

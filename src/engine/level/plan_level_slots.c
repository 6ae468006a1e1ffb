/* Levelling of a plan by the solver of level.h: the same tasks in slots of working time.
 *
 * Only an order comes back: calendars, lags and constraints are kept by the pass that places by it, so that
 * here a slot may be coarse. A job's duration is the working time of its project's calendar between its early
 * dates; a floor or lag is a job of that length that needs nobody. Of many resources only those count of
 * whom most is asked. */
#include "base/mem.h"
#include "base/vec.h"
#include "engine/level/level.h"
#include "engine/level/plan_level_run.h"
#include "engine/sort.h"

enum {
    SLOTS_MOST = 60000,     /* of all jobs together */
    PLACES_MOST = 20000000, /* jobs placed by the solver: its part of the effort */
    ASK_EVERY = 16,         /* schedules, about: how often the solver asks whether to go on */
    PART = 2,               /* at most this part of the schedules */
};

typedef struct Slots {
    Leveller *leveller;
    LevelProblem problem;
    struct {
        VEC(LevelLink);
    } links;
    struct {
        VEC(int32_t);
    } lengths;         /* minutes, of jobs behind the positions' */
    int32_t *minutes;  /* by position */
    int32_t *resource; /* of the problem: the plan's */
    int32_t *column;   /* by resource of the plan: of the problem, or NO_INDEX */
    int32_t slot;      /* minutes */
    Minute begin;
    bool full;
    int64_t asked; /* how often the solver wanted to know whether to go on */
} Slots;

static const WorkTime *project_time(const Run *run, int32_t position) {
    return run->times[run->plan->projects[run->jobs[position].project].calendar];
}

static void add_link(Slots *slots, int32_t before, int32_t after) {
    LevelLink *link = vec_push(slots->leveller->run.arena, &slots->links);
    if (link) *link = (LevelLink){before, after};
    else slots->full = true;
}

/* A job that only takes time, between two others or, with NO_INDEX, from the beginning. */
static void add_gap(Slots *slots, int32_t before, int32_t after, int32_t minutes) {
    int32_t *length = vec_push(slots->leveller->run.arena, &slots->lengths);
    if (!length) {
        slots->full = true;
        return;
    }
    *length = minutes;
    int32_t job = slots->leveller->run.graph.node_count + slots->lengths.count - 1;
    if (before != NO_INDEX) add_link(slots, before, job);
    add_link(slots, job, after);
}

static void add_links(Slots *slots, int32_t position) {
    const Run *run = &slots->leveller->run;
    for (int32_t i = run->graph.first_in[position]; i < run->graph.first_in[position + 1]; i++) {
        Edge edge = run->graph.in[i];
        bool plain = !(edge.how & (EDGE_FROM_START | EDGE_TO_FINISH));
        int32_t lag = plain && !(edge.how & EDGE_BOTH) ? edge_lag(edge.how) : 0;
        if (!plain || lag < 0) continue;
        if (lag > 0 && edge_lag_kind(edge.how) != LAG_PERCENT) add_gap(slots, edge.node, position, lag);
        else add_link(slots, edge.node, position);
    }
}

static int32_t greatest_divisor(int32_t a, int32_t b) {
    while (b) {
        int32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void find_lengths(Slots *slots) {
    const Run *run = &slots->leveller->run;
    slots->begin = MINUTE_AFTER;
    for (int32_t p = 0; p < run->graph.node_count; p++)
        if (run->jobs[p].kind == NODE_LEAF) slots->begin = earlier(slots->begin, run->early[p].start);
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const Job *job = run->jobs + p;
        Dates early = run->early[p];
        add_links(slots, p);
        if (job->kind != NODE_LEAF) continue;
        slots->minutes[p] = worktime_between(project_time(run, p), early.start, early.finish);
        int32_t floor =
            job->mode == JOB_DONE ? 0 : worktime_between(project_time(run, p), slots->begin, job->floor);
        if (job->mode == JOB_DONE) slots->minutes[p] = 0;
        if (floor > 0) add_gap(slots, NO_INDEX, p, floor);
    }
}

/* As coarse as need be. */
static void find_slot(Slots *slots) {
    int32_t divisor = 0, count = slots->leveller->run.graph.node_count;
    int64_t sum = 0;
    for (int32_t i = 0; i < count + slots->lengths.count; i++) {
        int32_t minutes = i < count ? slots->minutes[i] : slots->lengths.at[i - count];
        divisor = greatest_divisor(minutes, divisor);
        sum += minutes;
    }
    slots->slot = divisor ? divisor : 1;
    while (sum / slots->slot > SLOTS_MOST) slots->slot *= 2;
}

/* The resources of whom most is asked, by their units. */
static bool choose_resources(Slots *slots) {
    Leveller *leveller = slots->leveller;
    const Run *run = &leveller->run;
    int32_t count = run->plan->resource_count;
    int64_t *keys = arena_array(run->arena, int64_t, count);
    slots->column = arena_array(run->arena, int32_t, count);
    slots->resource = arena_array(run->arena, int32_t, LEVEL_RESOURCES_MAX);
    slots->problem.capacity = arena_array(run->arena, int32_t, LEVEL_RESOURCES_MAX);
    if (!keys || !slots->column || !slots->resource || !slots->problem.capacity) return false;
    for (int32_t r = 0; r < count; r++) {
        const WorkResource *resource = run->plan->resources + r;
        bool counts = resource->units > 0 && resource->units <= LEVEL_CAPACITY_MAX && run->first_load;
        if (leveller->options->resources && !leveller->options->resources[r]) counts = false;
        int64_t asked = counts ? run->schedule.resources[r].work_minutes / resource->units : 0;
        keys[r] = sort_key(asked > INT32_MAX - 1 ? -INT32_MAX : -(int32_t)asked, r);
        slots->column[r] = NO_INDEX;
    }
    sort_keys(keys, count);
    for (int32_t i = 0; i < count && i < LEVEL_RESOURCES_MAX && sort_major(keys[i]) < 0; i++) {
        int32_t column = slots->problem.resource_count++, r = sort_minor(keys[i]);
        slots->column[r] = column;
        slots->resource[column] = r;
        slots->problem.capacity[column] = run->plan->resources[r].units;
    }
    return true;
}

static void ask_people(Slots *slots, int32_t position) {
    const Run *run = &slots->leveller->run;
    int32_t count, columns = slots->problem.resource_count;
    const Part *parts = job_parts(run, position, &count);
    for (int32_t i = 0; i < count; i++) {
        const Assignment *assignment = run->plan->assignments + parts[i].assignment;
        int32_t column = slots->column[assignment->resource];
        if (!parts[i].time || column == NO_INDEX) continue;
        int32_t *demand = slots->problem.demand + (int64_t)position * columns + column;
        *demand = least(*demand + least(assignment->units, slots->problem.capacity[column]),
                        slots->problem.capacity[column]);
    }
}

static bool make_problem(Slots *slots) {
    const Run *run = &slots->leveller->run;
    LevelProblem *problem = &slots->problem;
    int32_t count = run->graph.node_count, all = count + slots->lengths.count;
    if (all > LEVEL_JOBS_MAX || slots->links.count > LEVEL_LINKS_MAX) return false;
    problem->job_count = all;
    problem->link_count = slots->links.count;
    problem->links = slots->links.at;
    problem->first_mode = arena_array(run->arena, int32_t, all + 1);
    problem->duration = arena_array(run->arena, int32_t, all);
    problem->demand = arena_array(run->arena, int32_t, (int64_t)all * problem->resource_count + 1);
    if (!problem->first_mode || !problem->duration || !problem->demand) return false;
    for (int32_t i = 0; i < all; i++) {
        int32_t minutes = i < count ? slots->minutes[i] : slots->lengths.at[i - count];
        problem->first_mode[i + 1] = i + 1;
        problem->duration[i] = (minutes + slots->slot - 1) / slots->slot;
        if (i < count) ask_people(slots, i);
    }
    return true;
}

static bool keep_going(void *context) {
    Slots *slots = context;
    Leveller *leveller = slots->leveller;
    const PlanLevelOptions *options = leveller->options;
    slots->asked++;
    if (options->keep_going &&
        !options->keep_going(options->context, leveller->spent + ASK_EVERY * slots->asked))
        leveller->stopped = true;
    return !leveller->stopped;
}

static bool solve(Slots *slots, bool *ret) {
    Leveller *leveller = slots->leveller;
    const Run *run = &leveller->run;
    LevelAnswer answer;
    LevelFault fault;
    int64_t limit = (leveller->options->schedules - leveller->spent) / PART,
            most = PLACES_MOST / slots->problem.job_count;
    LevelOptions options = {limit < most ? limit : most, leveller->options->seed, slots, keep_going, NULL};
    if (options.schedules < 1) return true;
    if (!level_make(run->arena, &slots->problem, &options, &answer, &fault))
        return fault.kind != LEVEL_FAULT_MEMORY;
    leveller->spent += answer.schedules;
    for (int32_t p = 0; p < run->graph.node_count; p++) leveller->key[p] = answer.start[p];
    *ret = true;
    return true;
}

bool leveller_keys_from_slots(Leveller *leveller, bool *ret) {
    const Run *run = &leveller->run;
    Slots slots = {.leveller = leveller};
    *ret = false;
    ArenaMark mark = arena_mark(run->arena);
    slots.minutes = arena_array(run->arena, int32_t, run->graph.node_count);
    bool good = slots.minutes != NULL;
    if (good) find_lengths(&slots);
    if (good && !slots.full) find_slot(&slots);
    good = good && !slots.full && choose_resources(&slots);
    if (good && make_problem(&slots)) good = solve(&slots, ret);
    arena_release(run->arena, mark);
    return good;
}

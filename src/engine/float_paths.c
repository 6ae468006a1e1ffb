/* Walks over edges, backward and forward. See float_paths.h. */
#include "engine/float_paths.h"

#include "base/mem.h"
#include "engine/check.h"
#include "engine/longest.h"
#include "engine/rollup.h"
#include "engine/sort.h"

/* Which dates of a summary the links behind its end ask for. */
enum { ASKS_START = 1, ASKS_FINISH = 2 };

typedef struct Paths {
    const Run *run;
    FloatPlace *places; /* by row */
    int32_t *path;      /* by position: the path it is on, 0 none */
    int32_t *room;      /* by position: total float; of what has none of its own, the least behind it */
    uint8_t *asks;      /* by position of an exit */
    uint8_t *leads;     /* by position: to where its project's paths end */
    int32_t *made;      /* by project: paths */
    int32_t *walked;    /* positions of one tree by free float */
    int32_t walked_count;
} Paths;

static const PlanProject *project_at(const Paths *paths, int32_t position) {
    return job_project(paths->run, paths->run->jobs + position);
}

/* ---- Slack of an edge ---- */

/* Working minutes from one date to the other; where nothing bounds a node there is no end to them. */
static int32_t minutes_between(const WorkTime *time, Minute from, Minute to) {
    if (from <= MINUTE_BEFORE || to <= MINUTE_BEFORE) return DURATION_MINUTES_MAX;
    int32_t room = worktime_between(time, from, to);
    return room > 0 ? room : 0;
}

/* Working minutes between what an edge asks for and where its successor is. */
static int32_t slack_of(const Paths *paths, Edge edge, int32_t position) {
    const Run *run = paths->run;
    Dates to = run->planned[position], from = run->planned[edge.node];
    const WorkTime *time = run->jobs[position].time;
    if (!(edge.how & EDGE_BOTH)) {
        Minute bound = edge_bound(run, run->planned, edge, position);
        return minutes_between(time, bound, edge.how & EDGE_TO_FINISH ? to.finish : to.start);
    }
    int32_t start = minutes_between(time, from.start, to.start);
    int32_t finish = minutes_between(time, from.finish, to.finish);
    if (paths->asks[position] == ASKS_START) return start;
    return paths->asks[position] == ASKS_FINISH ? finish : least(start, finish);
}

/* By how many working minutes a node may slip for what an edge of `out` asks of it. */
static int32_t room_over(const Run *run, int32_t position, Edge out) {
    Hand asked = asked_by(run, position, out);
    Dates planned = run->planned[position];
    const WorkTime *time = run->jobs[position].time;
    int32_t room = DURATION_MINUTES_MAX;
    if (asked.late_start < MINUTE_AFTER)
        room = least(room, worktime_between(time, planned.start, asked.late_start));
    if (asked.late_finish < MINUTE_AFTER)
        room = least(room, worktime_between(time, planned.finish, asked.late_finish));
    return room;
}

/* By how many the end of the project lets it slip. */
static int32_t room_to_end(const Run *run, int32_t position) {
    if (run->graph.kind[position] != NODE_LEAF) return DURATION_MINUTES_MAX;
    return worktime_between(run->jobs[position].time, run->planned[position].finish,
                            end_of(run, run->planned, position));
}

/* ---- What the walks need to know of each node ---- */

static bool is_done(const Job *job) {
    return job->mode == JOB_DONE || (job->flags & JOB_WAS_DONE);
}

/* A task that is done and waited for nothing that is still to come. */
static bool is_past(const Paths *paths, int32_t position) {
    const Run *run = paths->run;
    if (run->graph.kind[position] != NODE_LEAF || !is_done(run->jobs + position)) return false;
    Minute status = project_at(paths, position)->status_date;
    return status == MINUTE_NONE || run->planned[position].finish <= status;
}

static void look_behind(Paths *paths, int32_t position) {
    const Run *run = paths->run;
    const Graph *graph = &run->graph;
    const Job *job = run->jobs + position;
    int32_t room = DURATION_MINUTES_MAX;
    for (int32_t i = graph->first_out[position]; i < graph->first_out[position + 1]; i++) {
        Edge edge = graph->out[i];
        if (edge.how & EDGE_BOTH) paths->asks[position] |= paths->asks[edge.node];
        else paths->asks[position] |= edge.how & EDGE_FROM_START ? ASKS_START : ASKS_FINISH;
        if (run->jobs[edge.node].project == job->project) paths->leads[position] |= paths->leads[edge.node];
        room = least(room, room_over(run, position, edge));
    }
    if (graph->kind[position] != NODE_EXIT) paths->asks[position] = 0;
    bool own = graph->kind[position] == NODE_LEAF && !is_done(job);
    paths->room[position] = own ? run->schedule.tasks[graph->row[position]].total_float : room;
}

/* Marks where paths end: the tasks that say so, and those below them; else all tasks of the project. */
static bool mark_ends(Paths *paths) {
    const Run *run = paths->run;
    const Plan *plan = run->plan;
    uint8_t *ends = arena_array(run->arena, uint8_t, plan->task_count);
    uint8_t *limited = arena_array(run->arena, uint8_t, plan->project_count);
    if (!ends || !limited) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        ends[i] = (task->flags & TASK_FLOAT_END) || (task->parent != NO_INDEX && ends[task->parent]);
        limited[task->project] |= ends[i];
    }
    for (int32_t p = 0; p < run->graph.node_count; p++)
        if (run->graph.kind[p] == NODE_LEAF)
            paths->leads[p] = !limited[run->jobs[p].project] || ends[run->graph.row[p]];
    return true;
}

/* ---- Choosing the next step ---- */

typedef struct Step {
    int32_t node; /* NO_INDEX: none yet */
    int32_t room;
    bool open;             /* neither done nor on a path */
    int32_t second, third; /* ties: the smaller one; ~finish is smaller the later it is */
} Step;

static bool is_better(Step a, Step b) {
    if (b.node == NO_INDEX || a.room != b.room) return b.node == NO_INDEX || a.room < b.room;
    if (a.open != b.open) return a.open;
    return a.second != b.second ? a.second < b.second : a.third < b.third;
}

static bool may_step(const Paths *paths, int32_t from, int32_t to) {
    const Run *run = paths->run;
    return paths->leads[to] && run->jobs[from].project == run->jobs[to].project;
}

static bool is_open(const Paths *paths, int32_t position) {
    return !paths->path[position] && !is_past(paths, position);
}

/* The node before this one, over the link with the least slack. */
static Step step_back(const Paths *paths, int32_t position, bool only_open) {
    const Graph *graph = &paths->run->graph;
    Step best = {.node = NO_INDEX};
    for (int32_t i = graph->first_in[position]; i < graph->first_in[position + 1]; i++) {
        int32_t from = graph->in[i].node;
        if (!may_step(paths, position, from)) continue;
        Step step = {from, slack_of(paths, graph->in[i], position), is_open(paths, from), paths->room[from],
                     i};
        if ((step.open || !only_open) && is_better(step, best)) best = step;
    }
    return best;
}

/* The row of the link that an edge of `out` is. */
static int32_t link_of(const Graph *graph, int32_t from, Edge out) {
    for (int32_t i = graph->first_in[out.node]; i < graph->first_in[out.node + 1]; i++)
        if (graph->in[i].node == from && graph->in[i].how == out.how) return graph->link[i];
    return NO_INDEX;
}

static Step step_forward(const Paths *paths, int32_t position) {
    const Run *run = paths->run;
    const Graph *graph = &run->graph;
    Step best = {.node = NO_INDEX};
    for (int32_t i = graph->first_out[position]; i < graph->first_out[position + 1]; i++) {
        Edge edge = graph->out[i];
        if (!may_step(paths, position, edge.node)) continue;
        /* The later finish is the smaller one; not by `-`, which a node without dates does not have. */
        Step step = {edge.node, room_over(run, position, edge), is_open(paths, edge.node),
                     ~run->planned[edge.node].finish, link_of(graph, position, edge)};
        if (is_better(step, best)) best = step;
    }
    return best.node != NO_INDEX && room_to_end(run, position) < best.room ? (Step){.node = NO_INDEX} : best;
}

/* ---- By total float ---- */

static void put(Paths *paths, int32_t position, int32_t path, int32_t *order) {
    const Graph *graph = &paths->run->graph;
    paths->path[position] = path;
    if (graph->kind[position] == NODE_LEAF)
        paths->places[graph->row[position]] = (FloatPlace){path, ++*order};
}

static int32_t begin_of_path(const Paths *paths, int32_t position) {
    for (;;) {
        Step step = step_back(paths, position, false);
        if (step.node == NO_INDEX || !step.open) return position;
        position = step.node;
    }
}

/* False: it met only nodes of summaries, which is no path. */
static bool path_through(Paths *paths, int32_t seed, int32_t path) {
    int32_t order = 0;
    Step step = {.node = begin_of_path(paths, seed), .open = true};
    for (; step.node != NO_INDEX && step.open; step = step_forward(paths, step.node))
        put(paths, step.node, path, &order);
    return order > 0;
}

static void paths_by_total(Paths *paths, int32_t seed, int32_t most, int32_t *made) {
    while (*made < most && !paths->path[seed]) *made += path_through(paths, seed, *made + 1);
}

/* ---- By free float ---- */

/* Back from the position; the orders are turned round, so that the first is where the path begins. */
static bool path_back(Paths *paths, int32_t position, int32_t path) {
    const Graph *graph = &paths->run->graph;
    int32_t order = 0, first = paths->walked_count;
    for (; position != NO_INDEX; position = step_back(paths, position, true).node) {
        put(paths, position, path, &order);
        paths->walked[paths->walked_count++] = position;
    }
    for (int32_t i = first; i < paths->walked_count; i++)
        if (graph->kind[paths->walked[i]] == NODE_LEAF) {
            FloatPlace *place = paths->places + graph->row[paths->walked[i]];
            place->order = order + 1 - place->order;
        }
    return order > 0;
}

/* All paths to one end: of links with equal slack the earlier path, and on it what is nearer to the end. */
static void paths_by_free(Paths *paths, int32_t end, int32_t most, int32_t *made) {
    paths->walked_count = 0;
    for (int32_t next = end; next != NO_INDEX && *made < most;) {
        *made += path_back(paths, next, *made + 1);
        Step best = {.node = NO_INDEX};
        for (int32_t i = 0; i < paths->walked_count; i++) {
            Step step = step_back(paths, paths->walked[i], true);
            if (step.node != NO_INDEX && (best.node == NO_INDEX || step.room < best.room)) best = step;
        }
        next = best.node;
    }
}

/* ---- All paths ---- */

/* Positions for which paths are made, in order: by total float the least, by free float the last finish. */
static int64_t *seeds_in_order(const Paths *paths, int32_t *ret_count) {
    const Run *run = paths->run;
    int32_t count = 0;
    int64_t *keys = arena_array(run->arena, int64_t, run->graph.node_count);
    int32_t *by_rank = arena_array(run->arena, int32_t, run->graph.node_count);
    if (!keys || !by_rank) return NULL;
    for (int32_t row = 0; row < run->plan->task_count; row++) {
        int32_t p = run->graph.leaf[row];
        if (p == NO_INDEX || run->graph.kind[p] != NODE_LEAF || is_done(run->jobs + p) || !paths->leads[p] ||
            !project_at(paths, p)->float_paths)
            continue;
        bool by_free = project_at(paths, p)->float_paths_by == FLOAT_PATHS_BY_FREE;
        keys[count++] = sort_key(by_free ? paths->room[p] : ~run->planned[p].finish, row);
    }
    sort_keys(keys, count);
    for (int32_t i = 0; i < count; i++) {
        int32_t p = by_rank[i] = run->graph.leaf[sort_minor(keys[i])];
        bool by_free = project_at(paths, p)->float_paths_by == FLOAT_PATHS_BY_FREE;
        keys[i] = sort_key(by_free ? ~run->planned[p].finish : paths->room[p], i);
    }
    sort_keys(keys, count);
    for (int32_t i = 0; i < count; i++) keys[i] = by_rank[sort_minor(keys[i])];
    *ret_count = count;
    return keys;
}

static bool find_paths(Paths *paths) {
    int32_t count = 0;
    const Run *run = paths->run;
    if (!mark_ends(paths)) return false;
    for (int32_t p = run->graph.node_count - 1; p >= 0; p--) look_behind(paths, p);
    int64_t *seeds = seeds_in_order(paths, &count);
    if (!seeds) return false;
    for (int32_t i = 0; i < count; i++) {
        int32_t seed = (int32_t)seeds[i];
        const PlanProject *project = project_at(paths, seed);
        int32_t *made = paths->made + run->jobs[seed].project;
        if (paths->path[seed]) continue;
        if (project->float_paths_by == FLOAT_PATHS_BY_FREE)
            paths_by_free(paths, seed, project->float_paths, made);
        else paths_by_total(paths, seed, project->float_paths, made);
    }
    return true;
}

bool float_places_reserve(Run *run) {
    run->any_float_paths = false;
    for (int32_t i = 0; i < run->plan->project_count; i++)
        run->any_float_paths |= run->plan->projects[i].float_paths > 0;
    if (run->any_float_paths && !run->float_room)
        run->float_room = arena_array(run->arena, FloatPlace, run->plan->task_count);
    run->schedule.float_places = run->any_float_paths ? run->float_room : NULL;
    return !run->any_float_paths || run->float_room;
}

bool mark_float_paths(Run *run) {
    int32_t nodes = run->graph.node_count;
    ArenaMark mark = arena_mark(run->arena);
    Paths paths = {
        .run = run,
        .places = run->schedule.float_places,
        .path = arena_array(run->arena, int32_t, nodes),
        .room = arena_array(run->arena, int32_t, nodes),
        .asks = arena_array(run->arena, uint8_t, nodes),
        .leads = arena_array(run->arena, uint8_t, nodes),
        .made = arena_array(run->arena, int32_t, run->plan->project_count),
        .walked = arena_array(run->arena, int32_t, nodes),
    };
    mem_zero(paths.places, (size_t)run->plan->task_count * sizeof *paths.places);
    bool room = paths.path && paths.room && paths.asks && paths.leads && paths.made && paths.walked;
    bool ok = room && find_paths(&paths);
    arena_release(run->arena, mark);
    return ok || fault_memory(run->fault);
}

/* Levelling of a plan: preparation, one pass with its score, and the answer. See plan_level.h.
 *
 * A pass is that of share.c: every task at the earliest moment at which links, calendars and people allow it,
 * one after the other by its key. Search is only about keys. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/level/plan_level_run.h"
#include "engine/rollup.h"
#include "engine/sort.h"

enum { WEIGHTS = 3 };

/* ---- Preparation ---- */

/* A copy with one more assignment for each choice, to its first candidate for the time being. */
static bool copy_plan(Arena *arena, const Plan *plan, const PlanLevelOptions *options, Plan *ret) {
    int32_t count = plan->assignment_count;
    *ret = *plan;
    ret->options.share_people = 0;
    ret->tasks = arena_array(arena, Task, plan->task_count);
    ret->assignments = arena_array(arena, Assignment, (int64_t)count + options->choice_count);
    if (!ret->tasks || !ret->assignments) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        ret->tasks[i] = plan->tasks[i];
        if (!options->tasks || options->tasks[i]) ret->tasks[i].leveling_delay = 0;
    }
    for (int32_t i = 0; i < count; i++) ret->assignments[i] = plan->assignments[i];
    for (int32_t i = 0; i < options->choice_count; i++) {
        const LevelChoice *choice = options->choices + i;
        LevelCandidate first = options->candidates[choice->first];
        int32_t work = duration_clamp(((int64_t)choice->work * 100 + first.speed - 1) / first.speed);
        ret->assignments[ret->assignment_count++] =
            (Assignment){choice->task, first.resource, choice->units, work};
    }
    return true;
}

/* Early and late dates without sharing. */
static void find_early_and_late(Leveller *leveller) {
    Run *run = &leveller->run;
    early_pass(run);
    find_project_ends(run, run->early);
    for (int32_t p = run->graph.node_count - 1; p >= 0; p--) {
        Late late;
        backward_node(run, run->early, p, &late);
        bool leaf = run->jobs[p].kind == NODE_LEAF;
        leveller->late_start[p] = leaf ? late.dates.start : MINUTE_AFTER;
        leveller->late_finish[p] = leaf ? late.dates.finish : MINUTE_AFTER;
        if (leaf && run->jobs[p].flags & JOB_FROM_FINISH) hold_by_early(run, p, &late);
        if (leaf && run->jobs[p].flags & JOB_ALAP) run->alap_room[p] = late.dates.start;
    }
    for (int32_t i = 0; i < run->plan->project_count; i++) {
        LevelledProject *project = leveller->answer.projects + i;
        *project = (LevelledProject){MINUTE_NONE, MINUTE_NONE, MINUTE_NONE};
    }
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        LevelledProject *project = leveller->answer.projects + run->jobs[p].project;
        if (run->jobs[p].kind != NODE_LEAF) continue;
        project->finish_before = later(project->finish_before, run->early[p].finish);
        if (leveller->options->choice_count == 0) project->lower_bound = project->finish_before;
    }
}

/* The latest start that levelling may give: within the float, and as an honoured constraint says. */
static Minute latest_start(Leveller *leveller, int32_t position) {
    const Job *job = leveller->run.jobs + position;
    bool started = job->mode == JOB_STARTED;
    Minute latest = MINUTE_AFTER;
    if (leveller->options->within_float)
        latest = started ? job_start_for(job, leveller->late_finish[position], job->more->remaining)
                         : leveller->late_start[position];
    if (!started && job->more) latest = earlier(latest, job->more->ceiling);
    leveller->limits |= latest < MINUTE_AFTER;
    return latest;
}

/* What cannot wait and comes behind nothing that can stays at its early dates. */
static bool find_settled(Leveller *leveller) {
    const Run *run = &leveller->run;
    const PlanLevelOptions *options = leveller->options;
    int32_t count = run->graph.node_count;
    uint8_t *moves = arena_array(run->arena, uint8_t, count),
            *settled = arena_array(run->arena, uint8_t, count);
    Minute *latest = arena_array(run->arena, Minute, count);
    if (!moves || !settled || !latest) return false;
    for (int32_t p = 0; p < count; p++) {
        const Job *job = run->jobs + p;
        bool leaf = job->kind == NODE_LEAF, open = leaf && job->mode == JOB_OPEN;
        bool whole = run->plan->tasks[run->graph.row[p]].flags & TASK_WHOLE;
        bool started = leaf && job->mode == JOB_STARTED && options->split && !whole;
        moves[p] = (open || started) && (!options->tasks || options->tasks[run->graph.row[p]]);
        settled[p] = !moves[p];
        for (int32_t i = run->graph.first_in[p]; i < run->graph.first_in[p + 1]; i++)
            settled[p] &= settled[run->graph.in[i].node];
        latest[p] = moves[p] ? latest_start(leveller, p) : MINUTE_AFTER;
    }
    leveller->share.moves = moves;
    leveller->share.settled = settled;
    leveller->share.split = options->split;
    if (options->split) {
        leveller->share.pieces = &leveller->pieces;
        leveller->share.piece_of = arena_array(run->arena, int32_t, count);
        if (!leveller->share.piece_of) return false;
        for (int32_t p = 0; p < count; p++) leveller->share.piece_of[p] = NO_INDEX;
        leveller->run.pieces = leveller->share.pieces;
        leveller->run.piece_of = leveller->share.piece_of;
    }
    leveller->share.limited = options->resources;
    if (leveller->limits) leveller->share.latest = latest;
    return true;
}

/* The more important a task is, the more its waiting counts. */
static bool take_priorities(Leveller *leveller) {
    const Run *run = &leveller->run;
    int32_t most = 1;
    if (!share_urgency_of_priority(&leveller->share)) return false;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        int32_t rank = leveller->rank[p] = leveller->share.urgency[p];
        if (rank != INT32_MAX && rank > most) most = rank;
    }
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        int32_t rank = leveller->rank[p];
        bool last = rank == INT32_MAX;
        leveller->weight[p] = last ? 1 : 1 + (int32_t)((int64_t)WEIGHTS * (most - later(rank, 0)) / most);
    }
    return true;
}

/* Somebody who is assigned twice to a job, or beyond his units, is overloaded by it alone; so that work does
 * not show how long he is busy at least. */
static bool is_fair(const Run *run, Load load) {
    int32_t count, found = 0, resource = run->plan->assignments[run->parts[load.part].assignment].resource;
    const Part *parts = job_parts(run, load.position, &count);
    for (int32_t i = 0; i < count; i++)
        found += run->plan->assignments[parts[i].assignment].resource == resource;
    return found == 1 && run->plan->assignments[run->parts[load.part].assignment].units <=
                             run->plan->resources[resource].units;
}

/* Energy: what people of whom a project asks much cannot do before they have begun; parts of one calendar
 * each, without the delays in which nobody is held. Parts that can begin early come last. */
static Minute energy_bound(const Leveller *leveller, int32_t project, int32_t resource,
                           const WorkTime *time) {
    const Run *run = &leveller->run;
    int64_t *keys = leveller->order, energy = 0;
    int32_t count = 0, units = run->plan->resources[resource].units;
    Minute bound = MINUTE_NONE;
    for (int32_t i = run->first_load[resource]; i < run->first_load[resource + 1]; i++) {
        const Job *job = run->jobs + run->loads[i].position;
        const Part *part = run->parts + run->loads[i].part;
        bool counts = job->project == project && job->mode == JOB_OPEN && part->time == time;
        if (counts && is_fair(run, run->loads[i]))
            keys[count++] = sort_key(run->early[run->loads[i].position].start, i);
    }
    sort_keys(keys, count);
    for (int32_t i = count - 1; i >= 0; i--) {
        const Part *part = run->parts + run->loads[sort_minor(keys[i])].part;
        energy += (int64_t)(part->minutes - part->delay) * run->plan->assignments[part->assignment].units;
        int64_t minutes = (energy + units - 1) / units;
        if (minutes > DURATION_MINUTES_MAX) return bound;
        bound = later(bound, worktime_add(time, sort_major(keys[i]), (int32_t)minutes));
    }
    return bound;
}

/* Choices leave it open whose time it is. */
static void raise_bounds(Leveller *leveller) {
    const Run *run = &leveller->run;
    if (!run->loads || leveller->options->choice_count) return;
    for (int32_t r = 0; r < run->plan->resource_count; r++) {
        const WorkResource *resource = run->plan->resources + r;
        if (resource->units < 1 || (leveller->options->resources && !leveller->options->resources[r]))
            continue;
        if (leveller->options->tasks || leveller->limits) continue;
        for (int32_t i = 0; i < run->plan->project_count; i++) {
            int32_t calendar =
                resource->calendar == NO_INDEX ? run->plan->projects[i].calendar : resource->calendar;
            Minute bound =
                run->times[calendar] ? energy_bound(leveller, i, r, run->times[calendar]) : MINUTE_NONE;
            Minute *lower = &leveller->answer.projects[i].lower_bound;
            *lower = later(*lower, bound);
        }
    }
}

static bool reserve(Leveller *leveller) {
    Run *run = &leveller->run;
    int32_t count = run->graph.node_count;
    run->planned = arena_array(run->arena, Dates, count);
    if (run->alap_count) run->alap_room = arena_array(run->arena, Minute, count);
    leveller->rank = arena_array(run->arena, int32_t, count);
    leveller->weight = arena_array(run->arena, int32_t, count);
    leveller->key = arena_array(run->arena, int32_t, count);
    leveller->kept = arena_array(run->arena, int32_t, count);
    leveller->behind = arena_array(run->arena, Behind, count);
    leveller->kept_last = arena_array(run->arena, int32_t, run->plan->project_count);
    leveller->late_start = arena_array(run->arena, Minute, count);
    leveller->late_finish = arena_array(run->arena, Minute, count);
    leveller->order = arena_array(run->arena, int64_t, count + run->plan->assignment_count);
    leveller->finish = arena_array(run->arena, Minute, run->plan->project_count);
    leveller->answer.tasks = arena_array(run->arena, LevelledTask, run->plan->task_count);
    leveller->answer.projects = arena_array(run->arena, LevelledProject, run->plan->project_count);
    leveller->answer.persons = arena_array(run->arena, int32_t, leveller->options->choice_count + 1);
    return run->planned && (!run->alap_count || run->alap_room) && leveller->rank && leveller->weight &&
           leveller->key && leveller->kept && leveller->behind && leveller->kept_last &&
           leveller->late_start && leveller->late_finish && leveller->order && leveller->finish &&
           leveller->answer.tasks && leveller->answer.projects && leveller->answer.persons;
}

static bool overload_of(Leveller *leveller, int64_t *ret) {
    Run *run = &leveller->run;
    *ret = 0;
    if (!loads_make(run) || !run_follow(run)) return false;
    for (int32_t i = 0; run->loads && i < run->plan->resource_count; i++) {
        if (leveller->options->resources && !leveller->options->resources[i]) continue;
        if (!find_overload(run, i)) return false;
        *ret += run->schedule.resources[i].overload_minutes;
    }
    return true;
}

static bool prepare(Leveller *leveller) {
    Run *run = &leveller->run;
    if (!rows_reserve(run)) return fault_memory(run->fault);
    if (!run_prepare(run)) return false;
    if (!reserve(leveller)) return fault_memory(run->fault);
    find_early_and_late(leveller);
    if (run->alap_count) {
        for (int32_t p = 0; p < run->graph.node_count; p++)
            if (!(run->jobs[p].flags & JOB_ALAP)) run->alap_room[p] = MINUTE_NONE;
        run->alap_floor = run->alap_room;
        forward_pass(run, run->early);
    }
    Dates *planned = run->planned;
    run->planned = run->early;
    bool good = overload_of(leveller, &leveller->answer.overload_before);
    run->planned = planned;
    if (!good || !share_make(&leveller->share, run)) return fault_memory(run->fault);
    leveller->share.linked = arena_array(run->arena, Minute, run->graph.node_count);
    if (!leveller->share.linked || !find_settled(leveller) || !leveller_take_choices(leveller) ||
        !take_priorities(leveller))
        return fault_memory(run->fault);
    raise_bounds(leveller);
    return true;
}

/* ---- A pass and its score ---- */

bool score_is_less(const LevelScore *a, const LevelScore *b) {
    if (a->refused != b->refused) return a->refused < b->refused;
    if (a->late != b->late) return a->late < b->late;
    if (a->finish != b->finish) return a->finish < b->finish;
    return a->waiting < b->waiting;
}

static int64_t minutes_after(Minute at, Minute limit) {
    return limit != MINUTE_NONE && at > limit ? (int64_t)at - limit : 0;
}

static LevelScore score_of(Leveller *leveller) {
    const Run *run = &leveller->run;
    LevelScore score = {.refused = leveller->share.refused};
    for (int32_t i = 0; i < run->plan->project_count; i++) leveller->finish[i] = MINUTE_NONE;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const Job *job = run->jobs + p;
        Dates dates = run->planned[p];
        if (job->kind != NODE_LEAF) continue;
        leveller->finish[job->project] = later(leveller->finish[job->project], dates.finish);
        if (job->flags & JOB_DEADLINE)
            score.late += minutes_after(dates.finish, run->plan->tasks[run->graph.row[p]].deadline);
        score.waiting += leveller->weight[p] * ((int64_t)dates.finish - run->early[p].finish);
    }
    for (int32_t i = 0; i < run->plan->project_count; i++) {
        Minute finish = leveller->finish[i];
        if (finish == MINUTE_NONE) continue;
        score.late += minutes_after(finish, run->plan->projects[i].must_finish);
        score.finish += (int64_t)finish - FIRST_MINUTE;
    }
    return score;
}

/* With by_rank the key decides only among equal ranks. */
static void order_by_rank(Leveller *leveller) {
    int32_t count = leveller->run.graph.node_count, *urgency = leveller->share.urgency;
    int64_t *order = leveller->order;
    for (int32_t p = 0; p < count; p++) order[p] = sort_key(urgency[p], p);
    sort_keys(order, count);
    for (int32_t i = 0; i < count; i++) urgency[sort_minor(order[i])] = i;
    for (int32_t p = 0; p < count; p++) order[p] = sort_key(leveller->rank[p], urgency[p]);
    /* Places by key, made unique, are then found again by them. */
    for (int32_t p = 0; p < count; p++) leveller->run.share_order[urgency[p]] = p;
    sort_keys(order, count);
    for (int32_t i = 0; i < count; i++) urgency[leveller->run.share_order[sort_minor(order[i])]] = i;
}

/* Between the pieces of what was cut; it waits for the last of them. */
static void add_pauses(Leveller *leveller, int32_t position, LevelledTask *task) {
    const Run *run = &leveller->run;
    const WorkTime *time = run->jobs[position].time;
    int32_t count, done = 0;
    const Piece *pieces = run_pieces(run, position, &count);
    for (int32_t i = 0; i + 1 < count; i++) {
        done += worktime_between(time, pieces[i].dates.start, pieces[i].dates.finish);
        Pause *pause = vec_push(run->arena, &leveller->pauses);
        if (pause)
            *pause = (Pause){run->graph.row[position], done,
                             worktime_between(time, pieces[i].dates.finish, pieces[i + 1].dates.start)};
        task->until = pieces[i + 1].dates.start;
    }
}

static void answer_task(Leveller *leveller, int32_t position, LevelledTask *task) {
    const Run *run = &leveller->run;
    const Job *job = run->jobs + position;
    const Wait *wait = run->wait + position;
    Dates dates = run->planned[position];
    *task = (LevelledTask){dates.start, dates.finish, MINUTE_NONE, MINUTE_NONE, 0, NO_INDEX, NO_INDEX};
    if (wait->resource == NO_INDEX) return;
    bool started = job->mode == JOB_STARTED;
    Minute start = started ? job_start_for(job, dates.finish, job->more->remaining) : dates.start;
    if (started) task->resume = start;
    task->until = start;
    task->delay = start - leveller->share.linked[position];
    task->resource = wait->resource;
    task->for_task = wait->task;
}

/* The pass just made is the best so far. */
static bool take_answer(Leveller *leveller) {
    Run *run = &leveller->run;
    PlanLevelAnswer *answer = &leveller->answer;
    for (int32_t i = 0; i < run->plan->task_count; i++)
        answer->tasks[i] =
            (LevelledTask){MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, 0, NO_INDEX, NO_INDEX};
    int32_t chosen = run->plan->assignment_count - leveller->options->choice_count;
    for (int32_t i = 0; i < leveller->options->choice_count; i++)
        answer->persons[i] = run->plan->assignments[chosen + i].resource;
    answer->waiting_minutes = 0;
    leveller->pauses.count = 0;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        if (run->jobs[p].kind != NODE_LEAF) continue;
        answer_task(leveller, p, answer->tasks + run->graph.row[p]);
        answer->waiting_minutes += answer->tasks[run->graph.row[p]].delay;
    }
    for (int32_t i = 0; i < run->plan->task_count; i++)
        if (run->graph.leaf[i] != NO_INDEX) add_pauses(leveller, run->graph.leaf[i], answer->tasks + i);
    answer->pauses = leveller->pauses.at;
    answer->pause_count = leveller->pauses.count;
    answer->proven = leveller->score.late == 0 && leveller->score.refused == 0;
    for (int32_t i = 0; i < run->plan->project_count; i++) {
        answer->projects[i].finish_after = leveller->finish[i];
        answer->proven &= leveller->finish[i] <= answer->projects[i].lower_bound;
    }
    answer->late_minutes = leveller->score.late;
    answer->schedules = leveller->spent;
    leveller->best = leveller->score;
    if (!overload_of(leveller, &answer->overload_after)) return fault_memory(run->fault);
    if (leveller->options->improved) leveller->options->improved(leveller->options->context, answer);
    return true;
}

bool leveller_try(Leveller *leveller) {
    const PlanLevelOptions *options = leveller->options;
    int32_t count = leveller->run.graph.node_count;
    for (int32_t p = 0; p < count; p++) leveller->share.urgency[p] = leveller->key[p];
    share_spread_urgency(&leveller->share);
    if (options->by_rank) order_by_rank(leveller);
    if (!share_pass(&leveller->share)) return false;
    leveller->spent++;
    leveller->score = score_of(leveller);
    bool better = leveller->spent == 1 || score_is_less(&leveller->score, &leveller->best);
    if (better && !take_answer(leveller)) return false;
    if (leveller->spent >= options->schedules) leveller->stopped = true;
    if (options->keep_going && !options->keep_going(options->context, leveller->spent))
        leveller->stopped = true;
    return true;
}

bool plan_level(Arena *arena, const Plan *plan, const PlanLevelOptions *options, PlanLevelAnswer *ret,
                PlanFault *fault) {
    Leveller leveller = {.options = options, .random = options->seed};
    *fault = (PlanFault){.kind = FAULT_NONE};
    if (options->schedules < 1) return fault_at(fault, FAULT_VALUE, TABLE_TASKS, NO_INDEX, "schedules");
    if (!plan_check(plan, fault) || !level_choices_check(plan, options, fault)) return false;
    if (!copy_plan(arena, plan, options, &leveller.plan)) return fault_memory(fault);
    leveller.run = (Run){.arena = arena, .plan = &leveller.plan, .fault = fault};
    if (!prepare(&leveller) || !leveller_search(&leveller)) return false;
    leveller.answer.schedules = leveller.spent;
    *ret = leveller.answer;
    return true;
}

/* The run kind "level". See level.h.
 *
 * The whole workspace is placed, because people work across projects; what may wait may be a part of it. The
 * delays are those that, written to the items, give the levelled dates where people are not shared. */
#include "run/level.h"

#include "base/banned.h"
#include "base/mem.h"
#include "run/level_choices.h"

enum { SCHEDULES_MAX = 10000000, CHOSEN_MAX = 20000, SPLITS_MAX = 500, ROWS_MAX = PLAN_TASKS_MAX };

static const Field level_parameters_resource_fields[] = {
    FIELD(LevelParameters, project_ids, IN, .max = 1000, .refers_to = "project",
          .doc = "Only tasks of these projects may wait; empty: all."),
    FIELD(LevelParameters, item_ids, IN, .max = CHOSEN_MAX, .refers_to = "item",
          .doc = "Only these items, and what is below them, may wait; empty: all."),
    FIELD(LevelParameters, within_float, IN, .doc = "Nothing waits longer than its total float."),
    FIELD(LevelParameters, split, IN,
          .doc = "Work may be interrupted, begun or not, where the item allows it."),
    FIELD(LevelParameters, by_rank, IN,
          .doc = "Smaller rank always goes first; else it only decides between equals."),
    FIELD(LevelParameters, schedules, IN, .initial = 20000, .min = 1, .max = SCHEDULES_MAX,
          .doc = "How long to search: passes over the plan."),
    FIELD(LevelParameters, seed, IN, .initial = 1, .doc = "Equal seeds give equal results."),
};
VIEW(level_parameters_resource, LevelParameters, "level_parameters", "LevelParameters",
     "What is to be levelled, and how.");

static const Field level_run_project_resource_fields[] = {
    FIELD(LevelRunProject, project_id, .refers_to = "project", .doc = "Which."),
    FIELD(LevelRunProject, finish_before_at, .nullable = true, .doc = "Without levelling."),
    FIELD(LevelRunProject, finish_after_at, .nullable = true, .doc = "Levelled."),
    FIELD(LevelRunProject, lower_bound_at, .nullable = true, .doc = "No levelling finishes it earlier."),
};
static VIEW(level_run_project_resource, LevelRunProject, "level_project", "LevelProject",
            "What levelling does to a project.");

static const Field level_run_task_resource_fields[] = {
    FIELD(LevelRunTask, item_id, .refers_to = "item", .doc = "Which."),
    FIELD(LevelRunTask, start_before_at, .nullable = true, .doc = "Its start as planned now."),
    FIELD(LevelRunTask, start_at, .nullable = true, .doc = "Its levelled start."),
    FIELD(LevelRunTask, finish_at, .nullable = true, .doc = "Its levelled finish."),
    FIELD(LevelRunTask, leveling_delay_minutes, .unit = "min",
          .doc = "Elapsed minutes behind the start that links allow: the item's field of this name."),
    FIELD(LevelRunTask, resume_at, .nullable = true,
          .doc = "Where the rest of started work goes on, when it waits: the item's field of this name."),
    FIELD(LevelRunTask, splits, .of = &item_split_resource, .max = SPLITS_MAX,
          .doc = "Its pauses, with those that levelling makes: the item's field of this name."),
    FIELD(LevelRunTask, resource_id, .nullable = true, .refers_to = "resource",
          .doc = "It waits for this one."),
    FIELD(LevelRunTask, for_item_id, .nullable = true, .refers_to = "item", .doc = "Who works on that."),
    FIELD(LevelRunTask, until_at, .nullable = true, .doc = "Until then."),
    FIELD(LevelRunTask, reason, .nullable = true, .max = PLAN_WORDS_MAX, .doc = "The same as a sentence."),
};
static VIEW(level_run_task_resource, LevelRunTask, "level_task", "LevelTask",
            "A task that moves, or whose delay changes.");

static const Field level_run_handover_resource_fields[] = {
    FIELD(LevelRunHandover, assignment_id, .refers_to = "assignment", .doc = "Which."),
    FIELD(LevelRunHandover, item_id, .refers_to = "item", .doc = "Of this item."),
    FIELD(LevelRunHandover, resource_id, .refers_to = "resource",
          .doc = "Who takes it: the assignment's new resource_id."),
    FIELD(LevelRunHandover, reason, .max = PLAN_WORDS_MAX, .doc = "Why, as a sentence."),
};
static VIEW(level_run_handover_resource, LevelRunHandover, "level_handover", "LevelHandover",
            "An assignment that somebody else takes.");

static const Field level_result_resource_fields[] = {
    FIELD(LevelResult, schedules, .doc = "Passes over the plan so far."),
    FIELD(LevelResult, proven, .doc = "Every project finishes at its lower bound."),
    FIELD(LevelResult, overload_before_minutes, .unit = "min",
          .doc = "Asked beyond the units, not levelled."),
    FIELD(LevelResult, overload_after_minutes, .unit = "min",
          .doc = "Levelled: what waiting cannot resolve."),
    FIELD(LevelResult, late_minutes, .unit = "min",
          .doc = "By which deadlines and agreed finishes are missed."),
    FIELD(LevelResult, waiting_minutes, .unit = "min", .doc = "All delays together, elapsed."),
    FIELD(LevelResult, projects, .of = &level_run_project_resource, .max = ROWS_MAX, .doc = "All projects."),
    FIELD(LevelResult, tasks, .of = &level_run_task_resource, .max = ROWS_MAX, .doc = "What moves."),
    FIELD(LevelResult, handovers, .of = &level_run_handover_resource, .max = ROWS_MAX,
          .doc = "Assignments that name a skill and go to somebody else who has it."),
};
VIEW(level_result_resource, LevelResult, "level", "Level",
     "When each task starts so that nobody has too much to do.");
static const Resource *const records[] = {&level_run_project_resource, &level_run_task_resource,
                                          &level_run_handover_resource, NULL};

typedef struct Work {
    Arena *arena;
    const LevelParameters *parameters;
    const RunJob *job;
    PlanMap map;
    Schedule schedule; /* as planned now */
    LevelChoices choices;
    Error *err;
} Work;

static Moment moment(Minute at) {
    return (Moment){at};
}

/* ---- what may wait ---- */

static bool is_listed(const List *ids, Id id) {
    for (int i = 0; i < ids->count; i++) {
        Id listed;
        if (id_parse(((const Str *)ids->at)[i], &listed) && id_equal(listed, id)) return true;
    }
    return false;
}

/* By row; *ret NULL: everything. */
static bool choose_tasks(Work *w, const uint8_t **ret) {
    const LevelParameters *p = w->parameters;
    const Plan *plan = &w->map.plan;
    *ret = NULL;
    if (p->project_ids.count == 0 && p->item_ids.count == 0) return true;
    uint8_t *listed = arena_array(w->arena, uint8_t, plan->task_count),
            *chosen = arena_array(w->arena, uint8_t, plan->task_count);
    if (!listed || !chosen) return false;
    for (int i = 0; i < p->item_ids.count; i++) {
        Id id;
        int32_t row =
            id_parse(((const Str *)p->item_ids.at)[i], &id) ? plan_index(&w->map.task_of_item, id) : NO_INDEX;
        if (row != NO_INDEX) listed[row] = 1;
    }
    for (int32_t i = 0; i < plan->task_count; i++) {
        int32_t parent = plan->tasks[i].parent;
        if (p->item_ids.count == 0 || (parent != NO_INDEX && listed[parent])) listed[i] = 1;
        chosen[i] = listed[i] && (p->project_ids.count == 0 ||
                                  is_listed(&p->project_ids, w->map.project_ids[plan->tasks[i].project]));
    }
    *ret = chosen;
    return true;
}

/* Pauses of an earlier levelling are found anew, as its delays are. */
static void clear_pauses(Work *w, const uint8_t *chosen) {
    Plan *plan = &w->map.plan;
    int32_t count = 0;
    for (int32_t i = 0; i < plan->pause_count; i++) {
        Pause pause = plan->pauses[i];
        const List *splits = &w->map.items[pause.task]->splits;
        const ItemSplit *at = splits->at;
        bool kept = true;
        for (int k = 0; k < splits->count; k++)
            if (at[k].after_minutes == pause.after && at[k].leveling) kept = false;
        if (kept || (chosen && !chosen[pause.task])) plan->pauses[count++] = pause;
    }
    plan->pause_count = count;
}

/* ---- the result ---- */

static bool fill_projects(const Work *w, const PlanLevelAnswer *answer, List *ret) {
    int32_t count = w->map.plan.project_count;
    LevelRunProject *projects = arena_array(w->arena, LevelRunProject, count);
    if (!projects) return false;
    for (int32_t i = 0; i < count; i++) {
        const LevelledProject *from = answer->projects + i;
        projects[i] = (LevelRunProject){w->map.project_ids[i], moment(from->finish_before),
                                        moment(from->finish_after), moment(from->lower_bound)};
    }
    *ret = (List){projects, count};
    return true;
}

/* Where its pauses begin in the answer, which has them in the order of the tasks. */
static int32_t first_pause(const PlanLevelAnswer *answer, int32_t row) {
    int32_t low = 0, high = answer->pause_count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (answer->pauses[middle].task < row) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The item's own pauses and those that levelling makes, which are of items that have no own. */
static List splits_of(const Work *w, const PlanLevelAnswer *answer, int32_t row) {
    const List *before = &w->map.items[row]->splits;
    const ItemSplit *from = before->at;
    int32_t first = first_pause(answer, row), end = first, count = 0;
    while (end < answer->pause_count && answer->pauses[end].task == row) end++;
    ItemSplit *splits = arena_array(w->arena, ItemSplit, before->count + end - first);
    for (int i = 0; splits && i < before->count; i++)
        if (!from[i].leveling) splits[count++] = from[i];
    for (int32_t i = first; splits && i < end; i++)
        splits[count++] = (ItemSplit){answer->pauses[i].after, answer->pauses[i].minutes, true};
    return (List){splits, count};
}

static bool moves(const Work *w, const LevelledTask *task, int32_t row) {
    if (task->start == MINUTE_NONE) return false;
    const TaskSchedule *now = w->schedule.tasks + row;
    return task->start != now->start || task->finish != now->finish ||
           task->delay != w->map.items[row]->leveling_delay_minutes;
}

static LevelRunTask task_of(const Work *w, const PlanLevelAnswer *answer, int32_t row) {
    const LevelledTask *task = answer->tasks + row;
    LevelRunTask ret = {.item_id = w->map.task_item_ids[row],
                        .start_before_at = moment(w->schedule.tasks[row].start),
                        .start_at = moment(task->start),
                        .finish_at = moment(task->finish),
                        .resume_at = moment(task->resume),
                        .until_at = moment(MINUTE_NONE)};
    if (task->resume == MINUTE_NONE) ret.leveling_delay_minutes = task->delay;
    ret.splits = splits_of(w, answer, row);
    if (task->resource == NO_INDEX) return ret;
    ret.resource_id = w->map.resource_ids[task->resource];
    if (task->for_task != NO_INDEX) ret.for_item_id = w->map.task_item_ids[task->for_task];
    ret.until_at = moment(plan_level_until(answer, row));
    ret.reason = plan_level_reason(w->arena, &w->map, answer, row);
    return ret;
}

static bool fill_handovers(const Work *w, const PlanLevelAnswer *answer, List *ret) {
    const PlanMap *map = &w->map;
    LevelRunHandover *rows = arena_array(w->arena, LevelRunHandover, w->choices.count + 1);
    int count = 0;
    if (!rows) return false;
    for (int32_t i = 0; i < w->choices.count; i++) {
        int32_t assignment = w->choices.assignment[i];
        if (!level_hands_over(map, &w->choices, answer, i)) continue;
        rows[count++] = (LevelRunHandover){map->assignment_ids[assignment],
                                           map->task_item_ids[map->plan.assignments[assignment].task],
                                           map->resource_ids[answer->persons[i]],
                                           level_handover_reason(w->arena, map, &w->choices, answer, i)};
    }
    *ret = (List){rows, count};
    return true;
}

static bool make_result(const Work *w, const PlanLevelAnswer *answer, LevelResult *ret) {
    LevelRunTask *tasks = arena_array(w->arena, LevelRunTask, w->map.plan.task_count);
    int count = 0;
    *ret = (LevelResult){.schedules = answer->schedules,
                         .proven = answer->proven,
                         .overload_before_minutes = answer->overload_before,
                         .overload_after_minutes = answer->overload_after,
                         .late_minutes = answer->late_minutes,
                         .waiting_minutes = answer->waiting_minutes};
    if (!tasks || !fill_projects(w, answer, &ret->projects) || !fill_handovers(w, answer, &ret->handovers))
        return false;
    for (int32_t i = 0; i < w->map.plan.task_count; i++)
        if (moves(w, answer->tasks + i, i)) tasks[count++] = task_of(w, answer, i);
    ret->tasks = (List){tasks, count};
    return !w->arena->full;
}

/* ---- the run ---- */

static bool keep_going(void *context, int64_t spent) {
    const Work *w = context;
    run_progress(w->job, (double)spent / (double)w->parameters->schedules);
    return !run_cancelled(w->job);
}

static void improved(void *context, const PlanLevelAnswer *answer) {
    Work *w = context;
    LevelResult result;
    if (make_result(w, answer, &result)) run_improved(w->job, &result);
}

static bool level_work(Arena *arena, const PlanSource *source, const void *parameters, const RunJob *job,
                       void *result, Error *err) {
    Work w = {.arena = arena, .parameters = parameters, .job = job, .err = err};
    const LevelParameters *p = parameters;
    PlanLevelAnswer answer;
    PlanFault fault;
    PlanLevelOptions options = {.schedules = p->schedules,
                                .seed = (uint64_t)p->seed,
                                .context = &w,
                                .keep_going = keep_going,
                                .improved = improved,
                                .within_float = p->within_float,
                                .split = p->split,
                                .by_rank = p->by_rank};
    if (!plan_make(arena, source, &w.map, err) || !plan_schedule(arena, &w.map, &w.schedule, err))
        return false;
    if (!choose_tasks(&w, &options.tasks)) return error_no_memory(err);
    clear_pauses(&w, options.tasks);
    if (!level_choices_make(arena, &w.map, &w.choices, &options)) return error_no_memory(err);
    if (!plan_level(arena, &w.choices.plan, &options, &answer, &fault))
        return plan_fault_error(&w.map, &fault, err);
    return make_result(&w, &answer, result) || error_no_memory(err);
}

const RunKind run_level = {
    "level",
    &level_parameters_resource,
    &level_result_resource,
    records,
    level_work,
    "Who waits for whom, so that nobody has too much to do, and when projects finish then."};

/* The baselines of a file. See import_run.h.
 *
 * What the file says of an item at a baseline stands in for the engine's dates, work and cost, and is frozen
 * as the plan is frozen. A summary of which it says nothing reaches from its first part to its last. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/baseline/baseline.h"
#include "change/files/import_run.h"
#include "engine/worktime.h"

typedef struct Baselines {
    Import *import;
    Transaction *tx; /* with memory of its own for the plan */
    PlanMap map;
    List known;          /* baselines of the workspace */
    TaskSchedule *tasks; /* as the one at hand has them */
} Baselines;

static int32_t task_of(const Baselines *b, const FileBaseline *row) {
    return plan_index(&b->map.task_of_item, import_real_id(b->import, row->item_id));
}

static int32_t project_of(const Baselines *b, const FileBaseline *row) {
    int32_t task = task_of(b, row);
    return task == NO_INDEX ? NO_INDEX : b->map.plan.tasks[task].project;
}

/* What the file says of that baseline of the project. */
static void fill_given(Baselines *b, int32_t project, int64_t number, bool *given) {
    const FileBaseline *rows = b->import->file->baselines.at;
    for (int32_t i = 0; i < b->map.plan.task_count; i++) {
        b->tasks[i] = (TaskSchedule){.start = MINUTE_NONE, .finish = MINUTE_NONE};
        given[i] = false;
    }
    for (int i = 0; i < b->import->file->baselines.count; i++) {
        if (rows[i].number != number || project_of(b, rows + i) != project) continue;
        int32_t task = task_of(b, rows + i);
        given[task] = true;
        b->tasks[task] = (TaskSchedule){.start = rows[i].start_at.n,
                                        .finish = rows[i].finish_at.n,
                                        .duration = (int32_t)rows[i].duration_minutes,
                                        .work = (int32_t)rows[i].work_minutes,
                                        .cost_cents = rows[i].cost_cents};
    }
}

/* Adds up what is part of something, and gives it dates where the file has none; parts stand behind it. */
static void roll_up(Baselines *b, int32_t project, const bool *given, int64_t *work, int64_t *cost) {
    PlanFault fault;
    const Plan *plan = &b->map.plan;
    const WorkTime *time = worktime_make(b->tx->arena, plan, plan->projects[project].calendar, &fault);
    for (int32_t i = plan->task_count - 1; i >= 0; i--) {
        TaskSchedule *own = b->tasks + i;
        int32_t parent = plan->tasks[i].parent;
        if (own->start == MINUTE_NONE) continue;
        if (work[i] > own->work) own->work = work[i] > INT32_MAX ? INT32_MAX : (int32_t)work[i];
        if (cost[i] > own->cost_cents) own->cost_cents = cost[i];
        if (parent < 0) continue;
        work[parent] += own->work;
        cost[parent] += own->cost_cents;
        if (given[parent]) continue;
        TaskSchedule *whole = b->tasks + parent;
        if (whole->start == MINUTE_NONE || own->start < whole->start) whole->start = own->start;
        if (whole->finish == MINUTE_NONE || own->finish > whole->finish) whole->finish = own->finish;
        whole->duration = time ? worktime_between(time, whole->start, whole->finish) : 0;
    }
}

/* The known one says the same of every item, whatever it is called. */
static bool says_the_same(const Baselines *b, const List *rows) {
    const BaselineItem *row = rows->at;
    int count = 0;
    for (int32_t i = 0; i < b->map.plan.task_count; i++) count += b->tasks[i].start != MINUTE_NONE;
    if (count != rows->count) return false;
    for (int i = 0; i < rows->count; i++) {
        int32_t task = plan_index(&b->map.task_of_item, row[i].item_id);
        const TaskSchedule *now = task == NO_INDEX ? NULL : b->tasks + task;
        if (!now || now->start != row[i].start_at.n || now->finish != row[i].finish_at.n ||
            now->work != row[i].work_minutes || now->cost_cents != row[i].cost_cents)
            return false;
    }
    return true;
}

static bool is_known(const Baselines *b, const Baseline *baseline, bool *ret, Error *err) {
    const Baseline *known = b->known.at;
    *ret = false;
    for (int i = 0; i < b->known.count && !*ret; i++) {
        List rows;
        if (!id_equal(known[i].project_id, baseline->project_id)) continue;
        if (!baseline_rows(b->tx, known + i, &rows, err)) return false;
        *ret = says_the_same(b, &rows);
    }
    return true;
}

static bool set_baseline(Baselines *b, int32_t project, const FileBaseline *like, Error *err) {
    Baseline baseline;
    Schedule given = {.tasks = b->tasks};
    bool known, *is_given = arena_array(b->tx->arena, bool, b->map.plan.task_count + 1);
    int64_t *work = arena_array(b->tx->arena, int64_t, b->map.plan.task_count + 1);
    int64_t *cost = arena_array(b->tx->arena, int64_t, b->map.plan.task_count + 1);
    if (!is_given || !work || !cost) return error_no_memory(err);
    fill_given(b, project, like->number, is_given);
    roll_up(b, project, is_given, work, cost);
    record_init(&baseline_resource, &baseline);
    baseline.row.workspace_id = b->import->workspace_id;
    baseline.project_id = b->map.project_ids[project];
    baseline.name = like->name.len ? like->name : STR("Baseline");
    baseline.text = fmt(b->tx->arena, "From a file: %s.", file_formats[b->import->file->format].title);
    if (!is_known(b, &baseline, &known, err)) return false;
    if (!known && !baseline_insert_given(b->tx, &baseline, &b->map, &given, err)) return false;
    import_count(b->import, &baseline_resource, known ? TOLD_UNCHANGED : TOLD_CREATED);
    return true;
}

/* Of each project, the highest number first: 0, which counts, is set last. */
static bool set_all(Baselines *b, Error *err) {
    const FileBaseline *rows = b->import->file->baselines.at;
    int count = b->import->file->baselines.count;
    for (int32_t project = 0; project < b->map.plan.project_count; project++)
        for (int64_t below = INT64_MAX;;) {
            const FileBaseline *next = NULL;
            for (int i = 0; i < count; i++)
                if (rows[i].number < below && (!next || rows[i].number > next->number) &&
                    project_of(b, rows + i) == project)
                    next = rows + i;
            if (!next) break;
            if (!set_baseline(b, project, next, err)) return false;
            below = next->number;
        }
    return true;
}

static bool leave_out(Import *import, Error *err) {
    return import_warn(import, STR("Baseline"),
                       STR("baselines are set by who has custody of the plan; they were left out"), err);
}

bool import_baselines(Import *import, Error *err) {
    if (import->file->baselines.count == 0) return true;
    if (import->change->propose_new) return leave_out(import, err);
    CLEANUP(arena_done) Arena arena = arena_make(import->arena->limit);
    Transaction own = *import->tx;
    own.arena = &arena;
    Baselines b = {.import = import, .tx = &own};
    PlanSource source;
    if (!plan_load(&own, import->workspace_id, &source, err) || !plan_make(&arena, &source, &b.map, err) ||
        !row_all(&own, &baseline_resource, import->workspace_id, &b.known, err))
        return false;
    b.tasks = arena_array(&arena, TaskSchedule, b.map.plan.task_count + 1);
    return b.tasks ? set_all(&b, err) : error_no_memory(err);
}

/* The outline of an imported file with the dates that the engine gives it, and why they differ from the
 * file's. A date that differs because the one it follows from does says so; the others differ by themselves,
 * and are what is worth looking at. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/files/import_run.h"

typedef struct Compare {
    Import *import;
    PlanMap map;
    Schedule schedule;
    Explainer *explainer;
    UidMap shown_of;      /* file id -> row of file->shown */
    UidMap shown_of_task; /* row of the plan -> row of file->shown */
} Compare;

static const ShownDates *shown_of_task(const Compare *compare, int32_t task) {
    int32_t at = uid_map_find(&compare->shown_of_task, task);
    return at < 0 ? NULL : (const ShownDates *)compare->import->file->shown.at + at;
}

/* The end of a day and the start of the next are one working instant to P6, and differ only by form. */
static bool differs(const Compare *compare, int32_t task, bool of_finish) {
    const ShownDates *shown = shown_of_task(compare, task);
    if (!shown) return false;
    const TaskSchedule *row = compare->schedule.tasks + task;
    return of_finish ? row->finish != shown->finish_at.n : row->start != shown->start_at.n;
}

/* The first step of the chain that belongs to another task and differs from the file as well. */
static const ExplainStep *followed(const Compare *compare, int32_t task, const ExplainStep *steps,
                                   int count) {
    for (int i = 0; i < count; i++)
        if (steps[i].task != task)
            return differs(compare, steps[i].task, steps[i].of_finish) ? &steps[i] : NULL;
    return NULL;
}

/* What is worth saying of a chain: its first step that is not just "moved on to working time" or "finishes
 * when its duration has passed". */
static Str reason_of(const Compare *compare, int32_t task, bool start_differs, const ExplainStep *steps,
                     int count) {
    int at = 0;
    while (at + 1 < count && steps[at + 1].task == task &&
           (steps[at].cause == CAUSE_CALENDAR || (steps[at].cause == CAUSE_WORK && start_differs)))
        at++;
    return count ? plan_explain_text(compare->import->arena, &compare->map, &steps[at]) : STR("");
}

static void tell_date(Compare *compare, int32_t task, bool of_finish, bool start_differs) {
    Import *import = compare->import;
    const ShownDates *shown = shown_of_task(compare, task);
    const Item *item = compare->map.items[task];
    ExplainStep *steps;
    int count;
    if (import->dates.count == IMPORT_ROWS_MAX) {
        import->report.left_out++;
        return;
    }
    if (!explainer_chain(compare->explainer, task, of_finish, &steps, &count)) return;
    ImportDate *row = vec_push(import->arena, &import->dates);
    if (!row) return;
    const TaskSchedule *dates = compare->schedule.tasks + task;
    const ExplainStep *from = followed(compare, task, steps, count);
    *row = (ImportDate){.item_id = item->row.id,
                        .external_id = item->external_id,
                        .title = item->title,
                        .of = {of_finish},
                        .file_at = of_finish ? shown->finish_at : shown->start_at,
                        .computed_at = {of_finish ? dates->finish : dates->start},
                        .follows_id = from ? compare->map.task_item_ids[from->task] : ID_NONE,
                        .reason = reason_of(compare, task, start_differs, steps, count)};
}

static bool is_summary(const Plan *plan, int32_t task) {
    return task + 1 < plan->task_count && plan->tasks[task + 1].parent == task;
}

/* A finish that differs as its start does needs no line of its own. */
static void compare_task(Compare *compare, int32_t task) {
    const ShownDates *shown = shown_of_task(compare, task);
    const TaskSchedule *row = compare->schedule.tasks + task;
    if (!shown || row->start == MINUTE_NONE || is_summary(&compare->map.plan, task)) return;
    bool start = differs(compare, task, false), finish = differs(compare, task, true);
    compare->import->report.dated_count++;
    compare->import->report.differing_count += start || finish;
    if (start) tell_date(compare, task, false, true);
    else if (finish) tell_date(compare, task, true, false);
}

/* The same count with nobody shared. */
static bool count_unshared(Compare *compare, Error *err) {
    Import *import = compare->import;
    Compare alone = *compare;
    if (!compare->map.plan.options.share_people || !import->report.differing_count) return true;
    alone.map.plan.options.share_people = 0;
    if (!plan_schedule(import->arena, &alone.map, &alone.schedule, err)) return false;
    import->report.differing_unshared_count = 0;
    for (int32_t task = 0; task < alone.map.plan.task_count; task++)
        if (!is_summary(&alone.map.plan, task) &&
            (differs(&alone, task, false) || differs(&alone, task, true)))
            import->report.differing_unshared_count++;
    return true;
}

static void tell_task(Compare *compare, const Item *from, int64_t depth, bool summary) {
    Import *import = compare->import;
    Id id = import_real_id(import, from->row.id);
    int32_t task = plan_index(&compare->map.task_of_item, id);
    int32_t at = uid_map_find(&compare->shown_of, from->row.id.n);
    const ShownDates *shown = at < 0 ? NULL : (const ShownDates *)import->file->shown.at + at;
    if (task >= 0 && shown) uid_map_add(import->arena, &compare->shown_of_task, task, at);
    if (import->tasks.count == IMPORT_ROWS_MAX) {
        import->report.left_out++;
        return;
    }
    ImportTask *row = vec_push(import->arena, &import->tasks);
    if (!row) return;
    *row = (ImportTask){.item_id = id,
                        .external_id = from->external_id,
                        .title = from->title,
                        .depth = depth,
                        .summary = summary,
                        .milestone = from->kind.n == ITEM_MILESTONE,
                        .start_at = MOMENT_NONE,
                        .finish_at = MOMENT_NONE,
                        .file_start_at = shown ? shown->start_at : MOMENT_NONE,
                        .file_finish_at = shown ? shown->finish_at : MOMENT_NONE};
    if (task < 0 || compare->schedule.tasks[task].start == MINUTE_NONE) return;
    row->start_at.n = compare->schedule.tasks[task].start;
    row->finish_at.n = compare->schedule.tasks[task].finish;
}

static void tell_outline(Compare *compare) {
    Import *import = compare->import;
    const Item *items = import->file->items.at;
    UidMap depths = {0};
    for (int i = 0; i < import->file->items.count; i++) {
        int32_t above = items[i].parent_id.n ? uid_map_find(&depths, items[i].parent_id.n) : -1;
        bool summary = i + 1 < import->file->items.count && id_equal(items[i + 1].parent_id, items[i].row.id);
        uid_map_add(import->arena, &depths, items[i].row.id.n, above + 1);
        tell_task(compare, &items[i], above + 1, summary);
    }
}

bool import_dates(Import *import, Error *err) {
    Compare compare = {.import = import};
    PlanSource source;
    const ShownDates *shown = import->file->shown.at;
    for (int i = 0; i < import->file->shown.count; i++)
        uid_map_add(import->arena, &compare.shown_of, shown[i].item_id.n, i);
    if (!plan_load(import->tx, import->workspace_id, &source, err) ||
        !plan_make(import->arena, &source, &compare.map, err) ||
        !plan_schedule(import->arena, &compare.map, &compare.schedule, err))
        return false;
    compare.explainer = explainer_make(import->arena, &compare.map.plan, &compare.schedule);
    if (!compare.explainer) return error_no_memory(err);
    tell_outline(&compare);
    for (int32_t task = 0; task < compare.map.plan.task_count; task++) compare_task(&compare, task);
    if (!count_unshared(&compare, err)) return false;
    return !import->arena->full || error_no_memory(err);
}

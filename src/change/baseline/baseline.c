/* Freezing and comparing. See baseline.h. */
#include "change/baseline/baseline.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/baseline/spread_text.h"

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

/* ---- from the plan ---- */

static const uint8_t *accruals(Arena *arena, const PlanMap *map) {
    uint8_t *rows = arena_array(arena, uint8_t, map->plan.task_count + 1);
    for (int32_t i = 0; rows && i < map->plan.task_count; i++)
        rows[i] = (uint8_t)map->items[i]->cost_accrual.n;
    return rows;
}

bool plan_cost_spread(Arena *arena, const PlanMap *map, CostSpread **ret, Error *err) {
    const uint8_t *rows = accruals(arena, map);
    return (rows && cost_spread(arena, &map->plan, rows, ret)) || error_no_memory(err);
}

static BaselineItem frozen(const PlanMap *map, const Schedule *schedule, int32_t i, const Id *products) {
    const Item *item = map->items[i];
    const Task *task = map->plan.tasks + i;
    const TaskSchedule *dates = schedule->tasks + i;
    bool summary = i + 1 < map->plan.task_count && map->plan.tasks[i + 1].parent == i;
    return (BaselineItem){
        .item_id = item->row.id,
        .parent_id = task->parent >= 0 ? map->task_item_ids[task->parent] : ID_NONE,
        .product_id = products[i],
        .project_id = map->project_ids[task->project],
        .release_id = task->release >= 0 ? map->release_ids[task->release] : ID_NONE,
        .kind = item->kind,
        .title = item->title,
        .rank = item->rank,
        .value = item->value,
        .effort_minutes = item->effort_minutes,
        .summary = summary,
        .start_at = moment(dates->start),
        .finish_at = moment(dates->finish),
        .duration_minutes = dates->duration,
        .work_minutes = dates->work,
        .cost_cents = dates->cost_cents,
        .cost_spread = STR(""),
    };
}

/* Own or inherited within the plan; parents stand before their children. */
static Id *products_of(Arena *arena, const PlanMap *map) {
    Id *ids = arena_array(arena, Id, map->plan.task_count + 1);
    for (int32_t i = 0; ids && i < map->plan.task_count; i++) {
        int32_t parent = map->plan.tasks[i].parent;
        ids[i] = map->items[i]->product_id;
        if (!ids[i].n && parent >= 0) ids[i] = ids[parent];
    }
    return ids;
}

bool baseline_of_plan(Arena *arena, const PlanMap *map, const Schedule *schedule, Id project_id, List *ret,
                      Error *err) {
    BaselineItem *rows = arena_array(arena, BaselineItem, map->plan.task_count + 1);
    Id *products = products_of(arena, map);
    if (!rows || !products) return error_no_memory(err);
    int count = 0;
    for (int32_t i = 0; i < map->plan.task_count; i++) {
        Id project = map->project_ids[map->plan.tasks[i].project];
        if (schedule->tasks[i].start == MINUTE_NONE || (project_id.n && !id_equal(project, project_id)))
            continue;
        rows[count] = frozen(map, schedule, i, products);
        rows[count].row_number = count;
        count++;
    }
    *ret = (List){rows, count};
    return true;
}

/* What each row costs on which day, for rows of that plan. */
static bool spread_rows(Arena *arena, const PlanMap *map, const CostSpread *spreads, List *rows, Error *err) {
    BaselineItem *row = rows->at;
    for (int i = 0; i < rows->count; i++)
        row[i].cost_spread = spread_text(arena, &spreads[plan_index(&map->task_of_item, row[i].item_id)]);
    return !arena->full || error_no_memory(err);
}

/* ---- freezing ---- */

static void add_money(const PlanMap *map, Baseline *baseline) {
    baseline->budget_cents = INT_NULL;
    for (int32_t i = 0; i < map->plan.project_count; i++) {
        const Project *project = map->projects[i];
        if (baseline->project_id.n && !id_equal(project->row.id, baseline->project_id)) continue;
        baseline->reserve_cents += project->contingency_reserve_cents + project->management_reserve_cents;
        if (baseline->project_id.n) baseline->status_at = project->status_at;
        if (project->budget_cents == INT_NULL) continue;
        baseline->budget_cents =
            project->budget_cents + (baseline->budget_cents == INT_NULL ? 0 : baseline->budget_cents);
    }
}

static void add_rows(const List *rows, Baseline *baseline) {
    const BaselineItem *row = rows->at;
    baseline->item_count = rows->count;
    for (int i = 0; i < rows->count; i++) {
        if (i == 0 || row[i].start_at.n < baseline->start_at.n) baseline->start_at = row[i].start_at;
        if (i == 0 || row[i].finish_at.n > baseline->finish_at.n) baseline->finish_at = row[i].finish_at;
        if (row[i].parent_id.n) continue;
        baseline->work_minutes += row[i].work_minutes;
        baseline->cost_cents += row[i].cost_cents;
    }
}

static bool fill(Transaction *tx, const PlanMap *map, const Schedule *schedule, const CostSpread *spreads,
                 Baseline *baseline, List *ret, Error *err) {
    if (!baseline_of_plan(tx->arena, map, schedule, baseline->project_id, ret, err) ||
        !spread_rows(tx->arena, map, spreads, ret, err) ||
        !baseline_last_number(tx, baseline->row.workspace_id, baseline->project_id, &baseline->number, err))
        return false;
    if (ret->count == 0 && !tx->author.decision_id.n) { /* a decision may leave nothing to be done */
        error_set(err, ERROR_INVALID, "There is no plan to freeze: nothing has dates.");
        return error_hint(err, "Give items a project first.");
    }
    baseline->number++;
    baseline->decision_id = tx->author.decision_id;
    add_money(map, baseline);
    add_rows(ret, baseline);
    baseline->rows_hash = baseline_rows_hash(tx->arena, ret);
    return true;
}

static bool freeze(Transaction *tx, Baseline *baseline, List *ret, Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    CostSpread *spreads;
    return plan_load(tx, baseline->row.workspace_id, &source, err) &&
           plan_make(tx->arena, &source, &map, err) && plan_schedule(tx->arena, &map, &schedule, err) &&
           plan_cost_spread(tx->arena, &map, &spreads, err) &&
           fill(tx, &map, &schedule, spreads, baseline, ret, err);
}

bool baseline_insert_given(Transaction *tx, Baseline *baseline, const PlanMap *map, const Schedule *given,
                           Error *err) {
    CostSpread *spreads;
    List rows;
    if (!cost_spread_given(tx->arena, &map->plan, given, &spreads)) return error_no_memory(err);
    return fill(tx, map, given, spreads, baseline, &rows, err) &&
           row_insert(tx, &baseline_resource, baseline, err) &&
           baseline_rows_insert(tx, baseline->row.id, &rows, err);
}

bool baseline_insert(Transaction *tx, Baseline *baseline, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(tx->arena->limit);
    Transaction own = *tx; /* the same transaction, with memory of its own for the plan */
    own.arena = &arena;
    Baseline filled = *baseline;
    List rows;
    if (!freeze(&own, &filled, &rows, err)) return false;
    filled.rows_hash = str_copy(tx->arena, filled.rows_hash);
    if (tx->arena->full) return error_no_memory(err);
    if (!row_insert(tx, &baseline_resource, &filled, err)) return false;
    *baseline = filled;
    return baseline_rows_insert(&own, filled.row.id, &rows, err);
}

/* ---- comparing ---- */

typedef enum Difference { ADDED, REMOVED, CHANGED } Difference;
static const char *const difference_names[] = {"added", "removed", "changed", NULL};

static const Field baseline_change_resource_fields[] = {
    FIELD(BaselineChange, item_id, .refers_to = "item", .doc = "The item; it may be deleted by now."),
    FIELD(BaselineChange, title, .doc = "Its title, the later one."),
    FIELD(BaselineChange, change, .choices = difference_names, .doc = "New, gone, or not as it was."),
    FIELD(BaselineChange, summary, .doc = "It has planned items below it."),
    FIELD(BaselineChange, start_before, .nullable = true, .doc = "Start in the earlier; null: not there."),
    FIELD(BaselineChange, start_after, .nullable = true, .doc = "Start in the later; null: not there."),
    FIELD(BaselineChange, finish_before, .nullable = true, .doc = "Finish in the earlier."),
    FIELD(BaselineChange, finish_after, .nullable = true, .doc = "Finish in the later."),
    FIELD(BaselineChange, duration_before_minutes, .unit = "min", .doc = "Duration in the earlier."),
    FIELD(BaselineChange, duration_after_minutes, .unit = "min", .doc = "Duration in the later."),
    FIELD(BaselineChange, work_before_minutes, .unit = "min", .doc = "Work in the earlier."),
    FIELD(BaselineChange, work_after_minutes, .unit = "min", .doc = "Work in the later."),
    FIELD(BaselineChange, cost_before_cents, .unit = "cents", .doc = "Cost in the earlier."),
    FIELD(BaselineChange, cost_after_cents, .unit = "cents", .doc = "Cost in the later."),
    FIELD(BaselineChange, value_before, .nullable = true, .doc = "Value in the earlier."),
    FIELD(BaselineChange, value_after, .nullable = true, .doc = "Value in the later."),
    FIELD(BaselineChange, renamed, .doc = "It has another title."),
    FIELD(BaselineChange, moved, .doc = "It stands under another item, or in another release."),
    FIELD(BaselineChange, reranked, .doc = "It has another rank."),
    FIELD(BaselineChange, seq, .nullable = true,
          .doc = "The last event in between that changed its plan; null: others moved it."),
    FIELD(BaselineChange, at, .nullable = true, .doc = "When that was."),
    FIELD(BaselineChange, person_id, .nullable = true, .refers_to = "person", .doc = "Who did it."),
    FIELD(BaselineChange, decision_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that carried it."),
    FIELD(BaselineChange, why, .max = PLAN_WORDS_MAX,
          .doc = "Compared with the plan: why it starts when it starts."),
};
const Resource baseline_change_resource = {
    .name = "baseline_change",
    .plural = "baseline_changes",
    .type = "BaselineChange",
    .size = sizeof(BaselineChange),
    .fields = baseline_change_resource_fields,
    .field_count = COUNT_OF(baseline_change_resource_fields),
    .doc = "What moved of one item between two baselines, or between one and the plan.",
};

static const Field baseline_comparison_resource_fields[] = {
    FIELD(BaselineComparison, rows, .of = &baseline_change_resource,
          .doc = "Each item that is new, gone or differs."),
    FIELD(BaselineComparison, added, .doc = "How many are new."),
    FIELD(BaselineComparison, removed, .doc = "How many are gone."),
    FIELD(BaselineComparison, changed, .doc = "How many differ."),
    FIELD(BaselineComparison, finish_before, .nullable = true, .doc = "Last finish of the earlier."),
    FIELD(BaselineComparison, finish_after, .nullable = true, .doc = "Last finish of the later."),
    FIELD(BaselineComparison, work_before_minutes, .unit = "min", .doc = "Work of the earlier."),
    FIELD(BaselineComparison, work_after_minutes, .unit = "min", .doc = "Work of the later."),
    FIELD(BaselineComparison, cost_before_cents, .unit = "cents", .doc = "Cost of the earlier."),
    FIELD(BaselineComparison, cost_after_cents, .unit = "cents", .doc = "Cost of the later."),
    FIELD(BaselineComparison, value_before, .doc = "Value of all items of the earlier."),
    FIELD(BaselineComparison, value_after, .doc = "Value of all items of the later."),
};
const Resource baseline_comparison_resource = {
    .name = "baseline_comparison",
    .plural = "baseline_comparisons",
    .type = "BaselineComparison",
    .size = sizeof(BaselineComparison),
    .fields = baseline_comparison_resource_fields,
    .field_count = COUNT_OF(baseline_comparison_resource_fields),
    .doc = "What moved, and by how much.",
};

static int by_item(const void *a, const void *b) {
    const BaselineItem *x = *(const BaselineItem *const *)a, *y = *(const BaselineItem *const *)b;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static const BaselineItem **sorted(Arena *arena, const List *rows) {
    const BaselineItem **to = arena_array(arena, const BaselineItem *, rows->count + 1);
    for (int i = 0; to && i < rows->count; i++) to[i] = (const BaselineItem *)rows->at + i;
    if (to && rows->count > 1) qsort(to, (size_t)rows->count, sizeof *to, by_item);
    return to;
}

static const BaselineItem *find(const BaselineItem **rows, int count, const BaselineItem *like) {
    const BaselineItem **found = count ? bsearch(&like, rows, (size_t)count, sizeof *rows, by_item) : NULL;
    return found ? *found : NULL;
}

/* Either may be NULL, not both. */
static BaselineChange change_of(const BaselineItem *before, const BaselineItem *after) {
    static const BaselineItem none = {.start_at = {INT32_MIN}, .finish_at = {INT32_MIN}};
    const BaselineItem *b = before ? before : &none, *a = after ? after : &none,
                       *known = after ? after : before;
    bool both = before && after;
    return (BaselineChange){
        .item_id = known->item_id,
        .title = known->title,
        .change = {both    ? CHANGED
                   : after ? ADDED
                           : REMOVED},
        .summary = known->summary,
        .start_before = b->start_at,
        .start_after = a->start_at,
        .finish_before = b->finish_at,
        .finish_after = a->finish_at,
        .duration_before_minutes = b->duration_minutes,
        .duration_after_minutes = a->duration_minutes,
        .work_before_minutes = b->work_minutes,
        .work_after_minutes = a->work_minutes,
        .cost_before_cents = b->cost_cents,
        .cost_after_cents = a->cost_cents,
        .value_before = before ? b->value : NAN,
        .value_after = after ? a->value : NAN,
        .renamed = both && !str_equal(b->title, a->title),
        .moved = both && (!id_equal(b->parent_id, a->parent_id) || !id_equal(b->release_id, a->release_id)),
        .reranked = both && !str_equal(b->rank, a->rank),
        .seq = INT_NULL,
        .at = TIME_NONE,
        .why = STR(""),
    };
}

static bool differs(const BaselineChange *c) {
    bool same_value = c->value_before == c->value_after || (isnan(c->value_before) && isnan(c->value_after));
    return c->change.n != CHANGED || c->renamed || c->moved || c->reranked || !same_value ||
           c->start_before.n != c->start_after.n || c->finish_before.n != c->finish_after.n ||
           c->duration_before_minutes != c->duration_after_minutes ||
           c->work_before_minutes != c->work_after_minutes || c->cost_before_cents != c->cost_after_cents;
}

static void add_change(BaselineComparison *to, BaselineChange change) {
    if (!differs(&change)) return;
    int64_t *const counts[] = {&to->added, &to->removed, &to->changed};
    ++*counts[change.change.n];
    ((BaselineChange *)to->rows.at)[to->rows.count++] = change;
}

static void sum_up(const List *rows, Moment *finish, int64_t *work, int64_t *cost, double *value) {
    Baseline sums = {.finish_at = MOMENT_NONE};
    add_rows(rows, &sums);
    *finish = sums.finish_at;
    *work = sums.work_minutes;
    *cost = sums.cost_cents;
    const BaselineItem *row = rows->at;
    for (int i = 0; i < rows->count; i++)
        if (!isnan(row[i].value)) *value += row[i].value;
}

bool baseline_compare(Arena *arena, const List *before, const List *after, BaselineComparison *ret) {
    const BaselineItem **old = sorted(arena, before), **new = sorted(arena, after);
    BaselineComparison result = {
        .rows = {arena_array(arena, BaselineChange, before->count + after->count + 1), 0}};
    if (!old || !new || !result.rows.at) return false;
    const BaselineItem *row = after->at;
    for (int i = 0; i < after->count; i++)
        add_change(&result, change_of(find(old, before->count, &row[i]), &row[i]));
    row = before->at;
    for (int i = 0; i < before->count; i++)
        if (!find(new, after->count, &row[i])) add_change(&result, change_of(&row[i], NULL));
    sum_up(before, &result.finish_before, &result.work_before_minutes, &result.cost_before_cents,
           &result.value_before);
    sum_up(after, &result.finish_after, &result.work_after_minutes, &result.cost_after_cents,
           &result.value_after);
    *ret = result;
    return true;
}

/* From the workspace's rows to the engine's earned value, and back. See earned.h.
 *
 * One row of the engine for each planned item, in the order of the plan, then one for each that is only in a
 * baseline: what was agreed and is not planned any more still counts. */
#include "change/baseline/earned.h"

#include "base/banned.h"
#include "base/day.h"
#include "change/agree/impact.h"
#include "change/baseline/agreed.h"
#include "change/baseline/baseline.h"
#include "change/baseline/spread_text.h"
#include "engine/value.h"

enum { CURVE_POINTS = 300, DAY_MS = 86400000 };

typedef struct EarnedRow {
    Id item_id, parent_id, project_id, product_id, release_id;
    Str title;
    bool removed;
} EarnedRow;

typedef struct Earning {
    Transaction *tx;
    Arena *arena;
    const EarnedQuestion *question;
    PlanMap map;
    Schedule schedule;
    Agreed agreed;
    CostSpread *live;
    EarnedRow *names;
    ValueRow *rows;
    int32_t count, planned_count; /* the first are planned */
    struct {
        VEC(Spending);
    } spendings;
    ValueSums *own, *whole;
    struct {
        VEC(EarnedLine);
    } lines;
    int32_t today;
} Earning;

/* ---- rows ---- */

static bool asked(const EarnedQuestion *q, const EarnedRow *row) {
    return (!q->project_id.n || id_equal(q->project_id, row->project_id)) &&
           (!q->product_id.n || id_equal(q->product_id, row->product_id)) &&
           (!q->release_id.n || id_equal(q->release_id, row->release_id));
}

static int32_t status_of(const Earning *e, int32_t project) {
    Minute status = project >= 0 ? e->map.plan.projects[project].status_date : MINUTE_NONE;
    return status == MINUTE_NONE ? e->today : status_day(status);
}

static int32_t actual_day(Minute minute) {
    return minute == MINUTE_NONE ? INT32_MIN : day_of_minute(minute);
}

static void count_steps(const Item *item, ValueRow *row) {
    const WorkStep *step = item->steps.at;
    row->done = row->whole = 0;
    for (int i = 0; i < item->steps.count; i++) {
        row->whole += step[i].weight;
        if (step[i].done) row->done += step[i].weight;
    }
}

static void count_criteria(const Item *item, ValueRow *row) {
    const Criterion *criterion = item->acceptance_criteria.at;
    row->whole = item->acceptance_criteria.count;
    row->done = 0;
    for (int i = 0; i < item->acceptance_criteria.count; i++) row->done += criterion[i].accepted;
}

static ValueRow measured(const Earning *e, int32_t i) {
    const Task *task = e->map.plan.tasks + i;
    const Item *item = e->map.items[i];
    int32_t status = status_of(e, task->project);
    bool finished = task->actual_finish != MINUTE_NONE || task->percent_complete >= 100;
    bool begun = finished || task->actual_start != MINUTE_NONE || task->percent_complete > 0;
    ValueRow row = {.parent = task->parent,
                    .method = item->earned_value_method.n,
                    .begun = begun,
                    .finished = finished,
                    .done = task->percent_complete,
                    .whole = 100,
                    .live = e->live[i],
                    .status_day = status,
                    .start_day = actual_day(task->actual_start),
                    .finish_day = actual_day(task->actual_finish)};
    if (item->earned_value_method.n == VALUE_STEPS) count_steps(item, &row);
    if (item->earned_value_method.n == VALUE_CRITERIA) count_criteria(item, &row);
    return row;
}

static Id of_project(const Id *ids, int32_t index) {
    return index >= 0 ? ids[index] : ID_NONE;
}

static bool planned_of(const Earning *e, int32_t i, CostSpread *ret, Error *err) {
    const BaselineItem *agreed = agreed_find(&e->agreed, e->map.task_item_ids[i]);
    *ret = (CostSpread){0};
    if (!e->agreed.projects[e->map.plan.tasks[i].project]) *ret = e->live[i];
    else if (agreed && !spread_parse(e->arena, agreed->cost_spread, ret))
        return error_set(err, ERROR_INTERNAL, "A row of the baseline is damaged.");
    return true;
}

static bool add_planned(Earning *e, Error *err) {
    const Plan *plan = &e->map.plan;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        const Item *item = e->map.items[i];
        EarnedRow *row = e->names + i;
        *row = (EarnedRow){.item_id = item->row.id,
                           .parent_id = of_project(e->map.task_item_ids, task->parent),
                           .project_id = of_project(e->map.project_ids, task->project),
                           .product_id = item->product_id,
                           .release_id = of_project(e->map.release_ids, task->release),
                           .title = item->title};
        if (!row->product_id.n && task->parent >= 0) row->product_id = e->names[task->parent].product_id;
        if (!row->release_id.n && task->parent >= 0) row->release_id = e->names[task->parent].release_id;
        e->rows[i] = measured(e, i);
        if (!planned_of(e, i, &e->rows[i].planned, err)) return false;
    }
    e->count = e->planned_count = plan->task_count;
    return true;
}

/* What only a baseline has. Its parents stand before it in the baseline, or are planned. */
static bool add_removed(Earning *e, Error *err) {
    const BaselineItem *item = e->agreed.rows.at;
    int32_t *row_of = arena_array(e->arena, int32_t, e->agreed.rows.count + 1);
    if (!row_of) return error_no_memory(err);
    for (int k = 0; k < e->agreed.rows.count; k++) {
        int32_t at = plan_index(&e->map.task_of_item, item[k].item_id);
        row_of[k] = at;
        if (at != NO_INDEX) continue;
        const BaselineItem *above = agreed_find(&e->agreed, item[k].parent_id);
        ValueRow row = {.parent = above ? row_of[above - item] : NO_INDEX,
                        .status_day = status_of(e, plan_index(&e->map.project_of_id, item[k].project_id)),
                        .start_day = INT32_MIN,
                        .finish_day = INT32_MIN};
        if (!spread_parse(e->arena, item[k].cost_spread, &row.planned))
            return error_set(err, ERROR_INTERNAL, "A row of the baseline is damaged.");
        row_of[k] = e->count;
        e->rows[e->count] = row;
        e->names[e->count++] = (EarnedRow){item[k].item_id,
                                           item[k].parent_id,
                                           item[k].project_id,
                                           item[k].product_id,
                                           item[k].release_id,
                                           item[k].title,
                                           true};
    }
    return true;
}

/* Rows that were not asked for go; what stood below one of them stands below the nearest that stays. */
static bool keep_asked(Earning *e) {
    int32_t *now = arena_array(e->arena, int32_t, e->count + 1), kept = 0;
    if (!now) return false;
    for (int32_t i = 0; i < e->count; i++) {
        int32_t parent = e->rows[i].parent;
        int32_t above = parent >= 0 ? now[parent] : NO_INDEX;
        bool keep = asked(e->question, &e->names[i]);
        now[i] = keep ? kept : above;
        if (!keep) continue;
        e->rows[kept] = e->rows[i];
        e->rows[kept].parent = above;
        e->names[kept++] = e->names[i];
    }
    e->count = kept;
    return true;
}

/* ---- money spent ---- */

typedef struct Place {
    int64_t id;
    int32_t row;
} Place;

static int by_id(const void *a, const void *b) {
    const Place *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int32_t place_of(const Place *places, int32_t count, Id id) {
    Place like = {id.n, 0};
    const Place *found = count ? bsearch(&like, places, (size_t)count, sizeof like, by_id) : NULL;
    return found ? found->row : NO_INDEX;
}

static bool add_spending(Earning *e, Spending spending) {
    Spending *slot = vec_push(e->arena, &e->spendings);
    if (slot) *slot = spending;
    return slot;
}

/* Money of no item counts where its project was asked for, and nothing narrower. */
static bool counts_loose(const EarnedQuestion *q, Id project_id) {
    return !q->product_id.n && !q->release_id.n && (!q->project_id.n || id_equal(q->project_id, project_id));
}

static bool add_spendings(Earning *e, Id workspace_id, Error *err) {
    List times, expenses;
    Place *places = arena_array(e->arena, Place, e->count + 1);
    if (!places) return error_no_memory(err);
    for (int32_t i = 0; i < e->count; i++) places[i] = (Place){e->names[i].item_id.n, i};
    qsort(places, (size_t)e->count, sizeof *places, by_id);
    if (!time_costs(e->tx, workspace_id, &times, err) ||
        !row_all(e->tx, &expense_resource, workspace_id, &expenses, err))
        return false;
    const TimeEntry *time = times.at;
    for (int i = 0; i < times.count; i++) {
        int32_t row = place_of(places, e->count, time[i].item_id);
        Spending spent = {row, time[i].day.n, SPENDING_ACTUAL, time[i].cost_cents};
        if (row != NO_INDEX && !add_spending(e, spent)) return error_no_memory(err);
    }
    const Expense *expense = expenses.at;
    for (int i = 0; i < expenses.count; i++) {
        int32_t row = place_of(places, e->count, expense[i].item_id);
        bool loose = !expense[i].item_id.n && counts_loose(e->question, expense[i].project_id);
        if (expense[i].kind.n == EXPENSE_PLANNED || (row == NO_INDEX && !loose)) continue;
        SpendingKind kind = expense[i].kind.n == EXPENSE_ACTUAL ? SPENDING_ACTUAL : SPENDING_COMMITTED;
        if (!add_spending(e, (Spending){row, expense[i].day.n, kind, expense[i].amount_cents}))
            return error_no_memory(err);
    }
    return true;
}

/* ---- lines ---- */

static void add_line(Earning *e, EarnedScope scope, Id id, Str title, const ValueSums *sums) {
    ValueIndices v = value_indices(sums);
    EarnedLine *line = vec_push(e->arena, &e->lines);
    if (!line) return;
    *line = (EarnedLine){
        .scope = {(int)scope},
        .id = id,
        .title = title,
        .budget_cents = sums->budget,
        .planned_cents = sums->planned,
        .earned_cents = sums->earned,
        .actual_cents = sums->actual,
        .committed_cents = sums->committed,
        .schedule_variance_cents = v.sv,
        .cost_variance_cents = v.cv,
        .spi = v.spi,
        .cpi = v.cpi,
        .eac_budget_cents = v.eac_budget,
        .eac_cpi_cents = v.eac_cpi,
        .eac_both_cents = v.eac_both,
        .eac_plan_cents = v.eac_plan,
        .etc_cents = v.etc,
        .vac_cents = v.vac,
        .tcpi_budget = v.tcpi_budget,
        .tcpi_eac = v.tcpi_eac,
    };
}

/* The id that puts a row into a group of that scope. */
static Id group_of(const EarnedRow *row, EarnedScope scope) {
    return scope == EARNED_PROJECT   ? row->project_id
           : scope == EARNED_PRODUCT ? row->product_id
                                     : row->release_id;
}

static void loose_of(const Earning *e, const List *expenses, Id project_id, int32_t until, ValueSums *to) {
    const Expense *expense = expenses->at;
    for (int i = 0; i < expenses->count; i++) {
        if (expense[i].item_id.n || !counts_loose(e->question, expense[i].project_id)) continue;
        if (project_id.n && !id_equal(project_id, expense[i].project_id)) continue;
        if (expense[i].kind.n == EXPENSE_COMMITTED) to->committed += expense[i].amount_cents;
        if (expense[i].kind.n == EXPENSE_ACTUAL && expense[i].day.n <= until)
            to->actual += expense[i].amount_cents;
    }
}

static void add_group(Earning *e, EarnedScope scope, Id id, Str title, const List *expenses) {
    ValueSums sums = {0};
    bool any = false;
    for (int32_t i = 0; i < e->count; i++) {
        if (!id_equal(group_of(&e->names[i], scope), id)) continue;
        value_add(&sums, &e->own[i]);
        any = true;
    }
    if (scope == EARNED_PROJECT)
        loose_of(e, expenses, id, status_of(e, plan_index(&e->map.project_of_id, id)), &sums);
    if (any) add_line(e, scope, id, title, &sums);
}

static bool add_lines(Earning *e, const PlanSource *source, Error *err) {
    List expenses, products;
    ValueSums total = {0};
    Id workspace_id = source->workspace->row.id;
    if (!row_all(e->tx, &expense_resource, workspace_id, &expenses, err) ||
        !row_all(e->tx, &product_resource, workspace_id, &products, err))
        return false;
    for (int32_t i = 0; i < e->count; i++) value_add(&total, &e->own[i]);
    for (int32_t p = 0; p < e->map.plan.project_count; p++)
        loose_of(e, &expenses, e->map.project_ids[p], status_of(e, p), &total);
    add_line(e, EARNED_TOTAL, ID_NONE, STR(""), &total);
    for (int32_t p = 0; p < e->map.plan.project_count; p++)
        add_group(e, EARNED_PROJECT, e->map.project_ids[p], e->map.projects[p]->name, &expenses);
    const Product *product = products.at;
    for (int i = 0; i < products.count; i++)
        add_group(e, EARNED_PRODUCT, product[i].row.id, product[i].name, &expenses);
    const Release *release = source->releases.at;
    for (int i = 0; i < source->releases.count; i++)
        add_group(e, EARNED_RELEASE, release[i].row.id, release[i].name, &expenses);
    for (int32_t i = 0; i < e->count; i++) {
        int before = e->lines.count;
        add_line(e, EARNED_ITEM, e->names[i].item_id, e->names[i].title, &e->whole[i]);
        if (e->lines.count == before) return error_no_memory(err);
        int32_t parent = e->rows[i].parent;
        e->lines.at[before].parent_id = parent >= 0 ? e->names[parent].item_id : ID_NONE;
        e->lines.at[before].removed = e->names[i].removed;
    }
    return true;
}

/* ---- the whole ---- */

static bool fill_curve(Earning *e, const ValueCurve *curve, EarnedView *view) {
    int32_t step = curve->count / CURVE_POINTS + 1;
    EarnedPoint *points = arena_array(e->arena, EarnedPoint, curve->count / step + 3);
    int count = 0;
    if (!points) return false;
    for (int32_t i = 0; i < curve->count; i++) {
        int32_t day = curve->first_day + i;
        if (i % step && i != curve->count - 1 && day != curve->status_day) continue;
        bool past = day <= curve->status_day;
        points[count++] = (EarnedPoint){{day},
                                        curve->planned[i],
                                        past ? curve->earned[i] : INT_NULL,
                                        past ? curve->actual[i] : INT_NULL,
                                        day >= curve->status_day ? curve->forecast[i] : INT_NULL};
    }
    view->curve = (List){points, count};
    return true;
}

static Day day_or_none(int32_t day) {
    return day == INT32_MIN ? DAY_NONE : (Day){day};
}

static void fill_schedule(const ValueCurve *curve, const WorkTime *worktime, EarnedView *view) {
    EarnedSchedule s = value_schedule(curve, worktime);
    int32_t last = curve->count - 1;
    while (last > 0 && curve->planned[last] == curve->planned[last - 1]) last--;
    view->earned_days = s.earned;
    view->elapsed_days = s.elapsed;
    view->planned_days = s.planned;
    view->schedule_variance_days = s.sv;
    view->spi_time = s.spi;
    view->ieac_days = s.ieac;
    view->finish_on = day_or_none(s.finish_day);
    view->planned_finish_on = curve->count ? (Day){curve->first_day + last} : DAY_NONE;
}

static void fill_money(const Earning *e, EarnedView *view) {
    bool narrow = e->question->product_id.n || e->question->release_id.n;
    view->money_cents = INT_NULL;
    for (int32_t p = 0; p < e->map.plan.project_count && !narrow; p++) {
        const Project *project = e->map.projects[p];
        if (e->question->project_id.n && !id_equal(e->question->project_id, project->row.id)) continue;
        view->contingency_reserve_cents += project->contingency_reserve_cents;
        view->management_reserve_cents += project->management_reserve_cents;
        if (project->budget_cents == INT_NULL) continue;
        view->money_cents = project->budget_cents + (view->money_cents == INT_NULL ? 0 : view->money_cents);
    }
}

static void warn(EarnedWarning *warnings, int *count, EarnedWarningKind kind, Day day, int64_t amount) {
    if (amount > 0) warnings[(*count)++] = (EarnedWarning){{(int)kind}, day, amount};
}

static bool fill_warnings(Earning *e, const ValueCurve *curve, EarnedView *view) {
    EarnedWarning *warnings = arena_array(e->arena, EarnedWarning, 4);
    const EarnedLine *total = e->lines.at;
    int count = 0;
    if (!warnings) return false;
    if (view->money_cents != INT_NULL && curve->count) {
        int64_t budget = view->money_cents;
        int64_t end = curve->forecast[curve->count - 1];
        int64_t eac = total->eac_cpi_cents == INT_NULL ? total->eac_budget_cents : total->eac_cpi_cents;
        int64_t usable = budget - view->contingency_reserve_cents - view->management_reserve_cents;
        warn(warnings, &count, BUDGET_PASSED, day_or_none(value_passes(curve, budget)), end - budget);
        warn(warnings, &count, EAC_ABOVE_BUDGET, DAY_NONE, eac - budget);
        warn(warnings, &count, COMMITTED_ABOVE_BUDGET, DAY_NONE,
             total->actual_cents + total->committed_cents - budget);
        if (end <= budget)
            warn(warnings, &count, RESERVE_NEEDED, day_or_none(value_passes(curve, usable)), end - usable);
    }
    view->warnings = (List){warnings, count};
    return true;
}

/* The status of what was asked for: the latest of its projects. */
static int32_t common_status(const Earning *e) {
    int32_t status = INT32_MIN;
    for (int32_t i = 0; i < e->count; i++)
        if (e->rows[i].status_day > status) status = e->rows[i].status_day;
    return status == INT32_MIN ? e->today : status;
}

static int32_t first_project(const Earning *e) {
    for (int32_t i = 0; i < e->count; i++) {
        int32_t project = plan_index(&e->map.project_of_id, e->names[i].project_id);
        if (project != NO_INDEX) return project;
    }
    return NO_INDEX;
}

static void fill_baseline(const Earning *e, EarnedView *view) {
    view->baselined = true;
    bool first = true;
    for (int32_t p = 0; p < e->map.plan.project_count; p++) {
        if (e->question->project_id.n && !id_equal(e->question->project_id, e->map.project_ids[p])) continue;
        view->baselined &= e->agreed.projects[p];
        if (first) view->baseline_id = e->agreed.baselines[p];
        else if (!id_equal(view->baseline_id, e->agreed.baselines[p])) view->baseline_id = ID_NONE;
        first = false;
    }
}

static bool prepare(Earning *e, PlanSource *source, Id workspace_id, Error *err) {
    if (!plan_load(e->tx, workspace_id, source, err) || !plan_make(e->arena, source, &e->map, err) ||
        !plan_schedule(e->arena, &e->map, &e->schedule, err) ||
        !plan_cost_spread(e->arena, &e->map, &e->live, err) ||
        !agreed_load(e->tx, workspace_id, e->question->baseline_id, &e->map, &e->agreed, err))
        return false;
    size_t most = (size_t)e->map.plan.task_count + (size_t)e->agreed.rows.count + 1;
    e->names = arena_array(e->arena, EarnedRow, most);
    e->rows = arena_array(e->arena, ValueRow, most);
    if (!e->names || !e->rows) return error_no_memory(err);
    if (!add_planned(e, err) || !add_removed(e, err)) return false;
    return keep_asked(e) ? add_spendings(e, workspace_id, err) : error_no_memory(err);
}

bool earned_answer(Transaction *tx, Id workspace_id, const EarnedQuestion *question, EarnedView *ret,
                   Error *err) {
    Earning e = {
        .tx = tx, .arena = tx->arena, .question = question, .today = (int32_t)(tx->author.now.ms / DAY_MS)};
    PlanSource source;
    ValueCurve curve;
    EarnedView view = {0};
    if (!prepare(&e, &source, workspace_id, err)) return false;
    int32_t status = common_status(&e), project = first_project(&e);
    ValueInput input = {e.rows, e.spendings.at, e.count, e.spendings.count, status};
    PlanFault fault;
    const WorkTime *worktime =
        project == NO_INDEX
            ? NULL
            : worktime_make(e.arena, &e.map.plan, e.map.plan.projects[project].calendar, &fault);
    if (!value_sums(e.arena, &input, &e.own, &e.whole) || !value_curve(e.arena, &input, &curve))
        return error_no_memory(err);
    if (!add_lines(&e, &source, err)) return false;
    view.status_on = (Day){status};
    fill_baseline(&e, &view);
    fill_money(&e, &view);
    fill_schedule(&curve, worktime, &view);
    if (!fill_curve(&e, &curve, &view) || !fill_warnings(&e, &curve, &view)) return error_no_memory(err);
    view.lines = (List){e.lines.at, e.lines.count};
    *ret = view;
    return !e.arena->full || error_no_memory(err);
}

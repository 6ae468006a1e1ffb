/* Moves: which there are, what they cost, and how they are done to a plan and taken back. See options.h.
 *
 * Every move is a few 32-bit values of the plan overwritten, so that taking back is writing the old ones. */
#include "engine/options/options_run.h"

#include "base/mem.h"

/* ---- Writing ---- */

/* With a search the old value is kept and the network is told; without one the plan is just written. */
typedef struct Writer {
    Search *search;
    Plan *plan;
    const OptionsProblem *problem;
    bool ok;
} Writer;

static void put(Writer *w, PlanTable table, int32_t row, int32_t *at, int32_t value) {
    if (*at == value || !w->ok) return;
    if (w->search) {
        Overwritten *old = vec_push(w->search->arena, &w->search->undo);
        if (!old) {
            w->ok = false;
            return;
        }
        *old = (Overwritten){at, *at, (int32_t)table, row};
        network_touch(w->search->network, table, row);
    }
    *at = value;
}

void moves_undo(Search *search) {
    for (int32_t i = search->undo.count - 1; i >= 0; i--) {
        const Overwritten *old = search->undo.at + i;
        *old->at = old->before;
        network_touch(search->network, (PlanTable)old->table, old->row);
    }
    search->undo.count = 0;
}

static void leave_out(Writer *w, int32_t row) {
    Task *task = w->plan->tasks + row;
    put(w, TABLE_TASKS, row, &task->flags, task->flags | TASK_INACTIVE);
}

static bool works(const Plan *plan, const Assignment *assignment) {
    return plan->resources[assignment->resource].kind != RESOURCE_MATERIAL;
}

/* The work of a task is divided among its people in proportion to their units, as plans are made. */
static void set_work(Writer *w, int32_t row, int32_t minutes) {
    Plan *plan = w->plan;
    int64_t units = 0, before = 0;
    for (int32_t i = 0; i < plan->assignment_count; i++)
        if (plan->assignments[i].task == row && works(plan, plan->assignments + i))
            units += plan->assignments[i].units;
    if (units == 0) {
        put(w, TABLE_TASKS, row, &plan->tasks[row].duration, minutes);
        return;
    }
    for (int32_t i = 0; i < plan->assignment_count; i++) {
        Assignment *assignment = plan->assignments + i;
        if (assignment->task != row || !works(plan, assignment)) continue;
        int64_t from = minutes * before / units;
        before += assignment->units;
        put(w, TABLE_ASSIGNMENTS, i, &assignment->work, (int32_t)(minutes * before / units - from));
    }
}

static int32_t subtree_end(const Plan *plan, int32_t row) {
    int32_t end = row + 1;
    while (end < plan->task_count && plan->tasks[end].parent >= row) end++;
    return end;
}

/* First: below all; last: above all, both in the order of the features. */
static void reorder(Writer *w, const OptionsMove *move) {
    Plan *plan = w->plan;
    int32_t row = w->problem->features[move->index].task, end = subtree_end(plan, row);
    int32_t own = w->problem->plan->tasks[row].priority;
    int32_t to = move->to ? INT32_MAX / 2 + move->index : move->index;
    for (int32_t i = row; i < end; i++)
        if (w->problem->plan->tasks[i].priority == own) put(w, TABLE_TASKS, i, &plan->tasks[i].priority, to);
}

static void overlap(Writer *w, const OptionsMove *move) {
    Link *link = w->plan->links + move->index;
    put(w, TABLE_LINKS, move->index, &link->type, LINK_SS);
    put(w, TABLE_LINKS, move->index, &link->lag, move->to);
    put(w, TABLE_LINKS, move->index, &link->lag_kind, LAG_WORKING);
}

static bool write_move(Writer *w, const OptionsMove *move) {
    const OptionsProblem *problem = w->problem;
    switch ((OptionsMoveKind)move->kind) {
    case MOVE_DEFER: leave_out(w, problem->features[move->index].task); break;
    case MOVE_SIMPLIFY: {
        const OptionsVariant *variant = problem->variants + move->index;
        for (int32_t i = 0; i < variant->work_count; i++) {
            const OptionsWork *work = problem->works + variant->first_work + i;
            if (work->left_out) leave_out(w, work->task);
            else if (work->minutes >= 0) set_work(w, work->task, work->minutes);
        }
        break;
    }
    case MOVE_HIRE: {
        const OptionsHire *hire = problem->hires + move->index;
        int32_t *units = &w->plan->resources[hire->resource].units;
        put(w, TABLE_RESOURCES, hire->resource, units, *units + hire->units);
        break;
    }
    case MOVE_REORDER: reorder(w, move); break;
    case MOVE_OVERLAP: overlap(w, move); break;
    case MOVE_CRASH:
        put(w, TABLE_ASSIGNMENTS, move->index, &w->plan->assignments[move->index].units, move->to);
        break;
    default: break;
    }
    return w->ok;
}

bool move_do(Search *search, const OptionsMove *move) {
    return write_move(&(Writer){search, &search->plan, search->problem, true}, move);
}

/* Ranked rows make room for those that come first. */
static void make_room(const OptionsProblem *problem, Plan *plan) {
    for (int32_t i = 0; i < plan->task_count; i++)
        if (plan->tasks[i].priority >= 0) plan->tasks[i].priority += problem->feature_count;
}

void options_apply(const OptionsProblem *problem, const OptionsMove *moves, const int32_t *set, int32_t count,
                   Plan *plan) {
    Writer writer = {NULL, plan, problem, true};
    make_room(problem, plan);
    for (int32_t i = 0; i < count; i++) write_move(&writer, moves + set[i]);
}

/* ---- Which there are ---- */

static int64_t share(int64_t part, int64_t whole) {
    return whole > 0 ? (int64_t)((__int128)part * OPTIONS_WHOLE / whole) : 0;
}

static bool allowed(const Search *search, OptionsMoveKind kind) {
    return !search->problem->kinds || search->problem->kinds & 1 << kind;
}

static int64_t scope_price(const Search *search, int64_t value) {
    return share(value, search->total_value) * search->problem->weights.scope / 100;
}

static int64_t risk_price(const Search *search, int64_t price) {
    return price * search->problem->weights.risk / 100;
}

static bool add(Search *search, OptionsMoveKind kind, int32_t index, int32_t to, int64_t value,
                int64_t price) {
    if (!allowed(search, kind)) return true;
    for (int32_t i = 0; kind >= MOVE_REORDER && i < search->moves.count; i++) {
        const OptionsMove *known = search->moves.at + i;
        if (known->kind == (int32_t)kind && known->index == index && known->to == to) return true;
    }
    if (search->moves.count == OPTIONS_MOVES_MAX) return true;
    OptionsMove *move = vec_push(search->arena, &search->moves);
    if (!move) return false;
    *move = (OptionsMove){(int32_t)kind, index, to, 0, value, price};
    return true;
}

static bool is_done(const Task *task) {
    return task->actual_finish != MINUTE_NONE || task->percent_complete == 100;
}

bool row_has_begun(const Plan *plan, int32_t row) {
    for (int32_t i = row, end = subtree_end(plan, row); i < end; i++)
        if (plan->tasks[i].actual_start != MINUTE_NONE || is_done(plan->tasks + i)) return true;
    return false;
}

bool row_is_out(const Plan *plan, int32_t row) {
    for (; row != NO_INDEX; row = plan->tasks[row].parent)
        if (plan->tasks[row].flags & TASK_INACTIVE) return true;
    return false;
}

static bool find_of_features(Search *search) {
    const OptionsProblem *problem = search->problem;
    for (int32_t i = 0; i < problem->feature_count; i++) {
        const OptionsFeature *feature = problem->features + i;
        if (feature->fixed || row_is_out(problem->plan, feature->task)) continue;
        int64_t price = scope_price(search, feature->value) + risk_price(search, OPTIONS_PRICE_DEFER);
        if (!row_has_begun(problem->plan, feature->task) &&
            !add(search, MOVE_DEFER, i, 0, feature->value, price))
            return false;
    }
    for (int32_t i = 0; i < problem->variant_count; i++) {
        const OptionsFeature *feature = problem->features + problem->variants[i].feature;
        int64_t lost = feature->value - problem->variants[i].value;
        if (feature->fixed || row_is_out(problem->plan, feature->task)) continue;
        if (lost < 0) lost = 0;
        if (!add(search, MOVE_SIMPLIFY, i, 0, lost,
                 scope_price(search, lost) + risk_price(search, OPTIONS_PRICE_SIMPLIFY)))
            return false;
    }
    return true;
}

static int64_t budget_of(const Search *search) {
    int64_t cents = 0;
    for (int32_t i = 0; i < search->problem->limit_count; i++)
        if (search->problem->limits[i].kind == LIMIT_PROJECT_COST) cents += search->problem->limits[i].cents;
    return cents ? cents : search->total_cost;
}

static bool find_hires(Search *search) {
    const OptionsProblem *problem = search->problem;
    for (int32_t i = 0; i < problem->hire_count; i++) {
        int64_t money =
            share(problem->hires[i].cost_cents, budget_of(search)) * problem->weights.budget / 100;
        if (!add(search, MOVE_HIRE, i, 0, 0, money + risk_price(search, OPTIONS_PRICE_HIRE))) return false;
    }
    return true;
}

static bool may_overlap(const Plan *plan, const Link *link) {
    const Task *before = plan->tasks + link->predecessor, *after = plan->tasks + link->successor;
    bool summary = (link->predecessor + 1 < plan->task_count && before[1].parent == link->predecessor) ||
                   (link->successor + 1 < plan->task_count && after[1].parent == link->successor);
    return link->type == LINK_FS && link->lag == 0 && !summary && before->actual_start == MINUTE_NONE &&
           after->actual_start == MINUTE_NONE && !is_done(before) && !is_done(after) &&
           !(before->flags & (TASK_INACTIVE | TASK_MILESTONE | TASK_MANUAL)) &&
           !(after->flags & (TASK_INACTIVE | TASK_MILESTONE | TASK_MANUAL));
}

static bool add_overlap(Search *search, int32_t row) {
    const Link *link = search->problem->plan->links + row;
    if (!may_overlap(search->problem->plan, link)) return true;
    int32_t lag = search->lasts[link->predecessor] / 2;
    if (lag <= 0) return true;
    return add(search, MOVE_OVERLAP, row, lag, 0, risk_price(search, OPTIONS_PRICE_OVERLAP));
}

/* Nobody else shares the work: it is not divided anew. */
static bool alone(const Plan *plan, int32_t row) {
    for (int32_t i = 0; i < plan->assignment_count; i++)
        if (i != row && plan->assignments[i].task == plan->assignments[row].task &&
            works(plan, plan->assignments + i))
            return false;
    return true;
}

static bool add_crash(Search *search, int32_t row) {
    const Plan *plan = search->problem->plan;
    const Assignment *assignment = plan->assignments + row;
    const WorkResource *resource = plan->resources + assignment->resource;
    const Task *task = plan->tasks + assignment->task;
    if (assignment->work <= 0 || !works(plan, assignment) || assignment->units >= resource->units ||
        is_done(task) || task->flags & TASK_INACTIVE || !alone(plan, row))
        return true;
    return add(search, MOVE_CRASH, row, resource->units, 0, risk_price(search, OPTIONS_PRICE_CRASH));
}

static bool add_reorder(Search *search, int32_t feature, int32_t last) {
    const Plan *plan = search->problem->plan;
    int32_t row = search->problem->features[feature].task;
    if (!plan->options.share_people || plan->tasks[row].priority < 0 || row_is_out(plan, row)) return true;
    return add(search, MOVE_REORDER, feature, last, 0, risk_price(search, OPTIONS_PRICE_REORDER));
}

/* Of a small plan everything is looked at, of a large one what lies on the way to what is late. */
enum { ALL_MOST = 24 };

static bool find_all(Search *search) {
    const Plan *plan = search->problem->plan;
    bool ok = true;
    if (plan->link_count <= ALL_MOST)
        for (int32_t i = 0; ok && i < plan->link_count; i++) ok = add_overlap(search, i);
    if (plan->assignment_count <= ALL_MOST)
        for (int32_t i = 0; ok && i < plan->assignment_count; i++) ok = add_crash(search, i);
    if (search->problem->feature_count <= ALL_MOST / 2)
        for (int32_t i = 0; ok && i < 2 * search->problem->feature_count; i++)
            ok = add_reorder(search, i / 2, i % 2);
    return ok;
}

bool moves_find(Search *search) {
    make_room(search->problem, &search->plan);
    return find_of_features(search) && find_hires(search) && find_all(search);
}

static int32_t feature_of(const OptionsProblem *problem, int32_t row) {
    const Plan *plan = problem->plan;
    for (; row != NO_INDEX; row = plan->tasks[row].parent)
        for (int32_t i = 0; i < problem->feature_count; i++)
            if (problem->features[i].task == row) return i;
    return NO_INDEX;
}

bool moves_along(Search *search, const ExplainStep *steps, int32_t count) {
    const Plan *plan = search->problem->plan;
    bool ok = true;
    for (int32_t i = 0; ok && i < count; i++) {
        const ExplainStep *step = steps + i;
        if (step->cause == CAUSE_LINK && step->index >= 0) ok = add_overlap(search, step->index);
        if (step->cause == CAUSE_RESOURCE && step->index >= 0) {
            int32_t waits = feature_of(search->problem, step->task);
            int32_t holds = feature_of(search->problem, step->index);
            if (waits != holds && waits != NO_INDEX) ok = ok && add_reorder(search, waits, 0);
            if (waits != holds && holds != NO_INDEX) ok = ok && add_reorder(search, holds, 1);
        }
        if (!step->of_finish) continue;
        for (int32_t k = 0; ok && k < plan->assignment_count; k++)
            if (plan->assignments[k].task == step->task) ok = add_crash(search, k);
    }
    return ok;
}

/* ---- How they stand to each other ---- */

int32_t move_feature(const OptionsProblem *problem, const OptionsMove *move) {
    switch ((OptionsMoveKind)move->kind) {
    case MOVE_DEFER:
    case MOVE_REORDER: return move->index;
    case MOVE_SIMPLIFY: return problem->variants[move->index].feature;
    default: return NO_INDEX;
    }
}

/* Two of one feature; two hires of one resource. */
bool moves_clash(const OptionsProblem *problem, const OptionsMove *a, const OptionsMove *b) {
    int32_t feature = move_feature(problem, a);
    if (a->kind == MOVE_HIRE && b->kind == MOVE_HIRE)
        return problem->hires[a->index].resource == problem->hires[b->index].resource;
    if (feature == NO_INDEX || feature != move_feature(problem, b)) return false;
    return a->kind == MOVE_DEFER || b->kind == MOVE_DEFER || a->kind == b->kind;
}

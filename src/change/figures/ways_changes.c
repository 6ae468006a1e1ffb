/* From moves to changes of rows, as a proposal carries them. See ways.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/figures/ways_inside.h"
#include "field/json.h"
#include "model/rank.h"

typedef struct Writer {
    WaysRun *run;
    struct {
        VEC(ProposedChange);
    } changes;
    Str first, last; /* ranks given so far */
    bool ok;
} Writer;

static void write(Writer *w, const char *resource, Id id, const char *field, Str json) {
    ProposedChange *change = vec_push(w->run->arena, &w->changes);
    if (!change) {
        w->ok = false;
        return;
    }
    *change = (ProposedChange){.action = {CHANGE_UPDATE},
                               .resource = str_of(resource),
                               .subject_id = id,
                               .field = str_of(field),
                               .to = {json}};
}

static Str quoted(Writer *w, Str text) {
    StrBuf out = strbuf_make(w->run->arena, 0);
    json_write_text(&out, text);
    return strbuf_str(&out);
}

static Str number(Writer *w, int64_t n) {
    return fmt(w->run->arena, "%lld", (long long)n);
}

static Str moment(Writer *w, Minute at) {
    return quoted(w, moment_text(w->run->arena, (Moment){at}));
}

static void leave_out(Writer *w, int32_t task) {
    write(w, "item", w->run->map.task_item_ids[task], "inactive", STR("true"));
}

static void defer(Writer *w, int32_t task) {
    const Item *item = w->run->map.items[task];
    leave_out(w, task);
    if (item->release_id.n) write(w, "item", item->row.id, "release_id", STR("null"));
}

/* ---- Work ---- */

static const ItemAssignment *assignment_row(const WaysRun *run, int32_t index) {
    const ItemAssignment *rows = run->source->assignments.at;
    for (int i = 0; i < run->source->assignments.count; i++)
        if (id_equal(rows[i].row.id, run->map.assignment_ids[index])) return &rows[i];
    return NULL;
}

/* Effort is divided among people; where they have work of their own, that is written. */
static void set_work(Writer *w, const Plan *after, int32_t task, int32_t minutes) {
    const WaysRun *run = w->run;
    const Plan *plan = &run->map.plan;
    const Item *item = run->map.items[task];
    bool people = false, own = false;
    for (int32_t i = 0; i < plan->assignment_count; i++) {
        if (plan->assignments[i].task != task) continue;
        const ItemAssignment *row = assignment_row(run, i);
        if (plan->resources[plan->assignments[i].resource].kind == RESOURCE_MATERIAL) continue;
        people = true;
        own |= row && row->work_minutes != INT_NULL;
    }
    if (!own) {
        const char *field =
            people || item->duration_minutes == INT_NULL ? "effort_minutes" : "duration_minutes";
        write(w, "item", item->row.id, field, number(w, minutes));
        return;
    }
    for (int32_t i = 0; i < plan->assignment_count; i++)
        if (after->assignments[i].work != plan->assignments[i].work && plan->assignments[i].task == task)
            write(w, "assignment", run->map.assignment_ids[i], "work_minutes",
                  number(w, after->assignments[i].work));
}

static void simplify(Writer *w, const Plan *after, int32_t index) {
    const OptionsProblem *problem = &w->run->problem;
    const OptionsVariant *variant = problem->variants + index;
    const Item *item = w->run->map.items[problem->features[variant->feature].task];
    const Variant *variants = item->variants.at;
    int32_t nth = 0;
    for (int32_t i = 0; i < index; i++) nth += problem->variants[i].feature == variant->feature;
    for (int i = 0; i < item->variants.count; i++) {
        if (item->variant.at && str_equal(item->variant, variants[i].name)) continue;
        if (nth-- == 0) write(w, "item", item->row.id, "variant", quoted(w, variants[i].name));
    }
    for (int32_t i = 0; i < variant->work_count; i++) {
        const OptionsWork *work = problem->works + variant->first_work + i;
        if (work->left_out) leave_out(w, work->task);
        else if (work->minutes >= 0) set_work(w, after, work->task, work->minutes);
    }
}

/* ---- Ranks ---- */

/* A key before the first one. */
static Str rank_before(Arena *arena, Str first) {
    size_t i = 0;
    while (i < first.len && first.at[i] == '0') i++;
    Str zeros = str_slice(first, 0, i);
    char next = i < first.len ? first.at[i] : 'i';
    if (next == '1') return fmt(arena, "%.*s0i", STR_ARG(zeros));
    char lower = next == 'a' ? '9' : (char)(next - 1);
    return fmt(arena, "%.*s%c", STR_ARG(zeros), lower);
}

static void rank_last(Writer *w, Id id) {
    w->last = rank_after(w->run->arena, w->last);
    write(w, "item", id, "rank", quoted(w, w->last));
}

static void rank_first(Writer *w, Id id) {
    w->first = rank_before(w->run->arena, w->first);
    write(w, "item", id, "rank", quoted(w, w->first));
}

/* ---- Moves ---- */

static void overlap(Writer *w, const OptionsMove *move) {
    Id id = w->run->map.link_ids[move->index];
    write(w, "link", id, "type", STR("\"start_start\""));
    write(w, "link", id, "lag_minutes", number(w, move->to));
    if (w->run->map.links[move->index]->lag_kind.n != LAG_WORKING)
        write(w, "link", id, "lag_kind", STR("\"working\""));
}

static void hire(Writer *w, const OptionsHire *one) {
    const PlanResource *resource = w->run->map.resources[one->resource];
    write(w, "resource", resource->row.id, "units_percent", number(w, resource->units_percent + one->units));
}

static void write_move(Writer *w, const Plan *after, const OptionsMove *move) {
    const WaysRun *run = w->run;
    switch ((OptionsMoveKind)move->kind) {
    case MOVE_DEFER: defer(w, run->problem.features[move->index].task); break;
    case MOVE_SIMPLIFY: simplify(w, after, move->index); break;
    case MOVE_HIRE: hire(w, run->problem.hires + move->index); break;
    case MOVE_REORDER:
        if (move->to) rank_last(w, run->map.task_item_ids[run->problem.features[move->index].task]);
        break;
    case MOVE_OVERLAP: overlap(w, move); break;
    case MOVE_CRASH:
        write(w, "assignment", run->map.assignment_ids[move->index], "units_percent", number(w, move->to));
        break;
    default: break;
    }
}

/* ---- What gives way ---- */

/* The last minute of a day is the next day's first. */
static Str day_of(Writer *w, Minute finish) {
    Day day = {day_of_minute(finish)};
    return quoted(w, day_text(w->run->arena, day));
}

static void move_limit(Writer *w, const Option *option, int32_t i) {
    const WaysRun *run = w->run;
    const OptionsLimit *limit = run->limits.at + i;
    Minute finish = option->finishes[i];
    switch ((OptionsLimitKind)limit->kind) {
    case LIMIT_PROJECT_COST:
        if (option->costs[i] > limit->cents)
            write(w, "project", run->map.project_ids[limit->index], "budget_cents",
                  number(w, option->costs[i]));
        return;
    case LIMIT_PROJECT_FINISH:
        if (finish > limit->by)
            write(w, "project", run->map.project_ids[limit->index], "must_finish_at", moment(w, finish));
        return;
    case LIMIT_RELEASE_FINISH:
        if (finish > limit->by)
            write(w, "release", run->map.release_ids[limit->index], "target_on", day_of(w, finish));
        return;
    case LIMIT_TASK_FINISH: {
        const Item *item = run->map.items[limit->index];
        bool wish = id_equal(item->row.id, run->question->feature_id);
        if (finish > limit->by && !wish) write(w, "item", item->row.id, "deadline_at", moment(w, finish));
        return;
    }
    }
}

bool ways_changes(WaysRun *run, const Option *option, List *ret) {
    Writer w = {.run = run, .first = run->first_rank, .last = run->last_rank, .ok = true};
    Plan after;
    if (!plan_copy(run->arena, &run->map.plan, &after)) return false;
    options_apply(&run->problem, run->answer.moves, option->moves, option->move_count, &after);
    int32_t wished = plan_index(&run->map.task_of_item, run->question->feature_id);
    if (wished != NO_INDEX && run->map.items[wished]->inactive)
        write(&w, "item", run->question->feature_id, "inactive", STR("false"));
    for (int32_t i = 0; i < option->move_count; i++)
        write_move(&w, &after, run->answer.moves + option->moves[i]);
    /* Those that come first, the last of them first: each goes before all. */
    for (int32_t i = option->move_count - 1; i >= 0; i--) {
        const OptionsMove *move = run->answer.moves + option->moves[i];
        if (move->kind == MOVE_REORDER && !move->to)
            rank_first(&w, run->map.task_item_ids[run->problem.features[move->index].task]);
    }
    for (int32_t i = 0; i < run->first_asked; i++) move_limit(&w, option, i);
    *ret = (List){w.changes.at, w.changes.count};
    return w.ok;
}

/* Asking the engine and telling what it says. See ways.h. */
#include "change/figures/ways.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/figures/ways_inside.h"

enum { FRONT_HIRES = 2 };

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

static double value_of(int64_t units) {
    return (double)units / VALUE_UNITS;
}

/* ---- Limits ---- */

static void name_subject(const WaysRun *run, const OptionsLimit *limit, WayLimit *ret) {
    const PlanMap *map = &run->map;
    if (limit->kind == LIMIT_TASK_FINISH) {
        ret->subject_id = map->task_item_ids[limit->index];
        ret->name = map->items[limit->index]->title;
    } else if (limit->kind == LIMIT_RELEASE_FINISH) {
        const Release *releases = run->source->releases.at;
        ret->subject_id = map->release_ids[limit->index];
        for (int i = 0; i < run->source->releases.count; i++)
            if (id_equal(releases[i].row.id, ret->subject_id)) ret->name = releases[i].name;
    } else {
        ret->subject_id = map->project_ids[limit->index];
        ret->name = map->projects[limit->index]->name;
    }
}

static bool tell_limits(const WaysRun *run, const Option *option, List *ret) {
    WayLimit *rows = arena_array(run->arena, WayLimit, run->limits.count + 1);
    if (!rows) return false;
    for (int32_t i = 0; i < run->limits.count; i++) {
        const OptionsLimit *limit = run->limits.at + i;
        bool money = limit->kind == LIMIT_PROJECT_COST;
        rows[i] = (WayLimit){.kind = {limit->kind},
                             .by = run->agreed.at[i],
                             .finish_at = moment(option->finishes[i]),
                             .budget_cents = money ? limit->cents : INT_NULL,
                             .cost_cents = option->costs[i]};
        rows[i].broken = money ? option->costs[i] > limit->cents
                               : option->finishes[i] != MINUTE_NONE && option->finishes[i] > limit->by;
        name_subject(run, limit, &rows[i]);
    }
    *ret = (List){rows, run->limits.count};
    return true;
}

/* ---- Moves ---- */

static Str variant_name(const WaysRun *run, int32_t index) {
    const OptionsVariant *variant = run->problem.variants + index;
    const Item *item = run->map.items[run->problem.features[variant->feature].task];
    const Variant *variants = item->variants.at;
    int32_t nth = 0;
    for (int32_t i = 0; i < index; i++) nth += run->problem.variants[i].feature == variant->feature;
    for (int i = 0; i < item->variants.count; i++) {
        if (item->variant.at && str_equal(item->variant, variants[i].name)) continue;
        if (nth-- == 0) return variants[i].name;
    }
    return STR("");
}

static void tell_of_feature(const WaysRun *run, int32_t feature, WayMove *ret) {
    const Item *item = run->map.items[run->problem.features[feature].task];
    ret->subject_id = item->row.id;
    ret->name = item->title;
}

static WayMove tell_move(const WaysRun *run, const OptionsMove *move) {
    const PlanMap *map = &run->map;
    WayMove told = {.kind = {move->kind}, .detail = STR(""), .value_lost = value_of(move->value)};
    switch ((OptionsMoveKind)move->kind) {
    case MOVE_DEFER: tell_of_feature(run, move->index, &told); break;
    case MOVE_SIMPLIFY:
        tell_of_feature(run, run->problem.variants[move->index].feature, &told);
        told.detail = variant_name(run, move->index);
        break;
    case MOVE_REORDER:
        tell_of_feature(run, move->index, &told);
        told.detail = move->to ? STR("last") : STR("first");
        break;
    case MOVE_HIRE: {
        const OptionsHire *hire = run->problem.hires + move->index;
        told.subject_id = map->resource_ids[hire->resource];
        told.name = map->resources[hire->resource]->name;
        told.detail = fmt(run->arena, "%d", hire->units / 100);
        break;
    }
    case MOVE_OVERLAP: {
        const Link *link = map->plan.links + move->index;
        told.subject_id = map->link_ids[move->index];
        told.name = map->items[link->predecessor]->title;
        told.detail = map->items[link->successor]->title;
        break;
    }
    case MOVE_CRASH: {
        const Assignment *assignment = map->plan.assignments + move->index;
        told.subject_id = map->assignment_ids[move->index];
        told.name = map->items[assignment->task]->title;
        told.detail = map->resources[assignment->resource]->name;
        break;
    }
    default: break;
    }
    return told;
}

static bool is_of_feature(const OptionsMove *move) {
    return move->kind == MOVE_DEFER || move->kind == MOVE_SIMPLIFY;
}

static WayLoser tell_loser(const WaysRun *run, const OptionsMove *move) {
    int32_t feature = move->kind == MOVE_DEFER ? move->index : run->problem.variants[move->index].feature;
    const Item *item = run->map.items[run->problem.features[feature].task];
    return (WayLoser){item->row.id,          item->title, item->goal, isnan(item->value) ? 0 : item->value,
                      value_of(move->value), item->reach};
}

static bool tell_moves(const WaysRun *run, const Option *option, Way *way) {
    WayMove *moves = arena_array(run->arena, WayMove, option->move_count + 1);
    WayLoser *losers = arena_array(run->arena, WayLoser, option->move_count + 1);
    int count = 0;
    if (!moves || !losers) return false;
    for (int32_t i = 0; i < option->move_count; i++) {
        const OptionsMove *move = run->answer.moves + option->moves[i];
        moves[i] = tell_move(run, move);
        if (is_of_feature(move)) losers[count++] = tell_loser(run, move);
    }
    way->moves = (List){moves, option->move_count};
    way->losers = (List){losers, count};
    return true;
}

static bool tell_kinds(const WaysRun *run, int32_t signature, List *ret) {
    Str *names = arena_array(run->arena, Str, MOVE_RAISE + 1);
    int count = 0;
    if (!names) return false;
    for (int kind = 0; kind <= MOVE_RAISE; kind++)
        if (signature & 1 << kind) names[count++] = str_of(way_kind_names[kind]);
    *ret = (List){names, count};
    return true;
}

/* ---- Ways ---- */

static bool tell_way(WaysRun *run, const Option *option, Way *ret) {
    *ret = (Way){.finish_at = moment(option->finish),
                 .finish_p50_at = MOMENT_NONE, /* until it is forecast */
                 .finish_p80_at = MOMENT_NONE,
                 .cost_cents = option->cost_cents,
                 .value = value_of(option->value),
                 .price = (double)option->price * 100 / OPTIONS_WHOLE};
    return tell_kinds(run, option->signature, &ret->kinds) && tell_moves(run, option, ret) &&
           tell_limits(run, option, &ret->limits) && ways_changes(run, option, &ret->changes);
}

static bool tell_answer(WaysRun *run, Ways *ret) {
    const OptionsAnswer *answer = &run->answer;
    Way *ways = arena_array(run->arena, Way, answer->option_count + 1);
    if (!ways) return false;
    *ret = (Ways){.fits = answer->fits,
                  .proven = answer->proven || answer->fits,
                  .steps = answer->steps,
                  .steps_to_first = answer->steps_to_first,
                  .value = value_of(answer->now.value),
                  .finish_at = moment(answer->now.finish),
                  .cost_cents = answer->now.cost_cents};
    for (int32_t i = 0; i < answer->option_count; i++)
        if (!tell_way(run, answer->options + i, &ways[i])) return false;
    ret->ways = (List){ways, answer->option_count};
    return tell_limits(run, &answer->now, &ret->limits);
}

static bool tell_front(WaysRun *run, const OptionsFront *front, List *ret) {
    WayPoint *points = arena_array(run->arena, WayPoint, front->point_count + 1);
    if (!points) return false;
    for (int32_t i = 0; i < front->point_count; i++) {
        const OptionsPoint *point = front->points + i;
        Str *left = arena_array(run->arena, Str, run->features.count + 1);
        int count = 0;
        if (!left) return false;
        for (int32_t f = 0; f < run->features.count; f++)
            if (!point->chosen[f])
                left[count++] = id_text(run->arena, run->map.task_item_ids[run->features.at[f].task]);
        points[i] = (WayPoint){.value = value_of(point->value),
                               .finish_at = moment(point->finish),
                               .p50_at = moment(run->model ? point->p50 : MINUTE_NONE),
                               .p85_at = moment(run->model ? point->p85 : MINUTE_NONE),
                               .cost_cents = point->cost_cents,
                               .left_out = {left, count}};
    }
    *ret = (List){points, front->point_count};
    return true;
}

/* ---- The whole ---- */

/* Of the whole the search is the first part, then come the front and the forecast. */
enum { SEARCH_PERCENT = 70, FRONT_PERCENT = 85 };

static bool going(void *context, const OptionsAnswer *so_far) {
    const WaysRun *run = context;
    double share = (double)so_far->steps / (double)run->question->steps;
    return !run->help.go_on || run->help.go_on(run->help.context, share * SEARCH_PERCENT / 100);
}

static bool going_along_front(void *context, const OptionsAnswer *so_far) {
    const WaysRun *run = context;
    double share = (double)so_far->steps / (double)run->question->steps;
    double from = SEARCH_PERCENT, part = FRONT_PERCENT - SEARCH_PERCENT;
    return !run->help.go_on || run->help.go_on(run->help.context, (from + share * part) / 100);
}

static void improved(void *context, const OptionsAnswer *so_far) {
    WaysRun *run = context;
    OptionsAnswer before = run->answer;
    Ways ways;
    run->answer = *so_far;
    if (tell_answer(run, &ways)) run->help.improved(run->help.context, &ways);
    run->answer = before;
}

static bool engine_fault(const WaysRun *run, const OptionsFault *fault, Error *err) {
    if (!fault->table) return plan_fault_error(&run->map, &fault->plan, err);
    error_set(err, ERROR_INTERNAL, "The ways out could not be computed.");
    return error_log(err, "options: %s[%d]", fault->table, (int)fault->row);
}

static void find_ranks(WaysRun *run) {
    const Item *items = run->source->items.at;
    for (int i = 0; i < run->source->items.count; i++) {
        Str rank = items[i].rank;
        if (!rank.len) continue;
        if (!run->first_rank.at || str_compare(rank, run->first_rank) < 0) run->first_rank = rank;
        if (!run->last_rank.at || str_compare(rank, run->last_rank) > 0) run->last_rank = rank;
    }
}

static bool find_front(WaysRun *run, Ways *ret, Error *err) {
    OptionsBudget budget = {.steps = run->question->steps, .go_on = going_along_front, .context = run};
    RiskOptions trials = {.seed = 1, .trials = (int32_t)run->question->trials};
    OptionsProblem few = run->problem;
    OptionsFault fault;
    OptionsFront front;
    if (few.hire_count > FRONT_HIRES) few.hire_count = FRONT_HIRES;
    if (!options_front(run->arena, &few, run->model, trials, &budget, &front, &fault))
        return engine_fault(run, &fault, err);
    return tell_front(run, &front, &ret->front) || error_no_memory(err);
}

bool ways_compute(Arena *arena, const PlanSource *source, const WaysQuestion *question, const WaysHelp *help,
                  Ways *ret, Error *err) {
    WaysRun *run = arena_new(arena, WaysRun);
    OptionsFault fault;
    if (!run) return error_no_memory(err);
    *run = (WaysRun){.arena = arena, .source = source, .question = question};
    if (help) run->help = *help;
    OptionsBudget budget = {.steps = question->steps, .go_on = going, .context = run};
    if (run->help.improved) budget.improved = improved;
    find_ranks(run);
    if (!plan_make(arena, source, &run->map, err) || !ways_problem(run, err)) return false;
    if (!options_find(arena, &run->problem, &budget, &run->answer, &fault))
        return engine_fault(run, &fault, err);
    if (!tell_answer(run, ret)) return error_no_memory(err);
    return ways_uncertain(run, err) && (!question->front || find_front(run, ret, err)) &&
           ways_forecast(run, ret, err);
}

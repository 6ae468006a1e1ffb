/* Every feature through one formula. See score.h. */
#include "change/figures/score.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "model/plan_score.h"

/* In the order of KanoClass; of a contradiction nothing follows. */
static const char *const kano_names[] = {"must_be",     "performance", "attractive",
                                         "indifferent", "reverse",     NULL};

static const Field item_score_fields[] = {
    FIELD(ItemScore, item_id, .refers_to = "item", .doc = "The feature or bug."),
    FIELD(ItemScore, score, .nullable = true, .min = -INT64_C(1000000000000000),
          .doc = "Its score; null: there is none."),
    FIELD(ItemScore, fault, .nullable = true, .doc = "Why there is none."),
    FIELD(ItemScore, effort, .nullable = true,
          .doc = "Person-days of work, from the plan; null: not planned."),
    FIELD(ItemScore, duration, .nullable = true, .doc = "Working days from start to finish, from the plan."),
    FIELD(ItemScore, cost, .nullable = true, .doc = "In whole units of the currency, from the plan."),
    FIELD(ItemScore, kano, .nullable = true, .choices = kano_names,
          .doc = "Its class by the answers to the Kano survey; null: none follows."),
};
const Resource item_score_resource = {.name = "item_score",
                                      .plural = "item_scores",
                                      .type = "ItemScore",
                                      .size = sizeof(ItemScore),
                                      .fields = item_score_fields,
                                      .field_count = COUNT_OF(item_score_fields),
                                      .doc = "The score of one feature."};

static const Field scores_fields[] = {
    FIELD(Scores, text, .doc = "The formula."),
    FIELD(Scores, scores, .of = &item_score_resource, .doc = "The greatest first, those without at the end."),
};
const Resource scores_resource = {.name = "scores",
                                  .plural = "scores",
                                  .type = "Scores",
                                  .size = sizeof(Scores),
                                  .fields = scores_fields,
                                  .field_count = COUNT_OF(scores_fields),
                                  .doc = "The scores of all features and bugs that are not closed."};

static bool text_of(Transaction *tx, Id workspace_id, const ScoreQuestion *question, Str *ret, Error *err) {
    Str method = question->method;
    *ret = question->text;
    if (question->text.at) return true;
    if (question->formula_id.n) {
        Formula formula;
        if (!row_load(tx, &formula_resource, workspace_id, question->formula_id, &formula, err)) return false;
        *ret = formula.text;
        return true;
    }
    for (int i = 0; score_methods[i].name; i++)
        if (str_is(method, score_methods[i].name)) {
            *ret = str_of(score_methods[i].text);
            return true;
        }
    error_field(err, "method", "There is no score called \"%.*s\".", STR_ARG(method));
    return error_hint(err, "benefit, rice, ice, wsjf, value_effort, moscow or kano.");
}

/* NaN behind every number. */
static int greatest_first(const void *a, const void *b) {
    const ItemScore *x = a, *y = b;
    bool none = isnan(x->score), other_none = isnan(y->score);
    if (none || other_none) return none - other_none;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static bool is_open_root(const Item *item) {
    bool closed = item->state.n == STATE_DONE || item->state.n == STATE_DROPPED;
    return !closed && (item->kind.n == ITEM_FEATURE || item->kind.n == ITEM_BUG);
}

static void score_item(Arena *arena, const Item *item, const TaskSchedule *figures, const FormulaCode *code,
                       ItemScore *ret) {
    double values[SCORE_FIELDS];
    FormulaFault fault;
    KanoClass kano = kano_of(&item->kano_answers);
    score_values(item, figures, values);
    *ret = (ItemScore){.item_id = item->row.id,
                       .score = NAN,
                       .effort = values[SCORE_EFFORT],
                       .duration = values[SCORE_DURATION],
                       .cost = values[SCORE_COST],
                       .kano = {kano == KANO_QUESTIONABLE ? CHOICE_NONE.n : (int)kano}};
    if (!formula_evaluate(code, values, &ret->score, &fault)) ret->fault = score_fault_text(arena, &fault);
}

bool scores_compute(Transaction *tx, Id workspace_id, const ScoreQuestion *question, Scores *ret,
                    Error *err) {
    Arena *arena = tx->arena;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    FormulaCode code;
    if (!text_of(tx, workspace_id, question, &ret->text, err) || !score_compile(ret->text, &code, err) ||
        !plan_load(tx, workspace_id, &source, err) || !plan_make(arena, &source, &map, err) ||
        !plan_schedule(arena, &map, &schedule, err))
        return false;
    ItemScore *scores = arena_array(arena, ItemScore, source.items.count + 1);
    const Item *items = source.items.at;
    int count = 0;
    if (!scores) return error_no_memory(err);
    for (int i = 0; i < source.items.count; i++) {
        if (!is_open_root(&items[i])) continue;
        int32_t task = plan_index(&map.task_of_item, items[i].row.id);
        const TaskSchedule *figures = task == NO_INDEX ? NULL : &schedule.tasks[task];
        score_item(arena, &items[i], figures, &code, &scores[count++]);
    }
    if (count > 1) qsort(scores, (size_t)count, sizeof *scores, greatest_first);
    ret->scores = (List){scores, count};
    return true;
}

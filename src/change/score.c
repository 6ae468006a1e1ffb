/* Every feature through one formula. See score.h. */
#include "change/score.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/impact.h"
#include "model/plan_score.h"

static const Field item_score_fields[] = {
    FIELD(ItemScore, item_id, .refers_to = "item", .doc = "The feature or bug."),
    FIELD(ItemScore, score, .nullable = true, .min = -INT64_C(1000000000000000),
          .doc = "Its score; null: there is none."),
    FIELD(ItemScore, fault, .nullable = true, .doc = "Why there is none."),
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

static bool text_of(Transaction *tx, Id workspace_id, Str method, Id formula_id, Str *ret, Error *err) {
    if (formula_id.n) {
        Formula formula;
        if (!row_load(tx, &formula_resource, workspace_id, formula_id, &formula, err)) return false;
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

bool scores_compute(Transaction *tx, Id workspace_id, Str method, Id formula_id, Scores *ret, Error *err) {
    Arena *arena = tx->arena;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    FormulaCode code;
    if (!text_of(tx, workspace_id, method, formula_id, &ret->text, err) ||
        !score_compile(ret->text, &code, err) || !plan_load(tx, workspace_id, &source, err) ||
        !plan_make(arena, &source, &map, err) || !plan_schedule(arena, &map, &schedule, err))
        return false;
    ItemScore *scores = arena_array(arena, ItemScore, source.items.count + 1);
    const Item *items = source.items.at;
    int count = 0;
    if (!scores) return error_no_memory(err);
    for (int i = 0; i < source.items.count; i++) {
        double values[SCORE_FIELDS];
        FormulaFault fault;
        if (!is_open_root(&items[i])) continue;
        int32_t task = plan_index(&map.task_of_item, items[i].row.id);
        ItemScore *score = &scores[count++];
        *score = (ItemScore){.item_id = items[i].row.id, .score = NAN};
        score_values(&items[i], task == NO_INDEX ? NULL : &schedule.tasks[task], values);
        if (!formula_evaluate(&code, values, &score->score, &fault))
            score->fault = score_fault_text(arena, &fault);
    }
    if (count > 1) qsort(scores, (size_t)count, sizeof *scores, greatest_first);
    ret->scores = (List){scores, count};
    return true;
}

/* Why rows differ from what was agreed. See baseline.h. */
#include "base/banned.h"
#include "change/baseline/baseline.h"

typedef struct Why {
    Arena *arena;
    const PlanMap *map; /* of the live plan: whose are assignments and links */
    BaselineChange **by_item;
    int count;
} Why;

static int by_item(const void *a, const void *b) {
    const BaselineChange *x = *(BaselineChange *const *)a, *y = *(BaselineChange *const *)b;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static BaselineChange *find(const Why *why, Id item_id) {
    BaselineChange like = {.item_id = item_id}, *key = &like;
    BaselineChange **found =
        why->count ? bsearch(&key, why->by_item, (size_t)why->count, sizeof *why->by_item, by_item) : NULL;
    return found ? *found : NULL;
}

static Id item_of(const Why *why, const Event *event) {
    const Plan *plan = &why->map->plan;
    if (str_is(event->resource, item_resource.name)) return event->subject_id;
    for (int32_t i = 0; str_is(event->resource, assignment_resource.name) && i < plan->assignment_count; i++)
        if (id_equal(why->map->assignment_ids[i], event->subject_id))
            return why->map->task_item_ids[plan->assignments[i].task];
    for (int32_t i = 0; str_is(event->resource, link_resource.name) && i < plan->link_count; i++)
        if (id_equal(why->map->link_ids[i], event->subject_id))
            return why->map->task_item_ids[plan->links[i].successor];
    return ID_NONE;
}

static int occurrences(Str text, Str part) {
    int count = 0;
    size_t at;
    for (; str_find(text, part, &at); text = str_from(text, at + part.len)) count++;
    return count;
}

/* Words and places in the outline move nothing. */
static bool changes_the_plan(const Event *event) {
    static const char *const idle[] = {"title", "text", "labels", "position"};
    int fields = occurrences(event->changes.text, STR("\"field\":\""));
    for (int i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "\"field\":\"%s\"", idle[i]);
        fields -= occurrences(event->changes.text, str_of(name));
    }
    return fields > 0 || !str_is(event->action, "updated");
}

static bool note(void *context, const Event *event, Error *err) {
    const Why *why = context;
    if (!changes_the_plan(event)) return true;
    BaselineChange *row = find(why, item_of(why, event));
    if (!row) return true;
    row->seq = event->seq;
    row->at = event->at;
    row->person_id = event->person_id;
    row->decision_id = event->decision_id;
    return true;
}

/* Of the event that set the baseline. */
static bool seq_of(Transaction *tx, const Baseline *baseline, int64_t *ret, Error *err) {
    List events;
    if (!event_history(tx, baseline->row.workspace_id, baseline->row.id, 0, LIST_LIMIT_MAX, &events, err))
        return false;
    *ret = events.count ? ((const Event *)events.at)[events.count - 1].seq : 0;
    return true;
}

static void tell_starts(const Why *why, const Schedule *schedule, BaselineComparison *comparison) {
    BaselineChange *row = comparison->rows.at;
    for (int i = 0; i < comparison->rows.count; i++) {
        int32_t task = plan_index(&why->map->task_of_item, row[i].item_id);
        if (task == NO_INDEX || row[i].start_before.n == row[i].start_after.n) continue;
        const TaskSchedule *t = schedule->tasks + task;
        if (t->start == MINUTE_NONE) continue;
        ExplainStep step = {task, 0, t->start, t->cause, t->cause_index, t->cause_resource};
        row[i].why = plan_explain_text(why->arena, why->map, &step);
    }
}

bool baseline_explain(Transaction *tx, const Baseline *earlier, const Baseline *later, const PlanMap *map,
                      const Schedule *schedule, BaselineComparison *comparison, Error *err) {
    BaselineChange *rows = comparison->rows.at;
    Why why = {tx->arena, map, arena_array(tx->arena, BaselineChange *, comparison->rows.count + 1),
               comparison->rows.count};
    int64_t from, up_to = INT64_MAX;
    if (!why.by_item) return error_no_memory(err);
    for (int i = 0; i < why.count; i++) why.by_item[i] = &rows[i];
    if (why.count > 1) qsort(why.by_item, (size_t)why.count, sizeof *why.by_item, by_item);
    if (!seq_of(tx, earlier, &from, err) || (later && !seq_of(tx, later, &up_to, err)) ||
        !event_each_of_plan(tx, earlier->row.workspace_id, from, up_to, note, &why, err))
        return false;
    if (!later) tell_starts(&why, schedule, comparison);
    return !tx->arena->full || error_no_memory(err);
}

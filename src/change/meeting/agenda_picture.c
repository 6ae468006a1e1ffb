/* The workspace as a meeting sees it. See agenda.h. */
#include "base/banned.h"
#include "change/finishes.h"
#include "change/meeting/agenda.h"
#include "field/json.h"

enum { PARENTS_MAX = 64 };

/* Own, or of the nearest item above that has one. */
typedef struct Inherited {
    Id product_id, project_id, release_id;
    Str rank;
} Inherited;

static Inherited inherit(const Finishes *finishes, int i) {
    Inherited got = {0};
    for (int depth = 0; i != NO_INDEX && depth < PARENTS_MAX; depth++) {
        const Item *item = finishes->items[i];
        if (!got.product_id.n) got.product_id = item->product_id;
        if (!got.project_id.n) got.project_id = item->project_id;
        if (!got.release_id.n) got.release_id = item->release_id;
        if (!got.rank.at) got.rank = item->rank;
        i = finishes_find(finishes, item->parent_id);
    }
    return got;
}

static bool in_scope(Scope scope, const Inherited *got) {
    return (!scope.product_id.n || id_equal(scope.product_id, got->product_id)) &&
           (!scope.project_id.n || id_equal(scope.project_id, got->project_id));
}

static Str criteria_text(Arena *arena, const Item *item) {
    static const char name[] = "acceptance_criteria";
    if (item->acceptance_criteria.count == 0) return STR("");
    StrBuf out = strbuf_make(arena, 0);
    json_write_value(&out, field_find(&item_resource, str_of(name)), item);
    return strbuf_str(&out);
}

static MeetingItem picture_of(Arena *arena, const Item *item, const Inherited *got, Minute finish,
                              const PlanMap *map) {
    int32_t task = plan_index(&map->task_of_item, item->row.id);
    const Task *next = map->plan.tasks + task + 1;
    return (MeetingItem){
        .item_id = item->row.id,
        .parent_id = item->parent_id,
        .release_id = got->release_id,
        .kind = item->kind,
        .state = item->state,
        .title = item->title,
        .rank = got->rank,
        .value = item->value,
        .variant = item->variant,
        .criteria = criteria_text(arena, item),
        .summary = task == NO_INDEX || (task + 1 < map->plan.task_count && next->parent == task),
        .finish_at = finish == MINUTE_NONE ? MOMENT_NONE : (Moment){finish},
        .deadline_at = item->deadline_at,
    };
}

/* Marks what is in the scope, with all that it is part of: the feature of a task that a project plans. */
static void keep(const Finishes *finishes, int i, bool *kept) {
    for (int depth = 0; i != NO_INDEX && depth < PARENTS_MAX; depth++) {
        if (kept[i]) return;
        kept[i] = true;
        i = finishes_find(finishes, finishes->items[i]->parent_id);
    }
}

bool agenda_picture(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                    Scope scope, List *ret) {
    int count = source->items.count;
    Finishes finishes;
    MeetingItem *rows = arena_array(arena, MeetingItem, count + 1);
    Inherited *got = arena_array(arena, Inherited, count + 1);
    bool *kept = arena_array(arena, bool, count + 1);
    if (!rows || !got || !kept || !finishes_make(arena, source, map, schedule, &finishes)) return false;
    *ret = (List){rows, 0};
    for (int i = 0; i < count; i++) {
        got[i] = inherit(&finishes, i);
        if (in_scope(scope, &got[i])) keep(&finishes, i, kept);
    }
    for (int i = 0; i < count; i++)
        if (kept[i]) rows[ret->count++] = picture_of(arena, finishes.items[i], &got[i], finishes.at[i], map);
    return !arena->full;
}

/* The workspace as a meeting sees it. See agenda.h. */
#include "base/banned.h"
#include "change/agenda.h"
#include "field/json.h"

enum { PARENTS_MAX = 64 };

static int by_id(const void *a, const void *b) {
    const Item *x = *(const Item *const *)a, *y = *(const Item *const *)b;
    return (x->row.id.n > y->row.id.n) - (x->row.id.n < y->row.id.n);
}

static int find(const Item **items, int count, Id id) {
    Item like = {.row.id = id};
    const Item *key = &like;
    const Item **found = id.n ? bsearch(&key, items, (size_t)count, sizeof *items, by_id) : NULL;
    return found ? (int)(found - items) : NO_INDEX;
}

/* Own, or of the nearest item above that has one. */
typedef struct Inherited {
    Id product_id, project_id, release_id;
    Str rank;
} Inherited;

static Inherited inherit(const Item **items, int count, int i) {
    Inherited got = {0};
    for (int depth = 0; i != NO_INDEX && depth < PARENTS_MAX; depth++) {
        const Item *item = items[i];
        if (!got.product_id.n) got.product_id = item->product_id;
        if (!got.project_id.n) got.project_id = item->project_id;
        if (!got.release_id.n) got.release_id = item->release_id;
        if (!got.rank.at) got.rank = item->rank;
        i = find(items, count, item->parent_id);
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

static MeetingItem picture_of(Arena *arena, const Item *item, const Inherited *got, const PlanMap *map,
                              const Schedule *schedule) {
    int32_t task = plan_index(&map->task_of_item, item->row.id);
    bool planned = task != NO_INDEX && schedule->tasks[task].finish != MINUTE_NONE;
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
        .summary = planned && task + 1 < map->plan.task_count && map->plan.tasks[task + 1].parent == task,
        .finish_at = planned ? (Moment){schedule->tasks[task].finish} : MOMENT_NONE,
        .deadline_at = item->deadline_at,
    };
}

/* Marks what is in the scope, with all that it is part of: the feature of a task that a project plans. */
static void keep(const Item **items, int count, int i, bool *kept) {
    for (int depth = 0; i != NO_INDEX && depth < PARENTS_MAX; depth++) {
        if (kept[i]) return;
        kept[i] = true;
        i = find(items, count, items[i]->parent_id);
    }
}

bool agenda_picture(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                    Scope scope, List *ret) {
    int count = source->items.count;
    const Item **items = arena_array(arena, const Item *, count + 1);
    MeetingItem *rows = arena_array(arena, MeetingItem, count + 1);
    Inherited *got = arena_array(arena, Inherited, count + 1);
    bool *kept = arena_array(arena, bool, count + 1);
    if (!items || !rows || !got || !kept) return false;
    for (int i = 0; i < count; i++) items[i] = (const Item *)source->items.at + i;
    if (count > 1) qsort(items, (size_t)count, sizeof *items, by_id);
    *ret = (List){rows, 0};
    for (int i = 0; i < count; i++) {
        got[i] = inherit(items, count, i);
        if (in_scope(scope, &got[i])) keep(items, count, i, kept);
    }
    for (int i = 0; i < count; i++)
        if (kept[i]) rows[ret->count++] = picture_of(arena, items[i], &got[i], map, schedule);
    return !arena->full;
}

/* Ends of items. See finishes.h. */
#include "change/finishes.h"

#include "base/banned.h"

enum { PARENTS_MAX = 64 };

static int by_id(const void *a, const void *b) {
    const Item *x = *(const Item *const *)a, *y = *(const Item *const *)b;
    return (x->row.id.n > y->row.id.n) - (x->row.id.n < y->row.id.n);
}

int finishes_find(const Finishes *finishes, Id item_id) {
    Item like = {.row.id = item_id};
    const Item *key = &like;
    if (!item_id.n || finishes->count == 0) return NO_INDEX;
    const Item **found = bsearch(&key, finishes->items, (size_t)finishes->count, sizeof key, by_id);
    return found ? (int)(found - finishes->items) : NO_INDEX;
}

/* Items above that no project plans end no earlier. */
static void roll_up(Finishes *finishes, const PlanMap *map, int i) {
    Minute at = finishes->at[i];
    for (int depth = 0; depth < PARENTS_MAX; depth++) {
        i = finishes_find(finishes, finishes->items[i]->parent_id);
        if (i == NO_INDEX || plan_index(&map->task_of_item, finishes->items[i]->row.id) != NO_INDEX) return;
        if (finishes->at[i] < at) finishes->at[i] = at; /* MINUTE_NONE is the least */
    }
}

bool finishes_make(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                   Finishes *ret) {
    int count = source->items.count;
    Finishes finishes = {arena_array(arena, const Item *, count + 1), arena_array(arena, Minute, count + 1),
                         count};
    if (!finishes.items || !finishes.at) return false;
    for (int i = 0; i < count; i++) finishes.items[i] = (const Item *)source->items.at + i;
    if (count > 1) qsort(finishes.items, (size_t)count, sizeof *finishes.items, by_id);
    for (int i = 0; i < count; i++) {
        int32_t task = plan_index(&map->task_of_item, finishes.items[i]->row.id);
        finishes.at[i] = task == NO_INDEX ? MINUTE_NONE : schedule->tasks[task].finish;
    }
    for (int i = 0; i < count; i++)
        if (plan_index(&map->task_of_item, finishes.items[i]->row.id) != NO_INDEX) roll_up(&finishes, map, i);
    *ret = finishes;
    return true;
}

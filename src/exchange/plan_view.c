/* Preparing a PlanFile for its writers. See plan_view.h. */
#include "exchange/plan_view.h"

#include "base/banned.h"
#include "base/mem.h"

enum { DEFAULT_DURATION = 480, OUTLINE_NUMBER_MAX = 400 };

int32_t view_calendar(const PlanView *view, Id id) {
    return id.n ? uid_map_find(&view->calendar_of, id.n) : -1;
}

int32_t view_resource(const PlanView *view, Id id) {
    return uid_map_find(&view->resource_of, id.n);
}

int32_t view_item(const PlanView *view, Id id) {
    return uid_map_find(&view->item_of, id.n);
}

bool view_is_material(const PlanView *view, int32_t resource) {
    return view->resources[resource].kind.n == RESOURCE_MATERIAL;
}

ItemDates item_dates(const Schedule *schedule, int32_t task) {
    if (task == NO_INDEX)
        return (ItemDates){.start = MOMENT_NONE,
                           .finish = MOMENT_NONE,
                           .early_start = MOMENT_NONE,
                           .early_finish = MOMENT_NONE,
                           .late_start = MOMENT_NONE,
                           .late_finish = MOMENT_NONE,
                           .float_path = INT_NULL,
                           .float_path_order = INT_NULL};
    const TaskSchedule *t = schedule->tasks + task;
    const FloatPlace *place = schedule->float_places ? schedule->float_places + task : NULL;
    bool placed = place && place->path;
    return (ItemDates){
        .start = {t->start},
        .finish = {t->finish},
        .early_start = {t->early_start},
        .early_finish = {t->early_finish},
        .late_start = {t->late_start},
        .late_finish = {t->late_finish},
        .total_float_minutes = t->total_float,
        .free_float_minutes = t->free_float,
        .work_minutes = t->work,
        .cost_cents = t->cost_cents,
        .critical = t->critical,
        .float_path = placed ? place->path : INT_NULL,
        .float_path_order = placed ? place->order : INT_NULL,
    };
}

/* ---- values ---- */

int64_t view_duration(const PlanView *view, int32_t i) {
    const Item *item = view->items + i;
    if (view->summary[i]) return 0;
    if (item->duration_minutes != INT_NULL) return item->duration_minutes;
    if (item->effort_minutes != INT_NULL && view->people_units[i] == 0) return item->effort_minutes;
    if (item->effort_minutes != INT_NULL && !view->own_work[i])
        return item->effort_minutes * 100 / view->people_units[i];
    return item->kind.n == ITEM_MILESTONE ? 0 : DEFAULT_DURATION;
}

int64_t view_percent(const PlanView *view, int32_t i) {
    const Item *item = view->items + i;
    bool done = item->state.n == STATE_DONE || item->actual_finish_at.n != MOMENT_NONE.n;
    return done ? 100 : item->percent_complete;
}

int64_t view_remaining(const PlanView *view, int32_t i) {
    const Item *item = view->items + i;
    int64_t duration = view_duration(view, i);
    if (item->actual_finish_at.n != MOMENT_NONE.n) return 0;
    if (item->remaining_minutes != INT_NULL) return item->remaining_minutes;
    return duration - duration * view_percent(view, i) / 100;
}

int64_t view_work_of_item(const PlanView *view, int32_t i) {
    const Item *item = view->items + i;
    if (view->people_units[i] == 0) return item->effort_minutes == INT_NULL ? 0 : item->effort_minutes;
    if (view->dates) return view->dates[i].work_minutes;
    return view_duration(view, i) * view->people_units[i] / 100;
}

int64_t view_work(const PlanView *view, int32_t assignment) {
    const ItemAssignment *row = view->assignments + assignment;
    int32_t item = view_item(view, row->item_id), resource = view_resource(view, row->resource_id);
    if (resource < 0 || view_is_material(view, resource)) return 0;
    if (row->work_minutes != INT_NULL) return row->work_minutes;
    if (item < 0) return 0;
    int64_t effort = view->items[item].effort_minutes;
    if (effort != INT_NULL && !view->own_work[item] && view->people_units[item] > 0)
        return effort * row->units_percent / view->people_units[item];
    int64_t percent = row->units_percent * contour_percent(row->contour);
    return view_duration(view, item) * percent / 10000;
}

Moment view_finish(const PlanView *view, int32_t project) {
    Moment latest = MOMENT_NONE;
    for (int i = 0; view->dates && i < view->file->items.count; i++) {
        Moment finish = view->dates[i].finish;
        if ((project < 0 || view->project[i] == project) && finish.n != MOMENT_NONE.n && finish.n > latest.n)
            latest = finish;
    }
    return latest;
}

Str view_currency(const PlanView *view) {
    return view->file->currency.len ? view->file->currency : STR("USD");
}

int64_t *view_numbers(const PlanView *view, const List *list, size_t row_size, size_t external_at,
                      int64_t least) {
    int64_t *numbers = arena_array(view->arena, int64_t, list->count + 1);
    bool *numbered = arena_array(view->arena, bool, list->count + 1);
    UidMap taken = {0};
    int64_t next = 1, number;
    if (!numbers || !numbered) return NULL;
    for (int i = 0; i < list->count; i++) {
        Str external =
            *(const Str *)(const void *)((const char *)list->at + (size_t)i * row_size + external_at);
        numbered[i] = str_int(external, &number) && number >= least && number <= INT32_MAX &&
                      uid_map_add(view->arena, &taken, number, i);
        if (numbered[i]) numbers[i] = number;
    }
    for (int i = 0; i < list->count; i++) {
        if (numbered[i]) continue;
        while (!uid_map_add(view->arena, &taken, next, i) && !view->arena->full) next++;
        numbers[i] = next;
    }
    return view->arena->full ? NULL : numbers;
}

/* ---- exceptions ---- */

typedef struct DaysOff {
    VEC(CalendarDayOff);
} DaysOff;

/* The days of the exception that no later one covers. */
static void add_uncovered(Arena *arena, const CalendarDayOff *days, int at, int count, DaysOff *to) {
    int32_t first = days[at].first_day.n, last = days[at].last_day.n;
    while (first <= last) {
        int32_t end = last, skip = first;
        for (int i = at + 1; i < count; i++) {
            bool covers = days[i].first_day.n <= first && days[i].last_day.n >= first;
            if (covers && days[i].last_day.n >= skip) skip = days[i].last_day.n + 1;
            if (!covers && days[i].first_day.n > first && days[i].first_day.n <= end)
                end = days[i].first_day.n - 1;
        }
        CalendarDayOff *part = skip == first ? vec_push(arena, to) : NULL;
        if (part) *part = (CalendarDayOff){days[at].name, {first}, {end}, days[at].spans};
        first = skip == first ? end + 1 : skip;
    }
}

List view_exceptions(Arena *arena, const WorkCalendar *calendar) {
    DaysOff list = {0};
    for (int i = 0; i < calendar->exceptions.count; i++)
        add_uncovered(arena, calendar->exceptions.at, i, calendar->exceptions.count, &list);
    return (List){list.at, list.count};
}

/* ---- outline numbers ---- */

OutlineNumber outline_number_make(Arena *arena) {
    return (OutlineNumber){.text = strbuf_make(arena, 0)};
}

Str outline_number_next(OutlineNumber *number, int32_t level) {
    if (level < 1) level = 1;
    if (level > COUNT_OF(number->counts) - 1) level = COUNT_OF(number->counts) - 1;
    number->text.len = level > 1 ? number->ends[level - 1] : 0;
    number->counts[level]++;
    if (number->text.len < OUTLINE_NUMBER_MAX)
        strbuf_fmt(&number->text, "%s%d", level > 1 ? "." : "", number->counts[level]);
    number->ends[level] = number->text.len;
    if (level + 1 < COUNT_OF(number->counts)) number->counts[level + 1] = 0;
    return strbuf_str(&number->text);
}

/* ---- making it ---- */

static void map_rows(PlanView *view, const List *list, size_t size, UidMap *map) {
    for (int i = 0; i < list->count; i++)
        uid_map_add(view->arena, map,
                    ((const Row *)(const void *)((const char *)list->at + (size_t)i * size))->id.n, i);
}

static bool make_room(PlanView *view) {
    size_t items = (size_t)view->file->items.count + 1;
    view->parents = arena_array(view->arena, int32_t, items);
    view->levels = arena_array(view->arena, int32_t, items);
    view->project = arena_array(view->arena, int32_t, items);
    view->order = arena_array(view->arena, int32_t, items);
    view->summary = arena_array(view->arena, bool, items);
    view->own_work = arena_array(view->arena, bool, items);
    view->people_units = arena_array(view->arena, int64_t, items);
    view->first_link = arena_array(view->arena, int32_t, items);
    view->first_work = arena_array(view->arena, int32_t, items);
    view->next_link = arena_array(view->arena, int32_t, view->file->links.count + 1);
    view->next_work = arena_array(view->arena, int32_t, view->file->assignments.count + 1);
    return !view->arena->full;
}

/* Backwards, so that the lists keep the order of the rows. */
static void chain_rows(PlanView *view) {
    for (int i = view->file->links.count; i > 0; i--) {
        int32_t successor = view_item(view, view->links[i - 1].successor_id);
        if (successor < 0 || view_item(view, view->links[i - 1].predecessor_id) < 0) continue;
        view->next_link[i - 1] = view->first_link[successor];
        view->first_link[successor] = i;
    }
    for (int i = view->file->assignments.count; i > 0; i--) {
        const ItemAssignment *row = view->assignments + i - 1;
        int32_t item = view_item(view, row->item_id), resource = view_resource(view, row->resource_id);
        if (item < 0 || resource < 0) continue;
        view->next_work[i - 1] = view->first_work[item];
        view->first_work[item] = i;
        if (view_is_material(view, resource)) continue;
        view->people_units[item] += row->units_percent;
        view->own_work[item] |= row->work_minutes != INT_NULL;
    }
}

static int32_t project_of_item(const PlanView *view, int32_t item) {
    int32_t own = uid_map_find(&view->project_of, view->items[item].project_id.n);
    if (own >= 0) return own;
    return view->parents[item] < 0 ? 0 : view->project[view->parents[item]];
}

/* Pre-order over first-child and next-sibling lists. Items in a ring are not reached. */
static bool order_items(PlanView *view) {
    int count = view->file->items.count;
    int32_t *first = arena_array(view->arena, int32_t, count + 1),
            *next = arena_array(view->arena, int32_t, count + 1);
    int32_t *stack = arena_array(view->arena, int32_t, count + 1);
    if (!first || !next || !stack) return false;
    int32_t top = 0, waiting = 0;
    for (int32_t i = count; i > 0; i--) { /* indices plus one; 0 is none */
        int32_t parent = view_item(view, view->items[i - 1].parent_id) + 1;
        view->parents[i - 1] = parent - 1;
        next[i] = parent ? first[parent] : top;
        if (parent) first[parent] = i;
        else top = i;
    }
    for (int32_t at = top; at || waiting;) {
        if (!at) {
            at = stack[--waiting];
            continue;
        }
        int32_t item = at - 1, parent = view->parents[item];
        view->order[view->order_count++] = item;
        view->summary[item] = first[at] != 0;
        view->levels[item] = parent < 0 ? 1 : view->levels[parent] + 1;
        view->project[item] = project_of_item(view, item);
        stack[waiting++] = next[at];
        at = first[at];
    }
    return true;
}

/* Stable: the outline of each project stays in one piece. A child of another project goes there, too. */
static bool order_by_project(PlanView *view) {
    int count = view->order_count, projects = view->file->projects.count;
    int32_t *sorted = arena_array(view->arena, int32_t, count + 1);
    int32_t *ends = arena_array(view->arena, int32_t, projects + 1); /* of the rows placed, by project */
    if (!sorted || !ends) return false;
    for (int i = 0; i < count; i++) ends[view->project[view->order[i]] + 1]++;
    for (int i = 1; i <= projects; i++) ends[i] += ends[i - 1];
    for (int i = 0; i < count; i++) sorted[ends[view->project[view->order[i]]]++] = view->order[i];
    view->order = sorted;
    return true;
}

bool plan_view_make(Arena *arena, const PlanFile *file, const ItemDates *dates, PlanView *ret) {
    *ret = (PlanView){.arena = arena,
                      .file = file,
                      .dates = dates,
                      .projects = file->projects.at,
                      .calendars = file->calendars.at,
                      .items = file->items.at,
                      .links = file->links.at,
                      .resources = file->resources.at,
                      .assignments = file->assignments.at};
    if (!make_room(ret)) return false;
    map_rows(ret, &file->projects, sizeof(Project), &ret->project_of);
    map_rows(ret, &file->calendars, sizeof(WorkCalendar), &ret->calendar_of);
    map_rows(ret, &file->items, sizeof(Item), &ret->item_of);
    map_rows(ret, &file->resources, sizeof(PlanResource), &ret->resource_of);
    chain_rows(ret);
    return order_items(ret) && (file->projects.count < 2 || order_by_project(ret)) && !arena->full;
}

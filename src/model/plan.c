/* Items to plan. See plan.h.
 *
 * One pass a question, each linear or a sort: which project and release an item belongs to (climbing to its
 * ancestors once), which are planned, their order, and then table by table. Ids are found by hash. */
#include "model/plan.h"

#include "base/banned.h"
#include "base/mem.h"
#include "engine/worktime.h"
#include "model/rate.h"

enum { UNKNOWN = -2, CLIMBING = -3, DEFAULT_DURATION = 480 };

typedef struct Planner {
    Arena *arena;
    const PlanSource *source;
    PlanMap *map;
    const Item *items; /* source->items */
    int32_t item_count;
    PlanIndex item_of_id;    /* to positions in items */
    int32_t *parent;         /* of each item: its position, or NO_INDEX */
    int32_t *project;        /* index of its project, NO_INDEX: not planned */
    int32_t *release;        /* own or inherited */
    int32_t *planned_parent; /* parent when it is planned in the same project, else NO_INDEX */
    Str *rank;               /* of each item: its own, else its nearest ancestor's, planned or not */
    Str *ranks;              /* distinct, sorted */
    int32_t rank_count;
    int32_t planned_count;
} Planner;

/* ---- ids to rows ---- */

static uint32_t slot_of(int64_t id) {
    return (uint32_t)(((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

/* Of equal ids the first counts. False: no memory. */
static bool index_make(Arena *arena, const Id *ids, int32_t count, PlanIndex *ret) {
    uint32_t size = 16;
    while (size < (uint32_t)count * 2) size *= 2;
    int64_t *keys = arena_array(arena, int64_t, size);
    int32_t *rows = arena_array(arena, int32_t, size);
    if (!keys || !rows) return false;
    for (int32_t i = 0; i < count; i++) {
        if (ids[i].n == 0) continue;
        uint32_t at = slot_of(ids[i].n) & (size - 1);
        while (keys[at] && keys[at] != ids[i].n) at = (at + 1) & (size - 1);
        if (keys[at]) continue;
        keys[at] = ids[i].n;
        rows[at] = i;
    }
    *ret = (PlanIndex){keys, rows, size - 1};
    return true;
}

int32_t plan_index(const PlanIndex *index, Id id) {
    if (id.n == 0 || !index->ids) return NO_INDEX;
    uint32_t at = slot_of(id.n) & index->mask;
    while (index->ids[at] && index->ids[at] != id.n) at = (at + 1) & index->mask;
    return index->ids[at] ? index->rows[at] : NO_INDEX;
}

/* ---- tables in order ---- */

static int compare_number(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_id(const void *a, const void *b) {
    const Row *x = *(const Row *const *)a, *y = *(const Row *const *)b;
    return compare_number(x->id.n, y->id.n);
}

static int by_rank(const void *a, const void *b) {
    const Project *x = *(const Project *const *)a, *y = *(const Project *const *)b;
    int order = str_compare(x->rank, y->rank);
    return order ? order : compare_number(x->row.id.n, y->row.id.n);
}

typedef int Compare(const void *a, const void *b);

/* Pointers to the list's rows, sorted, and their ids. Every row of the model begins with a Row. */
static const void **rows_sorted(Arena *arena, List list, size_t size, Compare *compare, Id **ret_ids) {
    const void **rows = arena_array(arena, const void *, list.count + 1);
    Id *ids = arena_array(arena, Id, list.count + 1);
    if (!rows || !ids) return NULL;
    bool sorted = true; /* as rows are that somebody has numbered one after the other */
    for (int i = 0; i < list.count; i++) {
        rows[i] = (const char *)list.at + (size_t)i * size;
        sorted = sorted && (i == 0 || compare(rows + i - 1, rows + i) <= 0);
    }
    if (!sorted) qsort(rows, (size_t)list.count, sizeof *rows, compare);
    for (int i = 0; i < list.count; i++) ids[i] = ((const Row *)rows[i])->id;
    *ret_ids = ids;
    return rows;
}

/* ---- calendars ---- */

static int32_t spans_of(const List *week_or_exceptions, bool exceptions) {
    int32_t count = 0;
    for (int i = 0; i < week_or_exceptions->count; i++)
        count += exceptions ? ((const CalendarDayOff *)week_or_exceptions->at)[i].spans.count
                            : ((const CalendarWeekday *)week_or_exceptions->at)[i].spans.count;
    return count;
}

static WorkDay add_day(Plan *plan, List spans) {
    WorkDay day = {plan->span_count, spans.count};
    const CalendarSpan *from = spans.at;
    for (int i = 0; i < spans.count; i++)
        plan->spans[plan->span_count++] =
            (WorkSpan){(int32_t)from[i].from_minute, (int32_t)from[i].to_minute};
    return day;
}

static void add_calendar(Plan *plan, const WorkCalendar *from, Calendar *to) {
    const CalendarWeekday *week = from->week.at;
    for (int i = 0; i < from->week.count; i++)
        if (week[i].weekday >= 0 && week[i].weekday < 7)
            to->week[week[i].weekday] = add_day(plan, week[i].spans);
    const CalendarDayOff *exceptions = from->exceptions.at;
    to->first_exception = plan->exception_count;
    to->exception_count = from->exceptions.count;
    for (int i = 0; i < from->exceptions.count; i++)
        plan->exceptions[plan->exception_count++] = (CalendarException){
            exceptions[i].first_day.n, exceptions[i].last_day.n, add_day(plan, exceptions[i].spans)};
}

static bool make_calendars(Planner *p) {
    PlanMap *map = p->map;
    Plan *plan = &map->plan;
    List list = p->source->calendars;
    const WorkCalendar **rows =
        (const WorkCalendar **)rows_sorted(p->arena, list, sizeof(WorkCalendar), by_id, &map->calendar_ids);
    if (!rows || !index_make(p->arena, map->calendar_ids, list.count, &map->calendar_of_id)) return false;
    int32_t spans = 0, exceptions = 0;
    for (int i = 0; i < list.count; i++) {
        spans += spans_of(&rows[i]->week, false) + spans_of(&rows[i]->exceptions, true);
        exceptions += rows[i]->exceptions.count;
    }
    map->calendars = rows;
    plan->spans = arena_array(p->arena, WorkSpan, spans + 1);
    plan->exceptions = arena_array(p->arena, CalendarException, exceptions + 1);
    plan->calendars = arena_array(p->arena, Calendar, list.count + 1);
    if (!plan->spans || !plan->exceptions || !plan->calendars) return false;
    for (int i = 0; i < list.count; i++) add_calendar(plan, rows[i], plan->calendars + i);
    plan->calendar_count = list.count;
    return true;
}

/* ---- projects and releases ---- */

static int32_t minutes(int64_t n) {
    return n > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : n < 0 ? 0 : (int32_t)n;
}

static int32_t rules_of(const Project *from) {
    return (from->honour_constraints ? 0 : RULE_LINKS_WIN) | (from->dates_of_remaining ? RULE_REMAINING : 0) |
           (from->common_end ? RULE_COMMON_END : 0) | (from->open_ends_critical ? RULE_OPEN_ENDS : 0) |
           (from->lag_from_actual_start ? RULE_ACTUAL_LAGS : 0) |
           (from->ignore_other_projects ? RULE_ALONE : 0) | (from->status_holds ? 0 : RULE_FREE_STATUS) |
           (from->use_expected_finish ? RULE_EXPECTED_FINISH : 0) |
           (from->schedule_from_finish && from->must_finish_at.n != MOMENT_NONE.n ? RULE_FROM_FINISH : 0);
}

/* What the field allows the engine takes. */
_Static_assert(FLOAT_PATHS_MAX == 1000, "float_path_count");

static PlanProject project_of(const Planner *p, const Project *from, int32_t calendar) {
    const Workspace *workspace = p->source->workspace;
    int64_t critical_float = from->critical_float_minutes;
    if (critical_float == INT_NULL) critical_float = workspace ? workspace->critical_float_minutes : 0;
    return (PlanProject){
        .start = from->start_at.n,
        .status_date = from->status_at.n,
        .must_finish = from->must_finish_at.n,
        .calendar = calendar,
        .rules = rules_of(from),
        .progress_mode = from->progress_mode.n,
        .lag_calendar = from->lag_calendar.n,
        .float_kind = from->float_kind.n,
        .critical_by = from->critical_by.n,
        .critical_float = minutes(critical_float),
        .float_paths = from->float_paths ? (int32_t)from->float_path_count : 0,
        .float_paths_by = from->float_paths_by.n,
    };
}

static bool make_projects(Planner *p, Error *err) {
    PlanMap *map = p->map;
    List list = p->source->projects;
    map->projects =
        (const Project **)rows_sorted(p->arena, list, sizeof(Project), by_rank, &map->project_ids);
    map->plan.projects = arena_array(p->arena, PlanProject, list.count + 1);
    if (!map->projects || !map->plan.projects ||
        !index_make(p->arena, map->project_ids, list.count, &map->project_of_id))
        return error_no_memory(err);
    for (int i = 0; i < list.count; i++) {
        const Project *from = map->projects[i];
        int32_t calendar = plan_index(&map->calendar_of_id, from->calendar_id);
        if (calendar == NO_INDEX) {
            error_field(err, "calendar_id", "The project %.*s has no calendar.", STR_ARG(from->name));
            return error_hint(err, "Choose the calendar that the project works by.");
        }
        map->plan.projects[i] = project_of(p, from, calendar);
    }
    map->plan.project_count = list.count;
    return true;
}

static bool make_releases(Planner *p) {
    PlanMap *map = p->map;
    List list = p->source->releases;
    map->plan.release_count = list.count;
    return rows_sorted(p->arena, list, sizeof(Release), by_id, &map->release_ids) &&
           index_make(p->arena, map->release_ids, list.count, &map->release_of_id);
}

/* ---- which items are planned, and where ---- */

static bool prepare_items(Planner *p) {
    p->items = p->source->items.at;
    p->item_count = p->source->items.count;
    size_t count = (size_t)p->item_count + 1;
    Id *ids = arena_array(p->arena, Id, count);
    p->parent = arena_array(p->arena, int32_t, count);
    p->project = arena_array(p->arena, int32_t, count);
    p->release = arena_array(p->arena, int32_t, count);
    p->planned_parent = arena_array(p->arena, int32_t, count);
    p->rank = arena_array(p->arena, Str, count);
    p->ranks = arena_array(p->arena, Str, count);
    if (!ids || !p->parent || !p->project || !p->release || !p->planned_parent || !p->rank || !p->ranks)
        return false;
    for (int32_t i = 0; i < p->item_count; i++) ids[i] = p->items[i].row.id;
    if (!index_make(p->arena, ids, p->item_count, &p->item_of_id)) return false;
    for (int32_t i = 0; i < p->item_count; i++) {
        p->parent[i] = plan_index(&p->item_of_id, p->items[i].parent_id);
        p->project[i] = UNKNOWN;
    }
    return true;
}

static bool error_own_ancestor(const Item *item, Error *err) {
    error_set(err, ERROR_CONFLICT, "\"%.*s\" is part of itself.", STR_ARG(item->title));
    snprintf(err->field, sizeof err->field, "parent_id");
    return error_hint(err, "Give it another parent, or none.");
}

static void inherit(Planner *p, int32_t i) {
    const Item *item = p->items + i;
    int32_t parent = p->parent[i];
    p->project[i] = item->project_id.n   ? plan_index(&p->map->project_of_id, item->project_id)
                    : parent == NO_INDEX ? NO_INDEX
                                         : p->project[parent];
    p->release[i] = item->release_id.n   ? plan_index(&p->map->release_of_id, item->release_id)
                    : parent == NO_INDEX ? NO_INDEX
                                         : p->release[parent];
    p->rank[i] = item->rank.at || parent == NO_INDEX ? item->rank : p->rank[parent];
}

/* Climbs from each item to the first ancestor that is known and comes back down the same way. */
static bool find_projects(Planner *p, Error *err) {
    int32_t *way = arena_array(p->arena, int32_t, p->item_count + 1);
    if (!way) return error_no_memory(err);
    for (int32_t i = 0; i < p->item_count; i++) {
        int32_t length = 0, at = i;
        while (at != NO_INDEX && p->project[at] == UNKNOWN) {
            p->project[at] = CLIMBING;
            way[length++] = at;
            at = p->parent[at];
        }
        if (at != NO_INDEX && p->project[at] == CLIMBING) return error_own_ancestor(p->items + at, err);
        while (length) inherit(p, way[--length]);
    }
    return true;
}

static bool is_aim(const Item *item) {
    return item->kind.n == ITEM_GOAL || item->kind.n == ITEM_INITIATIVE;
}

/* An aim alone is nothing to do; without it the aim above may stand alone too. */
static bool leave_out_aims(Planner *p) {
    int32_t *children = arena_array(p->arena, int32_t, p->item_count + 1);
    if (!children) return false;
    for (int32_t i = 0; i < p->item_count; i++) {
        int32_t parent = p->parent[i];
        bool same = parent != NO_INDEX && p->project[i] != NO_INDEX && p->project[parent] == p->project[i];
        p->planned_parent[i] = same ? parent : NO_INDEX;
        if (same) children[parent]++;
        p->planned_count += p->project[i] != NO_INDEX;
    }
    for (int32_t i = 0; i < p->item_count; i++) {
        int32_t at = i;
        while (at != NO_INDEX && p->project[at] != NO_INDEX && children[at] == 0 && is_aim(p->items + at)) {
            p->project[at] = NO_INDEX;
            p->planned_count--;
            at = p->planned_parent[at];
            if (at != NO_INDEX) children[at]--;
        }
    }
    return true;
}

static int by_bytes(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static void collect_ranks(Planner *p) {
    int32_t count = 0;
    for (int32_t i = 0; i < p->item_count; i++)
        if (p->items[i].rank.at) p->ranks[count++] = p->items[i].rank;
    if (count > 1) qsort(p->ranks, (size_t)count, sizeof *p->ranks, by_bytes);
    for (int32_t i = 0; i < count; i++)
        if (i == 0 || !str_equal(p->ranks[i], p->ranks[p->rank_count - 1]))
            p->ranks[p->rank_count++] = p->ranks[i];
}

static int32_t priority_of(const Planner *p, Str rank) {
    if (!rank.at) return -1;
    const Str *at = bsearch(&rank, p->ranks, (size_t)p->rank_count, sizeof rank, by_bytes);
    return (int32_t)(at - p->ranks);
}

/* ---- tasks in the order of the outline ---- */

typedef struct Place {
    int32_t project, parent, item;
    Str position;
    int64_t id;
} Place;

static int by_place(const void *a, const void *b) {
    const Place *x = a, *y = b;
    if (x->project != y->project) return x->project < y->project ? -1 : 1;
    if (x->parent != y->parent) return x->parent < y->parent ? -1 : 1;
    int order = str_compare(x->position, y->position);
    return order ? order : compare_number(x->id, y->id);
}

/* Positions of items in pre-order; NULL: no memory. */
static int32_t *outline(Planner *p) {
    int32_t count = 0, waiting = 0, done = 0;
    Place *places = arena_array(p->arena, Place, p->planned_count + 1);
    int32_t *first_child = arena_array(p->arena, int32_t, p->item_count + 1);
    int32_t *stack = arena_array(p->arena, int32_t, p->planned_count + 1);
    int32_t *order = arena_array(p->arena, int32_t, p->planned_count + 1);
    if (!places || !first_child || !stack || !order) return NULL;
    for (int32_t i = 0; i < p->item_count; i++)
        if (p->project[i] != NO_INDEX)
            places[count++] =
                (Place){p->project[i], p->planned_parent[i], i, p->items[i].position, p->items[i].row.id.n};
    if (count > 1) qsort(places, (size_t)count, sizeof *places, by_place);
    for (int32_t i = count - 1; i >= 0; i--)
        if (places[i].parent != NO_INDEX) first_child[places[i].parent] = i + 1;
    /* The top rows go onto the stack last to first, then each row is replaced by its children likewise. */
    for (int32_t i = count - 1; i >= 0; i--)
        if (places[i].parent == NO_INDEX) stack[waiting++] = places[i].item;
    while (waiting) {
        int32_t item = order[done++] = stack[--waiting];
        int32_t from = first_child[item] - 1, to = from;
        if (from < 0) continue;
        while (to < count && places[to].parent == item) to++;
        while (to > from) stack[waiting++] = places[--to].item;
    }
    return order;
}

static int32_t flags_of(const Item *item) {
    return (item->manual_start_at.n != MINUTE_NONE ? TASK_MANUAL : 0) |
           (item->inactive || item->state.n == STATE_DROPPED ? TASK_INACTIVE : 0) |
           (item->elapsed ? TASK_ELAPSED : 0) | (item->kind.n == ITEM_MILESTONE ? TASK_MILESTONE : 0) |
           (item->activity_kind.n == ACTIVITY_START_MILESTONE ? TASK_STARTS : 0) |
           (item->activity_kind.n == ACTIVITY_LEVEL_OF_EFFORT ? TASK_LEVEL_OF_EFFORT : 0) |
           (item->activity_kind.n == ACTIVITY_WBS_SUMMARY ? TASK_WBS_SUMMARY : 0) |
           (item->activity_kind.n == ACTIVITY_RESOURCE_DEPENDENT ? TASK_BY_PEOPLE : 0) |
           (item->constraint_mandatory ? TASK_MANDATORY : 0) |
           (item->calendar_with_people ? TASK_WITH_PEOPLE : 0) | (item->leveling_can_split ? 0 : TASK_WHOLE) |
           (item->ends_float_paths ? TASK_FLOAT_END : 0);
}

static int32_t constraint_of(Choice kind, Moment at) {
    bool dated = at.n != MINUTE_NONE || kind.n == CONSTRAINT_ALAP;
    return dated && kind.n >= 0 ? kind.n : CONSTRAINT_ASAP;
}

static Task task_of(const Planner *p, int32_t position) {
    const Item *item = p->items + position;
    bool done = item->state.n == STATE_DONE && item->actual_finish_at.n == MINUTE_NONE;
    int64_t duration = item->kind.n == ITEM_MILESTONE ? 0 : DEFAULT_DURATION;
    if (item->duration_minutes != INT_NULL) duration = item->duration_minutes;
    return (Task){
        .parent = NO_INDEX,
        .project = p->project[position],
        .release = p->release[position],
        .priority = priority_of(p, p->rank[position]),
        .calendar = plan_index(&p->map->calendar_of_id, item->calendar_id),
        .flags = flags_of(item),
        .duration = minutes(duration),
        .remaining = item->remaining_minutes == INT_NULL ? -1 : minutes(item->remaining_minutes),
        .percent_complete = done ? 100 : (int32_t)item->percent_complete,
        .actual_start = item->actual_start_at.n,
        .actual_finish = item->actual_finish_at.n,
        .constraint = constraint_of(item->constraint_kind, item->constraint_at),
        .constraint_date = item->constraint_at.n,
        .deadline = item->deadline_at.n,
        .manual_start = item->manual_start_at.n,
        .manual_finish = item->manual_finish_at.n,
        .resume = item->resume_at.n,
        .leveling_delay = minutes(item->leveling_delay_minutes),
        .fixed_cost_cents = item->fixed_cost_cents,
        .constraint_2 = constraint_of(item->constraint_2_kind, item->constraint_2_at),
        .constraint_2_date = item->constraint_2_at.n,
        .expected_finish = item->expected_finish_at.n,
        .external_start = item->external_start_at.n,
        .external_finish = item->external_finish_at.n,
    };
}

static bool make_tasks(Planner *p) {
    PlanMap *map = p->map;
    int32_t *order = outline(p);
    map->plan.tasks = arena_array(p->arena, Task, p->planned_count + 1);
    map->task_item_ids = arena_array(p->arena, Id, p->planned_count + 1);
    map->items = arena_array(p->arena, const Item *, p->planned_count + 1);
    if (!order || !map->plan.tasks || !map->task_item_ids || !map->items) return false;
    for (int32_t i = 0; i < p->planned_count; i++) {
        map->items[i] = p->items + order[i];
        map->task_item_ids[i] = map->items[i]->row.id;
        map->plan.tasks[i] = task_of(p, order[i]);
    }
    map->plan.task_count = p->planned_count;
    if (!index_make(p->arena, map->task_item_ids, p->planned_count, &map->task_of_item)) return false;
    for (int32_t i = 0; i < p->planned_count; i++) {
        int32_t parent = p->planned_parent[order[i]];
        if (parent != NO_INDEX)
            map->plan.tasks[i].parent = plan_index(&map->task_of_item, p->items[parent].row.id);
    }
    return true;
}

/* In the order of the tasks; a row that breaks the order is left out. */
static bool make_pauses(Planner *p) {
    Plan *plan = &p->map->plan;
    int32_t count = 0;
    for (int32_t i = 0; i < plan->task_count; i++) count += p->map->items[i]->splits.count;
    plan->pauses = arena_array(p->arena, Pause, count + 1);
    if (!plan->pauses) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const ItemSplit *splits = p->map->items[i]->splits.at;
        int64_t after = -1;
        for (int k = 0; k < p->map->items[i]->splits.count; k++) {
            if (splits[k].after_minutes <= after || splits[k].pause_minutes < 1) continue;
            after = splits[k].after_minutes;
            plan->pauses[plan->pause_count++] = (Pause){i, minutes(after), minutes(splits[k].pause_minutes)};
        }
    }
    return true;
}

/* ---- links, resources, assignments ---- */

static bool make_links(Planner *p) {
    PlanMap *map = p->map;
    List list = p->source->links;
    map->links = (const ItemLink **)rows_sorted(p->arena, list, sizeof(ItemLink), by_id, &map->link_ids);
    map->plan.links = arena_array(p->arena, Link, list.count + 1);
    if (!map->links || !map->plan.links) return false;
    int32_t count = 0;
    for (int i = 0; i < list.count; i++) {
        const ItemLink *from = map->links[i];
        int32_t predecessor = plan_index(&map->task_of_item, from->predecessor_id);
        int32_t successor = plan_index(&map->task_of_item, from->successor_id);
        if (predecessor == NO_INDEX || successor == NO_INDEX) continue;
        const PlanProject *project = map->plan.projects + map->plan.tasks[successor].project;
        bool whole_minute = from->type.n == LINK_SF && (project->rules & RULE_REMAINING);
        map->plan.links[count] = (Link){predecessor, successor, from->type.n,
                                        (int32_t)from->lag_minutes + whole_minute, from->lag_kind.n};
        map->links[count] = from;
        map->link_ids[count++] = from->row.id;
    }
    map->plan.link_count = count;
    return true;
}

static Day day_after(Day day) {
    return day.n == DAY_NONE.n ? day : (Day){day.n + 1};
}

static Minute first_minute(Day day) {
    return day.n == DAY_NONE.n ? MINUTE_NONE : day.n * MINUTES_PER_DAY;
}

static int64_t overtime_rate(int64_t cents) {
    return cents == INT_NULL ? RATE_NONE : cents;
}

/* The most there ever is of it. */
static int64_t most_units(const PlanResource *resource) {
    const AvailabilityStep *steps = resource->availability.at;
    int64_t most = resource->units_percent;
    for (int i = 0; i < resource->availability.count; i++)
        if (steps[i].units_percent > most) most = steps[i].units_percent;
    return most;
}

static void add_absence(Plan *plan, int32_t resource, Minute at, int64_t units) {
    int32_t missing = plan->resources[resource].units - (int32_t)units;
    plan->absences[plan->absence_count++] = (Absence){resource, at, missing};
}

/* Nothing is missing where there is the most. A step that breaks the order is left out. */
static bool make_absences(Planner *p) {
    Plan *plan = &p->map->plan;
    int64_t count = 0;
    for (int32_t i = 0; i < plan->resource_count; i++) count += p->map->resources[i]->availability.count + 1;
    plan->absences = arena_array(p->arena, Absence, count);
    if (!plan->absences) return false;
    for (int32_t i = 0; i < plan->resource_count; i++) {
        const PlanResource *from = p->map->resources[i];
        const AvailabilityStep *steps = from->availability.at;
        int32_t before = FIRST_DAY;
        if (from->units_percent < plan->resources[i].units)
            add_absence(plan, i, FIRST_MINUTE, from->units_percent);
        for (int k = 0; k < from->availability.count; k++) {
            if (steps[k].available_from.n <= before) continue;
            before = steps[k].available_from.n;
            add_absence(plan, i, first_minute(steps[k].available_from), steps[k].units_percent);
        }
    }
    return true;
}

static bool make_resources(Planner *p) {
    PlanMap *map = p->map;
    List list = p->source->resources;
    map->resources =
        (const PlanResource **)rows_sorted(p->arena, list, sizeof(PlanResource), by_id, &map->resource_ids);
    map->plan.resources = arena_array(p->arena, WorkResource, list.count + 1);
    if (!map->resources || !map->plan.resources ||
        !index_make(p->arena, map->resource_ids, list.count, &map->resource_of_id))
        return false;
    for (int i = 0; i < list.count; i++) {
        const PlanResource *from = map->resources[i];
        map->plan.resources[i] = (WorkResource){
            .kind = from->kind.n,
            .calendar = plan_index(&map->calendar_of_id, from->calendar_id),
            .units = (int32_t)most_units(from),
            .available_from = first_minute(from->available_from),
            .available_until = first_minute(day_after(from->available_until)),
            .rate_cents_per_hour = from->rate_cents_per_hour,
            .cost_per_use_cents = from->cost_per_use_cents,
            .overtime_rate_cents_per_hour = overtime_rate(from->overtime_rate_cents_per_hour),
        };
    }
    map->plan.resource_count = list.count;
    return make_absences(p);
}

Str assignment_skill(const ItemAssignment *row, const PlanResource *resource) {
    if (row->skill.at || !resource->generic) return row->skill;
    return resource->skills.count ? ((const Str *)resource->skills.at)[0] : resource->name;
}

/* In the order of the resources; a row that breaks the order is left out. */
static bool make_rates(Planner *p) {
    Plan *plan = &p->map->plan;
    int32_t count = 0;
    for (int32_t i = 0; i < plan->resource_count; i++) count += p->map->resources[i]->rates.count;
    plan->rates = arena_array(p->arena, Rate, count + 1);
    if (!plan->rates) return false;
    for (int32_t i = 0; i < plan->resource_count; i++) {
        const ResourceRate *rows = p->map->resources[i]->rates.at, *last = NULL;
        for (int k = 0; k < p->map->resources[i]->rates.count; k++) {
            if (last && !rate_follows(last, rows + k)) continue;
            last = rows + k;
            plan->rates[plan->rate_count++] = (Rate){i,
                                                     last->rate_table.n < 0 ? 0 : last->rate_table.n,
                                                     last->effective_at.n,
                                                     0,
                                                     last->rate_cents_per_hour,
                                                     last->cost_per_use_cents,
                                                     overtime_rate(last->overtime_rate_cents_per_hour)};
        }
    }
    return true;
}

/* What the people of one task bring: who shares its effort. */
typedef struct Crew {
    int64_t units, units_before; /* sum, and of those that already have their part */
    bool own_work;               /* somebody's work is given */
    bool people;
} Crew;

static bool works(const PlanMap *map, const Assignment *row) {
    return map->plan.resources[row->resource].kind != RESOURCE_MATERIAL;
}

/* Without people the effort is the duration; with people and no work of their own they share it. */
static bool divide_effort(Planner *p) {
    PlanMap *map = p->map;
    Crew *crews = arena_array(p->arena, Crew, p->planned_count + 1);
    if (!crews) return false;
    for (int32_t i = 0; i < map->plan.assignment_count; i++) {
        const Assignment *row = map->plan.assignments + i;
        if (!works(map, row)) continue;
        Crew *crew = crews + row->task;
        crew->people = true;
        crew->units += row->units;
        crew->own_work |= row->work >= 0;
    }
    for (int32_t i = 0; i < p->planned_count; i++) {
        const Item *item = map->items[i];
        if (!crews[i].people && item->duration_minutes == INT_NULL && item->effort_minutes != INT_NULL)
            map->plan.tasks[i].duration = minutes(item->effort_minutes);
    }
    for (int32_t i = 0; i < map->plan.assignment_count; i++) {
        Assignment *row = map->plan.assignments + i;
        Crew *crew = crews + row->task;
        int64_t effort = map->items[row->task]->effort_minutes;
        if (!works(map, row) || effort == INT_NULL || crew->own_work || crew->units == 0) continue;
        int64_t before = minutes(effort) * crew->units_before / crew->units;
        crew->units_before += row->units;
        row->work = (int32_t)(minutes(effort) * crew->units_before / crew->units - before);
    }
    return true;
}

static int32_t length_of(const ItemAssignment *row) {
    const AssignmentPortion *portions = row->portions.at;
    int64_t length = 0;
    for (int i = 0; i < row->portions.count; i++) length += minutes(portions[i].minutes);
    return minutes(length);
}

static bool make_assignments(Planner *p) {
    PlanMap *map = p->map;
    List list = p->source->assignments;
    const ItemAssignment **rows = (const ItemAssignment **)rows_sorted(p->arena, list, sizeof(ItemAssignment),
                                                                       by_id, &map->assignment_ids);
    map->plan.assignments = arena_array(p->arena, Assignment, list.count + 1);
    if (!rows || !map->plan.assignments) return false;
    int32_t count = 0;
    for (int i = 0; i < list.count; i++) {
        int32_t task = plan_index(&map->task_of_item, rows[i]->item_id);
        int32_t resource = plan_index(&map->resource_of_id, rows[i]->resource_id);
        if (task == NO_INDEX || resource == NO_INDEX) continue;
        map->plan.assignments[count] = (Assignment){
            .task = task,
            .resource = resource,
            .units = (int32_t)rows[i]->units_percent,
            .work = rows[i]->work_minutes == INT_NULL ? -1 : minutes(rows[i]->work_minutes),
            .delay = minutes(rows[i]->delay_minutes),
            .leveling_delay = minutes(rows[i]->leveling_delay_minutes),
            .contour = rows[i]->contour.n < 0 ? CONTOUR_FLAT : rows[i]->contour.n,
            .length = length_of(rows[i]),
            .overtime = minutes(rows[i]->overtime_minutes),
            .rate_table = rows[i]->rate_table.n < 0 ? 0 : rows[i]->rate_table.n,
        };
        rows[count] = rows[i];
        map->assignment_ids[count++] = rows[i]->row.id;
    }
    map->assignments = rows;
    map->plan.assignment_count = count;
    return divide_effort(p);
}

bool plan_make(Arena *arena, const PlanSource *source, PlanMap *ret, Error *err) {
    PlanMap map = {0};
    Planner p = {.arena = arena, .source = source, .map = &map};
    if (source->items.count >= PLAN_TASKS_MAX || source->links.count >= PLAN_LINKS_MAX ||
        source->assignments.count >= PLAN_LINKS_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The plan is too large: at most %d items and %d links.",
                         PLAN_TASKS_MAX, PLAN_LINKS_MAX);
    if (!make_calendars(&p)) return error_no_memory(err);
    if (!make_projects(&p, err)) return false;
    if (!make_releases(&p) || !prepare_items(&p)) return error_no_memory(err);
    if (!find_projects(&p, err)) return false;
    collect_ranks(&p);
    if (!leave_out_aims(&p) || !make_tasks(&p) || !make_pauses(&p) || !make_links(&p) ||
        !make_resources(&p) || !make_rates(&p) || !make_assignments(&p))
        return error_no_memory(err);
    map.plan.options = (ScheduleOptions){
        .share_people = source->workspace && source->workspace->share_people,
    };
    *ret = map;
    return true;
}

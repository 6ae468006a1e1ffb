/* What-if on a copy of the rows in memory. See impact.h. */
#include "change/agree/impact.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "field/json.h"

bool plan_load(Transaction *tx, Id workspace_id, PlanSource *ret, Error *err) {
    Workspace *workspace = arena_new(tx->arena, Workspace);
    if (!workspace) return error_no_memory(err);
    PlanSource source = {.workspace = workspace};
    if (!row_load(tx, &workspace_resource, workspace_id, workspace_id, workspace, err) ||
        !row_all(tx, &project_resource, workspace_id, &source.projects, err) ||
        !row_all(tx, &calendar_resource, workspace_id, &source.calendars, err) ||
        !row_all(tx, &release_resource, workspace_id, &source.releases, err) ||
        !row_all(tx, &item_resource, workspace_id, &source.items, err) ||
        !row_all(tx, &risk_resource, workspace_id, &source.risks, err) ||
        !row_all(tx, &link_resource, workspace_id, &source.links, err) ||
        !row_all(tx, &resource_resource, workspace_id, &source.resources, err) ||
        !row_all(tx, &assignment_resource, workspace_id, &source.assignments, err))
        return false;
    *ret = source;
    return true;
}

bool live_plan(Transaction *tx, Id workspace_id, LivePlan *plan, Error *err) {
    if (plan->loaded) return true;
    plan->loaded = plan_load(tx, workspace_id, &plan->source, err) &&
                   plan_make(tx->arena, &plan->source, &plan->map, err) &&
                   plan_schedule(tx->arena, &plan->map, &plan->schedule, err);
    return plan->loaded;
}

bool plan_try(Transaction *tx, Id workspace_id, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(tx->arena->limit);
    Transaction own = *tx; /* the same transaction, with memory of its own for the plan */
    LivePlan plan = {0};
    own.arena = &arena;
    return live_plan(&own, workspace_id, &plan, err);
}

/* ---- laying changes over rows ---- */

static List *list_of(PlanSource *source, const Resource *resource) {
    if (resource == &project_resource) return &source->projects;
    if (resource == &calendar_resource) return &source->calendars;
    if (resource == &release_resource) return &source->releases;
    if (resource == &item_resource) return &source->items;
    if (resource == &risk_resource) return &source->risks;
    if (resource == &link_resource) return &source->links;
    if (resource == &resource_resource) return &source->resources;
    if (resource == &assignment_resource) return &source->assignments;
    return NULL; /* the plan does not depend on it */
}

bool plan_depends_on(const Resource *resource) {
    PlanSource any;
    return resource == &workspace_resource || list_of(&any, resource);
}

static Row *row_at(const List *list, const Resource *resource, int i) {
    return (Row *)((char *)list->at + (size_t)i * resource->size);
}

static Row *row_find(const List *list, const Resource *resource, Id id) {
    for (int i = 0; i < list->count; i++) {
        Row *row = row_at(list, resource, i);
        if (id_equal(row->id, id)) return row;
    }
    return NULL;
}

/* Copies the list so that the rows loaded stay as they are. */
static bool list_copy(Arena *arena, const Resource *resource, List *list, int room) {
    char *at = arena_alloc_array(arena, (size_t)(list->count + room), resource->size);
    if (!at) return false;
    if (list->count) mem_copy(at, list->at, (size_t)list->count * resource->size);
    list->at = at;
    return true;
}

static bool not_there(const Resource *resource, Error *err) {
    return error_set(err, ERROR_NOT_FOUND, "There is no such %s.", resource->name);
}

static bool lay_creation(Arena *arena, const Resource *resource, List *list, const ProposedChange *change,
                         const json_t *value, Error *err) {
    Row *row = row_at(list, resource, list->count);
    record_init(resource, row);
    if (!json_decode(arena, resource, value, DECODE_CREATE, row, NULL, err)) return false;
    if (change->subject_id.n) row->id = change->subject_id;
    list->count++;
    return true;
}

static bool lay_update(Arena *arena, const Resource *resource, List *list, const ProposedChange *change,
                       const json_t *value, Error *err) {
    Row *row = row_find(list, resource, change->subject_id);
    if (!row) return not_there(resource, err);
    const Field *field = field_find(resource, change->field);
    if (!field)
        return error_field(err, "changes", "A %s has no field \"%.*s\".", resource->name,
                           STR_ARG(change->field));
    return json_decode_value(arena, field, value, row, err);
}

static void lay_deletion(const Resource *resource, List *list, Id id) {
    Row *row = row_find(list, resource, id);
    if (!row) return;
    char *end = (char *)row_at(list, resource, list->count - 1);
    size_t behind = (size_t)(end - (char *)row);
    mem_move(row, (char *)row + resource->size, behind);
    list->count--;
}

/* The item with all that lies below it; links and assignments of what is gone fall out when the plan is made.
 */
static void lay_item_deletion(PlanSource *source, Id id) {
    const Item *items = source->items.at;
    for (int i = source->items.count - 1; i >= 0; i--)
        if (id_equal(items[i].parent_id, id)) {
            lay_item_deletion(source, items[i].row.id);
            if (i > source->items.count) i = source->items.count;
        }
    lay_deletion(&item_resource, &source->items, id);
}

static bool lay_one(Arena *arena, PlanSource *source, const ProposedChange *change, Error *err) {
    const Resource *resource = resource_named(change->resource);
    if (!resource)
        return error_field(err, "resource", "There is nothing called \"%.*s\".", STR_ARG(change->resource));
    List *list = list_of(source, resource);
    if (!list) return true;
    if (change->action.n == CHANGE_DELETE) {
        if (!row_find(list, resource, change->subject_id)) return not_there(resource, err);
        if (resource == &item_resource) lay_item_deletion(source, change->subject_id);
        else lay_deletion(resource, list, change->subject_id);
        return true;
    }
    json_t *value;
    if (!json_read_text(change->to.text.at ? change->to.text : STR("null"), &value, err)) return false;
    bool ok = change->action.n == CHANGE_CREATE ? lay_creation(arena, resource, list, change, value, err)
                                                : lay_update(arena, resource, list, change, value, err);
    json_decref(value);
    return ok;
}

bool error_in_change(Error *err, int i) {
    char field[sizeof err->field];
    if (!err || err->kind != ERROR_INVALID) return false;
    snprintf(field, sizeof field, "changes[%d].%.50s", i, err->field);
    mem_copy(err->field, field, sizeof field);
    return false;
}

bool plan_lay_over(Arena *arena, PlanSource *source, const List *changes, Error *err) {
    for (int i = 0; stored_resources[i]; i++) {
        List *list = list_of(source, stored_resources[i]);
        if (list && !list_copy(arena, stored_resources[i], list, changes->count)) return error_no_memory(err);
    }
    const ProposedChange *change = changes->at;
    for (int i = 0; i < changes->count; i++)
        if (!lay_one(arena, source, &change[i], err)) return error_in_change(err, i);
    return true;
}

/* ---- references of a question ---- */

static bool creates(const List *changes, Id id) {
    const ProposedChange *change = changes->at;
    for (int i = 0; i < changes->count; i++)
        if (change[i].action.n == CHANGE_CREATE && id_equal(change[i].subject_id, id)) return true;
    return false;
}

static bool reference_there(Transaction *tx, Id workspace_id, const List *changes, const char *name,
                            const Field *field, const json_t *value, Error *err) {
    Id id;
    const Resource *target = resource_named(str_of(field->refers_to));
    if (!json_is_string(value) || !id_parse(str_of(json_string_value(value)), &id) || creates(changes, id))
        return true;
    void *row = arena_alloc(tx->arena, target->size);
    if (!row) return error_no_memory(err);
    if (row_load(tx, target, workspace_id, id, row, err)) return true;
    if (err && err->kind == ERROR_NOT_FOUND) error_field(err, name, "There is no such %s.", target->name);
    return false;
}

static bool references_of(Transaction *tx, Id workspace_id, const List *changes, const ProposedChange *change,
                          Error *err) {
    CLEANUP(json_done) json_t *value = NULL;
    const Resource *resource = resource_named(change->resource);
    if (!resource || !change->to.text.at) return true;
    if (!json_read_text(change->to.text, &value, err)) return false;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->kind != FIELD_ID || !field->refers_to) continue;
        bool whole = change->action.n == CHANGE_CREATE;
        if (!whole && !str_is(change->field, field->name)) continue;
        const json_t *id = whole ? json_object_get(value, field->name) : value;
        if (!reference_there(tx, workspace_id, changes, whole ? field->name : "to", field, id, err))
            return false;
    }
    return true;
}

bool impact_references(Transaction *tx, Id workspace_id, const List *changes, Error *err) {
    const ProposedChange *change = changes->at;
    for (int i = 0; i < changes->count; i++)
        if (!references_of(tx, workspace_id, changes, &change[i], err)) return error_in_change(err, i);
    return true;
}

/* ---- comparing ---- */

typedef struct Impacts {
    VEC(Impact);
} Impacts;

static Moment moment_of(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

/* One of the two plans that are compared. */
typedef struct Side {
    const PlanMap *map;
    const Schedule *schedule;
    const PlanSource *source;
} Side;

static int64_t likely_cost(const ProjectRisk *risk) {
    if (risk->cost_likely_cents != INT_NULL) return risk->cost_likely_cents;
    if (risk->cost_low_cents == INT_NULL || risk->cost_high_cents == INT_NULL) return 0;
    return (risk->cost_low_cents + risk->cost_high_cents) / 2;
}

/* A risk of items that are all gone is gone too. */
static bool still_acts(const Side *side, const ProjectRisk *risk) {
    const Str *texts = risk->item_ids.at;
    Id id;
    for (int i = 0; i < risk->item_ids.count; i++)
        if (id_parse(texts[i], &id) && plan_index(&side->map->task_of_item, id) != NO_INDEX) return true;
    return risk->item_ids.count == 0;
}

/* What the open risks of a project cost in the mean. */
static int64_t exposure(const Side *side, Id project_id) {
    const ProjectRisk *risk = side->source->risks.at;
    int64_t sum = 0;
    for (int i = 0; i < side->source->risks.count; i++)
        if (risk[i].state.n == RISK_OPEN && id_equal(risk[i].project_id, project_id) &&
            still_acts(side, &risk[i]))
            sum += likely_cost(&risk[i]) * risk[i].probability_percent;
    return sum / 100;
}

static bool differs(const Impact *impact) {
    return impact->finish_before.n != impact->finish_after.n ||
           impact->cost_before_cents != impact->cost_after_cents ||
           impact->exposure_before_cents != impact->exposure_after_cents;
}

static bool add_impact(Arena *arena, Impact impact, Impacts *impacts) {
    if (!differs(&impact)) return true;
    Impact *slot = vec_push(arena, impacts);
    if (slot) *slot = impact;
    return slot != NULL;
}

/* What both plans have stands under the same id; what only the new one has was empty before. */
static Impact between(const char *subject, Id id, const GroupSchedule *before, const GroupSchedule *after) {
    return (Impact){.subject = str_of(subject),
                    .subject_id = id,
                    .finish_before = before ? moment_of(before->finish) : MOMENT_NONE,
                    .finish_after = moment_of(after->finish),
                    .cost_before_cents = before ? before->cost_cents : 0,
                    .cost_after_cents = after->cost_cents};
}

static bool compare_releases(Arena *arena, const Side *before, const Side *after, Impacts *impacts) {
    for (int32_t i = 0; i < after->map->plan.release_count; i++) {
        Id id = after->map->release_ids[i];
        int32_t was = plan_index(&before->map->release_of_id, id);
        const GroupSchedule *old = was == NO_INDEX ? NULL : before->schedule->releases + was;
        if (!add_impact(arena, between("release", id, old, after->schedule->releases + i), impacts))
            return false;
    }
    return true;
}

static bool compare_projects(Arena *arena, const Side *before, const Side *after, Impacts *impacts) {
    for (int32_t i = 0; i < after->map->plan.project_count; i++) {
        Id id = after->map->project_ids[i];
        int32_t was = plan_index(&before->map->project_of_id, id);
        const GroupSchedule *old = was == NO_INDEX ? NULL : before->schedule->projects + was;
        Impact impact = between("project", id, old, after->schedule->projects + i);
        impact.exposure_before_cents = exposure(before, id);
        impact.exposure_after_cents = exposure(after, id);
        if (!add_impact(arena, impact, impacts)) return false;
    }
    return true;
}

bool what_if_make(Transaction *tx, Id workspace_id, const List *changes, WhatIf *ret, Error *err) {
    WhatIf what_if;
    if (!plan_load(tx, workspace_id, &what_if.source_before, err)) return false;
    what_if.source_after = what_if.source_before;
    if (!plan_make(tx->arena, &what_if.source_before, &what_if.before, err) ||
        !plan_schedule(tx->arena, &what_if.before, &what_if.now, err) ||
        !plan_lay_over(tx->arena, &what_if.source_after, changes, err) ||
        !plan_make(tx->arena, &what_if.source_after, &what_if.after, err) ||
        !plan_schedule(tx->arena, &what_if.after, &what_if.then, err))
        return false;
    *ret = what_if;
    return true;
}

bool what_if_impacts(Arena *arena, const WhatIf *what_if, List *ret, Error *err) {
    Impacts impacts = {0};
    Side before = {&what_if->before, &what_if->now, &what_if->source_before},
         after = {&what_if->after, &what_if->then, &what_if->source_after};
    if (!compare_releases(arena, &before, &after, &impacts) ||
        !compare_projects(arena, &before, &after, &impacts))
        return error_no_memory(err);
    *ret = (List){impacts.at, impacts.count};
    return true;
}

bool impact_compute(Transaction *tx, Id workspace_id, const List *changes, List *ret, Error *err) {
    WhatIf what_if;
    return what_if_make(tx, workspace_id, changes, &what_if, err) &&
           what_if_impacts(tx->arena, &what_if, ret, err);
}

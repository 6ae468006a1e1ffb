/* What-if on a copy of the rows in memory. See impact.h. */
#include "change/impact.h"

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

bool plan_try(Transaction *tx, Id workspace_id, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(tx->arena->limit);
    Transaction own = *tx; /* the same transaction, with memory of its own for the plan */
    own.arena = &arena;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    return plan_load(&own, workspace_id, &source, err) && plan_make(&arena, &source, &map, err) &&
           plan_schedule(&arena, &map, &schedule, err);
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

/* Rows that both plans have stand under the same id; one that only the new plan has was empty before. */
static bool compare(Arena *arena, const char *subject, const GroupSchedule *before, const Id *before_ids,
                    int before_count, const GroupSchedule *after, const Id *after_ids, int after_count,
                    Impacts *impacts) {
    for (int i = 0; i < after_count; i++) {
        GroupSchedule old = {.start = MINUTE_NONE, .finish = MINUTE_NONE};
        for (int k = 0; k < before_count; k++)
            if (id_equal(before_ids[k], after_ids[i])) old = before[k];
        if (old.finish == after[i].finish && old.cost_cents == after[i].cost_cents) continue;
        Impact *impact = vec_push(arena, impacts);
        if (!impact) return false;
        *impact = (Impact){.subject = str_of(subject),
                           .subject_id = after_ids[i],
                           .finish_before = moment_of(old.finish),
                           .finish_after = moment_of(after[i].finish),
                           .cost_before_cents = old.cost_cents,
                           .cost_after_cents = after[i].cost_cents};
    }
    return true;
}

bool impact_compute(Transaction *tx, Id workspace_id, const List *changes, List *ret, Error *err) {
    Arena *arena = tx->arena;
    PlanSource source;
    PlanMap before, after;
    Schedule then, now;
    Impacts impacts = {0};
    if (!plan_load(tx, workspace_id, &source, err)) return false;
    if (!plan_make(arena, &source, &before, err) || !plan_schedule(arena, &before, &now, err)) return false;
    if (!plan_lay_over(arena, &source, changes, err)) return false;
    if (!plan_make(arena, &source, &after, err) || !plan_schedule(arena, &after, &then, err)) return false;
    if (!compare(arena, "release", now.releases, before.release_ids, before.plan.release_count, then.releases,
                 after.release_ids, after.plan.release_count, &impacts) ||
        !compare(arena, "project", now.projects, before.project_ids, before.plan.project_count, then.projects,
                 after.project_ids, after.plan.project_count, &impacts))
        return error_no_memory(err);
    *ret = (List){impacts.at, impacts.count};
    return true;
}

bool assess(Transaction *tx, Id workspace_id, const List *changes, Assessment *ret, Error *err) {
    Assessment assessment = {.engine_version = STR(ENGINE_VERSION)};
    if (!event_last_seq(tx, &assessment.computed_at_seq, err) ||
        !impact_compute(tx, workspace_id, changes, &assessment.impacts, err))
        return false;
    *ret = assessment;
    return true;
}

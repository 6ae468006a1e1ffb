/* Custody over everything that a set of changes touches. See reach.h. */
#include "change/reach.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "field/json.h"

bool proposed_decode(Arena *arena, const Resource *resource, const ProposedChange *proposed, void *record,
                     Error *err) {
    CLEANUP(json_done) json_t *value = NULL;
    if (!json_read_text(proposed->to.text.at ? proposed->to.text : STR("null"), &value, err)) return false;
    if (proposed->action.n == CHANGE_CREATE)
        return json_decode(arena, resource, value, DECODE_CREATE, record, NULL, err);
    return json_decode_value(arena, field_find(resource, proposed->field), value, record, err);
}

static bool add_id(Arena *arena, Id id, List *to) {
    Str *texts = to->at;
    if (id.n == 0 || to->count == REACH_MAX) return true;
    Str text = id_text(arena, id);
    for (int i = 0; i < to->count; i++)
        if (str_equal(texts[i], text)) return true;
    texts[to->count++] = text;
    return text.at != NULL;
}

static bool add_scope(Arena *arena, Scope scope, Reach *reach) {
    for (int i = 0; i < reach->scopes.count; i++) {
        const Scope *known = &reach->scopes.at[i];
        if (id_equal(known->product_id, scope.product_id) && id_equal(known->project_id, scope.project_id) &&
            id_equal(known->product_line_id, scope.product_line_id) &&
            id_equal(known->program_id, scope.program_id))
            return true;
    }
    Scope *slot = vec_push(arena, &reach->scopes);
    if (slot) *slot = scope;
    return slot != NULL;
}

/* Where the record lies; what is part of something that the same proposal creates is where it says itself. */
static bool scope_loose(Transaction *tx, const Resource *resource, const void *record, Scope *ret,
                        Error *err) {
    Error missing = {0};
    if (scope_of(tx, resource, record, ret, &missing)) return true;
    if (missing.kind != ERROR_NOT_FOUND) {
        if (err) *err = missing;
        return false;
    }
    *ret = (Scope){0};
    if (resource == &item_resource)
        *ret = (Scope){((const Item *)record)->product_id, ((const Item *)record)->project_id};
    return true;
}

static bool add_place(Change *change, const Resource *resource, const void *record, Reach *reach,
                      Error *err) {
    Scope scope;
    Arena *arena = change->tx->arena;
    if (!scope_loose(change->tx, resource, record, &scope, err)) return false;
    if (!reach->scope.product_id.n && !reach->scope.project_id.n) reach->scope = scope;
    reach->custody &= access_custody(change->user, scope);
    return (add_scope(arena, scope, reach) && add_id(arena, scope.product_id, &reach->product_ids) &&
            add_id(arena, scope.project_id, &reach->project_ids)) ||
           error_no_memory(err);
}

/* Fields by which a row moves to another product or project. */
static bool moves(const ProposedChange *proposed) {
    static const char *const names[] = {"parent_id", "product_id", "project_id", "item_id", "successor_id"};
    for (int i = 0; i < COUNT_OF(names); i++)
        if (str_is(proposed->field, names[i])) return true;
    return false;
}

static bool add_change(Change *change, const ProposedChange *proposed, void *row, Reach *reach, Error *err) {
    Transaction *tx = change->tx;
    const Resource *resource = resource_named(proposed->resource);
    Error missing = {0};
    if (proposed->action.n == CHANGE_CREATE) {
        record_init(resource, row);
        ((Row *)row)->workspace_id = change->user->workspace_id;
        return proposed_decode(tx->arena, resource, proposed, row, err) &&
               add_place(change, resource, row, reach, err);
    }
    if (!row_load(tx, resource, change->user->workspace_id, proposed->subject_id, row, &missing)) return true;
    if (!add_place(change, resource, row, reach, err)) return false;
    return proposed->action.n != CHANGE_UPDATE || !moves(proposed) ||
           (proposed_decode(tx->arena, resource, proposed, row, err) &&
            add_place(change, resource, row, reach, err));
}

bool reach_of(Change *change, const List *changes, Reach *ret, Error *err) {
    Arena *arena = change->tx->arena;
    const ProposedChange *at = changes->at;
    Reach reach = {.custody = ~0u,
                   .product_ids = {arena_array(arena, Str, REACH_MAX), 0},
                   .project_ids = {arena_array(arena, Str, REACH_MAX), 0}};
    if (!reach.product_ids.at || !reach.project_ids.at) return error_no_memory(err);
    for (int i = 0; i < changes->count; i++) {
        void *row = arena_alloc(arena, resource_named(at[i].resource)->size);
        if (!row) return error_no_memory(err);
        if (!add_change(change, &at[i], row, &reach, err)) return error_in_change(err, i);
    }
    *ret = reach;
    return true;
}

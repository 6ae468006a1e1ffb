/* Where a row belongs, and whether what it refers to is there. */
#include "change/change.h"

#include "base/banned.h"
#include "change/agree/promise.h"

enum { PARENTS_MAX = 64 };

static bool item_scope(Transaction *tx, const Item *item, Scope *ret, Error *err) {
    Scope scope = {item->product_id, item->project_id};
    Id parent_id = item->parent_id;
    for (int depth = 0; parent_id.n && depth < PARENTS_MAX; depth++) {
        if (scope.product_id.n && scope.project_id.n) break;
        Item parent;
        if (!row_load(tx, &item_resource, item->row.workspace_id, parent_id, &parent, err)) return false;
        if (!scope.product_id.n) scope.product_id = parent.product_id;
        if (!scope.project_id.n) scope.project_id = parent.project_id;
        parent_id = parent.parent_id;
    }
    *ret = scope;
    return true;
}

static bool scope_of_item_id(Transaction *tx, Id workspace_id, Id item_id, Scope *ret, Error *err) {
    Item item;
    return row_load(tx, &item_resource, workspace_id, item_id, &item, err) && item_scope(tx, &item, ret, err);
}

static bool tolerance_scope(Transaction *tx, const Tolerance *tolerance, Scope *ret, Error *err) {
    Id workspace_id = tolerance->row.workspace_id;
    Release release;
    if (tolerance->item_id.n && !scope_of_item_id(tx, workspace_id, tolerance->item_id, ret, err))
        return false;
    if (tolerance->release_id.n) {
        if (!row_load(tx, &release_resource, workspace_id, tolerance->release_id, &release, err))
            return false;
        ret->product_id = release.product_id;
    }
    if (tolerance->project_id.n) ret->project_id = tolerance->project_id;
    ret->level = tolerance_level(tolerance);
    return true;
}

bool scope_of(Transaction *tx, const Resource *resource, const void *record, Scope *ret, Error *err) {
    const Row *row = record;
    *ret = (Scope){0};
    if (resource == &item_resource) return item_scope(tx, record, ret, err);
    if (resource == &link_resource)
        return scope_of_item_id(tx, row->workspace_id, ((const ItemLink *)record)->successor_id, ret, err);
    if (resource == &assignment_resource)
        return scope_of_item_id(tx, row->workspace_id, ((const ItemAssignment *)record)->item_id, ret, err);
    if (resource == &time_entry_resource)
        return scope_of_item_id(tx, row->workspace_id, ((const TimeEntry *)record)->item_id, ret, err);
    if (resource == &promise_resource) return promise_scope(tx, record, ret, err);
    if (resource == &tolerance_resource) return tolerance_scope(tx, record, ret, err);
    if (resource == &expense_resource) ret->project_id = ((const Expense *)record)->project_id;
    if (resource == &baseline_resource) ret->project_id = ((const Baseline *)record)->project_id;
    if (resource == &product_resource) ret->product_id = row->id;
    if (resource == &project_resource) ret->project_id = row->id;
    if (resource == &product_line_resource) ret->product_line_id = row->id;
    if (resource == &program_resource) ret->program_id = row->id;
    if (resource == &risk_resource) ret->project_id = ((const ProjectRisk *)record)->project_id;
    if (resource == &meeting_series_resource) {
        ret->product_id = ((const MeetingSeries *)record)->product_id;
        ret->project_id = ((const MeetingSeries *)record)->project_id;
    }
    if (resource == &formula_resource) ret->product_id = ((const Formula *)record)->product_id;
    if (resource == &release_resource) ret->product_id = ((const Release *)record)->product_id;
    return true;
}

const Resource *resource_named(Str name) {
    for (int i = 0; stored_resources[i]; i++)
        if (str_is(name, stored_resources[i]->name)) return stored_resources[i];
    return NULL;
}

static bool reference_check(Transaction *tx, const Field *field, Id workspace_id, Id id, Error *err) {
    const Resource *target = resource_named(str_of(field->refers_to));
    void *row = target ? arena_alloc(tx->arena, target->size) : NULL;
    if (!row) return error_no_memory(err);
    if (row_load(tx, target, workspace_id, id, row, err)) return true;
    if (err && err->kind != ERROR_NOT_FOUND) return false;
    error_field(err, field->name, "There is no such %s.", target->name);
    return error_hint(err, "Give the id of a %s of this workspace.", target->name);
}

static bool holds_text(const List *list, Str text) {
    for (int i = 0; list && i < list->count; i++)
        if (str_equal(((const Str *)list->at)[i], text)) return true;
    return false;
}

static bool reference_list_check(Transaction *tx, const Field *field, Id workspace_id, const List *before,
                                 const List *list, Error *err) {
    const Str *texts = list->at;
    for (int i = 0; i < list->count; i++) {
        Id id;
        if (holds_text(before, texts[i])) continue;
        if (!id_parse(texts[i], &id))
            return error_field(err, field->name, "\"%.*s\" is not an id.", STR_ARG(texts[i]));
        if (!reference_check(tx, field, workspace_id, id, err)) return false;
    }
    return true;
}

bool references_check(Transaction *tx, const Resource *resource, Id workspace_id, const void *before,
                      const void *record, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!field->refers_to || field->custody == CUSTODY_SYSTEM) continue;
        const void *at = field_in(field, record), *old = before ? field_in(field, before) : NULL;
        if (field->kind == FIELD_LIST && !reference_list_check(tx, field, workspace_id, old, at, err))
            return false;
        if (field->kind != FIELD_ID || ((const Id *)at)->n == 0) continue;
        if (old && id_equal(*(const Id *)old, *(const Id *)at)) continue;
        if (!reference_check(tx, field, workspace_id, *(const Id *)at, err)) return false;
    }
    return true;
}

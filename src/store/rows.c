/* Rows of every resource alike: load, insert, update, delete, restore. See store.h.
 *
 * Each writes its event in the same transaction; a statement that changes a row names the revision it was
 * read at, so that nobody's change is overwritten unseen. */
#include <sodium.h>

#include "base/banned.h"
#include "field/diff.h"
#include "store/inside.h"

enum { ID_ATTEMPTS = 5 };

bool not_found(const Resource *resource, Error *err) {
    error_set(err, ERROR_NOT_FOUND, "There is no such %s.", resource->name);
    return error_hint(err, "It may have been deleted, or the id is wrong.");
}

bool sql_only(Sql *sql, void *record, Error *err) {
    bool row;
    const Resource *resource = sql->statement->resource;
    if (!sql_step(sql, &row, err)) return false;
    if (!row) return not_found(resource, err);
    void *copy = arena_alloc(sql->tx->arena, resource->size);
    if (!copy) return error_no_memory(err);
    if (!sql_record(sql, copy, err)) return false;
    memcpy(record, copy, resource->size);
    sql_end(sql);
    return true;
}

static bool load_by(Transaction *tx, const Resource *resource, const char *verb, Id workspace_id, Id id,
                    void *record, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin_of(tx, resource, verb, &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":id", id);
    return sql_only(&sql, record, err);
}

bool row_load(Transaction *tx, const Resource *resource, Id workspace_id, Id id, void *record, Error *err) {
    return load_by(tx, resource, "load", workspace_id, id, record, err);
}

/* ---- what a refused write was about ---- */

static bool exists(Transaction *tx, const char *resource_name, Id workspace_id, Id id) {
    CLEANUP(sql_end) Sql sql = {0};
    char name[80];
    bool row = false;
    snprintf(name, sizeof name, "%s_load", resource_name);
    if (!sql_begin(tx, name, &sql, NULL)) return true;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":id", id);
    return !sql_step(&sql, &row, NULL) || row;
}

/* Names the field whose reference leads nowhere. */
static void explain_reference(Transaction *tx, const Resource *resource, const void *record, Error *err) {
    const Row *row = record;
    for (int i = 0; err && i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->kind != FIELD_ID || !field->refers_to || field_is_null(field, record)) continue;
        Id id = *(const Id *)field_in(field, record);
        if (exists(tx, field->refers_to, row->workspace_id, id)) continue;
        error_field(err, field->name, "%s names no %s that exists.", field->name, field->refers_to);
        error_hint(err, "Name the id of a %s of this workspace.", field->refers_to);
        return;
    }
}

static bool refused(Transaction *tx, const Resource *resource, const void *record, Error *err) {
    if (err && err->kind == ERROR_INVALID && !err->field[0]) explain_reference(tx, resource, record, err);
    return false;
}

/* No row has that id and revision: is it gone, or another one by now? */
static bool stale_or_gone(Transaction *tx, const Resource *resource, const Row *row, Error *err) {
    if (!exists(tx, resource->name, row->workspace_id, row->id)) return not_found(resource, err);
    error_set(err, ERROR_STALE, "The %s was changed by somebody else meanwhile.", resource->name);
    return error_hint(err, "Load it again and repeat the change on what it is now.");
}

/* ---- writing ---- */

static bool insert(Transaction *tx, const Resource *resource, void *record, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    return sql_begin_of(tx, resource, "insert", &sql, err) && sql_bind_record(&sql, record, err) &&
           sql_run(&sql, err);
}

/* Ids are made here; should one be taken, another is made. */
static bool insert_with_id(Transaction *tx, const Resource *resource, void *record, Error *err) {
    Row *row = record;
    Error problem = {0};
    bool make_id = row->id.n == 0, is_workspace = resource == &workspace_resource;
    for (int i = 0; i < ID_ATTEMPTS; i++) {
        if (make_id) row->id = id_make(tx->author.now, randombytes_random());
        if (is_workspace) row->workspace_id = row->id;
        if (insert(tx, resource, record, &problem)) return true;
        if (!make_id || problem.kind != ERROR_CONFLICT || strcmp(problem.field, "id") != 0) break;
    }
    if (err) *err = problem;
    return refused(tx, resource, record, err);
}

bool row_insert(Transaction *tx, const Resource *resource, void *record, Error *err) {
    Row *row = record, before = *row;
    ArenaMark mark = arena_mark(tx->arena);
    row->revision = 1;
    row->created_at = row->updated_at = tx->author.now;
    bool ok = insert_with_id(tx, resource, record, err) &&
              event_write(tx, resource, "created", row, NULL, record, err);
    if (!ok) *row = before;
    arena_release(tx->arena, mark);
    return ok;
}

static bool update(Transaction *tx, const Resource *resource, const Row *before, const void *after,
                   Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin_of(tx, resource, "update", &sql, err) || !sql_bind_record(&sql, after, err)) return false;
    sql_bind_int(&sql, ":old_revision", before->revision);
    if (!sql_run(&sql, err)) {
        sql_end(&sql);
        return refused(tx, resource, after, err);
    }
    return sql_changes(&sql) == 1 || stale_or_gone(tx, resource, before, err);
}

bool row_update(Transaction *tx, const Resource *resource, const void *before, void *after, Error *err) {
    const Row *old = before;
    Row *row = after, saved = *row;
    *row = *old;
    if (!record_changed(resource, before, after)) return true;
    ArenaMark mark = arena_mark(tx->arena);
    row->revision = old->revision + 1;
    row->updated_at = tx->author.now;
    bool ok = update(tx, resource, old, after, err) &&
              event_write(tx, resource, "updated", row, before, after, err);
    if (!ok) *row = saved;
    arena_release(tx->arena, mark);
    return ok;
}

/* "delete" and "restore": the row's mark, its revision and its time. */
static bool set_mark(Transaction *tx, const Resource *resource, const char *verb, const Row *before,
                     const Row *after, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin_of(tx, resource, verb, &sql, err)) return false;
    sql_bind_id(&sql, ":id", after->id);
    sql_bind_id(&sql, ":workspace_id", after->workspace_id);
    sql_bind_int(&sql, ":revision", after->revision);
    sql_bind_int(&sql, ":updated_at", after->updated_at.ms);
    sql_bind_int(&sql, ":old_revision", before->revision);
    if (!sql_run(&sql, err)) return false;
    return sql_changes(&sql) == 1 || stale_or_gone(tx, resource, before, err);
}

bool row_delete(Transaction *tx, const Resource *resource, const void *record, Error *err) {
    const Row *before = record;
    Row after = *before;
    ArenaMark mark = arena_mark(tx->arena);
    after.revision++;
    after.updated_at = tx->author.now;
    bool ok = set_mark(tx, resource, "delete", before, &after, err) &&
              event_write(tx, resource, "deleted", &after, record, NULL, err);
    arena_release(tx->arena, mark);
    return ok;
}

bool row_restore(Transaction *tx, const Resource *resource, Id workspace_id, Id id, void *record,
                 Error *err) {
    void *copy = arena_alloc(tx->arena, resource->size);
    if (!copy) return error_no_memory(err);
    if (!load_by(tx, resource, "load_deleted", workspace_id, id, copy, err)) return false;
    Row *row = copy, before = *row;
    row->revision++;
    row->updated_at = tx->author.now;
    if (!set_mark(tx, resource, "restore", &before, row, err) ||
        !event_write(tx, resource, "restored", row, NULL, copy, err))
        return false;
    memcpy(record, copy, resource->size);
    return true;
}

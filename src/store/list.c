/* Lists of rows: one page by sort key and id, or all of them. See store.h.
 *
 * A page starts behind the last row of the one before (keyset): its sort key and id are the cursor, which
 * costs the same however far one has come. */
#include <sodium.h>

#include "base/banned.h"
#include "base/utf8.h"
#include "field/json.h"
#include "field/suggest.h"
#include "store/inside.h"

enum { CURSOR_MAX = 1000, FILTERS_MAX = 16, EACH_ARENA = 64 * 1024 * 1024 };

typedef struct Cursor {
    Id id; /* null: from the start */
    Str key;
} Cursor;

static Str cursor_write(Arena *arena, Cursor cursor) {
    size_t len = sizeof cursor.id.n + cursor.key.len;
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    unsigned char *bytes = arena_alloc(arena, len);
    char *text = arena_alloc(arena, room);
    if (!bytes || !text) return STR_NULL;
    memcpy(bytes, &cursor.id.n, sizeof cursor.id.n);
    if (cursor.key.len) memcpy(bytes + sizeof cursor.id.n, cursor.key.at, cursor.key.len);
    sodium_bin2base64(text, room, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Str){text, room - 1};
}

static bool cursor_read(Arena *arena, Str text, Cursor *ret, Error *err) {
    size_t len = 0;
    *ret = (Cursor){0};
    if (text.len == 0) return true;
    unsigned char *bytes = arena_alloc(arena, text.len < CURSOR_MAX ? text.len : CURSOR_MAX);
    if (!bytes) return error_no_memory(err);
    bool ok = text.len <= CURSOR_MAX &&
              sodium_base642bin(bytes, text.len, text.at, text.len, NULL, &len, NULL,
                                sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
              len >= sizeof ret->id.n;
    if (ok) {
        memcpy(&ret->id.n, bytes, sizeof ret->id.n);
        ret->key = (Str){(char *)bytes + sizeof ret->id.n, len - sizeof ret->id.n};
        ok = ret->id.n > 0 && utf8_valid(ret->key);
    }
    if (ok) return true;
    error_field(err, "cursor", "cursor is not one that Trivet gave.");
    return error_hint(err, "Leave it out to start from the beginning.");
}

const char *const *row_list_filters(const Resource *resource) {
    static const char *const none[] = {NULL};
    for (int i = 0; embedded_filters[i].resource; i++)
        if (strcmp(embedded_filters[i].resource, resource->name) == 0) return embedded_filters[i].names;
    return none;
}

/* The values of the filters, parsed into a record; which of its fields they are, in `given`. */
static bool parse_filters(Arena *arena, const Resource *resource, const ListQuery *query, void *record,
                          FieldSet *ret_given, Error *err) {
    const char *const *known = row_list_filters(resource);
    *ret_given = 0;
    for (int i = 0; i < query->filter_count; i++) {
        const ListFilter *filter = &query->filters[i];
        int k = 0;
        while (known[k] && strcmp(known[k], filter->name) != 0) k++;
        const Field *field = known[k] ? field_find(resource, str_of(known[k])) : NULL;
        if (!field) {
            error_field(err, filter->name, "The list of %s has no filter \"%.60s\".", resource->plural,
                        filter->name);
            return suggest_hint(err, str_of(filter->name), known);
        }
        if (str_trim(filter->value).len == 0) continue;
        if (!field_parse(arena, field, filter->value, record, err)) return false;
        *ret_given |= field_bit(resource, field);
    }
    return true;
}

/* The statement for a list with these filters: along the index of the most selective one that has its own. */
static bool begin_list(Transaction *tx, const Resource *resource, FieldSet given, Sql *ret, Error *err) {
    for (const char *const *name = row_list_filters(resource); *name; name++) {
        char own[120];
        const Field *field = field_find(resource, str_of(*name));
        if (!field || !(given & field_bit(resource, field))) continue;
        snprintf(own, sizeof own, "%s_list_by_%s", resource->name, *name);
        if (statement_find(tx->connection, own)) return sql_begin(tx, own, ret, err);
    }
    return sql_begin_of(tx, resource, "list", ret, err);
}

static bool bind_filters(Sql *sql, FieldSet given, const void *record, Error *err) {
    const Resource *resource = sql->statement->resource;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (given & field_bit(resource, field) && !sql_bind_field(sql, field, record, err)) return false;
    }
    return true;
}

/* Reads one row more than the page has, to know whether there is a next page. */
static bool read_page(Sql *sql, int limit, List *ret, Str *ret_cursor, Error *err) {
    const Resource *resource = sql->statement->resource;
    Arena *arena = sql->tx->arena;
    List page = {arena_alloc_array(arena, (size_t)limit, resource->size), 0};
    Str cursor = STR_NULL;
    if (!page.at) return error_no_memory(err);
    for (;;) {
        bool row;
        if (!sql_step(sql, &row, err)) return false;
        if (!row) cursor = STR_NULL;
        if (!row || page.count == limit) break;
        char *record = (char *)page.at + (size_t)page.count++ * resource->size;
        if (!sql_record(sql, record, err)) return false;
        if (page.count < limit) continue;
        cursor = cursor_write(arena, (Cursor){((Row *)(void *)record)->id, sql_text(sql, "sort_key")});
        if (arena->full) return error_no_memory(err);
    }
    *ret = page;
    *ret_cursor = cursor;
    return true;
}

bool row_list(Transaction *tx, const Resource *resource, const ListQuery *query, List *ret, Str *ret_cursor,
              Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    FieldSet given;
    Cursor cursor;
    if (query->limit < 1 || query->limit > LIST_LIMIT_MAX) {
        error_field(err, "limit", "limit is out of range: it goes from 1 to %d.", LIST_LIMIT_MAX);
        return error_hint(err, "Ask for fewer and follow the cursor.");
    }
    void *record = arena_alloc(tx->arena, resource->size);
    if (!record) return error_no_memory(err);
    if (!parse_filters(tx->arena, resource, query, record, &given, err)) return false;
    if (!cursor_read(tx->arena, query->cursor, &cursor, err)) return false;
    if (!begin_list(tx, resource, given, &sql, err) || !bind_filters(&sql, given, record, err)) return false;
    sql_bind_id(&sql, ":workspace_id", query->workspace_id);
    sql_bind_int(&sql, ":limit", query->limit + 1);
    sql_bind_id(&sql, ":cursor_id", cursor.id);
    if (cursor.id.n) sql_bind_text(&sql, ":cursor_key", cursor.key);
    return read_page(&sql, query->limit, ret, ret_cursor, err);
}

bool row_all(Transaction *tx, const Resource *resource, Id workspace_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin_of(tx, resource, "all", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_list(&sql, ret, err);
}

static bool visit_rows(Sql *sql, void *record, RowVisit *visit, void *context, Error *err) {
    for (;;) {
        bool row;
        if (!sql_step(sql, &row, err)) return false;
        if (!row) return true;
        if (!sql_record(sql, record, err) || !visit(context, record, err)) return false;
        arena_reset(sql->tx->arena);
    }
}

bool row_each(Transaction *tx, const Resource *resource, Id workspace_id, RowVisit *visit, void *context,
              Error *err) {
    CLEANUP(arena_done) Arena rows = arena_make(EACH_ARENA);
    Transaction inner = *tx;
    inner.arena = &rows;
    CLEANUP(sql_end) Sql sql = {0};
    void *record = arena_alloc(tx->arena, resource->size);
    if (!record) return error_no_memory(err);
    if (!sql_begin_of(&inner, resource, "all", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return visit_rows(&sql, record, visit, context, err);
}

/* Statements: binding records to parameters and reading them from columns, by field. See inside.h. */
#include <stdlib.h>

#include "base/banned.h"
#include "base/vec.h"
#include "field/json.h"
#include "store/inside.h"

bool sql_begin(Transaction *tx, const char *name, Sql *ret, Error *err) {
    Connection *connection = tx->connection;
    Statement *statement = connection ? statement_find(connection, name) : NULL;
    if (!statement || !statement->handle || sqlite3_stmt_busy(statement->handle)) {
        error_set(err, ERROR_INTERNAL, "Trivet failed at its database.");
        return error_log(err, "%s: %s", name,
                         !connection          ? "used outside a transaction"
                         : !statement         ? "there is no such statement"
                         : !statement->handle ? "writes inside a reading transaction"
                                              : "in use already");
    }
    if (tx->writing && sqlite3_get_autocommit(connection->db)) {
        error_set(err, ERROR_FULL, "The database undid the transaction: nothing was changed.");
        return error_hint(err, "See that the server's disk has room, then try again.");
    }
    *ret = (Sql){.tx = tx, .statement = statement};
    int viewer = sqlite3_bind_parameter_index(statement->handle, ":viewer_id");
    if (viewer && tx->viewer_id.n) ret->code = sqlite3_bind_int64(statement->handle, viewer, tx->viewer_id.n);
    return true;
}

bool sql_begin_of(Transaction *tx, const Resource *resource, const char *verb, Sql *ret, Error *err) {
    char name[80];
    snprintf(name, sizeof name, "%s_%s", resource->name, verb);
    return sql_begin(tx, name, ret, err);
}

void sql_end(Sql *sql) {
    if (!sql->statement) return;
    sqlite3_reset(sql->statement->handle);
    sqlite3_clear_bindings(sql->statement->handle);
    sql->statement = NULL;
}

/* ---- binding ---- */

static void note(Sql *sql, int code) {
    if (code != SQLITE_OK && !sql->code) sql->code = code;
}

static void bind_int(Sql *sql, int number, int64_t n) {
    note(sql, sqlite3_bind_int64(sql->statement->handle, number, n));
}

static void bind_text(Sql *sql, int number, Str text) {
    note(sql,
         sqlite3_bind_text64(sql->statement->handle, number, text.at, text.len, SQLITE_STATIC, SQLITE_UTF8));
}

static int number_of(const Sql *sql, const char *name) {
    return sqlite3_bind_parameter_index(sql->statement->handle, name);
}

void sql_bind_int(Sql *sql, const char *name, int64_t n) {
    bind_int(sql, number_of(sql, name), n);
}

void sql_bind_id(Sql *sql, const char *name, Id id) {
    if (id.n) bind_int(sql, number_of(sql, name), id.n);
}

void sql_bind_text(Sql *sql, const char *name, Str text) {
    if (text.at) bind_text(sql, number_of(sql, name), text);
}

static bool bind_list(Sql *sql, int number, const Field *field, const void *record, Error *err) {
    const List *list = field_in(field, record);
    if (list->count == 0) {
        bind_text(sql, number, STR("[]"));
        return true;
    }
    StrBuf out = strbuf_make(sql->tx->arena, 0);
    json_write_value(&out, field, record);
    if (out.arena->full) return error_no_memory(err);
    bind_text(sql, number, strbuf_str(&out));
    return true;
}

static bool bind_field(Sql *sql, int number, const Field *field, const void *record, Error *err) {
    const void *at = field_in(field, record);
    if (field_is_null(field, record)) return true; /* bindings start as NULL */
    switch (field->kind) {
    case FIELD_BOOL: bind_int(sql, number, *(const bool *)at); break;
    case FIELD_INT: bind_int(sql, number, *(const int64_t *)at); break;
    case FIELD_REAL:
        note(sql, sqlite3_bind_double(sql->statement->handle, number, *(const double *)at));
        break;
    case FIELD_STR: bind_text(sql, number, *(const Str *)at); break;
    case FIELD_ID: bind_int(sql, number, ((const Id *)at)->n); break;
    case FIELD_TIME: bind_int(sql, number, ((const Time *)at)->ms); break;
    case FIELD_MOMENT: bind_int(sql, number, ((const Moment *)at)->n); break;
    case FIELD_DAY: bind_int(sql, number, ((const Day *)at)->n); break;
    case FIELD_CHOICE: bind_text(sql, number, str_of(field->choices[((const Choice *)at)->n])); break;
    case FIELD_LIST: return bind_list(sql, number, field, record, err);
    case FIELD_JSON: bind_text(sql, number, ((const Json *)at)->text); break;
    }
    return true;
}

bool sql_bind_record(Sql *sql, const void *record, Error *err) {
    int count = sqlite3_bind_parameter_count(sql->statement->handle);
    for (int i = 0; i < count; i++) {
        const Field *field = sql->statement->parameters[i];
        if (field && !bind_field(sql, i + 1, field, record, err)) return false;
    }
    return true;
}

bool sql_bind_field(Sql *sql, const Field *field, const void *record, Error *err) {
    int count = sqlite3_bind_parameter_count(sql->statement->handle);
    for (int i = 0; i < count; i++)
        if (sql->statement->parameters[i] == field) return bind_field(sql, i + 1, field, record, err);
    return true;
}

/* ---- running ---- */

/* The present row has another owner than who looks. */
static bool hidden(const Sql *sql) {
    sqlite3_stmt *handle = sql->statement->handle;
    int column = sql->statement->owner_column;
    if (column < 0 || !sql->tx->viewer_id.n || sqlite3_column_type(handle, column) == SQLITE_NULL)
        return false;
    return sqlite3_column_int64(handle, column) != sql->tx->viewer_id.n;
}

bool sql_step(Sql *sql, bool *ret_row, Error *err) {
    int code = sql->code;
    do {
        if (!sql->code) code = sqlite3_step(sql->statement->handle);
    } while (code == SQLITE_ROW && hidden(sql));
    if (code != SQLITE_ROW && code != SQLITE_DONE) return connection_error(sql->tx->connection, code, err);
    *ret_row = code == SQLITE_ROW;
    return true;
}

bool sql_run(Sql *sql, Error *err) {
    bool row = true;
    while (row)
        if (!sql_step(sql, &row, err)) return false;
    return true;
}

int sql_changes(const Sql *sql) {
    return sqlite3_changes(sql->tx->connection->db);
}

/* ---- reading ---- */

static int column_of(const Sql *sql, const char *name) {
    sqlite3_stmt *handle = sql->statement->handle;
    int count = sqlite3_column_count(handle);
    for (int i = 0; i < count; i++)
        if (strcmp(sqlite3_column_name(handle, i), name) == 0) return i;
    return -1; /* reads as NULL */
}

/* As a blob: the bytes of the text where they lie, without the copy that a terminated text would need. */
static Str column_text(const Sql *sql, int column) {
    sqlite3_stmt *handle = sql->statement->handle;
    if (sqlite3_column_type(handle, column) == SQLITE_NULL) return STR_NULL;
    const char *at = sqlite3_column_blob(handle, column);
    return at ? (Str){at, (size_t)sqlite3_column_bytes(handle, column)} : STR("");
}

int64_t sql_int(const Sql *sql, const char *column) {
    return sqlite3_column_int64(sql->statement->handle, column_of(sql, column));
}

Str sql_text(const Sql *sql, const char *column) {
    return str_copy(sql->tx->arena, column_text(sql, column_of(sql, column)));
}

static bool damaged(const Field *field, Error *err) {
    char why[120] = "";
    if (err) snprintf(why, sizeof why, "%.119s", err->message);
    error_set(err, ERROR_INTERNAL, "A row of the database is damaged.");
    return error_log(err, "column %s: %s", field->name, why);
}

static bool read_list(Arena *arena, const Field *field, Str text, void *record, Error *err) {
    if (str_is(text, "[]")) {
        *(List *)field_at(field, record) = (List){0};
        return true;
    }
    CLEANUP(json_done) json_t *value = NULL;
    if (!json_read_text(text, &value, err) || !json_decode_value(arena, field, value, record, err))
        return err && err->kind == ERROR_BUSY ? false : damaged(field, err);
    return true;
}

static bool read_choice(const Field *field, Str word, Choice *ret, Error *err) {
    for (int i = 0; field->choices[i]; i++) {
        if (!str_is(word, field->choices[i])) continue;
        ret->n = i;
        return true;
    }
    error_set(err, ERROR_INTERNAL, "unknown word");
    return damaged(field, err);
}

static bool read_field(const Sql *sql, int column, const Field *field, void *record, Error *err) {
    sqlite3_stmt *handle = sql->statement->handle;
    void *at = field_at(field, record);
    if (sqlite3_column_type(handle, column) == SQLITE_NULL) {
        field_set_null(field, record);
        return true;
    }
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = sqlite3_column_int(handle, column) != 0; break;
    case FIELD_INT: *(int64_t *)at = sqlite3_column_int64(handle, column); break;
    case FIELD_REAL: *(double *)at = sqlite3_column_double(handle, column); break;
    case FIELD_STR: *(Str *)at = str_copy(sql->tx->arena, column_text(sql, column)); break;
    case FIELD_ID: ((Id *)at)->n = sqlite3_column_int64(handle, column); break;
    case FIELD_TIME: ((Time *)at)->ms = sqlite3_column_int64(handle, column); break;
    case FIELD_MOMENT: ((Moment *)at)->n = sqlite3_column_int(handle, column); break;
    case FIELD_DAY: ((Day *)at)->n = sqlite3_column_int(handle, column); break;
    case FIELD_CHOICE: return read_choice(field, column_text(sql, column), at, err);
    case FIELD_LIST: return read_list(sql->tx->arena, field, column_text(sql, column), record, err);
    case FIELD_JSON: ((Json *)at)->text = str_copy(sql->tx->arena, column_text(sql, column)); break;
    }
    return true;
}

bool sql_record(Sql *sql, void *record, Error *err) {
    int count = sqlite3_column_count(sql->statement->handle);
    for (int i = 0; i < count; i++) {
        const Field *field = sql->statement->columns[i];
        if (field && !read_field(sql, i, field, record, err)) return false;
    }
    return !sql->tx->arena->full || error_no_memory(err);
}

bool sql_list(Sql *sql, List *ret, Error *err) {
    const Resource *resource = sql->statement->resource;
    Arena *arena = sql->tx->arena;
    List list = {0};
    int capacity = 0;
    for (;;) {
        bool row;
        if (!sql_step(sql, &row, err)) return false;
        if (!row) break;
        void *record = vec_push_sized(arena, &list.at, &list.count, &capacity, resource->size);
        if (!record) return error_no_memory(err);
        if (!sql_record(sql, record, err)) return false;
    }
    *ret = list;
    return true;
}

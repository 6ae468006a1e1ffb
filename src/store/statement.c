/* Statements: binding records to parameters and reading them from columns, by field. See inside.h. */
#include <stdlib.h>

#include "base/banned.h"
#include "base/vec.h"
#include "field/json.h"
#include "store/inside.h"

static const Driver *driver_of(const Sql *sql) {
    return sql->tx->connection->database->driver;
}

static Value value_int(int64_t n) {
    return (Value){VALUE_INT, .n = n};
}

static Value value_text(Str text) {
    return text.at ? (Value){VALUE_TEXT, .text = text} : (Value){0};
}

bool sql_begin(Transaction *tx, const char *name, Sql *ret, Error *err) {
    Connection *connection = tx->connection;
    Statement *statement = connection ? statement_find(connection, name) : NULL;
    if (!statement || !statement->handle || statement->busy) {
        error_set(err, ERROR_INTERNAL, "Trivet failed at its database.");
        return error_log(err, "%s: %s", name,
                         !connection          ? "used outside a transaction"
                         : !statement         ? "there is no such statement"
                         : !statement->handle ? "writes inside a reading transaction"
                                              : "in use already");
    }
    Database *database = connection->database;
    if (tx->writing && !database->driver->in_transaction(database))
        return database->driver->transaction_lost(database, err);
    *ret = (Sql){.tx = tx, .statement = statement};
    if (statement->viewer && tx->viewer_id.n)
        database->driver->bind(statement->handle, statement->viewer, value_int(tx->viewer_id.n));
    return true;
}

bool sql_begin_of(Transaction *tx, const Resource *resource, const char *verb, Sql *ret, Error *err) {
    char name[80];
    snprintf(name, sizeof name, "%s_%s", resource->name, verb);
    return sql_begin(tx, name, ret, err);
}

void sql_end(Sql *sql) {
    if (!sql->statement) return;
    driver_of(sql)->reset(sql->statement->handle);
    sql->statement->busy = false;
    sql->statement = NULL;
}

/* ---- binding ---- */

static void bind(Sql *sql, int number, Value value) {
    driver_of(sql)->bind(sql->statement->handle, number, value);
}

static void bind_named(Sql *sql, const char *name, Value value) {
    int number = parameter_number(sql->statement->handle->source, name + 1);
    if (number) bind(sql, number, value);
}

void sql_bind_int(Sql *sql, const char *name, int64_t n) {
    bind_named(sql, name, value_int(n));
}

void sql_bind_id(Sql *sql, const char *name, Id id) {
    if (id.n) bind_named(sql, name, value_int(id.n));
}

void sql_bind_text(Sql *sql, const char *name, Str text) {
    bind_named(sql, name, value_text(text));
}

static bool bind_list(Sql *sql, int number, const Field *field, const void *record, Error *err) {
    const List *list = field_in(field, record);
    if (list->count == 0) {
        bind(sql, number, value_text(STR("[]")));
        return true;
    }
    StrBuf out = strbuf_make(sql->tx->arena, 0);
    json_write_value(&out, field, record);
    if (out.arena->full) return error_no_memory(err);
    bind(sql, number, value_text(strbuf_str(&out)));
    return true;
}

static bool bind_field(Sql *sql, int number, const Field *field, const void *record, Error *err) {
    const void *at = field_in(field, record);
    Value value = {VALUE_INT};
    if (field_is_null(field, record)) return true; /* bindings start as NULL */
    switch (field->kind) {
    case FIELD_BOOL: value.n = *(const bool *)at; break;
    case FIELD_INT: value.n = *(const int64_t *)at; break;
    case FIELD_REAL: value = (Value){VALUE_REAL, .real = *(const double *)at}; break;
    case FIELD_STR: value = value_text(*(const Str *)at); break;
    case FIELD_ID: value.n = ((const Id *)at)->n; break;
    case FIELD_TIME: value.n = ((const Time *)at)->ms; break;
    case FIELD_MOMENT: value.n = ((const Moment *)at)->n; break;
    case FIELD_DAY: value.n = ((const Day *)at)->n; break;
    case FIELD_CHOICE: value = value_text(str_of(field->choices[((const Choice *)at)->n])); break;
    case FIELD_LIST: return bind_list(sql, number, field, record, err);
    case FIELD_JSON: value = value_text(((const Json *)at)->text); break;
    }
    bind(sql, number, value);
    return true;
}

bool sql_bind_record(Sql *sql, const void *record, Error *err) {
    for (int i = 0; i < sql->statement->parameter_count; i++) {
        const Field *field = sql->statement->parameters[i];
        if (field && !bind_field(sql, i + 1, field, record, err)) return false;
    }
    return true;
}

bool sql_bind_field(Sql *sql, const Field *field, const void *record, Error *err) {
    for (int i = 0; i < sql->statement->parameter_count; i++)
        if (sql->statement->parameters[i] == field) return bind_field(sql, i + 1, field, record, err);
    return true;
}

/* ---- running ---- */

static Value column(const Sql *sql, int number) {
    return driver_of(sql)->column(sql->statement->handle, number);
}

/* The present row has another owner than who looks. */
static bool hidden(const Sql *sql) {
    int owner = sql->statement->owner_column;
    if (owner < 0 || !sql->tx->viewer_id.n) return false;
    Value value = column(sql, owner);
    return value.kind != VALUE_NULL && value.n != sql->tx->viewer_id.n;
}

bool sql_step(Sql *sql, bool *ret_row, Error *err) {
    Statement *statement = sql->statement;
    bool row;
    do {
        statement->busy = false;
        if (!driver_of(sql)->step(statement->handle, &row, err)) return false;
        statement->busy = row;
    } while (row && hidden(sql));
    *ret_row = row;
    return true;
}

bool sql_run(Sql *sql, Error *err) {
    bool row = true;
    while (row)
        if (!sql_step(sql, &row, err)) return false;
    return true;
}

int sql_changes(const Sql *sql) {
    return driver_of(sql)->changes(sql->statement->handle);
}

/* ---- reading ---- */

/* Of a name that the statement does not have: NULL. */
static Value column_named(const Sql *sql, const char *name) {
    const Prepared *handle = sql->statement->handle;
    for (int i = 0; i < handle->column_count; i++)
        if (strcmp(driver_of(sql)->column_name(handle, i), name) == 0) return column(sql, i);
    return (Value){0};
}

static Str text_of(Value value) {
    return value.kind == VALUE_TEXT ? value.text : STR_NULL;
}

int64_t sql_int(const Sql *sql, const char *name) {
    Value value = column_named(sql, name);
    return value.kind == VALUE_INT ? value.n : 0;
}

Str sql_text(const Sql *sql, const char *name) {
    return str_copy(sql->tx->arena, text_of(column_named(sql, name)));
}

bool sql_only_int(Sql *sql, const char *column, int64_t *ret, Error *err) {
    bool row;
    if (!sql_step(sql, &row, err)) return false;
    *ret = row ? sql_int(sql, column) : 0;
    return true;
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

static bool read_field(Arena *arena, Value value, const Field *field, void *record, Error *err) {
    void *at = field_at(field, record);
    if (value.kind == VALUE_NULL) {
        field_set_null(field, record);
        return true;
    }
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = value.n != 0; break;
    case FIELD_INT: *(int64_t *)at = value.n; break;
    case FIELD_REAL: *(double *)at = value.kind == VALUE_REAL ? value.real : (double)value.n; break;
    case FIELD_STR: *(Str *)at = str_copy(arena, text_of(value)); break;
    case FIELD_ID: ((Id *)at)->n = value.n; break;
    case FIELD_TIME: ((Time *)at)->ms = value.n; break;
    case FIELD_MOMENT: ((Moment *)at)->n = (int)value.n; break;
    case FIELD_DAY: ((Day *)at)->n = (int)value.n; break;
    case FIELD_CHOICE: return read_choice(field, text_of(value), at, err);
    case FIELD_LIST: return read_list(arena, field, text_of(value), record, err);
    case FIELD_JSON: ((Json *)at)->text = str_copy(arena, text_of(value)); break;
    }
    return true;
}

bool sql_record(Sql *sql, void *record, Error *err) {
    Arena *arena = sql->tx->arena;
    for (int i = 0; i < sql->statement->handle->column_count; i++) {
        const Field *field = sql->statement->columns[i];
        if (field && !read_field(arena, column(sql, i), field, record, err)) return false;
    }
    return !arena->full || error_no_memory(err);
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

/* A connection to the database and the statements prepared on it. See inside.h. */
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"

bool connection_open(const Driver *driver, const char *where, OpenMode mode, int page_limit, Connection *ret,
                     Error *err) {
    Connection connection = {.writes = mode == OPEN_WRITER};
    if (!driver->open(where, mode, page_limit, &connection.database, err)) return false;
    *ret = connection;
    return true;
}

bool connection_check(const Connection *connection, Error *err) {
    return connection->database->driver->check(connection->database, err);
}

void connection_close(Connection *connection) {
    const Driver *driver = connection->database->driver;
    for (int i = 0; i < connection->statement_count; i++) {
        Statement *statement = &connection->statements[i];
        if (statement->handle) driver->finalize(statement->handle);
        free(statement->columns);
        free(statement->parameters);
    }
    free(connection->statements);
    driver->close(connection->database);
    *connection = (Connection){0};
}

/* The resource with whose name it begins: "item_list" is of "item", "baseline_item_insert" of "baseline_item"
 * although there is a "baseline". */
static const Resource *resource_of(const char *name) {
    static const Resource *const without_rows[] = {&event_resource, &baseline_item_resource,
                                                   &meeting_item_resource, &delivery_resource, NULL};
    static const Resource *const *const lists[] = {stored_resources, without_rows};
    const Resource *found = NULL;
    size_t longest = 0;
    for (int k = 0; k < COUNT_OF(lists); k++)
        for (int i = 0; lists[k][i]; i++) {
            Str own = str_of(lists[k][i]->name);
            if (own.len <= longest || !str_starts(str_of(name), own) || name[own.len] != '_') continue;
            found = lists[k][i];
            longest = own.len;
        }
    return found;
}

static ValueKind kind_of(const Field *field, const char *name) {
    if (!field)
        return str_is(str_of(name), "cursor_key")   ? VALUE_TEXT
               : str_ends(str_of(name), STR("_id")) ? VALUE_INT
                                                    : VALUE_NULL;
    switch (field->kind) {
    case FIELD_BOOL: return VALUE_BOOL;
    case FIELD_REAL: return VALUE_REAL;
    case FIELD_INT:
    case FIELD_ID:
    case FIELD_TIME:
    case FIELD_MOMENT:
    case FIELD_DAY: return VALUE_INT;
    case FIELD_STR:
    case FIELD_CHOICE:
    case FIELD_LIST:
    case FIELD_JSON: break;
    }
    return VALUE_TEXT;
}

static bool map_parameters(Statement *statement, const EmbeddedStatement *source, ValueKind *kinds,
                           Error *err) {
    int count = statement->parameter_count = parameter_count(source);
    if (count > PARAMETERS_MAX)
        return error_set(err, ERROR_INTERNAL, "The statement %s has too many parameters.", source->name);
    statement->parameters = calloc((size_t)count + 1, sizeof(Field *));
    if (!statement->parameters) return error_no_memory(err);
    for (int i = 0; i < count; i++) {
        const char *name = source->parameters[i];
        if (statement->resource) statement->parameters[i] = field_find(statement->resource, str_of(name));
        kinds[i] = kind_of(statement->parameters[i], name);
    }
    statement->viewer = parameter_number(source, "viewer_id");
    return true;
}

static bool map_columns(Statement *statement, Error *err) {
    const Prepared *handle = statement->handle;
    const Resource *resource = statement->resource;
    statement->columns = calloc((size_t)handle->column_count + 1, sizeof(Field *));
    if (!statement->columns) return error_no_memory(err);
    for (int i = 0; resource && i < handle->column_count; i++) {
        Str name = str_of(handle->database->driver->column_name(handle, i));
        statement->columns[i] = field_find(resource, name);
        if (resource->owner && str_is(name, resource->owner)) statement->owner_column = i;
    }
    return true;
}

static bool holds(const Field *const *fields, int count, const Field *field) {
    for (int i = 0; i < count; i++)
        if (fields[i] == field) return true;
    return false;
}

/* "<resource>_load" reads and "<resource>_insert" writes every field. */
static bool check_fields(const Statement *statement, Error *err) {
    Str name = str_of(statement->name);
    bool loads = str_ends(name, STR("_load")), inserts = str_ends(name, STR("_insert"));
    if (!statement->resource || statement->resource == &event_resource || (!loads && !inserts)) return true;
    int count = loads ? statement->handle->column_count : statement->parameter_count;
    for (int i = 0; i < statement->resource->field_count; i++) {
        const Field *field = &statement->resource->fields[i];
        if (holds(loads ? statement->columns : statement->parameters, count, field)) continue;
        error_set(err, ERROR_INTERNAL, "The statement %s lacks the field %s.", statement->name, field->name);
        return error_hint(err, "Add the column by a migration and to the statements of the resource.");
    }
    return true;
}

static bool only_reads(const EmbeddedStatement *source) {
    Str text = str_of(source->text), name = str_of(source->name);
    return str_starts(text, STR("SELECT")) || str_starts(text, STR("WITH")) ||
           str_starts(name, STR("transaction_read"));
}

static bool prepare(Connection *connection, const EmbeddedStatement *source, Statement *ret, Error *err) {
    Database *database = connection->database;
    ValueKind kinds[PARAMETERS_MAX];
    *ret = (Statement){.name = source->name, .resource = resource_of(source->name), .owner_column = -1};
    if (!connection->writes && !only_reads(source)) return true;
    return map_parameters(ret, source, kinds, err) &&
           database->driver->prepare(database, source, kinds, &ret->handle, err) && map_columns(ret, err) &&
           check_fields(ret, err);
}

bool connection_prepare(Connection *connection, const EmbeddedStatement *statements, int count, Error *err) {
    connection->statements = calloc((size_t)count, sizeof(Statement));
    if (!connection->statements) return error_no_memory(err);
    for (int i = 0; i < count; i++) {
        connection->statement_count = i + 1;
        if (!prepare(connection, &statements[i], &connection->statements[i], err)) return false;
    }
    return true;
}

bool connection_prepare_all(Connection *connection, Error *err) {
    const EmbeddedSql *sql = connection->database->driver->sql;
    return connection_prepare(connection, sql->statements, sql->statement_count, err);
}

static int compare_name(const void *name, const void *statement) {
    return strcmp(name, ((const Statement *)statement)->name);
}

Statement *statement_find(const Connection *connection, const char *name) {
    return bsearch(name, connection->statements, (size_t)connection->statement_count, sizeof(Statement),
                   compare_name);
}

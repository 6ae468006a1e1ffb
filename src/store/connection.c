/* A connection to the SQLite file and the statements prepared on it. See inside.h. */
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"

#define APPLICATION_ID 1416787572 /* "Trvt" */
#define TEXT_OF_NUMBER(n) #n
#define TEXT_OF(macro) TEXT_OF_NUMBER(macro)

static bool cannot_open(sqlite3 *db, const char *what, Error *err) {
    error_set(err, ERROR_INTERNAL, "The database cannot be opened.");
    error_log(err, "%s: %s", what, sqlite3_errmsg(db));
    return error_hint(err, "See that the data folder is whole and belongs to the account that runs Trivet.");
}

static bool run_all(sqlite3 *db, const char *const *texts, Error *err) {
    for (; *texts; texts++)
        if (sqlite3_exec(db, *texts, NULL, NULL, NULL) != SQLITE_OK) return cannot_open(db, *texts, err);
    return true;
}

static int count_pages(void *connection, sqlite3 *db, const char *schema, int pages) {
    ((Connection *)connection)->wal_pages = pages;
    return SQLITE_OK;
}

/* The first integer of the first row. */
static bool ask_int(sqlite3 *db, const char *text, int64_t *ret) {
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW;
    if (ok) *ret = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return ok;
}

/* Some file systems (of networks, mostly) cannot hold the log's shared index: SQLite then keeps another mode.
 */
static bool check_log(sqlite3 *db, Error *err) {
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, "PRAGMA journal_mode", -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW &&
              str_is(str_of((const char *)sqlite3_column_text(statement, 0)), "wal");
    sqlite3_finalize(statement);
    if (ok) return true;
    error_set(err, ERROR_INVALID, "The data folder's file system cannot hold the database's log.");
    return error_hint(err, "Put the data on a disk of this machine.");
}

static bool check_owner(sqlite3 *db, Error *err) {
    int64_t application = 0, tables = 0;
    if (!ask_int(db, "PRAGMA application_id", &application) ||
        !ask_int(db, "SELECT COUNT(*) FROM sqlite_schema", &tables))
        return cannot_open(db, "reading the schema", err);
    if (application == APPLICATION_ID) return true;
    static const char *const mark[] = {"PRAGMA application_id = " TEXT_OF(APPLICATION_ID), NULL};
    if (tables == 0) return run_all(db, mark, err);
    error_set(err, ERROR_INVALID, "The file trivet.db in the data folder is not Trivet's.");
    return error_hint(err, "Name another data folder.");
}

static bool set_up_writer(sqlite3 *db, int page_limit, Error *err) {
    static const char *const before[] = {"PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY", NULL};
    static const char *const after[] = {
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA cache_size = -16000",
        "PRAGMA journal_size_limit = 67108864",
        "PRAGMA secure_delete = FAST", /* what was erased is not left in a page that is written anyway */
        NULL,
    };
    if (!run_all(db, before, err) || !check_owner(db, err)) return false;
    if (!run_all(db, after, err) || !check_log(db, err)) return false;
    if (page_limit <= 0) return true;
    char limit[64]; /* a PRAGMA takes no parameters */
    snprintf(limit, sizeof limit, "PRAGMA max_page_count = %d", page_limit);
    return run_all(db, (const char *const[]){limit, NULL}, err);
}

/* Pages are read, not mapped: a mapped page is looked through again at each visit, which took 28 ms instead
 * of 16 for 10,000 items, and counts as memory of the process once a connection. */
static bool set_up_reader(sqlite3 *db, Error *err) {
    static const char *const texts[] = {
        "PRAGMA trusted_schema = OFF",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA query_only = ON",
        "PRAGMA cell_size_check = ON",
        NULL,
    };
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    return run_all(db, texts, err);
}

/* "immutable" keeps SQLite from making a log beside a backup; only an address takes it. */
static int open_in_mode(const char *path, OpenMode mode, sqlite3 **ret) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == OPEN_WRITER)
        return sqlite3_open_v2(path, ret, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (mode == OPEN_READER) return sqlite3_open_v2(path, ret, flags | SQLITE_OPEN_READONLY, NULL);
    char address[3 * PATH_LENGTH_MAX + 64];
    size_t len = (size_t)snprintf(address, sizeof address, "file:");
    for (const char *at = path; *at && len + 24 < sizeof address; at++) {
        bool plain = !strchr("%?#", *at);
        len += (size_t)snprintf(address + len, sizeof address - len, plain ? "%c" : "%%%02X",
                                (unsigned char)*at);
    }
    snprintf(address + len, sizeof address - len, "?immutable=1");
    return sqlite3_open_v2(address, ret, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

bool connection_open(const char *path, OpenMode mode, int page_limit, Connection *ret, Error *err) {
    bool writes = mode == OPEN_WRITER;
    Connection connection = {.writes = writes};
    if (open_in_mode(path, mode, &connection.db) != SQLITE_OK) {
        cannot_open(connection.db, "open", err);
        sqlite3_close(connection.db);
        return false;
    }
    sqlite3_busy_timeout(connection.db, BUSY_TIMEOUT_MS);
    sqlite3_db_config(connection.db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    bool ok = writes ? set_up_writer(connection.db, page_limit, err) : set_up_reader(connection.db, err);
    if (!ok) {
        sqlite3_close(connection.db);
        return false;
    }
    *ret = connection;
    if (writes) sqlite3_wal_hook(ret->db, count_pages, ret); /* in place of the automatic checkpoint */
    return true;
}

/* The first row's text is "ok", or there is none. */
static bool says_ok(sqlite3 *db, const char *text, Error *err) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, text, -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    const char *word = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool ok = code == SQLITE_DONE || (word && str_is(str_of(word), "ok"));
    if (!ok) {
        error_set(err, ERROR_INVALID, "The database is damaged.");
        error_log(err, "%s: %s", text, word ? word : sqlite3_errmsg(db));
        error_hint(err, "Restore the last backup that can be verified.");
    }
    sqlite3_finalize(statement);
    return ok;
}

bool connection_check(const Connection *connection, Error *err) {
    return says_ok(connection->db, "PRAGMA integrity_check(1)", err) &&
           says_ok(connection->db, "PRAGMA foreign_key_check", err);
}

void connection_close(Connection *connection) {
    for (int i = 0; i < connection->statement_count; i++) {
        Statement *statement = &connection->statements[i];
        sqlite3_finalize(statement->handle);
        free(statement->columns);
        free(statement->parameters);
    }
    free(connection->statements);
    sqlite3_close(connection->db);
    *connection = (Connection){0};
}

/* The resource with whose name it begins: "item_list" is of "item", "baseline_item_insert" of "baseline_item"
 * although there is a "baseline". */
static const Resource *resource_of(const char *name) {
    static const Resource *const without_rows[] = {&event_resource, &baseline_item_resource, NULL};
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

static bool map_names(Statement *statement, Error *err) {
    int columns = sqlite3_column_count(statement->handle);
    int parameters = sqlite3_bind_parameter_count(statement->handle);
    statement->columns = calloc((size_t)columns + 1, sizeof(Field *));
    statement->parameters = calloc((size_t)parameters + 1, sizeof(Field *));
    if (!statement->columns || !statement->parameters) return error_no_memory(err);
    for (int i = 0; statement->resource && i < columns; i++)
        statement->columns[i] =
            field_find(statement->resource, str_of(sqlite3_column_name(statement->handle, i)));
    for (int i = 0; statement->resource && i < parameters; i++) {
        Str name = str_of(sqlite3_bind_parameter_name(statement->handle, i + 1));
        statement->parameters[i] = field_find(statement->resource, str_from(name, 1));
    }
    const char *owner = statement->resource ? statement->resource->owner : NULL;
    for (int i = 0; owner && i < columns; i++)
        if (str_is(str_of(owner), sqlite3_column_name(statement->handle, i))) statement->owner_column = i;
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
    int count =
        loads ? sqlite3_column_count(statement->handle) : sqlite3_bind_parameter_count(statement->handle);
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
    const char *rest = "";
    *ret = (Statement){.name = source->name, .resource = resource_of(source->name), .owner_column = -1};
    if (!connection->writes && !only_reads(source)) return true;
    int code =
        sqlite3_prepare_v3(connection->db, source->text, -1, SQLITE_PREPARE_PERSISTENT, &ret->handle, &rest);
    if (code != SQLITE_OK || !ret->handle || str_trim(str_of(rest)).len) {
        error_set(err, ERROR_INTERNAL, "The statement %s cannot be prepared.", source->name);
        return error_log(err, "%s: %s", source->name,
                         code == SQLITE_OK ? "not exactly one statement" : sqlite3_errmsg(connection->db));
    }
    return map_names(ret, err) && check_fields(ret, err);
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

static int compare_name(const void *name, const void *statement) {
    return strcmp(name, ((const Statement *)statement)->name);
}

Statement *statement_find(const Connection *connection, const char *name) {
    return bsearch(name, connection->statements, (size_t)connection->statement_count, sizeof(Statement),
                   compare_name);
}

static bool constraint_error(int code, const char *message, Error *err) {
    char field[80] = "";
    const char *dot = strrchr(message, '.');
    if (dot) snprintf(field, sizeof field, "%s", dot + 1);
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        error_set(err, ERROR_CONFLICT, "There is another one with the same %s.", dot ? field : "values");
        if (err) snprintf(err->field, sizeof err->field, "%s", field);
        return error_hint(err, "Choose another %s.", dot ? field : "value");
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        error_set(err, ERROR_INVALID, "It refers to something that does not exist.");
        return error_hint(err, "Look at the ids it names.");
    case SQLITE_CONSTRAINT_NOTNULL:
        error_field(err, field, "%s cannot be null.", field);
        return error_hint(err, "Send a value.");
    default: error_set(err, ERROR_INTERNAL, "The database refused the values."); return false;
    }
}

/* Codes of SQLite that mean: the disk takes no more. */
static bool is_full(int code, bool writes) {
    return (code & 0xFF) == SQLITE_FULL ||
           (writes && (code & 0xFF) == SQLITE_IOERR && code != SQLITE_IOERR_READ &&
            code != SQLITE_IOERR_SHORT_READ && code != SQLITE_IOERR_NOMEM);
}

bool connection_error(const Connection *connection, int code, Error *err) {
    const char *message = sqlite3_errmsg(connection->db);
    int kind = code & 0xFF;
    if (kind == SQLITE_CONSTRAINT) {
        constraint_error(code, message, err);
    } else if (kind == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) {
        error_no_memory(err);
    } else if (is_full(code, connection->writes)) {
        error_set(err, ERROR_FULL, "The server's disk takes no more: nothing was changed.");
        error_hint(err, "Make room on the disk of the data folder and try again; reading still works.");
    } else if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) {
        error_set(err, ERROR_BUSY, "The database is busy.");
        error_hint(err, "Try again in a moment.");
    } else {
        error_set(err, ERROR_INTERNAL, "The database failed.");
        error_hint(err, "Tell whoever runs this server; its log says more.");
    }
    return error_log(err, "SQLite %d: %s", code, message);
}

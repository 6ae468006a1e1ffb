/* The driver for SQLite: one file in the data folder, with a log beside it. See database.h. */
#include <sqlite3.h>
#include <stdlib.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/database.h"
#include "store/inside.h"

enum { BUSY_TIMEOUT_MS = 5000 };

typedef struct Sqlite {
    Database base;
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *rollback;
    int log_pages;
} Sqlite;

typedef struct SqliteStatement {
    Prepared base;
    sqlite3_stmt *handle;
    int code; /* of the first binding that failed */
} SqliteStatement;

static Sqlite *sqlite_of(const Database *database) {
    return (Sqlite *)database;
}

static SqliteStatement *statement_of(const Prepared *prepared) {
    return (SqliteStatement *)prepared;
}

/* ---- errors ---- */

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

/* From SQLite's last error on the connection; answers false. */
static bool fail(const Sqlite *sqlite, int code, Error *err) {
    const char *message = sqlite3_errmsg(sqlite->db);
    int kind = code & 0xFF;
    if (kind == SQLITE_CONSTRAINT) {
        constraint_error(code, message, err);
    } else if (kind == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) {
        error_no_memory(err);
    } else if (is_full(code, sqlite->base.mode == OPEN_WRITER)) {
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

/* ---- opening ---- */

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

static int count_pages(void *sqlite, sqlite3 *db, const char *schema, int pages) {
    ((Sqlite *)sqlite)->log_pages = pages;
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

static bool prepare_one(Sqlite *sqlite, const char *name, sqlite3_stmt **ret, Error *err) {
    const char *text = embedded_find(&embedded_sqlite, name)->text;
    return sqlite3_prepare_v3(sqlite->db, text, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL) == SQLITE_OK ||
           cannot_open(sqlite->db, name, err);
}

static bool set_up(Sqlite *sqlite, int page_limit, Error *err) {
    bool writes = sqlite->base.mode == OPEN_WRITER;
    sqlite3_busy_timeout(sqlite->db, BUSY_TIMEOUT_MS);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    if (!(writes ? set_up_writer(sqlite->db, page_limit, err) : set_up_reader(sqlite->db, err))) return false;
    if (writes) sqlite3_wal_hook(sqlite->db, count_pages, sqlite); /* in place of the automatic checkpoint */
    return prepare_one(sqlite, writes ? "transaction_begin" : "transaction_read_begin", &sqlite->begin,
                       err) &&
           prepare_one(sqlite, "transaction_commit", &sqlite->commit, err) &&
           prepare_one(sqlite, "transaction_rollback", &sqlite->rollback, err);
}

static void sqlite_close(Database *database) {
    Sqlite *sqlite = sqlite_of(database);
    sqlite3_finalize(sqlite->begin);
    sqlite3_finalize(sqlite->commit);
    sqlite3_finalize(sqlite->rollback);
    sqlite3_close(sqlite->db);
    free(sqlite);
}

static bool sqlite_open(const char *path, OpenMode mode, int page_limit, Database **ret, Error *err) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* refused, harmlessly, once SQLite is in use */
    Sqlite *sqlite = calloc(1, sizeof *sqlite);
    if (!sqlite) return error_no_memory(err);
    sqlite->base = (Database){&sqlite_driver, mode};
    bool ok = open_in_mode(path, mode, &sqlite->db) == SQLITE_OK ? set_up(sqlite, page_limit, err)
                                                                 : cannot_open(sqlite->db, "open", err);
    if (ok) *ret = &sqlite->base;
    else sqlite_close(&sqlite->base);
    return ok;
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

static bool sqlite_check(Database *database, Error *err) {
    sqlite3 *db = sqlite_of(database)->db;
    return says_ok(db, "PRAGMA integrity_check(1)", err) && says_ok(db, "PRAGMA foreign_key_check", err);
}

static void file_done(sqlite3 **db) {
    sqlite3_close(*db);
}

static bool copy_error(sqlite3 *db, Error *err) {
    int code = sqlite3_errcode(db) & 0xFF;
    bool full = code == SQLITE_FULL || code == SQLITE_IOERR;
    error_set(err, full ? ERROR_FULL : ERROR_INTERNAL, "The backup of the database could not be written.");
    error_log(err, "%s", sqlite3_errmsg(db));
    return error_hint(err, "See that the disk of the backups has room, then try again.");
}

/* One read transaction of the source: what is written meanwhile is not in it. */
static bool sqlite_copy(Database *database, const char *to, Error *err) {
    CLEANUP(file_done) sqlite3 *target = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(to, &target, flags, NULL) != SQLITE_OK) return copy_error(target, err);
    sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", sqlite_of(database)->db, "main");
    if (!backup) return copy_error(target, err);
    int code = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK || code != SQLITE_DONE) return copy_error(target, err);
    return true;
}

static bool sqlite_script(Database *database, const char *text, Error *err) {
    Sqlite *sqlite = sqlite_of(database);
    int code = sqlite3_exec(sqlite->db, text, NULL, NULL, NULL);
    return code == SQLITE_OK || fail(sqlite, code, err);
}

/* ---- statements ---- */

static bool sqlite_prepare(Database *database, const EmbeddedStatement *source, const ValueKind *kinds,
                           Prepared **ret, Error *err) {
    sqlite3 *db = sqlite_of(database)->db;
    const char *rest = "";
    SqliteStatement *statement = calloc(1, sizeof *statement);
    if (!statement) return error_no_memory(err);
    int code = sqlite3_prepare_v3(db, source->text, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, &rest);
    if (code != SQLITE_OK || !statement->handle || str_trim(str_of(rest)).len) {
        error_set(err, ERROR_INTERNAL, "The statement %s cannot be prepared.", source->name);
        error_log(err, "%s: %s", source->name,
                  code == SQLITE_OK ? "not exactly one statement" : sqlite3_errmsg(db));
        sqlite3_finalize(statement->handle);
        free(statement);
        return false;
    }
    statement->base = (Prepared){database, source, sqlite3_column_count(statement->handle)};
    *ret = &statement->base;
    return true;
}

static void sqlite_finalize(Prepared *prepared) {
    sqlite3_finalize(statement_of(prepared)->handle);
    free(prepared);
}

static const char *sqlite_column_name(const Prepared *prepared, int column) {
    return sqlite3_column_name(statement_of(prepared)->handle, column);
}

static void sqlite_bind(Prepared *prepared, int number, Value value) {
    SqliteStatement *statement = statement_of(prepared);
    sqlite3_stmt *handle = statement->handle;
    int code = SQLITE_OK;
    switch (value.kind) {
    case VALUE_NULL: break; /* bindings start as NULL */
    case VALUE_BOOL:
    case VALUE_INT: code = sqlite3_bind_int64(handle, number, value.n); break;
    case VALUE_REAL: code = sqlite3_bind_double(handle, number, value.real); break;
    case VALUE_TEXT:
        code = sqlite3_bind_text64(handle, number, value.text.at, value.text.len, SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    if (code != SQLITE_OK && !statement->code) statement->code = code;
}

static bool sqlite_step(Prepared *prepared, bool *ret_row, Error *err) {
    const SqliteStatement *statement = statement_of(prepared);
    int code = statement->code ? statement->code : sqlite3_step(statement->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(sqlite_of(prepared->database), code, err);
    *ret_row = code == SQLITE_ROW;
    return true;
}

/* A text as a blob: its bytes where they lie, without the copy that a terminated text would need. */
static Value sqlite_column(const Prepared *prepared, int column) {
    sqlite3_stmt *handle = statement_of(prepared)->handle;
    Value value = {0};
    switch (sqlite3_column_type(handle, column)) {
    case SQLITE_INTEGER:
        value.kind = VALUE_INT;
        value.n = sqlite3_column_int64(handle, column);
        break;
    case SQLITE_FLOAT:
        value.kind = VALUE_REAL;
        value.real = sqlite3_column_double(handle, column);
        break;
    case SQLITE_TEXT:
        value.kind = VALUE_TEXT;
        const char *at = sqlite3_column_blob(handle, column);
        value.text = at ? (Str){at, (size_t)sqlite3_column_bytes(handle, column)} : STR("");
        break;
    }
    return value;
}

static int sqlite_changes(const Prepared *prepared) {
    return sqlite3_changes(sqlite_of(prepared->database)->db);
}

static void sqlite_reset(Prepared *prepared) {
    SqliteStatement *statement = statement_of(prepared);
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    statement->code = SQLITE_OK;
}

static bool sqlite_post(Prepared *prepared, Error *err) {
    bool row = true, ok = true;
    while (ok && row) ok = sqlite_step(prepared, &row, err);
    sqlite_reset(prepared);
    return ok;
}

/* ---- transactions ---- */

static bool run(Sqlite *sqlite, sqlite3_stmt *statement, Error *err) {
    int code = sqlite3_step(statement);
    bool ok = code == SQLITE_DONE || fail(sqlite, code, err);
    sqlite3_reset(statement);
    return ok;
}

static bool sqlite_begin(Database *database, Error *err) {
    Sqlite *sqlite = sqlite_of(database);
    return run(sqlite, sqlite->begin, err);
}

static void sqlite_rollback(Database *database) {
    Sqlite *sqlite = sqlite_of(database);
    if (!sqlite3_get_autocommit(sqlite->db)) run(sqlite, sqlite->rollback, NULL);
}

static bool sqlite_commit(Database *database, int64_t last_seq, Error *err) {
    Sqlite *sqlite = sqlite_of(database);
    bool ok = run(sqlite, sqlite->commit, err);
    if (!ok) sqlite_rollback(database);
    return ok;
}

static bool sqlite_in_transaction(const Database *database) {
    return !sqlite3_get_autocommit(sqlite_of(database)->db);
}

static bool sqlite_transaction_lost(const Database *database, Error *err) {
    error_set(err, ERROR_FULL, "The database undid the transaction: nothing was changed.");
    return error_hint(err, "See that the server's disk has room, then try again.");
}

static int sqlite_log_pages(const Database *database) {
    return sqlite_of(database)->log_pages;
}

/* Another process that reads (a backup) must not make the writers wait. */
static void sqlite_checkpoint(Database *database, bool alone) {
    sqlite3 *db = sqlite_of(database)->db;
    sqlite3_busy_timeout(db, 0);
    sqlite3_wal_checkpoint_v2(db, NULL, alone ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, NULL,
                              NULL);
    sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
}

const Driver sqlite_driver = {
    .sql = &embedded_sqlite,
    .open = sqlite_open,
    .close = sqlite_close,
    .check = sqlite_check,
    .copy = sqlite_copy,
    .script = sqlite_script,
    .prepare = sqlite_prepare,
    .finalize = sqlite_finalize,
    .column_name = sqlite_column_name,
    .bind = sqlite_bind,
    .step = sqlite_step,
    .post = sqlite_post,
    .column = sqlite_column,
    .changes = sqlite_changes,
    .reset = sqlite_reset,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .in_transaction = sqlite_in_transaction,
    .transaction_lost = sqlite_transaction_lost,
    .log_pages = sqlite_log_pages,
    .checkpoint = sqlite_checkpoint,
};

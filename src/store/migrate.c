/* Brings the schema up to date: numbered migrations, forward only, each in its own transaction, so that a
 * process killed in between finds every one either done or not begun. See inside.h. */
#include <inttypes.h>

#include "base/banned.h"
#include "store/inside.h"

static bool failed(Database *database, const char *what, const Error *cause, Error *err) {
    database->driver->rollback(database);
    error_set(err, cause->kind == ERROR_FULL || cause->kind == ERROR_BUSY ? cause->kind : ERROR_INTERNAL,
              "The database could not be brought up to date; it is as it was.");
    error_hint(err, "See that the disk has room, then start again.");
    return error_log(err, "%s: %.200s", what, cause->log);
}

static bool prepare(Database *database, const char *name, Prepared **ret, Error *err) {
    return prepare_untyped(database, embedded_find(database->driver->sql, name), ret, err);
}

/* The first value of the first row, a number. */
static bool ask(Database *database, const char *name, int64_t *ret, Error *err) {
    CLEANUP(prepared_done) Prepared *prepared = NULL;
    bool row;
    if (!prepare(database, name, &prepared, err) || !database->driver->step(prepared, &row, err))
        return false;
    if (row) *ret = database->driver->column(prepared, 0).n;
    return true;
}

static bool last_number(Database *database, int64_t *ret, Error *err) {
    return ask(database, "migration_last", ret, err);
}

bool schema_is_unfinished(Database *database, bool *ret, Error *err) {
    int64_t count = 0;
    if (!ask(database, "migration_unfinished", &count, err)) return false;
    *ret = count > 0;
    return true;
}

bool schema_set_unfinished(Database *database, bool unfinished, Error *err) {
    int64_t none;
    return ask(database, unfinished ? "migration_begin_copy" : "migration_end_copy", &none, err);
}

bool schema_exists(Database *database) {
    int64_t last = 0;
    return last_number(database, &last, NULL) && last > 0;
}

static bool record(Database *database, const EmbeddedMigration *migration, Error *err) {
    CLEANUP(prepared_done) Prepared *prepared = NULL;
    bool row;
    if (!prepare(database, "migration_record", &prepared, err)) return false;
    database->driver->bind(prepared, 1, (Value){VALUE_INT, .n = migration->number});
    database->driver->bind(prepared, 2, (Value){VALUE_TEXT, .text = str_of(migration->name)});
    return database->driver->step(prepared, &row, err);
}

static bool newer(int64_t last, int count, Error *err) {
    error_set(err, ERROR_INVALID,
              "The database was written by a newer Trivet (schema %" PRId64 ", this program knows %d).", last,
              count);
    return error_hint(err, "Run the newer program, or restore a backup made with this one.");
}

bool schema_is_current(Database *database, Error *err) {
    int64_t last = 0;
    Error cause = {0};
    int count = database->driver->sql->migration_count;
    if (!last_number(database, &last, &cause)) return failed(database, "migrations", &cause, err);
    if (last == count) return true;
    if (last > count) return newer(last, count, err);
    error_set(err, ERROR_INVALID,
              "The database was written by an older Trivet (schema %" PRId64 ", this program knows %d).",
              last, count);
    return error_hint(err, "Start this program's server on it once: that brings it up to date.");
}

/* Reads the number inside the transaction: another process may have been first. */
static bool step(Database *database, const EmbeddedMigration *migrations, int count, int64_t *ret_last,
                 const char **ret_what, Error *err) {
    const Driver *driver = database->driver;
    const EmbeddedStatement *create = embedded_find(driver->sql, "migration_create");
    *ret_what = create->name;
    if (!driver->begin(database, err) || !driver->script(database, create->text, err) ||
        !last_number(database, ret_last, err))
        return false;
    if (*ret_last < count) {
        const EmbeddedMigration *next = &migrations[*ret_last];
        *ret_what = next->name;
        if (!driver->script(database, next->text, err) || !record(database, next, err)) return false;
        ++*ret_last;
    }
    return driver->commit(database, 0, err);
}

bool schema_migrate(Database *database, const EmbeddedMigration *migrations, int count, Error *err) {
    int64_t last = 0;
    do {
        const char *what;
        Error cause = {0};
        if (!step(database, migrations, count, &last, &what, &cause))
            return failed(database, what, &cause, err);
    } while (last < count);
    return last == count || newer(last, count, err);
}

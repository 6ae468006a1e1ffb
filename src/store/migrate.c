/* Brings the schema up to date: numbered migrations, forward only, each in its own transaction, so that a
 * process killed in between finds every one either done or not begun. See inside.h. */
#include <inttypes.h>

#include "base/banned.h"
#include "store/inside.h"

static bool failed(sqlite3 *db, const char *what, Error *err) {
    int code = sqlite3_errcode(db) & 0xFF;
    char message[200];
    snprintf(message, sizeof message, "%s", sqlite3_errmsg(db));
    if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    error_set(err, code == SQLITE_FULL ? ERROR_FULL : ERROR_INTERNAL,
              "The database could not be brought up to date; it is as it was.");
    error_hint(err, "See that the disk has room, then start again.");
    return error_log(err, "%s: %s", what, message);
}

static const char *text_named(const char *name) {
    for (int i = 0; i < embedded_statement_count; i++)
        if (strcmp(embedded_statements[i].name, name) == 0) return embedded_statements[i].text;
    return "";
}

static bool last_number(sqlite3 *db, int64_t *ret) {
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, text_named("migration_last"), -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW;
    if (ok) *ret = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return ok;
}

static bool record(sqlite3 *db, const EmbeddedMigration *migration) {
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, text_named("migration_record"), -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_bind_int(statement, 1, migration->number) == SQLITE_OK &&
              sqlite3_bind_text(statement, 2, migration->name, -1, SQLITE_STATIC) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_finalize(statement) == SQLITE_OK && ok;
}

static bool run(sqlite3 *db, const char *text) {
    return sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK;
}

static bool newer(int64_t last, int count, Error *err) {
    error_set(err, ERROR_INVALID,
              "The data folder was written by a newer Trivet (schema %" PRId64 ", this program knows %d).",
              last, count);
    return error_hint(err, "Run the newer program, or restore a backup made with this one.");
}

bool schema_is_current(sqlite3 *db, Error *err) {
    int64_t last;
    int count = embedded_migration_count;
    if (!last_number(db, &last)) return failed(db, "migrations", err);
    if (last == count) return true;
    if (last > count) return newer(last, count, err);
    error_set(err, ERROR_INVALID,
              "The data folder was written by an older Trivet (schema %" PRId64 ", this program knows %d).",
              last, count);
    return error_hint(err, "Start this program's server on it once: that brings it up to date.");
}

bool schema_migrate(sqlite3 *db, const EmbeddedMigration *migrations, int count, Error *err) {
    int64_t last;
    if (!run(db, text_named("migration_create")) || !last_number(db, &last))
        return failed(db, "migrations", err);
    if (last > count) return newer(last, count, err);
    for (int i = (int)last; i < count; i++) {
        bool ok = run(db, "BEGIN IMMEDIATE") && run(db, migrations[i].text) && record(db, &migrations[i]) &&
                  run(db, "COMMIT");
        if (!ok) return failed(db, migrations[i].name, err);
    }
    return true;
}

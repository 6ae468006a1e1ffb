/* Connecting to PostgreSQL, and connecting again. See postgres.h. */
#include <stdlib.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "store/postgres.h"

/* What the driver itself runs, by name; the last ones for writers only. */
static const char *const own[] = {
    "transaction_read_begin", "transaction_rollback", "transaction_begin", "transaction_lock",
    "transaction_mark",       "transaction_outcome",  "event_notify",      "transaction_commit",
    "statement_begin",        "statement_rollback",   "statement_end",
};
enum { OWN_OF_READERS = 2 };

/* A writer that stands still holds up all others: the server ends it. A writer waits for its turn only so
 * long, and a commit is on disk when it is told. */
static const char settings_of_writer[] = "SET lock_timeout = '20s';"
                                         "SET idle_in_transaction_session_timeout = '60s';"
                                         "SET synchronous_commit = on";

static void result_done(PGresult **result) {
    PQclear(*result);
}

static bool cannot_connect(Postgres *postgres, Error *err) {
    error_set(err, ERROR_BUSY, "The database cannot be reached.");
    if (err) err->again = true;
    error_log(err, "PostgreSQL: %.250s", PQerrorMessage(postgres->connection));
    return error_hint(err, "See that PostgreSQL runs and lets Trivet in.");
}

PGconn *postgres_connection(const char *where) {
    static const char *const names[] = {"connect_timeout",
                                        "keepalives_idle",
                                        "keepalives_interval",
                                        "keepalives_count",
                                        "tcp_user_timeout",
                                        "target_session_attrs",
                                        "application_name",
                                        "client_encoding",
                                        "dbname",
                                        NULL};
    const char *const values[] = {"5", "10", "5", "3", "15000", "read-write", "trivet", "UTF8", where, NULL};
    return PQconnectdbParams(names, values, 1);
}

/* All at once: there are some hundred of them. */
static bool send_all(Postgres *postgres) {
    PGconn *connection = postgres->connection;
    bool ok = PQenterPipelineMode(connection);
    int count = postgres->base.mode == OPEN_WRITER ? COUNT_OF(own) : OWN_OF_READERS;
    for (int i = 0; ok && i < count; i++)
        ok = PQsendPrepare(connection, own[i], embedded_find(&embedded_postgres, own[i])->text, 0, NULL);
    for (PostgresStatement *at = postgres->statements; ok && at; at = at->next)
        ok = PQsendPrepare(connection, at->name, at->base.source->text, at->parameter_count, at->types);
    return ok && PQpipelineSync(connection);
}

static bool prepare_all(Postgres *postgres, Error *err) {
    bool ok = send_all(postgres), done = !ok;
    while (!done && PQstatus(postgres->connection) == CONNECTION_OK) {
        CLEANUP(result_done) PGresult *result = PQgetResult(postgres->connection);
        ExecStatusType status = result ? PQresultStatus(result) : PGRES_COMMAND_OK;
        done = status == PGRES_PIPELINE_SYNC;
        if (ok && status == PGRES_FATAL_ERROR) ok = postgres_error(postgres, result, err);
    }
    PQexitPipelineMode(postgres->connection);
    if (!ok) return err && err->kind == ERROR_NONE ? postgres_error(postgres, NULL, err) : false;
    return PQstatus(postgres->connection) == CONNECTION_OK || postgres_error(postgres, NULL, err);
}

void postgres_disconnect(Postgres *postgres) {
    PQfinish(postgres->connection);
    postgres->connection = NULL;
    postgres->lost = true;
    postgres->open = postgres->unread = false;
    postgres->queued_count = 0;
}

/* Layers below the API print nothing. */
static void say_nothing(void *context, const char *message) {
}

bool postgres_dial(Postgres *postgres, Error *err) {
    postgres->connection = postgres_connection(postgres->where);
    if (!postgres->connection) return error_no_memory(err);
    if (PQstatus(postgres->connection) != CONNECTION_OK) return cannot_connect(postgres, err);
    PQsetNoticeProcessor(postgres->connection, say_nothing, NULL);
    return true;
}

bool postgres_equip(Postgres *postgres, Error *err) {
    Error problem = {0};
    if (postgres->base.mode == OPEN_WRITER) {
        CLEANUP(result_done) PGresult *result = PQexec(postgres->connection, settings_of_writer);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) return postgres_error(postgres, result, err);
    }
    if (!prepare_all(postgres, &problem)) {
        if (err) *err = problem;
        return false;
    }
    postgres->lost = false;
    return true;
}

bool postgres_ready(Postgres *postgres, Error *err) {
    if (!postgres->lost && PQstatus(postgres->connection) == CONNECTION_OK) return true;
    postgres_disconnect(postgres);
    return postgres_dial(postgres, err) && postgres_equip(postgres, err);
}

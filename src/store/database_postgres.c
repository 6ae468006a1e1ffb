/* The driver for PostgreSQL, by libpq. See database.h and postgres.h.
 *
 * One lock of the database makes writers of several processes write one after the other, so that all that
 * holds for the writers of one process (commit.c) holds for all. What a statement finds is fetched whole
 * before its first row. */
#include <endian.h>
#include <sodium.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "store/postgres.h"

enum { OUTCOME_SECONDS = 40, POSTED_MAX = 1000 };

/* Of the server's table of types. */
enum { TYPE_BOOL = 16, TYPE_INT8 = 20, TYPE_INT4 = 23, TYPE_TEXT = 25, TYPE_REAL = 701, TYPE_VOID = 2278 };
enum { TYPE_NAME = 19, TYPE_UNKNOWN = 705 };

static Postgres *postgres_of(const Database *database) {
    return (Postgres *)database;
}

static PostgresStatement *statement_of(const Prepared *prepared) {
    return (PostgresStatement *)prepared;
}

static void result_done(PGresult **result) {
    PQclear(*result);
}

static bool succeeded(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/* ---- the pipeline ---- */

/* One command of those sent together. */
typedef struct Command {
    const char *name;
    int count; /* of its parameters */
    const char *const *values;
    const int *lengths, *formats;
} Command;

static bool send(PGconn *connection, const Command *command) {
    return PQsendQueryPrepared(connection, command->name, command->count, command->values, command->lengths,
                               command->formats, 1);
}

static bool send_all(PGconn *connection, const Command *commands, int count) {
    bool ok = PQenterPipelineMode(connection);
    for (int i = 0; ok && i < count; i++) ok = send(connection, &commands[i]);
    return ok && PQpipelineSync(connection);
}

/* The answers up to the sync; the one of the command number `wanted` into *ret, and the first error. */
static void read_all(PGconn *connection, int wanted, PGresult **ret, PGresult **ret_error) {
    for (int i = 0; PQstatus(connection) == CONNECTION_OK || i == 0;) {
        PGresult *result = PQgetResult(connection);
        if (!result) { /* behind each answer */
            i++;
            continue;
        }
        ExecStatusType status = PQresultStatus(result);
        if (!*ret_error && !succeeded(result) && status != PGRES_PIPELINE_SYNC &&
            status != PGRES_PIPELINE_ABORTED)
            *ret_error = result;
        else if (i == wanted && succeeded(result)) *ret = result;
        else PQclear(result);
        if (status == PGRES_PIPELINE_SYNC) break;
    }
    PQexitPipelineMode(connection);
}

/* Sends all and waits for their answers. */
static bool exchange(Postgres *postgres, const Command *commands, int count, int wanted, PGresult **ret,
                     Error *err) {
    CLEANUP(result_done) PGresult *error = NULL;
    PGresult *result = NULL;
    if (send_all(postgres->connection, commands, count))
        read_all(postgres->connection, wanted, &result, &error);
    else postgres->lost = true;
    if (!error && result) {
        *ret = result;
        return true;
    }
    PQclear(result);
    return postgres_error(postgres, error, err);
}

/* Sends one command of the driver's own and leaves its answer for later. */
static void send_rollback(Postgres *postgres) {
    const Command command = {.name = "transaction_rollback"};
    if (send_all(postgres->connection, &command, 1)) postgres->unread = true;
    else postgres->lost = true;
}

/* The answers to what was posted. */
static bool collect(Postgres *postgres, Error *err) {
    CLEANUP(result_done) PGresult *result = NULL, *error = NULL;
    if (postgres->posted == 0) return true;
    postgres->posted = 0;
    if (PQpipelineSync(postgres->connection)) read_all(postgres->connection, -1, &result, &error);
    else postgres->lost = true;
    return (!error && !postgres->lost && PQstatus(postgres->connection) == CONNECTION_OK) ||
           postgres_error(postgres, error, err);
}

static void settle(Postgres *postgres) {
    CLEANUP(result_done) PGresult *result = NULL, *error = NULL;
    if (!postgres->unread) return;
    read_all(postgres->connection, 0, &result, &error);
    postgres->unread = false;
    if (!result) postgres->lost = true;
}

/* ---- statements ---- */

/* A refused row must not end the transaction: the caller looks for the reason in it. Nobody goes on after the
 * failure of anything else. */
static bool is_guarded(const EmbeddedStatement *source) {
    Str name = str_of(source->name);
    return !str_is(name, "event_insert") &&
           (str_ends(name, STR("_insert")) || str_ends(name, STR("_update")) ||
            str_ends(name, STR("_restore")));
}

static bool is_known(Oid type) {
    static const Oid known[] = {TYPE_BOOL, TYPE_INT8, TYPE_INT4, TYPE_TEXT,
                                TYPE_REAL, TYPE_NAME, TYPE_VOID, TYPE_UNKNOWN};
    for (int i = 0; i < COUNT_OF(known); i++)
        if (type == known[i]) return true;
    return false;
}

static bool unfit(const EmbeddedStatement *source, const char *why, Error *err) {
    error_set(err, ERROR_INTERNAL, "The statement %s cannot be prepared.", source->name);
    return error_log(err, "%s: %.250s", source->name, why);
}

/* Asks the server for the types that were not given, and for the columns. */
static bool describe(Postgres *postgres, PostgresStatement *statement, Error *err) {
    PGconn *connection = postgres->connection;
    const EmbeddedStatement *source = statement->base.source;
    CLEANUP(result_done)
    PGresult *made =
        PQprepare(connection, statement->name, source->text, statement->parameter_count, statement->types);
    if (succeeded(made)) statement->description = PQdescribePrepared(connection, statement->name);
    if (PQstatus(connection) == CONNECTION_BAD) return postgres_error(postgres, NULL, err);
    if (!statement->description || !succeeded(statement->description))
        return unfit(source, PQerrorMessage(connection), err);
    if (PQnparams(statement->description) != statement->parameter_count)
        return unfit(source, "it has another number of parameters", err);
    for (int i = 0; i < statement->parameter_count; i++) {
        statement->types[i] = PQparamtype(statement->description, i);
        if (!is_known(statement->types[i])) return unfit(source, source->parameters[i], err);
    }
    statement->base.column_count = PQnfields(statement->description);
    for (int i = 0; i < statement->base.column_count; i++)
        if (!is_known(PQftype(statement->description, i)))
            return unfit(source, PQfname(statement->description, i), err);
    return true;
}

static void postgres_finalize(Prepared *prepared) {
    PostgresStatement *statement = statement_of(prepared);
    PostgresStatement **at = &postgres_of(prepared->database)->statements;
    while (*at && *at != statement) at = &(*at)->next;
    if (*at) *at = statement->next;
    PQclear(statement->result);
    PQclear(statement->description);
    free(statement->types);
    free(statement->values);
    free(statement->lengths);
    free(statement->formats);
    free(statement->room);
    free(statement);
}

static bool make_room(PostgresStatement *statement, const EmbeddedStatement *source, const ValueKind *kinds) {
    static const Oid types[] = {[VALUE_INT] = TYPE_INT8,
                                [VALUE_REAL] = TYPE_REAL,
                                [VALUE_TEXT] = TYPE_TEXT,
                                [VALUE_BOOL] = TYPE_BOOL};
    int count = parameter_count(source);
    size_t room = (size_t)count + 1;
    statement->parameter_count = count;
    statement->types = calloc(room, sizeof(Oid));
    statement->values = calloc(room, sizeof(char *));
    statement->lengths = calloc(room, sizeof(int));
    statement->formats = calloc(room, sizeof(int));
    statement->room = calloc(room, sizeof *statement->room);
    if (!statement->types || !statement->values || !statement->lengths || !statement->formats ||
        !statement->room)
        return false;
    for (int i = 0; i < count; i++) {
        statement->types[i] = types[kinds[i]];
        statement->formats[i] = 1;
    }
    return true;
}

static bool postgres_prepare(Database *database, const EmbeddedStatement *source, const ValueKind *kinds,
                             Prepared **ret, Error *err) {
    Postgres *postgres = postgres_of(database);
    PostgresStatement *statement = calloc(1, sizeof *statement);
    if (!statement) return error_no_memory(err);
    statement->base = (Prepared){database, source, 0};
    statement->row = -1;
    statement->guarded = is_guarded(source);
    snprintf(statement->name, sizeof statement->name, "s%d", ++postgres->statement_count);
    settle(postgres);
    if (!make_room(statement, source, kinds) || !describe(postgres, statement, err)) {
        bool full = !statement->room;
        postgres_finalize(&statement->base);
        return full ? error_no_memory(err) : false;
    }
    statement->next = postgres->statements;
    postgres->statements = statement;
    *ret = &statement->base;
    return true;
}

static const char *postgres_column_name(const Prepared *prepared, int column) {
    return PQfname(statement_of(prepared)->description, column);
}

/* Numbers as the server has them, with the highest byte first. */
static void bind_number(PostgresStatement *statement, int i, uint64_t bits, int length) {
    uint64_t ordered = htobe64(bits << (64 - 8 * length));
    mem_copy(statement->room[i], &ordered, sizeof ordered);
    statement->values[i] = statement->room[i];
    statement->lengths[i] = length;
}

static void postgres_bind(Prepared *prepared, int number, Value value) {
    PostgresStatement *statement = statement_of(prepared);
    int i = number - 1;
    Oid type = statement->types[i];
    uint64_t bits;
    if (value.kind == VALUE_NULL) return;
    if (value.kind == VALUE_TEXT) {
        statement->failed |= type == TYPE_INT8 || type == TYPE_REAL || value.text.len > INT32_MAX;
        statement->values[i] = value.text.at;
        statement->lengths[i] = (int)value.text.len;
        return;
    }
    double real = value.kind == VALUE_REAL ? value.real : (double)value.n;
    switch (type) {
    case TYPE_REAL:
        mem_copy(&bits, &real, sizeof bits);
        bind_number(statement, i, bits, 8);
        break;
    case TYPE_INT8: bind_number(statement, i, (uint64_t)value.n, 8); break;
    case TYPE_INT4: bind_number(statement, i, (uint64_t)value.n, 4); break;
    case TYPE_BOOL: bind_number(statement, i, value.n != 0, 1); break;
    default: statement->failed = true;
    }
}

/* Everything that waits, the statement behind it, and the savepoint around it. */
static bool run(Postgres *postgres, PostgresStatement *statement, Error *err) {
    Command commands[QUEUE_MAX + 3];
    PGresult *undone = NULL;
    int count = 0;
    bool guarded = statement->guarded && postgres->open;
    for (int i = 0; i < postgres->queued_count; i++) commands[count++] = (Command){postgres->queued[i]};
    if (guarded) commands[count++] = (Command){"statement_begin"};
    int wanted = count;
    commands[count++] = (Command){statement->name, statement->parameter_count, statement->values,
                                  statement->lengths, statement->formats};
    if (guarded) commands[count++] = (Command){"statement_end"};
    bool ok = exchange(postgres, commands, count, wanted, &statement->result, err);
    if (!ok && guarded && !postgres->lost) {
        static const Command undo[] = {{"statement_rollback"}, {"statement_end"}};
        exchange(postgres, undo, 2, 1, &undone, NULL);
        PQclear(undone);
    }
    return ok;
}

/* What changes nothing and answers nothing can wait for the next statement, unless it would fail. */
static bool can_wait(const Postgres *postgres, const PostgresStatement *statement) {
    Str name = str_of(statement->base.source->name);
    return (str_is(name, "transaction_writer_begin") || str_is(name, "transaction_writer_release")) &&
           postgres->queued_count < QUEUE_MAX && PQtransactionStatus(postgres->connection) == PQTRANS_INTRANS;
}

static bool execute(PostgresStatement *statement, Error *err) {
    Postgres *postgres = postgres_of(statement->base.database);
    if (!collect(postgres, err)) return false;
    bool first = postgres->base.mode != OPEN_WRITER && postgres->queued_count; /* nothing was read before */
    if (statement->failed) return unfit(statement->base.source, "a value is of another type", err);
    settle(postgres);
    if ((first || !postgres->open) && !postgres_ready(postgres, err)) return false;
    if (postgres->lost) return postgres_lost(err);
    bool ok = run(postgres, statement, err);
    if (!ok && first && postgres->lost) ok = postgres_ready(postgres, err) && run(postgres, statement, err);
    postgres->queued_count = 0;
    return ok;
}

static bool postgres_step(Prepared *prepared, bool *ret_row, Error *err) {
    PostgresStatement *statement = statement_of(prepared);
    Postgres *postgres = postgres_of(prepared->database);
    if (!statement->result && can_wait(postgres, statement)) {
        postgres->queued[postgres->queued_count++] = statement->name;
        *ret_row = false;
        return true;
    }
    if (!statement->result && !execute(statement, err)) return false;
    int count = PQntuples(statement->result);
    if (statement->row < count) statement->row++;
    *ret_row = statement->row < count;
    return true;
}

static void postgres_reset(Prepared *prepared) {
    PostgresStatement *statement = statement_of(prepared);
    PQclear(statement->result);
    statement->result = NULL;
    statement->row = -1;
    statement->failed = false;
    for (int i = 0; i < statement->parameter_count; i++) statement->values[i] = NULL;
}

static bool postgres_post(Prepared *prepared, Error *err) {
    PostgresStatement *statement = statement_of(prepared);
    Postgres *postgres = postgres_of(prepared->database);
    const Command command = {statement->name, statement->parameter_count, statement->values,
                             statement->lengths, statement->formats};
    bool ok = !statement->failed || unfit(prepared->source, "a value is of another type", err);
    if (ok && postgres->posted == 0) ok = PQenterPipelineMode(postgres->connection);
    ok = ok && (send(postgres->connection, &command) || postgres_error(postgres, NULL, err));
    postgres_reset(prepared);
    return ok && (++postgres->posted < POSTED_MAX || collect(postgres, err));
}

static int64_t number_at(const char *at, int length) {
    uint64_t bits = 0;
    mem_copy(&bits, at, (size_t)length);
    return (int64_t)be64toh(bits) >> (64 - 8 * length);
}

static Value postgres_column(const Prepared *prepared, int column) {
    const PostgresStatement *statement = statement_of(prepared);
    const PGresult *result = statement->result;
    Value value = {0};
    if (PQgetisnull(result, statement->row, column)) return value;
    const char *at = PQgetvalue(result, statement->row, column);
    switch (PQftype(result, column)) {
    case TYPE_INT8: return (Value){VALUE_INT, .n = number_at(at, 8)};
    case TYPE_INT4: return (Value){VALUE_INT, .n = number_at(at, 4)};
    case TYPE_BOOL: return (Value){VALUE_INT, .n = at[0] != 0};
    case TYPE_VOID: return value;
    case TYPE_REAL: {
        int64_t bits = number_at(at, 8);
        value.kind = VALUE_REAL;
        mem_copy(&value.real, &bits, sizeof bits);
        return value;
    }
    }
    return (Value){VALUE_TEXT, .text = {at, (size_t)PQgetlength(result, statement->row, column)}};
}

static int postgres_changes(const Prepared *prepared) {
    const PostgresStatement *statement = statement_of(prepared);
    int64_t count = 0;
    if (statement->result) str_int(str_of(PQcmdTuples(statement->result)), &count);
    return (int)count;
}

/* ---- transactions ---- */

static void postgres_rollback(Database *database) {
    Postgres *postgres = postgres_of(database);
    if (!postgres->open) return;
    collect(postgres, NULL);
    settle(postgres);
    bool begun = PQtransactionStatus(postgres->connection) != PQTRANS_IDLE;
    if (begun && !postgres->lost) send_rollback(postgres);
    postgres->queued_count = 0;
    postgres->open = false;
}

static bool begin_writing(Postgres *postgres, Error *err) {
    static const Command commands[] = {{"transaction_begin"}, {"transaction_lock"}};
    CLEANUP(result_done) PGresult *result = NULL;
    postgres->open = true;
    if (!exchange(postgres, commands, 2, 1, &result, err)) {
        postgres_rollback(&postgres->base);
        return false;
    }
    snprintf(postgres->turn, sizeof postgres->turn, "%lld", (long long)++postgres->turns);
    return true;
}

/* A reader's is sent with its first statement; a writer whose connection broke meanwhile tries once more. */
static bool postgres_begin(Database *database, Error *err) {
    Postgres *postgres = postgres_of(database);
    settle(postgres);
    if (postgres->base.mode != OPEN_WRITER) {
        postgres->queued[postgres->queued_count++] = "transaction_read_begin";
        return postgres->open = true;
    }
    return postgres_ready(postgres, err) &&
           (begin_writing(postgres, err) ||
            (postgres->lost && postgres_ready(postgres, err) && begin_writing(postgres, err)));
}

static Command with_texts(const char *name, int count, const char *const *texts) {
    static const int zeros[2] = {0}; /* the format of texts; they end with a zero themselves */
    return (Command){name, count, texts, zeros, zeros};
}

/* Behind the lock, so that the server has ended the transaction one way or the other. */
static bool ask_outcome(Postgres *postgres, PGresult **ret, Error *err) {
    const char *const mark[] = {postgres->id, postgres->turn};
    const Command commands[] = {
        {"transaction_begin"}, {"transaction_lock"}, with_texts("transaction_outcome", 2, mark)};
    if (!postgres_ready(postgres, err)) return false;
    postgres->open = true;
    bool ok = exchange(postgres, commands, 3, 2, ret, err);
    postgres_rollback(&postgres->base);
    return ok;
}

/* The connection broke while COMMIT was under way: was it done? */
static bool find_outcome(Postgres *postgres, Error *err) {
    CLEANUP(result_done) PGresult *result = NULL;
    struct timespec now, between = {.tv_nsec = 200 * 1000 * 1000};
    Error problem = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t until = now.tv_sec + OUTCOME_SECONDS;
    while (!ask_outcome(postgres, &result, &problem) && postgres->lost && now.tv_sec < until) {
        nanosleep(&between, NULL);
        clock_gettime(CLOCK_MONOTONIC, &now);
    }
    if (result) return number_at(PQgetvalue(result, 0, 0), 8) == 1 || postgres_lost(err);
    error_set(err, ERROR_BUSY, "The database went away while the change was being kept: it may be there.");
    error_hint(err, "Look whether it is there before you repeat it.");
    return error_log(err, "the outcome of a transaction is not known: %.200s", problem.log);
}

static bool postgres_commit(Database *database, int64_t last_seq, Error *err) {
    Postgres *postgres = postgres_of(database);
    CLEANUP(result_done) PGresult *result = NULL;
    Command commands[QUEUE_MAX + 3];
    char seq[24];
    const char *const mark[] = {postgres->id, postgres->turn}, *const text = seq;
    int count = 0;
    if (!collect(postgres, err)) {
        postgres_rollback(database);
        return false;
    }
    for (int i = 0; i < postgres->queued_count; i++) commands[count++] = (Command){postgres->queued[i]};
    snprintf(seq, sizeof seq, "%lld", (long long)last_seq);
    commands[count++] = with_texts("transaction_mark", 2, mark);
    if (last_seq) commands[count++] = with_texts("event_notify", 1, &text);
    commands[count++] = (Command){"transaction_commit"};
    bool ok = exchange(postgres, commands, count, count - 1, &result, err);
    postgres->queued_count = 0;
    postgres->open = false;
    if (ok && strcmp(PQcmdStatus(result), "COMMIT") == 0) return true;
    if (ok) return error_set(err, ERROR_INTERNAL, "The database took the changes back.");
    if (postgres->lost) return find_outcome(postgres, err);
    postgres->open = true;
    postgres_rollback(database);
    return false;
}

static bool postgres_in_transaction(const Database *database) {
    const Postgres *postgres = postgres_of(database);
    return postgres->open && !postgres->lost;
}

static bool postgres_transaction_lost(const Database *database, Error *err) {
    return postgres_lost(err);
}

/* ---- the whole ---- */

static bool run_own(Postgres *postgres, const char *name, PGresult **ret, Error *err) {
    *ret = PQexec(postgres->connection, embedded_find(&embedded_postgres, name)->text);
    return succeeded(*ret) || postgres_error(postgres, *ret, err);
}

static bool check_owner(Postgres *postgres, Error *err) {
    CLEANUP(result_done) PGresult *encoding = NULL, *tables = NULL;
    if (!run_own(postgres, "schema_encoding", &encoding, err) ||
        !run_own(postgres, "schema_tables", &tables, err))
        return false;
    if (strcmp(PQgetvalue(encoding, 0, 0), "UTF8") != 0) {
        error_set(err, ERROR_INVALID, "The database's encoding is %.20s.", PQgetvalue(encoding, 0, 0));
        return error_hint(err, "Make one with ENCODING 'UTF8'.");
    }
    if (strcmp(PQgetvalue(tables, 0, 0), "0") == 0 || strcmp(PQgetvalue(tables, 0, 1), "0") != 0) return true;
    error_set(err, ERROR_INVALID, "The database has tables that are not Trivet's.");
    return error_hint(err, "Name an empty database.");
}

/* Before its statements are prepared. */
static bool writer_make(Postgres *postgres, Error *err) {
    uint64_t id;
    randombytes_buf(&id, sizeof id);
    snprintf(postgres->id, sizeof postgres->id, "%lld", (long long)id);
    if (!check_owner(postgres, err)) return false;
    CLEANUP(result_done) PGresult *made = NULL, *dropped = NULL;
    return run_own(postgres, "writers_make", &made, err) && run_own(postgres, "writers_drop", &dropped, err);
}

static void postgres_close(Database *database) {
    Postgres *postgres = postgres_of(database);
    postgres_disconnect(postgres);
    free(postgres->where);
    free(postgres);
}

static bool postgres_open(const char *where, OpenMode mode, int page_limit, Database **ret, Error *err) {
    Postgres *postgres = calloc(1, sizeof *postgres);
    if (!postgres) return error_no_memory(err);
    postgres->base = (Database){&postgres_driver, mode};
    postgres->where = strdup(where);
    bool ok = postgres->where ? postgres_dial(postgres, err) : error_no_memory(err);
    ok = ok && (mode != OPEN_WRITER || writer_make(postgres, err)) && postgres_equip(postgres, err);
    if (ok) *ret = &postgres->base;
    else postgres_close(&postgres->base);
    return ok;
}

static bool postgres_script(Database *database, const char *text, Error *err) {
    Postgres *postgres = postgres_of(database);
    settle(postgres);
    CLEANUP(result_done) PGresult *result = PQexec(postgres->connection, text);
    return succeeded(result) || postgres_error(postgres, result, err);
}

static bool by_its_own_tools(Error *err) {
    error_set(err, ERROR_INVALID, "Trivet makes and checks backups of SQLite only.");
    return error_hint(err, "PostgreSQL has its own: pg_dump, pg_basebackup, pg_amcheck.");
}

static bool postgres_check(Database *database, Error *err) {
    return by_its_own_tools(err);
}

static bool postgres_copy(Database *database, const char *to, Error *err) {
    return by_its_own_tools(err);
}

/* The log is the server's own affair. */
static int postgres_log_pages(const Database *database) {
    return 0;
}

static void postgres_checkpoint(Database *database, bool alone) {
}

const Driver postgres_driver = {
    .sql = &embedded_postgres,
    .open = postgres_open,
    .close = postgres_close,
    .check = postgres_check,
    .copy = postgres_copy,
    .script = postgres_script,
    .prepare = postgres_prepare,
    .finalize = postgres_finalize,
    .column_name = postgres_column_name,
    .bind = postgres_bind,
    .step = postgres_step,
    .post = postgres_post,
    .column = postgres_column,
    .changes = postgres_changes,
    .reset = postgres_reset,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .in_transaction = postgres_in_transaction,
    .transaction_lost = postgres_transaction_lost,
    .listen = postgres_listen,
    .listen_end = postgres_listen_end,
    .log_pages = postgres_log_pages,
    .checkpoint = postgres_checkpoint,
};

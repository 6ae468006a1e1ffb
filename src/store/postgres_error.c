/* The errors of PostgreSQL in the words of the store. See postgres.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "store/postgres.h"

/* By the beginning of the SQLSTATE; the first that fits. */
static const struct {
    const char *state;
    ErrorKind kind;
    bool again;
    const char *message, *hint;
} kinds[] = {
    {"23503", ERROR_INVALID, false, "It refers to something that does not exist.",
     "Look at the ids it names."},
    {"22021", ERROR_INVALID, false, "A text has a character that the database cannot keep.", "Take it out."},
    {"53100", ERROR_FULL, false, "The disk of the database takes no more: nothing was changed.",
     "Make room on the disk of PostgreSQL and try again; reading still works."},
    {"53", ERROR_BUSY, false, "The database has more to do than it can take.", "Try again in a moment."},
    {"55P03", ERROR_BUSY, false, "Too many changes are waiting to be written.", "Try again in a moment."},
    {"42P05", ERROR_INVALID, false, "The connection to the database is shared with others.",
     "A pool before PostgreSQL has to be one of sessions: pool_mode = session of pgbouncer."},
    {"26000", ERROR_INVALID, false, "The connection to the database is shared with others.",
     "A pool before PostgreSQL has to be one of sessions: pool_mode = session of pgbouncer."},
    {"40", ERROR_BUSY, true, "The database took the change back in favour of another.", "Try again."},
    {"57", ERROR_BUSY, true, "The database is stopping or was stopped.", "Try again in a moment."},
    {"25006", ERROR_BUSY, true, "The database takes no changes at the moment.", "Try again in a moment."},
    {"08", ERROR_BUSY, true, "The connection to the database was lost.", "Try again in a moment."},
};

bool postgres_lost(Error *err) {
    error_set(err, ERROR_BUSY, "The connection to the database was lost: nothing was changed.");
    if (err) err->again = true;
    return error_hint(err, "Try again in a moment.");
}

/* The last column of the key in "Key (person_id, key)=(7, x) already exists.", whatever the language. */
static void key_field(const char *detail, char *field, size_t size) {
    const char *end = detail ? strstr(detail, ")=(") : NULL, *at = end;
    while (at && at > detail && !strchr("( ", at[-1])) at--;
    snprintf(field, size, "%.*s", at ? (int)(end - at) : 0, at ? at : "");
}

static void unique(const PGresult *result, Error *err) {
    char field[60];
    key_field(PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL), field, sizeof field);
    error_set(err, ERROR_CONFLICT, "There is another one with the same %s.", field[0] ? field : "values");
    if (err) snprintf(err->field, sizeof err->field, "%s", field);
    error_hint(err, "Choose another %s.", field[0] ? field : "value");
}

static void not_null(const PGresult *result, Error *err) {
    const char *field = PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
    error_field(err, field ? field : "", "%s cannot be null.", field ? field : "A value");
    error_hint(err, "Send a value.");
}

static void by_state(const char *state, Error *err) {
    for (int i = 0; i < COUNT_OF(kinds); i++) {
        if (strncmp(state, kinds[i].state, strlen(kinds[i].state)) != 0) continue;
        error_set(err, kinds[i].kind, "%s", kinds[i].message);
        error_hint(err, "%s", kinds[i].hint);
        if (err) err->again = kinds[i].again;
        return;
    }
    error_set(err, ERROR_INTERNAL, "The database failed.");
    error_hint(err, "Tell whoever runs this server; its log says more.");
}

bool postgres_error(Postgres *postgres, const PGresult *result, Error *err) {
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *words = result ? PQresultErrorMessage(result) : PQerrorMessage(postgres->connection);
    if (PQstatus(postgres->connection) == CONNECTION_BAD) postgres->lost = true;
    if (state && strcmp(state, "25006") == 0) postgres->lost = true; /* no longer the leader */
    if (postgres->lost && !state) postgres_lost(err);
    else if (state && strcmp(state, "23505") == 0) unique(result, err);
    else if (state && strcmp(state, "23502") == 0) not_null(result, err);
    else by_state(state ? state : "", err);
    return error_log(err, "PostgreSQL %s: %.250s", state ? state : "connection", words);
}

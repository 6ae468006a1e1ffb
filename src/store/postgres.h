/* What the files of the PostgreSQL driver share: a connection of libpq, with its errors and its pipeline.
 *
 * A Postgres keeps what has to be there again on a new connection: the statements prepared on it. It sends
 * several statements at a time (the pipeline) and waits for all of their answers, because waiting is what a
 * database on another machine costs. */
#ifndef TRIVET_POSTGRES_H
#define TRIVET_POSTGRES_H

#include <libpq-fe.h>

#include "store/database.h"

enum { QUEUE_MAX = 4 };

typedef struct PostgresStatement {
    Prepared base;
    struct PostgresStatement *next; /* of the same connection */
    char name[24];                  /* on the server */
    bool guarded;                   /* the transaction goes on when it fails */
    Oid *types;                     /* of the parameters; the arrays below are as long */
    const char **values;
    int *lengths, *formats;
    char (*room)[8];       /* for values that are not texts */
    PGresult *description; /* of the columns */
    PGresult *result;
    int row; /* the present one; -1: before the first */
    int parameter_count;
    bool failed; /* a value did not fit */
} PostgresStatement;

typedef struct Postgres {
    Database base;
    PGconn *connection;
    PostgresStatement *statements;
    int statement_count;
    char *where;
    const char *queued[QUEUE_MAX]; /* what is sent before the next statement, by name, without parameters */
    int queued_count;
    int posted;            /* statements that were sent and whose answers were not asked for */
    bool open;             /* in a transaction; its BEGIN may still be queued */
    bool lost;             /* the connection: a new one is made when the next transaction begins */
    bool unread;           /* a ROLLBACK was sent whose answer was not read */
    char id[24], turn[24]; /* of a writer and of its transaction, as texts */
    int64_t turns;
} Postgres;

/* ---- postgres_connect.c ---- */

/* What the address says goes before what is usual. As PQconnectdb, it may have failed. */
PGconn *postgres_connection(const char *where);
/* The first connection of a Postgres; without statements yet. */
bool postgres_dial(Postgres *postgres, Error *err);
/* What it needs to be used: settings, and all statements. */
bool postgres_equip(Postgres *postgres, Error *err);
/* A new connection with the same statements, when the one there is is lost. */
bool postgres_ready(Postgres *postgres, Error *err);
void postgres_disconnect(Postgres *postgres);

/* ---- postgres_listen.c; see database.h ---- */

bool postgres_listen(const char *where, void (*heard)(void *context, int64_t last_seq), void *context,
                     Listening **ret, Error *err);
void postgres_listen_end(Listening *listening);

/* ---- postgres_error.c ---- */

/* From an answer of the server, or (NULL) from the connection. Answers false. */
bool postgres_error(Postgres *postgres, const PGresult *result, Error *err);
bool postgres_lost(Error *err);

#endif

/* What the store asks of a database, and the drivers that answer: SQLite (database_sqlite.c) and PostgreSQL
 * (database_postgres.c). Nothing outside those two files knows which one it is.
 *
 * A Database is one connection and is used by one thread at a time. A Prepared is one statement on it, in use
 * from its first row to the last or to reset; several may be in use at once. A statement that fails changes
 * nothing and leaves the transaction as it was before it.
 *
 * The errors are those of store.h: a driver translates its own and leaves their words in Error.log. */
#ifndef TRIVET_DATABASE_H
#define TRIVET_DATABASE_H

#include "base/error.h"
#include "base/str.h"
#include "store/embed.h"

typedef enum ValueKind {
    VALUE_NULL, /* as the kind of a parameter: what the statement makes of it */
    VALUE_INT,
    VALUE_REAL,
    VALUE_TEXT,
    VALUE_BOOL, /* of parameters only: its value is a VALUE_INT of 0 or 1 */
} ValueKind;

typedef struct Value {
    ValueKind kind;
    union {
        int64_t n;
        double real;
        Str text; /* of a column: until the next step or reset; of a parameter: has to live until reset */
    };
} Value;

typedef enum OpenMode {
    OPEN_WRITER,
    OPEN_READER,
    OPEN_UNCHANGING, /* a reader of a file that nobody writes to */
} OpenMode;

typedef struct Driver Driver;
typedef struct Listening Listening;

/* The beginning of what each driver keeps for a connection. */
typedef struct Database {
    const Driver *driver;
    OpenMode mode;
} Database;

/* The beginning of what each driver keeps for a statement. */
typedef struct Prepared {
    Database *database;
    const EmbeddedStatement *source;
    int column_count;
} Prepared;

struct Driver {
    const EmbeddedSql *sql; /* in the words of this database */
    /* `where`: a path or an address. page_limit: most pages of the file, 0 without limit. */
    bool (*open)(const char *where, OpenMode mode, int page_limit, Database **ret, Error *err);
    void (*close)(Database *database);
    /* The database's own check of all that it holds and of every reference. */
    bool (*check)(Database *database, Error *err);
    /* All of it as it is at one moment, into a new file. */
    bool (*copy)(Database *database, const char *to, Error *err);
    /* Runs a text of several statements; for migrations. */
    bool (*script)(Database *database, const char *text, Error *err);

    /* kinds: of the parameters, in their order. */
    bool (*prepare)(Database *database, const EmbeddedStatement *source, const ValueKind *kinds,
                    Prepared **ret, Error *err);
    void (*finalize)(Prepared *prepared);
    const char *(*column_name)(const Prepared *prepared, int column);
    /* number: from 1. What is not bound is NULL. That it failed shows at the next step. */
    void (*bind)(Prepared *prepared, int number, Value value);
    bool (*step)(Prepared *prepared, bool *ret_row, Error *err);
    /* Runs a statement whose rows nobody wants, and resets it. It may be run only with those that follow:
     * that it failed shows at the commit at the latest. */
    bool (*post)(Prepared *prepared, Error *err);
    Value (*column)(const Prepared *prepared, int column); /* of the present row */
    int (*changes)(const Prepared *prepared);              /* rows that it changed, after its last step */
    void (*reset)(Prepared *prepared);                     /* ready for another use, nothing bound */

    /* Of a writer: nobody else writes until it ends. Of a reader: what is read is of one moment. */
    bool (*begin)(Database *database, Error *err);
    /* Durable when true. On failure nothing was changed, or the message says that it is not known. last_seq:
     * the last event written in it, which other processes are told; 0: none. */
    bool (*commit)(Database *database, int64_t last_seq, Error *err);
    void (*rollback)(Database *database);
    /* False, too, when the database itself has ended the transaction. */
    bool (*in_transaction)(const Database *database);
    /* Says that, and what to do; answers false. */
    bool (*transaction_lost)(const Database *database, Error *err);

    /* Follows what other processes commit, in a thread; NULL where there is never another. `heard` is told a
     * number that was reached, at least at the beginning and after each loss of the connection. */
    bool (*listen)(const char *where, void (*heard)(void *context, int64_t last_seq), void *context,
                   Listening **ret, Error *err);
    void (*listen_end)(Listening *listening);

    int (*log_pages)(const Database *database); /* in the log after the last commit */
    /* Copies the log into the database; `alone`: nobody reads, it can be emptied. */
    void (*checkpoint)(Database *database, bool alone);
};

extern const Driver sqlite_driver, postgres_driver;

/* The one for a place: postgres://... is an address, everything else a folder. NULL: not built in. */
const Driver *database_driver(const char *where);

/* A statement of the driver's by its name; NULL when there is none. */
const EmbeddedStatement *embedded_find(const EmbeddedSql *sql, const char *name);
/* 0 when the statement has no such parameter. Without the colon. */
int parameter_number(const EmbeddedStatement *source, const char *name);
int parameter_count(const EmbeddedStatement *source);

/* A statement with at most PARAMETERS_MAX parameters, each of the kind that the statement makes of it. */
enum { PARAMETERS_MAX = 200 };
bool prepare_untyped(Database *database, const EmbeddedStatement *source, Prepared **ret, Error *err);
void prepared_done(Prepared **prepared); /* for CLEANUP */

#endif

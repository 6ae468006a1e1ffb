/* What the files of the store share: connections, statements, the queue of writers.
 *
 * A Connection is used by one thread at a time: the writer's by whoever has the turn (commit.c), a reader's
 * by whoever took it (store.c). */
#ifndef TRIVET_STORE_INSIDE_H
#define TRIVET_STORE_INSIDE_H

#include <pthread.h>

#include "base/cleanup.h"
#include "store/database.h"
#include "store/store.h"

/* ---- connection.c ---- */

typedef struct Statement {
    const char *name;
    Prepared *handle;         /* NULL: it writes and this is a reader's connection */
    const Resource *resource; /* by the first word of its name; NULL: of no resource */
    const Field **columns;    /* by column; NULL: not a field of the resource */
    const Field **parameters; /* by number, from 0 */
    int parameter_count;
    int owner_column; /* of whose row it is; -1: rows are everybody's */
    int viewer;       /* the parameter for who looks; 0: none */
    bool busy;        /* at a row */
} Statement;

struct Connection {
    Database *database;
    Statement *statements; /* sorted by name */
    int statement_count;
    bool writes;
};

bool connection_open(const Driver *driver, const char *where, OpenMode mode, int page_limit, Connection *ret,
                     Error *err);
/* The database's own check of the whole file and of every reference. */
bool connection_check(const Connection *connection, Error *err);
/* Prepares all of them, or fails with the name of the first that does not fit the schema or its resource. */
bool connection_prepare(Connection *connection, const EmbeddedStatement *statements, int count, Error *err);
bool connection_prepare_all(Connection *connection, Error *err); /* the driver's own */
void connection_close(Connection *connection);
/* NULL when there is none of that name. */
Statement *statement_find(const Connection *connection, const char *name);

/* ---- migrate.c ---- */

bool schema_exists(Database *database); /* any */
/* Brings the schema to the last of the migrations. Each one is a transaction of its own. */
bool schema_migrate(Database *database, const EmbeddedMigration *migrations, int count, Error *err);
/* What a transfer has begun and not ended. */
bool schema_is_unfinished(Database *database, bool *ret, Error *err);
bool schema_set_unfinished(Database *database, bool unfinished, Error *err);
/* For who may not migrate: the schema is what this program knows. */
bool schema_is_current(Database *database, Error *err);

/* ---- statement.c ---- */

/* One use of a statement. A failed binding shows at the next step. */
typedef struct Sql {
    Transaction *tx;
    Statement *statement; /* NULL: not begun or ended */
} Sql;

/* ERROR_INTERNAL when the statement is in use already: a visit of row_each that walks the same resource. */
bool sql_begin(Transaction *tx, const char *name, Sql *ret, Error *err);
/* As sql_begin, with "<resource>_<verb>". */
bool sql_begin_of(Transaction *tx, const Resource *resource, const char *verb, Sql *ret, Error *err);
void sql_end(Sql *sql);
/* Parameters by name, with the colon; one that the statement does not have is nothing. Text must live until
 * sql_end. What is not bound is NULL. */
void sql_bind_int(Sql *sql, const char *name, int64_t n);
void sql_bind_id(Sql *sql, const char *name, Id id); /* the null id as NULL */
void sql_bind_text(Sql *sql, const char *name, Str text);
/* Every parameter that has the name of a field of the record. Uses the arena. */
bool sql_bind_record(Sql *sql, const void *record, Error *err);
/* One field of the record, where the statement has a parameter of its name. */
bool sql_bind_field(Sql *sql, const Field *field, const void *record, Error *err);
bool sql_step(Sql *sql, bool *ret_row, Error *err);
bool sql_run(Sql *sql, Error *err); /* to its end, rows unread */
int sql_changes(const Sql *sql);    /* rows that it changed */
/* Of the present row. */
int64_t sql_int(const Sql *sql, const char *column);
Str sql_text(const Sql *sql, const char *column); /* copied into the arena; STR_NULL for NULL */
bool sql_record(Sql *sql, void *record, Error *err);
/* The first row's, for statements that answer one number; 0 without a row. */
bool sql_only_int(Sql *sql, const char *column, int64_t *ret, Error *err);
/* The rest of the rows into a list of the statement's resource. */
bool sql_list(Sql *sql, List *ret, Error *err);

/* ---- commit.c ---- */

/* Conditions wait on the monotonic clock. */
void cond_make(pthread_cond_t *cond);
struct timespec in_seconds(int seconds);

typedef struct Waiter {
    struct Waiter *next;
    pthread_cond_t wake;
    bool done; /* has the turn, or: the commit is decided */
    Error error;
} Waiter;

typedef struct WriteQueue {
    pthread_mutex_t mutex; /* of all below */
    bool busy;             /* somebody has the writing connection */
    Waiter *first, *last;  /* who waits for the turn, in order */
    Waiter *members;       /* who has written and waits for the commit */
    int member_count;
    bool open;         /* the transaction */
    int64_t last_seq;  /* of the events written in it */
    int checkpoint_at; /* pages in the log at which the next checkpoint is due */
} WriteQueue;

/* ---- store.c ---- */

enum { PATH_LENGTH_MAX = 4000 };

bool folder_error(const char *folder, const char *what, Error *err);
/* What was made, renamed or removed in the folder is so after a power loss, too. */
bool sync_folder(const char *folder, Error *err);
bool make_folder(const char *folder, Error *err); /* that it is there already is fine */

struct Store {
    const char *where; /* the address of the server; NULL: it is a folder */
    int lock_file;
    Connection writer;
    WriteQueue queue;
    Connection *readers;
    Connection **idle;
    int reader_count;
    pthread_mutex_t reading; /* of idle, idle_count, closed_to_readers */
    pthread_cond_t reader_back;
    int idle_count;
    bool closed_to_readers;  /* a checkpoint waits for them to end */
    pthread_mutex_t telling; /* of all below */
    StoreListener *listener;
    void *listener_context;
    int64_t told;         /* the last number that the listener was told */
    Listening *listening; /* to other processes; NULL: there are none, or nobody wants to know */
};

/* Tells the listener of a number, once. */
void store_tell(Store *store, int64_t last_seq);

/* Ends the writing transaction: its turn goes to the next. */
void write_end(Transaction *tx);
/* Copies the log into the database when it has grown long. */
void checkpoint_when_due(Store *store);

/* ---- rows.c ---- */

bool not_found(const Resource *resource, Error *err);
/* The one row that the statement finds, ERROR_NOT_FOUND without any; ends the statement. */
bool sql_only(Sql *sql, void *record, Error *err);

/* ---- audit.c ---- */

typedef struct Seal {
    Str salt, hash;
} Seal;

/* Gives the event the next number and its place in the chain. Uses the arena. */
bool audit_seal(Transaction *tx, Event *event, Seal *ret, Error *err);

/* ---- event.c ---- */

/* One event about the row as it now is; before and after as record_diff takes them. */
bool event_write(Transaction *tx, const Resource *resource, const char *action, const Row *row,
                 const void *before, const void *after, Error *err);

#endif

/* The only door to a database.
 *
 * Writing: store_write begins a transaction; the calling thread then has the one writing connection to itself
 * until store_commit or store_end. Concurrent writers share one durable commit (group commit): each runs in a
 * savepoint of the same SQLite transaction, the last of the queue commits for all, and store_commit of each
 * returns when that commit is on disk. A failed writer rolls back to its savepoint and disturbs nobody.
 *
 *     CLEANUP(store_end) Transaction tx = {0};
 *     if (!store_write(store, arena, &author, &tx, err)) return false;
 *     if (!row_load(&tx, &item_resource, workspace_id, id, &item, err)) return false;
 *     ...
 *     if (!row_update(&tx, &item_resource, &before, &item, err)) return false;
 *     return store_commit(&tx, err);
 *
 * Reading: store_read takes one of the reading connections and a snapshot until store_end.
 *
 * Every insert, update, delete and restore writes its event in the same transaction by itself (row_*), so
 * that nothing can change unseen. Events carry consecutive numbers; after a commit the store calls the
 * listener (store_listen) with the last number that is durable.
 *
 * Maxima: a writer waits 30 s for its turn and a reader 10 s for a connection, then ERROR_BUSY; 256 writers
 * share one commit. A thread that holds one transaction must not begin another.
 *
 * Statements stand in src/store/sql/NAME.sql, each headed by "-- name: item_list", with named parameters
 * (:item_id); all are prepared at start on each connection, so that a typo fails at start. None is built at
 * run time.
 *
 * Rows that have an owner (Resource.owner) and the events of them: a statement of theirs yields only those of
 * the transaction's viewer, so that no way of reading can forget it. What looks for them by :viewer_id need
 * not walk over the rows of others.
 *
 * Errors: ERROR_NOT_FOUND, ERROR_STALE (revision), ERROR_CONFLICT (unique), ERROR_FULL (disk), ERROR_BUSY,
 * ERROR_INTERNAL.
 */
#ifndef TRIVET_STORE_H
#define TRIVET_STORE_H

#include "base/error.h"
#include "model/model.h"

typedef struct Store Store;
typedef struct Connection Connection;

typedef struct StoreOptions {
    int readers;     /* reading connections; 0: 4 */
    bool create;     /* make the folder and the database when absent */
    int page_limit;  /* most database pages, for tests of a full disk; 0: no limit */
    bool only_read;  /* without the lock, beside the process that has it; the schema has to be up to date */
    bool unfinished; /* to fill what a transfer has begun (transfer.h); others may not open it */
    bool unchanging; /* with only_read: nobody writes to it, a backup; no file is made beside it */
} StoreOptions;

/* Opens folder/trivet.db and takes the folder's lock (one process at a time), or connects to the PostgreSQL
 * of an address (as many processes as wanted); brings the schema up to date. */
bool store_open(const char *where, StoreOptions options, Store **ret, Error *err);
void store_close(Store *store);           /* NULL is allowed */
bool store_is_address(const char *where); /* postgres://..., of a server, and not of a folder */

/* Who acts, when, and with which randomness: parameters, so that tests decide them. */
typedef struct Author {
    Id person_id;   /* null: Trivet itself */
    Id proposal_id; /* what is accepted with the changes */
    Time now;
    Id decision_id; /* the decision that carries the changes */
} Author;

#define VIEWER_NOBODY ((Id){-1}) /* a stranger: sees no row that has an owner */

typedef struct Transaction {
    Store *store;
    Connection *connection; /* NULL: not begun or ended */
    Arena *arena;           /* results live here */
    Author author;
    Id viewer_id; /* whose own rows are seen; null: Trivet itself, which sees all */
    bool writing;
    int64_t last_seq; /* of the last event written in it */
    int savepoints;   /* set and not released */
} Transaction;

bool store_write(Store *store, Arena *arena, const Author *author, Transaction *ret, Error *err);
/* author.now becomes the system's clock: it decides which sessions and answers have expired. */
bool store_read(Store *store, Arena *arena, Transaction *ret, Error *err);
bool store_commit(Transaction *tx, Error *err); /* durable when true */
void store_end(Transaction *tx);                /* rolls back what was not committed */

/* A point inside a writing transaction to go back to: for trying changes on a scratch copy and for imports.
 * It stays when gone back to, until released; they may be nested, the last one set is meant. */
bool store_savepoint(Transaction *tx, Error *err);
bool store_rollback_to_savepoint(Transaction *tx, Error *err);
bool store_release_savepoint(Transaction *tx, Error *err);

/* ---- rows: the same for every resource ---- */

/* Deleted rows are not found. The workspace is always part of the search: a foreign id is not there. */
bool row_load(Transaction *tx, const Resource *resource, Id workspace_id, Id id, void *record, Error *err);
/* Fills id (when null), revision, created_at and updated_at, inserts, writes the event "created". */
bool row_insert(Transaction *tx, const Resource *resource, void *record, Error *err);
/* `before` is the row as loaded. Nothing changed: no event, same revision. ERROR_STALE when the stored
 * revision is another one. */
bool row_update(Transaction *tx, const Resource *resource, const void *before, void *after, Error *err);
bool row_delete(Transaction *tx, const Resource *resource, const void *record, Error *err);
/* Brings a deleted row back as it was, under a new revision. */
bool row_restore(Transaction *tx, const Resource *resource, Id workspace_id, Id id, void *record, Error *err);

enum { LIST_LIMIT_MAX = 500 };

/* One page of a list, by the statement "<resource>_list", ordered by (sort key, id). Filters bind to
 * parameters of the same name, absent ones as NULL. */
typedef struct ListFilter {
    const char *name; /* a parameter of the statement, else ERROR_INVALID */
    Str value;        /* parsed by the kind of the field of that name; empty: no filter */
} ListFilter;
typedef struct ListQuery {
    Id workspace_id;
    const ListFilter *filters;
    int filter_count;
    Str cursor; /* as returned; STR_NULL: from the start */
    int limit;  /* 1 .. LIST_LIMIT_MAX */
} ListQuery;
bool row_list(Transaction *tx, const Resource *resource, const ListQuery *query, List *ret, Str *ret_cursor,
              Error *err);
/* Names of the filters that <resource>_list takes; ends with NULL. */
const char *const *row_list_filters(const Resource *resource);

/* Every row of the workspace, without paging, by "<resource>_all": for snapshots and plans. */
bool row_all(Transaction *tx, const Resource *resource, Id workspace_id, List *ret, Error *err);
/* The same, row by row without holding them: visit answers false to stop (and sets *err). The record and what
 * it points to live until visit returns. visit must not walk the same resource again. */
typedef bool RowVisit(void *context, const void *record, Error *err);
bool row_each(Transaction *tx, const Resource *resource, Id workspace_id, RowVisit *visit, void *context,
              Error *err);

/* ---- events ---- */
/* In order, after a number; of one workspace or (null) of all. */
bool event_list(Transaction *tx, Id workspace_id, int64_t after_seq, int limit, List *ret, Error *err);
/* The names (a List of Str) of the resources that anything happened to after a number. */
bool event_resources_since(Transaction *tx, Id workspace_id, int64_t after_seq, List *ret, Error *err);
/* Newest first, before a number (0: from the end), of one subject or (null) of all. */
bool event_history(Transaction *tx, Id workspace_id, Id subject_id, int64_t before_seq, int limit, List *ret,
                   Error *err);
/* Every event that brought an item into a state, in order; a deleted one comes into none. */
typedef struct StateEvent {
    Id item_id;
    Time at;
    Str state; /* STR_NULL: deleted */
} StateEvent;
typedef bool StateVisit(void *context, const StateEvent *state, Error *err);
bool event_item_states(Transaction *tx, Id workspace_id, StateVisit *visit, void *context, Error *err);
/* Every event of items, links and assignments after one number up to another, in order. */
typedef bool EventVisit(void *context, const Event *event, Error *err);
bool event_each_of_plan(Transaction *tx, Id workspace_id, int64_t after_seq, int64_t up_to_seq,
                        EventVisit *visit, void *context, Error *err);
bool event_last_seq(Transaction *tx, int64_t *ret, Error *err);
/* Of the workspace, and that the viewer sees: what is told to people, so that it says nothing of what they do
 * not see. */
bool event_last_seen(Transaction *tx, Id workspace_id, int64_t *ret, Error *err);
/* Called after each durable commit that wrote events, also of other processes; must not block. From the
 * committing thread or, for commits of others, from one of the store's, one call at a time with growing
 * numbers. It may hear of a commit shortly after store_commit of one of its members has returned. Set before
 * the first write; NULL ends it. */
typedef void StoreListener(void *context, int64_t last_seq);
bool store_listen(Store *store, StoreListener *listener, void *context, Error *err);

/* ---- accounts ---- */
/* Rows that the workspace rule does not fit: found by e-mail, hash or for all. */
bool person_by_email(Transaction *tx, Str email, Person *ret, Error *err);
bool person_by_id(Transaction *tx, Id id, Person *ret, Error *err);
bool person_memberships(Transaction *tx, Id person_id, List *ret, Error *err); /* of Membership */
bool token_by_hash(Transaction *tx, Str hash, ApiToken *ret, Error *err);
bool token_touch(Transaction *tx, Id token_id, Error *err); /* last_used_at, without event */
bool workspace_count(Transaction *tx, int64_t *ret, Error *err);
/* Tokens that let somebody make the first workspace, by hash. */
bool setup_token_put(Transaction *tx, Str hash, Error *err);
bool setup_token_is(Transaction *tx, Str hash, bool *ret, Error *err);
bool setup_tokens_drop(Transaction *tx, Error *err);
/* Up to when chances to guess are used up (api/limit.c), by a hash of what and who; 0 ms: all are there. */
bool attempt_used_until(Transaction *tx, Str hash, Time *ret, Error *err);
bool attempt_put(Transaction *tx, Str hash, Time used_until, Error *err);

/* Nothing is left of what he signed in with, of the answers kept for him or about him, and of the rows that
 * were his own: sessions, second factor, tokens, notices. No events: audit_erase is the caller's. */
bool person_forget(Transaction *tx, const Person *person, Error *err);
/* His deleted resources lose name and address; those that had one (of PlanResource) are listed. */
bool person_forget_resources(Transaction *tx, Id person_id, Str name, List *ret, Error *err);
/* Events of the workspace in which his name or address still stands. */
bool person_mentions(Transaction *tx, const Person *person, int64_t *ret, Error *err);

typedef struct Session {
    Str hash; /* of the cookie's secret */
    Id id;    /* made by session_insert */
    Id person_id;
    Id workspace_id;
    Time created_at, expires_at;
    Time seen_at;       /* last use, to some minutes */
    Time confirmed_at;  /* when the person last gave the password (and code) */
    Str address, agent; /* where from, with what, when it began */
} Session;
bool session_insert(Transaction *tx, const Session *session, Error *err);
bool session_by_hash(Transaction *tx, Str hash, Session *ret, Error *err);    /* expired ones are not found */
bool session_of_person(Transaction *tx, Id person_id, List *ret, Error *err); /* of Session, newest first */
bool session_touch(Transaction *tx, Str hash, Error *err);                    /* seen_at */
bool session_confirm(Transaction *tx, Str hash, Error *err);                  /* confirmed_at */
bool session_delete(Transaction *tx, Str hash, Error *err);
bool session_delete_own(Transaction *tx, Id person_id, Id id, Error *err); /* not found: another's too */
/* All of the person's but the one of that hash (STR_NULL: but none). */
bool session_delete_of(Transaction *tx, Id person_id, Str but_hash, Error *err);

typedef struct SecondFactor {
    Id person_id;
    Str secret;        /* sealed; STR_NULL: there is none */
    bool active;       /* asked for at sign-in */
    int64_t last_step; /* of time: of the last code used */
} SecondFactor;
bool second_factor_put(Transaction *tx, const SecondFactor *factor, Error *err);
bool second_factor_of(Transaction *tx, Id person_id, SecondFactor *ret,
                      Error *err);                                    /* maybe without secret */
bool second_factor_all(Transaction *tx, List *ret, Error *err);       /* of SecondFactor */
bool second_factor_delete(Transaction *tx, Id person_id, Error *err); /* with its recovery codes */
/* In place of those there were. */
bool recovery_codes_put(Transaction *tx, Id person_id, const Str *hashes, int count, Error *err);
/* Whether there was such a code: it is used up. */
bool recovery_code_use(Transaction *tx, Id person_id, Str hash, bool *ret, Error *err);

/* Of whichever workspace. */
bool passkey_by_credential(Transaction *tx, Str credential_id, Passkey *ret, Error *err);
bool passkey_of_person(Transaction *tx, Id person_id, List *ret, Error *err); /* of Passkey, oldest first */
bool passkey_touch(Transaction *tx, Id id, int64_t sign_count, Error *err); /* last_used_at, without event */
/* The hash of a challenge that was given to who can show that he is `bound_to`. */
bool passkey_challenge_put(Transaction *tx, Str hash, Str bound_to, Time expires_at, Error *err);
/* Whether there was one: it is used up. */
bool passkey_challenge_use(Transaction *tx, Str hash, Str bound_to, bool *ret, Error *err);

/* A link that lets its person choose a password. */
typedef struct AccountLink {
    Str hash; /* of the secret in it */
    Id person_id, workspace_id;
    Time expires_at;
} AccountLink;
bool account_link_insert(Transaction *tx, const AccountLink *link, Error *err);
bool account_link_by_hash(Transaction *tx, Str hash, AccountLink *ret, Error *err); /* not the expired */
bool account_link_delete_of(Transaction *tx, Id person_id, Error *err);

/* ---- mail that is to be sent: put there in the transaction of what it tells of ---- */
typedef enum MailPurpose { MAIL_INVITATION, MAIL_RESET, MAIL_NOTICES } MailPurpose;
typedef struct OutboxMail {
    Id id;
    MailPurpose purpose;
    Id person_id; /* null: whoever has the address, if anybody */
    Str address;
    Time created_at;
    int64_t attempts;
} OutboxMail;
/* One that waits for the same person and purpose is enough: then nothing is put. */
bool outbox_put(Transaction *tx, const OutboxMail *mail, Time due_at, Error *err);
bool outbox_due(Transaction *tx, OutboxMail *ret, bool *found, Error *err);
/* From now on another one may wait, and nobody else takes this one before due_at; false in *taken: somebody
 * else has it. */
bool outbox_take(Transaction *tx, Id id, Time due_at, bool *taken, Error *err);
bool outbox_retry(Transaction *tx, Id id, Time due_at, Str error, Error *err);
bool outbox_delete(Transaction *tx, Id id, Error *err);
/* Created in that span, both ends included; at most 200. */
bool notices_unread_between(Transaction *tx, Id person_id, Time first, Time last, List *ret, Error *err);

/* ---- contents of attached files ---- */
/* Kept once, however often it is attached. */
bool content_put(Transaction *tx, Str bytes, Str *ret_hash, Error *err);
/* Verified by its hash: ERROR_INTERNAL when it is not what was put. */
bool content_get(Transaction *tx, Str hash, size_t size, Str *ret, Error *err);
bool content_drop_unused(Transaction *tx, Str hash, Error *err); /* when no attachment refers to it */
bool attachment_bytes(Transaction *tx, Id workspace_id, int64_t *ret, Error *err); /* of all there are */

/* ---- webhooks: what each is to be told, in the order of events ---- */
/* One that is on and whose deliveries are made up to an event before last_seq. */
bool webhook_lagging(Transaction *tx, int64_t last_seq, Webhook *ret, bool *found, Error *err);
bool webhook_by_id(Transaction *tx, Id id, Webhook *ret, Error *err); /* only what is on */
bool webhook_cursor(Transaction *tx, Id webhook_id, int64_t *ret, Error *err);
bool webhook_cursor_put(Transaction *tx, Id webhook_id, int64_t seq, Error *err);
bool webhook_take(Transaction *tx, Id webhook_id, Time busy_until, Error *err);
bool delivery_insert(Transaction *tx, Id webhook_id, int64_t seq, Error *err);
/* Of a webhook that is on and not busy. */
bool delivery_due(Transaction *tx, Delivery *ret, bool *found, Error *err);
bool delivery_by_id(Transaction *tx, Id id, Delivery *ret, Error *err);
bool deliveries_of_webhook(Transaction *tx, Id webhook_id, List *ret,
                           Error *err); /* newest first, at most 100 */
/* One more attempt, with its state, status and error; while it waits the next is at due_at. */
bool delivery_tried(Transaction *tx, const Delivery *delivery, Time due_at, Error *err);
bool delivery_again(Transaction *tx, Id id, Error *err);
bool delivery_drop(Transaction *tx, Time before, Error *err); /* of what does not wait any more */
bool delivery_drop_of_webhook(Transaction *tx, Id webhook_id, Error *err); /* what waits */

/* ---- idempotency: the answer given to (person, key) before, kept for a day ---- */
typedef struct PastAnswer {
    Str request_hash;
    int64_t status;
    Str body, etag, location;
} PastAnswer;
bool answer_find(Transaction *tx, Id person_id, Str key, PastAnswer *ret, bool *found, Error *err);
bool answer_keep(Transaction *tx, Id person_id, Str key, const PastAnswer *answer, Error *err);

/* ---- baselines ---- */
/* The greatest number given in that project (null: to the workspace); deleted ones keep theirs. */
bool baseline_last_number(Transaction *tx, Id workspace_id, Id project_id, int64_t *ret, Error *err);
/* Writes the frozen rows of a baseline that was just inserted; no events: its own carries their hash. */
bool baseline_rows_insert(Transaction *tx, Id baseline_id, List *rows, Error *err);
/* The frozen rows in order, verified by the hash. ERROR_INTERNAL when they are not what was written. */
bool baseline_rows(Transaction *tx, const Baseline *baseline, List *ret, Error *err);
/* What the hash is over. */
Str baseline_rows_hash(Arena *arena, const List *rows);

/* ---- decisions ---- */
/* The greatest number given in the workspace; 0: none. */
bool decision_last_number(Transaction *tx, Id workspace_id, int64_t *ret, Error *err);
/* Everything that a decision did, in order. */
bool decision_events(Transaction *tx, Id workspace_id, Id decision_id, List *ret, Error *err);

/* ---- tolerances ---- */
/* The ids of the workspaces that have tolerances, exceptions that are not closed, or promises: a List of Id.
 */
bool watched_workspaces(Transaction *tx, List *ret, Error *err);
/* The exceptions and warnings that are not closed: a List of ToleranceException. */
bool exceptions_live(Transaction *tx, Id workspace_id, List *ret, Error *err);
/* ---- promises ---- */
/* A broken promise of which was told. */
typedef struct PromiseBreak {
    Id promise_id;
    Time broken_at;
} PromiseBreak;
bool promise_breaks(Transaction *tx, Id workspace_id, List *ret, Error *err); /* of PromiseBreak, by id */
const PromiseBreak *promise_break_of(const List *breaks, Id promise_id);      /* NULL: none */
bool promise_break_put(Transaction *tx, Id workspace_id, Id promise_id, Error *err);
bool promise_break_drop(Transaction *tx, Id promise_id, Error *err);
bool promise_by_hash(Transaction *tx, Str share_hash, Promise *ret, bool *found, Error *err);

/* ---- meetings ---- */
bool meetings_of_series(Transaction *tx, Id workspace_id, Id series_id, List *ret, Error *err); /* by time */
bool points_of_meeting(Transaction *tx, Id workspace_id, Id meeting_id, List *ret, Error *err); /* in order */
/* The items as they were when the meeting closed (of MeetingItem, by item_id); none: it was not, or a later
 * one of the series was. */
bool meeting_items(Transaction *tx, Id meeting_id, List *ret, Error *err);
/* Keeps them in place of those of earlier meetings of the series; no events. */
bool meeting_items_keep(Transaction *tx, const Meeting *meeting, List *rows, Error *err);

/* ---- time ---- */
/* Time and its cost by item and day, in that order: the other members are empty. */
bool time_costs(Transaction *tx, Id workspace_id, List *ret, Error *err); /* of TimeEntry */

/* ---- calculations, for other servers on the same database ---- */
/* Whether there may be any. */
bool store_is_shared(const Store *store);
enum { RUN_ATTEMPTS_MAX = 3 }; /* servers that one calculation may see the end of */
typedef struct RunRow {
    Id id, workspace_id;
    int64_t revision;
    Time alive_at; /* its server's last word */
    int64_t attempts;
    bool cancelled, finished;
    Str shown, result; /* JSON */
} RunRow;
/* What others want of it. */
typedef enum RunWish { RUN_WANTED, RUN_UNWANTED, RUN_TAKEN /* another server has it now */ } RunWish;
bool run_row_put(Transaction *tx, Id server_id, const RunRow *row, RunWish *ret, Error *err);
bool run_row_find(Transaction *tx, Id workspace_id, Id id, RunRow *ret, bool *found, Error *err);
bool run_rows(Transaction *tx, Id workspace_id, List *ret, Error *err); /* newest first, without results */
bool run_row_cancel(Transaction *tx, Id workspace_id, Id id, Error *err);
bool run_row_delete(Transaction *tx, Id workspace_id, Id id, Error *err);
/* Unfinished ones whose server has said nothing since: how many there are; at most so many of them (of
 * RunRow) become this server's; and all of this server are made such. */
bool run_rows_orphaned(Transaction *tx, Time before, int64_t *ret, Error *err);
bool run_rows_take(Transaction *tx, Id server_id, Time before, int limit, List *ret, Error *err);
bool run_rows_release(Transaction *tx, Id server_id, Time before, Error *err);
bool run_rows_sweep(Transaction *tx, Time before, Error *err); /* whose server said nothing since */

/* ---- questions that only SQL answers quickly ---- */
/* The greatest rank of the workspace's items, STR_NULL when there is none. */
bool item_last_rank(Transaction *tx, Id workspace_id, Str *ret, Error *err);
/* The same of position. */
bool item_last_position(Transaction *tx, Id workspace_id, Str *ret, Error *err);
/* Whether `ancestor_id` is the item itself or one of its ancestors. */
bool item_is_within(Transaction *tx, Id workspace_id, Id item_id, Id ancestor_id, bool *ret, Error *err);
bool item_by_external_id(Transaction *tx, Id workspace_id, Id project_id, Str external_id, Item *ret,
                         bool *found, Error *err);
/* The items below it, the links and assignments of all of them: what a deletion takes along. */
bool item_descendants(Transaction *tx, Id workspace_id, Id item_id, List *ret,
                      Error *err); /* of Item, children before parents */
/* Whether there is time or an expense of it or of anything below it. */
bool item_has_actuals(Transaction *tx, Id workspace_id, Id item_id, bool *ret, Error *err);
bool links_of_item(Transaction *tx, Id workspace_id, Id item_id, List *ret, Error *err);
bool assignments_of_item(Transaction *tx, Id workspace_id, Id item_id, List *ret, Error *err);

#endif

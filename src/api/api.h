/* The HTTP API: one table of operations, and what they share.
 *
 * An operation names its route, the right it needs, what it works on, its words for the contract, and the
 * function that answers. All requests pass through the same door (door.c): who is it, may he, is the request
 * well-formed; then the function. From the same table come the server's routes and the OpenAPI document, so
 * that neither can say what the other does not. */
#ifndef TRIVET_API_H
#define TRIVET_API_H

#include <jansson.h>

#include "change/change.h"
#include "http/http.h"
#include "model/access.h"
#include "store/store.h"

typedef struct Limiter Limiter;
typedef struct Runner Runner;
typedef struct Metrics Metrics;

typedef struct Application {
    Store *store;
    Server *server;
    Limiter *limiter;
    Runner *runner;
    struct Board *board; /* runs of all servers */
    Time (*clock)(void);
    bool (*fill_example)(Transaction *tx, const Person *founder, Error *err);
    const char *openapi;           /* the whole document */
    bool secure_cookies;           /* behind TLS */
    bool log_requests;             /* not only failures */
    bool mails;                    /* there is a mail server */
    const char *public_url;        /* of the page, without a slash at the end */
    int64_t files_max_bytes;       /* of a workspace */
    const struct Keyring *keyring; /* its count may be 0 */
    int confirm_seconds;           /* how long a given password counts for OPERATION_CONFIRMED */
    _Atomic bool needs_setup;
    Metrics *metrics;
    char metrics_hash[65]; /* of the token that may read them; empty: nobody */
    _Atomic int64_t backed_up_at_ms;
    const char *program; /* path of this executable: parses files in a child */
} Application;

struct Operation;

/* One request on its way through the API. */
typedef struct Call {
    Request *rq;
    Application *app;
    const struct Operation *op;
    Arena *arena;
    User user; /* person_id is null when nobody is signed in */
    Person person;
    Str session_hash;  /* of the cookie; STR_NULL with a token */
    Time confirmed_at; /* of the session: when the password was last given */
    bool by_token;
    List scopes;     /* of the token */
    Id workspace_id; /* of the path, else the user's */
    Id id;           /* {id} of the path */
    Time now;
    bool replayed; /* the Idempotency-Key was seen before: the old answer stands in the response */
    bool keeps_answer;
    Str key, key_hash;
    Id token_used;   /* the token whose use is to be noted */
    bool note_seen;  /* the session's use is to be noted */
    int retry_after; /* seconds, when too many attempts were made */
} Call;

typedef bool OperationRun(Call *call, Error *err);

typedef enum OperationFlag {
    OPERATION_WRITES = 1,   /* cookie requests must come from the same origin; Idempotency-Key works */
    OPERATION_IF_MATCH = 2, /* 428 without If-Match */
    OPERATION_PROPOSES = 4, /* may answer 202 with Proposed */
    OPERATION_PAGED = 8,    /* takes limit, cursor and the filters of the resource's list */
    OPERATION_BYTES = 16,   /* the body is a file, not JSON */
    OPERATION_STREAM = 32,
    OPERATION_QUICK = 64,
    OPERATION_FILE = 128,       /* answers with a file */
    OPERATION_RAW_JSON = 256,   /* answers JSON without a schema */
    OPERATION_EMPTY = 512,      /* takes no body although it is a POST */
    OPERATION_COOKIE = 1024,    /* sets the session's cookie */
    OPERATION_TEXT = 2048,      /* answers plain text */
    OPERATION_CONTENT = 8192,   /* answers the bytes of an attached file */
    OPERATION_CONFIRMED = 4096, /* wants a session whose person gave the password some minutes ago */
} OperationFlag;

typedef struct QueryParameter {
    const char *name, *doc;
    const char *const *choices; /* ends with NULL; NULL: any text */
} QueryParameter;

typedef struct Operation {
    Method method;
    const char *path;
    const char *id; /* operationId */
    OperationRun *run;
    Right right;
    const Resource *resource;
    unsigned flags;
    int status;                  /* of success */
    const char *body;            /* name of the schema; NULL: none */
    const char *answer;          /* name of the schema; NULL: no content */
    const QueryParameter *query; /* ends with name NULL */
    const char *doc;
    const char *media_type; /* answers with a file of this type */
} Operation;

extern const Operation operations[];
extern const int operation_count;

/* The door: the handler of every route. */
bool api_answer(Request *request, Error *err);
bool api_before(Request *request, Error *err); /* security headers */
/* The routes of all operations and the page; in the arena. */
Route *api_routes(Arena *arena, int *ret_count);

/* ---- what operations share (call.c) ---- */
bool call_read(Call *call, Transaction *tx, Error *err);
/* Begins the writing transaction. False, too, when the Idempotency-Key was seen before: then the operation is
 * done, with the answer that it gave. */
bool call_write(Call *call, Transaction *tx, Error *err);
/* Keeps the answer for the Idempotency-Key and commits. */
bool call_commit(Call *call, Transaction *tx, Error *err);
bool call_json(Call *call, json_t **ret, Error *err); /* the body; free with json_decref */
/* The body decoded as a whole new record. */
bool call_decode(Call *call, const Resource *resource, void *record, Error *err);
/* If-Match names the record's revision, else ERROR_STALE. */
bool call_if_match(Call *call, const Row *row, Error *err);
void answer_json(Call *call, int status, const StrBuf *out);
/* 200 with one record of a view. */
void answer_record(Call *call, const Resource *resource, const void *record);
void answer_row(Call *call, int status, const Resource *resource, const void *record);
/* {"data": [...], "next_cursor": ...}; a null cursor: the last page. */
void answer_page(Call *call, const Resource *resource, const List *list, Str cursor);
void answer_proposed(Call *call, const Proposal *proposal, Id created_id);
Str query_or(const Call *call, const char *name, Str otherwise);
/* ID_NONE where it is left out. */
bool query_id(const Call *call, const char *name, Id *ret, Error *err);
bool query_int(const Call *call, const char *name, int64_t otherwise, int64_t min, int64_t max, int64_t *ret,
               Error *err);

/* ---- the functions of the table ---- */
OperationRun setup_state, setup_do;                                          /* setup.c */
OperationRun session_create, session_show, session_end, session_confirm_op;  /* session.c */
OperationRun session_list, session_delete_op, person_sign_out;               /* session.c */
OperationRun person_create, person_update, password_change;                  /* account.c */
OperationRun second_factor_begin, second_factor_activate, second_factor_end; /* second_factor.c */
OperationRun session_passkey_ask, passkey_ask, passkey_create, passkey_delete,
    person_passkeys_end;                                                 /* passkey.c */
OperationRun session_create_by_passkey, session_confirm_by_passkey;      /* passkey.c */
OperationRun person_invite, password_reset_ask, password_reset_complete; /* invite.c */
OperationRun notice_mail_set;                                            /* invite.c */
OperationRun recovery_codes_create, person_second_factor_end;            /* second_factor.c */
OperationRun comment_create, comment_update, comment_delete;             /* comments.c */
OperationRun attachment_create, attachment_content, attachment_delete;   /* attachments.c */
OperationRun webhook_create, webhook_update, webhook_delete, delivery_list, delivery_replay; /* webhooks.c */
OperationRun token_create, token_delete;                                                     /* token.c */
OperationRun row_list_op, row_create_op, row_show_op, row_update_op, row_delete_op,
    row_restore_op;                                                                           /* rows.c */
OperationRun proposal_create_op, proposal_update_op, proposal_accept_op, proposal_decline_op; /* decide.c */
OperationRun proposal_assessment_op, decision_undo_op, origins_op;                            /* decide.c */
OperationRun proposal_withdraw_op, proposal_counter_op, impact_op, scores_op, options_op;     /* decide.c */
OperationRun snapshot_op, stream_op, events_op;                                               /* watch.c */
OperationRun schedule_op, explanation_op;                                                     /* plan.c */
OperationRun import_op, export_op, formats_op;                                                /* files.c */
OperationRun run_create_op, run_list_op, run_show_op, run_cancel_op;                          /* runs.c */
OperationRun flow_op;                                                                         /* flow.c */
OperationRun earned_value_op, schedule_check_op;                                              /* money.c */
OperationRun agenda_preview_op, meeting_agenda_op, meeting_begin_op, meeting_present_op, meeting_close_op,
    meeting_cancel_op, meeting_minutes_op, meeting_invitation_op, series_invitation_op, point_decide_op,
    point_action_op;                                                                    /* meeting.c */
OperationRun promise_watch_op, promise_share_op, promise_unshare_op, shared_promise_op; /* promise.c */
OperationRun baseline_items_op, baseline_compare_op;                                    /* baseline.c */
OperationRun scenario_adopt_op, standings_op, exception_report_op, exception_accept_op,
    exception_decline_op;                                     /* tolerance.c */
OperationRun livez_op, readyz_op, openapi_op, page_op;        /* site.c */
OperationRun person_export_op, person_erase_op, own_erase_op; /* person.c */
OperationRun metrics_op;                                      /* metrics.c */

struct SetupRequest;
/* The workspace of the request, its administrator (who is both managers until there are others), a calendar
 * or the example. */
bool workspace_found(Application *app, Transaction *tx, const struct SetupRequest *request, Person *ret,
                     Error *err);

/* ---- contract (contract.c) ---- */
/* Names "openapi.json", "types.ts", "engine.ts"; NULL when there is none of that index. */
const char *contract_name(int i);
bool contract_print(int i, StrBuf *out);

/* ---- limits (limit.c) ---- */
Limiter *limiter_create(void);
void limiter_destroy(Limiter *limiter);
/* Takes one of `burst` chances that grow back at one every `seconds_each`; false: ERROR_TOO_MANY, and
 * Retry-After will be sent. limited: they are one person's or address's at all servers together; not inside a
 * transaction. limited_here: at each server for itself, for what happens often and need not be exact. */
bool limited(Call *call, const char *what, Str who, int burst, int seconds_each, Error *err);
bool limited_here(Call *call, const char *what, Str who, int burst, int seconds_each, Error *err);

/* ---- secrets (secret.c) ---- */
Str secret_make(Arena *arena);             /* 43 random characters */
Str secret_hash(Arena *arena, Str secret); /* BLAKE2b, 64 hex digits */
bool password_hash(Arena *arena, Str password, Str *ret, Error *err);
bool password_right(Arena *arena, Str hash, Str password); /* takes as long for a null hash */

#endif

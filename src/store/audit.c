/* The chain of hashes over the events. See audit.h. */
#include "store/audit.h"

#include <sodium.h>

#include "base/banned.h"
#include "base/vec.h"
#include "field/json.h"
#include "store/inside.h"

enum { HASH_BYTES = crypto_hash_sha256_BYTES, SALT_BYTES = 16, PIECE = 1000 };

static const char first_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

static Str sha256(Arena *arena, Str text) {
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];
    crypto_hash_sha256(hash, (const unsigned char *)text.at, text.len);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return str_copy(arena, str_of(hex));
}

static Str digest_of(Arena *arena, Str salt, Str changes) {
    StrBuf text = strbuf_make(arena, 0);
    strbuf_add(&text, salt);
    strbuf_char(&text, '\n');
    strbuf_add(&text, changes);
    return sha256(arena, strbuf_str(&text));
}

static Str hash_of(Arena *arena, Str before, const Event *event, Str digest) {
    StrBuf text = strbuf_make(arena, 0);
    strbuf_add(&text, before);
    for (int i = 0; i < event_resource.field_count; i++) {
        const Field *field = &event_resource.fields[i];
        if (field->at == offsetof(Event, changes) || field_is_null(field, event)) continue;
        strbuf_fmt(&text, "\n%s=", field->name);
        json_write_value(&text, field, event);
    }
    strbuf_fmt(&text, "\ndigest=%.*s\n", STR_ARG(digest));
    return sha256(arena, strbuf_str(&text));
}

bool audit_head(Transaction *tx, AuditHead *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    AuditHead head = {0};
    snprintf(head.hash, sizeof head.hash, "%s", first_hash);
    if (!sql_begin(tx, "event_last", &sql, err) || !sql_step(&sql, &row, err)) return false;
    if (row) {
        head.seq = sql_int(&sql, "seq");
        snprintf(head.hash, sizeof head.hash, "%.*s", STR_ARG(sql_text(&sql, "hash")));
    }
    *ret = head;
    return true;
}

bool audit_seal(Transaction *tx, Event *event, Seal *ret, Error *err) {
    AuditHead head;
    unsigned char random[SALT_BYTES];
    char salt[2 * SALT_BYTES + 1];
    if (!audit_head(tx, &head, err)) return false;
    event->seq = head.seq + 1;
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(salt, sizeof salt, random, sizeof random);
    ret->salt = str_copy(tx->arena, str_of(salt));
    ret->hash =
        hash_of(tx->arena, str_of(head.hash), event, digest_of(tx->arena, ret->salt, event->changes.text));
    return !tx->arena->full || error_no_memory(err);
}

/* ---- verifying ---- */

typedef struct Walk {
    AuditReport report;
    const AuditHead *expected;
    Transaction *tx;
} Walk;

static bool was_erased(Transaction *tx, const Event *event, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "event_erased_later", &sql, err)) return false;
    sql_bind_id(&sql, ":subject_id", event->subject_id);
    sql_bind_id(&sql, ":owner_id", event->owner_id);
    sql_bind_int(&sql, ":seq", event->seq);
    return sql_step(&sql, ret, err);
}

static bool broken(Walk *walk, const Event *event, const char *why) {
    walk->report.broken_seq = event->seq;
    walk->report.why = why;
    return true;
}

/* The event that the statement stands at. */
static bool check_event(Walk *walk, Sql *sql, Error *err) {
    Event event = {0};
    AuditReport *report = &walk->report;
    Arena *arena = walk->tx->arena;
    if (!sql_record(sql, &event, err)) return false;
    Str salt = sql_text(sql, "salt"), digest = sql_text(sql, "digest"), hash = sql_text(sql, "hash");
    if (event.seq != report->head.seq + 1) {
        event.seq = report->head.seq + 1;
        return broken(walk, &event, "it is missing");
    }
    report->events++;
    if (salt.at) digest = digest_of(arena, salt, event.changes.text);
    else {
        bool erased;
        report->erased++;
        if (!was_erased(walk->tx, &event, &erased, err)) return false;
        if (!erased || !str_is(event.changes.text, "[]"))
            return broken(walk, &event, "its text was taken away without an erasure");
    }
    Str want = hash_of(arena, str_of(report->head.hash), &event, digest);
    if (arena->full) return error_no_memory(err);
    if (!str_equal(want, hash)) return broken(walk, &event, "its content or place is not what was written");
    report->head.seq = event.seq;
    snprintf(report->head.hash, sizeof report->head.hash, "%.*s", STR_ARG(hash));
    const AuditHead *expected = walk->expected;
    if (expected && expected->seq == event.seq && !str_is(hash, expected->hash))
        return broken(walk, &event, "it is another event than the one expected");
    return true;
}

static bool check_piece(Walk *walk, bool *ret_more, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    int64_t before = walk->report.events;
    bool row;
    if (!sql_begin(walk->tx, "event_since_everywhere", &sql, err)) return false;
    sql_bind_int(&sql, ":after_seq", walk->report.head.seq);
    sql_bind_int(&sql, ":limit", PIECE);
    for (;;) {
        ArenaMark mark = arena_mark(walk->tx->arena);
        if (!sql_step(&sql, &row, err) || (row && !check_event(walk, &sql, err))) return false;
        arena_release(walk->tx->arena, mark);
        if (!row || walk->report.broken_seq) break;
    }
    *ret_more = !walk->report.broken_seq && walk->report.events == before + PIECE;
    return true;
}

bool audit_verify(Transaction *tx, const AuditHead *expected, AuditReport *ret, Error *err) {
    Walk walk = {.expected = expected, .tx = tx};
    bool more = true;
    snprintf(walk.report.head.hash, sizeof walk.report.head.hash, "%s", first_hash);
    while (more)
        if (!check_piece(&walk, &more, err)) return false;
    if (!walk.report.broken_seq && expected && expected->seq > walk.report.head.seq)
        broken(&walk, &(Event){.seq = walk.report.head.seq + 1}, "the end was cut off");
    *ret = walk.report;
    return true;
}

/* ---- erasing ---- */

typedef struct Sealed {
    int64_t seq;
    Str digest;
} Sealed;

typedef struct SealedList {
    VEC(Sealed);
} SealedList;

/* Read whole before the first is changed. */
static bool sealed_of(Transaction *tx, Id subject_id, SealedList *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "event_sealed_of_subject", &sql, err)) return false;
    sql_bind_id(&sql, ":subject_id", subject_id);
    while (sql_step(&sql, &row, err)) {
        if (!row) return true;
        Sealed *sealed = vec_push(tx->arena, ret);
        if (!sealed) return error_no_memory(err);
        sealed->seq = sql_int(&sql, "seq");
        sealed->digest = digest_of(tx->arena, sql_text(&sql, "salt"), sql_text(&sql, "changes"));
    }
    return false;
}

bool audit_erase(Transaction *tx, Id subject_id, int64_t *ret_events, Error *err) {
    SealedList list = {0};
    if (!sealed_of(tx, subject_id, &list, err)) return false;
    for (int i = 0; i < list.count; i++) {
        CLEANUP(sql_end) Sql sql = {0};
        if (!sql_begin(tx, "event_erase", &sql, err)) return false;
        sql_bind_int(&sql, ":seq", list.at[i].seq);
        sql_bind_text(&sql, ":digest", list.at[i].digest);
        if (!sql_run(&sql, err)) return false;
    }
    *ret_events = list.count;
    return true;
}

bool event_erased(Transaction *tx, const Resource *resource, const Row *row, const void *record, Error *err) {
    return event_write(tx, resource, "erased", row, NULL, record, err);
}

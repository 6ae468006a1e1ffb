/* The history as a chain: who changes, takes out, adds or reorders an event afterwards breaks it.
 *
 * Each event carries a hash over its content and the hash of the event before it, made in the transaction
 * that writes it. All is lower-case hexadecimal and SHA-256, so that anybody can compute it again (the first
 * event follows 64 zeros). A field is a line "name=value" with the value as the API shows it; fields that are
 * null are left out, so that a field added later leaves old hashes as they are:
 *
 *     digest = SHA-256(salt "\n" changes)
 *     hash   = SHA-256(hash before "\n" fields but changes, in the order of the API ... "digest=" digest
 * "\n")
 *
 * Personal texts can be erased all the same: the chain covers the digest, not the text. To erase, the text
 * and its salt are thrown away and the digest stays; without the salt nobody can find out what was there by
 * guessing names. An event counts as erased only when a later event of the same subject, or of the person
 * whose own row it was, says "erased" and its text is empty, so that erasing cannot be used to put something
 * else in.
 *
 * A chain cannot know that its end was cut off. Whoever keeps its last number and hash elsewhere (each
 * backup's manifest does) can ask whether it still goes through them. */
#ifndef TRIVET_AUDIT_H
#define TRIVET_AUDIT_H

#include "store/store.h"

enum { AUDIT_HASH_LENGTH = 64 };

typedef struct AuditHead {
    int64_t seq; /* of the last event; 0: there is none */
    char hash[AUDIT_HASH_LENGTH + 1];
} AuditHead;

typedef struct AuditReport {
    int64_t events, erased; /* looked at, and of these without their text */
    AuditHead head;         /* the last that holds */
    int64_t broken_seq;     /* the first that does not; 0: all hold */
    const char *why;        /* it does not */
} AuditReport;

bool audit_head(Transaction *tx, AuditHead *ret, Error *err);
/* Walks the whole chain. False only when it cannot be read. `expected` may be NULL: a head of which the chain
 * has to be a continuation. */
bool audit_verify(Transaction *tx, const AuditHead *expected, AuditReport *ret, Error *err);
/* Throws away the text of every event about the subject, and about the rows that are the subject's own. The
 * caller then writes its event "erased" by event_erased. */
bool audit_erase(Transaction *tx, Id subject_id, int64_t *ret_events, Error *err);
/* The event "erased", with the record as it is now, or without one (NULL) for a row that is deleted. */
bool event_erased(Transaction *tx, const Resource *resource, const Row *row, const void *record, Error *err);

#endif

/* Notices: how Trivet tells people what concerns them. Each is a row that its person alone sees, written in
 * the transaction of what it tells of, so that neither is there without the other. Nobody is told of what he
 * did himself. */
#ifndef TRIVET_NOTICE_H
#define TRIVET_NOTICE_H

#include "change/change.h"

typedef struct NoticeWords {
    NoticeKind kind;
    Str title, text; /* cut where they are too long; text may be null */
    const Resource *resource;
    Id subject_id;
} NoticeWords;

bool notice_tell(Transaction *tx, Id workspace_id, Id person_id, NoticeWords words, Error *err);
/* Each person once, however often he is named. Ids that are null are passed over. */
bool notice_tell_all(Transaction *tx, Id workspace_id, const Id *person_ids, int count, NoticeWords words,
                     Error *err);
/* Everybody who holds one of the custodies over all of the scopes: a List of Id. */
bool custodians_of(Transaction *tx, Id workspace_id, const Scope *scopes, int scope_count, CustodySet custody,
                   List *ret, Error *err);
bool notice_tell_custodians(Transaction *tx, Id workspace_id, const Scope *scopes, int scope_count,
                            CustodySet custody, NoticeWords words, Error *err);

#endif

/* A person's data: given to him, and erased.
 *
 * Erasing keeps what was done and forgets who did it. The person stays as a row that is called "Erased
 * person", cannot sign in and has no address, so that history, decisions and time sheets still name one and
 * the same author. Erased are: his name and address in the account and in the resources that stand for him,
 * deleted ones too; the texts of all events about these and about the rows that are his own (notices,
 * tokens); sessions, second factor, kept answers. The chain of the history holds (store/audit.h). Not looked
 * for is what others have typed about him: `mentions` says in how many events his name or address still
 * stands. */
#ifndef TRIVET_CHANGE_PERSON_H
#define TRIVET_CHANGE_PERSON_H

#include "store/store.h"

/* One JSON object: the account, his memberships, sessions, every row that refers to him or to a resource that
 * is he, and the events he has caused. */
bool person_export(Transaction *tx, const Person *person, StrBuf *out, Error *err);

typedef struct Erasure {
    int64_t events, mentions;
} Erasure;

bool person_erase(Transaction *tx, const Person *person, Erasure *ret, Error *err);

#endif

/* What the operations about accounts share: set-up, sessions, second factors, tokens, people. */
#ifndef TRIVET_ACCOUNT_H
#define TRIVET_ACCOUNT_H

#include "api/api.h"

/* A new session: sets the cookie and answers 201 with SessionView. */
bool session_begin(Call *call, Transaction *tx, const Person *person, Error *err);
/* An e-mail address as they are stored. */
Str lower_case(Arena *arena, Str email);
void account_close_streams(Call *call, Id person_id);
/* The person's new password: checked, hashed, put in its place. */
bool password_take(Arena *arena, Str plain, Person *person, const char *field, Error *err);
/* Whether the code is the person's, when one is asked for; uses it up. The transaction writes. */
bool second_factor_pass(Call *call, Transaction *tx, const Person *person, Str code, Error *err);

/* Somebody must be left who can let the others in, when the person is as `after` says. */
bool account_administrator_left(Transaction *tx, const Person *after, Error *err);

#endif

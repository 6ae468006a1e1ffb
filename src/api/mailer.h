/* Sends what lies in the outbox: a thread that looks for what is due, writes its text and hands it to the
 * mail server.
 *
 * What fails is tried again, later each time, twelve times over about sixteen hours; what the server refuses
 * for good is dropped and told of. A mail that was sent just before a crash is sent once more with the same
 * Message-ID. */
#ifndef TRIVET_MAILER_H
#define TRIVET_MAILER_H

#include "outbound/outbound.h"
#include "store/store.h"

typedef struct Mailer Mailer;

typedef struct MailerOptions {
    Store *store;
    const MailServer *server;
    const char *public_url; /* of the page, without a slash at the end */
    Time (*clock)(void);
    /* A mail that failed for the first time, or will not be sent any more, and why. */
    void (*tell)(const OutboxMail *mail, bool given_up, const Error *reason);
} MailerOptions;

bool mailer_start(const MailerOptions *options, Mailer **ret, Error *err);
void mailer_stop(Mailer *mailer); /* waits for the mail under way; NULL is fine */

/* ---- letter.c ---- */
/* What a mail says, made now: a link in it works from this moment. *worth is false when there is nothing to
 * say or nobody to say it to. The transaction writes. */
bool letter_write(Transaction *tx, const char *public_url, const OutboxMail *mail, Mail *ret, bool *worth,
                  Error *err);
/* A new link to choose a password, as an invitation (a week) or for a forgotten one (an hour). */
bool letter_link(Transaction *tx, const char *public_url, const Person *person, bool invitation, Str *ret,
                 Error *err);

#endif

/* What the settings say about going out: the mail server, the page's own address, the threads that send mail
 * and webhooks. */
#ifndef TRIVET_OUTGOING_H
#define TRIVET_OUTGOING_H

#include "api/api.h"
#include "api/hooks.h"
#include "api/mailer.h"
#include "cli/config.h"

typedef struct Outgoing {
    MailServer server;
    Outbound *outbound;
    Hooks *hooks;
    Mailer *mailer; /* NULL: no mail is sent */
} Outgoing;

/* Fills in what the application knows of it and starts the thread. Stopped by outgoing_stop, also when it
 * failed. */
bool outgoing_start(Arena *arena, const Config *config, Application *app, Outgoing *ret, Error *err);
void outgoing_stop(Outgoing *outgoing);

#endif

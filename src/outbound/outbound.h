/* The one way out: every connection that Trivet opens to another machine is made here, by libcurl.
 *
 * HTTP goes to addresses that somebody typed in the page, so each connection, also after a redirect and for
 * each address of a name, is opened only when address_allowed says so; it is asked with the very address that
 * is connected to, so that a name cannot mean one thing when asked and another when used. Only http and
 * https, no proxy of the environment, no cookies, no netrc, at most OUTBOUND_REDIRECTS_MAX redirects, and
 * limits on time and size.
 *
 * Mail goes to the server that the operator named; it may be on this machine. */
#ifndef TRIVET_OUTBOUND_H
#define TRIVET_OUTBOUND_H

#include "base/arena.h"
#include "base/day.h"
#include "outbound/address.h"

enum { OUTBOUND_REDIRECTS_MAX = 3, OUTBOUND_HEADERS_MAX = 16 };

typedef struct Outbound Outbound; /* settings that hold for all that goes out */

/* Once in a process, before other threads start. */
bool outbound_open(const AddressRanges *also, Outbound **ret, Error *err);
void outbound_close(Outbound *outbound); /* NULL is fine */

typedef struct OutboundRequest {
    const char *url;
    const char *headers[OUTBOUND_HEADERS_MAX]; /* "name: value"; ends with NULL */
    Str body;                                  /* STR_NULL: GET, else POST */
    int seconds;                               /* for all of it */
    size_t answer_max;                         /* of the body; more is cut off */
} OutboundRequest;

typedef struct OutboundAnswer {
    int status;
    Str body; /* in the arena */
} OutboundAnswer;

/* True when there was an answer, whatever its status. ERROR_INVALID: the address is refused or unfit;
 * ERROR_BUSY: no connection, no answer in time. */
bool outbound_send(Outbound *outbound, Arena *arena, const OutboundRequest *request, OutboundAnswer *ret,
                   Error *err);

typedef struct MailServer {
    const char *url;             /* "smtp://mail.example.org:587" or "smtps://..." */
    const char *user, *password; /* NULL: none */
    const char *from;            /* "trivet@example.org" */
    bool tls;                    /* no mail without it; smtps is always with it */
    const char *ca_file;         /* of whom its certificate has to be; NULL: of whom the system trusts */
} MailServer;

typedef struct Mail {
    Str id; /* unique; a mail that is sent twice keeps it, so that the receiver can tell */
    Str to, subject, text;
} Mail;

/* Of ERROR_INVALID kind: trying again would not help (5xx); ERROR_BUSY: later. */
bool outbound_mail(Arena *arena, const MailServer *server, const Mail *mail, Time now, Error *err);
/* The mail as it is sent (RFC 5322, 2045, 2047): in the arena. */
Str mail_text(Arena *arena, const char *from, const Mail *mail, Time now);
/* One address that can stand in a mail's head and in SMTP. */
bool mail_address_fit(Str address);

#endif

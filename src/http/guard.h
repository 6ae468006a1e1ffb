/* Guard: who is connected, and until when each connection may take for what it is doing.
 *
 * libmicrohttpd forgets its timeout at each byte, so a client that sends one byte a second would live for
 * ever. Here every connection carries one deadline, moved only when it has achieved something (a whole head,
 * a whole body, a whole answer). A watchdog thread looks every quarter of a second and shuts down the socket
 * of who is late; the event thread then sees the end of the stream and cleans up.
 *
 * Connections are counted by address (IPv4 whole, IPv6 by /64) and in all; a stream keeps its place in both
 * counts after it has left libmicrohttpd. */
#ifndef TRIVET_HTTP_GUARD_H
#define TRIVET_HTTP_GUARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/error.h"

typedef struct Guard Guard;

/* IPv4 as ::ffff:a.b.c.d. */
typedef struct Address {
    unsigned char bytes[16];
} Address;

typedef struct Connection {
    struct Connection *previous, *next;
    int fd;
    Address address;
    _Atomic int64_t deadline_ms; /* steady clock; INT64_MAX: none */
    bool counted;                /* in the counts by address; false once a stream has taken the place */
    void *exchange;              /* the event thread's, see exchange.h */
} Connection;

typedef struct GuardLimits {
    int connections_max, per_address, per_loopback;
    int head_ms;
} GuardLimits;

bool guard_start(const GuardLimits *limits, Guard **ret, Error *err);
void guard_stop(Guard *guard);

Address address_of(const struct sockaddr *peer);
/* Text of at least INET6_ADDRSTRLEN bytes. */
void address_write(Address address, char *to);

/* Counts one more from there, unless that would be too many. */
bool guard_admit(Guard *guard, const struct sockaddr *peer);
/* The admitted client is connected: starts the clock of its first head. On NULL (no memory) it is not counted
 * any more. */
Connection *guard_enter(Guard *guard, int fd, const struct sockaddr *peer);
/* To be called before fd is closed. */
void guard_leave(Guard *guard, Connection *connection);

/* The connection's place in the counts passes to its stream, which gives it back by guard_release. */
void guard_take_place(Guard *guard, Connection *connection);
void guard_release(Guard *guard, Address address);

void guard_allow(Connection *connection, int64_t ms);
void guard_allow_forever(Connection *connection);

/* Closes the sending side and reads away what the client still sends, for at most two seconds, so that a
 * refusal is not lost in a reset: to be called while fd is open; fd itself stays the caller's. */
void guard_linger(Guard *guard, int fd);

/* Streams included. */
int guard_total(Guard *guard);

#endif

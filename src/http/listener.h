/* Listener: the socket that clients come in by, and the thread that lets them in.
 *
 * libmicrohttpd could accept by itself, but when told to stop under load (MHD_quiesce_daemon) two of its
 * threads of version 0.9.75 may take the socket out of the same epoll set, and it aborts the process. */
#ifndef TRIVET_HTTP_LISTENER_H
#define TRIVET_HTTP_LISTENER_H

#include "base/error.h"
#include "http/guard.h"

typedef struct Listener Listener;

/* Takes a client over; fd is its own from then on. */
typedef void Admit(void *cls, int fd, const struct sockaddr *peer, socklen_t len);

/* Listens at "host:port" or "[v6]:port"; nobody is let in before listener_start. */
bool listener_open(const char *at, Listener **ret, Error *err);
/* The same at a socket that is listening already; it belongs to the listener from then on. */
bool listener_adopt(int socket, Listener **ret, Error *err);
int listener_port(const Listener *listener);
/* Who the guard does not admit is closed at once. */
bool listener_start(Listener *listener, Guard *guard, Admit *admit, void *cls, Error *err);
/* Lets in who the kernel has connected already, then refuses. */
void listener_stop(Listener *listener);
void listener_free(Listener *listener);

#endif

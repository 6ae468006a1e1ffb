/* The service manager's side of a server: the socket it hands over, and what it wants to be told. Nothing of
 * it is needed without one. */
#ifndef TRIVET_SERVICE_H
#define TRIVET_SERVICE_H

#include "base/error.h"

/* The number of the socket that systemd has opened for this process (LISTEN_FDS, LISTEN_PID); -1: none. */
int service_socket(void);
/* A line such as "READY=1" to NOTIFY_SOCKET, if there is one. */
void service_tell(const char *state);

#endif

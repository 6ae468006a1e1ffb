/* See service.h: systemd's protocols are an inherited file and a datagram, so no library is needed. */
#include "cli/service.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

#include "base/banned.h"

enum { FIRST_SOCKET = 3 };

int service_socket(void) {
    int64_t process, sockets;
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    if (!pid || !count || !str_int(str_of(pid), &process) || !str_int(str_of(count), &sockets)) return -1;
    if (process != getpid() || sockets < 1) return -1;
    fcntl(FIRST_SOCKET, F_SETFD, FD_CLOEXEC);
    return FIRST_SOCKET;
}

void service_tell(const char *state) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("NOTIFY_SOCKET");
    if (!path || strlen(path) >= sizeof address.sun_path) return;
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    if (path[0] == '@') address.sun_path[0] = 0; /* an abstract name */
    int file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file < 0) return;
    sendto(file, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, len);
    close(file);
}

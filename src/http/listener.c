/* The listening socket and its thread. See listener.h. */
#include "http/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/str.h"

enum { BACKLOG = 1024, OUT_OF_FILES_MS = 50, HOST_MAX = 256 };

struct Listener {
    int fd, port;
    int stop; /* an eventfd: written to once */
    bool running;
    bool adopted; /* whoever listens at it next takes those who wait */
    pthread_t thread;
    Guard *guard;
    Admit *admit;
    void *cls;
};

/* ---- the address ---- */

static bool bad_address(Error *err, const char *at) {
    error_field(err, "listen", "\"%.60s\" is not an address to listen at.", at ? at : "");
    return error_hint(err, "Write HOST:PORT, as in 127.0.0.1:8740 or [::1]:8740.");
}

/* "host:port", "[v6]:port" into two terminated texts, the first of HOST_MAX bytes. */
static bool split_address(Str text, char *host, const char **port) {
    size_t colon = text.len;
    while (colon > 0 && text.at[colon - 1] != ':') colon--;
    if (colon < 2 || colon > HOST_MAX) return false;
    Str name = str_slice(text, 0, colon - 1);
    bool bracketed = name.len > 2 && name.at[0] == '[' && name.at[name.len - 1] == ']';
    if (bracketed) name = str_slice(name, 1, name.len - 1);
    else if (memchr(name.at, ':', name.len)) return false;
    int64_t number;
    if (!str_int(str_from(text, colon), &number) || number < 0 || number > 65535) return false;
    snprintf(host, HOST_MAX, "%.*s", STR_ARG(name));
    *port = text.at + colon;
    return true;
}

static int listen_at(const struct addrinfo *at) {
    int on = 1, off = 0;
    int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (at->ai_family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
    int problem = errno;
    close(fd);
    errno = problem;
    return -1;
}

static int port_of(int fd) {
    struct sockaddr_storage self;
    socklen_t len = sizeof self;
    char service[8] = "0";
    int64_t number = 0;
    getsockname(fd, (struct sockaddr *)&self, &len);
    getnameinfo((struct sockaddr *)&self, len, NULL, 0, service, sizeof service, NI_NUMERICSERV);
    return str_int(str_of(service), &number) ? (int)number : 0;
}

static bool make(int fd, Listener **ret, Error *err) {
    Listener *listener = calloc(1, sizeof *listener);
    int stop = eventfd(0, EFD_CLOEXEC);
    if (!listener || stop < 0) {
        free(listener);
        close(fd);
        if (stop >= 0) close(stop);
        return error_no_memory(err);
    }
    listener->fd = fd;
    listener->stop = stop;
    listener->port = port_of(fd);
    *ret = listener;
    return true;
}

bool listener_open(const char *at, Listener **ret, Error *err) {
    char host[HOST_MAX];
    const char *port;
    const struct addrinfo want = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    if (!at || !split_address(str_of(at), host, &port)) return bad_address(err, at);
    if (getaddrinfo(host, port, &want, &found) != 0) return bad_address(err, at);
    int fd = listen_at(found);
    int problem = errno;
    freeaddrinfo(found);
    if (fd < 0) {
        error_field(err, "listen", "Cannot listen at %.60s: %s.", at, strerrordesc_np(problem));
        return error_hint(err, "Is another program using the port, or is the address not this machine's?");
    }
    return make(fd, ret, err);
}

bool listener_adopt(int fd, Listener **ret, Error *err) {
    int listens = 0, flags = fcntl(fd, F_GETFL);
    socklen_t len = sizeof listens;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) == 0 && listens && flags >= 0 &&
        fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 && make(fd, ret, err)) {
        (*ret)->adopted = true;
        return true;
    }
    error_field(err, "listen", "The socket that the service manager handed over does not listen.");
    return error_hint(err, "Set ListenStream= in the socket unit.");
}

int listener_port(const Listener *listener) {
    return listener->port;
}

/* ---- the thread ---- */

/* Lets in all who wait. False when there is no file left for them. */
static bool let_in(const Listener *listener) {
    for (;;) {
        struct sockaddr_storage storage;
        struct sockaddr *peer = (struct sockaddr *)&storage;
        socklen_t len = sizeof storage;
        int fd = accept4(listener->fd, peer, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return true;
        if (fd < 0 && (errno == EINTR || errno == ECONNABORTED)) continue;
        if (fd < 0) return false;
        if (guard_admit(listener->guard, peer)) listener->admit(listener->cls, fd, peer, len);
        else close(fd);
    }
}

static void *keep_door(void *cls) {
    const Listener *listener = cls;
    struct pollfd pollers[] = {{.fd = listener->fd, .events = POLLIN},
                               {.fd = listener->stop, .events = POLLIN}};
    while (!pollers[1].revents) {
        if (poll(pollers, 2, -1) < 0) continue;
        if (!let_in(listener)) poll(&pollers[1], 1, OUT_OF_FILES_MS);
    }
    if (!listener->adopted) let_in(listener);
    return NULL;
}

bool listener_start(Listener *listener, Guard *guard, Admit *admit, void *cls, Error *err) {
    listener->guard = guard;
    listener->admit = admit;
    listener->cls = cls;
    listener->running = pthread_create(&listener->thread, NULL, keep_door, listener) == 0;
    return listener->running || error_set(err, ERROR_BUSY, "The server cannot start a thread.");
}

void listener_stop(Listener *listener) {
    if (!listener->running) return;
    uint64_t one = 1;
    while (write(listener->stop, &one, sizeof one) < 0 && errno == EINTR) continue;
    pthread_join(listener->thread, NULL);
    listener->running = false;
    close(listener->fd);
    listener->fd = -1;
}

void listener_free(Listener *listener) {
    if (!listener) return;
    listener_stop(listener);
    if (listener->fd >= 0) close(listener->fd);
    close(listener->stop);
    free(listener);
}

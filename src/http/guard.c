/* Connections, their deadlines and their number. See guard.h.
 *
 * One mutex protects the list, the counts and the lingering sockets; a connection's deadline is atomic,
 * because every request moves it several times. A socket is shut down only under the mutex while its
 * connection is in the list, and a connection leaves the list before its socket is closed: the number cannot
 * belong to another file by then. */
#include "http/guard.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/str.h"
#include "http/clock.h"

enum { BUCKETS = 4096, LINGER_MAX = 256, LINGER_MS = 2000, TICK_MS = 250, DISCARD_AT_ONCE = 8 };

typedef struct AddressCount {
    struct AddressCount *next;
    Address address;
    int count;
} AddressCount;

typedef struct Lingering {
    int fd;
    int64_t until_ms;
} Lingering;

struct Guard {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t watchdog;
    bool stopping;
    GuardLimits limits;
    uint64_t seed; /* so that addresses cannot be chosen to share a bucket */
    Connection *connections;
    int total; /* streams included */
    AddressCount *buckets[BUCKETS];
    Lingering lingering[LINGER_MAX];
    int lingering_count;
};

Address address_of(const struct sockaddr *peer) {
    Address address = {{0}};
    if (peer && peer->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)peer;
        address.bytes[10] = address.bytes[11] = 0xFF;
        mem_copy(address.bytes + 12, &in->sin_addr, 4);
    } else if (peer && peer->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const void *)peer;
        mem_copy(address.bytes, &in->sin6_addr, 16);
    }
    return address;
}

static bool is_mapped(Address address) {
    struct in6_addr in;
    mem_copy(&in, address.bytes, 16);
    return IN6_IS_ADDR_V4MAPPED(&in);
}

static bool is_loopback(Address address) {
    struct in6_addr in;
    mem_copy(&in, address.bytes, 16);
    return is_mapped(address) ? address.bytes[12] == 127 : IN6_IS_ADDR_LOOPBACK(&in);
}

void address_write(Address address, char *to) {
    if (is_mapped(address)) inet_ntop(AF_INET, address.bytes + 12, to, INET6_ADDRSTRLEN);
    else inet_ntop(AF_INET6, address.bytes, to, INET6_ADDRSTRLEN);
}

/* What is counted together: an IPv6 customer has a whole /64. */
static Address address_group(Address address) {
    if (!is_mapped(address) && !is_loopback(address)) mem_zero(address.bytes + 8, 8);
    return address;
}

static AddressCount **count_place(Guard *guard, Address group) {
    uint64_t hash = str_hash((Str){(const char *)group.bytes, sizeof group.bytes}) ^ guard->seed;
    hash *= 0x9E3779B97F4A7C15u;
    AddressCount **place = &guard->buckets[hash >> 52 & (BUCKETS - 1)];
    while (*place && !mem_equal((*place)->address.bytes, group.bytes, sizeof group.bytes))
        place = &(*place)->next;
    return place;
}

bool guard_admit(Guard *guard, const struct sockaddr *peer) {
    Address address = address_of(peer);
    int limit = is_loopback(address) ? guard->limits.per_loopback : guard->limits.per_address;
    pthread_mutex_lock(&guard->lock);
    AddressCount **place = count_place(guard, address_group(address));
    if (!*place && (*place = calloc(1, sizeof **place))) (*place)->address = address_group(address);
    bool admitted = *place && (*place)->count < limit && guard->total < guard->limits.connections_max;
    if (admitted) {
        (*place)->count++;
        guard->total++;
    } else if (*place && (*place)->count == 0) {
        free(*place); /* the newest of its bucket: nobody stands behind it */
        *place = NULL;
    }
    pthread_mutex_unlock(&guard->lock);
    return admitted;
}

static void count_down(Guard *guard, Address address) {
    AddressCount **place = count_place(guard, address_group(address));
    AddressCount *count = *place;
    guard->total--;
    if (--count->count > 0) return;
    *place = count->next;
    free(count);
}

Connection *guard_enter(Guard *guard, int fd, const struct sockaddr *peer) {
    Connection *connection = calloc(1, sizeof *connection);
    if (!connection) {
        guard_release(guard, address_of(peer));
        return NULL;
    }
    connection->fd = fd;
    connection->address = address_of(peer);
    connection->counted = true;
    guard_allow(connection, guard->limits.head_ms);
    pthread_mutex_lock(&guard->lock);
    connection->next = guard->connections;
    if (connection->next) connection->next->previous = connection;
    guard->connections = connection;
    pthread_mutex_unlock(&guard->lock);
    return connection;
}

void guard_leave(Guard *guard, Connection *connection) {
    pthread_mutex_lock(&guard->lock);
    if (connection->counted) count_down(guard, connection->address);
    if (connection->next) connection->next->previous = connection->previous;
    if (connection->previous) connection->previous->next = connection->next;
    else guard->connections = connection->next;
    pthread_mutex_unlock(&guard->lock);
    free(connection);
}

void guard_take_place(Guard *guard, Connection *connection) {
    pthread_mutex_lock(&guard->lock);
    connection->counted = false;
    pthread_mutex_unlock(&guard->lock);
}

void guard_release(Guard *guard, Address address) {
    pthread_mutex_lock(&guard->lock);
    count_down(guard, address);
    pthread_mutex_unlock(&guard->lock);
}

void guard_allow(Connection *connection, int64_t ms) {
    atomic_store_explicit(&connection->deadline_ms, clock_ms() + ms, memory_order_relaxed);
}

void guard_allow_forever(Connection *connection) {
    atomic_store_explicit(&connection->deadline_ms, INT64_MAX, memory_order_relaxed);
}

void guard_linger(Guard *guard, int fd) {
    pthread_mutex_lock(&guard->lock);
    if (guard->lingering_count < LINGER_MAX && !guard->stopping) {
        int twin = fcntl(fd, F_DUPFD_CLOEXEC, 0);
        if (twin >= 0) {
            shutdown(twin, SHUT_WR);
            guard->lingering[guard->lingering_count++] = (Lingering){twin, clock_ms() + LINGER_MS};
        }
    }
    pthread_mutex_unlock(&guard->lock);
}

/* Has the client closed its side, or sent so much that we stop being polite? */
static bool discard_input(int fd) {
    char sink[16 * 1024];
    for (int i = 0; i < DISCARD_AT_ONCE; i++) {
        ssize_t got = recv(fd, sink, sizeof sink, MSG_DONTWAIT);
        if (got <= 0) return !(got < 0 && (errno == EAGAIN || errno == EINTR));
    }
    return false;
}

static void serve_lingering(Guard *guard, int64_t now) {
    for (int i = 0; i < guard->lingering_count;) {
        Lingering *one = &guard->lingering[i];
        if (!discard_input(one->fd) && now < one->until_ms) {
            i++;
            continue;
        }
        close(one->fd);
        *one = guard->lingering[--guard->lingering_count];
    }
}

static void cut_the_late(Guard *guard, int64_t now) {
    for (Connection *one = guard->connections; one; one = one->next) {
        if (atomic_load_explicit(&one->deadline_ms, memory_order_relaxed) > now) continue;
        shutdown(one->fd, SHUT_RDWR);
        guard_allow_forever(one);
    }
}

static void *watch(void *cls) {
    Guard *guard = cls;
    pthread_mutex_lock(&guard->lock);
    while (!guard->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += TICK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&guard->wake, &guard->lock, &until);
        int64_t now = clock_ms();
        cut_the_late(guard, now);
        serve_lingering(guard, now);
    }
    pthread_mutex_unlock(&guard->lock);
    return NULL;
}

int guard_total(Guard *guard) {
    pthread_mutex_lock(&guard->lock);
    int total = guard->total;
    pthread_mutex_unlock(&guard->lock);
    return total;
}

bool guard_start(const GuardLimits *limits, Guard **ret, Error *err) {
    Guard *guard = calloc(1, sizeof *guard);
    if (!guard) return error_no_memory(err);
    guard->limits = *limits;
    if (getrandom(&guard->seed, sizeof guard->seed, GRND_NONBLOCK) < 0) guard->seed = (uint64_t)clock_us();
    pthread_mutex_init(&guard->lock, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&guard->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&guard->watchdog, NULL, watch, guard) != 0) {
        pthread_cond_destroy(&guard->wake);
        pthread_mutex_destroy(&guard->lock);
        free(guard);
        return error_set(err, ERROR_BUSY, "The server cannot start a thread.");
    }
    *ret = guard;
    return true;
}

void guard_stop(Guard *guard) {
    if (!guard) return;
    pthread_mutex_lock(&guard->lock);
    guard->stopping = true;
    pthread_cond_signal(&guard->wake);
    pthread_mutex_unlock(&guard->lock);
    pthread_join(guard->watchdog, NULL);
    for (int i = 0; i < guard->lingering_count; i++) close(guard->lingering[i].fd);
    pthread_cond_destroy(&guard->wake);
    pthread_mutex_destroy(&guard->lock);
    free(guard);
}

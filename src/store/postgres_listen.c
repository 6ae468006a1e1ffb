/* Hearing of what other processes commit: a thread with a connection of its own. See database.h.
 *
 * A notice only says how far the events go; who hears it reads them by their numbers. So nothing is missed
 * when notices are, as long as one comes after the gap: that is why the last number is asked for after each
 * connecting, and now and then, which also finds out that a connection is dead. */
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "store/postgres.h"

enum { ASK_MS = 10000, AGAIN_MS = 500 };

struct Listening {
    char *where;
    void (*heard)(void *context, int64_t last_seq);
    void *context;
    int stop; /* readable when it shall end */
    pthread_t thread;
};

static void result_done(PGresult **result) {
    PQclear(*result);
}

/* Waits for the socket (-1: for nothing) or the time; false when it shall end. */
static bool wait_for(const Listening *listening, int socket, int ms) {
    struct pollfd files[] = {{listening->stop, POLLIN, 0}, {socket, POLLIN, 0}};
    poll(files, 2, ms);
    return !files[0].revents;
}

static bool run(PGconn *connection, const char *name, PGresult **ret) {
    *ret = PQexec(connection, embedded_find(&embedded_postgres, name)->text);
    ExecStatusType status = PQresultStatus(*ret);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

static bool ask(const Listening *listening, PGconn *connection) {
    CLEANUP(result_done) PGresult *result = NULL;
    int64_t seq;
    if (!run(connection, "event_last_seq", &result) || !str_int(str_of(PQgetvalue(result, 0, 0)), &seq))
        return false;
    listening->heard(listening->context, seq);
    return true;
}

static void hear(const Listening *listening, PGconn *connection) {
    for (PGnotify *notice; (notice = PQnotifies(connection)); PQfreemem(notice)) {
        int64_t seq;
        if (str_int(str_of(notice->extra), &seq)) listening->heard(listening->context, seq);
    }
}

/* Until the connection breaks (true) or it shall end. */
static bool follow(const Listening *listening, PGconn *connection) {
    CLEANUP(result_done) PGresult *result = NULL;
    struct timespec asked, now;
    if (PQstatus(connection) != CONNECTION_OK || !run(connection, "event_listen", &result) ||
        !ask(listening, connection))
        return true;
    clock_gettime(CLOCK_MONOTONIC, &asked);
    for (;;) {
        hear(listening, connection);
        if (!wait_for(listening, PQsocket(connection), ASK_MS)) return false;
        if (!PQconsumeInput(connection)) return true;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if ((now.tv_sec - asked.tv_sec) * 1000 < ASK_MS) continue;
        if (!ask(listening, connection)) return true;
        asked = now;
    }
}

static void *listen_on(void *context) {
    const Listening *listening = context;
    for (bool again = true; again;) {
        PGconn *connection = postgres_connection(listening->where);
        again = follow(listening, connection);
        PQfinish(connection);
        again = again && wait_for(listening, -1, AGAIN_MS);
    }
    return NULL;
}

static void release(Listening *listening) {
    if (listening->stop >= 0) close(listening->stop);
    free(listening->where);
    free(listening);
}

bool postgres_listen(const char *where, void (*heard)(void *context, int64_t last_seq), void *context,
                     Listening **ret, Error *err) {
    Listening *listening = calloc(1, sizeof *listening);
    if (!listening) return error_no_memory(err);
    *listening = (Listening){strdup(where), heard, context, eventfd(0, EFD_CLOEXEC)};
    if (!listening->where || listening->stop < 0 ||
        pthread_create(&listening->thread, NULL, listen_on, listening) != 0) {
        release(listening);
        return error_no_memory(err);
    }
    *ret = listening;
    return true;
}

void postgres_listen_end(Listening *listening) {
    eventfd_write(listening->stop, 1);
    pthread_join(listening->thread, NULL);
    release(listening);
}

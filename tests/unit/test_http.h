/* A raw HTTP client for the tests of the web server, and the routes that they call. The client sends exactly
 * the bytes it is given and reads one answer at a time, so that pipelining and broken heads can be tried. */
#ifndef TRIVET_TEST_HTTP_H
#define TRIVET_TEST_HTTP_H

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

#include "base/banned.h"
#include "base/mem.h"
#include "http/clock.h"
#include "http/http.h"

enum { CLIENT_BUFFER = 256 * 1024, CLIENT_WAIT_MS = 20000 };

typedef struct Client {
    int fd;
    size_t len; /* bytes read and not yet taken */
    char bytes[CLIENT_BUFFER];
} Client;

typedef struct Answer {
    int status; /* 0: the connection ended without one */
    Str head, body;
} Answer;

static inline int dial(const Server *server) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server_port(server))};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0)
        test_fail(__FILE__, __LINE__, "cannot connect: %s", strerrordesc_np(errno));
    return fd;
}

static inline Client *client_open(const Server *server) {
    Client *client = calloc(1, sizeof *client);
    client->fd = dial(server);
    return client;
}

static inline void client_close(Client *client) {
    close(client->fd);
    free(client);
}

/* Sends what the peer takes; a closed connection shows when reading. */
static inline void say(Client *client, Str text) {
    while (text.len) {
        ssize_t sent = send(client->fd, text.at, text.len, MSG_NOSIGNAL);
        if (sent <= 0) return;
        text = str_from(text, (size_t)sent);
    }
}

#define SAY(client, text) say((client), STR(text))

/* Waits for more bytes; false at the end of the connection. */
static inline bool client_more(Client *client) {
    struct pollfd poller = {.fd = client->fd, .events = POLLIN};
    if (poll(&poller, 1, CLIENT_WAIT_MS) == 0)
        test_fail(__FILE__, __LINE__, "no answer in %d ms", CLIENT_WAIT_MS);
    size_t room = sizeof client->bytes - client->len;
    ssize_t got = recv(client->fd, client->bytes + client->len, room, 0);
    if (got > 0) client->len += (size_t)got;
    return got > 0;
}

static inline void client_take(Client *client, size_t len) {
    mem_move(client->bytes, client->bytes + len, client->len - len);
    client->len -= len;
}

/* The value of a header of the head; STR_NULL when absent. */
static inline Str answer_header(Str head, const char *name) {
    Str rest = head;
    while (rest.at) {
        Str value, line = str_cut(rest, '\n', &rest);
        Str key = str_cut(line, ':', &value);
        if (value.at && key.len == strlen(name) && !strncasecmp(key.at, name, key.len))
            return str_trim(value);
    }
    return STR_NULL;
}

/* Copies into the arena; reads nothing beyond the answer. */
static inline Answer client_answer_to(Client *client, Arena *arena, bool head_only) {
    size_t end;
    Answer answer = {0};
    while (!str_find((Str){client->bytes, client->len}, STR("\r\n\r\n"), &end))
        if (!client_more(client)) return answer;
    answer.head = str_copy(arena, (Str){client->bytes, end + 2});
    client_take(client, end + 4);
    int64_t status = 0, length = 0;
    str_int(str_slice(answer.head, 9, 12), &status);
    answer.status = (int)status;
    Str text = answer_header(answer.head, "Content-Length");
    if (head_only || !text.at || !str_int(text, &length)) length = 0;
    while (client->len < (size_t)length)
        if (!client_more(client)) return (Answer){0};
    answer.body = str_copy(arena, (Str){client->bytes, (size_t)length});
    client_take(client, (size_t)length);
    return answer;
}

static inline Answer client_answer(Client *client, Arena *arena) {
    return client_answer_to(client, arena, false);
}

/* Is the connection over, with nothing more to read? */
static inline bool client_ended(Client *client) {
    return client->len == 0 && !client_more(client);
}

/* One request on its own connection. */
static inline Answer ask(const Server *server, Arena *arena, Str request) {
    Client *client = client_open(server);
    say(client, request);
    Answer answer = client_answer(client, arena);
    client_close(client);
    return answer;
}

#define ASK(server, arena, text) ask((server), (arena), STR(text))
#define HOST " HTTP/1.1\r\nHost: t\r\n"

static inline bool contains(Str text, const char *part) {
    size_t at;
    return !part[0] || str_find(text, str_of(part), &at);
}

static inline Server *serve(const ServerOptions *options) {
    Server *server = NULL;
    Error err = {0};
    ServerOptions copy = *options;
    if (!copy.listen) copy.listen = "127.0.0.1:0";
    if (!server_start(&copy, &server, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return server;
}

/* Waits until the condition holds or the test has failed by time. */
#define WAIT_FOR(condition)                                                                                  \
    do {                                                                                                     \
        int64_t until = clock_ms() + CLIENT_WAIT_MS;                                                         \
        bool holds;                                                                                          \
        while (!(holds = (condition)) && clock_ms() < until) usleep(1000);                                   \
        if (!holds) test_fail(__FILE__, __LINE__, "in vain: %s", #condition);                                \
    } while (0)

#endif

/* The web server against clients that lie, stall and crowd: exact bytes on real sockets. */
#include <netinet/in.h>
#include <sys/resource.h>

#include "test_http.h"

static bool hello(Request *request, Error *err) {
    respond(request, 200, "text/plain", STR("hello"));
    return true;
}

static bool big(Request *request, Error *err) {
    size_t len = 16 * MIB;
    char *at = arena_alloc(request->arena, len);
    if (!at) return error_no_memory(err);
    respond(request, 200, "text/plain", (Str){at, len});
    return true;
}

static bool show_address(Request *request, Error *err) {
    respond(request, 200, "text/plain", request->address);
    return true;
}

static const Route routes[] = {
    {METHOD_GET, "/hello", hello, .flags = ROUTE_QUICK},
    {METHOD_POST, "/echo", hello, .body_max = 100000},
    {METHOD_GET, "/big", big},
    {METHOD_GET, "/address", show_address},
};

static ServerOptions usual(void) {
    return (ServerOptions){.routes = routes, .route_count = COUNT_OF(routes), .workers = 2};
}

static Server *serve_usual(void) {
    ServerOptions options = usual();
    return serve(&options);
}

/* ---- heads that two programs could read differently ---- */

/* Everything that the server says until it ends the connection. */
static Str all_of(Client *client, Arena *arena) {
    while (client_more(client)) continue;
    return str_copy(arena, (Str){client->bytes, client->len});
}

/* A 400 or nothing, and the end: what stands behind a refused head must not be taken for a request. */
static void check_refused(int line, Str request) {
    Arena arena = arena_make(MIB);
    Server *server = serve_usual();
    Client *client = client_open(server);
    say(client, request);
    Str said = all_of(client, &arena);
    client_close(client);
    server_stop(server, 1);
    bool good = said.len == 0 || (str_starts(said, STR("HTTP/1.1 400 ")) && !contains(said, " 200 "));
    if (!good) test_fail(__FILE__, line, "%.*s: %.*s", STR_ARG(request), STR_ARG(said));
    arena_done(&arena);
}

#define CHECK_REFUSED(head) check_refused(__LINE__, STR(head "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n"))

TEST(two_lengths_are_refused) {
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 0\r\ncontent-length: 0\r\n\r\n");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 3, 3\r\n\r\nabc");
}

TEST(a_length_that_is_no_number_is_refused) {
    CHECK_REFUSED("POST /echo" HOST "Content-Length: -3\r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: +3\r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 0x3\r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: \r\n\r\nabc");
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 3 \r\n\r\nabc");
}

TEST(a_length_beside_chunks_is_refused) {
    CHECK_REFUSED("POST /echo" HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    CHECK_REFUSED("POST /echo" HOST "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n");
}

TEST(a_transfer_encoding_other_than_chunked_is_refused) {
    CHECK_REFUSED("POST /echo" HOST "Transfer-Encoding: gzip\r\n\r\n");
    CHECK_REFUSED("POST /echo" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    CHECK_REFUSED("POST /echo" HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
    CHECK_REFUSED("POST /echo" HOST
                  "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n");
    CHECK_REFUSED("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST(a_missing_or_repeated_host_is_refused) {
    CHECK_REFUSED("GET /hello HTTP/1.1\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "Host: u\r\n\r\n");
}

TEST(a_nul_in_a_head_is_refused) {
    CHECK_REFUSED("GET /hello" HOST "X: a\0b\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\0\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: \0a\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\0\r\nY: b\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\0\0\r\nY: b\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X\0: a\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X:\0 a\r\n\r\n");
    CHECK_REFUSED("GET /he\0llo" HOST "\r\n");
    CHECK_REFUSED("GET /hello\0" HOST "\r\n");
    CHECK_REFUSED("GET /hello HTTP/1.1\0\r\nHost: t\r\n\r\n");
    CHECK_REFUSED("GET\0 /hello" HOST "\r\n");
}

TEST(a_bare_line_feed_or_carriage_return_is_refused) {
    CHECK_REFUSED("GET /hello HTTP/1.1\nHost: t\r\n\r\n");
    CHECK_REFUSED("GET /hello HTTP/1.1\r\nHost: t\nX: a\r\n\r\n");
    CHECK_REFUSED("GET /hello HTTP/1.1\r\nHost: t\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "\n");
    CHECK_REFUSED("GET /hello HTTP/1.1\nHost: t\n\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\rb\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\rContent-Length: 3\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\0b\nY: c\r\n\r\n");
}

TEST(folded_lines_and_odd_names_are_refused) {
    CHECK_REFUSED("GET /hello" HOST "X: a\r\n b\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\r\n\tb\r\nY: c\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "Content-Length : 3\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST " X: a\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST ": a\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X\x80: a\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\x01\r\n\r\n");
    CHECK_REFUSED("GET /hello" HOST "X: a\x7F\r\n\r\n");
}

TEST(odd_request_lines_are_refused) {
    CHECK_REFUSED("GET  /hello" HOST "\r\n");
    CHECK_REFUSED("GET /hel lo" HOST "\r\n");
    CHECK_REFUSED("GET /hello  HTTP/1.1\r\nHost: t\r\n\r\n");
    CHECK_REFUSED("GET /hello\r\n\r\n");
    CHECK_REFUSED("GET /hello HTTP/1.11\r\nHost: t\r\n\r\n");
    CHECK_REFUSED("GET /hello http/1.1\r\nHost: t\r\n\r\n");
    CHECK_REFUSED("GET\f /hello" HOST "\r\n");
    CHECK_REFUSED("G(ET /hello" HOST "\r\n");
    CHECK_REFUSED("GET /hello?\x1F" HOST "\r\n");
    CHECK_REFUSED("GET hello" HOST "Connection: close\r\n\r\n");
}

TEST(honest_heads_of_all_forms_pass) {
    Arena arena = arena_make(MIB);
    Server *server = serve_usual();
    CHECK_INT(
        ASK(server, &arena, "GET /hello" HOST "X:\r\nY:a\r\nZ: \t b  \r\nW: \xC3\xA9\tq\r\n\r\n").status,
        200);
    CHECK_INT(ASK(server, &arena, "GET /hello?a=b&c=%20d&e&f=+ HTTP/1.1\r\nHost:t\r\n\r\n").status, 200);
    CHECK_INT(ASK(server, &arena, "\r\nGET http://t/hello" HOST "\r\n").status, 200);
    CHECK_INT(
        ASK(server, &arena, "POST /echo" HOST "Transfer-Encoding: Chunked\r\n\r\n0\r\nT: x\r\n\r\n").status,
        200);
    CHECK_INT(
        ASK(server, &arena, "GET /hello" HOST "Cookie: a=b; c=\"d\"; e\r\nConnection: keep-alive, x\r\n\r\n")
            .status,
        200);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- sizes ---- */

/* A request whose head has so many bytes. */
static Str head_of(Arena *arena, size_t size) {
    StrBuf buf = strbuf_make(arena, 0);
    strbuf_add(&buf, STR("GET /hello" HOST));
    for (int i = 0; buf.len + 4 < size; i++) {
        size_t left = size - buf.len - 4; /* an empty line and "\r\n" of this one */
        size_t len = left > 1100 ? 1000 : left;
        for (size_t at = 0; at < len; at++) strbuf_char(&buf, at == 1 ? ':' : 'x');
        strbuf_add(&buf, STR("\r\n"));
    }
    strbuf_add(&buf, STR("\r\n"));
    return strbuf_str(&buf);
}

TEST(a_head_of_16_kb_passes_and_a_longer_one_is_431) {
    Arena arena = arena_make(4 * MIB);
    Server *server = serve_usual();
    CHECK_INT(ask(server, &arena, head_of(&arena, 8000)).status, 200);
    CHECK_INT(ask(server, &arena, head_of(&arena, 15000)).status, 200);
    CHECK_INT(ask(server, &arena, head_of(&arena, 17000)).status, 431);
    CHECK_INT(ask(server, &arena, head_of(&arena, 100000)).status, 431);
    server_stop(server, 1);
    arena_done(&arena);
}

/* Thousands of small parts, which the library would all keep. */
static int status_of_many(const Server *server, const char *before, const char *part, const char *after) {
    Arena arena = arena_make(4 * MIB);
    StrBuf buf = strbuf_make(&arena, 0);
    strbuf_add(&buf, str_of(before));
    while (buf.len < 12000) strbuf_add(&buf, str_of(part));
    strbuf_add(&buf, str_of(after));
    int status = ask(server, &arena, strbuf_str(&buf)).status;
    arena_done(&arena);
    return status;
}

TEST(thousands_of_small_parts_are_refused_without_delay) {
    Server *server = serve_usual();
    int64_t start = clock_ms();
    CHECK_INT(status_of_many(server, "GET /hello?", "a&", HOST "\r\n"), 400);
    CHECK_INT(status_of_many(server, "GET /", "a/", HOST "\r\n"), 400);
    CHECK(status_of_many(server, "GET /hello" HOST "Cookie: ", "a;", "\r\n\r\n") != 200);
    CHECK(status_of_many(server, "GET /hello" HOST, "a:\r\n", "\r\n") != 200);
    CHECK(clock_ms() - start < 2000);
    server_stop(server, 1);
}

/* ---- time ---- */

/* Sends a byte every 20 ms until the server has had enough; the milliseconds that took. */
static int64_t drip(Client *client, int64_t most_ms) {
    int64_t start = clock_ms();
    struct pollfd poller = {.fd = client->fd, .events = POLLIN};
    while (clock_ms() - start < most_ms) {
        SAY(client, "x");
        if (poll(&poller, 1, 20) > 0) break;
    }
    return clock_ms() - start;
}

TEST(a_head_that_drips_is_cut) {
    ServerOptions options = usual();
    options.head_ms = 300;
    Server *server = serve(&options);
    Client *client = client_open(server);
    SAY(client, "GET /hello" HOST "X: ");
    int64_t took = drip(client, 5000);
    CHECK(took >= 200 && took < 2000);
    CHECK(client_ended(client));
    client_close(client);
    server_stop(server, 1);
}

TEST(a_connection_that_says_nothing_is_cut) {
    ServerOptions options = usual();
    options.head_ms = 300;
    Server *server = serve(&options);
    Client *client = client_open(server);
    CHECK(client_ended(client));
    client_close(client);
    server_stop(server, 1);
}

TEST(a_body_that_drips_is_cut) {
    ServerOptions options = usual();
    options.body_ms = 300;
    Server *server = serve(&options);
    Client *client = client_open(server);
    SAY(client, "POST /echo" HOST "Content-Length: 10000\r\n\r\n");
    int64_t took = drip(client, 5000);
    CHECK(took >= 200 && took < 2000);
    CHECK(client_ended(client));
    client_close(client);
    server_stop(server, 1);
}

TEST(an_idle_connection_is_cut_later_than_a_silent_one) {
    Arena arena = arena_make(MIB);
    ServerOptions options = usual();
    options.head_ms = 200;
    options.idle_ms = 1000;
    Server *server = serve(&options);
    Client *client = client_open(server);
    SAY(client, "GET /hello" HOST "\r\n");
    CHECK_INT(client_answer(client, &arena).status, 200);
    int64_t start = clock_ms();
    usleep(600 * 1000);
    SAY(client, "GET /hello" HOST "\r\n");
    CHECK_INT(client_answer(client, &arena).status, 200);
    CHECK(client_ended(client));
    int64_t took = clock_ms() - start;
    CHECK(took >= 1500 && took < 4000);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(three_hundred_dripping_connections_keep_nobody_out) {
    Arena arena = arena_make(MIB);
    ServerOptions options = usual();
    options.head_ms = 500;
    Server *server = serve(&options);
    Client *slow[300];
    for (int i = 0; i < COUNT_OF(slow); i++) {
        slow[i] = client_open(server);
        SAY(slow[i], "GET /hello HTTP/1.1\r\nHo");
    }
    CHECK_INT(ASK(server, &arena, "GET /hello" HOST "\r\n").status, 200);
    for (int i = 0; i < COUNT_OF(slow); i++) {
        CHECK(client_ended(slow[i]));
        client_close(slow[i]);
    }
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- crowds ---- */

TEST(connections_of_one_address_are_limited) {
    Arena arena = arena_make(MIB);
    ServerOptions options = usual();
    options.connections_per_loopback = 5;
    Server *server = serve(&options);
    Client *clients[5];
    for (int i = 0; i < COUNT_OF(clients); i++) {
        clients[i] = client_open(server);
        SAY(clients[i], "GET /hello" HOST "\r\n");
        CHECK_INT(client_answer(clients[i], &arena).status, 200);
    }
    CHECK_INT(ASK(server, &arena, "GET /hello" HOST "\r\n").status, 0);
    client_close(clients[0]);
    Answer answer;
    WAIT_FOR((answer = ASK(server, &arena, "GET /hello" HOST "\r\n")).status == 200);
    for (int i = 1; i < COUNT_OF(clients); i++) client_close(clients[i]);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(connections_of_all_addresses_are_limited) {
    Arena arena = arena_make(MIB);
    ServerOptions options = usual();
    options.connections_max = 4;
    Server *server = serve(&options);
    Client *clients[4];
    for (int i = 0; i < COUNT_OF(clients); i++) {
        clients[i] = client_open(server);
        SAY(clients[i], "GET /hello" HOST "\r\n");
        CHECK_INT(client_answer(clients[i], &arena).status, 200);
    }
    client_close(clients[0]);
    Answer answer;
    WAIT_FOR((answer = ASK(server, &arena, "GET /hello" HOST "\r\n")).status == 200);
    for (int i = 1; i < COUNT_OF(clients); i++) client_close(clients[i]);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_forwarded_address_is_believed_only_behind_a_proxy) {
    Arena arena = arena_make(MIB);
    for (int trust = 0; trust < 2; trust++) {
        ServerOptions options = usual();
        options.trust_proxy = trust;
        Server *server = serve(&options);
        Answer answer = ASK(server, &arena, "GET /address" HOST "X-Forwarded-For: 9.9.9.9, 10.1.2.3\r\n\r\n");
        CHECK_STR(answer.body, trust ? STR("10.1.2.3") : STR("127.0.0.1"));
        answer = ASK(server, &arena, "GET /address" HOST "X-Forwarded-For: <script>\r\n\r\n");
        CHECK_STR(answer.body, STR("127.0.0.1"));
        server_stop(server, 1);
    }
    arena_done(&arena);
}

TEST(an_announced_body_costs_no_memory_before_it_comes) {
    Arena arena = arena_make(MIB);
    const Route huge[] = {{METHOD_POST, "/import", hello, .body_max = 1024 * MIB}};
    ServerOptions options = {.routes = huge, .route_count = 1, .workers = 2, .bodies_max = MIB};
    Server *server = serve(&options);
    Client *clients[50];
    for (int i = 0; i < COUNT_OF(clients); i++) {
        clients[i] = client_open(server);
        SAY(clients[i], "POST /import" HOST "Content-Length: 1000000000\r\n\r\nabc");
    }
    CHECK_INT(ASK(server, &arena, "POST /import" HOST "Content-Length: 3\r\n\r\nabc").status, 200);
    for (int i = 0; i < COUNT_OF(clients); i++) client_close(clients[i]);
    server_stop(server, 1);
    arena_done(&arena);
}

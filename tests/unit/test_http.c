/* The web server over real sockets: routing, bodies, answers, connections, stopping. */
#include <pthread.h>

#include "test_http.h"

/* What the handlers and the test that runs them tell each other. */
typedef struct Bench {
    _Atomic int running, open, before, after, after_errors;
} Bench;

static bool hello(Request *request, Error *err) {
    respond(request, 200, "text/plain", STR("hello"));
    return true;
}

static bool echo(Request *request, Error *err) {
    respond(request, 201, "application/octet-stream", request->body);
    return true;
}

static bool show(Request *request, Error *err) {
    Arena *arena = request->arena;
    Str name, value;
    StrBuf buf = strbuf_make(arena, 0);
    strbuf_fmt(&buf, "%s %.*s [%.*s] [%.*s]", method_names[request->method], STR_ARG(request->path),
               STR_ARG(request->parameters[0]), STR_ARG(request->parameters[1]));
    for (int i = 0; request_query_at(request, i, &name, &value); i++)
        strbuf_fmt(&buf, " %.*s=%.*s", STR_ARG(name), STR_ARG(value));
    strbuf_fmt(&buf, " agent=%.*s session=%.*s q=%.*s from=%.*s",
               STR_ARG(request_header(request, "user-agent")), STR_ARG(request_cookie(request, "session")),
               STR_ARG(request_query(request, "q")), STR_ARG(request->address));
    respond(request, 200, "text/plain", strbuf_str(&buf));
    return true;
}

/* Waits until the test opens the gate. */
static bool wait_for_gate(Request *request, Error *err) {
    Bench *bench = request->application;
    atomic_fetch_add(&bench->running, 1);
    while (!atomic_load(&bench->open)) usleep(1000);
    respond(request, 200, "text/plain", STR("waited"));
    return true;
}

static bool big(Request *request, Error *err) {
    size_t len = 4 * MIB;
    char *at = arena_alloc(request->arena, len);
    if (!at) return error_no_memory(err);
    memset(at, 'x', len);
    respond(request, 200, "text/plain", (Str){at, len});
    return true;
}

static bool fail(Request *request, Error *err) {
    respond(request, 200, "text/plain", STR("half an answer"));
    respond_header(request, "X-Kept", STR("yes"));
    error_field(err, "title", "The title is \"%s\".", "too\nlong");
    return error_hint(err, "Use 200 characters at most.");
}

static bool forget(Request *request, Error *err) {
    return true;
}

static bool inject(Request *request, Error *err) {
    respond_header(request, "Location", STR("/x\r\nSet-Cookie: evil=1"));
    respond(request, 302, NULL, STR(""));
    return true;
}

static bool overfill(Request *request, Error *err) {
    StrBuf buf = strbuf_make(request->arena, 0);
    for (int i = 0; i < 100000; i++) strbuf_add(&buf, STR("0123456789abcdef"));
    respond(request, 200, "text/plain", strbuf_str(&buf));
    return true;
}

static bool not_modified(Request *request, Error *err) {
    respond_header(request, "ETag", STR("\"1\""));
    respond_header(request, "Set-Cookie", STR("a=1"));
    respond_header(request, "Set-Cookie", STR("b=2"));
    respond(request, str_is(request_header(request, "If-None-Match"), "\"1\"") ? 304 : 200, NULL, STR(""));
    return true;
}

static bool before(Request *request, Error *err) {
    Bench *bench = request->application;
    atomic_fetch_add(&bench->before, 1);
    respond_header(request, "X-Content-Type-Options", STR("nosniff"));
    return true;
}

static void after(Request *request, const Error *err, int64_t microseconds) {
    Bench *bench = request->application;
    atomic_fetch_add(&bench->after, 1);
    if (err) atomic_fetch_add(&bench->after_errors, 1);
}

static const Route routes[] = {
    {METHOD_GET, "/hello", hello, .flags = ROUTE_QUICK},
    {METHOD_GET, "/work", hello},
    {METHOD_POST, "/echo", echo, .body_max = 100000},
    {METHOD_POST, "/import", echo, .body_max = 32 * MIB},
    {METHOD_PUT, "/echo", echo, .body_max = 100000, .flags = ROUTE_QUICK},
    {METHOD_GET, "/show/{a}/x/{b}", show},
    {METHOD_DELETE, "/show/{a}/x/{b}", show},
    {METHOD_GET, "/gate", wait_for_gate},
    {METHOD_GET, "/big", big},
    {METHOD_GET, "/fail", fail},
    {METHOD_GET, "/forget", forget},
    {METHOD_GET, "/inject", inject},
    {METHOD_GET, "/overfill", overfill},
    {METHOD_GET, "/etag", not_modified, .flags = ROUTE_QUICK},
};

static ServerOptions usual(Bench *bench) {
    return (ServerOptions){
        .routes = routes,
        .route_count = COUNT_OF(routes),
        .application = bench,
        .before = before,
        .after = after,
        .workers = 4,
    };
}

static Server *serve_usual(Bench *bench) {
    ServerOptions options = usual(bench);
    return serve(&options);
}

/* Most tests: one request, one answer. */
static void check_answer(const char *file, int line, Str request, int status, const char *body_part) {
    Arena arena = arena_make(64 * MIB);
    Bench bench = {.open = 1};
    Server *server = serve_usual(&bench);
    Answer answer = ask(server, &arena, request);
    server_stop(server, 1);
    bool good = answer.status == status && contains(answer.body, body_part);
    if (!good) test_fail(file, line, "%d %.*s", answer.status, STR_ARG(answer.body));
    arena_done(&arena);
}

#define CHECK_ANSWER(request, status, part) check_answer(__FILE__, __LINE__, STR(request), (status), (part))

TEST(a_quick_route_answers) {
    CHECK_ANSWER("GET /hello" HOST "\r\n", 200, "hello");
}

TEST(a_worker_route_answers) {
    CHECK_ANSWER("GET /work" HOST "\r\n", 200, "hello");
}

TEST(http_1_0_is_understood) {
    CHECK_ANSWER("GET /work HTTP/1.0\r\n\r\n", 200, "hello");
}

TEST(a_handler_sees_the_whole_request) {
    CHECK_ANSWER(
        "DELETE /show/a%2Fb/x/%C3%A9?q=x+y&z=%26 HTTP/1.1\r\nHost: t\r\nUser-Agent:  me  \r\n"
        "Cookie: other=1; session=\"s%20\"\r\n\r\n",
        200,
        "DELETE /show/a%2Fb/x/%C3%A9 [a/b] [\xC3\xA9] q=x y z=& agent=me session=s%20 q=x y from=127.0.0.1");
}

TEST(a_target_that_cannot_be_decoded_is_refused) {
    CHECK_ANSWER("GET /show/%FF/x/b" HOST "\r\n", 400, "/problems/malformed");
    CHECK_ANSWER("GET /show/a/x/b?%00" HOST "\r\n", 400, "percent-encoded");
    CHECK_ANSWER("GET /show/../x/b" HOST "\r\n", 400, "/problems/malformed");
}

TEST(an_unknown_path_is_404) {
    CHECK_ANSWER("GET /nowhere" HOST "\r\n", 404,
                 "{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404");
}

TEST(a_method_that_a_path_does_not_take_is_405_with_allow) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Answer answer = ASK(server, &arena, "PATCH /show/a/x/b" HOST "\r\n");
    CHECK_INT(answer.status, 405);
    CHECK_STR(answer_header(answer.head, "Allow"), STR("GET, DELETE, HEAD"));
    answer = ASK(server, &arena, "BREW /hello" HOST "\r\n");
    CHECK_INT(answer.status, 405);
    CHECK_STR(answer_header(answer.head, "Allow"), STR("GET, HEAD"));
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(head_is_get_without_the_body) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "HEAD /work" HOST "\r\nGET /hello" HOST "\r\n");
    Answer answer = client_answer_to(client, &arena, true);
    CHECK_INT(answer.status, 200);
    CHECK_STR(answer_header(answer.head, "Content-Length"), STR("5"));
    CHECK_STR(client_answer(client, &arena).body, STR("hello"));
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(every_answer_passes_before_and_after) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    const Str requests[] = {STR("GET /hello" HOST "\r\n"), STR("GET /work" HOST "\r\n"),
                            STR("GET /x" HOST "\r\n"), STR("GET /%zz" HOST "\r\n"),
                            STR("PUT /hello" HOST "\r\n")};
    for (int i = 0; i < COUNT_OF(requests); i++) {
        Answer answer = ask(server, &arena, requests[i]);
        CHECK_STR(answer_header(answer.head, "X-Content-Type-Options"), STR("nosniff"));
        CHECK(answer_header(answer.head, "Date").at != NULL);
    }
    server_stop(server, 1);
    CHECK_INT(bench.before, 5);
    CHECK_INT(bench.after, 5);
    CHECK_INT(bench.after_errors, 3);
    arena_done(&arena);
}

/* ---- answers ---- */

TEST(an_error_becomes_a_problem_with_field_and_hint) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Answer answer = ASK(server, &arena, "GET /fail" HOST "\r\n");
    server_stop(server, 1);
    CHECK_INT(answer.status, 422);
    CHECK_STR(answer_header(answer.head, "Content-Type"), STR("application/problem+json"));
    CHECK_STR(answer_header(answer.head, "X-Kept"), STR("yes"));
    CHECK_STR(answer.body,
              STR("{\"type\":\"/problems/invalid\",\"title\":\"The value does not fit\",\"status\":422,"
                  "\"detail\":\"The title is \\\"too\\u000along\\\".\",\"field\":\"title\","
                  "\"hint\":\"Use 200 characters at most.\"}"));
    arena_done(&arena);
}

TEST(a_handler_that_does_not_answer_is_a_500) {
    CHECK_ANSWER("GET /forget" HOST "\r\n", 500, "/problems/internal");
}

TEST(a_header_cannot_be_injected) {
    CHECK_ANSWER("GET /inject" HOST "\r\n", 500, "/problems/internal");
}

TEST(an_answer_from_a_full_arena_is_a_503) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    ServerOptions options = usual(&bench);
    options.arena_limit = MIB;
    Server *server = serve(&options);
    Answer answer = ASK(server, &arena, "GET /overfill" HOST "\r\n");
    server_stop(server, 1);
    CHECK_INT(answer.status, 503);
    CHECK_STR(answer_header(answer.head, "Retry-After"), STR("1"));
    CHECK(contains(answer.body, "not enough memory"));
    arena_done(&arena);
}

TEST(headers_may_repeat_and_304_has_no_body) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "GET /etag" HOST "\r\nGET /etag" HOST "If-None-Match: \"1\"\r\n\r\nGET /hello" HOST "\r\n");
    Answer answer = client_answer(client, &arena);
    CHECK_INT(answer.status, 200);
    CHECK(contains(answer.head, "Set-Cookie: a=1\r\n") && contains(answer.head, "Set-Cookie: b=2\r\n"));
    CHECK_INT(client_answer(client, &arena).status, 304);
    CHECK_STR(client_answer(client, &arena).body, STR("hello"));
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- bodies ---- */

TEST(a_body_arrives_whole_however_it_is_sent) {
    CHECK_ANSWER("POST /echo" HOST "Content-Length: 5\r\n\r\nhello", 201, "hello");
    CHECK_ANSWER("PUT /echo" HOST "Content-Length: 5\r\n\r\nhello", 201, "hello");
    CHECK_ANSWER("POST /echo" HOST "Content-Length: 0\r\n\r\n", 201, "");
    CHECK_ANSWER("POST /echo" HOST "\r\n", 201, "");
    CHECK_ANSWER("POST /echo" HOST "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
                 201, "hello");
}

/* A request with a body of so many bytes 'x'. */
static Str with_body(Arena *arena, const char *path, size_t len, bool chunked) {
    StrBuf buf = strbuf_make(arena, 0);
    strbuf_fmt(&buf, "POST %s HTTP/1.1\r\nHost: t\r\n", path);
    if (chunked) strbuf_fmt(&buf, "Transfer-Encoding: chunked\r\n\r\n");
    else strbuf_fmt(&buf, "Content-Length: %zu\r\n\r\n", len);
    for (size_t done = 0; done < len;) {
        static const char block[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        size_t part = len - done < 64 ? len - done : 64;
        if (chunked) strbuf_fmt(&buf, "%zx\r\n", part);
        strbuf_add(&buf, (Str){block, part});
        if (chunked) strbuf_add(&buf, STR("\r\n"));
        done += part;
    }
    if (chunked) strbuf_add(&buf, STR("0\r\n\r\n"));
    return strbuf_str(&buf);
}

TEST(a_large_body_grows_up_to_its_limit) {
    Arena arena = arena_make(256 * MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    for (int chunked = 0; chunked < 2; chunked++) {
        Answer answer = ask(server, &arena, with_body(&arena, "/echo", 100000, chunked));
        CHECK_INT(answer.status, 201);
        CHECK_INT((int64_t)answer.body.len, 100000);
    }
    server_stop(server, 1);
    arena_done(&arena);
}

/* Too long by a little (read and thrown away), by much (cut), and again with chunks: always a 413 to read. */
TEST(a_body_over_the_limit_is_413) {
    Arena arena = arena_make(512 * MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    const size_t sizes[] = {100001, 300000, 4 * MIB};
    for (int i = 0; i < COUNT_OF(sizes) * 2; i++) {
        Answer answer = ask(server, &arena, with_body(&arena, "/echo", sizes[i / 2], i % 2));
        CHECK_INT(answer.status, 413);
        CHECK(contains(answer.body, "The body is longer than 100000 bytes."));
    }
    CHECK_INT(ASK(server, &arena, "GET /hello" HOST "Content-Length: 3\r\n\r\nabc").status, 413);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_connection_goes_on_behind_a_short_body_that_was_refused) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "POST /hello" HOST "Content-Length: 3\r\n\r\nabcPOST /nowhere" HOST
                "Transfer-Encoding: chunked\r\n\r\n"
                "3\r\nabc\r\n0\r\n\r\nGET /work" HOST "\r\n");
    CHECK_INT(client_answer(client, &arena).status, 405);
    CHECK_INT(client_answer(client, &arena).status, 404);
    CHECK_INT(client_answer(client, &arena).status, 200);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(continue_is_sent_only_for_a_body_that_is_wanted) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "POST /echo" HOST "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK_INT(client_answer(client, &arena).status, 100);
    SAY(client, "hello");
    CHECK_STR(client_answer(client, &arena).body, STR("hello"));
    SAY(client, "POST /echo" HOST "Content-Length: 500000\r\nExpect: 100-continue\r\n\r\n");
    CHECK_INT(client_answer(client, &arena).status, 413);
    CHECK(client_ended(client));
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(all_bodies_together_have_a_limit) {
    Arena arena = arena_make(64 * MIB);
    Bench bench = {0};
    ServerOptions options = usual(&bench);
    options.bodies_max = 300000;
    Server *server = serve(&options);
    CHECK_INT(ask(server, &arena, with_body(&arena, "/import", 200000, false)).status, 201);
    Answer answer = ask(server, &arena, with_body(&arena, "/import", 2 * MIB, false));
    CHECK_INT(answer.status, 503);
    CHECK(contains(answer.body, "Too many bodies"));
    CHECK_INT(ask(server, &arena, with_body(&arena, "/import", 200000, true)).status, 201);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- connections ---- */

TEST(pipelined_requests_are_answered_in_order) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    for (int i = 0; i < 50; i++)
        SAY(client, "GET /work" HOST "\r\nPUT /echo" HOST "Content-Length: 3\r\n\r\nabcGET /x" HOST "\r\n");
    for (int i = 0; i < 50; i++) {
        CHECK_STR(client_answer(client, &arena).body, STR("hello"));
        CHECK_STR(client_answer(client, &arena).body, STR("abc"));
        CHECK_INT(client_answer(client, &arena).status, 404);
    }
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_head_may_arrive_byte_by_byte) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    Str request = STR("PUT /echo" HOST "Content-Length: 3\r\n\r\nabc");
    for (size_t i = 0; i < request.len; i++) {
        say(client, str_slice(request, i, i + 1));
        usleep(500);
    }
    CHECK_STR(client_answer(client, &arena).body, STR("abc"));
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_client_that_leaves_early_harms_nobody) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    for (int i = 0; i < 8; i++) {
        Client *client = client_open(server);
        if (i < 4) SAY(client, "GET /gate" HOST "\r\n");
        else SAY(client, "POST /echo" HOST "Content-Length: 100\r\n\r\nabc");
        if (i < 4) WAIT_FOR(atomic_load(&bench.running) == i + 1);
        client_close(client);
    }
    atomic_store(&bench.open, 1);
    CHECK_INT(ASK(server, &arena, "GET /work" HOST "\r\n").status, 200);
    server_stop(server, 1);
    arena_done(&arena);
}

/* Clients that do not read, on as many connections as there are threads and more. */
TEST(slow_readers_hold_no_thread) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *slow[12];
    for (int i = 0; i < COUNT_OF(slow); i++) {
        slow[i] = client_open(server);
        SAY(slow[i], "GET /big" HOST "\r\n");
        CHECK(client_more(slow[i]));
    }
    for (int i = 0; i < 20; i++) CHECK_INT(ASK(server, &arena, "GET /work" HOST "\r\n").status, 200);
    for (int i = 0; i < COUNT_OF(slow); i++) client_close(slow[i]);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_large_answer_arrives_whole) {
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "GET /big" HOST "Connection: close\r\n\r\n");
    size_t total = 0;
    for (; client_more(client); client->len = 0) total += client->len;
    CHECK(total > 4 * MIB && total < 4 * MIB + 1000);
    client_close(client);
    server_stop(server, 1);
}

static bool has_answer(const Client *client) {
    struct pollfd poller = {.fd = client->fd, .events = POLLIN};
    return poll(&poller, 1, 0) > 0;
}

static int count_answers(Client **clients, int count) {
    int answers = 0;
    for (int i = 0; i < count; i++) answers += has_answer(clients[i]);
    return answers;
}

/* Two run, three wait: of ten, five are refused. */
TEST(when_the_queue_is_full_the_answer_is_503_with_retry_after) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    ServerOptions options = usual(&bench);
    options.workers = 2;
    options.queue_max = 3;
    Server *server = serve(&options);
    Client *clients[10];
    for (int i = 0; i < COUNT_OF(clients); i++) {
        clients[i] = client_open(server);
        SAY(clients[i], "GET /gate" HOST "\r\n");
        if (i < 2) WAIT_FOR(atomic_load(&bench.running) == i + 1);
    }
    WAIT_FOR(count_answers(clients, COUNT_OF(clients)) == 5);
    CHECK_INT(ASK(server, &arena, "GET /hello" HOST "\r\n").status, 200);
    int refused = 0;
    for (int i = 0; i < COUNT_OF(clients); i++) {
        if (!has_answer(clients[i])) continue;
        Answer answer = client_answer(clients[i], &arena);
        CHECK_INT(answer.status, 503);
        CHECK_STR(answer_header(answer.head, "Retry-After"), STR("1"));
        SAY(clients[i], "GET /hello" HOST "\r\n");
        CHECK_INT(client_answer(clients[i], &arena).status, 200);
        client_close(clients[i]);
        clients[i] = NULL;
        refused++;
    }
    CHECK_INT(refused, 5);
    atomic_store(&bench.open, 1);
    for (int i = 0; i < COUNT_OF(clients); i++) {
        if (!clients[i]) continue;
        CHECK_INT(client_answer(clients[i], &arena).status, 200);
        client_close(clients[i]);
    }
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(who_waited_too_long_for_a_worker_is_answered_503) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    ServerOptions options = usual(&bench);
    options.workers = 1;
    options.queue_ms = 20;
    Server *server = serve(&options);
    Client *first = client_open(server), *second = client_open(server);
    SAY(first, "GET /gate" HOST "\r\n");
    WAIT_FOR(atomic_load(&bench.running) == 1);
    SAY(second, "GET /work" HOST "\r\n");
    usleep(200 * 1000);
    atomic_store(&bench.open, 1);
    CHECK_INT(client_answer(first, &arena).status, 200);
    CHECK_INT(client_answer(second, &arena).status, 503);
    client_close(first);
    client_close(second);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- stopping ---- */

typedef struct Stopping {
    Server *server;
    int seconds;
} Stopping;

static void *stop(void *cls) {
    const Stopping *stopping = cls;
    server_stop(stopping->server, stopping->seconds);
    return NULL;
}

TEST(stopping_lets_a_running_request_finish) {
    Arena arena = arena_make(MIB);
    Bench bench = {0};
    Server *server = serve_usual(&bench);
    Client *running = client_open(server), *idle = client_open(server);
    SAY(idle, "GET /hello" HOST "\r\n");
    CHECK_INT(client_answer(idle, &arena).status, 200);
    SAY(running, "GET /gate" HOST "\r\n");
    WAIT_FOR(atomic_load(&bench.running) == 1);
    pthread_t thread;
    Stopping stopping = {server, 20};
    pthread_create(&thread, NULL, stop, &stopping);
    usleep(100 * 1000);
    SAY(idle, "GET /work" HOST "\r\n");
    Answer answer = client_answer(idle, &arena);
    CHECK_INT(answer.status, 200);
    CHECK_STR(answer_header(answer.head, "Connection"), STR("close"));
    CHECK(client_ended(idle));
    atomic_store(&bench.open, 1);
    CHECK_STR(client_answer(running, &arena).body, STR("waited"));
    pthread_join(thread, NULL);
    CHECK(client_ended(running));
    client_close(running);
    client_close(idle);
    arena_done(&arena);
}

TEST(stopping_takes_no_longer_than_allowed) {
    Bench bench = {0};
    ServerOptions options = usual(&bench);
    options.workers = 1;
    Server *server = serve(&options);
    Client *clients[4];
    for (int i = 0; i < COUNT_OF(clients); i++) {
        clients[i] = client_open(server);
        SAY(clients[i], "GET /gate" HOST "\r\n");
    }
    WAIT_FOR(atomic_load(&bench.running) == 1);
    pthread_t thread;
    Stopping stopping = {server, 0};
    pthread_create(&thread, NULL, stop, &stopping);
    usleep(100 * 1000);
    atomic_store(&bench.open, 1);
    pthread_join(thread, NULL);
    CHECK_INT(bench.running, 1); /* those in the queue were not started any more */
    for (int i = 0; i < COUNT_OF(clients); i++) client_close(clients[i]);
}

/* Asks again and again, on the same connection as long as the server keeps it; ends when nobody listens. */
static void *ask_on(void *cls) {
    const int *port = cls;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    static const char request[] = "GET /work" HOST "\r\n";
    for (;;) {
        char bytes[1000];
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
            close(fd);
            return NULL;
        }
        for (int answers = 0;; answers++) {
            ssize_t got = -1;
            if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) > 0)
                got = recv(fd, bytes, sizeof bytes, 0);
            Str answer = {bytes, got > 0 ? (size_t)got : 0};
            bool whole = contains(answer, " 200 OK\r\n") && str_ends(answer, STR("hello"));
            if (!whole && answers > 0) return cls; /* a connection that was served has lost a request */
            if (!whole || contains(answer, "Connection: close")) break;
        }
        close(fd);
    }
}

TEST(stopping_under_load_loses_no_request) {
    Bench bench = {0};
    for (int round = 0; round < 5; round++) {
        Server *server = serve_usual(&bench);
        int port = server_port(server);
        pthread_t threads[8];
        for (int i = 0; i < COUNT_OF(threads); i++) pthread_create(&threads[i], NULL, ask_on, &port);
        usleep(100 * 1000);
        int64_t start = clock_ms();
        server_stop(server, 5);
        CHECK(clock_ms() - start < 2000);
        for (int i = 0; i < COUNT_OF(threads); i++) {
            void *lost;
            pthread_join(threads[i], &lost);
            CHECK(lost == NULL);
        }
    }
}

static void check_listen(const char *listen, bool good) {
    Server *server = NULL;
    Error err = {0};
    ServerOptions options = {.listen = listen, .routes = routes, .route_count = 1};
    bool started = server_start(&options, &server, &err);
    if (started) server_stop(server, 0);
    if (started != good || (!good && !str_is(str_of(err.field), "listen")))
        test_fail(__FILE__, __LINE__, "%s: %s", listen, err.message);
}

TEST(addresses_to_listen_at_are_checked) {
    check_listen("127.0.0.1:0", true);
    check_listen("localhost:0", true);
    const char *const bad[] = {"",
                               ":",
                               ":80",
                               "127.0.0.1",
                               "127.0.0.1:",
                               "127.0.0.1:x",
                               "127.0.0.1:65536",
                               "::1:80",
                               "no.such.host.invalid:80",
                               "192.0.2.1:80",
                               NULL};
    for (int i = 0; i < COUNT_OF(bad); i++) check_listen(bad[i], false);
}

TEST(a_port_in_use_is_a_clear_error) {
    Bench bench = {0};
    Server *server = serve_usual(&bench), *second = NULL;
    char listen[40];
    Error err = {0};
    snprintf(listen, sizeof listen, "127.0.0.1:%d", server_port(server));
    ServerOptions options = {.listen = listen, .routes = routes, .route_count = 1};
    CHECK(!server_start(&options, &second, &err));
    CHECK(contains(str_of(err.message), "in use"));
    server_stop(server, 0);
}

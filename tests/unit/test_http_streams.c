/* Event streams: order, filter, what is missed by nobody, who is closed and when. */
#include <sys/resource.h>

#include "test_http.h"

typedef struct Bench {
    Server *server;
    int64_t topic, after_seq, key;
    Str head;
    void (*meanwhile)(struct Bench *bench); /* happens while the handler reads its history */
} Bench;

static bool subscribe(Request *request, Error *err) {
    Bench *bench = request->application;
    if (bench->meanwhile) bench->meanwhile(bench);
    stream_key(request, bench->key);
    respond_header(request, "X-Own", STR("yes"));
    respond_stream(request, bench->topic, bench->after_seq, bench->head);
    return true;
}

static bool hello(Request *request, Error *err) {
    respond(request, 200, "text/plain", STR("hello"));
    return true;
}

static const Route routes[] = {
    {METHOD_GET, "/events", subscribe, .flags = ROUTE_STREAM},
    {METHOD_GET, "/hello", hello},
};

static ServerOptions usual(Bench *bench) {
    return (ServerOptions){
        .routes = routes, .route_count = COUNT_OF(routes), .application = bench, .workers = 4};
}

static Server *serve_usual(Bench *bench) {
    ServerOptions options = usual(bench);
    bench->server = serve(&options);
    return bench->server;
}

static void publish(Server *server, int64_t topic, int64_t seq) {
    char text[60];
    int len = snprintf(text, sizeof text, "id: %lld\ndata: %lld\n\n", (long long)seq, (long long)topic);
    StreamFrame frame = {.seq = seq, .topic = topic, .text = {text, (size_t)len}};
    server_publish(server, &frame);
}

static Client *stream_open(Server *server, Arena *arena, Answer *answer) {
    Client *client = client_open(server);
    SAY(client, "GET /events" HOST "\r\n");
    *answer = client_answer(client, arena);
    return client;
}

/* A stream that is open and registered, its own part of the head read. */
static Client *subscribed(Server *server) {
    Arena arena = arena_make(MIB);
    Answer answer;
    Client *client = stream_open(server, &arena, &answer);
    arena_done(&arena);
    CHECK_INT(answer.status, 200);
    return client;
}

/* The next event or comment, up to its empty line; STR_NULL at the end. */
static Str next_frame(Client *client, Arena *arena) {
    size_t end;
    while (!str_find((Str){client->bytes, client->len}, STR("\n\n"), &end))
        if (!client_more(client)) return STR_NULL;
    Str frame = str_copy(arena, (Str){client->bytes, end});
    client_take(client, end + 2);
    return frame;
}

static int64_t next_id(Client *client) {
    Arena arena = arena_make(MIB);
    Str frame, rest;
    do frame = next_frame(client, &arena);
    while (str_starts(frame, STR(":")));
    int64_t id = -1;
    if (str_starts(frame, STR("id: "))) str_int(str_cut(str_from(frame, 4), '\n', &rest), &id);
    arena_done(&arena);
    return id;
}

TEST(a_stream_sends_its_head_and_then_the_frames_of_its_topic_in_order) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7, .head = STR("retry: 1000\n\n")};
    Server *server = serve_usual(&bench);
    Answer answer;
    Client *client = stream_open(server, &arena, &answer);
    CHECK_INT(answer.status, 200);
    CHECK_STR(answer_header(answer.head, "Content-Type"), STR("text/event-stream"));
    CHECK_STR(answer_header(answer.head, "Cache-Control"), STR("no-store"));
    CHECK_STR(answer_header(answer.head, "X-Own"), STR("yes"));
    CHECK(answer_header(answer.head, "Date").len == 29);
    CHECK_STR(next_frame(client, &arena), STR("retry: 1000"));
    for (int seq = 1; seq <= 1000; seq++) publish(server, seq % 2 ? 7 : 8, seq);
    for (int seq = 1; seq <= 1000; seq += 2) CHECK_INT(next_id(client), seq);
    CHECK_INT(server_stream_count(server), 1);
    server_stop(server, 1);
    CHECK(client_ended(client));
    client_close(client);
    arena_done(&arena);
}

TEST(a_stream_resumes_behind_the_number_it_is_given) {
    Bench bench = {.topic = 7, .after_seq = 40};
    Server *server = serve_usual(&bench);
    for (int seq = 1; seq <= 50; seq++) publish(server, 7, seq);
    Client *client = subscribed(server);
    for (int seq = 41; seq <= 50; seq++) CHECK_INT(next_id(client), seq);
    publish(server, 7, 50);
    publish(server, 7, 51);
    CHECK_INT(next_id(client), 51);
    client_close(client);
    server_stop(server, 1);
}

static void publish_a_few(Bench *bench) {
    for (int seq = 11; seq <= 15; seq++) publish(bench->server, bench->topic, seq);
}

TEST(frames_published_while_the_handler_runs_are_not_missed) {
    Bench bench = {.topic = 7, .after_seq = 10, .meanwhile = publish_a_few};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    for (int seq = 11; seq <= 15; seq++) CHECK_INT(next_id(client), seq);
    client_close(client);
    server_stop(server, 1);
}

static void publish_more_than_the_ring_holds(Bench *bench) {
    for (int seq = 11; seq <= 5000; seq++) publish(bench->server, bench->topic, seq);
}

TEST(a_stream_that_would_miss_frames_is_closed_behind_its_head) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7,
                   .after_seq = 10,
                   .head = STR("id: 10\n\n"),
                   .meanwhile = publish_more_than_the_ring_holds};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    CHECK_STR(next_frame(client, &arena), STR("id: 10"));
    CHECK(client_ended(client));
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_fast_reader_gets_a_burst_larger_than_the_ring) {
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    int64_t seen = 0;
    for (int seq = 1; seq <= 20000; seq++) {
        publish(server, 7, seq);
        while (seq - seen > 2000) CHECK_INT(next_id(client), ++seen);
    }
    while (seen < 20000) CHECK_INT(next_id(client), ++seen);
    client_close(client);
    server_stop(server, 1);
}

TEST(a_reader_that_falls_behind_the_ring_is_closed) {
    Bench bench = {.topic = 7};
    ServerOptions options = usual(&bench);
    options.heartbeat_ms = 100;
    Server *server = serve(&options);
    Client *slow = subscribed(server);
    WAIT_FOR(server_stream_count(server) == 1);
    char *text = calloc(1, 100000);
    memset(text, 'x', 100000);
    for (int seq = 1; seq <= 400; seq++) {
        StreamFrame frame = {.seq = seq, .topic = 7, .text = {text, 100000}};
        server_publish(server, &frame);
    }
    free(text);
    WAIT_FOR(server_stream_count(server) == 0);
    client_close(slow);
    server_stop(server, 1);
}

TEST(a_frame_too_long_for_the_ring_closes_the_streams_of_its_topic) {
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    bench.topic = 8;
    Client *other = subscribed(server);
    char *text = calloc(1, STREAM_FRAME_MAX + 1);
    StreamFrame frame = {.seq = 1, .topic = 7, .text = {text, STREAM_FRAME_MAX + 1}};
    server_publish(server, &frame);
    free(text);
    CHECK(client_ended(client));
    publish(server, 8, 2);
    CHECK_INT(next_id(other), 2);
    client_close(client);
    client_close(other);
    server_stop(server, 1);
}

TEST(a_long_head_is_sent_whole_before_the_frames) {
    Arena arena = arena_make(64 * MIB);
    size_t len = 4 * MIB;
    char *text = arena_alloc(&arena, len);
    memset(text, 'x', len);
    mem_copy(text, "data: ", 6);
    mem_copy(text + len - 2, "\n\n", 2);
    Bench bench = {.topic = 7, .head = {text, len}};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    publish(server, 7, 1);
    size_t got = client->len;
    for (client->len = 0; got < len; client->len = 0) {
        CHECK(client_more(client));
        got += client->len;
    }
    client->len = got - len; /* nothing, or the start of the frame, which fits one segment */
    if (client->len == 0) CHECK_INT(next_id(client), 1);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- closing ---- */

static void close_key_5(Bench *bench) {
    server_close_streams(bench->server, 5);
}

TEST(streams_are_closed_by_their_key_whatever_their_topic) {
    Bench bench = {.topic = 7, .key = 5};
    Server *server = serve_usual(&bench);
    Client *first = subscribed(server);
    bench.topic = 8;
    Client *second = subscribed(server);
    bench.key = 6;
    Client *other = subscribed(server);
    server_close_streams(server, 5);
    CHECK(client_ended(first));
    CHECK(client_ended(second));
    publish(server, 8, 1);
    CHECK_INT(next_id(other), 1);
    CHECK_INT(server_stream_count(server), 1);
    client_close(first);
    client_close(second);
    client_close(other);
    server_stop(server, 1);
}

TEST(a_key_closed_while_the_handler_runs_is_honoured) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7, .key = 5, .meanwhile = close_key_5};
    Server *server = serve_usual(&bench);
    Answer answer;
    Client *client = stream_open(server, &arena, &answer);
    CHECK_INT(answer.status, 0);
    client_close(client);
    bench.key = 6;
    client = subscribed(server);
    CHECK_INT(server_stream_count(server), 1);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(a_client_that_leaves_is_noticed_at_once) {
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    Client *client = subscribed(server);
    CHECK_INT(server_stream_count(server), 1);
    client_close(client);
    WAIT_FOR(server_stream_count(server) == 0);
    server_stop(server, 1);
}

/* The stream may be closed before the library has closed its own number of the socket. */
TEST(clients_that_leave_at_once_harm_nobody) {
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    for (int i = 0; i < 500; i++) {
        int fd = dial(server);
        static const char request[] = "GET /events" HOST "\r\n";
        CHECK(send(fd, request, sizeof request - 1, MSG_NOSIGNAL) > 0);
        if (i % 2) usleep(200);
        close(fd);
        publish(server, 7, i + 1);
    }
    Client *client = subscribed(server);
    WAIT_FOR(server_stream_count(server) == 1);
    client_close(client);
    server_stop(server, 1);
}

TEST(a_quiet_stream_has_a_heartbeat) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7};
    ServerOptions options = usual(&bench);
    options.heartbeat_ms = 100;
    Server *server = serve(&options);
    Client *client = subscribed(server);
    int64_t start = clock_ms();
    for (int i = 0; i < 3; i++) CHECK_STR(next_frame(client, &arena), STR(":"));
    int64_t took = clock_ms() - start;
    CHECK(took >= 250 && took < 2000);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(head_of_a_stream_is_a_head) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    Client *client = client_open(server);
    SAY(client, "HEAD /events" HOST "\r\nGET /hello" HOST "\r\n");
    Answer answer = client_answer_to(client, &arena, true);
    CHECK_STR(answer_header(answer.head, "Content-Type"), STR("text/event-stream"));
    CHECK_STR(client_answer(client, &arena).body, STR("hello"));
    CHECK_INT(server_stream_count(server), 0);
    client_close(client);
    server_stop(server, 1);
    arena_done(&arena);
}

TEST(streams_have_a_maximum) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7};
    ServerOptions options = usual(&bench);
    options.streams_max = 2;
    Server *server = serve(&options);
    Client *first = subscribed(server), *second = subscribed(server);
    Answer answer;
    Client *third = stream_open(server, &arena, &answer);
    CHECK_INT(answer.status, 503);
    client_close(first);
    client_close(second);
    client_close(third);
    server_stop(server, 1);
    arena_done(&arena);
}

/* A stream keeps its place among the connections of its address. */
TEST(streams_count_as_connections) {
    Arena arena = arena_make(MIB);
    Bench bench = {.topic = 7};
    ServerOptions options = usual(&bench);
    options.connections_per_loopback = 2;
    Server *server = serve(&options);
    Client *first = subscribed(server), *second = subscribed(server);
    CHECK_INT(ASK(server, &arena, "GET /hello" HOST "\r\n").status, 0);
    client_close(first);
    client_close(second);
    Answer answer;
    WAIT_FOR((answer = ASK(server, &arena, "GET /hello" HOST "\r\n")).status == 200);
    server_stop(server, 1);
    arena_done(&arena);
}

/* ---- many ---- */

enum { MANY = 2000 };

static int read_to_head_end(int fd) {
    char bytes[600];
    size_t len = 0, end;
    while (len < sizeof bytes) {
        ssize_t got = recv(fd, bytes + len, sizeof bytes - len, 0);
        if (got <= 0) return -1;
        len += (size_t)got;
        if (str_find((Str){bytes, len}, STR("\r\n\r\n"), &end)) return (int)(len - end - 4);
    }
    return -1;
}

TEST(two_thousand_streams_all_get_their_event) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 3 * MANY) test_skip("too few file descriptors");
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    Bench bench = {.topic = 7};
    Server *server = serve_usual(&bench);
    int fds[MANY];
    for (int i = 0; i < MANY; i++) {
        static const char request[] = "GET /events" HOST "\r\n";
        fds[i] = dial(server);
        CHECK(send(fds[i], request, sizeof request - 1, MSG_NOSIGNAL) > 0);
    }
    for (int i = 0; i < MANY; i++) CHECK_INT(read_to_head_end(fds[i]), 0);
    CHECK_INT(server_stream_count(server), MANY);
    publish(server, 7, 1);
    for (int i = 0; i < MANY; i++) {
        char bytes[100];
        CHECK_INT(recv(fds[i], bytes, sizeof bytes, 0), 15);
        CHECK(mem_equal(bytes, "id: 1\ndata: 7\n\n", 15));
    }
    for (int i = 0; i < MANY; i += 2) close(fds[i]);
    WAIT_FOR(server_stream_count(server) == MANY / 2);
    server_stop(server, 1);
    for (int i = 1; i < MANY; i += 2) close(fds[i]);
}

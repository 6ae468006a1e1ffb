/* Answering. See http.h for what the application calls; the rest brings the decided answer onto the wire. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/utf8.h"
#include "http/exchange.h"

enum { SEND_MS = 30000, SEND_BYTES_PER_MS = 16 };

void respond(Request *request, int status, const char *type, Str body) {
    request->response.status = status;
    request->response.type = type;
    request->response.body = body;
    request->response.stream = false;
}

static bool fits_header(Str value) {
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7F) return false;
    return true;
}

void respond_header(Request *request, const char *name, Str value) {
    Exchange *exchange = request->handle;
    Response *response = &request->response;
    if (response->header_count == RESPONSE_HEADERS_MAX || !fits_header(value)) {
        exchange->answer_broken = true;
        return;
    }
    const char *copy = str_terminated(request->arena, value);
    if (!copy) return; /* the arena is full: the whole answer will be replaced */
    response->headers[response->header_count].name = name;
    response->headers[response->header_count++].value = (Str){copy, value.len};
}

static bool has_header(const Response *response, const char *name) {
    for (int i = 0; i < response->header_count; i++)
        if (!strcasecmp(response->headers[i].name, name)) return true;
    return false;
}

/* ---- problems ---- */

static void add_text(StrBuf *to, Str text) {
    strbuf_char(to, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\') strbuf_char(to, '\\');
        if (c < 0x20) strbuf_fmt(to, "\\u%04x", c);
        else strbuf_char(to, (char)c);
    }
    strbuf_char(to, '"');
}

static void add_member(StrBuf *to, Arena *arena, const char *name, const char *text) {
    if (!text[0]) return;
    strbuf_fmt(to, ",\"%s\":", name);
    add_text(to, utf8_mend(arena, str_of(text)));
}

static void add_type(StrBuf *to, ErrorKind kind) {
    strbuf_add(to, STR("{\"type\":\"/problems/"));
    for (const char *at = error_name(kind); *at; at++) strbuf_char(to, *at == '_' ? '-' : (char)(*at | 0x20));
    strbuf_char(to, '"');
}

void respond_problem(Request *request, const Error *err) {
    const Exchange *exchange = request->handle;
    Arena *arena = request->arena;
    int status = exchange->refused && exchange->status ? exchange->status : error_status(err->kind);
    if (arena->full) { /* what filled it is not sent: room for the answer that says so */
        arena->full = false;
        arena->limit += 64 * KIB;
    }
    StrBuf buf = strbuf_make(arena, 0);
    add_type(&buf, err->kind);
    add_member(&buf, arena, "title", error_title(err->kind));
    strbuf_fmt(&buf, ",\"status\":%d", status);
    add_member(&buf, arena, "detail", err->message);
    add_member(&buf, arena, "field", err->field);
    add_member(&buf, arena, "hint", err->hint);
    strbuf_char(&buf, '}');
    respond(request, status, "application/problem+json", strbuf_str(&buf));
    if (err->kind == ERROR_BUSY && !has_header(&request->response, "Retry-After"))
        respond_header(request, "Retry-After", STR("1"));
}

/* ---- streams ---- */

void stream_key(Request *request, int64_t key) {
    Exchange *exchange = request->handle;
    exchange->stream.key = key;
}

void respond_stream(Request *request, int64_t topic, int64_t after_seq, Str head) {
    Exchange *exchange = request->handle;
    respond(request, MHD_HTTP_OK, "text/event-stream", head);
    request->response.stream = true;
    if (head.len > STREAM_HEAD_MAX) exchange->answer_broken = true;
    exchange->stream.topic = topic;
    exchange->stream.after_seq = after_seq;
}

/* ---- onto the wire ---- */

static void add_date(StrBuf *to) {
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm tm;
    time_t now = time(NULL);
    gmtime_r(&now, &tm);
    strbuf_fmt(to, "Date: %.3s, %02d %.3s %d %02d:%02d:%02d GMT\r\n", days + 3 * tm.tm_wday, tm.tm_mday,
               months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* The answer as bytes, for what does not go through the library; ends with the connection. */
static Str answer_bytes(Exchange *exchange) {
    const Response *response = &exchange->request.response;
    StrBuf buf = strbuf_make(&exchange->arena, 0);
    strbuf_fmt(&buf, "HTTP/1.1 %d %s\r\n", response->status,
               MHD_get_reason_phrase_for((unsigned)response->status));
    add_date(&buf);
    if (response->type) strbuf_fmt(&buf, "Content-Type: %s\r\n", response->type);
    for (int i = 0; i < response->header_count; i++)
        strbuf_fmt(&buf, "%s: %.*s\r\n", response->headers[i].name, STR_ARG(response->headers[i].value));
    if (!response->stream) strbuf_fmt(&buf, "Content-Length: %zu\r\n", response->body.len);
    strbuf_add(&buf, STR("Connection: close\r\n\r\n"));
    strbuf_add(&buf, response->body);
    return strbuf_str(&buf);
}

static int socket_of(const Exchange *exchange) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->library, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void response_send_now(Exchange *exchange) {
    Str bytes = answer_bytes(exchange);
    int fd = socket_of(exchange);
    if (exchange->arena.full || send(fd, bytes.at, bytes.len, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) return;
    guard_linger(exchange->server->guard, fd);
}

/* The stream gets a twin of the socket, and the library closes its own without a word: in turbo mode it does
 * not shut the connection down before. */
static bool start_stream(Exchange *exchange) {
    Request *request = &exchange->request;
    Server *server = exchange->server;
    if (!has_header(&request->response, "Cache-Control"))
        respond_header(request, "Cache-Control", STR("no-store"));
    respond_header(request, "X-Accel-Buffering", STR("no")); /* nginx would hold events back */
    exchange->stream.head = answer_bytes(exchange);
    exchange->stream.address = exchange->connection->address;
    if (exchange->arena.full || streams_are_full(server->streams)) return false;
    exchange->stream.fd = fcntl(socket_of(exchange), F_DUPFD_CLOEXEC, 0);
    if (exchange->stream.fd < 0) return false;
    guard_take_place(server->guard, exchange->connection);
    if (streams_open(server->streams, &exchange->stream)) return true;
    close(exchange->stream.fd);
    guard_release(server->guard, exchange->stream.address);
    return false;
}

static struct MHD_Response *library_response(Exchange *exchange) {
    const Response *from = &exchange->request.response;
    Str body = from->body;
    struct MHD_Response *to =
        MHD_create_response_from_buffer(body.len, (void *)body.at, MHD_RESPMEM_PERSISTENT);
    if (!to) return NULL;
    bool good = !from->type || MHD_add_response_header(to, "Content-Type", from->type) == MHD_YES;
    for (int i = 0; i < from->header_count && good; i++)
        good = MHD_add_response_header(to, from->headers[i].name, from->headers[i].value.at) == MHD_YES;
    if (exchange->close || atomic_load(&exchange->server->draining))
        good = good && MHD_add_response_header(to, "Connection", "close") == MHD_YES;
    if (good) return to;
    MHD_destroy_response(to);
    return NULL;
}

enum MHD_Result response_send(Exchange *exchange) {
    Request *request = &exchange->request;
    if (request->response.stream && !exchange->head_only) {
        if (start_stream(exchange)) return MHD_NO;
        Error err;
        error_set(&err, ERROR_BUSY, "There are too many event streams.");
        respond_problem(request, &err);
    } else if (request->response.stream) {
        respond(request, MHD_HTTP_OK, "text/event-stream", STR(""));
    }
    struct MHD_Response *response = library_response(exchange);
    if (!response) return MHD_NO;
    guard_allow(exchange->connection, SEND_MS + (int64_t)(request->response.body.len / SEND_BYTES_PER_MS));
    enum MHD_Result queued =
        MHD_queue_response(exchange->library, (unsigned)request->response.status, response);
    MHD_destroy_response(response);
    return queued;
}

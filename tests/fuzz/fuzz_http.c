/* Fuzzes what the web server reads from strangers: targets, routes and cookies as pure functions, and whole
 * connections over a real socket.
 *
 * The property of a connection: the server answers 200 at most as often as a second reader, written here with
 * the plainest grammar, finds requests. A head that the server reads more kindly than that is how requests
 * are smuggled. The second reader stops where chunks begin, whose lines libmicrohttpd may end with a bare
 * line feed. */
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "http/http.h"
#include "http/router.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ANSWER_MS = 5 }; /* of silence: no more answers */

static Server *server;

static bool answer(Request *request, Error *err) {
    Str name, value;
    for (int i = 0; request_query_at(request, i, &name, &value); i++)
        if (!utf8_valid(name) || !utf8_valid(value)) abort();
    respond(request, 200, "text/plain", request_cookie(request, "session"));
    return true;
}

static const Route routes[] = {
    {METHOD_GET, "/", answer, .flags = ROUTE_QUICK},
    {METHOD_GET, "/{id}", answer, .flags = ROUTE_QUICK},
    {METHOD_POST, "/{id}/b/{c}", answer, .flags = ROUTE_QUICK, .body_max = 1000},
    {METHOD_GET, "/f/{rest...}", answer, .flags = ROUTE_QUICK},
};

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    Error err;
    const ServerOptions options = {.listen = "127.0.0.1:0",
                                   .routes = routes,
                                   .route_count = COUNT_OF(routes),
                                   .workers = 1,
                                   .head_ms = 2000};
    if (!server_start(&options, &server, &err)) abort();
    return 0;
}

/* ---- the pure parts ---- */

static void try_texts(Str text) {
    Arena arena = arena_make(4 * MIB);
    Target target = {0};
    Router router;
    Error err;
    if (!router_build(&arena, routes, COUNT_OF(routes), &router, &err)) abort();
    if (target_parse(&arena, text, &target, &err)) {
        RouterMatch match = router_find(&router, &arena, &target, METHOD_GET);
        for (int i = 0; i < match.parameter_count; i++)
            if (!utf8_valid(match.parameters[i])) abort();
    }
    cookie_find(text, STR("session"));
    forwarded_last(text);
    arena_done(&arena);
}

/* ---- the second reader ---- */

static bool only(Str text, const char *allowed) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == 0 || !strchr(allowed, text.at[i])) return false;
    return text.len > 0;
}

#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static bool printable(Str text) {
    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.at[i] < ' ' && text.at[i] != '\t') || text.at[i] == 0x7F) return false;
    return true;
}

static bool good_request_line(Str line) {
    Str version, target, method = str_cut(line, ' ', &target);
    target = str_cut(target, ' ', &version);
    return only(method, ALPHANUMERIC "!#$%&'*+-.^_`|~") && target.len && printable(target) &&
           (str_is(version, "HTTP/1.1") || str_is(version, "HTTP/1.0") ||
            (version.len == 8 && str_starts(version, STR("HTTP/1."))));
}

static bool is_name(Str name, const char *wanted) {
    return name.len == strlen(wanted) && !strncasecmp(name.at, wanted, name.len);
}

/* The next line without its CR LF. */
static bool take_line(Str *rest, Str *line) {
    size_t end;
    if (!str_find(*rest, STR("\r\n"), &end)) return false;
    *line = str_slice(*rest, 0, end);
    *rest = str_from(*rest, end + 2);
    return true;
}

/* How many requests stand in the bytes; -1: as many as it likes, chunks begin. */
static int count_requests(Str rest) {
    for (int count = 0;; count++) {
        Str line;
        int64_t length = 0;
        while (rest.len && (rest.at[0] == '\r' || rest.at[0] == '\n')) rest = str_from(rest, 1);
        if (!take_line(&rest, &line) || !good_request_line(line)) return count;
        for (;;) {
            if (!take_line(&rest, &line)) return count;
            if (line.len == 0) break;
            Str value, name = str_cut(line, ':', &value);
            if (!value.at || !only(name, ALPHANUMERIC "!#$%&'*+-.^_`|~") || !printable(value)) return count;
            if (is_name(name, "Transfer-Encoding")) return -1;
            if (is_name(name, "Content-Length") && !str_int(str_trim(value), &length)) return count;
        }
        if (length < 0 || (uint64_t)length > rest.len) return count;
        rest = str_from(rest, (size_t)length);
    }
}

static int count_200(Str said) {
    int count = 0;
    size_t at;
    while (str_find(said, STR("HTTP/1.1 200 OK\r\n"), &at)) {
        said = str_from(said, at + 1);
        count++;
    }
    return count;
}

static void try_connection(Str bytes) {
    static char said[1 << 20];
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server_port(server))};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0) abort();
    for (Str rest = bytes; rest.len;) {
        ssize_t sent = send(fd, rest.at, rest.len, MSG_NOSIGNAL);
        if (sent <= 0) break;
        rest = str_from(rest, (size_t)sent);
    }
    shutdown(fd, SHUT_WR);
    size_t len = 0;
    for (ssize_t got = 1; got > 0 && len<sizeof said; len += got> 0 ? (size_t)got : 0)
        got = recv(fd, said + len, sizeof said - len, 0);
    close(fd);
    int wanted = count_requests(bytes);
    if (wanted >= 0 && count_200((Str){said, len}) > wanted) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    Str text = {(const char *)data + 1, size - 1};
    if (data[0] % 4) try_texts(text);
    else try_connection(text);
    return 0;
}

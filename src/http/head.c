/* The checks of a request's head.
 *
 * Request smuggling lives on heads that two programs read differently: two lengths, a length beside chunks,
 * lines ended by a bare line feed or carriage return, a NUL where one reader stops, folded lines, white space
 * before the colon. All are refused. libmicrohttpd before 1.0 accepts most of them, but parses in place:
 * names and values are views of its buffer, with each line's end overwritten by zero bytes. In a clean head
 * they therefore follow each other without a gap: name, one zero, spaces, value, two zeros. A line that ended
 * otherwise, or a NUL within, leaves a gap. */
#include "http/exchange.h"

#include <strings.h>

#include "base/banned.h"

typedef struct Scan {
    const char *at; /* where the next line has to start; NULL: not checked */
    const char *problem;
    int hosts, lengths, encodings;
    bool chunked, expects_continue;
    int64_t length;
} Scan;

static bool is_token(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!alphanumeric && (c == 0 || !strchr("!#$%&'*+-.^_`|~", c))) return false;
    }
    return len > 0;
}

static bool is_value(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7F) return false;
    return true;
}

static bool is_target(Str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] <= 0x20 || text.at[i] == 0x7F) return false;
    return true;
}

/* Does the line stand at scan->at, whole? Moves scan->at behind it. */
static bool follows(Scan *scan, const char *name, size_t name_len, const char *value, size_t value_len) {
    if (name != scan->at || value <= name + name_len || name[name_len] != 0) return false;
    for (const char *gap = name + name_len + 1; gap < value; gap++)
        if (*gap != ' ' && *gap != '\t') return false;
    if (value[value_len] != 0 || value[value_len + 1] != 0) return false;
    scan->at = value + value_len + 2;
    return true;
}

static void note(Scan *scan, const char *name, Str value) {
    if (!strcasecmp(name, "Host")) {
        scan->hosts++;
    } else if (!strcasecmp(name, "Content-Length")) {
        scan->lengths++;
        if (!str_int(value, &scan->length) || scan->length < 0) scan->problem = "Content-Length is no number";
    } else if (!strcasecmp(name, "Transfer-Encoding")) {
        scan->encodings++;
        scan->chunked = value.len == 7 && !strncasecmp(value.at, "chunked", 7);
    } else if (!strcasecmp(name, "Expect")) {
        scan->expects_continue = value.len == 12 && !strncasecmp(value.at, "100-continue", 12);
    }
}

static enum MHD_Result scan_line(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_len,
                                 const char *value, size_t value_len) {
    Scan *scan = cls;
    if (!value) value = "";
    if (!is_token(name, name_len))
        scan->problem = "the name of a header is not made of the allowed characters";
    else if (!is_value(value, value_len)) scan->problem = "the value of a header has a control character";
    else if (scan->at && !follows(scan, name, name_len, value, value_len))
        scan->problem = "a header line is folded, has a NUL, or does not end with CR LF";
    else note(scan, name, (Str){value, value_len});
    return scan->problem ? MHD_NO : MHD_YES;
}

static const char *framing_problem(const Scan *scan, bool is_1_0) {
    if (scan->hosts > 1) return "Host is repeated";
    if (scan->hosts == 0 && !is_1_0) return "Host is missing";
    if (scan->lengths > 1) return "Content-Length is repeated";
    if (scan->encodings > 1) return "Transfer-Encoding is repeated";
    if (scan->lengths && scan->encodings) return "it has both Content-Length and Transfer-Encoding";
    if (scan->encodings && !scan->chunked) return "the only Transfer-Encoding understood here is chunked";
    if (scan->encodings && is_1_0) return "HTTP/1.0 has no Transfer-Encoding";
    return NULL;
}

/* Where the first header line has to start, or NULL when the request line has gaps. */
static const char *behind_request_line(const Exchange *exchange, const char *method, const char *version) {
    const char *uri = exchange->raw_uri;
    size_t version_len = strlen(version);
    if (uri != method + strlen(method) + 1 || version != uri + exchange->raw_target.len + 1) return NULL;
    if (version[version_len] != 0 || version[version_len + 1] != 0) return NULL;
    return version + version_len + 2;
}

static size_t head_size(const Exchange *exchange) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->library, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

bool head_check(Exchange *exchange, const char *method, const char *version, Error *err) {
    Scan scan = {0};
    size_t size = head_size(exchange);
    bool in_place = exchange->server->library_is_old;
    if (size > HEAD_MAX) {
        exchange->status = MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
        return error_set(err, ERROR_TOO_LARGE, "The head of the request is longer than %d bytes.", HEAD_MAX);
    }
    if (!is_token(method, strlen(method))) scan.problem = "the method is not made of the allowed characters";
    else if (!is_target(exchange->raw_target)) scan.problem = "the target has a space or a control character";
    else if (in_place) {
        scan.at = behind_request_line(exchange, method, version);
        if (!scan.at)
            scan.problem = "the request line has a NUL, too many spaces, or does not end with CR LF";
    }
    if (!scan.problem) MHD_get_connection_values_n(exchange->library, MHD_HEADER_KIND, scan_line, &scan);
    if (!scan.problem && in_place && scan.at + 2 != method + size)
        scan.problem = "the empty line behind the headers does not end with CR LF";
    if (!scan.problem) scan.problem = framing_problem(&scan, !strcmp(version, "HTTP/1.0"));
    if (scan.problem)
        return error_set(err, ERROR_MALFORMED, "The head of the request is malformed: %s.", scan.problem);
    exchange->content_length = scan.chunked ? -1 : scan.length;
    exchange->expects_continue = scan.expects_continue;
    return true;
}

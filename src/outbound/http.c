/* HTTP to addresses that somebody else named. See outbound.h. */
#include <curl/curl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "outbound/outbound.h"

#include "base/banned.h"

struct Outbound {
    AddressRanges also;
};

bool outbound_open(const AddressRanges *also, Outbound **ret, Error *err) {
    Outbound *outbound = calloc(1, sizeof *outbound);
    if (!outbound || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        free(outbound);
        return error_no_memory(err);
    }
    outbound->also = *also;
    *ret = outbound;
    return true;
}

void outbound_close(Outbound *outbound) {
    if (!outbound) return;
    free(outbound);
    curl_global_cleanup();
}

/* What one request has on the way. */
typedef struct Exchange {
    const Outbound *outbound;
    StrBuf body;
    size_t answer_max;
    bool refused;
} Exchange;

/* Called by libcurl for each connection with the address that it will connect to. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to) {
    Exchange *exchange = context;
    if (purpose != CURLSOCKTYPE_IPCXN || !address_allowed(&to->addr, &exchange->outbound->also)) {
        exchange->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    Exchange *exchange = context;
    size_t left = exchange->answer_max - exchange->body.len, len = size * count;
    strbuf_add(&exchange->body, (Str){bytes, len < left ? len : left});
    return len <= left ? len : CURL_WRITEFUNC_ERROR;
}

static void handle_done(CURL **handle) {
    curl_easy_cleanup(*handle);
}

static void headers_done(struct curl_slist **headers) {
    curl_slist_free_all(*headers);
}

static void set_limits(CURL *handle, const OutboundRequest *request) {
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, (long)OUTBOUND_REDIRECTS_MAX);
    curl_easy_setopt(handle, CURLOPT_POSTREDIR, (long)CURL_REDIR_POST_ALL);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)request->seconds);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)request->seconds);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
}

/* `code` in words that tell nobody what lies inside the operator's network. */
static bool failed(CURLcode code, const Exchange *exchange, Error *err) {
    if (exchange->refused) {
        error_set(err, ERROR_INVALID, "This address does not lie in the public network.");
        return error_hint(err, "The operator can allow a range of addresses: outbound_allow.");
    }
    if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
        return error_set(err, ERROR_INVALID, "This is not an address that begins with http:// or https://.");
    error_set(err, ERROR_BUSY, "No answer: %s.", curl_easy_strerror(code));
    return false;
}

bool outbound_send(Outbound *outbound, Arena *arena, const OutboundRequest *request, OutboundAnswer *ret,
                   Error *err) {
    CLEANUP(handle_done) CURL *handle = curl_easy_init();
    CLEANUP(headers_done) struct curl_slist *headers = NULL;
    Exchange exchange = {outbound, strbuf_make(arena, 0), request->answer_max, false};
    if (!handle) return error_no_memory(err);
    set_limits(handle, request);
    for (int i = 0; request->headers[i]; i++) {
        struct curl_slist *more = curl_slist_append(headers, request->headers[i]);
        if (!more) return error_no_memory(err);
        headers = more;
    }
    curl_easy_setopt(handle, CURLOPT_URL, request->url);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
    if (request->body.at) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request->body.at);
    }
    CURLcode code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    bool cut = code == CURLE_WRITE_ERROR && exchange.body.len == exchange.answer_max;
    if (code != CURLE_OK && !cut) return failed(code, &exchange, err);
    if (arena->full) return error_no_memory(err);
    *ret = (OutboundAnswer){(int)status, strbuf_str(&exchange.body)};
    return true;
}

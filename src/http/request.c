/* Reading a request. See http.h. Query and path were decoded when the head was complete; headers are looked
 * up in the library's list, which does not change any more. */
#include "base/banned.h"
#include "http/exchange.h"

Str request_header(const Request *request, const char *name) {
    const Exchange *exchange = request->handle;
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(exchange->library, MHD_HEADER_KIND, name, strlen(name), &value, &len) !=
        MHD_YES)
        return STR_NULL;
    return value ? str_trim((Str){value, len}) : STR("");
}

Str request_cookie(const Request *request, const char *name) {
    return cookie_find(request_header(request, "Cookie"), str_of(name));
}

Str request_query(const Request *request, const char *name) {
    const Exchange *exchange = request->handle;
    for (int i = 0; i < exchange->target.query_count; i++)
        if (str_is(exchange->target.query[i].name, name)) return exchange->target.query[i].value;
    return STR_NULL;
}

bool request_query_at(const Request *request, int i, Str *name, Str *value) {
    const Exchange *exchange = request->handle;
    if (i < 0 || i >= exchange->target.query_count) return false;
    *name = exchange->target.query[i].name;
    *value = exchange->target.query[i].value;
    return true;
}

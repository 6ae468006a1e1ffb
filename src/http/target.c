/* Targets, percent-encoding, cookies. See target.h. */
#include "http/target.h"

#include <arpa/inet.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool has_space_or_control(Str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] <= 0x20 || text.at[i] == 0x7F) return true;
    return false;
}

static bool needs_decoding(Str text, bool plus) {
    return text.len && (memchr(text.at, '%', text.len) || (plus && memchr(text.at, '+', text.len)));
}

/* At most text.len bytes into `to`; the number of bytes, or -1 when a percent sign is not followed by two
 * hexadecimal digits. */
static ptrdiff_t decode_bytes(Str text, bool plus, char *to) {
    ptrdiff_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            int high = i + 2 < text.len ? hex_digit(text.at[i + 1]) : -1;
            int low = i + 2 < text.len ? hex_digit(text.at[i + 2]) : -1;
            if (high < 0 || low < 0) return -1;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        to[count++] = c;
    }
    return count;
}

bool target_decode(Arena *arena, Str text, bool plus, Str *ret) {
    Str decoded = text;
    if (needs_decoding(text, plus)) {
        char *to = arena_alloc(arena, text.len);
        ptrdiff_t count = to ? decode_bytes(text, plus, to) : -1;
        if (count < 0) return false;
        decoded = (Str){to, (size_t)count};
    }
    if (!utf8_valid(decoded) || (decoded.len && memchr(decoded.at, 0, decoded.len))) return false;
    *ret = decoded;
    return true;
}

static bool split_path(Arena *arena, Target *target, Error *err) {
    Str rest = str_from(target->path, 1);
    while (rest.at) {
        if (target->segment_count == PATH_SEGMENTS_MAX)
            return error_set(err, ERROR_MALFORMED, "The path has more than %d segments.", PATH_SEGMENTS_MAX);
        int i = target->segment_count;
        target->raw_segments[i] = str_cut(rest, '/', &rest);
        if (!target_decode(arena, target->raw_segments[i], false, &target->segments[i])) {
            error_set(err, ERROR_MALFORMED, "The path is not percent-encoded UTF-8 without NUL.");
            return error_hint(err, "Encode every byte outside a-z A-Z 0-9 - . _ ~ as %%XX.");
        }
        if (str_is(target->segments[i], ".") || str_is(target->segments[i], ".."))
            return error_set(err, ERROR_MALFORMED, "The path has a segment \".\" or \"..\".");
        target->segment_count++;
    }
    return true;
}

static bool split_query(Arena *arena, Target *target, Error *err) {
    Str rest = target->query_raw;
    while (rest.at) {
        Str value, pair = str_cut(rest, '&', &rest);
        if (pair.len == 0) continue;
        if (target->query_count == TARGET_QUERY_MAX)
            return error_set(err, ERROR_MALFORMED, "The query has more than %d parameters.",
                             TARGET_QUERY_MAX);
        Str name = str_cut(pair, '=', &value);
        TargetQuery *query = &target->query[target->query_count];
        if (!target_decode(arena, name, true, &query->name) ||
            !target_decode(arena, value.at ? value : STR(""), true, &query->value)) {
            error_set(err, ERROR_MALFORMED, "The query is not percent-encoded UTF-8 without NUL.");
            return error_hint(err, "Encode every byte outside a-z A-Z 0-9 - . _ ~ as %%XX.");
        }
        target->query_count++;
    }
    return true;
}

/* "http://host/x" becomes "/x", "http://host" becomes "/". */
static Str without_authority(Str raw) {
    Str scheme_http = STR("http://"), scheme_https = STR("https://");
    if (str_starts(raw, scheme_http)) raw = str_from(raw, scheme_http.len);
    else if (str_starts(raw, scheme_https)) raw = str_from(raw, scheme_https.len);
    else return raw;
    size_t at = 0;
    while (at < raw.len && raw.at[at] != '/' && raw.at[at] != '?') at++;
    return at < raw.len && raw.at[at] == '/' ? str_from(raw, at) : STR("/");
}

bool target_parse(Arena *arena, Str raw, Target *ret, Error *err) {
    raw = without_authority(raw);
    ret->path = str_cut(raw, '?', &ret->query_raw);
    if (!str_starts(ret->path, STR("/")))
        return error_set(err, ERROR_MALFORMED, "The target of the request does not start with \"/\".");
    if (has_space_or_control(raw))
        return error_set(err, ERROR_MALFORMED,
                         "The target of the request has a space or a control character.");
    return split_path(arena, ret, err) && split_query(arena, ret, err);
}

Str cookie_find(Str header, Str name) {
    while (header.at) {
        Str value;
        Str pair = str_trim(str_cut(header, ';', &header));
        if (!str_equal(str_cut(pair, '=', &value), name) || !value.at) continue;
        bool quoted = value.len >= 2 && value.at[0] == '"' && value.at[value.len - 1] == '"';
        return quoted ? str_slice(value, 1, value.len - 1) : value;
    }
    return STR_NULL;
}

Str forwarded_last(Str header) {
    char text[INET6_ADDRSTRLEN];
    unsigned char binary[sizeof(struct in6_addr)];
    Str rest = header, hop = STR_NULL;
    while (rest.at) hop = str_trim(str_cut(rest, ',', &rest));
    if (hop.len == 0 || hop.len >= sizeof text || memchr(hop.at, 0, hop.len)) return STR_NULL;
    mem_copy(text, hop.at, hop.len);
    text[hop.len] = 0;
    bool good = inet_pton(AF_INET, text, binary) == 1 || inet_pton(AF_INET6, text, binary) == 1;
    return good ? hop : STR_NULL;
}

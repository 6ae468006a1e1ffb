/* Views of bytes. See str.h. */
#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"

Str str_of(const char *terminated) {
    return terminated ? (Str){terminated, strlen(terminated)} : STR_NULL;
}

Str str_copy(Arena *arena, Str s) {
    if (!s.at) return s;
    char *at = arena_alloc(arena, s.len);
    if (!at) return STR_NULL;
    mem_copy(at, s.at, s.len);
    return (Str){at, s.len};
}

const char *str_terminated(Arena *arena, Str s) {
    char *at = arena_alloc(arena, s.len + 1);
    if (at && s.len) mem_copy(at, s.at, s.len);
    return at;
}

bool str_equal(Str a, Str b) {
    return a.len == b.len && (a.len == 0 || mem_equal(a.at, b.at, a.len));
}

bool str_is(Str s, const char *terminated) {
    for (size_t i = 0; i < s.len; i++)
        if (!terminated || !terminated[i] || s.at[i] != terminated[i]) return false;
    return !terminated || !terminated[s.len];
}

int str_compare(Str a, Str b) {
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(Str s, Str prefix) {
    return s.len >= prefix.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(Str s, Str suffix) {
    return s.len >= suffix.len && str_equal(str_from(s, s.len - suffix.len), suffix);
}

Str str_slice(Str s, size_t first, size_t end) {
    if (end > s.len) end = s.len;
    if (first > end) first = end;
    return (Str){s.at ? s.at + first : NULL, end - first};
}

Str str_from(Str s, size_t first) {
    return str_slice(s, first, s.len);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s) {
    while (s.len && is_space(s.at[0])) s = (Str){s.at + 1, s.len - 1};
    while (s.len && is_space(s.at[s.len - 1])) s.len--;
    return s;
}

Str str_cut(Str s, char separator, Str *rest) {
    const char *at = s.len ? memchr(s.at, separator, s.len) : NULL;
    if (!at) {
        *rest = STR_NULL;
        return s;
    }
    size_t len = (size_t)(at - s.at);
    *rest = str_from(s, len + 1);
    return str_slice(s, 0, len);
}

bool str_find(Str s, Str part, size_t *at) {
    const char *found = s.len ? memmem(s.at, s.len, part.at, part.len) : NULL;
    if (found) *at = (size_t)(found - s.at);
    return found != NULL;
}

bool str_int(Str s, int64_t *ret) {
    bool negative = s.len && s.at[0] == '-';
    if (negative) s = str_from(s, 1);
    if (s.len == 0) return false;
    int64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9') return false;
        int digit = s.at[i] - '0';
        if (__builtin_mul_overflow(n, 10, &n)) return false;
        if (__builtin_sub_overflow(n, digit, &n)) return false; /* counted downwards: INT64_MIN fits */
    }
    if (!negative && n == INT64_MIN) return false;
    *ret = negative ? n : -n;
    return true;
}

/* Digits with at most one point among them, so few that both parts of the fraction are exact. */
static bool plain_real(Str s, double *ret) {
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    int64_t n = 0;
    int digits = 0, behind = -1;
    bool negative = s.len && s.at[0] == '-';
    for (size_t i = negative; i < s.len; i++) {
        if (s.at[i] == '.' && behind < 0) {
            behind = digits;
            continue;
        }
        if (s.at[i] < '0' || s.at[i] > '9' || digits == COUNT_OF(powers) - 1) return false;
        n = n * 10 + (s.at[i] - '0');
        digits++;
    }
    if (digits == 0) return false;
    double value = (double)n / powers[behind < 0 ? 0 : digits - behind];
    *ret = negative ? -value : value;
    return true;
}

bool str_real(Str s, double *ret) {
    char text[64];
    if (plain_real(s, ret)) return true;
    if (s.len == 0 || s.len >= sizeof text) return false;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789+-.eE", s.at[i]) || s.at[i] == 0) return false;
    mem_copy(text, s.at, s.len);
    text[s.len] = 0;
    char *end;
    double n = strtod(text, &end);
    if (*end || !isfinite(n)) return false;
    *ret = n;
    return true;
}

uint64_t str_hash(Str s) {
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
    return hash;
}

StrBuf strbuf_make(Arena *arena, size_t max) {
    return (StrBuf){.arena = arena, .max = max};
}

/* Room for `more` bytes behind the content, or NULL. */
static char *reserve(StrBuf *buf, size_t more) {
    if (buf->max && buf->len + more > buf->max) buf->overflow = true;
    if (buf->overflow || buf->arena->full) return NULL;
    if (buf->capacity - buf->len < more) {
        size_t capacity = buf->capacity ? buf->capacity * 2 : 128;
        while (capacity < buf->len + more) capacity *= 2;
        char *at = arena_extend(buf->arena, buf->at, buf->capacity, capacity);
        if (!at && (at = arena_alloc(buf->arena, capacity)) && buf->len) mem_copy(at, buf->at, buf->len);
        if (!at) return NULL;
        buf->at = at;
        buf->capacity = capacity;
    }
    return buf->at + buf->len;
}

void strbuf_add(StrBuf *buf, Str s) {
    char *at = s.len ? reserve(buf, s.len) : NULL;
    if (!at) return;
    mem_copy(at, s.at, s.len);
    buf->len += s.len;
}

void strbuf_char(StrBuf *buf, char c) {
    strbuf_add(buf, (Str){&c, 1});
}

enum { INT_TEXT = 24 };

/* The number's length. */
static size_t int_write(int64_t n, char *to) {
    char digits[INT_TEXT];
    size_t at = sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0) digits[--at] = '-';
    mem_copy(to, digits + at, sizeof digits - at);
    return sizeof digits - at;
}

void strbuf_int(StrBuf *buf, int64_t n) {
    char digits[INT_TEXT];
    strbuf_add(buf, (Str){digits, int_write(n, digits)});
}

static void add_formatted(StrBuf *buf, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *at = len > 0 ? reserve(buf, (size_t)len + 1) : NULL;
    if (at) {
        vsnprintf(at, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void strbuf_fmt(StrBuf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_formatted(buf, format, args);
    va_end(args);
}

Str strbuf_str(const StrBuf *buf) {
    return buf->at ? (Str){buf->at, buf->len} : STR("");
}

Str fmt(Arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *at = len > 0 ? arena_alloc(arena, (size_t)len + 1) : NULL;
    if (at) vsnprintf(at, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return at ? (Str){at, (size_t)len} : STR("");
}

Str str_of_int(Arena *arena, int64_t n) {
    char digits[INT_TEXT];
    return str_copy(arena, (Str){digits, int_write(n, digits)});
}

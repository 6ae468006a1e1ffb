/* The text forms of a request: target (path and query), percent-encoding, cookies, forwarded addresses. Pure:
 * bytes in, values in an arena out, so that a fuzzer can call every one. */
#ifndef TRIVET_HTTP_TARGET_H
#define TRIVET_HTTP_TARGET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum { PATH_SEGMENTS_MAX = 32, TARGET_QUERY_MAX = 32 };

typedef struct TargetQuery {
    Str name, value;
} TargetQuery;

typedef struct Target {
    Str path;      /* as sent, without the query */
    Str query_raw; /* behind '?'; STR_NULL when there is none */
    int segment_count;
    Str raw_segments[PATH_SEGMENTS_MAX]; /* views of path */
    Str segments[PATH_SEGMENTS_MAX];     /* decoded; "/" has one empty segment */
    int query_count;
    TargetQuery query[TARGET_QUERY_MAX]; /* decoded */
} Target;

/* Takes "/path?query" and the absolute form "http://host/path?query". raw must outlive *ret. Refuses with
 * ERROR_MALFORMED: another form, broken percent-encoding, invalid UTF-8, a space or control character, a
 * segment "." or
 * "..", too many segments or parameters. *ret is filled as far as the parts were good: path always. */
bool target_parse(Arena *arena, Str raw, Target *ret, Error *err);

/* Decodes %XX, and '+' as a space when plus is set. False when broken, not UTF-8, or with a NUL. The result
 * is a view of text when nothing is encoded. */
bool target_decode(Arena *arena, Str text, bool plus, Str *ret);

/* The value of the first cookie of that name in a Cookie header, without quotes around it; STR_NULL when
 * absent. */
Str cookie_find(Str header, Str name);

/* The last hop of an X-Forwarded-For value, STR_NULL when it is not an IP address. */
Str forwarded_last(Str header);

#endif

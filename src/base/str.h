/* Str: a view of bytes, not owned and not terminated; and StrBuf, which builds one in an arena.
 *
 * at == NULL means "no value" (null in JSON and SQL); STR("") is the empty text. char * appears only
 * at the edges to libraries: str_terminated copies with a final zero. */
#ifndef TRIVET_STR_H
#define TRIVET_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Str {
    const char *at;
    size_t len;
} Str;

#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
#define STR_NULL ((Str){NULL, 0})
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at ? (s).at : ""

Str str_of(const char *terminated); /* NULL gives STR_NULL */
Str str_copy(Arena *arena, Str s);
Str str_of_int(Arena *arena, int64_t n);
const char *str_terminated(Arena *arena, Str s); /* NULL when the arena is full */
bool str_equal(Str a, Str b);
bool str_is(Str s, const char *terminated);
int str_compare(Str a, Str b); /* by bytes; <0, 0, >0 */
bool str_starts(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
Str str_from(Str s, size_t first);              /* without the first bytes; empty when too short */
Str str_slice(Str s, size_t first, size_t end); /* clamped to s */
Str str_trim(Str s);                            /* without ASCII white space at both ends */
/* The part before the separator; *rest is what follows, STR_NULL when there was no separator. */
Str str_cut(Str s, char separator, Str *rest);
bool str_find(Str s, Str part, size_t *at);
/* Whole text is a decimal integer without overflow. */
bool str_int(Str s, int64_t *ret);
/* Whole text is a finite decimal number. */
bool str_real(Str s, double *ret);
uint64_t str_hash(Str s);

/* Grows by doubling; appends nothing once the arena is full or max (0: no limit) is passed. */
typedef struct StrBuf {
    Arena *arena;
    char *at;
    size_t len, capacity, max;
    bool overflow; /* max was passed */
} StrBuf;

StrBuf strbuf_make(Arena *arena, size_t max);
void strbuf_add(StrBuf *buf, Str s);
void strbuf_char(StrBuf *buf, char c);
void strbuf_int(StrBuf *buf, int64_t n);
/* printf into the buffer. Never used to build SQL. */
__attribute__((format(printf, 2, 3))) void strbuf_fmt(StrBuf *buf, const char *format, ...);
Str strbuf_str(const StrBuf *buf);

/* printf into the arena. */
__attribute__((format(printf, 2, 3))) Str fmt(Arena *arena, const char *format, ...);

#endif

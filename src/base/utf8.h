/* UTF-8: validity and length. */
#ifndef TRIVET_UTF8_H
#define TRIVET_UTF8_H

#include "base/str.h"

/* Valid by Unicode 15 table 3-7: no overlong form, no surrogate, nothing above U+10FFFF. */
bool utf8_valid(Str s);
/* Bytes at the beginning that are ASCII. */
size_t utf8_ascii(Str s);
/* Code points of a valid text. */
size_t utf8_length(Str s);
/* No control character but tab and line feed, so that it can stand in a page, a log line and XML. */
bool utf8_printable(Str s);
/* The length of the longest beginning of at most max bytes that does not end inside a character. */
size_t utf8_cut(Str s, size_t max);
/* Appends the code point; an invalid one becomes U+FFFD. */
void utf8_add(StrBuf *buf, uint32_t code_point);
/* Every invalid byte becomes U+FFFD, every control character a space. */
Str utf8_mend(Arena *arena, Str s);

#endif

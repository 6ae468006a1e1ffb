/* Text of P6's exports on Windows. See p6.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/p6.h"

/* 0x80 to 0x9F; the rest is as in Latin 1. */
static const uint16_t upper[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

Str p6_windows_1252(Arena *arena, Str text) {
    size_t size = text.len, done = 0;
    for (size_t i = 0; i < text.len; i++) size += text.at[i] & 0x80 ? 2 : 0;
    char *to = arena_alloc(arena, size + 1);
    if (!to) return STR_NULL;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t c = (unsigned char)text.at[i];
        if (c >= 0x80 && c < 0xA0) c = upper[c - 0x80];
        if (c < 0x80) {
            to[done++] = (char)c;
        } else if (c < 0x800) {
            to[done++] = (char)(0xC0 | c >> 6);
            to[done++] = (char)(0x80 | (c & 0x3F));
        } else {
            to[done++] = (char)(0xE0 | c >> 12);
            to[done++] = (char)(0x80 | (c >> 6 & 0x3F));
            to[done++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return (Str){to, done};
}

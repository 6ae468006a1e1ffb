/* UTF-8. See utf8.h. */
#include "base/utf8.h"

#include "base/banned.h"
#include "base/mem.h"

/* Bytes of the sequence that starts s, or 0 when it is not valid. */
static size_t sequence(Str s) {
    unsigned char lead = (unsigned char)s.at[0];
    if (lead < 0x80) return 1;
    size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || s.len < len) return 0;
    unsigned char second = (unsigned char)s.at[1];
    unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) return 0;
    for (size_t i = 2; i < len; i++)
        if (((unsigned char)s.at[i] & 0xC0) != 0x80) return 0;
    return len;
}

size_t utf8_ascii(Str s) {
    size_t at = 0;
    for (uint64_t eight; s.len - at >= sizeof eight; at += sizeof eight) {
        mem_copy(&eight, s.at + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080)) break;
    }
    while (at < s.len && !(s.at[at] & 0x80)) at++;
    return at;
}

bool utf8_valid(Str s) {
    for (;;) {
        size_t plain = utf8_ascii(s);
        if (plain == s.len) return true;
        s = (Str){s.at + plain, s.len - plain};
        size_t len = sequence(s);
        if (len == 0) return false;
        s = (Str){s.at + len, s.len - len};
    }
}

size_t utf8_length(Str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_cut(Str s, size_t max) {
    if (s.len <= max) return s.len;
    while (max && ((unsigned char)s.at[max] & 0xC0) == 0x80) max--;
    return max;
}

static bool is_control(char c) {
    return ((unsigned char)c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

bool utf8_printable(Str s) {
    for (size_t i = 0; i < s.len; i++)
        if (is_control(s.at[i])) return false;
    return true;
}

void utf8_add(StrBuf *buf, uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
        strbuf_char(buf, (char)c);
    } else if (c < 0x800) {
        strbuf_char(buf, (char)(0xC0 | c >> 6));
        strbuf_char(buf, (char)(0x80 | (c & 0x3F)));
    } else {
        if (c < 0x10000) {
            strbuf_char(buf, (char)(0xE0 | c >> 12));
        } else {
            strbuf_char(buf, (char)(0xF0 | c >> 18));
            strbuf_char(buf, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        strbuf_char(buf, (char)(0x80 | (c >> 6 & 0x3F)));
        strbuf_char(buf, (char)(0x80 | (c & 0x3F)));
    }
}

Str utf8_mend(Arena *arena, Str s) {
    if (utf8_valid(s) && utf8_printable(s)) return s;
    StrBuf buf = strbuf_make(arena, 0);
    while (s.len) {
        size_t len = sequence(s);
        if (len == 0) utf8_add(&buf, 0xFFFD);
        else if (is_control(s.at[0])) strbuf_char(&buf, ' ');
        else strbuf_add(&buf, str_slice(s, 0, len));
        s = str_from(s, len ? len : 1);
    }
    return strbuf_str(&buf);
}

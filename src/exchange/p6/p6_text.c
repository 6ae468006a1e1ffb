/* Text of P6's exports on Windows. See p6.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/p6/p6_out.h"

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

/* The byte of a character of the upper table, 0: it has none. */
static char byte_of(uint32_t c) {
    if (c < 0x80 || (c >= 0xA0 && c < 0x100)) return (char)c;
    for (int i = 0; i < 32; i++)
        if (upper[i] == c && c != 0xFFFD) return (char)(0x80 + i);
    return 0;
}

Str p6_to_windows_1252(Arena *arena, Str text) {
    char *to = arena_alloc(arena, text.len + 1);
    size_t done = 0;
    if (!to || !utf8_valid(text)) return STR_NULL;
    for (size_t i = 0; i < text.len;) {
        unsigned char first = (unsigned char)text.at[i++];
        uint32_t c = first < 0x80   ? first
                     : first < 0xE0 ? first & 0x1F
                     : first < 0xF0 ? first & 0x0F
                                    : 0x1000;
        for (; i < text.len && ((unsigned char)text.at[i] & 0xC0) == 0x80; i++)
            c = c << 6 | ((unsigned char)text.at[i] & 0x3F);
        char byte = byte_of(c);
        if (!byte) return STR_NULL;
        to[done++] = byte;
    }
    bool plain = done == text.len;
    return plain || !utf8_valid((Str){to, done}) ? (Str){to, done} : STR_NULL;
}

/* ---- notes ---- */

static bool tag_is(Str tag, const char *name) {
    size_t len = strlen(name);
    return tag.len >= len && strncasecmp(tag.at, name, len) == 0;
}

/* Adds what an entity stands for; answers its length. */
static size_t add_entity(StrBuf *out, Str text) {
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                    {"&quot;", "\""}, {"&nbsp;", " "}, {"&#39;", "'"}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t len = strlen(entities[i].name);
        if (!str_starts(text, (Str){entities[i].name, len})) continue;
        strbuf_add(out, str_of(entities[i].text));
        return len;
    }
    strbuf_char(out, '&');
    return 1;
}

/* The words of a page of HTML; text that is no HTML stays as it is. */
static Str words_of(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    bool skip = false; /* the head, with its styles */
    text = str_trim(text);
    if (!tag_is(text, "<html") && !tag_is(text, "<p") && !tag_is(text, "<div")) return text;
    for (size_t i = 0; i < text.len;) {
        Str rest = str_from(text, i);
        if (rest.at[0] == '<') {
            Str tag = str_cut(str_from(rest, 1), '>', &(Str){0});
            if (tag_is(tag, "head") || tag_is(tag, "/head")) skip = tag.at[0] != '/';
            if (tag_is(tag, "br") || tag_is(tag, "/p") || tag_is(tag, "/div") || tag_is(tag, "/li"))
                strbuf_char(&out, '\n');
            i += tag.len + 2;
        } else if (rest.at[0] == '&') {
            i += add_entity(&out, rest);
        } else {
            if (!skip && rest.at[0] != '\r') strbuf_char(&out, rest.at[0]);
            i++;
        }
    }
    return str_trim(strbuf_str(&out));
}

static P6Task *task_of(P6 *p6, int64_t id) {
    int32_t index = id < 0 ? -1 : uid_map_find(&p6->task_of, id);
    return index < 0 ? NULL : p6->tasks.at + index;
}

void p6_add_note(P6 *p6, int64_t task_id, Str note) {
    P6Task *task = task_of(p6, task_id);
    if (!task) return;
    Str words = words_of(p6->arena, note);
    task->text = task->text.len ? fmt(p6->arena, "%.*s\n\n%.*s", STR_ARG(task->text), STR_ARG(words)) : words;
}

Str p6_activity(P6 *p6, Str number) {
    int64_t id;
    const P6Task *task = str_int(number, &id) ? task_of(p6, id) : NULL;
    if (!task) return fmt(p6->arena, "activity %.*s", STR_ARG(number));
    return fmt(p6->arena, "activity %.*s, %.*s", STR_ARG(task->code), STR_ARG(task->name));
}

void p6_add_currency(P6 *p6, Str code, double rate) {
    bool base = rate == 1;
    if (!code.len || p6->base_currency || (p6->currency.len && !base)) return;
    p6->currency = build_currency(p6->build, code);
    p6->base_currency = base;
}

void p6_add_expense(P6 *p6, int64_t task_id, double cost) {
    P6Task *task = task_of(p6, task_id);
    if (task && cost > 0) task->expenses += cost;
}

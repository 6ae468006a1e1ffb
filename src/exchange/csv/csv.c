/* Cells and rows. See csv.h. */
#include "exchange/csv/csv.h"

#include "base/banned.h"
#include "base/utf8.h"

/* ---- encodings ---- */

/* The 32 places where windows-1252 is not ISO-8859-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static Str from_windows_1252(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        utf8_add(&out, c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
    return strbuf_str(&out);
}

static uint32_t unit_at(Str text, size_t at, bool big) {
    unsigned char a = (unsigned char)text.at[at], b = (unsigned char)text.at[at + 1];
    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static Str from_utf16(Arena *arena, Str text, bool big) {
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i + 1 < text.len; i += 2) {
        uint32_t unit = unit_at(text, i, big);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < text.len) {
            uint32_t low = unit_at(text, i + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        utf8_add(&out, unit);
    }
    return strbuf_str(&out);
}

static Str decode(Arena *arena, Str content, bool *ret_converted) {
    *ret_converted = false;
    if (str_starts(content, STR("\xEF\xBB\xBF"))) content = str_from(content, 3);
    else if (str_starts(content, STR("\xFF\xFE"))) return from_utf16(arena, str_from(content, 2), false);
    else if (str_starts(content, STR("\xFE\xFF"))) return from_utf16(arena, str_from(content, 2), true);
    if (utf8_valid(content)) return content;
    *ret_converted = true;
    return from_windows_1252(arena, content);
}

/* ---- reading ---- */

/* The delimiter that stands most often outside quotes in the first row. */
static char guess_delimiter(Str content) {
    static const char delimiters[] = {',', ';', '\t'};
    int counts[3] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < content.len; i++) {
        char c = content.at[i];
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r')) break;
        for (int k = 0; k < 3 && !quoted; k++) counts[k] += c == delimiters[k];
    }
    for (int k = 1; k < 3; k++)
        if (counts[k] > counts[best]) best = k;
    return delimiters[best];
}

bool csv_open(Arena *arena, Str content, CsvReader *ret, bool *ret_converted, Error *err) {
    Str text = decode(arena, content, ret_converted);
    if (arena->full) return error_no_memory(err);
    if (str_trim(text).len == 0) {
        error_set(err, ERROR_MALFORMED, "The file is empty.");
        return error_hint(err, "The first row names the columns, each further row is one item.");
    }
    *ret = (CsvReader){.arena = arena, .rest = text, .delimiter = guess_delimiter(text)};
    return true;
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static bool open_quote(const CsvReader *r, Error *err) {
    error_set(err, ERROR_MALFORMED, "Row %lld has a quotation mark that is never closed.", (long long)r->row);
    return error_hint(err, "Close it, and write a quotation mark inside a cell twice.");
}

/* From behind the opening quote to behind the closing one. */
static bool quoted_cell(CsvReader *r, Str *ret, Error *err) {
    Str rest = r->rest;
    size_t end = 0, doubled = 0;
    for (;; end++) {
        if (end == rest.len) return open_quote(r, err);
        if (rest.at[end] != '"') continue;
        if (end + 1 < rest.len && rest.at[end + 1] == '"') {
            doubled++;
            end++;
            continue;
        }
        break;
    }
    r->rest = str_from(rest, end + 1);
    *ret = str_slice(rest, 0, end);
    if (doubled == 0) return true;
    char *at = arena_alloc(r->arena, end);
    if (!at) return error_no_memory(err);
    size_t len = 0;
    for (size_t i = 0; i < end; i++) {
        at[len++] = rest.at[i];
        if (rest.at[i] == '"') i++;
    }
    *ret = (Str){at, len};
    return true;
}

static Str plain_cell(CsvReader *r) {
    size_t end = 0;
    while (end < r->rest.len && r->rest.at[end] != r->delimiter && !is_line_end(r->rest.at[end])) end++;
    Str cell = str_trim(str_slice(r->rest, 0, end));
    r->rest = str_from(r->rest, end);
    return cell;
}

static bool next_cell(CsvReader *r, Str *ret, Error *err) {
    size_t blank = 0;
    while (blank < r->rest.len && r->rest.at[blank] == ' ') blank++;
    if (blank == r->rest.len || r->rest.at[blank] != '"') {
        *ret = plain_cell(r);
    } else {
        r->rest = str_from(r->rest, blank + 1);
        if (!quoted_cell(r, ret, err)) return false;
        plain_cell(r); /* what stands between the closing quote and the delimiter */
    }
    if (ret->len <= CSV_CELL_MAX) return true;
    return error_set(err, ERROR_TOO_LARGE, "A cell of row %lld has more than %d bytes.", (long long)r->row,
                     CSV_CELL_MAX);
}

bool csv_next(CsvReader *r, CsvRow *row, bool *ret_end, Error *err) {
    if (!row->cells) row->cells = arena_array(r->arena, Str, CSV_COLUMNS_MAX);
    if (!row->cells) return error_no_memory(err);
    bool filled = false;
    while (r->rest.len && !filled) {
        row->count = 0;
        r->row++;
        for (bool more = true; more;) {
            if (row->count == CSV_COLUMNS_MAX)
                return error_set(err, ERROR_TOO_LARGE, "Row %lld has more than %d cells.", (long long)r->row,
                                 CSV_COLUMNS_MAX);
            Str *cell = &row->cells[row->count++];
            if (!next_cell(r, cell, err)) return false;
            filled |= cell->len > 0;
            more = r->rest.len && r->rest.at[0] == r->delimiter;
            if (more) r->rest = str_from(r->rest, 1);
        }
        bool pair = str_starts(r->rest, STR("\r\n"));
        if (r->rest.len) r->rest = str_from(r->rest, pair ? 2 : 1);
    }
    *ret_end = !filled;
    return true;
}

/* ---- writing ---- */

/* Apostrophes, then what begins a formula. */
static bool is_formula(Str text) {
    size_t i = 0;
    while (i < text.len && text.at[i] == '\'') i++;
    return i < text.len && strchr("=+-@", text.at[i]) != NULL && text.at[i] != 0;
}

Str csv_unguard(Str text) {
    return text.len && text.at[0] == '\'' && is_formula(text) ? str_from(text, 1) : text;
}

void csv_cell(StrBuf *out, Str text, bool guard) {
    bool formula = guard && is_formula(text), quote = formula;
    for (size_t i = 0; i < text.len && !quote; i++) quote = strchr(",;\t\"\r\n", text.at[i]) != NULL;
    quote |= text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' ');
    if (!quote) {
        strbuf_add(out, text);
        return;
    }
    strbuf_add(out, formula ? STR("\"'") : STR("\""));
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') strbuf_char(out, '"');
        strbuf_char(out, text.at[i]);
    }
    strbuf_char(out, '"');
}

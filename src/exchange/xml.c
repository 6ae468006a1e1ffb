/* Streaming XML over expat. See xml.h.
 *
 * The element in progress is a chain of open nodes from the record down. Names are copied only when kept;
 * everything of a record lives behind one arena mark, which is released after the visit. */
#include "exchange/xml.h"

#include <expat.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/utf8.h"

typedef struct XmlReader {
    XML_Parser parser;
    const XmlRules *rules;
    Arena *records; /* the record in progress */
    ArenaMark empty;
    Error *err;
    bool failed;
    int depth;
    int nodes;
    Str list;                         /* name of the open child of the root */
    XmlNode *open[XML_DEPTH_MAX + 1]; /* by depth; of depth 2 and deeper */
    bool is_list;                     /* the open child of the root had children */
    StrBuf text;
    Arena *texts; /* the buffer above and the names of lists */
} XmlReader;

static void fail(XmlReader *r) {
    r->failed = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static void fail_at(XmlReader *r, ErrorKind kind, const char *message) {
    error_set(r->err, kind, "%s (line %lu, column %lu)", message,
              (unsigned long)XML_GetCurrentLineNumber(r->parser),
              (unsigned long)XML_GetCurrentColumnNumber(r->parser) + 1);
    fail(r);
}

static Str local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return str_of(colon ? colon + 1 : name);
}

static void append(XmlNode *parent, XmlNode *node) {
    if (parent->last) parent->last->next = node;
    else parent->first = node;
    parent->last = node;
}

static XmlNode *node_open(XmlReader *r, Str name) {
    XmlNode *node = arena_new(r->records, XmlNode);
    if (!node || ++r->nodes > XML_NODES_MAX) {
        fail_at(r, ERROR_TOO_LARGE, "A row of the file is too large");
        return NULL;
    }
    node->name = str_copy(r->records, name);
    XmlNode *parent = r->depth > 2 ? r->open[r->depth - 1] : NULL;
    if (parent) append(parent, node);
    return node;
}

/* Of the element that is open; of the root (NULL) each is a record of its own. */
static void take_attributes(XmlReader *r, XmlNode *node, const XML_Char **attributes) {
    for (; *attributes && !r->failed; attributes += 2) {
        XmlNode *child = ++r->nodes > XML_NODES_MAX ? NULL : arena_new(r->records, XmlNode);
        if (!child) {
            fail_at(r, ERROR_TOO_LARGE, "A row of the file is too large");
            return;
        }
        child->name = str_copy(r->records, local_name(attributes[0]));
        child->text = str_copy(r->records, str_trim(str_of(attributes[1])));
        if (node) append(node, child);
        else if (!r->rules->visit(r->rules->context, STR(""), child, r->err)) fail(r);
    }
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
    XmlReader *r = context;
    Str local = local_name(name);
    if (r->failed) return;
    if (++r->depth > XML_DEPTH_MAX) {
        fail_at(r, ERROR_MALFORMED, "The file is nested too deeply");
        return;
    }
    if (r->depth == 1 && !str_is(local, r->rules->root)) {
        error_set(r->err, ERROR_MALFORMED, "The file begins with <%.40s>, not with <%s>.", name,
                  r->rules->root);
        fail(r);
        return;
    }
    if (r->depth == 1 && r->rules->attributes) take_attributes(r, NULL, attributes);
    if (r->depth < 2) return;
    if (r->depth == 3) { /* the child of the root is a list: its rows are visited one by one */
        if (!r->is_list) r->list = str_copy(r->texts, r->open[2]->name);
        r->is_list = true;
        arena_release(r->records, r->empty);
        r->nodes = 0;
        r->open[2] = NULL;
    }
    XmlNode *node = node_open(r, local);
    if (!node) return;
    r->open[r->depth] = node;
    if (r->depth > 2 && r->rules->attributes) take_attributes(r, node, attributes);
    r->text.len = 0;
}

static void visit(XmlReader *r, const XmlNode *node) {
    Str list = r->depth == 3 ? r->list : STR("");
    if (!r->rules->visit(r->rules->context, list, node, r->err)) fail(r);
    arena_release(r->records, r->empty);
    r->nodes = 0;
}

static void XMLCALL on_end(void *context, const XML_Char *name) {
    XmlReader *r = context;
    if (r->failed) return;
    int depth = r->depth;
    XmlNode *node = depth >= 2 ? r->open[depth] : NULL;
    if (node && !node->first) node->text = str_copy(r->records, str_trim(strbuf_str(&r->text)));
    r->text.len = 0;
    if (r->records->full) fail_at(r, ERROR_TOO_LARGE, "A row of the file is too large");
    else if (node && (depth == 3 || (depth == 2 && !r->is_list))) visit(r, node);
    if (depth == 2 && r->is_list && r->rules->end && !r->failed) r->rules->end(r->rules->context);
    if (depth == 2) r->is_list = false;
    r->depth--;
}

static void XMLCALL on_text(void *context, const XML_Char *text, int len) {
    XmlReader *r = context;
    if (r->failed || r->depth < 2) return;
    strbuf_add(&r->text, (Str){text, (size_t)len});
    if (r->text.overflow) fail_at(r, ERROR_TOO_LARGE, "A text of the file is too long");
}

static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_subset) {
    XmlReader *r = context;
    fail_at(r, ERROR_MALFORMED, "The file has a DOCTYPE, which no plan needs");
    error_hint(r->err, "Save the plan again from the program that made it.");
}

/* windows-1252 where it differs from ISO-8859-1: 0x80 to 0x9F. */
static const int windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static int XMLCALL on_encoding(void *context, const XML_Char *name, XML_Encoding *encoding) {
    if (strcasecmp(name, "windows-1252") != 0 && strcasecmp(name, "cp1252") != 0) return XML_STATUS_ERROR;
    for (int i = 0; i < 256; i++) encoding->map[i] = i >= 0x80 && i < 0xA0 ? windows_1252[i - 0x80] : i;
    return XML_STATUS_OK;
}

static bool syntax_error(XmlReader *r) {
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (code == XML_ERROR_NO_MEMORY) return error_no_memory(r->err);
    error_set(r->err, ERROR_MALFORMED, "The file is not well-formed XML: %s (line %lu, column %lu).",
              XML_ErrorString(code), (unsigned long)XML_GetCurrentLineNumber(r->parser),
              (unsigned long)XML_GetCurrentColumnNumber(r->parser) + 1);
    if (code == XML_ERROR_UNKNOWN_ENCODING)
        return error_hint(r->err,
                          "Save the file in UTF-8; UTF-16, ISO-8859-1 and windows-1252 are read too.");
    return error_hint(r->err, "It may have been cut off; export it again from the program that made it.");
}

static void parser_done(XML_Parser *parser) {
    if (*parser) XML_ParserFree(*parser);
}

/* What a second try with mended text could cure. */
static bool is_mendable(enum XML_Error code) {
    return code == XML_ERROR_INVALID_TOKEN || code == XML_ERROR_BAD_CHAR_REF ||
           code == XML_ERROR_PARTIAL_CHAR;
}

static bool parse(Str content, const XmlRules *rules, bool *ret_mendable, Error *err) {
    enum { STEP = 1 << 24 };
    CLEANUP(parser_done) XML_Parser parser = XML_ParserCreate(NULL);
    CLEANUP(arena_done) Arena records = arena_make(XML_RECORD_BYTES);
    CLEANUP(arena_done) Arena texts = arena_make(XML_RECORD_BYTES);
    if (!parser) return error_no_memory(err);
    arena_alloc(&records, 1); /* so that the mark has a chunk to go back to */
    XmlReader r = {.parser = parser, .rules = rules, .err = err, .records = &records, .texts = &texts};
    r.empty = arena_mark(&records);
    r.text = strbuf_make(&texts, XML_TEXT_MAX);
    XML_SetUserData(parser, &r);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetUnknownEncodingHandler(parser, on_encoding, NULL);
    bool good = true;
    for (size_t at = 0; good && (at < content.len || at == 0); at += STEP) {
        Str part = str_slice(content, at, at + STEP);
        good = XML_Parse(parser, part.at, (int)part.len, at + STEP >= content.len) == XML_STATUS_OK;
    }
    if (!good && !r.failed) {
        *ret_mendable = is_mendable(XML_GetErrorCode(parser));
        syntax_error(&r);
    }
    return good;
}

/* "&#11;" and the like, which XML forbids, become spaces in place. */
static void blank_bad_references(char *at, size_t len) {
    for (size_t i = 0; i + 3 < len; i++) {
        if (at[i] != '&' || at[i + 1] != '#') continue;
        size_t end = i + 2;
        bool hex = at[end] == 'x';
        uint32_t n = 0;
        for (end += hex; end < len && at[end] != ';' && end < i + 12; end++) {
            char c = at[end];
            int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : 0;
            n = n * (hex ? 16 : 10) + (uint32_t)digit;
        }
        bool good = (n >= 0x20 || n == 9 || n == 10 || n == 13) && n <= 0x10FFFF && n != 0xFFFE &&
                    n != 0xFFFF && (n < 0xD800 || n > 0xDFFF);
        if (!good && end < len && at[end] == ';') memset(at + i, ' ', end - i + 1);
    }
}

static bool is_utf16(Str content) {
    return content.len >= 2 &&
           ((content.at[0] == '\xFF' && content.at[1] == '\xFE') ||
            (content.at[0] == '\xFE' && content.at[1] == '\xFF') || !content.at[0] || !content.at[1]);
}

bool xml_read(Arena *arena, Str content, const XmlRules *rules, void (*restart)(void *context),
              bool *ret_mended, Error *err) {
    bool mendable = false;
    *ret_mended = false;
    if (str_trim(content).len == 0) {
        error_set(err, ERROR_MALFORMED, "The file is empty.");
        return error_hint(err, "Export it again from the program that made it.");
    }
    if (parse(content, rules, &mendable, err)) return true;
    if (!mendable || is_utf16(content)) return false;
    Str mended = utf8_mend(arena, content);
    if (mended.at == content.at) mended = str_copy(arena, content);
    if (!mended.at) return error_no_memory(err);
    blank_bad_references((char *)mended.at, mended.len);
    restart(rules->context);
    *ret_mended = true;
    return parse(mended, rules, &mendable, err);
}

XmlNode *xml_make(Arena *arena, const char *name) {
    XmlNode *node = arena_new(arena, XmlNode);
    if (node) node->name = str_of(name);
    return node;
}

XmlNode *xml_add(Arena *arena, XmlNode *parent, const char *name, Str text) {
    XmlNode *node = parent ? xml_make(arena, name) : NULL;
    if (!node) return NULL;
    node->text = text;
    append(parent, node);
    return node;
}

XmlNode *xml_add_int(Arena *arena, XmlNode *parent, const char *name, int64_t n) {
    return xml_add(arena, parent, name, fmt(arena, "%lld", (long long)n));
}

const XmlNode *xml_child(const XmlNode *node, const char *name) {
    for (const XmlNode *child = node->first; child; child = child->next)
        if (str_is(child->name, name)) return child;
    return NULL;
}

Str xml_child_text(const XmlNode *node, const char *name) {
    const XmlNode *child = xml_child(node, name);
    return child ? child->text : STR_NULL;
}

int64_t xml_child_int(const XmlNode *node, const char *name, int64_t otherwise) {
    int64_t n;
    return str_int(xml_child_text(node, name), &n) ? n : otherwise;
}

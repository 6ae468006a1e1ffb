/* A document against a schema. See xml_schema.h. */
#include "xml_schema.h"

#include <regex.h>
#include <string.h>

#include "base/banned.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "test.h"

typedef struct Rule {
    Str name, kind; /* kind: of its value; empty: it has none */
    int indent, max;
    bool required, any_order, later;
} Rule;

typedef struct Checker {
    Arena *arena;
    const char *what;
    Str rest; /* of the document */
    struct {
        VEC(Rule);
    } rules;
} Checker;

/* ---- the schema ---- */

/* The next word of a line; one between quotes may hold blanks. */
static Str next_word(Str *line) {
    Str rest = str_trim(*line), word;
    char end = ' ';
    if (rest.len && rest.at[0] == '\'') {
        end = '\'';
        rest = str_from(rest, 1);
    }
    word = str_cut(rest, end, line);
    if (!line->at) *line = STR("");
    return word;
}

static void read_rule(Checker *c, Str line) {
    Rule *rule = vec_push(c->arena, &c->rules);
    int64_t max;
    CHECK(rule);
    *rule = (Rule){.max = 1};
    while (rule->indent < (int)line.len && line.at[rule->indent] == ' ') rule->indent++;
    rule->name = next_word(&line);
    while (str_trim(line).len) {
        Str word = next_word(&line);
        if (str_is(word, "!")) rule->required = true;
        else if (str_is(word, "later")) rule->later = true;
        else if (str_is(word, "all")) rule->any_order = true;
        else if (str_is(word, "*")) rule->max = INT32_MAX;
        else if (str_starts(word, STR("*")) && str_int(str_from(word, 1), &max)) rule->max = (int)max;
        else rule->kind = word;
    }
}

static int rule_named(const Checker *c, Str name) {
    for (int i = 0; i < c->rules.count; i++)
        if (c->rules.at[i].indent == 0 && str_equal(c->rules.at[i].name, name)) return i;
    test_fail(__FILE__, __LINE__, "the schema has no %.*s", STR_ARG(name));
}

/* The rule whose children the element has. */
static int content_of(const Checker *c, int rule) {
    Str kind = c->rules.at[rule].kind;
    return str_starts(kind, STR("@")) ? rule_named(c, kind) : rule;
}

/* The next child of `parent` behind `rule` (at first: parent itself); -1: there is none. */
static int child_behind(const Checker *c, int parent, int rule) {
    int indent = c->rules.at[parent].indent;
    for (int i = rule + 1; i < c->rules.count && c->rules.at[i].indent > indent; i++)
        if (c->rules.at[i].indent == indent + 2) return i;
    return -1;
}

/* ---- values ---- */

static bool matches(Str value, const char *pattern) {
    char text[200];
    regex_t regex;
    if (value.len >= sizeof text) return false;
    snprintf(text, sizeof text, "%.*s", STR_ARG(value));
    CHECK(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) == 0);
    bool fits = regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    return fits;
}

static bool in_ranges(Str value, Str ranges) {
    int64_t n, first, last;
    if (!str_int(value, &n)) return false;
    while (ranges.len) {
        Str upper, lower = str_cut(str_cut(ranges, '|', &ranges), '-', &upper);
        CHECK(str_int(lower, &first));
        if (!upper.len || !str_int(upper, &last)) last = first;
        if (n >= first && n <= last) return true;
    }
    return false;
}

static bool is_word(Str value, Str words) {
    while (words.len)
        if (str_equal(str_cut(words, '|', &words), value)) return true;
    return false;
}

static bool value_fits(Str kind, Str value) {
    static const struct {
        const char *kind, *pattern;
    } patterns[] = {
        {"int", "^[-+]?[0-9]+$"},
        {"bool", "^(0|1|true|false)$"},
        {"float", "^[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?$"},
        {"+float", "^[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?$"},
        {"decimal", "^[-+]?[0-9]+(\\.[0-9]+)?$"},
        {"moment", "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"},
        {"time", "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"},
        {"duration", "^P([0-9]+D)?T([0-9]+H)?([0-9]+M)?([0-9]+S)?$"},
    };
    int64_t max;
    for (int i = 0; i < (int)(sizeof patterns / sizeof *patterns); i++)
        if (str_is(kind, patterns[i].kind)) return matches(value, patterns[i].pattern);
    if (str_is(kind, "text")) return true;
    if (str_starts(kind, STR("text")) && str_int(str_from(kind, 4), &max))
        return utf8_length(value) <= (size_t)max;
    return kind.len && kind.at[0] >= '0' && kind.at[0] <= '9' ? in_ranges(value, kind) : is_word(value, kind);
}

/* ---- the document ---- */

static _Noreturn void unfit(const Checker *c, Str element, const char *why, Str value) {
    test_fail(__FILE__, __LINE__, "%s: <%.*s> %s%.*s", c->what, STR_ARG(element), why,
              value.len > 100 ? 100 : (int)value.len, value.at ? value.at : "");
}

/* The name of the element that begins here; *ret_empty: it ends at once. */
static Str open_tag(Checker *c, bool *ret_empty, bool *ret_nil) {
    Str tag, attributes;
    size_t at;
    c->rest = str_trim(c->rest);
    CHECK(str_starts(c->rest, STR("<")) && str_find(c->rest, STR(">"), &at));
    tag = str_slice(c->rest, 1, at);
    c->rest = str_from(c->rest, at + 1);
    *ret_empty = str_ends(tag, STR("/"));
    if (*ret_empty) tag = str_slice(tag, 0, tag.len - 1);
    Str name = str_cut(tag, ' ', &attributes);
    *ret_nil = attributes.len && str_find(attributes, STR("nil=\"true\""), &at);
    return name;
}

/* The value up to the end of the element, as it is meant. */
static Str plain_text(Checker *c) {
    static const char *const references[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&#13;", "\r"}};
    StrBuf out = strbuf_make(c->arena, 0);
    while (c->rest.len && c->rest.at[0] != '<') {
        size_t length = 1;
        Str one = str_slice(c->rest, 0, 1);
        for (int i = 0; i < 4; i++)
            if (str_starts(c->rest, str_of(references[i][0]))) {
                one = str_of(references[i][1]);
                length = strlen(references[i][0]);
            }
        if (c->rest.at[0] == '&') CHECK(length > 1);
        strbuf_add(&out, one);
        c->rest = str_from(c->rest, length);
    }
    return strbuf_str(&out);
}

static void check_element(Checker *c, int rule, bool empty, bool nil);

static void check_children(Checker *c, int content, Str name) {
    int place = child_behind(c, content, content), count = 0;
    bool any_order = c->rules.at[content].any_order;
    for (c->rest = str_trim(c->rest); !str_starts(c->rest, STR("</")); c->rest = str_trim(c->rest)) {
        bool empty, nil;
        Str child = open_tag(c, &empty, &nil);
        if (any_order) place = child_behind(c, content, content);
        while (place >= 0 && !str_equal(c->rules.at[place].name, child)) {
            if (!any_order && c->rules.at[place].required && count == 0)
                unfit(c, name, "lacks ", c->rules.at[place].name);
            place = child_behind(c, content, place);
            count = 0;
        }
        if (place < 0) unfit(c, name, "has no such element, or not there: ", child);
        if (!any_order && ++count > c->rules.at[place].max) unfit(c, name, "has too many of ", child);
        check_element(c, place, empty, nil);
    }
    for (; !any_order && place >= 0; place = child_behind(c, content, place), count = 0)
        if (c->rules.at[place].required && count == 0) unfit(c, name, "lacks ", c->rules.at[place].name);
}

/* Whatever stands in the element that was opened. */
static void pass_over(Checker *c, Str name) {
    size_t at;
    Str end = fmt(c->arena, "</%.*s>", STR_ARG(name));
    CHECK(str_find(c->rest, end, &at));
    c->rest = str_from(c->rest, at + end.len);
}

static void check_element(Checker *c, int rule, bool empty, bool nil) {
    const Rule *r = c->rules.at + rule;
    if (str_is(r->kind, "any")) {
        if (!empty) pass_over(c, r->name);
        return;
    }
    int content = content_of(c, rule);
    bool parent = child_behind(c, content, content) >= 0;
    if (empty && (nil || parent)) return;
    Str value = STR("");
    if (parent) check_children(c, content, r->name);
    else if (!empty) value = plain_text(c);
    Str kind = content == rule ? r->kind : c->rules.at[content].kind;
    if (!parent && !value_fits(kind, value)) unfit(c, r->name, "may not be ", value);
    if (empty) return;
    Str end = fmt(c->arena, "</%.*s>", STR_ARG(r->name));
    if (!str_starts(c->rest, end)) unfit(c, r->name, "does not end before ", c->rest);
    c->rest = str_from(c->rest, end.len);
}

void check_schema(Arena *arena, Str schema, bool later, Str document, const char *what) {
    Checker c = {.arena = arena, .what = what, .rest = document};
    bool empty, nil;
    size_t at;
    while (schema.len) {
        Str line = str_cut(schema, '\n', &schema);
        if (str_trim(line).len && line.at[0] != '#') read_rule(&c, line);
        if (c.rules.count && c.rules.at[c.rules.count - 1].later && !later) c.rules.count--;
    }
    if (str_starts(c.rest, STR("<?xml")) && str_find(c.rest, STR("?>"), &at))
        c.rest = str_from(c.rest, at + 2);
    Str root = open_tag(&c, &empty, &nil);
    check_element(&c, rule_named(&c, root), empty, nil);
    CHECK_STR(str_trim(c.rest), STR(""));
}

/* See xml_out.h. */
#include "exchange/xml_out.h"

#include "base/banned.h"

void xml_out_escaped(StrBuf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '&') strbuf_add(out, STR("&amp;"));
        else if (c == '<') strbuf_add(out, STR("&lt;"));
        else if (c == '>') strbuf_add(out, STR("&gt;"));
        else if (c == '\r') strbuf_add(out, STR("&#13;")); /* else a reader makes a line feed of it */
        else strbuf_char(out, c);
    }
}

void xml_out_text(StrBuf *out, const char *name, Str text) {
    if (!text.at || text.len == 0) return;
    strbuf_fmt(out, "<%s>", name);
    xml_out_escaped(out, text);
    strbuf_fmt(out, "</%s>", name);
}

void xml_out_moment(StrBuf *out, const char *name, Moment moment) {
    char text[MOMENT_TEXT];
    if (moment.n == MOMENT_NONE.n) return;
    moment_write(moment, text);
    strbuf_fmt(out, "<%s>%.*s:00</%s>", name, MOMENT_TEXT, text, name);
}

/* Rows of P6, as XER or PMXML. See p6_out.h. */
#include "exchange/p6/p6_out.h"

#include <assert.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"

void p6_table(P6Out *o, const char *table, const char *object) {
    o->table = table;
    o->object = object;
    o->begun = false;
    o->sorted = 0;
    o->cell_count = 0;
}

void cell_text(P6Out *o, const char *column, const char *element, Str text) {
    if (!(o->xml ? element : column)) return;
    assert(o->cell_count < P6_CELLS_MAX);
    o->cells[o->cell_count++] = (P6Cell){column, element, text};
}

void cell_name(P6Out *o, const char *column, const char *element, Str name, size_t max) {
    cell_text(o, column, element, str_slice(name, 0, utf8_cut(name, max)));
}

void cell_id(P6Out *o, const char *column, const char *element, int64_t id) {
    cell_text(o, column, element, id < 0 ? STR_NULL : fmt(o->view.arena, "%lld", (long long)id));
}

/* Without zeros at the end, so that whole numbers look like it. */
void cell_real(P6Out *o, const char *column, const char *element, double n) {
    Str text = fmt(o->view.arena, "%.6f", n);
    while (text.len > 1 && text.at[text.len - 1] == '0') text.len--;
    if (text.len && text.at[text.len - 1] == '.') text.len--;
    cell_text(o, column, element, text);
}

void cell_hours(P6Out *o, const char *column, const char *element, int64_t minutes) {
    if (minutes == INT_NULL) cell_text(o, column, element, STR_NULL);
    else cell_real(o, column, element, (double)minutes / 60);
}

void cell_moment(P6Out *o, const char *column, const char *element, Moment moment) {
    Str text = STR_NULL;
    if (moment.n != MOMENT_NONE.n) {
        char *at = arena_alloc(o->view.arena, MOMENT_TEXT);
        if (at) moment_write(moment, at);
        if (at && !o->xml) at[DAY_TEXT] = ' ';
        if (at) text = o->xml ? fmt(o->view.arena, "%.*s:00", MOMENT_TEXT, at) : (Str){at, MOMENT_TEXT};
    }
    cell_text(o, column, element, text);
}

void cell_yes(P6Out *o, const char *column, const char *element, bool yes) {
    if (o->xml) cell_text(o, column, element, yes ? STR("1") : STR("0"));
    else cell_text(o, column, element, yes ? STR("Y") : STR("N"));
}

void cell_word(P6Out *o, const char *column, const char *element, const P6Word *words, int value) {
    while ((words->xer || words->pmxml) && words->value != value) words++;
    cell_text(o, column, element, str_of(o->xml ? words->pmxml : words->xer));
}

void cell_fixed(P6Out *o, const char *column, const char *element, const char *xer, const char *pmxml) {
    cell_text(o, column, element, str_of(o->xml ? pmxml : xer));
}

/* ---- rows ---- */

/* A cell holds no tab and no line end: P6 writes two DELs for a line end. */
static void xer_cell(StrBuf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n') strbuf_add(out, STR("\x7F\x7F"));
        else strbuf_char(out, c == '\t' || c == '\r' ? ' ' : c);
    }
}

static void xer_row(P6Out *o) {
    if (!o->begun) {
        strbuf_fmt(o->out, "%%T\t%s\r\n%%F", o->table);
        for (int i = 0; i < o->cell_count; i++) strbuf_fmt(o->out, "\t%s", o->cells[i].column);
        strbuf_add(o->out, STR("\r\n"));
        o->begun = true;
    }
    strbuf_add(o->out, STR("%R"));
    for (int i = 0; i < o->cell_count; i++) {
        strbuf_char(o->out, '\t');
        xer_cell(o->out, o->cells[i].text);
    }
    strbuf_add(o->out, STR("\r\n"));
}

/* Rows of one table name their cells in the same order, so that one sorting serves all of them. */
static void sort_cells(P6Out *o) {
    if (o->sorted == o->cell_count) return;
    for (int i = 0; i < o->cell_count; i++) {
        int at = i;
        for (; at > 0 && strcmp(o->cells[o->by_name[at - 1]].element, o->cells[i].element) > 0; at--)
            o->by_name[at] = o->by_name[at - 1];
        o->by_name[at] = i;
    }
    o->sorted = o->cell_count;
}

/* Numbers and dates may be nothing; a text is empty then. */
static bool may_be_nil(const char *element) {
    static const char *const texts[] = {"Type", "Title", "Id",     "Phone",   "Code",
                                        "Name", "Note",  "Status", "Priority"};
    Str name = str_of(element);
    if (str_ends(name, STR("ObjectId"))) return true;
    for (int i = 0; i < COUNT_OF(texts); i++)
        if (str_ends(name, str_of(texts[i]))) return false;
    return true;
}

static void pmxml_row(P6Out *o, bool open) {
    sort_cells(o);
    strbuf_fmt(o->out, "<%s>", o->object);
    for (int i = 0; i < o->cell_count; i++) {
        const P6Cell *cell = o->cells + o->by_name[i];
        if (cell->text.len) xml_out_text(o->out, cell->element, cell->text);
        else
            strbuf_fmt(o->out, may_be_nil(cell->element) ? "<%s xsi:nil=\"true\"/>" : "<%s/>", cell->element);
    }
    if (!open) p6_close(o, o->object);
}

void p6_row(P6Out *o, bool open) {
    if (o->xml) pmxml_row(o, open);
    else xer_row(o);
    o->cell_count = 0;
}

void p6_close(P6Out *o, const char *object) {
    if (o->xml) strbuf_fmt(o->out, "</%s>\n", object);
}

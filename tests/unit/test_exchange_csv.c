/* CSV in and out: cells, headers, what people write into cells, and what is refused. */
#include <time.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/csv/csv.h"
#include "exchange/csv/csv_values.h"
#include "exchange/exchange.h"
#include "model/plan.h"
#include "test.h"

typedef struct Read {
    Arena arena;
    PlanFile file;
    Error err;
    bool good;
} Read;

static void read_done(Read *r) {
    arena_done(&r->arena);
}

static Read read_text(Str content) {
    Read r = {.arena = arena_make(256 * MIB)};
    r.good = csv_parse(&r.arena, content, &r.file, &r.err);
    return r;
}

#define CSV(variable, text)                                                                                  \
    CLEANUP(read_done) Read variable = read_text(STR(text));                                                 \
    if (!variable.good) test_fail(__FILE__, __LINE__, "%s", variable.err.message)

static const Item *item_at(const Read *r, int i) {
    CHECK(i < r->file.items.count);
    return (const Item *)r->file.items.at + i;
}

static Moment moment(const char *text) {
    Moment at = MOMENT_NONE;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

static bool gives(const Read *r, const char *field) {
    return r->file.given & field_bit(&item_resource, field_find(&item_resource, str_of(field)));
}

static void check_refused(Str content, const char *message) {
    size_t at;
    CLEANUP(read_done) Read r = read_text(content);
    if (r.good) test_fail(__FILE__, __LINE__, "\"%s\" was not refused", message);
    if (!str_find(str_of(r.err.message), str_of(message), &at))
        test_fail(__FILE__, __LINE__, "\"%s\" does not say \"%s\"", r.err.message, message);
    CHECK(r.err.hint[0]);
}

/* ---- cells ---- */

/* The cells of all rows, rows by / and cells by |. */
static Str cells(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    CsvReader reader;
    CsvRow row = {0};
    bool end, converted;
    Error err;
    CHECK(csv_open(arena, text, &reader, &converted, &err));
    for (int rows = 0;; rows++) {
        if (!csv_next(&reader, &row, &end, &err)) return STR("error");
        if (end) return strbuf_str(&out);
        for (int i = 0; i < row.count; i++)
            strbuf_fmt(&out, "%s%.*s", i ? "|" : rows ? "/" : "", STR_ARG(row.cells[i]));
    }
}

TEST(cells_follow_rfc_4180) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    CHECK_STR(cells(&arena, STR("a,b\r\nc,d\r\n")), STR("a|b/c|d"));
    CHECK_STR(cells(&arena, STR("a,b\nc,d")), STR("a|b/c|d"));
    CHECK_STR(cells(&arena, STR("a\rb\r")), STR("a/b"));
    CHECK_STR(cells(&arena, STR("\"a,b\",\"say \"\"so\"\"\"\n")), STR("a,b|say \"so\""));
    CHECK_STR(cells(&arena, STR("\"two\r\nlines\",x")), STR("two\r\nlines|x"));
    CHECK_STR(cells(&arena, STR(" a , b ,\" c \" ")), STR("a|b| c "));
    CHECK_STR(cells(&arena, STR("a,,\n,,\n\n,b")), STR("a||/|b"));
    CHECK_STR(cells(&arena, STR("a;b,c\n")), STR("a;b|c"));
    CHECK_STR(cells(&arena, STR("a;b;c,d\n")), STR("a|b|c,d"));
    CHECK_STR(cells(&arena, STR("a\tb\n")), STR("a|b"));
    CHECK_STR(cells(&arena, STR("\"a,b,c\";d;e\n")), STR("a,b,c|d|e"));
    CHECK_STR(cells(&arena, STR("a,\"open\n")), STR("error"));
}

TEST(encodings_are_known_by_their_bytes) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    CHECK_STR(cells(&arena, STR("\xEF\xBB\xBFname")), STR("name"));
    CHECK_STR(cells(&arena, STR("\xFC,\x80")), STR("\xC3\xBC|\xE2\x82\xAC"));
    CHECK_STR(cells(&arena, STR("\xFF\xFE"
                                "a\0,\0\xE4\0")),
              STR("a|\xC3\xA4"));
    CHECK_STR(cells(&arena, STR("\xFE\xFF"
                                "\0a\xD8\x3D\xDE\x00")),
              STR("a\xF0\x9F\x98\x80"));
}

TEST(formulas_are_guarded_and_come_back) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    static const char *const texts[] = {"=1+1", "+a",       "-a",    "@x",  "'=x",
                                        "''@",  "'quoted'", "plain", "a=b", ""};
    for (int i = 0; i < 10; i++) {
        StrBuf out = strbuf_make(&arena, 0);
        csv_cell(&out, str_of(texts[i]), true);
        CHECK(out.len == 0 || !strchr("=+-@", out.at[0]));
        Str cell = out.len ? cells(&arena, strbuf_str(&out)) : STR("");
        CHECK_STR(csv_unguard(cell), str_of(texts[i]));
    }
}

/* ---- values ---- */

static void check_duration(const char *text, int64_t plain, int64_t minutes, bool elapsed) {
    int64_t got = -1;
    bool around = false;
    if (!csv_duration(str_of(text), plain, &got, &around)) got = -1;
    if (got != minutes || (minutes >= 0 && around != elapsed))
        test_fail(__FILE__, __LINE__, "\"%s\" is %lld", text, (long long)got);
}

TEST(durations_as_people_write_them) {
    check_duration("3d", 480, 1440, false);
    check_duration("3 days", 480, 1440, false);
    check_duration("2.5 days?", 480, 1200, false);
    check_duration("2,5d", 480, 1200, false);
    check_duration("4h", 480, 240, false);
    check_duration("90 min", 480, 90, false);
    check_duration("2W", 480, 4800, false);
    check_duration("1 mo", 480, 9600, false);
    check_duration("2ed", 480, 2880, true);
    check_duration("3 ehrs", 480, 180, true);
    check_duration("5", 480, 2400, false);
    check_duration("5", 60, 300, false);
    check_duration("", 480, -1, false);
    check_duration("-3d", 480, -1, false);
    check_duration("3 moons", 480, -1, false);
    check_duration("99999999999999999999d", 480, -1, false);
}

static void check_moment(const char *text, const char *wanted) {
    Moment got = MOMENT_NONE;
    bool good = csv_moment(str_of(text), 480, &got);
    CHECK_INT(good, wanted != NULL);
    if (wanted) CHECK_INT(got.n, moment(wanted).n);
}

TEST(dates_as_people_write_them) {
    check_moment("2026-05-12", "2026-05-12T08:00");
    check_moment("2026-05-12 13:30", "2026-05-12T13:30");
    check_moment("2026-05-12T13:30:00", "2026-05-12T13:30");
    check_moment("12.5.2026", "2026-05-12T08:00");
    check_moment("12.05.2026 7:05", "2026-05-12T07:05");
    check_moment("05/12/2026", NULL); /* May or December? */
    check_moment("31.2.2026", NULL);
    check_moment("2026-05-12 25:00", NULL);
    check_moment("1899-12-31", NULL);
    check_moment("3000-01-01", NULL);
    check_moment("tomorrow", NULL);
}

static void check_link(const char *text, const char *key, int type, int64_t lag, int kind) {
    CsvLink link;
    CHECK(csv_link(str_of(text), &link));
    CHECK_STR(link.key, str_of(key));
    CHECK_INT(link.type, type);
    CHECK_INT(link.lag, lag);
    CHECK_INT(link.lag_kind, kind);
}

TEST(predecessors_as_people_write_them) {
    check_link("3", "3", LINK_FS, 0, LAG_WORKING);
    check_link("3FS+2d", "3", LINK_FS, 960, LAG_WORKING);
    check_link("3SS", "3", LINK_SS, 0, LAG_WORKING);
    check_link("12ff-4h", "12", LINK_FF, -240, LAG_WORKING);
    check_link("3SF + 2 ed", "3", LINK_SF, 2880, LAG_ELAPSED);
    check_link("3FS+50%", "3", LINK_FS, 50, LAG_PERCENT);
    check_link("T-1000+1d", "T-1000", LINK_FS, 480, LAG_WORKING);
}

TEST(amounts_and_percentages) {
    int64_t n;
    CHECK(csv_money(STR("1,250.50"), &n) && n == 125050);
    CHECK(csv_money(STR("1.250,5"), &n) && n == 125050);
    CHECK(csv_money(STR("\xE2\x82\xAC 1 250"), &n) && n == 125000);
    CHECK(csv_money(STR("$12"), &n) && n == 1200);
    CHECK(!csv_money(STR("-5"), &n) && !csv_money(STR("much"), &n) && !csv_money(STR("99999999999999"), &n));
    CHECK(csv_percent(STR("50 %"), &n) && n == 50);
    CHECK(csv_percent(STR("50"), &n) && n == 50);
    CHECK(!csv_percent(STR("101%"), &n) && !csv_percent(STR("half"), &n));
}

/* ---- files ---- */

TEST(headers_of_ms_project_and_of_trivet) {
    CSV(r, "ID;Task Name;Duration;% Complete;Predecessors;Resource Names;Notes;Deadline\n"
           "1;Dig;3 days;50%;;Ana[50%];\"two\nlines\";2026-05-12\n"
           "2;Pour;4h;0%;1FS+1d;Ana,Ben;;\n");
    CHECK_INT(r.file.items.count, 2);
    CHECK_STR(item_at(&r, 0)->title, STR("Dig"));
    CHECK_STR(item_at(&r, 0)->text, STR("two\nlines"));
    CHECK_STR(item_at(&r, 0)->external_id, STR("1"));
    CHECK_INT(item_at(&r, 0)->duration_minutes, 1440);
    CHECK_INT(item_at(&r, 0)->percent_complete, 50);
    CHECK_INT(item_at(&r, 0)->deadline_at.n, moment("2026-05-12T17:00").n);
    CHECK_INT(item_at(&r, 1)->kind.n, ITEM_TASK);
    const ItemLink *link = r.file.links.at;
    CHECK_INT(r.file.links.count, 1);
    CHECK_INT(link->lag_minutes, 480);
    CHECK(id_equal(link->predecessor_id, item_at(&r, 0)->row.id));
    CHECK_INT(r.file.resources.count, 2);
    CHECK_INT(r.file.assignments.count, 3);
    CHECK_INT(((const ItemAssignment *)r.file.assignments.at)->units_percent, 50);
    CHECK(gives(&r, "title") && gives(&r, "duration_minutes") && gives(&r, "deadline_at") &&
          !gives(&r, "kind"));
    CHECK_INT(r.file.projects.count, 0);
}

TEST(fields_by_their_own_names) {
    CSV(r, "title,duration_minutes,constraint_kind,constraint_at,labels,value,elapsed,state,acceptance_"
           "criteria\n"
           "A,90,Start No Earlier Than,2026-05-12T09:00,\"x, y\",7.5,yes,In "
           "Progress,\"[{\"\"text\"\":\"\"works\"\",\"\"accepted\"\":true}]\"\n");
    const Item *item = item_at(&r, 0);
    CHECK_INT(item->duration_minutes, 90);
    CHECK_INT(item->constraint_kind.n, CONSTRAINT_SNET);
    CHECK_INT(item->constraint_at.n, moment("2026-05-12T09:00").n);
    CHECK_INT(item->labels.count, 2);
    CHECK(item->value == 7.5);
    CHECK(item->elapsed);
    CHECK_INT(item->state.n, STATE_IN_PROGRESS);
    CHECK_INT(item->acceptance_criteria.count, 1);
}

TEST(levels_wbs_and_parents_make_the_outline) {
    CSV(levels, "Title,Outline level\nA,1\nB,2\nC,3\nD,2\nE,1\n");
    CHECK(id_equal(item_at(&levels, 1)->parent_id, item_at(&levels, 0)->row.id));
    CHECK(id_equal(item_at(&levels, 2)->parent_id, item_at(&levels, 1)->row.id));
    CHECK(id_equal(item_at(&levels, 3)->parent_id, item_at(&levels, 0)->row.id));
    CHECK_INT(item_at(&levels, 4)->parent_id.n, 0);
    CSV(wbs, "WBS,Title\n1,A\n1.1,B\n2,C\n");
    CHECK(id_equal(item_at(&wbs, 1)->parent_id, item_at(&wbs, 0)->row.id));
    CHECK_INT(item_at(&wbs, 2)->parent_id.n, 0);
    CSV(parents, "Number,Parent,Title\n7,,A\n9,7,B\n");
    CHECK(id_equal(item_at(&parents, 1)->parent_id, item_at(&parents, 0)->row.id));
}

TEST(rows_refer_by_key_or_place) {
    CSV(keys, "Key,Title,Predecessors\nT-1,A,\nT-2,B,T-1FS+1d\n");
    CHECK_INT(keys.file.links.count, 1);
    CSV(places, "Title,Predecessors\nA,\nB,1\n");
    CHECK_INT(places.file.links.count, 1);
}

TEST(a_start_binds_only_what_nothing_else_explains) {
    CSV(r, "Title,Start,Finish,Predecessors\nA,2026-01-05,2026-01-09,\nB,2026-01-12,2026-01-12,1\n");
    CHECK_INT(item_at(&r, 0)->constraint_kind.n, CONSTRAINT_SNET);
    CHECK_INT(item_at(&r, 0)->constraint_at.n, moment("2026-01-05T08:00").n);
    CHECK_INT(item_at(&r, 0)->duration_minutes, 2400);
    CHECK_INT(item_at(&r, 1)->constraint_kind.n, CONSTRAINT_ASAP);
    CHECK_INT(item_at(&r, 1)->duration_minutes, 480);
    CHECK(gives(&r, "duration_minutes") && gives(&r, "constraint_at") && gives(&r, "constraint_kind"));
}

TEST(ids_of_items_here_are_kept) {
    CSV(r, "id,duration_minutes\n06a8k3n2vwx9g,60\n");
    Id id;
    CHECK(id_parse(STR("06a8k3n2vwx9g"), &id));
    CHECK(id_equal(item_at(&r, 0)->row.id, id));
    CHECK(!gives(&r, "title"));
}

TEST(unknown_columns_are_noted) {
    CSV(r, "Title,Colour,Title\nA,red,B,more\n");
    const ImportNote *notes = r.file.dropped.at;
    CHECK_STR(notes[0].what, STR("Colour"));
    CHECK_STR(notes[0].where, STR("column 2"));
    CHECK_STR(notes[1].why, STR("A column before it says the same."));
    CHECK_STR(notes[2].what, STR("cells behind the last column"));
    CHECK_STR(item_at(&r, 0)->title, STR("A"));
}

TEST(bad_cells_are_named_by_row_and_column_and_counted) {
    check_refused(STR("Title,Duration\nA,3d\nB,soon\n"),
                  "Row 3, column Duration: \"soon\" is not a duration such as 3d, 4h or 2w.");
    check_refused(STR("Title,Duration\nA,x\nB,y\nC,z\n"),
                  "Row 2, column Duration: \"x\" is not a duration such as 3d, 4h or 2w. 2 more cells");
    check_refused(STR("Title,Deadline\nA,05/12/2026\n"), "Row 2, column Deadline");
    check_refused(STR("Title,Percent complete\nA,250%\n"), "Row 2, column Percent complete");
    check_refused(STR("Title,duration_minutes\nA,-5\n"),
                  "Row 2, column duration_minutes: duration_minutes is out of range");
    check_refused(STR("Title,duration_minutes\nA,99999999999999999999\n"), "Row 2, column duration_minutes");
    check_refused(STR("Title,State\nA,sleeping\n"), "Row 2, column State: state cannot be \"sleeping\".");
    check_refused(STR("Title,Predecessors\nA,\nB,7\n"),
                  "Row 3, column Predecessors: \"7\" is not a predecessor");
    check_refused(STR("Title,Predecessors\nA,1\n"), "an item cannot wait for itself");
    check_refused(STR("Number,Title\n1,A\n1,B\n"), "Row 3, column Number: \"1\" is not unique");
    check_refused(STR("id,state\n06a8k3n2vwx9g,new\n06a8k3n2vwx9g,done\n"), "Row 3, column id");
    check_refused(STR("Title,Parent\nA,9\n"), "Row 2, column Parent");
    check_refused(STR("Title,Start,Finish\nA,2026-01-09,2026-01-05\n"), "after the start");
    check_refused(STR("Title,State\n,new\n"), "Row 2, column Title: title must not be empty.");
    check_refused(STR("Title,Resource names\nA,Ana[much]\n"), "Row 2, column Resource names");
    check_refused(STR("ID,State\n5,new\n"), "needs a column Title");
}

TEST(files_that_are_no_table_are_refused) {
    check_refused(STR(""), "The file is empty.");
    check_refused(STR("\xEF\xBB\xBF \n"), "The file is empty.");
    check_refused(STR("Colour,Size\nred,5\n"), "no column \"Title\"");
    check_refused(STR("Title\n\"open"), "Row 2 has a quotation mark that is never closed.");
}

TEST(nul_bytes_and_control_characters_become_blanks) {
    CLEANUP(read_done)
    Read r = read_text(STR("Title\nA\0B\x07"
                           "C\n"));
    CHECK(r.good);
    CHECK_STR(item_at(&r, 0)->title, STR("A B C"));
}

TEST(windows_bytes_are_noted) {
    CSV(r, "Title\n\xC4nderung\n");
    CHECK_STR(item_at(&r, 0)->title, STR("\xC3\x84nderung"));
    CHECK_INT(r.file.warnings.count, 1);
}

TEST(more_than_the_most_columns_are_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR("Title"));
    for (int i = 0; i < CSV_COLUMNS_MAX; i++) strbuf_fmt(&text, ",c%d", i);
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    CHECK(!r.good);
    CHECK_INT(r.err.kind, ERROR_TOO_LARGE);
}

/* ---- size ---- */

/* Of the processor: a busy machine changes little of it. */
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double time_of(int count) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text,
               STR("Number,Title,Duration,Resource names,Outline level,Predecessors\n1,First,3d,Ana,1,\n"));
    for (int i = 2; i <= count; i++)
        strbuf_fmt(&text, "%d,Task %d,3d,Person %d,%d,%d\n", i, i, i % 50, 1 + i % 7, i / 2);
    double began = seconds();
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    if (!r.good) test_fail(__FILE__, __LINE__, "%s", r.err.message);
    CHECK_INT(r.file.items.count, count);
    return seconds() - began;
}

TEST(time_grows_nearly_linearly) {
    double best = 1e9;
    for (int i = 0; i < 3; i++) { /* the least disturbed of three */
        double once = time_of(5000), eight_times = time_of(40000);
        if (eight_times / once < best) best = eight_times / once;
    }
    CHECK(best < 24); /* 64 if it grew with the square */
}

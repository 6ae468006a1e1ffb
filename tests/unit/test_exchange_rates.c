/* Rates in files: tables, dates, overtime and uses come in and go out again, as far as a format has them. */
#include <math.h>

#include "base/banned.h"
#include "base/mem.h"
#include "model/rate.h"
#include "mspdi_text.h"
#include "plan_text.h"

#define RATE(table, from, standard, overtime, use)                                                           \
    "<Rate><RatesFrom>" from "T08:00:00</RatesFrom><RatesTo>2049-12-31T23:59:00</RatesTo><RateTable>" table  \
    "</RateTable><StandardRate>" standard "</StandardRate><StandardRateFormat>3</StandardRateFormat>"        \
    "<OvertimeRate>" overtime "</OvertimeRate><CostPerUse>" use "</CostPerUse></Rate>"
#define PERSON(rates)                                                                                        \
    "<Tasks>" TASK(                                                                                          \
        "1",                                                                                                 \
        "<Duration>PT8H0M0S</Duration>") "</Tasks><Resources><Resource><UID>3</UID><Name>Ana"                \
                                         "</Name><Type>1</Type><StandardRate>99</StandardRate><Rates>" rates \
                                         "</Rates></Resource></"                                             \
                                         "Resources><Assignments><Assignment><TaskUID>1</"                   \
                                         "TaskUID><ResourceUID>3"                                            \
                                         "</ResourceUID><CostRateTable>2</CostRateTable></Assignment></"     \
                                         "Assignments>"

static const ResourceRate *rate_of(const PlanFile *file, int i) {
    const PlanResource *resource = file->resources.at;
    CHECK(i < resource->rates.count);
    return (const ResourceRate *)resource->rates.at + i;
}

static void check_rate(const ResourceRate *rate, int table, const char *from, int64_t cents, int64_t overtime,
                       int64_t use) {
    CHECK_INT(rate->rate_table.n, table);
    CHECK_INT(rate->effective_at.n, from ? moment(from).n : MOMENT_NONE.n);
    CHECK_INT(rate->rate_cents_per_hour, cents);
    CHECK_INT(rate->overtime_rate_cents_per_hour, overtime);
    CHECK_INT(rate->cost_per_use_cents, use);
}

TEST(the_first_row_of_a_table_holds_from_the_beginning) {
    PLAN(r, PERSON(RATE("2", "1984-01-01", "20", "30", "0") RATE("0", "2026-06-15", "12.5", "12.5", "900")
                       RATE("0", "1984-01-01", "10", "0", "500") RATE("3", "1984-01-01", "0", "0", "0")));
    const PlanResource *ana = r.file.resources.at;
    CHECK_INT(ana->rate_cents_per_hour, 1000); /* not what it was when the file was written */
    CHECK_INT(ana->overtime_rate_cents_per_hour, 0);
    CHECK_INT(ana->cost_per_use_cents, 500);
    CHECK_INT(ana->rates.count, 2); /* a table that costs nothing is none */
    check_rate(rate_of(&r.file, 0), 0, "2026-06-15T08:00", 1250, INT_NULL, 900);
    check_rate(rate_of(&r.file, 1), 2, NULL, 2000, 3000, 0);
    CHECK_INT(((const ItemAssignment *)r.file.assignments.at)->rate_table.n, 2);
}

TEST(what_is_finer_than_a_cent_or_there_twice_is_told) {
    PLAN(r, PERSON(RATE("0", "1984-01-01", "0.04087", "1", "0") RATE("0", "1984-01-01", "7", "1", "0")));
    CHECK_INT(((const PlanResource *)r.file.resources.at)->rate_cents_per_hour, 4);
    CHECK(has_note(r.file.warnings, "Resource/StandardRate", "rounded"));
    CHECK(has_note(r.file.warnings, "Rate", "the same moment"));
    PLAN(other, PERSON(RATE("1", "1984-01-01", "5", "5", "0") RATE("1", "1984-01-01", "7", "7", "0")));
    CHECK_INT(((const PlanResource *)other.file.resources.at)->rates.count, 1);
}

#define XER_HEAD                                                                                             \
    "ERMHDR\t23.12\r\n"                                                                                      \
    "%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\tclndr_id\tplan_start_date\tlast_recalc_date\r\n"           \
    "%R\t1\tHarbour\t7\t2026-01-05 00:00\t2026-01-05 00:00\r\n"                                              \
    "%T\tCALENDAR\r\n%F\tclndr_id\tclndr_name\tclndr_data\r\n%R\t7\tWeek\t(0||CalendarData()((0||"           \
    "DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|16:00)())))))))\r\n"

TEST(p6_has_five_prices_from_a_date_on) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    PlanFile file;
    Error err = {0};
    CHECK(
        xer_parse(&arena,
                  STR(XER_HEAD "%T\tRSRC\r\n%F\trsrc_id\trsrc_name\trsrc_type\r\n%R\t21\tAna\tRT_Labor\r\n"
                               "%T\tRSRCRATE\r\n%F\trsrc_id\tcost_per_qty\tcost_per_qty2\tmax_qty_per_hr\t"
                               "start_date\r\n%R\t21\t30.5\t45\t2\t2026-02-02 00:00\r\n"
                               "%R\t21\t25.00\t0\t1\t2011-01-01 00:00\r\n"
                               "%T\tTASK\r\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttask_type\t"
                               "status_code\ttarget_drtn_hr_cnt\r\n"
                               "%R\t1\t1\t7\tA\tA\tTT_Task\tTK_NotStart\t8\r\n"
                               "%T\tTASKRSRC\r\n%F\ttask_id\trsrc_id\ttarget_qty\trate_type\r\n"
                               "%R\t1\t21\t8\tCOST_PER_QTY2\r\n%E\r\n"),
                  &file, &err));
    CHECK_INT(((const PlanResource *)file.resources.at)->rate_cents_per_hour, 2500);
    check_rate(rate_of(&file, 0), 0, "2026-02-02T00:00", 3050, INT_NULL, 0);
    check_rate(rate_of(&file, 1), 1, "2026-02-02T00:00", 4500, INT_NULL, 0);
    CHECK_INT(((const PlanResource *)file.resources.at)->rates.count, 2);
    CHECK_INT(((const ItemAssignment *)file.assignments.at)->rate_table.n, 1);
    CHECK_INT(((const PlanResource *)file.resources.at)->availability.count, 1); /* and twice as many then */
    CHECK_INT(file.dropped.count, 0);
}

/* ---- out and in again ---- */

static PlanFile through(Arena *arena, FileFormat format, const PlanFile *file) {
    PlanFile read;
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    CHECK(file_formats[format].write(arena, file, plan_dates(arena, file), (Time){0}, &out, &err));
    CHECK(file_formats[format].parse(arena, strbuf_str(&out), &read, &err));
    return read;
}

static const PlanResource *named(const PlanFile *file, Str name) {
    const PlanResource *rows = file->resources.at;
    for (int i = 0; i < file->resources.count; i++)
        if (str_equal(rows[i].name, name)) return rows + i;
    test_fail(__FILE__, __LINE__, "%.*s is lost", STR_ARG(name));
    return NULL;
}

/* Of P6 prices alone: it has neither overtime rates nor costs of a use. */
static void check_same_prices(const PlanResource *got, const PlanResource *want, bool all) {
    for (int table = 0; table < 5; table++)
        for (int day = -1; day < 400; day++) {
            Moment at = day < 0 ? MOMENT_NONE : (Moment){29461440 + day * MINUTES_PER_DAY};
            ResourceRate a = rate_at(got, (Choice){table}, at), b = rate_at(want, (Choice){table}, at);
            CHECK_INT(a.rate_cents_per_hour, b.rate_cents_per_hour);
            if (!all) continue;
            CHECK_INT(a.overtime_rate_cents_per_hour, b.overtime_rate_cents_per_hour);
            CHECK_INT(a.cost_per_use_cents, b.cost_per_use_cents);
        }
}

TEST(rates_come_back_from_every_format_that_has_them) {
    static const FileFormat formats[] = {FORMAT_MSPDI, FORMAT_XER, FORMAT_PMXML};
    int later = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        PlanFile file = sample_plan(&arena, seed);
        for (int f = 0; f < COUNT_OF(formats); f++) {
            PlanFile read = through(&arena, formats[f], &file);
            const PlanResource *rows = file.resources.at;
            for (int i = 0; i < file.resources.count; i++) {
                check_same_prices(named(&read, rows[i].name), rows + i, formats[f] == FORMAT_MSPDI);
                later += rows[i].rates.count;
            }
        }
    }
    CHECK(later > 500);
}

/* ---- costs that P6 stored ---- */

/* XER row by row: the table that is open, its columns, the row. */
typedef struct Xer {
    Str table, names, row;
} Xer;

static bool next_row(Str *text, Xer *x) {
    while (text->len) {
        Str rest, kind = str_cut(str_cut(*text, '\n', text), '\t', &rest);
        if (str_is(kind, "%T")) x->table = str_trim(rest);
        if (str_is(kind, "%F")) x->names = rest;
        x->row = rest;
        if (str_is(kind, "%R")) return true;
    }
    return false;
}

static Str cell_of(const Xer *x, const char *name) {
    Str names = x->names, row = x->row;
    while (names.len) {
        Str cell = str_cut(row, '\t', &row);
        if (str_is(str_trim(str_cut(names, '\t', &names)), name)) return str_trim(cell);
    }
    return STR_NULL;
}

static int32_t item_named(const PlanFile *file, Str id) {
    const Item *items = file->items.at;
    for (int32_t i = 0; i < file->items.count; i++)
        if (str_equal(items[i].external_id, id)) return i;
    return -1;
}

enum { SAME_COSTS_LEAST = 2779 };
static int same_costs, other_costs;

/* What each activity was planned to cost: its people, machines and material, and its expenses. */
static void check_costs(Arena *arena, FileFormat format, Str text) {
    PlanFile file;
    Error err = {0};
    Xer x = {0};
    CHECK(file_formats[format].parse(arena, text, &file, &err));
    const int64_t *costs = plan_costs(arena, &file);
    double *stored = arena_array(arena, double, file.items.count + 1);
    CHECK(stored);
    while (next_row(&text, &x)) {
        double cost = 0;
        if (!str_is(x.table, "TASKRSRC") && !str_is(x.table, "PROJCOST")) continue;
        int32_t item = item_named(&file, cell_of(&x, "task_id"));
        if (item >= 0 && str_real(cell_of(&x, "target_cost"), &cost)) stored[item] += cost;
    }
    for (int32_t i = 0; i < file.items.count; i++) {
        if (stored[i] == 0) continue;
        bool same = llabs(costs[i] - llround(stored[i] * 100)) <= 1;
        same_costs += same;
        other_costs += !same;
    }
}

TEST(activities_cost_what_p6_planned) {
    plan_files_up_to(plan_folder("xer"), FORMAT_XER, 10 * MIB, check_costs);
    printf("# %d activities cost what P6 stored, %d do not\n", same_costs, other_costs);
    CHECK(same_costs >= SAME_COSTS_LEAST);
}

/* Round trips: what a format holds comes back from it row by row, and with it every computed date.
 *
 * A plan is taken through a format so that only what the format has a place for is left, in its order (P6
 * shows activities before the WBS elements beside them); from then on reading and writing must not change it.
 * Plans: the seeds of the fuzzers, made ones, and the measuring data where it is present. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "plan_text.h"
#include "test.h"

static PlanFile parsed(Arena *arena, FileFormat format, Str text) {
    PlanFile file;
    Error err = {0};
    if (!file_formats[format].parse(arena, text, &file, &err))
        test_fail(__FILE__, __LINE__, "%s: %s", file_formats[format].name, err.message);
    return file;
}

static PlanFile through(Arena *arena, FileFormat format, const PlanFile *file) {
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    if (!file_formats[format].write(arena, file, plan_dates(arena, file), (Time){1795000000000}, &out, &err))
        test_fail(__FILE__, __LINE__, "%s: %s", file_formats[format].name, err.message);
    return parsed(arena, format, strbuf_str(&out));
}

static int by_text(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

/* Dates by the file's own ids, in their order: rows may have changed places. */
static Str dates_text(Arena *arena, const PlanFile *file) {
    const ItemDates *dates = plan_dates(arena, file);
    StrBuf out = strbuf_make(arena, 0);
    Str *lines = arena_array(arena, Str, file->items.count + 1);
    int count = 0;
    CHECK(lines);
    const Item *items = file->items.at;
    for (int i = 0; i < file->items.count; i++) {
        const ItemDates *d = dates + i;
        if (str_starts(items[i].external_id, STR("wbs-"))) continue; /* a WBS element has its children's */
        lines[count++] = fmt(arena, "%.*s %d %d %d %d %d %d %lld\n", STR_ARG(items[i].external_id),
                             d->start.n, d->finish.n, d->early_start.n, d->early_finish.n, d->late_start.n,
                             d->late_finish.n, (long long)d->total_float_minutes);
    }
    if (count > 1) qsort(lines, (size_t)count, sizeof *lines, by_text);
    for (int i = 0; i < count; i++) strbuf_add(&out, lines[i]);
    return strbuf_str(&out);
}

static void check_stays(Arena *arena, FileFormat format, const PlanFile *file) {
    PlanFile first = through(arena, format, file);
    PlanFile once = through(arena, format, &first), twice = through(arena, format, &once);
    check_same_text(plan_text(arena, &twice, false), plan_text(arena, &once, false));
    check_same_text(dates_text(arena, &once), dates_text(arena, &first));
}

/* A plan that was read from a format keeps its dates when it is written to it. */
static void check_own_format(Arena *arena, FileFormat format, Str text) {
    PlanFile file = parsed(arena, format, text);
    PlanFile again = through(arena, format, &file);
    check_same_text(dates_text(arena, &again), dates_text(arena, &file));
    check_stays(arena, format, &file);
}

/* From one of P6's formats to the other and back. */
static void check_cross(Arena *arena, FileFormat format, Str text) {
    FileFormat other = format == FORMAT_XER ? FORMAT_PMXML : FORMAT_XER;
    PlanFile file = parsed(arena, format, text);
    PlanFile there = through(arena, other, &file), back = through(arena, format, &there);
    check_same_text(dates_text(arena, &there), dates_text(arena, &file));
    check_same_text(dates_text(arena, &back), dates_text(arena, &file));
}

TEST(seeds_keep_their_dates_in_their_own_format) {
    CHECK(plan_files("tests/corpus/mspdi", FORMAT_MSPDI, check_own_format) > 0);
    CHECK(plan_files("tests/corpus/xer", FORMAT_XER, check_own_format) > 0);
    CHECK(plan_files("tests/corpus/pmxml", FORMAT_PMXML, check_own_format) > 0);
    CHECK(plan_files("tests/corpus/xer", FORMAT_XER, check_cross) > 0);
    CHECK(plan_files("tests/corpus/pmxml", FORMAT_PMXML, check_cross) > 0);
}

TEST(made_plans_stay_as_they_are_in_every_format) {
    static const FileFormat formats[] = {FORMAT_MSPDI, FORMAT_XER, FORMAT_PMXML};
    for (uint64_t seed = 1; seed <= 60; seed++)
        for (int i = 0; i < COUNT_OF(formats); i++) {
            CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
            PlanFile file = sample_plan(&arena, seed);
            file.links = (List){0}; /* they close circles through summaries */
            check_stays(&arena, formats[i], &file);
        }
}

TEST(real_plans_of_ms_project_keep_their_dates) {
    CHECK(plan_files(plan_folder("mspdi"), FORMAT_MSPDI, check_own_format) >= 20);
}

TEST(real_plans_of_xer_keep_their_dates) {
    CHECK(plan_files(plan_folder("xer"), FORMAT_XER, check_own_format) >= 10);
    CHECK(plan_files(plan_folder("xer"), FORMAT_XER, check_cross) >= 10);
}

TEST(real_plans_of_pmxml_keep_their_dates) {
    CHECK(plan_files(plan_folder("pmxml"), FORMAT_PMXML, check_own_format) >= 5);
    CHECK(plan_files(plan_folder("pmxml"), FORMAT_PMXML, check_cross) >= 5);
}

/* One that counts back from its finish: a chain as late as possible, a task beside it as soon as possible. */
#define TASK_FROM_FINISH(uid, hours, constraint, before)                                                     \
    "<Task><UID>" uid "</UID><ID>" uid "</ID><Name>T" uid                                                    \
    "</Name><OutlineLevel>1</OutlineLevel><Duration>PT" hours "H0M0S</Duration><ConstraintType>" constraint  \
    "</ConstraintType>" before "</Task>"
#define AFTER(uid) "<PredecessorLink><PredecessorUID>" uid "</PredecessorUID><Type>1</Type></PredecessorLink>"
static const char from_finish[] =
    "<Project xmlns=\"http://schemas.microsoft.com/project\"><Name>Back</Name>"
    "<ScheduleFromStart>0</ScheduleFromStart><StartDate>2026-01-05T08:00:00</StartDate>"
    "<FinishDate>2026-03-27T17:00:00</FinishDate><Tasks>" TASK_FROM_FINISH("1", "40", "1", "")
        TASK_FROM_FINISH("2", "24", "1", AFTER("1")) TASK_FROM_FINISH("3", "16", "1", AFTER("2"))
            TASK_FROM_FINISH("4", "16", "0", AFTER("1"))
                TASK_FROM_FINISH("5", "0", "1", "<Milestone>1</Milestone>" AFTER("3")) "</Tasks></Project>";

TEST(a_plan_that_counts_back_from_its_finish_keeps_its_dates_in_p6) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = parsed(&arena, FORMAT_MSPDI, str_of(from_finish));
    const ItemDates *dates = plan_dates(&arena, &file);
    CHECK(((const Project *)file.projects.at)->schedule_from_finish);
    for (int format = 0; format < 2; format++) {
        PlanFile there = through(&arena, format ? FORMAT_PMXML : FORMAT_XER, &file);
        const ItemDates *got = plan_dates(&arena, &there);
        CHECK_INT(there.items.count, file.items.count);
        for (int i = 0; i < file.items.count; i++) {
            CHECK_INT(got[i].start.n, dates[i].start.n);
            CHECK_INT(got[i].finish.n, dates[i].finish.n);
        }
    }
}

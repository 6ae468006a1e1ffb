/* GanttProject's and Planner's files in: what their tasks, calendars and people become, and the dates. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/exchange.h"
#include "plan_text.h"
#include "test.h"

typedef struct Read {
    Arena arena;
    PlanFile file;
    PlanMap map;
    Schedule schedule;
} Read;

static void read_done(Read *r) {
    arena_done(&r->arena);
}

static Read read_seed(FileFormat format, const char *path) {
    Read r = {.arena = arena_make(64 * MIB)};
    Error err = {0};
    Workspace *workspace = arena_new(&r.arena, Workspace);
    if (!file_formats[format].parse(&r.arena, read_file(&r.arena, path), &r.file, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    PlanSource source = {.projects = r.file.projects,
                         .calendars = r.file.calendars,
                         .items = r.file.items,
                         .links = r.file.links,
                         .resources = r.file.resources,
                         .assignments = r.file.assignments,
                         .workspace = workspace};
    if (!plan_make(&r.arena, &source, &r.map, &err) || !plan_schedule(&r.arena, &r.map, &r.schedule, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    return r;
}

static const Item *item(const Read *r, const char *title) {
    for (int i = 0; i < r->file.items.count; i++)
        if (str_is(((const Item *)r->file.items.at)[i].title, title))
            return (const Item *)r->file.items.at + i;
    test_fail(__FILE__, __LINE__, "no task %s", title);
    return NULL;
}

static void check_dates(Read *r, const char *title, const char *start, const char *finish) {
    const TaskSchedule *task = r->schedule.tasks + plan_index(&r->map.task_of_item, item(r, title)->row.id);
    Str from = moment_text(&r->arena, (Moment){task->start}),
        to = moment_text(&r->arena, (Moment){task->finish});
    CHECK_STR(from, str_of(start));
    CHECK_STR(to, str_of(finish));
}

TEST(ganttproject_places_what_no_strong_dependency_leads_to) {
    CLEANUP(read_done) Read r = read_seed(FORMAT_GAN, "tests/corpus/gan/small.gan");
    check_dates(&r, "Dig", "2026-03-02T08:00", "2026-03-05T17:00"); /* over a holiday */
    /* A day's lag; over a holiday of each year, and a Saturday on which work goes on. */
    check_dates(&r, "Pour", "2026-03-09T08:00", "2026-03-14T17:00");
    check_dates(&r, "Poured", "2026-03-16T08:00", "2026-03-16T08:00"); /* its day begins */
    check_dates(&r, "Paint", "2026-03-23T08:00",
                "2026-03-26T17:00"); /* held by hand; she is away for two days */
    CHECK_INT(item(&r, "Pour")->constraint_kind.n, CONSTRAINT_ASAP);
    CHECK_INT(item(&r, "Paint")->constraint_kind.n, CONSTRAINT_SNET);
}

TEST(ganttproject_tasks_keep_outline_notes_people_and_rates) {
    CLEANUP(read_done) Read r = read_seed(FORMAT_GAN, "tests/corpus/gan/small.gan");
    const PlanResource *ann = r.file.resources.at;
    const ItemAssignment *work = r.file.assignments.at;
    CHECK_STR(((const Project *)r.file.projects.at)->name, STR("Harbour"));
    CHECK_INT(r.file.links.count, 3);
    CHECK(id_equal(item(&r, "Dig")->parent_id, item(&r, "Quay")->row.id));
    CHECK_STR(item(&r, "Dig")->text, STR("Mind the <pipes>."));
    CHECK_INT(item(&r, "Dig")->percent_complete, 100);
    CHECK_STR(ann->email, STR("ann@example.com"));
    CHECK_INT(ann->rate_cents_per_hour, 5000); /* 400 a day */
    CHECK_INT(work->units_percent, 50);
}

TEST(planner_counts_the_duration_of_work_from_its_people) {
    CLEANUP(read_done) Read r = read_seed(FORMAT_PLANNER, "tests/corpus/planner/small.planner");
    check_dates(&r, "Dig", "2026-03-02T07:00", "2026-03-03T16:00"); /* 24 hours of one and a half */
    /* A lag of a day around the clock, and a day off. */
    check_dates(&r, "Pour", "2026-03-05T07:00", "2026-03-06T16:00");
    check_dates(&r, "Poured", "2026-03-06T16:00", "2026-03-06T16:00");
    check_dates(&r, "Paint", "2026-03-16T07:00", "2026-03-17T16:00"); /* of fixed duration */
}

TEST(planner_keeps_calendars_within_calendars) {
    CLEANUP(read_done) Read r = read_seed(FORMAT_PLANNER, "tests/corpus/planner/small.planner");
    const WorkCalendar *calendars = r.file.calendars.at;
    const PlanResource *people = r.file.resources.at;
    CHECK_INT(r.file.calendars.count, 2);
    CHECK_STR(calendars[1].name, STR("Ann"));
    CHECK_INT(calendars[0].week.count, 5);
    CHECK_INT(calendars[1].week.count, 4); /* free on Friday */
    CHECK(id_equal(people[0].calendar_id, calendars[1].row.id));
    CHECK_STR(item(&r, "Dig")->file_details.text, STR("{\"mspdi\":[[\"Priority\",\"700\"]]}"));
}

TEST(each_is_known_by_its_content_and_refused_in_words) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    static const FileFormat formats[] = {FORMAT_GAN, FORMAT_PLANNER};
    static const char *const seeds[] = {"tests/corpus/gan/small.gan", "tests/corpus/planner/small.planner"};
    for (int i = 0; i < COUNT_OF(formats); i++) {
        PlanFile file;
        Error err = {0};
        CHECK_INT(file_format_guess(STR("plan.xml"), read_file(&arena, seeds[i])), formats[i]);
        CHECK(!file_formats[formats[i]].parse(&arena, STR("<project><tasks/></project>"), &file, &err));
        CHECK_INT(err.kind, ERROR_MALFORMED);
    }
    CHECK_INT(file_format_guess(STR("house.gan"), STR("<project name=\"\"/>")), FORMAT_GAN);
}

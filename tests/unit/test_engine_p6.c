/* The thirteen cases whose dates were captured from Primavera P6: ours must be equal to the minute. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/day.h"
#include "builder.h"
#include "test.h"

#include "base/banned.h"

enum { DAY_WORK = 480, NAMES_MAX = 50, MORNING = 480 };

typedef struct Case {
    Builder builder;
    const char *codes[NAMES_MAX];
    const char *calendars[NAMES_MAX];
} Case;

static json_t *load(const char *folder, const char *name) {
    char path[500];
    json_error_t problem;
    snprintf(path, sizeof path, "%s/plans/p6-cases/%s.input.json", folder, name);
    json_t *json = json_load_file(path, 0, &problem);
    if (!json) test_fail(__FILE__, __LINE__, "%s: %s", path, problem.text);
    return json;
}

static int32_t day_at(const json_t *row, const char *key) {
    const char *text = json_string_value(json_object_get(row, key));
    Day day;
    if (!text) return INT32_MIN;
    CHECK(day_parse(str_of(text), &day));
    return day.n;
}

static int32_t find(const char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return i;
    test_fail(__FILE__, __LINE__, "no %s", name);
}

static void add_calendar(Case *c, const char *name, json_t *json) {
    int32_t index = builder_calendar(&c->builder, 0);
    c->calendars[index] = name;
    WorkDay work = builder_day(&c->builder, 2, (const int32_t[]){480, 720, 780, 1020});
    size_t i;
    json_t *value;
    json_array_foreach(json_object_get(json, "work_days"), i, value) c->builder.calendars.at[index]
        .week[(json_integer_value(value) + 6) % 7] = work;
    json_array_foreach(json_object_get(json, "holidays"), i, value) {
        Day day;
        CHECK(day_parse(str_of(json_string_value(value)), &day));
        builder_exception(&c->builder, index, day.n, day.n, (WorkDay){0, 0});
    }
}

/* P6's day without a time: a start at 8, a finish at the end of the day before. */
static void set_constraint(Task *task, const json_t *json) {
    static const struct {
        const char *name;
        Constraint kind;
        bool finish;
    } kinds[] = {{"CS_MSO", CONSTRAINT_MSO, false},
                 {"CS_MEO", CONSTRAINT_MFO, true},
                 {"CS_MSOA", CONSTRAINT_SNET, false},
                 {"CS_MEOB", CONSTRAINT_FNLT, true},
                 {"CS_ALAP", CONSTRAINT_ALAP, false}};
    const char *name = json_string_value(json_object_get(json, "type"));
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) != 0) continue;
        task->constraint = kinds[i].kind;
        int32_t day = day_at(json, "date");
        if (day != INT32_MIN) task->constraint_date = day * 1440 + (kinds[i].finish ? 0 : MORNING);
    }
}

static void add_activity(Case *c, const json_t *json) {
    const json_t *left = json_object_get(json, "remaining_duration");
    int32_t index =
        builder_task(&c->builder, NO_INDEX,
                     DAY_WORK * (int32_t)json_integer_value(json_object_get(json, "duration_days")));
    Task *task = c->builder.tasks.at + index;
    c->codes[index] = json_string_value(json_object_get(json, "code"));
    task->calendar =
        find(c->calendars, c->builder.calendars.count, json_string_value(json_object_get(json, "clndr_id")));
    if (left) task->remaining = DAY_WORK * (int32_t)json_integer_value(left);
    if (json_object_get(json, "actual_start"))
        task->actual_start = day_at(json, "actual_start") * 1440 + MORNING;
    if (json_object_get(json, "actual_finish"))
        task->actual_finish = day_at(json, "actual_finish") * 1440 + 1020;
    set_constraint(task, json_object_get(json, "constraint2"));
    set_constraint(task, json_object_get(json, "constraint"));
}

static void add_relationship(Case *c, const json_t *json) {
    static const char *const types[] = {"FF", "FS", "SF", "SS"};
    int count = c->builder.tasks.count;
    builder_link(&c->builder, find(c->codes, count, json_string_value(json_object_get(json, "from_code"))),
                 find(c->codes, count, json_string_value(json_object_get(json, "to_code"))),
                 (LinkType)find(types, 4, json_string_value(json_object_get(json, "type"))),
                 DAY_WORK * (int32_t)json_integer_value(json_object_get(json, "lag_days")));
}

static void build(Case *c, json_t *json) {
    json_t *options = json_object_get(json, "opts"), *value;
    const char *name;
    size_t i;
    json_object_foreach(json_object_get(options, "cal_map"), name, value) add_calendar(c, name, value);
    int32_t project = builder_project(&c->builder, day_at(options, "projectStart") * 1440, 0);
    c->builder.projects.at[project].rules = RULE_LINKS_WIN;
    c->builder.projects.at[project].progress_mode = PROGRESS_RETAINED_LOGIC;
    c->builder.projects.at[project].status_date = day_at(options, "dataDate") * 1440;
    json_array_foreach(json_object_get(json, "activities"), i, value) add_activity(c, value);
    json_array_foreach(json_object_get(json, "relationships"), i, value) add_relationship(c, value);
}

/* "2026-01-06 08:00:00 A": A says that it is an actual date. */
static void check_moment(Arena *arena, const char *code, const char *what, Minute got, Str want) {
    char text[17] = {0};
    CHECK(want.len >= 16);
    for (int i = 0; i < 16; i++) text[i] = want.at[i] == ' ' ? 'T' : want.at[i];
    Str ours = moment_text(arena, (Moment){got});
    if (!str_is(ours, text))
        test_fail(__FILE__, __LINE__, "%s %s is %.*s, P6 says %s", code, what, STR_ARG(ours), text);
}

static void check_days(const char *code, const char *what, int32_t minutes, Str want) {
    int64_t days;
    if (want.len == 0) return; /* P6 keeps no float of completed activities */
    CHECK(str_int(want, &days));
    if (minutes != days * DAY_WORK)
        test_fail(__FILE__, __LINE__, "%s %s is %d min, P6 says %d d", code, what, minutes, (int)days);
}

static void check_row(Arena *arena, const Case *c, const Schedule *schedule, Str line) {
    Str column[14], rest = line;
    for (int i = 0; i < 14; i++) column[i] = str_cut(rest, ',', &rest);
    char code[20];
    snprintf(code, sizeof code, "%.*s", STR_ARG(column[0]));
    const TaskSchedule *row = schedule->tasks + find(c->codes, c->builder.tasks.count, code);
    check_moment(arena, code, "early start", row->early_start, column[2]);
    check_moment(arena, code, "early finish", row->early_finish, column[4]);
    check_moment(arena, code, "late start", row->late_start, column[6]);
    check_moment(arena, code, "late finish", row->late_finish, column[8]);
    check_days(code, "total float", row->total_float, column[10]);
    check_days(code, "free float", row->free_float, column[12]);
}

static void file_done(FILE **file) {
    if (*file) fclose(*file);
}

static void check_case(const char *name) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    char path[500], line[1000];
    const char *folder = test_data_folder();
    Case c = {.builder = builder_make(&arena)};
    json_t *json = load(folder, name);
    build(&c, json);
    Plan plan = builder_plan(&c.builder);
    Schedule schedule;
    PlanFault fault;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    snprintf(path, sizeof path, "%s/plans/p6-cases/%s.comparison.csv", folder, name);
    CLEANUP(file_done) FILE *file = fopen(path, "r");
    CHECK(file && fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) check_row(&arena, &c, &schedule, str_trim(str_of(line)));
    json_decref(json);
}

#define P6_CASE(test, file)                                                                                  \
    TEST(test) {                                                                                             \
        check_case(file);                                                                                    \
    }

P6_CASE(p6_chain_of_finish_to_start, "01-fs-chain")
P6_CASE(p6_start_to_start_with_lag, "02-ss-with-lag")
P6_CASE(p6_finish_to_finish_with_lag, "03-ff-with-lag")
P6_CASE(p6_start_to_finish, "04-sf-edge-case")
P6_CASE(p6_negative_float, "05-negative-float")
P6_CASE(p6_several_calendars, "06-multiple-calendars")
P6_CASE(p6_holidays, "07-ontario-holidays")
P6_CASE(p6_progress_with_retained_logic, "08-in-progress-retained-logic")
P6_CASE(p6_completed_successor, "09-completed-successor")
P6_CASE(p6_progress_out_of_sequence, "10-out-of-sequence-progress")
P6_CASE(p6_mandatory_start_and_finish, "11-mandatory-start-finish")
P6_CASE(p6_start_not_before_finish_not_after, "12-snet-fnlt")
P6_CASE(p6_as_late_as_possible, "13-alap")

/* The dates that MS Project and P6 stored in real plans against ours: leaf tasks, equal to the minute. What
 * agrees today must go on agreeing. */
#include <dirent.h>
#include <jansson.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "model/plan.h"
#include "plan_text.h"
#include "test.h"

typedef bool Parse(Arena *arena, Str content, PlanFile *ret, Error *err);

typedef struct Score {
    const char *folder; /* "mspdi/" */
    Parse *parse;
    int leaves, start_and_finish, all_six;
    bool whole_days; /* of the present file */
} Score;

static void schedule_plan(Arena *arena, Score *score, Str text, PlanMap *map, Schedule *ret) {
    PlanFile file = {0};
    Error err = {0};
    Workspace workspace = {0};
    bool good = score->parse(arena, text, &file, &err);
    score->whole_days = file.whole_days;
    PlanSource source = {.workspace = &workspace};
    if (good)
        source = (PlanSource){.projects = file.projects,
                              .calendars = file.calendars,
                              .items = file.items,
                              .links = file.links,
                              .resources = file.resources,
                              .assignments = file.assignments,
                              .workspace = &workspace};
    if (!good || !plan_make(arena, &source, map, &err) || !plan_schedule(arena, map, ret, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
}

/* A date that the file does not store counts as equal. */
static bool agrees(const Score *score, const json_t *stored, const char *name, Minute got) {
    const char *text = json_string_value(json_object_get(stored, name));
    Moment wanted;
    if (score->whole_days && got != MINUTE_NONE) got = day_of_minute(got) * MINUTES_PER_DAY;
    return !text || (moment_parse(str_of(text), &wanted) && wanted.n == got);
}

static const TaskSchedule *task_of_uid(const PlanMap *map, const Schedule *schedule, int64_t uid) {
    int64_t own;
    for (int i = 0; i < map->plan.task_count; i++)
        if (str_int(map->items[i]->external_id, &own) && own == uid) return schedule->tasks + i;
    return NULL;
}

static void compare(const PlanMap *map, const Schedule *schedule, const json_t *stored, Score *score) {
    const TaskSchedule *got = task_of_uid(map, schedule, json_integer_value(json_object_get(stored, "uid")));
    bool dated =
        json_is_string(json_object_get(stored, "start")) || json_is_string(json_object_get(stored, "finish"));
    if (json_is_true(json_object_get(stored, "summary")) || !dated) return;
    score->leaves++;
    if (!got || !agrees(score, stored, "start", got->start) || !agrees(score, stored, "finish", got->finish))
        return;
    score->start_and_finish++;
    score->all_six +=
        agrees(score, stored, "es", got->early_start) && agrees(score, stored, "ef", got->early_finish) &&
        agrees(score, stored, "ls", got->late_start) && agrees(score, stored, "lf", got->late_finish);
}

static void compare_file(const char *folder, const char *name, Score *score) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    char path[1000];
    snprintf(path, sizeof path, "%s/plans/expected/%s", folder, name);
    json_t *expected = json_load_file(path, 0, NULL);
    const char *file = json_string_value(json_object_get(expected, "file"));
    if (file && str_starts(str_of(file), str_of(score->folder))) {
        PlanMap map;
        Schedule schedule;
        snprintf(path, sizeof path, "%s/plans/%s", folder, file);
        schedule_plan(&arena, score, read_file(&arena, path), &map, &schedule);
        json_t *tasks = json_object_get(expected, "tasks");
        for (size_t i = 0; i < json_array_size(tasks); i++)
            compare(&map, &schedule, json_array_get(tasks, i), score);
    }
    json_decref(expected);
}

/* Counts of leaf tasks: all, and with at least so many right. Raise them with the engine. */
static void check_format(const char *folder, Parse *parse, int leaves, int start_and_finish, int all_six) {
    const char *data = test_data_folder();
    char path[1000];
    Score score = {.folder = folder, .parse = parse};
    snprintf(path, sizeof path, "%s/plans/expected", data);
    DIR *dir = opendir(path);
    if (!dir) test_skip("the measuring data has no expected dates");
    for (struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.') compare_file(data, entry->d_name, &score);
    closedir(dir);
    CHECK_INT(score.leaves, leaves);
    if (score.start_and_finish < start_and_finish || score.all_six < all_six)
        test_fail(__FILE__, __LINE__, "start and finish %d, all six %d of %d", score.start_and_finish,
                  score.all_six, score.leaves);
}

TEST(dates_of_ms_project_are_reproduced) {
    check_format("mspdi/", mspdi_parse, 102, 102, 80);
}

TEST(dates_of_old_ms_project_are_reproduced) {
    check_format("mpx/", mpx_parse, 86, 86, 82);
}

TEST(dates_of_p6_are_reproduced) {
    check_format("xer/", xer_parse, 4280, 4280, 4280);
}

TEST(dates_of_p6_in_xml_are_reproduced) {
    check_format("pmxml/", pmxml_parse, 34, 34, 34);
}

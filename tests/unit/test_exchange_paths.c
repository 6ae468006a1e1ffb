/* The float paths that P6 stored in real plans against ours: which path an activity is on, and where. P6
 * numbers the paths of all projects that it schedules together in one row; here each project has its own. */
#include <dirent.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "model/plan.h"
#include "test.h"

enum { COLUMNS_MAX = 200, PLACES_MAX = 1000, STORED_PATHS_MAX = 100 };

/* What a file stores of one activity. */
typedef struct Stored {
    Str task, project;
    int path, order;
} Stored;

typedef struct Places {
    Stored at[PLACES_MAX];
    int count;
} Places;

static Str read_file(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return STR_NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *at = arena_alloc(arena, size);
    size_t got = at ? fread(at, 1, size, file) : 0;
    fclose(file);
    return (Str){at, got};
}

static int cells_of(Str line, Str *ret) {
    int count = 0;
    if (line.len && line.at[line.len - 1] == '\r') line.len--;
    for (Str rest = line; rest.at && count < COLUMNS_MAX;) ret[count++] = str_cut(rest, '\t', &rest);
    return count;
}

static int column_of(const Str *head, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (str_is(head[i], name)) return i;
    return 0;
}

static void read_places(Str text, Places *ret) {
    Str head[COLUMNS_MAX], cells[COLUMNS_MAX];
    int heads = 0;
    bool tasks = false;
    for (Str rest = text; rest.at;) {
        int count = cells_of(str_cut(rest, '\n', &rest), cells);
        if (str_is(cells[0], "%T")) tasks = count > 1 && str_is(cells[1], "TASK");
        if (!tasks) continue;
        if (str_is(cells[0], "%F")) {
            heads = count;
            for (int i = 0; i < count; i++) head[i] = cells[i];
        }
        int path = column_of(head, heads, "float_path"), order = column_of(head, heads, "float_path_order");
        int64_t on, at;
        if (!str_is(cells[0], "%R") || !path || order >= count || ret->count == PLACES_MAX) continue;
        if (str_int(cells[path], &on) && str_int(cells[order], &at))
            ret->at[ret->count++] = (Stored){cells[column_of(head, heads, "task_id")],
                                             cells[column_of(head, heads, "proj_id")], (int)on, (int)at};
    }
}

/* The number of the path among those of its project. */
static int rank_of(const Places *places, const Stored *one) {
    bool seen[STORED_PATHS_MAX] = {false};
    int rank = 1;
    for (int i = 0; i < places->count; i++) {
        const Stored *other = places->at + i;
        bool before = str_equal(other->project, one->project) && other->path < one->path;
        if (!before || seen[other->path]) continue;
        seen[other->path] = true;
        rank++;
    }
    return rank;
}

static int count_same(const Places *places, const PlanMap *map, const Schedule *schedule) {
    int same = 0;
    for (int i = 0; i < places->count; i++)
        for (int row = 0; row < map->plan.task_count; row++) {
            if (!str_equal(map->items[row]->external_id, places->at[i].task)) continue;
            FloatPlace got = schedule->float_places[row];
            same += got.path == rank_of(places, places->at + i) && got.order == places->at[i].order;
        }
    return same;
}

static void compare_file(const char *path, int *stored, int *same) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    Places *places = arena_new(&arena, Places);
    Str text = read_file(&arena, path);
    PlanFile file = {0};
    PlanMap map;
    Schedule schedule;
    Workspace workspace = {0};
    Error err = {0};
    read_places(text, places);
    if (!places->count) return;
    CHECK(xer_parse(&arena, text, &file, &err));
    PlanSource source = {.projects = file.projects,
                         .calendars = file.calendars,
                         .items = file.items,
                         .links = file.links,
                         .resources = file.resources,
                         .assignments = file.assignments,
                         .workspace = &workspace};
    CHECK(plan_make(&arena, &source, &map, &err) && plan_schedule(&arena, &map, &schedule, &err));
    CHECK(schedule.float_places); /* the options are read from the file */
    *stored += places->count;
    *same += count_same(places, &map, &schedule);
}

TEST(float_paths_of_p6_are_reproduced) {
    enum { STORED = 163, SAME = 160 };
    char path[1000];
    int stored = 0, same = 0;
    snprintf(path, sizeof path, "%s/plans/xer", test_data_folder());
    DIR *dir = opendir(path);
    if (!dir) test_skip("the measuring data has no plans of P6");
    for (struct dirent *entry; (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/plans/xer/%s", test_data_folder(), entry->d_name);
        if (entry->d_name[0] != '.') compare_file(path, &stored, &same);
    }
    closedir(dir);
    printf("# %d of %d stored places on float paths are the same\n", same, stored);
    CHECK_INT(stored, STORED);
    CHECK(same >= SAME);
}

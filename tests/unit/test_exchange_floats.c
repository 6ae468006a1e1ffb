/* The float paths that P6 stored in real plans against ours: which path an activity is on, and where. P6
 * numbers the paths of all projects that it schedules together in one row; here each project has its own. */
#include <dirent.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "model/plan.h"
#include "plan_text.h"
#include "test.h"

enum { COLUMNS_MAX = 200, STORED_MAX = 4000, STORED_PATHS_MAX = 100, FLOATS = 2 };

/* What a file stores of one activity. */
typedef struct Stored {
    Str task, project;
    int path, order;         /* 0: on none */
    bool has_float;          /* of what is done it has none */
    double floats[FLOATS];   /* hours: total, free */
    const TaskSchedule *got; /* ours */
    FloatPlace place;
} Stored;

typedef struct Rows {
    Stored at[STORED_MAX];
    int count;
} Rows;

typedef struct Tally {
    int paths, same_paths, floats, same_floats[FLOATS];
} Tally;

static int cells_of(Str line, Str *ret) {
    int count = 0;
    if (line.len && line.at[line.len - 1] == '\r') line.len--;
    for (Str rest = line; rest.at && count < COLUMNS_MAX;) ret[count++] = str_cut(rest, '\t', &rest);
    return count;
}

/* The cell below that head; STR_NULL: there is none. */
static Str cell_of(const Str *head, const Str *cells, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (str_is(head[i], name)) return cells[i];
    return STR_NULL;
}

static void read_row(const Str *head, const Str *cells, int count, Rows *ret) {
    Stored *row = ret->at + ret->count++;
    int64_t path, order;
    CHECK(ret->count < STORED_MAX);
    *row = (Stored){cell_of(head, cells, count, "task_id"), cell_of(head, cells, count, "proj_id")};
    if (str_int(cell_of(head, cells, count, "float_path"), &path) &&
        str_int(cell_of(head, cells, count, "float_path_order"), &order)) {
        row->path = (int)path;
        row->order = (int)order;
    }
    bool free = str_real(cell_of(head, cells, count, "free_float_hr_cnt"), &row->floats[1]);
    row->has_float = str_real(cell_of(head, cells, count, "total_float_hr_cnt"), &row->floats[0]) && free;
}

static void read_rows(Str text, Rows *ret) {
    Str head[COLUMNS_MAX], cells[COLUMNS_MAX];
    int heads = 0;
    bool tasks = false;
    for (Str rest = text; rest.at;) {
        int count = cells_of(str_cut(rest, '\n', &rest), cells);
        if (str_is(cells[0], "%T")) tasks = count > 1 && str_is(cells[1], "TASK");
        if (tasks && str_is(cells[0], "%F")) {
            heads = count;
            for (int i = 0; i < count; i++) head[i] = cells[i];
        }
        if (tasks && str_is(cells[0], "%R") && count >= heads) read_row(head, cells, heads, ret);
    }
}

/* The number of the path among those of its project. */
static int rank_of(const Rows *rows, const Stored *one) {
    bool seen[STORED_PATHS_MAX] = {false};
    int rank = 1;
    for (int i = 0; i < rows->count; i++) {
        const Stored *other = rows->at + i;
        bool before = other->path && str_equal(other->project, one->project) && other->path < one->path;
        if (!before || seen[other->path]) continue;
        seen[other->path] = true;
        rank++;
    }
    return rank;
}

static void find_ours(Rows *rows, const PlanMap *map, const Schedule *schedule) {
    for (int i = 0; i < rows->count; i++)
        for (int row = 0; row < map->plan.task_count && !rows->at[i].got; row++) {
            if (!str_equal(map->items[row]->external_id, rows->at[i].task)) continue;
            rows->at[i].got = schedule->tasks + row;
            if (schedule->float_places) rows->at[i].place = schedule->float_places[row];
        }
}

static bool same_float(int32_t minutes, double hours) {
    double apart = minutes - hours * 60;
    return apart > -1 && apart < 1;
}

static void compare(const Rows *rows, Tally *tally) {
    for (int i = 0; i < rows->count; i++) {
        const Stored *row = rows->at + i;
        CHECK(row->got);
        tally->paths += row->path > 0;
        tally->same_paths +=
            row->path && row->place.path == rank_of(rows, row) && row->place.order == row->order;
        if (!row->has_float) continue;
        tally->floats++;
        tally->same_floats[0] += same_float(row->got->total_float, row->floats[0]);
        tally->same_floats[1] += same_float(row->got->free_float, row->floats[1]);
    }
}

static void compare_file(const char *path, Tally *tally) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    Rows *rows = arena_new(&arena, Rows);
    Str text = read_file(&arena, path);
    PlanFile file = {0};
    PlanMap map;
    Schedule schedule;
    Workspace workspace = {0};
    Error err = {0};
    read_rows(text, rows);
    CHECK(xer_parse(&arena, text, &file, &err));
    PlanSource source = {.projects = file.projects,
                         .calendars = file.calendars,
                         .items = file.items,
                         .links = file.links,
                         .resources = file.resources,
                         .assignments = file.assignments,
                         .workspace = &workspace};
    CHECK(plan_make(&arena, &source, &map, &err) && plan_schedule(&arena, &map, &schedule, &err));
    find_ours(rows, &map, &schedule);
    compare(rows, tally);
}

/* Counts of what is stored, and at least so many right. Raise them with the engine. */
TEST(floats_and_float_paths_of_p6_are_reproduced) {
    enum { PATHS = 163, SAME_PATHS = 160, STORED_FLOATS = 1912, SAME_TOTAL = 1912, SAME_FREE = 1910 };
    char path[1000];
    Tally tally = {0};
    snprintf(path, sizeof path, "%s/plans/xer", test_data_folder());
    DIR *dir = opendir(path);
    if (!dir) test_skip("the measuring data has no plans of P6");
    for (struct dirent *entry; (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/plans/xer/%s", test_data_folder(), entry->d_name);
        if (entry->d_name[0] != '.') compare_file(path, &tally);
    }
    closedir(dir);
    printf("# %d of %d stored places on float paths are the same, %d total and %d free floats of %d\n",
           tally.same_paths, tally.paths, tally.same_floats[0], tally.same_floats[1], tally.floats);
    CHECK_INT(tally.paths, PATHS);
    CHECK_INT(tally.floats, STORED_FLOATS);
    CHECK(tally.same_paths >= SAME_PATHS && tally.same_floats[0] >= SAME_TOTAL &&
          tally.same_floats[1] >= SAME_FREE);
}

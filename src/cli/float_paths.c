/* trivet schedule FILE --float-paths N: the most critical chains of each project, or with --ending to one
 * task.
 *
 *     --by total     by total float (the default)
 *     --by free      by the slack of links alone
 *     --json         {"paths": [{"path": 1, "total_float_minutes": 0, "tasks": ["12", "9"]}]}, each from its
 * first task on, with the least float of its tasks; of several projects one after the other */
#include "base/banned.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "field/json.h"

typedef struct Listing {
    const Scheduled *plan;
    const FloatPlace *places;
    int32_t *rows; /* by project, path and order */
    int32_t count;
} Listing;

static int compare_places(const void *a, const void *b, void *context) {
    const Listing *listing = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    const Task *tasks = listing->plan->map.plan.tasks;
    FloatPlace p = listing->places[x], q = listing->places[y];
    if (tasks[x].project != tasks[y].project) return tasks[x].project - tasks[y].project;
    return p.path != q.path ? p.path - q.path : p.order - q.order;
}

static bool sort_rows(Arena *arena, Listing *listing) {
    int32_t tasks = listing->plan->map.plan.task_count;
    listing->rows = arena_array(arena, int32_t, tasks);
    if (!listing->rows) return false;
    for (int32_t i = 0; i < tasks; i++)
        if (listing->places[i].path) listing->rows[listing->count++] = i;
    qsort_r(listing->rows, (size_t)listing->count, sizeof *listing->rows, compare_places, listing);
    return true;
}

static bool begins_path(const Listing *listing, int32_t i) {
    return listing->places[listing->rows[i]].order == 1;
}

/* Of the path that begins there. */
static int32_t least_float(const Listing *listing, int32_t first) {
    int32_t least = INT32_MAX;
    for (int32_t i = first; i < listing->count && (i == first || !begins_path(listing, i)); i++) {
        int32_t own = listing->plan->schedule.tasks[listing->rows[i]].total_float;
        if (own < least) least = own;
    }
    return least;
}

static void write_text(StrBuf *out, const Listing *listing) {
    const Scheduled *plan = listing->plan;
    for (int32_t i = 0; i < listing->count; i++) {
        int32_t row = listing->rows[i];
        const TaskSchedule *dates = plan->schedule.tasks + row;
        const Item *item = plan->map.items[row];
        if (begins_path(listing, i))
            strbuf_fmt(out, "%sPath %d, %d minutes of float\n", i ? "\n" : "", listing->places[row].path,
                       least_float(listing, i));
        strbuf_fmt(out, "  %8.*s  %.*s  %.*s  %8d min  %.*s\n", STR_ARG(item->external_id),
                   STR_ARG(moment_text(out->arena, (Moment){dates->start})),
                   STR_ARG(moment_text(out->arena, (Moment){dates->finish})), dates->total_float,
                   STR_ARG(item->title));
    }
}

static void write_json(StrBuf *out, const Listing *listing) {
    strbuf_add(out, STR("{\"paths\":["));
    for (int32_t i = 0; i < listing->count; i++) {
        if (begins_path(listing, i))
            strbuf_fmt(out, "%s{\"path\":%d,\"total_float_minutes\":%d,\"tasks\":[", i ? "]}," : "",
                       listing->places[listing->rows[i]].path, least_float(listing, i));
        else strbuf_char(out, ',');
        json_write_text(out, listing->plan->map.items[listing->rows[i]]->external_id);
    }
    strbuf_add(out, listing->count ? STR("]}]}\n") : STR("]}\n"));
}

/* Writes into the plan what the options ask for. */
static bool read_options(int argc, char **argv, Scheduled *plan, Error *err) {
    const char *by = cli_option(argc, argv, "--by"), *ending = cli_option(argc, argv, "--ending");
    Plan *rows = &plan->map.plan;
    int64_t count;
    int32_t end = NO_INDEX;
    bool by_free = by && str_is(str_of(by), "free");
    if (!str_int(str_of(cli_option(argc, argv, "--float-paths")), &count) || count < 1 ||
        count > FLOAT_PATHS_MAX) {
        error_set(err, ERROR_INVALID, "--float-paths takes a number of paths from 1 to %d.", FLOAT_PATHS_MAX);
        return error_hint(err, "For example --float-paths 5.");
    }
    if (by && !by_free && !str_is(str_of(by), "total")) {
        error_set(err, ERROR_INVALID, "There are no paths by %s.", by);
        return error_hint(err, "--by takes total or free.");
    }
    if (ending && !cli_find_task(plan, str_of(ending), "--ending", &end, err)) return false;
    for (int32_t i = 0; i < rows->project_count; i++) {
        bool asked = end == NO_INDEX || rows->tasks[end].project == i;
        rows->projects[i].float_paths = asked ? (int32_t)count : 0;
        rows->projects[i].float_paths_by = by_free ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL;
    }
    for (int32_t i = 0; end != NO_INDEX && i < rows->task_count; i++) rows->tasks[i].flags &= ~TASK_FLOAT_END;
    if (end != NO_INDEX) rows->tasks[end].flags |= TASK_FLOAT_END;
    return true;
}

bool cli_float_paths(int argc, char **argv, StrBuf *out, Scheduled *plan, Error *err) {
    if (!read_options(argc, argv, plan, err)) return false;
    if (!plan_schedule(out->arena, &plan->map, &plan->schedule, err)) return false;
    Listing listing = {.plan = plan, .places = plan->schedule.float_places};
    if (!sort_rows(out->arena, &listing)) return error_no_memory(err);
    if (cli_flag(argc, argv, "--json")) write_json(out, &listing);
    else write_text(out, &listing);
    return true;
}

/* trivet schedule FILE --float-paths N: the most critical chains to the end, or with --ending to one task.
 *
 *     --by total     by the total float of what a link leads to, and its own slack (the default)
 *     --by free      by the slack of links alone
 *     --json         {"paths": [{"path": 1, "room_minutes": 0, "tasks": ["12", "9"]}]}, from the first task
 * on */
#include "engine/float_paths.h"
#include "base/banned.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "field/json.h"

enum { PATHS_MAX = 1000 };

typedef struct Listing {
    const Scheduled *plan;
    const FloatPlace *places;
    int32_t *rows; /* by path and order, from the first task on */
    int32_t count, paths;
} Listing;

/* Rows by path, those of a path from its start to its end. Counted, then put in place. */
static bool sort_rows(Arena *arena, Listing *listing) {
    int32_t tasks = listing->plan->map.plan.task_count;
    int32_t *first = arena_array(arena, int32_t, listing->paths + 2);
    listing->rows = arena_array(arena, int32_t, tasks + 1);
    if (!first || !listing->rows) return false;
    for (int32_t i = 0; i < tasks; i++)
        if (listing->places[i].path) first[listing->places[i].path + 1]++;
    for (int32_t i = 0; i < listing->paths; i++) first[i + 2] += first[i + 1];
    listing->count = first[listing->paths + 1];
    for (int32_t i = 0; i < tasks; i++) {
        FloatPlace place = listing->places[i];
        if (place.path) listing->rows[first[place.path + 1] - place.order] = i;
    }
    return true;
}

static bool begins_path(const Listing *listing, int32_t i) {
    return i == 0 || listing->places[listing->rows[i]].path != listing->places[listing->rows[i - 1]].path;
}

static void write_text(StrBuf *out, const Listing *listing) {
    const Scheduled *plan = listing->plan;
    for (int32_t i = 0; i < listing->count; i++) {
        int32_t row = listing->rows[i];
        FloatPlace place = listing->places[row];
        const TaskSchedule *dates = plan->schedule.tasks + row;
        const Item *item = plan->map.items[row];
        if (begins_path(listing, i))
            strbuf_fmt(out, "%sPath %d, %d minutes of room\n", i ? "\n" : "", place.path, place.room);
        strbuf_fmt(out, "  %8.*s  %.*s  %.*s  %8d min  %.*s\n", STR_ARG(item->external_id),
                   STR_ARG(moment_text(out->arena, (Moment){dates->start})),
                   STR_ARG(moment_text(out->arena, (Moment){dates->finish})), dates->total_float,
                   STR_ARG(item->title));
    }
}

static void write_json(StrBuf *out, const Listing *listing) {
    strbuf_add(out, STR("{\"paths\":["));
    for (int32_t i = 0; i < listing->count; i++) {
        FloatPlace place = listing->places[listing->rows[i]];
        bool begins = begins_path(listing, i);
        if (begins)
            strbuf_fmt(out, "%s{\"path\":%d,\"room_minutes\":%d,\"tasks\":[", i ? "]}," : "", place.path,
                       place.room);
        else strbuf_char(out, ',');
        json_write_text(out, listing->plan->map.items[listing->rows[i]]->external_id);
    }
    strbuf_add(out, listing->count ? STR("]}]}\n") : STR("]}\n"));
}

static bool read_options(int argc, char **argv, const Scheduled *plan, int64_t *ret_count,
                         FloatPathsBy *ret_by, int32_t *ret_ending, Error *err) {
    const char *by = cli_option(argc, argv, "--by"), *ending = cli_option(argc, argv, "--ending");
    if (!str_int(str_of(cli_option(argc, argv, "--float-paths")), ret_count) || *ret_count < 1 ||
        *ret_count > PATHS_MAX) {
        error_set(err, ERROR_INVALID, "--float-paths takes a number of paths from 1 to %d.", PATHS_MAX);
        return error_hint(err, "For example --float-paths 5.");
    }
    *ret_by = by && str_is(str_of(by), "free") ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL;
    if (by && *ret_by == FLOAT_PATHS_BY_TOTAL && !str_is(str_of(by), "total")) {
        error_set(err, ERROR_INVALID, "There are no paths by %s.", by);
        return error_hint(err, "--by takes total or free.");
    }
    *ret_ending = NO_INDEX;
    return !ending || cli_find_task(plan, str_of(ending), "--ending", ret_ending, err);
}

bool cli_float_paths(int argc, char **argv, StrBuf *out, const Scheduled *plan, Error *err) {
    Listing listing = {.plan = plan};
    int64_t count;
    int32_t ending;
    FloatPathsBy by;
    FloatPlace *places;
    PlanFault fault;
    if (!read_options(argc, argv, plan, &count, &by, &ending, err)) return false;
    if (!float_paths_find(out->arena, &plan->map.plan, (int32_t)count, by, ending, &places, &listing.paths,
                          &fault))
        return plan_fault_error(&plan->map, &fault, err);
    listing.places = places;
    if (!sort_rows(out->arena, &listing)) return error_no_memory(err);
    if (cli_flag(argc, argv, "--json")) write_json(out, &listing);
    else write_text(out, &listing);
    return true;
}

/* trivet convert IN OUT: a plan file in another format, with the dates that Trivet computes, without any
 * database. The format of OUT follows from its ending, or from --format. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "exchange/plan_view.h"

/* Parallel to the items of the file; an item that is not planned has no dates. */
static ItemDates *dates_of(Arena *arena, const Scheduled *plan) {
    const List *items = &plan->file.items;
    ItemDates *dates = arena_array(arena, ItemDates, items->count + 1);
    for (int i = 0; dates && i < items->count; i++) {
        int32_t task = plan_index(&plan->map.task_of_item, ((const Item *)items->at)[i].row.id);
        dates[i] = item_dates(&plan->schedule, task < 0 ? NO_INDEX : task);
    }
    return dates;
}

/* The first format that is written to files of such a name. */
static FileFormat format_of_name(Str path) {
    for (int i = 1; i < FORMAT_COUNT; i++)
        for (Str rest = str_of(file_formats[i].endings), ending; file_formats[i].write && rest.at;) {
            ending = str_cut(rest, ',', &rest);
            if (str_ends(path, ending)) return (FileFormat)i;
        }
    return FORMAT_UNKNOWN;
}

static bool format_of(const char *name, const char *path, FileFormat *ret, Error *err) {
    *ret = name ? file_format_named(str_of(name)) : format_of_name(str_of(path));
    if (file_formats[*ret].write) return true;
    error_set(err, ERROR_INVALID, "Trivet does not write %s.", name ? name : path);
    return error_hint(err, "Give --format: mspdi, xer, pmxml, xlsx or csv.");
}

static bool convert(Arena *arena, const char *from, const char *to, FileFormat format, Error *err) {
    Scheduled plan;
    StrBuf out = strbuf_make(arena, 0);
    if (!cli_schedule_file(arena, from, &(ScheduleAsk){0}, &plan, err)) return false;
    ItemDates *dates = dates_of(arena, &plan);
    if (!dates) return error_no_memory(err);
    if (!file_formats[format].write(arena, &plan.file, dates, cli_clock(), &out, err)) return false;
    return cli_write_file(to, strbuf_str(&out), err);
}

int command_convert(int argc, char **argv) {
    static const char *const options[] = {"--format", NULL}, *const flags[] = {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    const char *from = cli_argument(argc, argv, options, 0), *to = cli_argument(argc, argv, options, 1);
    FileFormat format;
    Error err;
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!from || !to) {
        error_set(&err, ERROR_INVALID, "Which file, and to which? trivet convert plan.xer plan.xml");
        return cli_fail(&err);
    }
    if (!format_of(cli_option(argc, argv, "--format"), to, &format, &err)) return cli_fail(&err);
    return convert(&arena, from, to, format, &err) ? 0 : cli_fail(&err);
}

/* trivet options: what can give way when scope, time and budget of a plan do not fit.
 *
 *     trivet options plan.csv --by 2026-06-30 --budget 250000      of a plan file: ranked ways, to read
 *     trivet options plan.xml --by 2026-06-30 --json               the same as the API answers it, for
 * programs trivet options --data DIR --as EMAIL [--project ID]          of a workspace, by the limits agreed
 * there
 *
 * Features are the rows of kind feature (a column of CSV) with their value. A file without any has a feature
 * in each first row of its outline that holds work, of equal value; the output says so. People are shared. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "change/figures/ways.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "field/json.h"
#include "run/run.h"

enum { ARENA_MIB = 4096, DAY_END = 24 * 60 };

typedef struct Asked {
    WaysQuestion question;
    Moment by;
    int64_t budget_cents;
    bool made_features;
} Asked;

/* ---- the question ---- */

static bool parse_number(int argc, char **argv, const char *name, int64_t least, int64_t most, int64_t *ret,
                         Error *err) {
    const char *text = cli_option(argc, argv, name);
    if (!text || (str_int(str_of(text), ret) && *ret >= least && *ret <= most)) return true;
    return error_field(err, name, "%s is not a whole number from %lld to %lld.", text, (long long)least,
                       (long long)most);
}

static bool ask(int argc, char **argv, Asked *ret, Error *err) {
    const char *by = cli_option(argc, argv, "--by"), *project = cli_option(argc, argv, "--project");
    int64_t budget = -1;
    Day day;
    *ret = (Asked){.by = MOMENT_NONE, .budget_cents = INT_NULL};
    record_init(&ways_question_resource, &ret->question);
    ret->question.front = cli_flag(argc, argv, "--front");
    if (by && !day_parse(str_of(by), &day))
        return error_field(err, "--by", "%s is not a day such as 2026-06-30.", by);
    if (by) ret->by = (Moment){day.n * MINUTES_PER_DAY + DAY_END};
    if (project && !id_parse(str_of(project), &ret->question.project_id))
        return error_field(err, "--project", "%s is not an id.", project);
    if (!parse_number(argc, argv, "--budget", 0, INT64_C(100000000000), &budget, err) ||
        !parse_number(argc, argv, "--steps", 1, 5000, &ret->question.steps, err) ||
        !parse_number(argc, argv, "--trials", 0, 10000, &ret->question.trials, err))
        return false;
    if (budget >= 0) ret->budget_cents = budget * 100;
    return true;
}

/* ---- a plan file ---- */

/* The first rows of the outline that hold something. */
static bool make_features(Arena *arena, const PlanFile *file, const PlanMap *map, Asked *asked) {
    Item *items = file->items.at;
    bool *holds = arena_array(arena, bool, map->plan.task_count + 1);
    if (!holds) return false;
    for (int i = 0; i < file->items.count; i++)
        if (items[i].kind.n == ITEM_FEATURE) return true;
    for (int32_t i = 0; i < map->plan.task_count; i++)
        if (map->plan.tasks[i].parent != NO_INDEX) holds[map->plan.tasks[i].parent] = true;
    for (int i = 0; i < file->items.count; i++) {
        int32_t row = plan_index(&map->task_of_item, items[i].row.id);
        if (items[i].parent_id.n || row == NO_INDEX || !holds[row]) continue;
        items[i].kind.n = ITEM_FEATURE;
        items[i].value = 1;
        asked->made_features = true;
    }
    return true;
}

static void limit_projects(const PlanFile *file, const Asked *asked) {
    Project *projects = file->projects.at;
    for (int i = 0; i < file->projects.count; i++) {
        if (asked->by.n != MOMENT_NONE.n) projects[i].must_finish_at = asked->by;
        if (asked->budget_cents != INT_NULL) projects[i].budget_cents = asked->budget_cents;
    }
}

static bool options_of_file(Arena *arena, const char *path, Asked *asked, Ways *ret, Error *err) {
    Scheduled plan = {0};
    static const RunJob alone = {0};
    if (!cli_schedule_file(arena, path, &(ScheduleAsk){.share_people = true}, &plan, err)) return false;
    if (!make_features(arena, &plan.file, &plan.map, asked)) return error_no_memory(err);
    limit_projects(&plan.file, asked);
    PlanSource source = cli_plan_source(&plan);
    return run_options.work(arena, &source, &asked->question, &alone, ret, err);
}

/* ---- a workspace ---- */

static bool options_of_data(Arena *arena, int argc, char **argv, Asked *asked, Ways *ret, Error *err) {
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    static const RunJob alone = {0};
    PlanSource source;
    User user;
    if (asked->by.n != MOMENT_NONE.n || asked->budget_cents != INT_NULL)
        return error_set(err, ERROR_INVALID,
                         "--by and --budget are of plan files; a workspace has limits agreed.");
    return cli_open(argc, argv, false, &store, err) && store_read(store, arena, &tx, err) &&
           cli_person(argc, argv, &tx, &user, err) && plan_load(&tx, user.workspace_id, &source, err) &&
           run_options.work(arena, &source, &asked->question, &alone, ret, err);
}

/* ---- to read ---- */

static void write_when(StrBuf *out, const char *what, Moment at) {
    if (at.n != MOMENT_NONE.n) strbuf_fmt(out, "%s %.*s", what, STR_ARG(moment_text(out->arena, at)));
}

static void write_limits(StrBuf *out, const List *limits, const char *indent) {
    const WayLimit *limit = limits->at;
    for (int i = 0; i < limits->count; i++) {
        bool money = limit[i].budget_cents != INT_NULL;
        strbuf_fmt(out, "%s%s %.*s ", indent, limit[i].broken ? "[passed]" : "[holds]",
                   STR_ARG(limit[i].name));
        if (money) {
            strbuf_fmt(out, "costs %.2f of %.2f", (double)limit[i].cost_cents / 100,
                       (double)limit[i].budget_cents / 100);
        } else {
            write_when(out, "finishes", limit[i].finish_at);
            write_when(out, ", to finish by", limit[i].by);
        }
        strbuf_char(out, '\n');
    }
}

static void write_move(StrBuf *out, const WayMove *move) {
    strbuf_fmt(out, "   - %s %.*s", way_kind_names[move->kind.n], STR_ARG(move->name));
    if (move->detail.len) strbuf_fmt(out, " (%.*s)", STR_ARG(move->detail));
    if (move->value_lost > 0) strbuf_fmt(out, ", value lost %.6g", move->value_lost);
    strbuf_char(out, '\n');
}

static void write_way(StrBuf *out, const Way *way, int number) {
    const Str *kinds = way->kinds.at;
    const WayMove *moves = way->moves.at;
    strbuf_fmt(out, "\n%d. ", number);
    for (int i = 0; i < way->kinds.count; i++) strbuf_fmt(out, "%s%.*s", i ? ", " : "", STR_ARG(kinds[i]));
    strbuf_fmt(out, "   price %.2f %%, value %.6g, cost %.2f", way->price, way->value,
               (double)way->cost_cents / 100);
    write_when(out, ", finishes", way->finish_at);
    write_when(out, ", P50", way->finish_p50_at);
    write_when(out, ", P80", way->finish_p80_at);
    strbuf_char(out, '\n');
    for (int i = 0; i < way->moves.count; i++) write_move(out, &moves[i]);
    write_limits(out, &way->limits, "     ");
}

static Str when_text(Arena *arena, Moment at) {
    return at.n == MOMENT_NONE.n ? STR("-") : moment_text(arena, at);
}

static void write_front(StrBuf *out, const List *front) {
    const WayPoint *points = front->at;
    if (front->count)
        strbuf_fmt(out, "\n%10s  %-16s  %-16s %16s  left out\n", "value", "finish", "P85", "cost");
    for (int i = 0; i < front->count; i++)
        strbuf_fmt(out, "%10.6g  %-16.*s  %-16.*s %16.2f  %d\n", points[i].value,
                   STR_ARG(when_text(out->arena, points[i].finish_at)),
                   STR_ARG(when_text(out->arena, points[i].p85_at)), (double)points[i].cost_cents / 100,
                   points[i].left_out.count);
}

static void write_text(StrBuf *out, const Asked *asked, const Ways *ways) {
    const Way *way = ways->ways.at;
    if (asked->made_features)
        strbuf_add(
            out,
            STR("The file names no features: what stands first in its outline counts, with equal value.\n"));
    if (ways->limits.count == 0)
        strbuf_add(out, STR("Nothing is to be met: give --by DATE or --budget AMOUNT, or deadlines.\n"));
    write_limits(out, &ways->limits, "");
    if (ways->limits.count && ways->fits) strbuf_add(out, STR("Everything fits.\n"));
    for (int i = 0; i < ways->ways.count; i++) write_way(out, &way[i], i + 1);
    write_front(out, &ways->front);
    if (!ways->fits)
        strbuf_fmt(out, "\n%lld schedules tried%s.\n", (long long)ways->steps,
                   ways->proven ? "; no combination of the moves looked at is better than the first way"
                                : "");
}

/* ---- the command ---- */

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--data",   "--as",    "--project", "--by",
                                          "--budget", "--steps", "--trials",  NULL};
    static const char *const flags[] = {"--json", "--front", NULL};
    Asked asked;
    Ways ways;
    if (!cli_known(argc, argv, options, flags, err) || !ask(argc, argv, &asked, err)) return false;
    const char *path = cli_argument(argc, argv, options, 0);
    if (!path && !cli_option(argc, argv, "--data")) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(err, "trivet options FILE [--by DATE] [--budget AMOUNT], or --data DIR --as EMAIL");
    }
    bool found = path ? options_of_file(arena, path, &asked, &ways, err)
                      : options_of_data(arena, argc, argv, &asked, &ways, err);
    if (!found) return false;
    if (cli_flag(argc, argv, "--json")) {
        json_write(out, &ways_resource, &ways);
        strbuf_char(out, '\n');
    } else {
        write_text(out, &asked, &ways);
    }
    return !arena->full || error_no_memory(err);
}

int command_options(int argc, char **argv) {
    return cli_answer(argc, argv, (size_t)ARENA_MIB * MIB, run);
}

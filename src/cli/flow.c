/* trivet flow: how work flows in a workspace, measured from its history, and when so many more will be done,
 * or how many by a day.
 *
 *     trivet flow --data DIR --as EMAIL                     cycle and lead times, throughput, velocity, the
 * forecast trivet flow ... --project ID --remaining 40           when 40 more will be done; else all that is
 * left trivet flow ... --by 2026-12-24                       and how many by then trivet flow ... --label
 * beta --kind story --json      the same of some items, as the API answers it */
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/figures/flow_answer.h"
#include "cli/cli.h"
#include "field/json.h"

enum { ARENA_MIB = 2048 };

static bool id_of(int argc, char **argv, const char *name, Id *ret, Error *err) {
    const char *text = cli_option(argc, argv, name);
    if (!text || id_parse(str_of(text), ret)) return true;
    return error_set(err, ERROR_INVALID, "%s %s is not an id.", name, text);
}

static bool number_of(int argc, char **argv, const char *name, int64_t least, int64_t most, int64_t *ret,
                      Error *err) {
    const char *text = cli_option(argc, argv, name);
    if (!text || (str_int(str_of(text), ret) && *ret >= least && *ret <= most)) return true;
    return error_set(err, ERROR_INVALID, "%s takes a number from %lld to %lld.", name, (long long)least,
                     (long long)most);
}

static bool ask(int argc, char **argv, FlowAsked *ret, Error *err) {
    const char *kind = cli_option(argc, argv, "--kind"), *label = cli_option(argc, argv, "--label");
    const char *by = cli_option(argc, argv, "--by");
    *ret = (FlowAsked){.filter = {.kind = CHOICE_NONE}, .days = 91, .remaining = INT_NULL, .by = DAY_NONE};
    for (int i = 0; kind && item_kind_names[i]; i++)
        if (str_is(str_of(kind), item_kind_names[i])) ret->filter.kind.n = i;
    if (kind && ret->filter.kind.n < 0) return error_set(err, ERROR_INVALID, "There is no kind %s.", kind);
    if (by && !day_parse(str_of(by), &ret->by))
        return error_set(err, ERROR_INVALID, "%s is not a day such as 2026-12-24.", by);
    if (label) ret->filter.label = str_of(label);
    ret->by_effort = cli_flag(argc, argv, "--by-effort");
    return id_of(argc, argv, "--product", &ret->filter.product_id, err) &&
           id_of(argc, argv, "--project", &ret->filter.project_id, err) &&
           id_of(argc, argv, "--release", &ret->filter.release_id, err) &&
           id_of(argc, argv, "--person", &ret->filter.person_id, err) &&
           number_of(argc, argv, "--days", 7, FLOW_ASKED_DAYS_MAX, &ret->days, err) &&
           number_of(argc, argv, "--remaining", 0, 1000000, &ret->remaining, err);
}

/* ---- to read ---- */

static void write_times(StrBuf *out, const List *times) {
    static const char *const names[] = {"cycle", "lead"};
    const FlowTimesView *rows = times->at;
    for (int i = 0; i < times->count; i++)
        strbuf_fmt(
            out,
            "%-6s %5lld finished, mean %.1f days, 50 %% within %lld, 85 %% within %lld, 95 %% within %lld\n",
            names[rows[i].measure.n], (long long)rows[i].count, rows[i].mean_days,
            (long long)rows[i].p50_days, (long long)rows[i].p85_days, (long long)rows[i].p95_days);
}

static void write_rates(StrBuf *out, const FlowView *view) {
    strbuf_fmt(out, "%lld days: %lld finished, %.2f a week; %lld in progress, on average %.1f at once\n",
               (long long)view->day_count, (long long)view->finished_count, view->throughput_per_week,
               (long long)view->in_progress_count, view->mean_in_progress);
    strbuf_fmt(out, "velocity %lld a week, from %lld to %lld", (long long)view->velocity_mean,
               (long long)view->velocity_least, (long long)view->velocity_most);
    if (!isnan(view->efficiency_percent))
        strbuf_fmt(out, "; flow efficiency %.0f %%", view->efficiency_percent);
    strbuf_char(out, '\n');
}

static void write_forecast(StrBuf *out, const FlowView *view, Day by) {
    const FlowOdds *when = view->when.at, *how_many = view->how_many.at;
    if (view->when.count == 0) {
        strbuf_add(out, STR("No forecast: it needs a week in which something was finished (--days looks "
                            "further back).\n"));
        return;
    }
    strbuf_fmt(out, "\n%lld remaining", (long long)view->remaining_count);
    if (view->how_many.count) strbuf_fmt(out, ", and how many by %.*s", STR_ARG(day_text(out->arena, by)));
    strbuf_char(out, '\n');
    for (int i = 0; i < view->when.count; i++) {
        strbuf_fmt(out, "  %2lld %%  done by %.*s", (long long)when[i].percent,
                   STR_ARG(day_text(out->arena, when[i].done_on)));
        if (view->how_many.count) strbuf_fmt(out, "  at least %lld", (long long)how_many[i].count);
        strbuf_char(out, '\n');
    }
    if (view->back_test_tried)
        strbuf_fmt(
            out, "Looking back: the 85 %% date of such a forecast for %lld held on %lld of %lld past days.\n",
            (long long)view->back_test_remaining, (long long)view->back_test_held,
            (long long)view->back_test_tried);
}

/* ---- the command ---- */

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--data",    "--as",        "--product", "--project",
                                          "--release", "--person",    "--kind",    "--label",
                                          "--days",    "--remaining", "--by",      NULL},
                             *const flags[] = {"--json", "--by-effort", NULL};
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    User user;
    FlowAsked asked;
    FlowView view;
    if (!cli_known(argc, argv, options, flags, err) || !ask(argc, argv, &asked, err) ||
        !cli_open(argc, argv, false, &store, err) || !store_read(store, arena, &tx, err) ||
        !cli_person(argc, argv, &tx, &user, err) ||
        !flow_answer(&tx, user.workspace_id, &asked, cli_clock(), &view, err))
        return false;
    if (cli_flag(argc, argv, "--json")) {
        json_write(out, &flow_view_resource, &view);
        strbuf_char(out, '\n');
    } else {
        write_rates(out, &view);
        write_times(out, &view.times);
        write_forecast(out, &view, asked.by);
    }
    return !arena->full || error_no_memory(err);
}

int command_flow(int argc, char **argv) {
    return cli_answer(argc, argv, (size_t)ARENA_MIB * MIB, run);
}

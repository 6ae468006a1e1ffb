/* trivet flow: how work flows in a workspace, measured from its history, and when a number of items will be
 * done.
 *
 *     trivet flow --data DIR --as EMAIL                     cycle and lead times, throughput, velocity
 *     trivet flow ... --project ID --remaining 40           and when 40 more will be done
 *     trivet flow ... --label beta --kind story --json      the same of some items, for programs */
#include "base/cleanup.h"
#include "change/flow_log.h"
#include "cli/cli.h"

#include "base/banned.h"

enum { ARENA_MIB = 2048, TRIALS = 10000 };

typedef struct Asked {
    FlowFilter filter;
    int64_t days, remaining;
    bool by_effort, json;
} Asked;

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

static bool ask(int argc, char **argv, Asked *ret, Error *err) {
    const char *kind = cli_option(argc, argv, "--kind"), *label = cli_option(argc, argv, "--label");
    *ret = (Asked){.filter = {.kind = CHOICE_NONE}, .days = 91, .remaining = -1};
    for (int i = 0; kind && item_kind_names[i]; i++)
        if (str_is(str_of(kind), item_kind_names[i])) ret->filter.kind.n = i;
    if (kind && ret->filter.kind.n < 0) return error_set(err, ERROR_INVALID, "There is no kind %s.", kind);
    if (label) ret->filter.label = str_of(label);
    ret->json = cli_flag(argc, argv, "--json");
    ret->by_effort = cli_flag(argc, argv, "--by-effort");
    return id_of(argc, argv, "--product", &ret->filter.product_id, err) &&
           id_of(argc, argv, "--project", &ret->filter.project_id, err) &&
           id_of(argc, argv, "--release", &ret->filter.release_id, err) &&
           id_of(argc, argv, "--person", &ret->filter.person_id, err) &&
           number_of(argc, argv, "--days", 7, FLOW_DAYS_MAX, &ret->days, err) &&
           number_of(argc, argv, "--remaining", 0, 1000000, &ret->remaining, err);
}

static void print_times(const char *name, const FlowTimes *times, bool json) {
    if (json)
        printf(",\"%s_days\":{\"count\":%d,\"mean\":%.1f", name, times->count,
               (double)times->mean_tenths / 10);
    else printf("%-12s %6d finished, mean %.1f days", name, times->count, (double)times->mean_tenths / 10);
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        printf(json ? ",\"p%d\":%d" : ", %d %% within %d", flow_percents[i], times->days[i]);
    printf(json ? "}" : "\n");
}

static void print_rates(const FlowAnswer *answer, bool json) {
    printf(json ? "{\"days\":%d,\"finished\":%d,\"in_progress\":%d,\"wip\":%.1f,\"throughput_per_week\":%.2f,"
                  "\"efficiency\":%.3f,\"velocity\":{\"least\":%lld,\"mean\":%lld,\"most\":%lld}"
                : "%d days: %d finished, %d in progress, on average %.1f at once, %.2f finished a week, flow "
                  "efficiency %.3f, velocity %lld to %lld to %lld a week\n",
           answer->day_count, answer->finished_count, answer->in_progress,
           (double)answer->mean_wip_tenths / 10, (double)answer->mean_throughput_milli * 7 / 1000,
           (double)answer->efficiency_permille / 1000, (long long)answer->velocity_least,
           (long long)answer->velocity_mean, (long long)answer->velocity_most);
}

static bool print_forecast(Arena *arena, const FlowAnswer *answer, const Asked *asked, Error *err) {
    int32_t *finished = arena_array(arena, int32_t, answer->day_count);
    FlowForecast forecast;
    if (!finished) return error_no_memory(err);
    for (int i = 0; i < answer->day_count; i++) finished[i] = answer->days[i].finished;
    FlowQuestion question = {finished, answer->day_count, (int32_t)asked->remaining, TRIALS, 1};
    if (!flow_when(arena, &question, &forecast)) {
        error_set(err, ERROR_INVALID, "Nothing was finished in these %d days.", answer->day_count);
        return error_hint(err, "Look further back with --days, or at more items.");
    }
    printf(asked->json ? ",\"when_days\":{\"remaining\":%lld" : "%lld more will be done",
           (long long)asked->remaining);
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        printf(asked->json ? ",\"p%d\":%d" : ", with %d %% in %d days", flow_percents[i],
               forecast.percent_days[i]);
    printf(asked->json ? "}" : "\n");
    return true;
}

static bool run(Arena *arena, Transaction *tx, int argc, char **argv, Error *err) {
    User user;
    Asked asked;
    FlowHistory history;
    FlowAnswer answer;
    if (!ask(argc, argv, &asked, err) || !cli_person(argc, argv, tx, &user, err)) return false;
    if (!flow_history(tx, user.workspace_id, &asked.filter, (int)asked.days, asked.by_effort, cli_clock(),
                      &history, err))
        return false;
    if (!flow_measure(arena, &history.log, &answer)) return error_no_memory(err);
    print_rates(&answer, asked.json);
    print_times("cycle", &answer.cycle, asked.json);
    print_times("lead", &answer.lead, asked.json);
    if (asked.remaining >= 0 && !print_forecast(arena, &answer, &asked, err)) return false;
    printf(asked.json ? "}\n" : "");
    return true;
}

int command_flow(int argc, char **argv) {
    static const char *const options[] = {"--data",    "--database", "--as",        "--product",
                                          "--project", "--release",  "--person",    "--kind",
                                          "--label",   "--days",     "--remaining", NULL},
                             *const flags[] = {"--json", "--by-effort", NULL};
    CLEANUP(arena_done) Arena arena = arena_make(ARENA_MIB * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    if (!cli_known(argc, argv, options, flags, &err) || !cli_open(argc, argv, false, &store, &err) ||
        !store_read(store, &arena, &tx, &err) || !run(&arena, &tx, argc, argv, &err))
        return cli_fail(&err);
    return 0;
}

/* See forecast_data.h. */
#include "cli/forecast_data.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "cli/cli.h"
#include "field/json.h"
#include "run/forecast.h"

static Str name_of(const PlanSource *source, const ForecastGroup *group) {
    const Project *projects = source->projects.at;
    const Release *releases = source->releases.at;
    for (int i = 0; group->subject.n == FORECAST_PROJECT && i < source->projects.count; i++)
        if (id_equal(projects[i].row.id, group->subject_id)) return projects[i].name;
    for (int i = 0; group->subject.n == FORECAST_RELEASE && i < source->releases.count; i++)
        if (id_equal(releases[i].row.id, group->subject_id)) return releases[i].name;
    return STR("Everything");
}

static void write_line(StrBuf *out, const char *what, Moment at, int64_t cents) {
    strbuf_fmt(out, "  %-8s %-16.*s %18.2f\n", what, STR_ARG(moment_text(out->arena, at)),
               (double)cents / 100);
}

static void write_group(StrBuf *out, const PlanSource *source, const ForecastGroup *group) {
    Str name = name_of(source, group);
    strbuf_fmt(out, "\n%.*s\n           %-16s %18s\n", STR_ARG(name), "finish", "cost");
    write_line(out, "planned", group->planned_finish_at, group->planned_cost_cents);
    write_line(out, "P10", group->p10_at, group->p10_cents);
    write_line(out, "P50", group->p50_at, group->p50_cents);
    write_line(out, "P80", group->p80_at, group->p80_cents);
    write_line(out, "P90", group->p90_at, group->p90_cents);
    bool wished = group->target_at.n != MOMENT_NONE.n, funded = group->budget_cents != INT_NULL;
    strbuf_fmt(out, "  By the %s date: %.1f %%, within the %s cost: %.1f %%, both: %.1f %%.\n",
               wished ? "agreed" : "planned", group->confidence_date_percent, funded ? "agreed" : "planned",
               group->confidence_cost_percent, group->confidence_joint_percent);
}

static void write_text(StrBuf *out, const PlanSource *source, const Forecast *forecast) {
    const ForecastGroup *groups = forecast->groups.at;
    strbuf_fmt(out,
               "%lld trials, seed %lld. %lld tasks have an estimate, %lld the usual spread; %lld open risks. "
               "People are shared.\n",
               (long long)forecast->trials, (long long)forecast->seed, (long long)forecast->estimated_count,
               (long long)forecast->spread_count, (long long)forecast->risk_count);
    for (int i = 0; i < forecast->groups.count; i++) write_group(out, source, &groups[i]);
}

bool forecast_data(Arena *arena, int argc, char **argv, int64_t trials, int64_t seed, StrBuf *out,
                   Error *err) {
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    static const RunJob alone = {0};
    ForecastParameters parameters;
    Forecast forecast;
    PlanSource source;
    User user;
    const char *project = cli_option(argc, argv, "--project");
    record_init(&forecast_parameters_resource, &parameters);
    parameters.trials = trials;
    parameters.seed = seed;
    if (project && !id_parse(str_of(project), &parameters.project_id))
        return error_field(err, "--project", "%s is not an id.", project);
    if (!cli_open(argc, argv, false, &store, err) || !store_read(store, arena, &tx, err) ||
        !cli_person(argc, argv, &tx, &user, err) || !plan_load(&tx, user.workspace_id, &source, err) ||
        !run_forecast.work(arena, &source, &parameters, &alone, &forecast, err))
        return false;
    if (cli_flag(argc, argv, "--json")) {
        json_write(out, &forecast_resource, &forecast);
        strbuf_char(out, '\n');
    } else {
        write_text(out, &source, &forecast);
    }
    return true;
}

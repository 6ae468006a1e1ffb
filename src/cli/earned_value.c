/* trivet earned-value --data DIR --as EMAIL: what was planned, earned and spent.
 *
 *     trivet earned-value --data /var/lib/trivet --as ana@example.org --project "Harbor"
 *
 * A line for the whole, each project, product and release; --items adds every item, --json tells all. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/baseline/earned.h"
#include "cli/cli.h"
#include "field/json.h"

static bool find_project(Transaction *tx, Id workspace_id, const char *name, Id *ret, Error *err) {
    List projects;
    *ret = ID_NONE;
    if (!name) return true;
    if (!row_all(tx, &project_resource, workspace_id, &projects, err)) return false;
    const Project *project = projects.at;
    for (int i = 0; i < projects.count; i++)
        if (str_is(project[i].name, name)) *ret = project[i].row.id;
    return ret->n || error_set(err, ERROR_NOT_FOUND, "There is no project \"%s\".", name);
}

static void write_index(StrBuf *out, double index) {
    if (isnan(index)) strbuf_fmt(out, " %6s", "-");
    else strbuf_fmt(out, " %6.2f", index);
}

static void write_line(StrBuf *out, const EarnedLine *line) {
    static const char *const scopes[] = {"total", "project", "product", "release", "item"};
    int64_t eac = line->eac_cpi_cents == INT_NULL ? line->eac_budget_cents : line->eac_cpi_cents;
    strbuf_fmt(out, "%-8s %-36.*s", scopes[line->scope.n], (int)(line->title.len < 36 ? line->title.len : 36),
               line->title.at ? line->title.at : "");
    const int64_t amounts[] = {line->budget_cents, line->planned_cents,           line->earned_cents,
                               line->actual_cents, line->schedule_variance_cents, line->cost_variance_cents};
    for (int i = 0; i < 6; i++) strbuf_fmt(out, " %12.2f", (double)amounts[i] / 100);
    write_index(out, line->spi);
    write_index(out, line->cpi);
    strbuf_fmt(out, " %12.2f", (double)eac / 100);
    write_index(out, line->tcpi_budget);
    strbuf_char(out, '\n');
}

static void write_table(StrBuf *out, const EarnedView *view, bool items) {
    const EarnedLine *line = view->lines.at;
    strbuf_fmt(out, "%-8s %-36s %12s %12s %12s %12s %12s %12s %6s %6s %12s %6s\n", "level", "", "BAC", "PV",
               "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "TCPI");
    for (int i = 0; i < view->lines.count; i++)
        if (items || line[i].scope.n != EARNED_ITEM) write_line(out, &line[i]);
    strbuf_fmt(out, "\nstatus %.*s; earned schedule %.1f of %.1f working days gone by, %.1f planned; SPI(t) ",
               STR_ARG(day_text(out->arena, view->status_on)), view->earned_days, view->elapsed_days,
               view->planned_days);
    write_index(out, view->spi_time);
    if (view->finish_on.n != DAY_NONE.n)
        strbuf_fmt(out, "; finish by IEAC(t) %.*s", STR_ARG(day_text(out->arena, view->finish_on)));
    strbuf_char(out, '\n');
    if (!view->baselined) strbuf_add(out, STR("note: without a baseline the plan as it is stands for it\n"));
    static const char *const words[] = {"the plan passes the budget", "the estimate lies above the budget",
                                        "spent and committed lie above the budget", "the reserve is needed"};
    const EarnedWarning *warning = view->warnings.at;
    for (int i = 0; i < view->warnings.count; i++) {
        strbuf_fmt(out, "warning: %s by %.2f", words[warning[i].kind.n],
                   (double)warning[i].amount_cents / 100);
        if (warning[i].day.n != DAY_NONE.n)
            strbuf_fmt(out, ", on %.*s", STR_ARG(day_text(out->arena, warning[i].day)));
        strbuf_char(out, '\n');
    }
}

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--data", "--database", "--as", "--project", NULL};
    static const char *const flags[] = {"--json", "--items", NULL};
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    EarnedQuestion question = {0};
    EarnedView view;
    User user;
    if (!cli_known(argc, argv, options, flags, err) || !cli_open(argc, argv, false, &store, err) ||
        !store_read(store, arena, &tx, err) || !cli_person(argc, argv, &tx, &user, err) ||
        !find_project(&tx, user.workspace_id, cli_option(argc, argv, "--project"), &question.project_id,
                      err) ||
        !earned_answer(&tx, user.workspace_id, &question, &view, err))
        return false;
    if (cli_flag(argc, argv, "--json")) {
        json_write(out, &earned_view_resource, &view);
        strbuf_char(out, '\n');
    } else {
        write_table(out, &view, cli_flag(argc, argv, "--items"));
    }
    return !arena->full || error_no_memory(err);
}

int command_earned_value(int argc, char **argv) {
    return cli_answer(argc, argv, 1024 * MIB, run);
}

/* The field tables of the run kind "forecast". See forecast.h. */
#include "base/mem.h"
#include "engine/risk/risk.h"
#include "run/forecast.h"

enum { PERCENT_MAX = 1000, ROWS_MAX = PLAN_TASKS_MAX };

static const char *const spread_names[] = {"none", "uniform", "triangular", "pert", "lognormal", NULL};
static const char *const subject_names[] = {"project", "release", "workspace", NULL};

#define SIGNED .min = -INT64_C(9007199254740992)

static const Field forecast_parameters_resource_fields[] = {
    FIELD(ForecastParameters, project_id, IN, .nullable = true, .refers_to = "project",
          .doc = "Show this project and its tasks; null: everything."),
    FIELD(ForecastParameters, trials, IN, .initial = 10000, .min = 100, .max = 100000,
          .doc = "How many times the plan is drawn and scheduled."),
    FIELD(ForecastParameters, share_people, IN, .initial = 1,
          .doc = "Nobody works on two things at once: the order in which the levelled plan gives him his "
                 "work holds in "
                 "every trial."),
    FIELD(ForecastParameters, tornado_trials, IN, .initial = 2000, .max = 100000,
          .doc = "How many trials are drawn again without each risk; 0: no tornado."),
    FIELD(ForecastParameters, seed, IN, .initial = 1, .doc = "Equal seeds give equal results."),
    FIELD(ForecastParameters, spread, IN, .choices = spread_names, .initial = RISK_TRIANGULAR,
          .doc = "How the duration of tasks without an estimate varies."),
    FIELD(ForecastParameters, changes, IN, .of = &proposed_change_resource, .max = 20000,
          .doc = "The plan is forecast as it would be with these changes: a scenario."),
    FIELD(ForecastParameters, spread_low_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 90, .doc = "Their shortest duration, of the planned one (lognormal: its P10)."),
    FIELD(ForecastParameters, spread_likely_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 100, .doc = "Their most likely duration."),
    FIELD(ForecastParameters, spread_high_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 130, .doc = "Their longest duration (lognormal: its P90)."),
};
VIEW(forecast_parameters_resource, ForecastParameters, "forecast_parameters", "ForecastParameters",
     "What is to be forecast.");

static const Field finish_bin_resource_fields[] = {
    FIELD(FinishBin, from_at, .doc = "Trials that finish from here until the next bar."),
    FIELD(FinishBin, trials, .doc = "How many."),
    FIELD(FinishBin, up_to, .doc = "How many finish before its end: the S-curve."),
};
static VIEW(finish_bin_resource, FinishBin, "finish_bin", "FinishBin",
            "One bar of the histogram of finishes.");

static const Field cost_bin_resource_fields[] = {
    FIELD(CostBin, from_cents, .unit = "cents", .doc = "Trials that cost from this until the next bar."),
    FIELD(CostBin, trials, .doc = "How many."),
    FIELD(CostBin, up_to, .doc = "How many cost less than its end: the S-curve."),
};
static VIEW(cost_bin_resource, CostBin, "cost_bin", "CostBin", "One bar of the histogram of costs.");

static const Field forecast_point_resource_fields[] = {
    FIELD(ForecastPoint, finish_at, .doc = "When it finishes in this trial."),
    FIELD(ForecastPoint, cost_cents, .unit = "cents", .doc = "What it costs in the same."),
};
static VIEW(forecast_point_resource, ForecastPoint, "forecast_point", "ForecastPoint", "One trial.");

static const Field forecast_group_resource_fields[] = {
    FIELD(ForecastGroup, subject, .choices = subject_names, .doc = "What it is about."),
    FIELD(ForecastGroup, subject_id, .nullable = true, .doc = "Which project or release."),
    FIELD(ForecastGroup, planned_finish_at, .doc = "Without uncertainty."),
    FIELD(ForecastGroup, target_at, .nullable = true, .doc = "Agreed or wished finish."),
    FIELD(ForecastGroup, planned_cost_cents, .unit = "cents", .doc = "Without uncertainty."),
    FIELD(ForecastGroup, budget_cents, .nullable = true, .unit = "cents", .doc = "What it may cost."),
    FIELD(ForecastGroup, p10_at, .doc = "Done by then in 10 of 100 cases."),
    FIELD(ForecastGroup, p50_at, .doc = "Done by then in 50 of 100 cases."),
    FIELD(ForecastGroup, p80_at, .doc = "Done by then in 80 of 100 cases."),
    FIELD(ForecastGroup, p90_at, .doc = "Done by then in 90 of 100 cases."),
    FIELD(ForecastGroup, mean_at, .doc = "The mean of all trials."),
    FIELD(ForecastGroup, p10_cents, .unit = "cents", .doc = "Costs no more in 10 of 100 cases."),
    FIELD(ForecastGroup, p50_cents, .unit = "cents", .doc = "Costs no more in 50 of 100 cases."),
    FIELD(ForecastGroup, p80_cents, .unit = "cents", .doc = "Costs no more in 80 of 100 cases."),
    FIELD(ForecastGroup, p90_cents, .unit = "cents", .doc = "Costs no more in 90 of 100 cases."),
    FIELD(ForecastGroup, mean_cents, .unit = "cents", .doc = "The mean of all trials."),
    FIELD(ForecastGroup, confidence_date_percent, .unit = "percent",
          .doc = "In so many of 100 cases it is done by its target, else by its planned finish."),
    FIELD(ForecastGroup, confidence_cost_percent, .unit = "percent",
          .doc = "In so many of 100 cases it costs no more than its budget, else than planned."),
    FIELD(ForecastGroup, confidence_joint_percent, .unit = "percent", .doc = "In so many both."),
    FIELD(ForecastGroup, finish_bins, .of = &finish_bin_resource,
          .doc = "Histogram and S-curve of the finish."),
    FIELD(ForecastGroup, cost_bins, .of = &cost_bin_resource, .doc = "Histogram and S-curve of the cost."),
    FIELD(ForecastGroup, points, .of = &forecast_point_resource, .doc = "The first trials, date and cost."),
};
VIEW(forecast_group_resource, ForecastGroup, "forecast_group", "ForecastGroup",
     "The forecast of a project, a release, or everything.");

static const Field forecast_task_resource_fields[] = {
    FIELD(ForecastTask, item_id, .refers_to = "item", .doc = "The item; one with children too."),
    FIELD(ForecastTask, p10_at, .doc = "Done by then in 10 of 100 cases."),
    FIELD(ForecastTask, p50_at, .doc = "Done by then in 50 of 100 cases."),
    FIELD(ForecastTask, p80_at, .doc = "Done by then in 80 of 100 cases."),
    FIELD(ForecastTask, p90_at, .doc = "Done by then in 90 of 100 cases."),
    FIELD(ForecastTask, mean_at, .doc = "The mean of all trials."),
    FIELD(ForecastTask, critical_percent, .unit = "percent",
          .doc = "In so many of 100 cases it decides when its project ends."),
    FIELD(ForecastTask, cruciality, SIGNED,
          .doc = "-1 to 1: the rank correlation of its duration with its project's finish."),
};
static VIEW(forecast_task_resource, ForecastTask, "forecast_task", "ForecastTask",
            "The forecast of one item.");

static const Field forecast_driver_resource_fields[] = {
    FIELD(ForecastDriver, risk_id, .refers_to = "risk", .doc = "The risk."),
    FIELD(ForecastDriver, p50_minutes, .unit = "min", SIGNED,
          .doc = "So much later is the P50 of its project's finish because of it, around the clock."),
    FIELD(ForecastDriver, p80_minutes, .unit = "min", SIGNED, .doc = "The same of the P80."),
    FIELD(ForecastDriver, mean_minutes, .unit = "min", SIGNED, .doc = "The same of the mean."),
    FIELD(ForecastDriver, p50_cents, .unit = "cents", SIGNED, .doc = "So much more is the P50 of its cost."),
    FIELD(ForecastDriver, p80_cents, .unit = "cents", SIGNED, .doc = "The same of the P80."),
    FIELD(ForecastDriver, mean_cents, .unit = "cents", SIGNED, .doc = "The same of the mean."),
};
static VIEW(forecast_driver_resource, ForecastDriver, "forecast_driver", "ForecastDriver",
            "What one risk does: the forecast with it less the forecast in which it never happens.");

static const Field forecast_resource_fields[] = {
    FIELD(Forecast, trials, .doc = "So many trials are in it."),
    FIELD(Forecast, trials_wanted, .doc = "So many were asked for."),
    FIELD(Forecast, seed, .doc = "Equal seeds give equal results."),
    FIELD(Forecast, estimated_count, .doc = "Tasks with an estimate of their own."),
    FIELD(Forecast, spread_count, .doc = "Tasks without an estimate, which vary as the spread says."),
    FIELD(Forecast, risk_count, .doc = "Open risks that act on something."),
    FIELD(Forecast, people_shared, .doc = "Nobody works on two things at once."),
    FIELD(Forecast, groups, .of = &forecast_group_resource, .max = ROWS_MAX,
          .doc = "Projects, releases, and everything together."),
    FIELD(Forecast, tasks, .of = &forecast_task_resource, .max = ROWS_MAX, .doc = "Every planned item."),
    FIELD(Forecast, drivers, .of = &forecast_driver_resource, .max = RISK_DRIVERS_MAX,
          .doc = "The tornado: what each risk does, the worst first; comes last."),
};
VIEW(forecast_resource, Forecast, "forecast", "Forecast", "Dates and costs as probabilities.");

const Resource *const forecast_records[] = {&finish_bin_resource,
                                            &cost_bin_resource,
                                            &forecast_point_resource,
                                            &forecast_group_resource,
                                            &forecast_task_resource,
                                            &forecast_driver_resource,
                                            NULL};

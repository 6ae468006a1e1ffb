/* Parameters and result of the run kind "forecast": when a plan will be done and what it will cost, as
 * probabilities (engine/risk.h). */
#ifndef TRIVET_RUN_FORECAST_H
#define TRIVET_RUN_FORECAST_H

#include "run/run.h"

typedef struct ForecastParameters {
    Id project_id; /* null: everything */
    int64_t trials, seed;
    /* Of tasks without an estimate of their own: how far the planned duration may go. */
    Choice spread;
    int64_t spread_low_percent, spread_likely_percent, spread_high_percent;
} ForecastParameters;

typedef struct FinishBin {
    Moment from_at;
    int64_t trials, up_to;
} FinishBin;

typedef struct CostBin {
    int64_t from_cents, trials, up_to;
} CostBin;

typedef struct ForecastPoint { /* one trial */
    Moment finish_at;
    int64_t cost_cents;
} ForecastPoint;

typedef struct ForecastGroup {
    Choice subject;
    Id subject_id;
    Moment planned_finish_at, target_at;
    int64_t planned_cost_cents, budget_cents;
    Moment p10_at, p50_at, p80_at, p90_at, mean_at;
    int64_t p10_cents, p50_cents, p80_cents, p90_cents, mean_cents;
    double confidence_date_percent, confidence_cost_percent, confidence_joint_percent;
    List finish_bins, cost_bins, points;
} ForecastGroup;
enum { FORECAST_PROJECT, FORECAST_RELEASE, FORECAST_WORKSPACE };

typedef struct ForecastTask {
    Id item_id;
    Moment p10_at, p50_at, p80_at, p90_at, mean_at;
    double critical_percent, cruciality;
} ForecastTask;

typedef struct Forecast {
    int64_t trials, trials_wanted, seed, spread_count;
    List groups, tasks;
} Forecast;

extern const Resource forecast_parameters_resource, forecast_resource;

#endif

/* Parameters and result of the run kind "forecast": when a plan will be done and what it will cost, as
 * probabilities (engine/risk/risk.h). */
#ifndef TRIVET_RUN_FORECAST_H
#define TRIVET_RUN_FORECAST_H

#include "engine/risk/risk.h"
#include "run/run.h"

typedef struct ForecastParameters {
    Id project_id; /* null: everything */
    int64_t trials, tornado_trials, seed;
    bool share_people;
    /* Of tasks without an estimate of their own: how far the planned duration may go. */
    Choice spread;
    List changes; /* of ProposedChange: forecast of the plan with them */
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

typedef struct ForecastDriver { /* of the tornado */
    Id risk_id;
    int64_t p50_minutes, p80_minutes, mean_minutes;
    int64_t p50_cents, p80_cents, mean_cents;
} ForecastDriver;

typedef struct Forecast {
    int64_t trials, trials_wanted, seed, estimated_count, spread_count, risk_count;
    bool people_shared;
    List groups, tasks, drivers;
} Forecast;

extern const Resource forecast_parameters_resource, forecast_resource, forecast_group_resource;
extern const Resource *const forecast_records[];

/* ---- from items and risks to the engine's model (forecast_model.c) ---- */

typedef struct ForecastModel {
    RiskModel risk;
    const ProjectRisk **risks; /* by driver */
    int64_t estimated_count, spread_count;
} ForecastModel;

/* Estimates of items, the spread for those without, and the open risks as drivers. What an estimate says of
 * the whole duration holds for the same share of what remains of a started task. False: the arena is full. */
bool forecast_model_make(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                         const ForecastParameters *parameters, ForecastModel *ret);

/* The plan with links that keep the order in which the levelled schedule gives each of its resources their
 * tasks (the policy of fixed orders: what was planned one after the other stays so, whatever the durations).
 * *ret shares all other tables with the plan. False: the arena is full. */
bool forecast_share(Arena *arena, const Plan *plan, const Schedule *schedule, Plan *ret);

#endif

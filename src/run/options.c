/* The run kind "options": ways out of conflicts (change/figures/ways.h) in the background, with what the
 * forecast says of each. Better ways are handed out while the search goes on. */
#include "base/banned.h"
#include "change/figures/ways.h"
#include "run/forecast.h"

typedef struct Work {
    Arena *arena;
    const PlanSource *source;
    const RunJob *job;
} Work;

static bool go_on(void *context, double share) {
    const Work *w = context;
    run_progress(w->job, share);
    return !run_cancelled(w->job);
}

static void improved(void *context, const Ways *so_far) {
    const Work *w = context;
    run_improved(w->job, so_far);
}

/* As the run kind "forecast" has it by default. */
static bool uncertainty(void *context, const PlanMap *map, const Schedule *schedule, RiskModel *ret,
                        Error *err) {
    const Work *w = context;
    ForecastParameters parameters;
    ForecastModel model;
    record_init(&forecast_parameters_resource, &parameters);
    if (!forecast_model_make(w->arena, w->source, map, schedule, &parameters, &model))
        return error_no_memory(err);
    *ret = model.risk;
    return true;
}

static bool options_work(Arena *arena, const PlanSource *source, const void *parameters, const RunJob *job,
                         void *result, Error *err) {
    Work w = {arena, source, job};
    const WaysHelp help = {&w, go_on, improved, uncertainty};
    return ways_compute(arena, source, parameters, &help, result, err);
}

static const Resource *const records[] = {&way_asked_resource,
                                          &way_limit_resource,
                                          &way_move_resource,
                                          &way_loser_resource,
                                          &way_resource,
                                          &way_point_resource,
                                          NULL};
const RunKind run_options = {
    "options",      &ways_question_resource,
    &ways_resource, records,
    options_work,   "What can give way when scope, time and budget do not fit, and what each way gives."};

/* One question while it is answered, shared by the files of ways.h. */
#ifndef TRIVET_CHANGE_WAYS_INSIDE_H
#define TRIVET_CHANGE_WAYS_INSIDE_H

#include "base/vec.h"
#include "change/figures/ways.h"
#include "engine/options/options.h"

enum { VALUE_UNITS = 1000 }; /* the engine's for one of ours */

typedef struct WaysRun {
    Arena *arena;
    const PlanSource *source;
    const WaysQuestion *question;
    WaysHelp help;
    PlanMap map;
    struct {
        VEC(OptionsFeature);
    } features;
    struct {
        VEC(OptionsVariant);
    } variants;
    struct {
        VEC(OptionsWork);
    } works;
    struct {
        VEC(OptionsHire);
    } hires;
    struct {
        VEC(OptionsLimit);
    } limits;
    struct {
        VEC(Moment);
    } agreed;        /* by limit: without the tolerance */
    int first_asked; /* the limits from here on belong to the question alone */
    OptionsProblem problem;
    OptionsAnswer answer;
    Schedule schedule;         /* of the plan as it is, when there is a model */
    const RiskModel *model;    /* NULL: nothing is forecast */
    Str first_rank, last_rank; /* of all items */
} WaysRun;

/* ways_problem.c */
bool ways_problem(WaysRun *run, Error *err);

/* ways_forecast.c: what is uncertain in the plan as it is; then P50 and P80 of every way. */
bool ways_uncertain(WaysRun *run, Error *err);
bool ways_forecast(WaysRun *run, Ways *ways, Error *err);

/* ways_changes.c: what the option writes, as a list of ProposedChange. */
bool ways_changes(WaysRun *run, const Option *option, List *ret);

#endif

/* Tolerances against the plan: how far each aspect has drifted from what was agreed.
 *
 * Agreed is what the latest baselines say (change/baseline/agreed.h); where a level is in none, its agreed
 * date (must_finish_at, target_on, deadline_at) and a project's budget. From agreed rows and live ones the
 * same figures are taken: the last finish; the cost, each row's own summed up; the features (where none was
 * agreed: the work below), each that is gone or new being one deviation. Risk is the expected cost of the
 * open risks that act on the level. The other aspects compare what was measured by hand with its target. */
#ifndef TRIVET_TOLERANCE_H
#define TRIVET_TOLERANCE_H

#include "change/change.h"
#include "model/plan.h"

typedef enum StandingState {
    STANDING_UNKNOWN,
    STANDING_WITHIN,
    STANDING_WARNING,
    STANDING_BEYOND
} StandingState;
extern const char *const standing_state_names[];

typedef struct Standing { /* one tolerance now */
    Id tolerance_id;
    Id project_id, release_id, item_id;
    Choice aspect, state;
    double reference, forecast; /* NaN: not known */
    double deviation, allowed;  /* negative: better than agreed */
    Moment reference_at, forecast_at;
    Id last_item_id; /* of time: what finishes last */
} Standing;

typedef struct Standings {
    int64_t seq;
    List standings;
} Standings;
extern const Resource standing_resource, standings_resource;

/* Notes who set the tolerance and who measured; before NULL: it is new. */
void tolerance_sign(const Transaction *tx, const Tolerance *before, Tolerance *after);

/* One Standing for each of the tolerances, in their order. */
bool standings_compute(Transaction *tx, Id workspace_id, const PlanSource *source, const PlanMap *map,
                       const Schedule *schedule, const List *tolerances, List *ret, Error *err);
/* Loads what it needs. */
bool standings_load(Transaction *tx, Id workspace_id, Standings *ret, Error *err);

#endif

/* Scenarios: kept changes on the live plan, thought through side by side; one of them may be adopted as a
 * proposal. A scenario outlives what it was adopted as, and what others became. */
#ifndef TRIVET_SCENARIO_H
#define TRIVET_SCENARIO_H

#include "change/change.h"

/* Its changes name what is there and can be laid over the plan as it is. */
bool scenario_check(Transaction *tx, const Scenario *scenario, Error *err);
/* A proposal of its changes, in the name of who adopts it. */
bool scenario_adopt(Change *change, Scenario *scenario, Str reason, Proposal *ret, Error *err);

#endif

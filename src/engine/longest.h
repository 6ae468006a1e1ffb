/* The longest path: what drives the last finish of a project (Primavera P6's "longest path").
 *
 * A link drives when its successor could not begin earlier because of it; of several that do, all drive. The
 * path is followed back from every task that ends last, over driving links and waits for shared people, to
 * what neither drives or what is done. */
#ifndef TRIVET_ENGINE_LONGEST_H
#define TRIVET_ENGINE_LONGEST_H

#include "engine/run.h"

/* After the passes, while their waits are there: criticality in projects of CRITICAL_BY_LONGEST_PATH. False:
 * no memory. */
bool mark_longest_paths(Run *run);
/* Could a leaf not begin earlier because of this bound on its start or finish? By planned dates. */
bool bound_drives(const Run *run, bool of_finish, Minute at, int32_t position);
/* Does this edge, one of those into the position, drive it? By planned dates. */
bool edge_drives(const Run *run, int32_t edge, int32_t position);

#endif

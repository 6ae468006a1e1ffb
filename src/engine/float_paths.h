/* Float paths: which tasks hang together on their way to the end, the most critical first, as Primavera P6's
 * "multiple float paths" number them.
 *
 * By total float: a path is made for the task with the least total float that has none; ties: the later
 * finish, then plan order. From it back along the links with the least slack to where nothing stands before
 * it that is not done or on a path; from there forward to the successor with the least float over the link
 * (its slack, and the float of what it leads to; ties: one without a path, the later finish, plan order),
 * until that is on a path or there is none. The path need not pass through the task it was made for; then
 * another one is.
 *
 * By free float: back from the task that finishes last along the links with the least slack; every further
 * path begins with the link of the least slack into a path of that tree, from a task that has none.
 *
 * Tasks that are done by the status date, levels of effort and WBS summaries are on no path. Links on
 * summaries lead to the tasks below them. Paths of a project stay inside it; with TASK_FLOAT_END on some of
 * its tasks only what leads to them has one. */
#ifndef TRIVET_ENGINE_FLOAT_PATHS_H
#define TRIVET_ENGINE_FLOAT_PATHS_H

#include "engine/run.h"

/* Room for the places, where a project asks for them; may be repeated. False: no memory. */
bool float_places_reserve(Run *run);
/* After the passes. False: no memory. */
bool mark_float_paths(Run *run);

#endif

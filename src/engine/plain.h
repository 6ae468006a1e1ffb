/* Plain jobs: what most leaves of most plans are, taken in runs.
 *
 * A plain job is open and has one calendar and a duration; links to its start and its floor decide its dates.
 * No rule is made here: node by node forward_node, backward_node and leaf_row come to the same, and a test
 * compares them over random plans. What differs is speed, which the passes over whole networks need. */
#ifndef TRIVET_ENGINE_PLAIN_H
#define TRIVET_ENGINE_PLAIN_H

#include "engine/run.h"

/* Dates and drivers of the plain jobs from a position upwards; answers the first position that is not one, or
 * the count of nodes. */
int32_t plain_forward(Run *run, Dates *dates, int32_t position);
/* Late dates, hands, rows and groups of the plain jobs from a position downwards, where planned dates are the
 * early ones and plain_forward placed them; answers the first position that is not one or whose dates are out
 * of range, or -1. */
int32_t plain_backward(Run *run, int32_t position);

#endif

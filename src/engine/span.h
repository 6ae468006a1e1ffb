/* Spans: levels of effort, which last from their predecessors to their successors, and WBS summaries, which
 * cover what stands beside and below them.
 *
 * Of a level of effort the start is the earliest that its links say, the finish the latest: a link from a
 * predecessor's date to its start, or from its start to a successor's, bounds its start; likewise its finish.
 * Links never let it move anything else. Both stand on its own calendar. What has happened (an actual date of
 * the neighbour, and before all its own) stands; early dates do not lie before the status date. A WBS summary
 * has the dates of its parent's other rows, early and late those of the unfinished ones. */
#ifndef TRIVET_ENGINE_SPAN_H
#define TRIVET_ENGINE_SPAN_H

#include "engine/rollup.h"

/* Links by the row at one of their ends: list[first[row] .. first[row + 1]). */
typedef struct SpanEnds {
    int32_t *first, *list;
} SpanEnds;

/* The links of levels of effort, and these in an order in which they follow those that they are linked from;
 * a ring among them, which binds nothing else, is cut where it comes first in the plan. */
typedef struct SpanLinks {
    SpanEnds in, out;
    int32_t *rows;
    int32_t count;
} SpanLinks;
/* False: no memory. */
bool span_links_make(Arena *arena, const Run *run, SpanLinks *ret);
/* Planned and early dates of a span of either kind, by the rows of others in run->schedule, of which levels
 * of effort come in their order, WBS summaries last. False: it covers nothing. */
bool span_dates(const Run *run, const SpanLinks *links, int32_t row, Dates *planned, Dates *early);

/* After the passes, before summaries are summed up: rows of all levels of effort. False: *run->fault. */
bool spans_of_links(Run *run);
/* The link that decides the date of a level of effort, by what run.schedule holds; NO_INDEX: none. Linear in
 * the links. */
int32_t span_deciding_link(const Run *run, int32_t row, bool of_finish);
/* Afterwards: rows of WBS summaries. */
bool spans_of_summaries(Run *run);

#endif

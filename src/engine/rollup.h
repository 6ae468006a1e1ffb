/* Roll-up: from leaves to summaries, projects, releases and people. */
#ifndef TRIVET_ENGINE_ROLLUP_H
#define TRIVET_ENGINE_ROLLUP_H

#include "engine/run.h"

/* Room for the schedule and what it is summed up with. */
bool rows_reserve(Run *run);
/* What does not depend on dates (durations, work, money), of all rows; may be repeated. */
void rows_prepare(Run *run);
/* The same of one leaf: sets its row; adds to the resources' sums. leaf_remove takes it out of them, as long
 * as its job is the same. */
void leaf_prepare(Run *run, int32_t position);
void leaf_remove(Run *run, int32_t position);
/* Its row without dates, as leaf_prepare leaves it. */
void leaf_clear(Run *run, int32_t position);
/* Adds a leaf's work and money to its project and release, or takes it out (sign -1). */
void groups_count(Run *run, int32_t position, int sign);

/* A summary from its children, whose rows are done. */
void sum_up(Run *run, int32_t row);
void sum_up_all(Run *run);

/* All costs once more, by the rates in force when the work is done. */
void costs_by_dates(Run *run);

void groups_clear_dates(Run *run);
/* Dates of all groups from their leaves. */
void groups_find_dates(Run *run);
static inline void group_widen(GroupSchedule *group, Dates dates, int32_t critical) {
    bool first = group->start == MINUTE_NONE;
    group->start = first ? dates.start : earlier(group->start, dates.start);
    group->finish = first ? dates.finish : later(group->finish, dates.finish);
    group->critical_count += critical;
}
/* NULL: the leaf belongs to none. */
static inline GroupSchedule *release_of(const Run *run, int32_t position) {
    int32_t release = run->release ? run->release[run->graph.row[position]] : NO_INDEX;
    return release == NO_INDEX ? NULL : run->schedule.releases + release;
}
static inline GroupSchedule *project_of(const Run *run, int32_t position) {
    return run->schedule.projects + run->jobs[position].project;
}

/* overload.c: which parts ask for each resource, then what is asked beyond its units. */
bool loads_make(Run *run);
bool find_overload(Run *run, int32_t resource);

#endif

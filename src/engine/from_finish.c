/* Projects that are scheduled from their finish: late dates first, then the start that they lead to, then
 * early dates from there. What is as late as possible takes its late dates (schedule.c holds it there).
 *
 * It is the mirror image of scheduling from the start, with one difference: where the network does not fit
 * before the finish, because of what has begun or must not begin earlier, links win, and what follows ends
 * after the finish with a negative float. */
#include "engine/run.h"

/* The first late start of what counts back from the finish. */
static void find_origins(Run *run) {
    const PlanProject *projects = run->plan->projects;
    find_project_ends(run, run->early);
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (projects[i].rules & RULE_FROM_FINISH) run->origin[i] = MINUTE_AFTER;
    for (int32_t p = run->graph.node_count - 1; p >= 0; p--) {
        const Job *job = run->jobs + p;
        Late late;
        backward_node(run, run->early, p, &late);
        if (!(job->flags & JOB_FROM_FINISH)) continue;
        Minute *origin = run->origin + job->project;
        *origin = earlier(*origin, late.dates.start);
    }
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (run->origin[i] == MINUTE_AFTER) run->origin[i] = projects[i].start;
}

void early_pass(Run *run) {
    for (int32_t i = 0; i < run->plan->project_count; i++) run->origin[i] = run->plan->projects[i].start;
    forward_pass(run, run->early);
    if (!run->any_from_finish) return;
    find_origins(run);
    forward_pass(run, run->early);
}

void hold_by_early(Run *run, int32_t position, const Late *late) {
    Dates early = run->early[position];
    bool as_soon_as_possible = !(run->jobs[position].flags & JOB_ALAP);
    if (as_soon_as_possible && early.finish < late->dates.finish)
        hand_back_leaf(run, run->early, position, early);
}

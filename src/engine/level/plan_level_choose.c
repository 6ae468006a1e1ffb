/* Levelling of a plan: what is to be chosen, checked and made ready for the passes. See plan_level.h. */
#include "engine/check.h"
#include "engine/level/plan_level_run.h"
#include "engine/sort.h"

enum { SPEED_MAX = 10000 };

bool level_choices_check(const Plan *plan, const PlanLevelOptions *options, PlanFault *fault) {
    for (int32_t i = 0; i < options->choice_count; i++) {
        const LevelChoice *choice = options->choices + i;
        if (choice->task < 0 || choice->task >= plan->task_count)
            return fault_at(fault, FAULT_INDEX, TABLE_TASKS, choice->task, "task");
        if (choice->units < 1 || choice->units > UNITS_MAX)
            return fault_at(fault, FAULT_VALUE, TABLE_TASKS, choice->task, "units");
        if (choice->work < 0 || choice->work > DURATION_MINUTES_MAX)
            return fault_at(fault, FAULT_VALUE, TABLE_TASKS, choice->task, "work");
        if (choice->count < 1 || choice->first < 0 ||
            choice->first > options->candidate_count - choice->count)
            return fault_at(fault, FAULT_INDEX, TABLE_TASKS, choice->task, "first");
    }
    for (int32_t i = 0; i < options->candidate_count; i++) {
        LevelCandidate candidate = options->candidates[i];
        if (candidate.resource < 0 || candidate.resource >= plan->resource_count)
            return fault_at(fault, FAULT_INDEX, TABLE_RESOURCES, candidate.resource, "resource");
        if (candidate.speed < 1 || candidate.speed > SPEED_MAX)
            return fault_at(fault, FAULT_VALUE, TABLE_RESOURCES, candidate.resource, "speed");
    }
    return true;
}

/* Who has it before levelling: the first of the candidates who has no other part of the same task. */
static int32_t usual_of(const Share *share, const ShareChoice *others, const ShareChoice *choice) {
    for (int32_t i = choice->first; i < choice->first + choice->count; i++) {
        bool taken = false;
        for (const ShareChoice *other = others; other < choice; other++)
            taken |= share->candidates[other->usual].resource == share->candidates[i].resource;
        if (!taken) return i;
    }
    return choice->first;
}

/* Of open jobs by position, and of each the choice with the fewest candidates first. Returns how many. */
static int32_t sort_choices(const Leveller *leveller, int64_t *order) {
    const Run *run = &leveller->run;
    const PlanLevelOptions *options = leveller->options;
    int32_t open = 0, *rows = leveller->answer.persons;
    for (int32_t i = 0; i < options->choice_count; i++) order[i] = sort_key(options->choices[i].count, i);
    sort_keys(order, options->choice_count);
    for (int32_t i = 0; i < options->choice_count; i++) rows[i] = sort_minor(order[i]);
    for (int32_t i = 0; i < options->choice_count; i++) {
        int32_t position = run->graph.leaf[options->choices[rows[i]].task];
        if (position == NO_INDEX || run->jobs[position].mode != JOB_OPEN) continue;
        order[open++] = sort_key(position, i);
    }
    sort_keys(order, open);
    for (int32_t i = 0; i < open; i++) order[i] = sort_key(sort_major(order[i]), rows[sort_minor(order[i])]);
    return open;
}

static void fill_choices(const Leveller *leveller, const int64_t *order, int32_t count, int32_t *first,
                         ShareChoice *choices) {
    const Run *run = &leveller->run;
    int32_t row = run->plan->assignment_count - leveller->options->choice_count, at = 0;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        first[p] = at;
        for (; at < count && sort_major(order[at]) == p; at++) {
            const LevelChoice *from = leveller->options->choices + sort_minor(order[at]);
            choices[at] =
                (ShareChoice){row + sort_minor(order[at]), from->work, from->first, from->count, 0, 0};
            choices[at].usual = usual_of(&leveller->share, choices + first[p], choices + at);
        }
    }
    first[run->graph.node_count] = at;
}

bool leveller_take_choices(Leveller *leveller) {
    const Run *run = &leveller->run;
    const PlanLevelOptions *options = leveller->options;
    Share *share = &leveller->share;
    if (options->choice_count == 0) return true;
    int64_t *order = arena_array(run->arena, int64_t, options->choice_count);
    int32_t *first = arena_array(run->arena, int32_t, run->graph.node_count + 1);
    ShareCandidate *candidates = arena_array(run->arena, ShareCandidate, options->candidate_count);
    share->choices = arena_array(run->arena, ShareChoice, options->choice_count);
    if (!order || !first || !candidates || !share->choices) return false;
    for (int32_t i = 0; i < options->candidate_count; i++)
        candidates[i] = (ShareCandidate){options->candidates[i].resource, options->candidates[i].speed};
    share->candidates = candidates;
    fill_choices(leveller, order, sort_choices(leveller, order), first, share->choices);
    share->first_choice = first;
    return true;
}

/* Assignments to choose people for. See level_choices.h. */
#include "run/level_choices.h"

#include "base/banned.h"

typedef struct Choosing {
    const PlanMap *map;
    const PlanLevelOptions *options;
    int32_t *assignment;           /* of LevelChoices */
    bool *open;                    /* by assignment: it can be handed over */
    int32_t *first_of_task, *next; /* the assignments of each task, as chains; NO_INDEX ends them */
    LevelChoice *choices;
    LevelCandidate *candidates;
    int32_t choice_count, candidate_count;
} Choosing;

static bool has_skill(const PlanResource *resource, Str skill) {
    const Str *skills = resource->skills.at;
    for (int i = 0; i < resource->skills.count; i++)
        if (str_equal(skills[i], skill)) return true;
    return false;
}

static Str skill_of(const PlanMap *map, int32_t row) {
    return assignment_skill(map->assignments[row], map->resources[map->plan.assignments[row].resource]);
}

/* On what is not to be chosen. */
static bool works_on(const Choosing *c, int32_t task, int32_t resource) {
    for (int32_t i = c->first_of_task[task]; i != NO_INDEX; i = c->next[i])
        if (!c->open[i] && c->map->plan.assignments[i].resource == resource) return true;
    return false;
}

static bool can_be_chosen(const Choosing *c, int32_t row) {
    const Assignment *from = c->map->plan.assignments + row;
    bool plain = from->delay == 0 && from->leveling_delay == 0 && from->contour == CONTOUR_FLAT &&
                 from->length == 0 && from->overtime == 0;
    return skill_of(c->map, row).at && plain && from->units > 0 &&
           c->map->plan.resources[from->resource].kind != RESOURCE_MATERIAL &&
           (!c->options->tasks || c->options->tasks[from->task]);
}

/* Behind those of earlier choices, as far as there is room. */
static int32_t add_candidates(Choosing *c, int32_t row) {
    const Assignment *from = c->map->plan.assignments + row;
    int32_t first = c->candidate_count;
    Str skill = skill_of(c->map, row);
    if (first < LEVEL_CANDIDATES_MAX && !c->map->resources[from->resource]->generic)
        c->candidates[c->candidate_count++] = (LevelCandidate){from->resource, 100};
    for (int32_t i = 0; i < c->map->plan.resource_count && c->candidate_count < LEVEL_CANDIDATES_MAX; i++) {
        const PlanResource *resource = c->map->resources[i];
        if (i == from->resource || resource->generic || !has_skill(resource, skill)) continue;
        if (works_on(c, from->task, i) || c->map->plan.resources[i].units < from->units) continue;
        c->candidates[c->candidate_count++] = (LevelCandidate){i, 100};
    }
    return c->candidate_count - first;
}

static void add_choice(Choosing *c, int32_t row) {
    const Assignment *from = c->map->plan.assignments + row;
    int64_t work = (int64_t)c->map->plan.tasks[from->task].duration * from->units / 100;
    if (from->work >= 0) work = from->work;
    if (work > DURATION_MINUTES_MAX) return;
    int32_t first = c->candidate_count, count = add_candidates(c, row);
    if (count == 0) return; /* of a generic one, and nobody can do it */
    c->assignment[c->choice_count] = row;
    c->choices[c->choice_count++] = (LevelChoice){from->task, from->units, (int32_t)work, first, count};
}

/* Whether any of the choices from `first` on may go to somebody else. */
static bool any_other(const Choosing *c, int32_t first) {
    for (int32_t i = first; i < c->choice_count; i++) {
        const LevelChoice *choice = c->choices + i;
        int32_t now = c->map->plan.assignments[c->assignment[i]].resource;
        if (choice->count > 1 || c->candidates[choice->first].resource != now) return true;
    }
    return false;
}

/* All that can be handed over, so that people can also change places; nothing where nobody else can do any.
 */
static void add_choices(Choosing *c, int32_t task) {
    int32_t choices = c->choice_count, candidates = c->candidate_count;
    for (int32_t i = c->first_of_task[task]; i != NO_INDEX; i = c->next[i])
        if (c->open[i]) add_choice(c, i);
    if (any_other(c, choices)) return;
    c->choice_count = choices;
    c->candidate_count = candidates;
}

static bool reserve(Arena *arena, Choosing *c) {
    const Plan *plan = &c->map->plan;
    int64_t most = (int64_t)plan->assignment_count * (plan->resource_count + 1);
    if (most > LEVEL_CANDIDATES_MAX) most = LEVEL_CANDIDATES_MAX;
    c->assignment = arena_array(arena, int32_t, plan->assignment_count + 1);
    c->open = arena_array(arena, bool, plan->assignment_count + 1);
    c->first_of_task = arena_array(arena, int32_t, plan->task_count + 1);
    c->next = arena_array(arena, int32_t, plan->assignment_count + 1);
    c->choices = arena_array(arena, LevelChoice, plan->assignment_count + 1);
    c->candidates = arena_array(arena, LevelCandidate, most + 1);
    return c->assignment && c->open && c->first_of_task && c->next && c->choices && c->candidates;
}

/* The plan without the assignments that are to be chosen. */
static bool take_out(Arena *arena, const Choosing *c, LevelChoices *ret) {
    const Plan *plan = &c->map->plan;
    Assignment *kept = arena_array(arena, Assignment, plan->assignment_count + 1);
    bool *taken = arena_array(arena, bool, plan->assignment_count + 1);
    if (!kept || !taken) return false;
    *ret = (LevelChoices){.plan = *plan, .assignment = c->assignment, .count = c->choice_count};
    ret->plan.assignments = kept;
    ret->plan.assignment_count = 0;
    for (int32_t i = 0; i < c->choice_count; i++) taken[c->assignment[i]] = true;
    for (int32_t i = 0; i < plan->assignment_count; i++)
        if (!taken[i]) kept[ret->plan.assignment_count++] = plan->assignments[i];
    return true;
}

bool level_choices_make(Arena *arena, const PlanMap *map, LevelChoices *ret, PlanLevelOptions *options) {
    Choosing c = {.map = map, .options = options};
    const Plan *plan = &map->plan;
    if (!reserve(arena, &c)) return false;
    for (int32_t i = 0; i < plan->task_count; i++) c.first_of_task[i] = NO_INDEX;
    for (int32_t i = plan->assignment_count - 1; i >= 0; i--) {
        c.next[i] = c.first_of_task[plan->assignments[i].task];
        c.first_of_task[plan->assignments[i].task] = i;
        c.open[i] = can_be_chosen(&c, i);
    }
    for (int32_t i = 0; i < plan->task_count; i++) add_choices(&c, i);
    options->choices = c.choices;
    options->candidates = c.candidates;
    options->choice_count = c.choice_count;
    options->candidate_count = c.candidate_count;
    return take_out(arena, &c, ret);
}

bool level_hands_over(const PlanMap *map, const LevelChoices *choices, const PlanLevelAnswer *answer,
                      int32_t choice) {
    return map->plan.assignments[choices->assignment[choice]].resource != answer->persons[choice];
}

Str level_handover_reason(Arena *arena, const PlanMap *map, const LevelChoices *choices,
                          const PlanLevelAnswer *answer, int32_t choice) {
    int32_t row = choices->assignment[choice];
    Str to = map->resources[answer->persons[choice]]->name,
        from = map->resources[map->plan.assignments[row].resource]->name, skill = skill_of(map, row);
    return fmt(arena, "%.*s takes it instead of %.*s: of those with the skill %.*s the first to finish it.",
               STR_ARG(to), STR_ARG(from), STR_ARG(skill));
}

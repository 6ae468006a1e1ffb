/* What a set of changes would do. See assess.h. */
#include "change/agree/assess.h"

#include "base/banned.h"
#include "base/vec.h"
#include "change/agree/impact.h"
#include "change/agree/tolerance.h"
#include "change/baseline/agreed.h"
#include "change/baseline/baseline.h"
#include "change/figures/checked.h"

/* ---- people ---- */

typedef struct Overloads {
    VEC(Overload);
} Overloads;

static bool overloads_of(Arena *arena, const WhatIf *what_if, List *ret, Error *err) {
    Overloads overloads = {0};
    for (int32_t i = 0; i < what_if->after.plan.resource_count; i++) {
        Id id = what_if->after.resource_ids[i];
        int32_t was = plan_index(&what_if->before.resource_of_id, id);
        int64_t before = was == NO_INDEX ? 0 : what_if->now.resources[was].overload_minutes;
        int64_t after = what_if->then.resources[i].overload_minutes;
        if (before == after) continue;
        Overload *slot = vec_push(arena, &overloads);
        if (!slot) return error_no_memory(err);
        *slot = (Overload){id, before, after};
    }
    *ret = (List){overloads.at, overloads.count};
    return true;
}

/* ---- baselines ---- */

static bool add_baseline(Arena *arena, Id id, List *to) {
    Str *texts = to->at, text = id_text(arena, id);
    for (int i = 0; i < to->count; i++)
        if (str_equal(texts[i], text)) return true;
    texts[to->count++] = text;
    return text.at != NULL;
}

/* Frozen rows of the plan before and after, and in which projects any of them differs. */
static bool projects_that_differ(Arena *arena, const WhatIf *what_if, bool *differ, Error *err) {
    List before, after;
    BaselineComparison comparison;
    if (!baseline_of_plan(arena, &what_if->before, &what_if->now, ID_NONE, &before, err) ||
        !baseline_of_plan(arena, &what_if->after, &what_if->then, ID_NONE, &after, err))
        return false;
    if (!baseline_compare(arena, &before, &after, &comparison)) return error_no_memory(err);
    const BaselineChange *change = comparison.rows.at;
    for (int i = 0; i < comparison.rows.count; i++) {
        int32_t old = plan_index(&what_if->before.task_of_item, change[i].item_id);
        int32_t new = plan_index(&what_if->after.task_of_item, change[i].item_id);
        if (old != NO_INDEX) differ[what_if->before.plan.tasks[old].project] = true;
        if (new == NO_INDEX) continue;
        Id project_id = what_if->after.project_ids[what_if->after.plan.tasks[new].project];
        int32_t project = plan_index(&what_if->before.project_of_id, project_id);
        if (project != NO_INDEX) differ[project] = true;
    }
    return true;
}

/* The baselines in force that the changed plan would no longer be. */
static bool baselines_left(Transaction *tx, Id workspace_id, const WhatIf *what_if, List *ret, Error *err) {
    Arena *arena = tx->arena;
    List baselines;
    int32_t count = what_if->before.plan.project_count;
    *ret = (List){arena_array(arena, Str, count + 1), 0};
    bool *differ = arena_array(arena, bool, count + 1);
    if (!ret->at || !differ) return error_no_memory(err);
    if (!row_all(tx, &baseline_resource, workspace_id, &baselines, err)) return false;
    if (baselines.count == 0) return true;
    if (!projects_that_differ(arena, what_if, differ, err)) return false;
    for (int32_t p = 0; p < count; p++) {
        const Baseline *baseline =
            differ[p] ? agreed_latest(&baselines, what_if->before.project_ids[p]) : NULL;
        if (baseline && !add_baseline(arena, baseline->row.id, ret)) return error_no_memory(err);
    }
    return true;
}

/* ---- tolerances ---- */

static bool worse(const Standing *before, const Standing *after) {
    return after->state.n == STANDING_BEYOND &&
           (before->state.n != STANDING_BEYOND || after->deviation > before->deviation);
}

static bool tolerances_exceeded(Transaction *tx, Id workspace_id, const WhatIf *what_if, List *ret,
                                Error *err) {
    List tolerances, before, after;
    *ret = (List){0};
    if (!row_all(tx, &tolerance_resource, workspace_id, &tolerances, err)) return false;
    if (tolerances.count == 0) return true;
    if (!standings_compute(tx, workspace_id, &what_if->source_before, &what_if->before, &what_if->now,
                           &tolerances, &before, err) ||
        !standings_compute(tx, workspace_id, &what_if->source_after, &what_if->after, &what_if->then,
                           &tolerances, &after, err))
        return false;
    Exceeded *rows = arena_array(tx->arena, Exceeded, tolerances.count);
    if (!rows) return error_no_memory(err);
    for (int i = 0; i < tolerances.count; i++) {
        const Tolerance *tolerance = (const Tolerance *)tolerances.at + i;
        const Standing *now = (const Standing *)after.at + i;
        if (worse((const Standing *)before.at + i, now))
            rows[ret->count++] = (Exceeded){tolerance->row.id, tolerance->aspect, tolerance->set_by_id,
                                            now->deviation, now->allowed};
    }
    ret->at = rows;
    return true;
}

/* ---- quality ---- */

static bool checks_failed(Arena *arena, const PlanMap *map, const Schedule *schedule, int64_t *ret,
                          Error *err) {
    ChecksView checks;
    if (!checked_plan(arena, map, schedule, NULL, NULL, NO_INDEX, &checks, err)) return false;
    *ret = checks.failed;
    return true;
}

/* ---- all of it ---- */

bool assess(Transaction *tx, Id workspace_id, const List *changes, Assessment *ret, Error *err) {
    WhatIf what_if;
    Assessment assessment = {.engine_version = STR(ENGINE_VERSION)};
    if (!event_last_seen(tx, workspace_id, &assessment.computed_at_seq, err) ||
        !what_if_make(tx, workspace_id, changes, &what_if, err) ||
        !what_if_impacts(tx->arena, &what_if, &assessment.impacts, err) ||
        !overloads_of(tx->arena, &what_if, &assessment.overloads, err) ||
        !baselines_left(tx, workspace_id, &what_if, &assessment.baseline_ids, err) ||
        !tolerances_exceeded(tx, workspace_id, &what_if, &assessment.exceeded, err) ||
        !checks_failed(tx->arena, &what_if.before, &what_if.now, &assessment.checks_failed_before, err) ||
        !checks_failed(tx->arena, &what_if.after, &what_if.then, &assessment.checks_failed_after, err))
        return false;
    *ret = assessment;
    return true;
}

bool plan_changed_since(Transaction *tx, Id workspace_id, int64_t seq, bool *ret, Error *err) {
    List names;
    if (!event_resources_since(tx, workspace_id, seq, &names, err)) return false;
    const Str *name = names.at;
    *ret = false;
    for (int i = 0; i < names.count; i++) {
        const Resource *resource = resource_named(name[i]);
        *ret |= resource && (resource == &baseline_resource || resource == &tolerance_resource ||
                             plan_depends_on(resource));
    }
    return true;
}

/* ---- comparing two ---- */

static bool list_equal(const char *name, const Assessment *a, const Assessment *b) {
    Proposal one = {.assessment = *a}, other = {.assessment = *b};
    return field_equal(field_find(&proposal_resource, str_of(name)), &one, &other);
}

bool assessment_equal(const Assessment *a, const Assessment *b) {
    return list_equal("impacts", a, b) && list_equal("overloads", a, b) && list_equal("baseline_ids", a, b) &&
           list_equal("exceeded", a, b);
}

static const Impact *impact_on(const Assessment *assessment, Id id) {
    const Impact *row = assessment->impacts.at;
    for (int i = 0; i < assessment->impacts.count; i++)
        if (id_equal(row[i].subject_id, id)) return &row[i];
    return NULL;
}

static Str subject_name(Transaction *tx, Id workspace_id, const Impact *impact) {
    Project project;
    Release release;
    Error missing;
    if (str_is(impact->subject, "project") &&
        row_load(tx, &project_resource, workspace_id, impact->subject_id, &project, &missing))
        return project.name;
    if (row_load(tx, &release_resource, workspace_id, impact->subject_id, &release, &missing))
        return release.name;
    return impact->subject;
}

Str assessment_difference(Transaction *tx, Id workspace_id, const Assessment *then, const Assessment *now) {
    static const Impact none = {0};
    Arena *arena = tx->arena;
    for (int i = 0; i < now->impacts.count; i++) {
        const Impact *new = (const Impact *)now->impacts.at + i, *old = impact_on(then, new->subject_id);
        if (!old) old = &none;
        Str name = str_slice(subject_name(tx, workspace_id, new), 0, 60);
        if (new->finish_after.n != old->finish_after.n)
            return fmt(arena, "\"%.*s\" would end %.*s%s%.*s", STR_ARG(name),
                       STR_ARG(moment_text(arena, new->finish_after)), old == &none ? "" : " instead of ",
                       STR_ARG(old == &none ? STR("") : moment_text(arena, old->finish_after)));
        if (new->cost_after_cents != old->cost_after_cents)
            return fmt(arena, "\"%.*s\" would cost %lld cents instead of %lld", STR_ARG(name),
                       (long long)new->cost_after_cents, (long long)old->cost_after_cents);
    }
    return STR("what it does to releases, people or baselines is not as it was");
}

/* From items to the engine's question. See ways.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/figures/ways_inside.h"

enum { HIRES_MAX = 30, DAY_END = 24 * 60 };

static int64_t units_of(double value) {
    return value > 0 ? (int64_t)(value * VALUE_UNITS + 0.5) : 0;
}

/* ---- Limits ---- */

static Minute tolerated(const WaysRun *run, Moment by) {
    return by.n + (Minute)run->question->tolerance_minutes;
}

static bool add_limit(WaysRun *run, OptionsLimitKind kind, int32_t index, Moment by, int64_t cents) {
    OptionsLimit *limit = vec_push(run->arena, &run->limits);
    Moment *agreed = vec_push(run->arena, &run->agreed);
    if (!limit || !agreed) return false;
    bool dated = kind != LIMIT_PROJECT_COST;
    int64_t most = cents + (int64_t)((double)cents * run->question->tolerance_percent / 100);
    *limit = (OptionsLimit){(int32_t)kind, index, dated ? tolerated(run, by) : 0, 0, most};
    *agreed = by;
    return true;
}

static bool in_question(const WaysRun *run, int32_t task) {
    Id project_id = run->question->project_id;
    return !project_id.n || id_equal(run->map.project_ids[run->map.plan.tasks[task].project], project_id);
}

static bool add_project_limits(WaysRun *run) {
    for (int32_t i = 0; i < run->map.plan.project_count; i++) {
        const Project *project = run->map.projects[i];
        bool asked = !run->question->project_id.n || id_equal(project->row.id, run->question->project_id);
        if (!asked) continue;
        if (project->must_finish_at.n != MOMENT_NONE.n &&
            !add_limit(run, LIMIT_PROJECT_FINISH, i, project->must_finish_at, 0))
            return false;
        if (project->budget_cents != INT_NULL &&
            !add_limit(run, LIMIT_PROJECT_COST, i, MOMENT_NONE, project->budget_cents))
            return false;
    }
    return true;
}

static bool release_in_question(const WaysRun *run, int32_t release) {
    if (run->question->release_id.n)
        return id_equal(run->question->release_id, run->map.release_ids[release]);
    if (!run->question->project_id.n) return true;
    for (int32_t i = 0; i < run->map.plan.task_count; i++)
        if (run->map.plan.tasks[i].release == release && in_question(run, i)) return true;
    return false;
}

static bool add_release_limits(WaysRun *run) {
    const Release *releases = run->source->releases.at;
    for (int i = 0; i < run->source->releases.count; i++) {
        int32_t index = plan_index(&run->map.release_of_id, releases[i].row.id);
        if (releases[i].target_on.n == DAY_NONE.n || releases[i].state.n != 0 || index == NO_INDEX) continue;
        if (!release_in_question(run, index)) continue;
        Moment end = {releases[i].target_on.n * MINUTES_PER_DAY + DAY_END};
        if (!add_limit(run, LIMIT_RELEASE_FINISH, index, end, 0)) return false;
    }
    return true;
}

static bool add_deadlines(WaysRun *run) {
    if (run->question->release_id.n) return true;
    for (int32_t i = 0; i < run->map.plan.task_count; i++) {
        const Item *item = run->map.items[i];
        bool closed = item->state.n == STATE_DONE || item->state.n == STATE_DROPPED || item->inactive;
        if (item->deadline_at.n == MOMENT_NONE.n || closed || !in_question(run, i)) continue;
        if (!add_limit(run, LIMIT_TASK_FINISH, i, item->deadline_at, 0)) return false;
    }
    return true;
}

/* ---- Features ---- */

static bool add_variants(WaysRun *run, const Item *item, int32_t feature) {
    const Variant *variants = item->variants.at;
    for (int i = 0; i < item->variants.count; i++) {
        const VariantTask *tasks = variants[i].tasks.at;
        bool chosen = item->variant.at && str_equal(item->variant, variants[i].name);
        if (chosen) continue;
        OptionsVariant variant = {.feature = feature,
                                  .first_work = run->works.count,
                                  .value = units_of(item->value * variants[i].value_percent / 100)};
        for (int k = 0; k < variants[i].tasks.count; k++) {
            int32_t task = plan_index(&run->map.task_of_item, tasks[k].item_id);
            if (task == NO_INDEX) continue;
            OptionsWork *work = vec_push(run->arena, &run->works);
            if (!work) return false;
            int64_t minutes = tasks[k].effort_minutes;
            *work = (OptionsWork){task, tasks[k].left_out, minutes == INT_NULL ? -1 : (int32_t)minutes};
            variant.work_count++;
        }
        OptionsVariant *slot = variant.work_count ? vec_push(run->arena, &run->variants) : &variant;
        if (!slot) return false;
        *slot = variant;
    }
    return true;
}

static bool add_features(WaysRun *run) {
    for (int32_t i = 0; i < run->map.plan.task_count; i++) {
        const Item *item = run->map.items[i];
        if (item->kind.n != ITEM_FEATURE) continue;
        bool asked = id_equal(item->row.id, run->question->feature_id);
        bool closed = item->state.n == STATE_DONE || item->state.n == STATE_DROPPED;
        OptionsFeature *feature = vec_push(run->arena, &run->features);
        if (!feature) return false;
        *feature = (OptionsFeature){i, asked || closed || !in_question(run, i), units_of(item->value)};
        if (!add_variants(run, item, run->features.count - 1)) return false;
    }
    return true;
}

/* ---- People ---- */

/* The people with the most work still to do. */
static bool add_hires(WaysRun *run) {
    const Plan *plan = &run->map.plan;
    int64_t *minutes = arena_array(run->arena, int64_t, plan->resource_count + 1);
    if (!minutes) return false;
    for (int32_t i = 0; i < plan->assignment_count; i++) {
        const Assignment *a = plan->assignments + i;
        if (plan->tasks[a->task].actual_finish == MINUTE_NONE && in_question(run, a->task))
            minutes[a->resource] += a->work > 0 ? a->work : plan->tasks[a->task].duration;
    }
    for (int n = 0; n < HIRES_MAX; n++) {
        int32_t most = NO_INDEX;
        for (int32_t r = 0; r < plan->resource_count; r++)
            if (plan->resources[r].kind == RESOURCE_PERSON && minutes[r] > 0 &&
                (most == NO_INDEX || minutes[r] > minutes[most]))
                most = r;
        if (most == NO_INDEX) return true;
        minutes[most] = 0;
        OptionsHire *hire = vec_push(run->arena, &run->hires);
        if (!hire) return false;
        *hire = (OptionsHire){most, 100, run->question->hire_cents};
    }
    return true;
}

/* ---- The question ---- */

static bool read_kinds(const WaysQuestion *question, int32_t *ret, Error *err) {
    const Str *names = question->kinds.at;
    *ret = 0;
    for (int i = 0; i < question->kinds.count; i++) {
        int kind = 0;
        while (kind < MOVE_KINDS && !str_is(names[i], way_kind_names[kind])) kind++;
        if (kind == MOVE_KINDS) {
            error_field(err, "kinds", "There is no move called \"%.*s\".", STR_ARG(names[i]));
            return error_hint(err, "defer, simplify, hire, reorder, overlap, crash; none: extending alone.");
        }
        *ret |= 1 << kind;
    }
    return true;
}

/* The feature asked for takes part, even when it was deferred before. */
static bool add_wish(WaysRun *run, Error *err) {
    const WaysQuestion *question = run->question;
    if (!question->feature_id.n && question->by.n == MOMENT_NONE.n) return true;
    if (!question->feature_id.n || question->by.n == MOMENT_NONE.n) {
        error_field(err, question->feature_id.n ? "by" : "feature_id",
                    "A feature and a date belong together.");
        return error_hint(err, "Say which feature is wished for, and by when.");
    }
    int32_t task = plan_index(&run->map.task_of_item, question->feature_id);
    if (task == NO_INDEX) {
        error_field(err, "feature_id", "No project plans this feature.");
        return error_hint(err, "Give it a project and work; then Trivet can say what it takes.");
    }
    run->map.plan.tasks[task].flags &= ~TASK_INACTIVE;
    return add_limit(run, LIMIT_TASK_FINISH, task, question->by, 0) || error_no_memory(err);
}

static bool add_asked(WaysRun *run, const WayAsked *asked, int i, Error *err) {
    const PlanMap *map = &run->map;
    const PlanIndex *const indices[] = {&map->project_of_id, &map->release_of_id, &map->task_of_item,
                                        &map->project_of_id};
    char field[40];
    int32_t row = plan_index(indices[asked->kind.n], asked->subject_id);
    bool money = asked->kind.n == LIMIT_PROJECT_COST;
    bool complete = money ? asked->budget_cents != INT_NULL : asked->by.n != MOMENT_NONE.n;
    snprintf(field, sizeof field, "limits[%d].%s", i,
             !complete && money ? "budget_cents"
             : complete         ? "subject_id"
                                : "by");
    if (!complete) return error_field(err, field, "A %s needs it.", way_limit_names[asked->kind.n]);
    if (row == NO_INDEX) {
        error_field(err, field, "There is nothing like this in the plan.");
        return error_hint(err, "Give a project, a release or an item that has dates.");
    }
    return add_limit(run, (OptionsLimitKind)asked->kind.n, row, asked->by, money ? asked->budget_cents : 0) ||
           error_no_memory(err);
}

static bool add_all_asked(WaysRun *run, Error *err) {
    const WayAsked *asked = run->question->limits.at;
    run->first_asked = run->limits.count;
    for (int i = 0; i < run->question->limits.count; i++)
        if (!add_asked(run, &asked[i], i, err)) return false;
    return true;
}

static int32_t whole(double percent) {
    return (int32_t)(percent + 0.5);
}

bool ways_problem(WaysRun *run, Error *err) {
    const WaysQuestion *question = run->question;
    int32_t kinds;
    if (!read_kinds(question, &kinds, err) || !add_wish(run, err)) return false;
    if (!add_project_limits(run) || !add_release_limits(run) || !add_deadlines(run) || !add_features(run) ||
        !add_hires(run))
        return error_no_memory(err);
    if (!add_all_asked(run, err)) return false;
    run->problem =
        (OptionsProblem){.plan = &run->map.plan,
                         .features = run->features.at,
                         .variants = run->variants.at,
                         .works = run->works.at,
                         .hires = run->hires.at,
                         .limits = run->limits.at,
                         .feature_count = run->features.count,
                         .variant_count = run->variants.count,
                         .work_count = run->works.count,
                         .hire_count = run->hires.count,
                         .limit_count = run->limits.count,
                         .kinds = kinds,
                         .weights = {whole(question->scope_weight), whole(question->time_weight),
                                     whole(question->budget_weight), whole(question->risk_weight)}};
    return true;
}

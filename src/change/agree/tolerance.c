/* How far the plan has drifted. See tolerance.h. */
#include "change/agree/tolerance.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/baseline/agreed.h"
#include "change/baseline/baseline.h"

const char *const standing_state_names[] = {"unknown", "within", "warning", "beyond", NULL};

static const Field standing_resource_fields[] = {
    FIELD(Standing, tolerance_id, .refers_to = "tolerance", .doc = "The tolerance."),
    FIELD(Standing, project_id, .nullable = true, .refers_to = "project", .doc = "Its project."),
    FIELD(Standing, release_id, .nullable = true, .refers_to = "release", .doc = "Its release."),
    FIELD(Standing, item_id, .nullable = true, .refers_to = "item", .doc = "Its work package."),
    FIELD(Standing, aspect, .choices = aspect_names, .doc = "What may drift."),
    FIELD(Standing, state, .choices = standing_state_names,
          .doc = "Unknown: nothing was agreed, planned or measured."),
    FIELD(Standing, reference, .nullable = true, .doc = "What was agreed, in the aspect's unit."),
    FIELD(Standing, forecast, .nullable = true, .doc = "What the plan says now, or was measured."),
    FIELD(Standing, deviation, .doc = "How much worse that is; negative: better."),
    FIELD(Standing, allowed, .doc = "How much is allowed."),
    FIELD(Standing, reference_at, .nullable = true, .doc = "Of time: the finish agreed."),
    FIELD(Standing, forecast_at, .nullable = true, .doc = "Of time: the finish now."),
    FIELD(Standing, last_item_id, .nullable = true, .refers_to = "item",
          .doc = "Of time: what finishes last."),
};
VIEW(standing_resource, Standing, "standing", "Standing",
     "How far one aspect has drifted from what was agreed.");

static const Field standings_resource_fields[] = {
    FIELD(Standings, seq, .doc = "The last event that they know."),
    FIELD(Standings, standings, .of = &standing_resource, .doc = "One for each tolerance."),
};
VIEW(standings_resource, Standings, "standings", "Standings",
     "Every tolerance against the plan, computed now.");

void tolerance_sign(const Transaction *tx, const Tolerance *before, Tolerance *after) {
    enum { DAY_MS = 86400 * 1000 };
    Id author = tx->author.person_id;
    bool same = before && before->allowed == after->allowed &&
                before->warning_percent == after->warning_percent && before->target == after->target;
    bool measured = !isnan(after->measured) && (!before || before->measured != after->measured ||
                                                before->measured_on.n != after->measured_on.n);
    if (!same) after->set_by_id = author;
    if (measured) after->measured_by_id = author;
    if (measured && after->measured_on.n == DAY_NONE.n)
        after->measured_on = (Day){(int32_t)(tx->author.now.ms / DAY_MS)};
}

/* ---- frozen or live rows as an outline ---- */

typedef struct Outline {
    const BaselineItem *rows;
    int count;
    int32_t *parent;    /* NO_INDEX: none among the rows */
    int64_t *own_cents; /* cost without that of the rows below */
    bool *inside;       /* of the level that is looked at */
} Outline;

/* Rows of a project stand in pre-order: the parent is among the last of the branch that leads here. */
static bool outline_make(Arena *arena, const List *list, Outline *ret) {
    Outline o = {.rows = list->at,
                 .count = list->count,
                 .parent = arena_array(arena, int32_t, list->count + 1),
                 .own_cents = arena_array(arena, int64_t, list->count + 1),
                 .inside = arena_array(arena, bool, list->count + 1)};
    if (!o.parent || !o.own_cents || !o.inside) return false;
    for (int i = 0; i < o.count; i++) {
        int32_t above = i - 1;
        while (above >= 0 && !id_equal(o.rows[above].item_id, o.rows[i].parent_id)) above = o.parent[above];
        o.parent[i] = o.rows[i].parent_id.n ? above : NO_INDEX;
        o.own_cents[i] = o.rows[i].cost_cents;
        if (o.parent[i] >= 0) o.own_cents[o.parent[i]] -= o.rows[i].cost_cents;
    }
    *ret = o;
    return true;
}

static bool is_of(const BaselineItem *row, const Tolerance *level) {
    if (level->item_id.n) return id_equal(row->item_id, level->item_id);
    if (level->release_id.n) return id_equal(row->release_id, level->release_id);
    return !level->project_id.n || id_equal(row->project_id, level->project_id);
}

/* `projects`: only rows of these count, by the map; NULL: all do. */
static void outline_mark(Outline *o, const Tolerance *level, const PlanMap *map, const bool *projects) {
    for (int i = 0; i < o->count; i++) {
        const BaselineItem *row = o->rows + i;
        int32_t project = plan_index(&map->project_of_id, row->project_id);
        bool below = level->item_id.n && o->parent[i] >= 0 && o->inside[o->parent[i]];
        o->inside[i] =
            (below || is_of(row, level)) && (!projects || (project != NO_INDEX && projects[project]));
    }
}

/* ---- figures of a level ---- */

typedef struct Figures {
    int count; /* of rows */
    Moment finish_at;
    Id last_item_id;
    int64_t cost_cents;
} Figures;

static Figures figures_of(const Outline *o) {
    Figures f = {.finish_at = MOMENT_NONE};
    for (int i = 0; i < o->count; i++) {
        const BaselineItem *row = o->rows + i;
        if (!o->inside[i]) continue;
        f.count++;
        f.cost_cents += o->own_cents[i];
        if (row->summary || (f.last_item_id.n && row->finish_at.n <= f.finish_at.n)) continue;
        f.finish_at = row->finish_at;
        f.last_item_id = row->item_id;
    }
    return f;
}

static bool has_features(const Outline *o) {
    for (int i = 0; i < o->count; i++)
        if (o->inside[i] && o->rows[i].kind.n == ITEM_FEATURE) return true;
    return false;
}

static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The ids of what is delivered, sorted. */
static int64_t *delivered(Arena *arena, const Outline *o, bool features, int *ret_count) {
    int64_t *ids = arena_array(arena, int64_t, o->count + 1);
    int count = 0;
    for (int i = 0; ids && i < o->count; i++) {
        bool counts = features ? o->rows[i].kind.n == ITEM_FEATURE : !o->rows[i].summary;
        if (o->inside[i] && counts) ids[count++] = o->rows[i].item_id.n;
    }
    if (ids && count > 1) qsort(ids, (size_t)count, sizeof *ids, by_number);
    *ret_count = count;
    return ids;
}

/* How many are in one only. */
static int unlike(const int64_t *a, int a_count, const int64_t *b, int b_count) {
    int i = 0, k = 0, count = 0;
    while (i < a_count && k < b_count) {
        if (a[i] == b[k]) i++, k++;
        else if (count++, a[i] < b[k]) i++;
        else k++;
    }
    return count + (a_count - i) + (b_count - k);
}

/* ---- aspects ---- */

typedef struct Judge {
    Arena *arena;
    const PlanSource *source;
    const PlanMap *map;
    Agreed agreed;
    Outline then, now;
} Judge;

static Moment agreed_date(const Judge *judge, const Tolerance *level) {
    enum { DAY_MINUTES = 1440 };
    int32_t task = plan_index(&judge->map->task_of_item, level->item_id);
    int32_t project = plan_index(&judge->map->project_of_id, level->project_id);
    const Release *releases = judge->source->releases.at;
    if (level->item_id.n) return task == NO_INDEX ? MOMENT_NONE : judge->map->items[task]->deadline_at;
    if (level->project_id.n)
        return project == NO_INDEX ? MOMENT_NONE : judge->map->projects[project]->must_finish_at;
    for (int i = 0; i < judge->source->releases.count; i++)
        if (id_equal(releases[i].row.id, level->release_id) && releases[i].target_on.n != DAY_NONE.n)
            return (Moment){(releases[i].target_on.n + 1) * DAY_MINUTES};
    return MOMENT_NONE;
}

static void judge_time(const Judge *judge, const Tolerance *level, Standing *s) {
    Figures then = figures_of(&judge->then), now = figures_of(&judge->now);
    s->reference_at = then.count ? then.finish_at : agreed_date(judge, level);
    s->forecast_at = now.finish_at;
    s->last_item_id = now.last_item_id;
    if (s->reference_at.n == MOMENT_NONE.n || s->forecast_at.n == MOMENT_NONE.n) return;
    s->reference = s->reference_at.n;
    s->forecast = s->forecast_at.n;
}

static void judge_cost(const Judge *judge, const Tolerance *level, Standing *s) {
    Figures then = figures_of(&judge->then), now = figures_of(&judge->now);
    int32_t project = plan_index(&judge->map->project_of_id, level->project_id);
    int64_t budget = project == NO_INDEX ? INT_NULL : judge->map->projects[project]->budget_cents;
    if (!then.count && budget == INT_NULL) return;
    s->reference = (double)(then.count ? then.cost_cents : budget);
    if (now.count) s->forecast = (double)now.cost_cents;
}

static bool judge_scope(const Judge *judge, Standing *s) {
    bool features = has_features(&judge->then);
    int then_count, now_count;
    const int64_t *then = delivered(judge->arena, &judge->then, features, &then_count);
    const int64_t *now = delivered(judge->arena, &judge->now, features, &now_count);
    if (!then || !now) return false;
    if (!then_count) return true;
    s->reference = then_count;
    s->forecast = now_count;
    s->deviation = unlike(then, then_count, now, now_count);
    return true;
}

/* The mean of a triangle of which any corner may be missing. */
static double expected_cents(const ProjectRisk *risk) {
    const int64_t corners[] = {risk->cost_low_cents, risk->cost_likely_cents, risk->cost_high_cents};
    double sum = 0;
    int count = 0;
    for (int i = 0; i < 3; i++)
        if (corners[i] != INT_NULL) sum += (double)corners[i], count++;
    return count ? sum / count * (double)risk->probability_percent / 100 : 0;
}

static bool acts_on(const Judge *judge, const ProjectRisk *risk, const Tolerance *level) {
    const Str *texts = risk->item_ids.at;
    if (!level->release_id.n && !level->item_id.n)
        return !level->project_id.n || id_equal(risk->project_id, level->project_id);
    for (int k = 0; k < risk->item_ids.count; k++) {
        Id id;
        for (int i = 0; id_parse(texts[k], &id) && i < judge->now.count; i++)
            if (judge->now.inside[i] && id_equal(judge->now.rows[i].item_id, id)) return true;
    }
    return false;
}

static void judge_risk(const Judge *judge, const Tolerance *level, Standing *s) {
    const ProjectRisk *risks = judge->source->risks.at;
    s->reference = isnan(level->target) ? 0 : level->target;
    s->forecast = 0;
    for (int i = 0; i < judge->source->risks.count; i++)
        if (risks[i].state.n == RISK_OPEN && acts_on(judge, &risks[i], level))
            s->forecast += expected_cents(&risks[i]);
}

static StandingState state_of(const Standing *s, const Tolerance *tolerance) {
    if (isnan(s->reference) || isnan(s->forecast)) return STANDING_UNKNOWN;
    if (s->deviation > s->allowed) return STANDING_BEYOND;
    bool near = s->deviation > 0 && tolerance->warning_percent < 100 &&
                s->deviation * 100 >= s->allowed * (double)tolerance->warning_percent;
    return near ? STANDING_WARNING : STANDING_WITHIN;
}

static bool judge_one(Judge *judge, const Tolerance *t, Standing *ret) {
    Standing s = {.tolerance_id = t->row.id,
                  .project_id = t->project_id,
                  .release_id = t->release_id,
                  .item_id = t->item_id,
                  .aspect = t->aspect,
                  .reference = NAN,
                  .forecast = NAN,
                  .allowed = t->allowed,
                  .reference_at = MOMENT_NONE,
                  .forecast_at = MOMENT_NONE};
    outline_mark(&judge->then, t, judge->map, NULL);
    bool frozen = figures_of(&judge->then).count > 0;
    outline_mark(&judge->now, t, judge->map, frozen ? judge->agreed.projects : NULL);
    switch ((Aspect)t->aspect.n) {
    case ASPECT_TIME: judge_time(judge, t, &s); break;
    case ASPECT_COST: judge_cost(judge, t, &s); break;
    case ASPECT_SCOPE:
        if (!judge_scope(judge, &s)) return false;
        break;
    case ASPECT_RISK: judge_risk(judge, t, &s); break;
    case ASPECT_QUALITY:
    case ASPECT_BENEFIT:
    case ASPECT_SUSTAINABILITY:
        s.reference = t->target;
        s.forecast = t->measured;
        break;
    }
    bool known = !isnan(s.reference) && !isnan(s.forecast);
    if (known && t->aspect.n != ASPECT_SCOPE)
        s.deviation = t->less_is_worse ? s.reference - s.forecast : s.forecast - s.reference;
    s.state.n = (int)state_of(&s, t);
    *ret = s;
    return true;
}

bool standings_compute(Transaction *tx, Id workspace_id, const PlanSource *source, const PlanMap *map,
                       const Schedule *schedule, const List *tolerances, List *ret, Error *err) {
    const Tolerance *tolerance = tolerances->at;
    Standing *rows = arena_array(tx->arena, Standing, tolerances->count + 1);
    Judge judge = {.arena = tx->arena, .source = source, .map = map};
    List live;
    if (!rows) return error_no_memory(err);
    if (!agreed_load(tx, workspace_id, ID_NONE, map, &judge.agreed, err) ||
        !baseline_of_plan(tx->arena, map, schedule, ID_NONE, &live, err))
        return false;
    if (!outline_make(tx->arena, &judge.agreed.rows, &judge.then) ||
        !outline_make(tx->arena, &live, &judge.now))
        return error_no_memory(err);
    for (int i = 0; i < tolerances->count; i++)
        if (!judge_one(&judge, &tolerance[i], &rows[i])) return error_no_memory(err);
    *ret = (List){rows, tolerances->count};
    return true;
}

bool standings_load(Transaction *tx, Id workspace_id, Standings *ret, Error *err) {
    LivePlan plan = {0};
    List tolerances;
    return row_all(tx, &tolerance_resource, workspace_id, &tolerances, err) &&
           event_last_seen(tx, workspace_id, &ret->seq, err) && live_plan(tx, workspace_id, &plan, err) &&
           standings_compute(tx, workspace_id, &plan.source, &plan.map, &plan.schedule, &tolerances,
                             &ret->standings, err);
}

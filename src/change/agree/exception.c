/* Raising, clearing and deciding. See exception.h. */
#include "change/agree/exception.h"

#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/decision.h"
#include "change/agree/impact.h"
#include "change/agree/notice.h"
#include "change/baseline/baseline.h"
#include "field/json.h"

/* ---- by itself ---- */

typedef struct Update {
    Transaction *tx;
    Id workspace_id;
    int64_t since_seq;
    const PlanMap *map;
    const Schedule *schedule;
    int count;
} Update;

static void take_figures(ToleranceException *e, const Standing *s) {
    e->reference = s->reference;
    e->forecast = s->forecast;
    e->deviation = s->deviation;
    e->allowed = s->allowed;
    e->reference_at = s->reference_at;
    e->forecast_at = s->forecast_at;
}

static bool close_one(Update *u, const ToleranceException *live, Error *err) {
    ToleranceException after = *live;
    u->count++;
    after.state.n = EXCEPTION_CLEARED;
    after.closed_at = u->tx->author.now;
    return !u->tx->writing || row_update(u->tx, &exception_resource, live, &after, err);
}

/* What the tolerance belongs to. */
static Str level_name(Transaction *tx, const Tolerance *t) {
    Project project;
    Release release;
    Item item;
    Error gone;
    Id id = t->row.workspace_id;
    if (t->item_id.n && row_load(tx, &item_resource, id, t->item_id, &item, &gone)) return item.title;
    if (t->project_id.n && row_load(tx, &project_resource, id, t->project_id, &project, &gone))
        return project.name;
    if (t->release_id.n && row_load(tx, &release_resource, id, t->release_id, &release, &gone))
        return release.name;
    return STR("the workspace");
}

static bool tell(Update *u, const Tolerance *t, const ToleranceException *e, Error *err) {
    const char *how = e->state.n == EXCEPTION_OPEN ? "is outside its tolerance" : "nears its tolerance";
    NoticeWords words = {.kind = NOTICE_EXCEPTION,
                         .title = fmt(u->tx->arena, "The %s of %.*s %s", aspect_names[t->aspect.n],
                                      STR_ARG(level_name(u->tx, t)), how),
                         .resource = &exception_resource,
                         .subject_id = e->row.id};
    return notice_tell(u->tx, u->workspace_id, t->set_by_id, words, err);
}

/* Into EXCEPTION_WARNING or EXCEPTION_OPEN: a new one, or the warning that was there. */
static bool raise_one(Update *u, const Tolerance *t, const Standing *s, const ToleranceException *live,
                      ExceptionState state, Error *err) {
    ToleranceException e;
    u->count++;
    if (!u->tx->writing) return true;
    if (live) e = *live;
    else record_init(&exception_resource, &e);
    e.row.workspace_id = u->workspace_id;
    e.tolerance_id = t->row.id;
    e.project_id = t->project_id;
    e.release_id = t->release_id;
    e.item_id = t->item_id;
    e.aspect = t->aspect;
    e.state.n = (int)state;
    e.told_id = t->set_by_id;
    e.since_seq = u->since_seq;
    if (state == EXCEPTION_OPEN) e.raised_at = u->tx->author.now;
    take_figures(&e, s);
    if (!exception_cause(u->tx, u->workspace_id, u->map, u->schedule, s, u->since_seq, &e.cause_seq, err))
        return false;
    bool written = live ? row_update(u->tx, &exception_resource, live, &e, err)
                        : row_insert(u->tx, &exception_resource, &e, err);
    return written && tell(u, t, &e, err);
}

static bool bring_in_line(Update *u, const Tolerance *t, const Standing *s, const ToleranceException *live,
                          Error *err) {
    bool warned = live && live->state.n == EXCEPTION_WARNING;
    if (s->state.n == STANDING_BEYOND)
        return (live && !warned) || raise_one(u, t, s, live, EXCEPTION_OPEN, err);
    if (s->state.n == STANDING_WARNING && warned) return true;
    if (live && !close_one(u, live, err)) return false;
    return s->state.n != STANDING_WARNING || raise_one(u, t, s, NULL, EXCEPTION_WARNING, err);
}

static const ToleranceException *of_tolerance(const List *live, Id tolerance_id) {
    const ToleranceException *e = live->at;
    for (int i = 0; i < live->count; i++)
        if (id_equal(e[i].tolerance_id, tolerance_id)) return &e[i];
    return NULL;
}

/* Those whose tolerance is gone. */
static bool close_orphans(Update *u, const List *live, const List *tolerances, Error *err) {
    const ToleranceException *e = live->at;
    const Tolerance *t = tolerances->at;
    for (int i = 0; i < live->count; i++) {
        bool found = false;
        for (int k = 0; k < tolerances->count; k++) found |= id_equal(t[k].row.id, e[i].tolerance_id);
        if (!found && !close_one(u, &e[i], err)) return false;
    }
    return true;
}

bool exceptions_update(Transaction *tx, Id workspace_id, LivePlan *plan, int64_t since_seq, int *ret_count,
                       Error *err) {
    List tolerances, live, standings;
    Update u = {tx, workspace_id, since_seq, &plan->map, &plan->schedule, 0};
    if (!row_all(tx, &tolerance_resource, workspace_id, &tolerances, err) ||
        !exceptions_live(tx, workspace_id, &live, err) || !close_orphans(&u, &live, &tolerances, err))
        return false;
    *ret_count = u.count;
    if (!tolerances.count) return true;
    if (!live_plan(tx, workspace_id, plan, err) ||
        !standings_compute(tx, workspace_id, &plan->source, &plan->map, &plan->schedule, &tolerances,
                           &standings, err))
        return false;
    const Tolerance *tolerance = tolerances.at;
    const Standing *standing = standings.at;
    for (int i = 0; i < tolerances.count; i++)
        if (!bring_in_line(&u, &tolerance[i], &standing[i], of_tolerance(&live, tolerance[i].row.id), err))
            return false;
    *ret_count = u.count;
    return true;
}

/* ---- deciding ---- */

static const Field exception_decision_resource_fields[] = {
    FIELD(ExceptionDecision, outcome, .custody = CUSTODY_SHARED, .nullable = true,
          .choices = exception_outcome_names,
          .doc = "Accepting: the plan as it is becomes the baseline, or the tolerance becomes wider."),
    FIELD(ExceptionDecision, allowed, .custody = CUSTODY_SHARED, .nullable = true,
          .max = INT64_C(1000000000000), .doc = "With outcome tolerance: how far it may drift from now on."),
    FIELD(ExceptionDecision, note, .custody = CUSTODY_SHARED, .required = true, .min = 1, .max = 4000,
          .multiline = true, .doc = "Why."),
};
VIEW(exception_decision_resource, ExceptionDecision, "exception_decision", "ExceptionDecision",
     "What becomes of an exception.");

/* Who set the tolerance; when he is gone, or it was Trivet, whoever may set it. */
static bool may_decide(Change *change, const ToleranceException *e, const Tolerance *t, Error *err) {
    Person person;
    Scope scope;
    if (e->state.n != EXCEPTION_OPEN && e->state.n != EXCEPTION_DECLINED) {
        error_set(err, ERROR_CONFLICT, "There is nothing to decide: it is %s.",
                  exception_state_names[e->state.n]);
        return error_hint(err, "Read it again.");
    }
    if (t->set_by_id.n && id_equal(t->set_by_id, change->user->person_id)) return true;
    if (t->set_by_id.n &&
        !row_load(change->tx, &person_resource, e->row.workspace_id, t->set_by_id, &person, err))
        return false;
    if (!scope_of(change->tx, &tolerance_resource, t, &scope, err)) return false;
    bool gone = !t->set_by_id.n || person.disabled;
    if (gone && access_custody(change->user, scope) & CUSTODY_BIT(CUSTODY_ABOVE)) return true;
    error_set(err, ERROR_FORBIDDEN, "Only who set the tolerance may decide this.");
    if (gone) return error_hint(err, "Ask somebody of the level above: sponsor, PMO or program manager.");
    return error_hint(err, "Ask %.*s.", STR_ARG(person.name));
}

/* Into the log; from here on all that is written carries it. */
static bool log_decision(Change *change, const Tolerance *t, const char *verb,
                         const ExceptionDecision *decision, ToleranceException *after, Error *err) {
    Transaction *tx = change->tx;
    Decision logged;
    Str project = id_text(tx->arena, t->project_id);
    record_init(&decision_resource, &logged);
    logged.row.id = id_make(tx->author.now, randombytes_random());
    logged.row.workspace_id = after->row.workspace_id;
    logged.title = fmt(tx->arena, "Exception %s: %s of %.*s", verb, aspect_names[t->aspect.n],
                       STR_ARG(level_name(tx, t)));
    logged.reason = decision->note;
    if (t->project_id.n) logged.project_ids = (List){&project, 1};
    after->decision_id = tx->author.decision_id = logged.row.id;
    return decision_insert(tx, &logged, err);
}

static bool decide(Change *change, ToleranceException *e, ToleranceException after, ExceptionState state,
                   const ExceptionDecision *decision, Error *err) {
    after.state.n = (int)state;
    after.decided_by_id = change->user->person_id;
    after.decided_at = change->tx->author.now;
    after.decision_note = decision->note;
    after.report = decision->report;
    if (state == EXCEPTION_ACCEPTED) after.closed_at = change->tx->author.now;
    if (!row_update(change->tx, &exception_resource, e, &after, err)) return false;
    *e = after;
    return true;
}

static bool load_tolerance(Change *change, const ToleranceException *e, Tolerance *ret, Error *err) {
    return row_load(change->tx, &tolerance_resource, e->row.workspace_id, e->tolerance_id, ret, err);
}

bool exception_decline(Change *change, ToleranceException *e, const ExceptionDecision *decision, Error *err) {
    Tolerance tolerance;
    ToleranceException after = *e;
    return load_tolerance(change, e, &tolerance, err) && may_decide(change, e, &tolerance, err) &&
           log_decision(change, &tolerance, "declined", decision, &after, err) &&
           decide(change, e, after, EXCEPTION_DECLINED, decision, err);
}

static bool widen(Change *change, const Tolerance *tolerance, const ToleranceException *e,
                  const ExceptionDecision *decision, Error *err) {
    Standings now;
    Tolerance after = *tolerance;
    if (isnan(decision->allowed)) return error_field(err, "allowed", "Say how far it may drift from now on.");
    if (!standings_load(change->tx, e->row.workspace_id, &now, err)) return false;
    const Standing *s = now.standings.at;
    for (int i = 0; i < now.standings.count; i++)
        if (id_equal(s[i].tolerance_id, tolerance->row.id) && s[i].deviation > decision->allowed) {
            error_field(err, "allowed", "The forecast would still be outside: it deviates by %.0f.",
                        s[i].deviation);
            return error_hint(err, "Allow at least as much, or decline.");
        }
    after.allowed = decision->allowed;
    return change_update(change, &tolerance_resource, tolerance, &after, err);
}

/* The projects that the level touches; a project without a baseline of its own is in the workspace's. */
static bool rebase(Change *change, const Tolerance *t, Id project_id, const char *aspect, Baseline *ret,
                   Error *err) {
    User agreed = {.workspace_id = change->user->workspace_id};
    Change apply = change_begin(change->tx, &agreed);
    bool created;
    record_init(&baseline_resource, ret);
    ret->project_id = project_id;
    ret->name = fmt(change->tx->arena, "Exception accepted: %s", aspect);
    ret->text = STR("Set by the decision on an exception.");
    return change_create(&apply, &baseline_resource, ret, &created, err);
}

static bool has_own_baseline(const List *baselines, Id project_id) {
    const Baseline *row = baselines->at;
    for (int i = 0; i < baselines->count; i++)
        if (id_equal(row[i].project_id, project_id)) return true;
    return false;
}

/* Whether the project delivers anything of the level. */
static bool concerns(const PlanMap *map, const Tolerance *t, int32_t project) {
    if (t->project_id.n) return id_equal(map->project_ids[project], t->project_id);
    if (!t->release_id.n && !t->item_id.n) return true;
    int32_t release = plan_index(&map->release_of_id, t->release_id);
    for (int32_t i = 0; i < map->plan.task_count; i++) {
        bool inside = t->item_id.n ? id_equal(map->task_item_ids[i], t->item_id)
                                   : map->plan.tasks[i].release == release;
        if (inside && map->plan.tasks[i].project == project) return true;
    }
    return false;
}

static bool set_baselines(Change *change, const Tolerance *t, Id *ret_id, Error *err) {
    PlanSource source;
    PlanMap map;
    List baselines;
    Baseline baseline;
    bool shared = false;
    Id workspace_id = change->user->workspace_id;
    if (t->aspect.n > ASPECT_SCOPE) {
        error_field(err, "outcome", "A baseline says nothing about %s.", aspect_names[t->aspect.n]);
        return error_hint(err, "Accept it with a wider tolerance.");
    }
    if (!row_all(change->tx, &baseline_resource, workspace_id, &baselines, err) ||
        !plan_load(change->tx, workspace_id, &source, err) ||
        !plan_make(change->tx->arena, &source, &map, err))
        return false;
    for (int32_t p = 0; p < map.plan.project_count; p++) {
        if (!concerns(&map, t, p)) continue;
        bool own = t->project_id.n || has_own_baseline(&baselines, map.project_ids[p]);
        if (!own && shared) continue;
        shared |= !own;
        if (!rebase(change, t, own ? map.project_ids[p] : ID_NONE, aspect_names[t->aspect.n], &baseline, err))
            return false;
        *ret_id = baseline.row.id;
    }
    return true;
}

bool exception_accept(Change *change, ToleranceException *e, const ExceptionDecision *decision, Error *err) {
    Tolerance tolerance;
    ToleranceException after = *e;
    if (!load_tolerance(change, e, &tolerance, err) || !may_decide(change, e, &tolerance, err)) return false;
    if (decision->outcome.n < 0) {
        error_field(err, "outcome", "Accepting sets something: a baseline, or a wider tolerance.");
        return error_hint(err, "Say baseline or tolerance; or decline.");
    }
    if (!log_decision(change, &tolerance, "accepted", decision, &after, err)) return false;
    after.outcome = decision->outcome;
    bool set = decision->outcome.n == OUTCOME_BASELINE
                   ? set_baselines(change, &tolerance, &after.baseline_id, err)
                   : widen(change, &tolerance, e, decision, err);
    return set && decide(change, e, after, EXCEPTION_ACCEPTED, decision, err);
}

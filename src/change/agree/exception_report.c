/* Why the forecast is outside, and what could be done. See exception.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/exception.h"
#include "change/agree/impact.h"
#include "change/baseline/agreed.h"
#include "change/figures/ways.h"
#include "engine/options/options.h"
#include "model/declare.h"

enum { EVENTS_SEEN_MAX = 300, CAUSES_MAX = 20, STEPS_MAX = 100, WAYS_STEPS = 120 };

static const Field report_step_resource_fields[] = {
    FIELD(ReportStep, item_id, .refers_to = "item", .doc = "Whose date it is."),
    FIELD(ReportStep, at, .nullable = true, .doc = "The date."),
    FIELD(ReportStep, text, .max = PLAN_WORDS_MAX, .doc = "Why it is that."),
};
VIEW(report_step_resource, ReportStep, "report_step", "ReportStep", "One link of the chain of causes.");

static const char *const no_ways_names[] = {"unknown",  "cost_of_level", "scope", "risk",
                                            "measured", "none_found",    NULL};

static const Field exception_report_resource_fields[] = {
    FIELD(ExceptionReport, seq, .doc = "The last event that it knows."),
    FIELD(ExceptionReport, standing, .of = &standing_resource, .max = 1,
          .doc = "Where the tolerance stands; none: it was deleted."),
    FIELD(ExceptionReport, causes, .of = &event_resource,
          .doc = "Changes since the forecast was last inside; the first most likely moved it."),
    FIELD(ExceptionReport, steps, .of = &report_step_resource, .doc = "Why the finish lies where it lies."),
    FIELD(ExceptionReport, limits, .of = &way_limit_resource, .doc = "What the ways out are measured by."),
    FIELD(ExceptionReport, ways, .of = &way_resource,
          .doc = "Computed ways back inside; of time, and of the cost of projects."),
    FIELD(ExceptionReport, no_ways, .nullable = true, .choices = no_ways_names,
          .doc = "Why no way is computed; null: some are."),
    FIELD(ExceptionReport, fits, .doc = "Every limit holds."),
    FIELD(ExceptionReport, finish_at, .nullable = true, .doc = "Finish of everything planned, as it is."),
    FIELD(ExceptionReport, cost_cents, .unit = "cents", .doc = "Cost of everything planned, as it is."),
    FIELD(ExceptionReport, value, .doc = "Value of everything planned, as it is."),
};
VIEW(exception_report_resource, ExceptionReport, "exception_report", "ExceptionReport",
     "What happened, why, and what could be done.");

/* ---- the chain ---- */

typedef struct Chain {
    ExplainStep *steps;
    int count;
} Chain;

static bool chain_of(Arena *arena, const PlanMap *map, const Schedule *schedule, const Standing *s,
                     Chain *ret, Error *err) {
    int32_t task = plan_index(&map->task_of_item, s->last_item_id);
    *ret = (Chain){0};
    return task == NO_INDEX ||
           schedule_explain(arena, &map->plan, schedule, task, true, &ret->steps, &ret->count) ||
           error_no_memory(err);
}

/* ---- causes ---- */

static bool chain_names(const PlanMap *map, const Chain *chain, Id id) {
    for (int i = 0; i < chain->count; i++) {
        const ExplainStep *step = chain->steps + i;
        if (id_equal(map->task_item_ids[step->task], id)) return true;
        if (step->cause == CAUSE_LINK && step->index >= 0 && id_equal(map->link_ids[step->index], id))
            return true;
        if (step->resource >= 0 && id_equal(map->resource_ids[step->resource], id)) return true;
    }
    return false;
}

static bool on_chain(const PlanMap *map, const Chain *chain, Id id) {
    if (chain_names(map, chain, id)) return true;
    for (int32_t a = 0; a < map->plan.assignment_count; a++)
        if (id_equal(map->assignment_ids[a], id))
            return chain_names(map, chain, map->task_item_ids[map->plan.assignments[a].task]);
    return false;
}

static bool moves_figures(const Event *event) {
    const Resource *resource = resource_named(event->resource);
    return plan_depends_on(resource) || resource == &baseline_resource || resource == &tolerance_resource;
}

/* Events after since_seq that can have moved it, newest first, but what stands on the chain before all. */
static bool causes_of(Transaction *tx, Id workspace_id, const PlanMap *map, const Chain *chain,
                      int64_t since_seq, List *ret, Error *err) {
    List events;
    if (!event_history(tx, workspace_id, ID_NONE, 0, EVENTS_SEEN_MAX, &events, err)) return false;
    const Event *event = events.at;
    Event *causes = arena_array(tx->arena, Event, CAUSES_MAX);
    int count = 0;
    if (!causes) return error_no_memory(err);
    for (int on = 1; on >= 0; on--)
        for (int i = 0; i < events.count && count < CAUSES_MAX; i++)
            if (event[i].seq > since_seq && moves_figures(&event[i]) &&
                on_chain(map, chain, event[i].subject_id) == (on == 1))
                causes[count++] = event[i];
    *ret = (List){causes, count};
    return true;
}

bool exception_cause(Transaction *tx, Id workspace_id, const PlanMap *map, const Schedule *schedule,
                     const Standing *standing, int64_t since_seq, int64_t *ret, Error *err) {
    Chain chain;
    List causes;
    if (!chain_of(tx->arena, map, schedule, standing, &chain, err) ||
        !causes_of(tx, workspace_id, map, &chain, since_seq, &causes, err))
        return false;
    *ret = causes.count ? ((const Event *)causes.at)->seq : INT_NULL;
    return true;
}

/* What was known when it was raised; the rest of that time behind it. */
static bool report_causes(Transaction *tx, const ToleranceException *e, const PlanMap *map,
                          const Chain *chain, ExceptionReport *report, Error *err) {
    if (!causes_of(tx, e->row.workspace_id, map, chain, e->since_seq, &report->causes, err)) return false;
    Event *causes = report->causes.at;
    for (int i = 1; i < report->causes.count; i++)
        if (causes[i].seq == e->cause_seq) {
            Event first = causes[i];
            mem_move(causes + 1, causes, (size_t)i * sizeof *causes);
            causes[0] = first;
        }
    return true;
}

/* ---- ways out ---- */

/* Whether the engine can move it, and if not, why. */
static Choice no_ways_for(const Standing *s) {
    if (s->state.n == STANDING_UNKNOWN) return (Choice){NO_WAYS_UNKNOWN};
    switch ((Aspect)s->aspect.n) {
    case ASPECT_TIME: return CHOICE_NONE;
    case ASPECT_COST: return s->project_id.n ? CHOICE_NONE : (Choice){NO_WAYS_COST};
    case ASPECT_SCOPE: return (Choice){NO_WAYS_SCOPE};
    case ASPECT_RISK: return (Choice){NO_WAYS_RISK};
    case ASPECT_QUALITY:
    case ASPECT_BENEFIT:
    case ASPECT_SUSTAINABILITY: break;
    }
    return (Choice){NO_WAYS_MEASURED};
}

static WayAsked finish_limit(const Standing *s, int kind, Id subject_id) {
    double allowed = s->allowed < MINUTES_MAX ? s->allowed : MINUTES_MAX;
    return (WayAsked){.kind = {kind},
                      .subject_id = subject_id,
                      .by = {s->reference_at.n + (int32_t)allowed},
                      .budget_cents = INT_NULL};
}

/* The limits that the tolerance means: of the workspace's finish one for each project that was agreed. */
static bool limits_of(Transaction *tx, const LivePlan *plan, const Standing *s, List *ret, Error *err) {
    int room = plan->map.plan.project_count + 1;
    WayAsked *asked = arena_array(tx->arena, WayAsked, room);
    Agreed agreed;
    if (!asked) return error_no_memory(err);
    *ret = (List){asked, 1};
    if (s->aspect.n == ASPECT_COST)
        asked[0] = (WayAsked){.kind = {LIMIT_PROJECT_COST},
                              .subject_id = s->project_id,
                              .by = MOMENT_NONE,
                              .budget_cents = (int64_t)(s->reference + s->allowed)};
    else if (s->project_id.n) asked[0] = finish_limit(s, LIMIT_PROJECT_FINISH, s->project_id);
    else if (s->release_id.n) asked[0] = finish_limit(s, LIMIT_RELEASE_FINISH, s->release_id);
    else if (s->item_id.n) asked[0] = finish_limit(s, LIMIT_TASK_FINISH, s->item_id);
    else {
        ret->count = 0;
        if (!agreed_load(tx, plan->source.workspace->row.id, ID_NONE, &plan->map, &agreed, err)) return false;
        for (int i = 0; i < plan->map.plan.project_count; i++)
            if (agreed.projects[i])
                asked[ret->count++] = finish_limit(s, LIMIT_PROJECT_FINISH, plan->map.project_ids[i]);
    }
    return true;
}

static bool any_changes(const List *ways) {
    const Way *way = ways->at;
    for (int i = 0; i < ways->count; i++)
        if (way[i].changes.count) return true;
    return false;
}

static bool report_ways(Transaction *tx, const LivePlan *plan, const Standing *s, ExceptionReport *report,
                        Error *err) {
    WaysQuestion question;
    Ways ways;
    report->no_ways = no_ways_for(s);
    if (report->no_ways.n >= 0) return true;
    record_init(&ways_question_resource, &question);
    if (!limits_of(tx, plan, s, &question.limits, err)) return false;
    question.project_id = s->project_id;
    question.release_id = s->release_id;
    question.steps = WAYS_STEPS;
    if (!ways_compute(tx->arena, &plan->source, &question, NULL, &ways, err)) return false;
    report->limits = ways.limits;
    report->ways = ways.ways;
    report->fits = ways.fits;
    report->finish_at = ways.finish_at;
    report->cost_cents = ways.cost_cents;
    report->value = ways.value;
    if (!any_changes(&ways.ways)) report->no_ways.n = NO_WAYS_FOUND;
    return true;
}

/* ---- the whole ---- */

static bool report_steps(Arena *arena, const PlanMap *map, const Chain *chain, List *ret) {
    int count = chain->count < STEPS_MAX ? chain->count : STEPS_MAX;
    ReportStep *rows = arena_array(arena, ReportStep, count + 1);
    if (!rows) return false;
    for (int i = 0; i < count; i++) {
        const ExplainStep *step = chain->steps + i;
        rows[i] = (ReportStep){.item_id = map->task_item_ids[step->task],
                               .at = {step->moment},
                               .text = plan_explain_text(arena, map, step)};
    }
    *ret = (List){rows, count};
    return true;
}

/* Of the tolerance alone, *ret_count 0 when it was deleted. */
static bool tolerance_of(Transaction *tx, const ToleranceException *e, Tolerance *ret, int *ret_count,
                         Error *err) {
    Error missing = {0};
    *ret_count = row_load(tx, &tolerance_resource, e->row.workspace_id, e->tolerance_id, ret, &missing);
    if (*ret_count || missing.kind == ERROR_NOT_FOUND) return true;
    if (err) *err = missing;
    return false;
}

bool exception_report(Transaction *tx, const ToleranceException *e, ExceptionReport *ret, Error *err) {
    LivePlan plan = {0};
    Chain chain;
    Tolerance tolerance;
    List one = {&tolerance, 0};
    Id workspace_id = e->row.workspace_id;
    record_init(&exception_report_resource, ret);
    if (!event_last_seen(tx, workspace_id, &ret->seq, err) ||
        !tolerance_of(tx, e, &tolerance, &one.count, err))
        return false;
    if (!one.count) return true;
    if (!live_plan(tx, workspace_id, &plan, err) ||
        !standings_compute(tx, workspace_id, &plan.source, &plan.map, &plan.schedule, &one, &ret->standing,
                           err))
        return false;
    const Standing *standing = ret->standing.at;
    return chain_of(tx->arena, &plan.map, &plan.schedule, standing, &chain, err) &&
           (report_steps(tx->arena, &plan.map, &chain, &ret->steps) || error_no_memory(err)) &&
           report_causes(tx, e, &plan.map, &chain, ret, err) && report_ways(tx, &plan, standing, ret, err);
}

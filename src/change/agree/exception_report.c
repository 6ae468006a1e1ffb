/* Why the forecast is outside, and what could be done. See exception.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/exception.h"
#include "change/agree/impact.h"
#include "change/figures/ways.h"
#include "engine/options/options.h"

enum { EVENTS_SEEN_MAX = 300, CAUSES_MAX = 20, STEPS_MAX = 100, WAYS_STEPS = 120 };

static const Field report_step_resource_fields[] = {
    FIELD(ReportStep, item_id, .refers_to = "item", .doc = "Whose date it is."),
    FIELD(ReportStep, at, .nullable = true, .doc = "The date."),
    FIELD(ReportStep, text, .doc = "Why it is that."),
};
VIEW(report_step_resource, ReportStep, "report_step", "ReportStep", "One link of the chain of causes.");

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

/* The limit that the tolerance means; false: the engine moves nothing of this kind. */
static bool limit_of(const Standing *s, WayAsked *ret) {
    bool project = s->project_id.n != 0;
    bool time = s->aspect.n == ASPECT_TIME && (project || s->release_id.n || s->item_id.n);
    bool cost = s->aspect.n == ASPECT_COST && project;
    if (s->state.n == STANDING_UNKNOWN || !(time || cost)) return false;
    *ret = (WayAsked){.subject_id = project           ? s->project_id
                                    : s->release_id.n ? s->release_id
                                                      : s->item_id,
                      .by = MOMENT_NONE,
                      .budget_cents = INT_NULL};
    if (cost) {
        ret->kind.n = LIMIT_PROJECT_COST;
        ret->budget_cents = (int64_t)(s->reference + s->allowed);
        return true;
    }
    ret->kind.n = project ? LIMIT_PROJECT_FINISH : s->release_id.n ? LIMIT_RELEASE_FINISH : LIMIT_TASK_FINISH;
    ret->by = (Moment){s->reference_at.n + (int32_t)s->allowed};
    return true;
}

static bool report_ways(Arena *arena, const PlanSource *source, const Standing *s, ExceptionReport *report,
                        Error *err) {
    WaysQuestion question;
    Ways ways;
    WayAsked *asked = arena_new(arena, WayAsked);
    if (!asked) return error_no_memory(err);
    if (!limit_of(s, asked)) return true;
    record_init(&ways_question_resource, &question);
    question.project_id = s->project_id;
    question.release_id = s->release_id;
    question.limits = (List){asked, 1};
    question.steps = WAYS_STEPS;
    if (!ways_compute(arena, source, &question, NULL, &ways, err)) return false;
    report->limits = ways.limits;
    report->ways = ways.ways;
    report->fits = ways.fits;
    report->finish_at = ways.finish_at;
    report->cost_cents = ways.cost_cents;
    report->value = ways.value;
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
           report_causes(tx, e, &plan.map, &chain, ret, err) &&
           report_ways(tx->arena, &plan.source, standing, ret, err);
}

/* The computed side: dates, floats, loads and costs of the whole workspace, and why a date is what it is. */
#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "field/json.h"

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

static bool fill_tasks(Arena *arena, const PlanMap *map, const Schedule *schedule, List *ret) {
    TaskDates *rows = arena_array(arena, TaskDates, map->plan.task_count);
    if (!rows) return false;
    for (int i = 0; i < map->plan.task_count; i++) {
        const TaskSchedule *t = &schedule->tasks[i];
        FloatPlace place = schedule->float_places ? schedule->float_places[i] : (FloatPlace){0};
        rows[i] = (TaskDates){
            .item_id = map->task_item_ids[i],
            .start_at = moment(t->start),
            .finish_at = moment(t->finish),
            .early_start_at = moment(t->early_start),
            .early_finish_at = moment(t->early_finish),
            .late_start_at = moment(t->late_start),
            .late_finish_at = moment(t->late_finish),
            .total_float_minutes = t->total_float,
            .free_float_minutes = t->free_float,
            .duration_minutes = t->duration,
            .work_minutes = t->work,
            .cost_cents = t->cost_cents,
            .critical = t->critical,
            .late = t->late_by_deadline,
            .float_path = place.path ? place.path : INT_NULL,
            .float_path_order = place.path ? place.order : INT_NULL,
        };
    }
    *ret = (List){rows, map->plan.task_count};
    return true;
}

static bool fill_groups(Arena *arena, const GroupSchedule *groups, const Id *ids, int count, List *ret) {
    GroupDates *rows = arena_array(arena, GroupDates, count);
    if (!rows) return false;
    for (int i = 0; i < count; i++)
        rows[i] = (GroupDates){
            .id = ids[i],
            .start_at = moment(groups[i].start),
            .finish_at = moment(groups[i].finish),
            .task_count = groups[i].task_count,
            .critical_count = groups[i].critical_count,
            .work_minutes = groups[i].work_minutes,
            .cost_cents = groups[i].cost_cents,
        };
    *ret = (List){rows, count};
    return true;
}

static bool fill_resources(Arena *arena, const PlanMap *map, const Schedule *schedule, List *ret) {
    ResourceLoad *rows = arena_array(arena, ResourceLoad, map->plan.resource_count);
    if (!rows) return false;
    for (int i = 0; i < map->plan.resource_count; i++)
        rows[i] = (ResourceLoad){map->resource_ids[i], schedule->resources[i].work_minutes,
                                 schedule->resources[i].overload_minutes, schedule->resources[i].cost_cents};
    *ret = (List){rows, map->plan.resource_count};
    return true;
}

/* The workspace's plan with its schedule, as of *ret_seq. */
static bool scheduled(Call *call, PlanSource *source, PlanMap *map, Schedule *schedule, int64_t *ret_seq,
                      Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    return call_read(call, &tx, err) && event_last_seen(&tx, call->workspace_id, ret_seq, err) &&
           plan_load(&tx, call->workspace_id, source, err) && plan_make(call->arena, source, map, err) &&
           plan_schedule(call->arena, map, schedule, err);
}

bool schedule_op(Call *call, Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    ScheduleView view;
    if (!scheduled(call, &source, &map, &schedule, &view.seq, err)) return false;
    if (!fill_tasks(call->arena, &map, &schedule, &view.tasks) ||
        !fill_groups(call->arena, schedule.projects, map.project_ids, map.plan.project_count,
                     &view.projects) ||
        !fill_groups(call->arena, schedule.releases, map.release_ids, map.plan.release_count,
                     &view.releases) ||
        !fill_resources(call->arena, &map, &schedule, &view.resources))
        return error_no_memory(err);
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &schedule_view_resource, &view);
    answer_json(call, 200, &out);
    return !call->arena->full || error_no_memory(err);
}

static ExplanationStep explained(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    ExplanationStep row = {.item_id = map->task_item_ids[step->task],
                           .of = {step->of_finish},
                           .at = moment(step->moment),
                           .cause = {step->cause},
                           .text = plan_explain_text(arena, map, step)};
    if (step->cause == CAUSE_LINK && step->index >= 0) row.link_id = map->link_ids[step->index];
    if (step->resource >= 0) row.resource_id = map->resource_ids[step->resource];
    return row;
}

static bool explain_steps(Arena *arena, const PlanMap *map, const Schedule *schedule, int32_t task,
                          ExplainOf of, List *ret, Error *err) {
    ExplainStep *steps;
    int count;
    if (!plan_explain(arena, map, schedule, task, of, &steps, &count, err)) return false;
    ExplanationStep *rows = arena_array(arena, ExplanationStep, count);
    if (!rows) return error_no_memory(err);
    for (int i = 0; i < count; i++) rows[i] = explained(arena, map, &steps[i]);
    *ret = (List){rows, count};
    return true;
}

static bool explain_cost(Arena *arena, const PlanMap *map, int32_t task, List *ret, Error *err) {
    CostPart *parts;
    int count;
    if (!schedule_explain_cost(arena, &map->plan, task, &parts, &count)) return error_no_memory(err);
    ExplanationCost *rows = arena_array(arena, ExplanationCost, count);
    if (!rows) return error_no_memory(err);
    for (int i = 0; i < count; i++) {
        const CostPart *part = parts + i;
        rows[i] =
            (ExplanationCost){.kind = {part->kind},
                              .item_id = map->task_item_ids[part->kind == COST_PART ? part->index : task],
                              .work_minutes = part->work,
                              .price_cents = part->price_cents,
                              .since_at = {part->since},
                              .cost_cents = part->cents,
                              .text = plan_cost_text(arena, map, part)};
        if (part->kind <= COST_USE)
            rows[i].resource_id = map->resource_ids[map->plan.assignments[part->index].resource];
    }
    *ret = (List){rows, count};
    return true;
}

static int name_index(const char *const *names, Str name) {
    int at = 0;
    while (!str_is(name, names[at])) at++; /* the route has checked that it is one */
    return at;
}

bool explanation_op(Call *call, Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    int64_t seq;
    Explanation explanation = {0};
    int of = name_index(explained_names, query_or(call, "of", STR("finish")));
    if (!scheduled(call, &source, &map, &schedule, &seq, err)) return false;
    int32_t task = plan_index(&map.task_of_item, call->id);
    if (task < 0) {
        error_set(err, ERROR_NOT_FOUND, "This item has no dates: it is not there, or no project plans it.");
        return error_hint(err, "Give it, or an item above it, a project.");
    }
    if (of == EXPLAIN_COST) {
        if (!explain_cost(call->arena, &map, task, &explanation.costs, err)) return false;
    } else if (!explain_steps(call->arena, &map, &schedule, task, (ExplainOf)of, &explanation.steps, err)) {
        return false;
    }
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &explanation_resource, &explanation);
    answer_json(call, 200, &out);
    return true;
}

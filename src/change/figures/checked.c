/* Schedule quality in words. See checked.h. */
#include "change/figures/checked.h"

#include <ctype.h>

#include "base/banned.h"
#include "base/mem.h"

/* In the order of QualityCheckKind. */
const char *const quality_check_names[] = {
    "dcma_logic",
    "dcma_leads",
    "dcma_lags",
    "dcma_link_types",
    "dcma_hard_constraints",
    "dcma_high_float",
    "dcma_negative_float",
    "dcma_high_duration",
    "dcma_invalid_dates",
    "dcma_resources",
    "dcma_missed_tasks",
    "dcma_critical_path",
    "dcma_cpli",
    "dcma_bei",
    "gao_activities",
    "gao_sequence",
    "gao_resources",
    "gao_durations",
    "gao_traceable",
    "gao_critical_path",
    "gao_float",
    "gao_risk",
    "gao_progress",
    "gao_baseline",
    NULL,
};
const char *const quality_check_words[] = {
    "DCMA 1 logic: every task has predecessor and successor",
    "DCMA 2 leads: no negative lags",
    "DCMA 3 lags: few positive lags",
    "DCMA 4 link types: mostly finish-start",
    "DCMA 5 hard constraints: few",
    "DCMA 6 high float: above 44 days",
    "DCMA 7 negative float: none",
    "DCMA 8 high duration: above 44 days",
    "DCMA 9 invalid dates: planned before or done after the status date",
    "DCMA 10 resources: tasks without people or cost",
    "DCMA 11 missed tasks: not finished by their baseline",
    "DCMA 12 critical path test: the finish follows a slip",
    "DCMA 13 critical path length index",
    "DCMA 14 baseline execution index",
    "GAO 1 activities: names of their own",
    "GAO 2 sequence: driven start, driving finish",
    "GAO 3 resources: assigned",
    "GAO 4 durations: reasonable",
    "GAO 5 traceable: links between activities, all in the outline",
    "GAO 6 critical path: without constraints and lags",
    "GAO 7 float: reasonable",
    "GAO 8 risk analysis: tasks have estimates",
    "GAO 9 progress: updated, in sequence",
    "GAO 10 baseline: every task is in it",
};
const char *const quality_verdict_names[] = {"pass", "fail", "information", "unknown", NULL};
static const char *const bound_names[] = {"at_most", "at_least", "none", NULL};
static const char *const unit_names[] = {"percent", "days", "index", NULL};

static const Field check_fault_resource_fields[] = {
    FIELD(CheckFault, item_id, .refers_to = "item", .doc = "The task at fault; of a link its successor."),
    FIELD(CheckFault, title, .doc = "Its title."),
    FIELD(CheckFault, link_id, .nullable = true, .refers_to = "link", .doc = "Of a check on links: which."),
};
const Resource check_fault_resource = {.name = "check_fault",
                                       .plural = "check_faults",
                                       .type = "CheckFault",
                                       .size = sizeof(CheckFault),
                                       .fields = check_fault_resource_fields,
                                       .field_count = COUNT_OF(check_fault_resource_fields),
                                       .doc = "What a check found."};

static const Field check_view_resource_fields[] = {
    FIELD(CheckView, check, .choices = quality_check_names,
          .doc = "Which point of DCMA, or practice of GAO."),
    FIELD(CheckView, verdict, .choices = quality_verdict_names,
          .doc = "information: told without threshold; unknown: what it needs is not there."),
    FIELD(CheckView, bound, .choices = bound_names, .doc = "How the figure has to lie to the threshold."),
    FIELD(CheckView, unit, .choices = unit_names, .doc = "Of figure and threshold."),
    FIELD(CheckView, figure, .min = -1000000000, .doc = "What was found."),
    FIELD(CheckView, threshold, .doc = "What is asked for."),
    FIELD(CheckView, fault_count, .doc = "How many are at fault."),
    FIELD(CheckView, of_count, .doc = "Of how many."),
    FIELD(CheckView, faults, .of = &check_fault_resource, .doc = "The first 500 of them."),
};
const Resource check_view_resource = {.name = "schedule_check",
                                      .plural = "schedule_checks",
                                      .type = "ScheduleCheck",
                                      .size = sizeof(CheckView),
                                      .fields = check_view_resource_fields,
                                      .field_count = COUNT_OF(check_view_resource_fields),
                                      .doc = "One check of schedule quality."};

static const Field checks_view_resource_fields[] = {
    FIELD(ChecksView, task_count, .doc = "Tasks looked at."),
    FIELD(ChecksView, incomplete_count, .doc = "Of them not finished."),
    FIELD(ChecksView, passed, .doc = "Checks passed."),
    FIELD(ChecksView, failed, .doc = "Checks failed."),
    FIELD(ChecksView, checks, .of = &check_view_resource,
          .doc = "DCMA's fourteen points, GAO's ten practices."),
};
VIEW(checks_view_resource, ChecksView, "schedule_checks", "ScheduleChecks", "Schedule quality.");

/* Equal but for case and blanks. */
static uint64_t name_hash(Str title) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < title.len; i++)
        if (title.at[i] != ' ')
            hash = (hash ^ (uint64_t)tolower((unsigned char)title.at[i])) * UINT64_C(0x100000001B3);
    return hash;
}

static void mark_branch(const Plan *plan, int32_t row, uint8_t *marks) {
    marks[row] = 1;
    for (int32_t i = row + 1; i < plan->task_count && plan->tasks[i].parent >= row; i++) marks[i] = 1;
}

/* What the forecast draws: estimates with a range, and what an open risk acts on. */
static bool find_estimated(Arena *arena, const PlanMap *map, const List *risks, const uint8_t **ret) {
    uint8_t *marks = arena_array(arena, uint8_t, map->plan.task_count + 1);
    const ProjectRisk *risk = risks->at;
    if (!marks) return false;
    for (int32_t i = 0; i < map->plan.task_count; i++) {
        const Item *item = map->items[i];
        marks[i] = item->optimistic_minutes != INT_NULL || item->pessimistic_minutes != INT_NULL;
    }
    for (int i = 0; i < risks->count; i++) {
        const Str *ids = risk[i].item_ids.at;
        for (int k = 0; risk[i].state.n == RISK_OPEN && k < risk[i].item_ids.count; k++) {
            Id id;
            int32_t row = id_parse(ids[k], &id) ? plan_index(&map->task_of_item, id) : NO_INDEX;
            if (row != NO_INDEX) mark_branch(&map->plan, row, marks);
        }
    }
    *ret = marks;
    return true;
}

static bool facts_of(Arena *arena, const PlanMap *map, const Agreed *agreed, QualityFacts *ret) {
    uint64_t *names = arena_array(arena, uint64_t, map->plan.task_count + 1);
    Minute *finish =
        agreed && agreed->rows.count ? arena_array(arena, Minute, map->plan.task_count + 1) : NULL;
    if (!names || arena->full) return false;
    for (int32_t i = 0; i < map->plan.task_count; i++) {
        const BaselineItem *row = finish ? agreed_find(agreed, map->task_item_ids[i]) : NULL;
        names[i] = name_hash(map->items[i]->title);
        if (finish) finish[i] = row ? row->finish_at.n : MINUTE_NONE;
    }
    ret->names = names;
    ret->baseline_finish = finish;
    return true;
}

static int unit_of(int kind) {
    return kind == DCMA_CRITICAL_PATH ? 1 : kind == DCMA_CPLI || kind == DCMA_BEI ? 2 : 0;
}

static bool fill_check(Arena *arena, const PlanMap *map, const Quality *quality, int kind, CheckView *ret) {
    const QualityCheck *check = &quality->checks[kind];
    int count = check->fault_count < FAULTS_SHOWN_MAX ? check->fault_count : FAULTS_SHOWN_MAX;
    CheckFault *faults = arena_array(arena, CheckFault, count + 1);
    if (!faults) return false;
    for (int i = 0; i < count; i++) {
        const QualityFault *fault = quality->faults + check->first + i;
        faults[i] = (CheckFault){map->task_item_ids[fault->task], map->items[fault->task]->title,
                                 fault->link >= 0 ? map->link_ids[fault->link] : ID_NONE};
    }
    *ret = (CheckView){{kind},           {check->verdict}, {check->bound}, {unit_of(kind)}, check->figure,
                       check->threshold, check->count,     check->of,      {faults, count}};
    return true;
}

bool checked_plan(Arena *arena, const PlanMap *map, const Schedule *schedule, const Agreed *agreed,
                  const List *risks, int32_t project, ChecksView *ret, Error *err) {
    QualityFacts facts = {.project = project};
    Quality quality;
    PlanFault fault;
    CheckView *checks = arena_array(arena, CheckView, QUALITY_CHECKS);
    if (!checks || !facts_of(arena, map, agreed, &facts)) return error_no_memory(err);
    if (risks && !find_estimated(arena, map, risks, &facts.estimated)) return error_no_memory(err);
    if (!quality_check(arena, &map->plan, schedule, &facts, &quality, &fault))
        return plan_fault_error(map, &fault, err);
    *ret = (ChecksView){.task_count = quality.task_count, .incomplete_count = quality.incomplete_count};
    for (int kind = 0; kind < QUALITY_CHECKS; kind++) {
        if (!fill_check(arena, map, &quality, kind, &checks[kind])) return error_no_memory(err);
        ret->passed += quality.checks[kind].verdict == QUALITY_PASS;
        ret->failed += quality.checks[kind].verdict == QUALITY_FAIL;
    }
    ret->checks = (List){checks, QUALITY_CHECKS};
    return true;
}

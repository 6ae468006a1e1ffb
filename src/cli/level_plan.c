/* trivet level of a plan file: who waits for whom, and when the projects finish then. See level.c. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "cli/level.h"
#include "cli/plan_file.h"
#include "engine/level/plan_level.h"
#include "field/json.h"
#include "run/level_choices.h"

typedef struct Levelled {
    Scheduled plan;
    LevelChoices choices;
    PlanLevelAnswer answer;
} Levelled;

static Str minute_text(Arena *arena, Minute at) {
    return at == MINUTE_NONE ? STR_NULL : moment_text(arena, (Moment){at});
}

static void write_moment(StrBuf *out, const char *name, Minute at) {
    strbuf_fmt(out, ",\"%s\":", name);
    json_write_text(out, minute_text(out->arena, at));
}

static void write_task(StrBuf *out, const Levelled *levelled, int32_t row) {
    const Scheduled *plan = &levelled->plan;
    const LevelledTask *task = levelled->answer.tasks + row;
    strbuf_add(out, STR("{\"uid\":"));
    cli_write_uid(out, plan->map.items[row]->external_id);
    strbuf_add(out, STR(",\"title\":"));
    json_write_text(out, plan->map.items[row]->title);
    write_moment(out, "start", task->start);
    write_moment(out, "finish", task->finish);
    write_moment(out, "start_before", plan->schedule.tasks[row].start);
    strbuf_fmt(out, ",\"leveling_delay_minutes\":%d", task->delay);
    write_moment(out, "resume", task->resume);
    strbuf_add(out, STR(",\"reason\":"));
    json_write_text(out, plan_level_reason(out->arena, &plan->map, &levelled->answer, row));
    strbuf_char(out, '}');
}

static void write_handovers(StrBuf *out, const Levelled *levelled) {
    const PlanMap *map = &levelled->plan.map;
    bool first = true;
    for (int32_t i = 0; i < levelled->choices.count; i++) {
        if (!level_hands_over(map, &levelled->choices, &levelled->answer, i)) continue;
        const Assignment *from = map->plan.assignments + levelled->choices.assignment[i];
        strbuf_add(out, first ? STR("{\"uid\":") : STR(",{\"uid\":"));
        first = false;
        cli_write_uid(out, map->items[from->task]->external_id);
        strbuf_add(out, STR(",\"from\":"));
        json_write_text(out, map->resources[from->resource]->name);
        strbuf_add(out, STR(",\"to\":"));
        json_write_text(out, map->resources[levelled->answer.persons[i]]->name);
        strbuf_add(out, STR(",\"reason\":"));
        json_write_text(out,
                        level_handover_reason(out->arena, map, &levelled->choices, &levelled->answer, i));
        strbuf_char(out, '}');
    }
}

static void write_json(StrBuf *out, const Levelled *levelled) {
    const Scheduled *plan = &levelled->plan;
    const PlanLevelAnswer *answer = &levelled->answer;
    const Plan *rows = &plan->map.plan;
    strbuf_fmt(
        out,
        "{\"schedules\":%lld,\"proven\":%s,\"overload_minutes_before\":%lld,"
        "\"overload_minutes_after\":%lld,\"late_minutes\":%lld,\"waiting_minutes\":%lld,\"projects\":[",
        (long long)answer->schedules, answer->proven ? "true" : "false", (long long)answer->overload_before,
        (long long)answer->overload_after, (long long)answer->late_minutes,
        (long long)answer->waiting_minutes);
    for (int32_t i = 0; i < rows->project_count; i++) {
        strbuf_add(out, i ? STR(",{\"name\":") : STR("{\"name\":"));
        json_write_text(out, plan->map.projects[i]->name);
        write_moment(out, "finish_before", answer->projects[i].finish_before);
        write_moment(out, "finish_after", answer->projects[i].finish_after);
        write_moment(out, "lower_bound", answer->projects[i].lower_bound);
        strbuf_char(out, '}');
    }
    strbuf_add(out, STR("],\"tasks\":["));
    bool first = true;
    for (int32_t i = 0; i < rows->task_count; i++) {
        if (answer->tasks[i].start == MINUTE_NONE) continue;
        if (!first) strbuf_char(out, ',');
        first = false;
        write_task(out, levelled, i);
    }
    strbuf_add(out, STR("],\"handovers\":["));
    write_handovers(out, levelled);
    strbuf_add(out, STR("]}\n"));
}

static void write_table(StrBuf *out, const Levelled *levelled) {
    const Scheduled *plan = &levelled->plan;
    const PlanLevelAnswer *answer = &levelled->answer;
    for (int32_t i = 0; i < plan->map.plan.project_count; i++) {
        const LevelledProject *project = answer->projects + i;
        if (project->finish_after == MINUTE_NONE) continue;
        Str after = minute_text(out->arena, project->finish_after),
            before = minute_text(out->arena, project->finish_before);
        Str bound = minute_text(out->arena, project->lower_bound);
        strbuf_fmt(out, "%.*s: finishes %.*s, without levelling %.*s, at the earliest %.*s\n",
                   STR_ARG(plan->map.projects[i]->name), STR_ARG(after), STR_ARG(before), STR_ARG(bound));
    }
    strbuf_fmt(out, "overload %.1f h, before %.1f h; %lld schedules%s\n\n%-8s %-40s %-16s %-16s %s\n",
               (double)answer->overload_after / 60, (double)answer->overload_before / 60,
               (long long)answer->schedules, answer->proven ? "; no plan finishes earlier" : "", "id",
               "title", "start", "finish", "why later");
    for (int32_t i = 0; i < plan->map.plan.task_count; i++) {
        const LevelledTask *task = answer->tasks + i;
        if (task->resource == NO_INDEX) continue;
        strbuf_fmt(out, "%-8.*s %-40.*s %-16.*s %-16.*s %.*s\n", STR_ARG(plan->map.items[i]->external_id),
                   STR_ARG(plan->map.items[i]->title), STR_ARG(minute_text(out->arena, task->start)),
                   STR_ARG(minute_text(out->arena, task->finish)),
                   STR_ARG(plan_level_reason(out->arena, &plan->map, answer, i)));
    }
    for (int32_t i = 0; i < levelled->choices.count; i++) {
        const PlanMap *map = &plan->map;
        if (!level_hands_over(map, &levelled->choices, answer, i)) continue;
        const Item *item = map->items[map->plan.assignments[levelled->choices.assignment[i]].task];
        strbuf_fmt(out, "%-8.*s %-40.*s %.*s\n", STR_ARG(item->external_id), STR_ARG(item->title),
                   STR_ARG(level_handover_reason(out->arena, map, &levelled->choices, answer, i)));
    }
}

static bool in_budget(void *context, int64_t spent) {
    (void)spent;
    return level_in_budget(context);
}

bool level_plan_file(Arena *arena, int argc, char **argv, const char *path, const LevelBudget *budget,
                     StrBuf *out, Error *err) {
    Levelled levelled = {0};
    PlanMap *map = &levelled.plan.map;
    PlanFault fault;
    if (!cli_schedule_file(arena, path, &(ScheduleAsk){0}, &levelled.plan, err)) return false;
    PlanLevelOptions options = {.schedules = budget->schedules,
                                .seed = budget->seed,
                                .context = (void *)(uintptr_t)budget,
                                .keep_going = in_budget,
                                .within_float = cli_flag(argc, argv, "--within-float"),
                                .split = cli_flag(argc, argv, "--split"),
                                .by_rank = cli_flag(argc, argv, "--by-rank")};
    if (!level_choices_make(arena, map, &levelled.choices, &options)) return error_no_memory(err);
    if (!plan_level(arena, &levelled.choices.plan, &options, &levelled.answer, &fault))
        return plan_fault_error(map, &fault, err);
    if (cli_flag(argc, argv, "--json")) write_json(out, &levelled);
    else write_table(out, &levelled);
    return true;
}

/* What the engine says, in words: faults as errors that a planner can mend, causes of dates as sentences.
 *
 * The engine speaks in rows and numbers; here they become titles, units of time and dates. */
#include "base/banned.h"
#include "base/mem.h"
#include "model/plan.h"

/* ---- faults ---- */

enum { CYCLE_SHOWN = 6, TITLE_SHOWN = 40 };

/* Longer titles are cut at a character. */
static Str shown(Str title) {
    if (title.len <= TITLE_SHOWN) return title;
    size_t len = TITLE_SHOWN;
    while (len > 0 && ((unsigned char)title.at[len] & 0xC0) == 0x80) len--;
    return str_slice(title, 0, len);
}

static Str title_of(const PlanMap *map, int32_t task) {
    if (task < 0 || task >= map->plan.task_count) return STR("an item");
    return shown(map->items[task]->title);
}

static bool cycle_error(const PlanMap *map, const PlanFault *fault, Error *err) {
    char text[sizeof err->message];
    size_t len = 0;
    for (int32_t i = 0; i < fault->row_count && len < sizeof text; i++) {
        bool gap = fault->row_count > CYCLE_SHOWN && i == CYCLE_SHOWN - 1;
        Str title = title_of(map, fault->rows[i]);
        if (gap)
            len += (size_t)snprintf(text + len, sizeof text - len, "... (%d more) -> ",
                                    fault->row_count - CYCLE_SHOWN + 1);
        else len += (size_t)snprintf(text + len, sizeof text - len, "%.*s -> ", STR_ARG(title));
        if (gap) break;
    }
    Str first = title_of(map, fault->row_count ? fault->rows[0] : NO_INDEX);
    if (len >= sizeof text) len = sizeof text - 1;
    error_set(err, ERROR_CONFLICT, "The links form a circle: %.*s%.*s", (int)len, text, STR_ARG(first));
    return error_hint(err,
                      "Remove one of these links; an item cannot wait for itself, nor for its own parts.");
}

/* The model's names of the engine's fields, where they differ. */
static const struct {
    PlanTable table;
    const char *engine, *model;
} field_names[] = {
    {TABLE_PROJECTS, "start", "start_at"},
    {TABLE_PROJECTS, "status_date", "status_at"},
    {TABLE_PROJECTS, "must_finish", "must_finish_at"},
    {TABLE_PROJECTS, "calendar", "calendar_id"},
    {TABLE_TASKS, "duration", "duration_minutes"},
    {TABLE_TASKS, "remaining", "remaining_minutes"},
    {TABLE_TASKS, "actual_start", "actual_start_at"},
    {TABLE_TASKS, "actual_finish", "actual_finish_at"},
    {TABLE_TASKS, "constraint", "constraint_kind"},
    {TABLE_TASKS, "constraint_date", "constraint_at"},
    {TABLE_TASKS, "deadline", "deadline_at"},
    {TABLE_TASKS, "manual_start", "manual_start_at"},
    {TABLE_LINKS, "lag", "lag_minutes"},
    {TABLE_RESOURCES, "units", "units_percent"},
    {TABLE_ASSIGNMENTS, "units", "units_percent"},
    {TABLE_ASSIGNMENTS, "work", "work_minutes"},
};

static const char *field_name(const PlanFault *fault) {
    const char *name = fault->field ? fault->field : "";
    for (int i = 0; i < COUNT_OF(field_names); i++)
        if (field_names[i].table == fault->table && str_is(str_of(field_names[i].engine), name))
            return field_names[i].model;
    return name;
}

/* The calendar whose run of exceptions or spans holds the row; NO_INDEX when none does. */
static int32_t calendar_of_row(const Plan *plan, PlanTable table, int32_t row) {
    for (int32_t i = 0; i < plan->calendar_count; i++) {
        const Calendar *calendar = plan->calendars + i;
        int32_t first = calendar->first_exception, end = first + calendar->exception_count;
        if (table == TABLE_EXCEPTIONS && row >= first && row < end) return i;
        if (table != TABLE_SPANS) continue;
        for (int day = 0; day < 7; day++)
            if (row >= calendar->week[day].first &&
                row < calendar->week[day].first + calendar->week[day].count)
                return i;
        for (int32_t at = first; at < end; at++) {
            WorkDay day = plan->exceptions[at].day;
            if (row >= day.first && row < day.first + day.count) return i;
        }
    }
    return table == TABLE_CALENDARS ? row : NO_INDEX;
}

/* Who holds the row at fault, in words: "Pour concrete", "the calendar Standard". */
static void name_row(const PlanMap *map, const PlanFault *fault, char *to, size_t size) {
    const Plan *plan = &map->plan;
    int32_t row = fault->row, calendar = calendar_of_row(plan, fault->table, row);
    Str none = STR("the plan");
    if (row < 0) {
        snprintf(to, size, "%.*s", STR_ARG(none));
    } else if (calendar >= 0 && calendar < plan->calendar_count) {
        snprintf(to, size, "the calendar \"%.*s\"", STR_ARG(shown(map->calendars[calendar]->name)));
    } else if (fault->table == TABLE_PROJECTS) {
        snprintf(to, size, "the project \"%.*s\"", STR_ARG(shown(map->projects[row]->name)));
    } else if (fault->table == TABLE_TASKS) {
        snprintf(to, size, "\"%.*s\"", STR_ARG(title_of(map, row)));
    } else if (fault->table == TABLE_LINKS) {
        snprintf(to, size, "the link from \"%.*s\" to \"%.*s\"",
                 STR_ARG(title_of(map, plan->links[row].predecessor)),
                 STR_ARG(title_of(map, plan->links[row].successor)));
    } else if (fault->table == TABLE_RESOURCES) {
        snprintf(to, size, "the resource \"%.*s\"", STR_ARG(shown(map->resources[row]->name)));
    } else if (fault->table == TABLE_ASSIGNMENTS) {
        const Assignment *assignment = plan->assignments + row;
        snprintf(to, size, "the work of \"%.*s\" on \"%.*s\"",
                 STR_ARG(shown(map->resources[assignment->resource]->name)),
                 STR_ARG(title_of(map, assignment->task)));
    } else {
        snprintf(to, size, "%.*s", STR_ARG(none));
    }
}

static bool value_error(const PlanMap *map, const PlanFault *fault, Error *err) {
    char where[160];
    name_row(map, fault, where, sizeof where);
    if (fault->kind == FAULT_CALENDAR) {
        error_field(err, "week", "There is no working time in %s.", where);
        return error_hint(err, "Give at least one weekday working hours.");
    }
    if (fault->kind == FAULT_RANGE) {
        error_field(err, field_name(fault), "A date of %s leaves the years 1900 to 2999.", where);
        return error_hint(err, "Shorten durations and lags, or look for a wrong date.");
    }
    bool calendar = fault->table == TABLE_SPANS || fault->table == TABLE_EXCEPTIONS;
    error_field(err, calendar ? "spans" : field_name(fault), "%s of %s is outside what a plan can hold.",
                field_name(fault), where);
    if (calendar)
        return error_hint(err, "Working hours must be sorted, must not overlap and lie within one day.");
    if (str_is(str_of(fault->field), "actual_finish"))
        return error_hint(err, "The actual finish must not lie before the actual start.");
    return error_hint(err, "Correct this value.");
}

bool plan_fault_error(const PlanMap *map, const PlanFault *fault, Error *err) {
    switch (fault->kind) {
    case FAULT_CYCLE: return cycle_error(map, fault, err);
    case FAULT_VALUE:
    case FAULT_CALENDAR:
    case FAULT_RANGE: return value_error(map, fault, err);
    case FAULT_MEMORY: return error_no_memory(err);
    case FAULT_NONE:
    case FAULT_INDEX:
    case FAULT_OUTLINE: break;
    }
    error_set(err, ERROR_INTERNAL, "Trivet could not make a plan of these items.");
    return error_log(err, "engine fault %d in table %d row %d field %s", (int)fault->kind, (int)fault->table,
                     fault->row, fault->field ? fault->field : "");
}

bool plan_schedule(Arena *arena, const PlanMap *map, Schedule *ret, Error *err) {
    PlanFault fault = {0};
    return schedule_make(arena, &map->plan, ret, &fault) || plan_fault_error(map, &fault, err);
}

/* ---- explanations ---- */

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

/* "12 May 2026 17:00" */
static Str moment_words(Arena *arena, Minute at) {
    int year, month, day;
    int32_t day_number = day_of_minute(at), minute = at - day_number * MINUTES_PER_DAY;
    if (at == MINUTE_NONE) return STR("an unknown time");
    day_to_civil(day_number, &year, &month, &day);
    return fmt(arena, "%d %s %d %02d:%02d", day, month_names[month - 1], year, minute / 60, minute % 60);
}

/* Work is counted in hours: a person's day is another than the plan's. */
enum { NO_DAY = INT32_MAX };

/* 960 is "2 days" where a day has 480 minutes, and "16 hours" where NO_DAY is said. */
static Str amount_words(Arena *arena, int32_t minutes, int32_t day) {
    int32_t unit = minutes % day == 0 ? day : minutes % 60 == 0 ? 60 : 1;
    const char *name = unit == day ? "day" : unit == 60 ? "hour" : "minute";
    int32_t count = minutes / unit;
    return fmt(arena, "%d %s%s", count, name, count == 1 ? "" : "s");
}

static Str lag_words(Arena *arena, const Link *link) {
    const char *sort = link->lag < 0 ? "lead" : "lag";
    int32_t size = link->lag < 0 ? -link->lag : link->lag;
    if (link->lag == 0) return STR("");
    if (link->lag_kind == LAG_PERCENT) return fmt(arena, ", %d %% %s", size, sort);
    Str amount = amount_words(arena, size, link->lag_kind == LAG_ELAPSED ? MINUTES_PER_DAY : 480);
    return fmt(arena, ", %.*s %s%s", STR_ARG(amount), sort,
               link->lag_kind == LAG_ELAPSED ? " around the clock" : "");
}

static Str full_title(const PlanMap *map, int32_t task) {
    return task >= 0 && task < map->plan.task_count ? map->items[task]->title : STR("another item");
}

static Str link_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    static const struct {
        const char *name, *verb;
    } types[] = {
        [LINK_FF] = {"finish-finish", "finishes"},
        [LINK_FS] = {"finish-start", "finishes"},
        [LINK_SF] = {"start-finish", "starts"},
        [LINK_SS] = {"start-start", "starts"},
    };
    if (step->index < 0 || step->index >= map->plan.link_count) return STR("Follows from a link.");
    const Link *link = map->plan.links + step->index;
    bool at_finish = link->type == LINK_FF || link->type == LINK_SF;
    Str lag = lag_words(arena, link);
    if (link->predecessor == step->task) /* a level of effort, which lasts until then */
        return fmt(arena, "Lasts as its successor %.*s says (%s%.*s).",
                   STR_ARG(full_title(map, link->successor)), types[link->type].name, STR_ARG(lag));
    Str title = full_title(map, link->predecessor);
    return fmt(arena, "%s when %.*s %s (%s%.*s).", at_finish ? "Finishes" : "Starts", STR_ARG(title),
               types[link->type].verb, types[link->type].name, STR_ARG(lag));
}

static Str constraint_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    static const char *const words[] = {
        "is placed as soon as possible",
        "is placed as late as possible",
        "must start no earlier than",
        "must start no later than",
        "must finish no earlier than",
        "must finish no later than",
        "must start on",
        "must finish on",
    };
    bool other = step->index >= 0 && step->index < map->plan.task_count && step->index != step->task;
    const Task *task = map->plan.tasks + (other ? step->index : step->task);
    Str who =
        other ? fmt(arena, "%.*s, which it is part of,", STR_ARG(full_title(map, step->index))) : STR("It");
    if (task->constraint <= CONSTRAINT_ALAP)
        return fmt(arena, "%.*s %s.", STR_ARG(who), words[task->constraint]);
    return fmt(arena, "%.*s %s %.*s.", STR_ARG(who), words[task->constraint],
               STR_ARG(moment_words(arena, task->constraint_date)));
}

static Str person_name(const PlanMap *map, int32_t resource) {
    return resource >= 0 && resource < map->plan.resource_count ? map->resources[resource]->name : STR_NULL;
}

static Str wait_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    Str who = person_name(map, step->resource), when = moment_words(arena, step->moment);
    if (!who.at) who = STR("somebody");
    if (step->index < 0)
        return fmt(arena, "Waits for %.*s, who is not available before %.*s.", STR_ARG(who), STR_ARG(when));
    return fmt(arena, "Waits for %.*s, who works on %.*s until %.*s.", STR_ARG(who),
               STR_ARG(full_title(map, step->index)), STR_ARG(when));
}

static Str work_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    Str who = person_name(map, step->resource);
    if (!who.at) return STR("Finishes when its duration has passed.");
    return fmt(arena, "Finishes when %.*s has done the work.", STR_ARG(who));
}

/* A late date, and what asks for it. */
static Str late_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    Str when = moment_words(arena, step->moment);
    const char *has = step->of_finish == EXPLAIN_LATE_FINISH ? "Has to be finished by" : "Has to be begun by";
    switch ((Cause)step->cause) {
    case CAUSE_LINK: {
        if (step->index < 0) break;
        const Link *link = map->plan.links + step->index;
        bool at_finish = link->type == LINK_FF || link->type == LINK_SF;
        return fmt(arena, "%s %.*s, for %.*s has to %s in time%.*s.", has, STR_ARG(when),
                   STR_ARG(full_title(map, link->successor)), at_finish ? "finish" : "begin",
                   STR_ARG(lag_words(arena, link)));
    }
    case CAUSE_RESOURCE:
        return fmt(arena, "%s %.*s, when %.*s has to begin on %.*s.", has, STR_ARG(when),
                   STR_ARG(person_name(map, step->resource)), STR_ARG(full_title(map, step->index)));
    case CAUSE_PROJECT_END: return fmt(arena, "%s %.*s, the end of the project.", has, STR_ARG(when));
    case CAUSE_DEADLINE: return fmt(arena, "%s %.*s, its deadline.", has, STR_ARG(when));
    case CAUSE_CONSTRAINT: return fmt(arena, "%s %.*s, as its constraint says.", has, STR_ARG(when));
    case CAUSE_WORK: return fmt(arena, "%s %.*s, for its work takes the rest.", has, STR_ARG(when));
    case CAUSE_ACTUAL:
        return fmt(arena, "%s %.*s.", step->of_finish == EXPLAIN_LATE_FINISH ? "Was finished" : "Was begun",
                   STR_ARG(when));
    case CAUSE_CHILDREN:
        if (step->index < 0) break;
        return fmt(arena, "%s %.*s, as its part %.*s.", has, STR_ARG(when),
                   STR_ARG(full_title(map, step->index)));
    default: break;
    }
    return fmt(arena, "%s %.*s.", has, STR_ARG(when));
}

static Str float_words(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    Str when = moment_words(arena, step->moment);
    if (step->cause == CAUSE_ACTUAL) return STR("Is done, so that nothing is left to slip.");
    if (step->cause == CAUSE_CHILDREN)
        return fmt(arena, "Has the total float of its part %.*s.", STR_ARG(full_title(map, step->index)));
    if (step->index == 0) return fmt(arena, "Has no total float: it is due %.*s.", STR_ARG(when));
    Str amount = amount_words(arena, step->index < 0 ? -step->index : step->index, 480);
    if (step->index < 0)
        return fmt(arena, "Is %.*s behind: it was due %.*s.", STR_ARG(amount), STR_ARG(when));
    return fmt(arena, "Has %.*s of total float, until %.*s.", STR_ARG(amount), STR_ARG(when));
}

Str plan_explain_text(Arena *arena, const PlanMap *map, const ExplainStep *step) {
    if (step->of_finish == EXPLAIN_TOTAL_FLOAT) return float_words(arena, map, step);
    if (step->of_finish >= EXPLAIN_LATE_START) return late_words(arena, map, step);
    const char *verb = step->of_finish ? "Finishes" : "Starts";
    Str when = moment_words(arena, step->moment);
    switch ((Cause)step->cause) {
    case CAUSE_PROJECT_START: return fmt(arena, "Starts with the project, %.*s.", STR_ARG(when));
    case CAUSE_STATUS_DATE: return fmt(arena, "Not before the status date, %.*s.", STR_ARG(when));
    case CAUSE_LINK: return link_words(arena, map, step);
    case CAUSE_CONSTRAINT: return constraint_words(arena, map, step);
    case CAUSE_RESOURCE: return wait_words(arena, map, step);
    case CAUSE_CALENDAR: return fmt(arena, "%s at the next working time, %.*s.", verb, STR_ARG(when));
    case CAUSE_ACTUAL:
        return fmt(arena, "%s %.*s.", step->of_finish ? "Was finished" : "Was begun", STR_ARG(when));
    case CAUSE_LEVELING: {
        int32_t delay = map->plan.tasks[step->task].leveling_delay;
        return fmt(arena, "Starts %.*s later, because levelling said so.",
                   STR_ARG(amount_words(arena, delay, MINUTES_PER_DAY)));
    }
    case CAUSE_MANUAL:
        return fmt(arena, "Placed by hand: %s %.*s.", step->of_finish ? "finishes" : "starts", STR_ARG(when));
    case CAUSE_CHILDREN:
        return fmt(arena, "%s with its %s part, %.*s.", verb, step->of_finish ? "last" : "first",
                   STR_ARG(full_title(map, step->index)));
    case CAUSE_WORK: return work_words(arena, map, step);
    case CAUSE_PROJECT_END:
        return fmt(arena, "%s as late as the finish of the project allows, %.*s.", verb, STR_ARG(when));
    case CAUSE_DEADLINE:
    case CAUSE_LATE_DATE:
    case CAUSE_NONE: break;
    }
    return fmt(arena, "%s %.*s.", verb, STR_ARG(when));
}

bool plan_explain(Arena *arena, const PlanMap *map, const Schedule *schedule, int32_t task, ExplainOf of,
                  ExplainStep **ret, int *ret_count, Error *err) {
    const Plan *plan = &map->plan;
    bool done = of == EXPLAIN_TOTAL_FLOAT ? schedule_explain_float(arena, plan, task, ret, ret_count)
                : of >= EXPLAIN_LATE_START
                    ? schedule_explain_late(arena, plan, task, of == EXPLAIN_LATE_FINISH, ret, ret_count)
                    : schedule_explain(arena, plan, schedule, task, of == EXPLAIN_FINISH, ret, ret_count);
    return done || error_no_memory(err);
}

Str plan_cost_text(Arena *arena, const PlanMap *map, const CostPart *part) {
    if (part->kind == COST_FIXED) return STR("Its fixed cost.");
    if (part->kind == COST_PART) return fmt(arena, "Its part %.*s.", STR_ARG(full_title(map, part->index)));
    const Assignment *assignment = map->plan.assignments + part->index;
    Str who = map->resources[assignment->resource]->name, since = STR_NULL;
    if (part->since != MINUTE_NONE)
        since = fmt(arena, ", as it costs since %.*s", STR_ARG(moment_words(arena, part->since)));
    if (part->kind == COST_USE)
        return fmt(arena, "For the use of %.*s, once%.*s.", STR_ARG(who), STR_ARG(since));
    long long price = part->price_cents;
    if (part->kind == COST_MATERIAL)
        return fmt(arena, "%d of %.*s at %lld.%02lld each%.*s.", assignment->units, STR_ARG(who), price / 100,
                   price % 100, STR_ARG(since));
    const char *work = part->kind == COST_OVERTIME ? "overtime" : "work";
    return fmt(arena, "%.*s of %s by %.*s at %lld.%02lld an hour%.*s.",
               STR_ARG(amount_words(arena, part->work, NO_DAY)), work, STR_ARG(who), price / 100, price % 100,
               STR_ARG(since));
}

Minute plan_level_until(const PlanLevelAnswer *answer, int32_t task) {
    const LevelledTask *row = answer->tasks + task;
    Minute start = row->until == MINUTE_NONE ? row->start : row->until;
    if (row->for_task == NO_INDEX) return start;
    Minute finish = answer->tasks[row->for_task].finish;
    return finish < start ? finish : start;
}

Str plan_level_reason(Arena *arena, const PlanMap *map, const PlanLevelAnswer *answer, int32_t task) {
    const LevelledTask *row = answer->tasks + task;
    if (row->resource == NO_INDEX) return STR_NULL;
    return plan_explain_text(arena, map,
                             &(ExplainStep){task, 0, plan_level_until(answer, task), CAUSE_RESOURCE,
                                            row->for_task, row->resource});
}

/* See random_plan.h. */
#include "random_plan.h"

uint32_t random_next(Random *random) {
    if (random->len) {
        random->len--;
        return *random->bytes++;
    }
    uint64_t z = random->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

int32_t random_in(Random *random, int32_t least, int32_t most) {
    return least + (int32_t)(random_next(random) % (uint32_t)(most - least + 1));
}

bool random_chance(Random *random, int percent) {
    return random_in(random, 0, 99) < percent;
}

static Minute some_moment(Random *random, int days) {
    return RANDOM_MONDAY + random_in(random, 0, days * 48) * SLOT;
}

static WorkDay some_day(Builder *builder, Random *random) {
    static const int32_t days[][4] = {{480, 720, 780, 1020},
                                      {480, 720, 780, 1020},
                                      {540, 1020, 0, 0},
                                      {0, 1440, 0, 0},
                                      {0, 360, 1320, 1440}};
    int kind = random_in(random, 0, 4);
    return builder_day(builder, days[kind][3] ? 2 : 1, days[kind]);
}

static void add_calendar(Builder *builder, Random *random) {
    int32_t calendar = builder_calendar(builder, random_in(random, 4, 6));
    if (random_chance(random, 40)) {
        WorkDay day = some_day(builder, random);
        for (int i = 0; i < 7; i++)
            if (random_chance(random, 70)) builder->calendars.at[calendar].week[i] = day;
    }
    for (int i = random_in(random, 0, 4); i > 0; i--) {
        int32_t first = RANDOM_DAY + random_in(random, 0, 30);
        WorkDay day = random_chance(random, 60) ? (WorkDay){0, 0} : some_day(builder, random);
        builder_exception(builder, calendar, first, first + random_in(random, 0, 3), day);
    }
}

static void set_constraint(Task *task, Random *random) {
    task->constraint = random_in(random, CONSTRAINT_ASAP, CONSTRAINT_MFO);
    task->constraint_date = some_moment(random, 20);
}

static void set_progress(Task *task, Random *random) {
    task->actual_start = some_moment(random, 10);
    switch (random_in(random, 0, 3)) {
    case 0: task->percent_complete = 50; break;
    case 1: task->percent_complete = 100; break;
    case 2: task->remaining = random_in(random, 0, 20) * SLOT; break;
    default: task->actual_finish = task->actual_start + random_in(random, 0, 40) * SLOT;
    }
}

static void add_task(Builder *builder, Random *random) {
    int32_t before = builder->tasks.count - 1, parent = NO_INDEX;
    if (before >= 0 && random_chance(random, 60)) {
        parent = before;
        while (parent != NO_INDEX && random_chance(random, 60)) parent = builder->tasks.at[parent].parent;
    }
    int32_t duration = random_chance(random, 15) ? 0 : random_in(random, 1, 24) * 2 * SLOT;
    int32_t index = builder_task(builder, parent, duration);
    Task *task = builder->tasks.at + index;
    if (parent == NO_INDEX) task->project = random_in(random, 0, builder->projects.count - 1);
    if (random_chance(random, 15)) task->calendar = random_in(random, 0, builder->calendars.count - 1);
    if (random_chance(random, 25)) set_constraint(task, random);
    if (random_chance(random, 15)) set_progress(task, random);
    if (random_chance(random, 10)) task->deadline = some_moment(random, 25);
    if (random_chance(random, 5)) task->flags |= TASK_INACTIVE;
    if (random_chance(random, 8)) task->flags |= TASK_ELAPSED;
    if (random_chance(random, 4)) task->flags |= TASK_LEVEL_OF_EFFORT;
    if (random_chance(random, 2)) task->flags |= TASK_WBS_SUMMARY;
    if (random_chance(random, 50)) task->flags |= TASK_WITH_PEOPLE;
    if (random_chance(random, 8)) task->external_start = some_moment(random, 15);
    if (random_chance(random, 8)) task->external_finish = some_moment(random, 30);
    if (random_chance(random, 30)) task->priority = random_in(random, 0, 5);
    if (random_chance(random, 8)) {
        task->flags |= TASK_MANUAL;
        task->manual_start = some_moment(random, 20);
    }
    task->release = random_chance(random, 20) ? random_in(random, 0, builder->release_count - 1) : NO_INDEX;
    task->fixed_cost_cents = random_in(random, 0, 1000);
}

/* Downwards in the outline of leaves, so that no cycle arises; a summary's place is its last descendant when
 * it leads and its first when it follows, and none is linked with what is above it. */
static void add_link(Builder *builder, Random *random) {
    int32_t count = builder->tasks.count;
    int32_t from = random_in(random, 0, count - 1), to = random_in(random, 0, count - 1);
    if (from >= to) return;
    for (int32_t up = to; up != NO_INDEX; up = builder->tasks.at[up].parent)
        if (up == from) return;
    int32_t link = builder_link(builder, from, to, (LinkType)random_in(random, LINK_FF, LINK_SS), 0);
    if (random_chance(random, 60)) return;
    Link *row = builder->links.at + link;
    row->lag_kind = random_in(random, LAG_WORKING, LAG_PERCENT);
    row->lag =
        row->lag_kind == LAG_PERCENT ? random_in(random, -1, 2) * 100 : random_in(random, -20, 40) * SLOT;
}

static void add_assignments(Builder *builder, Random *random) {
    for (int i = random_in(random, 0, builder->tasks.count); i > 0; i--) {
        int32_t units = random_chance(random, 60) ? 100 : 50;
        int32_t work = random_chance(random, 50) ? -1 : random_in(random, 0, 10) * 2 * SLOT;
        int32_t task = random_in(random, 0, builder->tasks.count - 1);
        if (builder->tasks.at[task].remaining >= 0) continue; /* shares of it would not be whole slots */
        builder_assign(builder, task, random_in(random, 0, builder->resources.count - 1), units, work);
    }
}

static void add_resource(Builder *builder, Random *random) {
    int32_t calendar =
        random_chance(random, 30) ? NO_INDEX : random_in(random, 0, builder->calendars.count - 1);
    int32_t index = builder_resource(builder, calendar, random_in(random, 1, 3) * 50);
    WorkResource *resource = builder->resources.at + index;
    resource->kind = random_chance(random, 15) ? RESOURCE_MATERIAL : RESOURCE_PERSON;
    resource->rate_cents_per_hour = random_in(random, 0, 10000);
    resource->cost_per_use_cents = random_in(random, 0, 100);
}

static void add_rates_of(Builder *builder, Random *random, int32_t resource, int32_t table) {
    Minute from = random_chance(random, 20) ? MINUTE_NONE : some_moment(random, 5);
    for (int i = random_chance(random, 40) ? random_in(random, 1, 3) : 0; i > 0; i--) {
        int32_t rate = builder_rate(builder, resource, table, from, random_in(random, 0, 10000));
        builder->rates.at[rate].cost_per_use_cents = random_in(random, 0, 100);
        if (random_chance(random, 30))
            builder->rates.at[rate].overtime_rate_cents_per_hour = random_in(random, 0, 15000);
        from = from == MINUTE_NONE ? some_moment(random, 5) : from + random_in(random, 1, 200) * SLOT;
    }
}

/* Every second plan has rates that change; by dice of their own, since no date depends on them. */
static void add_rates(Builder *builder, Random random) {
    if (random_chance(&random, 50)) return;
    for (int32_t i = 0; i < builder->resources.count; i++) {
        WorkResource *resource = builder->resources.at + i;
        if (random_chance(&random, 30)) resource->overtime_rate_cents_per_hour = random_in(&random, 0, 15000);
        for (int32_t table = 0; table < 2; table++) add_rates_of(builder, &random, i, table);
    }
    for (int i = 0; i < builder->assignments.count; i++)
        builder->assignments.at[i].rate_table = random_chance(&random, 80) ? 0 : 1;
}

void random_rules(Random *random, PlanProject *project) {
    project->rules =
        (random_chance(random, 50) ? RULE_LINKS_WIN : 0) | (random_chance(random, 30) ? RULE_COMMON_END : 0) |
        (random_chance(random, 20) ? RULE_OPEN_ENDS : 0) | (random_chance(random, 10) ? RULE_ALONE : 0) |
        (random_chance(random, 10) ? RULE_FREE_STATUS : 0);
    if (project->must_finish != MINUTE_NONE && random_chance(random, 50)) project->rules |= RULE_FROM_FINISH;
    project->float_kind = random_in(random, FLOAT_SMALLEST, FLOAT_FINISH);
    project->critical_by = random_chance(random, 20) ? CRITICAL_BY_LONGEST_PATH : CRITICAL_BY_FLOAT;
    project->progress_mode = random_in(random, PROGRESS_OVERRIDE, PROGRESS_RETAINED_LOGIC);
    project->lag_calendar = random_in(random, LAG_CALENDAR_SUCCESSOR, LAG_CALENDAR_ELAPSED);
    project->critical_float = random_in(random, 0, 2) * 480;
    /* Without a draw of its own: what follows stays as it was. */
    project->float_paths = project->rules & RULE_OPEN_ENDS ? 1 + project->critical_float / 480 : 0;
    project->float_paths_by = project->float_kind == FLOAT_START ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL;
}

/* What the shares of a started task's people would not leave in whole slots is left out. */
static void add_details(Builder *builder, Random *random) {
    bool *assigned = arena_array(builder->arena, bool, builder->tasks.count);
    for (int i = 0; i < builder->assignments.count; i++) {
        Assignment *row = builder->assignments.at + i;
        const Task *task = builder->tasks.at + row->task;
        assigned[row->task] = true;
        if (task->actual_start != MINUTE_NONE) continue;
        if (random_chance(random, 15)) row->delay = random_in(random, 1, 10) * SLOT;
        if (random_chance(random, 10)) row->leveling_delay = random_in(random, 1, 40) * SLOT;
        if (random_chance(random, 15)) row->contour = CONTOUR_DOUBLE_PEAK;
        if (random_chance(random, 10))
            row->contour = CONTOUR_CUSTOM, row->length = random_in(random, 0, 30) * SLOT;
        if (random_chance(random, 10)) row->overtime = random_in(random, 1, 6) * 2 * SLOT;
    }
    for (int i = 0; i < builder->tasks.count; i++) {
        Task *task = builder->tasks.at + i;
        if (random_chance(random, 10)) task->leveling_delay = random_in(random, 1, 60) * SLOT;
        if (random_chance(random, 10)) task->resume = some_moment(random, 15);
        if ((task->flags & TASK_MANUAL) && random_chance(random, 40))
            task->manual_finish = some_moment(random, 20);
        if (assigned[i] && task->actual_start != MINUTE_NONE) continue;
        int32_t after = random_in(random, 0, 10) * SLOT;
        for (int k = random_chance(random, 30) ? random_in(random, 1, 3) : 0; k > 0; k--) {
            builder_pause(builder, i, after, random_in(random, 1, 12) * SLOT);
            after += random_in(random, 1, 10) * SLOT;
        }
    }
}

/* In the end nobody is missing. */
static void add_absences(Builder *builder, Random other) {
    Random *random = &other;
    for (int i = 0; i < builder->resources.count; i++) {
        Minute at = some_moment(random, 10);
        if (random_chance(random, 60)) continue;
        for (int left = random_in(random, 1, 3); left >= 0; left--) {
            int32_t most = builder->resources.at[i].units;
            builder_absence(builder, i, at, left == 0 ? 0 : random_in(random, 0, most));
            at += random_in(random, 1, 5 * 48) * SLOT;
        }
    }
}

Plan random_plan_of(Arena *arena, Random *random, RandomShape shape) {
    Builder builder = builder_make(arena);
    for (int i = random_in(random, 1, 3); i > 0; i--) add_calendar(&builder, random);
    for (int i = random_in(random, 1, 2); i > 0; i--) {
        int32_t calendar = random_in(random, 0, builder.calendars.count - 1);
        int32_t index = builder_project(&builder, some_moment(random, 3), calendar);
        if (random_chance(random, 30)) builder.projects.at[index].status_date = some_moment(random, 10);
        if (random_chance(random, 20)) builder.projects.at[index].must_finish = some_moment(random, 30);
        random_rules(random, builder.projects.at + index);
    }
    builder.release_count = random_in(random, 1, 3);
    for (int i = random_in(random, 1, 3); i > 0; i--) add_resource(&builder, random);
    for (int i = random_in(random, 1, shape.tasks_max); i > 0; i--) add_task(&builder, random);
    for (int i = random_in(random, 0, builder.tasks.count * 2); i > 0; i--) add_link(&builder, random);
    if (shape.share || random_chance(random, 50)) add_assignments(&builder, random);
    builder.options = (ScheduleOptions){.share_people = shape.share};
    if (!shape.plain) add_details(&builder, random);
    add_rates(&builder, *random);
    add_absences(&builder, *random);
    return builder_plan(&builder);
}

Plan random_plan(Arena *arena, uint64_t seed, RandomShape shape) {
    return random_plan_of(arena, &(Random){.state = seed}, shape);
}

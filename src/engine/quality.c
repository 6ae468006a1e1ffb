/* Schedule quality. See quality.h.
 *
 * Each check on tasks or links is a row of a table: what it looks at, what is at fault there, its threshold.
 * All of them look at a task while its rows are at hand, so that memory is walked through once. The two
 * checks that need more (critical-path test, CPLI) stand below. */
#include "engine/quality.h"

#include "base/vec.h"

enum {
    DAY = 480,
    HIGH = 44 * DAY,
    CLOCK_DAY = 1440,
    SLIP_DAYS = 602 /* 86 weeks: weekdays stay */,
    FOLLOW_DAYS = 572 /* 95 percent: holidays differ */
};

enum {
    LIVE = 1, /* a leaf with dates, of the project asked for */
    INCOMPLETE = 2,
    HAS_PREDECESSOR = 4,
    HAS_SUCCESSOR = 8,
    START_DRIVEN = 16,  /* by a finish-start or start-start link */
    FINISH_DRIVES = 32, /* a finish-start or finish-finish link */
    ASSIGNED = 64,
    NAME_TAKEN = 128, /* an earlier task has the same name */
    SUMMARY = 256,
    DUE = 512, /* by its baseline, at the status date */
    LOGIC = HAS_PREDECESSOR | HAS_SUCCESSOR | START_DRIVEN | FINISH_DRIVES,
};

typedef struct Checker {
    Arena *arena;
    const Plan *plan;
    const Schedule *schedule;
    const QualityFacts *facts;
    uint16_t *marks;                     /* one a task */
    uint32_t *task_faults, *link_faults; /* bit k: at fault in check k */
    bool statused, people, outlined, baselined;
    uint8_t of_task[QUALITY_CHECKS], of_link[QUALITY_CHECKS]; /* checks that apply */
    int of_task_count, of_link_count;
    struct {
        VEC(QualityFault);
    } faults;
    Quality *quality;
} Checker;

static Minute status_of(const Checker *c, int32_t task) {
    return c->plan->projects[c->plan->tasks[task].project].status_date;
}

static bool is_done(const Task *task) {
    return task->actual_finish != MINUTE_NONE ||
           (task->actual_start != MINUTE_NONE && (task->percent_complete >= 100 || task->remaining == 0));
}

static Minute baseline_of(const Checker *c, int32_t task) {
    return c->facts->baseline_finish ? c->facts->baseline_finish[task] : MINUTE_NONE;
}

/* ---- what is known of each task ---- */

static void mark_links(Checker *c) {
    for (int32_t i = 0; i < c->plan->link_count; i++) {
        const Link *link = c->plan->links + i;
        if (c->schedule->tasks[link->predecessor].start == MINUTE_NONE ||
            c->schedule->tasks[link->successor].start == MINUTE_NONE)
            continue;
        c->marks[link->predecessor] |=
            HAS_SUCCESSOR | (link->type == LINK_FS || link->type == LINK_FF ? FINISH_DRIVES : 0);
        c->marks[link->successor] |=
            HAS_PREDECESSOR | (link->type == LINK_FS || link->type == LINK_SS ? START_DRIVEN : 0);
    }
}

static void mark_task(Checker *c, int32_t i) {
    const Task *task = c->plan->tasks + i;
    uint16_t *mark = c->marks + i;
    if (task->parent >= 0) *mark |= c->marks[task->parent] & LOGIC;
    bool asked = c->facts->project == NO_INDEX || c->facts->project == task->project;
    if (*mark & SUMMARY || !asked || c->schedule->tasks[i].start == MINUTE_NONE) return;
    *mark |= LIVE;
    c->quality->task_count++;
    Minute status = status_of(c, i), due = baseline_of(c, i);
    c->statused |= status != MINUTE_NONE;
    c->baselined |= due != MINUTE_NONE;
    c->people |= (*mark & ASSIGNED) != 0;
    c->outlined |= task->parent >= 0;
    if (due != MINUTE_NONE && status != MINUTE_NONE && due <= status) *mark |= DUE;
    if (is_done(task)) return;
    *mark |= INCOMPLETE;
    c->quality->incomplete_count++;
}

/* Open addressing over the hashes: the second of a name is marked. */
static bool mark_names(Checker *c) {
    uint32_t size = 16;
    while (size < (uint32_t)c->plan->task_count * 2) size *= 2;
    int32_t *slots = arena_array(c->arena, int32_t, size);
    if (!slots) return false;
    for (uint32_t k = 0; k < size; k++) slots[k] = NO_INDEX;
    for (int32_t i = 0; i < c->plan->task_count; i++) {
        if (!(c->marks[i] & LIVE)) continue;
        uint64_t name = c->facts->names[i];
        uint32_t at = (uint32_t)(name ^ name >> 32) & (size - 1);
        while (slots[at] != NO_INDEX && c->facts->names[slots[at]] != name) at = (at + 1) & (size - 1);
        if (slots[at] != NO_INDEX) c->marks[i] |= NAME_TAKEN;
        else slots[at] = i;
    }
    return true;
}

static bool mark_all(Checker *c) {
    c->marks = arena_array(c->arena, uint16_t, c->plan->task_count + 1);
    if (!c->marks) return false;
    for (int32_t i = 0; i < c->plan->task_count; i++) c->marks[i] = 0;
    for (int32_t i = 0; i < c->plan->task_count; i++)
        if (c->plan->tasks[i].parent >= 0) c->marks[c->plan->tasks[i].parent] |= SUMMARY;
    for (int32_t i = 0; i < c->plan->assignment_count; i++)
        c->marks[c->plan->assignments[i].task] |= ASSIGNED;
    mark_links(c);
    for (int32_t i = 0; i < c->plan->task_count; i++) mark_task(c, i);
    return !c->facts->names || mark_names(c);
}

/* ---- what is at fault in a task ---- */

typedef bool TaskFault(const Checker *c, int32_t task);

static bool lacks_logic(const Checker *c, int32_t i) {
    return (c->marks[i] & (HAS_PREDECESSOR | HAS_SUCCESSOR)) != (HAS_PREDECESSOR | HAS_SUCCESSOR);
}
static bool dangles(const Checker *c, int32_t i) {
    return (c->marks[i] & (START_DRIVEN | FINISH_DRIVES)) != (START_DRIVEN | FINISH_DRIVES);
}
static bool is_bound(const Checker *c, int32_t i) {
    int32_t constraint = c->plan->tasks[i].constraint;
    return constraint == CONSTRAINT_MSO || constraint == CONSTRAINT_MFO || constraint == CONSTRAINT_SNLT ||
           constraint == CONSTRAINT_FNLT;
}
static bool has_high_float(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].total_float > HIGH;
}
static bool has_negative_float(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].total_float < 0;
}
static bool has_odd_float(const Checker *c, int32_t i) {
    return has_high_float(c, i) || has_negative_float(c, i);
}
static bool is_long(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].duration > HIGH;
}
static bool has_odd_duration(const Checker *c, int32_t i) {
    bool point = c->plan->tasks[i].flags & TASK_MILESTONE;
    return is_long(c, i) || (c->schedule->tasks[i].duration == 0 && !point);
}
/* Planned before the status date, or done after it. */
static bool has_invalid_dates(const Checker *c, int32_t i) {
    const Task *task = c->plan->tasks + i;
    Minute status = status_of(c, i);
    if (status == MINUTE_NONE) return false;
    if (task->actual_start != MINUTE_NONE && task->actual_start > status) return true;
    if (task->actual_finish != MINUTE_NONE) return task->actual_finish > status;
    if (!(c->marks[i] & INCOMPLETE)) return false;
    return c->schedule->tasks[i].finish < status ||
           (task->actual_start == MINUTE_NONE && c->schedule->tasks[i].start < status);
}
static bool is_unassigned(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].duration >= DAY && !(c->marks[i] & ASSIGNED) &&
           c->schedule->tasks[i].cost_cents == 0;
}
static bool is_unmanned(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].duration > 0 && !(c->marks[i] & ASSIGNED);
}
static bool is_missed(const Checker *c, int32_t i) {
    return c->marks[i] & INCOMPLETE || c->schedule->tasks[i].finish > baseline_of(c, i);
}
static bool is_late(const Checker *c, int32_t i) {
    return c->marks[i] & INCOMPLETE;
}
static bool has_taken_name(const Checker *c, int32_t i) {
    return c->marks[i] & NAME_TAKEN;
}
static bool is_outside(const Checker *c, int32_t i) {
    return c->outlined && c->plan->tasks[i].parent < 0;
}
static bool is_forced(const Checker *c, int32_t i) {
    const TaskSchedule *task = c->schedule->tasks + i;
    return task->critical &&
           (is_bound(c, i) || task->cause == CAUSE_CONSTRAINT || task->cause == CAUSE_MANUAL);
}
static bool has_no_estimate(const Checker *c, int32_t i) {
    return c->schedule->tasks[i].duration > 0 && !c->facts->estimated[i];
}
static bool has_no_baseline(const Checker *c, int32_t i) {
    return baseline_of(c, i) == MINUTE_NONE;
}

/* ---- what is at fault in a link ---- */

typedef bool LinkFault(const Checker *c, const Link *link);

static bool leads(const Checker *c, const Link *link) {
    (void)c;
    return link->lag < 0;
}
static bool lags(const Checker *c, const Link *link) {
    (void)c;
    return link->lag > 0;
}
static bool is_other_type(const Checker *c, const Link *link) {
    (void)c;
    return link->type != LINK_FS;
}
static bool joins_summary(const Checker *c, const Link *link) {
    return (c->marks[link->predecessor] | c->marks[link->successor]) & SUMMARY;
}
static bool delays_critical(const Checker *c, const Link *link) {
    return link->lag != 0 && c->schedule->tasks[link->predecessor].critical &&
           c->schedule->tasks[link->successor].critical;
}
static bool is_overtaken(const Checker *c, const Link *link) {
    const Task *before = c->plan->tasks + link->predecessor, *after = c->plan->tasks + link->successor;
    return link->type == LINK_FS && link->lag >= 0 && after->actual_start != MINUTE_NONE && !is_done(before);
}

/* ---- the table ---- */

typedef enum Needs {
    NEEDS_NOTHING,
    NEEDS_STATUS,
    NEEDS_PEOPLE,
    NEEDS_NAMES,
    NEEDS_ESTIMATES,
    NEEDS_BASELINE
} Needs;

typedef struct Rule {
    TaskFault *task;
    uint16_t of; /* marks of the tasks it looks at */
    LinkFault *link;
    Needs needs;
    double threshold; /* percent */
    QualityBound bound;
} Rule;

static const Rule rules[QUALITY_CHECKS] = {
    [DCMA_LOGIC] = {lacks_logic, INCOMPLETE, NULL, NEEDS_NOTHING, 5, BOUND_MOST},
    [DCMA_LEADS] = {NULL, 0, leads, NEEDS_NOTHING, 0, BOUND_MOST},
    [DCMA_LAGS] = {NULL, 0, lags, NEEDS_NOTHING, 5, BOUND_MOST},
    [DCMA_LINK_TYPES] = {NULL, 0, is_other_type, NEEDS_NOTHING, 90, BOUND_LEAST},
    [DCMA_HARD_CONSTRAINTS] = {is_bound, INCOMPLETE, NULL, NEEDS_NOTHING, 5, BOUND_MOST},
    [DCMA_HIGH_FLOAT] = {has_high_float, INCOMPLETE, NULL, NEEDS_NOTHING, 5, BOUND_MOST},
    [DCMA_NEGATIVE_FLOAT] = {has_negative_float, INCOMPLETE, NULL, NEEDS_NOTHING, 0, BOUND_MOST},
    [DCMA_HIGH_DURATION] = {is_long, INCOMPLETE, NULL, NEEDS_NOTHING, 5, BOUND_MOST},
    [DCMA_INVALID_DATES] = {has_invalid_dates, LIVE, NULL, NEEDS_STATUS, 0, BOUND_MOST},
    [DCMA_RESOURCES] = {is_unassigned, INCOMPLETE, NULL, NEEDS_PEOPLE, 0, BOUND_NONE},
    [DCMA_MISSED_TASKS] = {is_missed, DUE, NULL, NEEDS_BASELINE, 5, BOUND_MOST},
    [DCMA_BEI] = {is_late, DUE, NULL, NEEDS_BASELINE, 0.95, BOUND_LEAST},
    [GAO_ACTIVITIES] = {has_taken_name, LIVE, NULL, NEEDS_NAMES, 0, BOUND_MOST},
    [GAO_SEQUENCE] = {dangles, INCOMPLETE, NULL, NEEDS_NOTHING, 0, BOUND_MOST},
    [GAO_RESOURCES] = {is_unmanned, INCOMPLETE, NULL, NEEDS_PEOPLE, 0, BOUND_MOST},
    [GAO_DURATIONS] = {has_odd_duration, INCOMPLETE, NULL, NEEDS_NOTHING, 0, BOUND_MOST},
    [GAO_TRACEABLE] = {is_outside, LIVE, joins_summary, NEEDS_NOTHING, 0, BOUND_MOST},
    [GAO_CRITICAL_PATH] = {is_forced, INCOMPLETE, delays_critical, NEEDS_NOTHING, 0, BOUND_MOST},
    [GAO_FLOAT] = {has_odd_float, INCOMPLETE, NULL, NEEDS_NOTHING, 0, BOUND_MOST},
    [GAO_RISK] = {has_no_estimate, INCOMPLETE, NULL, NEEDS_ESTIMATES, 0, BOUND_MOST},
    [GAO_PROGRESS] = {has_invalid_dates, LIVE, is_overtaken, NEEDS_STATUS, 0, BOUND_MOST},
    [GAO_BASELINE] = {has_no_baseline, LIVE, NULL, NEEDS_NOTHING, 0, BOUND_MOST},
};

static bool has_needs(const Checker *c, Needs needs) {
    switch (needs) {
    case NEEDS_STATUS: return c->statused;
    case NEEDS_PEOPLE: return c->people;
    case NEEDS_NAMES: return c->facts->names;
    case NEEDS_ESTIMATES: return c->facts->estimated;
    case NEEDS_BASELINE: return c->baselined && c->statused;
    case NEEDS_NOTHING: break;
    }
    return true;
}

static bool add_fault(Checker *c, QualityCheck *check, int32_t task, int32_t link) {
    QualityFault *fault = vec_push(c->arena, &c->faults);
    if (!fault) return false;
    *fault = (QualityFault){task, link};
    check->count++;
    return true;
}

static bool applies(const Checker *c, int kind) {
    return (rules[kind].task || rules[kind].link) && has_needs(c, rules[kind].needs);
}

/* Only links whose successor is still to be done are looked at. */
static bool is_looked_at(const Checker *c, const Link *link) {
    return (c->facts->project == NO_INDEX || c->facts->project == c->plan->tasks[link->successor].project) &&
           c->marks[link->successor] & (INCOMPLETE | SUMMARY) &&
           c->schedule->tasks[link->successor].start != MINUTE_NONE &&
           c->schedule->tasks[link->predecessor].start != MINUTE_NONE;
}

/* All rules at one task, while its rows are at hand: bit k says that it is at fault in check k. */
static uint32_t faults_of_task(Checker *c, int32_t i) {
    uint32_t bits = 0;
    if (!(c->marks[i] & LIVE)) return 0;
    for (int n = 0; n < c->of_task_count; n++) {
        int k = c->of_task[n];
        if (!(c->marks[i] & rules[k].of)) continue;
        c->quality->checks[k].of++;
        if (rules[k].task(c, i)) bits |= UINT32_C(1) << k;
    }
    return bits;
}

static uint32_t faults_of_link(Checker *c, const Link *link) {
    uint32_t bits = 0;
    if (!is_looked_at(c, link)) return 0;
    for (int n = 0; n < c->of_link_count; n++) {
        int k = c->of_link[n];
        if (!rules[k].task) c->quality->checks[k].of++;
        if (rules[k].link(c, link)) bits |= UINT32_C(1) << k;
    }
    return bits;
}

static bool look(Checker *c) {
    _Static_assert(QUALITY_CHECKS <= 32, "a bit a check");
    const Plan *plan = c->plan;
    c->task_faults = arena_array(c->arena, uint32_t, plan->task_count + 1);
    c->link_faults = arena_array(c->arena, uint32_t, plan->link_count + 1);
    if (!c->task_faults || !c->link_faults) return false;
    for (int k = 0; k < QUALITY_CHECKS; k++) {
        if (rules[k].task && applies(c, k)) c->of_task[c->of_task_count++] = (uint8_t)k;
        if (rules[k].link && applies(c, k)) c->of_link[c->of_link_count++] = (uint8_t)k;
    }
    for (int32_t i = 0; i < plan->task_count; i++) c->task_faults[i] = faults_of_task(c, i);
    for (int32_t i = 0; i < plan->link_count; i++) c->link_faults[i] = faults_of_link(c, plan->links + i);
    return true;
}

static bool gather(Checker *c, int kind) {
    QualityCheck *check = &c->quality->checks[kind];
    for (int32_t i = 0; rules[kind].task && i < c->plan->task_count; i++)
        if (c->task_faults[i] >> kind & 1 && !add_fault(c, check, i, NO_INDEX)) return false;
    for (int32_t i = 0; rules[kind].link && i < c->plan->link_count; i++)
        if (c->link_faults[i] >> kind & 1 && !add_fault(c, check, c->plan->links[i].successor, i))
            return false;
    return true;
}

static void judge(QualityCheck *check) {
    bool within =
        check->bound == BOUND_MOST ? check->figure <= check->threshold : check->figure >= check->threshold;
    check->verdict = check->bound == BOUND_NONE ? QUALITY_TOLD : within ? QUALITY_PASS : QUALITY_FAIL;
}

static bool run_rule(Checker *c, int kind) {
    const Rule *rule = &rules[kind];
    QualityCheck *check = &c->quality->checks[kind];
    check->verdict = QUALITY_UNKNOWN;
    check->bound = (int32_t)rule->bound;
    check->threshold = rule->threshold;
    check->first = c->faults.count;
    if (!applies(c, kind)) return true;
    if (!gather(c, kind)) return false;
    check->fault_count = check->count;
    if (check->of == 0 && check->count == 0) {
        check->figure = rule->bound == BOUND_LEAST ? (kind == DCMA_BEI ? 1 : 100) : 0;
    } else {
        double share = check->of ? (double)check->count / check->of : 1;
        check->figure = kind == DCMA_BEI             ? 1 - share
                        : rule->bound == BOUND_LEAST ? 100 - 100 * share
                                                     : 100 * share;
    }
    judge(check);
    return true;
}

/* ---- the critical path ---- */

/* The first task of the project that is critical and not begun; NO_INDEX: none. */
static int32_t first_critical(const Checker *c, const Schedule *schedule, int32_t project) {
    int32_t found = NO_INDEX;
    for (int32_t i = 0; i < c->plan->task_count; i++) {
        const Task *task = c->plan->tasks + i;
        if (!(c->marks[i] & INCOMPLETE) || task->project != project || !schedule->tasks[i].critical) continue;
        if (task->actual_start != MINUTE_NONE || task->flags & TASK_MANUAL) continue;
        if (found == NO_INDEX || schedule->tasks[i].start < schedule->tasks[found].start) found = i;
    }
    return found;
}

/* A critical task of each project slips; how far the finish of each follows, the least of all. */
static bool test_path(Checker *c, PlanFault *fault) {
    Schedule before = *c->schedule, after;
    Plan slipped = *c->plan;
    QualityCheck *check = &c->quality->checks[DCMA_CRITICAL_PATH];
    slipped.options.share_people = 0;
    slipped.tasks = arena_array(c->arena, Task, c->plan->task_count + 1);
    int32_t *tested = arena_array(c->arena, int32_t, c->plan->project_count + 1);
    if (!slipped.tasks || !tested) return false;
    __builtin_memcpy(slipped.tasks, c->plan->tasks, (size_t)c->plan->task_count * sizeof(Task));
    if (c->plan->options.share_people && !schedule_make(c->arena, &slipped, &before, fault)) return false;
    for (int32_t p = 0; p < c->plan->project_count; p++) {
        bool asked = c->facts->project == NO_INDEX || c->facts->project == p;
        tested[p] = asked ? first_critical(c, &before, p) : NO_INDEX;
        if (tested[p] == NO_INDEX) continue;
        Task *task = slipped.tasks + tested[p];
        task->constraint = CONSTRAINT_SNET;
        task->constraint_date = before.tasks[tested[p]].start + SLIP_DAYS * CLOCK_DAY;
    }
    if (!schedule_make(c->arena, &slipped, &after, fault)) return false;
    for (int32_t p = 0; p < c->plan->project_count; p++) {
        if (tested[p] == NO_INDEX) continue;
        double days = (double)(after.projects[p].finish - before.projects[p].finish) / CLOCK_DAY;
        if (check->of++ == 0 || days < check->figure) check->figure = days;
        if (days < check->threshold && !add_fault(c, check, tested[p], NO_INDEX)) return false;
    }
    check->fault_count = check->count;
    if (check->of) judge(check);
    return true;
}

/* The latest finish agreed for the project; MINUTE_NONE: nothing is agreed. */
static Minute agreed_finish(const Checker *c, int32_t project) {
    Minute agreed = c->plan->projects[project].must_finish;
    if (agreed != MINUTE_NONE) return agreed;
    for (int32_t i = 0; i < c->plan->task_count; i++)
        if (c->marks[i] & LIVE && c->plan->tasks[i].project == project && baseline_of(c, i) > agreed)
            agreed = baseline_of(c, i);
    return agreed;
}

static bool test_length(Checker *c, PlanFault *fault) {
    QualityCheck *check = &c->quality->checks[DCMA_CPLI];
    for (int32_t p = 0; p < c->plan->project_count; p++) {
        const GroupSchedule *group = c->schedule->projects + p;
        bool asked = c->facts->project == NO_INDEX || c->facts->project == p;
        Minute agreed = agreed_finish(c, p), from = c->plan->projects[p].status_date;
        if (!asked || agreed == MINUTE_NONE || group->finish == MINUTE_NONE) continue;
        if (from == MINUTE_NONE || from < group->start) from = group->start;
        const WorkTime *time = worktime_make(c->arena, c->plan, c->plan->projects[p].calendar, fault);
        if (!time) return false;
        double length = worktime_between(time, from, group->finish);
        if (length <= 0) continue;
        double index = (length + worktime_between(time, group->finish, agreed)) / length;
        if (check->of++ == 0 || index < check->figure) check->figure = index;
    }
    if (check->of) judge(check);
    return true;
}

bool quality_check(Arena *arena, const Plan *plan, const Schedule *schedule, const QualityFacts *facts,
                   Quality *ret, PlanFault *fault) {
    Checker c = {.arena = arena, .plan = plan, .schedule = schedule, .facts = facts, .quality = ret};
    *fault = (PlanFault){.kind = FAULT_MEMORY};
    *ret = (Quality){.link_count = plan->link_count};
    if (!mark_all(&c)) return false;
    if (!look(&c)) return false;
    for (int kind = 0; kind < QUALITY_CHECKS; kind++)
        if (!run_rule(&c, kind)) return false;
    QualityCheck *path = &ret->checks[DCMA_CRITICAL_PATH], *length = &ret->checks[DCMA_CPLI];
    path->bound = length->bound = BOUND_LEAST;
    path->threshold = FOLLOW_DAYS;
    length->threshold = 0.95;
    path->first = c.faults.count;
    if (!test_path(&c, fault) || !test_length(&c, fault)) return false;
    ret->faults = c.faults.at;
    return true;
}

/* See oracle.h. Time here is slot numbers; slot t covers the SLOT minutes from its moment on. */
#include "oracle.h"

#include "random_plan.h"

enum { SLOTS = 48 * 330, BEFORE = 48 * 80, NONE = -1, PARTS_MAX = 40 };

typedef struct Part {
    const bool *open;
    int minutes; /* in slots, from the leaf's start to the part's end */
    int delay, pause;
    int resource, units;
} Part;

typedef struct Leaf {
    int row;
    const bool *open; /* of the longest part */
    Part parts[PARTS_MAX];
    int part_count;        /* 0: `open` alone */
    int length, remaining; /* with pauses */
    int pause, to_do;      /* to_do: what remains, with its pauses */
    int urgency;
    int start, finish, allowed_start, allowed_finish, late_start, late_finish;
    int early_start, early_finish;
    bool open_job, started, done, by_hand, end_given;

} Leaf;

/* A link between two leaves. */
typedef struct Pair {
    int from, to; /* leaves */
    const Link *link;
    const bool *open; /* the calendar of its lag */
} Pair;

typedef struct Oracle {
    Arena *arena;
    const Plan *plan;
    bool **open;
    bool *always;
    Leaf *leaves;
    int leaf_count;
    struct {
        VEC(Pair);
    } pairs;
    int *alap;      /* by leaf: not before, or NONE */
    int *origin;    /* by project: where it starts */
    bool held;      /* what is as soon as possible from the finish has its early dates for late ones */
    bool off_range; /* something left the table */
} Oracle;

/* ---- Walking over slots ---- */

static int slot_of(Minute at) {
    return (at - RANDOM_MONDAY) / SLOT + BEFORE;
}
static Minute moment_of(int slot) {
    return (slot - BEFORE) * SLOT + RANDOM_MONDAY;
}
static int clamp(int t) {
    return t < 1 ? 1 : t >= SLOTS ? SLOTS - 1 : t;
}

static int next_start(const bool *open, int t) {
    for (t = clamp(t); t < SLOTS - 1 && !open[t];) t++;
    return t;
}
static int previous_finish(const bool *open, int t) {
    for (t = clamp(t); t > 1 && !open[t - 1];) t--;
    return t;
}
static int add(const bool *open, int t, int work) {
    if (work == 0) return next_start(open, t);
    for (t = clamp(t); t < SLOTS - 1; t++)
        if (open[t] && --work == 0) return t + 1;
    return SLOTS - 1;
}
static int subtract(const bool *open, int t, int work) {
    if (work == 0) return previous_finish(open, t);
    for (t = clamp(t) - 1; t > 0; t--)
        if (open[t] && --work == 0) return t;
    return 1;
}
static int between(const bool *open, int from, int to) {
    int work = 0;
    if (to < from) return -between(open, to, from);
    for (int t = clamp(from); t < clamp(to); t++) work += open[t];
    return work;
}

/* ---- What a leaf does ---- */

static int scaled(const Leaf *leaf, const Part *part, int length) {
    return length == leaf->length ? part->minutes : part->minutes * length / leaf->length;
}

static int leaf_start(const Leaf *leaf, int t) {
    if (leaf->length == 0) return previous_finish(leaf->open, t) == clamp(t) ? t : next_start(leaf->open, t);
    if (leaf->part_count == 0 || leaf->end_given) return next_start(leaf->open, t);
    int start = SLOTS;
    for (int i = 0; i < leaf->part_count; i++) {
        int own = next_start(leaf->parts[i].open, t);
        if (own < start) start = own;
    }
    return start;
}

static int leaf_finish(const Leaf *leaf, int start, int length) {
    if (length == 0) return start;
    if (leaf->part_count == 0 || leaf->end_given) return add(leaf->open, start, length);
    int finish = 0;
    for (int i = 0; i < leaf->part_count; i++) {
        int own = add(leaf->parts[i].open, start, scaled(leaf, leaf->parts + i, length));
        if (own > finish) finish = own;
    }
    return finish;
}

static int leaf_start_for(const Leaf *leaf, int finish, int length) {
    if (length == 0)
        return next_start(leaf->open, finish) == finish ? finish : previous_finish(leaf->open, finish);
    if (leaf->part_count == 0 || leaf->end_given) return subtract(leaf->open, finish, length);
    int start = SLOTS;
    for (int i = 0; i < leaf->part_count; i++) {
        int own = subtract(leaf->parts[i].open, finish, scaled(leaf, leaf->parts + i, length));
        if (own < start) start = own;
    }
    return start;
}

static int leaf_finish_by(const Leaf *leaf, int t) {
    if (leaf->length == 0) return leaf_start_for(leaf, t, 0);
    if (leaf->part_count == 0 || leaf->end_given) return previous_finish(leaf->open, t);
    int finish = 0;
    for (int i = 0; i < leaf->part_count; i++) {
        int own = previous_finish(leaf->parts[i].open, t);
        if (own > finish) finish = own;
    }
    return finish;
}

/* ---- Making tables ---- */

static bool day_open(const Plan *plan, WorkDay day, int minute) {
    for (int i = 0; i < day.count; i++) {
        WorkSpan span = plan->spans[day.first + i];
        if (minute >= span.from && minute < span.to) return true;
    }
    return false;
}

static bool calendar_open(const Plan *plan, const Calendar *calendar, Minute at) {
    int day = at / 1440; /* all after 1970 */
    WorkDay shape = calendar->week[(day + 3) % 7];
    for (int i = 0; i < calendar->exception_count; i++) {
        const CalendarException *exception = plan->exceptions + calendar->first_exception + i;
        if (day >= exception->first_day && day <= exception->last_day) shape = exception->day;
    }
    return day_open(plan, shape, at % 1440);
}

static void make_calendars(Oracle *o) {
    o->open = arena_array(o->arena, bool *, o->plan->calendar_count);
    o->always = arena_array(o->arena, bool, SLOTS);
    for (int t = 0; t < SLOTS; t++) o->always[t] = true;
    for (int c = 0; c < o->plan->calendar_count; c++) {
        o->open[c] = arena_array(o->arena, bool, SLOTS);
        for (int t = 0; t < SLOTS; t++)
            o->open[c][t] = calendar_open(o->plan, o->plan->calendars + c, moment_of(t));
    }
}

static bool is_leaf(const Plan *plan, int row) {
    return row + 1 == plan->task_count || plan->tasks[row + 1].parent != row;
}
static bool is_span(const Plan *plan, int row) {
    return is_leaf(plan, row) && (plan->tasks[row].flags & (TASK_LEVEL_OF_EFFORT | TASK_WBS_SUMMARY));
}
static bool is_inactive(const Plan *plan, int row) {
    for (; row != NO_INDEX; row = plan->tasks[row].parent)
        if (plan->tasks[row].flags & TASK_INACTIVE) return true;
    return false;
}
static bool is_below(const Plan *plan, int row, int above) {
    for (; row != NO_INDEX; row = plan->tasks[row].parent)
        if (row == above) return true;
    return false;
}

static const bool *row_open(const Oracle *o, int row) {
    const Task *task = o->plan->tasks + row;
    return o->open[task->calendar != NO_INDEX ? task->calendar : o->plan->projects[task->project].calendar];
}

/* Of the pauses of a row those that lie from some slot of work on, but before another. */
static int pauses_between(const Oracle *o, int row, int from, int to) {
    int sum = 0;
    for (int i = 0; i < o->plan->pause_count; i++) {
        const Pause *pause = o->plan->pauses + i;
        if (pause->task == row && pause->after >= from * SLOT && pause->after < to * SLOT)
            sum += pause->minutes / SLOT;
    }
    return sum;
}

/* The plan has even work and double peaks, which take twice the time. */
static int assigned_minutes(const Task *task, const Assignment *row) {
    if (row->work < 0) return task->duration;
    int regular = row->work > row->overtime ? row->work - row->overtime : 0;
    return regular * 100 / row->units * (row->contour == CONTOUR_DOUBLE_PEAK ? 2 : 1);
}

/* Weeks that have nothing in common leave the task its own calendar. */
static bool weeks_meet(const Oracle *o, int a, int b) {
    for (int day = 0; day < 7; day++)
        for (int minute = 0; minute < 1440; minute++) {
            const WorkDay shapes[] = {o->plan->calendars[a].week[day], o->plan->calendars[b].week[day]};
            if (day_open(o->plan, shapes[0], minute) && day_open(o->plan, shapes[1], minute)) return true;
        }
    return false;
}

/* When somebody works on a task: by its calendar, with or without his own; else by his. */
static const bool *part_open(const Oracle *o, const Task *task, const WorkResource *resource) {
    int theirs =
        resource->calendar != NO_INDEX ? resource->calendar : o->plan->projects[task->project].calendar;
    if (task->flags & TASK_ELAPSED) return o->always;
    if (task->calendar == NO_INDEX) return o->open[theirs];
    if (!(task->flags & TASK_WITH_PEOPLE) || !weeks_meet(o, task->calendar, theirs))
        return o->open[task->calendar];
    bool *both = arena_array(o->arena, bool, SLOTS);
    for (int t = 0; t < SLOTS; t++) both[t] = o->open[task->calendar][t] && o->open[theirs][t];
    return both;
}

static void set_parts(Oracle *o, Leaf *leaf, const Task *task) {
    for (int i = 0; i < o->plan->assignment_count; i++) {
        const Assignment *assignment = o->plan->assignments + i;
        const WorkResource *resource = o->plan->resources + assignment->resource;
        if (assignment->task != leaf->row || resource->kind == RESOURCE_MATERIAL) continue;
        int minutes = assigned_minutes(task, assignment);
        if (assignment->work == 0 || (assignment->work < 0 && task->duration == 0)) continue;
        int pause = pauses_between(o, leaf->row, 0, minutes / SLOT);
        int delay = (assignment->delay + assignment->leveling_delay) / SLOT;
        if (assignment->contour == CONTOUR_CUSTOM && assignment->length)
            minutes = assignment->length, pause = 0;
        if (minutes == 0) continue;
        const bool *open = part_open(o, task, resource);
        int units = assignment->units < resource->units ? assignment->units : resource->units;
        leaf->parts[leaf->part_count++] =
            (Part){open, minutes / SLOT + pause + delay, delay, pause, assignment->resource, units};
    }
}

static void make_leaf(Oracle *o, int row) {
    const Task *task = o->plan->tasks + row;
    Leaf *leaf = o->leaves + o->leaf_count++;
    leaf->row = row;
    leaf->open = task->flags & TASK_ELAPSED ? o->always : row_open(o, row);
    leaf->pause = pauses_between(o, row, 0, task->duration / SLOT);
    leaf->length = task->duration / SLOT + leaf->pause;
    set_parts(o, leaf, task);
    if (leaf->part_count) leaf->length = leaf->pause = 0;
    for (int i = 0; i < leaf->part_count; i++)
        if (leaf->parts[i].minutes > leaf->length) {
            leaf->length = leaf->parts[i].minutes;
            leaf->open = leaf->parts[i].open;
            leaf->pause = leaf->parts[i].pause;
        }
    int work = leaf->length - leaf->pause;
    leaf->remaining =
        task->remaining >= 0 ? task->remaining / SLOT : work * (100 - task->percent_complete) / 100;
    bool begun = task->actual_start != MINUTE_NONE;
    leaf->done = task->actual_finish != MINUTE_NONE ||
                 (begun && (task->percent_complete == 100 || (work > 0 && leaf->remaining == 0)));
    leaf->started = begun && !leaf->done;
}

/* Whose time a lag counts; of a linked summary it is the summary's. */
static const bool *lag_open(const Oracle *o, const Leaf *from, const Leaf *to, const Link *link) {
    const PlanProject *project = o->plan->projects + o->plan->tasks[to->row].project;
    switch (project->lag_calendar) {
    case LAG_CALENDAR_PREDECESSOR:
        return from->row == link->predecessor ? from->open : row_open(o, link->predecessor);
    case LAG_CALENDAR_PROJECT: return o->open[project->calendar];
    case LAG_CALENDAR_ELAPSED: return o->always;
    default: return to->row == link->successor ? to->open : row_open(o, link->successor);
    }
}

static bool is_void(const Plan *plan, const Link *link) {
    int from = plan->tasks[link->predecessor].project, to = plan->tasks[link->successor].project;
    bool alone = (plan->projects[from].rules | plan->projects[to].rules) & RULE_ALONE;
    return (from != to && alone) || is_inactive(plan, link->predecessor) ||
           is_inactive(plan, link->successor) || is_span(plan, link->predecessor) ||
           is_span(plan, link->successor);
}

static void make_pairs(Oracle *o) {
    const Plan *plan = o->plan;
    for (int i = 0; i < plan->link_count; i++) {
        const Link *link = plan->links + i;
        if (is_void(plan, link)) continue;
        for (int a = 0; a < o->leaf_count; a++)
            for (int b = 0; b < o->leaf_count; b++) {
                if (!is_below(plan, o->leaves[a].row, link->predecessor)) continue;
                if (!is_below(plan, o->leaves[b].row, link->successor)) continue;
                Pair *pair = vec_push(o->arena, &o->pairs);
                *pair = (Pair){a, b, link, lag_open(o, o->leaves + a, o->leaves + b, link)};
            }
    }
}

/* ---- Forward ---- */

/* The lag in slots; that of a summary comes from the dates of its leaves as they now are. */
static int lag_of(const Oracle *o, const Pair *pair, bool *elapsed) {
    const Link *link = pair->link;
    *elapsed = link->lag_kind == LAG_ELAPSED;
    if (link->lag_kind != LAG_PERCENT) return link->lag / SLOT;
    if (is_leaf(o->plan, link->predecessor)) {
        *elapsed = o->leaves[pair->from].open == o->always;
        return (o->leaves[pair->from].length - o->leaves[pair->from].pause) * link->lag / 100;
    }
    int start = SLOTS, finish = 0;
    for (int i = 0; i < o->leaf_count; i++) {
        if (!is_below(o->plan, o->leaves[i].row, link->predecessor)) continue;
        if (o->leaves[i].start < start) start = o->leaves[i].start;
        if (o->leaves[i].finish > finish) finish = o->leaves[i].finish;
    }
    return between(row_open(o, link->predecessor), start, finish) * link->lag / 100;
}

static int lag_after(const Oracle *o, const Pair *pair, int t) {
    bool elapsed;
    int lag = lag_of(o, pair, &elapsed);
    if (lag == 0) return t;
    if (elapsed) return clamp(t + lag);
    return lag > 0 ? add(pair->open, t, lag) : subtract(pair->open, t, -lag);
}

static bool of_finish(const Link *link) {
    return link->type == LINK_FS || link->type == LINK_FF;
}
static bool to_start(const Link *link) {
    return link->type == LINK_FS || link->type == LINK_SS;
}

/* The start from which the longest part ends at t. */
static int start_to_reach(const Leaf *leaf, int t, int length) {
    return length == 0 ? leaf_start_for(leaf, t, 0) : subtract(leaf->open, t, length);
}

static int bound_by_links(const Oracle *o, int index, int bound, int length) {
    for (int i = 0; i < o->pairs.count; i++) {
        const Pair *pair = o->pairs.at + i;
        const Leaf *from = o->leaves + pair->from;
        if (pair->to != index) continue;
        int t = lag_after(o, pair, of_finish(pair->link) ? from->finish : from->start);
        if (!to_start(pair->link)) t = start_to_reach(o->leaves + index, t, length);
        if (t > bound) bound = t;
    }
    return bound;
}

static const PlanProject *project_of(const Oracle *o, const Leaf *leaf) {
    return o->plan->projects + o->plan->tasks[leaf->row].project;
}
static bool retains(const Oracle *o, const Leaf *leaf) {
    return project_of(o, leaf)->progress_mode != PROGRESS_OVERRIDE;
}

static int latest(int a, int b) {
    return a > b ? a : b;
}
static int least(int a, int b) {
    return a < b ? a : b;
}

static int status_of(const Oracle *o, const Leaf *leaf) {
    const PlanProject *project = project_of(o, leaf);
    bool holds = project->status_date != MINUTE_NONE && !(project->rules & RULE_FREE_STATUS);
    return holds ? slot_of(project->status_date) : 0;
}

static void place_progress(const Oracle *o, int index) {
    Leaf *leaf = o->leaves + index;
    const Task *task = o->plan->tasks + leaf->row;
    if (leaf->done) {
        leaf->finish = task->actual_finish != MINUTE_NONE ? slot_of(task->actual_finish) : NONE;
        leaf->start = task->actual_start != MINUTE_NONE ? slot_of(task->actual_start)
                                                        : leaf_start_for(leaf, leaf->finish, leaf->length);
        if (leaf->finish == NONE) leaf->finish = leaf_finish(leaf, leaf->start, leaf->length);
        return;
    }
    leaf->start = slot_of(task->actual_start);
    int work = leaf->length - leaf->pause, done = latest(work - leaf->remaining, 0);
    int passed = done + pauses_between(o, leaf->row, 0, done);
    leaf->to_do = leaf->remaining + pauses_between(o, leaf->row, done, work);
    int resume = latest(leaf_finish(leaf, leaf->start, passed), status_of(o, leaf));
    if (task->resume != MINUTE_NONE) resume = latest(resume, slot_of(task->resume));
    if (task->constraint == CONSTRAINT_FNET)
        resume = latest(resume, leaf_start_for(leaf, slot_of(task->constraint_date), leaf->to_do));
    if (retains(o, leaf) && leaf->length > 0) resume = bound_by_links(o, index, resume, leaf->to_do);
    leaf->finish = leaf_finish(leaf, resume, leaf->to_do);
}

static bool counts_back(const Oracle *o, const Leaf *leaf) {
    return leaf->open_job && (project_of(o, leaf)->rules & RULE_FROM_FINISH);
}
static bool as_soon_as_possible(const Oracle *o, const Leaf *leaf) {
    return counts_back(o, leaf) && o->plan->tasks[leaf->row].constraint == CONSTRAINT_ASAP;
}

/* Constraints of the summaries above that hold starts. */
static int floor_of(const Oracle *o, const Leaf *leaf) {
    const Task *tasks = o->plan->tasks;
    int floor = latest(o->origin[tasks[leaf->row].project], status_of(o, leaf));
    for (int row = tasks[leaf->row].parent; row != NO_INDEX; row = tasks[row].parent)
        if (tasks[row].constraint == CONSTRAINT_SNET || tasks[row].constraint == CONSTRAINT_MSO)
            floor = latest(floor, slot_of(tasks[row].constraint_date));
    return floor;
}

/* Bound to end in time off, it ends where work goes on. */
static void carry_on(Oracle *o, int index) {
    Leaf *leaf = o->leaves + index;
    int bound = NONE;
    for (int i = 0; i < o->pairs.count; i++) {
        const Pair *pair = o->pairs.at + i;
        const Leaf *from = o->leaves + pair->from;
        if (pair->to != index || to_start(pair->link)) continue;
        bound = latest(bound, lag_after(o, pair, of_finish(pair->link) ? from->finish : from->start));
    }
    if (leaf->length == 0 || bound <= leaf->finish || between(leaf->open, leaf->finish, bound) != 0) return;
    leaf->finish = next_start(leaf->open, bound);
}

static void place_leaf(Oracle *o, int index) {
    Leaf *leaf = o->leaves + index;
    const Task *task = o->plan->tasks + leaf->row;
    bool honour = !(project_of(o, leaf)->rules & RULE_LINKS_WIN);
    int kind = task->constraint, status = status_of(o, leaf), start;
    if (leaf->done || leaf->started) {
        place_progress(o, index);
        return;
    }
    leaf->open_job = true;
    int date = slot_of(task->constraint_date == MINUTE_NONE ? RANDOM_MONDAY : task->constraint_date);
    bool of_end = kind == CONSTRAINT_FNET || kind == CONSTRAINT_FNLT || kind == CONSTRAINT_MFO;
    if (of_end) date = leaf_start_for(leaf, date, leaf->length);
    if ((task->flags & TASK_MANUAL) && task->manual_start != MINUTE_NONE) {
        start = slot_of(task->manual_start);
        leaf->open_job = false;
        leaf->by_hand = true;
    } else if (honour && (kind == CONSTRAINT_MSO || kind == CONSTRAINT_MFO)) {
        start = latest(kind == CONSTRAINT_MSO ? leaf_start(leaf, date) : date, status);
        leaf->open_job = false;
    } else {
        start = floor_of(o, leaf);
        if (kind == CONSTRAINT_SNET || kind == CONSTRAINT_FNET || kind == CONSTRAINT_MSO ||
            kind == CONSTRAINT_MFO)
            start = latest(start, date);
        if (task->external_start != MINUTE_NONE) start = latest(start, slot_of(task->external_start));
        start = bound_by_links(o, index, start, leaf->length);
        if (o->alap && o->alap[index] != NONE) start = latest(start, o->alap[index]);
        if (task->leveling_delay) start = leaf_start(leaf, start) + task->leveling_delay / SLOT;
        if (honour && (kind == CONSTRAINT_SNLT || kind == CONSTRAINT_FNLT))
            start = least(start, latest(date, status));
        start = leaf_start(leaf, start);
    }
    leaf->start = start;
    leaf->finish = leaf_finish(leaf, start, leaf->length);
    if (leaf->by_hand && task->manual_finish != MINUTE_NONE) {
        leaf->finish = latest(start, slot_of(task->manual_finish));
        leaf->length = between(leaf->open, start, leaf->finish);
        leaf->end_given = true;
        leaf->pause = 0;
    }
    if (leaf->open_job) carry_on(o, index);
}

static void place_all(Oracle *o) {
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < o->leaf_count; i++) {
            Leaf before = o->leaves[i];
            place_leaf(o, i);
            changed |= before.start != o->leaves[i].start || before.finish != o->leaves[i].finish;
        }
    }
}

/* ---- Backward ---- */

/* The last slot from which lag_after does not pass t. */
static int lag_before(const Oracle *o, const Pair *pair, int t) {
    bool elapsed;
    int lag = lag_of(o, pair, &elapsed), work = 0;
    if (lag == 0 || t >= SLOTS - 1) return t;
    if (elapsed) return clamp(t - lag);
    while (lag > 0 && work < lag && t > 1) work += pair->open[--t];
    while (lag < 0 && t < SLOTS - 1 && work + pair->open[t] <= -lag) work += pair->open[t++];
    return t;
}

/* What the links leading on from a leaf allow, when those behind keep the given dates. */
static void allowed_by_links(const Oracle *o, int index, bool late, int *start, int *finish) {
    *start = *finish = SLOTS - 1;
    for (int i = 0; i < o->pairs.count; i++) {
        const Pair *pair = o->pairs.at + i;
        const Leaf *to = o->leaves + pair->to;
        if (pair->from != index || to->done) continue;
        int to_finish = late ? to->late_finish : to->finish, begin = late ? to->late_start : to->start;
        int delay = to->open_job ? o->plan->tasks[to->row].leveling_delay / SLOT : 0;
        begin -= delay, to_finish -= delay;
        if (to->started && late)
            begin = leaf_start_for(to, to->length ? least(to_finish, to->finish) : to_finish, to->to_do);
        int t = to_start(pair->link) ? begin : to_finish;
        if ((!to_start(pair->link) || to->length == 0) && t < SLOTS - 1) t = next_start(to->open, t);
        t = lag_before(o, pair, t);
        if (of_finish(pair->link)) *finish = least(*finish, t);
        else *start = least(*start, t);
    }
}

static bool counts_to_end(const Oracle *o, int project, int of) {
    bool common = o->plan->projects[project].rules & o->plan->projects[of].rules & RULE_COMMON_END;
    return project == of || common;
}

static int project_end(const Oracle *o, int project) {
    int end = 0;
    if (o->plan->projects[project].must_finish != MINUTE_NONE)
        return slot_of(o->plan->projects[project].must_finish);
    for (int i = 0; i < o->leaf_count; i++)
        if (counts_to_end(o, o->plan->tasks[o->leaves[i].row].project, project))
            end = latest(end, o->leaves[i].finish);
    return end;
}

/* With open ends critical, its own finish when no link leads on from it or from a summary it is part of. */
static int end_of(const Oracle *o, const Leaf *leaf) {
    const Plan *plan = o->plan;
    bool open = project_of(o, leaf)->rules & RULE_OPEN_ENDS;
    for (int i = 0; i < plan->link_count; i++)
        open &= !is_below(plan, leaf->row, plan->links[i].predecessor) || is_void(plan, plan->links + i);
    return open ? leaf->finish : project_end(o, o->plan->tasks[leaf->row].project);
}

/* Must start or finish on a date: neither links nor the end of the project say when it has to. */
static bool is_bound(const Leaf *leaf) {
    return !leaf->done && !leaf->started && !leaf->open_job && !leaf->by_hand;
}

static int finish_cap(const Oracle *o, const Leaf *leaf) {
    const Task *task = o->plan->tasks + leaf->row;
    int cap = is_bound(leaf) ? SLOTS - 1 : end_of(o, leaf);
    if (task->external_finish != MINUTE_NONE) cap = least(cap, slot_of(task->external_finish));
    for (int row = leaf->row; row != NO_INDEX; row = o->plan->tasks[row].parent) {
        task = o->plan->tasks + row;
        if (task->deadline != MINUTE_NONE) cap = least(cap, slot_of(task->deadline));
        bool capped = task->constraint == CONSTRAINT_FNLT || task->constraint == CONSTRAINT_MFO;
        if (row == leaf->row && leaf->started) capped = false;
        if (capped) cap = least(cap, slot_of(task->constraint_date));
    }
    return cap;
}

static void late_leaf(Oracle *o, int index) {
    Leaf *leaf = o->leaves + index;
    const Task *task = o->plan->tasks + leaf->row;
    int start, finish;
    if (leaf->done) {
        leaf->late_start = leaf->start;
        leaf->late_finish = leaf->finish;
        return;
    }
    allowed_by_links(o, index, true, &start, &finish);
    if (is_bound(leaf)) start = finish = SLOTS - 1;
    finish = least(finish, finish_cap(o, leaf));
    bool as_asked = leaf->by_hand || leaf->length == 0;
    if (leaf->started) {
        leaf->late_start = leaf->start;
        leaf->late_finish = as_asked ? finish : leaf_finish_by(leaf, finish);
        return;
    }
    if (leaf->by_hand) start = SLOTS - 1;
    if (task->constraint == CONSTRAINT_SNLT || task->constraint == CONSTRAINT_MSO)
        start = least(start, slot_of(task->constraint_date));
    if (start < SLOTS - 1) finish = least(finish, leaf_finish(leaf, start, leaf->length));
    leaf->late_finish = as_asked ? finish : leaf_finish_by(leaf, finish);
    leaf->late_start = leaf->length == 0 ? finish : leaf_start_for(leaf, finish, leaf->length);
    if (!o->held || !as_soon_as_possible(o, leaf) || leaf->early_finish >= leaf->late_finish) return;
    leaf->late_start = leaf->early_start;
    leaf->late_finish = leaf->early_finish;
}

static void late_all(Oracle *o) {
    for (int i = 0; i < o->leaf_count; i++) o->leaves[i].late_start = o->leaves[i].late_finish = SLOTS - 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < o->leaf_count; i++) {
            Leaf before = o->leaves[i];
            late_leaf(o, i);
            changed |= before.late_start != o->leaves[i].late_start ||
                       before.late_finish != o->leaves[i].late_finish;
        }
    }
}

/* ---- Sharing ---- */

static void find_urgency(Oracle *o) {
    for (int i = 0; i < o->leaf_count; i++) {
        int row = o->leaves[i].row;
        while (row != NO_INDEX && o->plan->tasks[row].priority < 0) row = o->plan->tasks[row].parent;
        o->leaves[i].urgency = row == NO_INDEX ? INT32_MAX : o->plan->tasks[row].priority;
        if (o->leaves[i].started) o->leaves[i].urgency = -1;
    }
    for (int round = 0; round < o->leaf_count; round++)
        for (int i = 0; i < o->pairs.count; i++) {
            Leaf *from = o->leaves + o->pairs.at[i].from;
            from->urgency = least(from->urgency, o->leaves[o->pairs.at[i].to].urgency);
        }
}

static void part_slots(const Leaf *leaf, const Part *part, int start, int *from, int *to) {
    *from = next_start(part->open, part->delay ? add(part->open, start, part->delay) : start);
    *to = add(part->open, start, part->minutes);
    if (leaf->done || leaf->started) *from = leaf->start, *to = leaf->finish;
}

static bool fits(const Oracle *o, const Leaf *leaf, int start, int *const *used) {
    for (int i = 0; i < leaf->part_count; i++) {
        const Part *part = leaf->parts + i;
        int from, to;
        part_slots(leaf, part, start, &from, &to);
        for (int t = from; t < to; t++)
            if (used[part->resource][t] + part->units > o->plan->resources[part->resource].units)
                return false;
    }
    return true;
}

static void hold(const Leaf *leaf, int **used) {
    for (int i = 0; i < leaf->part_count; i++) {
        int from, to;
        part_slots(leaf, leaf->parts + i, leaf->start, &from, &to);
        for (int t = clamp(from); t < clamp(to); t++)
            used[leaf->parts[i].resource][t] += leaf->parts[i].units;
    }
}

static bool is_ready(const Oracle *o, int index, const bool *placed) {
    if (placed[index]) return false;
    for (int i = 0; i < o->pairs.count; i++)
        if (o->pairs.at[i].to == index && !placed[o->pairs.at[i].from]) return false;
    return true;
}

static int most_urgent(const Oracle *o, const bool *placed) {
    int best = NONE;
    for (int i = 0; i < o->leaf_count; i++)
        if (is_ready(o, i, placed) && (best == NONE || o->leaves[i].urgency < o->leaves[best].urgency))
            best = i;
    return best;
}

static bool keeps_time(const Oracle *o, const Leaf *leaf) {
    return !leaf->open_job && !(leaf->started && retains(o, leaf));
}

static void share_all(Oracle *o) {
    int **used = arena_array(o->arena, int *, o->plan->resource_count);
    bool *placed = arena_array(o->arena, bool, o->leaf_count);
    for (int i = 0; i < o->plan->resource_count; i++) used[i] = arena_array(o->arena, int, SLOTS);
    for (int i = 0; i < o->plan->absence_count; i++)
        for (int t = clamp(slot_of(o->plan->absences[i].at)); t < SLOTS; t++)
            used[o->plan->absences[i].resource][t] = o->plan->absences[i].units;
    find_urgency(o);
    for (int i = 0; i < o->leaf_count; i++)
        if (keeps_time(o, o->leaves + i)) hold(o->leaves + i, used);
    for (int i; (i = most_urgent(o, placed)) != NONE; placed[i] = true) {
        Leaf *leaf = o->leaves + i;
        place_leaf(o, i);
        if (keeps_time(o, leaf)) continue;
        int before = leaf->start;
        while (leaf->open_job && leaf->start < SLOTS - 2 && !fits(o, leaf, leaf->start, used))
            leaf->start = leaf_start(leaf, leaf->start + 1);
        if (leaf->open_job && leaf->start > before)
            leaf->finish = leaf_finish(leaf, leaf->start, leaf->length);
        hold(leaf, used);
    }
}

/* ---- The whole ---- */

static OracleRow row_of(const Oracle *o, int index) {
    const Leaf *leaf = o->leaves + index;
    int start, finish, late_start = leaf->late_start, late_finish = leaf->late_finish, room = SLOTS;
    OracleRow row = {moment_of(leaf->start), moment_of(leaf->finish), moment_of(leaf->early_start),
                     moment_of(leaf->early_finish)};
    row.late_start = moment_of(late_start);
    row.late_finish = moment_of(late_finish);
    if (leaf->done) return row;
    int kind = leaf->started ? FLOAT_FINISH : project_of(o, leaf)->float_kind;
    bool back = counts_back(o, leaf);
    int start_room = between(leaf->open, back ? leaf->early_start : leaf->start, late_start) * SLOT;
    row.total_float = between(leaf->open, back ? leaf->early_finish : leaf->finish, late_finish) * SLOT;
    if (kind == FLOAT_START) row.total_float = start_room;
    if (kind == FLOAT_SMALLEST) row.total_float = least(row.total_float, start_room);
    int linked = leaf->started || leaf->by_hand || back ? 0 : bound_by_links(o, index, 0, leaf->length);
    if (linked > 0 && leaf_start(leaf, linked) > leaf->start)
        row.total_float =
            least(row.total_float, between(leaf->open, leaf_start(leaf, linked), late_start) * SLOT);
    allowed_by_links(o, index, false, &start, &finish);
    if (finish < SLOTS - 1) room = between(leaf->open, leaf->finish, finish);
    if (start < SLOTS - 1) room = least(room, between(leaf->open, leaf->start, start));
    if (room == SLOTS) room = between(leaf->open, leaf->finish, end_of(o, leaf));
    if (is_bound(leaf)) room = least(room, row.total_float / SLOT);
    row.free_float = latest(room, 0) * SLOT;
    return row;
}

static bool fits_table(const Leaf *leaf) {
    enum { MARGIN = 48 * 5 };
    return leaf->start > MARGIN && leaf->finish < SLOTS - MARGIN && leaf->early_finish < SLOTS - MARGIN &&
           leaf->late_start > MARGIN && leaf->late_finish < SLOTS - MARGIN;
}

static void hold_alap(Oracle *o) {
    o->held = true;
    late_all(o);
    o->held = false;
    o->alap = arena_array(o->arena, int, o->leaf_count);
    for (int i = 0; i < o->leaf_count; i++) {
        const Leaf *leaf = o->leaves + i;
        bool alap = leaf->open_job && o->plan->tasks[leaf->row].constraint == CONSTRAINT_ALAP;
        alap |= counts_back(o, leaf) && !as_soon_as_possible(o, leaf);
        o->alap[i] = alap ? o->leaves[i].late_start : NONE;
    }
}

/* Early dates; of projects from their finish with the first late start as their own. */
static void place_early(Oracle *o) {
    const Plan *plan = o->plan;
    o->origin = arena_array(o->arena, int, plan->project_count);
    for (int i = 0; i < plan->project_count; i++) o->origin[i] = slot_of(plan->projects[i].start);
    place_all(o);
    late_all(o);
    for (int project = 0; project < plan->project_count; project++) {
        int first = SLOTS;
        for (int i = 0; i < o->leaf_count; i++)
            if (counts_back(o, o->leaves + i) && plan->tasks[o->leaves[i].row].project == project)
                first = least(first, o->leaves[i].late_start);
        if (first < SLOTS) o->origin[project] = first;
    }
    place_all(o);
    for (int i = 0; i < o->leaf_count; i++) {
        o->leaves[i].early_start = o->leaves[i].start;
        o->leaves[i].early_finish = o->leaves[i].finish;
    }
}

OracleRow *oracle_schedule(Arena *arena, const Plan *plan) {
    Oracle o = {.arena = arena, .plan = plan};
    OracleRow *rows = arena_array(arena, OracleRow, plan->task_count);
    make_calendars(&o);
    o.leaves = arena_array(arena, Leaf, plan->task_count);
    for (int i = 0; i < plan->task_count; i++)
        if (is_leaf(plan, i) && !is_inactive(plan, i) && !is_span(plan, i)) make_leaf(&o, i);
    make_pairs(&o);
    place_early(&o);
    hold_alap(&o);
    if (plan->options.share_people) share_all(&o);
    else place_all(&o);
    late_all(&o);
    for (int i = 0; i < o.leaf_count; i++) {
        if (!fits_table(o.leaves + i)) return NULL;
        rows[o.leaves[i].row] = row_of(&o, i);
    }
    return rows;
}

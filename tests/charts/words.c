/* The words of charts: three tables of clauses, and "did you mean" for what is in none of them. */
#include <limits.h>

#include "base/mem.h"
#include "chart.h"

#include "base/banned.h"

typedef struct Clause {
    const char *words;
    bool (*apply)(Chart *chart, int task, const struct Clause *clause, Str rest);
    int value;
} Clause;

/* ---- Did you mean ---- */

static int distance(Str a, Str b) {
    int row[100];
    if (b.len >= COUNT_OF(row)) return INT_MAX;
    for (int j = 0; j <= (int)b.len; j++) row[j] = j;
    for (int i = 1; i <= (int)a.len; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= (int)b.len; j++) {
            int swap = diagonal + (a.at[i - 1] != b.at[j - 1]), above = row[j];
            int best = above < row[j - 1] ? above + 1 : row[j - 1] + 1;
            row[j] = swap < best ? swap : best;
            diagonal = above;
        }
    }
    return row[b.len];
}

static bool unknown(Chart *chart, const char *what, Str word, const Str *known, int count) {
    int best = INT_MAX;
    Str nearest = STR("?");
    for (int i = 0; i < count; i++) {
        int far = distance(str_slice(word, 0, known[i].len + 3), known[i]);
        if (far < best) {
            best = far;
            nearest = known[i];
        }
    }
    return chart_problem(chart, "no %s \"%.*s\"; did you mean \"%.*s\"?", what, STR_ARG(word),
                         STR_ARG(nearest));
}

int chart_task(Chart *chart, Str name) {
    Str known[CHART_ROWS_MAX];
    int count = 0;
    for (int i = 0; i < chart->row_count; i++) {
        if (chart->rows[i].expected) continue;
        if (str_equal(chart->rows[i].name, name)) return chart->rows[i].task;
        known[count++] = chart->rows[i].name;
    }
    unknown(chart, "task", name, known, count);
    return -1;
}

static int find_name(Chart *chart, const char *what, const Str *names, int count, Str name) {
    for (int i = 0; i < count; i++)
        if (str_equal(names[i], name)) return i;
    unknown(chart, what, name, names, count);
    return -1;
}

/* ---- Values ---- */

/* "2d", "4h", "30m"; minutes of work. "ed" and "eh" are elapsed, "%" is percent: *kind says so. */
static bool read_amount(Chart *chart, Str text, int *ret, LagKind *kind) {
    static const struct {
        const char *unit;
        int minutes;
        LagKind kind;
    } units[] = {{"ed", 1440, LAG_ELAPSED}, {"eh", 60, LAG_ELAPSED}, {"d", DAY_WORK, LAG_WORKING},
                 {"h", 60, LAG_WORKING},    {"m", 1, LAG_WORKING},   {"%", 1, LAG_PERCENT}};
    for (int i = 0; i < COUNT_OF(units); i++) {
        int64_t n;
        Str unit = str_of(units[i].unit);
        if (!str_ends(text, unit)) continue;
        Str digits = str_slice(text, text.len && text.at[0] == '+', text.len - unit.len);
        if (!str_int(digits, &n)) break;
        *ret = (int)n * units[i].minutes;
        *kind = units[i].kind;
        return true;
    }
    return chart_problem(chart, "\"%.*s\" is no amount: 2d, 4h, 30m, 1ed, 2eh or 50%%", STR_ARG(text));
}

static bool read_minutes(Chart *chart, Str text, int *ret) {
    LagKind kind;
    return read_amount(chart, text, ret, &kind);
}

/* "Wed", "Tue+1" a week later, "Mon-1" a week before. */
static bool read_day(Chart *chart, Str text, int *ret) {
    static const Str names[] = {STR("Mon"), STR("Tue"), STR("Wed"), STR("Thu"),
                                STR("Fri"), STR("Sat"), STR("Sun")};
    int64_t weeks = 0;
    int weekday = find_name(chart, "day", names, 7, str_slice(text, 0, 3));
    Str rest = str_from(text, 3);
    if (rest.len && !str_int(str_from(rest, rest.at[0] == '+'), &weeks)) weekday = -1;
    if (weekday < 0) return chart_problem(chart, "\"%.*s\" is no day", STR_ARG(text));
    *ret = FIRST_MONDAY + weekday + 7 * (int)weeks;
    return true;
}

/* "13:00" */
static bool read_clock(Chart *chart, Str text, int *ret) {
    Str rest, hours = str_cut(text, ':', &rest);
    int64_t hour, minute;
    if (!str_int(hours, &hour) || !str_int(rest, &minute))
        return chart_problem(chart, "\"%.*s\" is no time", STR_ARG(text));
    *ret = (int)(hour * 60 + minute);
    return true;
}

/* Cuts the last word off when it is an amount with a sign. */
static Str cut_lag(Str *name) {
    for (size_t i = name->len; i > 0; i--) {
        if (name->at[i - 1] != ' ') continue;
        Str last = str_from(*name, i);
        if (last.at[0] != '+' && last.at[0] != '-') break;
        *name = str_trim(str_slice(*name, 0, i));
        return last;
    }
    return STR_NULL;
}

/* ---- Of a task ---- */

static Task *task_at(Chart *chart, int task) {
    return chart->builder.tasks.at + task;
}

static const ChartRow *row_of(const Chart *chart, int task) {
    for (int i = 0; i < chart->row_count; i++)
        if (!chart->rows[i].expected && chart->rows[i].task == task) return &chart->rows[i];
    return NULL;
}

static bool apply_link(Chart *chart, int task, const Clause *clause, Str rest) {
    LagKind kind = LAG_WORKING;
    int lag = 0;
    if (clause->value == LINK_SF && str_ends(rest, STR(" starts"))) rest = str_slice(rest, 0, rest.len - 7);
    Str amount = cut_lag(&rest);
    if (amount.at && !read_amount(chart, amount, &lag, &kind)) return false;
    int from = chart_task(chart, rest);
    if (from < 0) return false;
    int link = builder_link(&chart->builder, from, task, (LinkType)clause->value, lag);
    chart->builder.links.at[link].lag_kind = kind;
    return true;
}

static bool apply_constraint(Chart *chart, int task, const Clause *clause, Str rest) {
    bool finish = clause->value == CONSTRAINT_FNET || clause->value == CONSTRAINT_FNLT ||
                  clause->value == CONSTRAINT_MFO;
    int day = 0;
    task_at(chart, task)->constraint = clause->value;
    if (clause->value == CONSTRAINT_ALAP) return true;
    if (!read_day(chart, rest, &day)) return false;
    task_at(chart, task)->constraint_date = day * 1440 + (finish ? EVENING : MORNING);
    return true;
}

static bool apply_flag(Chart *chart, int task, const Clause *clause, Str rest) {
    (void)rest;
    task_at(chart, task)->flags |= clause->value;
    if (clause->value == TASK_MANUAL)
        task_at(chart, task)->manual_start = (FIRST_MONDAY + row_of(chart, task)->first) * 1440 + MORNING;
    return true;
}

static bool apply_started(Chart *chart, int task, const Clause *clause, Str rest) {
    const ChartRow *row = row_of(chart, task);
    (void)rest;
    task_at(chart, task)->actual_start = (FIRST_MONDAY + row->first) * 1440 + MORNING;
    if (clause->value) task_at(chart, task)->actual_finish = (FIRST_MONDAY + row->last) * 1440 + EVENING;
    return true;
}

static bool apply_number(Chart *chart, int task, const Clause *clause, Str rest) {
    int64_t n;
    if (str_ends(rest, STR("%"))) rest = str_slice(rest, 0, rest.len - 1);
    if (!str_int(rest, &n)) return chart_problem(chart, "\"%.*s\" is no number", STR_ARG(rest));
    if (clause->value == 0) task_at(chart, task)->priority = (int)n;
    if (clause->value == 1) task_at(chart, task)->percent_complete = (int)n;
    if (clause->value == 2) task_at(chart, task)->fixed_cost_cents = n * 100;
    return true;
}

static bool apply_duration(Chart *chart, int task, const Clause *clause, Str rest) {
    int *at = clause->value ? &task_at(chart, task)->remaining : &task_at(chart, task)->duration;
    return read_minutes(chart, rest, at);
}

static bool apply_deadline(Chart *chart, int task, const Clause *clause, Str rest) {
    int day;
    (void)clause;
    if (!read_day(chart, rest, &day)) return false;
    task_at(chart, task)->deadline = day * 1440 + EVENING;
    return true;
}

static bool apply_calendar(Chart *chart, int task, const Clause *clause, Str rest) {
    (void)clause;
    task_at(chart, task)->calendar =
        find_name(chart, "calendar", chart->calendars, chart->builder.calendars.count, rest);
    return !chart->problem;
}

/* "by Ana", "by Ana 50%", "by Ana 50% 16h" */
static bool apply_by(Chart *chart, int task, const Clause *clause, Str rest) {
    Str more, name = str_cut(rest, ' ', &more), share = str_cut(more, ' ', &more);
    int units = 100, work = -1;
    (void)clause;
    int person = find_name(chart, "person", chart->people, chart->builder.resources.count, name);
    if (person < 0 || (share.len && !read_minutes(chart, share, &units))) return false;
    if (more.len && !read_minutes(chart, more, &work)) return false;
    builder_assign(&chart->builder, task, person, units, work);
    return true;
}

/* "held up 6ed": by levelling. "who is held up 1d": whoever was named last, in working time. */
static bool apply_held_up(Chart *chart, int task, const Clause *clause, Str rest) {
    const Builder *builder = &chart->builder;
    int *at = &task_at(chart, task)->leveling_delay;
    if (clause->value) at = &builder->assignments.at[builder->assignments.count - 1].leveling_delay;
    return read_minutes(chart, rest, at);
}

/* "expected finish Thu", "resumes Thu", "external start Wed", "needed outside by Fri" */
static bool apply_moment(Chart *chart, int task, const Clause *clause, Str rest) {
    Task *row = chart->builder.tasks.at + task;
    int day;
    if (!read_day(chart, rest, &day)) return false;
    if (clause->value == 0) row->expected_finish = day * 1440 + EVENING;
    if (clause->value == 1) row->resume = day * 1440 + MORNING;
    if (clause->value == 2) row->external_start = day * 1440 + MORNING;
    if (clause->value == 3) row->external_finish = day * 1440 + EVENING;
    return true;
}

/* "secondly finishes no later than Thu" */
static bool apply_second(Chart *chart, int task, const Clause *clause, Str rest) {
    Task *row = chart->builder.tasks.at + task;
    int day;
    if (!read_day(chart, rest, &day)) return false;
    row->constraint_2 = clause->value;
    row->constraint_2_date = day * 1440 + (clause->value == CONSTRAINT_FNLT ? EVENING : MORNING);
    return true;
}

static const Clause task_clauses[] = {
    {"follows", apply_link, LINK_FS},
    {"starts with", apply_link, LINK_SS},
    {"finishes with", apply_link, LINK_FF},
    {"finishes when", apply_link, LINK_SF},
    {"as late as possible", apply_constraint, CONSTRAINT_ALAP},
    {"starts no earlier than", apply_constraint, CONSTRAINT_SNET},
    {"starts no later than", apply_constraint, CONSTRAINT_SNLT},
    {"finishes no earlier than", apply_constraint, CONSTRAINT_FNET},
    {"finishes no later than", apply_constraint, CONSTRAINT_FNLT},
    {"must start on", apply_constraint, CONSTRAINT_MSO},
    {"must finish on", apply_constraint, CONSTRAINT_MFO},
    {"manual", apply_flag, TASK_MANUAL},
    {"inactive", apply_flag, TASK_INACTIVE},
    {"elapsed", apply_flag, TASK_ELAPSED},
    {"mandatory", apply_flag, TASK_MANDATORY},
    {"start milestone", apply_flag, TASK_STARTS},
    {"when they can", apply_flag, TASK_BY_PEOPLE},
    {"level of effort", apply_flag, TASK_LEVEL_OF_EFFORT},
    {"wbs summary", apply_flag, TASK_WBS_SUMMARY},
    {"expected finish", apply_moment, 0},
    {"resumes", apply_moment, 1},
    {"external start", apply_moment, 2},
    {"needed outside by", apply_moment, 3},
    {"secondly finishes no later than", apply_second, CONSTRAINT_FNLT},
    {"secondly starts no later than", apply_second, CONSTRAINT_SNLT},
    {"started", apply_started, 0},
    {"done", apply_started, 1},
    {"priority", apply_number, 0},
    {"complete", apply_number, 1},
    {"fixed cost", apply_number, 2},
    {"lasts", apply_duration, 0},
    {"remaining", apply_duration, 1},
    {"deadline", apply_deadline, 0},
    {"calendar", apply_calendar, 0},
    {"by", apply_by, 0},
    {"held up", apply_held_up, 0},
    {"who is held up", apply_held_up, 1},
};

/* ---- Of the schedule ---- */

static bool expect(Chart *chart, int task, const char *what, int64_t got, int64_t want) {
    return got == want ||
           chart_problem(chart, "%.*s: %s is %lld, not %lld", STR_ARG(row_of(chart, task)->name), what,
                         (long long)got, (long long)want);
}

static bool expect_critical(Chart *chart, int task, const Clause *clause, Str rest) {
    (void)rest;
    return expect(chart, task, "critical", chart->schedule.tasks[task].critical, clause->value);
}

static bool expect_minutes(Chart *chart, int task, const Clause *clause, Str rest) {
    const TaskSchedule *row = chart->schedule.tasks + task;
    const int got[] = {row->total_float, row->free_float, row->work, row->duration};
    int want = 0;
    return read_minutes(chart, rest, &want) && expect(chart, task, clause->words, got[clause->value], want);
}

static bool expect_clock(Chart *chart, int task, const Clause *clause, Str rest) {
    const TaskSchedule *row = chart->schedule.tasks + task;
    int want = 0;
    if (!read_clock(chart, rest, &want)) return false;
    return expect(chart, task, clause->words, (clause->value ? row->finish : row->start) % 1440, want);
}

static bool expect_day(Chart *chart, int task, const Clause *clause, Str rest) {
    const TaskSchedule *row = chart->schedule.tasks + task;
    const Minute got[] = {row->late_start, row->late_finish, row->early_start, row->early_finish};
    int day;
    if (!read_day(chart, rest, &day)) return false;
    return expect(chart, task, clause->words, (got[clause->value] - clause->value % 2) / 1440, day);
}

static bool expect_cost(Chart *chart, int task, const Clause *clause, Str rest) {
    int64_t want;
    (void)clause;
    if (!str_int(rest, &want)) return chart_problem(chart, "\"%.*s\" is no number", STR_ARG(rest));
    return expect(chart, task, "cost in cents", chart->schedule.tasks[task].cost_cents, want * 100);
}

static bool expect_because(Chart *chart, int task, const Clause *clause, Str rest) {
    const TaskSchedule *row = chart->schedule.tasks + task;
    if (!expect(chart, task, "cause", row->cause, clause->value)) return false;
    int got = row->cause_index;
    if (clause->value == CAUSE_LINK) got = chart->plan.links[got].predecessor;
    if (clause->value == CAUSE_RESOURCE) got = row->cause_resource;
    if (clause->value == CAUSE_RESOURCE)
        return expect(chart, task, "who", got,
                      find_name(chart, "person", chart->people, chart->plan.resource_count, rest));
    if (clause->value == CAUSE_LINK)
        return expect(chart, task, "task behind the cause", got, chart_task(chart, rest));
    return true;
}

static bool expect_late(Chart *chart, int task, const Clause *clause, Str rest) {
    (void)rest;
    return expect(chart, task, "late", chart->schedule.tasks[task].late_by_deadline, clause->value);
}

static const Clause schedule_clauses[] = {
    {"critical", expect_critical, 1},
    {"not critical", expect_critical, 0},
    {"float", expect_minutes, 0},
    {"free", expect_minutes, 1},
    {"work", expect_minutes, 2},
    {"duration", expect_minutes, 3},
    {"starts at", expect_clock, 0},
    {"ends at", expect_clock, 1},
    {"late start", expect_day, 0},
    {"late finish", expect_day, 1},
    {"early start", expect_day, 2},
    {"early finish", expect_day, 3},
    {"cost", expect_cost, 0},
    {"misses its deadline", expect_late, 1},
    {"meets its deadline", expect_late, 0},
    {"because of the project start", expect_because, CAUSE_PROJECT_START},
    {"because of the status date", expect_because, CAUSE_STATUS_DATE},
    {"because of the project finish", expect_because, CAUSE_PROJECT_END},
    {"because of a constraint", expect_because, CAUSE_CONSTRAINT},
    {"because it is manual", expect_because, CAUSE_MANUAL},
    {"because it happened so", expect_because, CAUSE_ACTUAL},
    {"because of", expect_because, CAUSE_LINK},
    {"waits for", expect_because, CAUSE_RESOURCE},
};

/* ---- Of the plan ---- */

/* "person Ana", "person Ana 50%", "person Ana 50% four-day"; "team" and "material" likewise */
static bool plan_person(Chart *chart, int task, const Clause *clause, Str rest) {
    Str more, name = str_cut(rest, ' ', &more), share = str_cut(more, ' ', &more);
    int units = 100, calendar = NO_INDEX;
    (void)task;
    if (share.len && !read_minutes(chart, share, &units)) return false;
    if (more.len)
        calendar = find_name(chart, "calendar", chart->calendars, chart->builder.calendars.count, more);
    if (chart->problem) return false;
    int index = builder_resource(&chart->builder, calendar, units);
    chart->builder.resources.at[index].kind = clause->value;
    chart->people[index] = name;
    return true;
}

/* "rate Ana 60": a whole unit of money per hour */
static bool plan_rate(Chart *chart, int task, const Clause *clause, Str rest) {
    Str money, name = str_cut(rest, ' ', &money);
    int64_t n;
    (void)task;
    int person = find_name(chart, "person", chart->people, chart->builder.resources.count, name);
    if (person < 0) return false;
    if (!str_int(money, &n)) return chart_problem(chart, "\"%.*s\" is no number", STR_ARG(money));
    WorkResource *resource = chart->builder.resources.at + person;
    *(clause->value ? &resource->cost_per_use_cents : &resource->rate_cents_per_hour) = n * 100;
    return true;
}

/* "calendar four-day Mon Tue Wed Thu"; "night calendar ..." works 22:00 to 24:00 and 00:00 to 06:00 */
static bool plan_calendar(Chart *chart, int task, const Clause *clause, Str rest) {
    Str name = str_cut(rest, ' ', &rest);
    int index = builder_calendar(&chart->builder, 0), day;
    const int32_t *hours =
        clause->value ? (const int32_t[]){0, 360, 1320, 1440} : (const int32_t[]){480, 720, 780, 1020};
    WorkDay work = builder_day(&chart->builder, 2, hours);
    (void)task;
    chart->calendars[index] = name;
    while (rest.len) {
        if (!read_day(chart, str_cut(rest, ' ', &rest), &day)) return false;
        chart->builder.calendars.at[index].week[day - FIRST_MONDAY] = work;
    }
    return true;
}

/* "holiday Wed", "workday Sat": of the standard calendar; they stand before other calendars' */
static bool plan_holiday(Chart *chart, int task, const Clause *clause, Str rest) {
    int day;
    (void)task;
    if (!read_day(chart, rest, &day)) return false;
    WorkDay work = {0, 0};
    if (clause->value) work = builder_day(&chart->builder, 2, (const int32_t[]){480, 720, 780, 1020});
    builder_exception(&chart->builder, 0, day, day, work);
    return true;
}

static bool plan_date(Chart *chart, int task, const Clause *clause, Str rest) {
    PlanProject *project = chart->builder.projects.at;
    int day;
    (void)task;
    if (!read_day(chart, rest, &day)) return false;
    if (clause->value == 0) project->start = day * 1440 + MORNING;
    if (clause->value == 1) project->status_date = day * 1440 + MORNING;
    if (clause->value >= 2) project->must_finish = day * 1440 + EVENING;
    if (clause->value == 3) project->rules |= RULE_FROM_FINISH;
    return true;
}

static bool plan_option(Chart *chart, int task, const Clause *clause, Str rest) {
    PlanProject *project = chart->builder.projects.at;
    (void)task;
    if (clause->value == 0) chart->builder.options.share_people = 1;
    if (clause->value == 1) project->rules |= RULE_LINKS_WIN;
    if (clause->value == 2) project->progress_mode = PROGRESS_RETAINED_LOGIC;
    if (clause->value == 4) project->rules |= RULE_LINKS_WIN | RULE_REMAINING;
    if (clause->value == 5) project->progress_mode = PROGRESS_ACTUAL_DATES;
    if (clause->value == 6) project->float_kind = FLOAT_START;
    if (clause->value == 7) project->float_kind = FLOAT_FINISH;
    if (clause->value == 8) project->critical_by = CRITICAL_BY_LONGEST_PATH;
    if (clause->value == 9) project->rules |= RULE_OPEN_ENDS;
    if (clause->value == 10) project->rules |= RULE_ACTUAL_LAGS;
    if (clause->value == 11) project->rules |= RULE_FREE_STATUS;
    if (clause->value == 12) project->rules &= ~RULE_EXPECTED_FINISH;
    return clause->value != 3 || read_minutes(chart, rest, &project->critical_float);
}

static bool plan_lags(Chart *chart, int task, const Clause *clause, Str rest) {
    (void)task;
    (void)rest;
    chart->builder.projects.at->lag_calendar = clause->value;
    return true;
}

static const Clause plan_clauses[] = {
    {"person", plan_person, RESOURCE_PERSON},
    {"machine", plan_person, RESOURCE_MACHINE},
    {"material", plan_person, RESOURCE_MATERIAL},
    {"rate", plan_rate, 0},
    {"cost per use", plan_rate, 1},
    {"calendar", plan_calendar, 0},
    {"night calendar", plan_calendar, 1},
    {"holiday", plan_holiday, 0},
    {"workday", plan_holiday, 1},
    {"start", plan_date, 0},
    {"status", plan_date, 1},
    {"must finish", plan_date, 2},
    {"from finish", plan_date, 3},
    {"share people", plan_option, 0},
    {"links win", plan_option, 1},
    {"retained logic", plan_option, 2},
    {"critical below", plan_option, 3},
    {"dates of remaining", plan_option, 4},
    {"actual dates", plan_option, 5},
    {"start float", plan_option, 6},
    {"finish float", plan_option, 7},
    {"longest path", plan_option, 8},
    {"open ends critical", plan_option, 9},
    {"lags from actual starts", plan_option, 10},
    {"free status", plan_option, 11},
    {"no expected finishes", plan_option, 12},
    {"lags of predecessors", plan_lags, LAG_CALENDAR_PREDECESSOR},
    {"lags of the project", plan_lags, LAG_CALENDAR_PROJECT},
    {"lags around the clock", plan_lags, LAG_CALENDAR_ELAPSED},
};

/* ---- Finding them ---- */

/* The longest clause that the words begin with. */
static bool apply(Chart *chart, int task, const Clause *clauses, int count, Str words) {
    const Clause *best = NULL;
    Str known[60];
    for (int i = 0; i < count; i++) {
        Str name = known[i] = str_of(clauses[i].words);
        bool whole = words.len == name.len || (words.len > name.len && words.at[name.len] == ' ');
        if (whole && str_starts(words, name) && (!best || name.len > strlen(best->words))) best = clauses + i;
    }
    if (!best) return unknown(chart, "clause", words, known, count);
    return best->apply(chart, task, best, str_trim(str_from(words, strlen(best->words))));
}

bool chart_directive(Chart *chart, Str words) {
    return apply(chart, NO_INDEX, plan_clauses, COUNT_OF(plan_clauses), words);
}

bool chart_clauses(Chart *chart, const ChartRow *row) {
    for (Str rest = row->words; rest.len;) {
        Str words = str_trim(str_cut(rest, ',', &rest));
        bool ok = row->expected ? apply(chart, row->task, schedule_clauses, COUNT_OF(schedule_clauses), words)
                                : apply(chart, row->task, task_clauses, COUNT_OF(task_clauses), words);
        if (!ok) return false;
    }
    return true;
}

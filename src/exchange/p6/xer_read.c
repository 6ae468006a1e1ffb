/* XER in: lines of cells between tabs. "%T" names a table, "%F" its columns, "%R" is a row of it.
 *
 * Each known table has a list of its columns; where they stand in the file is found at "%F", so that missing,
 * new and reordered columns do no harm. Nothing in the file makes it fail but size: a value that is wrong is
 * left out with a warning, and tables that Trivet has no place for are noted as dropped. Text is UTF-8 where
 * all of the file is valid, else windows-1252.
 *
 * The file is gone through once, line by line, behind one look at how its text is written. Of a row only the
 * columns that somebody reads are taken; texts that stay are copied, so that nothing looks back. */
#include "exchange/p6/xer.h"

#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/input.h"
#include "exchange/p6/p6_kept.h"
#include "exchange/p6/p6_lost.h"

enum { COLUMNS_MAX = 200, SLOTS_MAX = 32, KEPT_COLUMNS_MAX = 8 };

typedef struct Table Table;

typedef struct Reader {
    P6 *p6;
    const Table *table;    /* of the rows that come; NULL: none that is read */
    const KeptTable *kept; /* a table that is kept as it is */
    Str table_name;
    Str names[COLUMNS_MAX], cells[COLUMNS_MAX];
    int kept_at[KEPT_COLUMNS_MAX]; /* columns that are kept of a row that is read; -1: not in the file */
    Details **details;             /* of the row just read; NULL: it was left out */
    const Resource *resource;      /* what that row becomes */
    int slot_of[COLUMNS_MAX];      /* by column of the file; -1: not read */
    bool used[COLUMNS_MAX];        /* by column: read or kept */
    int column_count, used_count;  /* behind used_count no column is used */
    bool windows_1252;             /* how text is written; else UTF-8 */
    Str slots[SLOTS_MAX];          /* of the present row */
    int64_t kept_counts[KEPT_COLUMNS_MAX]; /* of the present table, with the first row each */
    Str kept_first[KEPT_COLUMNS_MAX];
    P6Lost lost[COLUMNS_MAX]; /* by column of the file: those that are neither read nor kept */
    int64_t lost_counts[COLUMNS_MAX];
    Str lost_first[COLUMNS_MAX];
} Reader;

struct Table {
    const char *name;
    const char *const *columns; /* slot by slot, ends with NULL */
    void (*read)(Reader *r);
    const KeptColumn *kept;
};

/* The present row in words; made only for a note, for most rows have none. */
static Str where(Reader *r);

/* ---- values ---- */

static void warn(Reader *r, int slot, const char *what) {
    Str text = r->slots[slot];
    note_warning(r->p6->build, fmt(r->p6->arena, "%s/%s", r->table->name, r->table->columns[slot]), where(r),
                 "%s: %.*s. It was left out.", what, text.len > 40 ? 40 : (int)text.len, text.at);
}

static int64_t id_of(Reader *r, int slot) {
    int64_t id;
    Str text = r->slots[slot];
    if (!text.len) return P6_NONE;
    if (str_int(text, &id) && id >= 0) return id;
    warn(r, slot, "not a number");
    return P6_NONE;
}

static double real_of(Reader *r, int slot, double otherwise) {
    double n;
    Str text = r->slots[slot], rest;
    if (!text.len) return otherwise;
    if (str_real(text, &n)) return n;
    Str whole = str_cut(text, ',', &rest); /* a decimal comma, of some countries' exports */
    if (rest.len && str_real(fmt(r->p6->arena, "%.*s.%.*s", STR_ARG(whole), STR_ARG(rest)), &n)) return n;
    warn(r, slot, "not a number");
    return otherwise;
}

static int64_t minutes_of(Reader *r, int slot) {
    double hours = real_of(r, slot, -1e9);
    if (hours <= -1e8) return INT_NULL;
    double minutes = hours * 60;
    if (minutes >= 0 && minutes <= DURATION_MINUTES_MAX) return (int64_t)(minutes + 0.5);
    warn(r, slot, "out of range");
    return INT_NULL;
}

static Moment moment_of(Reader *r, int slot) {
    Moment moment = MOMENT_NONE;
    Str text = r->slots[slot];
    char copy[MOMENT_TEXT];
    if (!text.len) return moment;
    if (text.len > MOMENT_TEXT) text = str_slice(text, 0, MOMENT_TEXT);
    mem_copy(copy, text.at, text.len);
    if (text.len > DAY_TEXT && copy[DAY_TEXT] == ' ') copy[DAY_TEXT] = 'T';
    if (!moment_parse((Str){copy, text.len}, &moment)) warn(r, slot, "not a date of the years 1900 to 2999");
    return moment;
}

static Str text_of(Reader *r, int slot) {
    return build_keep(r->p6->build, r->slots[slot]);
}

static bool yes(const Reader *r, int slot) {
    return str_is(r->slots[slot], "Y");
}

static int word_of(Reader *r, int slot, const P6Word *words, int otherwise) {
    Str text = r->slots[slot];
    if (!text.len) return otherwise;
    for (const P6Word *one = words; one->xer || one->pmxml; one++)
        if (one->xer && str_is(text, one->xer)) return one->value;
    warn(r, slot, "unknown");
    return otherwise;
}

/* Pushes a row whose number is new; NULL: it is missing, used twice, or there is no memory. */
#define PUSH(r, list, map, id, what)                                                                         \
    push_row(r, (void **)(void *)&(list).at, &(list).count, &(list).capacity, sizeof *(list).at, map, id,    \
             what)
static void *push_row(Reader *r, void **at, int *count, int *capacity, size_t size, UidMap *map, int64_t id,
                      const char *what) {
    if (id < 0 || !uid_map_add(r->p6->arena, map, id, *count)) {
        note_warning(r->p6->build, fmt(r->p6->arena, "%s/%s", r->table->name, r->table->columns[0]), where(r),
                     id < 0 ? "missing; the %s was left out" : "used twice; the second %s was left out",
                     what);
        return NULL;
    }
    return vec_push_sized(r->p6->arena, at, count, capacity, size);
}

/* ---- the tables ---- */

/* Remembers whose details the kept columns of the present row are. */
static void keeps(Reader *r, Details **details, const Resource *resource) {
    r->details = details;
    r->resource = resource;
}

static const char *const project_columns[] = {"proj_id",
                                              "proj_short_name",
                                              "clndr_id",
                                              "plan_start_date",
                                              "last_recalc_date",
                                              "plan_end_date",
                                              "scd_end_date",
                                              "critical_drtn_hr_cnt",
                                              "export_flag",
                                              "critical_path_type",
                                              NULL};
static void read_project(Reader *r) {
    enum { ID, NAME, CALENDAR, START, DATA_DATE, MUST_FINISH, SCHEDULED, FLOAT, EXPORTED, CRITICAL };
    int64_t id = id_of(r, ID);
    P6Project *project = PUSH(r, r->p6->projects, &r->p6->project_of, id, "project");
    if (!project) return;
    double limit = real_of(r, FLOAT, 0);
    *project = (P6Project){.id = id,
                           .calendar_id = id_of(r, CALENDAR),
                           .name = text_of(r, NAME),
                           .start = moment_of(r, START),
                           .data_date = moment_of(r, DATA_DATE),
                           .must_finish = moment_of(r, MUST_FINISH),
                           .scheduled_finish = moment_of(r, SCHEDULED),
                           .is_external = str_is(r->slots[EXPORTED], "N"),
                           .longest_path = str_is(r->slots[CRITICAL], "CT_DrivPath"),
                           .baseline_id = P6_NONE,
                           .critical_float = limit > 0 && limit < 100000 ? (int64_t)(limit * 60 + 0.5) : 0};
}

static const char *const calendar_columns[] = {"clndr_id",     "clndr_name", "base_clndr_id",
                                               "default_flag", "clndr_data", NULL};
static void read_calendar(Reader *r) {
    enum { ID, NAME, BASE, DEFAULT, DATA };
    int64_t id = id_of(r, ID);
    P6Calendar *calendar = PUSH(r, r->p6->calendars, &r->p6->calendar_of, id, "calendar");
    if (!calendar) return;
    calendar->id = id;
    calendar->name = text_of(r, NAME);
    calendar->base_id = id_of(r, BASE);
    calendar->is_default = yes(r, DEFAULT);
    xer_hours(r->p6, calendar, r->slots[DATA]);
}

static const char *const wbs_columns[] = {"wbs_id",         "proj_id", "parent_wbs_id", "seq_num", "wbs_name",
                                          "proj_node_flag", NULL};
static void read_wbs(Reader *r) {
    enum { ID, PROJECT, PARENT, ORDER, NAME, ROOT };
    int64_t id = id_of(r, ID);
    P6Wbs *wbs = PUSH(r, r->p6->wbs, &r->p6->wbs_of, id, "WBS element");
    if (!wbs) return;
    *wbs = (P6Wbs){.id = id,
                   .parent_id = id_of(r, PARENT),
                   .project_id = id_of(r, PROJECT),
                   .order = real_of(r, ORDER, 0),
                   .name = text_of(r, NAME),
                   .is_root = yes(r, ROOT)};
    keeps(r, &wbs->details, &item_resource);
}

static const char *const task_columns[] = {"task_id",
                                           "proj_id",
                                           "wbs_id",
                                           "clndr_id",
                                           "task_code",
                                           "task_name",
                                           "task_type",
                                           "status_code",
                                           "target_drtn_hr_cnt",
                                           "remain_drtn_hr_cnt",
                                           "act_start_date",
                                           "act_end_date",
                                           "suspend_date",
                                           "resume_date",
                                           "expect_end_date",
                                           "cstr_type",
                                           "cstr_date",
                                           "cstr_type2",
                                           "cstr_date2",
                                           "phys_complete_pct",
                                           "complete_pct_type",
                                           "external_early_start_date",
                                           "external_late_end_date",
                                           "early_start_date",
                                           "early_end_date",
                                           "target_start_date",
                                           "target_end_date",
                                           NULL};
enum {
    T_ID,
    T_PROJECT,
    T_WBS,
    T_CALENDAR,
    T_CODE,
    T_NAME,
    T_KIND,
    T_STATUS,
    T_DURATION,
    T_REMAINING,
    T_ACTUAL_START,
    T_ACTUAL_FINISH,
    T_SUSPEND,
    T_RESUME,
    T_EXPECTED,
    T_CONSTRAINT,
    T_CONSTRAINT_DATE,
    T_CONSTRAINT_2,
    T_CONSTRAINT_DATE_2,
    T_PHYSICAL,
    T_PERCENT_KIND,
    T_EXTERNAL_START,
    T_EXTERNAL_FINISH,
    T_EARLY_START,
    T_EARLY_FINISH,
    T_PLANNED_START,
    T_PLANNED_FINISH
};

static Str where(Reader *r) {
    Arena *arena = r->p6->arena;
    if (str_is(r->table_name, "TASK"))
        return fmt(arena, "activity %.*s, %.*s", STR_ARG(r->slots[T_CODE]), STR_ARG(r->slots[T_NAME]));
    bool of_task = str_is(STR("task_id"), r->table->columns[0]);
    if (of_task) return p6_activity(r->p6, r->slots[0]);
    return fmt(arena, "%s %.*s", r->table->name, STR_ARG(r->slots[0]));
}

static P6Constraint constraint_of(Reader *r, int slot) {
    P6Constraint constraint =
        p6_constraint(word_of(r, slot, p6_constraints, CONSTRAINT_ASAP), moment_of(r, slot + 1));
    if (constraint.kind > CONSTRAINT_ALAP && constraint.at.n == MOMENT_NONE.n) {
        warn(r, slot, "a constraint without its date");
        constraint.kind = CONSTRAINT_ASAP;
    }
    return constraint;
}

/* What P6 shows as a date: it happened, is computed, or (never scheduled) is planned. */
static Moment shown_of(Reader *r, int actual, int early, int planned) {
    int slot = r->slots[actual].len ? actual : r->slots[early].len ? early : planned;
    return moment_of(r, slot);
}

static void read_task(Reader *r) {
    int64_t id = id_of(r, T_ID);
    P6Task *task = PUSH(r, r->p6->tasks, &r->p6->task_of, id, "activity");
    if (!task) return;
    *task = (P6Task){
        .id = id,
        .project_id = id_of(r, T_PROJECT),
        .wbs_id = id_of(r, T_WBS),
        .calendar_id = id_of(r, T_CALENDAR),
        .code = text_of(r, T_CODE),
        .name = text_of(r, T_NAME),
        .kind = (P6Kind)word_of(r, T_KIND, p6_kinds, P6_TASK),
        .status = (P6Status)word_of(r, T_STATUS, p6_states, P6_NOT_STARTED),
        .duration = minutes_of(r, T_DURATION),
        .remaining = minutes_of(r, T_REMAINING),
        .percent = INT_NULL,
        .actual_start = moment_of(r, T_ACTUAL_START),
        .actual_finish = moment_of(r, T_ACTUAL_FINISH),
        .suspend = moment_of(r, T_SUSPEND),
        .resume = moment_of(r, T_RESUME),
        .shown_start = shown_of(r, T_ACTUAL_START, T_EARLY_START, T_PLANNED_START),
        .shown_finish = shown_of(r, T_ACTUAL_FINISH, T_EARLY_FINISH, T_PLANNED_FINISH),
        .expected_finish = moment_of(r, T_EXPECTED),
        .external_start = moment_of(r, T_EXTERNAL_START),
        .external_finish = moment_of(r, T_EXTERNAL_FINISH),
        .constraints = {constraint_of(r, T_CONSTRAINT), constraint_of(r, T_CONSTRAINT_2)},
    };
    double physical = real_of(r, T_PHYSICAL, 0);
    if (str_is(r->slots[T_PERCENT_KIND], "CP_Phys") && physical >= 0 && physical <= 100)
        task->percent = (int64_t)physical;
    keeps(r, &task->details, &item_resource);
}

static const char *const link_columns[] = {"task_id", "pred_task_id", "pred_type", "lag_hr_cnt", NULL};
static void read_link(Reader *r) {
    enum { SUCCESSOR, PREDECESSOR, TYPE, LAG };
    double lag = real_of(r, LAG, 0) * 60;
    if (lag > DURATION_MINUTES_MAX || lag < -DURATION_MINUTES_MAX) {
        warn(r, LAG, "out of range");
        lag = 0;
    }
    P6Link *link = vec_push(r->p6->arena, &r->p6->links);
    if (link)
        *link = (P6Link){id_of(r, PREDECESSOR), id_of(r, SUCCESSOR), word_of(r, TYPE, p6_link_types, LINK_FS),
                         (int64_t)(lag < 0 ? lag - 0.5 : lag + 0.5)};
}

static const char *const resource_columns[] = {"rsrc_id",        "rsrc_name",  "clndr_id", "rsrc_type",
                                               "def_qty_per_hr", "email_addr", NULL};
static void read_resource(Reader *r) {
    enum { ID, NAME, CALENDAR, KIND, UNITS, EMAIL };
    int64_t id = id_of(r, ID);
    P6Resource *resource = PUSH(r, r->p6->resources, &r->p6->resource_of, id, "resource");
    if (!resource) return;
    *resource = (P6Resource){.id = id,
                             .calendar_id = id_of(r, CALENDAR),
                             .name = text_of(r, NAME),
                             .kind = word_of(r, KIND, p6_resource_kinds, RESOURCE_PERSON),
                             .units_per_hour = real_of(r, UNITS, 1),
                             .email = text_of(r, EMAIL)};
    keeps(r, &resource->details, &resource_resource);
}

static const char *const rate_columns[] = {"rsrc_id",       "max_qty_per_hr", "start_date",
                                           "cost_per_qty",  "cost_per_qty2",  "cost_per_qty3",
                                           "cost_per_qty4", "cost_per_qty5",  NULL};
static void read_rate(Reader *r) {
    enum { RESOURCE, UNITS, SINCE, PRICE };
    double prices[RATE_TABLE_COUNT];
    int32_t index = uid_map_find(&r->p6->resource_of, id_of(r, RESOURCE));
    if (index < 0) return;
    P6Resource *resource = r->p6->resources.at + index;
    double units = real_of(r, UNITS, 0);
    Moment since = moment_of(r, SINCE);
    p6_add_units(r->p6->build, resource, since, units);
    for (int i = 0; i < RATE_TABLE_COUNT; i++) prices[i] = real_of(r, PRICE + i, 0);
    p6_add_rates(r->p6->build, resource, since, prices);
}

static const char *const role_columns[] = {"role_id", "role_name", NULL};
static void read_role(Reader *r) {
    int64_t id = id_of(r, 0);
    P6Role *role = PUSH(r, r->p6->roles, &r->p6->role_of, id, "role");
    if (role) *role = (P6Role){.id = id, .name = text_of(r, 1)};
}

static const char *const limit_columns[] = {"role_id", "max_qty_per_hr", NULL};
static void read_role_limit(Reader *r) {
    int32_t index = uid_map_find(&r->p6->role_of, id_of(r, 0));
    if (index >= 0) r->p6->roles.at[index].units_per_hour = real_of(r, 1, 0);
}

static const char *const resource_role_columns[] = {"rsrc_id", "role_id", NULL};
static void read_resource_role(Reader *r) {
    P6ResourceRole *to = vec_push(r->p6->arena, &r->p6->resource_roles);
    if (to) *to = (P6ResourceRole){id_of(r, 0), id_of(r, 1)};
}

static const char *const assignment_columns[] = {
    "task_id",    "rsrc_id",           "role_id",
    "target_qty", "target_qty_per_hr", "remain_qty",
    "rate_type",  "cost_per_qty",      "cost_per_qty_source_type",
    NULL};
static void read_assignment(Reader *r) {
    enum { TASK, RESOURCE, ROLE, UNITS, UNITS_PER_HOUR, REMAINING, RATE, PRICE, SOURCE };
    Str source = r->slots[SOURCE];
    P6Assignment *assignment = vec_push(r->p6->arena, &r->p6->assignments);
    if (assignment)
        *assignment = (P6Assignment){id_of(r, TASK),
                                     id_of(r, RESOURCE),
                                     id_of(r, ROLE),
                                     real_of(r, UNITS, 0),
                                     real_of(r, UNITS_PER_HOUR, 1),
                                     real_of(r, REMAINING, -1),
                                     .rate_table = (int8_t)word_of(r, RATE, p6_rate_types, 0),
                                     .price = real_of(r, PRICE, 0),
                                     .has_own_price = source.len && !str_is(source, "ST_Rsrc")};
}

static const char *const options_columns[] = {"proj_id",
                                              "sched_retained_logic",
                                              "sched_progress_override",
                                              "sched_calendar_on_relationship_lag",
                                              "sched_use_project_end_date_for_float",
                                              "sched_float_type",
                                              "sched_open_critical_flag",
                                              "sched_lag_early_start_flag",
                                              "sched_use_expect_end_flag",
                                              "sched_outer_depend_type",
                                              "enable_multiple_longest_path_calc",
                                              "limit_multiple_longest_path_calc",
                                              "max_multiple_longest_path",
                                              "use_total_float_multiple_longest_paths",
                                              "key_activity_for_multiple_longest_paths",
                                              NULL};
static void read_options(Reader *r) {
    enum {
        PROJECT,
        RETAINED,
        OVERRIDE,
        LAG_CALENDAR,
        OWN_END,
        FLOAT,
        OPEN_ENDS,
        LAG_FROM_EARLY,
        EXPECTED,
        OUTER,
        PATHS,
        PATHS_LIMITED,
        PATHS_COUNT,
        PATHS_BY_TOTAL,
        PATHS_END,
    };
    P6Options *options = vec_push(r->p6->arena, &r->p6->options);
    if (!options) return;
    *options = p6_options(id_of(r, PROJECT));
    if (yes(r, OVERRIDE)) options->progress_mode = PROGRESS_OVERRIDE;
    else if (str_is(r->slots[RETAINED], "N")) options->progress_mode = PROGRESS_ACTUAL_DATES;
    options->lag_calendar = (LagCalendar)word_of(r, LAG_CALENDAR, p6_lag_calendars, LAG_CALENDAR_PREDECESSOR);
    options->float_kind = (FloatKind)word_of(r, FLOAT, p6_float_kinds, FLOAT_FINISH);
    options->common_end = str_is(r->slots[OWN_END], "N");
    options->open_ends_critical = yes(r, OPEN_ENDS);
    options->lag_from_actual_start = str_is(r->slots[LAG_FROM_EARLY], "N");
    options->ignore_expected_finish = str_is(r->slots[EXPECTED], "N");
    options->ignore_other_projects = str_is(r->slots[OUTER], "SD_None");
    options->float_paths = yes(r, PATHS);
    options->float_path_count =
        p6_path_count(str_is(r->slots[PATHS_LIMITED], "N") ? FLOAT_PATHS_MAX : real_of(r, PATHS_COUNT, 10));
    options->float_paths_by_free = str_is(r->slots[PATHS_BY_TOTAL], "N");
    options->float_paths_end = id_of(r, PATHS_END);
}

/* P6 writes two DELs for a line end. */
static Str with_line_ends(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i < text.len; i++) {
        bool end = text.at[i] == 0x7F && i + 1 < text.len && text.at[i + 1] == 0x7F;
        strbuf_char(&out, end ? '\n' : text.at[i]);
        i += end;
    }
    return strbuf_str(&out);
}

static const char *const note_columns[] = {"task_id", "task_memo", NULL};
static void read_note(Reader *r) {
    if (!r->p6->build->plan_only) p6_add_note(r->p6, id_of(r, 0), with_line_ends(r->p6->arena, r->slots[1]));
}

static const char *const expense_columns[] = {"task_id", "target_cost", NULL};
static void read_expense(Reader *r) {
    p6_add_expense(r->p6, id_of(r, 0), real_of(r, 1, 0));
}

static const char *const currency_columns[] = {"curr_short_name", "base_exch_rate", NULL};
static void read_currency(Reader *r) {
    p6_add_currency(r->p6, text_of(r, 0), real_of(r, 1, 0));
}

/* Said by others, or the same in every file. */
static const char *const silent_columns[] = {NULL};
static void read_nothing(Reader *r) {
    (void)r;
}

static const Table tables[] = {
    {"PROJECT", project_columns, read_project},
    {"CALENDAR", calendar_columns, read_calendar},
    {"PROJWBS", wbs_columns, read_wbs, p6_kept_of_wbs},
    {"TASK", task_columns, read_task, p6_kept_of_task},
    {"TASKPRED", link_columns, read_link},
    {"RSRC", resource_columns, read_resource, p6_kept_of_resource},
    {"RSRCRATE", rate_columns, read_rate},
    {"ROLES", role_columns, read_role},
    {"ROLELIMIT", limit_columns, read_role_limit},
    {"RSRCROLE", resource_role_columns, read_resource_role},
    {"TASKRSRC", assignment_columns, read_assignment},
    {"SCHEDOPTIONS", options_columns, read_options},
    {"TASKMEMO", note_columns, read_note},
    {"PROJCOST", expense_columns, read_expense},
    {"MEMOTYPE", silent_columns, read_nothing},
    {"CURRTYPE", currency_columns, read_currency},
    {"OBS", silent_columns, read_nothing},
};

/* ---- lines ---- */

static void tell_kept(Reader *r) {
    for (int k = 0; r->table && r->table->kept && r->table->kept[k].column; k++) {
        Str what = fmt(r->p6->arena, "%s/%s", r->table->name, r->table->kept[k].column);
        if (r->kept_counts[k]) note_kept(r->p6->build, what, r->kept_first[k], r->kept_counts[k]);
        r->kept_counts[k] = 0;
    }
}

static void tell_lost(Reader *r) {
    for (int i = 0; i < r->column_count; i++) {
        if (!r->lost_counts[i]) continue;
        Str what = fmt(r->p6->arena, "%s/%.*s", r->table->name, STR_ARG(r->names[i]));
        note_lost(r->p6->build, what, r->lost_first[i], r->lost_counts[i]);
        r->lost_counts[i] = 0;
    }
}

static Str decoded(Reader *r, Str cell) {
    if (!r->windows_1252 || utf8_ascii(cell) == cell.len) return cell;
    return p6_windows_1252(r->p6->arena, cell);
}

static void begin_table(Reader *r, Str name) {
    tell_kept(r);
    tell_lost(r);
    r->table = NULL;
    r->table_name = build_keep(r->p6->build, decoded(r, str_trim(name)));
    r->kept = xer_kept_table(r->table_name);
    r->column_count = r->used_count = 0;
    for (int i = 0; i < COUNT_OF(tables); i++)
        if (str_is(r->table_name, tables[i].name)) r->table = tables + i;
}

static int slot_of(const Table *table, Str name) {
    for (int slot = 0; table && table->columns[slot]; slot++)
        if (str_is(name, table->columns[slot])) return slot;
    return -1;
}

/* Of a plan that is only scheduled nothing is kept. */
static bool is_kept(Reader *r, Str name, int column) {
    const KeptColumn *kept = r->table ? r->table->kept : NULL;
    bool found = r->kept;
    if (r->p6->build->plan_only) return false;
    for (int k = 0; kept && kept[k].column; k++)
        if (str_is(name, kept[k].column)) {
            r->kept_at[k] = column;
            found = true;
        }
    return found;
}

static void read_columns(Reader *r, Str cells) {
    tell_lost(r);
    r->column_count = r->used_count = 0;
    for (int k = 0; k < KEPT_COLUMNS_MAX; k++) r->kept_at[k] = -1;
    while (cells.at && r->column_count < COLUMNS_MAX) {
        int column = r->column_count++;
        Str name = build_keep(r->p6->build, decoded(r, str_trim(str_cut(cells, '\t', &cells))));
        r->names[column] = name;
        r->slot_of[column] = slot_of(r->table, name);
        r->used[column] = is_kept(r, name, column) || r->slot_of[column] >= 0;
        bool lost = r->table && !r->used[column] && !r->p6->build->plan_only;
        r->lost[column] = lost ? p6_lost(r->table_name, name) : (P6Lost){0};
        r->used[column] |= r->lost[column].told;
        if (r->used[column]) r->used_count = column + 1;
    }
}

/* What the row says beside what was read of it. */
static void keep_columns(Reader *r) {
    const KeptColumn *kept = r->table->kept;
    bool any = false;
    size_t opened = 0;
    for (int k = 0; kept[k].column; k++) {
        Str cell = r->kept_at[k] < 0 ? STR_NULL : r->cells[r->kept_at[k]];
        if (!cell.len || (kept[k].xer && str_is(cell, kept[k].xer))) continue;
        Details *details = p6_details(r->p6, r->details, r->resource);
        if (!details) return;
        if (!any) opened = details_open(details, str_of(r->table->name));
        any = true;
        details_text(details, r->names[r->kept_at[k]], cell);
        if (!r->kept_counts[k]++) r->kept_first[k] = where(r);
    }
    if (any) details_close(*r->details, opened);
}

static void count_lost(Reader *r) {
    for (int i = 0; i < r->used_count; i++)
        if (p6_is_lost(r->lost + i, r->cells[i]) && !r->lost_counts[i]++) r->lost_first[i] = where(r);
}

/* Of the cells behind each other only those that are used; what the line lacks is null. */
static void split_cells(Reader *r, Str cells) {
    const char *at = cells.at, *end = cells.at ? cells.at + cells.len : NULL;
    for (int i = 0; i < SLOTS_MAX; i++) r->slots[i] = STR_NULL;
    for (int i = 0; i < r->used_count; i++) {
        const char *tab = at && at < end ? memchr(at, '\t', (size_t)(end - at)) : NULL;
        Str cell = {at, at ? (size_t)((tab ? tab : end) - at) : 0};
        at = tab ? tab + 1 : NULL;
        if (!r->used[i]) continue;
        r->cells[i] = decoded(r, str_trim(cell));
        if (r->slot_of[i] >= 0 && !r->slots[r->slot_of[i]].at) r->slots[r->slot_of[i]] = r->cells[i];
    }
}

static void read_row(Reader *r, Str cells) {
    if (!r->table && r->table_name.len && !r->kept) {
        note_dropped(r->p6->build, r->table_name, STR("the file"));
        return;
    }
    split_cells(r, cells);
    if (r->kept && !r->p6->build->plan_only)
        xer_keep_row(r->p6, r->kept, r->names, r->cells, r->column_count);
    if (!r->table) return;
    r->details = NULL;
    r->table->read(r);
    if (r->p6->build->plan_only) return;
    count_lost(r);
    if (r->table->kept && r->details) keep_columns(r);
}

/* Version, day of the export, and who made it. */
static void read_head(Reader *r, Str cells) {
    Moment made;
    str_cut(cells, '\t', &cells);
    if (moment_parse(str_cut(cells, '\t', &cells), &made)) r->p6->made = made;
}

static void read_line(Reader *r, Str line) {
    Str cells;
    Str mark = str_cut(line, '\t', &cells);
    if (str_is(mark, "ERMHDR")) read_head(r, cells);
    else if (str_is(mark, "%T")) begin_table(r, cells);
    else if (str_is(mark, "%F")) read_columns(r, cells);
    else if (str_is(mark, "%R")) read_row(r, cells);
}

enum { LOOK_BYTES = 4 * 1024 * 1024 };

static bool is_utf8(PlanBuild *build, Str content) {
    while (content.len) {
        size_t size = utf8_cut(content, LOOK_BYTES);
        if (size == 0 || !utf8_valid(str_slice(content, 0, size))) return false;
        content = str_from(content, size);
        input_passed(build, content.at);
    }
    return true;
}

static void read_lines(Reader *r, Str content) {
    size_t looked = 0;
    for (Str rest = content; rest.at && !r->p6->arena->full;) {
        Str line = str_cut(rest, '\n', &rest);
        looked += line.len + 1;
        if (line.len && line.at[line.len - 1] == '\r') line.len--;
        read_line(r, line);
        if (looked < LOOK_BYTES || !rest.at) continue;
        input_passed(r->p6->build, rest.at);
        looked = 0;
    }
    tell_kept(r);
    tell_lost(r);
}

bool xer_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    P6 *p6 = p6_make(arena, build);
    Reader *r = arena_new(arena, Reader);
    if (!p6 || !r) return error_no_memory(err);
    r->p6 = p6;
    r->windows_1252 = !is_utf8(build, content);
    input_again(build);
    read_lines(r, content);
    if (arena->full) return error_no_memory(err);
    if (p6->projects.count + p6->tasks.count == 0) {
        error_set(err, ERROR_MALFORMED, "This XER file holds no project.");
        return error_hint(err, "Export it again from P6: File, Export, Primavera P6 - (XER).");
    }
    return p6_build(p6, FORMAT_XER, ret, err);
}

/* MPX in: each record becomes the node that MSPDI would have. See mpx.h.
 *
 * The character behind "MPX" in the first line separates fields; quotes hold fields with separators in them.
 * Rows of tasks and resources have the columns that a record before them names by number. What belongs to a
 * row (notes, calendar, people) comes in records behind it, so a row is read when the next one begins. Text
 * is UTF-8 where it is valid, else of the code page that the first line names. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mpx/mpx.h"

enum { FIELD_NUMBER_MAX = 200, CALENDARS_MAX = 5000, RESOURCE_CALENDARS = 100000 };

typedef struct Columns { /* from a field's number to its place in the row, 0: not there */
    int place[FIELD_NUMBER_MAX];
} Columns;

typedef struct Mpx {
    Mspdi *m;
    MpxStyle style;
    char separator;
    MpxRow row;
    Columns tasks, resources;
    /* Open until the next row begins; NULL: none. */
    XmlNode *calendar, *resource, *task;
    XmlNode *project;    /* the row of the whole plan */
    Str *calendar_names; /* of base calendars: their numbers are 1, 2, 3 ... */
    int calendar_count;
    int64_t task_uid;
    UidMap task_of_id, resource_of_id; /* UIDs */
} Mpx;

/* ---- nodes ---- */

static XmlNode *node_add(const Mpx *x, XmlNode *parent, const char *name, Str text) {
    return xml_add(x->m->arena, parent, name, text);
}

static void add_text(const Mpx *x, XmlNode *parent, const char *name, Str text) {
    if (text.len) node_add(x, parent, name, text);
}

static void add_int(const Mpx *x, XmlNode *parent, const char *name, int64_t n) {
    xml_add_int(x->m->arena, parent, name, n);
}

static void warn(const Mpx *x, const char *what, Str text, const char *why) {
    note_warning(x->m->build, str_of(what), x->row.at[1], "%s: %.*s. It was left out.", why,
                 text.len > 40 ? 40 : (int)text.len, text.at);
}

static bool says_nothing(Str text) {
    return text.len == 0 || str_is(text, "NA") || str_is(text, "NV");
}

static void add_moment(Mpx *x, XmlNode *parent, const char *name, Str text, bool ends) {
    if (says_nothing(text)) return;
    Str moment = mpx_moment(x->m->arena, &x->style, text, ends);
    if (moment.at) node_add(x, parent, name, moment);
    else warn(x, name, text, "not a date");
}

static void add_minutes(const Mpx *x, XmlNode *parent, const char *name, Str text, int *ret_format) {
    int64_t minutes;
    int format;
    if (text.len == 0) return;
    if (!mpx_duration(&x->style, text, &minutes, &format)) {
        warn(x, name, text, "not a duration");
        return;
    }
    node_add(x, parent, name,
             fmt(x->m->arena, "PT%lldH%lldM0S", (long long)minutes / 60, (long long)minutes % 60));
    if (ret_format) *ret_format = format;
}

static void add_number(const Mpx *x, XmlNode *parent, const char *name, Str text, double scale) {
    double n;
    if (text.len && mpx_number(&x->style, text, &n))
        node_add(x, parent, name, fmt(x->m->arena, "%.4f", n * scale));
}

static void add_rate(const Mpx *x, XmlNode *parent, const char *name, Str text) {
    double n;
    if (text.len && mpx_rate(&x->style, text, &n)) node_add(x, parent, name, fmt(x->m->arena, "%.6f", n));
}

/* ---- rows ---- */

static Str field(const Mpx *x, int place) {
    return place > 0 && place < x->row.count ? x->row.at[place] : STR("");
}

static Str column(const Mpx *x, const Columns *columns, int number) {
    return field(x, columns->place[number]);
}

static void read_columns(const Mpx *x, Columns *columns) {
    int64_t number;
    *columns = (Columns){{0}};
    for (int i = 1; i < x->row.count; i++)
        if (str_int(x->row.at[i], &number) && number > 0 && number < FIELD_NUMBER_MAX)
            columns->place[number] = i;
}

/* A quoted field ends at the next single quote; two of them are one. */
static Str unquote(Arena *arena, Str text, size_t *end) {
    char *to = arena_alloc(arena, text.len + 1);
    size_t len = 0, i = 1;
    if (!to) return STR_NULL;
    for (; i < text.len; i++) {
        if (text.at[i] == '"' && (i + 1 == text.len || text.at[i + 1] != '"')) break;
        if (text.at[i] == '"') i++;
        to[len++] = text.at[i];
    }
    *end = i < text.len ? i + 1 : i;
    return (Str){to, len};
}

static void split(Mpx *x, Str line) {
    x->row.count = 0;
    while (x->row.count < MPX_FIELDS_MAX) {
        size_t end = 0;
        Str text;
        if (line.len && line.at[0] == '"') {
            text = unquote(x->m->arena, line, &end);
            while (end < line.len && line.at[end] != x->separator) end++;
        } else {
            while (end < line.len && line.at[end] != x->separator) end++;
            text = str_trim(str_slice(line, 0, end));
        }
        x->row.at[x->row.count++] = text;
        if (end >= line.len) return;
        line = str_from(line, end + 1);
    }
}

/* ---- calendars ---- */

static int calendar_number(const Mpx *x, Str name) {
    for (int i = 0; i < x->calendar_count; i++)
        if (str_equal(x->calendar_names[i], name)) return i + 1;
    return -1;
}

/* From and to, pairs from a field on. */
static void add_hours(const Mpx *x, XmlNode *day, int first) {
    XmlNode *times = node_add(x, day, "WorkingTimes", STR(""));
    for (int i = first; i + 1 < x->row.count && x->row.at[i].len; i += 2) {
        XmlNode *time = node_add(x, times, "WorkingTime", STR(""));
        node_add(x, time, "FromTime", mpx_clock(x->m->arena, &x->style, x->row.at[i]));
        node_add(x, time, "ToTime", mpx_clock(x->m->arena, &x->style, x->row.at[i + 1]));
    }
}

static XmlNode *child_or_new(const Mpx *x, XmlNode *parent, const char *name) {
    for (XmlNode *at = parent->first; at; at = at->next)
        if (str_is(at->name, name)) return at;
    return node_add(x, parent, name, STR(""));
}

static XmlNode *add_day(const Mpx *x, int64_t number, bool working) {
    XmlNode *day = node_add(x, child_or_new(x, x->calendar, "WeekDays"), "WeekDay", STR(""));
    add_int(x, day, "DayType", number);
    add_int(x, day, "DayWorking", working);
    return day;
}

/* Days of the usual hours; those with hours of their own have a record behind. 2: as the base calendar. */
static void open_calendar(Mpx *x, int64_t uid, int64_t base_uid, Str name) {
    x->calendar = xml_make(x->m->arena, "Calendar");
    if (!x->calendar) return;
    add_int(x, x->calendar, "UID", uid);
    add_text(x, x->calendar, "Name", name);
    add_int(x, x->calendar, "IsBaseCalendar", base_uid < 0);
    add_int(x, x->calendar, "BaseCalendarUID", base_uid);
    for (int day = 1; day <= 7; day++) {
        Str flag = field(x, day + 1);
        if (!str_is(flag, "2")) add_day(x, day, str_is(flag, "1"));
    }
}

static bool close_calendar(Mpx *x, Error *err) {
    XmlNode *calendar = x->calendar;
    x->calendar = NULL;
    return !calendar || mspdi_calendar(x->m, calendar, err);
}

static void read_hours(Mpx *x) {
    int64_t day;
    if (!x->calendar || !str_int(field(x, 1), &day) || day < 1 || day > 7) return;
    add_hours(x, add_day(x, day, field(x, 2).len > 0), 2);
}

static void read_exception(Mpx *x) {
    if (!x->calendar) return;
    XmlNode *exception = node_add(x, child_or_new(x, x->calendar, "Exceptions"), "Exception", STR(""));
    XmlNode *period = node_add(x, exception, "TimePeriod", STR(""));
    Str to = field(x, 2).len ? field(x, 2) : field(x, 1);
    add_moment(x, period, "FromDate", field(x, 1), false);
    add_moment(x, period, "ToDate", to, true);
    add_int(x, exception, "Type", 1);
    add_int(x, exception, "DayWorking", str_is(field(x, 3), "1"));
    if (str_is(field(x, 3), "1")) add_hours(x, exception, 4);
}

static void begin_base_calendar(Mpx *x) {
    if (x->calendar_count == CALENDARS_MAX) return;
    x->calendar_names[x->calendar_count++] = field(x, 1);
    open_calendar(x, x->calendar_count, -1, field(x, 1));
}

/* ---- resources and tasks ---- */

/* The row of the whole plan: a summary of all others. */
static bool is_project(const XmlNode *task) {
    return str_is(xml_child_text(task, "UID"), "0") && str_is(xml_child_text(task, "OutlineLevel"), "0");
}

static bool close_row(Mpx *x, Error *err) {
    XmlNode *resource = x->resource, *task = x->task;
    if (!close_calendar(x, err)) return false;
    x->resource = x->task = NULL;
    if (task && is_project(task)) {
        x->project = task;
        return true;
    }
    if (resource && !mspdi_resource(x->m, resource, err)) return false;
    return !task || mspdi_task(x->m, task, err);
}

static int64_t uid_of_row(const Mpx *x, const Columns *columns, int uid, int id, UidMap *map) {
    int64_t number = -1, row = -1;
    str_int(column(x, columns, id), &row);
    if (!str_int(column(x, columns, uid), &number)) number = row;
    if (row >= 0) uid_map_add(x->m->arena, map, row, (int32_t)number);
    return number;
}

static void begin_resource(Mpx *x) {
    enum { NAME = 1, ID = 40, MAX_UNITS, RATE, OVERTIME_RATE, COST_PER_USE, UID = 49 };
    const Columns *c = &x->resources;
    XmlNode *node = x->resource = xml_make(x->m->arena, "Resource");
    add_int(x, node, "UID", uid_of_row(x, c, UID, ID, &x->resource_of_id));
    add_text(x, node, "Name", column(x, c, NAME));
    add_int(x, node, "Type", 1);
    add_number(x, node, "MaxUnits", column(x, c, MAX_UNITS), 1);
    add_rate(x, node, "StandardRate", column(x, c, RATE));
    add_rate(x, node, "OvertimeRate", column(x, c, OVERTIME_RATE));
    add_number(x, node, "CostPerUse", column(x, c, COST_PER_USE), 100);
}

static void begin_resource_calendar(Mpx *x) {
    Str uid = x->resource ? xml_child_text(x->resource, "UID") : STR_NULL;
    int64_t number;
    if (!str_int(uid, &number)) return;
    add_int(x, x->resource, "CalendarUID", RESOURCE_CALENDARS + number);
    open_calendar(x, RESOURCE_CALENDARS + number, calendar_number(x, field(x, 1)),
                  xml_child_text(x->resource, "Name"));
}

/* Two letters a link: from, to; each language has its own for start and finish. */
static int link_type_of(Str text) {
    static const struct {
        const char *letters;
        int type;
    } words[] = {{"FS", LINK_FS}, {"SS", LINK_SS}, {"FF", LINK_FF}, {"SF", LINK_SF}, {"EA", LINK_FS},
                 {"AA", LINK_SS}, {"EE", LINK_FF}, {"AE", LINK_SF}, {"FD", LINK_FS}, {"DD", LINK_SS},
                 {"DF", LINK_SF}, {"FC", LINK_FS}, {"CC", LINK_SS}, {"CF", LINK_SF}, {"FI", LINK_FS},
                 {"II", LINK_SS}, {"IF", LINK_SF}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(text, words[i].letters)) return words[i].type;
    return -1;
}

/* "10FS+1d": the number is the predecessor's ID, which becomes its UID when all is read. */
static void add_link(const Mpx *x, Str text) {
    int64_t id, lag = 0;
    int type = LINK_FS, format = 7;
    size_t end = 0;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') end++;
    if (!str_int(str_slice(text, 0, end), &id)) {
        warn(x, "Task/Predecessors", text, "not a link");
        return;
    }
    Str rest = str_from(text, end);
    if (rest.len >= 2 && rest.at[0] != '+' && rest.at[0] != '-') {
        type = link_type_of(str_slice(rest, 0, 2));
        rest = str_from(rest, 2);
    }
    if (type < 0 || (rest.len && !mpx_duration(&x->style, rest, &lag, &format))) {
        warn(x, "Task/Predecessors", text, "not a link");
        return;
    }
    XmlNode *link = node_add(x, x->task, "PredecessorLink", STR(""));
    add_int(x, link, "PredecessorUID", id);
    add_int(x, link, "Type", type);
    add_int(x, link, "LinkLag", format == 19 ? lag : lag * 10);
    add_int(x, link, "LagFormat", format);
}

static void add_links(const Mpx *x, Str text) {
    while (text.len) {
        size_t end = 0;
        while (end < text.len && text.at[end] != ',' && text.at[end] != ';') end++;
        /* A decimal comma within a lag is no end. */
        Str one = str_trim(str_slice(text, 0, end));
        if (one.len) add_link(x, one);
        text = str_from(text, end + 1);
    }
}

enum {
    T_NAME = 1,
    T_LEVEL = 3,
    T_NOTES = 14,
    T_FIXED_COST = 35,
    T_DURATION = 40,
    T_REMAINING = 43,
    T_PERCENT = 44,
    T_START = 50,
    T_ACTUAL_START = 58,
    T_ACTUAL_FINISH = 59,
    T_CONSTRAINT_DATE = 68,
    T_PREDECESSORS = 70,
    T_FIXED = 80,
    T_MILESTONE = 81,
    T_ID = 90,
    T_CONSTRAINT = 91,
    T_DELAY = 92,
    T_UID = 98,
    T_STOP = 150,
    T_RESUME = 151,
};

static void add_constraint(Mpx *x, const Columns *c) {
    enum { MUST_FINISH = 3, FINISH_EARLIER = 6 };
    int number = mpx_constraint(column(x, c, T_CONSTRAINT));
    if (number < 0 && column(x, c, T_CONSTRAINT).len)
        warn(x, "Task/Constraint Type", column(x, c, T_CONSTRAINT), "an unknown constraint");
    if (number < 0) return;
    add_int(x, x->task, "ConstraintType", number);
    add_moment(x, x->task, "ConstraintDate", column(x, c, T_CONSTRAINT_DATE),
               number == MUST_FINISH || number >= FINISH_EARLIER);
}

static void begin_task(Mpx *x) {
    const Columns *c = &x->tasks;
    int64_t delay;
    int format = 7, delay_format;
    double percent;
    XmlNode *node = x->task = xml_make(x->m->arena, "Task");
    x->task_uid = uid_of_row(x, c, T_UID, T_ID, &x->task_of_id);
    add_int(x, node, "UID", x->task_uid);
    add_text(x, node, "Name", column(x, c, T_NAME));
    add_int(x, node, "Type", mpx_yes(column(x, c, T_FIXED)));
    add_text(x, node, "OutlineLevel", column(x, c, T_LEVEL));
    add_moment(x, node, "Start", column(x, c, T_START), false);
    add_minutes(x, node, "Duration", column(x, c, T_DURATION), &format);
    add_int(x, node, "DurationFormat", format);
    add_moment(x, node, "Stop", column(x, c, T_STOP), true);
    add_moment(x, node, "Resume", column(x, c, T_RESUME), false);
    add_int(x, node, "Milestone", mpx_yes(column(x, c, T_MILESTONE)));
    add_number(x, node, "FixedCost", column(x, c, T_FIXED_COST), 100);
    if (mpx_number(&x->style, column(x, c, T_PERCENT), &percent))
        add_int(x, node, "PercentComplete", (int64_t)percent);
    add_moment(x, node, "ActualStart", column(x, c, T_ACTUAL_START), false);
    add_moment(x, node, "ActualFinish", column(x, c, T_ACTUAL_FINISH), true);
    add_minutes(x, node, "RemainingDuration", column(x, c, T_REMAINING), NULL);
    add_constraint(x, c);
    if (mpx_duration(&x->style, column(x, c, T_DELAY), &delay, &delay_format))
        add_int(x, node, "LevelingDelay", delay * 10);
    add_text(x, node, "Notes", column(x, c, T_NOTES));
    add_links(x, column(x, c, T_PREDECESSORS));
}

static bool read_assignment(Mpx *x, Error *err) {
    XmlNode *node = xml_make(x->m->arena, "Assignment");
    int64_t id, uid;
    if (!x->task || !str_int(field(x, 1), &id)) return true;
    if (!str_int(field(x, 13), &uid)) uid = uid_map_find(&x->resource_of_id, id);
    add_int(x, node, "TaskUID", x->task_uid);
    add_int(x, node, "ResourceUID", uid);
    add_number(x, node, "Units", field(x, 2), 1);
    add_minutes(x, node, "Work", field(x, 3), NULL);
    add_minutes(x, node, "ActualWork", field(x, 5), NULL);
    add_minutes(x, node, "OvertimeWork", field(x, 6), NULL);
    int64_t delay;
    int format;
    if (mpx_duration(&x->style, field(x, 12), &delay, &format)) add_int(x, node, "Delay", delay * 10);
    return mspdi_assignment(x->m, node, err);
}

/* ---- the file ---- */

static Moment moment_of(Mpx *x, Str text, bool ends) {
    Moment moment = MOMENT_NONE;
    if (!says_nothing(text)) mspdi_moment(mpx_moment(x->m->arena, &x->style, text, ends), &moment);
    return moment;
}

static void read_project(Mpx *x) {
    x->m->name = build_text(x->m->build, field(x, 1), 100, false, STR("Project/Name"), STR("project"));
    x->m->calendar_uid = calendar_number(x, field(x, 4));
    x->m->start = moment_of(x, field(x, 5), false);
    x->m->finish = moment_of(x, field(x, 6), true);
    x->m->from_finish = str_is(field(x, 7), "1");
}

static void read_units(Mpx *x) {
    double hours;
    if (mpx_number(&x->style, field(x, 4), &hours) && hours > 0 && hours <= 24)
        x->style.minutes_per_day = (int64_t)(hours * 60);
    if (mpx_number(&x->style, field(x, 5), &hours) && hours > 0 && hours <= 168)
        x->style.minutes_per_week = (int64_t)(hours * 60);
}

static void read_dates(Mpx *x) {
    int64_t n;
    if (str_int(field(x, 1), &n) && n >= 0 && n <= 2) x->style.date_order = (int)n;
    if (str_int(field(x, 3), &n) && n >= 0 && n < MINUTES_PER_DAY) x->style.day_start = (int)n;
    x->style.am = str_copy(x->m->arena, field(x, 6));
    x->style.pm = str_copy(x->m->arena, field(x, 7));
}

static void add_note_text(const Mpx *x, XmlNode *row) {
    if (row && !xml_child_text(row, "Notes").len) add_text(x, row, "Notes", field(x, 1));
}

static bool read_record(Mpx *x, Error *err) {
    int64_t type;
    if (!str_int(field(x, 0).len ? x->row.at[0] : x->row.at[0], &type)) return true;
    bool follows = (type > 20 && type < 30) || (type > 50 && type < 60) || (type > 70 && type < 80);
    if (!follows && !close_row(x, err)) return false;
    switch (type) {
    case 10:
        if (field(x, 4).len) x->style.thousands = field(x, 4).at[0];
        if (field(x, 5).len) x->style.decimal = field(x, 5).at[0];
        break;
    case 11: read_units(x); break;
    case 12: read_dates(x); break;
    case 20: begin_base_calendar(x); break;
    case 25:
    case 56: read_hours(x); break;
    case 26:
    case 57: read_exception(x); break;
    case 30: read_project(x); break;
    case 41: read_columns(x, &x->resources); break;
    case 50: begin_resource(x); break;
    case 51: note_dropped(x->m->build, STR("Resource/Notes"), x->row.at[0]); break;
    case 55: begin_resource_calendar(x); break;
    case 61: read_columns(x, &x->tasks); break;
    case 70: begin_task(x); break;
    case 71: add_note_text(x, x->task); break;
    case 72: note_dropped(x->m->build, STR("Task/Recurring"), STR("what makes a task come again")); break;
    case 75: return read_assignment(x, err);
    default: break;
    }
    return true;
}

static bool read_all(Mpx *x, Str content, Error *err) {
    while (content.len) {
        Str line = str_trim(str_cut(content, '\n', &content));
        if (!line.len) continue;
        split(x, line);
        if (x->m->arena->full) return error_no_memory(err);
        if (!read_record(x, err)) return false;
    }
    if (!close_row(x, err)) return false;
    if (x->project && x->m->build->items.count == 0) { /* a plan of one task is that */
        for (XmlNode *at = x->project->first; at; at = at->next)
            if (str_is(at->name, "OutlineLevel")) at->text = STR("1");
        if (!mspdi_task(x->m, x->project, err)) return false;
    }
    for (int i = 0; i < x->m->links.count; i++)
        x->m->links.at[i].predecessor_uid = uid_map_find(&x->task_of_id, x->m->links.at[i].predecessor_uid);
    return true;
}

bool mpx_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    Mspdi m = mspdi_make(arena, build);
    if (!str_starts(content, STR("MPX")) || content.len < 4) {
        error_set(err, ERROR_MALFORMED, "The file does not begin with MPX.");
        return error_hint(err, "Save the plan again as MPX, or better as XML.");
    }
    Mpx x = {.m = &m,
             .separator = content.at[3],
             .style = {.decimal = '.',
                       .thousands = ',',
                       .day_start = 480,
                       .minutes_per_day = 480,
                       .minutes_per_week = 2400},
             .calendar_names = arena_array(arena, Str, CALENDARS_MAX)};
    content = mpx_text(arena, content);
    if (!content.at || !x.calendar_names) return error_no_memory(err);
    if (!read_all(&x, content, err) || !mspdi_finish(&m, FORMAT_MPX, ret, err)) return false;
    ret->whole_days = !x.style.timed;
    return true;
}

/* PMXML in, the XML form of Primavera P6: its objects fill the same rows as XER's tables.
 *
 * The document comes as fields and records of its top elements ("Project" with "DataDate", "Activity" ...).
 * Definitions of codes and user defined fields are kept whole; what else Trivet has no place for is noted as
 * dropped. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/p6/p6_kept.h"
#include "exchange/p6/p6_lost.h"
#include "exchange/xml.h"

typedef struct Pmxml {
    Arena *arena;
    P6 *p6;
    Str list;          /* the top element that is open: "Project"; empty: none */
    bool defines;      /* it is a definition that is kept as it is */
    size_t definition; /* where its details begin */
    P6Project project; /* the open one; it and the others are added when they end */
    bool keeps;        /* something of the project */
    size_t kept_codes; /* where its details begin */
    P6Baseline baseline;
    P6Calendar calendar;
    P6Resource resource;
    P6Role role;
    P6ResourceRole resource_role;
    Str proficiency; /* of it */
    XmlNode *kept;   /* of the resource: what is kept of it */
    int64_t rate_of; /* ResourceRate: of which resource */
    Moment rate_since;
    double rates[RATE_TABLE_COUNT], rate_units;
    double rate;
    Str currency; /* Currency: which, at m->rate */
} Pmxml;

static void warn(Pmxml *m, const char *what, Str text, const char *why) {
    note_warning(m->p6->build, fmt(m->arena, "%.*s/%s", STR_ARG(m->list), what), m->list,
                 "%s: %.*s. It was left out.", why, text.len > 40 ? 40 : (int)text.len, text.at);
}

static int64_t id_of(Pmxml *m, const char *what, Str text) {
    int64_t id;
    if (!text.len) return P6_NONE;
    if (str_int(text, &id) && id >= 0) return id;
    warn(m, what, text, "not a number");
    return P6_NONE;
}

static double real_of(Pmxml *m, const char *what, Str text, double otherwise) {
    double n;
    if (!text.len) return otherwise;
    if (str_real(text, &n)) return n;
    Str rest, whole = str_cut(text, ',', &rest); /* a decimal comma, of some countries' exports */
    if (rest.len && str_real(fmt(m->arena, "%.*s.%.*s", STR_ARG(whole), STR_ARG(rest)), &n)) return n;
    warn(m, what, text, "not a number");
    return otherwise;
}

static Moment moment_of(Pmxml *m, const char *what, Str text) {
    Moment moment = MOMENT_NONE;
    Str minute = str_slice(text, 0, MOMENT_TEXT); /* a zone says nothing to a plan's wall clock */
    if (text.len && !moment_parse(minute, &moment))
        warn(m, what, text, "not a date of the years 1900 to 2999");
    return moment;
}

/* Hours of a record's child as minutes; INT_NULL: none. */
static int64_t minutes_in(Pmxml *m, const XmlNode *node, const char *name) {
    Str text = xml_child_text(node, name);
    double hours = real_of(m, name, text, -1);
    if (hours >= 0 && hours * 60 <= DURATION_MINUTES_MAX) return (int64_t)(hours * 60 + 0.5);
    if (text.len) warn(m, name, text, "out of range");
    return INT_NULL;
}

static int word_in(Pmxml *m, const XmlNode *node, const char *name, const P6Word *words, int otherwise) {
    Str text = xml_child_text(node, name);
    if (!text.len) return otherwise;
    for (const P6Word *one = words; one->xer || one->pmxml; one++)
        if (one->pmxml && str_is(text, one->pmxml)) return one->value;
    warn(m, name, text, "unknown");
    return otherwise;
}

/* ---- top elements ---- */

/* False, with a warning: its number is missing or used before. */
static bool is_new(Pmxml *m, UidMap *map, int64_t id, int index) {
    if (id >= 0 && uid_map_add(m->arena, map, id, index)) return true;
    note_warning(m->p6->build, fmt(m->arena, "%.*s/ObjectId", STR_ARG(m->list)), m->list,
                 "missing or used twice; the object was left out");
    return false;
}

/* Objects of the file that are read, or say nothing of a plan. */
static bool is_known(Str list) {
    static const char *const known[] = {
        "",         "Project",      "Calendar",       "Resource",    "ResourceRate",
        "Currency", "OBS",          "NotebookTopic",  "ProjectList", "DisplayCurrency",
        "EPS",      "ResourceRole", "BaselineProject"};
    for (int i = 0; i < COUNT_OF(known); i++)
        if (str_is(list, known[i])) return true;
    return pmxml_is_definition(list);
}

static void begin(Pmxml *m, Str list) {
    if (!is_known(list)) note_dropped(m->p6->build, list, STR("the file"));
    m->list = str_copy(m->arena, list);
    m->defines = pmxml_is_definition(list);
    if (m->defines && p6_details(m->p6, &m->p6->definitions, &project_resource))
        m->definition = details_open(m->p6->definitions, list);
    m->project = (P6Project){.id = P6_NONE,
                             .calendar_id = P6_NONE,
                             .baseline_id = P6_NONE,
                             .start = MOMENT_NONE,
                             .data_date = MOMENT_NONE,
                             .must_finish = MOMENT_NONE,
                             .scheduled_finish = MOMENT_NONE};
    m->keeps = false;
    m->baseline = (P6Baseline){P6_NONE, P6_NONE, STR_NULL};
    m->calendar = (P6Calendar){.id = P6_NONE, .base_id = P6_NONE};
    m->resource = (P6Resource){.id = P6_NONE, .calendar_id = P6_NONE, .units_per_hour = 1};
    m->role = (P6Role){.id = P6_NONE};
    m->resource_role = (P6ResourceRole){P6_NONE, P6_NONE};
    m->proficiency = STR_NULL;
    m->kept = xml_make(m->arena, "Resource");
    m->rate_of = P6_NONE;
    m->rate = m->rate_units = 0;
    m->rate_since = MOMENT_NONE;
    for (int i = 0; i < RATE_TABLE_COUNT; i++) m->rates[i] = 0;
    m->currency = STR_NULL;
}

static void end_role(Pmxml *m) {
    if (!str_is(m->list, "Role") || !is_new(m, &m->p6->role_of, m->role.id, m->p6->roles.count)) return;
    P6Role *to = vec_push(m->arena, &m->p6->roles);
    if (to) *to = m->role;
}

static void end_rate(Pmxml *m);
static void end_resource_role(Pmxml *m);

static void end(void *context) {
    Pmxml *m = context;
    P6 *p6 = m->p6;
    if (m->keeps) details_close(m->project.details, m->kept_codes);
    if (m->defines && p6->definitions) {
        details_close(p6->definitions, m->definition);
        note_kept(p6->build, m->list, STR("the file"), 1);
        end_role(m);
    } else if (str_is(m->list, "Project") && is_new(m, &p6->project_of, m->project.id, p6->projects.count)) {
        P6Project *to = vec_push(m->arena, &p6->projects);
        m->project.is_external = m->project.start.n == MOMENT_NONE.n;
        if (to) *to = m->project;
    } else if (str_is(m->list, "BaselineProject")) {
        P6Baseline *to = vec_push(m->arena, &p6->baselines);
        if (to) *to = m->baseline;
    } else if (str_is(m->list, "Calendar") &&
               is_new(m, &p6->calendar_of, m->calendar.id, p6->calendars.count)) {
        P6Calendar *to = vec_push(m->arena, &p6->calendars);
        if (to) *to = m->calendar;
    } else if (str_is(m->list, "Resource") &&
               is_new(m, &p6->resource_of, m->resource.id, p6->resources.count)) {
        P6Resource *to = vec_push(m->arena, &p6->resources);
        if (m->kept) pmxml_keep(p6, m->kept, p6_kept_of_resource, &m->resource.details);
        if (to) *to = m->resource;
    } else if (str_is(m->list, "ResourceRate")) {
        end_rate(m);
    } else if (str_is(m->list, "Currency")) {
        p6_add_currency(p6, m->currency, m->rate);
    } else if (str_is(m->list, "ResourceRole")) {
        end_resource_role(m);
    }
    m->list = STR("");
}

static void read_project_field(Pmxml *m, const XmlNode *node) {
    P6Project *project = &m->project;
    Str name = node->name, text = node->text;
    if (str_is(name, "ObjectId")) project->id = id_of(m, "ObjectId", text);
    else if (str_is(name, "Name")) project->name = str_copy(m->arena, text);
    else if (str_is(name, "ActivityDefaultCalendarObjectId"))
        project->calendar_id = id_of(m, "ActivityDefaultCalendarObjectId", text);
    else if (str_is(name, "PlannedStartDate")) project->start = moment_of(m, "PlannedStartDate", text);
    else if (str_is(name, "DataDate")) project->data_date = moment_of(m, "DataDate", text);
    else if (str_is(name, "MustFinishByDate")) project->must_finish = moment_of(m, "MustFinishByDate", text);
    else if (str_is(name, "ScheduledFinishDate"))
        project->scheduled_finish = moment_of(m, "ScheduledFinishDate", text);
    else if (str_is(name, "CurrentBaselineProjectObjectId"))
        project->baseline_id = id_of(m, "CurrentBaselineProjectObjectId", text);
    else if (str_is(name, "CriticalActivityPathType")) project->longest_path = str_is(text, "Longest Path");
    else if (str_is(name, "CriticalActivityFloatLimit")) {
        double limit = real_of(m, "CriticalActivityFloatLimit", text, 0);
        project->critical_float = limit > 0 && limit < 100000 ? (int64_t)(limit * 60 + 0.5) : 0;
    }
}

static void read_baseline_field(Pmxml *m, const XmlNode *node) {
    Str name = node->name, text = node->text;
    if (str_is(name, "ObjectId")) m->baseline.id = id_of(m, "ObjectId", text);
    else if (str_is(name, "OriginalProjectObjectId"))
        m->baseline.project_id = id_of(m, "OriginalProjectObjectId", text);
    else if (str_is(name, "Name")) m->baseline.name = str_copy(m->arena, text);
}

static void read_calendar_field(Pmxml *m, const XmlNode *node) {
    Str name = node->name, text = node->text;
    if (str_is(name, "ObjectId")) m->calendar.id = id_of(m, "ObjectId", text);
    else if (str_is(name, "Name")) m->calendar.name = str_copy(m->arena, text);
    else if (str_is(name, "IsDefault")) m->calendar.is_default = str_is(text, "1") || str_is(text, "true");
    else if (str_is(name, "BaseCalendarObjectId"))
        m->calendar.base_id = id_of(m, "BaseCalendarObjectId", text);
}

static void read_resource_field(Pmxml *m, const XmlNode *node) {
    Str name = node->name, text = node->text;
    if (str_is(name, "ObjectId")) m->resource.id = id_of(m, "ObjectId", text);
    else if (str_is(name, "Name")) m->resource.name = str_copy(m->arena, text);
    else if (str_is(name, "CalendarObjectId")) m->resource.calendar_id = id_of(m, "CalendarObjectId", text);
    else if (str_is(name, "ResourceType"))
        m->resource.kind = str_is(text, "Material")   ? RESOURCE_MATERIAL
                           : str_is(text, "Nonlabor") ? RESOURCE_MACHINE
                                                      : RESOURCE_PERSON;
    else if (str_is(name, "EmailAddress")) m->resource.email = str_copy(m->arena, text);
    for (const KeptColumn *column = p6_kept_of_resource; column->column; column++)
        if (str_is(name, column->element))
            xml_add(m->arena, m->kept, column->element, str_copy(m->arena, text));
}

static void end_rate(Pmxml *m) {
    int32_t index = m->rate_of < 0 ? -1 : uid_map_find(&m->p6->resource_of, m->rate_of);
    if (index < 0) return;
    P6Resource *resource = m->p6->resources.at + index;
    p6_add_units(m->p6->build, resource, m->rate_since, m->rate_units);
    p6_add_rates(m->p6->build, resource, m->rate_since, m->rates);
}

static void read_role_field(Pmxml *m, const XmlNode *node) {
    if (str_is(node->name, "ObjectId")) m->role.id = id_of(m, "ObjectId", node->text);
    else if (str_is(node->name, "Name")) m->role.name = str_copy(m->arena, node->text);
}

static void read_resource_role_field(Pmxml *m, const XmlNode *node) {
    if (str_is(node->name, "ResourceObjectId"))
        m->resource_role.resource_id = id_of(m, "ResourceObjectId", node->text);
    else if (str_is(node->name, "RoleObjectId"))
        m->resource_role.role_id = id_of(m, "RoleObjectId", node->text);
    else if (str_is(node->name, "Proficiency")) m->proficiency = str_copy(m->arena, node->text);
}

static void end_resource_role(Pmxml *m) {
    int32_t index = uid_map_find(&m->p6->resource_of, m->resource_role.resource_id);
    P6ResourceRole *to = vec_push(m->arena, &m->p6->resource_roles);
    if (to) *to = m->resource_role;
    if (index < 0 || !m->proficiency.len) return;
    Details *details = p6_details(m->p6, &m->p6->resources.at[index].details, &resource_resource);
    if (!details) return;
    size_t opened = details_open(details, STR("ResourceRole"));
    details_text(details, STR("RoleObjectId"), fmt(m->arena, "%lld", (long long)m->resource_role.role_id));
    details_text(details, STR("Proficiency"), m->proficiency);
    details_close(details, opened);
}

static void read_rate_field(Pmxml *m, const XmlNode *node) {
    static const char *const prices[] = {"PricePerUnit", "PricePerUnit2", "PricePerUnit3", "PricePerUnit4",
                                         "PricePerUnit5"};
    Str name = node->name, text = node->text;
    for (int i = 0; i < RATE_TABLE_COUNT; i++)
        if (str_is(name, prices[i])) m->rates[i] = real_of(m, prices[i], text, 0);
    if (str_is(name, "ResourceObjectId")) m->rate_of = id_of(m, "ResourceObjectId", text);
    else if (str_is(name, "EffectiveDate")) m->rate_since = moment_of(m, "EffectiveDate", text);
    else if (str_is(name, "MaxUnitsPerTime")) m->rate_units = real_of(m, "MaxUnitsPerTime", text, 0);
}

static void read_currency_field(Pmxml *m, const XmlNode *node) {
    if (str_is(node->name, "Id")) m->currency = str_copy(m->arena, node->text);
    else if (str_is(node->name, "ExchangeRate")) m->rate = real_of(m, "ExchangeRate", node->text, 0);
}

/* ---- records ---- */

/* A finish names the last minute of work: 11:59 is 12:00. */
static void read_hours(const XmlNode *node, P6Day *day) {
    day->given = true;
    for (const XmlNode *time = node->first; time; time = time->next) {
        int32_t from, to;
        if (!str_is(time->name, "WorkTime") || !p6_minute_of_day(xml_child_text(time, "Start"), &from) ||
            !p6_minute_of_day(xml_child_text(time, "Finish"), &to))
            continue;
        p6_add_span(day, from, (to + 1) % 5 == 0 ? to + 1 : to);
    }
}

static void read_week(Pmxml *m, const XmlNode *node) {
    for (const XmlNode *hours = node->first; hours; hours = hours->next) {
        int day = word_in(m, hours, "DayOfWeek", p6_weekdays, -1);
        if (day >= 0) read_hours(hours, m->calendar.week + day);
    }
}

static void read_exceptions(Pmxml *m, const XmlNode *node) {
    for (const XmlNode *day = node->first; day; day = day->next) {
        Moment at = moment_of(m, "Date", xml_child_text(day, "Date"));
        P6Exception *exception = at.n == MOMENT_NONE.n ? NULL : vec_push(m->arena, &m->calendar.exceptions);
        if (!exception) continue;
        exception->day = day_of_minute(at.n);
        read_hours(day, &exception->hours);
    }
}

static P6Constraint constraint_in(Pmxml *m, const XmlNode *node, const char *kind, const char *date) {
    P6Constraint constraint = p6_constraint(word_in(m, node, kind, p6_constraints, CONSTRAINT_ASAP),
                                            moment_of(m, date, xml_child_text(node, date)));
    if (constraint.kind > CONSTRAINT_ALAP && constraint.at.n == MOMENT_NONE.n) {
        warn(m, kind, xml_child_text(node, kind), "a constraint without its date");
        constraint.kind = CONSTRAINT_ASAP;
    }
    return constraint;
}

static void read_activity(Pmxml *m, const XmlNode *node) {
    int64_t id = id_of(m, "ObjectId", xml_child_text(node, "ObjectId"));
    if (!is_new(m, &m->p6->task_of, id, m->p6->tasks.count)) return;
    P6Task *task = vec_push(m->arena, &m->p6->tasks);
    if (!task) return;
    *task = (P6Task){
        .id = id,
        .project_id = id_of(m, "ProjectObjectId", xml_child_text(node, "ProjectObjectId")),
        .wbs_id = id_of(m, "WBSObjectId", xml_child_text(node, "WBSObjectId")),
        .calendar_id = id_of(m, "CalendarObjectId", xml_child_text(node, "CalendarObjectId")),
        .code = str_copy(m->arena, xml_child_text(node, "Id")),
        .name = str_copy(m->arena, xml_child_text(node, "Name")),
        .kind = (P6Kind)word_in(m, node, "Type", p6_kinds, P6_TASK),
        .status = (P6Status)word_in(m, node, "Status", p6_states, P6_NOT_STARTED),
        .duration = minutes_in(m, node, "PlannedDuration"),
        .remaining = minutes_in(m, node, "RemainingDuration"),
        .percent = INT_NULL,
        .actual_start = moment_of(m, "ActualStartDate", xml_child_text(node, "ActualStartDate")),
        .actual_finish = moment_of(m, "ActualFinishDate", xml_child_text(node, "ActualFinishDate")),
        .suspend = moment_of(m, "SuspendDate", xml_child_text(node, "SuspendDate")),
        .resume = moment_of(m, "ResumeDate", xml_child_text(node, "ResumeDate")),
        .shown_start = moment_of(m, "StartDate", xml_child_text(node, "StartDate")),
        .shown_finish = moment_of(m, "FinishDate", xml_child_text(node, "FinishDate")),
        .expected_finish = moment_of(m, "ExpectedFinishDate", xml_child_text(node, "ExpectedFinishDate")),
        .external_start =
            moment_of(m, "ExternalEarlyStartDate", xml_child_text(node, "ExternalEarlyStartDate")),
        .external_finish =
            moment_of(m, "ExternalLateFinishDate", xml_child_text(node, "ExternalLateFinishDate")),
        .constraints = {constraint_in(m, node, "PrimaryConstraintType", "PrimaryConstraintDate"),
                        constraint_in(m, node, "SecondaryConstraintType", "SecondaryConstraintDate")},
    };
    double physical =
        real_of(m, "PhysicalPercentComplete", xml_child_text(node, "PhysicalPercentComplete"), 0);
    if (str_is(xml_child_text(node, "PercentCompleteType"), "Physical") && physical >= 0 && physical <= 1)
        task->percent = (int64_t)(physical * 100 + 0.5);
    pmxml_keep(m->p6, node, p6_kept_of_task, &task->details);
}

/* The sum of what is given of the elements of those names. */
static double sum_in(Pmxml *m, const XmlNode *node, const char *const *names) {
    double sum = 0;
    for (; *names; names++) sum += real_of(m, *names, xml_child_text(node, *names), 0);
    return sum > 0 && sum < 1e10 ? sum : 0;
}

static void read_baseline_activity(Pmxml *m, const XmlNode *node) {
    static const char *const units[] = {"AtCompletionLaborUnits", "AtCompletionNonLaborUnits", NULL};
    static const char *const costs[] = {"AtCompletionLaborCost", "AtCompletionNonLaborCost",
                                        "AtCompletionMaterialCost", "AtCompletionExpenseCost", NULL};
    P6BaselineTask *to = vec_push(m->arena, &m->p6->baseline_tasks);
    int64_t duration = minutes_in(m, node, "AtCompletionDuration");
    if (!to) return;
    *to = (P6BaselineTask){
        .baseline = m->p6->baselines.count, /* the open one, which is added when it ends */
        .code = str_copy(m->arena, xml_child_text(node, "Id")),
        .start = moment_of(m, "StartDate", xml_child_text(node, "StartDate")),
        .finish = moment_of(m, "FinishDate", xml_child_text(node, "FinishDate")),
        .duration = duration == INT_NULL ? minutes_in(m, node, "PlannedDuration") : duration,
        .work = (int64_t)(sum_in(m, node, units) * 60 + 0.5),
        .cost = sum_in(m, node, costs),
    };
}

static void read_wbs(Pmxml *m, const XmlNode *node) {
    int64_t id = id_of(m, "ObjectId", xml_child_text(node, "ObjectId"));
    if (!is_new(m, &m->p6->wbs_of, id, m->p6->wbs.count)) return;
    P6Wbs *wbs = vec_push(m->arena, &m->p6->wbs);
    if (!wbs) return;
    *wbs = (P6Wbs){
        .id = id,
        .parent_id = id_of(m, "ParentObjectId", xml_child_text(node, "ParentObjectId")),
        .project_id = id_of(m, "ProjectObjectId", xml_child_text(node, "ProjectObjectId")),
        .order = real_of(m, "SequenceNumber", xml_child_text(node, "SequenceNumber"), 0),
        .name = str_copy(m->arena, xml_child_text(node, "Name")),
    };
    pmxml_keep(m->p6, node, p6_kept_of_wbs, &wbs->details);
}

static void read_link(Pmxml *m, const XmlNode *node) {
    double lag = real_of(m, "Lag", xml_child_text(node, "Lag"), 0) * 60;
    if (lag > DURATION_MINUTES_MAX || lag < -DURATION_MINUTES_MAX) lag = 0;
    P6Link *link = vec_push(m->arena, &m->p6->links);
    if (!link) return;
    *link = (P6Link){
        id_of(m, "PredecessorActivityObjectId", xml_child_text(node, "PredecessorActivityObjectId")),
        id_of(m, "SuccessorActivityObjectId", xml_child_text(node, "SuccessorActivityObjectId")),
        word_in(m, node, "Type", p6_link_types, LINK_FS), (int64_t)(lag < 0 ? lag - 0.5 : lag + 0.5)};
}

static void read_assignment(Pmxml *m, const XmlNode *node) {
    P6Assignment *to = vec_push(m->arena, &m->p6->assignments);
    Str source = xml_child_text(node, "RateSource");
    if (!to) return;
    *to = (P6Assignment){
        id_of(m, "ActivityObjectId", xml_child_text(node, "ActivityObjectId")),
        id_of(m, "ResourceObjectId", xml_child_text(node, "ResourceObjectId")),
        id_of(m, "RoleObjectId", xml_child_text(node, "RoleObjectId")),
        real_of(m, "PlannedUnits", xml_child_text(node, "PlannedUnits"), 0),
        real_of(m, "PlannedUnitsPerTime", xml_child_text(node, "PlannedUnitsPerTime"), 1),
        real_of(m, "RemainingUnits", xml_child_text(node, "RemainingUnits"), -1),
        .rate_table = (int8_t)word_in(m, node, "RateType", p6_rate_types, 0),
        .price = real_of(m, "PricePerUnit", xml_child_text(node, "PricePerUnit"), 0),
        .has_own_price = source.len && !str_is(source, "Resource"),
    };
}

static bool is_yes(Str text) {
    return str_is(text, "1") || str_is(text, "true");
}

static bool is_no(Str text) {
    return str_is(text, "0") || str_is(text, "false");
}

static void read_options(Pmxml *m, const XmlNode *node) {
    P6Options *options = vec_push(m->arena, &m->p6->options);
    if (!options) return;
    *options = p6_options(m->project.id);
    options->lag_calendar =
        (LagCalendar)word_in(m, node, "RelationshipLagCalendar", p6_lag_calendars, LAG_CALENDAR_PREDECESSOR);
    options->progress_mode = (ProgressMode)word_in(m, node, "OutOfSequenceScheduleType", p6_progress_modes,
                                                   PROGRESS_RETAINED_LOGIC);
    options->float_kind = (FloatKind)word_in(m, node, "ComputeTotalFloatType", p6_float_kinds, FLOAT_FINISH);
    options->common_end = is_no(xml_child_text(node, "CalculateFloatBasedOnFinishDate"));
    options->open_ends_critical = is_yes(xml_child_text(node, "MakeOpenEndedActivitiesCritical"));
    options->lag_from_actual_start = is_no(xml_child_text(node, "StartToStartLagCalculationType"));
    options->ignore_expected_finish = is_no(xml_child_text(node, "UseExpectedFinishDates"));
    options->ignore_other_projects = is_yes(xml_child_text(node, "IgnoreOtherProjectRelationships"));
    options->float_paths = is_yes(xml_child_text(node, "MultipleFloatPathsEnabled"));
    options->float_path_count = p6_path_count(
        real_of(m, "MaximumMultipleFloatPaths", xml_child_text(node, "MaximumMultipleFloatPaths"), 10));
    options->float_paths_by_free = is_no(xml_child_text(node, "MultipleFloatPathsUseTotalFloat"));
    options->float_paths_end = id_of(m, "MultipleFloatPathsEndingActivityObjectId",
                                     xml_child_text(node, "MultipleFloatPathsEndingActivityObjectId"));
}

static void read_note(Pmxml *m, const XmlNode *node) {
    p6_add_note(m->p6, id_of(m, "ActivityObjectId", xml_child_text(node, "ActivityObjectId")),
                str_copy(m->arena, xml_child_text(node, "Note")));
}

static void read_expense(Pmxml *m, const XmlNode *node) {
    p6_add_expense(m->p6, id_of(m, "ActivityObjectId", xml_child_text(node, "ActivityObjectId")),
                   real_of(m, "PlannedCost", xml_child_text(node, "PlannedCost"), 0));
}

static void tell_lost(Pmxml *m, Str of, const XmlNode *child, Str where) {
    P6Lost lost = p6_lost(of, child->name);
    if (child->first || p6_is_lost(&lost, child->text))
        if (lost.told)
            note_dropped(m->p6->build, fmt(m->arena, "%.*s/%.*s", STR_ARG(of), STR_ARG(child->name)), where);
}

static void tell_all_lost(Pmxml *m, const XmlNode *node) {
    bool task = str_is(node->name, "Activity");
    Str number = xml_child_text(node, task ? "ObjectId" : "ActivityObjectId");
    Str where = number.len ? p6_activity(m->p6, number) : m->list;
    for (const XmlNode *child = node->first; child; child = child->next)
        tell_lost(m, node->name, child, where);
}

/* Codes and user defined fields of the project. */
static bool keep_of_project(Pmxml *m, const XmlNode *node) {
    if (!str_is(m->list, "Project") || !(str_is(node->name, "Code") || str_is(node->name, "UDF")))
        return false;
    Details *details = p6_details(m->p6, &m->project.details, &project_resource);
    if (!details) return true;
    if (!m->keeps) m->kept_codes = details_open(details, m->list);
    m->keeps = true;
    Str what = fmt(m->arena, "Project/%.*s", STR_ARG(node->name));
    if (details_node(details, node)) note_kept(m->p6->build, what, STR("the project"), 1);
    else note_dropped(m->p6->build, what, STR("the project"));
    return true;
}

static void read_record(Pmxml *m, const XmlNode *node) {
    static const struct {
        const char *list, *name;
        void (*read)(Pmxml *m, const XmlNode *node);
    } records[] = {
        {"Project", "Activity", read_activity},
        {"BaselineProject", "Activity", read_baseline_activity},
        {"Project", "WBS", read_wbs},
        {"Project", "Relationship", read_link},
        {"Project", "ResourceAssignment", read_assignment},
        {"Project", "ScheduleOptions", read_options},
        {"Project", "ActivityNote", read_note},
        {"Project", "ActivityExpense", read_expense},
        {"Calendar", "StandardWorkWeek", read_week},
        {"Calendar", "HolidayOrExceptions", read_exceptions},
    };
    if (keep_of_project(m, node)) return;
    for (int i = 0; i < COUNT_OF(records); i++)
        if (str_is(m->list, records[i].list) && str_is(node->name, records[i].name)) {
            records[i].read(m, node);
            if (!str_is(m->list, "BaselineProject")) tell_all_lost(m, node);
            return;
        }
    if (!str_is(m->list, "Project") && !str_is(m->list, "Calendar") && !str_is(m->list, "Resource")) return;
    note_dropped(m->p6->build, fmt(m->arena, "%.*s/%.*s", STR_ARG(m->list), STR_ARG(node->name)),
                 STR("the file"));
}

/* ---- the document ---- */

static bool is_record(const XmlNode *node) {
    return node->first || str_is(node->name, "HolidayOrExceptions");
}

static bool visit(void *context, Str list, const XmlNode *node, Error *err) {
    Pmxml *m = context;
    if (m->arena->full) return error_no_memory(err);
    if (list.len == 0) return true;
    if (!m->list.len) begin(m, list);
    if (m->defines) {
        if (m->p6->definitions && (node->first || node->text.len) && !details_node(m->p6->definitions, node))
            note_dropped(m->p6->build, m->list, STR("the file"));
        read_role_field(m, node);
        return true;
    }
    if (is_record(node)) {
        read_record(m, node);
        return true;
    }
    tell_lost(m, m->list, node, m->list);
    if (str_is(m->list, "Project")) read_project_field(m, node);
    else if (str_is(m->list, "BaselineProject")) read_baseline_field(m, node);
    else if (str_is(m->list, "Calendar")) read_calendar_field(m, node);
    else if (str_is(m->list, "Resource")) read_resource_field(m, node);
    else if (str_is(m->list, "ResourceRate")) read_rate_field(m, node);
    else if (str_is(m->list, "Currency")) read_currency_field(m, node);
    else if (str_is(m->list, "ResourceRole")) read_resource_role_field(m, node);
    return true;
}

static void restart(void *context) {
    Pmxml *m = context;
    PlanBuild *build = m->p6->build;
    plan_build_again(build);
    *m = (Pmxml){.arena = m->arena, .p6 = p6_make(m->arena, build)};
    if (m->p6) begin(m, STR(""));
}

bool pmxml_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    Pmxml *m = arena_new(arena, Pmxml);
    bool mended;
    if (!m) return error_no_memory(err);
    *m = (Pmxml){.arena = arena, .p6 = p6_make(arena, build)};
    if (!m->p6) return error_no_memory(err);
    begin(m, STR(""));
    XmlRules rules = {.root = "APIBusinessObjects", .visit = visit, .end = end, .context = m};
    if (!xml_read(arena, content, &rules, restart, &mended, err)) return false;
    if (arena->full) return error_no_memory(err);
    if (m->p6->projects.count + m->p6->tasks.count == 0) {
        error_set(err, ERROR_MALFORMED, "This P6 file holds no project.");
        return error_hint(err, "Export it again from P6: File, Export, Primavera P6 - (XML).");
    }
    if (mended)
        note_warning(m->p6->build, STR("File"), STR("the whole file"),
                     "bytes that are not valid text were replaced");
    return p6_build(m->p6, FORMAT_PMXML, ret, err);
}

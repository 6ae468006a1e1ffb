/* A plan for P6: what XER and PMXML hold, in the order in which P6 imports it.
 *
 * Summaries, and goals and initiatives without children, become the WBS below a node for the project; every
 * other item becomes an activity. Numbers are the external ids where those are numbers of their own, so that
 * P6 recognises what came from it.
 *
 * Written: projects with their dates and options, the WBS, calendars, activities with type, duration,
 * progress, constraints, deadline (as second constraint, "finish on or before"), computed dates and floats,
 * notes, fixed costs (as an expense), links with lag, resources with rates and capacity, assignments; skills
 * as roles. Not, because P6 has no place for it: inactive items, links and people of summaries (links are
 * laid from and to the activities below, as far as they are few), costs per use and of overtime, product
 * fields. A task placed by hand gets a mandatory start; an elapsed duration a calendar of 24 hours; a lag in
 * percent becomes hours. P6 knows one calendar for all lags: when more of them are elapsed than not it is
 * that of 24 hours, and the others are counted over as if a day had eight. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/p6/p6_kept.h"
#include "model/rate.h"

enum { EPS_OFFSET = 1, ROOT_WBS = 1000000000 /* above every WBS number that a plan counts to */ };

/* ---- preparing ---- */

/* "wbs-38650" of a plan that came from P6. */
static int64_t *number_wbs(P6Out *o) {
    int count = o->view.file->items.count;
    int64_t *numbers = arena_array(o->view.arena, int64_t, count + 1), next = 1;
    UidMap taken = {0};
    if (!numbers) return NULL;
    for (int i = 0; i < count; i++) {
        Str own = o->view.items[i].external_id;
        int64_t number;
        if (o->is_wbs[i] && str_starts(own, STR("wbs-")) && str_int(str_from(own, 4), &number) &&
            number > 0 && number < ROOT_WBS && uid_map_add(o->view.arena, &taken, number, i))
            numbers[i] = number;
    }
    for (int i = 0; i < count; i++) {
        if (!o->is_wbs[i] || numbers[i]) continue;
        while (!uid_map_add(o->view.arena, &taken, next, i) && !o->view.arena->full) next++;
        numbers[i] = next;
    }
    return numbers;
}

/* What each item is; whether something counts around the clock. */
static bool sort_items(P6Out *o) {
    int count = o->view.file->items.count;
    o->is_wbs = arena_array(o->view.arena, bool, count + 1);
    o->is_task = arena_array(o->view.arena, bool, count + 1);
    o->places = arena_array(o->view.arena, int32_t, count + 1);
    bool *out = arena_array(o->view.arena, bool, count + 1); /* takes no part, and nothing below it */
    if (!o->is_wbs || !o->is_task || !o->places || !out) return false;
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        const Item *item = o->view.items + i;
        o->places[i] = k;
        int32_t parent = o->view.parents[i];
        out[i] = item->inactive || item->state.n == STATE_DROPPED || (parent >= 0 && out[parent]);
        o->is_wbs[i] = o->view.summary[i] || item->kind.n == ITEM_GOAL || item->kind.n == ITEM_INITIATIVE;
        o->is_task[i] = !o->is_wbs[i] && !out[i];
        if (o->is_task[i] && item->elapsed) o->day_and_night = (Id){INT64_MAX};
    }
    return true;
}

static bool prepare(P6Out *o, Arena *arena, const PlanFile *file, const ItemDates *dates) {
    if (!plan_view_make(arena, file, dates, &o->view) || !sort_items(o)) return false;
    o->elapsed_lags = arena_array(arena, int32_t, file->projects.count + 1);
    if (!o->elapsed_lags) return false;
    for (int i = 0; i < file->links.count; i++) {
        int32_t to = view_item(&o->view, o->view.links[i].successor_id);
        if (to < 0 || !o->view.links[i].lag_minutes) continue;
        o->elapsed_lags[o->view.project[to]] += o->view.links[i].lag_kind.n == LAG_ELAPSED ? 1 : -1;
    }
    o->wbs_ids = number_wbs(o);
    o->task_ids = view_numbers(&o->view, &file->items, sizeof(Item), offsetof(Item, external_id), 1);
    o->resource_ids = view_numbers(&o->view, &file->resources, sizeof(PlanResource),
                                   offsetof(PlanResource, external_id), 1);
    return o->wbs_ids && o->task_ids && o->resource_ids && p6_out_find_roles(o);
}

/* ---- what every file has ---- */

static Str symbol_of(Str code) {
    static const char *const symbols[][2] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}};
    for (int i = 0; i < COUNT_OF(symbols); i++)
        if (str_is(code, symbols[i][0])) return str_of(symbols[i][1]);
    return code;
}

static void write_currency(P6Out *o) {
    Str code = view_currency(&o->view);
    p6_table(o, "CURRTYPE", "Currency");
    cell_fixed(o, "curr_id", "ObjectId", "1", "1");
    cell_fixed(o, "decimal_digit_cnt", "DecimalPlaces", "2", "2");
    cell_text(o, "curr_symbol", "Symbol", symbol_of(code));
    cell_fixed(o, "decimal_symbol", "DecimalSymbol", ".", "Period");
    cell_fixed(o, "digit_group_symbol", "DigitGroupingSymbol", ",", "Comma");
    cell_fixed(o, "pos_curr_fmt_type", "PositiveSymbol", "#1.1", "#1.1");
    cell_fixed(o, "neg_curr_fmt_type", "NegativeSymbol", "(#1.1)", "(#1.1)");
    cell_text(o, "curr_type", "Name", code);
    cell_text(o, "curr_short_name", "Id", code);
    cell_fixed(o, "group_digit_cnt", NULL, "3", NULL);
    cell_fixed(o, "base_exch_rate", "ExchangeRate", "1", "1");
    p6_row(o, false);
}

static void write_obs(P6Out *o) {
    p6_table(o, "OBS", "OBS");
    cell_fixed(o, "obs_id", "ObjectId", "1", "1");
    cell_fixed(o, "parent_obs_id", NULL, "", NULL);
    cell_fixed(o, "seq_num", "SequenceNumber", "0", "0");
    cell_fixed(o, "obs_name", "Name", "Enterprise", "Enterprise");
    p6_row(o, false);
}

static void write_note_kind(P6Out *o) {
    p6_table(o, "MEMOTYPE", "NotebookTopic");
    cell_fixed(o, "memo_type_id", "ObjectId", "1", "1");
    cell_fixed(o, "seq_num", "SequenceNumber", "0", "0");
    cell_fixed(o, "memo_type", "Name", "Notes", "Notes");
    cell_fixed(o, "task_flag", "AvailableForActivity", "Y", "1");
    p6_row(o, false);
}

/* ---- projects ---- */

/* What P6 calls a project: unique, at most 40 bytes. */
static Str short_name(P6Out *o, int32_t i) {
    Str name = o->view.projects[i].name;
    size_t len = name.len < 36 ? name.len : 36;
    while (len < name.len && len > 0 && ((unsigned char)name.at[len] & 0xC0) == 0x80) len--;
    for (int32_t k = 0; k < i; k++)
        if (str_equal(o->view.projects[k].name, name))
            return fmt(o->view.arena, "%.*s-%d", (int)(len < 30 ? len : 30), name.at, i + 1);
    return str_slice(name, 0, len);
}

/* P6 counts from the start: one that counts back from its finish begins where that led to. */
static Moment start_of(const P6Out *o, int32_t project) {
    const Project *row = o->view.projects + project;
    Moment first = MOMENT_NONE;
    for (int i = 0; row->schedule_from_finish && o->view.dates && i < o->view.file->items.count; i++) {
        Moment start = o->view.dates[i].start;
        if (o->view.project[i] != project || start.n == MOMENT_NONE.n) continue;
        if (first.n == MOMENT_NONE.n || start.n < first.n) first = start;
    }
    return first.n == MOMENT_NONE.n ? row->start_at : first;
}

static void write_project(P6Out *o, int32_t i, bool open) {
    const Project *project = o->view.projects + i;
    Moment start = start_of(o, i);
    Moment data_date = project->status_at.n == MOMENT_NONE.n ? start : project->status_at;
    cell_id(o, "proj_id", "ObjectId", i + 1);
    cell_text(o, "proj_short_name", "Id", short_name(o, i));
    cell_text(o, NULL, "Name", project->name);
    cell_fixed(o, "fy_start_month_num", "FiscalYearStartMonth", "1", "1");
    cell_yes(o, "project_flag", NULL, true);
    cell_yes(o, "rsrc_multi_assign_flag", "ResourceCanBeAssignedToSameActivityMoreThanOnce", false);
    cell_fixed(o, "name_sep_char", "WBSCodeSeparator", ".", ".");
    cell_fixed(o, "def_complete_pct_type", "ActivityDefaultPercentCompleteType", "CP_Drtn", "Duration");
    cell_id(o, "clndr_id", "ActivityDefaultCalendarObjectId", p6_out_calendar_id(o, project->calendar_id));
    cell_fixed(o, "task_code_base", "ActivityIdSuffix", "1000", "1000");
    cell_fixed(o, "task_code_step", "ActivityIdIncrement", "10", "10");
    cell_fixed(o, "task_code_prefix", "ActivityIdPrefix", "A", "A");
    cell_word(o, "critical_path_type", "CriticalActivityPathType", p6_critical_by, project->critical_by.n);
    cell_hours(o, "critical_drtn_hr_cnt", "CriticalActivityFloatLimit",
               project->critical_float_minutes == INT_NULL ? 0 : project->critical_float_minutes);
    cell_moment(o, "last_recalc_date", "DataDate", data_date);
    cell_moment(o, "plan_start_date", "PlannedStartDate", start);
    cell_moment(o, "plan_end_date", "MustFinishByDate", project->must_finish_at);
    cell_moment(o, "scd_end_date", "ScheduledFinishDate", view_finish(&o->view, i));
    cell_fixed(o, "def_duration_type", "ActivityDefaultDurationType", "DT_FixedDUR2",
               "Fixed Duration and Units");
    cell_fixed(o, "def_task_type", "ActivityDefaultActivityType", "TT_Task", "Task Dependent");
    cell_fixed(o, NULL, "OBSObjectId", NULL, "1");
    cell_fixed(o, NULL, "Status", NULL, "Active");
    cell_id(o, NULL, "WBSObjectId", ROOT_WBS + i);
    cell_yes(o, "export_flag", NULL, true);
    p6_row(o, open);
    if (o->xml) pmxml_write_codes(o, project->file_details);
}

LagCalendar p6_out_lag_calendar(const P6Out *o, int32_t project) {
    if (o->elapsed_lags[project] > 0) return LAG_CALENDAR_ELAPSED;
    return (LagCalendar)o->view.projects[project].lag_calendar.n;
}

/* The activity that the project's float paths lead to; P6 knows one. */
static int64_t end_of_paths(const P6Out *o, int32_t project) {
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        if (o->is_task[i] && o->view.project[i] == project && o->view.items[i].ends_float_paths)
            return o->task_ids[i];
    }
    return P6_NONE;
}

/* Links to and from other projects count, unless they are to be ignored. */
static void write_options(P6Out *o, int32_t i) {
    const Project *project = o->view.projects + i;
    int mode = project->progress_mode.n;
    cell_id(o, "schedoptions_id", NULL, i + 1);
    cell_id(o, "proj_id", "ProjectObjectId", i + 1);
    cell_text(o, "sched_outer_depend_type", NULL,
              project->ignore_other_projects ? STR("SD_None") : STR("SD_Both"));
    cell_yes(o, NULL, "IgnoreOtherProjectRelationships", project->ignore_other_projects);
    cell_yes(o, "sched_open_critical_flag", "MakeOpenEndedActivitiesCritical", project->open_ends_critical);
    cell_yes(o, "sched_lag_early_start_flag", "StartToStartLagCalculationType",
             !project->lag_from_actual_start);
    cell_yes(o, "sched_retained_logic", NULL, mode == PROGRESS_RETAINED_LOGIC);
    cell_yes(o, "sched_progress_override", NULL, mode == PROGRESS_OVERRIDE);
    cell_word(o, NULL, "OutOfSequenceScheduleType", p6_progress_modes, mode);
    cell_fixed(o, "sched_setplantoforecast", NULL, "N", NULL);
    cell_word(o, "sched_float_type", "ComputeTotalFloatType", p6_float_kinds, project->float_kind.n);
    cell_word(o, "sched_calendar_on_relationship_lag", "RelationshipLagCalendar", p6_lag_calendars,
              (int)p6_out_lag_calendar(o, i));
    cell_yes(o, "sched_use_expect_end_flag", "UseExpectedFinishDates", project->use_expected_finish);
    cell_yes(o, "sched_use_project_end_date_for_float", "CalculateFloatBasedOnFinishDate",
             !project->common_end);
    cell_yes(o, "enable_multiple_longest_path_calc", "MultipleFloatPathsEnabled", project->float_paths);
    cell_yes(o, "limit_multiple_longest_path_calc", NULL, true);
    cell_id(o, "max_multiple_longest_path", "MaximumMultipleFloatPaths", project->float_path_count);
    cell_yes(o, "use_total_float_multiple_longest_paths", "MultipleFloatPathsUseTotalFloat",
             project->float_paths_by.n == FLOAT_PATHS_BY_TOTAL);
    cell_id(o, "key_activity_for_multiple_longest_paths", "MultipleFloatPathsEndingActivityObjectId",
            end_of_paths(o, i));
    p6_row(o, false);
}

/* ---- the WBS ---- */

static void write_root(P6Out *o, int32_t project) {
    cell_id(o, "wbs_id", "ObjectId", ROOT_WBS + project);
    cell_id(o, "proj_id", "ProjectObjectId", project + 1);
    cell_fixed(o, "obs_id", "OBSObjectId", "1", "1");
    cell_id(o, "seq_num", "SequenceNumber", project + EPS_OFFSET);
    cell_yes(o, "proj_node_flag", NULL, true);
    cell_fixed(o, "status_code", "Status", "WS_Open", "Active");
    p6_kept_cells(o, p6_kept_of_wbs, (Json){STR_NULL}, short_name(o, project));
    cell_text(o, "wbs_name", "Name", o->view.projects[project].name);
    cell_text(o, "parent_wbs_id", "ParentObjectId", STR_NULL);
    p6_row(o, false);
}

int64_t p6_out_wbs_id(const P6Out *o, int32_t i) {
    int32_t parent = o->view.parents[i];
    bool here = parent >= 0 && o->view.project[parent] == o->view.project[i];
    return here ? o->wbs_ids[parent] : ROOT_WBS + o->view.project[i];
}

static void write_wbs(P6Out *o, int32_t i, int sequence) {
    const Item *item = o->view.items + i;
    cell_id(o, "wbs_id", "ObjectId", o->wbs_ids[i]);
    cell_id(o, "proj_id", "ProjectObjectId", o->view.project[i] + 1);
    cell_fixed(o, "obs_id", "OBSObjectId", "1", "1");
    cell_id(o, "seq_num", "SequenceNumber", sequence);
    cell_yes(o, "proj_node_flag", NULL, false);
    cell_fixed(o, "status_code", "Status", "WS_Open", "Active");
    p6_kept_cells(o, p6_kept_of_wbs, item->file_details, fmt(o->view.arena, "%d", sequence));
    cell_name(o, "wbs_name", "Name", item->title, P6_WBS_NAME_MAX);
    if (o->xml && p6_out_wbs_id(o, i) >= ROOT_WBS) cell_text(o, NULL, "ParentObjectId", STR_NULL);
    else cell_id(o, "parent_wbs_id", "ParentObjectId", p6_out_wbs_id(o, i));
    p6_row(o, false);
}

/* PMXML has no node for the project itself: the top of the WBS has no parent. */
static void write_outline(P6Out *o, int32_t project) {
    int sequence = 0;
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        if (o->view.project[i] == project && o->is_wbs[i]) write_wbs(o, i, ++sequence);
    }
}

/* ---- resources ---- */

static void write_resources(P6Out *o) {
    p6_table(o, "RSRC", "Resource");
    for (int i = 0; i < o->view.file->resources.count; i++) {
        const PlanResource *resource = o->view.resources + i;
        if (resource->generic) continue; /* a role */
        cell_id(o, "rsrc_id", "ObjectId", o->resource_ids[i]);
        cell_text(o, "parent_rsrc_id", "ParentObjectId", STR_NULL);
        cell_id(o, "clndr_id", "CalendarObjectId", p6_out_calendar_id(o, resource->calendar_id));
        cell_id(o, "rsrc_seq_num", "SequenceNumber", i + 1);
        p6_kept_cells(o, p6_kept_of_resource, resource->file_details,
                      fmt(o->view.arena, "R%lld", (long long)o->resource_ids[i]));
        cell_text(o, "rsrc_name", "Name", resource->name);
        cell_real(o, "def_qty_per_hr", "DefaultUnitsPerTime", (double)resource->units_percent / 100);
        cell_fixed(o, "cost_qty_type", NULL, "QT_Hour", NULL);
        cell_yes(o, "active_flag", "IsActive", true);
        cell_yes(o, "auto_compute_act_flag", "AutoComputeActuals", false);
        cell_yes(o, "def_cost_qty_link_flag", "CalculateCostFromUnits", true);
        cell_fixed(o, "curr_id", "CurrencyObjectId", "1", "1");
        cell_word(o, "rsrc_type", "ResourceType", p6_resource_kinds, resource->kind.n);
        p6_row(o, false);
    }
}

/* Prices that hold from `since` on, whatever day the file calls it. */
static void write_prices(P6Out *o, int resource, Moment since, Moment day) {
    static const char *const columns[] = {"cost_per_qty", "cost_per_qty2", "cost_per_qty3", "cost_per_qty4",
                                          "cost_per_qty5"};
    static const char *const elements[] = {"PricePerUnit", "PricePerUnit2", "PricePerUnit3", "PricePerUnit4",
                                           "PricePerUnit5"};
    const PlanResource *row = o->view.resources + resource;
    cell_id(o, "rsrc_rate_id", "ObjectId", ++o->last_rate);
    cell_id(o, "rsrc_id", "ResourceObjectId", o->resource_ids[resource]);
    cell_real(o, "max_qty_per_hr", "MaxUnitsPerTime",
              (double)availability_at(row, availability_day(since)) / 100);
    for (int table = 0; table < RATE_TABLE_COUNT; table++)
        cell_real(o, columns[table], elements[table],
                  (double)rate_at(row, (Choice){table}, since).rate_cents_per_hour / 100);
    cell_moment(o, "start_date", "EffectiveDate", day);
    p6_row(o, false);
}

/* The first moment after this one at which one of its tables changes, or how much there is of it;
 * MOMENT_NONE: there is none. */
static Moment next_change(const PlanResource *resource, Moment after) {
    const ResourceRate *rates = resource->rates.at;
    Moment next = MOMENT_NONE;
    for (int i = 0; i < resource->rates.count; i++) {
        Moment at = rates[i].effective_at;
        if (at.n > after.n && (next.n == MOMENT_NONE.n || at.n < next.n)) next = at;
    }
    const AvailabilityStep *steps = resource->availability.at;
    for (int i = 0; i < resource->availability.count; i++) {
        Moment at = {steps[i].available_from.n * MINUTES_PER_DAY};
        if (at.n > after.n && (next.n == MOMENT_NONE.n || at.n < next.n)) next = at;
    }
    return next;
}

static void write_rates(P6Out *o) {
    Moment start = {0};
    for (int i = 0; i < o->view.file->projects.count; i++)
        if (i == 0 || o->view.projects[i].start_at.n < start.n) start = o->view.projects[i].start_at;
    p6_table(o, "RSRCRATE", "ResourceRate");
    for (int i = 0; i < o->view.file->resources.count; i++) {
        const PlanResource *resource = o->view.resources + i;
        if (resource->generic) continue;
        Moment change = next_change(resource, MOMENT_NONE), first = start;
        if (change.n != MOMENT_NONE.n && change.n <= start.n) first.n = change.n - MINUTES_PER_DAY;
        write_prices(o, i, MOMENT_NONE, first);
        for (; change.n != MOMENT_NONE.n; change = next_change(resource, change))
            write_prices(o, i, change, change);
    }
}

/* ---- the two files ---- */

static void write_xer(P6Out *o) {
    int projects = o->view.file->projects.count;
    Moment now = {(int32_t)(o->now.ms / 60000)};
    strbuf_fmt(o->out,
               "ERMHDR\t18.8\t%.*s\tProject\ttrivet\ttrivet\tdbxDatabaseNoName\tProject Management\t%.*s\r\n",
               DAY_TEXT, moment_text(o->view.arena, now).at, STR_ARG(view_currency(&o->view)));
    write_currency(o);
    write_obs(o);
    write_note_kind(o);
    xer_write_kept(o, KEPT_BEFORE_PROJECT);
    p6_table(o, "PROJECT", NULL);
    for (int i = 0; i < projects; i++) write_project(o, i, false);
    p6_out_calendars(o);
    p6_table(o, "SCHEDOPTIONS", NULL);
    for (int i = 0; i < projects; i++) write_options(o, i);
    p6_table(o, "PROJWBS", NULL);
    for (int i = 0; i < projects; i++) {
        write_root(o, i);
        write_outline(o, i);
    }
    write_resources(o);
    write_rates(o);
    p6_out_resource_roles(o);
    xer_write_kept(o, KEPT_BEFORE_TASK);
    static void (*const tables[])(P6Out * o, int32_t project) = {
        p6_out_tasks, p6_out_links, p6_out_assignments, p6_out_notes, p6_out_expenses};
    static const char *const names[] = {"TASK", "TASKPRED", "TASKRSRC", "TASKMEMO", "PROJCOST"};
    for (int t = 0; t < COUNT_OF(tables); t++) {
        p6_table(o, names[t], NULL);
        for (int i = 0; i < projects; i++) tables[t](o, i);
    }
    xer_write_kept(o, KEPT_BEHIND);
    strbuf_add(o->out, STR("%E\r\n"));
}

/* In the order of P6's schema. */
static void write_pmxml(P6Out *o) {
    strbuf_add(o->out,
               STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<APIBusinessObjects "
                   "xmlns=\"http://xmlns.oracle.com/Primavera/P6Professional/V18.8/API/BusinessObjects\" "
                   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"));
    pmxml_write_definitions(o, "CostAccount");
    write_currency(o);
    pmxml_write_definitions(o, "UDFType");
    write_note_kind(o);
    write_obs(o);
    p6_out_calendars(o);
    static const char *const behind_calendars[] = {"ProjectCodeType", "ProjectCode", "ResourceCodeType",
                                                   "ResourceCode", "Role"};
    for (int i = 0; i < COUNT_OF(behind_calendars); i++) pmxml_write_definitions(o, behind_calendars[i]);
    p6_table(o, NULL, "Role");
    p6_out_new_roles(o);
    write_resources(o);
    write_rates(o);
    pmxml_write_definitions(o, "ActivityCodeType");
    pmxml_write_definitions(o, "ActivityCode");
    p6_out_resource_roles(o);
    for (int i = 0; i < o->view.file->projects.count; i++) {
        p6_table(o, NULL, "Project");
        write_project(o, i, true);
        p6_table(o, NULL, "WBS");
        write_outline(o, i);
        p6_table(o, NULL, "Activity");
        p6_out_tasks(o, i);
        p6_table(o, NULL, "ResourceAssignment");
        p6_out_assignments(o, i);
        p6_table(o, NULL, "ActivityExpense");
        p6_out_expenses(o, i);
        p6_table(o, NULL, "ActivityNote");
        p6_out_notes(o, i);
        p6_table(o, NULL, "Relationship");
        p6_out_links(o, i);
        p6_table(o, NULL, "ScheduleOptions");
        write_options(o, i);
        p6_close(o, "Project");
    }
    strbuf_add(o->out, STR("</APIBusinessObjects>\n"));
}

static bool write_plan(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, bool xml,
                       StrBuf *out, Error *err) {
    P6Out *o = arena_new(arena, P6Out);
    if (!o) return error_no_memory(err);
    if (file->projects.count == 0) {
        error_set(err, ERROR_INVALID, "A plan needs a project to be written for P6.");
        return error_hint(err, "Export one project.");
    }
    *o = (P6Out){.out = out, .xml = xml, .now = now};
    if (!prepare(o, arena, file, dates)) return error_no_memory(err);
    if (xml) write_pmxml(o);
    else write_xer(o);
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}

bool pmxml_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                 Error *err) {
    return write_plan(arena, file, dates, now, true, out, err);
}

/* In windows-1252, as P6 writes it on most machines, where every character is in it; else in UTF-8. */
bool xer_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
               Error *err) {
    StrBuf text = strbuf_make(arena, 0);
    if (!write_plan(arena, file, dates, now, false, &text, err)) return false;
    Str narrow = p6_to_windows_1252(arena, strbuf_str(&text));
    strbuf_add(out, narrow.at ? narrow : strbuf_str(&text));
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}

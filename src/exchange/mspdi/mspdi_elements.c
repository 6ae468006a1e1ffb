/* The tables of MSPDI's elements. See mspdi_elements.h. */
#include "exchange/mspdi/mspdi_elements.h"

#include <assert.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/xml_out.h"

static const Element project_elements[] = {
    {"SaveVersion", COMPUTED},
    {"BuildNumber", COMPUTED},
    {"UID", COMPUTED},
    {"GUID", COMPUTED},
    {"Name", COMPUTED},
    {"Title", COMPUTED},
    {"Subject", KEPT},
    {"Category", KEPT},
    {"Company", KEPT},
    {"Manager", KEPT},
    {"Author", KEPT},
    {"CreationDate", COMPUTED},
    {"Revision", KEPT},
    {"LastSaved", COMPUTED},
    {"ScheduleFromStart", COMPUTED},
    {"StartDate", COMPUTED},
    {"FinishDate", COMPUTED},
    {"FYStartDate", KEPT},
    {"CriticalSlackLimit", COMPUTED},
    {"CurrencyDigits", KEPT},
    {"CurrencySymbol", KEPT},
    {"CurrencyCode", COMPUTED},
    {"CurrencySymbolPosition", KEPT},
    {"CalendarUID", COMPUTED},
    {"DefaultStartTime", KEPT, "08:00:00"},
    {"DefaultFinishTime", KEPT, "17:00:00"},
    {"MinutesPerDay", KEPT, "480"},
    {"MinutesPerWeek", KEPT, "2400"},
    {"DaysPerMonth", KEPT, "20"},
    {"DefaultTaskType", KEPT},
    {"DefaultFixedCostAccrual", KEPT},
    {"DefaultStandardRate", KEPT},
    {"DefaultOvertimeRate", KEPT},
    {"DurationFormat", KEPT},
    {"WorkFormat", KEPT},
    {"EditableActualCosts", KEPT},
    {"HonorConstraints", KEPT},
    {"EarnedValueMethod", KEPT},
    {"InsertedProjectsLikeSummary", KEPT},
    {"MultipleCriticalPaths", COMPUTED},
    {"NewTasksEffortDriven", KEPT},
    {"NewTasksEstimated", KEPT},
    {"SplitsInProgressTasks", COMPUTED},
    {"SpreadActualCost", KEPT},
    {"SpreadPercentComplete", KEPT},
    {"TaskUpdatesResource", KEPT},
    {"FiscalYearStart", KEPT},
    {"WeekStartDay", KEPT, "1"},
    {"MoveCompletedEndsBack", KEPT},
    {"MoveRemainingStartsBack", KEPT},
    {"MoveRemainingStartsForward", KEPT},
    {"MoveCompletedEndsForward", KEPT},
    {"BaselineForEarnedValue", KEPT},
    {"AutoAddNewResourcesAndTasks", KEPT},
    {"StatusDate", COMPUTED},
    {"CurrentDate", COMPUTED},
    {"MicrosoftProjectServerURL", KEPT},
    {"Autolink", KEPT},
    {"NewTaskStartDate", KEPT},
    {"NewTasksAreManual", KEPT, "0", .late = true},
    {"DefaultTaskEVMethod", KEPT},
    {"ProjectExternallyEdited", COMPUTED},
    {"ExtendedCreationDate", COMPUTED},
    {"ActualsInSync", COMPUTED},
    {"RemoveFileProperties", KEPT},
    {"AdminProject", KEPT},
    {"UpdateManuallyScheduledTasksWhenEditingLinks", KEPT},
    {"KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled", KEPT},
    {"Views", COMPUTED},
    {"Filters", COMPUTED},
    {"Groups", COMPUTED},
    {"Tables", COMPUTED},
    {"Maps", COMPUTED},
    {"Reports", COMPUTED},
    {"Drawings", COMPUTED},
    {"DataLinks", COMPUTED},
    {"VBAProjects", COMPUTED},
    {"OutlineCodes", KEPT},
    {"WBSMasks", KEPT},
    {"ExtendedAttributes", KEPT},
    {"Calendars", COMPUTED},
    {"Tasks", COMPUTED},
    {"Resources", COMPUTED},
    {"Assignments", COMPUTED},
};

static const Element task_elements[] = {
    {"UID", T_UID},
    {"GUID", COMPUTED},
    {"ID", COMPUTED},
    {"Name", T_NAME},
    {"Active", T_ACTIVE},
    {"Manual", T_MANUAL},
    {"Type", T_TYPE},
    {"IsNull", COMPUTED},
    {"CreateDate", COMPUTED},
    {"Contact", KEPT},
    {"WBS", KEPT, .same_as = "OutlineNumber"},
    {"WBSLevel", COMPUTED},
    {"OutlineNumber", T_OUTLINE_NUMBER},
    {"OutlineLevel", T_OUTLINE_LEVEL},
    {"Priority", KEPT, "500"},
    {"StartText", KEPT},
    {"FinishText", KEPT},
    {"DurationText", KEPT},
    {"Start", T_START},
    {"Finish", T_FINISH},
    {"Duration", T_DURATION},
    {"ManualStart", T_MANUAL_START},
    {"ManualFinish", T_MANUAL_FINISH},
    {"ManualDuration", T_MANUAL_DURATION},
    {"DurationFormat", T_DURATION_FORMAT},
    {"FreeformDurationFormat", COMPUTED},
    {"Work", T_WORK},
    {"Stop", T_STOP},
    {"Resume", T_RESUME},
    {"ResumeValid", COMPUTED},
    {"EffortDriven", T_EFFORT_DRIVEN},
    {"Recurring", KEPT},
    {"OverAllocated", COMPUTED},
    {"Estimated", KEPT},
    {"Milestone", T_MILESTONE},
    {"Summary", COMPUTED},
    {"DisplayAsSummary", COMPUTED},
    {"Critical", COMPUTED},
    {"IsSubproject", T_SUBPROJECT},
    {"IsSubprojectReadOnly", KEPT},
    {"SubprojectName", KEPT},
    {"ExternalTask", T_EXTERNAL},
    {"ExternalTaskProject", KEPT},
    {"EarlyStart", COMPUTED},
    {"EarlyFinish", COMPUTED},
    {"LateStart", COMPUTED},
    {"LateFinish", COMPUTED},
    {"StartVariance", COMPUTED},
    {"FinishVariance", COMPUTED},
    {"WorkVariance", COMPUTED},
    {"FreeSlack", COMPUTED},
    {"TotalSlack", COMPUTED},
    {"StartSlack", COMPUTED},
    {"FinishSlack", COMPUTED},
    {"FixedCost", T_FIXED_COST},
    {"FixedCostAccrual", T_ACCRUAL},
    {"PercentComplete", T_PERCENT},
    {"PercentWorkComplete", COMPUTED},
    {"Cost", COMPUTED},
    {"OvertimeCost", COMPUTED},
    {"OvertimeWork", KEPT},
    {"ActualStart", T_ACTUAL_START},
    {"ActualFinish", T_ACTUAL_FINISH},
    {"ActualDuration", COMPUTED},
    {"ActualCost", COMPUTED},
    {"ActualOvertimeCost", COMPUTED},
    {"ActualWork", COMPUTED},
    {"ActualOvertimeWork", KEPT},
    {"RegularWork", COMPUTED},
    {"RemainingDuration", T_REMAINING},
    {"RemainingCost", COMPUTED},
    {"RemainingWork", COMPUTED},
    {"RemainingOvertimeCost", COMPUTED},
    {"RemainingOvertimeWork", KEPT},
    {"ACWP", COMPUTED},
    {"CV", COMPUTED},
    {"ConstraintType", T_CONSTRAINT},
    {"CalendarUID", T_CALENDAR},
    {"ConstraintDate", T_CONSTRAINT_DATE},
    {"Deadline", T_DEADLINE},
    {"LevelAssignments", KEPT, "1"},
    {"LevelingCanSplit", T_LEVELING_CAN_SPLIT},
    {"LevelingDelay", T_LEVELING_DELAY},
    {"LevelingDelayFormat", COMPUTED},
    {"PreLeveledStart", COMPUTED},
    {"PreLeveledFinish", COMPUTED},
    {"Hyperlink", KEPT},
    {"HyperlinkAddress", KEPT},
    {"HyperlinkSubAddress", KEPT},
    {"IgnoreResourceCalendar", T_IGNORES_RESOURCES},
    {"Notes", T_NOTES},
    {"HideBar", KEPT},
    {"Rollup", KEPT},
    {"BCWS", COMPUTED},
    {"BCWP", COMPUTED},
    {"PhysicalPercentComplete", KEPT},
    {"EarnedValueMethod", KEPT},
    {"PredecessorLink", COMPUTED},
    {"ActualWorkProtected", COMPUTED},
    {"ActualOvertimeWorkProtected", COMPUTED},
    {"ExtendedAttribute", KEPT},
    {"Baseline", KEPT},
    {"OutlineCode", KEPT},
    {"IsPublished", KEPT, "1"},
    {"StatusManager", KEPT},
    {"CommitmentStart", KEPT},
    {"CommitmentFinish", KEPT},
    {"CommitmentType", KEPT},
    {"TimephasedData", COMPUTED},
};

static const Element resource_elements[] = {
    {"UID", R_UID},
    {"GUID", COMPUTED},
    {"ID", COMPUTED},
    {"Name", R_NAME},
    {"Type", R_TYPE},
    {"IsNull", R_IS_NULL},
    {"Initials", KEPT},
    {"Phonetics", KEPT},
    {"NTAccount", KEPT},
    {"WindowsUserAccount", KEPT},
    {"MaterialLabel", KEPT},
    {"Code", KEPT},
    {"Group", KEPT},
    {"WorkGroup", COMPUTED},
    {"EmailAddress", R_EMAIL},
    {"Hyperlink", KEPT},
    {"HyperlinkAddress", KEPT},
    {"HyperlinkSubAddress", KEPT},
    {"MaxUnits", R_MAX_UNITS},
    {"PeakUnits", COMPUTED},
    {"OverAllocated", COMPUTED},
    {"AvailableFrom", COMPUTED}, /* see mspdi_availability.c */
    {"AvailableTo", COMPUTED},
    {"Start", COMPUTED},
    {"Finish", COMPUTED},
    {"CanLevel", KEPT, "1"},
    {"AccrueAt", KEPT, "3"},
    {"Work", COMPUTED},
    {"RegularWork", COMPUTED},
    {"OvertimeWork", COMPUTED},
    {"ActualWork", COMPUTED},
    {"RemainingWork", COMPUTED},
    {"ActualOvertimeWork", COMPUTED},
    {"RemainingOvertimeWork", COMPUTED},
    {"PercentWorkComplete", COMPUTED},
    {"StandardRate", R_RATE},
    {"StandardRateFormat", COMPUTED},
    {"Cost", COMPUTED},
    {"OvertimeRate", R_OVERTIME_RATE},
    {"OvertimeRateFormat", COMPUTED},
    {"OvertimeCost", COMPUTED},
    {"CostPerUse", R_COST_PER_USE},
    {"ActualCost", COMPUTED},
    {"ActualOvertimeCost", COMPUTED},
    {"RemainingCost", COMPUTED},
    {"RemainingOvertimeCost", COMPUTED},
    {"WorkVariance", COMPUTED},
    {"CostVariance", COMPUTED},
    {"SV", COMPUTED},
    {"CV", COMPUTED},
    {"ACWP", COMPUTED},
    {"CalendarUID", R_CALENDAR},
    {"Notes", KEPT},
    {"BCWS", COMPUTED},
    {"BCWP", COMPUTED},
    {"IsGeneric", R_GENERIC},
    {"IsInactive", KEPT},
    {"IsEnterprise", KEPT},
    {"BookingType", KEPT},
    {"ActualWorkProtected", COMPUTED},
    {"ActualOvertimeWorkProtected", COMPUTED},
    {"ActiveDirectoryGUID", KEPT},
    {"CreationDate", COMPUTED},
    {"ExtendedAttribute", KEPT},
    {"Baseline", KEPT},
    {"OutlineCode", KEPT},
    {"CostCenter", KEPT},
    {"IsCostResource", R_IS_COST},
    {"AssnOwner", KEPT},
    {"AssnOwnerGuid", KEPT},
    {"IsBudget", KEPT},
    {"AvailabilityPeriods", COMPUTED}, /* see mspdi_availability.c */
    {"Rates", COMPUTED},               /* see mspdi_rates.c */
    {"TimephasedData", COMPUTED},
};

static const Element assignment_elements[] = {
    {"UID", COMPUTED},
    {"GUID", COMPUTED},
    {"TaskUID", A_TASK},
    {"ResourceUID", A_RESOURCE},
    {"PercentWorkComplete", COMPUTED},
    {"ActualCost", COMPUTED},
    {"ActualFinish", COMPUTED},
    {"ActualOvertimeCost", COMPUTED},
    {"ActualOvertimeWork", COMPUTED},
    {"ActualStart", COMPUTED},
    {"ActualWork", A_ACTUAL_WORK},
    {"ACWP", COMPUTED},
    {"Confirmed", KEPT},
    {"Cost", A_COST},
    {"CostRateTable", A_RATE_TABLE},
    {"RateScale", COMPUTED},
    {"CostVariance", COMPUTED},
    {"CV", COMPUTED},
    {"Delay", A_DELAY},
    {"Finish", COMPUTED},
    {"FinishVariance", COMPUTED},
    {"Hyperlink", KEPT},
    {"HyperlinkAddress", KEPT},
    {"HyperlinkSubAddress", KEPT},
    {"WorkVariance", COMPUTED},
    {"HasFixedRateUnits", COMPUTED},
    {"FixedMaterial", COMPUTED},
    {"LevelingDelay", A_LEVELING_DELAY},
    {"LevelingDelayFormat", A_LEVELING_FORMAT},
    {"LinkedFields", COMPUTED},
    {"Milestone", COMPUTED},
    {"Notes", KEPT},
    {"Overallocated", COMPUTED},
    {"OvertimeCost", COMPUTED},
    {"OvertimeWork", A_OVERTIME},
    {"PeakUnits", A_PEAK},
    {"RegularWork", COMPUTED},
    {"RemainingCost", COMPUTED},
    {"RemainingOvertimeCost", COMPUTED},
    {"RemainingOvertimeWork", COMPUTED},
    {"RemainingWork", COMPUTED},
    {"ResponsePending", COMPUTED},
    {"Start", COMPUTED},
    {"Stop", COMPUTED},
    {"Resume", COMPUTED},
    {"StartVariance", COMPUTED},
    {"Summary", COMPUTED},
    {"SV", COMPUTED},
    {"Units", A_UNITS},
    {"UpdateNeeded", COMPUTED},
    {"VAC", COMPUTED},
    {"Work", A_WORK},
    {"WorkContour", A_CONTOUR},
    {"BCWS", COMPUTED},
    {"BCWP", COMPUTED},
    {"BookingType", KEPT},
    {"ActualWorkProtected", COMPUTED},
    {"ActualOvertimeWorkProtected", COMPUTED},
    {"CreationDate", COMPUTED},
    {"AssnOwner", KEPT},
    {"AssnOwnerGuid", KEPT},
    {"BudgetCost", KEPT},
    {"BudgetWork", KEPT},
    {"ExtendedAttribute", KEPT},
    {"Baseline", KEPT},
    {"TimephasedData", COMPUTED},
};

const ElementTable mspdi_project = {&project_resource, project_elements, COUNT_OF(project_elements)};
const ElementTable mspdi_tasks = {&item_resource, task_elements, COUNT_OF(task_elements)};
const ElementTable mspdi_resources = {&resource_resource, resource_elements, COUNT_OF(resource_elements)};
const ElementTable mspdi_assignments = {&assignment_resource, assignment_elements,
                                        COUNT_OF(assignment_elements)};

int element_place(const ElementTable *table, Str name) {
    for (int i = 0; i < table->count; i++)
        if (str_is(name, table->at[i].name)) return i;
    return -1;
}

/* ---- in ---- */

/* What a program writes where it has nothing to say. */
static bool says_nothing(Str text) {
    static const char *const nothings[] = {"", "0", "0.00", "false", "-1", "PT0H0M0S", "-65535"};
    for (int i = 0; i < COUNT_OF(nothings); i++)
        if (str_is(text, nothings[i])) return true;
    return false;
}

/* Whether the value says something that Trivet would not say by itself. */
static bool says_more(const XmlNode *node, const XmlNode *child, const Element *element) {
    if (child->first) return true;
    if (says_nothing(child->text) || (element->usual && str_is(child->text, element->usual))) return false;
    return !element->same_as || !str_equal(child->text, xml_child_text(node, element->same_as));
}

static void note_element(PlanBuild *build, Str row, Str name, Str where, const char *why) {
    Str what = fmt(build->arena, "%.*s/%.*s", STR_ARG(row), name.len > 60 ? 60 : (int)name.len, name.at);
    if (why) note_add(build, &build->dropped, what, where, str_of(why));
    else note_dropped(build, what, where);
}

/* Values of custom fields and codes as the schema of 2007 has them: that of 2003 numbered them, too. */
static XmlNode without_number(const XmlNode *node) {
    XmlNode copy = *node;
    bool value = str_is(node->name, "ExtendedAttribute") || str_is(node->name, "OutlineCode");
    if (value && copy.first && str_is(copy.first->name, "UID")) copy.first = copy.first->next;
    return copy;
}

static void keep(PlanBuild *build, Details *details, Str row, const XmlNode *child, Str where) {
    XmlNode kept = without_number(child);
    if (details_node(details, &kept))
        note_kept(build, fmt(build->arena, "%.*s/%.*s", STR_ARG(row), STR_ARG(child->name)), where, 1);
    else note_element(build, row, child->name, where, "There is too much of it to be kept.");
}

void elements_read(PlanBuild *build, const XmlNode *node, const ElementTable *table, Str *slots, Str where,
                   Details *details) {
    int expected = 0; /* files keep the schema's order: mostly the next one is right */
    for (const XmlNode *child = node->first; child; child = child->next) {
        bool right = expected < table->count && str_is(child->name, table->at[expected].name);
        int place = right ? expected : element_place(table, child->name);
        if (place < 0) {
            if (child->first || !says_nothing(child->text))
                note_element(build, node->name, child->name, where, NULL);
            continue;
        }
        const Element *element = table->at + place;
        expected = place + 1;
        if (element->slot >= 0 && !slots[element->slot].at) slots[element->slot] = child->text;
        if (element->slot == KEPT && says_more(node, child, element))
            keep(build, details, node->name, child, where);
    }
}

void project_element_keep(PlanBuild *build, Details *details, const XmlNode *node) {
    int place = element_place(&mspdi_project, node->name);
    if (place >= 0 && mspdi_project.at[place].slot != KEPT) return;
    const char *usual = place < 0 ? NULL : mspdi_project.at[place].usual;
    if (!node->first && (!node->text.len || (usual && str_is(node->text, usual)))) return;
    if (place < 0) note_element(build, STR("Project"), node->name, STR("project"), NULL);
    else keep(build, details, STR("Project"), node, STR("project"));
}

/* ---- out ---- */

static bool write_kept(StrBuf *out, const json_t *pairs, const char *name) {
    bool any = false;
    for (size_t i = 0; i < json_array_size(pairs); i++) {
        Str key, text;
        const json_t *value;
        if (!details_pair(pairs, i, &key, &text, &value) || !str_is(key, name)) continue;
        details_write_xml(out, key, value);
        any = true;
    }
    return any;
}

/* The elements of that name at the head of what the writer wrote: their bytes. */
static size_t own_length(Str own, const char *name) {
    char head[64], end[64];
    size_t length = 0, at;
    snprintf(head, sizeof head, "<%s>", name);
    snprintf(end, sizeof end, "</%s>", name);
    while (str_starts(str_from(own, length), str_of(head)) &&
           str_find(str_from(own, length), str_of(end), &at))
        length += at + strlen(end);
    return length;
}

static void out_details(Arena *arena, StrBuf *out, size_t begin, const ElementTable *table,
                        const json_t *pairs, const char *never) {
    Str own = str_copy(arena, str_from(strbuf_str(out), begin));
    out->len = begin;
    for (int i = 0; i < table->count; i++) {
        const Element *element = table->at + i;
        size_t length = own_length(own, element->name);
        bool replaced = never && str_is(str_of(never), element->name);
        bool kept = element->slot == KEPT && !replaced && write_kept(out, pairs, element->name);
        if (!kept) strbuf_add(out, str_slice(own, 0, length));
        if (!kept && !length && !element->late) xml_out_text(out, element->name, str_of(element->usual));
        own = str_from(own, length);
    }
    assert(own.len == 0 || arena->full); /* every element that is written stands in the table */
}

void out_file_details(Arena *arena, StrBuf *out, size_t begin, const ElementTable *table, Json details,
                      const char *own) {
    CLEANUP(json_done) json_t *hold = NULL;
    out_details(arena, out, begin, table, details_of(details, FORMAT_MSPDI, &hold), own);
}

void out_summary_details(Arena *arena, StrBuf *out, size_t begin, Json project_details) {
    CLEANUP(json_done) json_t *hold = NULL;
    const json_t *pairs = details_of(project_details, FORMAT_MSPDI, &hold), *own = NULL, *value;
    for (size_t i = 0; i < json_array_size(pairs); i++) {
        Str name, text;
        if (details_pair(pairs, i, &name, &text, &value) && str_is(name, "Task")) own = value;
    }
    out_details(arena, out, begin, &mspdi_tasks, own, NULL);
}

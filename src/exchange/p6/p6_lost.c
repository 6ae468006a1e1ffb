/* See p6_lost.h. */
#include "exchange/p6/p6_lost.h"

#include "base/banned.h"
#include "base/mem.h"

/* Names that are not told, between blanks: `name*` all that begin so, `name=value` only that value, `!name`
 * is told whatever stands behind it. */
static const struct {
    const char *of, *names;
} silent[] = {
    {"PROJECT", "act_* add_* allow_* batch_* checkout_* def_* fy_* guid last_* loaded_* name_sep_char "
                "priority_num=10 project_flag rem_target_link_flag rsrc_multi_* rsrc_self_* "
                "strgy_priority_num=500 sum_* task_code_* use_project_* wbs_max_*"},
    {"CALENDAR", "clndr_type day_* week_* month_* year_* last_* proj_id rsrc_private"},
    {"PROJWBS", "ev_* guid obs_id proj_id status_code=WS_Open sum_data_flag tmpl_guid"},
    {"TASK", "act_* create_* crt_path_num driving_* float_path* free_* guid late_* reend_* rem_* remain_* "
             "restart_* review_type=RV_OK target_* tmpl_guid total_* update_*"},
    {"TASKPRED", "aref arls float_path pred_proj_id proj_id task_pred_id"},
    {"RSRC",
     "active_flag=Y auto_* cost_qty_type=QT_Hour curr_id def_cost_qty_link_flag=Y guid last_* level_flag "
     "load_tasks_flag rsrc_seq_num timesheet_flag xfer_*"},
    {"RSRCRATE", "rsrc_rate_id"},
    {"TASKRSRC", "!act_ot_qty !act_reg_qty act_* cost_per_qty cost_qty_link_flag=Y "
                 "create_* guid proj_id reend_* rem_* remain_* restart_* rollup_* rsrc_type "
                 "skill_level=0 !target_lag_drtn_hr_cnt target_* taskrsrc_id update_*"},
    {"SCHEDOPTIONS", "*"},
    {"TASKMEMO", "memo_id memo_type_id proj_id"},
    {"PROJCOST",
     "auto_* cost_item_id cost_load_type=CL_Uniform cost_per_qty create_* proj_id target_qty update_*"},
    {"Project",
     "ActivityDefault* ActivityId* ActivityPercent* AddedBy Allow* Assignment* CalculateFloat* ComputeTotal* "
     "CurrentBaseline* DateAdded Default* Discount* Earned* Enable* Financial* Fiscal* GUID "
     "Id Ignore* "
     "Critical* DataDate Last* LevelingPriority=10 Link* MakeOpen* MustFinish* Name OBS* ObjectId OutOf* "
     "ParentEPS* Planned* Primary* Relationship* Reset* Resource* Scheduled* Start* "
     "Status StrategicPriority=500 Summar* UseExpected* UseProject* WBS*"},
    {"Calendar", "Base* HoursPer* Is* Name ObjectId ProjectObjectId ResourceObjectId Type"},
    {"WBS",
     "Code Earned* EstimatedWeight GUID Name OBS* ObjectId ParentObjectId ProjectObjectId SequenceNumber "
     "Status=Active UDF"},
    {"Activity", "Accounting* Actual* AtCompletion* Auto* Baseline* Budget* Calendar* Code CostPerc* "
                 "CostPerf* CostVar* Create* DataDate "
                 "Duration* Earl* Earned* Estimate* Expected* Expense* External* Finish* Float* Free* GUID "
                 "Has* Id Is* Labor* LastUpdate* Late* Leveling* Longest* "
                 "Material* Name NonLabor* ObjectId Percent* Performance* Physical* Planned* "
                 "PrimaryConstraint* Project* Remaining* Resume* ReviewStatus=OK "
                 "Schedule* Secondary* Start* Status Suspend* To* Total* Type UDF Units* WBS*"},
    {"Relationship", "Create* Driving IsPred* IsSucc* Lag LastUpdate* ObjectId Predecessor* Successor* Type"},
    {"Resource", "AutoCompute* Calc* Calendar* Create* Currency* DefaultUnits* EmailAddress EmployeeId GUID "
                 "Id IsActive=1 LastUpdate* Name "
                 "ObjectId OfficePhone ResourceType Sequence* Title"},
    {"ResourceRate", "Create* EffectiveDate LastUpdate* MaxUnitsPerTime ObjectId PricePerUnit* Resource*"},
    {"ResourceAssignment",
     "Activity* !ActualOvertimeUnits !ActualRegularUnits Actual* AtCompletion* Calendar* Cost* Create* "
     "Driving* Finish* "
     "GUID Is* LastUpdate* ObjectId !PlannedLag Planned* PricePerUnit Proficiency Project* "
     "RateType Remaining* Resource* Role* Start* Units* WBS*"},
    {"ActivityNote", "Activity* Create* LastUpdate* Note Notebook* ObjectId Project* WBS* RawTextNote"},
    {"ActivityExpense",
     "AccrualType=Uniform¦Over¦Activity Activity* AtCompletion* Auto* Create* CurrentBudget* "
     "ExpensePercent* LastUpdate* ObjectId Planned* PricePerUnit Project* !RemainingCost Remaining* "
     "WBS*"},
};

/* A blank within a value is written as a broken bar. */
static bool same_value(Str text, Str usual) {
    size_t i = 0, at = 0;
    while (i < text.len && at < usual.len) {
        bool blank = str_starts(str_from(usual, at), STR("¦"));
        if (text.at[i] != (blank ? ' ' : usual.at[at])) return false;
        i++;
        at += blank ? strlen("¦") : 1;
    }
    return i == text.len && at == usual.len;
}

P6Lost p6_lost(Str of, Str name) {
    Str names = STR_NULL, word;
    for (int i = 0; i < COUNT_OF(silent) && !names.at; i++)
        if (str_is(of, silent[i].of)) names = str_of(silent[i].names);
    if (!names.at) return (P6Lost){0};
    while (names.len) {
        word = str_cut(names, ' ', &names);
        if (str_starts(word, STR("!"))) {
            if (str_equal(name, str_from(word, 1))) return (P6Lost){.told = true};
            continue;
        }
        Str usual, plain = str_cut(word, '=', &usual);
        bool all = str_ends(plain, STR("*"));
        if (all && str_starts(name, str_slice(plain, 0, plain.len - 1))) return (P6Lost){0};
        if (str_equal(name, plain)) return (P6Lost){.told = usual.len > 0, .usual = usual};
    }
    return (P6Lost){.told = true};
}

bool p6_is_lost(const P6Lost *lost, Str text) {
    double n;
    if (!lost->told || !text.len || str_is(text, "N") || str_is(text, "false")) return false;
    if (str_real(text, &n) && n == 0) return false;
    if (str_is(text, "\xEF\xBB\xBF")) return false; /* a mark at the head of no text */
    return !lost->usual.len || !same_value(text, lost->usual);
}

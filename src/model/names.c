/* The words of every choice, in the order of its enum. */
#include "model/model.h"

const char *const item_kind_names[] = {"goal", "initiative", "feature", "story",
                                       "task", "milestone",  "bug",     NULL};
const char *const item_state_names[] = {"new", "ready", "in_progress", "done", "dropped", NULL};
const char *const constraint_names[] = {
    "as_soon_as_possible", "as_late_as_possible",    "start_no_earlier_than",
    "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than",
    "must_start_on",       "must_finish_on",         NULL,
};
const char *const link_type_names[] = {"finish_finish", "finish_start", "start_finish", "start_start", NULL};
const char *const task_type_names[] = {"fixed_units", "fixed_duration", "fixed_work", NULL};
const char *const contour_names[] = {"flat",      "back_loaded", "front_loaded", "double_peak", "early_peak",
                                     "late_peak", "bell",        "turtle",       "custom",      NULL};
int contour_percent(Choice contour) {
    static const int averages[] = {100, 60, 60, 50, 50, 50, 50, 70, 100};
    return contour.n < 0 ? 100 : averages[contour.n];
}
const char *const lag_kind_names[] = {"working", "elapsed", "percent", NULL};
const char *const resource_kind_names[] = {"person", "machine", "material", NULL};
const char *const rate_table_names[] = {"a", "b", "c", "d", "e", NULL};
const char *const cost_accrual_names[] = {"start", "end", "prorated", NULL};
const char *const earned_value_method_names[] = {
    "percent_complete", "zero_hundred", "fifty_fifty", "weighted_steps", "accepted_criteria", NULL,
};
/* In the order of the engine's ExplainOf; the cost has parts in place of steps. */
const char *const explained_names[] = {"start",       "finish", "late_start", "late_finish",
                                       "total_float", "cost",   NULL};
/* In the order of the engine's CostKind. */
const char *const cost_kind_names[] = {"work", "overtime", "material", "use", "fixed", "part", NULL};
const char *const expense_kind_names[] = {"planned", "committed", "actual", NULL};
const char *const role_names[] = {
    "product_manager", "product_owner", "project_manager", "scrum_master", "member",
    "program_manager", "pmo",           "sponsor",         "stakeholder",  NULL,
};
const char *const proposal_state_names[] = {"open", "accepted", "declined", "countered", "withdrawn", NULL};
const char *const life_cycle_names[] = {"introduction", "growth", "maturity", "decline", "sunset", NULL};
const char *const delivery_state_names[] = {"waiting", "delivered", "failed", NULL};
const char *const notice_mail_names[] = {"never", "daily", "at_once", NULL};
const char *const token_scope_names[] = {"write:plan", "write:money", "write:decisions", "write:accounts",
                                         NULL};
const char *const moscow_names[] = {"must", "should", "could", "wont", NULL};
const char *const kano_feeling_names[] = {"like", "expect", "neutral", "tolerate", "dislike", NULL};
const char *const release_state_names[] = {"planned", "released", "cancelled", NULL};
const char *const progress_mode_names[] = {"progress_override", "retained_logic", "actual_dates", NULL};
const char *const lag_calendar_names[] = {"successor", "predecessor", "project", "around_the_clock", NULL};
const char *const float_kind_names[] = {"smallest", "start", "finish", NULL};
const char *const critical_by_names[] = {"total_float", "longest_path", NULL};
const char *const float_paths_by_names[] = {"total_float", "free_float", NULL};
const char *const activity_kind_names[] = {"task",        "start_milestone",    "level_of_effort",
                                           "wbs_summary", "resource_dependent", NULL};
const char *const estimate_kind_names[] = {"triangular", "pert", "lognormal", "uniform", "discrete", NULL};
const char *const aspect_names[] = {"time",    "cost",    "scope",          "risk",
                                    "quality", "benefit", "sustainability", NULL};
const char *const level_names[] = {"workspace", "project", "release", "item", NULL};
const char *const exception_state_names[] = {"warning", "open", "declined", "accepted", "cleared", NULL};
const char *const exception_outcome_names[] = {"baseline", "tolerance", NULL};
const char *const risk_state_names[] = {"open", "occurred", "closed", NULL};
const char *const risk_effect_kind_names[] = {"percent", "minutes", NULL};
const char *const risk_response_names[] = {"none",    "avoid",   "mitigate", "transfer", "accept",
                                           "exploit", "enhance", "share",    NULL};
const char *const roam_names[] = {"none", "resolved", "owned", "accepted", "mitigated", NULL};
const char *const change_action_names[] = {"create", "update", "delete", NULL};
const char *const signature_side_names[] = {"product", "project", "second", "authority", NULL};
const char *const decision_outcome_names[] = {"recorded", "accepted", "declined", NULL};
const char *const notice_kind_names[] = {"proposal", "decision", "exception", "meeting",
                                         "action",   "promise",  "mention",   NULL};
const char *const proposal_source_names[] = {"person",      "customer", "quality", "regulator",
                                             "test_result", "other",    NULL};
const char *const meeting_template_names[] = {"weekly", "one_on_one",    "stand_up", "planning",
                                              "review", "retrospective", "steering", NULL};
const char *const meeting_recurrence_names[] = {"none",      "workdays",   "weekly",
                                                "two_weeks", "four_weeks", NULL};
const char *const meeting_state_names[] = {"planned", "running", "held", "cancelled", NULL};
const char *const point_kind_names[] = {"exception", "promise", "proposal", "slip", "change",
                                        "due",       "action",  "topic",    NULL};
const char *const point_outcome_names[] = {"open", "discussed", "decided", "carried", NULL};
const char *const promise_figure_names[] = {"date", "p50", "p80", NULL};
const char *const promise_state_names[] = {"given", "kept", "released", NULL};
const char *const share_detail_names[] = {"date", "progress", "features", NULL};
const char *const raci_letter_names[] = {"responsible", "accountable", "consulted", "informed", NULL};

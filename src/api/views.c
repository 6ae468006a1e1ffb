/* The field tables of what the API takes and answers. See views.h. */
#include "api/views.h"

#include "api/meeting_views.h"
#include "base/mem.h"
#include "change/agree/decision.h"
#include "change/agree/exception.h"
#include "change/agree/promise.h"
#include "change/baseline/baseline.h"
#include "change/baseline/earned.h"
#include "change/figures/checked.h"
#include "change/figures/flow_answer.h"
#include "change/figures/score.h"
#include "change/files/import.h"
#include "change/origin.h"
#include "model/model.h"
#include "webauthn/webauthn.h"

const char *const date_end_names[] = {"start", "finish", NULL};
/* In the order of the engine's Cause. */
const char *const cause_names[] = {
    "none",   "project_start", "status_date", "link",     "constraint",  "resource", "calendar",  "actual",
    "manual", "children",      "work",        "leveling", "project_end", "deadline", "late_date", NULL};

static const Field setup_state_resource_fields[] = {
    FIELD(SetupState, needed, .doc = "There is no workspace yet."),
    FIELD(SetupState, mails, .doc = "Trivet can send mail: a forgotten password can be renewed by it."),
    FIELD(SetupState, passkeys, .doc = "Passkeys hold at the public address."),
};
VIEW(setup_state_resource, SetupState, "setup_state", "SetupState",
     "Whether the first-run set-up is still to be done.");

static const Field setup_request_resource_fields[] = {
    FIELD(SetupRequest, token, IN, .required = true, .min = 1, .max = 100,
          .doc = "The one-time token that the server printed."),
    FIELD(SetupRequest, workspace_name, IN, .required = true, .min = 1, .max = 100,
          .doc = "What the workspace is called."),
    FIELD(SetupRequest, person_name, IN, .required = true, .min = 1, .max = 100,
          .doc = "Full name of the first administrator."),
    FIELD(SetupRequest, email, IN, .required = true, .min = 3, .max = 254, .doc = "Signs in with it."),
    FIELD(SetupRequest, password, IN, .required = true, .secret = true, .min = 10, .max = 200,
          .doc = "At least 10 characters."),
    FIELD(SetupRequest, time_zone, IN, .nullable = true, .max = 60,
          .doc = "Of the weekly meeting, by IANA's name; left out or not known: UTC."),
    FIELD(SetupRequest, example, IN, .doc = "Fill the workspace with the example."),
};
VIEW(setup_request_resource, SetupRequest, "setup", "SetupRequest",
     "The first workspace and its first administrator.");

static const Field session_request_resource_fields[] = {
    FIELD(SessionRequest, email, IN, .required = true, .min = 1, .max = 254,
          .doc = "The person's e-mail address."),
    FIELD(SessionRequest, password, IN, .required = true, .secret = true, .min = 1, .max = 200,
          .doc = "The person's password."),
    FIELD(SessionRequest, code, IN, .nullable = true, .max = 40,
          .doc = "Of the second factor, where one is set."),
};
VIEW(session_request_resource, SessionRequest, "session", "SessionRequest", "Signing in.");

static const Field confirmation_resource_fields[] = {
    FIELD(Confirmation, password, IN, .required = true, .secret = true, .min = 1, .max = 200,
          .doc = "Yours."),
    FIELD(Confirmation, code, IN, .nullable = true, .max = 40,
          .doc = "Of the second factor, where one is set."),
};
VIEW(confirmation_resource, Confirmation, "confirmation", "Confirmation",
     "The password once more, for what is asked only of somebody who certainly sits there.");

static const Field password_change_resource_fields[] = {
    FIELD(PasswordChange, current_password, IN, .required = true, .secret = true, .min = 1, .max = 200,
          .doc = "The present one."),
    FIELD(PasswordChange, new_password, IN, .required = true, .secret = true, .min = 10, .max = 200,
          .doc = "At least 10 characters, and none that is tried first."),
};
VIEW(password_change_resource, PasswordChange, "password_change", "PasswordChange",
     "A new password of one's own.");

static const Field invitation_resource_fields[] = {
    FIELD(Invitation, mailed, .doc = "It is on its way by mail."),
    FIELD(Invitation, link, .nullable = true, .max = 500,
          .doc =
              "Where no mail is sent: to be handed over, in person if possible. It works once, for a week."),
};
VIEW(invitation_resource, Invitation, "invitation", "Invitation",
     "Lets somebody choose the first, or a new, password.");

static const Field password_reset_resource_fields[] = {
    FIELD(PasswordReset, email, IN, .required = true, .min = 3, .max = 254, .doc = "Of the account."),
};
VIEW(password_reset_resource, PasswordReset, "password_reset", "PasswordReset",
     "A forgotten password: a link comes by mail, if there is such an account.");

static const Field password_choice_resource_fields[] = {
    FIELD(PasswordChoice, token, IN, .required = true, .min = 1, .max = 100, .doc = "Of the link."),
    FIELD(PasswordChoice, password, IN, .required = true, .secret = true, .min = 10, .max = 200,
          .doc = "At least 10 characters, and none that is tried first."),
};
VIEW(password_choice_resource, PasswordChoice, "password_choice", "PasswordChoice",
     "A password chosen by link.");

static const Field notice_mail_choice_resource_fields[] = {
    FIELD(NoticeMailChoice, notice_mail, IN, .required = true, .choices = notice_mail_names,
          .doc =
              "at_once gathers for two minutes; daily comes at six, UTC. What is read by then is left out."),
};
VIEW(notice_mail_choice_resource, NoticeMailChoice, "notice_mail_choice", "NoticeMailChoice",
     "When your notices come by mail too.");

static const Field open_session_resource_fields[] = {
    FIELD(OpenSession, id, .doc = "For ending it."),
    FIELD(OpenSession, created_at, .doc = "When it was signed in."),
    FIELD(OpenSession, seen_at, .doc = "Last use, to ten minutes."),
    FIELD(OpenSession, expires_at, .doc = "When it ends by itself."),
    FIELD(OpenSession, address, .doc = "From which address it was signed in."),
    FIELD(OpenSession, agent, .doc = "What the browser said it was."),
    FIELD(OpenSession, current, .doc = "It is the one that asks."),
};
VIEW(open_session_resource, OpenSession, "open_session", "OpenSession", "Somebody is signed in.");

static const Field second_factor_start_resource_fields[] = {
    FIELD(SecondFactorStart, secret, .doc = "For typing into the authenticator: base 32, shown this once."),
    FIELD(SecondFactorStart, uri, .max = 2000, .doc = "The same as otpauth address."),
    FIELD(SecondFactorStart, picture, .max = 100000, .doc = "The address as QR code, an SVG document."),
};
VIEW(second_factor_start_resource, SecondFactorStart, "second_factor_start", "SecondFactorStart",
     "A second factor (RFC 6238) that its first right code activates.");

static const Field second_factor_code_resource_fields[] = {
    FIELD(SecondFactorCode, code, IN, .required = true, .min = 6, .max = 40, .doc = "What it shows now."),
};
VIEW(second_factor_code_resource, SecondFactorCode, "second_factor_code", "SecondFactorCode",
     "A code of the authenticator.");

static const Field recovery_codes_resource_fields[] = {
    FIELD(RecoveryCodes, codes, .doc = "Each stands in for one code; they are shown this once."),
};
VIEW(recovery_codes_resource, RecoveryCodes, "recovery_codes", "RecoveryCodes",
     "For somebody whose authenticator is lost.");

static const Field passkey_question_resource_fields[] = {
    FIELD(PasskeyQuestion, challenge, .doc = "To be signed, once: base64url, like all bytes here."),
    FIELD(PasskeyQuestion, rp_id, .max = 300, .doc = "Where it holds: the host of the public address."),
    FIELD(PasskeyQuestion, user_id, .nullable = true,
          .doc = "Whose passkey is made; null: nobody is signed in."),
    FIELD(PasskeyQuestion, credential_ids, .doc = "The passkeys that the person has."),
    FIELD(PasskeyQuestion, expires_at, .doc = "After that it is too late."),
};
VIEW(passkey_question_resource, PasskeyQuestion, "passkey_question", "PasskeyQuestion",
     "What a browser asks an authenticator (WebAuthn).");

#define ENCODED(limit) ((limit)*4 / 3 + 4)
static const Field passkey_registration_resource_fields[] = {
    FIELD(PasskeyRegistration, name, IN, .required = true, .min = 1, .max = 100,
          .doc = "What its owner calls it."),
    FIELD(PasskeyRegistration, client_data_json, IN, .required = true, .min = 1,
          .max = ENCODED(CLIENT_DATA_MAX), .doc = "As the browser gave it, in base64url."),
    FIELD(PasskeyRegistration, attestation_object, IN, .required = true, .min = 1,
          .max = ENCODED(ATTESTATION_MAX), .doc = "As the browser gave it, in base64url."),
};
VIEW(passkey_registration_resource, PasskeyRegistration, "passkey_registration", "PasskeyRegistration",
     "A passkey that an authenticator made.");

static const Field passkey_answer_resource_fields[] = {
    FIELD(PasskeyAnswer, credential_id, IN, .required = true, .min = 1, .max = ENCODED(CREDENTIAL_ID_MAX),
          .doc = "Of the passkey that answers, in base64url like all that follows."),
    FIELD(PasskeyAnswer, client_data_json, IN, .required = true, .min = 1, .max = ENCODED(CLIENT_DATA_MAX),
          .doc = "As the browser gave it."),
    FIELD(PasskeyAnswer, authenticator_data, IN, .required = true, .min = 1,
          .max = ENCODED(AUTHENTICATOR_DATA_MAX), .doc = "As the browser gave it."),
    FIELD(PasskeyAnswer, signature, IN, .required = true, .min = 1, .max = ENCODED(SIGNATURE_MAX),
          .doc = "As the browser gave it."),
    FIELD(PasskeyAnswer, user_handle, IN, .nullable = true, .max = 100,
          .doc = "Whose passkey it is; for signing in it has to be there."),
};
VIEW(passkey_answer_resource, PasskeyAnswer, "passkey_answer", "PasskeyAnswer",
     "What an authenticator signed.");

static const Field assessment_view_resource_fields[] = {
    FIELD(AssessmentView, stale,
          .doc =
              "The plan was changed since the proposal was assessed, and these figures differ from its own."),
    ASSESSMENT_FIELDS(AssessmentView),
};
VIEW(assessment_view_resource, AssessmentView, "assessment", "Assessment",
     "What a proposal would do to the plan as it stands.");

static const Field verdict_resource_fields[] = {
    FIELD(Verdict, note, IN, .max = 4000, .multiline = true,
          .doc = "What is to be said about it: the reason that the decision keeps."),
    FIELD(Verdict, alternatives, IN, .of = &alternative_resource, .max = 20,
          .doc = "What was considered and not chosen; counter-proposals are by themselves."),
    FIELD(Verdict, meeting_id, IN, .nullable = true, .refers_to = "meeting",
          .doc = "The meeting in which it is decided."),
    FIELD(Verdict, computed_at_seq, IN, .nullable = true,
          .doc =
              "The assessment that was seen; null: the one that the proposal carries. A signature on figures "
              "that are not those of now is refused."),
};
VIEW(verdict_resource, Verdict, "verdict", "Verdict", "What is said when a proposal is decided.");

static const Field adoption_resource_fields[] = {
    FIELD(Adoption, reason, IN, .max = 4000, .multiline = true,
          .doc = "Why; the scenario's text when left out."),
};
VIEW(adoption_resource, Adoption, "adoption", "Adoption", "A scenario becomes a proposal.");

static const Field impact_question_resource_fields[] = {
    FIELD(ImpactQuestion, changes, IN, .required = true, .of = &proposed_change_resource, .min = 1,
          .max = 20000, .doc = "What would change."),
};
VIEW(impact_question_resource, ImpactQuestion, "impact_question", "ImpactQuestion",
     "What would these changes do?");

static const Field impacts_resource_fields[] = {
    FIELD(Impacts, impacts, .of = &impact_resource,
          .doc = "The releases and projects whose finish or cost would differ."),
};
VIEW(impacts_resource, Impacts, "impacts", "Impacts", "What changes would do.");

static const Field format_view_resource_fields[] = {
    FIELD(FormatView, name, .doc = "As the parameter format takes it."),
    FIELD(FormatView, title, .doc = "For people."),
    FIELD(FormatView, source, .doc = "Which programs make such files, and how."),
    FIELD(FormatView, endings, .doc = "Of file names, separated by commas."),
    FIELD(FormatView, read, .doc = "May be imported."),
    FIELD(FormatView, written, .doc = "May be exported."),
};
VIEW(format_view_resource, FormatView, "format", "Format", "A kind of plan file.");

static const Field formats_resource_fields[] = {
    FIELD(Formats, formats, .of = &format_view_resource, .doc = "All kinds of plan files."),
};
VIEW(formats_resource, Formats, "formats", "Formats", "The plan files that Trivet reads and writes.");

static const Field task_dates_resource_fields[] = {
    FIELD(TaskDates, item_id, .refers_to = "item", .doc = "The item."),
    FIELD(TaskDates, start_at, .nullable = true, .doc = "Planned start."),
    FIELD(TaskDates, finish_at, .nullable = true, .doc = "Planned finish."),
    FIELD(TaskDates, early_start_at, .nullable = true, .doc = "Earliest start."),
    FIELD(TaskDates, early_finish_at, .nullable = true, .doc = "Earliest finish."),
    FIELD(TaskDates, late_start_at, .nullable = true, .doc = "Latest start that delays nothing agreed."),
    FIELD(TaskDates, late_finish_at, .nullable = true, .doc = "Latest finish that delays nothing agreed."),
    FIELD(TaskDates, total_float_minutes, .unit = "min", .min = -INT64_C(9007199254740992),
          .doc = "How much it may slip without moving the end of its project."),
    FIELD(TaskDates, free_float_minutes, .unit = "min",
          .doc = "How much it may slip without moving a successor."),
    FIELD(TaskDates, duration_minutes, .unit = "min", .doc = "Working time from start to finish."),
    FIELD(TaskDates, work_minutes, .unit = "min", .doc = "Work of all assignments."),
    FIELD(TaskDates, cost_cents, .unit = "cents", .doc = "Fixed cost and rates times work."),
    FIELD(TaskDates, critical, .doc = "On the critical path."),
    FIELD(TaskDates, late, .doc = "Finishes after its deadline."),
    FIELD(TaskDates, float_path, .nullable = true, .min = 1,
          .doc =
              "The float path of its project on which it is, 1 is the most critical; null: on none, or its "
              "project numbers none."),
    FIELD(TaskDates, float_path_order, .nullable = true, .min = 1,
          .doc = "Its place on that path, from the start on."),
};
VIEW(task_dates_resource, TaskDates, "task_dates", "TaskDates", "What the engine answers for one item.");

static const Field group_dates_resource_fields[] = {
    FIELD(GroupDates, id, .doc = "The project or release."),
    FIELD(GroupDates, start_at, .nullable = true, .doc = "First start; null: nothing is planned."),
    FIELD(GroupDates, finish_at, .nullable = true, .doc = "Last finish; null: nothing is planned."),
    FIELD(GroupDates, task_count, .doc = "Tasks without children."),
    FIELD(GroupDates, critical_count, .doc = "How many of them are critical."),
    FIELD(GroupDates, work_minutes, .unit = "min", .doc = "Work of all of them."),
    FIELD(GroupDates, cost_cents, .unit = "cents", .doc = "Cost of all of them."),
};
VIEW(group_dates_resource, GroupDates, "group_dates", "GroupDates",
     "What the engine answers for a project or a release.");

static const Field resource_load_resource_fields[] = {
    FIELD(ResourceLoad, resource_id, .refers_to = "resource", .doc = "Who or what."),
    FIELD(ResourceLoad, work_minutes, .unit = "min", .doc = "Work assigned."),
    FIELD(ResourceLoad, overload_minutes, .unit = "min", .doc = "Work asked for beyond the units."),
    FIELD(ResourceLoad, cost_cents, .unit = "cents", .doc = "Cost of it."),
};
VIEW(resource_load_resource, ResourceLoad, "resource_load", "ResourceLoad",
     "What the engine answers for a resource.");

static const Field schedule_view_resource_fields[] = {
    FIELD(ScheduleView, seq, .doc = "The event up to which it is right."),
    FIELD(ScheduleView, tasks, .of = &task_dates_resource, .doc = "Every planned item."),
    FIELD(ScheduleView, projects, .of = &group_dates_resource, .doc = "Every project."),
    FIELD(ScheduleView, releases, .of = &group_dates_resource, .doc = "Every release."),
    FIELD(ScheduleView, resources, .of = &resource_load_resource, .doc = "Every resource."),
};
VIEW(schedule_view_resource, ScheduleView, "schedule", "Schedule",
     "The dates, floats, loads and costs of the whole workspace.");

static const Field explanation_step_resource_fields[] = {
    FIELD(ExplanationStep, item_id, .refers_to = "item", .doc = "Whose date."),
    FIELD(ExplanationStep, of, .choices = explained_names, .doc = "Which of its dates, or its total float."),
    FIELD(ExplanationStep, at, .doc = "The date; of a total float the one that may not be passed."),
    FIELD(ExplanationStep, cause, .choices = cause_names, .doc = "What decided it."),
    FIELD(ExplanationStep, link_id, .nullable = true, .refers_to = "link", .doc = "Of a link: which."),
    FIELD(ExplanationStep, resource_id, .nullable = true, .refers_to = "resource", .doc = "Of people: who."),
    FIELD(ExplanationStep, text, .max = PLAN_WORDS_MAX, .doc = "The cause in words."),
};
VIEW(explanation_step_resource, ExplanationStep, "explanation_step", "ExplanationStep",
     "One cause of a date.");

static const Field explanation_cost_resource_fields[] = {
    FIELD(ExplanationCost, kind, .choices = cost_kind_names, .doc = "What is paid for."),
    FIELD(ExplanationCost, item_id, .refers_to = "item",
          .doc = "Whose cost it is: the item's or its part's."),
    FIELD(ExplanationCost, resource_id, .nullable = true, .refers_to = "resource", .doc = "Who or what."),
    FIELD(ExplanationCost, work_minutes, .doc = "That are paid for."),
    FIELD(ExplanationCost, price_cents, .unit = "cents",
          .doc = "Of an hour, of a unit of material, of the use of one unit; of a part 0."),
    FIELD(ExplanationCost, since_at, .nullable = true, .doc = "Since when it costs so much; null: always."),
    FIELD(ExplanationCost, cost_cents, .doc = "Never 0."),
    FIELD(ExplanationCost, text, .max = PLAN_WORDS_MAX, .doc = "The same in words."),
};
VIEW(explanation_cost_resource, ExplanationCost, "explanation_cost", "ExplanationCost",
     "One part of a cost.");

static const Field explanation_resource_fields[] = {
    FIELD(Explanation, steps, .of = &explanation_step_resource,
          .doc = "From the date or float asked for down to the first cause."),
    FIELD(Explanation, costs, .of = &explanation_cost_resource,
          .doc = "Where the cost is asked for: its parts, to the cent."),
};
VIEW(explanation_resource, Explanation, "explanation", "Explanation",
     "Why a date, a float or a cost is what it is.");

static const Field baseline_rows_resource_fields[] = {
    FIELD(BaselineRows, items, .of = &baseline_item_resource, .doc = "In the order of the outline."),
};
VIEW(baseline_rows_resource, BaselineRows, "baseline_rows", "BaselineRows",
     "The frozen items of a baseline, verified.");

static const Field erasure_view_resource_fields[] = {
    FIELD(ErasureView, events, .doc = "Events of the history whose text is gone."),
    FIELD(ErasureView, mentions, .doc = "Events in which others have written the name or the address."),
};
VIEW(erasure_view_resource, ErasureView, "erasure", "Erasure", "What erasing a person has done.");

const Resource *const view_resources[] = {
    &erasure_view_resource,
    &baseline_item_resource,
    &baseline_rows_resource,
    &earned_line_resource,
    &earned_point_resource,
    &earned_warning_resource,
    &earned_view_resource,
    &flow_times_resource,
    &flow_day_resource,
    &flow_item_resource,
    &flow_odds_resource,
    &flow_bin_resource,
    &flow_view_resource,
    &check_fault_resource,
    &check_view_resource,
    &checks_view_resource,
    &baseline_change_resource,
    &baseline_comparison_resource,
    &setup_state_resource,
    &setup_request_resource,
    &session_request_resource,
    &confirmation_resource,
    &password_change_resource,
    &invitation_resource,
    &password_reset_resource,
    &password_choice_resource,
    &notice_mail_choice_resource,
    &open_session_resource,
    &second_factor_start_resource,
    &second_factor_code_resource,
    &recovery_codes_resource,
    &passkey_question_resource,
    &passkey_registration_resource,
    &passkey_answer_resource,
    &verdict_resource,
    &adoption_resource,
    &assessment_view_resource,
    &origin_resource,
    &origins_resource,
    &impact_question_resource,
    &impacts_resource,
    &task_dates_resource,
    &group_dates_resource,
    &resource_load_resource,
    &schedule_view_resource,
    &explanation_step_resource,
    &explanation_cost_resource,
    &explanation_resource,
    &item_score_resource,
    &scores_resource,
    &standing_resource,
    &standings_resource,
    &report_step_resource,
    &exception_report_resource,
    &exception_decision_resource,
    &promise_standing_resource,
    &promise_watch_resource,
    &agenda_preview_point_resource,
    &agenda_preview_resource,
    &present_request_resource,
    &cancel_request_resource,
    &point_verdict_resource,
    &action_request_resource,
    &share_request_resource,
    &shared_feature_resource,
    &shared_promise_resource,
    &import_note_resource,
    &import_count_resource,
    &import_change_resource,
    &import_task_resource,
    &import_date_resource,
    &import_calendar_resource,
    &import_person_resource,
    &import_report_resource,
    &format_view_resource,
    &formats_resource,
    NULL,
};

const View views[] = {
    {"SessionView",
     "Who is signed in.",
     {{"person", "Person"},
      {"workspace", "Workspace"},
      {"memberships", "Membership", .list = true},
      {"expires_at", "string", .nullable = true}}},
    {"TokenCreated",
     "A new token with its secret, which is shown this once.",
     {{"token", "Token"}, {"secret", "string"}}},
    {"PromiseShared",
     "A promise with the path of its link, which is shown this once.",
     {{"promise", "Promise"}, {"path", "string"}}},
    {"WebhookCreated",
     "A new webhook with its secret, which is shown this once.",
     {{"webhook", "Webhook"}, {"secret", "string"}}},
    {"Proposed",
     "The change is outside your custody: it waits for a signature. created_id: the row that was created "
     "with your own fields.",
     {{"proposal", "Proposal"}, {"created_id", "string", .nullable = true}}},
    {"Snapshot",
     "Everything in the workspace, as of event seq.",
     {{"seq", "integer"},
      {"workspace", "Workspace"},
      {"people", "Person", .list = true},
      {"memberships", "Membership", .list = true},
      {"calendars", "Calendar", .list = true},
      {"product_lines", "ProductLine", .list = true},
      {"programs", "Program", .list = true},
      {"products", "Product", .list = true},
      {"projects", "Project", .list = true},
      {"releases", "Release", .list = true},
      {"items", "Item", .list = true},
      {"risks", "Risk", .list = true},
      {"links", "Link", .list = true},
      {"resources", "Resource", .list = true},
      {"assignments", "Assignment", .list = true},
      {"proposals", "Proposal", .list = true},
      {"decisions", "Decision", .list = true},
      {"baselines", "Baseline", .list = true},
      {"time_entries", "TimeEntry", .list = true},
      {"expenses", "Expense", .list = true},
      {"attachments", "Attachment", .list = true},
      {"formulas", "Formula", .list = true},
      {"notices", "Notice", .list = true},
      {"promises", "Promise", .list = true},
      {"meeting_series", "MeetingSeries", .list = true},
      {"meetings", "Meeting", .list = true},
      {"meeting_points", "MeetingPoint", .list = true},
      {"meeting_actions", "MeetingAction", .list = true},
      {"private_notes", "PrivateNote", .list = true},
      {"tolerances", "Tolerance", .list = true},
      {"exceptions", "Exception", .list = true},
      {"scenarios", "Scenario", .list = true}}},
};
const int view_count = COUNT_OF(views);

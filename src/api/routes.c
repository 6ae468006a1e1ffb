/* The whole API on one page. */
#include "api/api.h"
#include "api/views.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import.h"
#include "exchange/exchange.h"
#include "run/run.h"

#define W "/v1/workspaces/{workspace_id}"

enum { BODY_MAX = 4 * 1024 * 1024, FILE_MAX = 64 * 1024 * 1024 };

static const char *const yes_no[] = {"true", "false", NULL};
static const char *const feature_levels[] = {"none", "top", NULL};

static const QueryParameter stream_query[] = {{"after", "Number of the last event seen.", NULL}, {0}};
static const QueryParameter event_query[] = {
    {"before", "Only events with a smaller number.", NULL},
    {"subject_id", "Only events of this thing.", NULL},
    {"limit", "How many at most, 1 to 500.", NULL},
    {0},
};
static const QueryParameter origin_query[] = {{"subject_id", "The thing: an item, a project ...", NULL}, {0}};
static const QueryParameter explanation_query[] = {
    {"of", "Which date or figure: finish by default.", explained_names}, {0}};
static const char *const score_method_names[] = {"benefit",      "rice",   "ice",  "wsjf",
                                                 "value_effort", "moscow", "kano", NULL};
static const QueryParameter score_query[] = {
    {"method", "A known score; benefit when neither is given.", score_method_names},
    {"formula_id", "A formula of your own.", NULL},
    {"text", "Instead of both a formula that is not saved, to try it out.", NULL},
    {0},
};
static const QueryParameter import_query[] = {
    {"format", "What the file is; guessed from its content and name when left out.", file_formats_read},
    {"name", "Of the file: its ending tells a table from other text.", NULL},
    {"project_id", "The project to fill; left out: a new one.", NULL},
    {"project_name", "Name of the new project; left out: the file's own.", NULL},
    {"product_id", "The product that the project works on.", NULL},
    {"features", "top: top-level summaries become features of the product.", feature_levels},
    {"people", "Who the resources of the file are: 2=ID,3=new,4=none, numbers as in the dry run.", NULL},
    {"removed", "What came from a file and is not in this one: keep, or delete links, or delete all.",
     import_removed_names},
    {"dry_run", "true: only say what would happen, row by row.", yes_no},
    {0},
};
static const QueryParameter attachment_query[] = {
    {"name", "Of the file.", NULL},
    {"item_id", "The item it belongs to; or:", NULL},
    {"project_id", "The project it belongs to.", NULL},
    {0},
};
static const QueryParameter export_query[] = {{"format", "mspdi by default.", file_formats_written}, {0}};
static const QueryParameter run_query[] = {
    {"after", "Leaves out the result when it is not newer than this revision.", NULL},
    {"wait_seconds", "Answer only when the revision is greater than after, at most so late; 0 to 25.", NULL},
    {0},
};
static const QueryParameter earned_query[] = {
    {"project_id", "Only of this project.", NULL},
    {"product_id", "Only of this product.", NULL},
    {"release_id", "Only of this release.", NULL},
    {"baseline_id", "Measured by this baseline; left out: by the latest of each project.", NULL},
    {0},
};
static const QueryParameter flow_query[] = {
    {"product_id", "Only what belongs to this product.", NULL},
    {"project_id", "Only of this project.", NULL},
    {"release_id", "Only of this release.", NULL},
    {"person_id", "Only what this person is assigned to.", NULL},
    {"kind", "Only of this kind; goals and initiatives never count.", item_kind_names},
    {"label", "Only with this label.", NULL},
    {"days", "How far back, up to today: 7 to 1830; 91 by default.", NULL},
    {"by_effort", "true: sizes are effort in minutes; false, the default: each item counts 1.", yes_no},
    {"remaining", "How many are to be done; left out: those that are neither done nor dropped.", NULL},
    {"by", "A day: how many will be done by then.", NULL},
    {0},
};
static const QueryParameter check_query[] = {
    {"project_id", "Only this project.", NULL},
    {"baseline_id", "Measured by this baseline; left out: by the latest of each project.", NULL},
    {0},
};
static const QueryParameter comparison_query[] = {
    {"with", "The id of another baseline; plan, or left out: the plan as it is now.", NULL}, {0}};

#define WRITES OPERATION_WRITES
#define ADMINISTERS (OPERATION_WRITES | OPERATION_CONFIRMED)
#define CHANGES (OPERATION_WRITES | OPERATION_PROPOSES)

/* The five operations of a collection, and their words. */
#define LIST(resource_, Type, path) LIST_AS(resource_, Type, Type "s", path)
#define LIST_AS(resource_, Type, Types, path)                                                                \
    {                                                                                                        \
        METHOD_GET, W path, "list" Types, row_list_op, RIGHT_READ, &resource_, OPERATION_PAGED, 200, NULL,   \
            Type "Page", NULL, "One page of them, oldest first."                                             \
    }
#define SHOW(resource_, Type, path)                                                                          \
    {                                                                                                        \
        METHOD_GET, W path "/{id}", "get" Type, row_show_op, RIGHT_READ, &resource_, 0, 200, NULL, Type,     \
            NULL, "One of them, with its ETag."                                                              \
    }
#define CREATE(resource_, Type, path, right, run, flags)                                                     \
    {                                                                                                        \
        METHOD_POST, W path, "create" Type, run, right, &resource_, flags, 201, Type "Create", Type, NULL,   \
            "Creates one."                                                                                   \
    }
#define UPDATE(resource_, Type, path, right, run, flags)                                                     \
    {                                                                                                        \
        METHOD_PATCH, W path "/{id}", "update" Type, run, right, &resource_, OPERATION_IF_MATCH | (flags),   \
            200, Type "Patch", Type, NULL, "Changes the fields named (RFC 7396 merge-patch)."                \
    }
#define REMOVE(resource_, Type, path, right, run, flags)                                                     \
    {                                                                                                        \
        METHOD_DELETE, W path "/{id}", "delete" Type, run, right, &resource_, OPERATION_IF_MATCH | (flags),  \
            204, NULL, NULL, NULL, "Deletes it; an item takes along what is below it."                       \
    }
#define RESTORE(resource_, Type, path)                                                                       \
    {                                                                                                        \
        METHOD_POST, W path "/{id}/restore", "restore" Type, row_restore_op, RIGHT_CHANGE, &resource_,       \
            WRITES | OPERATION_EMPTY, 200, NULL, Type, NULL, "Brings a deleted one back."                    \
    }
#define COLLECTION(resource, Type, path) COLLECTION_AS(resource, Type, Type "s", path)
#define COLLECTION_AS(resource, Type, Types, path)                                                           \
    LIST_AS(resource, Type, Types, path), SHOW(resource, Type, path),                                        \
        CREATE(resource, Type, path, RIGHT_CHANGE, row_create_op, CHANGES),                                  \
        UPDATE(resource, Type, path, RIGHT_CHANGE, row_update_op, CHANGES),                                  \
        REMOVE(resource, Type, path, RIGHT_CHANGE, row_delete_op, CHANGES), RESTORE(resource, Type, path)
#define MEET(verb, id_, run_, flags_, body_, doc_)                                                           \
    {                                                                                                        \
        METHOD_POST, W "/meetings/{id}/" verb, id_, run_, RIGHT_CHANGE, &meeting_resource,                   \
            WRITES | (flags_), 200, body_, "Meeting", NULL, doc_                                             \
    }
#define DECIDE(name, run_, body_, status_, doc_)                                                             \
    {                                                                                                        \
        METHOD_POST, W "/proposals/{id}/" name, name "Proposal", run_, RIGHT_CHANGE, &proposal_resource,     \
            WRITES, status_, body_, "Proposal", NULL, doc_                                                   \
    }

const Operation operations[] = {
    {METHOD_GET, "/livez", "getLive", livez_op, RIGHT_NONE, NULL, OPERATION_QUICK | OPERATION_TEXT, 200, NULL,
     NULL, NULL, "The process runs."},
    {METHOD_GET, "/readyz", "getReady", readyz_op, RIGHT_NONE, NULL, OPERATION_TEXT, 200, NULL, NULL, NULL,
     "The database answers."},
    {METHOD_GET, "/metrics", "getMetrics", metrics_op, RIGHT_NONE, NULL, OPERATION_TEXT, 200, NULL, NULL,
     NULL, "Counters for Prometheus, for who shows the metrics token of the configuration."},
    {METHOD_GET, "/openapi.json", "getOpenapi", openapi_op, RIGHT_NONE, NULL,
     OPERATION_QUICK | OPERATION_RAW_JSON, 200, NULL, NULL, NULL, "This document."},

    {METHOD_GET, "/v1/formats", "listFormats", formats_op, RIGHT_NONE, NULL, 0, 200, NULL, "Formats", NULL,
     "The plan files that can be imported and exported."},

    {METHOD_GET, "/v1/setup", "getSetup", setup_state, RIGHT_NONE, NULL, 0, 200, NULL, "SetupState", NULL,
     "Whether the first-run set-up is still to be done."},
    {METHOD_POST, "/v1/setup", "doSetup", setup_do, RIGHT_NONE, NULL, WRITES | OPERATION_COOKIE, 201,
     "SetupRequestCreate", "SessionView", NULL,
     "Makes the first workspace and its administrator, and signs him in."},
    {METHOD_POST, "/v1/session", "signIn", session_create, RIGHT_NONE, NULL, WRITES | OPERATION_COOKIE, 201,
     "SessionRequestCreate", "SessionView", NULL, "Signs in: sets the cookie trivet_session."},
    {METHOD_GET, "/v1/session", "getSession", session_show, RIGHT_SIGNED_IN, NULL, 0, 200, NULL,
     "SessionView", NULL, "Who is signed in."},
    {METHOD_DELETE, "/v1/session", "signOut", session_end, RIGHT_SIGNED_IN, NULL, WRITES | OPERATION_COOKIE,
     204, NULL, NULL, NULL, "Signs out."},

    {METHOD_POST, "/v1/session/confirmation", "confirmSession", session_confirm_op, RIGHT_SIGNED_IN, NULL,
     WRITES, 204, "ConfirmationCreate", NULL, NULL,
     "Gives the password once more: what wants it (403 with field confirmation) works for some minutes."},
    {METHOD_POST, "/v1/session/passkey-question", "askPasskeyForSession", session_passkey_ask, RIGHT_NONE,
     NULL, WRITES | OPERATION_EMPTY | OPERATION_COOKIE, 200, NULL, "PasskeyQuestion", NULL,
     "What an authenticator is to sign for signing in; the answer comes back with the cookie set here."},
    {METHOD_POST, "/v1/passkey-question", "askPasskey", passkey_ask, RIGHT_SIGNED_IN, NULL,
     WRITES | OPERATION_EMPTY, 200, NULL, "PasskeyQuestion", NULL,
     "What an authenticator is to sign, to make a passkey or to confirm by one, in this session."},
    {METHOD_POST, "/v1/session/passkey", "signInByPasskey", session_create_by_passkey, RIGHT_NONE, NULL,
     WRITES | OPERATION_COOKIE, 201, "PasskeyAnswerCreate", "SessionView", NULL,
     "Signs in by a passkey alone, which is two factors: it is there, and it verified who uses it."},
    {METHOD_POST, "/v1/session/confirmation/passkey", "confirmSessionByPasskey", session_confirm_by_passkey,
     RIGHT_SIGNED_IN, NULL, WRITES, 204, "PasskeyAnswerCreate", NULL, NULL,
     "The same as giving the password once more, by a passkey."},
    {METHOD_GET, "/v1/sessions", "listSessions", session_list, RIGHT_SIGNED_IN, NULL, 0, 200, NULL,
     "OpenSessionPage", NULL, "Where you are signed in."},
    {METHOD_DELETE, "/v1/sessions/{id}", "endSession", session_delete_op, RIGHT_SIGNED_IN,
     &open_session_resource, WRITES, 204, NULL, NULL, NULL, "Signs you out there."},
    {METHOD_POST, "/v1/password", "changePassword", password_change, RIGHT_SIGNED_IN, NULL, WRITES, 204,
     "PasswordChangeCreate", NULL, NULL, "A new password of your own; all your other sessions end."},
    {METHOD_POST, "/v1/password-reset", "askPasswordReset", password_reset_ask, RIGHT_NONE, NULL, WRITES, 204,
     "PasswordResetCreate", NULL, NULL, "Mails a link for a new password, if there is such an account."},
    {METHOD_POST, "/v1/password-reset/completion", "completePasswordReset", password_reset_complete,
     RIGHT_NONE, NULL, WRITES, 204, "PasswordChoiceCreate", NULL, NULL,
     "Sets the password that the link's person chose."},
    {METHOD_PUT, "/v1/notice-mail", "setNoticeMail", notice_mail_set, RIGHT_SIGNED_IN, NULL, WRITES, 204,
     "NoticeMailChoiceCreate", NULL, NULL, "When your notices come by mail too."},
    {METHOD_POST, "/v1/erasure", "eraseOwnPerson", own_erase_op, RIGHT_SIGNED_IN, NULL,
     WRITES | OPERATION_EMPTY | OPERATION_CONFIRMED, 200, NULL, "Erasure", NULL,
     "Forgets who you are, for ever: as an administrator does for others."},
    {METHOD_POST, "/v1/second-factor", "beginSecondFactor", second_factor_begin, RIGHT_SIGNED_IN, NULL,
     WRITES | OPERATION_EMPTY | OPERATION_CONFIRMED, 200, NULL, "SecondFactorStart", NULL,
     "A secret for your authenticator; its first right code activates it."},
    {METHOD_POST, "/v1/second-factor/activation", "activateSecondFactor", second_factor_activate,
     RIGHT_SIGNED_IN, NULL, WRITES | OPERATION_CONFIRMED, 200, "SecondFactorCodeCreate", "RecoveryCodes",
     NULL, "From now on signing in takes a code too."},
    {METHOD_POST, "/v1/second-factor/recovery-codes", "renewRecoveryCodes", recovery_codes_create,
     RIGHT_SIGNED_IN, NULL, WRITES | OPERATION_EMPTY | OPERATION_CONFIRMED, 200, NULL, "RecoveryCodes", NULL,
     "New recovery codes in place of those there were."},
    {METHOD_DELETE, "/v1/second-factor", "endSecondFactor", second_factor_end, RIGHT_SIGNED_IN, NULL,
     WRITES | OPERATION_CONFIRMED, 204, NULL, NULL, NULL, "Signing in takes the password alone again."},

    {METHOD_GET, W, "getWorkspace", row_show_op, RIGHT_READ, &workspace_resource, 0, 200, NULL, "Workspace",
     NULL, "The workspace itself."},
    {METHOD_PATCH, W, "updateWorkspace", row_update_op, RIGHT_ADMIN, &workspace_resource,
     WRITES | OPERATION_IF_MATCH, 200, "WorkspacePatch", "Workspace", NULL, "Changes its settings."},
    {METHOD_GET, W "/snapshot", "getSnapshot", snapshot_op, RIGHT_READ, NULL, 0, 200, NULL, "Snapshot", NULL,
     "Everything in the workspace at once."},
    {METHOD_GET, W "/stream", "getStream", stream_op, RIGHT_READ, NULL, OPERATION_STREAM, 200, NULL, NULL,
     stream_query, "Server-sent events: every change from now on, or after the last seen."},
    {METHOD_GET, W "/events", "listEvents", events_op, RIGHT_READ, &event_resource, 0, 200, NULL, "EventPage",
     event_query, "History, newest first."},
    {METHOD_GET, W "/schedule", "getSchedule", schedule_op, RIGHT_READ, NULL, 0, 200, NULL, "Schedule", NULL,
     "Dates, floats, critical path, loads and costs, computed now."},
    {METHOD_GET, W "/items/{id}/explanation", "explainItem", explanation_op, RIGHT_READ, &item_resource, 0,
     200, NULL, "Explanation", explanation_query, "Why a date is what it is, down to the first cause."},
    {METHOD_POST, W "/impact", "getImpact", impact_op, RIGHT_READ, NULL, 0, 200, "ImpactQuestionCreate",
     "Impacts", NULL, "What changes would do to finish and cost. Nothing is stored."},

    {METHOD_GET, W "/scores", "getScores", scores_op, RIGHT_READ, NULL, 0, 200, NULL, "Scores", score_query,
     "Features and bugs by a score: a known method or a formula of your own."},
    {METHOD_POST, W "/options", "getOptions", options_op, RIGHT_READ, NULL, 0, 200, "WaysQuestionCreate",
     "Ways", NULL,
     "What can give way when scope, time and budget do not fit, the best first. Nothing is stored."},

    LIST(person_resource, "Person", "/people"),
    SHOW(person_resource, "Person", "/people"),
    CREATE(person_resource, "Person", "/people", RIGHT_ADMIN, person_create, ADMINISTERS),
    UPDATE(person_resource, "Person", "/people", RIGHT_ADMIN, person_update, ADMINISTERS),
    {METHOD_POST, W "/people/{id}/invitation", "invitePerson", person_invite, RIGHT_ADMIN, &person_resource,
     ADMINISTERS | OPERATION_EMPTY, 200, NULL, "Invitation", NULL,
     "Lets somebody choose a password: by mail, or by a link that you hand over."},
    {METHOD_DELETE, W "/people/{id}/sessions", "signPersonOut", person_sign_out, RIGHT_ADMIN,
     &person_resource, WRITES, 204, NULL, NULL, NULL, "Ends all sessions of somebody."},
    {METHOD_DELETE, W "/people/{id}/second-factor", "endSecondFactorOfPerson", person_second_factor_end,
     RIGHT_ADMIN, &person_resource, ADMINISTERS, 204, NULL, NULL, NULL,
     "For somebody whose authenticator and recovery codes are lost."},
    {METHOD_DELETE, W "/people/{id}/passkeys", "endPasskeysOfPerson", person_passkeys_end, RIGHT_ADMIN,
     &person_resource, ADMINISTERS, 204, NULL, NULL, NULL,
     "None of somebody's passkeys signs him in any more: for one whose authenticator is lost."},
    {METHOD_GET, W "/people/{id}/export", "exportPerson", person_export_op, RIGHT_READ, &person_resource,
     OPERATION_RAW_JSON | OPERATION_CONFIRMED, 200, NULL, NULL, NULL,
     "Everything there is about somebody: for himself, or by an administrator."},
    {METHOD_POST, W "/people/{id}/erase", "erasePerson", person_erase_op, RIGHT_ADMIN, &person_resource,
     ADMINISTERS | OPERATION_IF_MATCH | OPERATION_EMPTY, 200, NULL, "Erasure", NULL,
     "Forgets who somebody is, for ever: name, address, account, and these in the history."},
    LIST(membership_resource, "Membership", "/memberships"),
    SHOW(membership_resource, "Membership", "/memberships"),
    CREATE(membership_resource, "Membership", "/memberships", RIGHT_ADMIN, row_create_op, ADMINISTERS),
    UPDATE(membership_resource, "Membership", "/memberships", RIGHT_ADMIN, row_update_op, ADMINISTERS),
    REMOVE(membership_resource, "Membership", "/memberships", RIGHT_ADMIN, row_delete_op, ADMINISTERS),

    COLLECTION(calendar_resource, "Calendar", "/calendars"),
    COLLECTION(product_line_resource, "ProductLine", "/product_lines"),
    COLLECTION(program_resource, "Program", "/programs"),
    COLLECTION(product_resource, "Product", "/products"),
    COLLECTION(project_resource, "Project", "/projects"),
    COLLECTION(release_resource, "Release", "/releases"),
    COLLECTION(item_resource, "Item", "/items"),
    COLLECTION(risk_resource, "Risk", "/risks"),
    COLLECTION(link_resource, "Link", "/links"),
    COLLECTION(resource_resource, "Resource", "/resources"),
    COLLECTION(assignment_resource, "Assignment", "/assignments"),
    COLLECTION(formula_resource, "Formula", "/formulas"),

    {METHOD_GET, W "/earned-value", "getEarnedValue", earned_value_op, RIGHT_READ, NULL, 0, 200, NULL,
     "EarnedValue", earned_query, "Earned value and earned schedule at every level, the S-curve, warnings."},
    {METHOD_GET, W "/flow", "getFlow", flow_op, RIGHT_READ, NULL, 0, 200, NULL, "Flow", flow_query,
     "Cycle and lead times, throughput, cumulative flow, age, and when and how many from the throughput."},
    {METHOD_GET, W "/schedule-check", "checkSchedule", schedule_check_op, RIGHT_READ, NULL, 0, 200, NULL,
     "ScheduleChecks", check_query, "DCMA's fourteen points and GAO's ten practices, with what is at fault."},
    COLLECTION(baseline_resource, "Baseline", "/baselines"),
    {METHOD_GET, W "/baselines/{id}/items", "listBaselineItems", baseline_items_op, RIGHT_READ,
     &baseline_resource, 0, 200, NULL, "BaselineRows", NULL, "Its frozen items, verified by their hash."},
    {METHOD_GET, W "/baselines/{id}/comparison", "compareBaseline", baseline_compare_op, RIGHT_READ,
     &baseline_resource, 0, 200, NULL, "BaselineComparison", comparison_query,
     "What moved since it was set, or between it and another one: scope, dates, work and money."},
    COLLECTION_AS(time_entry_resource, "TimeEntry", "TimeEntries", "/time_entries"),
    COLLECTION(expense_resource, "Expense", "/expenses"),

    COLLECTION(tolerance_resource, "Tolerance", "/tolerances"),
    COLLECTION(scenario_resource, "Scenario", "/scenarios"),
    {METHOD_POST, W "/scenarios/{id}/adopt", "adoptScenario", scenario_adopt_op, RIGHT_CHANGE,
     &proposal_resource, WRITES, 201, "AdoptionCreate", "Proposal", NULL,
     "Proposes its changes; it stays, and so do the others."},
    {METHOD_GET, W "/standings", "getStandings", standings_op, RIGHT_READ, NULL, 0, 200, NULL, "Standings",
     NULL, "How far the forecast has drifted from what was agreed, for every tolerance, computed now."},
    LIST(exception_resource, "Exception", "/exceptions"),
    SHOW(exception_resource, "Exception", "/exceptions"),
    {METHOD_GET, W "/exceptions/{id}/report", "getExceptionReport", exception_report_op, RIGHT_READ,
     &exception_resource, 0, 200, NULL, "ExceptionReport", NULL,
     "What moved the forecast, why it lies where it lies, and computed ways back inside."},
    {METHOD_POST, W "/exceptions/{id}/accept", "acceptException", exception_accept_op, RIGHT_CHANGE,
     &exception_resource, WRITES, 200, "ExceptionDecisionCreate", "Exception", NULL,
     "Who set the tolerance takes the plan as it is: a new baseline, or a wider tolerance."},
    {METHOD_POST, W "/exceptions/{id}/decline", "declineException", exception_decline_op, RIGHT_CHANGE,
     &exception_resource, WRITES, 200, "ExceptionDecisionCreate", "Exception", NULL,
     "Who set the tolerance wants the forecast back inside: it stays until it is."},

    LIST(proposal_resource, "Proposal", "/proposals"),
    SHOW(proposal_resource, "Proposal", "/proposals"),
    CREATE(proposal_resource, "Proposal", "/proposals", RIGHT_CHANGE, proposal_create_op, WRITES),
    UPDATE(proposal_resource, "Proposal", "/proposals", RIGHT_CHANGE, proposal_update_op, WRITES),
    DECIDE("accept", proposal_accept_op, "VerdictCreate", 200,
           "Signs it; with the last signature all of it is applied at once."),
    DECIDE("decline", proposal_decline_op, "VerdictCreate", 200, "Closes it without a change."),
    DECIDE("withdraw", proposal_withdraw_op, "VerdictCreate", 200, "Its author takes it back."),
    DECIDE("counter", proposal_counter_op, "ProposalCreate", 201, "Answers it with another proposal."),

    {METHOD_GET, W "/proposals/{id}/assessment", "assessProposal", proposal_assessment_op, RIGHT_READ,
     &proposal_resource, 0, 200, NULL, "Assessment", NULL, "What it would do to the plan as it stands now."},
    LIST(decision_resource, "Decision", "/decisions"),
    SHOW(decision_resource, "Decision", "/decisions"),
    CREATE(decision_resource, "Decision", "/decisions", RIGHT_CHANGE, row_create_op, CHANGES),
    UPDATE(decision_resource, "Decision", "/decisions", RIGHT_CHANGE, row_update_op, CHANGES),

    {METHOD_GET, W "/origins", "getOrigins", origins_op, RIGHT_READ, NULL, 0, 200, NULL, "Origins",
     origin_query, "Which decision set each field of a thing last."},
    {METHOD_POST, W "/decisions/{id}/undo", "undoDecision", decision_undo_op, RIGHT_CHANGE,
     &decision_resource, CHANGES, 200, "VerdictCreate", "Decision", NULL,
     "Takes back all that it changed, or nothing; needs the same signatures as the decision."},

    COLLECTION_AS(meeting_series_resource, "MeetingSeries", "MeetingSeriesList", "/meeting_series"),
    {METHOD_GET, W "/meeting_series/{id}/invitation", "inviteToSeries", series_invitation_op, RIGHT_READ,
     &meeting_series_resource, 0, 200, NULL, NULL, NULL, "All meetings of it as one entry of a calendar.",
     "text/calendar"},
    LIST(meeting_resource, "Meeting", "/meetings"),
    SHOW(meeting_resource, "Meeting", "/meetings"),
    CREATE(meeting_resource, "Meeting", "/meetings", RIGHT_CHANGE, row_create_op, CHANGES),
    UPDATE(meeting_resource, "Meeting", "/meetings", RIGHT_CHANGE, row_update_op, CHANGES),
    {METHOD_GET, W "/meetings/{id}/agenda", "previewAgenda", agenda_preview_op, RIGHT_READ, &meeting_resource,
     0, 200, NULL, "AgendaPreview", NULL, "What would be on the agenda, were it written now."},
    MEET("agenda", "writeAgenda", meeting_agenda_op, OPERATION_EMPTY, NULL,
         "Writes what changed, slipped, is due or waits as points; those nobody touched are replaced."),
    MEET("begin", "beginMeeting", meeting_begin_op, OPERATION_EMPTY, NULL, "It begins, with its agenda."),
    MEET("present", "presentPoint", meeting_present_op, 0, "PresentRequestCreate",
         "From now on that point is talked about; the time counts for it."),
    MEET("close", "closeMeeting", meeting_close_op, OPERATION_EMPTY, NULL,
         "Freezes figures and minutes, carries on what is open, plans the next one, tells everybody."),
    MEET("cancel", "cancelMeeting", meeting_cancel_op, 0, "CancelRequestCreate",
         "It does not happen; everybody is told why."),
    {METHOD_GET, W "/meetings/{id}/minutes", "getMinutes", meeting_minutes_op, RIGHT_READ, &meeting_resource,
     0, 200, NULL, NULL, NULL, "The minutes as a file.", "text/markdown"},
    {METHOD_GET, W "/meetings/{id}/invitation", "inviteToMeeting", meeting_invitation_op, RIGHT_READ,
     &meeting_resource, 0, 200, NULL, NULL, NULL, "The meeting as an entry of a calendar.", "text/calendar"},
    COLLECTION(meeting_point_resource, "MeetingPoint", "/meeting_points"),
    {METHOD_POST, W "/meeting_points/{id}/decide", "decidePoint", point_decide_op, RIGHT_CHANGE,
     &meeting_point_resource, WRITES, 200, "PointVerdictCreate", "MeetingPoint", NULL,
     "Signs or declines the proposal of the point, in this meeting; with the last signature it is applied."},
    {METHOD_POST, W "/meeting_points/{id}/actions", "takeAction", point_action_op, RIGHT_CHANGE,
     &meeting_action_resource, WRITES, 201, "ActionRequestCreate", "MeetingAction", NULL,
     "Somebody takes on a task."},
    LIST(meeting_action_resource, "MeetingAction", "/meeting_actions"),
    SHOW(meeting_action_resource, "MeetingAction", "/meeting_actions"),
    COLLECTION(private_note_resource, "PrivateNote", "/private_notes"),

    COLLECTION(promise_resource, "Promise", "/promises"),
    {METHOD_GET, W "/promise-watch", "watchPromises", promise_watch_op, RIGHT_READ, NULL, 0, 200, NULL,
     "PromiseWatch", NULL,
     "Promises against the plan: the broken ones first, with a draft of what to write."},
    {METHOD_POST, W "/promises/{id}/share", "sharePromise", promise_share_op, RIGHT_CHANGE, &promise_resource,
     WRITES, 201, "ShareRequestCreate", "PromiseShared", NULL,
     "A link for somebody outside; one that was there before ends."},
    {METHOD_DELETE, W "/promises/{id}/share", "unsharePromise", promise_unshare_op, RIGHT_CHANGE,
     &promise_resource, WRITES, 200, NULL, "Promise", NULL, "Ends its link."},
    {METHOD_GET, "/v1/shared/{token}", "getShared", shared_promise_op, RIGHT_NONE, NULL, 0, 200, NULL,
     "SharedPromise", NULL, "What the link of a promise shows."},

    LIST(notice_resource, "Notice", "/notices"),
    SHOW(notice_resource, "Notice", "/notices"),
    UPDATE(notice_resource, "Notice", "/notices", RIGHT_READ, row_update_op, WRITES),
    REMOVE(notice_resource, "Notice", "/notices", RIGHT_READ, row_delete_op, WRITES),
    LIST(token_resource, "Token", "/tokens"), /* their owner's, as all that has one */
    {METHOD_POST, W "/tokens", "createToken", token_create, RIGHT_READ, &token_resource, ADMINISTERS, 201,
     "TokenCreate", "TokenCreated", NULL, "A new token; its secret is shown this once."},
    {METHOD_DELETE, W "/tokens/{id}", "deleteToken", token_delete, RIGHT_READ, &token_resource, WRITES, 204,
     NULL, NULL, NULL, "Ends a token of yours."},
    LIST(passkey_resource, "Passkey", "/passkeys"),
    SHOW(passkey_resource, "Passkey", "/passkeys"),
    {METHOD_POST, W "/passkeys", "createPasskey", passkey_create, RIGHT_READ, &passkey_resource, ADMINISTERS,
     201, "PasskeyRegistrationCreate", "Passkey", NULL, "A passkey that your authenticator made."},
    UPDATE(passkey_resource, "Passkey", "/passkeys", RIGHT_READ, row_update_op, WRITES),
    {METHOD_DELETE, W "/passkeys/{id}", "deletePasskey", passkey_delete, RIGHT_READ, &passkey_resource,
     ADMINISTERS, 204, NULL, NULL, NULL, "A passkey of yours signs you in no more."},

    LIST(comment_resource, "Comment", "/comments"),
    SHOW(comment_resource, "Comment", "/comments"),
    CREATE(comment_resource, "Comment", "/comments", RIGHT_CHANGE, comment_create, WRITES),
    UPDATE(comment_resource, "Comment", "/comments", RIGHT_CHANGE, comment_update, WRITES),
    REMOVE(comment_resource, "Comment", "/comments", RIGHT_CHANGE, comment_delete, WRITES),
    LIST(attachment_resource, "Attachment", "/attachments"),
    SHOW(attachment_resource, "Attachment", "/attachments"),
    {METHOD_POST, W "/attachments", "createAttachment", attachment_create, RIGHT_CHANGE, &attachment_resource,
     WRITES | OPERATION_BYTES, 201, "file", "Attachment", attachment_query,
     "Attaches a file, at most 16 MB."},
    {METHOD_GET, W "/attachments/{id}/content", "getAttachmentContent", attachment_content, RIGHT_READ,
     &attachment_resource, OPERATION_CONTENT, 200, NULL, NULL, NULL, "The file itself, for saving."},
    {METHOD_DELETE, W "/attachments/{id}", "deleteAttachment", attachment_delete, RIGHT_CHANGE,
     &attachment_resource, WRITES | OPERATION_IF_MATCH, 204, NULL, NULL, NULL,
     "Deletes it for good: its author, or an administrator."},
    {METHOD_GET, W "/webhooks", "listWebhooks", row_list_op, RIGHT_ADMIN, &webhook_resource, OPERATION_PAGED,
     200, NULL, "WebhookPage", NULL, "One page of them, oldest first."},
    {METHOD_GET, W "/webhooks/{id}", "getWebhook", row_show_op, RIGHT_ADMIN, &webhook_resource, 0, 200, NULL,
     "Webhook", NULL, "One of them, with its ETag."},
    {METHOD_POST, W "/webhooks", "createWebhook", webhook_create, RIGHT_ADMIN, &webhook_resource, ADMINISTERS,
     201, "WebhookCreate", "WebhookCreated", NULL,
     "Tells another program of events; its secret is shown this once."},
    UPDATE(webhook_resource, "Webhook", "/webhooks", RIGHT_ADMIN, webhook_update, ADMINISTERS),
    REMOVE(webhook_resource, "Webhook", "/webhooks", RIGHT_ADMIN, webhook_delete, ADMINISTERS),
    {METHOD_GET, W "/webhooks/{id}/deliveries", "listDeliveries", delivery_list, RIGHT_ADMIN,
     &webhook_resource, 0, 200, NULL, "DeliveryPage", NULL,
     "What was sent to it, newest first, at most 100."},
    {METHOD_POST, W "/deliveries/{id}/replay", "replayDelivery", delivery_replay, RIGHT_ADMIN,
     &delivery_resource, WRITES | OPERATION_EMPTY, 204, NULL, NULL, NULL,
     "Sends it again, under the same webhook-id."},

    {METHOD_GET, W "/runs", "listRuns", run_list_op, RIGHT_READ, &run_resource, 0, 200, NULL, "RunPage", NULL,
     "The calculations of the last hour, newest first, without their results."},
    {METHOD_POST, W "/runs", "startRun", run_create_op, RIGHT_READ, &run_resource, WRITES, 202, "RunCreate",
     "Run", NULL, "Starts a calculation in the background."},
    {METHOD_GET, W "/runs/{id}", "getRun", run_show_op, RIGHT_READ, &run_resource, 0, 200, NULL, "Run",
     run_query, "How far it is, and the best result so far."},
    {METHOD_DELETE, W "/runs/{id}", "cancelRun", run_cancel_op, RIGHT_READ, &run_resource, WRITES, 204, NULL,
     NULL, NULL, "Cancels it; its best result so far stays for a while. One that has ended is dropped."},

    {METHOD_POST, W "/imports", "importFile", import_op, RIGHT_CHANGE, NULL, WRITES | OPERATION_BYTES, 200,
     "file", "ImportReport", import_query, "Reads a plan file into a project."},
    {METHOD_GET, W "/projects/{id}/export", "exportProject", export_op, RIGHT_READ, &project_resource,
     OPERATION_FILE, 200, NULL, NULL, export_query, "The project as a file, with its computed dates."},

    /* The page: everything else. Not part of the contract (no id). */
    {METHOD_GET, "/", NULL, page_op, RIGHT_NONE, NULL, OPERATION_QUICK, 200, NULL, NULL, NULL, NULL},
    {METHOD_GET, "/{path...}", NULL, page_op, RIGHT_NONE, NULL, OPERATION_QUICK, 200, NULL, NULL, NULL, NULL},
};
const int operation_count = COUNT_OF(operations);

static size_t body_max(const Operation *op) {
    if (op->flags & OPERATION_BYTES) return FILE_MAX;
    if (op->flags & OPERATION_EMPTY) return 1024;
    return op->body ? BODY_MAX : 0;
}

Route *api_routes(Arena *arena, int *ret_count) {
    Route *routes = arena_array(arena, Route, operation_count);
    if (!routes) return NULL;
    for (int i = 0; i < operation_count; i++) {
        const Operation *op = &operations[i];
        bool bulk = op->flags & (OPERATION_BYTES | OPERATION_FILE);
        unsigned flags = (op->flags & OPERATION_QUICK ? ROUTE_QUICK : 0) |
                         (op->flags & OPERATION_STREAM ? ROUTE_STREAM : 0) | (bulk ? ROUTE_BULK : 0);
        routes[i] = (Route){op->method, op->path, api_answer, op, NULL, flags, body_max(op)};
    }
    *ret_count = operation_count;
    return routes;
}

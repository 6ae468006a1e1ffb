/* What the API takes and answers beside the stored resources: structs with field tables, like those. */
#ifndef TRIVET_VIEWS_H
#define TRIVET_VIEWS_H

#include "model/model.h"

typedef struct SetupState {
    bool needed, mails, passkeys;
} SetupState;

typedef struct SetupRequest {
    Str token;
    Str workspace_name, person_name, email, password;
    Str time_zone;
    bool example;
} SetupRequest;

typedef struct ErasureView {
    int64_t events, mentions;
} ErasureView;

typedef struct SessionRequest {
    Str email, password;
    Str code; /* null: none */
} SessionRequest;

typedef struct Adoption {
    Str reason;
} Adoption;

typedef struct Confirmation {
    Str password, code;
} Confirmation;

typedef struct PasswordChange {
    Str current_password, new_password;
} PasswordChange;

typedef struct Invitation {
    bool mailed;
    Str link; /* null: it is in the mail */
} Invitation;

typedef struct PasswordReset {
    Str email;
} PasswordReset;

typedef struct PasswordChoice {
    Str token, password;
} PasswordChoice;

typedef struct NoticeMailChoice {
    Choice notice_mail;
} NoticeMailChoice;

typedef struct OpenSession {
    Id id;
    Time created_at, seen_at, expires_at;
    Str address, agent;
    bool current;
} OpenSession;

typedef struct SecondFactorStart {
    Str secret, uri, picture;
} SecondFactorStart;

typedef struct SecondFactorCode {
    Str code;
} SecondFactorCode;

typedef struct RecoveryCodes {
    List codes;
} RecoveryCodes;

typedef struct PasskeyQuestion {
    Str challenge, rp_id;
    Str user_id; /* null: nobody is signed in */
    List credential_ids;
    Time expires_at;
} PasskeyQuestion;

typedef struct PasskeyRegistration {
    Str name, client_data_json, attestation_object;
} PasskeyRegistration;

typedef struct PasskeyAnswer {
    Str credential_id, client_data_json, authenticator_data, signature, user_handle;
} PasskeyAnswer;

typedef struct AssessmentView {
    bool stale;
    Assessment assessment;
} AssessmentView;

typedef struct ImpactQuestion {
    List changes;
} ImpactQuestion;

typedef struct Impacts {
    List impacts;
} Impacts;

typedef struct FormatView {
    Str name, title, source, endings;
    bool read, written;
} FormatView;

typedef struct Formats {
    List formats; /* of FormatView */
} Formats;

typedef struct TaskDates {
    Id item_id;
    Moment start_at, finish_at;
    Moment early_start_at, early_finish_at, late_start_at, late_finish_at;
    int64_t total_float_minutes, free_float_minutes;
    int64_t duration_minutes, work_minutes;
    int64_t cost_cents;
    bool critical;
    bool late;                            /* finish after the deadline */
    int64_t float_path, float_path_order; /* null: on none */
} TaskDates;

typedef struct GroupDates {
    Id id;
    Moment start_at, finish_at;
    int64_t task_count, critical_count;
    int64_t work_minutes, cost_cents;
} GroupDates;

typedef struct ResourceLoad {
    Id resource_id;
    int64_t work_minutes, overload_minutes, cost_cents;
} ResourceLoad;

typedef struct ScheduleView {
    int64_t seq;
    List tasks, projects, releases, resources;
} ScheduleView;

typedef struct ExplanationStep {
    Id item_id;
    Choice of;
    Moment at;
    Choice cause;
    Id link_id, resource_id;
    Str text;
} ExplanationStep;

typedef struct ExplanationCost {
    Choice kind;
    Id item_id, resource_id;
    int64_t work_minutes, price_cents, cost_cents;
    Moment since_at;
    Str text;
} ExplanationCost;

typedef struct Explanation {
    List steps, costs;
} Explanation;

typedef struct BaselineRows {
    List items;
} BaselineRows;

extern const Resource confirmation_resource, password_change_resource, open_session_resource;
extern const Resource invitation_resource, password_reset_resource, password_choice_resource,
    notice_mail_choice_resource;
extern const Resource second_factor_start_resource, second_factor_code_resource, recovery_codes_resource;
extern const Resource passkey_question_resource, passkey_registration_resource, passkey_answer_resource;
extern const Resource baseline_rows_resource, erasure_view_resource, assessment_view_resource;
extern const Resource setup_state_resource, setup_request_resource, session_request_resource,
    verdict_resource;
extern const Resource adoption_resource, impact_question_resource, impacts_resource, task_dates_resource,
    group_dates_resource;
extern const Resource resource_load_resource, schedule_view_resource, explanation_step_resource,
    explanation_resource, format_view_resource, formats_resource;
extern const char *const date_end_names[], *const cause_names[];

/* All of the above, those of lists first; ends with NULL. */
extern const Resource *const view_resources[];

/* Answers that hold whole records: name -> members of a named type. */
typedef struct ViewMember {
    const char *name;
    const char *type; /* of the contract, or "string", "integer" */
    bool list, nullable;
} ViewMember;
typedef struct View {
    const char *name;
    const char *doc;
    ViewMember members[48]; /* ends with name NULL */
} View;
extern const View views[];
extern const int view_count;

#endif

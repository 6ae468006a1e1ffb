/* The things Trivet knows: one struct and one field table each.
 *
 * Every stored resource starts with the same five members, so that store and API can treat them alike (Row).
 * What the engine computes (dates, floats, costs) is not here: it is never stored. */
#ifndef TRIVET_MODEL_H
#define TRIVET_MODEL_H

#include "model/meeting_model.h"

typedef struct CustodyMove { /* a field of every row of a resource is somebody else's to write */
    Str resource, field;
    Choice custody; /* of custody_names: shared, product or project */
} CustodyMove;

typedef struct Workspace { /* the boundary of visibility: who is in it sees all of it, nobody else anything */
    Row row;               /* workspace_id equals id */
    Str name;
    Str currency;                   /* ISO 4217 code of every amount */
    int64_t critical_float_minutes; /* a task is critical when its total float is at most this */
    List custody_moves;             /* of CustodyMove: fields that are in other hands here */
    bool share_people; /* nobody works on more than his units at a time; rank decides who waits */
} Workspace;

typedef struct Person { /* somebody who can sign in */
    Row row;
    Str name;
    Str email;          /* unique, lower case */
    Str password;       /* in: plain; stored: argon2id; never shown */
    bool administrator; /* may administer accounts of this workspace */
    bool disabled;
    bool two_factor; /* signs in with a code too */
    bool has_passkey;
    Choice notice_mail; /* NoticeMail */
} Person;

typedef struct Membership { /* who holds which role where */
    Row row;
    Id person_id;
    Choice role;
    Id product_id; /* at most one place; with none: in the whole workspace */
    Id project_id;
    Id product_line_id; /* and in each of its products */
    Id program_id;      /* and in each of its projects */
} Membership;

typedef struct ProductLine { /* products that are led together */
    Row row;
    Str name;
    Str vision;
} ProductLine;

typedef struct Program { /* projects that are led together */
    Row row;
    Str name;
    Str purpose;
} Program;

typedef struct Product {
    Row row;
    Str name;
    Str vision;
    Choice life_cycle_stage;
    Str rank;
    Id product_line_id; /* null: in none */
} Product;

typedef enum RaciLetter {
    RACI_RESPONSIBLE,
    RACI_ACCOUNTABLE,
    RACI_CONSULTED,
    RACI_INFORMED,
    RACI_LETTERS
} RaciLetter;

typedef struct RaciMark {
    Id person_id;
    Choice letter;
} RaciMark;

typedef struct RaciRow { /* who is what in one activity of a project; exactly one is accountable */
    Str title;
    List marks; /* of RaciMark */
} RaciRow;

typedef struct Project {
    Row row;
    Str name;
    Str charter;
    /* the rest of the charter */
    Str purpose, objectives, success_criteria;
    Str scope_in, scope_out;
    Str assumptions;
    Id sponsor_id;
    List raci; /* of RaciRow */
    Moment start_at;
    Moment status_at;      /* null: not tracked */
    Moment must_finish_at; /* null: open */
    Id calendar_id;
    /* how it is scheduled; the words of the engine's ProjectRule and its neighbours */
    bool schedule_from_finish;
    bool honour_constraints;
    bool status_holds;
    Choice progress_mode; /* ProgressMode */
    bool dates_of_remaining;
    Choice lag_calendar; /* LagCalendar */
    bool lag_from_actual_start;
    Choice float_kind; /* FloatKind */
    bool common_end;
    bool open_ends_critical;
    Choice critical_by;             /* CriticalBy */
    int64_t critical_float_minutes; /* null: the workspace's */
    bool float_paths;
    int64_t float_path_count;
    Choice float_paths_by; /* FloatPathsBy */
    bool use_expected_finish;
    bool ignore_other_projects;
    int64_t budget_cents;
    int64_t contingency_reserve_cents; /* for known risks: the project manager's */
    int64_t management_reserve_cents;  /* for what nobody foresaw: the sponsor's */
    Str rank;
    List product_ids;  /* texts of ids: the products it works on */
    Id program_id;     /* null: in none */
    Json file_details; /* exchange/details.h */
} Project;

typedef struct WorkStep { /* a step of an item's work, by whose weights value is earned */
    Str title;
    int64_t weight;
    bool done;
} WorkStep;

typedef struct Criterion {
    Str text;
    bool accepted;
} Criterion;

typedef struct ItemSplit { /* a pause between two parts of the work */
    int64_t after_minutes; /* working time that lies before it */
    int64_t pause_minutes; /* working time in which nobody works */
    bool leveling;         /* levelling made it, and finds it anew */
} ItemSplit;

typedef struct KanoAnswer { /* one person asked: how would it be with the feature, and how without? */
    Str who;
    Choice functional, dysfunctional;
} KanoAnswer;

typedef struct VariantTask { /* what a variant changes of one item below its feature */
    Id item_id;
    bool left_out;
    int64_t effort_minutes; /* null: as it is */
} VariantTask;

typedef struct Variant { /* a smaller (or larger) form of a feature */
    Str name;
    double value_percent; /* of the feature's value */
    List tasks;           /* of VariantTask */
} Variant;

typedef struct Formula { /* a score of one's own */
    Row row;
    Str name;
    Id product_id; /* null: for every product */
    Str text;      /* engine/formula.h */
} Formula;

typedef struct Item {
    Row row;
    Choice kind;
    Choice state;
    Id parent_id;
    Id product_id;
    Id project_id; /* null: not planned yet */
    Id release_id;
    Str rank;     /* importance: a fractional index, compared as bytes; null: its parent's */
    Str position; /* order among its siblings in the outline, a fractional index too */
    Str title;
    Str text;
    List labels;
    /* product */
    double value;
    double reach;
    double confidence_percent;
    Str goal;
    List acceptance_criteria;
    /* scores */
    double impact, ease, time_criticality, risk_reduction;
    Choice moscow;
    List kano_answers;
    List variants;
    Str variant; /* name of the one chosen; null: the whole feature */
    /* project */
    int64_t duration_minutes;
    Choice estimate_kind; /* of the three points optimistic, duration, pessimistic */
    int64_t optimistic_minutes, pessimistic_minutes;
    int64_t effort_minutes;
    int64_t percent_complete;
    int64_t remaining_minutes;
    Moment actual_start_at, actual_finish_at;
    Choice constraint_kind;
    Moment constraint_at;
    bool constraint_mandatory;
    Choice constraint_2_kind;
    Moment constraint_2_at;
    Moment external_start_at, external_finish_at; /* what is not in the plan allows */
    Moment deadline_at;
    Moment manual_start_at; /* set: placed by hand */
    Moment manual_finish_at;
    Choice task_type;
    bool effort_driven;
    bool leveling_can_split;
    int64_t leveling_delay_minutes;
    List splits;
    Moment resume_at;
    Moment expected_finish_at;
    Choice activity_kind;
    bool ends_float_paths;
    Id calendar_id;
    bool calendar_with_people;
    int64_t fixed_cost_cents;
    Choice cost_accrual;        /* when the fixed cost falls due */
    Choice earned_value_method; /* how progress becomes earned value */
    List steps;                 /* of WorkStep */
    bool elapsed;
    bool inactive;
    Str external_id;   /* the task's own id in the file it came from */
    Json file_details; /* exchange/details.h */
} Item;

typedef struct ItemLink { /* resource "link" */
    Row row;
    Id predecessor_id, successor_id;
    Choice type;
    int64_t lag_minutes; /* with lag_kind percent: percent */
    Choice lag_kind;
} ItemLink;

typedef struct CalendarSpan {
    int64_t from_minute, to_minute; /* of the day */
} CalendarSpan;

typedef struct CalendarWeekday {
    int64_t weekday; /* 0 Monday .. 6 Sunday */
    List spans;
} CalendarWeekday;

typedef struct CalendarDayOff { /* exception: other hours, or none, on these days */
    Str name;
    Day first_day, last_day;
    List spans;
} CalendarDayOff;

typedef struct WorkCalendar { /* resource "calendar" */
    Row row;
    Str name;
    List week; /* of CalendarWeekday; a weekday not named is free */
    List exceptions;
} WorkCalendar;

typedef struct ResourceRate { /* what a resource costs from a moment on, by one of its rate tables */
    Choice rate_table;
    Moment effective_at; /* null: from the beginning */
    int64_t rate_cents_per_hour;
    int64_t overtime_rate_cents_per_hour; /* null: the rate */
    int64_t cost_per_use_cents;
} ResourceRate;

typedef struct AvailabilityStep { /* from a day on there is so much of a resource */
    Day available_from;
    int64_t units_percent;
} AvailabilityStep;

typedef struct PlanResource { /* resource "resource": a person, machine or material that work is assigned to
                               */
    Row row;
    Str name;
    Choice kind;
    Str email;    /* of somebody without an account; null: none known */
    Id person_id; /* the account, if he has one */
    Id calendar_id;
    int64_t units_percent;
    Day available_from, available_until; /* first and last day; null: no such limit */
    List availability;                   /* of AvailabilityStep */
    List skills;                         /* texts */
    bool generic;                        /* stands for whoever has its skills */
    /* from the beginning, by rate table a */
    int64_t rate_cents_per_hour, overtime_rate_cents_per_hour;
    int64_t cost_per_use_cents;
    List rates; /* of ResourceRate: what follows, and the other tables */
    Str external_id;
    Json file_details; /* exchange/details.h */
} PlanResource;

typedef struct AssignmentPortion { /* of a custom contour */
    int64_t minutes;               /* working time it takes */
    int64_t work_minutes;          /* what is done in it; 0: a pause */
} AssignmentPortion;

typedef struct ItemAssignment { /* resource "assignment" */
    Row row;
    Id item_id, resource_id;
    Str skill; /* whoever has it can do this as well; null: nobody else can */
    int64_t units_percent;
    int64_t work_minutes; /* null: units times the item's duration */
    int64_t delay_minutes, leveling_delay_minutes;
    Choice contour;
    List portions; /* of a custom contour */
    int64_t overtime_minutes, actual_work_minutes;
    Choice rate_table; /* of the resource's */
    Json file_details; /* exchange/details.h */
} ItemAssignment;

typedef struct Baseline { /* what was agreed: scope, schedule and cost under one number */
    Row row;
    Id project_id; /* null: of the whole workspace */
    int64_t number;
    Str name;
    Str text;
    /* What was frozen, all of it by Trivet. */
    Moment status_at; /* the project's then */
    Moment start_at, finish_at;
    int64_t item_count;
    int64_t work_minutes;
    int64_t cost_cents;
    int64_t budget_cents; /* null: no project had one */
    int64_t reserve_cents;
    Id decision_id; /* the one that set it */
    Str rows_hash;  /* BLAKE2b of its rows: they are verified when they are read */
} Baseline;

typedef struct BaselineItem { /* a frozen row of a baseline; written once, never changed, without events */
    Id baseline_id;
    int64_t row_number; /* in the order of the plan */
    Id item_id, parent_id;
    Id product_id, project_id, release_id; /* own or inherited */
    Choice kind;
    Str title;
    Str rank;
    double value;
    int64_t effort_minutes;
    bool summary;
    Moment start_at, finish_at;
    int64_t duration_minutes, work_minutes, cost_cents;
    Str cost_spread; /* change/baseline/spread_text.h: of a summary only what it costs itself */
} BaselineItem;

typedef struct Tolerance { /* how far the forecast of one aspect may drift before the level above decides */
    Row row;
    Id project_id, release_id, item_id; /* its level: the one that is set; none: the workspace */
    Choice aspect;
    double allowed;          /* time: elapsed minutes; cost, risk: cents; scope: features; else in `unit` */
    int64_t warning_percent; /* of what is allowed */
    Id set_by_id;            /* exceptions are told to him, and he decides them */
    /* Of what the plan does not know, and of risk the exposure agreed. */
    Str unit;
    double target;
    bool less_is_worse;
    double measured;
    Day measured_on;
    Id measured_by_id;
} Tolerance;

typedef struct ToleranceException { /* resource "exception": a forecast outside its tolerance. Trivet raises
                                       and clears it; a tolerance has at most one that is not closed */
    Row row;
    Id tolerance_id;
    Id project_id, release_id, item_id; /* the tolerance's */
    Choice aspect;
    Choice state;
    Id told_id; /* who set the tolerance */
    /* Figures when it came into its state, in the aspect's unit; of time the two dates. */
    double reference, forecast, deviation, allowed;
    Moment reference_at, forecast_at;
    int64_t since_seq; /* the last event up to which the forecast was inside */
    int64_t cause_seq; /* the event that moved it; null: not known */
    Time raised_at;    /* null: a warning */
    Time closed_at;
    Choice outcome; /* of an accepted one: what it set */
    Id baseline_id;
    Id decided_by_id;
    Time decided_at;
    Str decision_note;
    Id decision_id; /* in the log of decisions */
    Json report;    /* as it was when it was decided */
} ToleranceException;

typedef struct Scenario { /* changes that somebody thinks through; nothing of the plan is written */
    Row row;
    Str name;
    Str text;
    List changes; /* of ProposedChange */
    Id author_id;
    Id proposal_id; /* what it was adopted as */
} Scenario;

typedef struct TimeEntry { /* resource "time_entry": time that somebody worked on an item on a day */
    Row row;
    Id resource_id, item_id;
    Day day;
    int64_t minutes;
    Str note;
    bool submitted, approved, locked;
    int64_t rate_cents_per_hour; /* of the resource when the entry was written */
    int64_t cost_cents;
} TimeEntry;

typedef struct Expense { /* money beside people's time */
    Row row;
    Id project_id, item_id;
    Str title;
    Str supplier;
    Day day;
    int64_t amount_cents;
    Choice kind; /* planned, committed, actual */
} Expense;

typedef struct Release {
    Row row;
    Id product_id;
    Str name;
    Day target_on; /* wished by product; null: none */
    Choice state;
    Str rank;
} Release;

typedef struct ProjectRisk { /* resource "risk": what may happen, or is uncertain, and what it does to items
                              */
    Row row;
    Id project_id;
    Str title;
    Str cause, effect;
    Choice state;                /* open, occurred, closed */
    int64_t probability_percent; /* 100: certain, an uncertainty that several items share */
    int64_t impact;              /* 1 to 5, for the matrix */
    List item_ids;               /* texts of ids: what it acts on, each summary through all its leaves */
    Choice effect_kind;          /* RiskEffectKind */
    int64_t duration_low, duration_likely, duration_high;
    int64_t cost_low_cents, cost_likely_cents, cost_high_cents; /* once, when it happens */
    Choice response, roam;
    Str response_text, trigger_text;
    Id owner_id;
} ProjectRisk;

typedef struct ProposedChange {
    Choice action; /* create, update, delete */
    Str resource;  /* "item", "link", ... */
    Id subject_id; /* of a creation: the id that the new row will have */
    Str field;     /* of an update; else null */
    Json from, to; /* of an update: the field's values; of a creation: `to` is the whole object */
} ProposedChange;

typedef struct Impact { /* what accepting would do to one release or project */
    Str subject;        /* "release" or "project" */
    Id subject_id;
    Moment finish_before, finish_after;
    int64_t cost_before_cents, cost_after_cents;
    int64_t exposure_before_cents,
        exposure_after_cents; /* of a project: what its open risks cost in the mean */
} Impact;

typedef struct Overload { /* what accepting would ask of a person beyond what he can do */
    Id resource_id;
    int64_t before_minutes, after_minutes;
} Overload;

typedef struct Exceeded { /* a tolerance that accepting would leave, or leave further behind */
    Id tolerance_id;
    Choice aspect;
    Id set_by_id;              /* who has to agree to that */
    double deviation, allowed; /* in the aspect's unit */
} Exceeded;

typedef struct Assessment { /* what changes would do, computed on a copy of the plan */
    List impacts;           /* of Impact: the releases and projects that differ */
    List overloads;         /* of Overload: who differs */
    List baseline_ids;      /* texts of ids: the baselines in force that the plan would leave */
    List exceeded;          /* of Exceeded */
    int64_t checks_failed_before, checks_failed_after; /* of schedule quality */
    int64_t computed_at_seq;                           /* the event up to which it is right */
    Str engine_version;
} Assessment;

/* Its rows in the field table of a struct T that has a member `assessment`. */
#define ASSESSED(T, member, ...)                                                                             \
    {                                                                                                        \
        .name = #member, .at = offsetof(T, assessment.member), .size = sizeof(((T *)0)->assessment.member),  \
        .kind = FIELD_KIND_OF(((T *)0)->assessment.member), __VA_ARGS__                                      \
    }
#define ASSESSMENT_FIELDS(T)                                                                                 \
    ASSESSED(T, impacts, .of = &impact_resource, .max = 1000,                                                \
             .doc = "What it does to the releases and projects that differ by it."),                         \
        ASSESSED(T, overloads, .of = &overload_resource, .max = 1000,                                        \
                 .doc = "Whose overload differs by it."),                                                    \
        ASSESSED(T, baseline_ids, .refers_to = "baseline", .max = 1000,                                      \
                 .doc = "The baselines in force that the plan would no longer be."),                         \
        ASSESSED(T, exceeded, .of = &exceeded_resource, .max = 1000,                                         \
                 .doc = "The tolerances that it exceeds."),                                                  \
        ASSESSED(T, checks_failed_before, .doc = "Checks of schedule quality that fail without it."),        \
        ASSESSED(T, checks_failed_after, .doc = "Checks of schedule quality that fail with it."),            \
        ASSESSED(T, computed_at_seq, .doc = "The event up to which these figures are right."),               \
        ASSESSED(T, engine_version, .max = 40, .doc = "The engine that computed them.")

typedef struct Signature {
    Id person_id;
    Choice side; /* SignatureSide: what it stands for */
    Choice role; /* by which he may; null: none is needed */
    Time signed_at;
    int64_t computed_at_seq; /* of the figures that he signed on */
} Signature;

typedef struct Proposal {
    Row row;
    Str title;
    Str reason;
    Choice source;      /* ProposalSource: from whom the wish comes */
    Str source_account; /* the customer's, the regulator's ... name */
    /* product's assessment; delivery's is computed */
    double value;
    List goal_ids;            /* texts of ids of items */
    List acceptance_criteria; /* of Criterion */
    Str if_not_done;
    Choice state;
    bool needs_product, needs_project; /* whose signatures it needs */
    bool needs_second;                 /* another pair of eyes than the author's */
    List authority_ids;                /* texts of ids of people: who set the tolerances that it exceeds */
    List signatures;                   /* of Signature */
    Id author_id;
    Id counter_to_id; /* the proposal that this one answers */
    Id undoes_id;     /* the decision that accepting it takes back */
    List changes;
    Assessment assessment;
    Id decision_id; /* the one that closed it */
    Id decided_by_id;
    Time decided_at;
    Str decision_note;
} Proposal;

typedef struct Alternative { /* what was considered and not chosen */
    Str title;
    Str reason; /* why not */
    Id proposal_id;
} Alternative;

typedef struct Rebaseline { /* what was agreed before a decision, and since */
    Id before_id, after_id;
    int64_t before_number, after_number;
    Id project_id; /* null: of the whole workspace */
} Rebaseline;

typedef struct Decision { /* what was decided, by whom, on which figures; frozen but for its words */
    Row row;
    int64_t number; /* counts up in the workspace */
    Str title;
    Str reason;
    Choice outcome;                /* DecisionOutcome */
    List alternatives;             /* of Alternative */
    List signatures;               /* of Signature */
    bool one_person;               /* one person signed for product and for project */
    List proposal_ids;             /* texts of ids */
    List product_ids, project_ids; /* texts of ids: what it is about */
    Assessment assessment;         /* as known then */
    List rebaselines;              /* of Rebaseline */
    Id meeting_id;                 /* where it was taken */
    Id author_id;                  /* who wrote it down, or signed last */
    Time decided_at;
    Id undoes_id, undone_by_id; /* other decisions */
} Decision;

typedef struct Notice { /* tells one person what concerns him; only he sees it */
    Row row;
    Id person_id; /* who is told */
    Choice kind;
    Str title;
    Str text;
    Str resource; /* what it is about: "proposal", "meeting" ...; null: nothing in particular */
    Id subject_id;
    Id from_id; /* who did it; null: Trivet */
    bool read;
} Notice;

typedef struct ApiToken { /* resource "token": lets a program act for a person */
    Row row;
    Id person_id;
    Str name;
    Str hash;    /* of the secret, which is shown once */
    List scopes; /* texts of token_scope_names */
    Time expires_at;
    Time last_used_at;
} ApiToken;

typedef struct Passkey { /* signs its person in: a key of which only the public half is known */
    Row row;
    Id person_id;
    Str name;
    Str credential_id; /* base64url; unique */
    Str public_key;    /* base64url, as src/webauthn gave it */
    int64_t algorithm; /* COSE's number */
    int64_t sign_count;
    Time last_used_at;
    bool copied; /* its counter went back */
} Passkey;

typedef struct Comment { /* what somebody says about an item */
    Row row;
    Id item_id;
    Str text;
    Id author_id;
} Comment;

typedef struct Attachment { /* a file with an item or a project */
    Row row;
    Id item_id, project_id; /* one of them */
    Str name;
    int64_t size_bytes;
    Str hash; /* of the content, by which it is kept */
    Id author_id;
} Attachment;

typedef struct Webhook { /* another program that is told of events */
    Row row;
    Str name;
    Str url;        /* may hold a secret itself, so it is not shown either */
    Str host;       /* of it: what is shown */
    Str secret;     /* signs what is sent; shown once */
    List resources; /* names: only events of these; empty: of all */
    bool active;
} Webhook;

typedef enum DeliveryState { DELIVERY_WAITING, DELIVERY_DELIVERED, DELIVERY_FAILED } DeliveryState;
typedef struct Delivery { /* one event for one webhook; kept for 30 days, without events of its own */
    Id id, webhook_id;
    int64_t seq;
    Time created_at, due_at;
    Choice state; /* DeliveryState */
    int64_t attempts;
    int64_t status; /* of the last answer; null: none */
    Str error;
} Delivery;

typedef struct Event { /* one immutable line of history */
    int64_t seq;       /* 1, 2, 3 ... over the whole database */
    Id workspace_id;
    Time at;
    Id person_id; /* who; null: Trivet itself */
    Str resource; /* "item" */
    Str action;   /* "created", "updated", "deleted", "restored" */
    Id subject_id;
    int64_t revision; /* of the subject after it */
    Json changes;     /* field/diff.h */
    Id proposal_id;   /* what was accepted with it */
    Id decision_id;   /* the decision that carried it */
    Id owner_id;      /* who alone sees it, as the row; null: everybody */
} Event;

typedef enum ItemKind {
    ITEM_GOAL,
    ITEM_INITIATIVE,
    ITEM_FEATURE,
    ITEM_STORY,
    ITEM_TASK,
    ITEM_MILESTONE,
    ITEM_BUG
} ItemKind;
typedef enum ActivityKind {
    ACTIVITY_TASK,
    ACTIVITY_START_MILESTONE,
    ACTIVITY_LEVEL_OF_EFFORT,
    ACTIVITY_WBS_SUMMARY,
    ACTIVITY_RESOURCE_DEPENDENT
} ActivityKind;
typedef enum ItemState { STATE_NEW, STATE_READY, STATE_IN_PROGRESS, STATE_DONE, STATE_DROPPED } ItemState;
/* What stays when one of duration, work and units is edited; see model/task_type.h. */
typedef enum TaskType { TYPE_FIXED_UNITS, TYPE_FIXED_DURATION, TYPE_FIXED_WORK } TaskType;
typedef enum CostAccrual { ACCRUAL_START, ACCRUAL_END, ACCRUAL_PRORATED } CostAccrual;
typedef enum ExpenseKind { EXPENSE_PLANNED, EXPENSE_COMMITTED, EXPENSE_ACTUAL } ExpenseKind;
typedef enum ProposalState {
    PROPOSAL_OPEN,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_COUNTERED,
    PROPOSAL_WITHDRAWN,
} ProposalState;
typedef enum ProposalSource {
    SOURCE_PERSON,
    SOURCE_CUSTOMER,
    SOURCE_QUALITY,
    SOURCE_REGULATOR,
    SOURCE_TEST_RESULT,
    SOURCE_OTHER
} ProposalSource;
/* What a signature stands for: one of the custodies, a second pair of eyes, or who set a tolerance. */
typedef enum SignatureSide { SIDE_PRODUCT, SIDE_PROJECT, SIDE_SECOND, SIDE_AUTHORITY } SignatureSide;
/* Recorded: by hand, without a proposal. */
typedef enum DecisionOutcome { DECISION_RECORDED, DECISION_ACCEPTED, DECISION_DECLINED } DecisionOutcome;
typedef enum NoticeKind {
    NOTICE_PROPOSAL,
    NOTICE_DECISION,
    NOTICE_EXCEPTION,
    NOTICE_MEETING,
    NOTICE_ACTION,
    NOTICE_PROMISE,
    NOTICE_MENTION,
} NoticeKind;
typedef enum ChangeAction { CHANGE_CREATE, CHANGE_UPDATE, CHANGE_DELETE } ChangeAction;
typedef enum Role {
    ROLE_PRODUCT_MANAGER,
    ROLE_PRODUCT_OWNER,
    ROLE_PROJECT_MANAGER,
    ROLE_SCRUM_MASTER,
    ROLE_MEMBER,
    ROLE_PROGRAM_MANAGER,
    ROLE_PMO,
    ROLE_SPONSOR,
    ROLE_STAKEHOLDER,
} Role;

typedef enum Aspect {
    ASPECT_TIME,
    ASPECT_COST,
    ASPECT_SCOPE,
    ASPECT_RISK,
    ASPECT_QUALITY, /* from here on measured by hand */
    ASPECT_BENEFIT,
    ASPECT_SUSTAINABILITY
} Aspect;
/* A row's own level, and those whose tolerances a role sets. */
typedef enum Level { LEVEL_WORKSPACE, LEVEL_PROJECT, LEVEL_RELEASE, LEVEL_ITEM } Level;
Level tolerance_level(const Tolerance *tolerance);
typedef enum ExceptionState {
    EXCEPTION_WARNING,  /* not outside yet */
    EXCEPTION_OPEN,     /* waits for a decision */
    EXCEPTION_DECLINED, /* to be brought back inside */
    EXCEPTION_ACCEPTED, /* closed: there is a new baseline, or another tolerance */
    EXCEPTION_CLEARED,  /* closed: the forecast has come back */
} ExceptionState;
typedef enum ExceptionOutcome { OUTCOME_BASELINE, OUTCOME_TOLERANCE } ExceptionOutcome;
typedef enum RiskState { RISK_OPEN, RISK_OCCURRED, RISK_CLOSED } RiskState;
/* What duration_low, duration_likely and duration_high of a risk are: percent of the duration, drawn once for
 * all its items; or minutes that are added, drawn for each. */
typedef enum RiskEffectKind { RISK_EFFECT_PERCENT, RISK_EFFECT_MINUTES } RiskEffectKind;
typedef enum EstimateKind {
    ESTIMATE_TRIANGULAR,
    ESTIMATE_PERT,
    ESTIMATE_LOGNORMAL,
    ESTIMATE_UNIFORM,
    ESTIMATE_DISCRETE
} EstimateKind;

extern const char *const estimate_kind_names[], *const risk_state_names[], *const risk_effect_kind_names[];
extern const char *const risk_response_names[], *const roam_names[];
extern const char *const item_kind_names[], *const item_state_names[], *const constraint_names[];
extern const char *const task_type_names[], *const contour_names[];
/* What a contour gives of the units on average. */
int contour_percent(Choice contour);
extern const char *const link_type_names[], *const lag_kind_names[], *const resource_kind_names[];
extern const char *const rate_table_names[], *const cost_accrual_names[], *const earned_value_method_names[],
                                                                              *const expense_kind_names[];
extern const char *const explained_names[], *const cost_kind_names[];
extern const char *const role_names[], *const proposal_state_names[], *const life_cycle_names[];
extern const char *const release_state_names[], *const change_action_names[];
extern const char *const signature_side_names[],
    *const decision_outcome_names[], *const proposal_source_names[], *const raci_letter_names[];
extern const char *const progress_mode_names[], *const lag_calendar_names[], *const float_kind_names[];
extern const char *const critical_by_names[], *const float_paths_by_names[];
extern const char *const activity_kind_names[];
extern const char *const notice_kind_names[];
extern const char *const aspect_names[], *const level_names[];
extern const char *const exception_state_names[], *const exception_outcome_names[];
typedef enum NoticeMail { NOTICE_MAIL_NEVER, NOTICE_MAIL_DAILY, NOTICE_MAIL_AT_ONCE } NoticeMail;
extern const Resource attachment_resource, comment_resource, webhook_resource, delivery_resource;
extern const char *const delivery_state_names[];
extern const char *const token_scope_names[], *const notice_mail_names[];
extern const char *const moscow_names[], *const kano_feeling_names[];

extern const Resource workspace_resource, person_resource, membership_resource, product_resource;
extern const Resource product_line_resource, program_resource;
extern const Resource project_resource, item_resource, link_resource, calendar_resource, resource_resource;
extern const Resource baseline_resource, baseline_item_resource, time_entry_resource, expense_resource;
extern const Resource risk_resource, assignment_resource, release_resource, proposal_resource, token_resource,
    passkey_resource, event_resource, formula_resource, decision_resource, notice_resource,
    tolerance_resource, exception_resource, scenario_resource;
/* Element tables of lists. */
extern const Resource raci_mark_resource, raci_row_resource, custody_move_resource, kano_answer_resource,
    variant_task_resource, variant_resource;
extern const Resource criterion_resource, item_split_resource, assignment_portion_resource,
    availability_step_resource, resource_rate_resource;
extern const Resource work_step_resource;
extern const Resource calendar_span_resource, calendar_weekday_resource;
extern const Resource calendar_day_off_resource, proposed_change_resource, impact_resource, overload_resource,
    exceeded_resource;
extern const Resource signature_resource, alternative_resource, rebaseline_resource;

/* Every resource that has rows in the database, but events; ends with NULL. */
extern const Resource *const stored_resources[];

#endif

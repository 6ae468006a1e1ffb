/* Promises and meetings; part of model.h. */
#ifndef TRIVET_MEETING_MODEL_H
#define TRIVET_MEETING_MODEL_H

#include "model/row.h"

typedef struct StandingPoint { /* is on the agenda of every meeting of a series */
    Str title;
    int64_t minutes;
} StandingPoint;

typedef struct MeetingSeries { /* meetings that come again: who, when, from which template */
    Row row;
    Str name;
    Str purpose;
    Choice template;   /* MeetingTemplate */
    Choice recurrence; /* MeetingRecurrence */
    Moment first_at;   /* on the wall clock of the zone */
    Str time_zone;     /* IANA's name */
    int64_t duration_minutes;
    List participant_ids;      /* texts of ids */
    List participant_roles;    /* whoever holds one of them takes part too */
    Id product_id, project_id; /* what it is about; null: the whole workspace */
    List standing_points;      /* of StandingPoint */
    bool ended;
} MeetingSeries;

typedef struct MeetingFigure { /* a release or project as known when the meeting closed */
    Str subject;               /* "release" or "project" */
    Id subject_id;
    Str name;
    Moment finish_at;
    Day target_on; /* the wished or agreed end; null: none */
    int64_t cost_cents;
    int64_t budget_cents; /* null: none */
} MeetingFigure;

typedef struct Meeting {
    Row row;
    Id series_id;
    Moment starts_at; /* on the wall clock of the series */
    int64_t duration_minutes;
    Choice state; /* MeetingState */
    List attendee_ids;
    Str notes;
    Str cancel_reason;
    Time agenda_at; /* when the agenda was last written; null: not yet */
    Time begun_at, ended_at;
    Id current_point_id; /* what is being talked about, since when */
    Time current_since;
    /* Frozen when it closed. */
    List figures; /* of MeetingFigure */
    int64_t open_proposals, open_exceptions, open_actions, broken_promises;
    Str minutes; /* Markdown */
} Meeting;

typedef struct MeetingPoint { /* a point of an agenda */
    Row row;
    Id meeting_id;
    Choice kind; /* PointKind */
    Str title;
    Str text;
    Str resource; /* what it is about; null: nothing in particular */
    Id subject_id;
    Id presenter_id;
    int64_t minutes_planned;
    int64_t seconds_used;
    Str position; /* order on the agenda, a fractional index */
    Str notes;
    Choice outcome;        /* PointOutcome */
    int64_t carried_count; /* meetings from which it was carried on */
} MeetingPoint;

typedef struct MeetingAction { /* what somebody took on in a meeting: the task itself is an item */
    Row row;
    Id meeting_id, point_id;
    Id item_id;
    Id person_id;
} MeetingAction;

typedef struct PrivateNote { /* what one person notes of a meeting for himself; only he sees it */
    Row row;
    Id author_id;
    Id meeting_id, point_id;
    Str text;
} PrivateNote;

typedef struct MeetingItem { /* an item as it was when a meeting closed; without events, kept until the next
                              */
    Id meeting_id;
    Id item_id, parent_id, release_id; /* the release own or inherited */
    Choice kind, state;
    Str title;
    Str rank; /* own or inherited */
    double value;
    Str variant;
    Str criteria;     /* of acceptance, as JSON */
    bool summary;     /* not a planned leaf */
    Moment finish_at; /* null: not planned */
    Moment deadline_at;
} MeetingItem;

typedef struct Promise { /* a date told to somebody outside */
    Row row;
    Str account; /* who was told: a customer, a partner */
    Str contact;
    int64_t amount_cents;   /* what hangs on it; null: not known */
    Id item_id, release_id; /* one of both: what was promised */
    Choice figure;          /* PromiseFigure: what the day was */
    Day earliest_on;        /* told as a range; null: the day alone */
    Day promised_on;        /* the last day that keeps it */
    Day told_on;
    Id told_by_id;
    Str note;
    Choice state;        /* PromiseState */
    Str share_hash;      /* of the link's secret; null: it is not shared */
    Choice share_detail; /* ShareDetail */
    Day share_until;     /* the last day of the link */
    Time shared_at;
} Promise;

typedef enum PromiseFigure { PROMISE_DATE, PROMISE_P50, PROMISE_P80 } PromiseFigure;
typedef enum PromiseState { PROMISE_GIVEN, PROMISE_KEPT, PROMISE_RELEASED } PromiseState;
/* What a share link shows: the range alone, how much of the work is done too, or its features as well. */
typedef enum ShareDetail { SHARE_DATE, SHARE_PROGRESS, SHARE_FEATURES } ShareDetail;
typedef enum MeetingTemplate {
    MEETING_WEEKLY,
    MEETING_ONE_ON_ONE,
    MEETING_STAND_UP,
    MEETING_PLANNING,
    MEETING_REVIEW,
    MEETING_RETROSPECTIVE,
    MEETING_STEERING,
    MEETING_TEMPLATES
} MeetingTemplate;
typedef enum MeetingRecurrence {
    RECURRENCE_NONE,
    RECURRENCE_WORKDAYS,
    RECURRENCE_WEEKLY,
    RECURRENCE_TWO_WEEKS,
    RECURRENCE_FOUR_WEEKS,
} MeetingRecurrence;
typedef enum MeetingState { MEETING_PLANNED, MEETING_RUNNING, MEETING_HELD, MEETING_CANCELLED } MeetingState;
/* In the order of the agenda. All but the topic are written by Trivet. */
typedef enum PointKind {
    POINT_EXCEPTION,
    POINT_PROMISE,
    POINT_PROPOSAL,
    POINT_SLIP,
    POINT_CHANGE,
    POINT_DUE,
    POINT_ACTION,
    POINT_TOPIC,
    POINT_KINDS
} PointKind;
typedef enum PointOutcome { OUTCOME_OPEN, OUTCOME_DISCUSSED, OUTCOME_DECIDED, OUTCOME_CARRIED } PointOutcome;

extern const char *const promise_figure_names[], *const promise_state_names[], *const share_detail_names[];
extern const char *const meeting_template_names[], *const meeting_recurrence_names[];
extern const char *const meeting_state_names[], *const point_kind_names[], *const point_outcome_names[];
extern const Resource promise_resource, meeting_series_resource, meeting_resource, meeting_point_resource;
extern const Resource meeting_action_resource, private_note_resource, meeting_item_resource;
extern const Resource standing_point_resource, meeting_figure_resource;

#endif

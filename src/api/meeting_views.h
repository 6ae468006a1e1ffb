/* What the operations on meetings and promises take and answer. */
#ifndef TRIVET_MEETING_VIEWS_H
#define TRIVET_MEETING_VIEWS_H

#include "field/field.h"

typedef struct AgendaPreviewPoint {
    Choice kind;
    Str title, text, resource;
    Id subject_id;
    int64_t minutes_planned;
} AgendaPreviewPoint;

typedef struct AgendaPreview { /* what would be on the agenda, were it written now */
    int64_t seq;
    bool first;  /* no meeting of the series was held before: there is nothing to compare with */
    bool quiet;  /* nothing to decide: it may be cancelled */
    List points; /* of AgendaPreviewPoint */
} AgendaPreview;

typedef struct PresentRequest {
    Id point_id;
} PresentRequest;

typedef struct CancelRequest {
    Str reason;
} CancelRequest;

typedef struct PointVerdict {
    bool accept;
    Str note;
    int64_t computed_at_seq;
} PointVerdict;

typedef struct ActionRequest {
    Str title;
    Id person_id;
    Day due_on;
} ActionRequest;

typedef struct ShareRequest {
    Choice detail;
    Day until_on;
} ShareRequest;

typedef struct SharedFeature {
    Str title;
    bool done;
} SharedFeature;

typedef struct SharedPromise { /* what a share link shows to strangers, and nothing else */
    Str workspace, account, subject;
    Day earliest_on, latest_on;
    bool kept;
    int64_t percent_done; /* null: not shown */
    List features;        /* of SharedFeature */
    Day until_on;
} SharedPromise;

extern const Resource agenda_preview_point_resource, agenda_preview_resource, present_request_resource,
    cancel_request_resource, point_verdict_resource, action_request_resource, share_request_resource,
    shared_feature_resource, shared_promise_resource;

#endif

/* The field tables of what meetings and promises take and answer. See meeting_views.h. */
#include "api/meeting_views.h"

#include "base/mem.h"
#include "model/model.h"

static const Field agenda_preview_point_resource_fields[] = {
    FIELD(AgendaPreviewPoint, kind, .choices = point_kind_names, .doc = "Why it is on the agenda."),
    FIELD(AgendaPreviewPoint, title, .max = 400, .doc = "What it is about."),
    FIELD(AgendaPreviewPoint, text, .max = 4000, .doc = "What there is to know."),
    FIELD(AgendaPreviewPoint, resource, .nullable = true, .max = 40, .doc = "The sort of thing."),
    FIELD(AgendaPreviewPoint, subject_id, .nullable = true, .doc = "Which one."),
    FIELD(AgendaPreviewPoint, minutes_planned, .unit = "min", .doc = "How long it usually takes."),
};
VIEW(agenda_preview_point_resource, AgendaPreviewPoint, "agenda_preview_point", "AgendaPreviewPoint",
     "A point that Trivet would put on the agenda.");

static const Field agenda_preview_resource_fields[] = {
    FIELD(AgendaPreview, seq, .doc = "The event up to which it is right."),
    FIELD(AgendaPreview, first, .doc = "No meeting of the series was held before: nothing to compare with."),
    FIELD(AgendaPreview, quiet, .doc = "There is nothing to decide: the meeting may be cancelled."),
    FIELD(AgendaPreview, points, .of = &agenda_preview_point_resource, .max = 100000, .doc = "The points."),
};
VIEW(agenda_preview_resource, AgendaPreview, "agenda_preview", "AgendaPreview",
     "What would be on the agenda, were it written now.");

static const Field present_request_resource_fields[] = {
    FIELD(PresentRequest, point_id, IN, .nullable = true,
          .doc = "What is talked about from now on; null: nothing, the clock stops."),
};
VIEW(present_request_resource, PresentRequest, "present", "PresentRequest", "The next point.");

static const Field cancel_request_resource_fields[] = {
    FIELD(CancelRequest, reason, IN, .max = 1000, .multiline = true, .doc = "Why; it is told to everybody."),
};
VIEW(cancel_request_resource, CancelRequest, "cancel", "CancelRequest", "The meeting does not happen.");

static const Field point_verdict_resource_fields[] = {
    FIELD(PointVerdict, accept, IN, .required = true, .doc = "true: accepted; false: declined."),
    FIELD(PointVerdict, note, IN, .max = 4000, .multiline = true, .doc = "Why."),
    FIELD(PointVerdict, computed_at_seq, IN, .nullable = true,
          .doc = "The assessment that was seen; null: the one that the proposal carries."),
};
VIEW(point_verdict_resource, PointVerdict, "point_verdict", "PointVerdict",
     "What is decided about the proposal of a point.");

static const Field action_request_resource_fields[] = {
    FIELD(ActionRequest, title, IN, .required = true, .min = 1, .max = 300, .doc = "What is to be done."),
    FIELD(ActionRequest, person_id, IN, .required = true, .doc = "Who takes it on."),
    FIELD(ActionRequest, due_on, IN, .nullable = true, .doc = "Until when."),
};
VIEW(action_request_resource, ActionRequest, "action", "ActionRequest",
     "A task that somebody takes on in a meeting.");

static const Field share_request_resource_fields[] = {
    FIELD(ShareRequest, detail, IN, .choices = share_detail_names, .doc = "What the link shows."),
    FIELD(ShareRequest, until_on, IN, .required = true, .doc = "Its last day."),
};
VIEW(share_request_resource, ShareRequest, "share", "ShareRequest", "A link for somebody outside.");

static const Field shared_feature_resource_fields[] = {
    FIELD(SharedFeature, title, .max = 300, .doc = "What it is called."),
    FIELD(SharedFeature, done, .doc = "It is done."),
};
VIEW(shared_feature_resource, SharedFeature, "shared_feature", "SharedFeature",
     "A feature of what was promised.");

static const Field shared_promise_resource_fields[] = {
    FIELD(SharedPromise, workspace, .max = 200, .doc = "Who promises."),
    FIELD(SharedPromise, account, .max = 200, .doc = "To whom."),
    FIELD(SharedPromise, subject, .max = 300, .doc = "What."),
    FIELD(SharedPromise, earliest_on, .nullable = true, .doc = "The first day of the range."),
    FIELD(SharedPromise, latest_on, .doc = "Its last day."),
    FIELD(SharedPromise, kept, .doc = "It is there."),
    FIELD(SharedPromise, percent_done, .nullable = true, .unit = "percent", .doc = "How much is done."),
    FIELD(SharedPromise, features, .of = &shared_feature_resource, .max = 10000,
          .doc = "What belongs to it."),
    FIELD(SharedPromise, until_on, .doc = "The last day of this link."),
};
VIEW(shared_promise_resource, SharedPromise, "shared_promise", "SharedPromise",
     "A promise as somebody outside sees it through its link.");

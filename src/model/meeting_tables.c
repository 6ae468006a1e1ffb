/* The field tables of meetings; as tables.c. */
#include "model/declare.h"

enum { DURATION_MAX = 24 * 60 };

static const Field standing_point_resource_fields[] = {
    FIELD(StandingPoint, title, SHARED, .required = true, .min = 1, .max = 300, .doc = "What it is about."),
    FIELD(StandingPoint, minutes, SHARED, .initial = 5, .unit = "min", .min = 1, .max = DURATION_MAX,
          .doc = "How long it may take."),
};
RESOURCE(standing_point_resource, StandingPoint, "standing_point", "standing_points", "StandingPoint",
         "A point that is on the agenda of every meeting of a series.");

static const Field meeting_series_resource_fields[] = {
    ROW_FIELDS(MeetingSeries),
    FIELD(MeetingSeries, name, SHARED, .required = true, .min = 1, .max = 200, .doc = "What it is called."),
    FIELD(MeetingSeries, purpose, SHARED, .max = 4000, .multiline = true, .doc = "What it is for."),
    FIELD(MeetingSeries, template, SHARED, .required = true, .choices = meeting_template_names,
          .create_only = true, .doc = "Which sort of meeting: it says what is put on the agenda by itself."),
    FIELD(MeetingSeries, recurrence, SHARED, .choices = meeting_recurrence_names,
          .initial = RECURRENCE_WEEKLY, .doc = "How often."),
    FIELD(MeetingSeries, first_at, SHARED, .required = true,
          .doc = "The first meeting, on the wall clock of its time zone."),
    FIELD(MeetingSeries, time_zone, SHARED, .required = true, .min = 1, .max = 60,
          .doc = "The zone of the calendar, by IANA's name: Europe/Berlin."),
    FIELD(MeetingSeries, duration_minutes, SHARED, .initial = 30, .unit = "min", .min = 5,
          .max = DURATION_MAX, .doc = "How long a meeting takes."),
    FIELD(MeetingSeries, participant_ids, SHARED, .refers_to = "person", .max = 200,
          .doc = "Who takes part."),
    FIELD(MeetingSeries, participant_roles, SHARED, .max = 20,
          .doc = "Whoever holds one of these roles takes part too: product_manager ..."),
    FIELD(MeetingSeries, product_id, SHARED, .nullable = true, .refers_to = "product",
          .doc = "What it is about; with neither product nor project: everything."),
    FIELD(MeetingSeries, project_id, SHARED, .nullable = true, .refers_to = "project",
          .doc = "What it is about; with neither product nor project: everything."),
    FIELD(MeetingSeries, standing_points, SHARED, .of = &standing_point_resource, .max = 50,
          .doc = "Points of every agenda; left out at creation: those of the template."),
    FIELD(MeetingSeries, ended, SHARED, .doc = "No further meeting is planned."),
};
RESOURCE(meeting_series_resource, MeetingSeries, "meeting_series", "meeting_series", "MeetingSeries",
         "Meetings that come again: who, when, from which template.");

static const Field meeting_figure_resource_fields[] = {
    FIELD(MeetingFigure, subject, .max = 20, .doc = "release or project."),
    FIELD(MeetingFigure, subject_id, .doc = "Which."),
    FIELD(MeetingFigure, name, .max = 200, .doc = "What it was called."),
    FIELD(MeetingFigure, finish_at, .nullable = true, .doc = "Its finish, as planned then."),
    FIELD(MeetingFigure, target_on, .nullable = true, .doc = "The day wished or agreed then."),
    FIELD(MeetingFigure, cost_cents, .unit = "cents", .doc = "Its cost, as planned then."),
    FIELD(MeetingFigure, budget_cents, .nullable = true, .unit = "cents", .doc = "Its budget then."),
};
RESOURCE(meeting_figure_resource, MeetingFigure, "meeting_figure", "meeting_figures", "MeetingFigure",
         "A release or project as known when a meeting closed.");

static const Field meeting_resource_fields[] = {
    ROW_FIELDS(Meeting),
    FIELD(Meeting, series_id, SHARED, .required = true, .create_only = true, .refers_to = "meeting_series",
          .doc = "The series it belongs to."),
    FIELD(Meeting, starts_at, SHARED, .nullable = true,
          .doc = "When, on the wall clock of the series; left out: its next turn."),
    FIELD(Meeting, duration_minutes, SHARED, .nullable = true, .unit = "min", .min = 5, .max = DURATION_MAX,
          .doc = "How long; left out: as long as the series says."),
    FIELD(Meeting, state, .choices = meeting_state_names, .doc = "How far it is."),
    FIELD(Meeting, attendee_ids, SHARED, .refers_to = "person", .max = 200, .doc = "Who was there."),
    FIELD(Meeting, notes, SHARED, .max = 20000, .multiline = true, .doc = "What was said beside the points."),
    FIELD(Meeting, cancel_reason, .max = 1000, .multiline = true, .doc = "Why it was cancelled."),
    FIELD(Meeting, agenda_at, .nullable = true, .doc = "When the agenda was last written."),
    FIELD(Meeting, begun_at, .nullable = true, .doc = "When it began."),
    FIELD(Meeting, ended_at, .nullable = true, .doc = "When it was closed."),
    FIELD(Meeting, current_point_id, .nullable = true, .refers_to = "meeting_point",
          .doc = "What is being talked about."),
    FIELD(Meeting, current_since, .nullable = true, .doc = "Since when."),
    FIELD(Meeting, figures, .of = &meeting_figure_resource, .max = 1000,
          .doc = "Releases and projects as known when it closed."),
    FIELD(Meeting, open_proposals, .nullable = true, .doc = "Proposals that waited when it closed."),
    FIELD(Meeting, open_exceptions, .nullable = true, .doc = "Exceptions that were open when it closed."),
    FIELD(Meeting, open_actions, .nullable = true, .doc = "Action items not done when it closed."),
    FIELD(Meeting, broken_promises, .nullable = true, .doc = "Promises that were broken when it closed."),
    FIELD(Meeting, minutes, .max = 500000, .multiline = true, .doc = "The minutes, in Markdown."),
};
RESOURCE(meeting_resource, Meeting, "meeting", "meetings", "Meeting", "One meeting, with its minutes.");

static const Field meeting_point_resource_fields[] = {
    ROW_FIELDS(MeetingPoint),
    FIELD(MeetingPoint, meeting_id, SHARED, .required = true, .create_only = true, .refers_to = "meeting",
          .doc = "Its meeting."),
    FIELD(MeetingPoint, kind, .choices = point_kind_names, .initial = POINT_TOPIC,
          .doc = "Why it is on the agenda; what people write is a topic."),
    FIELD(MeetingPoint, title, SHARED, .required = true, .min = 1, .max = 300, .doc = "What it is about."),
    FIELD(MeetingPoint, text, SHARED, .max = 4000, .multiline = true, .doc = "What there is to know."),
    FIELD(MeetingPoint, resource, .nullable = true, .max = 40, .doc = "The sort of thing it is about."),
    FIELD(MeetingPoint, subject_id, .nullable = true, .doc = "Which one."),
    FIELD(MeetingPoint, presenter_id, SHARED, .nullable = true, .refers_to = "person",
          .doc = "Who presents it."),
    FIELD(MeetingPoint, minutes_planned, SHARED, .initial = 5, .unit = "min", .min = 1, .max = DURATION_MAX,
          .doc = "How long it may take."),
    FIELD(MeetingPoint, seconds_used, .doc = "How long it took, by the timer of the meeting."),
    FIELD(MeetingPoint, position, SHARED, .min = 1, .max = 100,
          .doc = "Order on the agenda, a fractional index; at the end when left out."),
    FIELD(MeetingPoint, notes, SHARED, .max = 20000, .multiline = true, .doc = "What was said."),
    FIELD(MeetingPoint, outcome, SHARED, .choices = point_outcome_names,
          .doc = "What came of it; what is still open at the end is carried on."),
    FIELD(MeetingPoint, carried_count, .doc = "From how many meetings it was carried on."),
};
RESOURCE(meeting_point_resource, MeetingPoint, "meeting_point", "meeting_points", "MeetingPoint",
         "A point of an agenda.");

static const Field meeting_action_resource_fields[] = {
    ROW_FIELDS(MeetingAction),
    FIELD(MeetingAction, meeting_id, .refers_to = "meeting", .doc = "Where it was agreed."),
    FIELD(MeetingAction, point_id, .nullable = true, .refers_to = "meeting_point", .doc = "At which point."),
    FIELD(MeetingAction, item_id, .refers_to = "item",
          .doc = "The task: its title, deadline and state say what, until when, and whether it is done."),
    FIELD(MeetingAction, person_id, .refers_to = "person", .doc = "Who took it on."),
};
RESOURCE(meeting_action_resource, MeetingAction, "meeting_action", "meeting_actions", "MeetingAction",
         "Who took on which task in a meeting.");

static const Field private_note_resource_fields[] = {
    ROW_FIELDS(PrivateNote),
    FIELD(PrivateNote, author_id, .refers_to = "person", .doc = "Whose it is; nobody else sees it."),
    FIELD(PrivateNote, meeting_id, OWN, .required = true, .create_only = true, .refers_to = "meeting",
          .doc = "The meeting it is about."),
    FIELD(PrivateNote, point_id, OWN, .nullable = true, .create_only = true, .refers_to = "meeting_point",
          .doc = "The point it is about; null: the whole meeting."),
    FIELD(PrivateNote, text, OWN, .max = 20000, .multiline = true, .doc = "The note."),
};
OWNED_RESOURCE(private_note_resource, PrivateNote, "private_note", "private_notes", "PrivateNote",
               "author_id", "What one person notes of a meeting for himself; only he sees it.");

static const Field meeting_item_resource_fields[] = {
    FIELD(MeetingItem, meeting_id, .refers_to = "meeting", .doc = "When."),
    FIELD(MeetingItem, item_id, .refers_to = "item", .doc = "Which."),
    FIELD(MeetingItem, parent_id, .nullable = true, .refers_to = "item", .doc = "The item it was part of."),
    FIELD(MeetingItem, release_id, .nullable = true, .refers_to = "release", .doc = "Its release."),
    FIELD(MeetingItem, kind, .choices = item_kind_names, .doc = "What sort of item."),
    FIELD(MeetingItem, state, .choices = item_state_names, .doc = "How far it was."),
    FIELD(MeetingItem, title, .doc = "Its title."),
    FIELD(MeetingItem, rank, .nullable = true, .doc = "Its rank."),
    FIELD(MeetingItem, value, .nullable = true, .doc = "Its value."),
    FIELD(MeetingItem, variant, .nullable = true, .doc = "The variant chosen."),
    FIELD(MeetingItem, criteria, .max = 100000, .doc = "Its acceptance criteria."),
    FIELD(MeetingItem, summary, .doc = "There were planned items below it."),
    FIELD(MeetingItem, finish_at, .nullable = true, .doc = "Its finish; null: not planned."),
    FIELD(MeetingItem, deadline_at, .nullable = true, .doc = "Its deadline."),
};
RESOURCE(meeting_item_resource, MeetingItem, "meeting_item", "meeting_items", "MeetingItem",
         "An item as it was when a meeting closed.");

/* Meetings: the agenda, running one, its minutes and its invitation. */
#include "change/meeting/meeting.h"

#include "api/api.h"
#include "api/meeting_views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/ical.h"
#include "field/json.h"

static bool load(Call *call, Transaction *tx, Meeting *meeting, MeetingSeries *series, Error *err) {
    return row_load(tx, &meeting_resource, call->workspace_id, call->id, meeting, err) &&
           row_load(tx, &meeting_series_resource, call->workspace_id, meeting->series_id, series, err);
}

/* ---- the agenda ---- */

/* Points that people brought up, or that were not settled. */
static bool topics_wait(Transaction *tx, const Meeting *meeting, const AgendaState *state, bool *ret,
                        Error *err) {
    List points;
    if (!points_of_meeting(tx, meeting->row.workspace_id, meeting->row.id, &points, err)) return false;
    const MeetingPoint *point = points.at, *last = state->last_points.at;
    *ret = false;
    if (meeting->agenda_at.ms == TIME_NONE.ms) *ret = points.count > 0; /* no standing points yet */
    for (int i = 0; i < points.count; i++) *ret |= point[i].subject_id.n != 0;
    for (int i = 0; i < state->last_points.count; i++)
        *ret |= last[i].kind.n == POINT_TOPIC && last[i].outcome.n == OUTCOME_CARRIED;
    return true;
}

bool agenda_preview_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    MeetingSeries series;
    AgendaState state;
    Agenda agenda;
    bool topics;
    if (!call_read(call, &tx, err) || !load(call, &tx, &meeting, &series, err) ||
        !agenda_load(&tx, &series, &meeting, &state, err) ||
        !topics_wait(&tx, &meeting, &state, &topics, err))
        return false;
    AgendaPreviewPoint *points = agenda_build(call->arena, &state.input, &agenda)
                                     ? arena_array(call->arena, AgendaPreviewPoint, agenda.count + 1)
                                     : NULL;
    if (!points) return error_no_memory(err);
    for (int i = 0; i < agenda.count; i++) {
        const AgendaPoint *point = &agenda.at[i];
        points[i] = (AgendaPreviewPoint){
            {(int)point->kind}, point->title,      point->text.at ? point->text : STR(""),
            point->resource,    point->subject_id, point_minutes(point->kind)};
    }
    AgendaPreview preview = {.seq = state.seq,
                             .first = state.input.before.count == 0,
                             .quiet = agenda.count == 0 && !topics,
                             .points = {points, agenda.count}};
    answer_record(call, &agenda_preview_resource, &preview);
    return !call->arena->full || error_no_memory(err);
}

/* ---- running it ---- */

typedef bool MeetingVerb(Change *change, Meeting *meeting, Error *err);

static bool write_as(Call *call, Transaction *tx, Meeting *meeting, Error *err) {
    return call_write(call, tx, err) &&
           row_load(tx, &meeting_resource, call->workspace_id, call->id, meeting, err);
}

static bool act(Call *call, MeetingVerb *verb, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    if (!write_as(call, &tx, &meeting, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!verb(&change, &meeting, err)) return false;
    answer_row(call, 200, &meeting_resource, &meeting);
    return call_commit(call, &tx, err);
}

bool meeting_agenda_op(Call *call, Error *err) {
    return act(call, meeting_write_agenda, err);
}

bool meeting_begin_op(Call *call, Error *err) {
    return act(call, meeting_begin, err);
}

bool meeting_close_op(Call *call, Error *err) {
    return act(call, meeting_close, err);
}

bool meeting_present_op(Call *call, Error *err) {
    PresentRequest request;
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    if (!call_decode(call, &present_request_resource, &request, err) || !write_as(call, &tx, &meeting, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    if (!meeting_present(&change, &meeting, request.point_id, err)) return false;
    answer_row(call, 200, &meeting_resource, &meeting);
    return call_commit(call, &tx, err);
}

bool meeting_cancel_op(Call *call, Error *err) {
    CancelRequest request;
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    if (!call_decode(call, &cancel_request_resource, &request, err) || !write_as(call, &tx, &meeting, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    if (!meeting_cancel(&change, &meeting, request.reason, err)) return false;
    answer_row(call, 200, &meeting_resource, &meeting);
    return call_commit(call, &tx, err);
}

/* ---- points ---- */

bool point_decide_op(Call *call, Error *err) {
    PointVerdict verdict;
    CLEANUP(store_end) Transaction tx = {0};
    MeetingPoint point;
    if (!call_decode(call, &point_verdict_resource, &verdict, err) || !call_write(call, &tx, err))
        return false;
    if (!row_load(&tx, &meeting_point_resource, call->workspace_id, call->id, &point, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!point_decide(&change, &point, verdict.accept,
                      &(Verdict){.note = verdict.note, .computed_at_seq = verdict.computed_at_seq}, err))
        return false;
    answer_row(call, 200, &meeting_point_resource, &point);
    return call_commit(call, &tx, err);
}

bool point_action_op(Call *call, Error *err) {
    ActionRequest request;
    CLEANUP(store_end) Transaction tx = {0};
    MeetingPoint point;
    MeetingAction action;
    if (!call_decode(call, &action_request_resource, &request, err) || !call_write(call, &tx, err))
        return false;
    if (!row_load(&tx, &meeting_point_resource, call->workspace_id, call->id, &point, err)) return false;
    Change change = change_begin(&tx, &call->user);
    ActionWords words = {request.title, request.person_id, request.due_on};
    if (!point_action(&change, &point, &words, &action, err)) return false;
    answer_row(call, 201, &meeting_action_resource, &action);
    return call_commit(call, &tx, err);
}

/* ---- files ---- */

static void answer_file(Call *call, const char *name, Str body) {
    respond_header(call->rq, "Content-Disposition", fmt(call->arena, "attachment; filename=\"%s\"", name));
    respond_header(call->rq, "Cache-Control", STR("no-store"));
    respond(call->rq, 200, fmt(call->arena, "%s; charset=utf-8%c", call->op->media_type, 0).at, body);
}

bool meeting_minutes_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    MeetingSeries series;
    if (!call_read(call, &tx, err) || !load(call, &tx, &meeting, &series, err)) return false;
    if (meeting.state.n != MEETING_HELD) {
        error_set(err, ERROR_CONFLICT, "There are no minutes: the meeting was not held.");
        return error_hint(err, "Close the meeting: that writes them.");
    }
    answer_file(call, "minutes.md", meeting.minutes);
    return true;
}

static bool attendees(Call *call, Transaction *tx, const MeetingSeries *series, List *ret, Error *err) {
    List people;
    if (!meeting_people(tx, series, &people, err)) return false;
    IcalPerson *rows = arena_array(call->arena, IcalPerson, people.count + 1);
    if (!rows) return error_no_memory(err);
    *ret = (List){rows, 0};
    for (int i = 0; i < people.count; i++) {
        Person person;
        if (!row_load(tx, &person_resource, call->workspace_id, ((const Id *)people.at)[i], &person, err))
            return false;
        if (!person.disabled) rows[ret->count++] = (IcalPerson){person.name, person.email};
    }
    return true;
}

static bool answer_invitation(Call *call, IcalEvent *event, Error *err) {
    StrBuf out = strbuf_make(call->arena, 0);
    event->stamp = call->now;
    ical_write(&out, event);
    answer_file(call, "invitation.ics", strbuf_str(&out));
    return !call->arena->full || error_no_memory(err);
}

bool meeting_invitation_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Meeting meeting;
    MeetingSeries series;
    IcalEvent event;
    if (!call_read(call, &tx, err) || !load(call, &tx, &meeting, &series, err)) return false;
    event = (IcalEvent){.uid = id_text(call->arena, meeting.row.id),
                        .sequence = meeting.row.revision,
                        .summary = series.name,
                        .description = series.purpose,
                        .zone = series.time_zone,
                        .starts_at = meeting.starts_at,
                        .duration_minutes = meeting.duration_minutes,
                        .cancelled = meeting.state.n == MEETING_CANCELLED};
    return attendees(call, &tx, &series, &event.attendees, err) && answer_invitation(call, &event, err);
}

bool series_invitation_op(Call *call, Error *err) {
    static const char *const rules[] = {
        [RECURRENCE_NONE] = NULL,
        [RECURRENCE_WORKDAYS] = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        [RECURRENCE_WEEKLY] = "FREQ=WEEKLY",
        [RECURRENCE_TWO_WEEKS] = "FREQ=WEEKLY;INTERVAL=2",
        [RECURRENCE_FOUR_WEEKS] = "FREQ=WEEKLY;INTERVAL=4",
    };
    CLEANUP(store_end) Transaction tx = {0};
    MeetingSeries series;
    IcalEvent event;
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &meeting_series_resource, call->workspace_id, call->id, &series, err))
        return false;
    event = (IcalEvent){.uid = id_text(call->arena, series.row.id),
                        .sequence = series.row.revision,
                        .summary = series.name,
                        .description = series.purpose,
                        .zone = series.time_zone,
                        .starts_at = series.first_at,
                        .duration_minutes = series.duration_minutes,
                        .rule = rules[series.recurrence.n]};
    return attendees(call, &tx, &series, &event.attendees, err) && answer_invitation(call, &event, err);
}

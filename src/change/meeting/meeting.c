/* Planning and running meetings. See meeting.h. */
#include "change/meeting/meeting.h"

#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/zone.h"
#include "change/agree/notice.h"
#include "change/agree/proposal.h"
#include "change/user.h"
#include "model/rank.h"

/* ---- what people leave out ---- */

static bool fill_series(Arena *arena, MeetingSeries *series, Error *err) {
    const MeetingTemplateRow *row = &meeting_templates[series->template.n];
    if (series->standing_points.count || row->standing_count == 0) return true;
    StandingPoint *points = arena_array(arena, StandingPoint, row->standing_count);
    if (!points) return error_no_memory(err);
    mem_copy(points, row->standing, (size_t)row->standing_count * sizeof *points);
    series->standing_points = (List){points, row->standing_count};
    return true;
}

/* Its next turn that has no meeting yet. */
static bool next_free_turn(Transaction *tx, const MeetingSeries *series, Moment *ret, Error *err) {
    List meetings;
    Zone zone = {0};
    zone_find(series->time_zone, &zone);
    Moment after = zone_moment(&zone, tx->author.now);
    if (!meetings_of_series(tx, series->row.workspace_id, series->row.id, &meetings, err)) return false;
    const Meeting *meeting = meetings.at;
    for (int i = 0; i < meetings.count; i++)
        if (meeting[i].starts_at.n > after.n) after = meeting[i].starts_at;
    *ret = meeting_turn_after(series, after);
    if (ret->n != MOMENT_NONE.n) return true;
    error_field(err, "starts_at", "The series has no further turn: say when the meeting is.");
    return error_hint(err, "Give starts_at, for example 2026-12-07T10:00.");
}

static bool fill_meeting(Transaction *tx, Meeting *meeting, Error *err) {
    MeetingSeries series;
    Error missing;
    /* A series that is not there is refused by the check of references, in its words. */
    if (!row_load(tx, &meeting_series_resource, meeting->row.workspace_id, meeting->series_id, &series,
                  &missing))
        return true;
    if (meeting->duration_minutes == INT_NULL) meeting->duration_minutes = series.duration_minutes;
    return meeting->starts_at.n != MOMENT_NONE.n || next_free_turn(tx, &series, &meeting->starts_at, err);
}

static bool fill_point(Transaction *tx, MeetingPoint *point, Error *err) {
    List points;
    if (point->position.len) return true;
    if (!points_of_meeting(tx, point->row.workspace_id, point->meeting_id, &points, err)) return false;
    Str last = points.count ? ((const MeetingPoint *)points.at)[points.count - 1].position : STR_NULL;
    point->position = rank_after(tx->arena, last);
    return point->position.at || error_no_memory(err);
}

bool meeting_fill(Change *change, const Resource *resource, void *record, Error *err) {
    Transaction *tx = change->tx;
    if (resource == &meeting_series_resource) return fill_series(tx->arena, record, err);
    if (resource == &meeting_resource) return fill_meeting(tx, record, err);
    if (resource == &meeting_point_resource) return fill_point(tx, record, err);
    if (resource == &promise_resource) promise_fill(tx, record);
    if (resource == &private_note_resource) ((PrivateNote *)record)->author_id = tx->author.person_id;
    return true;
}

static bool still_open(const Meeting *meeting, Error *err) {
    if (meeting->state.n == MEETING_PLANNED || meeting->state.n == MEETING_RUNNING) return true;
    error_set(err, ERROR_CONFLICT, "The meeting is over: its minutes are frozen.");
    return error_hint(err, "Write it into the next meeting of the series.");
}

bool meeting_open(Transaction *tx, const Resource *resource, const void *record, Error *err) {
    Meeting meeting;
    Error missing;
    if (resource == &meeting_resource) return still_open(record, err);
    if (resource != &meeting_point_resource) return true;
    const MeetingPoint *point = record;
    return !row_load(tx, &meeting_resource, point->row.workspace_id, point->meeting_id, &meeting, &missing) ||
           still_open(&meeting, err);
}

/* ---- running it ---- */

static bool load_series(Transaction *tx, const Meeting *meeting, MeetingSeries *ret, Error *err) {
    return row_load(tx, &meeting_series_resource, meeting->row.workspace_id, meeting->series_id, ret, err);
}

static bool may_run(Change *change, const MeetingSeries *series, Error *err) {
    Scope scope = {series->product_id, series->project_id};
    if (access_custody(change->user, scope) & CUSTODY_BIT(CUSTODY_SHARED)) return true;
    error_set(err, ERROR_FORBIDDEN, "Your role reads meetings; it does not run them.");
    return error_hint(err, "Ask a member of the team, or one of the managers.");
}

static bool save(Change *change, Meeting *meeting, Meeting *after, Error *err) {
    if (!row_update(change->tx, &meeting_resource, meeting, after, err)) return false;
    *meeting = *after;
    return true;
}

typedef struct Writing { /* an agenda being written */
    Change *change;
    const Meeting *meeting;
    List existing; /* of MeetingPoint */
    List last;     /* of the meeting before */
    Str position;  /* of the last point so far */
    bool *kept;    /* one an existing point */
} Writing;

static bool untouched(const MeetingPoint *point) {
    return point->outcome.n == OUTCOME_OPEN && point->notes.len == 0 && point->seconds_used == 0;
}

static bool same_subject(const MeetingPoint *point, PointKind kind, Id subject_id) {
    return point->kind.n == (int)kind && id_equal(point->subject_id, subject_id);
}

/* From how many meetings on end it was carried, this one included. */
static int64_t carried(const Writing *writing, PointKind kind, Id subject_id) {
    const MeetingPoint *point = writing->last.at;
    for (int i = 0; i < writing->last.count; i++)
        if (point[i].outcome.n == OUTCOME_CARRIED && same_subject(&point[i], kind, subject_id))
            return point[i].carried_count + 1;
    return 0;
}

static bool insert_point(Writing *writing, MeetingPoint *point, Error *err) {
    Transaction *tx = writing->change->tx;
    writing->position = rank_after(tx->arena, writing->position);
    point->row.workspace_id = writing->meeting->row.workspace_id;
    point->meeting_id = writing->meeting->row.id;
    point->position = writing->position;
    return point->position.at ? row_insert(tx, &meeting_point_resource, point, err) : error_no_memory(err);
}

/* Whoever of the people holds the custody, rather one who does not hold the other too; null: nobody does. */
static bool presenter(Transaction *tx, const MeetingSeries *series, const List *people, Custody side, Id *ret,
                      Error *err) {
    static const CustodySet both = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_PROJECT);
    const Id *person = people->at;
    *ret = ID_NONE;
    for (int i = 0; i < people->count; i++) {
        User user = {.person_id = person[i], .workspace_id = series->row.workspace_id};
        if (!person_memberships(tx, person[i], &user.memberships, err) ||
            !memberships_widen(tx, user.workspace_id, &user.memberships, err))
            return false;
        CustodySet held = access_custody(&user, (Scope){series->product_id, series->project_id}) & both;
        if (held == CUSTODY_BIT(side) || (held == both && !ret->n)) *ret = person[i];
        if (held == CUSTODY_BIT(side)) break;
    }
    return true;
}

static bool write_point(Writing *writing, const AgendaPoint *from, Id presenter_id, Error *err) {
    MeetingPoint *existing = writing->existing.at, point;
    for (int i = 0; i < writing->existing.count; i++) {
        if (!same_subject(&existing[i], from->kind, from->subject_id)) continue;
        writing->kept[i] = true;
        if (!untouched(&existing[i])) return true;
        point = existing[i];
        point.title = from->title;
        point.text = from->text;
        return row_update(writing->change->tx, &meeting_point_resource, &existing[i], &point, err);
    }
    record_init(&meeting_point_resource, &point);
    point.kind.n = (int)from->kind;
    point.title = from->title;
    point.text = from->text.at ? from->text : STR("");
    point.resource = from->resource;
    point.subject_id = from->subject_id;
    point.presenter_id = presenter_id;
    point.minutes_planned = point_minutes(from->kind);
    point.carried_count = carried(writing, from->kind, from->subject_id);
    return insert_point(writing, &point, err);
}

static bool write_points(Writing *writing, const MeetingSeries *series, const Agenda *agenda, Error *err) {
    Transaction *tx = writing->change->tx;
    List people;
    Id product, project;
    if (!meeting_people(tx, series, &people, err) ||
        !presenter(tx, series, &people, CUSTODY_PRODUCT, &product, err) ||
        !presenter(tx, series, &people, CUSTODY_PROJECT, &project, err))
        return false;
    for (int i = 0; i < agenda->count; i++) {
        const AgendaPoint *point = &agenda->at[i];
        Id side = point->side == CUSTODY_PRODUCT   ? product
                  : point->side == CUSTODY_PROJECT ? project
                                                   : ID_NONE;
        if (!write_point(writing, point, point->presenter_id.n ? point->presenter_id : side, err))
            return false;
    }
    return true;
}

/* What people brought up and what was not settled comes again, under the id of where it first stood. */
static bool write_carried(Writing *writing, Error *err) {
    const MeetingPoint *last = writing->last.at, *existing = writing->existing.at;
    for (int i = 0; i < writing->last.count; i++) {
        if (last[i].kind.n != POINT_TOPIC || last[i].outcome.n != OUTCOME_CARRIED) continue;
        MeetingPoint point;
        Id origin = last[i].subject_id.n ? last[i].subject_id : last[i].row.id;
        bool there = false;
        for (int k = 0; k < writing->existing.count; k++)
            there |= same_subject(&existing[k], POINT_TOPIC, origin);
        if (there) continue;
        record_init(&meeting_point_resource, &point);
        point.title = last[i].title;
        point.text = last[i].text;
        point.resource = STR("meeting_point");
        point.subject_id = origin;
        point.presenter_id = last[i].presenter_id;
        point.minutes_planned = last[i].minutes_planned;
        point.carried_count = last[i].carried_count + 1;
        if (!insert_point(writing, &point, err)) return false;
    }
    return true;
}

static bool write_standing(Writing *writing, const MeetingSeries *series, Error *err) {
    const StandingPoint *standing = series->standing_points.at;
    for (int i = 0; i < series->standing_points.count; i++) {
        MeetingPoint point;
        record_init(&meeting_point_resource, &point);
        point.title = standing[i].title;
        point.minutes_planned = standing[i].minutes;
        if (!insert_point(writing, &point, err)) return false;
    }
    return true;
}

/* What Trivet wrote before and is true no more. */
static bool drop_obsolete(const Writing *writing, Error *err) {
    const MeetingPoint *existing = writing->existing.at;
    for (int i = 0; i < writing->existing.count; i++)
        if (!writing->kept[i] && existing[i].kind.n != POINT_TOPIC && untouched(&existing[i]) &&
            !row_delete(writing->change->tx, &meeting_point_resource, &existing[i], err))
            return false;
    return true;
}

static bool write_all(Change *change, const MeetingSeries *series, const Meeting *meeting, Error *err) {
    Transaction *tx = change->tx;
    AgendaState state;
    Agenda agenda;
    Writing writing = {.change = change, .meeting = meeting};
    if (!agenda_load(tx, series, meeting, &state, err)) return false;
    if (!agenda_build(tx->arena, &state.input, &agenda)) return error_no_memory(err);
    if (!points_of_meeting(tx, meeting->row.workspace_id, meeting->row.id, &writing.existing, err))
        return false;
    const MeetingPoint *existing = writing.existing.at;
    writing.kept = arena_array(tx->arena, bool, writing.existing.count + 1);
    writing.last = state.last_points;
    if (!writing.kept) return error_no_memory(err);
    if (writing.existing.count) writing.position = existing[writing.existing.count - 1].position;
    bool first = meeting->agenda_at.ms == TIME_NONE.ms;
    return write_points(&writing, series, &agenda, err) && write_carried(&writing, err) &&
           (!first || write_standing(&writing, series, err)) && drop_obsolete(&writing, err);
}

bool meeting_write_agenda(Change *change, Meeting *meeting, Error *err) {
    MeetingSeries series;
    Meeting after = *meeting;
    if (!still_open(meeting, err) || !load_series(change->tx, meeting, &series, err) ||
        !may_run(change, &series, err) || !write_all(change, &series, meeting, err))
        return false;
    after.agenda_at = change->tx->author.now;
    return save(change, meeting, &after, err);
}

static bool set_attendees(Transaction *tx, const MeetingSeries *series, Meeting *meeting, Error *err) {
    List people;
    if (meeting->attendee_ids.count) return true;
    if (!meeting_people(tx, series, &people, err)) return false;
    Str *texts = arena_array(tx->arena, Str, people.count + 1);
    if (!texts) return error_no_memory(err);
    for (int i = 0; i < people.count; i++) texts[i] = id_text(tx->arena, ((const Id *)people.at)[i]);
    meeting->attendee_ids = (List){texts, people.count};
    return true;
}

bool meeting_begin(Change *change, Meeting *meeting, Error *err) {
    MeetingSeries series;
    if (meeting->state.n == MEETING_RUNNING)
        return error_set(err, ERROR_CONFLICT, "The meeting has already begun.");
    if (!meeting_write_agenda(change, meeting, err) || !load_series(change->tx, meeting, &series, err))
        return false;
    Meeting after = *meeting;
    after.state.n = MEETING_RUNNING;
    after.begun_at = change->tx->author.now;
    return set_attendees(change->tx, &series, &after, err) && save(change, meeting, &after, err);
}

/* The time since the point was taken up belongs to it. */
static bool stop_clock(Change *change, Meeting *after, Error *err) {
    Transaction *tx = change->tx;
    MeetingPoint point, timed;
    Error gone;
    Id id = after->current_point_id;
    Time since = after->current_since;
    after->current_point_id = ID_NONE;
    after->current_since = TIME_NONE;
    if (!id.n || !row_load(tx, &meeting_point_resource, after->row.workspace_id, id, &point, &gone))
        return true;
    int64_t seconds = (tx->author.now.ms - since.ms) / 1000;
    timed = point;
    timed.seconds_used += seconds > 0 ? seconds : 0;
    return row_update(tx, &meeting_point_resource, &point, &timed, err);
}

bool meeting_present(Change *change, Meeting *meeting, Id point_id, Error *err) {
    MeetingSeries series;
    MeetingPoint point;
    Meeting after = *meeting;
    if (!load_series(change->tx, meeting, &series, err) || !may_run(change, &series, err)) return false;
    if (meeting->state.n != MEETING_RUNNING) {
        error_set(err, ERROR_CONFLICT, "The meeting is not running.");
        return error_hint(err, "Begin it first.");
    }
    if (!stop_clock(change, &after, err)) return false;
    if (point_id.n) {
        if (!row_load(change->tx, &meeting_point_resource, meeting->row.workspace_id, point_id, &point, err))
            return false;
        if (!id_equal(point.meeting_id, meeting->row.id))
            return error_field(err, "point_id", "This point is of another meeting.");
        after.current_point_id = point_id;
        after.current_since = change->tx->author.now;
    }
    return save(change, meeting, &after, err);
}

/* ---- deciding and doing ---- */

static bool load_meeting(Transaction *tx, const MeetingPoint *point, Meeting *ret, Error *err) {
    return row_load(tx, &meeting_resource, point->row.workspace_id, point->meeting_id, ret, err) &&
           still_open(ret, err);
}

bool point_decide(Change *change, MeetingPoint *point, bool accept, const Verdict *verdict, Error *err) {
    Transaction *tx = change->tx;
    Meeting meeting;
    Proposal proposal;
    Verdict here = *verdict;
    here.meeting_id = point->meeting_id;
    if (!load_meeting(tx, point, &meeting, err)) return false;
    if (point->kind.n != POINT_PROPOSAL) {
        error_set(err, ERROR_CONFLICT, "This point is no proposal: there is nothing to sign.");
        return error_hint(err, "Set its outcome, or record a decision with the meeting's id.");
    }
    if (!row_load(tx, &proposal_resource, point->row.workspace_id, point->subject_id, &proposal, err))
        return false;
    if (!(accept ? proposal_accept : proposal_decline)(change, &proposal, &here, err)) return false;
    if (proposal.state.n == PROPOSAL_OPEN) return true; /* another signature is missing */
    MeetingPoint after = *point;
    after.outcome.n = OUTCOME_DECIDED;
    if (!row_update(tx, &meeting_point_resource, point, &after, err)) return false;
    *point = after;
    return true;
}

/* Outside every plan it is nobody's date but of those who agree on it here: written with Trivet's right. Once
 * a project plans the task, its deadline is in that project's custody. */
static bool make_task(Change *change, const ActionWords *words, Item *item, Error *err) {
    enum { WORKDAY_END = 17 * 60 };
    User agreed = {.workspace_id = change->user->workspace_id};
    Change make = change_begin(change->tx, &agreed);
    bool created;
    record_init(&item_resource, item);
    item->kind.n = ITEM_TASK;
    item->title = words->title;
    if (words->due_on.n != DAY_NONE.n)
        item->deadline_at = (Moment){words->due_on.n * MINUTES_PER_DAY + WORKDAY_END};
    return change_create(&make, &item_resource, item, &created, err);
}

bool point_action(Change *change, const MeetingPoint *point, const ActionWords *words, MeetingAction *ret,
                  Error *err) {
    Transaction *tx = change->tx;
    Meeting meeting;
    MeetingSeries series;
    Person person;
    Item item;
    if (!load_meeting(tx, point, &meeting, err) || !load_series(tx, &meeting, &series, err) ||
        !may_run(change, &series, err))
        return false;
    if (!row_load(tx, &person_resource, point->row.workspace_id, words->person_id, &person, err))
        return error_field(err, "person_id", "There is no such person.");
    if (!make_task(change, words, &item, err)) return false;
    record_init(&meeting_action_resource, ret);
    ret->row.workspace_id = point->row.workspace_id;
    ret->meeting_id = point->meeting_id;
    ret->point_id = point->row.id;
    ret->item_id = item.row.id;
    ret->person_id = words->person_id;
    Str until = words->due_on.n == DAY_NONE.n
                    ? STR_NULL
                    : fmt(tx->arena, "Until %.*s.", STR_ARG(day_words(tx->arena, words->due_on)));
    NoticeWords notice = {NOTICE_ACTION, words->title, until, &item_resource, item.row.id};
    return row_insert(tx, &meeting_action_resource, ret, err) &&
           notice_tell(tx, point->row.workspace_id, words->person_id, notice, err);
}

bool meeting_cancel(Change *change, Meeting *meeting, Str reason, Error *err) {
    Transaction *tx = change->tx;
    MeetingSeries series;
    List people, points;
    Meeting after = *meeting;
    if (!still_open(meeting, err) || !load_series(tx, meeting, &series, err) ||
        !may_run(change, &series, err))
        return false;
    after.state.n = MEETING_CANCELLED;
    after.ended_at = tx->author.now;
    after.cancel_reason = reason;
    after.current_point_id = ID_NONE;
    after.current_since = TIME_NONE;
    Day day = {day_of_minute(meeting->starts_at.n)};
    NoticeWords words = {
        NOTICE_MEETING,
        fmt(tx->arena, "Cancelled: %.*s of %.*s", STR_ARG(series.name), STR_ARG(day_words(tx->arena, day))),
        reason, &meeting_resource, meeting->row.id};
    return meeting_carry_open(tx, meeting, &points, err) && save(change, meeting, &after, err) &&
           meeting_people(tx, &series, &people, err) &&
           notice_tell_all(tx, meeting->row.workspace_id, people.at, people.count, words, err) &&
           meeting_plan_next(change, &series, &after, err);
}

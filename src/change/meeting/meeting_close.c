/* Closing a meeting: what is known then is frozen, what is open goes on. See meeting.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/notice.h"
#include "change/meeting/meeting.h"

/* ---- figures ---- */

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

static bool concerns(const MeetingSeries *series, Id product_id, Id project_id) {
    return (!series->product_id.n || !product_id.n || id_equal(series->product_id, product_id)) &&
           (!series->project_id.n || !project_id.n || id_equal(series->project_id, project_id));
}

static void add_releases(const AgendaState *state, const MeetingSeries *series, MeetingFigure *rows,
                         int *count) {
    const Release *release = state->source.releases.at;
    for (int i = 0; i < state->source.releases.count; i++) {
        int32_t row = plan_index(&state->map.release_of_id, release[i].row.id);
        if (!concerns(series, release[i].product_id, ID_NONE) || row == NO_INDEX) continue;
        const GroupSchedule *group = &state->schedule.releases[row];
        rows[(*count)++] =
            (MeetingFigure){STR("release"),       release[i].row.id, release[i].name, moment(group->finish),
                            release[i].target_on, group->cost_cents, INT_NULL};
    }
}

static void add_projects(const AgendaState *state, const MeetingSeries *series, MeetingFigure *rows,
                         int *count) {
    for (int i = 0; i < state->map.plan.project_count; i++) {
        const Project *project = state->map.projects[i];
        const GroupSchedule *group = &state->schedule.projects[i];
        Day agreed = project->must_finish_at.n == MOMENT_NONE.n
                         ? DAY_NONE
                         : (Day){day_of_minute(project->must_finish_at.n)};
        if (!concerns(series, ID_NONE, project->row.id)) continue;
        rows[(*count)++] =
            (MeetingFigure){STR("project"), project->row.id,   project->name,        moment(group->finish),
                            agreed,         group->cost_cents, project->budget_cents};
    }
}

static bool freeze_figures(Arena *arena, const AgendaState *state, const MeetingSeries *series,
                           Meeting *meeting) {
    enum { FIGURES_MAX = 1000 };
    int room = state->source.releases.count + state->map.plan.project_count, count = 0;
    MeetingFigure *rows = arena_array(arena, MeetingFigure, room + 1);
    if (!rows) return false;
    add_releases(state, series, rows, &count);
    add_projects(state, series, rows, &count);
    meeting->figures = (List){rows, count < FIGURES_MAX ? count : FIGURES_MAX};
    meeting->open_proposals = state->input.proposals.count;
    meeting->open_exceptions = state->input.exceptions.count;
    meeting->open_actions = state->input.actions.count;
    meeting->broken_promises = state->watch.broken_count;
    return true;
}

/* ---- points ---- */

/* A proposal that was decided in the meantime is decided here too; what is still open is carried on. */
static bool settle(Transaction *tx, const MeetingPoint *point, MeetingPoint *after, Error *err) {
    Proposal proposal;
    Error gone;
    *after = *point;
    if (point->outcome.n != OUTCOME_OPEN) return true;
    bool decided =
        point->kind.n == POINT_PROPOSAL &&
        row_load(tx, &proposal_resource, point->row.workspace_id, point->subject_id, &proposal, &gone) &&
        proposal.state.n != PROPOSAL_OPEN;
    after->outcome.n = decided ? OUTCOME_DECIDED : OUTCOME_CARRIED;
    return row_update(tx, &meeting_point_resource, point, after, err);
}

bool meeting_carry_open(Transaction *tx, const Meeting *meeting, List *ret, Error *err) {
    if (!points_of_meeting(tx, meeting->row.workspace_id, meeting->row.id, ret, err)) return false;
    MeetingPoint *point = ret->at;
    for (int i = 0; i < ret->count; i++) {
        MeetingPoint after;
        if (!settle(tx, &point[i], &after, err)) return false;
        point[i] = after;
    }
    return true;
}

/* ---- minutes ---- */

static bool keep_of_meeting(const Resource *resource, List *rows, size_t meeting_id_at, Id meeting_id) {
    char *at = rows->at;
    int kept = 0;
    for (int i = 0; i < rows->count; i++) {
        const char *row = at + (size_t)i * resource->size;
        if (!id_equal(*(const Id *)(const void *)(row + meeting_id_at), meeting_id)) continue;
        mem_move(at + (size_t)kept++ * resource->size, row, resource->size);
    }
    rows->count = kept;
    return true;
}

static bool write_minutes(Transaction *tx, const AgendaState *state, const MeetingSeries *series,
                          const List *points, Meeting *meeting, Error *err) {
    Minutes minutes = {.series = series,
                       .meeting = meeting,
                       .points = *points,
                       .source = &state->source,
                       .currency = state->source.workspace->currency};
    Id workspace_id = meeting->row.workspace_id;
    if (!row_all(tx, &meeting_action_resource, workspace_id, &minutes.actions, err) ||
        !row_all(tx, &decision_resource, workspace_id, &minutes.decisions, err) ||
        !row_all(tx, &person_resource, workspace_id, &minutes.people, err))
        return false;
    keep_of_meeting(&meeting_action_resource, &minutes.actions, offsetof(MeetingAction, meeting_id),
                    meeting->row.id);
    keep_of_meeting(&decision_resource, &minutes.decisions, offsetof(Decision, meeting_id), meeting->row.id);
    meeting->minutes = minutes_write(tx->arena, &minutes);
    return !tx->arena->full || error_no_memory(err);
}

/* Who takes part, who was there, and who took something on. */
static bool tell(Transaction *tx, const MeetingSeries *series, const Meeting *meeting, Error *err) {
    List people;
    Day day = {day_of_minute(meeting->starts_at.n)};
    Id ids[200];
    int count = 0;
    NoticeWords words = {
        NOTICE_MEETING,
        fmt(tx->arena, "Minutes: %.*s of %.*s", STR_ARG(series->name), STR_ARG(day_words(tx->arena, day))),
        fmt(tx->arena, "Open: %lld proposals, %lld exceptions, %lld actions, %lld broken promises.",
            (long long)meeting->open_proposals, (long long)meeting->open_exceptions,
            (long long)meeting->open_actions, (long long)meeting->broken_promises),
        &meeting_resource, meeting->row.id};
    if (!meeting_people(tx, series, &people, err)) return false;
    for (int i = 0; i < people.count && count < COUNT_OF(ids) / 2; i++)
        ids[count++] = ((const Id *)people.at)[i];
    const Str *attendees = meeting->attendee_ids.at;
    for (int i = 0; i < meeting->attendee_ids.count && count < COUNT_OF(ids); i++)
        count += id_parse(attendees[i], &ids[count]);
    return notice_tell_all(tx, meeting->row.workspace_id, ids, count, words, err);
}

bool meeting_plan_next(Change *change, const MeetingSeries *series, const Meeting *meeting, Error *err) {
    Transaction *tx = change->tx;
    List meetings;
    Meeting next;
    Moment turn = meeting_turn_after(series, meeting->starts_at);
    if (turn.n == MOMENT_NONE.n) return true;
    if (!meetings_of_series(tx, series->row.workspace_id, series->row.id, &meetings, err)) return false;
    const Meeting *row = meetings.at;
    for (int i = 0; i < meetings.count; i++)
        if (row[i].state.n == MEETING_PLANNED && !id_equal(row[i].row.id, meeting->row.id)) return true;
    record_init(&meeting_resource, &next);
    next.row.workspace_id = series->row.workspace_id;
    next.series_id = series->row.id;
    next.starts_at = turn;
    next.duration_minutes = series->duration_minutes;
    return row_insert(tx, &meeting_resource, &next, err);
}

bool meeting_close(Change *change, Meeting *meeting, Error *err) {
    Transaction *tx = change->tx;
    MeetingSeries series;
    AgendaState state;
    List points;
    if (!meeting_present(change, meeting, ID_NONE, err)) return false; /* must be running; stops the clock */
    if (!row_load(tx, &meeting_series_resource, meeting->row.workspace_id, meeting->series_id, &series,
                  err) ||
        !agenda_load(tx, &series, meeting, &state, err) || !meeting_carry_open(tx, meeting, &points, err))
        return false;
    Meeting after = *meeting;
    after.state.n = MEETING_HELD;
    after.ended_at = tx->author.now;
    if (!freeze_figures(tx->arena, &state, &series, &after)) return error_no_memory(err);
    if (!write_minutes(tx, &state, &series, &points, &after, err) ||
        !row_update(tx, &meeting_resource, meeting, &after, err) ||
        !meeting_items_keep(tx, &after, &state.input.now, err))
        return false;
    *meeting = after;
    return tell(tx, &series, meeting, err) && meeting_plan_next(change, &series, meeting, err);
}

/* What the agenda is built from, out of the store. See meeting.h. */
#include "base/banned.h"
#include "base/zone.h"
#include "change/agree/impact.h"
#include "change/meeting/meeting.h"
#include "change/user.h"

enum { WEEK_MINUTES = 7 * MINUTES_PER_DAY };

/* ---- who ---- */

static bool add_person(Arena *arena, List *list, int *room, Id id) {
    const Id *known = list->at;
    for (int i = 0; i < list->count; i++)
        if (id_equal(known[i], id)) return true;
    Id *slot = vec_push_sized(arena, &list->at, &list->count, room, sizeof id);
    if (slot) *slot = id;
    return slot != NULL;
}

/* Whether a role held there is one of the series': everywhere, or where the series is about. */
static bool takes_part(const MeetingSeries *series, const Membership *m) {
    const Str *roles = series->participant_roles.at;
    bool there = (!series->product_id.n && !series->project_id.n) ||
                 access_touches(m, (Scope){series->product_id, series->project_id});
    for (int i = 0; there && i < series->participant_roles.count; i++)
        if (str_is(roles[i], role_names[m->role.n])) return true;
    return false;
}

bool meeting_people(Transaction *tx, const MeetingSeries *series, List *ret, Error *err) {
    List memberships, people = {0};
    int room = 0;
    const Str *ids = series->participant_ids.at;
    if (!row_all(tx, &membership_resource, series->row.workspace_id, &memberships, err) ||
        !memberships_widen(tx, series->row.workspace_id, &memberships, err))
        return false;
    for (int i = 0; i < series->participant_ids.count; i++) {
        Id id;
        if (id_parse(ids[i], &id) && !add_person(tx->arena, &people, &room, id)) return error_no_memory(err);
    }
    const Membership *m = memberships.at;
    for (int i = 0; i < memberships.count; i++)
        if (takes_part(series, &m[i]) && !add_person(tx->arena, &people, &room, m[i].person_id))
            return error_no_memory(err);
    *ret = people;
    return true;
}

/* ---- what waits ---- */

static bool load_proposals(Transaction *tx, const MeetingSeries *series, AgendaState *state, Error *err) {
    List proposals;
    if (!row_all(tx, &proposal_resource, series->row.workspace_id, &proposals, err)) return false;
    AgendaMatter *matters = arena_array(tx->arena, AgendaMatter, proposals.count + 1);
    if (!matters) return error_no_memory(err);
    List *ret = &state->input.proposals;
    *ret = (List){matters, 0};
    const Proposal *proposal = proposals.at;
    for (int i = 0; i < proposals.count; i++) {
        bool about = false;
        if (proposal[i].state.n != PROPOSAL_OPEN) continue;
        if (!about_proposal(tx, series, &state->input.now, &proposal[i], &about, err)) return false;
        if (!about) continue;
        matters[ret->count++] = (AgendaMatter){proposal[i].row.id, proposal[i].title, proposal[i].reason,
                                               proposal[i].author_id, CUSTODY_PRODUCT};
    }
    return true;
}

static Str name_of(Transaction *tx, const ToleranceException *e) {
    Item item;
    Project project;
    Release release;
    Id workspace_id = e->row.workspace_id;
    if (e->item_id.n && row_load(tx, &item_resource, workspace_id, e->item_id, &item, NULL))
        return item.title;
    if (e->release_id.n && row_load(tx, &release_resource, workspace_id, e->release_id, &release, NULL))
        return release.name;
    if (e->project_id.n && row_load(tx, &project_resource, workspace_id, e->project_id, &project, NULL))
        return project.name;
    return STR("the workspace");
}

static bool load_exceptions(Transaction *tx, const MeetingSeries *series, AgendaState *state, Error *err) {
    List exceptions;
    if (!exceptions_live(tx, series->row.workspace_id, &exceptions, err)) return false;
    AgendaMatter *matters = arena_array(tx->arena, AgendaMatter, exceptions.count + 1);
    if (!matters) return error_no_memory(err);
    List *ret = &state->input.exceptions;
    *ret = (List){matters, 0};
    const ToleranceException *e = exceptions.at;
    for (int i = 0; i < exceptions.count; i++) {
        if (e[i].raised_at.ms == TIME_NONE.ms || e[i].decided_at.ms != TIME_NONE.ms) continue;
        if (!about_exception(series, &state->input.now, &state->source, &e[i])) continue;
        matters[ret->count++] =
            (AgendaMatter){.id = e[i].row.id,
                           .title = fmt(tx->arena, "Outside its tolerance: %s of %.*s",
                                        aspect_names[e[i].aspect.n], STR_ARG(name_of(tx, &e[i]))),
                           .text = STR(""),
                           .side = CUSTODY_PROJECT};
    }
    return true;
}

static bool load_promises(Transaction *tx, const MeetingSeries *series, AgendaState *state, Error *err) {
    List promises;
    if (!row_all(tx, &promise_resource, series->row.workspace_id, &promises, err)) return false;
    Promise *promise = promises.at;
    int count = 0;
    for (int i = 0; i < promises.count; i++)
        if (about_promise(series, &state->input.now, &promise[i])) promise[count++] = promise[i];
    promises.count = count;
    if (!promise_watch(tx->arena, &promises, &state->source, &state->map, &state->schedule, &state->watch,
                       err))
        return false;
    AgendaMatter *matters = arena_array(tx->arena, AgendaMatter, state->watch.promises.count + 1);
    if (!matters) return error_no_memory(err);
    state->input.promises = (List){matters, 0};
    const PromiseStanding *standing = state->watch.promises.at;
    for (int i = 0; i < state->watch.promises.count && standing[i].broken; i++)
        matters[state->input.promises.count++] =
            (AgendaMatter){.id = standing[i].promise_id,
                           .title = fmt(tx->arena, "Promise to %.*s broken", STR_ARG(standing[i].account)),
                           .text = promise_broken_words(tx->arena, &standing[i]),
                           .side = CUSTODY_PRODUCT};
    return true;
}

static bool load_actions(Transaction *tx, const MeetingSeries *series, List *ret, Error *err) {
    List actions;
    Id workspace_id = series->row.workspace_id;
    if (!row_all(tx, &meeting_action_resource, workspace_id, &actions, err)) return false;
    AgendaAction *rows = arena_array(tx->arena, AgendaAction, actions.count + 1);
    if (!rows) return error_no_memory(err);
    *ret = (List){rows, 0};
    const MeetingAction *action = actions.at;
    for (int i = 0; i < actions.count; i++) {
        Item item;
        Person person;
        Error gone;
        bool about = false;
        if (!about_action(tx, series, &action[i], &about, err)) return false;
        if (!about || !row_load(tx, &item_resource, workspace_id, action[i].item_id, &item, &gone)) continue;
        if (item.state.n == STATE_DONE || item.state.n == STATE_DROPPED) continue;
        if (!row_load(tx, &person_resource, workspace_id, action[i].person_id, &person, err)) return false;
        rows[ret->count++] =
            (AgendaAction){item.row.id, person.row.id, item.title, person.name, item.deadline_at};
    }
    return true;
}

/* ---- the last meeting ---- */

/* The meeting that ended last: what it knew is compared with. A cancelled one has still points to carry on.
 */
static const Meeting *latest(const List *meetings, bool or_cancelled) {
    const Meeting *meeting = meetings->at, *last = NULL;
    for (int i = 0; i < meetings->count; i++) {
        bool over =
            meeting[i].state.n == MEETING_HELD || (or_cancelled && meeting[i].state.n == MEETING_CANCELLED);
        if (over && (!last || meeting[i].ended_at.ms > last->ended_at.ms)) last = &meeting[i];
    }
    return last;
}

static bool load_last(Transaction *tx, const MeetingSeries *series, AgendaState *state, Error *err) {
    List meetings;
    const Meeting *held, *over;
    if (!meetings_of_series(tx, series->row.workspace_id, series->row.id, &meetings, err)) return false;
    held = latest(&meetings, false);
    over = latest(&meetings, true);
    return (!held || meeting_items(tx, held->row.id, &state->input.before, err)) &&
           (!over || points_of_meeting(tx, series->row.workspace_id, over->row.id, &state->last_points, err));
}

static Moment next_turn(const MeetingSeries *series, const Meeting *meeting) {
    Moment next = meeting_turn_after(series, meeting->starts_at);
    return next.n == MOMENT_NONE.n ? (Moment){meeting->starts_at.n + WEEK_MINUTES} : next;
}

bool agenda_load(Transaction *tx, const MeetingSeries *series, const Meeting *meeting, AgendaState *ret,
                 Error *err) {
    Id workspace_id = series->row.workspace_id;
    Zone zone = {0};
    Scope scope = {series->product_id, series->project_id};
    *ret = (AgendaState){0};
    zone_find(series->time_zone, &zone);
    if (!event_last_seen(tx, workspace_id, &ret->seq, err) ||
        !plan_load(tx, workspace_id, &ret->source, err) ||
        !plan_make(tx->arena, &ret->source, &ret->map, err) ||
        !plan_schedule(tx->arena, &ret->map, &ret->schedule, err))
        return false;
    ret->input = (AgendaInput){.points = meeting_templates[series->template.n].points,
                               .map = &ret->map,
                               .schedule = &ret->schedule,
                               .releases = ret->source.releases,
                               .today = zone_moment(&zone, tx->author.now),
                               .next = next_turn(series, meeting)};
    if (!agenda_picture(tx->arena, &ret->source, &ret->map, &ret->schedule, scope, &ret->input.now))
        return error_no_memory(err);
    return load_last(tx, series, ret, err) && load_promises(tx, series, ret, err) &&
           load_proposals(tx, series, ret, err) && load_exceptions(tx, series, ret, err) &&
           load_actions(tx, series, &ret->input.actions, err);
}

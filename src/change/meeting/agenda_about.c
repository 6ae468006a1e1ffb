/* What of the workspace a series about one product or project is about. See meeting.h.
 *
 * The items are those of its picture: what lies in the product or project, with the features above. */
#include "base/banned.h"
#include "change/meeting/meeting.h"
#include "change/reach.h"

static bool about_all(const MeetingSeries *series) {
    return !series->product_id.n && !series->project_id.n;
}

static bool about_place(const MeetingSeries *series, Id product_id, Id project_id) {
    return (product_id.n && id_equal(series->product_id, product_id)) ||
           (project_id.n && id_equal(series->project_id, project_id));
}

static bool about_item(const List *picture, Id item_id) {
    return item_id.n && agenda_find(picture, item_id) != NO_INDEX;
}

static bool about_release(const List *picture, Id release_id) {
    const MeetingItem *item = picture->at;
    for (int i = 0; release_id.n && i < picture->count; i++)
        if (id_equal(item[i].release_id, release_id)) return true;
    return false;
}

bool about_promise(const MeetingSeries *series, const List *picture, const Promise *promise) {
    return about_all(series) || about_item(picture, promise->item_id) ||
           about_release(picture, promise->release_id);
}

static bool works_on(const PlanSource *source, Id project_id, Id product_id) {
    const Project *project = source->projects.at;
    for (int i = 0; i < source->projects.count; i++) {
        const Str *ids = project[i].product_ids.at;
        Id id;
        if (!id_equal(project[i].row.id, project_id)) continue;
        for (int k = 0; k < project[i].product_ids.count; k++)
            if (id_parse(ids[k], &id) && id_equal(id, product_id)) return true;
    }
    return false;
}

bool about_exception(const MeetingSeries *series, const List *picture, const PlanSource *source,
                     const ToleranceException *e) {
    if (about_all(series) || about_place(series, ID_NONE, e->project_id)) return true;
    if (series->product_id.n && works_on(source, e->project_id, series->product_id)) return true;
    return about_item(picture, e->item_id) || about_release(picture, e->release_id);
}

bool about_proposal(Transaction *tx, const MeetingSeries *series, const List *picture,
                    const Proposal *proposal, bool *ret, Error *err) {
    User nobody = {.workspace_id = series->row.workspace_id};
    Change asked = change_begin(tx, &nobody);
    Reach reach;
    const ProposedChange *change = proposal->changes.at;
    *ret = about_all(series);
    for (int i = 0; i < proposal->changes.count && !*ret; i++)
        *ret = about_item(picture, change[i].subject_id) || about_release(picture, change[i].subject_id);
    if (*ret) return true;
    if (!reach_of(&asked, &proposal->changes, &reach, err)) return false;
    for (int i = 0; i < reach.scopes.count; i++)
        *ret |= about_place(series, reach.scopes.at[i].product_id, reach.scopes.at[i].project_id);
    return true;
}

bool about_action(Transaction *tx, const MeetingSeries *series, const MeetingAction *action, bool *ret,
                  Error *err) {
    Meeting meeting;
    *ret = about_all(series);
    if (*ret) return true;
    if (!row_load(tx, &meeting_resource, series->row.workspace_id, action->meeting_id, &meeting, err))
        return false;
    *ret = id_equal(meeting.series_id, series->row.id);
    return true;
}

/* Telling of promises that break. See promise.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/notice.h"
#include "change/agree/promise.h"

/* Who gave it, and the custodians of what was promised; a release has a product only. */
static bool concerned(Transaction *tx, const Promise *promise, List *ret, Error *err) {
    Scope scope;
    List custodians;
    CustodySet custody = CUSTODY_BIT(CUSTODY_PRODUCT);
    if (!promise_scope(tx, promise, &scope, err)) return false;
    if (scope.project_id.n) custody |= CUSTODY_BIT(CUSTODY_PROJECT);
    if (!custodians_of(tx, promise->row.workspace_id, &scope, 1, custody, &custodians, err)) return false;
    Id *ids = arena_array(tx->arena, Id, custodians.count + 1);
    if (!ids) return error_no_memory(err);
    ids[0] = promise->told_by_id;
    if (custodians.count) mem_copy(ids + 1, custodians.at, (size_t)custodians.count * sizeof *ids);
    *ret = (List){ids, custodians.count + 1};
    return true;
}

static bool tell(Transaction *tx, Id workspace_id, const PromiseStanding *standing, Error *err) {
    Promise promise;
    List people = {0};
    if (!row_load(tx, &promise_resource, workspace_id, standing->promise_id, &promise, err) ||
        !concerned(tx, &promise, &people, err))
        return false;
    NoticeWords words = {.kind = NOTICE_PROMISE,
                         .title = fmt(tx->arena, "Promise to %.*s broken", STR_ARG(standing->account)),
                         .text = promise_broken_words(tx->arena, standing),
                         .resource = &promise_resource,
                         .subject_id = standing->promise_id};
    return notice_tell_all(tx, workspace_id, people.at, people.count, words, err) &&
           promise_break_put(tx, workspace_id, standing->promise_id, err);
}

static bool is_broken(const PromiseWatch *watch, Id promise_id) {
    const PromiseStanding *standing = watch->promises.at;
    for (int i = 0; i < watch->broken_count; i++) /* they come first */
        if (id_equal(standing[i].promise_id, promise_id)) return true;
    return false;
}

bool promises_update(Transaction *tx, Id workspace_id, LivePlan *plan, int *ret_count, Error *err) {
    List promises, breaks;
    PromiseWatch watch;
    *ret_count = 0;
    if (!row_all(tx, &promise_resource, workspace_id, &promises, err) ||
        !promise_breaks(tx, workspace_id, &breaks, err))
        return false;
    if (!promises.count && !breaks.count) return true;
    if (!live_plan(tx, workspace_id, plan, err) ||
        !promise_watch(tx->arena, &promises, &plan->source, &plan->map, &plan->schedule, &watch, err))
        return false;
    const PromiseStanding *standing = watch.promises.at;
    for (int i = 0; i < watch.broken_count; i++) {
        if (promise_break_of(&breaks, standing[i].promise_id)) continue;
        ++*ret_count;
        if (tx->writing && !tell(tx, workspace_id, &standing[i], err)) return false;
    }
    const PromiseBreak *old = breaks.at;
    for (int i = 0; i < breaks.count; i++) {
        if (is_broken(&watch, old[i].promise_id)) continue;
        ++*ret_count;
        if (tx->writing && !promise_break_drop(tx, old[i].promise_id, err)) return false;
    }
    return true;
}

/* The promise watch, and the links through which somebody outside sees what was promised. */
#include "change/agree/promise.h"

#include "api/account.h"
#include "api/api.h"
#include "api/meeting_views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "field/json.h"

enum { DAY_MS = 86400000 };

bool promise_watch_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PromiseWatch watch;
    if (!call_read(call, &tx, err) || !promise_watch_load(&tx, call->workspace_id, &watch, err)) return false;
    answer_record(call, &promise_watch_resource, &watch);
    return !call->arena->full || error_no_memory(err);
}

/* ---- making and ending a link ---- */

static Day today(const Call *call) {
    return (Day){(int32_t)(call->now.ms / DAY_MS)};
}

/* As any other field of a promise: only who has custody of it. */
static bool may_share(Call *call, Transaction *tx, const Promise *promise, Error *err) {
    Scope scope;
    if (!promise_scope(tx, promise, &scope, err)) return false;
    if (access_custody(&call->user, scope) & CUSTODY_BIT(CUSTODY_PRODUCT)) return true;
    error_set(err, ERROR_FORBIDDEN, "Only the product manager shares a promise.");
    return error_hint(err, "Ask whoever holds the product.");
}

static bool load_promise(Call *call, Transaction *tx, Promise *promise, Error *err) {
    return row_load(tx, &promise_resource, call->workspace_id, call->id, promise, err) &&
           may_share(call, tx, promise, err);
}

bool promise_share_op(Call *call, Error *err) {
    ShareRequest request;
    CLEANUP(store_end) Transaction tx = {0};
    Promise before, after;
    if (!call_decode(call, &share_request_resource, &request, err)) return false;
    if (request.until_on.n < today(call).n)
        return error_field(err, "until_on", "The last day of the link lies behind us.");
    if (!call_write(call, &tx, err)) return false;
    if (!load_promise(call, &tx, &before, err)) return false;
    Str secret = secret_make(call->arena);
    after = before;
    after.share_hash = secret_hash(call->arena, secret);
    after.share_detail = request.detail;
    after.share_until = request.until_on;
    after.shared_at = call->now;
    if (!row_update(&tx, &promise_resource, &before, &after, err)) return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"promise\":"));
    json_write(&out, &promise_resource, &after);
    strbuf_add(&out, STR(",\"path\":"));
    json_write_text(&out, fmt(call->arena, "/share/%.*s", STR_ARG(secret)));
    strbuf_char(&out, '}');
    answer_json(call, 201, &out);
    call->keeps_answer = false; /* the secret is kept nowhere */
    return call_commit(call, &tx, err);
}

bool promise_unshare_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Promise before, after;
    if (!call_write(call, &tx, err)) return false;
    if (!load_promise(call, &tx, &before, err)) return false;
    after = before;
    after.share_hash = STR_NULL;
    after.share_until = DAY_NONE;
    after.shared_at = TIME_NONE;
    if (!row_update(&tx, &promise_resource, &before, &after, err)) return false;
    answer_row(call, 200, &promise_resource, &after);
    return call_commit(call, &tx, err);
}

/* ---- what a stranger sees ---- */

/* Unknown, ended, taken back, expired: all the same, so that nothing can be learned by trying. */
static bool no_such_link(Error *err) {
    error_set(err, ERROR_NOT_FOUND, "There is nothing here: the link is wrong, or it has ended.");
    return error_hint(err, "Ask whoever gave it to you for a new one.");
}

static bool below(const PlanSource *source, const Item *item, Id ancestor_id) {
    enum { PARENTS_MAX = 64 };
    const Item *items = source->items.at;
    Id parent_id = item->parent_id;
    for (int depth = 0; parent_id.n && depth < PARENTS_MAX; depth++) {
        if (id_equal(parent_id, ancestor_id)) return true;
        Id next = ID_NONE;
        for (int i = 0; i < source->items.count; i++)
            if (id_equal(items[i].row.id, parent_id)) next = items[i].parent_id;
        parent_id = next;
    }
    return false;
}

/* The features of the release; of an item those below it, or itself. */
static bool belongs(const PlanSource *source, const Promise *promise, const Item *item) {
    if (item->kind.n != ITEM_FEATURE || item->state.n == STATE_DROPPED) return false;
    if (promise->release_id.n) return id_equal(item->release_id, promise->release_id);
    return id_equal(item->row.id, promise->item_id) || below(source, item, promise->item_id);
}

static bool add_detail(Call *call, const PlanSource *source, const Promise *promise, SharedPromise *shared) {
    const Item *item = source->items.at;
    SharedFeature *features = arena_array(call->arena, SharedFeature, source->items.count + 1);
    int count = 0, done = 0;
    if (!features) return false;
    for (int i = 0; i < source->items.count; i++) {
        if (!belongs(source, promise, &item[i])) continue;
        features[count++] = (SharedFeature){item[i].title, item[i].state.n == STATE_DONE};
        done += item[i].state.n == STATE_DONE;
    }
    if (promise->share_detail.n >= SHARE_PROGRESS && count) shared->percent_done = 100 * done / count;
    if (promise->share_detail.n == SHARE_FEATURES) shared->features = (List){features, count};
    return true;
}

/* The date is a range: from the first day told (else the plan's, if it lies before) to the promised day.
 * Never a later plan: that is told by people. */
static bool fill(Call *call, Transaction *tx, const Promise *promise, SharedPromise *shared, Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    Finishes finishes;
    Id workspace_id = promise->row.workspace_id;
    if (!plan_load(tx, workspace_id, &source, err) || !plan_make(call->arena, &source, &map, err) ||
        !plan_schedule(call->arena, &map, &schedule, err))
        return false;
    if (!finishes_make(call->arena, &source, &map, &schedule, &finishes)) return error_no_memory(err);
    PromiseSubject subject = promise_subject(promise, &source, &map, &schedule, &finishes);
    *shared = (SharedPromise){.workspace = source.workspace->name,
                              .account = promise->account,
                              .subject = subject.name,
                              .earliest_on = promise->earliest_on,
                              .latest_on = promise->promised_on,
                              .kept = promise->state.n == PROMISE_KEPT,
                              .percent_done = INT_NULL,
                              .until_on = promise->share_until};
    int32_t planned = subject.finish_at.n == MOMENT_NONE.n ? INT32_MAX : day_of_minute(subject.finish_at.n);
    if (shared->earliest_on.n == DAY_NONE.n && planned < promise->promised_on.n)
        shared->earliest_on = (Day){planned};
    return add_detail(call, &source, promise, shared) || error_no_memory(err);
}

bool shared_promise_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Promise promise;
    SharedPromise shared;
    bool found;
    if (!limited_here(call, "share-address", call->rq->address, 60, 1, err)) return false;
    if (!call_read(call, &tx, err) ||
        !promise_by_hash(&tx, secret_hash(call->arena, call->rq->parameters[0]), &promise, &found, err))
        return false;
    if (!found || promise.state.n == PROMISE_RELEASED || promise.share_until.n < today(call).n)
        return no_such_link(err);
    if (!fill(call, &tx, &promise, &shared, err)) return false;
    answer_record(call, &shared_promise_resource, &shared);
    return !call->arena->full || error_no_memory(err);
}

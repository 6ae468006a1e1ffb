/* Events into moves. See flow_log.h. */
#include "change/figures/flow_log.h"

#include "base/banned.h"
#include "base/mem.h"
#include "exchange/uid_map.h"

typedef struct Gather {
    Transaction *tx;
    Arena *arena;
    Id workspace_id;
    const FlowFilter *filter;
    bool all; /* no filter: deleted items count, too */
    UidMap place_of;
    UidMap assigned; /* items of the person */
    struct {
        VEC(FlowMove);
    } moves;
    struct {
        VEC(Id);
    } ids;
    struct {
        VEC(int32_t);
    } sizes;
    bool by_effort;
} Gather;

static bool has_label(const Item *item, Str label) {
    const Str *labels = item->labels.at;
    for (int i = 0; i < item->labels.count; i++)
        if (str_equal(labels[i], label)) return true;
    return label.len == 0;
}

static bool fits(const Gather *gather, const Item *item) {
    const FlowFilter *filter = gather->filter;
    if (item->kind.n == ITEM_GOAL || item->kind.n == ITEM_INITIATIVE) return false;
    if (filter->product_id.n && !id_equal(item->product_id, filter->product_id)) return false;
    if (filter->project_id.n && !id_equal(item->project_id, filter->project_id)) return false;
    if (filter->release_id.n && !id_equal(item->release_id, filter->release_id)) return false;
    if (filter->kind.n >= 0 && item->kind.n != filter->kind.n) return false;
    if (filter->person_id.n && uid_map_find(&gather->assigned, item->row.id.n) < 0) return false;
    return has_label(item, filter->label);
}

static bool add_item(Gather *gather, Id id, int32_t size, Error *err) {
    Id *slot = vec_push(gather->arena, &gather->ids);
    int32_t *size_slot = vec_push(gather->arena, &gather->sizes);
    if (!slot || !size_slot) return error_no_memory(err);
    *slot = id;
    *size_slot = size;
    uid_map_add(gather->arena, &gather->place_of, id.n, gather->ids.count - 1);
    return true;
}

static bool take_item(void *context, const void *record, Error *err) {
    Gather *gather = context;
    const Item *item = record;
    bool sized = gather->by_effort && item->effort_minutes != INT_NULL && item->effort_minutes < INT32_MAX;
    int32_t size = sized ? (int32_t)item->effort_minutes : !gather->by_effort;
    return !fits(gather, item) || add_item(gather, item->row.id, size, err);
}

static bool gather_assigned(Gather *gather, Error *err) {
    List resources, assignments;
    UidMap of_person = {0};
    if (!gather->filter->person_id.n) return true;
    if (!row_all(gather->tx, &resource_resource, gather->workspace_id, &resources, err) ||
        !row_all(gather->tx, &assignment_resource, gather->workspace_id, &assignments, err))
        return false;
    const PlanResource *resource = resources.at;
    for (int i = 0; i < resources.count; i++)
        if (id_equal(resource[i].person_id, gather->filter->person_id))
            uid_map_add(gather->arena, &of_person, resource[i].row.id.n, i);
    const ItemAssignment *one = assignments.at;
    for (int i = 0; i < assignments.count; i++)
        if (uid_map_find(&of_person, one[i].resource_id.n) >= 0)
            uid_map_add(gather->arena, &gather->assigned, one[i].item_id.n, i);
    return true;
}

static int32_t flow_state(Str state) {
    for (int i = 0; item_state_names[i]; i++)
        if (str_is(state, item_state_names[i])) return i + FLOW_NEW;
    return FLOW_ABSENT;
}

static bool take_state(void *context, const StateEvent *state, Error *err) {
    Gather *gather = context;
    int32_t place = uid_map_find(&gather->place_of, state->item_id.n);
    if (place < 0 && gather->all) {
        if (!add_item(gather, state->item_id, !gather->by_effort, err)) return false;
        place = gather->ids.count - 1;
    }
    if (place < 0) return true;
    FlowMove *move = vec_push(gather->arena, &gather->moves);
    if (!move) return error_no_memory(err);
    *move = (FlowMove){place, flow_state(state->state), (Minute)(state->at.ms / 60000)};
    return true;
}

bool flow_history(Transaction *tx, Id workspace_id, const FlowFilter *filter, int days, bool by_effort,
                  Time now, FlowHistory *ret, Error *err) {
    Gather gather = {.tx = tx,
                     .arena = tx->arena,
                     .workspace_id = workspace_id,
                     .filter = filter,
                     .all = !filter->product_id.n && !filter->project_id.n && !filter->release_id.n &&
                            !filter->person_id.n && filter->kind.n < 0 && !filter->label.len,
                     .by_effort = by_effort};
    if (!gather_assigned(&gather, err)) return false;
    if (!row_each(tx, &item_resource, workspace_id, take_item, &gather, err)) return false;
    if (!event_item_states(tx, workspace_id, take_state, &gather, err)) return false;
    Minute minute = (Minute)(now.ms / 60000);
    *ret = (FlowHistory){.log = {.moves = gather.moves.at,
                                 .move_count = gather.moves.count,
                                 .sizes = gather.sizes.at,
                                 .item_count = gather.ids.count,
                                 .first_day = minute / MINUTES_PER_DAY - days + 1,
                                 .last_day = minute / MINUTES_PER_DAY,
                                 .now = minute},
                         .item_ids = gather.ids.at};
    /* Before anything was there, nothing could be finished: such days would tell of a slow team. */
    int32_t begun = gather.moves.count ? gather.moves.at[0].at / MINUTES_PER_DAY : ret->log.last_day;
    if (ret->log.first_day < begun && begun <= ret->log.last_day) ret->log.first_day = begun;
    return !tx->arena->full || error_no_memory(err);
}

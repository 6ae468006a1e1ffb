/* Exceptions and promises after a change. See watch.h. */
#include "change/agree/watch.h"

#include "base/banned.h"
#include "change/agree/exception.h"
#include "change/agree/promise.h"

bool watch_concerned(Transaction *tx, Id workspace_id, int64_t since_seq, bool *ret, Error *err) {
    List names;
    if (!event_resources_since(tx, workspace_id, since_seq, &names, err)) return false;
    const Str *name = names.at;
    *ret = false;
    for (int i = 0; i < names.count; i++) {
        const Resource *resource = resource_named(name[i]);
        *ret |= plan_depends_on(resource) || resource == &tolerance_resource ||
                resource == &baseline_resource || resource == &promise_resource;
    }
    return true;
}

bool watch_update(Transaction *tx, Id workspace_id, int64_t since_seq, int *ret_count, Error *err) {
    LivePlan plan = {0};
    int exceptions, promises;
    if (!exceptions_update(tx, workspace_id, &plan, since_seq, &exceptions, err) ||
        !promises_update(tx, workspace_id, &plan, &promises, err))
        return false;
    *ret_count = exceptions + promises;
    return true;
}

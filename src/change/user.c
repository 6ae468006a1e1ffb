/* Loading who acts. See user.h. */
#include "change/user.h"

#include "base/banned.h"

bool memberships_widen(Transaction *tx, Id workspace_id, List *memberships, Error *err) {
    List products, projects;
    const Membership *m = memberships->at;
    bool wide = false;
    for (int i = 0; i < memberships->count; i++) wide |= m[i].product_line_id.n || m[i].program_id.n;
    if (!wide) return true;
    return row_all(tx, &product_resource, workspace_id, &products, err) &&
           row_all(tx, &project_resource, workspace_id, &projects, err) &&
           (access_widen(tx->arena, memberships, &products, &projects) || error_no_memory(err));
}

bool user_load(Transaction *tx, const Person *person, User *ret, Error *err) {
    Workspace workspace;
    Id workspace_id = person->row.workspace_id;
    User user = {
        .person_id = person->row.id, .workspace_id = workspace_id, .administrator = person->administrator};
    if (!person_memberships(tx, person->row.id, &user.memberships, err) ||
        !memberships_widen(tx, workspace_id, &user.memberships, err) ||
        !row_load(tx, &workspace_resource, workspace_id, workspace_id, &workspace, err))
        return false;
    user.custody_moves = workspace.custody_moves;
    *ret = user;
    return true;
}

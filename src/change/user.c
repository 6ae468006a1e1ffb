/* Loading who acts. See user.h. */
#include "change/user.h"

#include "base/banned.h"

bool user_load(Transaction *tx, const Person *person, User *ret, Error *err) {
    Workspace workspace;
    Id workspace_id = person->row.workspace_id;
    User user = {
        .person_id = person->row.id, .workspace_id = workspace_id, .administrator = person->administrator};
    if (!person_memberships(tx, person->row.id, &user.memberships, err) ||
        !row_load(tx, &workspace_resource, workspace_id, workspace_id, &workspace, err))
        return false;
    user.custody_moves = workspace.custody_moves;
    *ret = user;
    return true;
}

/* Forgetting a person's own data. See store.h; what is changed with its events is in change/person.c. */
#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"

/* A table with rows of a person's own has its line here: a test goes through all of them. */
static const char *const statements[] = {
    "person_forget_sessions",      "person_forget_second_factor", "person_forget_recovery_codes",
    "person_forget_account_links", "person_forget_outbox",        "person_forget_tokens",
    "person_forget_passkeys",      "person_forget_notices",       "person_forget_answers",
};

bool person_forget(Transaction *tx, const Person *person, Error *err) {
    for (int i = 0; i < COUNT_OF(statements); i++) {
        CLEANUP(sql_end) Sql sql = {0};
        if (!sql_begin(tx, statements[i], &sql, err)) return false;
        sql_bind_id(&sql, ":id", person->row.id);
        sql_bind_text(&sql, ":email", person->email);
        if (!sql_run(&sql, err)) return false;
    }
    return true;
}

bool person_forget_resources(Transaction *tx, Id person_id, Str name, List *ret, Error *err) {
    CLEANUP(sql_end) Sql list = {0};
    CLEANUP(sql_end) Sql forget = {0};
    if (!sql_begin(tx, "resource_deleted_of_person", &list, err)) return false;
    sql_bind_id(&list, ":person_id", person_id);
    if (!sql_list(&list, ret, err) || !sql_begin(tx, "resource_forget", &forget, err)) return false;
    sql_bind_id(&forget, ":person_id", person_id);
    sql_bind_text(&forget, ":name", name);
    return sql_run(&forget, err);
}

bool person_mentions(Transaction *tx, const Person *person, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "event_mentions", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", person->row.workspace_id);
    sql_bind_text(&sql, ":name", person->name);
    sql_bind_text(&sql, ":email", person->email);
    return sql_only_int(&sql, "count", ret, err);
}

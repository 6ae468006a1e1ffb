/* The chain of hashes over the history: whatever is done to it behind Trivet's back is found. */
#include "store/audit.h"

#include "store/inside.h"
#include "store_world.h"

static AuditReport verified(World *world, const AuditHead *expected) {
    AuditReport report = {0};
    READING(tx, *world);
    MUST(audit_verify(&tx, expected, &report, err));
    return report;
}

/* What an attacker with access to the file does. */
static void tamper(World *world, const char *text) {
    place_script(&world->place, text);
}

TEST(an_untouched_history_holds) {
    WORLD(world);
    AuditReport report = verified(&world, NULL);
    CHECK_INT(report.broken_seq, 0);
    CHECK_INT(report.erased, 0);
    CHECK_INT(report.head.seq, report.events);
    CHECK(report.events >= 15);
    READING(tx, world);
    AuditHead head;
    MUST(audit_head(&tx, &head, err));
    CHECK_STR(str_of(head.hash), str_of(report.head.hash));
}

TEST(a_writer_who_fails_leaves_the_chain_whole) {
    WORLD(world);
    WorkCalendar calendar;
    world_record(&world, &calendar_resource, &calendar);
    {
        WRITING(tx, world);
        MUST(row_insert(&tx, &calendar_resource, &calendar, err));
    }
    world_insert(&world, &calendar_resource, &calendar);
    CHECK_INT(verified(&world, NULL).broken_seq, 0);
}

/* Each of them at event 5, in a world of its own. */
static const struct {
    const char *what, *text;
} tamperings[] = {
    {"text changed", "UPDATE events SET changes = replace(changes, '\"', '''') WHERE seq = 5"},
    {"author changed", "UPDATE events SET person_id = 77 WHERE seq = 5"},
    {"time changed", "UPDATE events SET at = at + 1 WHERE seq = 5"},
    {"workspace changed", "UPDATE events SET workspace_id = workspace_id + 1 WHERE seq = 5"},
    {"subject changed", "UPDATE events SET subject_id = subject_id + 1 WHERE seq = 5"},
    {"resource changed", "UPDATE events SET resource = 'workspace' WHERE seq = 5"},
    {"action changed", "UPDATE events SET action = 'deleted' WHERE seq = 5"},
    {"revision changed", "UPDATE events SET revision = revision + 1 WHERE seq = 5"},
    {"decision changed", "UPDATE events SET proposal_id = 3 WHERE seq = 5"},
    {"salt changed", "UPDATE events SET salt = 'ff' || substr(salt, 3) WHERE seq = 5"},
    {"hash changed", "UPDATE events SET hash = replace(hash, '0', '1') WHERE seq = 5"},
    {"deleted", "DELETE FROM events WHERE seq = 5"},
    {"deleted and closed up", "DELETE FROM events WHERE seq = 5;"
                              "UPDATE events SET seq = -(seq - 1) WHERE seq > 5;"
                              "UPDATE events SET seq = -seq WHERE seq < 0"},
    {"inserted",
     "UPDATE events SET seq = -(seq + 1) WHERE seq >= 5;"
     "UPDATE events SET seq = -seq WHERE seq < 0;"
     "INSERT INTO events SELECT 5, workspace_id, at, person_id, resource, action, subject_id, "
     "revision, changes, proposal_id, decision_id, owner_id, salt, digest, hash FROM events WHERE seq = 4"},
    {"reordered", "UPDATE events SET seq = -5 WHERE seq = 5;"
                  "UPDATE events SET seq = 5 WHERE seq = 6;"
                  "UPDATE events SET seq = 6 WHERE seq = -5"},
    {"emptied as if erased", "UPDATE events SET changes = '[]', salt = NULL, digest = hash WHERE seq = 5"},
};

TEST(whatever_is_changed_deleted_inserted_or_reordered_is_named) {
    for (size_t i = 0; i < sizeof tamperings / sizeof tamperings[0]; i++) {
        WORLD(world);
        tamper(&world, tamperings[i].text);
        AuditReport report = verified(&world, NULL);
        if (report.broken_seq != 5)
            test_fail(__FILE__, __LINE__, "%s: found at %d", tamperings[i].what, (int)report.broken_seq);
        CHECK(report.why);
    }
}

TEST(an_end_that_was_cut_off_is_found_by_who_knows_it) {
    WORLD(world);
    AuditHead known = verified(&world, NULL).head;
    CHECK_INT(verified(&world, &known).broken_seq, 0);
    tamper(&world, "DELETE FROM events WHERE seq = (SELECT MAX(seq) FROM events)");
    CHECK_INT(verified(&world, NULL).broken_seq, 0);
    CHECK_INT(verified(&world, &known).broken_seq, known.seq);
    WorkCalendar calendar; /* another event in its place */
    world_insert(&world, &calendar_resource, &calendar);
    CHECK_INT(verified(&world, NULL).broken_seq, 0);
    CHECK_INT(verified(&world, &known).broken_seq, known.seq);
}

static bool file_holds(World *world, Str text) {
    if (place_server()) return false;
    char path[128];
    static char content[16 * MIB];
    snprintf(path, sizeof path, "%s/trivet.db", world->place.folder);
    FILE *file = fopen(path, "rb");
    CHECK(file);
    size_t len = fread(content, 1, sizeof content, file), at;
    fclose(file);
    CHECK(len < sizeof content);
    return str_find((Str){content, len}, text, &at);
}

/* Person with a name that is nowhere else. */
static Person insert_named(World *world, const char *name) {
    Person person;
    world_record(world, &person_resource, &person);
    person.name = str_of(name);
    WRITING(tx, *world);
    MUST(row_insert(&tx, &person_resource, &person, err));
    MUST(store_commit(&tx, err));
    return person;
}

static int64_t erase(World *world, Person *person) {
    int64_t events = 0;
    Person before = *person;
    WRITING(tx, *world);
    person->name = STR("Nobody");
    MUST(row_update(&tx, &person_resource, &before, person, err));
    MUST(audit_erase(&tx, person->row.id, &events, err));
    MUST(event_erased(&tx, &person_resource, &person->row, person, err));
    MUST(store_commit(&tx, err));
    return events;
}

TEST(an_erased_text_is_gone_and_the_chain_holds) {
    WORLD(world);
    Person person = insert_named(&world, "Wilhelmina Unmistakable");
    AuditHead before = verified(&world, NULL).head;
    CHECK_INT(erase(&world, &person), 2);
    AuditReport report = verified(&world, &before);
    CHECK_INT(report.broken_seq, 0);
    CHECK_INT(report.erased, 2);
    CHECK_INT(erase(&world, &person), 1); /* again: the event that told of the first time, too */
    CHECK_INT(verified(&world, &before).broken_seq, 0);
    store_close(world.store);
    world.store = NULL;
    CHECK(!file_holds(&world, STR("Wilhelmina")));
}

TEST(erasing_cannot_be_used_to_put_something_else_in) {
    WORLD(world);
    Person person = insert_named(&world, "Wilhelmina Unmistakable");
    int64_t seq = verified(&world, NULL).head.seq;
    erase(&world, &person);
    tamper(&world,
           "UPDATE events SET changes = '[{\"field\":\"name\",\"to\":\"Other\"}]' WHERE salt IS NULL");
    CHECK_INT(verified(&world, NULL).broken_seq, seq);
}

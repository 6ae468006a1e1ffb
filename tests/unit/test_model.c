/* Custody, rules of one row, ranks. */
#include "base/cleanup.h"
#include "base/mem.h"
#include "model/access.h"
#include "model/rank.h"
#include "model/rules.h"
#include "test.h"

static const Id here = {7}, product_a = {11}, product_b = {12}, project_a = {21}, project_b = {22};

static User user_with(Membership *membership, Role role, Id product_id, Id project_id) {
    *membership = (Membership){.role = {(int)role}, .product_id = product_id, .project_id = project_id};
    return (User){.person_id = {1}, .workspace_id = here, .memberships = {membership, 1}};
}

static bool holds(const User *user, Scope scope, Custody custody) {
    return access_custody(user, scope) & CUSTODY_BIT(custody);
}

TEST(a_role_without_place_holds_in_the_whole_workspace) {
    Membership m;
    User paula = user_with(&m, ROLE_PRODUCT_MANAGER, ID_NONE, ID_NONE);
    Scope anywhere = {product_b, project_a};
    CHECK(holds(&paula, anywhere, CUSTODY_PRODUCT) && holds(&paula, anywhere, CUSTODY_SHARED));
    CHECK(!holds(&paula, anywhere, CUSTODY_PROJECT) && !holds(&paula, anywhere, CUSTODY_ADMIN));
}

TEST(a_role_in_one_product_does_not_reach_into_another) {
    Membership m;
    User paula = user_with(&m, ROLE_PRODUCT_OWNER, product_a, ID_NONE);
    CHECK(holds(&paula, (Scope){product_a, project_a}, CUSTODY_PRODUCT));
    CHECK(!holds(&paula, (Scope){product_b, project_a}, CUSTODY_PRODUCT));
    CHECK(!holds(&paula, (Scope){product_b, project_a}, CUSTODY_SHARED));
    CHECK(holds(&paula, (Scope){ID_NONE, project_a}, CUSTODY_PRODUCT)); /* belongs to no product */
}

TEST(a_role_in_one_project_does_not_reach_into_another) {
    Membership m;
    User jonas = user_with(&m, ROLE_PROJECT_MANAGER, ID_NONE, project_a);
    CHECK(holds(&jonas, (Scope){product_a, project_a}, CUSTODY_PROJECT));
    CHECK(!holds(&jonas, (Scope){product_a, project_b}, CUSTODY_PROJECT));
    CHECK(!holds(&jonas, (Scope){product_a, project_a}, CUSTODY_PRODUCT));
    CHECK(holds(&jonas, (Scope){0}, CUSTODY_PROJECT));
}

TEST(a_role_in_a_product_line_or_a_program_holds_in_all_below_and_nowhere_else) {
    static const Id line = {31}, program = {41};
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Product products[] = {{.row.id = product_a, .product_line_id = line}, {.row.id = product_b}};
    Project projects[] = {{.row.id = project_a}, {.row.id = project_b, .program_id = program}};
    Membership held[] = {{.role = {ROLE_PRODUCT_OWNER}, .product_line_id = line},
                         {.role = {ROLE_PROGRAM_MANAGER}, .program_id = program}};
    User lena = {.person_id = {1}, .workspace_id = here, .memberships = {held, 2}};
    List of_products = {products, 2}, of_projects = {projects, 2};
    CHECK(access_widen(&arena, &lena.memberships, &of_products, &of_projects));
    CHECK_INT(lena.memberships.count, 4);
    CHECK(holds(&lena, (Scope){product_a, project_a}, CUSTODY_PRODUCT));
    CHECK(!holds(&lena, (Scope){product_b, project_a}, CUSTODY_PRODUCT));
    CHECK(holds(&lena, (Scope){product_b, project_b}, CUSTODY_PROJECT));
    CHECK(!holds(&lena, (Scope){product_b, project_a}, CUSTODY_PROJECT));
    CHECK(holds(&lena, (Scope){product_b, project_b, LEVEL_PROJECT}, CUSTODY_ABOVE));
    CHECK(!holds(&lena, (Scope){product_b, project_a, LEVEL_PROJECT}, CUSTODY_ABOVE));
    CHECK(holds(&lena, (Scope){.product_line_id = line}, CUSTODY_PRODUCT));
    CHECK(!holds(&lena, (Scope){.product_line_id = {32}}, CUSTODY_PRODUCT));
    CHECK(holds(&lena, (Scope){.program_id = program}, CUSTODY_PROJECT));
    CHECK(!holds(&lena, (Scope){.program_id = {42}}, CUSTODY_PROJECT));
}

TEST(sponsors_and_stakeholders_write_nothing_and_members_the_shared) {
    static const Role readers[] = {ROLE_SPONSOR, ROLE_STAKEHOLDER};
    Membership m;
    for (int i = 0; i < COUNT_OF(readers); i++) {
        User reader = user_with(&m, readers[i], ID_NONE, ID_NONE);
        CHECK(!holds(&reader, (Scope){0}, CUSTODY_SHARED) && !holds(&reader, (Scope){0}, CUSTODY_PRODUCT) &&
              !holds(&reader, (Scope){0}, CUSTODY_PROJECT) && !holds(&reader, (Scope){0}, CUSTODY_ADMIN));
    }
    User member = user_with(&m, ROLE_MEMBER, ID_NONE, ID_NONE);
    CHECK_INT(access_custody(&member, (Scope){product_a, project_a}),
              CUSTODY_BIT(CUSTODY_SHARED) | CUSTODY_BIT(CUSTODY_OWN));
}

TEST(tolerances_are_set_by_the_level_above) {
    /* Of workspace, project, release and work package. */
    static const struct {
        Role role;
        bool sets[4];
    } roles[] = {{ROLE_SPONSOR, {true, true, true, true}},
                 {ROLE_PMO, {false, true, true, true}},
                 {ROLE_PROGRAM_MANAGER, {false, true, true, true}},
                 {ROLE_PROJECT_MANAGER, {false, false, false, true}},
                 {ROLE_PRODUCT_MANAGER, {false, false, false, false}},
                 {ROLE_STAKEHOLDER, {false, false, false, false}}};
    Membership m;
    for (int i = 0; i < COUNT_OF(roles); i++)
        for (int level = 0; level < 4; level++) {
            User user = user_with(&m, roles[i].role, ID_NONE, project_a);
            CHECK(holds(&user, (Scope){product_a, project_a, (Level)level}, CUSTODY_ABOVE) ==
                  roles[i].sets[level]);
            CHECK(!holds(&user, (Scope){product_a, project_b, (Level)level}, CUSTODY_ABOVE));
        }
}

TEST(another_workspace_is_not_there_and_strangers_have_to_sign_in) {
    Error err = {0};
    User user = {.person_id = {1}, .workspace_id = here};
    CHECK(allow(&user, RIGHT_READ, here, &err));
    CHECK(!allow(&user, RIGHT_READ, (Id){8}, &err) && err.kind == ERROR_NOT_FOUND);
    CHECK(!allow(NULL, RIGHT_READ, here, &err) && err.kind == ERROR_UNAUTHENTICATED);
    CHECK(!allow(&user, RIGHT_ADMIN, here, &err) && err.kind == ERROR_FORBIDDEN);
    CHECK(allow(NULL, RIGHT_NONE, ID_NONE, &err));
}

TEST(ranks_counted_on_stay_in_order_and_short) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    Str last = STR_NULL;
    for (int i = 0; i < 200000; i++) {
        Str next = rank_after(&arena, last);
        CHECK(rank_valid(next) && next.len <= 6);
        CHECK(!last.at || str_compare(last, next) < 0);
        last = next;
    }
    CHECK(str_compare(STR("zz"), rank_after(&arena, STR("zz"))) < 0);
    CHECK(str_compare(STR("c0015x"), rank_after(&arena, STR("c0015x"))) < 0);
    static const Str strange[] = {STR("z"), STR("a9"), STR("9"), STR("zz"), STR("bzz")};
    for (int i = 0; i < COUNT_OF(strange); i++) {
        last = strange[i];
        for (int k = 0; k < 1000; k++) {
            Str next = rank_after(&arena, last);
            CHECK(rank_valid(next) && next.len < 30 && str_compare(last, next) < 0);
            last = next;
        }
    }
    CHECK(!rank_valid(STR("a0")) && !rank_valid(STR("")) && !rank_valid(STR("A1")));
}

static bool item_fails(const char *field, void (*spoil)(Item *)) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Error err = {0};
    Item item;
    record_init(&item_resource, &item);
    if (!rules_check(&item_resource, &arena, &item, &err)) return false;
    spoil(&item);
    return !rules_check(&item_resource, &arena, &item, &err) && str_is(str_of(err.field), field);
}

static void constraint_without_date(Item *item) {
    item->constraint_kind.n = 4;
}

static void finish_without_start(Item *item) {
    item->actual_finish_at.n = 100;
}

static void finish_before_start(Item *item) {
    item->actual_start_at.n = 200;
    item->actual_finish_at.n = 100;
}

static void rank_in_capitals(Item *item) {
    item->rank = STR("AB");
}

TEST(an_item_whose_fields_contradict_each_other_is_refused) {
    CHECK(item_fails("constraint_at", constraint_without_date));
    CHECK(item_fails("actual_start_at", finish_without_start));
    CHECK(item_fails("actual_finish_at", finish_before_start));
    CHECK(item_fails("rank", rank_in_capitals));
}

static bool calendar_fails(WorkCalendar calendar, const char *field) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Error err = {0};
    return !rules_check(&calendar_resource, &arena, &calendar, &err) && str_is(str_of(err.field), field);
}

TEST(a_calendar_needs_sorted_spans_and_some_working_time) {
    CalendarSpan good[] = {{480, 720}, {780, 1020}}, overlapping[] = {{480, 720}, {700, 1020}},
                 backwards[] = {{720, 480}};
    CalendarWeekday monday = {0, {good, 2}}, bad = {0, {overlapping, 2}}, worse = {0, {backwards, 1}},
                    twice[] = {monday, monday};
    CalendarDayOff ends_before = {STR("x"), {10}, {9}, {0}};
    CHECK(calendar_fails((WorkCalendar){0}, "week"));
    CHECK(calendar_fails((WorkCalendar){.week = {&bad, 1}}, "week"));
    CHECK(calendar_fails((WorkCalendar){.week = {&worse, 1}}, "week"));
    CHECK(calendar_fails((WorkCalendar){.week = {twice, 2}}, "week"));
    CHECK(
        calendar_fails((WorkCalendar){.week = {&monday, 1}, .exceptions = {&ends_before, 1}}, "exceptions"));
    CHECK(!calendar_fails((WorkCalendar){.week = {&monday, 1}}, "week"));
}

TEST(an_email_is_lowered_and_has_to_look_like_one) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Error err;
    Person person = {.email = STR("Ada@Example.ORG")};
    CHECK(rules_check(&person_resource, &arena, &person, &err));
    CHECK_STR(person.email, STR("ada@example.org"));
    static const char *const wrong[] = {"ada", "@x", "ada@", "a da@x"};
    for (int i = 0; i < COUNT_OF(wrong); i++) {
        person.email = str_of(wrong[i]);
        CHECK(!rules_check(&person_resource, &arena, &person, &err));
    }
}

TEST(in_each_row_of_a_raci_exactly_one_is_accountable) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    RaciMark marks[] = {{{1}, {RACI_RESPONSIBLE}}, {{1}, {RACI_ACCOUNTABLE}}, {{2}, {RACI_ACCOUNTABLE}}};
    RaciRow row = {STR("Estimates"), {marks, 2}};
    Project project;
    Error err = {0};
    record_init(&project_resource, &project);
    project.raci = (List){&row, 1};
    CHECK(rules_check(&project_resource, &arena, &project, &err));
    row.marks.count = 1;
    CHECK(!rules_check(&project_resource, &arena, &project, &err));
    CHECK_STR(str_of(err.field), STR("raci[0].marks"));
    row.marks.count = 3;
    CHECK(!rules_check(&project_resource, &arena, &project, &err));
}

TEST(a_moved_field_is_written_by_its_new_custodian_and_some_fields_stay) {
    CustodyMove move = {STR("item"), STR("deadline_at"), {CUSTODY_PRODUCT}};
    Membership m;
    User paula = user_with(&m, ROLE_PRODUCT_MANAGER, ID_NONE, ID_NONE);
    const Field *deadline = field_find(&item_resource, STR("deadline_at"));
    FieldSet set = field_bit(&item_resource, deadline);
    CustodySet custody = access_custody(&paula, (Scope){product_a, project_a});
    CHECK(access_foreign(&paula, &item_resource, set, custody) == set);
    paula.custody_moves = (List){&move, 1};
    CHECK(access_foreign(&paula, &item_resource, set, custody) == 0);
    CHECK(access_movable(&item_resource, deadline));
    static const char *const fixed[] = {"value", "rank", "duration_minutes",
                                        "title", "id",   "acceptance_criteria"};
    for (int i = 0; i < COUNT_OF(fixed); i++)
        CHECK(!access_movable(&item_resource, field_find(&item_resource, str_of(fixed[i]))));
}

/* Task types: the table of what follows, and effort driven tasks, against figures reckoned by hand as MS
 * Project has them. A day is 480 minutes. */
#include "model/task_type.h"
#include "test.h"

enum { DAY = 480 };

typedef struct Want {
    int64_t duration, units, work;
} Want;

/* One person, full time, two days: 960 minutes of work of his own. */
#define ONE(variable, kind, own)                                                                             \
    TaskShare share_##variable[] = {{100, own, 100, true}};                                                  \
    TaskWork variable = {kind, false, 2 * DAY, INT_NULL, share_##variable, 1}

static void check(const TaskWork *work, Want want) {
    CHECK_INT(work->duration_minutes, want.duration);
    CHECK_INT(work->shares[0].units_percent, want.units);
    CHECK_INT(work->shares[0].work_minutes, want.work);
}

static const Want after_duration[] = {
    {4 * DAY, 100, 4 * DAY}, {4 * DAY, 100, 4 * DAY}, {4 * DAY, 50, 2 * DAY}};
static const Want after_units[] = {{4 * DAY, 50, 2 * DAY}, {2 * DAY, 50, DAY}, {4 * DAY, 50, 2 * DAY}};
static const Want after_work[] = {{DAY, 100, DAY}, {2 * DAY, 50, DAY}, {DAY, 100, DAY}};

TEST(of_three_quantities_the_third_follows) {
    for (int type = TYPE_FIXED_UNITS; type <= TYPE_FIXED_WORK; type++) {
        ONE(a, (TaskType)type, 2 * DAY);
        ONE(b, (TaskType)type, 2 * DAY);
        ONE(c, (TaskType)type, 2 * DAY);
        task_set_duration(&a, 4 * DAY);
        task_set_units(&b, 0, 50);
        task_set_work(&c, 0, DAY);
        check(&a, after_duration[type]);
        check(&b, after_units[type]);
        check(&c, after_work[type]);
    }
}

/* Without work of his own: units times the duration follow by themselves and are not written. */
TEST(work_that_nobody_wrote_is_written_only_to_stay) {
    static const Want duration[] = {
        {4 * DAY, 100, INT_NULL}, {4 * DAY, 100, INT_NULL}, {4 * DAY, 50, 2 * DAY}};
    static const Want units[] = {{4 * DAY, 50, 2 * DAY}, {2 * DAY, 50, INT_NULL}, {4 * DAY, 50, 2 * DAY}};
    for (int type = TYPE_FIXED_UNITS; type <= TYPE_FIXED_WORK; type++) {
        ONE(a, (TaskType)type, INT_NULL);
        ONE(b, (TaskType)type, INT_NULL);
        ONE(c, (TaskType)type, INT_NULL);
        task_set_duration(&a, 4 * DAY);
        task_set_units(&b, 0, 50);
        task_set_work(&c, 0, DAY);
        check(&a, duration[type]);
        check(&b, units[type]);
        check(&c, after_work[type]);
    }
}

/* One person full time, another joins at half the time, both without work of their own. */
static TaskWork two(TaskShare *shares, TaskType type, bool effort_driven) {
    shares[0] = (TaskShare){100, INT_NULL, 100, true};
    shares[1] = (TaskShare){50, INT_NULL, 100, false};
    return (TaskWork){type, effort_driven, 3 * DAY, INT_NULL, shares, 2};
}

TEST(who_joins_an_effort_driven_task_shares_its_work) {
    static const Want first[] = {{2 * DAY, 100, 2 * DAY}, {3 * DAY, 67, 2 * DAY}, {2 * DAY, 100, 2 * DAY}};
    for (int type = TYPE_FIXED_UNITS; type <= TYPE_FIXED_WORK; type++) {
        TaskShare shares[2];
        TaskWork work = two(shares, (TaskType)type, true);
        task_join(&work, 1);
        check(&work, first[type]);
        CHECK_INT(shares[1].work_minutes, DAY);
        CHECK_INT(shares[1].units_percent, type == TYPE_FIXED_DURATION ? 33 : 50);
        task_leave(&work, 1);
        CHECK_INT(work.duration_minutes, 3 * DAY);
        CHECK_INT(shares[0].work_minutes, 3 * DAY);
        CHECK_INT(shares[0].units_percent, 100);
    }
}

TEST(who_joins_another_task_brings_his_own_work) {
    for (int type = TYPE_FIXED_UNITS; type <= TYPE_FIXED_DURATION; type++) {
        TaskShare shares[2];
        TaskWork work = two(shares, (TaskType)type, false);
        task_join(&work, 1);
        check(&work, (Want){3 * DAY, 100, INT_NULL}); /* units times the duration say it */
        CHECK_INT(shares[1].work_minutes, INT_NULL);
        work.duration_minutes = INT_NULL;
        shares[0].work_minutes = 2 * DAY;
        shares[1].counts = false;
        task_join(&work, 1); /* nothing says it: two days at half the time */
        CHECK_INT(shares[1].work_minutes, DAY);
    }
    TaskShare shares[2];
    TaskWork fixed = two(shares, TYPE_FIXED_WORK, false);
    task_join(&fixed, 1); /* fixed work is always effort driven */
    check(&fixed, (Want){2 * DAY, 100, 2 * DAY});
}

TEST(when_the_longest_leaves_the_task_gets_shorter) {
    TaskShare shares[] = {{100, 2 * DAY, 100, true}, {100, 5 * DAY, 100, true}};
    TaskWork work = {TYPE_FIXED_UNITS, false, 5 * DAY, INT_NULL, shares, 2};
    task_leave(&work, 1);
    check(&work, (Want){2 * DAY, 100, 2 * DAY});
}

TEST(the_effort_of_a_task_is_edited_like_its_work) {
    for (int type = TYPE_FIXED_UNITS; type <= TYPE_FIXED_WORK; type++) {
        TaskShare shares[] = {{100, INT_NULL, 100, true}, {100, INT_NULL, 100, true}};
        TaskWork work = {(TaskType)type, true, INT_NULL, 4 * DAY, shares, 2}; /* two days for two */
        task_set_duration(&work, 4 * DAY);
        CHECK_INT(work.effort_minutes, type == TYPE_FIXED_WORK ? 4 * DAY : 8 * DAY);
        CHECK_INT(shares[0].units_percent, type == TYPE_FIXED_WORK ? 50 : 100);
        work.effort_minutes = 4 * DAY;
        shares[0].units_percent = shares[1].units_percent = 100;
        task_set_effort(&work, 2 * DAY);
        CHECK_INT(shares[1].units_percent, type == TYPE_FIXED_DURATION ? 50 : 100);
        CHECK_INT(shares[1].work_minutes, INT_NULL);
    }
}

TEST(work_of_his_own_takes_the_effort_apart) {
    TaskShare shares[] = {{100, INT_NULL, 100, true}, {50, INT_NULL, 100, true}};
    TaskWork work = {TYPE_FIXED_UNITS, false, INT_NULL, 3 * DAY, shares, 2};
    task_set_work(&work, 0, 4 * DAY);
    CHECK_INT(shares[0].work_minutes, 4 * DAY);
    CHECK_INT(shares[1].work_minutes, DAY);
    CHECK_INT(work.duration_minutes, INT_NULL);
}

TEST(a_contour_makes_the_same_work_last_longer) {
    TaskShare shares[] = {{100, DAY, 50, true}};
    TaskWork work = {TYPE_FIXED_UNITS, false, 2 * DAY, INT_NULL, shares, 1};
    task_set_work(&work, 0, 2 * DAY);
    check(&work, (Want){4 * DAY, 100, 2 * DAY});
}

TEST(material_and_nothing_to_divide_change_nothing) {
    TaskShare shares[] = {{3, INT_NULL, 100, false}};
    TaskWork work = {TYPE_FIXED_WORK, true, 2 * DAY, INT_NULL, shares, 1};
    task_set_units(&work, 0, 5);
    task_set_duration(&work, 4 * DAY);
    check(&work, (Want){4 * DAY, 5, INT_NULL});
    task_set_duration(&work, INT_NULL);
    CHECK_INT(work.duration_minutes, INT_NULL);
}

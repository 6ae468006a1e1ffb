/* MSPDI in: resources, their work and its shape. */
#include "base/banned.h"
#include "mspdi_text.h"

#define PEOPLE(resources, assignments)                                                                       \
    "<Tasks>" TASK(                                                                                          \
        "1", "<Duration>PT80H0M0S</Duration><Work>PT80H0M0S</Work>") "</Tasks><Resources>" resources         \
                                                                     "</Resources><Assignments>" assignments \
                                                                     "</Assignments>"
#define ANA                                                                                                  \
    "<Resource><UID>3</UID><Name>Ana</Name><Type>1</Type><MaxUnits>0.5</MaxUnits><StandardRate>62.5</"       \
    "StandardRate><CostPerUse>1500</CostPerUse></Resource>"
#define ASSIGN(resource, more)                                                                               \
    "<Assignment><TaskUID>1</TaskUID><ResourceUID>" resource "</ResourceUID>" more "</Assignment>"

TEST(resources_and_their_work) {
    PLAN(r, PEOPLE("<Resource><UID>0</UID></Resource>" ANA,
                   ASSIGN("3", "<Units>0.5</Units><Work>PT40H0M0S</Work>")));
    const PlanResource *ana = r.file.resources.at;
    const ItemAssignment *work = r.file.assignments.at;
    CHECK_INT(r.file.resources.count, 1);
    CHECK_STR(ana->name, STR("Ana"));
    CHECK_INT(ana->units_percent, 50);
    CHECK_INT(ana->rate_cents_per_hour, 6250);
    CHECK_INT(ana->cost_per_use_cents, 1500);
    CHECK_INT(work->units_percent, 50);
    CHECK(work->work_minutes == INT_NULL); /* units times duration */
    CHECK(item_at(&r, 0)->effort_minutes == INT_NULL);
}

TEST(work_that_differs_from_the_duration_is_kept) {
    PLAN(r, PEOPLE(ANA, ASSIGN("3", "<Units>1</Units><Work>PT10H0M0S</Work>")));
    CHECK_INT(((const ItemAssignment *)r.file.assignments.at)->work_minutes, 600);
}

TEST(work_of_an_unknown_shape_becomes_even_and_keeps_the_duration) {
    PLAN(r, PEOPLE(ANA, ASSIGN("3", "<Units>1</Units><Work>PT60H0M0S</Work><WorkContour>8</WorkContour>")));
    const ItemAssignment *work = r.file.assignments.at;
    CHECK(work->work_minutes == INT_NULL);
    CHECK_INT(work->units_percent, 75);
    CHECK(has_note(r.file.dropped, "Assignment/WorkContour", "even work"));
}

TEST(a_usual_contour_is_kept) {
    PLAN(r, PEOPLE(ANA, ASSIGN("3", "<Units>1</Units><Work>PT48H0M0S</Work><WorkContour>2</WorkContour>")));
    const ItemAssignment *work = r.file.assignments.at;
    CHECK_INT(work->contour.n, CONTOUR_FRONT_LOADED);
    CHECK_INT(work->units_percent, 100);
    CHECK(work->work_minutes == INT_NULL); /* 60 percent of 80 hours */
}

#define PHASE(type, from, to, value)                                                                         \
    "<TimephasedData><Type>" type "</Type><Start>" from "</Start><Finish>" to "</Finish><Value>" value       \
    "</Value></TimephasedData>"

TEST(a_day_without_work_between_two_with_it_is_a_pause) {
    PLAN(r, PEOPLE("", ASSIGN("-65535",
                              PHASE("1", "2026-01-05T08:00:00", "2026-01-06T17:00:00", "PT16H0M0S")
                                  PHASE("1", "2026-01-06T17:00:00", "2026-01-07T17:00:00", "PT0H0M0S") PHASE(
                                      "1", "2026-01-08T08:00:00", "2026-01-10T08:00:00", "PT16H0M0S"))));
    const ItemSplit *splits = item_at(&r, 0)->splits.at;
    CHECK_INT(item_at(&r, 0)->splits.count, 1);
    CHECK_INT(splits->after_minutes, 960);
    CHECK_INT(splits->pause_minutes, 480);
}

TEST(a_weekend_between_two_days_of_work_is_none) {
    PLAN(r, PEOPLE("", ASSIGN("-65535",
                              PHASE("1", "2026-01-09T08:00:00", "2026-01-09T17:00:00", "PT8H0M0S")
                                  PHASE("1", "2026-01-09T17:00:00", "2026-01-12T08:00:00", "PT0H0M0S")
                                      PHASE("1", "2026-01-12T08:00:00", "2026-01-12T17:00:00", "PT8H0M0S"))));
    CHECK_INT(item_at(&r, 0)->splits.count, 0);
}

TEST(uneven_work_becomes_portions) {
    PLAN(r,
         PEOPLE(ANA, ASSIGN("3", "<WorkContour>8</WorkContour>" PHASE("2", "2026-01-05T08:00:00",
                                                                      "2026-01-05T17:00:00", "PT8H0M0S")
                                     PHASE("1", "2026-01-06T08:00:00", "2026-01-07T17:00:00", "PT4H0M0S"))));
    const ItemAssignment *work = r.file.assignments.at;
    const AssignmentPortion *portions = work->portions.at;
    CHECK_INT(work->contour.n, CONTOUR_CUSTOM);
    CHECK_INT(work->portions.count, 2);
    CHECK_INT(portions[1].minutes, 960);
    CHECK_INT(portions[1].work_minutes, 240);
}

TEST(what_else_ms_project_knows_of_a_task_and_an_assignment) {
    PLAN(r, "<Tasks>" TASK(
                "1",
                "<Type>1</Type><EffortDriven>1</EffortDriven><LevelingDelay>14400</LevelingDelay>"
                "<Duration>PT8H0M0S</Duration>") "</Tasks><Resources>" ANA
                                                 "</Resources><Assignments>" ASSIGN(
                                                     "3",
                                                     "<Delay>600</Delay><OvertimeWork>PT2H0M0S</OvertimeWork>"
                                                     "<ActualWork>PT1H0M0S</ActualWork>") "</Assignments>");
    const ItemAssignment *work = r.file.assignments.at;
    CHECK_INT(item_at(&r, 0)->task_type.n, TYPE_FIXED_DURATION);
    CHECK(item_at(&r, 0)->effort_driven);
    CHECK_INT(item_at(&r, 0)->leveling_delay_minutes, 1440);
    CHECK_INT(work->delay_minutes, 60);
    CHECK_INT(work->overtime_minutes, 120);
    CHECK_INT(work->actual_work_minutes, 60);
}

TEST(a_levelling_delay_of_an_assignment_is_working_time) {
    PLAN(r, PEOPLE(ANA, ASSIGN("3", "<LevelingDelay>4800</LevelingDelay>"
                                    "<LevelingDelayFormat>7</LevelingDelayFormat>")));
    CHECK_INT(((const ItemAssignment *)r.file.assignments.at)->leveling_delay_minutes, 480);
    CHECK(!has_note(r.file.warnings, "Assignment/LevelingDelay", ""));
}

TEST(an_elapsed_levelling_delay_of_an_assignment_is_read_as_days_of_eight_hours) {
    PLAN(r, PEOPLE(ANA, ASSIGN("3", "<LevelingDelay>14400</LevelingDelay>"
                                    "<LevelingDelayFormat>8</LevelingDelayFormat>")));
    CHECK_INT(((const ItemAssignment *)r.file.assignments.at)->leveling_delay_minutes, 480);
    CHECK(has_note(r.file.warnings, "Assignment/LevelingDelay", "working time"));
}

TEST(work_of_nobody_is_the_effort) {
    PLAN(r, PEOPLE("", ASSIGN("-65535", "<Units>1</Units><Work>PT80H0M0S</Work>")));
    CHECK_INT(r.file.assignments.count, 0);
    CHECK_INT(item_at(&r, 0)->effort_minutes, 4800);
}

TEST(material_counts_in_units_and_money_goes_to_the_fixed_cost) {
    PLAN(r,
         PEOPLE(
             "<Resource><UID>4</UID><Name>Sand</Name><Type>0</Type><StandardRate>5</StandardRate></Resource>"
             "<Resource><UID>5</UID><Name>Travel</Name><Type>0</Type><IsCostResource>1</IsCostResource></"
             "Resource>",
             ASSIGN("4", "<Units>12</Units><Work>PT12H0M0S</Work>") ASSIGN("5", "<Cost>70000</Cost>")));
    const ItemAssignment *work = r.file.assignments.at;
    CHECK_INT(r.file.assignments.count, 1);
    CHECK_INT(work->units_percent, 12);
    CHECK(work->work_minutes == INT_NULL);
    CHECK_INT(item_at(&r, 0)->fixed_cost_cents, 70000);
}

TEST(assignments_of_unknown_rows_are_left_out) {
    PLAN(r, PEOPLE(ANA,
                   ASSIGN("77",
                          "") "<Assignment><TaskUID>42</TaskUID><ResourceUID>3</ResourceUID></Assignment>"));
    CHECK_INT(r.file.assignments.count, 0);
    CHECK(has_note(r.file.warnings, "Assignment", "not in the file"));
}

/* Two weeks of fixed duration (1) or work (2), and what is assigned. */
#define FIXED(type, assignments)                                                                             \
    "<Tasks>" TASK(                                                                                          \
        "1",                                                                                                 \
        "<Type>" type                                                                                        \
        "</Type><Duration>PT80H0M0S</Duration>") "</Tasks><Resources>" ANA                                   \
                                                 "<Resource><UID>4</UID><Name>Ben</Name><Type>1</Type></"    \
                                                 "Resource></Resources><Assignments>" assignments            \
                                                 "</Assignments>"
#define WORK(hours) "<Units>1</Units><Work>PT" hours "H0M0S</Work>"

static void check_portion(const Read *r, int assignment, int64_t minutes, int64_t work) {
    const ItemAssignment *row = (const ItemAssignment *)r->file.assignments.at + assignment;
    const AssignmentPortion *portion = row->portions.at;
    CHECK_INT(row->portions.count, 1);
    CHECK_INT(portion->minutes, minutes);
    CHECK_INT(portion->work_minutes, work);
    CHECK_INT(row->units_percent, 100);
}

TEST(work_that_does_not_fill_a_fixed_duration_at_its_units_is_spread_over_it) {
    PLAN(r, FIXED("1", ASSIGN("3", WORK("20")) ASSIGN("4", WORK("10"))));
    check_portion(&r, 0, 4800, 1200);
    check_portion(&r, 1, 4800, 600);
}

TEST(work_that_takes_longer_than_the_duration_at_its_units_is_done_faster) {
    PLAN(r, FIXED("2", ASSIGN("3", WORK("160")) ASSIGN("4", WORK("40"))));
    check_portion(&r, 0, 4800, 9600);
    check_portion(&r, 1, 1200, 2400);
}

TEST(units_decide_where_they_are_fixed_or_the_file_has_their_peak) {
    PLAN(units, FIXED("0", ASSIGN("3", WORK("20"))));
    CHECK_INT(((const ItemAssignment *)units.file.assignments.at)->portions.count, 0);
    PLAN(peak, FIXED("1", ASSIGN("3", WORK("20") "<PeakUnits>1</PeakUnits>")));
    CHECK_INT(((const ItemAssignment *)peak.file.assignments.at)->portions.count, 0);
    PLAN(longest, FIXED("1", ASSIGN("3", WORK("80")) ASSIGN("4", WORK("10"))));
    CHECK_INT(((const ItemAssignment *)longest.file.assignments.at)[1].portions.count, 0);
}

TEST(even_work_at_another_pace_than_the_units_keeps_its_stretch) {
    PLAN(r, PEOPLE("<Resource><UID>4</UID><Name>Ben</Name><Type>1</Type></Resource>",
                   ASSIGN("4", WORK("16") PHASE("1", "2026-01-05T08:00:00", "2026-01-06T17:00:00", "PT8H0M0S")
                                   PHASE("1", "2026-01-07T08:00:00", "2026-01-08T17:00:00", "PT8H0M0S"))));
    check_portion(&r, 0, 1920, 960);
}

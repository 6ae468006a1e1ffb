/* PMXML in: the objects of a small document, one after the other. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/exchange.h"
#include "test.h"

/* Only what the reader must tell apart: a project of another file first, whose fields end where the next
 * one's begin. */
static const char document[] =
    "<APIBusinessObjects><Calendar><Name>Week</Name><ObjectId>7</ObjectId><StandardWorkWeek>"
    "<StandardWorkHours><DayOfWeek>Monday</DayOfWeek><WorkTime><Start>08:00:00</Start>"
    "<Finish>15:59:00</Finish></WorkTime></StandardWorkHours></StandardWorkWeek></Calendar>"
    "<Project><Id>X</Id><ObjectId>2</ObjectId><Activity><ObjectId>20</ObjectId><Name>Elsewhere</Name>"
    "<ProjectObjectId>2</ProjectObjectId></Activity></Project>"
    "<Project><ActivityDefaultCalendarObjectId>7</ActivityDefaultCalendarObjectId>"
    "<DataDate>2026-01-05T00:00:00</DataDate><Name>Harbour</Name><ObjectId>1</ObjectId>"
    "<PlannedStartDate>2026-01-05T00:00:00</PlannedStartDate>"
    "<Activity><ObjectId>10</ObjectId><Name>Dig</Name><ProjectObjectId>1</ProjectObjectId>"
    "<PlannedDuration>12,5</PlannedDuration><Status>Not Started</Status></Activity>"
    "<Activity><ObjectId>11</ObjectId><Name>Pour</Name><ProjectObjectId>1</ProjectObjectId>"
    "<PlannedDuration>8</PlannedDuration><PrimaryConstraintType>Mandatory Start</PrimaryConstraintType>"
    "<PrimaryConstraintDate>2026-01-19T08:00:00</PrimaryConstraintDate></Activity>"
    "<Relationship><PredecessorActivityObjectId>10</PredecessorActivityObjectId>"
    "<SuccessorActivityObjectId>11</SuccessorActivityObjectId><Type>Start to Start</Type><Lag>-2</Lag>"
    "</Relationship></Project></APIBusinessObjects>";

static PlanFile parse(Arena *arena, Str text) {
    PlanFile file = {0};
    Error err = {0};
    if (!pmxml_parse(arena, text, &file, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return file;
}

TEST(projects_stand_apart_and_those_of_other_files_come_last) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = parse(&arena, str_of(document));
    const Project *projects = file.projects.at;
    CHECK_INT(file.projects.count, 2);
    CHECK_STR(projects[1].name, STR("Harbour"));
    CHECK(projects[0].status_at.n == MOMENT_NONE.n);
    CHECK(str_compare(projects[1].rank, projects[0].rank) < 0);
}

TEST(activities_links_and_calendars_are_kept) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = parse(&arena, str_of(document));
    const Item *items = file.items.at;
    const ItemLink *link = file.links.at;
    CHECK_INT(file.items.count, 3);
    CHECK_INT(items[1].duration_minutes, 750); /* a decimal comma */
    CHECK_INT(items[2].constraint_kind.n, CONSTRAINT_MSO);
    CHECK(items[2].constraint_mandatory);
    CHECK_INT(link->type.n, LINK_SS);
    CHECK_INT(link->lag_minutes, -120);
    const CalendarWeekday *day = ((const WorkCalendar *)file.calendars.at)->week.at;
    CHECK_INT(((const CalendarSpan *)day->spans.at)->to_minute, 960); /* 15:59 is the last minute of work */
}

TEST(what_an_object_says_beside_is_told_by_element_and_activity) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    static const char text[] =
        "<APIBusinessObjects><RoleRate><ObjectId>1</ObjectId></RoleRate>"
        "<Resource><Id>EL-1</Id><Name>Electrician</Name><ObjectId>3</ObjectId><ParentObjectId>2</"
        "ParentObjectId></Resource>"
        "<Project><Name>Harbour</Name><ObjectId>1</ObjectId><PlannedStartDate>2026-01-05T00:00:00</"
        "PlannedStartDate>"
        "<OriginalBudget>5</OriginalBudget><Activity><Id>A1</Id><LocationObjectId>4</"
        "LocationObjectId><Name>Dig</Name>"
        "<ObjectId>10</ObjectId><ProjectObjectId>1</ProjectObjectId><TotalFloat>8</TotalFloat></Activity>"
        "<ActivityExpense><ActivityObjectId>10</ActivityObjectId><PlannedCost>5</PlannedCost><Vendor>ACME</"
        "Vendor>"
        "</ActivityExpense></Project></APIBusinessObjects>";
    PlanFile file = parse(&arena, str_of(text));
    static const char *const told[] = {"RoleRate", "Resource/ParentObjectId", "Project/OriginalBudget",
                                       "Activity/LocationObjectId", "ActivityExpense/Vendor"};
    const ImportNote *notes = file.dropped.at;
    CHECK_INT(file.dropped.count, COUNT_OF(told));
    for (int i = 0; i < COUNT_OF(told); i++) CHECK_STR(notes[i].what, str_of(told[i]));
    CHECK_STR(notes[4].where, STR("activity A1, Dig"));
    size_t at; /* what has a place beside the person is kept */
    CHECK(str_find(((const PlanResource *)file.resources.at)->file_details.text, STR("EL-1"), &at));
}

#define COPY(id, name, finish)                                                                               \
    "<BaselineProject><Name>" name "</Name><ObjectId>" id "</ObjectId><OriginalProjectObjectId>1"            \
    "</OriginalProjectObjectId><Activity><AtCompletionDuration>8</AtCompletionDuration>"                     \
    "<AtCompletionLaborCost>1200.5</AtCompletionLaborCost><AtCompletionLaborUnits>16</"                      \
    "AtCompletionLaborUnits>"                                                                                \
    "<FinishDate>" finish "</FinishDate><Id>A1</Id><ObjectId>99</ObjectId>"                                  \
    "<StartDate>2026-01-05T08:00:00</StartDate></Activity><Activity><FinishDate>2026-01-06T08:00:00</"       \
    "FinishDate>"                                                                                            \
    "<Id>Gone</Id><StartDate>2026-01-05T08:00:00</StartDate></Activity></BaselineProject>"

TEST(copies_of_a_project_are_its_baselines_found_by_activity_id) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    static const char text[] =
        "<APIBusinessObjects><Project><CurrentBaselineProjectObjectId>7</CurrentBaselineProjectObjectId>"
        "<Name>Harbour</Name><ObjectId>1</ObjectId><PlannedStartDate>2026-01-05T00:00:00</PlannedStartDate>"
        "<Activity><Id>A1</Id><Name>Dig</Name><ObjectId>10</ObjectId><ProjectObjectId>1</ProjectObjectId></"
        "Activity>"
        "</Project>" COPY("7", "Signed", "2026-01-05T16:00:00")
            COPY("8", "Later", "2026-01-06T16:00:00") "</APIBusinessObjects>";
    PlanFile file = parse(&arena, str_of(text));
    const FileBaseline *rows = file.baselines.at;
    CHECK_INT(file.baselines.count, 2);
    CHECK_STR(rows[0].name, STR("Signed"));
    CHECK_INT(rows[0].number, 0); /* the one that counts */
    CHECK(rows[1].number > 0);
    CHECK(id_equal(rows[0].item_id, ((const Item *)file.items.at)->row.id));
    CHECK_INT(rows[1].finish_at.n - rows[0].finish_at.n, 1440);
    CHECK_INT(rows[0].duration_minutes, 480);
    CHECK_INT(rows[0].work_minutes, 960);
    CHECK_INT(rows[0].cost_cents, 120050);
    CHECK_INT(file.dropped.count, 1);
    CHECK_INT(((const ImportNote *)file.dropped.at)->count, 2);
}

TEST(pmxml_is_known_by_its_root) {
    CHECK_INT(file_format_guess(STR("plan.xml"), str_of(document)), FORMAT_PMXML);
    CHECK_INT(file_format_guess(STR("plan.xml"), STR("<Project></Project>")), FORMAT_MSPDI);
}

/* Two definitions, a project with a code, an activity with an Id, a code and a field of one's own. */
static const char detailed[] =
    "<APIBusinessObjects><UDFType><DataType>Text</DataType><ObjectId>3</ObjectId></UDFType>"
    "<UDFType><DataType>Cost</DataType><ObjectId>4</ObjectId></UDFType>"
    "<Project><ObjectId>1</ObjectId><Id>H</Id><PlannedStartDate>2026-01-05T00:00:00</PlannedStartDate>"
    "<Code><TypeObjectId>8</TypeObjectId><ValueObjectId>9</ValueObjectId></Code>"
    "<Activity><Id>PRM "
    "&lt;1&gt;</Id><LevelingPriority>Top</LevelingPriority><Name>Dig</Name><ObjectId>10</ObjectId>"
    "<PlannedDuration>8</PlannedDuration><Code><TypeObjectId>5</TypeObjectId><ValueObjectId>6</"
    "ValueObjectId></Code>"
    "<UDF><TypeObjectId>3</TypeObjectId><Text>North</Text></UDF></Activity></Project></APIBusinessObjects>";

TEST(ids_codes_and_user_defined_fields_are_kept_and_written_back) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = parse(&arena, str_of(detailed));
    Error err = {0};
    StrBuf out = strbuf_make(&arena, 0);
    CHECK(pmxml_write(&arena, &file, NULL, (Time){1795000000000}, &out, &err));
    static const char *const parts[] = {
        "<UDFType><DataType>Text</DataType><ObjectId>3</ObjectId></UDFType>\n<UDFType><DataType>Cost",
        "</WBSObjectId><Code><TypeObjectId>8</TypeObjectId><ValueObjectId>9</ValueObjectId></Code>",
        "<Id>PRM &lt;1&gt;</Id>",
        "<LevelingPriority>Top</LevelingPriority>",
        "<Code><TypeObjectId>5</TypeObjectId><ValueObjectId>6</ValueObjectId></Code><UDF><TypeObjectId>3</"
        "TypeObjectId>"
        "<Text>North</Text></UDF></Activity>",
    };
    size_t at;
    for (int i = 0; i < COUNT_OF(parts); i++)
        if (!str_find(strbuf_str(&out), str_of(parts[i]), &at))
            test_fail(__FILE__, __LINE__, "no %s", parts[i]);
    PlanFile again = parse(&arena, strbuf_str(&out));
    CHECK_STR(((const Item *)again.items.at)->file_details.text,
              ((const Item *)file.items.at)->file_details.text);
    CHECK_STR(((const Project *)again.projects.at)->file_details.text,
              ((const Project *)file.projects.at)->file_details.text);
}

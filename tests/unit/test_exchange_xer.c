/* XER in: tables and columns in any order, calendars, dates, and files that are not as they should be. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "exchange/plan_view.h"
#include "test.h"

typedef struct Read {
    Arena arena;
    PlanFile file;
    PlanMap map;
    Schedule schedule;
    Error err;
    bool good;
} Read;

static void read_done(Read *r) {
    arena_done(&r->arena);
}

static void read_text(Read *r, Str content) {
    r->arena = arena_make(256 * MIB);
    r->good = xer_parse(&r->arena, content, &r->file, &r->err);
    if (!r->good) return;
    PlanSource source = {.projects = r->file.projects,
                         .calendars = r->file.calendars,
                         .items = r->file.items,
                         .links = r->file.links,
                         .resources = r->file.resources,
                         .assignments = r->file.assignments};
    if (!plan_make(&r->arena, &source, &r->map, &r->err) ||
        !plan_schedule(&r->arena, &r->map, &r->schedule, &r->err))
        test_fail(__FILE__, __LINE__, "%s", r->err.message);
}

#define XER(variable, text)                                                                                  \
    CLEANUP(read_done) Read variable = {0};                                                                  \
    read_text(&variable, STR(text));                                                                         \
    if (!variable.good) test_fail(__FILE__, __LINE__, "%s", variable.err.message)

/* Monday to Friday, 8 to 16; data date Monday 2026-01-05. */
#define HEAD                                                                                                 \
    "ERMHDR\t23.12\r\n"                                                                                      \
    "%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\tclndr_id\tplan_start_date\tlast_recalc_date\r\n"           \
    "%R\t1\tHarbour\t7\t2026-01-05 00:00\t2026-01-05 00:00\r\n"                                              \
    "%T\tCALENDAR\r\n%F\tclndr_id\tclndr_name\tclndr_data\r\n"                                               \
    "%R\t7\tWeek\t(0||CalendarData()((0||DaysOfWeek()((0||1()())" DAY("2") DAY("3") DAY("4") DAY("5")        \
        DAY("6") "(0||7()())))(0||Exceptions()((0||0(d|46030)())))))\r\n"
#define DAY(n) "(0||" n "()((0||0(s|08:00|f|16:00)())))"
#define TASKS                                                                                                \
    "%T\tTASK\r\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttask_type\tstatus_code\t"             \
    "target_drtn_hr_cnt\tremain_drtn_hr_cnt\tact_start_date\tact_end_date\tcstr_type\tcstr_date\r\n"
#define LINKS "%T\tTASKPRED\r\n%F\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt\r\n"

static const TaskSchedule *task(const Read *r, const char *id) {
    for (int i = 0; i < r->map.plan.task_count; i++)
        if (str_is(r->map.items[i]->external_id, id)) return r->schedule.tasks + i;
    test_fail(__FILE__, __LINE__, "no activity %s", id);
    return NULL;
}

static void check_moment(Arena *arena, Minute at, const char *wanted) {
    Str got = moment_text(arena, (Moment){at});
    CHECK_STR(got, str_of(wanted));
}

static bool warned(List notes, const char *what) {
    const ImportNote *at = notes.at;
    for (int i = 0; i < notes.count; i++)
        if (str_is(at[i].what, what)) return true;
    return false;
}

/* The note of that name; NULL: there is none. */
static const ImportNote *note_of(List notes, const char *what) {
    const ImportNote *at = notes.at;
    for (int i = 0; i < notes.count; i++)
        if (str_is(at[i].what, what)) return at + i;
    return NULL;
}

TEST(what_a_read_row_says_beside_is_told_by_column_and_activity) {
    XER(r, HEAD "%T\tTASK\r\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttarget_drtn_hr_cnt\t"
                "location_id\ttotal_float_hr_cnt\treview_type\tguid\tlock_plan_flag\r\n"
                "%R\t1\t1\t7\tA\tDig\t8\t\t16\tRV_OK\tx\tN\r\n"
                "%R\t2\t1\t7\tB\tPour\t8\t12\t16\tRV_ReviewReqd\tx\tY\r\n"
                "%R\t3\t1\t7\tC\tCure\t8\t12\t0\tRV_OK\tx\tN\r\n"
                "%T\tPROJCOST\r\n%F\ttask_id\ttarget_cost\tact_cost\tvendor_name\r\n"
                "%R\t3\t100\t0.00\tACME\r\n%E\r\n");
    const ImportNote *place = note_of(r.file.dropped, "TASK/location_id");
    CHECK(place);
    CHECK_INT(place->count, 2);
    CHECK_STR(place->where, STR("activity B, Pour"));
    const ImportNote *vendor = note_of(r.file.dropped, "PROJCOST/vendor_name");
    CHECK(vendor);
    CHECK_STR(vendor->where, STR("activity C, Cure"));
    CHECK(note_of(r.file.dropped, "TASK/review_type"));
    CHECK(note_of(r.file.dropped, "TASK/lock_plan_flag"));
    CHECK_INT(r.file.dropped.count, 4); /* not what is computed, or says nothing */
}

TEST(a_chain_is_scheduled_over_a_day_off) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t24\t24\t\t\t\t\r\n"
                      "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n" LINKS
                      "%R\t11\t10\tPR_FS\t0\r\n");
    check_moment(&r.arena, task(&r, "10")->finish, "2026-01-07T16:00");
    check_moment(&r.arena, task(&r, "11")->start, "2026-01-09T08:00"); /* the 8th is off */
}

TEST(columns_come_in_any_order_and_may_be_missing) {
    XER(r, "ERMHDR\n%T\tTASK\n%F\ttask_name\tnew_column\ttask_id\n%R\tDig\tx\t5\n%R\tPour\n");
    CHECK_INT(r.file.items.count, 1);
    CHECK(warned(r.file.warnings, "TASK/task_id"));
    CHECK_STR(((const Item *)r.file.items.at)->title, STR("Dig"));
}

TEST(a_done_activity_keeps_its_dates_and_stands_at_the_data_date_for_others) {
    XER(r, HEAD TASKS
        "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_Complete\t8\t0\t2025-12-01 08:00\t2025-12-01 16:00\t\t\r\n"
        "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n" LINKS "%R\t11\t10\tPR_FS\t40\r\n");
    check_moment(&r.arena, task(&r, "10")->start, "2025-12-01T08:00");
    check_moment(&r.arena, task(&r, "10")->early_start, "2026-01-05T00:00");
    /* The lag of five days passed long ago. */
    check_moment(&r.arena, task(&r, "11")->start, "2026-01-05T08:00");
}

TEST(what_remains_of_a_started_activity_waits_for_its_predecessor) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_Active\t16\t8\t2025-12-30 08:00\t\t\t\r\n" LINKS
                      "%R\t11\t10\tPR_FS\t0\r\n");
    check_moment(&r.arena, task(&r, "11")->start, "2025-12-30T08:00");
    check_moment(&r.arena, task(&r, "11")->early_start, "2026-01-06T08:00");
    check_moment(&r.arena, task(&r, "11")->finish, "2026-01-06T16:00");
}

TEST(milestones_stand_where_work_begins_or_ends) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%R\t11\t1\t7\tB\tBegin\tTT_Mile\tTK_NotStart\t0\t0\t\t\t\t\r\n"
                      "%R\t12\t1\t7\tC\tEnd\tTT_FinMile\tTK_NotStart\t0\t0\t\t\t\t\r\n" LINKS
                      "%R\t11\t10\tPR_FS\t0\r\n%R\t12\t10\tPR_FS\t0\r\n");
    check_moment(&r.arena, task(&r, "11")->start, "2026-01-06T08:00");
    check_moment(&r.arena, task(&r, "12")->start, "2026-01-05T16:00");
}

TEST(links_win_over_a_constraint_unless_it_is_mandatory) {
    XER(r, HEAD TASKS
        "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t16\t16\t\t\t\t\r\n"
        "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\tCS_MSO\t2026-01-06 08:00\r\n"
        "%R\t12\t1\t7\tC\tCure\tTT_Task\tTK_NotStart\t8\t8\t\t\tCS_MANDSTART\t2026-01-06 08:00\r\n" LINKS
        "%R\t11\t10\tPR_FS\t0\r\n%R\t12\t10\tPR_FS\t0\r\n");
    check_moment(&r.arena, task(&r, "11")->start, "2026-01-07T08:00");
    CHECK_INT(task(&r, "11")->total_float, -480);
    check_moment(&r.arena, task(&r, "12")->start, "2026-01-06T08:00");
}

TEST(a_start_to_finish_link_asks_for_the_minute_after) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\tCS_MSOA\t2026-01-12 08:00\r\n"
                      "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n" LINKS
                      "%R\t11\t10\tPR_SF\t0\r\n");
    check_moment(&r.arena, task(&r, "11")->finish, "2026-01-12T08:01");
}

TEST(links_to_nowhere_and_loops_of_the_outline_are_told) {
    XER(r, HEAD
        "%T\tPROJWBS\n%F\twbs_id\tproj_id\tparent_wbs_id\twbs_name\n%R\t1\t1\t2\tX\n%R\t2\t1\t1\tY\n" TASKS
        "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\tsoon\t\t2026-13-41\t\t\r\n" LINKS
        "%R\t11\t10\tPR_FS\t0\r\n%R\t10\t10\tPR_FS\t0\r\n");
    CHECK(warned(r.file.warnings, "TASKPRED"));
    CHECK(warned(r.file.warnings, "PROJWBS/parent_wbs_id"));
    CHECK(warned(r.file.warnings, "TASK/remain_drtn_hr_cnt"));
    CHECK(warned(r.file.warnings, "TASK/act_end_date"));
    CHECK_INT(r.file.links.count, 0);
}

TEST(a_project_without_a_start_begins_with_the_first_date_of_the_file_or_its_making) {
    XER(r, "ERMHDR\t23.12\t2026-01-05\tProject\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n" TASKS
           "%R\t10\t1\t\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n");
    check_moment(&r.arena, task(&r, "10")->start, "2026-01-05T08:00");
    CHECK(warned(r.file.warnings, "PROJECT/plan_start_date"));
    XER(dated, "ERMHDR\t23.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n"
               "%T\tTASK\n%F\ttask_id\tproj_id\ttask_name\ttarget_drtn_hr_cnt\tearly_start_date\n"
               "%R\t10\t1\tPour\t8\t2025-03-12 08:00\n%R\t11\t1\tDig\t8\t2025-03-10 08:00\n");
    check_moment(&dated.arena, task(&dated, "10")->start, "2025-03-10T08:00");
}

TEST(a_calendar_that_is_cut_off_is_told) {
    XER(r,
        "%T\tCALENDAR\n%F\tclndr_id\tclndr_data\n"
        "%R\t7\t(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|16:00)())))(0||3()((0||0(s|08:\n"
        "%T\tPROJECT\n%F\tproj_id\tclndr_id\tplan_start_date\n%R\t1\t7\t2026-01-05 00:00\n" TASKS
        "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t16\t16\t\t\t\t\r\n");
    CHECK(warned(r.file.warnings, "CALENDAR/clndr_data"));
    check_moment(&r.arena, task(&r, "10")->finish, "2026-01-12T16:00");
}

TEST(windows_text_is_read_and_undefined_bytes_are_marked) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tCaf\xE9 \x80 \x81\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n");
    CHECK_STR(((const Item *)r.file.items.at)->title, STR("Caf\u00e9 \u20ac \uFFFD"));
}

TEST(unknown_tables_are_reported) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%T\tPROJTHRS\r\n%F\tthresh_id\r\n%R\t10\r\n%R\t11\r\n");
    CHECK(warned(r.file.dropped, "PROJTHRS"));
}

/* Fields, codes and Activity IDs of the file; value 9 is of a type that the file does not have. */
#define DETAILED                                                                                             \
    HEAD "%T\tUDFTYPE\r\n%F\tudf_type_id\ttable_name\tudf_type_name\r\n"                                     \
         "%R\t3\tTASK\tArea\r\n%R\t4\tPROJECT\tOwner\r\n" TASKS                                              \
         "%R\t10\t1\t7\tPRM-1450\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"                               \
         "%R\t11\t1\t7\tPRM-1460\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"                              \
         "%T\tUDFVALUE\r\n%F\tudf_type_id\tfk_id\tproj_id\tudf_text\r\n"                                     \
         "%R\t3\t11\t1\tNorth \"quay\"\r\n%R\t4\t1\t1\tPort\r\n%R\t9\t11\t1\tlost\r\n"

static Str written(Arena *arena, FileFormat format, const PlanFile *file) {
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    if (!file_formats[format].write(arena, file, NULL, (Time){1795000000000}, &out, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    return strbuf_str(&out);
}

static bool holds(Str text, const char *part) {
    size_t at;
    return str_find(text, str_of(part), &at);
}

TEST(codes_and_user_defined_fields_are_kept_and_written_back) {
    XER(r, DETAILED);
    const Item *items = r.file.items.at;
    CHECK_STR(
        items[1].file_details.text,
        STR("{\"xer\":[[\"TASK\",[[\"task_code\",\"PRM-1460\"]]],[\"UDFVALUE\",[[\"udf_type_id\",\"3\"],"
            "[\"fk_id\",\"11\"],[\"proj_id\",\"1\"],[\"udf_text\",\"North \\\"quay\\\"\"]]]]}"));
    CHECK(warned(r.file.kept, "TASK/task_code"));
    CHECK(warned(r.file.dropped, "UDFVALUE")); /* that of the unknown type */
    Str text = written(&r.arena, FORMAT_XER, &r.file);
    CHECK(holds(text, "\tPRM-1450\t"));
    CHECK(holds(text, "%T\tUDFTYPE\r\n%F\tudf_type_id\ttable_name\tudf_type_name\r\n%R\t3\tTASK\tArea\r\n"));
    CHECK(holds(text, "%R\t4\t1\t1\tPort\r\n%R\t3\t11\t1\tNorth \"quay\"\r\n"));
    CHECK(!holds(text, "lost"));
}

TEST(kept_rows_follow_what_they_belong_to) {
    XER(r, DETAILED);
    Item *items = r.file.items.at;
    items[1].external_id = STR_NULL; /* gets a new number */
    CHECK(holds(written(&r.arena, FORMAT_XER, &r.file), "%R\t3\t1\t1\tNorth"));
    r.file.items.count = 1;
    CHECK(!holds(written(&r.arena, FORMAT_XER, &r.file), "North")); /* nothing is left for it to hang on */
}

TEST(nothing_below_what_is_inactive_is_written_for_p6) {
    XER(r, HEAD "%T\tPROJWBS\n%F\twbs_id\tproj_id\tparent_wbs_id\twbs_name\tproj_node_flag\n"
                "%R\t1\t1\t\tHarbour\tY\n%R\t2\t1\t1\tQuay\tN\n"
                "%T\tTASK\n%F\ttask_id\tproj_id\twbs_id\ttask_name\ttask_type\n"
                "%R\t10\t1\t2\tDig\tTT_Task\n%R\t11\t1\t1\tPour\tTT_Task\n");
    Item *items = r.file.items.at;
    CHECK_STR(items[0].title, STR("Quay"));
    CHECK(holds(written(&r.arena, FORMAT_XER, &r.file), "\tDig\t"));
    items[0].inactive = true;
    Str text = written(&r.arena, FORMAT_XER, &r.file);
    CHECK(!holds(text, "\tDig\t") && holds(text, "\tPour\t"));
}

TEST(activity_ids_survive_the_way_from_xer_to_pmxml) {
    XER(r, DETAILED);
    CHECK(holds(written(&r.arena, FORMAT_PMXML, &r.file), "<Id>PRM-1460</Id>"));
}

/* Ana welds and paints; one activity is hers as a welder, the other waits for some painter. */
#define ROLES                                                                                                \
    HEAD "%T\tROLES\r\n%F\trole_id\tparent_role_id\tseq_num\trole_name\trole_short_name\r\n"                 \
         "%R\t5\t\t0\tWelder\tWD\r\n%R\t8\t\t1\tPainter\tPT\r\n"                                             \
         "%T\tRSRC\r\n%F\trsrc_id\trsrc_name\trsrc_type\r\n%R\t21\tAna\tRT_Labor\r\n%R\t22\tBen\tRT_"        \
         "Labor\r\n"                                                                                         \
         "%T\tRSRCROLE\r\n%F\trsrc_id\trole_id\tskill_level\r\n%R\t21\t5\t1\r\n%R\t21\t8\t4\r\n%"            \
         "R\t22\t8\t3\r\n" TASKS "%R\t10\t1\t7\tA\tWeld\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"             \
         "%R\t11\t1\t7\tB\tPaint\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"                                    \
         "%T\tTASKRSRC\r\n%F\ttask_id\trsrc_id\trole_id\ttarget_qty\ttarget_qty_per_hr\r\n"                  \
         "%R\t10\t21\t5\t8\t1\r\n%R\t11\t\t8\t16\t2\r\n%R\t11\t\t99\t8\t1\r\n"

static void check_roles(const PlanFile *file) {
    const PlanResource *resources = file->resources.at;
    const ItemAssignment *work = file->assignments.at;
    CHECK_INT(file->resources.count, 3);
    CHECK_INT(resources[0].skills.count, 2);
    CHECK_STR(((const Str *)resources[0].skills.at)[1], STR("Painter"));
    CHECK_INT(resources[1].skills.count, 1);
    CHECK(resources[2].generic && !resources[0].generic);
    CHECK_STR(resources[2].name, STR("Painter"));
    CHECK_STR(resources[2].external_id, STR("role-8"));
    CHECK_INT(resources[2].units_percent, 200); /* two can do it */
    CHECK_INT(file->assignments.count, 2);
    CHECK_STR(work[0].skill, STR("Welder"));
    CHECK(id_equal(work[1].resource_id, resources[2].row.id));
    CHECK_STR(work[1].skill, STR("Painter"));
}

TEST(roles_are_skills_and_work_of_a_role_alone_is_of_nobody_in_particular) {
    XER(r, ROLES);
    check_roles(&r.file);
    CHECK(warned(r.file.warnings, "TASKRSRC")); /* there is no role 99 */
}

TEST(roles_come_back_from_both_formats_of_p6) {
    XER(r, ROLES);
    PlanFile again;
    Error err = {0};
    Str text = written(&r.arena, FORMAT_XER, &r.file);
    CHECK(holds(text, "%R\t5\t0\tWelder\tWD\r\n%R\t8\t1\tPainter\tPT\r\n"));
    CHECK(holds(text, "%R\t21\t5\t1\r\n%R\t21\t8\t4\r\n%R\t22\t8\t3\r\n"));
    CHECK(xer_parse(&r.arena, text, &again, &err));
    check_roles(&again);
    text = written(&r.arena, FORMAT_PMXML, &r.file);
    CHECK(pmxml_parse(&r.arena, text, &again, &err));
    CHECK_INT(again.dropped.count, 0);
    const PlanResource *resources = again.resources.at;
    const ItemAssignment *work = again.assignments.at;
    CHECK_INT(again.resources.count, 3);
    CHECK(resources[2].generic);
    CHECK_INT(resources[2].units_percent, 200);
    CHECK_STR(work[0].skill, STR("Welder"));
    CHECK_STR(work[1].skill, STR("Painter"));
    CHECK_INT(work[1].units_percent, 200);
}

/* Thursday the 8th is a holiday of the activities' calendar: for a role alone it is none. */
TEST(a_resource_dependent_activity_of_a_role_alone_knows_no_holidays) {
    XER(r, HEAD "%T\tROLES\r\n%F\trole_id\trole_name\r\n%R\t8\tPainter\r\n" TASKS
                "%R\t10\t1\t7\tA\tPaint\tTT_Rsrc\tTK_NotStart\t32\t32\t\t\t\t\r\n"
                "%R\t11\t1\t7\tB\tPaint again\tTT_Task\tTK_NotStart\t32\t32\t\t\t\t\r\n"
                "%T\tTASKRSRC\r\n%F\ttask_id\trole_id\ttarget_qty\ttarget_qty_per_hr\r\n"
                "%R\t10\t8\t32\t1\r\n%R\t11\t8\t32\t1\r\n");
    check_moment(&r.arena, task(&r, "10")->finish, "2026-01-08T16:00");
    check_moment(&r.arena, task(&r, "11")->finish, "2026-01-09T16:00");
    CHECK_INT(r.file.calendars.count, 2);
    PlanFile again;
    CHECK(xer_parse(&r.arena, written(&r.arena, FORMAT_XER, &r.file), &again, &r.err));
    CHECK_INT(again.calendars.count, 2);
}

/* Of days in any order; the price stays the same. */
TEST(how_many_units_there_are_changes_by_date) {
    XER(r, HEAD "%T\tRSRC\r\n%F\trsrc_id\trsrc_name\trsrc_type\r\n%R\t21\tAna\tRT_Labor\r\n"
                "%T\tRSRCRATE\r\n%F\trsrc_id\tmax_qty_per_hr\tcost_per_qty\tstart_date\r\n"
                "%R\t21\t3\t10\t2026-03-01 00:00\r\n%R\t21\t1\t10\t2026-01-01 00:00\r\n"
                "%R\t21\t0.5\t10\t2026-02-01 00:00\r\n" TASKS
                "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n");
    PlanFile again[2];
    Error err = {0};
    CHECK(xer_parse(&r.arena, written(&r.arena, FORMAT_XER, &r.file), &again[0], &err));
    CHECK(pmxml_parse(&r.arena, written(&r.arena, FORMAT_PMXML, &r.file), &again[1], &err));
    const PlanFile *const files[] = {&r.file, again, again + 1};
    for (int i = 0; i < 3; i++) {
        const PlanResource *ana = files[i]->resources.at;
        const AvailabilityStep *steps = ana->availability.at;
        CHECK_INT(ana->units_percent, 100);
        CHECK_INT(ana->availability.count, 2);
        CHECK_INT(steps[0].available_from.n, 20485);
        CHECK_INT(steps[0].units_percent, 50);
        CHECK_INT(steps[1].units_percent, 300);
        CHECK_INT(ana->rates.count, 0);
    }
}

TEST(a_skill_that_p6_does_not_know_becomes_a_role) {
    XER(r, ROLES);
    PlanResource *resources = r.file.resources.at;
    Str skills[] = {STR("Diver")};
    resources[1].skills = (List){skills, 1};
    Str text = written(&r.arena, FORMAT_XER, &r.file);
    CHECK(holds(text, "%R\t9\t\tDiver\tDiver\r\n"));
    CHECK(holds(text, "%R\t22\t9\t3\r\n"));
}

/* How it is scheduled, in one line. */
static Str options_text(Arena *arena, const PlanFile *file) {
    const Project *project = file->projects.at;
    const Item *items = file->items.at;
    Str end = STR("nothing");
    for (int i = 0; i < file->items.count; i++)
        if (items[i].ends_float_paths) end = items[i].title;
    return fmt(arena,
               "critical %s %lld, paths %d %lld %s to %.*s, progress %s, lag %s, float %s, expected %d",
               critical_by_names[project->critical_by.n], (long long)project->critical_float_minutes,
               project->float_paths, (long long)project->float_path_count,
               float_paths_by_names[project->float_paths_by.n], STR_ARG(end),
               progress_mode_names[project->progress_mode.n], lag_calendar_names[project->lag_calendar.n],
               float_kind_names[project->float_kind.n], project->use_expected_finish);
}

TEST(the_options_of_scheduling_go_through_both_formats_and_come_back) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%R\t11\t1\t7\tB\tPour\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%T\tSCHEDOPTIONS\r\n%F\tproj_id\tsched_progress_override\tsched_float_type\t"
                      "enable_multiple_longest_path_calc\tlimit_multiple_longest_path_calc\t"
                      "max_multiple_longest_path\tuse_total_float_multiple_longest_paths\t"
                      "key_activity_for_multiple_longest_paths\tsched_use_expect_end_flag\r\n"
                      "%R\t1\tY\tFT_SF\tY\tY\t7\tN\t11\tN\r\n");
    Project *project = r.file.projects.at;
    Str wanted = options_text(&r.arena, &r.file);
    CHECK_STR(wanted, STR("critical total_float 0, paths 1 7 free_float to Pour, progress progress_override, "
                          "lag predecessor, float start, expected 0"));
    project->critical_by.n = CRITICAL_BY_LONGEST_PATH;
    project->critical_float_minutes = 960;
    wanted = options_text(&r.arena, &r.file);
    for (int i = 0; i < 2; i++) {
        PlanFile again = {0};
        FileFormat format = i ? FORMAT_PMXML : FORMAT_XER;
        if (!file_formats[format].parse(&r.arena, written(&r.arena, format, &r.file), &again, &r.err))
            test_fail(__FILE__, __LINE__, "%s", r.err.message);
        CHECK_STR(options_text(&r.arena, &again), wanted);
    }
}

TEST(places_on_float_paths_are_written) {
    XER(r, HEAD TASKS "%R\t10\t1\t7\tA\tDig\tTT_Task\tTK_NotStart\t8\t8\t\t\t\t\r\n"
                      "%T\tSCHEDOPTIONS\r\n%F\tproj_id\tenable_multiple_longest_path_calc\r\n%R\t1\tY\r\n");
    ItemDates dates = item_dates(&r.schedule, 0);
    CHECK_INT(dates.float_path, 1);
    StrBuf out = strbuf_make(&r.arena, 0);
    CHECK(file_formats[FORMAT_PMXML].write(&r.arena, &r.file, &dates, (Time){1795000000000}, &out, &r.err));
    CHECK(holds(strbuf_str(&out), "<FloatPath>1</FloatPath><FloatPathOrder>1</FloatPathOrder>"));
}

TEST(a_file_without_a_project_is_refused) {
    CLEANUP(read_done) Read r = {0};
    read_text(&r, STR("ERMHDR\t1\n%T\tOBS\n%F\tobs_id\n%R\t1\n"));
    CHECK(!r.good);
    CHECK_INT(r.err.kind, ERROR_MALFORMED);
    CHECK(r.err.hint[0]);
}

TEST(xer_is_known_by_content_and_by_name) {
    CHECK_INT(file_format_guess(STR("plan.bin"), STR("ERMHDR\t23.12")), FORMAT_XER);
    CHECK_INT(file_format_guess(STR("plan.XER"), STR("%T\tPROJECT")), FORMAT_XER);
}

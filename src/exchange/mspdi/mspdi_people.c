/* Resources and assignments of MSPDI. See mspdi.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_elements.h"

bool mspdi_resource(Mspdi *m, const XmlNode *node, Error *err) {
    Str slots[R_COUNT] = {0};
    Str where = fmt(m->arena, "resource %.*s, %.*s", STR_ARG(xml_child_text(node, "UID")),
                    STR_ARG(xml_child_text(node, "Name")));
    Place at = {m->build, "Resource", where};
    int64_t uid = read_int(at, "UID", xml_child_text(node, "UID"), 0, INT64_C(1) << 53, -1);
    bool nobody =
        mspdi_bool(xml_child_text(node, "IsNull")) || (uid == 0 && xml_child_text(node, "Name").len == 0);
    if (nobody) return true; /* every file has a resource 0 for work that nobody has */
    Details details = details_make(m->arena, &resource_resource);
    elements_read(m->build, node, &mspdi_resources, slots, where, &details);
    PlanResource *resource = build_resource(m->build);
    ResourceExtra *extra = vec_push(m->arena, &m->resource_extras);
    if (!resource || !extra)
        return plan_build_done(m->build, FORMAT_MSPDI, &(PlanFile){0}, err) || error_no_memory(err);
    resource->file_details = details_json(&details, m->arena, FORMAT_MSPDI);
    bool material = str_is(slots[R_TYPE], "0");
    extra->is_cost = mspdi_bool(slots[R_IS_COST]) || str_is(slots[R_TYPE], "2");
    extra->calendar_uid = read_int(at, "CalendarUID", slots[R_CALENDAR], -1, INT32_MAX, -1);
    resource->name = build_text(m->build, slots[R_NAME], 100, false, STR("Resource/Name"), where);
    if (!resource->name.len) resource->name = fmt(m->arena, "Resource %lld", (long long)uid);
    if (slots[R_EMAIL].len)
        resource->email =
            build_text(m->build, slots[R_EMAIL], 200, false, STR("Resource/EmailAddress"), where);
    resource->kind = (Choice){material || extra->is_cost ? RESOURCE_MATERIAL : RESOURCE_PERSON};
    resource->generic = !material && mspdi_bool(slots[R_GENERIC]);
    resource->units_percent =
        material ? 100 : read_scaled(at, "MaxUnits", slots[R_MAX_UNITS], 100, 1000000, 100);
    mspdi_availability_read(m, node, at, resource);
    mspdi_rates_read(m, node, slots, at, resource);
    if (uid >= 0 && uid_map_add(m->arena, &m->resource_of, uid, m->build->resources.count - 1))
        resource->external_id = fmt(m->arena, "%lld", (long long)uid);
    else
        note_warning(m->build, STR("Resource/UID"), where,
                     "missing or used twice; work goes to the first of that number");
    return true;
}

/* The delay of an assignment counts in working time, unlike a task's. */
static int64_t read_leveling_delay(const Str *slots, Place at) {
    int64_t minutes = read_tenths(at, "LevelingDelay", slots[A_LEVELING_DELAY]);
    int64_t format = read_int(at, "LevelingDelayFormat", slots[A_LEVELING_FORMAT], 0, 100, 7);
    if (minutes == 0 || !mspdi_is_elapsed(format)) return minutes;
    note_warning(at.build, STR("Assignment/LevelingDelay"), at.where,
                 "an elapsed delay was read as working time, eight hours a day");
    return minutes / 3;
}

bool mspdi_assignment(Mspdi *m, const XmlNode *node, Error *err) {
    Str slots[A_COUNT] = {0};
    Str where = fmt(m->arena, "assignment %.*s", STR_ARG(xml_child_text(node, "UID")));
    Place at = {m->build, "Assignment", where};
    Details details = details_make(m->arena, &assignment_resource);
    elements_read(m->build, node, &mspdi_assignments, slots, where, &details);
    RawAssignment *raw = vec_push(m->arena, &m->assignments);
    if (!raw || m->assignments.count > m->build->rows_max)
        return error_set(err, ERROR_TOO_LARGE, "The file has too many rows.");
    *raw = (RawAssignment){
        .task_uid = read_int(at, "TaskUID", slots[A_TASK], 0, INT64_C(1) << 53, -1),
        .resource_uid = read_int(at, "ResourceUID", slots[A_RESOURCE], -65535, INT64_C(1) << 53, -1),
        .units = (double)read_scaled(at, "Units", slots[slots[A_PEAK].len ? A_PEAK : A_UNITS], 10000,
                                     INT64_C(100000000), 10000) /
                 10000,
        .work_minutes = read_minutes(at, "Work", slots[A_WORK], INT_NULL),
        .actual_work_minutes = read_minutes(at, "ActualWork", slots[A_ACTUAL_WORK], 0),
        .overtime_minutes = read_minutes(at, "OvertimeWork", slots[A_OVERTIME], 0),
        .delay_minutes = read_tenths(at, "Delay", slots[A_DELAY]),
        .leveling_delay_minutes = read_leveling_delay(slots, at),
        .contour = (int)read_int(at, "WorkContour", slots[A_CONTOUR], 0, CONTOUR_CUSTOM, 0),
        .rate_table = (int)read_int(at, "CostRateTable", slots[A_RATE_TABLE], 0, 4, 0),
        .cost_cents = read_scaled(at, "Cost", slots[A_COST], 1, INT64_C(1000000000000), 0),
        .made = -1,
        .peaked = slots[A_PEAK].len > 0,
        .details = details_json(&details, m->arena, FORMAT_MSPDI),
    };
    mspdi_phases_read(m, node, raw);
    return true;
}

void mspdi_resources_done(Mspdi *m) {
    for (int i = 0; i < m->build->resources.count; i++) {
        PlanResource *resource = m->build->resources.at + i;
        Id calendar = mspdi_calendar_id(m, m->resource_extras.at[i].calendar_uid);
        /* Who works as the project does follows the project, whichever that is. */
        bool own =
            resource->kind.n == RESOURCE_PERSON && !id_equal(calendar, m->build->projects.at[0].calendar_id);
        resource->calendar_id = own ? calendar : ID_NONE;
        plan_build_mend(m->build, &resource_resource, resource, "Resource", resource->name);
    }
}

/* Work that is just units, by their contour, times duration is left to be computed, so that a change of the
 * duration changes it. Of a custom contour without its stretches only amount and duration are known: even
 * work. */
static void set_work(Mspdi *m, const RawAssignment *raw, const Item *item, ItemAssignment *assignment,
                     Str where) {
    double duration = item->duration_minutes == INT_NULL ? 0 : (double)item->duration_minutes;
    double pace = raw->units * contour_percent(assignment->contour) / 100;
    assignment->work_minutes = raw->work_minutes;
    if (raw->work_minutes == INT_NULL || duration == 0 || assignment->portions.count) return;
    double regular = (double)(raw->work_minutes - raw->overtime_minutes);
    if (fabs(duration * pace - regular) <= 1 && raw->overtime_minutes == 0) {
        assignment->work_minutes = INT_NULL;
    } else if (raw->contour == CONTOUR_CUSTOM && raw->work_minutes > 0 && raw->phases.count == 0) {
        int64_t percent = (int64_t)round((double)raw->work_minutes * 100 / duration);
        assignment->units_percent = percent > 0 ? percent : 1;
        assignment->work_minutes = INT_NULL;
        note_add(m->build, &m->build->dropped, STR("Assignment/WorkContour"), where,
                 STR("Work spread unevenly over the duration became even work of the same amount."));
    }
}

static void make_assignment(Mspdi *m, RawAssignment *raw) {
    int32_t item_index = uid_map_find(&m->item_of, raw->task_uid);
    int32_t resource_index = uid_map_find(&m->resource_of, raw->resource_uid);
    if (resource_index < 0 && raw->resource_uid <= 0) { /* nobody's */
        if (item_index >= 0) mspdi_phases_done(m, item_index, raw, NULL, NULL);
        return;
    }
    Str where =
        fmt(m->arena, "task %lld, resource %lld", (long long)raw->task_uid, (long long)raw->resource_uid);
    if (item_index < 0 || resource_index < 0) {
        if (raw->task_uid != 0)
            note_warning(m->build, STR("Assignment"), where,
                         "its task or resource is not in the file; it was left out");
        return;
    }
    Item *item = m->build->items.at + item_index;
    const PlanResource *resource = m->build->resources.at + resource_index;
    if (m->resource_extras.at[resource_index].is_cost) {
        item->fixed_cost_cents += raw->cost_cents;
        note_warning(m->build, STR("Assignment/Cost"), where,
                     "the money of a cost resource was added to the task's fixed cost");
        return;
    }
    ItemAssignment *assignment = build_assignment(m->build);
    if (!assignment) return;
    bool material = resource->kind.n == RESOURCE_MATERIAL;
    assignment->item_id = item->row.id;
    assignment->resource_id = resource->row.id;
    assignment->file_details = raw->details;
    assignment->rate_table = (Choice){raw->rate_table};
    assignment->units_percent = (int64_t)round(raw->units * (material ? 1 : 100));
    if (!material) {
        m->item_extras.at[item_index].has_people = true;
        assignment->delay_minutes = raw->delay_minutes;
        assignment->leveling_delay_minutes = raw->leveling_delay_minutes;
        assignment->overtime_minutes = raw->overtime_minutes;
        assignment->actual_work_minutes = raw->actual_work_minutes;
        assignment->contour = (Choice){raw->contour == CONTOUR_CUSTOM ? CONTOUR_FLAT : raw->contour};
        mspdi_phases_done(m, item_index, raw, assignment, resource);
        set_work(m, raw, item, assignment, where);
        if (!raw->peaked) mspdi_note_pace(item, m->item_extras.at + item_index, assignment);
        raw->made = m->build->assignments.count - 1;
    }
    if (m->item_extras.at[item_index].summary) assignment->work_minutes = INT_NULL;
    plan_build_mend(m->build, &assignment_resource, assignment, "Assignment", where);
}

void mspdi_assignments_done(Mspdi *m) {
    for (int i = 0; i < m->assignments.count && !m->arena->full; i++)
        make_assignment(m, m->assignments.at + i);
    mspdi_keep_durations(m);
}

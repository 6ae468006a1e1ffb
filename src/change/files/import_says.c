/* What each format says of rows that are known already: only that is taken from a file that is imported
 * again. What a format has no word for (how Primavera P6 knows no task types, or MS Project no second
 * constraint) stays as it is, and so does what is product's or was decided here: kind, state, text, order. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"

enum { NAMES_MAX = 40 };

typedef struct Says {
    FileFormat format; /* FORMAT_UNKNOWN: every plan */
    const char *fields[NAMES_MAX];
} Says;

static const Says of_items[] = {
    {FORMAT_UNKNOWN,
     {"parent_id", "title", "duration_minutes", "percent_complete", "actual_start_at", "actual_finish_at",
      "constraint_kind", "constraint_at", "file_details"}},
    {FORMAT_MSPDI,
     {"effort_minutes", "remaining_minutes", "deadline_at", "manual_start_at", "manual_finish_at",
      "task_type", "effort_driven", "leveling_delay_minutes", "splits", "resume_at", "calendar_id",
      "calendar_with_people", "fixed_cost_cents", "cost_accrual", "elapsed", "inactive"}},
    {FORMAT_MPX,
     {"effort_minutes", "remaining_minutes", "task_type", "leveling_delay_minutes", "splits", "resume_at",
      "fixed_cost_cents", "elapsed"}},
    {FORMAT_XER,
     {"remaining_minutes", "activity_kind", "ends_float_paths", "resume_at", "expected_finish_at",
      "constraint_mandatory", "constraint_2_kind", "constraint_2_at", "external_start_at",
      "external_finish_at", "calendar_id", "fixed_cost_cents"}},
    {FORMAT_PLANNER, {"effort_minutes"}},
};

static const Says of_assignments[] = {
    {FORMAT_UNKNOWN, {"units_percent", "work_minutes", "file_details"}},
    {FORMAT_MSPDI,
     {"delay_minutes", "leveling_delay_minutes", "contour", "portions", "overtime_minutes",
      "actual_work_minutes", "rate_table"}},
    {FORMAT_MPX, {"delay_minutes", "overtime_minutes", "actual_work_minutes"}},
    {FORMAT_XER, {"rate_table"}},
};

static const Says of_resources[] = {
    {FORMAT_UNKNOWN, {"kind", "units_percent", "file_details"}},
    {FORMAT_MSPDI,
     {"calendar_id", "rate_cents_per_hour", "overtime_rate_cents_per_hour", "cost_per_use_cents", "rates",
      "available_from", "available_until", "availability", "generic"}},
    {FORMAT_MPX,
     {"calendar_id", "rate_cents_per_hour", "overtime_rate_cents_per_hour", "cost_per_use_cents"}},
    {FORMAT_XER, {"calendar_id", "rate_cents_per_hour", "rates", "availability"}},
    {FORMAT_PLANNER, {"calendar_id", "rate_cents_per_hour"}},
};

/* PMXML says what XER says. */
static FieldSet said(const Resource *resource, const Says *table, int count, FileFormat format) {
    FieldSet set = 0;
    if (format == FORMAT_PMXML) format = FORMAT_XER;
    for (int i = 0; i < count; i++) {
        if (table[i].format != FORMAT_UNKNOWN && table[i].format != format) continue;
        for (const char *const *name = table[i].fields; *name; name++)
            set |= field_bit(resource, field_find(resource, str_of(*name)));
    }
    return set;
}

FieldSet import_item_fields(const PlanFile *file) {
    if (file->format == FORMAT_CSV) return file->given;
    return file->given | said(&item_resource, of_items, COUNT_OF(of_items), file->format);
}

FieldSet import_assignment_fields(const PlanFile *file) {
    return said(&assignment_resource, of_assignments, COUNT_OF(of_assignments), file->format);
}

FieldSet import_resource_fields(const PlanFile *file) {
    if (file->format == FORMAT_CSV) return 0;
    return said(&resource_resource, of_resources, COUNT_OF(of_resources), file->format);
}

/* The tables of what a file says of a plan beyond the model. See plan.h. */
#include "base/mem.h"
#include "model/plan.h"

static const char *const lag_calendar_names[] = {"successor", "predecessor", "project", NULL};

static const Field extra_fields[] = {
    FIELD(PlanExtra, item_id, .required = true, .doc = "The item."),
    FIELD(PlanExtra, starts, .doc = "A milestone where work begins, not where it ended."),
    FIELD(PlanExtra, mandatory, .doc = "Its constraint wins over links."),
    FIELD(PlanExtra, spans_links, .doc = "Lasts from its predecessors to its successors."),
    FIELD(PlanExtra, constraint_2_kind, .choices = constraint_names, .doc = "A second constraint."),
    FIELD(PlanExtra, constraint_2_at, .nullable = true, .doc = "The date of the second constraint."),
    FIELD(PlanExtra, resume_at, .nullable = true, .doc = "Remaining work not before it."),
    FIELD(PlanExtra, expected_finish_at, .nullable = true, .doc = "What remains lasts until then."),
};
const Resource plan_extra_resource = {
    .name = "plan_extra",
    .plural = "plan_extras",
    .type = "PlanExtra",
    .size = sizeof(PlanExtra),
    .fields = extra_fields,
    .field_count = COUNT_OF(extra_fields),
    .doc = "What a file says of an item beyond its fields.",
};

static const Field rules_fields[] = {
    FIELD(PlanRules, soft_constraints, .doc = "Links win over constraints."),
    FIELD(PlanRules, retained_logic, .doc = "Links hold back what remains of a started task."),
    FIELD(PlanRules, dates_of_remaining, .doc = "Early and late dates are those of what remains."),
    FIELD(PlanRules, common_end, .doc = "Late dates are bound by the last finish of all projects."),
    FIELD(PlanRules, whole_minutes, .doc = "Start-finish links ask for one minute more."),
    FIELD(PlanRules, lag_calendar, .choices = lag_calendar_names, .doc = "Whose working time a lag counts."),
};
const Resource plan_rules_resource = {
    .name = "plan_rules",
    .plural = "plan_rules",
    .type = "PlanRules",
    .size = sizeof(PlanRules),
    .fields = rules_fields,
    .field_count = COUNT_OF(rules_fields),
    .doc = "How a file's own program schedules.",
};

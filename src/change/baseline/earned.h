/* Earned value of a workspace: the engine's sums and indices over its baselines, progress, time and expenses.
 */
#ifndef TRIVET_EARNED_H
#define TRIVET_EARNED_H

#include "change/change.h"

typedef struct EarnedQuestion {
    Id project_id, product_id, release_id; /* only of these; null: of all */
    Id baseline_id;                        /* null: the latest of each project */
} EarnedQuestion;

typedef enum EarnedScope {
    EARNED_TOTAL,
    EARNED_PROJECT,
    EARNED_PRODUCT,
    EARNED_RELEASE,
    EARNED_ITEM
} EarnedScope;

typedef struct EarnedLine { /* one level: the whole, a project, product, release, or an item with what is
                               below */
    Choice scope;
    Id id; /* null: of the whole */
    Id parent_id;
    Str title;
    bool removed; /* of a baseline, not planned any more */
    int64_t budget_cents, planned_cents, earned_cents, actual_cents, committed_cents;
    int64_t schedule_variance_cents, cost_variance_cents;
    double spi, cpi;
    int64_t eac_budget_cents, eac_cpi_cents, eac_both_cents, eac_plan_cents;
    int64_t etc_cents, vac_cents;
    double tcpi_budget, tcpi_eac;
} EarnedLine;

typedef struct EarnedPoint {
    Day day;
    int64_t planned_cents, earned_cents, actual_cents, forecast_cents; /* cumulative */
} EarnedPoint;

typedef enum EarnedWarningKind {
    BUDGET_PASSED,
    EAC_ABOVE_BUDGET,
    COMMITTED_ABOVE_BUDGET,
    RESERVE_NEEDED
} EarnedWarningKind;

typedef struct EarnedWarning {
    Choice kind;
    Day day;              /* of BUDGET_PASSED: when the money runs out */
    int64_t amount_cents; /* by how much */
} EarnedWarning;

typedef struct EarnedView {
    Day status_on;
    bool baselined;      /* without a baseline the plan as it is stands for it */
    Id baseline_id;      /* the one, where it is the same for all */
    int64_t money_cents; /* budgets of the projects asked for; null: none is set */
    int64_t contingency_reserve_cents, management_reserve_cents;
    double earned_days, elapsed_days, planned_days; /* ES, AT, PD in working days */
    double schedule_variance_days, spi_time, ieac_days;
    Day finish_on; /* by IEAC(t) */
    Day planned_finish_on;
    List lines;    /* of EarnedLine */
    List curve;    /* of EarnedPoint, at most some hundreds */
    List warnings; /* of EarnedWarning */
} EarnedView;
extern const Resource earned_line_resource, earned_point_resource, earned_warning_resource,
    earned_view_resource;

bool earned_answer(Transaction *tx, Id workspace_id, const EarnedQuestion *question, EarnedView *ret,
                   Error *err);

#endif

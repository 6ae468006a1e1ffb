/* The field tables of earned value. See earned.h. */
#include "base/mem.h"
#include "change/baseline/earned.h"

static const char *const scope_names[] = {"total", "project", "product", "release", "item", NULL};
static const char *const warning_names[] = {"budget_passed", "estimate_above_budget",
                                            "committed_above_budget", "reserve_needed", NULL};

#define MONEY .unit = "cents", .min = -INT64_C(9007199254740992)

static const Field earned_line_resource_fields[] = {
    FIELD(EarnedLine, scope, .choices = scope_names, .doc = "The level."),
    FIELD(EarnedLine, id, .nullable = true, .doc = "Project, product, release or item; null: the whole."),
    FIELD(EarnedLine, parent_id, .nullable = true, .refers_to = "item",
          .doc = "Of an item: what it is part of."),
    FIELD(EarnedLine, title, .doc = "Its name; of the whole empty."),
    FIELD(EarnedLine, removed, .doc = "Agreed in the baseline, not planned any more."),
    FIELD(EarnedLine, budget_cents, MONEY, .doc = "BAC: cost in the baseline."),
    FIELD(EarnedLine, planned_cents, MONEY, .doc = "PV: of it planned until the status date."),
    FIELD(EarnedLine, earned_cents, MONEY, .doc = "EV: of it earned by progress."),
    FIELD(EarnedLine, actual_cents, MONEY, .doc = "AC: spent until the status date."),
    FIELD(EarnedLine, committed_cents, MONEY, .doc = "Ordered, not paid."),
    FIELD(EarnedLine, schedule_variance_cents, MONEY, .doc = "SV = EV - PV."),
    FIELD(EarnedLine, cost_variance_cents, MONEY, .doc = "CV = EV - AC."),
    FIELD(EarnedLine, spi, .nullable = true, .doc = "SPI = EV / PV."),
    FIELD(EarnedLine, cpi, .nullable = true, .doc = "CPI = EV / AC."),
    FIELD(EarnedLine, eac_budget_cents, MONEY, .doc = "EAC = AC + (BAC - EV): the rest as budgeted."),
    FIELD(EarnedLine, eac_cpi_cents, MONEY, .nullable = true,
          .doc = "EAC = BAC / CPI: the rest as until now."),
    FIELD(EarnedLine, eac_both_cents, MONEY, .nullable = true,
          .doc = "EAC = AC + (BAC - EV) / (CPI x SPI): as until now, and hurried."),
    FIELD(EarnedLine, eac_plan_cents, MONEY, .doc = "EAC = AC + what the plan still costs."),
    FIELD(EarnedLine, etc_cents, MONEY, .doc = "ETC = EAC - AC, by CPI where there is one."),
    FIELD(EarnedLine, vac_cents, MONEY, .doc = "VAC = BAC - EAC, by CPI where there is one."),
    FIELD(EarnedLine, tcpi_budget, .nullable = true, .min = -INT64_C(9007199254740992),
          .doc = "TCPI = (BAC - EV) / (BAC - AC): efficiency needed to keep the budget."),
    FIELD(EarnedLine, tcpi_eac, .nullable = true, .min = -INT64_C(9007199254740992),
          .doc = "TCPI = (BAC - EV) / (EAC - AC): to keep the estimate."),
};
VIEW(earned_line_resource, EarnedLine, "earned_line", "EarnedLine", "Earned value of one level.");

static const Field earned_point_resource_fields[] = {
    FIELD(EarnedPoint, day, .doc = "End of that day."),
    FIELD(EarnedPoint, planned_cents, MONEY, .doc = "PV until then."),
    FIELD(EarnedPoint, earned_cents, MONEY, .nullable = true,
          .doc = "EV until then; null after the status date."),
    FIELD(EarnedPoint, actual_cents, MONEY, .nullable = true,
          .doc = "AC until then; null after the status date."),
    FIELD(EarnedPoint, forecast_cents, MONEY, .nullable = true,
          .doc = "AC and what the plan still costs until then; null before the status date."),
};
VIEW(earned_point_resource, EarnedPoint, "earned_point", "EarnedPoint", "One day of the S-curve.");

static const Field earned_warning_resource_fields[] = {
    FIELD(EarnedWarning, kind, .choices = warning_names,
          .doc = "The plan passes the budget on that day; the estimate, or what is spent and committed, lies "
                 "above "
                 "it; or the reserve is needed."),
    FIELD(EarnedWarning, day, .nullable = true, .doc = "When the money runs out."),
    FIELD(EarnedWarning, amount_cents, MONEY, .doc = "By how much."),
};
VIEW(earned_warning_resource, EarnedWarning, "earned_warning", "EarnedWarning",
     "What to look at before the money runs out.");

static const Field earned_view_resource_fields[] = {
    FIELD(EarnedView, status_on, .doc = "The last day that counts."),
    FIELD(EarnedView, baselined, .doc = "False: no baseline is set, the plan as it is stands for it."),
    FIELD(EarnedView, baseline_id, .nullable = true, .refers_to = "baseline",
          .doc = "The baseline, where it is the same for all."),
    FIELD(EarnedView, money_cents, MONEY, .nullable = true,
          .doc = "Budgets of the projects; null: none is set."),
    FIELD(EarnedView, contingency_reserve_cents, MONEY, .doc = "Of it kept for known risks."),
    FIELD(EarnedView, management_reserve_cents, MONEY, .doc = "Of it kept for what nobody foresaw."),
    FIELD(EarnedView, earned_days, .doc = "ES: working day on which what is earned was planned to be."),
    FIELD(EarnedView, elapsed_days, .doc = "AT: working days gone by."),
    FIELD(EarnedView, planned_days, .doc = "PD: working days planned in all."),
    FIELD(EarnedView, schedule_variance_days, .nullable = true, .min = -1000000, .doc = "SV(t) = ES - AT."),
    FIELD(EarnedView, spi_time, .nullable = true, .doc = "SPI(t) = ES / AT."),
    FIELD(EarnedView, ieac_days, .nullable = true, .doc = "IEAC(t) = PD / SPI(t)."),
    FIELD(EarnedView, finish_on, .nullable = true, .doc = "The finish by IEAC(t)."),
    FIELD(EarnedView, planned_finish_on, .nullable = true, .doc = "The finish in the baseline."),
    FIELD(EarnedView, lines, .of = &earned_line_resource,
          .doc = "The whole, then by level, then every item."),
    FIELD(EarnedView, curve, .of = &earned_point_resource, .doc = "The S-curve."),
    FIELD(EarnedView, warnings, .of = &earned_warning_resource, .doc = "What to look at."),
};
VIEW(earned_view_resource, EarnedView, "earned_value", "EarnedValue", "Earned value and earned schedule.");

/* The field tables of questions and answers about ways out. See ways.h. */
#include "base/mem.h"
#include "change/figures/ways.h"

/* In the order of OptionsMoveKind and OptionsLimitKind. */
const char *const way_kind_names[] = {"defer", "simplify", "hire",  "reorder", "overlap",
                                      "crash", "extend",   "raise", NULL};
const char *const way_limit_names[] = {"project_finish", "release_finish", "item_finish", "project_cost",
                                       NULL};

static const Field way_asked_resource_fields[] = {
    FIELD(WayAsked, kind, IN, .required = true, .choices = way_limit_names,
          .doc = "Date of a project, release or item, or budget of a project."),
    FIELD(WayAsked, subject_id, IN, .required = true, .doc = "Of which project, release or item."),
    FIELD(WayAsked, by, IN, .nullable = true, .doc = "The date wished for."),
    FIELD(WayAsked, budget_cents, IN, .nullable = true, .unit = "cents", .doc = "The budget wished for."),
};
VIEW(way_asked_resource, WayAsked, "way_asked", "WayAsked", "A limit to be met.");

static const Field ways_question_resource_fields[] = {
    FIELD(WaysQuestion, project_id, IN, .nullable = true, .refers_to = "project",
          .doc = "Only its limits and features; null: all."),
    FIELD(WaysQuestion, release_id, IN, .nullable = true, .refers_to = "release",
          .doc = "Only this release's date; null: all."),
    FIELD(WaysQuestion, feature_id, IN, .nullable = true, .refers_to = "item",
          .doc = "What would it take to have this feature by then?"),
    FIELD(WaysQuestion, by, IN, .nullable = true, .doc = "The date wished for the feature."),
    FIELD(WaysQuestion, limits, IN, .of = &way_asked_resource, .max = 50,
          .doc = "Limits to be met beside those that are agreed."),
    FIELD(WaysQuestion, kinds, IN, .max = 8, .doc = "Moves that may be used; empty: all."),
    FIELD(WaysQuestion, scope_weight, IN, .initial = 100, .unit = "percent", .max = 10000,
          .doc = "How much losing value hurts."),
    FIELD(WaysQuestion, time_weight, IN, .initial = 100, .unit = "percent", .max = 10000,
          .doc = "How much passing a date hurts."),
    FIELD(WaysQuestion, budget_weight, IN, .initial = 100, .unit = "percent", .max = 10000,
          .doc = "How much passing a budget hurts."),
    FIELD(WaysQuestion, risk_weight, IN, .initial = 100, .unit = "percent", .max = 10000,
          .doc = "How much disturbing the plan hurts."),
    FIELD(WaysQuestion, tolerance_minutes, IN, .unit = "min", .max = 5256000,
          .doc = "A date may be passed by so much."),
    FIELD(WaysQuestion, tolerance_percent, IN, .unit = "percent", .max = 100,
          .doc = "A budget may be passed by so much."),
    FIELD(WaysQuestion, steps, IN, .initial = 300, .min = 1, .max = 5000,
          .doc = "Schedules tried at most; more find better ways in large plans."),
    FIELD(WaysQuestion, hire_cents, IN, .unit = "cents", .max = INT64_C(10000000000000),
          .doc = "What it costs to find and teach one more person, beside the pay."),
    FIELD(WaysQuestion, trials, IN, .initial = 500, .max = 10000,
          .doc = "Of a run: trials behind P50, P80 and P85 of each way and point; 0: none."),
    FIELD(WaysQuestion, front, IN, .doc = "Also the front of value, date and cost."),
};
VIEW(ways_question_resource, WaysQuestion, "ways_question", "WaysQuestion",
     "What is to fit, and what may give way.");

static const Field way_limit_resource_fields[] = {
    FIELD(WayLimit, kind, .choices = way_limit_names,
          .doc = "Date of a project, release or item, or budget."),
    FIELD(WayLimit, subject_id, .doc = "Of which project, release or item."),
    FIELD(WayLimit, name, .doc = "What it is called."),
    FIELD(WayLimit, by, .nullable = true, .doc = "The date agreed."),
    FIELD(WayLimit, finish_at, .nullable = true, .doc = "The finish."),
    FIELD(WayLimit, budget_cents, .nullable = true, .unit = "cents", .doc = "The budget agreed."),
    FIELD(WayLimit, cost_cents, .unit = "cents", .doc = "The cost."),
    FIELD(WayLimit, broken, .doc = "It does not hold."),
};
VIEW(way_limit_resource, WayLimit, "way_limit", "WayLimit", "A limit, and what the plan says to it.");

static const Field way_move_resource_fields[] = {
    FIELD(WayMove, kind, .choices = way_kind_names, .doc = "What is done."),
    FIELD(WayMove, subject_id, .doc = "To which item, resource, link or assignment."),
    FIELD(WayMove, name, .doc = "What that is called."),
    FIELD(WayMove, detail, .doc = "The variant, the number of people, the two ends of the link."),
    FIELD(WayMove, value_lost, .doc = "Value that it costs."),
};
VIEW(way_move_resource, WayMove, "way_move", "WayMove", "One move of a way out.");

static const Field way_loser_resource_fields[] = {
    FIELD(WayLoser, item_id, .refers_to = "item", .doc = "The feature."),
    FIELD(WayLoser, name, .doc = "Its title."),
    FIELD(WayLoser, goal, .doc = "The goal that it served."),
    FIELD(WayLoser, value, .doc = "Its value."),
    FIELD(WayLoser, value_lost, .doc = "How much of it is lost."),
    FIELD(WayLoser, reach, .nullable = true, .doc = "People a quarter who do without."),
};
VIEW(way_loser_resource, WayLoser, "way_loser", "WayLoser", "Who loses by a way out.");

static const Field way_resource_fields[] = {
    FIELD(Way, kinds, .doc = "What gives way."),
    FIELD(Way, moves, .of = &way_move_resource, .doc = "What is done."),
    FIELD(Way, losers, .of = &way_loser_resource, .doc = "Who loses."),
    FIELD(Way, limits, .of = &way_limit_resource,
          .doc = "Every limit afterwards; broken: it is moved along."),
    FIELD(Way, changes, .of = &proposed_change_resource, .doc = "What a proposal of it changes."),
    FIELD(Way, finish_at, .nullable = true, .doc = "Finish of everything planned."),
    FIELD(Way, finish_p50_at, .nullable = true, .doc = "As likely later as earlier; null: not forecast."),
    FIELD(Way, finish_p80_at, .nullable = true, .doc = "Not later in 80 of 100 cases; null: not forecast."),
    FIELD(Way, cost_cents, .unit = "cents", .doc = "Cost of everything planned."),
    FIELD(Way, value, .doc = "Value that stays."),
    FIELD(Way, price, .unit = "percent", .doc = "What it costs in all: the least is the best."),
};
VIEW(way_resource, Way, "way", "Way", "One way out.");

static const Field way_point_resource_fields[] = {
    FIELD(WayPoint, value, .doc = "Value of the features chosen."),
    FIELD(WayPoint, finish_at, .nullable = true, .doc = "Finish of everything planned."),
    FIELD(WayPoint, p50_at, .nullable = true, .doc = "As likely later as earlier; null: not forecast."),
    FIELD(WayPoint, p85_at, .nullable = true, .doc = "Not later in 85 of 100 cases; null: not forecast."),
    FIELD(WayPoint, cost_cents, .unit = "cents", .doc = "Its cost."),
    FIELD(WayPoint, left_out, .refers_to = "item", .doc = "Features that are not in it."),
};
VIEW(way_point_resource, WayPoint, "way_point", "WayPoint",
     "A scope that no other beats in value, date and cost.");

static const Field ways_resource_fields[] = {
    FIELD(Ways, fits, .doc = "Every limit holds."),
    FIELD(Ways, proven, .doc = "No combination of the moves looked at is better than the first way."),
    FIELD(Ways, steps, .doc = "Schedules tried."),
    FIELD(Ways, steps_to_first, .doc = "Until there was a first way."),
    FIELD(Ways, limits, .of = &way_limit_resource, .doc = "Every limit today."),
    FIELD(Ways, ways, .of = &way_resource, .doc = "Ways out, the best first."),
    FIELD(Ways, front, .of = &way_point_resource, .doc = "The front of value, date and cost."),
    FIELD(Ways, value, .doc = "Value of all that is planned."),
    FIELD(Ways, finish_at, .nullable = true, .doc = "Finish of everything planned, today."),
    FIELD(Ways, cost_cents, .unit = "cents", .doc = "Cost of everything planned, today."),
};
VIEW(ways_resource, Ways, "ways", "Ways", "What could give way, and what it would do.");

/* The field tables of flow. See flow_answer.h. */
#include "base/mem.h"
#include "change/figures/flow_answer.h"

static const char *const measure_names[] = {"cycle", "lead", NULL};

static const Field flow_times_resource_fields[] = {
    FIELD(FlowTimesView, measure, .choices = measure_names,
          .doc = "cycle: from first in progress until done; lead: from when it was created."),
    FIELD(FlowTimesView, count, .doc = "Of how many finished ones."),
    FIELD(FlowTimesView, mean_days, .doc = "On average."),
    FIELD(FlowTimesView, p50_days, .doc = "Half of them took at most so many calendar days."),
    FIELD(FlowTimesView, p70_days, .doc = "70 percent of them."),
    FIELD(FlowTimesView, p85_days, .doc = "85 percent of them."),
    FIELD(FlowTimesView, p90_days, .doc = "90 percent of them."),
    FIELD(FlowTimesView, p95_days, .doc = "95 percent of them."),
};
VIEW(flow_times_resource, FlowTimesView, "flow_times", "FlowTimes", "How long things took.");

static const Field flow_day_resource_fields[] = {
    FIELD(FlowDayView, day, .doc = "All of it at the end of this day, in UTC."),
    FIELD(FlowDayView, new_count, .doc = "How many are new."),
    FIELD(FlowDayView, ready_count, .doc = "How many are ready."),
    FIELD(FlowDayView, in_progress_count, .doc = "How many are in progress."),
    FIELD(FlowDayView, done_count, .doc = "How many are done."),
    FIELD(FlowDayView, dropped_count, .doc = "How many are dropped."),
    FIELD(FlowDayView, arrived_count, .doc = "Started on this day, for the first time."),
    FIELD(FlowDayView, finished_count, .doc = "Finished on this day."),
    FIELD(FlowDayView, finished_size, .doc = "Their size: effort in minutes where asked by effort, else 1."),
    FIELD(FlowDayView, scope_size, .doc = "Size of all but the dropped ones."),
    FIELD(FlowDayView, done_size, .doc = "Size of the done ones."),
};
VIEW(flow_day_resource, FlowDayView, "flow_day", "FlowDay", "One day of the cumulative flow.");

static const Field flow_item_resource_fields[] = {
    FIELD(FlowItemView, item_id, .refers_to = "item", .doc = "The item; it may be deleted by now."),
    FIELD(FlowItemView, started_on, .nullable = true, .doc = "First in progress; null: never was."),
    FIELD(FlowItemView, finished_on, .nullable = true, .doc = "Done; null: it is in progress."),
    FIELD(FlowItemView, cycle_days, .nullable = true,
          .doc = "Calendar days from started_on, first and last counted; until today of what is in "
                 "progress: its age."),
    FIELD(FlowItemView, lead_days, .doc = "The same from when it was created."),
};
VIEW(flow_item_resource, FlowItemView, "flow_item", "FlowItem", "How long one item took, or is there.");

static const Field flow_odds_resource_fields[] = {
    FIELD(FlowOdds, percent, .doc = "In so many of a hundred trials."),
    FIELD(FlowOdds, done_on, .nullable = true, .doc = "Of when: the remaining are done by this day."),
    FIELD(FlowOdds, count, .nullable = true, .doc = "Of how_many: at least so many are done by the day."),
};
VIEW(flow_odds_resource, FlowOdds, "flow_odds", "FlowOdds", "How sure a date or a number is.");

static const Field flow_bin_resource_fields[] = {
    FIELD(FlowBin, from_on, .doc = "Its first day; it ends before the next one's."),
    FIELD(FlowBin, trials, .doc = "Trials that end in it."),
    FIELD(FlowBin, up_to, .doc = "Trials that end before its end."),
};
VIEW(flow_bin_resource, FlowBin, "flow_bin", "FlowBin", "One bar of when the remaining are done.");

static const Field flow_view_resource_fields[] = {
    FIELD(FlowView, day_count,
          .doc = "Days looked at, up to today; fewer than asked where nothing was there."),
    FIELD(FlowView, finished_count, .doc = "Finished in them."),
    FIELD(FlowView, unstarted_count, .doc = "Of them those that never were in progress."),
    FIELD(FlowView, in_progress_count, .doc = "In progress now."),
    FIELD(FlowView, remaining_count, .doc = "How many the forecast has to finish."),
    FIELD(FlowView, mean_in_progress, .doc = "In progress at once, on average."),
    FIELD(FlowView, throughput_per_week, .doc = "Finished a week, on average."),
    FIELD(FlowView, efficiency_percent, .nullable = true,
          .doc = "Time in progress of all time since they left new, of the finished ones; null: none."),
    FIELD(FlowView, velocity_least, .doc = "Size finished in the worst whole week."),
    FIELD(FlowView, velocity_mean, .doc = "In a whole week, on average."),
    FIELD(FlowView, velocity_most, .doc = "In the best whole week."),
    FIELD(FlowView, times, .of = &flow_times_resource, .doc = "Cycle and lead time of the finished ones."),
    FIELD(FlowView, days, .of = &flow_day_resource, .doc = "Each day, the last is today."),
    FIELD(FlowView, finished, .of = &flow_item_resource, .doc = "Finished ones, the latest 2,000."),
    FIELD(FlowView, in_progress, .of = &flow_item_resource, .doc = "What is in progress, oldest first."),
    FIELD(FlowView, when, .of = &flow_odds_resource,
          .doc = "When the remaining are done, from 10,000 trials over the weeks looked at; empty: nothing "
                 "was finished in them."),
    FIELD(FlowView, when_bins, .of = &flow_bin_resource, .doc = "The same as a histogram."),
    FIELD(FlowView, how_many, .of = &flow_odds_resource, .doc = "How many are done by the day asked for."),
    FIELD(
        FlowView, back_test_remaining,
        .doc =
            "Back-test: the same forecast was made on each day of the second half of the time, for so many."),
    FIELD(FlowView, back_test_tried, .doc = "So many of these have come to their end by now."),
    FIELD(FlowView, back_test_held, .doc = "In so many of them the date at 85 percent was not passed."),
};
VIEW(flow_view_resource, FlowView, "flow", "Flow", "Flow of work and the forecast from it.");

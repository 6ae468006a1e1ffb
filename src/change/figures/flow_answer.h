/* Flow of a workspace as a page shows it: the engine's measures of its history, what is in progress, and when
 * and how many, with what the same forecast would have said before. */
#ifndef TRIVET_FLOW_ANSWER_H
#define TRIVET_FLOW_ANSWER_H

#include "change/figures/flow_log.h"

typedef struct FlowAsked {
    FlowFilter filter;
    int64_t days; /* looked at, up to today */
    bool by_effort;
    int64_t remaining; /* how many are to be done; INT_NULL: what is neither done nor dropped */
    Day by;            /* how many will be done by then; DAY_NONE: not asked */
} FlowAsked;

typedef struct FlowTimesView {
    Choice measure;
    int64_t count;
    double mean_days;
    int64_t p50_days, p70_days, p85_days, p90_days, p95_days;
} FlowTimesView;

typedef struct FlowDayView {
    Day day;
    int64_t new_count, ready_count, in_progress_count, done_count, dropped_count;
    int64_t arrived_count, finished_count;
    int64_t finished_size, scope_size, done_size;
} FlowDayView;

typedef struct FlowItemView {
    Id item_id;
    Day started_on, finished_on;
    int64_t cycle_days, lead_days; /* until today of what is in progress */
} FlowItemView;

typedef struct FlowOdds {
    int64_t percent;
    Day done_on;   /* of `when` */
    int64_t count; /* of `how_many` */
} FlowOdds;

typedef struct FlowBin {
    Day from_on;
    int64_t trials, up_to;
} FlowBin;

typedef struct FlowView {
    int64_t day_count, finished_count, unstarted_count, in_progress_count, remaining_count;
    double mean_in_progress, throughput_per_week, efficiency_percent;
    int64_t velocity_least, velocity_mean, velocity_most;
    List times;       /* of FlowTimesView */
    List days;        /* of FlowDayView */
    List finished;    /* of FlowItemView, the last FLOW_ITEMS_MAX */
    List in_progress; /* of FlowItemView, the oldest first, FLOW_ITEMS_MAX */
    List when;        /* of FlowOdds; empty: nothing was finished in the days looked at */
    List when_bins;   /* of FlowBin: `when` as a histogram */
    List how_many;    /* of FlowOdds */
    int64_t back_test_remaining, back_test_tried, back_test_held;
} FlowView;
extern const Resource flow_times_resource, flow_day_resource, flow_item_resource, flow_odds_resource,
    flow_bin_resource, flow_view_resource;

enum { FLOW_ITEMS_MAX = 2000, FLOW_ASKED_DAYS_MAX = 1830 };

bool flow_answer(Transaction *tx, Id workspace_id, const FlowAsked *asked, Time now, FlowView *ret,
                 Error *err);

#endif

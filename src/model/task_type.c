/* The rules. See task_type.h. */
#include "model/task_type.h"

#include "model/declare.h"

#include "base/banned.h"

enum { DEFAULT_MINUTES = 480, UNITS_MAX = 1000000 };

/* ---- As it is ---- */

static bool any_counts(const TaskWork *work) {
    for (int i = 0; i < work->count; i++)
        if (work->shares[i].counts) return true;
    return false;
}

static int64_t all_units(const TaskWork *work) {
    int64_t sum = 0;
    for (int i = 0; i < work->count; i++)
        if (work->shares[i].counts) sum += work->shares[i].units_percent;
    return sum;
}

/* The effort is divided among all, who have no work of their own. */
static bool is_by_effort(const TaskWork *work) {
    for (int i = 0; i < work->count; i++)
        if (work->shares[i].counts && work->shares[i].work_minutes != INT_NULL) return false;
    return work->effort_minutes != INT_NULL && any_counts(work);
}

/* a times b by c, rounded. Minutes and units have limits whose product fits. */
static int64_t scaled(int64_t a, int64_t b, int64_t c) {
    int64_t n = c > 0 ? (a * b + c / 2) / c : a;
    return n > MINUTES_MAX ? MINUTES_MAX : n;
}

static int64_t units_within(int64_t units) {
    return units < 1 ? 1 : units > UNITS_MAX ? UNITS_MAX : units;
}

/* What a share without work of its own works over. */
static int64_t row_minutes(const TaskWork *work) {
    return work->duration_minutes == INT_NULL ? DEFAULT_MINUTES : work->duration_minutes;
}

static int64_t work_of(const TaskWork *work, const TaskShare *share) {
    if (share->work_minutes != INT_NULL) return share->work_minutes;
    if (is_by_effort(work)) return scaled(work->effort_minutes, share->units_percent, all_units(work));
    return scaled(row_minutes(work), share->units_percent * share->average, 10000);
}

static int64_t all_work(const TaskWork *work) {
    int64_t sum = 0;
    for (int i = 0; i < work->count; i++)
        if (work->shares[i].counts) sum += work_of(work, work->shares + i);
    return sum;
}

/* The one that somebody fixed, else that of the share that takes longest. */
static int64_t duration_of(const TaskWork *work) {
    int64_t longest = 0;
    if (!any_counts(work)) return row_minutes(work);
    if (is_by_effort(work)) return scaled(work->effort_minutes, 100, all_units(work));
    if (work->type == TYPE_FIXED_DURATION && work->duration_minutes != INT_NULL)
        return work->duration_minutes;
    for (int i = 0; i < work->count; i++) {
        const TaskShare *share = work->shares + i;
        if (!share->counts) continue;
        int64_t own = row_minutes(work);
        if (share->work_minutes != INT_NULL)
            own = scaled(share->work_minutes, 10000, share->units_percent * share->average);
        if (own > longest) longest = own;
    }
    return longest;
}

/* ---- What follows ---- */

/* Divides work in proportion to units, so that the parts add up. */
static void share_out(TaskWork *work, int64_t minutes) {
    int64_t all = all_units(work), units = 0, given = 0;
    for (int i = 0; i < work->count; i++) {
        TaskShare *share = work->shares + i;
        if (!share->counts) continue;
        units += share->units_percent;
        int64_t until = scaled(minutes, units, all);
        share->work_minutes = until - given;
        given = until;
    }
}

/* What each does becomes a number of its own, so that it stays when units or the duration change. */
static void hold_work(TaskWork *work) {
    if (is_by_effort(work)) {
        share_out(work, work->effort_minutes);
        return;
    }
    for (int i = 0; i < work->count; i++)
        if (work->shares[i].counts) work->shares[i].work_minutes = work_of(work, work->shares + i);
}

static void scale_units(TaskWork *work, int64_t to, int64_t of) {
    for (int i = 0; i < work->count; i++) {
        TaskShare *share = work->shares + i;
        if (share->counts) share->units_percent = units_within(scaled(share->units_percent, to, of));
    }
}

static void scale_work(TaskWork *work, int64_t to, int64_t of) {
    for (int i = 0; i < work->count; i++) {
        TaskShare *share = work->shares + i;
        bool own = share->counts && share->work_minutes != INT_NULL;
        if (own) share->work_minutes = scaled(share->work_minutes, to, of);
    }
}

/* The stored duration, where there is one, is what the shares make of it. */
static void let_duration_follow(TaskWork *work) {
    if (work->duration_minutes != INT_NULL) work->duration_minutes = duration_of(work);
}

/* Everybody needs the same time for what he does. */
static void let_units_follow(TaskWork *work, int64_t duration) {
    for (int i = 0; i < work->count; i++) {
        TaskShare *share = work->shares + i;
        if (!share->counts || share->work_minutes == INT_NULL || duration <= 0) continue;
        share->units_percent = units_within(scaled(share->work_minutes, 10000, duration * share->average));
    }
}

/* ---- Edits ---- */

void task_set_duration(TaskWork *work, int64_t minutes) {
    int64_t before = duration_of(work);
    bool follows = any_counts(work) && before > 0 && minutes != INT_NULL && minutes > 0;
    if (follows && work->type == TYPE_FIXED_WORK) {
        if (!is_by_effort(work)) hold_work(work);
        scale_units(work, before, minutes);
    } else if (follows && is_by_effort(work)) {
        work->effort_minutes = scaled(work->effort_minutes, minutes, before);
    } else if (follows) {
        scale_work(work, minutes, before);
    }
    work->duration_minutes = minutes;
}

void task_set_effort(TaskWork *work, int64_t minutes) {
    int64_t before = all_work(work);
    if (any_counts(work) && before > 0 && minutes != INT_NULL && minutes > 0) {
        if (work->type == TYPE_FIXED_DURATION) scale_units(work, minutes, before);
        scale_work(work, minutes, before);
        bool own = !is_by_effort(work) && work->duration_minutes != INT_NULL;
        if (own && work->type != TYPE_FIXED_DURATION)
            work->duration_minutes = scaled(work->duration_minutes, minutes, before);
    }
    work->effort_minutes = minutes;
}

void task_set_units(TaskWork *work, int index, int64_t percent) {
    TaskShare *share = work->shares + index;
    int64_t before = share->units_percent, all = all_units(work);
    bool follows = share->counts && percent > 0, by_effort = is_by_effort(work);
    if (follows && work->type != TYPE_FIXED_DURATION && !by_effort) hold_work(work);
    share->units_percent = percent;
    if (!follows) return;
    if (work->type != TYPE_FIXED_DURATION) let_duration_follow(work);
    else if (by_effort) work->effort_minutes = scaled(work->effort_minutes, all_units(work), all);
    else if (share->work_minutes != INT_NULL)
        share->work_minutes = scaled(share->work_minutes, percent, before);
}

void task_set_work(TaskWork *work, int index, int64_t minutes) {
    TaskShare *share = work->shares + index;
    int64_t duration = duration_of(work);
    bool follows = share->counts && minutes != INT_NULL;
    if (follows && (work->type != TYPE_FIXED_DURATION || is_by_effort(work))) hold_work(work);
    share->work_minutes = minutes;
    if (!follows) return;
    if (work->type != TYPE_FIXED_DURATION) let_duration_follow(work);
    else if (duration > 0 && minutes > 0)
        share->units_percent = units_within(scaled(minutes, 10000, duration * share->average));
}

/* The whole work stays; who is there shares it. */
static void divide_again(TaskWork *work, int64_t whole, int64_t duration) {
    share_out(work, whole);
    if (work->type == TYPE_FIXED_DURATION) let_units_follow(work, duration);
    else let_duration_follow(work);
}

bool task_keeps_work(const TaskWork *work) {
    return work->effort_driven || work->type == TYPE_FIXED_WORK;
}

void task_join(TaskWork *work, int index) {
    TaskShare *share = work->shares + index;
    int64_t whole = all_work(work), duration = duration_of(work);
    bool first = !any_counts(work), by_effort = is_by_effort(work);
    if (share->units_percent == 0 || share->average == 0) return;
    bool brings = share->work_minutes != INT_NULL;
    if (!first && by_effort && brings) hold_work(work);
    share->counts = true;
    if (first) return;
    if (brings) {
        if (work->type != TYPE_FIXED_DURATION) let_duration_follow(work);
    } else if (task_keeps_work(work)) {
        if (!by_effort || work->type == TYPE_FIXED_DURATION) divide_again(work, whole, duration);
    } else if (by_effort) {
        work->effort_minutes += scaled(duration, share->units_percent, 100);
    } else if (work->duration_minutes == INT_NULL) {
        share->work_minutes = scaled(duration, share->units_percent * share->average, 10000);
    }
}

void task_leave(TaskWork *work, int index) {
    TaskShare *share = work->shares + index;
    int64_t whole = all_work(work), duration = duration_of(work), own = work_of(work, share);
    bool by_effort = is_by_effort(work), counted = share->counts;
    share->counts = false;
    if (!counted || !any_counts(work)) return;
    if (task_keeps_work(work)) {
        if (!by_effort || work->type == TYPE_FIXED_DURATION) divide_again(work, whole, duration);
    } else if (by_effort) {
        work->effort_minutes -= own;
    } else if (work->type != TYPE_FIXED_DURATION) {
        let_duration_follow(work);
    }
}

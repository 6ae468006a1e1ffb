/* Dates of one job: by the time of its longest part alone, or by each part's own calendar.
 *
 * A job starts when the first of its parts can and ends with the last. */
#include "engine/run.h"

/* Each working part, in the order of the assignments. */
#define EACH_PART(job, part)                                                                                 \
    (const Part *part = (job)->more->parts, *end_ = part + (job)->more->part_count; part < end_;             \
     part++) if (part->time)

int32_t job_part_minutes(const Job *job, const Part *part, int32_t minutes) {
    if (minutes == job->minutes) return part->minutes;
    return (int32_t)(((int64_t)part->minutes * minutes + job->minutes - 1) / job->minutes);
}

/* Where a job without length stands that must not be before (after) the moment. */
static Minute point(const Job *job, Minute from) {
    if (job->flags & JOB_WAS_DONE) return from;
    return job->flags & JOB_STARTS ? worktime_next_start(job->time, from) : worktime_point(job->time, from);
}

static Minute point_back(const Job *job, Minute to) {
    if (job->flags & JOB_WAS_DONE) return to;
    return job->flags & JOB_STARTS ? worktime_next_start(job->time, to) : worktime_point_back(job->time, to);
}

Dates part_place(const Job *job, const Part *part, Minute start, int32_t minutes) {
    Minute begin = start;
    if (part->delay && minutes == job->minutes && job->mode != JOB_STARTED)
        begin = worktime_add(part->time, start, part->delay);
    return (Dates){worktime_next_start(part->time, begin),
                   worktime_add(part->time, start, job_part_minutes(job, part, minutes))};
}

Minute job_start(const Job *job, Minute from) {
    if (job->minutes == 0) return point(job, from);
    if (!(job->flags & JOB_PARTS)) return worktime_next_start(job->time, from);
    Minute start = MINUTE_AFTER;
    for
        EACH_PART(job, part) start = earlier(start, worktime_next_start(part->time, from));
    return start;
}

Minute job_finish(const Job *job, Minute start, int32_t minutes) {
    if (minutes == 0) return start;
    if (!(job->flags & JOB_PARTS)) return worktime_add(job->time, start, minutes);
    Minute finish = MINUTE_BEFORE;
    for
        EACH_PART(job, part)
    finish = later(finish, worktime_add(part->time, start, job_part_minutes(job, part, minutes)));
    return finish;
}

Minute job_start_for(const Job *job, Minute finish, int32_t minutes) {
    if (minutes == 0) return point_back(job, finish);
    if (!(job->flags & JOB_PARTS)) return worktime_subtract(job->time, finish, minutes);
    Minute start = MINUTE_AFTER;
    for
        EACH_PART(job, part)
    start = earlier(start, worktime_subtract(part->time, finish, job_part_minutes(job, part, minutes)));
    return start;
}

Dates job_place(const Job *job, Minute from) {
    Dates dates;
    if (job->minutes > 0 && !(job->flags & JOB_PARTS)) {
        worktime_span(job->time, from, job->minutes, &dates.start, &dates.finish);
        return dates;
    }
    dates.start = job_start(job, from);
    dates.finish = job_finish(job, dates.start, job->minutes);
    return dates;
}

Dates job_place_by(const Job *job, Minute to) {
    return (Dates){job_start_for(job, to, job->minutes), job_finish_by(job, to)};
}

Minute job_start_to_reach(const Job *job, Minute finish, int32_t minutes) {
    if (minutes == 0) return point_back(job, finish);
    return worktime_subtract(job->time, finish, minutes);
}

Minute job_finish_by(const Job *job, Minute to) {
    if (job->minutes == 0) return point_back(job, to);
    if (!(job->flags & JOB_PARTS)) return worktime_previous_finish(job->time, to);
    Minute finish = MINUTE_BEFORE;
    for
        EACH_PART(job, part) finish = later(finish, worktime_previous_finish(part->time, to));
    return finish;
}

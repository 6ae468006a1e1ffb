/* What a new workspace has without anybody having made it: the weekly of the two managers. See meeting.h. */
#include "base/banned.h"
#include "base/zone.h"
#include "change/meeting/meeting.h"

enum { TEN_O_CLOCK = 10 * 60 };

/* The first Monday that is not over, at ten. */
static Moment first_monday(const Zone *zone, Time now) {
    int32_t today = day_of_minute(zone_moment(zone, now).n) + 1;
    while (day_weekday(today) != 0) today++;
    return (Moment){today * MINUTES_PER_DAY + TEN_O_CLOCK};
}

bool meeting_found_weekly(Change *change, Str time_zone, Error *err) {
    const MeetingTemplateRow *row = &meeting_templates[MEETING_WEEKLY];
    MeetingSeries series;
    Meeting meeting;
    Zone zone;
    Str roles[4];
    bool created, known = zone_find(time_zone, &zone) || zone_find(STR("UTC"), &zone);
    if (!known) return error_set(err, ERROR_INTERNAL, "The table of time zones lacks UTC.");
    record_init(&meeting_series_resource, &series);
    series.name = str_of(row->name);
    series.purpose = STR("What changed, what slipped, what waits for both: decided here, in half an hour.");
    series.template.n = MEETING_WEEKLY;
    series.recurrence.n = (int)row->recurrence;
    series.duration_minutes = row->duration_minutes;
    series.time_zone = zone_find(time_zone, &zone) ? time_zone : STR("UTC");
    series.first_at = first_monday(&zone, change->tx->author.now);
    for (int i = 0; i < row->role_count; i++) roles[i] = str_of(role_names[row->roles[i]]);
    series.participant_roles = (List){roles, row->role_count};
    if (!change_create(change, &meeting_series_resource, &series, &created, err)) return false;
    record_init(&meeting_resource, &meeting);
    meeting.series_id = series.row.id;
    return change_create(change, &meeting_resource, &meeting, &created, err);
}

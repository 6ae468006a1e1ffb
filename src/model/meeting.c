/* Templates and turns of meetings. See meeting.h. */
#include "model/meeting.h"

#include <assert.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/zone.h"

#define LIT(text)                                                                                            \
    { text, sizeof text - 1 }

enum {
    ALL = (1u << POINT_TOPIC) - 1,
    OF_THE_PLAN = POINT_BIT(POINT_SLIP) | POINT_BIT(POINT_DUE) | POINT_BIT(POINT_ACTION),
};

const MeetingTemplateRow meeting_templates[] = {
    [MEETING_WEEKLY] = {"Weekly of the two managers",
                        30,
                        RECURRENCE_WEEKLY,
                        ALL,
                        {ROLE_PRODUCT_MANAGER, ROLE_PROJECT_MANAGER},
                        2,
                        {{{0}}},
                        0},
    [MEETING_ONE_ON_ONE] = {"1-on-1",
                            30,
                            RECURRENCE_WEEKLY,
                            POINT_BIT(POINT_ACTION),
                            {0},
                            0,
                            {{LIT("How are you?"), 5},
                             {LIT("What is in your way?"), 10},
                             {LIT("Feedback in both directions"), 10},
                             {LIT("What you want to learn next"), 5}},
                            4},
    [MEETING_STAND_UP] = {"Stand-up",
                          15,
                          RECURRENCE_WORKDAYS,
                          POINT_BIT(POINT_DUE) | POINT_BIT(POINT_ACTION),
                          {ROLE_SCRUM_MASTER, ROLE_MEMBER},
                          2,
                          {{LIT("What is in the way?"), 10}},
                          1},
    [MEETING_PLANNING] = {"Planning",
                          60,
                          RECURRENCE_TWO_WEEKS,
                          OF_THE_PLAN | POINT_BIT(POINT_CHANGE) | POINT_BIT(POINT_PROPOSAL),
                          {ROLE_PRODUCT_OWNER, ROLE_SCRUM_MASTER, ROLE_MEMBER},
                          3,
                          {{LIT("The goal"), 10},
                           {LIT("Who is there, and how much"), 10},
                           {LIT("What we take on"), 30}},
                          3},
    [MEETING_REVIEW] = {"Review",
                        60,
                        RECURRENCE_TWO_WEEKS,
                        OF_THE_PLAN | POINT_BIT(POINT_PROMISE),
                        {ROLE_PRODUCT_OWNER, ROLE_SCRUM_MASTER, ROLE_MEMBER, ROLE_STAKEHOLDER},
                        4,
                        {{LIT("What is done, shown"), 30},
                         {LIT("What we heard about it"), 15},
                         {LIT("What follows for the plan"), 10}},
                        3},
    [MEETING_RETROSPECTIVE] = {"Retrospective",
                               60,
                               RECURRENCE_TWO_WEEKS,
                               POINT_BIT(POINT_ACTION),
                               {ROLE_SCRUM_MASTER, ROLE_MEMBER},
                               2,
                               {{LIT("What went well"), 15},
                                {LIT("What did not"), 15},
                                {LIT("What we try next"), 20}},
                               3},
    [MEETING_STEERING] = {"Steering board",
                          60,
                          RECURRENCE_FOUR_WEEKS,
                          ALL,
                          {ROLE_SPONSOR, ROLE_PRODUCT_MANAGER, ROLE_PROJECT_MANAGER},
                          3,
                          {{LIT("What the board is asked to decide"), 15}},
                          1},
};
static_assert(COUNT_OF(meeting_templates) == MEETING_TEMPLATES, "a row for each template");

int point_minutes(PointKind kind) {
    static const int minutes[] = {
        [POINT_EXCEPTION] = 5, [POINT_PROMISE] = 5, [POINT_PROPOSAL] = 5, [POINT_SLIP] = 3,
        [POINT_CHANGE] = 2,    [POINT_DUE] = 1,     [POINT_ACTION] = 1,   [POINT_TOPIC] = 5,
    };
    return minutes[kind];
}

static Moment next_workday(Moment at) {
    do at.n += MINUTES_PER_DAY;
    while (day_weekday(day_of_minute(at.n)) > 4);
    return at;
}

Moment meeting_turn_after(const MeetingSeries *series, Moment after) {
    static const int weeks[] = {
        [RECURRENCE_WEEKLY] = 1, [RECURRENCE_TWO_WEEKS] = 2, [RECURRENCE_FOUR_WEEKS] = 4};
    Moment at = series->first_at;
    if (series->ended) return MOMENT_NONE;
    if (at.n > after.n) return at;
    if (series->recurrence.n == RECURRENCE_NONE) return MOMENT_NONE;
    if (series->recurrence.n == RECURRENCE_WORKDAYS) {
        at.n += (after.n - at.n) / MINUTES_PER_DAY * MINUTES_PER_DAY;
        while (at.n <= after.n || day_weekday(day_of_minute(at.n)) > 4) at = next_workday(at);
        return at;
    }
    int32_t step = weeks[series->recurrence.n] * 7 * MINUTES_PER_DAY;
    at.n += ((after.n - at.n) / step + 1) * step;
    return at;
}

static bool is_role(Str name) {
    for (int i = 0; role_names[i]; i++)
        if (str_is(name, role_names[i])) return true;
    return false;
}

bool meeting_series_check(const MeetingSeries *series, Error *err) {
    Zone zone;
    const Str *roles = series->participant_roles.at;
    if (!zone_find(series->time_zone, &zone)) {
        error_field(err, "time_zone", "There is no time zone \"%.*s\".",
                    STR_ARG(str_slice(series->time_zone, 0, 60)));
        return error_hint(err, "Write it by IANA's name: Europe/Berlin, America/New_York, UTC.");
    }
    for (int i = 0; i < series->participant_roles.count; i++) {
        if (is_role(roles[i])) continue;
        error_field(err, "participant_roles", "There is no role \"%.*s\".",
                    STR_ARG(str_slice(roles[i], 0, 60)));
        return error_hint(err, "For example product_manager, project_manager, sponsor.");
    }
    return true;
}

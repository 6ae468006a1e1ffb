/* Turns of meetings, and invitations as calendars read them. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/ical.h"
#include "model/meeting.h"
#include "test.h"

static Moment moment(const char *text) {
    Moment at;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

static Moment turn(MeetingRecurrence recurrence, const char *after) {
    MeetingSeries series;
    record_init(&meeting_series_resource, &series);
    series.recurrence.n = (int)recurrence;
    series.first_at = moment("2026-12-07T10:00"); /* a Monday */
    return meeting_turn_after(&series, moment(after));
}

TEST(turns_come_as_often_as_the_series_says) {
    CHECK_INT(turn(RECURRENCE_WEEKLY, "2026-01-01T00:00").n, moment("2026-12-07T10:00").n);
    CHECK_INT(turn(RECURRENCE_WEEKLY, "2026-12-07T10:00").n, moment("2026-12-14T10:00").n);
    CHECK_INT(turn(RECURRENCE_TWO_WEEKS, "2026-12-08T00:00").n, moment("2026-12-21T10:00").n);
    CHECK_INT(turn(RECURRENCE_FOUR_WEEKS, "2027-01-04T09:59").n, moment("2027-01-04T10:00").n);
    CHECK_INT(turn(RECURRENCE_WORKDAYS, "2026-12-11T10:00").n, moment("2026-12-14T10:00").n);
    CHECK_INT(turn(RECURRENCE_WORKDAYS, "2026-12-08T09:00").n, moment("2026-12-08T10:00").n);
    CHECK_INT(turn(RECURRENCE_NONE, "2026-12-07T10:00").n, MOMENT_NONE.n);
}

TEST(a_series_that_has_ended_has_no_turn) {
    MeetingSeries series;
    record_init(&meeting_series_resource, &series);
    series.first_at = moment("2026-12-07T10:00");
    series.ended = true;
    CHECK_INT(meeting_turn_after(&series, moment("2026-01-01T00:00")).n, MOMENT_NONE.n);
}

static Str invitation(Arena *arena, const char *zone, const char *summary) {
    IcalPerson person = {STR("A \"B\"\nC"), STR("a@example.org")};
    IcalEvent event = {.uid = STR("x"),
                       .summary = str_of(summary),
                       .zone = str_of(zone),
                       .starts_at = moment("2026-12-07T23:45"),
                       .duration_minutes = 30,
                       .attendees = {&person, 1}};
    StrBuf out = strbuf_make(arena, 0);
    ical_write(&out, &event);
    return strbuf_str(&out);
}

static bool holds(Str text, const char *part) {
    size_t at;
    return str_find(text, str_of(part), &at);
}

TEST(an_invitation_escapes_folds_and_ends_on_the_next_day) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Str text = invitation(&arena, "UTC",
                          "Äpfel, Birnen; \\ und noch viel mehr, was auf keine Zeile von 75 Bytes passt");
    CHECK(holds(text, "SUMMARY:Äpfel\\, Birnen\\; \\\\ und"));
    CHECK(holds(text, "DTEND;TZID=UTC:20261208T001500\r\n"));
    CHECK(holds(text, "ATTENDEE;CN=\"A  B  C\";ROLE=REQ-PARTICIPANT:mailto:a@example.org\r\n"));
    for (Str rest = text; rest.len;) CHECK(str_cut(rest, '\n', &rest).len <= 76);
    CHECK(!holds(text, "RRULE") && !holds(text, "DAYLIGHT"));
}

/* Israel changes on the Friday before the last Sunday of March, Chile at midnight: both lie beside their
 * rule. */
TEST(a_zone_that_changes_beside_its_rule_is_told_by_days_of_the_month) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    CHECK(holds(invitation(&arena, "Asia/Jerusalem", "x"),
                "BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29\r\n"));
    CHECK(holds(invitation(&arena, "America/Santiago", "x"),
                "BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8\r\n"));
    CHECK(holds(invitation(&arena, "America/Nuuk", "x"),
                "BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30\r\n"));
}

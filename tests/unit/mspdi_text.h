/* MSPDI written in tests, read back: PLAN and TASKS make a file of what stands in them, read_text reads any.
 */
#ifndef TRIVET_MSPDI_TEXT_H
#define TRIVET_MSPDI_TEXT_H

#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "test.h"

typedef struct Read {
    Arena arena;
    PlanFile file;
    Error err;
    bool good;
} Read;

static inline void read_done(Read *r) {
    arena_done(&r->arena);
}

static inline Read read_text(Str content) {
    Read r = {.arena = arena_make(1024 * MIB)};
    r.good = mspdi_parse(&r.arena, content, &r.file, &r.err);
    return r;
}

#define HEAD                                                                                                 \
    "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\"><Name>House.xml</Name>"  \
    "<StartDate>2026-01-05T08:00:00</StartDate><FinishDate>2026-03-05T08:00:00</FinishDate>"                 \
    "<CalendarUID>1</CalendarUID>"
#define STANDARD                                                                                             \
    "<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar></"  \
    "Calendars>"

/* A plan with the standard calendar and what stands in body. */
#define PLAN(variable, body)                                                                                 \
    CLEANUP(read_done) Read variable = read_text(STR(HEAD STANDARD body "</Project>"));                      \
    if (!variable.good) test_fail(__FILE__, __LINE__, "%s", variable.err.message)
#define TASKS(variable, tasks) PLAN(variable, "<Tasks>" tasks "</Tasks>")
#define TASK(uid, more) "<Task><UID>" uid "</UID><Name>T" uid "</Name>" more "</Task>"

static inline const Item *item_at(const Read *r, int i) {
    CHECK(i < r->file.items.count);
    return (const Item *)r->file.items.at + i;
}

static inline Moment moment(const char *text) {
    Moment at = MOMENT_NONE;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

static inline bool has_note(List notes, const char *what, const char *why) {
    size_t at;
    const ImportNote *note = notes.at;
    for (int i = 0; i < notes.count; i++)
        if (str_is(note[i].what, what) && str_find(note[i].why, str_of(why), &at)) return true;
    return false;
}

#endif

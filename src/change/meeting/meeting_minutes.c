/* Minutes in Markdown. See meeting.h. */
#include "base/banned.h"
#include "change/meeting/meeting.h"

static const char *const outcome_words[] = {[OUTCOME_OPEN] = "open",
                                            [OUTCOME_DISCUSSED] = "discussed",
                                            [OUTCOME_DECIDED] = "decided",
                                            [OUTCOME_CARRIED] = "carried on"};

/* In one line, with what Markdown would read as its own marked. */
static void add_plain(StrBuf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n' || c == '\r') c = ' ';
        if (c == '|' || c == '*' || c == '_' || c == '`' || c == '[' || c == '<' || c == '\\' || c == '#')
            strbuf_char(out, '\\');
        strbuf_char(out, c);
    }
}

static void add_quoted(StrBuf *out, Str text) {
    for (Str rest = text; rest.len;) {
        Str line = str_cut(rest, '\n', &rest);
        strbuf_add(out, STR("> "));
        add_plain(out, line);
        strbuf_char(out, '\n');
    }
    strbuf_char(out, '\n');
}

static Str name_of(const Minutes *minutes, Id id) {
    const Person *person = minutes->people.at;
    for (int i = 0; i < minutes->people.count; i++)
        if (id_equal(person[i].row.id, id)) return person[i].name;
    return STR("somebody");
}

static const Item *item_of(const Minutes *minutes, Id id) {
    const Item *item = minutes->source->items.at;
    for (int i = 0; i < minutes->source->items.count; i++)
        if (id_equal(item[i].row.id, id)) return &item[i];
    return NULL;
}

static void add_head(Arena *arena, StrBuf *out, const Minutes *minutes) {
    const Meeting *meeting = minutes->meeting;
    int minute = (int)(meeting->starts_at.n - day_of_minute(meeting->starts_at.n) * MINUTES_PER_DAY);
    const Str *attendees = meeting->attendee_ids.at;
    strbuf_add(out, STR("# "));
    add_plain(out, minutes->series->name);
    strbuf_fmt(out, "\n\n%.*s, %02d:%02d (%.*s)\n\nPresent: ",
               STR_ARG(day_words(arena, (Day){day_of_minute(meeting->starts_at.n)})), minute / 60,
               minute % 60, STR_ARG(minutes->series->time_zone));
    for (int i = 0; i < meeting->attendee_ids.count; i++) {
        Id id = ID_NONE;
        if (i) strbuf_add(out, STR(", "));
        if (id_parse(attendees[i], &id)) add_plain(out, name_of(minutes, id));
    }
    strbuf_add(out, STR("\n\n"));
    if (meeting->notes.len) add_quoted(out, meeting->notes);
}

static void add_actions(Arena *arena, StrBuf *out, const Minutes *minutes, Id point_id) {
    const MeetingAction *action = minutes->actions.at;
    bool any = false;
    for (int i = 0; i < minutes->actions.count; i++) {
        const Item *item = item_of(minutes, action[i].item_id);
        if (!id_equal(action[i].point_id, point_id) || !item) continue;
        any = true;
        strbuf_add(out, STR("- [ ] "));
        add_plain(out, item->title);
        strbuf_add(out, STR(" ("));
        add_plain(out, name_of(minutes, action[i].person_id));
        if (item->deadline_at.n != MOMENT_NONE.n)
            strbuf_fmt(out, ", until %.*s",
                       STR_ARG(day_words(arena, (Day){day_of_minute(item->deadline_at.n)})));
        strbuf_add(out, STR(")\n"));
    }
    if (any) strbuf_char(out, '\n');
}

static void add_points(Arena *arena, StrBuf *out, const Minutes *minutes) {
    const MeetingPoint *point = minutes->points.at;
    for (int i = 0; i < minutes->points.count; i++) {
        strbuf_fmt(out, "## %d. ", i + 1);
        add_plain(out, point[i].title);
        strbuf_fmt(out, "\n\n%s, %lld of %lld minutes", outcome_words[point[i].outcome.n],
                   (long long)((point[i].seconds_used + 30) / 60), (long long)point[i].minutes_planned);
        if (point[i].presenter_id.n) {
            strbuf_add(out, STR(", presented by "));
            add_plain(out, name_of(minutes, point[i].presenter_id));
        }
        if (point[i].carried_count)
            strbuf_fmt(out, ", carried from %lld %s", (long long)point[i].carried_count,
                       point[i].carried_count == 1 ? "meeting" : "meetings");
        strbuf_add(out, STR("\n\n"));
        if (point[i].text.len) {
            add_plain(out, point[i].text);
            strbuf_add(out, STR("\n\n"));
        }
        if (point[i].notes.len) add_quoted(out, point[i].notes);
        add_actions(arena, out, minutes, point[i].row.id);
    }
}

static void add_decisions(StrBuf *out, const Minutes *minutes) {
    const Decision *decision = minutes->decisions.at;
    if (minutes->decisions.count == 0) return;
    strbuf_add(out, STR("## Decisions\n\n"));
    for (int i = 0; i < minutes->decisions.count; i++) {
        strbuf_fmt(out, "- No. %lld, %s: ", (long long)decision[i].number,
                   decision_outcome_names[decision[i].outcome.n]);
        add_plain(out, decision[i].title);
        if (decision[i].reason.len) {
            strbuf_add(out, STR(" \xe2\x80\x94 "));
            add_plain(out, decision[i].reason);
        }
        strbuf_char(out, '\n');
    }
    strbuf_char(out, '\n');
}

static void add_money(StrBuf *out, int64_t cents, Str currency) {
    if (cents == INT_NULL) strbuf_add(out, STR("-"));
    else
        strbuf_fmt(out, "%lld.%02lld %.*s", (long long)(cents / 100), (long long)(cents % 100),
                   STR_ARG(currency));
}

static void add_day(Arena *arena, StrBuf *out, Day day) {
    strbuf_add(out, day.n == DAY_NONE.n ? STR("-") : day_words(arena, day));
}

static void add_figures(Arena *arena, StrBuf *out, const Minutes *minutes) {
    const Meeting *meeting = minutes->meeting;
    const MeetingFigure *figure = meeting->figures.at;
    strbuf_add(out, STR("## Figures when the meeting closed\n\n"));
    if (meeting->figures.count)
        strbuf_add(out, STR("| | Finish | Target | Cost | Budget |\n| --- | --- | --- | --- | --- |\n"));
    for (int i = 0; i < meeting->figures.count; i++) {
        strbuf_add(out, STR("| "));
        add_plain(out, figure[i].name);
        strbuf_add(out, STR(" | "));
        add_day(arena, out,
                figure[i].finish_at.n == MOMENT_NONE.n ? DAY_NONE
                                                       : (Day){day_of_minute(figure[i].finish_at.n)});
        strbuf_add(out, STR(" | "));
        add_day(arena, out, figure[i].target_on);
        strbuf_add(out, STR(" | "));
        add_money(out, figure[i].cost_cents, minutes->currency);
        strbuf_add(out, STR(" | "));
        add_money(out, figure[i].budget_cents, minutes->currency);
        strbuf_add(out, STR(" |\n"));
    }
    strbuf_fmt(
        out,
        "\nOpen proposals: %lld. Open exceptions: %lld. Actions not done: %lld. Broken promises: %lld.\n",
        (long long)meeting->open_proposals, (long long)meeting->open_exceptions,
        (long long)meeting->open_actions, (long long)meeting->broken_promises);
}

Str minutes_write(Arena *arena, const Minutes *minutes) {
    StrBuf out = strbuf_make(arena, 0);
    add_head(arena, &out, minutes);
    add_points(arena, &out, minutes);
    add_decisions(&out, minutes);
    add_figures(arena, &out, minutes);
    return strbuf_str(&out);
}

/* trivet schedule FILE: the dates of a plan in a file, without any database.
 *
 *     trivet schedule plan.xml                    a table to read
 *     trivet schedule plan.xml --json             every date, float and cost, for programs
 *     trivet schedule plan.xml --explain 12       why task 12 finishes when it does, step by step, and why
 * its total float and its cost are what they are
 *                              --of start         why it starts then; late_finish: why it may not end later;
 *                                                 total_float, cost
 *     trivet schedule plan.xml --float-paths 3    the three most critical chains to the end
 *
 * A file may have 256 MB, with --max-megabytes up to 4096. People are shared (nobody works on more than his
 * units at a time) only with --share-people, because the programs that wrote the file do not level by
 * themselves either. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "field/json.h"

enum { HEAD_BYTES = 4096 };

static void file_close(int *file) {
    if (*file >= 0) close(*file);
}

static bool too_large(int megabytes, Error *err) {
    if (err->kind != ERROR_TOO_LARGE) return false;
    return error_hint(err, "Up to %d MB are read with --max-megabytes (now %d).", FILE_MEGABYTES_MAX,
                      megabytes);
}

/* A regular file is handed to its reader as it is; what comes through a pipe is gathered before. */
static bool read_plan(Arena *arena, const char *path, const ScheduleAsk *ask, PlanFile *ret, Error *err) {
    CLEANUP(file_close) int file = str_is(str_of(path), "-") ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    FileRead what = {.descriptor = file, .plan_only = ask->plan_only, .megabytes = ask->megabytes};
    char head[HEAD_BYTES];
    struct stat info;
    bool regular = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
    ssize_t size = regular ? pread(file, head, sizeof head, 0) : 0;
    if (size <= 0 && !cli_read_file(arena, path, file_limits(ask->megabytes).file_bytes, &what.content, err))
        return too_large(ask->megabytes, err);
    Str content = size > 0 ? (Str){head, (size_t)size} : what.content;
    what.format = file_format_guess(str_of(path), content);
    if (what.format == FORMAT_UNKNOWN) return file_format_refuse(content, err);
    return plan_file_read(arena, &what, ret, err) || too_large(ask->megabytes, err);
}

/* A table of items has neither project nor calendar: today, Monday to Friday, 8 to 12 and 13 to 17. */
static bool complete(Arena *arena, PlanFile *file, Error *err) {
    if (file->projects.count) return true;
    static const CalendarSpan usual[] = {{480, 720}, {780, 1020}};
    Project *project = arena_new(arena, Project);
    WorkCalendar *calendar = arena_new(arena, WorkCalendar);
    CalendarWeekday *week = arena_array(arena, CalendarWeekday, 5);
    CalendarSpan *spans = arena_array(arena, CalendarSpan, 2);
    if (!project || !calendar || !week || !spans) return error_no_memory(err);
    memcpy(spans, usual, sizeof usual);
    for (int day = 0; day < 5; day++) week[day] = (CalendarWeekday){day, {spans, 2}};
    record_init(&calendar_resource, calendar);
    record_init(&project_resource, project);
    calendar->row.id = (Id){INT64_MAX - 1};
    calendar->week = (List){week, 5};
    project->row.id = (Id){INT64_MAX};
    project->name = STR("Plan");
    project->calendar_id = calendar->row.id;
    project->start_at = (Moment){(int32_t)(cli_clock().ms / 86400000) * MINUTES_PER_DAY + 480};
    Item *items = file->items.at;
    for (int i = 0; i < file->items.count; i++) {
        if (!items[i].parent_id.n) items[i].project_id = project->row.id;
        bool bound =
            items[i].constraint_kind.n == CONSTRAINT_SNET && items[i].constraint_at.n != MOMENT_NONE.n;
        if (bound && items[i].constraint_at.n < project->start_at.n)
            project->start_at = items[i].constraint_at;
    }
    file->projects = (List){project, 1};
    file->calendars = (List){calendar, 1};
    return true;
}

PlanSource cli_plan_source(const Scheduled *plan) {
    const PlanFile *file = &plan->file;
    return (PlanSource){.projects = file->projects,
                        .calendars = file->calendars,
                        .items = file->items,
                        .links = file->links,
                        .resources = file->resources,
                        .assignments = file->assignments,
                        .workspace = &plan->workspace};
}

bool cli_schedule_file(Arena *arena, const char *path, const ScheduleAsk *ask, Scheduled *ret, Error *err) {
    if (!read_plan(arena, path, ask, &ret->file, err) || !complete(arena, &ret->file, err)) return false;
    ret->workspace = (Workspace){.share_people = ask->share_people};
    PlanSource source = cli_plan_source(ret);
    return plan_make(arena, &source, &ret->map, err) && plan_schedule(arena, &ret->map, &ret->schedule, err);
}

/* ---- JSON ---- */

/* A file whose dates are days is answered in days. */
static Minute as_in_file(const Scheduled *plan, Minute at) {
    if (!plan->file.whole_days || at == MINUTE_NONE) return at;
    return day_of_minute(at) * MINUTES_PER_DAY;
}

static void write_moment(StrBuf *out, Str key, Minute at) {
    char text[MOMENT_TEXT + 2] = "\"";
    strbuf_add(out, key);
    if (at == MINUTE_NONE) {
        strbuf_add(out, STR("null"));
        return;
    }
    moment_write((Moment){at}, text + 1);
    text[MOMENT_TEXT + 1] = '"';
    strbuf_add(out, (Str){text, sizeof text});
}

static void write_number(StrBuf *out, Str key, int64_t n) {
    strbuf_add(out, key);
    strbuf_int(out, n);
}

static void write_flag(StrBuf *out, Str key, bool flag) {
    strbuf_add(out, key);
    strbuf_add(out, flag ? STR("true") : STR("false"));
}

void cli_write_uid(StrBuf *out, Str external_id) {
    int64_t uid;
    if (str_int(external_id, &uid)) strbuf_int(out, uid);
    else json_write_text(out, external_id);
}

static void write_task(StrBuf *out, const Scheduled *plan, int32_t index) {
    const TaskSchedule *task = plan->schedule.tasks + index;
    const Item *item = plan->map.items[index];
    bool summary = index + 1 < plan->map.plan.task_count && plan->map.plan.tasks[index + 1].parent == index;
    strbuf_add(out, STR("{\"uid\":"));
    cli_write_uid(out, item->external_id);
    strbuf_add(out, STR(",\"title\":"));
    json_write_text(out, item->title);
    write_flag(out, STR(",\"summary\":"), summary);
    write_moment(out, STR(",\"start\":"), as_in_file(plan, task->start));
    write_moment(out, STR(",\"finish\":"), as_in_file(plan, task->finish));
    write_moment(out, STR(",\"early_start\":"), as_in_file(plan, task->early_start));
    write_moment(out, STR(",\"early_finish\":"), as_in_file(plan, task->early_finish));
    write_moment(out, STR(",\"late_start\":"), as_in_file(plan, task->late_start));
    write_moment(out, STR(",\"late_finish\":"), as_in_file(plan, task->late_finish));
    write_number(out, STR(",\"total_float_minutes\":"), task->total_float);
    write_number(out, STR(",\"free_float_minutes\":"), task->free_float);
    write_flag(out, STR(",\"critical\":"), task->critical);
    const FloatPlace *place = plan->schedule.float_places ? plan->schedule.float_places + index : NULL;
    if (place && place->path) {
        write_number(out, STR(",\"float_path\":"), place->path);
        write_number(out, STR(",\"float_path_order\":"), place->order);
    }
    if (plan_is_inactive(&plan->map, index)) strbuf_add(out, STR(",\"inactive\":true"));
    write_number(out, STR(",\"duration_minutes\":"), task->duration);
    write_number(out, STR(",\"work_minutes\":"), task->work);
    write_number(out, STR(",\"cost_cents\":"), task->cost_cents);
    strbuf_char(out, '}');
}

/* The tasks of a project stand together; what is written leaves as it comes. */
static void write_json(StrBuf *out, const Scheduled *plan) {
    const Plan *rows = &plan->map.plan;
    int32_t i = 0;
    strbuf_add(out, STR("{\"projects\":["));
    for (int32_t project = 0; project < rows->project_count; project++) {
        const GroupSchedule *group = plan->schedule.projects + project;
        strbuf_add(out, project ? STR(",{\"name\":") : STR("{\"name\":"));
        json_write_text(out, plan->map.projects[project]->name);
        write_moment(out, STR(",\"start\":"), as_in_file(plan, group->start));
        write_moment(out, STR(",\"finish\":"), as_in_file(plan, group->finish));
        write_number(out, STR(",\"cost_cents\":"), group->cost_cents);
        strbuf_add(out, STR(",\"tasks\":["));
        for (int32_t first = i; i < rows->task_count && rows->tasks[i].project == project; i++) {
            if (i > first) strbuf_char(out, ',');
            write_task(out, plan, i);
            cli_send(out);
        }
        strbuf_add(out, STR("]}"));
    }
    strbuf_add(out, STR("]}\n"));
}

/* ---- for people ---- */

enum { TITLE_WIDTH = 44 };

static int depth_of(const Plan *plan, int32_t task) {
    int depth = 0;
    for (int32_t at = plan->tasks[task].parent; at != NO_INDEX && depth < 20; at = plan->tasks[at].parent)
        depth++;
    return depth;
}

/* As wide as a moment, with or without one. */
static void write_minute(StrBuf *out, Minute at) {
    char text[MOMENT_TEXT];
    memset(text, ' ', sizeof text);
    if (at != MINUTE_NONE) moment_write((Moment){at}, text);
    strbuf_add(out, (Str){text, sizeof text});
    strbuf_char(out, ' ');
}

/* Pads by characters, not bytes, so that columns stay straight. */
static void write_title(StrBuf *out, Str title, int indent) {
    int room = TITLE_WIDTH - 2 * indent, shown = 0;
    size_t end = 0;
    for (; end < title.len; end++) {
        if (((unsigned char)title.at[end] & 0xC0) != 0x80 && shown++ == room) break;
    }
    strbuf_fmt(out, "%*s%.*s%*s", 2 * indent, "", (int)end, title.at, shown < room ? room - shown : 0, "");
}

static void write_table(StrBuf *out, const Scheduled *plan) {
    strbuf_fmt(out, "%-8s %-*s %-16s %-16s %10s %s\n", "id", TITLE_WIDTH, "title", "start", "finish",
               "float (h)", "critical");
    for (int32_t i = 0; i < plan->map.plan.task_count; i++) {
        const TaskSchedule *task = plan->schedule.tasks + i;
        strbuf_fmt(out, "%-8.*s ", STR_ARG(plan->map.items[i]->external_id));
        write_title(out, plan->map.items[i]->title, depth_of(&plan->map.plan, i));
        strbuf_char(out, ' ');
        write_minute(out, task->start);
        write_minute(out, task->finish);
        strbuf_fmt(out, "%10.1f%s\n", task->total_float / 60.0, task->critical ? " critical" : "");
        cli_send(out);
    }
    for (int i = 0; i < plan->file.warnings.count; i++) {
        const ImportNote *note = (const ImportNote *)plan->file.warnings.at + i;
        strbuf_fmt(out, "note: %.*s, %.*s: %.*s (%lld)\n", STR_ARG(note->what), STR_ARG(note->where),
                   STR_ARG(note->why), (long long)note->count);
    }
}

static void write_steps_json(StrBuf *out, const Scheduled *plan, ExplainOf of, const ExplainStep *steps,
                             int count) {
    strbuf_add(out, of == EXPLAIN_TOTAL_FLOAT ? STR("\"total_float_steps\":[") : STR("\"steps\":["));
    for (int i = 0; i < count; i++) {
        strbuf_add(out, i ? STR(",{\"uid\":") : STR("{\"uid\":"));
        cli_write_uid(out, plan->map.items[steps[i].task]->external_id);
        strbuf_add(out, STR(",\"title\":"));
        json_write_text(out, plan->map.items[steps[i].task]->title);
        strbuf_fmt(out, ",\"of\":\"%s\"", explained_names[steps[i].of_finish]);
        write_moment(out, STR(",\"at\":"), steps[i].moment);
        strbuf_add(out, STR(",\"text\":"));
        json_write_text(out, plan_explain_text(out->arena, &plan->map, steps + i));
        strbuf_char(out, '}');
    }
    strbuf_char(out, ']');
}

static void write_costs_json(StrBuf *out, const Scheduled *plan, const CostPart *parts, int count) {
    strbuf_add(out, STR("\"costs\":["));
    for (int i = 0; i < count; i++) {
        strbuf_fmt(out, "%s{\"kind\":\"%s\",\"work_minutes\":%d,\"price_cents\":%lld,\"cost_cents\":%lld",
                   i ? "," : "", cost_kind_names[parts[i].kind], parts[i].work,
                   (long long)parts[i].price_cents, (long long)parts[i].cents);
        write_moment(out, STR(",\"since\":"), parts[i].since);
        strbuf_add(out, STR(",\"text\":"));
        json_write_text(out, plan_cost_text(out->arena, &plan->map, parts + i));
        strbuf_char(out, '}');
    }
    strbuf_char(out, ']');
}

bool cli_find_task(const Scheduled *plan, Str uid, const char *option, int32_t *ret, Error *err) {
    int32_t task = 0;
    while (task < plan->map.plan.task_count && !str_equal(plan->map.items[task]->external_id, uid)) task++;
    *ret = task;
    if (task < plan->map.plan.task_count) return true;
    error_set(err, ERROR_NOT_FOUND, "The plan has no task %.*s.", STR_ARG(uid));
    return error_hint(err, "%s takes the number in the column id.", option);
}

static void write_steps(StrBuf *out, const Scheduled *plan, const ExplainStep *steps, int count) {
    for (int i = 0; i < count; i++) {
        write_minute(out, steps[i].moment);
        strbuf_fmt(out, "%-11s  %.*s: %.*s\n", explained_names[steps[i].of_finish],
                   STR_ARG(plan->map.items[steps[i].task]->title),
                   STR_ARG(plan_explain_text(out->arena, &plan->map, steps + i)));
    }
}

static void write_costs(StrBuf *out, const Scheduled *plan, int32_t task, const CostPart *parts, int count) {
    for (int i = 0; i < count; i++)
        strbuf_fmt(out, "%16.2f %-11s  %.*s\n", (double)parts[i].cents / 100, "cost",
                   STR_ARG(plan_cost_text(out->arena, &plan->map, parts + i)));
    strbuf_fmt(out, "%16.2f %-11s  %.*s\n", (double)plan->schedule.tasks[task].cost_cents / 100, "cost",
               STR_ARG(plan->map.items[task]->title));
}

static bool write_figure(StrBuf *out, const Scheduled *plan, int32_t task, int of, bool json, Error *err) {
    ExplainStep *steps;
    CostPart *parts;
    int count;
    if (of == EXPLAIN_COST) {
        if (!schedule_explain_cost(out->arena, &plan->map.plan, task, &parts, &count))
            return error_no_memory(err);
        if (json) write_costs_json(out, plan, parts, count);
        else write_costs(out, plan, task, parts, count);
        return true;
    }
    if (!plan_explain(out->arena, &plan->map, &plan->schedule, task, (ExplainOf)of, &steps, &count, err))
        return false;
    if (json) write_steps_json(out, plan, (ExplainOf)of, steps, count);
    else write_steps(out, plan, steps, count);
    return true;
}

/* Of one figure, or where none is named of the finish, the total float and the cost. */
static bool write_explanation(StrBuf *out, const Scheduled *plan, Str uid, const char *of, bool json,
                              Error *err) {
    static const int usual[] = {EXPLAIN_FINISH, EXPLAIN_TOTAL_FLOAT, EXPLAIN_COST};
    int32_t task;
    int one = 0;
    while (of && explained_names[one] && !str_is(str_of(of), explained_names[one])) one++;
    if (!explained_names[one]) {
        error_set(err, ERROR_INVALID, "There is no figure %s to explain.", of);
        return error_hint(err, "--of takes start, finish, late_start, late_finish, total_float or cost.");
    }
    if (!cli_find_task(plan, uid, "--explain", &task, err)) return false;
    for (int i = 0; i < (of ? 1 : COUNT_OF(usual)); i++) {
        if (json) strbuf_char(out, i ? ',' : '{');
        else if (i) strbuf_char(out, '\n');
        if (!write_figure(out, plan, task, of ? one : usual[i], json, err)) return false;
    }
    if (json) strbuf_add(out, STR("}\n"));
    return true;
}

/* ---- the command ---- */

static bool megabytes_of(int argc, char **argv, int *ret, Error *err) {
    const char *text = cli_option(argc, argv, "--max-megabytes");
    int64_t n = FILE_MEGABYTES;
    if (text && (!str_int(str_of(text), &n) || n < FILE_MEGABYTES || n > FILE_MEGABYTES_MAX))
        return error_set(err, ERROR_INVALID, "--max-megabytes takes a number from %d to %d.", FILE_MEGABYTES,
                         FILE_MEGABYTES_MAX);
    *ret = (int)n;
    return true;
}

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--explain",       "--of", "--float-paths", "--by", "--ending",
                                          "--max-megabytes", NULL},
                             *const flags[] = {"--json", "--share-people", NULL};
    ScheduleAsk ask = {.share_people = cli_flag(argc, argv, "--share-people"), .plan_only = true};
    if (!cli_known(argc, argv, options, flags, err)) return false;
    const char *path = cli_argument(argc, argv, options, 0), *uid = cli_option(argc, argv, "--explain");
    if (!path) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(
            err,
            "trivet schedule FILE [--json] [--explain ID [--of start|finish|late_finish|total_float|cost]] "
            "[--share-people] [--max-megabytes N] [--float-paths N [--by total|free] [--ending ID]]");
    }
    bool json = cli_flag(argc, argv, "--json");
    if (!megabytes_of(argc, argv, &ask.megabytes, err)) return false;
    Scheduled plan = {0};
    if (!cli_schedule_file(arena, path, &ask, &plan, err)) return false;
    plan_place_inactive(arena, &plan.map, &plan.schedule);
    if (uid && !write_explanation(out, &plan, str_of(uid), cli_option(argc, argv, "--of"), json, err))
        return false;
    if (cli_option(argc, argv, "--float-paths"))
        return cli_float_paths(argc, argv, out, &plan, err) && (!arena->full || error_no_memory(err));
    if (!uid && json) write_json(out, &plan);
    else if (!uid) write_table(out, &plan);
    return !arena->full || error_no_memory(err);
}

int command_schedule(int argc, char **argv) {
    return cli_answer(argc, argv, 16384 * MIB, run);
}

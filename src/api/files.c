/* Plan files in and out. */
#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/files/import.h"
#include "field/json.h"

static bool optional_id(const Call *call, const char *name, Id *ret, Error *err) {
    Str text = request_query(call->rq, name);
    *ret = ID_NONE;
    if (!text.len || id_parse(text, ret)) return true;
    return error_field(err, name, "This is not an id.");
}

static bool import_options(const Call *call, ImportOptions *ret, Error *err) {
    *ret = (ImportOptions){.project_name = request_query(call->rq, "project_name"),
                           .top_features = str_is(query_or(call, "features", STR("none")), "top"),
                           .preview = str_is(query_or(call, "dry_run", STR("false")), "true")};
    Str removed = query_or(call, "removed", STR("keep"));
    while (!str_is(removed, import_removed_names[ret->removed])) ret->removed++;
    return optional_id(call, "project_id", &ret->project_id, err) &&
           optional_id(call, "product_id", &ret->product_id, err);
}

static bool read_file(Call *call, bool shown, PlanFile *ret, Error *err) {
    Str named = request_query(call->rq, "format");
    Str name = query_or(call, "name", STR(""));
    FileFormat format = named.len ? file_format_named(named) : file_format_guess(name, call->rq->body);
    if (format == FORMAT_UNKNOWN) return file_format_refuse(call->rq->body, err);
    FileRead what = {.format = format, .content = call->rq->body, .shown = shown};
    return plan_file_read(call->arena, &what, ret, err);
}

bool import_op(Call *call, Error *err) {
    ImportOptions options;
    ImportReport report;
    PlanFile file;
    if (!import_options(call, &options, err) || !read_file(call, options.preview, &file, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Str people = request_query(call->rq, "people");
    if (!import_people_parse(&tx, call->workspace_id, people, &options.people, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!import_file(&change, &file, &options, &report, err)) return false;
    report.dry_run = options.preview;
    if (options.preview) report.proposal_id = ID_NONE;
    if (options.preview) report.project_id = options.project_id;
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &import_report_resource, &report);
    answer_json(call, 200, &out);
    return options.preview || call_commit(call, &tx, err);
}

bool formats_op(Call *call, Error *err) {
    FormatView rows[FORMAT_COUNT];
    int count = 0;
    for (const FileFormatInfo *one = file_formats + 1; one < file_formats + FORMAT_COUNT; one++)
        rows[count++] = (FormatView){str_of(one->name),    str_of(one->title), str_of(one->source),
                                     str_of(one->endings), one->parse != NULL, one->write != NULL};
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &formats_resource, &(Formats){{rows, count}});
    answer_json(call, 200, &out);
    return !call->arena->full || error_no_memory(err);
}

/* A name for the saved file without what file systems or headers take amiss. */
static Str file_name(Arena *arena, Str name, const char *endings) {
    Str ending = str_cut(str_of(endings), ',', &(Str){0});
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i < name.len && i < 80; i++) {
        char c = name.at[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        strbuf_char(&out, plain ? c : '_');
    }
    strbuf_add(&out, ending);
    return strbuf_str(&out);
}

bool export_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PlanFile file;
    ItemDates *dates;
    const FileFormatInfo *format = &file_formats[file_format_named(query_or(call, "format", STR("mspdi")))];
    StrBuf out = strbuf_make(call->arena, 0);
    if (!call_read(call, &tx, err) || !export_project(&tx, call->workspace_id, call->id, &file, &dates, err))
        return false;
    if (!format->write(call->arena, &file, dates, call->now, &out, err)) return false;
    Str name = file_name(call->arena, ((Project *)file.projects.at)->name, format->endings);
    respond_header(call->rq, "Content-Disposition",
                   fmt(call->arena, "attachment; filename=\"%.*s\"", STR_ARG(name)));
    respond(call->rq, 200, format->media_type, strbuf_str(&out));
    return true;
}

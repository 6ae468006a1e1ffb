/* The contract, printed from the table of operations and the field tables: OpenAPI for all, TypeScript for
 * the page. */
#include <assert.h>

#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/mem.h"
#include "engine/layout.h"
#include "exchange/exchange.h"
#include "field/json.h"
#include "field/openapi.h"
#include "run/run.h"

/* Records that stand in lists of stored resources. */
/* clang-format off */
static const Resource *const element_resources[] = {
    &criterion_resource,
    &work_step_resource,
    &custody_move_resource,
    &raci_mark_resource,
    &raci_row_resource,
    &kano_answer_resource,
    &variant_task_resource,
    &variant_resource,
    &item_split_resource,
    &resource_rate_resource,
    &availability_step_resource,
    &assignment_portion_resource,
    &calendar_span_resource,
    &calendar_weekday_resource,
    &calendar_day_off_resource,
    &proposed_change_resource,
    &impact_resource,
    &standing_point_resource,
    &meeting_figure_resource,
    &overload_resource,
    &exceeded_resource,
    &signature_resource,
    &alternative_resource,
    &rebaseline_resource,
    &event_resource,
    &delivery_resource,
    NULL,
};
/* clang-format on */
static const Resource *const *const resource_lists[] = {stored_resources, element_resources, view_resources};

typedef void PrintResource(StrBuf *out, const Resource *resource);

/* Each after the first follows `between`. */
static void some_resources(StrBuf *out, PrintResource *print, const char *between,
                           const Resource *const *resources, bool *first) {
    for (int i = 0; resources[i]; i++) {
        if (!*first) strbuf_add(out, str_of(between));
        *first = false;
        print(out, resources[i]);
    }
}

static void each_resource(StrBuf *out, PrintResource *print, const char *between) {
    bool first = true;
    for (int list = 0; list < COUNT_OF(resource_lists); list++)
        some_resources(out, print, between, resource_lists[list], &first);
    for (int i = 0; run_kinds[i]; i++) {
        const Resource *const own[] = {run_kinds[i]->parameters, run_kinds[i]->result, NULL};
        some_resources(out, print, between, run_kinds[i]->records, &first);
        some_resources(out, print, between, own, &first);
    }
    some_resources(out, print, between, (const Resource *const[]){&run_resource, NULL}, &first);
}

static bool is_word(const char *type) {
    return str_is(str_of(type), "string") || str_is(str_of(type), "integer");
}

/* ---- OpenAPI ---- */

static const char id_schema[] = "{\"type\":\"string\",\"minLength\":13,\"maxLength\":13}";
static const char text_schema[] = "{\"type\":\"string\"}";

static void schema_ref(StrBuf *out, const char *type) {
    if (is_word(type)) strbuf_fmt(out, "{\"type\":\"%s\"}", type);
    else strbuf_fmt(out, "{\"$ref\":\"#/components/schemas/%s\"}", type);
}

static void view_member(StrBuf *out, const ViewMember *member) {
    if (member->nullable) {
        strbuf_fmt(out, "{\"type\":[\"%s\",\"null\"]}", member->type);
    } else if (member->list) {
        strbuf_add(out, STR("{\"type\":\"array\",\"items\":"));
        schema_ref(out, member->type);
        strbuf_char(out, '}');
    } else {
        schema_ref(out, member->type);
    }
}

static void view_schema(StrBuf *out, const View *view) {
    assert(!view->members[COUNT_OF(view->members) - 1].name); /* an end is there */
    strbuf_fmt(
        out,
        "\"%s\":{\"type\":\"object\",\"description\":\"%s\",\"additionalProperties\":false,\"properties\":{",
        view->name, view->doc);
    for (const ViewMember *m = view->members; m->name; m++) {
        strbuf_fmt(out, "%s\"%s\":", m == view->members ? "" : ",", m->name);
        view_member(out, m);
    }
    strbuf_add(out, STR("},\"required\":["));
    for (const ViewMember *m = view->members; m->name; m++)
        strbuf_fmt(out, "%s\"%s\"", m == view->members ? "" : ",", m->name);
    strbuf_add(out, STR("]}"));
}

static bool is_page(const char *answer) {
    return answer && str_ends(str_of(answer), STR("Page"));
}

static void page_schemas(StrBuf *out) {
    for (int i = 0; i < operation_count; i++) {
        const char *answer = operations[i].answer;
        if (!is_page(answer)) continue;
        int len = (int)strlen(answer) - 4;
        strbuf_fmt(out,
                   ",\"%s\":{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"data\","
                   "\"next_cursor\"],"
                   "\"properties\":{\"data\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/"
                   "%.*s\"}},"
                   "\"next_cursor\":{\"type\":[\"string\",\"null\"],\"description\":\"Give it as cursor to "
                   "get the next page.\"}}}",
                   answer, len, answer);
    }
}

static const char problem_schema[] =
    "\"Problem\":{\"type\":\"object\",\"description\":\"RFC 9457.\",\"additionalProperties\":false,"
    "\"required\":[\"type\",\"title\",\"status\",\"detail\"],\"properties\":{\"type\":{\"type\":\"string\"},"
    "\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
    "\"field\":{\"type\":\"string\",\"description\":\"The field at fault.\"},"
    "\"hint\":{\"type\":\"string\",\"description\":\"What to do about it.\"}}}";

/* ` ,"headers":{...}` of those that are set; `between` starts as what opens the object. */
static void header_doc(StrBuf *out, const char **between, bool set, const char *name, const char *doc) {
    if (!set) return;
    strbuf_fmt(out, "%s\"%s\":{\"description\":\"%s\",\"schema\":{\"type\":\"string\"}}", *between, name,
               doc);
    *between = ",";
}

static void success_headers(StrBuf *out, const Operation *op) {
    static const char opening[] = ",\"headers\":{";
    const char *between = opening;
    bool row = op->resource && op->answer && str_is(str_of(op->answer), op->resource->type) &&
               field_find(op->resource, STR("workspace_id"));
    header_doc(out, &between, row, "ETag", "The revision, for If-Match.");
    header_doc(out, &between, (row && op->status == 201) || op->status == 202, "Location", "Where it is.");
    header_doc(out, &between, op->flags & OPERATION_COOKIE, "Set-Cookie",
               "trivet_session, HttpOnly and SameSite=Strict.");
    if (between != opening) strbuf_char(out, '}');
}

static void content_schema(StrBuf *out, const char *media_type, const char *schema) {
    strbuf_fmt(out, ",\"content\":{\"%s\":{\"schema\":%s}}", media_type, schema);
}

static bool media_type_before(int format) {
    for (int i = 1; i < format; i++)
        if (file_formats[i].write &&
            str_is(str_of(file_formats[i].media_type), file_formats[format].media_type))
            return true;
    return false;
}

/* Each media type of the formats that are written, once. */
static void file_schemas(StrBuf *out) {
    bool first = true;
    strbuf_add(out, STR(",\"content\":{"));
    for (int i = 1; i < FORMAT_COUNT; i++) {
        if (!file_formats[i].write || media_type_before(i)) continue;
        Str type = str_cut(str_of(file_formats[i].media_type), ';', &(Str){0});
        strbuf_fmt(out, "%s\"%.*s\":{\"schema\":%s}", first ? "" : ",", STR_ARG(type), text_schema);
        first = false;
    }
    strbuf_char(out, '}');
}

static void success(StrBuf *out, const Operation *op) {
    strbuf_fmt(out, "\"%d\":{\"description\":\"%s\"", op->status, op->doc);
    success_headers(out, op);
    if (op->answer) {
        strbuf_add(out, STR(",\"content\":{\"application/json\":{\"schema\":"));
        schema_ref(out, op->answer);
        strbuf_add(out, STR("}}"));
    } else if (op->flags & OPERATION_RAW_JSON) {
        content_schema(out, "application/json", "{\"type\":\"object\"}");
    } else if (op->flags & OPERATION_STREAM) {
        content_schema(out, "text/event-stream", text_schema);
    } else if (op->flags & OPERATION_TEXT) {
        content_schema(out, "text/plain", text_schema);
    } else if (op->media_type) {
        content_schema(out, op->media_type, text_schema);
    } else if (op->flags & OPERATION_CONTENT) {
        content_schema(out, "application/octet-stream", "{\"type\":\"string\",\"format\":\"binary\"}");
    } else if (op->flags & OPERATION_FILE) {
        file_schemas(out);
    }
    strbuf_char(out, '}');
}

static const char proposed_response[] =
    ",\"202\":{\"description\":\"Outside your custody: it became a proposal.\",\"headers\":{\"Location\":{"
    "\"description\":\"The proposal.\",\"schema\":{\"type\":\"string\"}}},\"content\":{\"application/json\":{"
    "\"schema\":{\"$ref\":\"#/components/schemas/Proposed\"}}}}";
static const char problem_response[] =
    ",\"default\":{\"description\":\"It did not work: detail says why, hint what to do.\",\"headers\":{"
    "\"Retry-After\":{\"description\":\"Of 429 and 503: seconds to wait.\",\"schema\":{\"type\":\"string\"}},"
    "\"Allow\":{\"description\":\"Of 405: the methods there are.\",\"schema\":{\"type\":\"string\"}}},"
    "\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}}";

static void responses(StrBuf *out, const Operation *op) {
    strbuf_add(out, STR("\"responses\":{"));
    success(out, op);
    if (op->flags & OPERATION_PROPOSES) strbuf_add(out, str_of(proposed_response));
    strbuf_fmt(out, "%s}", problem_response);
}

static void parameter(StrBuf *out, bool *first, const char *name, const char *in, const char *doc,
                      const char *schema) {
    strbuf_fmt(out, "%s{\"name\":\"%s\",\"in\":\"%s\",\"required\":%s,\"description\":\"%s\",\"schema\":%s}",
               *first ? "" : ",", name, in, str_is(str_of(in), "path") ? "true" : "false", doc, schema);
    *first = false;
}

static void query_parameter(StrBuf *out, bool *first, const QueryParameter *q) {
    StrBuf schema = strbuf_make(out->arena, 0);
    strbuf_add(&schema, STR("{\"type\":\"string\""));
    for (int i = 0; q->choices && q->choices[i]; i++)
        strbuf_fmt(&schema, "%s\"%s\"", i ? "," : ",\"enum\":[", q->choices[i]);
    strbuf_fmt(&schema, "%s}%c", q->choices ? "]" : "", 0);
    parameter(out, first, q->name, "query", q->doc, schema.at);
}

static void parameters(StrBuf *out, const Operation *op) {
    bool first = true;
    strbuf_add(out, STR("\"parameters\":["));
    if (strstr(op->path, "{workspace_id}"))
        parameter(out, &first, "workspace_id", "path", "The workspace.", id_schema);
    if (strstr(op->path, "{token}")) parameter(out, &first, "token", "path", "Of the link.", text_schema);
    if (strstr(op->path, "{id}")) parameter(out, &first, "id", "path", "Which one.", id_schema);
    if (op->flags & OPERATION_PAGED) {
        parameter(out, &first, "limit", "query", "How many at most.",
                  "{\"type\":\"integer\",\"minimum\":1,\"maximum\":500}");
        parameter(out, &first, "cursor", "query", "next_cursor of the page before.", text_schema);
        for (const char *const *filter = row_list_filters(op->resource); *filter; filter++)
            parameter(out, &first, *filter, "query", "Only those with this value.", text_schema);
    }
    for (const QueryParameter *q = op->query; q && q->name; q++) query_parameter(out, &first, q);
    if (op->flags & OPERATION_IF_MATCH)
        parameter(out, &first, "If-Match", "header", "The ETag of the last read; 428 without it.",
                  text_schema);
    if (op->flags & OPERATION_WRITES)
        parameter(out, &first, "Idempotency-Key", "header",
                  "The same key and request get the same answer, once done.", text_schema);
    strbuf_add(out, STR("],"));
}

static void request_body(StrBuf *out, const Operation *op) {
    if (!op->body) return;
    strbuf_add(out, STR("\"requestBody\":{\"required\":true,\"content\":{"));
    if (op->flags & OPERATION_BYTES) {
        strbuf_add(
            out,
            STR("\"application/octet-stream\":{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}"));
    } else {
        static const char *const types[] = {"application/json", "application/merge-patch+json"};
        for (int i = 0; i < (op->method == METHOD_PATCH ? 2 : 1); i++) {
            strbuf_fmt(out, "%s\"%s\":{\"schema\":", i ? "," : "", types[i]);
            schema_ref(out, op->body);
            strbuf_char(out, '}');
        }
    }
    strbuf_add(out, STR("}},"));
}

static void operation_doc(StrBuf *out, const Operation *op) {
    static const char *const verbs[] = {"get", "post", "patch", "put", "delete"};
    static const char *const rights[] = {[RIGHT_NONE] = "none",
                                         [RIGHT_SIGNED_IN] = "signed_in",
                                         [RIGHT_READ] = "read",
                                         [RIGHT_CHANGE] = "change",
                                         [RIGHT_ADMIN] = "admin"};
    strbuf_fmt(out, "\"%s\":{\"operationId\":\"%s\",\"summary\":\"%s\",", verbs[op->method], op->id, op->doc);
    strbuf_fmt(out, "\"x-right\":\"%s\",", rights[op->right]);
    strbuf_fmt(out, "\"security\":%s,", op->right == RIGHT_NONE ? "[]" : "[{\"cookie\":[]},{\"token\":[]}]");
    parameters(out, op);
    request_body(out, op);
    responses(out, op);
    strbuf_char(out, '}');
}

static bool path_seen(int i) {
    for (int k = 0; k < i; k++)
        if (str_is(str_of(operations[k].path), operations[i].path)) return true;
    return false;
}

static void paths(StrBuf *out) {
    bool first = true;
    for (int i = 0; i < operation_count; i++) {
        if (!operations[i].id || path_seen(i)) continue;
        strbuf_fmt(out, "%s\"%s\":{", first ? "" : ",", operations[i].path);
        first = false;
        for (int k = i; k < operation_count; k++) {
            if (!str_is(str_of(operations[k].path), operations[i].path)) continue;
            if (k > i) strbuf_char(out, ',');
            operation_doc(out, &operations[k]);
        }
        strbuf_char(out, '}');
    }
}

static void print_openapi(StrBuf *out) {
    strbuf_add(out, STR("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Trivet\",\"version\":\"1\",\"summary\":"
                        "\"Scope, time and budget of "
                        "products and projects in one "
                        "model.\",\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}},"
                        "\"servers\":[{\"url\":\"/\"}],\"paths\":{"));
    paths(out);
    strbuf_add(out,
               STR("},\"components\":{\"securitySchemes\":{\"cookie\":{\"type\":\"apiKey\",\"in\":\"cookie\","
                   "\"name\":"
                   "\"trivet_session\"},\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}},\"schemas\":{"));
    each_resource(out, openapi_schemas, ",");
    for (int i = 0; i < view_count; i++) {
        strbuf_char(out, ',');
        view_schema(out, &views[i]);
    }
    page_schemas(out);
    strbuf_fmt(out, ",%s}}}", problem_schema);
}

/* Indented, so that a change of the contract reads as a change of lines. */
static bool print_openapi_indented(StrBuf *out) {
    StrBuf compact = strbuf_make(out->arena, 0);
    print_openapi(&compact);
    json_t *document = json_loadb(compact.at, compact.len, JSON_REJECT_DUPLICATES, NULL);
    char *text = document ? json_dumps(document, JSON_INDENT(1)) : NULL;
    if (text) strbuf_fmt(out, "%s\n", text);
    json_decref(document);
    free(text);
    return text != NULL;
}

/* ---- TypeScript ---- */

static void typescript_resource(StrBuf *out, const Resource *resource) {
    typescript_types(out, resource);
}

static void typescript_view(StrBuf *out, const View *view) {
    strbuf_fmt(out, "\n/** %s */\nexport interface %s {\n", view->doc, view->name);
    for (const ViewMember *m = view->members; m->name; m++)
        strbuf_fmt(out, "  %s: %s%s%s;\n", m->name, str_is(str_of(m->type), "integer") ? "number" : m->type,
                   m->list ? "[]" : "", m->nullable ? " | null" : "");
    strbuf_add(out, STR("}\n"));
}

static void print_movable(StrBuf *out) {
    strbuf_add(out, STR("\n/** Fields whose custody an administrator may move. */\n"
                        "export const movable_custody: Readonly<Record<string, readonly string[]>> = {\n"));
    for (int i = 0; stored_resources[i]; i++) {
        const Resource *resource = stored_resources[i];
        int count = 0;
        for (int k = 0; k < resource->field_count; k++) {
            if (!access_movable(resource, &resource->fields[k])) continue;
            if (count++ == 0) strbuf_fmt(out, "  %s: [", resource->name);
            strbuf_fmt(out, "%s\"%s\"", count > 1 ? ", " : "", resource->fields[k].name);
        }
        if (count) strbuf_add(out, STR("],\n"));
    }
    strbuf_add(out, STR("};\n"));
}

static bool print_types(StrBuf *out) {
    typescript_prelude(out);
    each_resource(out, typescript_resource, "\n");
    for (int i = 0; i < view_count; i++) typescript_view(out, &views[i]);
    strbuf_add(out, STR("\n/** What each kind of run takes and gives. */\nexport interface RunKinds {\n"));
    for (int i = 0; run_kinds[i]; i++)
        strbuf_fmt(out, "  /** %s */\n  %s: { parameters: %sCreate; result: %s };\n", run_kinds[i]->doc,
                   run_kinds[i]->name, run_kinds[i]->parameters->type, run_kinds[i]->result->type);
    strbuf_add(out, STR("}\n"));
    print_movable(out);
    strbuf_add(out, STR("\n/** One page of a list. */\nexport interface Page<T> {\n  data: T[];\n  "
                        "next_cursor: string | null;\n}\n"
                        "\n/** RFC 9457. */\nexport interface Problem {\n  type: string;\n  title: string;\n "
                        " status: number;\n"
                        "  detail: string;\n  field?: string;\n  hint?: string;\n}\n"));
    return true;
}

static bool print_layout(StrBuf *out) {
    strbuf_add(
        out,
        STR("/* Where each field of the engine's rows lies, printed by `trivet contract`: do not edit. */\n"
            "export const layout = {\n"));
    for (int i = 0; i < layout_struct_count; i++) {
        const LayoutStruct *row = &layout_structs[i];
        strbuf_fmt(out, "  %s: {\n    size: %d,\n    fields: {\n", row->name, row->size);
        for (int k = 0; k < row->field_count; k++)
            strbuf_fmt(out, "      \"%s\": { offset: %d, size: %d },\n", row->fields[k].name,
                       row->fields[k].offset, row->fields[k].size);
        strbuf_add(out, STR("    },\n  },\n"));
    }
    strbuf_add(out, STR("} as const;\n"));
    return true;
}

static const struct {
    const char *name;
    bool (*print)(StrBuf *out);
} files[] = {
    {"openapi.json", print_openapi_indented},
    {"types.ts", print_types},
    {"engine.ts", print_layout},
};

const char *contract_name(int i) {
    return i >= 0 && i < COUNT_OF(files) ? files[i].name : NULL;
}

bool contract_print(int i, StrBuf *out) {
    return files[i].print(out) && !out->arena->full;
}

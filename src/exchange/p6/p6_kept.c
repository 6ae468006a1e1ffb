/* Details of P6's rows, in and out. See p6_kept.h. */
#include "exchange/p6/p6_kept.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"

const KeptColumn p6_kept_of_task[] = {
    {"task_code", "Id", NULL, NULL},
    {"duration_type", "DurationType", "DT_FixedDUR2", "Fixed Duration and Units"},
    {"priority_type", "LevelingPriority", "PT_Normal", "Normal"},
    {"auto_compute_act_flag", "AutoComputeActuals", "N", "0"},
    {"rev_fdbk_flag", "IsNewFeedback", "N", "0"},
    {"est_wt", "EstimatedWeight", "1", "1"},
    {NULL, NULL, NULL, NULL},
};
const KeptColumn p6_kept_of_wbs[] = {
    {"wbs_short_name", "Code", NULL, NULL},
    {"est_wt", "EstimatedWeight", "1", "1"},
    {NULL, NULL, NULL, NULL},
};
const KeptColumn p6_kept_of_resource[] = {
    {"rsrc_short_name", "Id", NULL, NULL},
    {"rsrc_title_name", "Title", "", ""},
    {"employee_code", "EmployeeId", "", ""},
    {"office_phone", "OfficePhone", "", ""},
    {NULL, NULL, NULL, NULL},
};

/* In the order in which they are written. */
static const KeptTable tables[] = {
    {"PCATTYPE", KEPT_FILE, KEPT_BEFORE_PROJECT},  {"RCATTYPE", KEPT_FILE, KEPT_BEFORE_PROJECT},
    {"UDFTYPE", KEPT_FILE, KEPT_BEFORE_PROJECT},   {"ACCOUNT", KEPT_FILE, KEPT_BEFORE_PROJECT},
    {"PCATVAL", KEPT_FILE, KEPT_BEFORE_PROJECT},   {"RCATVAL", KEPT_FILE, KEPT_BEFORE_PROJECT},
    {"ROLES", KEPT_FILE, KEPT_BEFORE_PROJECT},     {"PROJPCAT", KEPT_PROJECT, KEPT_BEFORE_TASK},
    {"RSRCROLE", KEPT_RESOURCE, KEPT_WITH_FIELDS}, {"RSRCRCAT", KEPT_RESOURCE, KEPT_BEFORE_TASK},
    {"ACTVTYPE", KEPT_FILE, KEPT_BEFORE_TASK},     {"ACTVCODE", KEPT_FILE, KEPT_BEFORE_TASK},
    {"TASKPROC", KEPT_TASK, KEPT_BEHIND},          {"TASKACTV", KEPT_TASK, KEPT_BEHIND},
    {"UDFVALUE", KEPT_BY_TYPE, KEPT_BEHIND},
};

const KeptTable *xer_kept_table(Str name) {
    for (int i = 0; i < COUNT_OF(tables); i++)
        if (str_is(name, tables[i].name)) return tables + i;
    return NULL;
}

/* ---- in ---- */

Details *p6_details(P6 *p6, Details **details, const Resource *resource) {
    if (!*details && (*details = arena_new(p6->arena, Details)))
        **details = details_make(p6->arena, resource);
    return *details;
}

Json p6_details_json(P6 *p6, Details *details) {
    return details ? details_json(details, p6->arena, p6->format) : (Json){STR_NULL};
}

static Str cell_of(const Str *columns, const Str *cells, int count, const char *column) {
    for (int i = 0; i < count; i++)
        if (str_is(columns[i], column)) return cells[i];
    return STR_NULL;
}

static int32_t find(const UidMap *map, Str number) {
    int64_t id;
    return str_int(number, &id) && id >= 0 ? uid_map_find(map, id) : -1;
}

/* A value of a user defined field belongs to what its type is of. */
static KeptOwner owner_of_value(const P6 *p6, Str type) {
    int32_t owner = find(&p6->udf_owner, type);
    return owner < 0 ? KEPT_FILE : (KeptOwner)owner;
}

static void note_type(P6 *p6, const Str *columns, const Str *cells, int count) {
    Str of = cell_of(columns, cells, count, "table_name");
    int64_t id;
    if (!str_int(cell_of(columns, cells, count, "udf_type_id"), &id)) return;
    uid_map_add(p6->arena, &p6->udf_owner, id,
                str_is(of, "TASK")      ? KEPT_TASK
                : str_is(of, "PROJECT") ? KEPT_PROJECT
                : str_is(of, "RSRC")    ? KEPT_RESOURCE
                                        : KEPT_FILE);
}

/* The details of the row that it belongs to; NULL: there is none. */
static Details *owner_details(P6 *p6, const KeptTable *table, const Str *columns, const Str *cells,
                              int count) {
    static const char *const ids[] = {
        [KEPT_FILE] = NULL, [KEPT_PROJECT] = "proj_id", [KEPT_TASK] = "task_id", [KEPT_RESOURCE] = "rsrc_id"};
    bool by_type = table->owner == KEPT_BY_TYPE;
    KeptOwner owner =
        by_type ? owner_of_value(p6, cell_of(columns, cells, count, "udf_type_id")) : table->owner;
    if (owner == KEPT_FILE) return by_type ? NULL : p6_details(p6, &p6->definitions, &project_resource);
    Str number = cell_of(columns, cells, count, by_type ? "fk_id" : ids[owner]);
    if (owner == KEPT_TASK) {
        int32_t i = find(&p6->task_of, number);
        return i < 0 ? NULL : p6_details(p6, &p6->tasks.at[i].details, &item_resource);
    }
    if (owner == KEPT_RESOURCE) {
        int32_t i = find(&p6->resource_of, number);
        return i < 0 ? NULL : p6_details(p6, &p6->resources.at[i].details, &resource_resource);
    }
    int32_t i = find(&p6->project_of, number);
    return i < 0 ? NULL : p6_details(p6, &p6->projects.at[i].details, &project_resource);
}

void xer_keep_row(P6 *p6, const KeptTable *table, const Str *columns, const Str *cells, int count) {
    Str name = str_of(table->name), where = STR("the file");
    if (str_is(name, "UDFTYPE")) note_type(p6, columns, cells, count);
    Details *details = owner_details(p6, table, columns, cells, count);
    if (!details) {
        note_add(p6->build, &p6->build->dropped, name, where,
                 STR("What it belongs to is not in the file, or Trivet has no row for it."));
        return;
    }
    size_t opened = details_open(details, name);
    for (int i = 0; i < count; i++)
        if (cells[i].len && !details_text(details, columns[i], cells[i]))
            note_add(p6->build, &p6->build->dropped, name, where, STR("There is too much of it to be kept."));
    details_close(details, opened);
    note_kept(p6->build, name, where, 1);
}

/* Elements of an object that come often, behind all others. */
static const char *const assigned[] = {"Code", "UDF"};
static const char *const definitions[] = {
    "CostAccount",      "UDFType",      "ProjectCodeType",  "ProjectCode", "Role",
    "ActivityCodeType", "ActivityCode", "ResourceCodeType", "ResourceCode"};

bool pmxml_is_definition(Str name) {
    for (int i = 0; i < COUNT_OF(definitions); i++)
        if (str_is(name, definitions[i])) return true;
    return false;
}

static bool is_kept(const XmlNode *child, const KeptColumn *columns) {
    for (int i = 0; i < COUNT_OF(assigned); i++)
        if (str_is(child->name, assigned[i])) return child->first;
    for (const KeptColumn *column = columns; column->column; column++)
        if (str_is(child->name, column->element))
            return child->text.len && !(column->pmxml && str_is(child->text, column->pmxml));
    return false;
}

void pmxml_keep(P6 *p6, const XmlNode *node, const KeptColumn *columns, Details **details) {
    bool any = false;
    size_t opened = 0;
    for (const XmlNode *child = node->first; child; child = child->next) {
        if (!is_kept(child, columns)) continue;
        Details *to = p6_details(p6, details, &item_resource);
        if (!to) return;
        if (!any) opened = details_open(to, node->name);
        any = true;
        Str what = fmt(p6->arena, "%.*s/%.*s", STR_ARG(node->name), STR_ARG(child->name));
        if (details_node(to, child)) note_kept(p6->build, what, xml_child_text(node, "Id"), 1);
        else note_dropped(p6->build, what, xml_child_text(node, "Id"));
    }
    if (any) details_close(*details, opened);
}

/* ---- out ---- */

/* The value of that name in a list of pairs. */
static const json_t *value_of(const json_t *pairs, Str wanted, Str *text) {
    Str name;
    const json_t *value;
    for (size_t i = 0; i < json_array_size(pairs); i++)
        if (details_pair(pairs, i, &name, text, &value) && str_equal(name, wanted)) return value;
    *text = STR_NULL;
    return NULL;
}

/* A plan that came in the other of P6's formats keeps its codes, which are the same in both. */
static Str code_of_other(P6Out *o, const KeptColumn *columns, Json details) {
    CLEANUP(json_done) json_t *hold = NULL;
    Str name, text, code;
    const json_t *pairs = details_of(details, o->xml ? FORMAT_XER : FORMAT_PMXML, &hold), *value;
    for (size_t i = 0; i < json_array_size(pairs); i++)
        if (details_pair(pairs, i, &name, &text, &value) &&
            value_of(value, str_of(o->xml ? columns->column : columns->element), &code))
            return str_copy(o->view.arena, code);
    return STR_NULL;
}

void p6_kept_cells(P6Out *o, const KeptColumn *columns, Json details, Str first) {
    CLEANUP(json_done) json_t *hold = NULL;
    Str text;
    const json_t *pairs = details_of(details, o->xml ? FORMAT_PMXML : FORMAT_XER, &hold);
    const json_t *own = value_of(pairs, str_of(o->xml ? o->object : o->table), &text);
    Str code = pairs ? STR_NULL : code_of_other(o, columns, details);
    if (code.len) first = code;
    for (const KeptColumn *column = columns; column->column; column++) {
        Str usual = column == columns ? first : str_of(o->xml ? column->pmxml : column->xer);
        value_of(own, str_of(o->xml ? column->element : column->column), &text);
        cell_text(o, column->column, column->element, text.len ? str_copy(o->view.arena, text) : usual);
    }
}

typedef struct KeptOut { /* rows of one table */
    P6Out *o;
    const char *table;
    const char *columns[P6_CELLS_MAX];
    int count;
    bool writing; /* else columns are collected */
    UidMap seen;  /* rows of definitions, which several projects have */
} KeptOut;

static void collect_columns(KeptOut *k, const json_t *cells) {
    for (size_t i = 0; i < json_array_size(cells); i++) {
        Str name, text;
        const json_t *value;
        int at = 0;
        if (!details_pair(cells, i, &name, &text, &value) || !text.at) continue;
        while (at < k->count && !str_is(name, k->columns[at])) at++;
        if (at < k->count || k->count == P6_CELLS_MAX) continue;
        const char *column = str_terminated(k->o->view.arena, name);
        if (column) k->columns[k->count++] = column;
    }
}

/* Numbers of what the row belongs to are those that it has now. */
static void write_cells(KeptOut *k, const json_t *cells, const char *owner, int64_t owner_id,
                        int32_t project) {
    for (int i = 0; i < k->count; i++) {
        Str column = str_of(k->columns[i]), text;
        value_of(cells, column, &text);
        if (text.len && (str_is(column, owner) || str_is(column, "fk_id")) && owner_id >= 0)
            cell_id(k->o, k->columns[i], NULL, owner_id);
        else if (text.len && str_is(column, "proj_id")) cell_id(k->o, k->columns[i], NULL, project + 1);
        else cell_text(k->o, k->columns[i], NULL, str_copy(k->o->view.arena, text));
    }
    p6_row(k->o, false);
}

static bool is_repeated(KeptOut *k, const json_t *cells) {
    StrBuf text = strbuf_make(k->o->view.arena, 0);
    json_write_tree(&text, cells);
    return !uid_map_add(k->o->view.arena, &k->seen, (int64_t)(str_hash(strbuf_str(&text)) >> 1), 0);
}

static void each_row(KeptOut *k, Json details, const char *owner, int64_t owner_id, int32_t project) {
    CLEANUP(json_done) json_t *hold = NULL;
    size_t at;
    if (!details.text.at || !str_find(details.text, str_of(k->table), &at)) return; /* spares reading it */
    const json_t *pairs = details_of(details, FORMAT_XER, &hold);
    for (size_t i = 0; i < json_array_size(pairs); i++) {
        Str name, text;
        const json_t *cells;
        if (!details_pair(pairs, i, &name, &text, &cells) || text.at || !str_is(name, k->table)) continue;
        if (!k->writing) collect_columns(k, cells);
        else if (owner_id >= 0 || !is_repeated(k, cells)) write_cells(k, cells, owner, owner_id, project);
    }
}

static void all_rows(KeptOut *k, KeptOwner owner) {
    const P6Out *o = k->o;
    const PlanFile *file = o->view.file;
    bool by_type = owner == KEPT_BY_TYPE;
    for (int32_t i = 0; i < file->projects.count && (by_type || owner <= KEPT_PROJECT); i++)
        each_row(k, o->view.projects[i].file_details, "proj_id", owner == KEPT_FILE ? -1 : i + 1, i);
    for (int32_t i = 0; i < file->items.count && (by_type || owner == KEPT_TASK); i++)
        if (o->is_task[i])
            each_row(k, o->view.items[i].file_details, "task_id", o->task_ids[i], o->view.project[i]);
    for (int32_t i = 0; i < file->resources.count && (by_type || owner == KEPT_RESOURCE); i++)
        each_row(k, o->view.resources[i].file_details, "rsrc_id", o->resource_ids[i], 0);
}

/* Under the columns of those before. */
static void write_new_roles(KeptOut *k) {
    if (!k->count) {
        p6_out_new_roles(k->o);
        return;
    }
    for (int i = k->o->kept_roles; i < k->o->roles.count; i++) {
        const P6Role *role = k->o->roles.at + i;
        Str number = fmt(k->o->view.arena, "%lld", (long long)role->id);
        for (int c = 0; c < k->count; c++) {
            Str column = str_of(k->columns[c]);
            cell_text(k->o, k->columns[c], NULL,
                      str_is(column, "role_id")                                          ? number
                      : str_is(column, "role_name") || str_is(column, "role_short_name") ? role->name
                                                                                         : STR_NULL);
        }
        p6_row(k->o, false);
    }
}

void xer_write_kept(P6Out *o, KeptPlace place) {
    for (int i = 0; i < COUNT_OF(tables); i++) {
        if (tables[i].place != place) continue;
        KeptOut k = {.o = o, .table = tables[i].name};
        all_rows(&k, tables[i].owner);
        bool roles = str_is(STR("ROLES"), tables[i].name);
        if (!k.count && !roles) continue;
        p6_table(o, tables[i].name, NULL);
        k.writing = true;
        if (k.count) all_rows(&k, tables[i].owner);
        if (roles) write_new_roles(&k);
    }
}

void pmxml_write_codes(P6Out *o, Json details) {
    CLEANUP(json_done) json_t *hold = NULL;
    Str name, text;
    const json_t *own = value_of(details_of(details, FORMAT_PMXML, &hold), str_of(o->object), &text), *value;
    for (int k = 0; k < COUNT_OF(assigned); k++)
        for (size_t i = 0; i < json_array_size(own); i++)
            if (details_pair(own, i, &name, &text, &value) && str_is(name, assigned[k]))
                details_write_xml(o->out, name, value);
}

void pmxml_write_definitions(P6Out *o, const char *object) {
    KeptOut k = {.o = o};
    for (int32_t i = 0; i < o->view.file->projects.count; i++) {
        CLEANUP(json_done) json_t *hold = NULL;
        const json_t *pairs = details_of(o->view.projects[i].file_details, FORMAT_PMXML, &hold), *value;
        Str name, text;
        for (size_t at = 0; at < json_array_size(pairs); at++)
            if (details_pair(pairs, at, &name, &text, &value) && str_is(name, object) &&
                !is_repeated(&k, value)) {
                details_write_xml(o->out, name, value);
                strbuf_char(o->out, '\n');
            }
    }
}

/* Who the resources of a file are here: by choice, by mail, by name; somebody similar is suggested.
 *
 * Names are compared by their words, without case, order and punctuation: "DOE, Jane" is "Jane Doe". Similar
 * is who shares the longest of them and whose other words begin alike ("J. Doe"). */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"

enum { NAME_WORDS_MAX = 8, CHOICES_MAX = 5000 };

typedef struct NameWords {
    Str words[NAME_WORDS_MAX]; /* lower case, sorted */
    int count;
} NameWords;

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c < 0;
}

static NameWords words_of(Arena *arena, Str name) {
    NameWords found = {0};
    Str text = str_copy(arena, name);
    char *at = (char *)(uintptr_t)text.at; /* a copy of our own */
    for (size_t i = 0; at && i < text.len && found.count < NAME_WORDS_MAX;) {
        size_t first = i;
        for (; i < text.len && is_letter(at[i]); i++)
            if (at[i] >= 'A' && at[i] <= 'Z') at[i] = (char)(at[i] - 'A' + 'a');
        if (i > first) {
            Str word = {at + first, i - first};
            int place = found.count++;
            for (; place > 0 && str_compare(found.words[place - 1], word) > 0; place--)
                found.words[place] = found.words[place - 1];
            found.words[place] = word;
        } else i++;
    }
    return found;
}

static bool same_name(const NameWords *a, const NameWords *b) {
    bool same = a->count == b->count && a->count > 0;
    for (int i = 0; same && i < a->count; i++) same = str_equal(a->words[i], b->words[i]);
    return same;
}

static int longest(const NameWords *name) {
    int best = 0;
    for (int i = 1; i < name->count; i++)
        if (name->words[i].len > name->words[best].len) best = i;
    return best;
}

static bool similar_name(const NameWords *a, const NameWords *b) {
    if (!a->count || !b->count) return false;
    Str family = a->words[longest(a)];
    bool shared = false, rest = a->count == 1 || b->count == 1;
    for (int i = 0; i < b->count; i++) shared |= str_equal(b->words[i], family);
    for (int i = 0; i < a->count && !rest; i++)
        for (int k = 0; k < b->count; k++) {
            Str x = a->words[i], y = b->words[k];
            if (str_equal(x, family) || str_equal(y, family)) continue;
            rest |= str_starts(x, y) || str_starts(y, x);
        }
    return shared && family.len > 2 && rest;
}

static bool same_mail(Str a, Str b) {
    return a.len && a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

static Str mail_of(const PlanResource *resource, const List *people) {
    const Person *person = people->at;
    for (int i = 0; i < people->count && resource->person_id.n; i++)
        if (id_equal(person[i].row.id, resource->person_id)) return person[i].email;
    return resource->email;
}

/* ---- finding ---- */

static const PersonChoice *chosen(const Import *import, int number) {
    const PersonChoice *choice = import->options->people.at;
    for (int i = 0; i < import->options->people.count; i++)
        if (choice[i].number == number) return &choice[i];
    return NULL;
}

static const PlanResource *resource_by_id(const Import *import, Id id) {
    const PlanResource *known = import->known_resources.at;
    for (int i = 0; i < import->known_resources.count; i++)
        if (id_equal(known[i].row.id, id)) return &known[i];
    return NULL;
}

static const PlanResource *resource_of_person(const Import *import, Id person_id) {
    const PlanResource *known = import->known_resources.at;
    for (int i = 0; i < import->known_resources.count; i++)
        if (id_equal(known[i].person_id, person_id)) return &known[i];
    return NULL;
}

static const PlanResource *guessed(Import *import, const PlanResource *row, const List *people) {
    const PlanResource *known = import->known_resources.at;
    NameWords name = words_of(import->arena, row->name);
    for (int i = 0; i < import->known_resources.count; i++)
        if (same_mail(row->email, mail_of(&known[i], people))) return &known[i];
    for (int i = 0; i < import->known_resources.count; i++)
        if (str_equal(row->name, known[i].name)) return &known[i];
    for (int i = 0; i < import->known_resources.count; i++) {
        NameWords other = words_of(import->arena, known[i].name);
        if (known[i].kind.n == row->kind.n && same_name(&name, &other)) return &known[i];
    }
    return NULL;
}

static const Person *account_by_mail(const PlanResource *row, const List *people) {
    const Person *person = people->at;
    for (int i = 0; i < people->count; i++)
        if (same_mail(row->email, person[i].email)) return &person[i];
    return NULL;
}

static void suggest_similar(Import *import, const PlanResource *row, const List *people, ImportPerson *ret) {
    const PlanResource *known = import->known_resources.at;
    const Person *person = people->at;
    NameWords name = words_of(import->arena, row->name);
    for (int i = 0; i < import->known_resources.count && !ret->similar_resource_id.n; i++) {
        NameWords other = words_of(import->arena, known[i].name);
        if (known[i].kind.n == row->kind.n && similar_name(&name, &other))
            ret->similar_resource_id = known[i].row.id;
    }
    for (int i = 0; i < people->count && !ret->similar_resource_id.n && !ret->similar_person_id.n; i++) {
        NameWords other = words_of(import->arena, person[i].name);
        if (row->kind.n == RESOURCE_PERSON && !resource_of_person(import, person[i].row.id) &&
            (same_name(&name, &other) || similar_name(&name, &other)))
            ret->similar_person_id = person[i].row.id;
    }
}

static int64_t tasks_of(const PlanFile *file, Id resource_id) {
    const ItemAssignment *assignment = file->assignments.at;
    int64_t count = 0;
    for (int i = 0; i < file->assignments.count; i++)
        count += id_equal(assignment[i].resource_id, resource_id);
    return count;
}

PersonMeans import_person(Import *import, int number, const PlanResource *row, const List *people,
                          const PlanResource **ret_known, Id *ret_person) {
    const PersonChoice *choice = chosen(import, number);
    const Person *account = NULL;
    PersonMeans means = choice ? choice->means : PERSON_NEW;
    *ret_known = NULL;
    *ret_person = ID_NONE;
    if (choice && means == PERSON_KNOWN) *ret_known = resource_by_id(import, choice->id);
    if (choice && means == PERSON_ACCOUNT) *ret_person = choice->id;
    if (!choice && (*ret_known = guessed(import, row, people))) means = PERSON_KNOWN;
    if (!choice && !*ret_known && (account = account_by_mail(row, people))) {
        means = PERSON_ACCOUNT;
        *ret_person = account->row.id;
    }
    if (ret_person->n && (*ret_known = resource_of_person(import, *ret_person))) means = PERSON_KNOWN;
    ImportPerson *told = import->options->preview && import->people.count < IMPORT_ROWS_MAX
                             ? vec_push(import->arena, &import->people)
                             : NULL;
    if (!told) return means;
    *told = (ImportPerson){.number = number,
                           .name = row->name,
                           .email = row->email,
                           .kind = row->kind,
                           .means = {means},
                           .resource_id = *ret_known ? (*ret_known)->row.id : ID_NONE,
                           .person_id = means == PERSON_ACCOUNT ? *ret_person : ID_NONE,
                           .task_count = tasks_of(import->file, row->row.id)};
    if (means == PERSON_NEW) suggest_similar(import, row, people, told);
    return means;
}

/* ---- the importer's choices ---- */

static bool parse_choice(Transaction *tx, Id workspace_id, Str text, PersonChoice *ret, Error *err) {
    Str value, number = str_cut(text, '=', &value);
    int64_t n;
    PlanResource resource;
    Person person;
    Error missing;
    if (!str_int(number, &n) || n < 1 || n > FILE_ROWS_MAX || !value.len) {
        error_field(err, "people", "\"%.*s\" is not NUMBER=ID.", STR_ARG(text));
        return error_hint(err,
                          "For example 2=06a8k3n2vwx9g,3=new,4=none: number of the resource in the file.");
    }
    *ret = (PersonChoice){.number = (int)n, .means = PERSON_NEW};
    if (str_is(value, "new")) return true;
    ret->means = PERSON_LEFT_OUT;
    if (str_is(value, "none")) return true;
    if (id_parse(value, &ret->id)) {
        ret->means = PERSON_KNOWN;
        if (row_load(tx, &resource_resource, workspace_id, ret->id, &resource, &missing)) return true;
        ret->means = PERSON_ACCOUNT;
        if (row_load(tx, &person_resource, workspace_id, ret->id, &person, &missing)) return true;
    }
    error_field(err, "people", "There is no resource or person %.*s.", STR_ARG(value));
    return error_hint(err, "Give the id of one, or new, or none to leave it out.");
}

bool import_people_parse(Transaction *tx, Id workspace_id, Str text, List *ret, Error *err) {
    struct {
        VEC(PersonChoice);
    } choices = {0};
    while (text.len) {
        Str one = str_trim(str_cut(text, ',', &text));
        PersonChoice *slot = choices.count < CHOICES_MAX ? vec_push(tx->arena, &choices) : NULL;
        if (!slot) return error_field(err, "people", "These are more than %d choices.", CHOICES_MAX);
        if (!parse_choice(tx, workspace_id, one, slot, err)) return false;
    }
    *ret = (List){choices.at, choices.count};
    return true;
}

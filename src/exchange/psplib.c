/* The reader of PSPLIB and Patterson files: words divided by white space, with the line kept for messages.
 *
 * Both formats are numbers in a fixed order; a .sm or .mm has headings between them, which are searched for.
 * Every number has its range, and every count a maximum, before anything is allocated by it. */
#include "exchange/psplib.h"

#include <string.h>

#include "base/vec.h"

#include "base/banned.h"

typedef struct Links {
    VEC(PsplibLink);
} Links;

typedef struct Reader {
    Arena *arena;
    Str rest;
    int32_t line;
    PsplibProject project;
    Links links;
    Error *err;
} Reader;

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static Str next_word(Reader *reader) {
    Str *rest = &reader->rest;
    while (rest->len && is_space(rest->at[0])) {
        reader->line += rest->at[0] == '\n';
        *rest = str_from(*rest, 1);
    }
    size_t len = 0;
    while (len < rest->len && !is_space(rest->at[len])) len++;
    Str word = str_slice(*rest, 0, len);
    *rest = str_from(*rest, len);
    return word;
}

static Str next_line(Reader *reader) {
    Str line = str_cut(reader->rest, '\n', &reader->rest);
    if (!reader->rest.at) reader->rest = STR("");
    reader->line++;
    return str_trim(line);
}

static bool expected(Reader *reader, const char *what, Str found) {
    if (found.len > 40) found.len = 40;
    for (size_t i = 0; i < found.len; i++)
        if (found.at[i] < ' ' || found.at[i] > '~') found.len = i;
    if (found.len)
        error_set(reader->err, ERROR_INVALID, "Line %d: %s was expected, not \"%.*s\".", reader->line, what,
                  STR_ARG(found));
    else error_set(reader->err, ERROR_INVALID, "Line %d: %s was expected.", reader->line, what);
    return error_hint(reader->err, "The file must follow PSPLIB's form (.sm, .mm) or Patterson's (.rcp).");
}

static bool read_number(Reader *reader, const char *what, int32_t least, int32_t most, int32_t *ret) {
    int64_t number;
    Str word = next_word(reader);
    if (!str_int(word, &number)) return expected(reader, what, word);
    if (number < least || number > most) {
        error_set(reader->err, ERROR_INVALID, "Line %d: %s is %lld, outside %d to %d.", reader->line, what,
                  (long long)number, least, most);
        return error_hint(reader->err, "Correct the number, or divide the project.");
    }
    *ret = (int32_t)number;
    return true;
}

static bool make_jobs(Reader *reader, int32_t mode_count) {
    PsplibProject *project = &reader->project;
    project->mode_count = mode_count;
    project->first_mode = arena_array(reader->arena, int32_t, project->job_count + 1);
    project->duration = arena_array(reader->arena, int32_t, mode_count);
    project->demand = arena_array(reader->arena, int32_t, (int64_t)mode_count * project->resource_count);
    project->capacity = arena_array(reader->arena, int32_t, project->resource_count);
    return (project->first_mode && project->duration && project->demand && project->capacity) ||
           error_no_memory(reader->err);
}

static bool read_successors(Reader *reader, int32_t job) {
    int32_t count, after;
    if (!read_number(reader, "the number of successors", 0, PSPLIB_JOBS_MAX, &count)) return false;
    for (int32_t i = 0; i < count; i++) {
        if (!read_number(reader, "a successor", 1, reader->project.job_count, &after)) return false;
        if (reader->links.count == PSPLIB_LINKS_MAX)
            return error_set(reader->err, ERROR_TOO_LARGE, "More than %d links.", PSPLIB_LINKS_MAX);
        PsplibLink *link = vec_push(reader->arena, &reader->links);
        if (!link) return error_no_memory(reader->err);
        *link = (PsplibLink){job, after - 1};
    }
    return true;
}

static bool read_mode(Reader *reader, int32_t mode) {
    PsplibProject *project = &reader->project;
    if (!read_number(reader, "the duration", 0, INT32_MAX, project->duration + mode)) return false;
    for (int32_t r = 0; r < project->resource_count; r++)
        if (!read_number(reader, "the demand", 0, INT32_MAX,
                         project->demand + (int64_t)mode * project->resource_count + r))
            return false;
    return true;
}

static bool read_capacities(Reader *reader) {
    for (int32_t r = 0; r < reader->project.resource_count; r++)
        if (!read_number(reader, "the capacity", 0, INT32_MAX, reader->project.capacity + r)) return false;
    return true;
}

/* ---- Patterson: counts, capacities, then each job's duration, demands and successors ---- */

static bool read_patterson(Reader *reader) {
    PsplibProject *project = &reader->project;
    if (!read_number(reader, "the number of jobs", 1, PSPLIB_JOBS_MAX, &project->job_count) ||
        !read_number(reader, "the number of resources", 0, PSPLIB_RESOURCES_MAX, &project->resource_count))
        return false;
    project->renewable_count = project->resource_count;
    if (!make_jobs(reader, project->job_count) || !read_capacities(reader)) return false;
    for (int32_t j = 0; j < project->job_count; j++) {
        project->first_mode[j + 1] = j + 1;
        if (!read_mode(reader, j) || !read_successors(reader, j)) return false;
    }
    return true;
}

/* ---- PSPLIB: headings ---- */

/* Goes behind the line that begins so, and `more` lines further. */
static bool find_heading(Reader *reader, const char *heading, int more) {
    while (reader->rest.len)
        if (str_starts(next_line(reader), str_of(heading))) {
            while (more-- > 0) next_line(reader);
            return true;
        }
    error_set(reader->err, ERROR_INVALID, "The line \"%s\" is missing.", heading);
    return error_hint(reader->err, "The file must follow PSPLIB's form, with its headings in their order.");
}

/* "  - renewable                 :  4   R" */
static bool read_count(Reader *reader, const char *heading, int32_t most, int32_t *ret) {
    Str value, word;
    int64_t number;
    while (reader->rest.len) {
        Str line = next_line(reader);
        if (!str_starts(line, str_of(heading))) continue;
        str_cut(line, ':', &value);
        value = str_trim(value);
        word = str_cut(value, ' ', &value);
        if (!str_int(word, &number) || number < 0 || number > most) return expected(reader, heading, word);
        *ret = (int32_t)number;
        return true;
    }
    return find_heading(reader, heading, 0);
}

static bool read_counts(Reader *reader) {
    PsplibProject *project = &reader->project;
    int32_t used_up = 0, doubly = 0;
    if (!read_count(reader, "jobs", PSPLIB_JOBS_MAX, &project->job_count) ||
        !read_count(reader, "- renewable", PSPLIB_RESOURCES_MAX, &project->renewable_count) ||
        !read_count(reader, "- nonrenewable", PSPLIB_RESOURCES_MAX, &used_up) ||
        !read_count(reader, "- doubly constrained", PSPLIB_RESOURCES_MAX, &doubly))
        return false;
    project->resource_count = project->renewable_count + used_up;
    if (project->job_count < 1) return expected(reader, "at least one job", STR_NULL);
    if (doubly || project->resource_count > PSPLIB_RESOURCES_MAX)
        return error_set(reader->err, ERROR_INVALID,
                         "At most %d resources can be read, and none doubly constrained.",
                         PSPLIB_RESOURCES_MAX);
    return true;
}

static bool read_relations(Reader *reader) {
    PsplibProject *project = &reader->project;
    int32_t *modes = arena_array(reader->arena, int32_t, project->job_count), number;
    int64_t mode_count = 0;
    if (!modes) return error_no_memory(reader->err);
    if (!find_heading(reader, "PRECEDENCE RELATIONS:", 1)) return false;
    for (int32_t j = 0; j < project->job_count; j++) {
        if (!read_number(reader, "the job's number", j + 1, j + 1, &number) ||
            !read_number(reader, "the number of modes", 1, PSPLIB_MODES_MAX, modes + j) ||
            !read_successors(reader, j))
            return false;
        mode_count += modes[j];
    }
    if (mode_count > PSPLIB_MODES_MAX)
        return error_set(reader->err, ERROR_TOO_LARGE, "More than %d modes.", PSPLIB_MODES_MAX);
    if (!make_jobs(reader, (int32_t)mode_count)) return false;
    for (int32_t j = 0; j < project->job_count; j++)
        project->first_mode[j + 1] = project->first_mode[j] + modes[j];
    return true;
}

static bool read_psplib(Reader *reader) {
    PsplibProject *project = &reader->project;
    int32_t number;
    if (!read_counts(reader) || !read_relations(reader)) return false;
    if (!find_heading(reader, "REQUESTS/DURATIONS:", 2)) return false;
    for (int32_t j = 0; j < project->job_count; j++) {
        if (!read_number(reader, "the job's number", j + 1, j + 1, &number)) return false;
        for (int32_t mode = project->first_mode[j]; mode < project->first_mode[j + 1]; mode++) {
            int32_t want = mode - project->first_mode[j] + 1;
            if (!read_number(reader, "the mode's number", want, want, &number) || !read_mode(reader, mode))
                return false;
        }
    }
    return find_heading(reader, "RESOURCEAVAILABILITIES:", 1) && read_capacities(reader);
}

/* ---- both ---- */

static bool has_headings(Str content) {
    size_t at;
    return str_find(content, STR("PRECEDENCE RELATIONS:"), &at);
}

bool psplib_guess(Str path, Str content) {
    if (str_ends(path, STR(".sm")) || str_ends(path, STR(".mm")) || str_ends(path, STR(".rcp"))) return true;
    return has_headings(str_slice(content, 0, 4096));
}

bool psplib_read(Arena *arena, Str content, PsplibProject *ret, Error *err) {
    Reader reader = {.arena = arena, .rest = content, .line = 1, .err = err};
    if (content.len > PSPLIB_BYTES_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The file is larger than %d MiB.",
                         PSPLIB_BYTES_MAX / (int)MIB);
    if (!(has_headings(content) ? read_psplib(&reader) : read_patterson(&reader))) return false;
    reader.project.links = reader.links.at;
    reader.project.link_count = reader.links.count;
    *ret = reader.project;
    return true;
}

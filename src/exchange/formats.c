/* The table of formats, made of the lists in exchange.h. */
#include "base/banned.h"
#include "exchange/build.h"

#define NAME_OF(NAME, name, title, source, endings, media_type) #name,
#define BOTH(NAME, name, title, source, endings, media_type)                                                 \
    {#name, title, source, endings, media_type, name##_read, name##_parse, name##_write},
#define READ(NAME, name, title, source, endings, media_type)                                                 \
    {#name, title, source, endings, media_type, name##_read, name##_parse, NULL},
#define WRITTEN(NAME, name, title, source, endings, media_type)                                              \
    {#name, title, source, endings, media_type, NULL, NULL, name##_write},

#define PARSE(NAME, name, title, source, endings, media_type)                                                \
    bool name##_parse(Arena *arena, Str content, PlanFile *ret, Error *err) {                                \
        PlanBuild *build = plan_build_make(arena);                                                           \
        return build ? name##_read(build, content, ret, err) : error_no_memory(err);                         \
    }
FILE_FORMATS_READ_AND_WRITTEN(PARSE)
FILE_FORMATS_READ(PARSE)

const FileFormatInfo file_formats[] = {
    {0}, FILE_FORMATS_READ_AND_WRITTEN(BOTH) FILE_FORMATS_READ(READ) FILE_FORMATS_WRITTEN(WRITTEN) /* */
};

const char *const file_format_names[] = {
    "unknown",
    FILE_FORMATS_READ_AND_WRITTEN(NAME_OF) FILE_FORMATS_READ(NAME_OF) FILE_FORMATS_WRITTEN(NAME_OF) NULL,
};
const char *const file_formats_read[] = {
    FILE_FORMATS_READ_AND_WRITTEN(NAME_OF) FILE_FORMATS_READ(NAME_OF) NULL,
};
const char *const file_formats_written[] = {
    FILE_FORMATS_READ_AND_WRITTEN(NAME_OF) FILE_FORMATS_WRITTEN(NAME_OF) NULL,
};

FileFormat file_format_named(Str name) {
    for (int i = 1; i < FORMAT_COUNT; i++)
        if (str_is(name, file_format_names[i])) return (FileFormat)i;
    return FORMAT_UNKNOWN;
}

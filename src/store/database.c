/* What the drivers share. See database.h. */
#include "store/database.h"

#include "base/banned.h"

const Driver *database_driver(const char *where) {
    if (!str_starts(str_of(where), STR("postgres://")) && !str_starts(str_of(where), STR("postgresql://")))
        return &sqlite_driver;
#ifdef TRIVET_POSTGRES
    return &postgres_driver;
#else
    return NULL;
#endif
}

static int compare_name(const void *name, const void *statement) {
    return strcmp(name, ((const EmbeddedStatement *)statement)->name);
}

const EmbeddedStatement *embedded_find(const EmbeddedSql *sql, const char *name) {
    return bsearch(name, sql->statements, (size_t)sql->statement_count, sizeof(EmbeddedStatement),
                   compare_name);
}

int parameter_number(const EmbeddedStatement *source, const char *name) {
    for (int i = 0; source->parameters && source->parameters[i]; i++)
        if (strcmp(source->parameters[i], name) == 0) return i + 1;
    return 0;
}

int parameter_count(const EmbeddedStatement *source) {
    int count = 0;
    while (source->parameters && source->parameters[count]) count++;
    return count;
}

bool prepare_untyped(Database *database, const EmbeddedStatement *source, Prepared **ret, Error *err) {
    static const ValueKind kinds[PARAMETERS_MAX]; /* VALUE_NULL */
    return database->driver->prepare(database, source, kinds, ret, err);
}

void prepared_done(Prepared **prepared) {
    if (*prepared) (*prepared)->database->driver->finalize(*prepared);
}

#!/usr/bin/env python3
"""Turns sql/*.sql and migrations/NNNN_name.sql into one C file (tables declared in embed.h).

Statements are split at "-- name: x" and sorted by name. "-- rows: items" in item.sql stands for the statements that all
resources have alike, item_load, item_load_deleted, item_insert, item_update, item_delete and item_restore, made from the
columns of that table. A line behind it stands for item_list and, unless it is written out, item_all:

    -- list: by rank, id; filters parent_id! kind      in this order, in pages; or: by id desc

A filter with a mark is selective: item_list_by_parent_id goes along an index of that field ("!", where `+` in the SQL
keeps the planner off the wider index) or of the workspace and that field ("&"). The store takes the first whose filter is
given. "; own person_id" behind all: the rows are that person's, and others are passed over.

All SQL is written in PostgreSQL's words and is there twice in the file: as it is, with its :names numbered, and in
SQLite's words (STRICT tables know only INTEGER, TEXT and REAL). sql/postgres.sql has no meaning for SQLite. The names of
the filters that a list takes are its parameters but those that every list has.
"""
import re
import sys
from pathlib import Path

WORDS_OF_SQLITE = [
    (r"\bBIGINT\b|\bBOOLEAN\b", "INTEGER"),
    (r"\bDOUBLE PRECISION\b", "REAL"),
    (r' COLLATE "C"', ""),
    (r"\) STORED\b", ") VIRTUAL"),  # which costs no room
    (r"\bIS NOT DISTINCT FROM\b", "IS"),
    (r"\n *FOR UPDATE SKIP LOCKED\b", ""),  # nobody else writes
    (r"\bstrpos\(", "instr("),
    (r"^BEGIN .*READ WRITE;", "BEGIN IMMEDIATE;"),
    (r"^BEGIN .*READ ONLY;", "BEGIN;"),
]
ONLY_SQLITE = re.compile(
    r"\b(?:instr|ifnull|iif|total|group_concat|json_\w+|strftime|julianday|printf|hex|random)\(|\bIS :|\bINSERT OR\b"
    r"|\bGLOB\b|\browid\b", flags=re.I)
OF_EVERY_LIST = {"workspace_id", "viewer_id", "cursor_key", "cursor_id", "limit"}
PARAMETER = re.compile(r"('(?:[^']|'')*')|:(\w+)")  # or a text in quotes, which holds none


def without_comments(text):
    return re.sub(r"^\s*--.*\n", "", text, flags=re.M)


def parameters_of(text):
    return list(dict.fromkeys(name for _, name in PARAMETER.findall(text) if name))


def to_sqlite(text):
    for pattern, word in WORDS_OF_SQLITE:
        text = re.sub(pattern, word, text)
    return re.sub(r"(CREATE TABLE (?:IF NOT EXISTS )?\w+ \(.*?\n\));", r"\1 STRICT;", text, flags=re.S)


def to_postgres(text):
    names = parameters_of(text)
    return PARAMETER.sub(lambda found: found[1] or f"${names.index(found[2]) + 1}", text)


def declared(numbered):
    """The lines of each table, in the order of their making."""
    tables = {}
    for _, _, text in numbered:
        for table, body in re.findall(r"CREATE TABLE (\w+) \(\n(.*?)\n\)", text, flags=re.S):
            tables[table] = re.split(r",?\n", body)
        for table, line in re.findall(r"ALTER TABLE (\w+) ADD COLUMN ([^;]*)", text):
            tables[table].append(line)
    return tables


def stored(lines):
    """{column: its line} of those that are not generated."""
    found = (re.match(r"\s*([a-z]\w*) [A-Z]", line) for line in lines if "GENERATED" not in line)
    return {match[1]: match.string for match in found if match}


def columns(tables):
    """The columns of each table that are written: neither generated nor the mark of a deleted row."""
    return {table: [name for name in stored(lines) if name != "deleted_at"] for table, lines in tables.items()}


def key_of(lines):
    whole = re.search(r"^\s*PRIMARY KEY \((.*)\)", "\n".join(lines), flags=re.M)
    return whole[1].split(", ") if whole else [name for name, line in stored(lines).items() if "PRIMARY KEY" in line]


def copying(tables):
    """The statements that copy each table. What refers to rows that may come later is written last."""
    for index, (table, lines) in enumerate(tables.items()):
        names, keys = stored(lines), key_of(lines)
        before = list(tables)[:index]
        later = [n for n, line in names.items() if (to := re.search(r"REFERENCES (\w+)", line)) and to[1] not in before]
        if any("NOT NULL" in names[name] for name in later):
            sys.exit(f"{table}: {later} cannot be null and refers to a table that comes later")
        after = ", ".join(f":after_{i + 1}" for i in range(len(keys)))
        key, order = ", ".join(keys), ", ".join(f"{name} DESC" for name in keys)
        values = ", ".join("NULL" if name in later else f":{name}" for name in names)
        mended = ", ".join(f"{name} = :{name}" for name in later)
        yield table, keys, {
            "read": f"SELECT {', '.join(names)} FROM {table} WHERE ({key}) > ({after}) ORDER BY {key} LIMIT :limit;",
            "last": f"SELECT {key} FROM {table} ORDER BY {order} LIMIT 1;",
            "write": f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values});",
            "mend": mended and f"UPDATE {table} SET {mended} WHERE {' AND '.join(f'{name} = :{name}' for name in keys)};",
        }


def of_rows(table, names):
    row = "WHERE id = :id AND workspace_id = :workspace_id"
    read = f"{row} AND revision = :old_revision"
    there, gone = "AND deleted_at IS NULL;", "AND deleted_at IS NOT NULL;"
    changed = ", ".join(f"{name} = :{name}" for name in names if name not in ("id", "workspace_id", "created_at"))
    marked = "updated_at = :updated_at, revision = :revision"
    return {
        "load": f"SELECT * FROM {table} {row} {there}",
        "load_deleted": f"SELECT * FROM {table} {row} {gone}",
        "insert": f"INSERT INTO {table} ({', '.join(names)}) VALUES (:{', :'.join(names)});",
        "update": f"UPDATE {table} SET {changed} {read} {there}",
        "delete": f"UPDATE {table} SET deleted_at = :updated_at, {marked} {read} {there}",
        "restore": f"UPDATE {table} SET deleted_at = NULL, {marked} {read} {gone}",
    }


def of_list(table, order, filters, owner):
    key, _, number = order.rpartition(", ")
    if key:
        behind = f"({order}) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))"
    elif order.endswith(" desc"):
        behind = f"{number.split()[0]} < COALESCE(:cursor_id, 9223372036854775807)"
    else:
        behind = f"{number} > COALESCE(:cursor_id, 0)"
    own = f" AND {owner} = COALESCE(:viewer_id, {owner})" if owner else ""
    marks = {"": "workspace_id = :workspace_id"}
    for name in filters:
        if name[-1] in "!&":
            one, plus = name[:-1], "+" if name[-1] == "!" else ""
            marks[one] = f"{one} = :{one} AND {plus}workspace_id = :workspace_id"
    names = [name.rstrip("!&") for name in filters]
    made = {}
    for one, where in marks.items():
        others = "".join(f" AND (:{name} IS NULL OR {name} = :{name})" for name in names if name != one)
        made[f"list_by_{one}" if one else "list"] = (
            f"SELECT *, {key or repr('')} AS sort_key FROM {table} WHERE {where} AND deleted_at IS NULL{own}{others}"
            f" AND {behind} ORDER BY {order} LIMIT :limit;"
        )
    made["all"] = (
        f"SELECT * FROM {table} WHERE workspace_id = :workspace_id AND deleted_at IS NULL{own}"
        f" ORDER BY {order.removesuffix(' desc')};"
    )
    return made


def statements_of(file, tables):
    text = file.read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.M)
    written = list(zip(parts[1::2], parts[2::2]))
    yield from written
    for table in re.findall(r"^-- rows: (\w+)$", text, flags=re.M):
        made = of_rows(table, tables[table])
        line = r"^-- list: by ([\w, ]+?)(?:; filters ([\w!& ]+?))?(?:; own (\w+))?$"
        for order, filters, owner in re.findall(line, text, flags=re.M):
            made.update(of_list(table, order, filters.split(), owner))
        for verb, statement in made.items():
            if verb != "all" or f"{file.stem}_all" not in dict(written):
                yield f"{file.stem}_{verb}", statement


def statements(files, tables):
    found = {}
    for file in files:
        for name, text in statements_of(file, tables):
            if name in found:
                sys.exit(f"{file}: the name {name} is there twice")
            found[name] = without_comments(text).strip()
            wrong = ONLY_SQLITE.search(found[name])
            if wrong:
                sys.exit(f"{file}: {name}: PostgreSQL does not know {wrong[0]}; see WORDS_OF_SQLITE")
    return sorted(found.items())


def migrations(files):
    numbered = []
    for file in sorted(files):
        match = re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name)
        if not match or int(match[1]) != len(numbered) + 1:
            sys.exit(f"{file}: migrations are numbered 0001, 0002 ... without a gap")
        numbered.append((int(match[1]), match[2], without_comments(file.read_text(encoding="utf-8"))))
    return numbered


def filters(found):
    for name, text in found:
        if name.endswith("_list"):
            yield name[: -len("_list")], [n for n in parameters_of(text) if n not in OF_EVERY_LIST]


def quoted(text):
    lines = text.replace("\\", "\\\\").replace('"', '\\"').splitlines()
    return "\n    ".join(f'"{line}\\n"' for line in lines)


def words(names):
    return f"(const char *const[]){{{''.join(f'{chr(34)}{name}{chr(34)}, ' for name in names)}NULL}}"


def table_lists(database, translate, tables):
    yield f"static const EmbeddedTable tables_of_{database}[] = {{"
    for table, keys, made in copying(tables):
        yield f'    {{"{table}", {words(keys)},'
        for name, text in made.items():
            yield f'    {{"copy_{table}_{name}", "{translate(text)}",\n    {words(parameters_of(text))}}},'
        yield "    },"
    yield "};\n"


def lists(database, translate, found, numbered, tables):
    yield f"static const EmbeddedStatement statements_of_{database}[] = {{"
    for name, text in found:
        yield f'    {{"{name}",\n    {quoted(translate(text))},\n    {words(parameters_of(text))}}},'
    yield f"}};\n\nstatic const EmbeddedMigration migrations_of_{database}[] = {{"
    for number, name, text in numbered:
        yield f'    {{{number}, "{name}",\n    {quoted(translate(text))}}},'
    yield "};\n"
    yield from table_lists(database, translate, tables)
    yield (f"const EmbeddedSql embedded_{database} = {{statements_of_{database}, {len(found)}, "
           f"migrations_of_{database}, {len(numbered)}, tables_of_{database}, {len(tables)}}};\n")


def main():
    target, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    numbered = migrations(f for f in files if f.parent.name == "migrations")
    tables = declared(numbered)
    written = columns(tables)
    of_postgres = [f for f in files if f.parent.name == "sql"]
    found = statements((f for f in of_postgres if f.stem != "postgres"), written)
    out = ['#include "store/embed.h"\n']
    out += lists("sqlite", to_sqlite, found, numbered, tables)
    out += lists("postgres", to_postgres, statements(of_postgres, written), numbered, tables)
    out.append("const EmbeddedFilters embedded_filters[] = {")
    out += [f'    {{"{resource}", {words(names)}}},' for resource, names in filters(found)]
    out += ["    {NULL, NULL},", "};"]
    target.write_text("\n".join(out) + "\n", encoding="utf-8")


main()

/* CSV (RFC 4180): cells of a row one by one, and cells written.
 *
 * Delimiters are comma, semicolon or tab, guessed from the first row; line ends CRLF, LF or CR; a cell in
 * quotes may hold all of them and quotes doubled. UTF-8 with or without a byte-order mark, UTF-16 with one;
 * what is not valid UTF-8 is taken as windows-1252, as spreadsheets in Western Europe save it. */
#ifndef TRIVET_EXCHANGE_CSV_H
#define TRIVET_EXCHANGE_CSV_H

#include "base/error.h"
#include "base/str.h"

enum { CSV_COLUMNS_MAX = 300, CSV_CELL_MAX = 1024 * 1024 };

typedef struct CsvReader {
    Arena *arena;
    Str rest;
    char delimiter;
    int64_t row; /* number of the row read last, 1 is the first */
} CsvReader;

typedef struct CsvRow {
    Str *cells; /* trimmed unless quoted */
    int count;
} CsvRow;

/* *ret_converted: the bytes were not UTF-8. */
bool csv_open(Arena *arena, Str content, CsvReader *ret, bool *ret_converted, Error *err);
/* Next row that is not empty; *ret_end when there is none. Cells are slices of the content or copies in the
 * arena; the array of cells is used again by the next call. */
bool csv_next(CsvReader *reader, CsvRow *row, bool *ret_end, Error *err);

/* One cell, quoted when it must be. With `guard`, text that a spreadsheet would take for a formula gets an
 * apostrophe before it, which csv_unguard takes off again. */
void csv_cell(StrBuf *out, Str text, bool guard);
Str csv_unguard(Str text);

#endif

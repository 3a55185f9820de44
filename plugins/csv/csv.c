/* CSV (RFC 4180) and tab-separated values: tables to be read, or one of what was found. */
#include "csv.h"

#include <stdlib.h>

static const char *const extensions[] = {"csv", "tsv", "tab", NULL};

static const lode_setting_spec settings[] = {
    {"document", "row", "row|file", "what of a table is a document: each row, or the whole"},
    {"text", NULL, NULL, "the column whose cells are the documents' texts; without it, all cells of a row are"},
    {"id", NULL, NULL, "the column with ids"},
    {"title", NULL, NULL, "the column with titles"},
    {"date", NULL, NULL, "the column with days (YYYY-MM-DD)"},
    {"language", NULL, NULL, "the column with languages (BCP 47)"},
    {"header", "on", "on|off", "whether the first row names the columns; without it they are called 1, 2 and so on"},
    {"separator", "auto", "auto|comma|semicolon|tab|bar", "what stands between cells; auto: what the first row has most of"},
    {0}};

static const lode_reader reader = {
    .framing = LODE_FRAME_FILE, .extensions = extensions, .open = csv_open_reader, .read = csv_read, .close = csv_close_reader};

static const lode_writer writer = {.format = "csv",
                                   .lines = LODE_LINES_WHOLE,
                                   .open = csv_open_writer,
                                   .begin = csv_write_header,
                                   .document = csv_write,
                                   .close = free};

LODE_PLUGIN(csv, "1.0", "CSV and tab-separated values: tables to be read, or a row for each entity that was found",
            .reader = &reader, .writer = &writer, .settings = settings)

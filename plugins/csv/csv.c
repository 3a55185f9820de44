/* SPDX-License-Identifier: MIT */
/* CSV (RFC 4180) and tab-separated values: tables to be read, or one of what was found. */
#include "csv.h"

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
    {"formulas", "safe", "safe|keep", "written texts that a spreadsheet would run: with a ' before them, or as they are"},
    {0}};

static const lode_reader reader = {
    .framing = LODE_FRAME_FILE, .extensions = extensions, .open = csv_open_reader, .read = csv_read, .close = csv_close_reader};

static const lode_writer writer = {.format = "csv",
                                   .also = "tsv",
                                   .lines = LODE_LINES_WHOLE,
                                   .open = csv_open_writer,
                                   .begin = csv_begin,
                                   .document = csv_write_document,
                                   .end = csv_end,
                                   .close = csv_close_writer,
                                   .gathers = csv_gathers};

LODE_PLUGIN(csv, "1.0", "CSV and tab-separated values: tables to be read, or a row an entity or fact that was found",
            .reader = &reader, .writer = &writer, .settings = settings)

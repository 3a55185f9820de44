/* SPDX-License-Identifier: MIT */
/* JSON Lines: a line a document, in and out. */
#include "jsonl.h"

#include <stdlib.h>

static const char *const extensions[] = {"jsonl", "ndjson", NULL};

static const lode_reader reader = {.framing = LODE_FRAME_LINE, .extensions = extensions, .read = jsonl_read};

static const lode_writer writer = {
    .format = "jsonl", .lines = LODE_LINES_ONE, .open = jsonl_open, .document = jsonl_write, .close = free};

LODE_PLUGIN(jsonl, "1.0", "JSON Lines: a line a document, with its text to be read, or with what was found in it",
            .reader = &reader, .writer = &writer)

/* SPDX-License-Identifier: MIT */
/* Reading: one frame of a file on its way through readers, which may give many documents of it. */
#ifndef LODE_PIPELINE_READING_H
#define LODE_PIPELINE_READING_H

#include "pipeline/engine.h"
#include "pipeline/internal.h"
#include "pipeline/record.h"

/* What lies in files that lie in files, and so on; and how many there are in one frame. */
enum { LODE_NESTING_MOST = 8, LODE_MEMBERS_MOST = 100000 };

/* Shared by all records of one frame. */
struct lode_reading {
    lode *engine;
    const lode_about *about;
    const char *name; /* of the file, for results */
    lode_take_function *take;
    void *context;
    size_t room;         /* bytes that may still come out of it */
    size_t members;      /* files in it so far */
    uint64_t documents;  /* so far */
    lode_attempt before; /* what of it is not to be done again */
    lode_buffer added;   /* the text of the record at work, and its lode_text_marks */
    lode_buffer marks;
    lode_status stopped; /* nothing more is wanted, for this reason */
    lode_error reason;   /* with it */
};

/* Where a record belongs: the frame itself, or a file in it. */
typedef struct lode_place {
    lode_record record; /* first, so that one is the other */
    const lode_plugin *reader;
    const char *prefix; /* the part's name up to here; NULL: the frame itself */
    unsigned depth;     /* 0: the frame itself */
    uint64_t line;
    size_t documents; /* handed over so far, members' included */
    lode_day date;    /* of the last document that was handed over, or of the file that this one is in */
    lode_time time;
    bool date_known;
} lode_place;

/* Has a frame read by a reader, each document extracted and taken. LODE_OK, or why it went no further: as lode_extract. */
lode_status lode_reading_run(lode_reading *reading, const lode_plugin *reader, const lode_input *input, lode_error *error);

/* In extract.c: begins a document; extracts from a record into the engine's result; makes it one that failed. */
lode_status lode_document_begin(lode *engine, const char *name, uint64_t line, lode_error *error);
lode_status lode_document_extract(lode *engine, const lode_record *record, const lode_about *about, lode_error *error);
lode_status lode_document_fail(lode *engine, const lode_error *reason, const lode_plugin *plugin, lode_error *error);

#endif

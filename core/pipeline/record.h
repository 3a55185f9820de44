/* SPDX-License-Identifier: MIT */
/* A record: the document that a reader makes of a frame, or one of them. */
#ifndef LODE_PIPELINE_RECORD_H
#define LODE_PIPELINE_RECORD_H

#include "base/arena.h"
#include "base/buffer.h"
#include "text/text.h"

typedef struct lode_reading lode_reading; /* reading.h: what it is one of */

/* All strings are in the arena; NULL: none. */
struct lode_record {
    lode_arena *arena;
    lode_reading *reading; /* NULL: a text on its own */
    lode_text text;        /* decoded only */
    bool has_text;
    bool adds;         /* the text is being put together in reading->added */
    lode_status added; /* what came of that so far */
    const lode_text_mark *marks;
    size_t mark_count;
    const char *part, *id, *title, *language;
    lode_attribute *metadata;
    size_t metadata_count;
    lode_day date;
    bool date_known;
    lode_time time; /* of that day; of no meaning without it */
};

/* Whether nothing was set or added yet. */
bool lode_record_is_blank(const lode_record *record);

/* Makes the text and the marks of what was added. LODE_OK; LODE_ERROR_LIMIT, LODE_ERROR_ENCODING: the document's own failure;
 * LODE_ERROR_MEMORY. */
lode_status lode_record_complete(lode_record *record, lode_error *error);

#endif

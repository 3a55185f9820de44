/* A record: the document that a reader makes of a frame. */
#ifndef LODE_PIPELINE_RECORD_H
#define LODE_PIPELINE_RECORD_H

#include "base/arena.h"
#include "text/text.h"

struct lode_record {
    lode_arena *arena;
    lode_text text; /* decoded only */
    bool has_text;
    const char *id;       /* NULL: none */
    const char *language; /* likewise */
    lode_day date;
    bool date_known;
    lode_time time; /* of that day; of no meaning without it */
};

#endif

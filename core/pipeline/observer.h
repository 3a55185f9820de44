/* Watching the engine decide: what became of every place where a rule matched. */
#ifndef LODE_PIPELINE_OBSERVER_H
#define LODE_PIPELINE_OBSERVER_H

#include <lode.h>

typedef enum lode_fate {
    LODE_FATE_WON,
    LODE_FATE_LOST,     /* to an entity that overlaps it */
    LODE_FATE_DECLINED, /* by its extractor, or because a number in it cannot be read */
    LODE_FATE_FAILED    /* its extractor failed on it */
} lode_fate;

/* One match or proposal. Spans count what the entities of the engine count. */
typedef struct lode_outcome {
    const lode_rule *rule;
    size_t start, end;
    const char *text; /* the original's */
    size_t length;
    size_t text_offset; /* where it starts in the result's text, in bytes */
    lode_fate fate;
    const char *reason;      /* why it was declined or failed; NULL: not told */
    const lode_rule *winner; /* LODE_FATE_LOST: what it lost to, and that one's span */
    size_t winner_start, winner_end;
} lode_outcome;

/* Called for each of a document, by start, before the extraction returns. */
typedef void lode_observer(void *context, const lode_outcome *outcome);

/* From now on `observer` is told; NULL: nobody. */
void lode_observe(lode *engine, lode_observer *observer, void *context);

#endif

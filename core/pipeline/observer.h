/* SPDX-License-Identifier: MIT */
/* Watching the engine decide: what became of every place where a rule matched. */
#ifndef LODE_PIPELINE_OBSERVER_H
#define LODE_PIPELINE_OBSERVER_H

#include <lode.h>

/* Is told of a file that lies in another one, and whose name there is `part`. */
typedef void lode_pass_function(void *context, const char *document, const char *part);

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
    const lode_attribute *attributes, *winner_attributes; /* the entity's, and those of what it lost to */
    size_t attribute_count, winner_attribute_count;
} lode_outcome;

/* Called for each of a document, by start, before the extraction returns. */
typedef void lode_observer(void *context, const lode_outcome *outcome);

/* What became of a place where a part of a fact could have stood. */
typedef enum lode_part_verdict {
    LODE_PART_TAKEN,  /* the nearest that fits */
    LODE_PART_LISTED, /* one more item of a list */
    LODE_PART_UNLIKE, /* its text does not fit */
    LODE_PART_UNFIT,  /* what stands between does not fit */
    LODE_PART_IN_USE, /* it is in another part already */
    LODE_PART_NONE,   /* there is no such place */
    LODE_PART_NO_FROM /* what it would stand beside was not found */
} lode_part_verdict;

/* Spans and texts are those of the original, as in lode_outcome. */
typedef struct lode_part_outcome {
    const char *part, *from; /* its name, and what it was looked for beside; from NULL: what the rule's pattern matched */
    const char *side;        /* "behind", "before", "beside", "inside" */
    lode_part_verdict verdict;
    size_t start, end;
    const char *text;
    size_t length;
    const char *between; /* what stands between */
    size_t between_length;
} lode_part_outcome;

/* A place where the pattern of a rule for facts matched: a fact, or why it is none. */
typedef struct lode_fact_outcome {
    const lode_rule *rule;
    size_t start, end;
    const char *text;
    size_t length;
    const char *reason;      /* why it is none; NULL: it is one */
    const lode_rule *winner; /* the rule of the fact that makes it needless; NULL: there is none */
    const lode_part_outcome *parts;
    size_t part_count;
} lode_fact_outcome;

typedef void lode_fact_observer(void *context, const lode_fact_outcome *outcome);

/* How far a rule's pattern came from a place where it could have matched. */
typedef struct lode_trial_outcome {
    size_t start, reached;
    const char *text; /* the original's, as far as it came */
    size_t length;
    const char *rest; /* what follows there, to the end of the line */
    size_t rest_length;
    bool matched;
    const char *wanted; /* the items of the pattern that could have stood there; empty: none, or it matched */
    size_t wanted_length;
} lode_trial_outcome;

typedef void lode_trial_observer(void *context, const lode_trial_outcome *outcome);

/* Which rule is tried on the documents, and who is told. */
typedef struct lode_trial_request {
    const lode_rule *rule; /* with a pattern */
    size_t at;             /* the trials that come to this place (or start in its line) only; SIZE_MAX: all */
    lode_trial_observer *observer;
    void *context;
} lode_trial_request;

/* From now on the trials of a rule that came furthest are told, by start; NULL: of none. The request is not copied. They see
 * the entities that the rule sees. */
void lode_observe_trials(lode *engine, const lode_trial_request *request);

/* The rule of this name; NULL: there is none. */
const lode_rule *lode_engine_rule(const lode *engine, const char *id);

/* From now on the observers are told; NULL: nobody. Facts come after all entities. */
void lode_observe(lode *engine, lode_observer *observer, lode_fact_observer *fact_observer, void *context);

#endif

/* SPDX-License-Identifier: MIT */
/* What an engine is made of; for the files of this folder. */
#ifndef LODE_PIPELINE_INTERNAL_H
#define LODE_PIPELINE_INTERNAL_H

#include "base/arena.h"
#include "pipeline/activity.h"
#include "pipeline/handle.h"
#include "pipeline/match.h"
#include "pipeline/observer.h"
#include "pipeline/ruleset.h"

struct lode {
    lode_offsets offsets;
    lode_line_ends line_ends;
    lode_prefer prefer;
    lode_matcher_options matching;
    lode_report_function *report;
    void *report_context;
    char *cache_directory;    /* NULL: none */
    char **places;            /* of packs */
    const lode_edit *edits;   /* of rule files; NULL: none */
    const char *const *asked; /* settings of plugins, as in lode_options */
    size_t max_bytes;         /* that a document in a file may have */
    bool tell_sentences;
    lode_pass_function *pass; /* is told of files in others that no reader takes; NULL: nobody is */
    void *pass_context;
    lode_registry *registry;
    lode_handles handles;
    lode_pack **packs;
    size_t pack_count;
    const char **ids; /* of all rules, sorted */
    lode_bindings bindings;
    lode_rule_set **sets; /* a language each, by its first pack; made when first needed after a pack was loaded */
    size_t set_count;
    lode_rule_set *neutral; /* for documents in other languages: the packs without one */
    lode_value *values;     /* of one match: room for the fields of any rule */
    lode_span *spans;       /* likewise */
    size_t field_room;
    lode_arena arena;   /* of the document at work and its result */
    lode_arena lasting; /* what lives as long as the engine */
    lode_buffer marked; /* what is being matched with entities marked in it */
    uint64_t documents; /* so far */
    lode_result result;
    lode_activity *activity; /* NULL: nobody watches */
    lode_clock *clock;       /* NULL: nobody asks how long rules take */
    lode_observer *observer;
    lode_fact_observer *fact_observer;
    void *observer_context;
    const lode_trial_request *trials; /* NULL: none are asked for */
};

#endif

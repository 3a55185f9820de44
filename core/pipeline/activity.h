/* SPDX-License-Identifier: MIT */
/* What an engine is at, for whoever watches it from outside: its process may end at any instant, and then this is what is left
 * to tell which document, rule and plugin it was. */
#ifndef LODE_PIPELINE_ACTIVITY_H
#define LODE_PIPELINE_ACTIVITY_H

#include <lode.h>
#include <stdatomic.h>

/* In memory that a watching process shares; the pointers mean the same there when it was forked after the engine was ready.
 * Plugins can write there as well: whoever watches must make sure of what it reads. */
typedef struct lode_activity {
    _Atomic uint64_t document; /* the number of the document at work; 0: none */
    _Atomic uint64_t part;     /* how many documents of its frame are done: the one at work, from 0 */
    const lode_rule *_Atomic rule;
    const lode_plugin *_Atomic plugin;
} lode_activity;

/* From now on the engine notes the rules and plugins it is at there (NULL: nowhere). */
void lode_engine_watch(lode *engine, lode_activity *activity);

static inline void lode_note_part(lode_activity *activity, uint64_t part) {
    if (activity)
        atomic_store_explicit(&activity->part, part, memory_order_relaxed);
}

static inline void lode_note_rule(lode_activity *activity, const lode_rule *rule) {
    if (activity)
        atomic_store_explicit(&activity->rule, rule, memory_order_relaxed);
}

static inline void lode_note_plugin(lode_activity *activity, const lode_plugin *plugin) {
    if (activity)
        atomic_store_explicit(&activity->plugin, plugin, memory_order_relaxed);
}

#endif

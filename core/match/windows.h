/* Where matches of one rule may start, found from where something of its pattern ends. */
#ifndef LODE_MATCH_WINDOWS_H
#define LODE_MATCH_WINDOWS_H

#include "match/expression.h"
#include "match/prefilter.h"
#include "match/states.h"

/* Start from {0}; the memory serves for one text after the other. */
typedef struct lode_windows {
    lode_window *windows;
    size_t count, capacity;
    bool sorted;
    size_t *ends; /* of what was found, to be taken */
    size_t end_count, end_capacity;
    size_t checked; /* the start that was looked at last; SIZE_MAX: none was */
    bool matched;   /* whether the pattern may match there */
} lode_windows;

void lode_windows_clear(lode_windows *list);
void lode_windows_free(lode_windows *list);

/* Notes that something was found that ends there, in the text that the states read. Ends are gathered, and taken a rule at a
 * time: what is known of its automata then stays in the processor's caches. False: memory ran out. */
bool lode_windows_note(lode_windows *list, lode_states *states, const lode_expression_automata *automata, size_t end);

/* Takes what was gathered; then the windows are ascending and do not touch. False: memory ran out. */
bool lode_windows_finish(lode_windows *list, lode_states *states, const lode_expression_automata *automata);

#endif

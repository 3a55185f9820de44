/* SPDX-License-Identifier: MIT */
/* How long each rule takes: whoever begins to work for a rule says so, and the time until the next one begins is its. */
#ifndef LODE_MATCH_CLOCK_H
#define LODE_MATCH_CLOCK_H

#include "rules/rule.h"

#include <stdint.h>

typedef struct lode_clock {
    uint64_t *spent; /* nanoseconds, by the rules' order, and behind the last for all rules at once */
    size_t count;    /* of rules */
    size_t at_work;  /* whose time runs, as a place in `spent` */
    uint64_t since;  /* when it began; 0: no time runs */
} lode_clock;

/* From now on time is spent for a rule (NULL: for all at once). Nothing happens without a clock. */
void lode_clock_turn(lode_clock *clock, const lode_rule *rule);

/* From now on it is for none. */
void lode_clock_stop(lode_clock *clock);

#endif

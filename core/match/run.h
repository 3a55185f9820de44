/* SPDX-License-Identifier: MIT */
/* Running programs. */
#ifndef LODE_MATCH_RUN_H
#define LODE_MATCH_RUN_H

#include "match/program.h"

typedef struct lode_runner lode_runner; /* the memory of one run at a time */

/* One for a program, which must outlive it. A run takes `steps` at most, each a way that is tried again or a call, and KiB of
 * memory. NULL: memory ran out. */
lode_runner *lode_runner_create(const lode_program *program, uint32_t steps, uint32_t memory);
void lode_runner_free(lode_runner *runner);

typedef enum lode_run_outcome { LODE_RUN_NONE, LODE_RUN_MATCHED, LODE_RUN_STEPS, LODE_RUN_MEMORY } lode_run_outcome;

/* Whether there is a program of that number. */
bool lode_runner_has(const lode_runner *runner, size_t number);

/* Tries a program at one place of a text (valid UTF-8). */
lode_run_outcome lode_run(lode_runner *runner, size_t number, const char *text, size_t length, size_t at);

/* What the groups of the last match took, and how many there are with the last that took part: as in a lode_hit. */
const size_t *lode_runner_groups(const lode_runner *runner, size_t *count);

#endif

/* SPDX-License-Identifier: MIT */
/* Running programs. */
#ifndef LODE_MATCH_RUN_H
#define LODE_MATCH_RUN_H

#include "match/runner.h"

typedef enum lode_run_outcome { LODE_RUN_NONE, LODE_RUN_MATCHED, LODE_RUN_STEPS, LODE_RUN_MEMORY } lode_run_outcome;

/* Tries a program at one place of a text (valid UTF-8). */
lode_run_outcome lode_run(lode_runner *runner, size_t number, const char *text, size_t length, size_t at);

#endif

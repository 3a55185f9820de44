/* SPDX-License-Identifier: MIT */
/* The values of options that several commands read alike. Each function returns false for a mistake, which it has reported. */
#ifndef LODE_CLI_OPTION_VALUES_H
#define LODE_CLI_OPTION_VALUES_H

#include <stdbool.h>
#include <stddef.h>

/* Reads one of `choices`, the last of which is NULL, as its place among them. `advice` names them. */
bool lode_choice_read(const char *option, const char *value, const char *const *choices, const char *advice, int *choice);

/* Reads --format where it is `people`, for these, or json. */
bool lode_json_read(const char *value, const char *people, bool *json);

/* Reads how many; what is too large is the largest. */
bool lode_count_read(const char *option, const char *value, size_t *count);

#endif

/* SPDX-License-Identifier: MIT */
#include "cli/option_values.h"

#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool lode_choice_read(const char *option, const char *value, const char *const *choices, const char *advice, int *choice) {
    for (*choice = 0; choices[*choice]; ++*choice)
        if (strcmp(choices[*choice], value) == 0)
            return true;
    lode_usage_error(advice, "'--%s %s' is not known", option, value);
    return false;
}

bool lode_json_read(const char *value, const char *people, bool *json) {
    const char *const formats[] = {people, "json", NULL};
    char advice[64];
    int choice;

    snprintf(advice, sizeof advice, "choose %s or json", people);
    if (!lode_choice_read("format", value, formats, advice, &choice))
        return false;
    *json = choice == 1;
    return true;
}

bool lode_count_read(const char *option, const char *value, size_t *count) {
    char *end;

    *count = (size_t)strtoull(value, &end, 10);
    if (value[0] >= '0' && value[0] <= '9' && !*end)
        return true;
    lode_usage_error("give a number", "'--%s %s' is no number", option, value);
    return false;
}

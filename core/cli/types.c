/* SPDX-License-Identifier: MIT */
#include "cli/types.h"

#include "batch/selection.h"

#include <stdlib.h>
#include <string.h>

bool lode_types_take(lode_string_list *types, const char *value) {
    for (const char *at = value, *end; at; at = *end ? end + 1 : NULL) {
        char *type;

        end = at + strcspn(at, ",");
        if (end == at) {
            lode_usage_error("write them with commas between, such as 'money,date'", "'--type %s' lacks a type", value);
            return false;
        }
        type = strndup(at, (size_t)(end - at));
        if (!type || !lode_string_list_add(types, type)) {
            free(type);
            return false;
        }
    }
    return true;
}

bool lode_types_have(const lode_string_list *types, const char *type) {
    return types->count == 0 || lode_selection_has(types->items, type);
}

void lode_types_free(lode_string_list *types) {
    for (size_t i = 0; i < types->count; i++)
        free((char *)types->items[i]);
    free(types->items);
}

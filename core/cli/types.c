#include "cli/types.h"

#include "rules/suggest.h"

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

void lode_types_free(lode_string_list *types) {
    for (size_t i = 0; i < types->count; i++)
        free((char *)types->items[i]);
    free(types->items);
}

lode_status lode_types_check(const lode_string_list *types, const lode *engine, lode_error *error) {
    for (size_t i = 0; i < types->count; i++) {
        lode_suggestion suggestion = {.word = types->items[i]};
        bool known = false;

        for (size_t j = 0; j < lode_pack_count(engine); j++)
            for (size_t k = 0; k < lode_pack_at(engine, j)->rule_count; k++) {
                const char *type = lode_pack_at(engine, j)->rules[k].type;

                known = known || strcmp(type, types->items[i]) == 0;
                lode_suggestion_offer(&suggestion, type);
            }
        if (known)
            continue;
        lode_error_set(error, LODE_ERROR_USAGE, "no rule that is loaded makes the type '%s'", types->items[i]);
        if (suggestion.best)
            lode_error_advise(error, "did you mean '%s'?", suggestion.best);
        else
            lode_error_advise(error, "'lode list rules' names the types");
        return LODE_ERROR_USAGE;
    }
    return LODE_OK;
}

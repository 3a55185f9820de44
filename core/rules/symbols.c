/* SPDX-License-Identifier: MIT */
/* Looking names up. */
#include "rules/loading.h"

lode_symbol *lode_find_symbol(const lode_source *source, const char *name, size_t length) {
    for (size_t i = 0; i < source->visible_count; i++) {
        size_t index = lode_strings_find(&source->visible[i]->names, name, length);

        if (index != SIZE_MAX)
            return &source->visible[i]->symbols[index];
    }
    return NULL;
}

void lode_offer_symbols(const lode_source *source, lode_suggestion *suggestion, bool tables_only) {
    for (size_t i = 0; i < source->visible_count; i++)
        for (size_t j = 0; j < source->visible[i]->names.count; j++)
            if (!tables_only || source->visible[i]->symbols[j].is_table)
                lode_suggestion_offer(suggestion, source->visible[i]->symbols[j].name);
}

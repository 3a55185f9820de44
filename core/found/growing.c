/* SPDX-License-Identifier: MIT */
#include "found/growing.h"

#include <string.h>

void *lode_growing_add(lode_growing *list) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        void *items = lode_arena_array(list->arena, capacity, list->size);

        if (!items) {
            list->failed = true;
            return NULL;
        }
        if (list->count)
            memcpy(items, list->items, list->count * list->size);
        list->items = items;
        list->capacity = capacity;
    }
    return (char *)list->items + list->count++ * list->size;
}

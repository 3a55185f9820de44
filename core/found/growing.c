/* SPDX-License-Identifier: MIT */
#include "found/growing.h"

void *lode_growing_add(lode_growing *list) {
    void *items = lode_arena_room(list->arena, list->items, list->count, &list->capacity, 8, list->size);

    if (!items) {
        list->failed = true;
        return NULL;
    }
    list->items = items;
    return (char *)list->items + list->count++ * list->size;
}

/* SPDX-License-Identifier: MIT */
#include "room.h"

#include <stdlib.h>

enum { FIRST = 32 };

void *room_for_one(void *items, size_t count, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity * 2 : FIRST;
    void *grown;

    if (count < *capacity)
        return items;
    grown = realloc(items, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

/* SPDX-License-Identifier: MIT */
#include "base/room.h"

#include <stdlib.h>

enum { FIRST = 16 };

void *lode_room(void *items, size_t count, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity * 2 : FIRST;
    void *grown;

    if (count < *capacity)
        return items;
    grown = realloc(items, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

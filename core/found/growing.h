/* SPDX-License-Identifier: MIT */
/* A list in the making: it grows by doubling, in an arena. */
#ifndef LODE_FOUND_GROWING_H
#define LODE_FOUND_GROWING_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Start from {.arena = ..., .size = sizeof(thing)}. */
typedef struct lode_growing {
    lode_arena *arena;
    void *items;
    size_t count, capacity, size;
    bool failed;
} lode_growing;

/* Room for one more thing, cleared; NULL where memory ran out, which `failed` tells from then on. */
void *lode_growing_add(lode_growing *list);

#endif

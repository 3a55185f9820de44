/* SPDX-License-Identifier: MIT */
#include "match/marks.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1 << 10 };

bool lode_marks_start(lode_marks *marks) {
    *marks = (lode_marks){.slots = calloc(SLOTS_FIRST, sizeof *marks->slots), .mask = SLOTS_FIRST - 1, .round = 1};
    return marks->slots != NULL;
}

void lode_marks_free(lode_marks *marks) {
    free(marks->slots);
    *marks = (lode_marks){0};
}

void lode_marks_clear(lode_marks *marks) {
    marks->count = 0;
    if (++marks->round)
        return;
    memset(marks->slots, 0, (marks->mask + 1) * sizeof *marks->slots);
    marks->round = 1;
}

/* Where the number is, or is to be put. */
static uint64_t *slot_of(const lode_marks *marks, uint64_t marked) {
    size_t slot = (uint32_t)marked * 0x9E3779B1u >> 7 & marks->mask;

    while (marks->slots[slot] >> 32 == marks->round && marks->slots[slot] != marked)
        slot = (slot + 1) & marks->mask;
    return &marks->slots[slot];
}

static uint64_t marked(const lode_marks *marks, uint32_t number) {
    return (uint64_t)marks->round << 32 | number;
}

static bool grow(lode_marks *marks) {
    uint64_t *old = marks->slots;
    size_t count = marks->mask + 1;

    marks->slots = calloc(2 * count, sizeof *marks->slots);
    if (!marks->slots) {
        marks->slots = old;
        return false;
    }
    marks->mask = 2 * count - 1;
    for (size_t i = 0; i < count; i++)
        if (old[i] >> 32 == marks->round)
            *slot_of(marks, old[i]) = old[i];
    free(old);
    return true;
}

lode_mark lode_marks_add(lode_marks *marks, uint32_t number) {
    uint64_t wanted = marked(marks, number), *slot = slot_of(marks, wanted);

    if (*slot == wanted)
        return LODE_MARK_KNOWN;
    *slot = wanted;
    return 2 * ++marks->count <= marks->mask || grow(marks) ? LODE_MARK_FRESH : LODE_MARK_NO_ROOM;
}

bool lode_marks_have(const lode_marks *marks, uint32_t number) {
    uint64_t wanted = marked(marks, number);

    return *slot_of(marks, wanted) == wanted;
}

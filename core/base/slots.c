/* SPDX-License-Identifier: MIT */
#include "base/slots.h"

#include <stdlib.h>

size_t lode_slots_next(const lode_slots *slots, uint64_t hash, size_t *probe) {
    size_t mask = slots->capacity - 1;

    while (*probe < slots->capacity) {
        const lode_slot *slot = &slots->slots[(hash + (*probe)++) & mask];

        if (!slot->item)
            break;
        if (slot->hash == hash)
            return slot->item - 1;
    }
    return SIZE_MAX;
}

static void put(lode_slots *slots, lode_slot slot) {
    size_t mask = slots->capacity - 1, at = slot.hash & mask;

    while (slots->slots[at].item)
        at = (at + 1) & mask;
    slots->slots[at] = slot;
}

static bool grow(lode_slots *slots) {
    lode_slots larger = {.capacity = slots->capacity ? slots->capacity * 2 : 64, .count = slots->count};

    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < slots->capacity; i++)
        if (slots->slots[i].item)
            put(&larger, slots->slots[i]);
    free(slots->slots);
    *slots = larger;
    return true;
}

bool lode_slots_add(lode_slots *slots, uint64_t hash, size_t item) {
    if (slots->count * 2 >= slots->capacity && !grow(slots))
        return false;
    put(slots, (lode_slot){hash, item + 1});
    slots->count++;
    return true;
}

void lode_slots_free(lode_slots *slots) {
    free(slots->slots);
    *slots = (lode_slots){0};
}

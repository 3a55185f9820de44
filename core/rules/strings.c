/* SPDX-License-Identifier: MIT */
#include "rules/strings.h"

#include <string.h>

bool lode_strings_init(lode_strings *strings, lode_arena *arena, size_t limit) {
    size_t capacity = 8;

    *strings = (lode_strings){0};
    if (limit > LODE_STRINGS_MAX)
        return false;
    while (capacity < limit * 2)
        capacity *= 2;
    strings->strings = lode_arena_array(arena, limit, sizeof *strings->strings);
    strings->slots = lode_arena_array(arena, capacity, sizeof *strings->slots);
    strings->mask = capacity - 1;
    strings->limit = limit;
    return strings->strings && strings->slots;
}

/* FNV-1a, 64 bits, its high half mixed in because the slots are chosen by the low bits. */
static size_t hash(const char *bytes, size_t length) {
    uint64_t value = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return (size_t)(value ^ (value >> 32));
}

static size_t slot_of(const lode_strings *strings, const char *bytes, size_t length) {
    size_t slot = hash(bytes, length) & strings->mask;

    while (strings->slots[slot]) {
        const lode_string *string = &strings->strings[strings->slots[slot] - 1];

        if (string->length == length && memcmp(string->bytes, bytes, length) == 0)
            break;
        slot = (slot + 1) & strings->mask;
    }
    return slot;
}

size_t lode_strings_add(lode_strings *strings, const char *bytes, size_t length, bool *fresh) {
    size_t slot = slot_of(strings, bytes, length);

    *fresh = !strings->slots[slot];
    if (*fresh) {
        strings->strings[strings->count] = (lode_string){bytes, length};
        strings->slots[slot] = (uint32_t)++strings->count;
    }
    return strings->slots[slot] - 1;
}

size_t lode_strings_find(const lode_strings *strings, const char *bytes, size_t length) {
    size_t slot;

    if (!strings->count)
        return SIZE_MAX;
    slot = slot_of(strings, bytes, length);
    return strings->slots[slot] ? strings->slots[slot] - 1 : SIZE_MAX;
}

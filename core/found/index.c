/* SPDX-License-Identifier: MIT */
#include "found/index.h"

#include "base/hash.h"
#include "base/room.h"

#include <stdlib.h>

void lode_result_name(const lode_result *result, lode_buffer *name) {
    lode_buffer_string(name, result->document);
    if (result->part)
        lode_buffer_format(name, "/%s", result->part);
    if (result->line)
        lode_buffer_format(name, ":%llu", (unsigned long long)result->line);
}

/* A name as it is compared: its length without an ending ".txt". */
static size_t bare_length(const char *name) {
    size_t length = strlen(name);

    return length > 4 && strcmp(name + length - 4, ".txt") == 0 ? length - 4 : length;
}

/* Where the line's number begins behind a ':'; the length where there is none. */
static size_t line_start(const char *name, size_t length) {
    size_t at = length;

    while (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    return at > 0 && at < length && name[at - 1] == ':' ? at : length;
}

/* Whether a part ends before the byte at `at`, which is not the first. */
static bool is_parted(const char *name, size_t length, size_t at) {
    return name[at - 1] == '/' || (name[at - 1] == ':' && line_start(name, length) == at);
}

static uint64_t key_of(const char *name) {
    size_t length = bare_length(name), at = length;

    while (at > 0 && !is_parted(name, length, at))
        at--;
    return lode_hash(LODE_HASH_START, name + at, length - at);
}

/* How many whole parts at their ends two names have in common; SIZE_MAX where they are the same. */
static size_t likeness(const char *a, const char *b) {
    size_t a_length = bare_length(a), b_length = bare_length(b), a_at = a_length, b_at = b_length, parts = 0;

    while (a_at > 0 && b_at > 0) {
        bool a_parted = is_parted(a, a_length, a_at), b_parted = is_parted(b, b_length, b_at);

        if (a_parted != b_parted || (!a_parted && a[a_at - 1] != b[b_at - 1]))
            return parts;
        parts += a_parted;
        a_at--;
        b_at--;
    }
    if (a_at == 0 && b_at == 0)
        return SIZE_MAX;
    return parts + (a_at == 0 ? is_parted(b, b_length, b_at) : is_parted(a, a_length, a_at));
}

static int compare_entries(const void *a, const void *b) {
    const lode_found_entry *left = a, *right = b;

    return left->key != right->key ? (left->key < right->key ? -1 : 1)
                                   : (left->offset > right->offset) - (left->offset < right->offset);
}

static lode_status add(lode_found_index *index, const lode_result *result, long offset, lode_buffer *name, lode_error *error) {
    lode_found_entry *items = lode_room(index->items, index->count, &index->capacity, sizeof *items), *entry;

    if (!items)
        return lode_error_no_memory(error);
    index->items = items;
    lode_buffer_clear(name);
    lode_result_name(result, name);
    entry = &index->items[index->count];
    *entry = (lode_found_entry){.offset = offset};
    if (!name->failed)
        entry->name = lode_arena_copy(&index->names, name->bytes ? name->bytes : "", name->length);
    if (!entry->name)
        return lode_error_no_memory(error);
    entry->key = key_of(entry->name);
    index->count++;
    return LODE_OK;
}

lode_status lode_found_index_make(lode_found *found, lode_found_index *index, lode_error *error) {
    const lode_result *result;
    lode_buffer name = {0};
    lode_status status;

    while ((status = lode_found_next(found, &result, error)) == LODE_OK)
        if ((status = add(index, result, lode_found_offset(found), &name, error)) != LODE_OK)
            break;
    lode_buffer_free(&name);
    if (index->count)
        qsort(index->items, index->count, sizeof *index->items, compare_entries);
    return status == LODE_END ? LODE_OK : status;
}

/* The first entry with a key, or where it would be. */
static size_t find_key(const lode_found_index *index, uint64_t key) {
    size_t low = 0, high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (index->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

lode_found_entry *lode_found_index_find(const lode_found_index *index, const char *name) {
    uint64_t key = key_of(name);

    for (size_t i = find_key(index, key); i < index->count && index->items[i].key == key; i++)
        if (!index->items[i].used && strcmp(index->items[i].name, name) == 0)
            return &index->items[i];
    return NULL;
}

lode_found_entry *lode_found_index_find_like(const lode_found_index *index, const char *name, bool *several) {
    uint64_t key = key_of(name);
    lode_found_entry *best = NULL;
    size_t most = 0;

    *several = false;
    for (size_t i = find_key(index, key); i < index->count && index->items[i].key == key; i++) {
        size_t like = likeness(index->items[i].name, name);

        if (like > most) {
            most = like;
            best = &index->items[i];
            *several = false;
        } else if (like == most && like) {
            *several = true;
        }
    }
    return *several ? NULL : best;
}

void lode_found_index_free(lode_found_index *index) {
    free(index->items);
    lode_arena_free(&index->names);
    *index = (lode_found_index){0};
}

/* SPDX-License-Identifier: MIT */
#include "batch/tally.h"

#include <stdlib.h>
#include <string.h>

bool lode_tally_has(const lode_tally *tally, const char *name) {
    for (size_t i = 0; i < tally->count; i++)
        if (strcmp(tally->entries[i].name, name) == 0)
            return true;
    return false;
}

bool lode_tally_add(lode_tally *tally, const char *name, uint64_t count) {
    lode_tally_entry *entries;

    for (size_t i = 0; i < tally->count; i++)
        if (strcmp(tally->entries[i].name, name) == 0) {
            tally->entries[i].count += count;
            return true;
        }
    entries = realloc(tally->entries, (tally->count + 1) * sizeof *entries);
    if (!entries)
        return false;
    tally->entries = entries;
    entries[tally->count].name = strdup(name);
    entries[tally->count].count = count;
    if (!entries[tally->count].name)
        return false;
    tally->count++;
    return true;
}

void lode_tally_clear(lode_tally *tally) {
    for (size_t i = 0; i < tally->count; i++)
        tally->entries[i].count = 0;
}

static int compare(const void *a, const void *b) {
    return strcmp(((const lode_tally_entry *)a)->name, ((const lode_tally_entry *)b)->name);
}

void lode_tally_sort(lode_tally *tally) {
    if (tally->count)
        qsort(tally->entries, tally->count, sizeof *tally->entries, compare);
}

void lode_tally_free(lode_tally *tally) {
    for (size_t i = 0; i < tally->count; i++)
        free(tally->entries[i].name);
    free(tally->entries);
    *tally = (lode_tally){0};
}

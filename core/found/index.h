/* SPDX-License-Identifier: MIT */
/* Which results a file has, by the names of their documents. */
#ifndef LODE_FOUND_INDEX_H
#define LODE_FOUND_INDEX_H

#include "base/arena.h"
#include "base/buffer.h"
#include "found/found.h"

#include <stdint.h>

typedef struct lode_found_entry {
    const char *name; /* as lode_result_name gives it */
    uint64_t key;     /* of what stands behind its last '/' */
    long offset;      /* of its result in the file */
    bool used;        /* for whoever looks entries up */
} lode_found_entry;

/* Start from {0}. */
typedef struct lode_found_index {
    lode_found_entry *items;
    size_t count, capacity;
    lode_arena names;
} lode_found_index;

/* Appends what a result's document is called among all: its file, its part and its line ("mail.mbox/2/a.docx", "b.jsonl:7"). */
void lode_result_name(const lode_result *result, lode_buffer *name);

/* Goes through the results of a file that is open at its start. LODE_OK, LODE_ERROR_MEMORY, or as lode_found_next. */
lode_status lode_found_index_make(lode_found *found, lode_found_index *index, lode_error *error);

/* The first unused entry of this name; NULL: there is none. */
lode_found_entry *lode_found_index_find(const lode_found_index *index, const char *name);

/* The entry of the same document where its folders may be others: of this name, or else that whose name has the longest end in
 * common with it, by whole parts between '/'. A line is a part, and an ending ".txt" says nothing: "g/b.jsonl/7.txt" is
 * "b.jsonl:7". NULL: there is none, or several are as like, which *several says. */
lode_found_entry *lode_found_index_find_like(const lode_found_index *index, const char *name, bool *several);

void lode_found_index_free(lode_found_index *index);

#endif

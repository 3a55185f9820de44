/* SPDX-License-Identifier: MIT */
/* lode/fact.h - facts: what entities and words of one sentence say together. */
#ifndef LODE_FACT_H
#define LODE_FACT_H

#include <lode/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A part of a fact: an entity, other words, or a value. Offsets count what those of entities count. */
typedef struct lode_fact_part {
    const char *name; /* several parts of one name, in the order of the text, are a list */
    size_t start;
    size_t end;
    const char *text; /* the original's; NULL: a value that stands nowhere, which has no offsets either */
    size_t length;    /* of text, in bytes */
    ptrdiff_t entity; /* its place among the result's entities; -1: it is none */
    lode_value value; /* a number that was read or a table's word; LODE_VALUE_NONE: the part is its text */
} lode_fact_part;

/* Entities and words of one sentence that belong together. It goes from its first part to its last. */
typedef struct lode_fact {
    const char *type;
    const char *rule;
    size_t start;
    size_t end;
    size_t sentence_start;
    size_t sentence_end;
    const lode_fact_part *parts; /* those of one name beside each other */
    size_t part_count;
} lode_fact;

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: MIT */
/* Sets of numbers that are emptied at no cost. */
#ifndef LODE_MATCH_MARKS_H
#define LODE_MATCH_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers that were marked in this round; those of earlier rounds count no more. */
typedef struct lode_marks {
    uint64_t *slots; /* by a hash of the number: the round above 32 bits of the number; those of other rounds are free */
    size_t count, mask;
    uint32_t round;
} lode_marks;

bool lode_marks_start(lode_marks *marks); /* false: memory ran out */
void lode_marks_free(lode_marks *marks);

/* Begins a round, without any number. */
void lode_marks_clear(lode_marks *marks);

typedef enum lode_mark {
    LODE_MARK_FRESH,
    LODE_MARK_KNOWN,  /* it had it already */
    LODE_MARK_NO_ROOM /* memory ran out */
} lode_mark;

lode_mark lode_marks_add(lode_marks *marks, uint32_t number);

bool lode_marks_have(const lode_marks *marks, uint32_t number);

#endif

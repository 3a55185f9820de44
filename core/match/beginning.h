/* SPDX-License-Identifier: MIT */
/* How matches of a pattern begin, so that it is not tried elsewhere. */
#ifndef LODE_MATCH_BEGINNING_H
#define LODE_MATCH_BEGINNING_H

#include "match/emit.h"

enum { LODE_BEGINNING_PAIRS = 1 << 12 };

/* A match may begin everywhere where it may be empty. */
typedef struct lode_beginning {
    unsigned char first[256];                  /* by byte: whether it begins with that */
    uint64_t behind[2];                        /* a bit for each byte of ASCII, behind which it does not */
    uint64_t pairs[LODE_BEGINNING_PAIRS / 64]; /* of the first two, by a hash */
    uint64_t empty;                            /* whether it may be */
} lode_beginning;

/* Of the tree whose program was emitted last: what is found out for that is not found out again. */
void lode_beginning_find(lode_emitter *emitter, const lode_node *tree, lode_beginning *beginning);

static inline unsigned lode_beginning_pair(unsigned char byte, unsigned char next) {
    return (((unsigned)byte << 4) ^ next) % LODE_BEGINNING_PAIRS;
}

/* Whether a match may start at `at`, where a byte stands with which it begins. */
static inline bool lode_beginning_fits(const lode_beginning *beginning, const unsigned char *text, size_t length, size_t at) {
    unsigned char last;
    unsigned pair;

    if (at > 0 && (last = text[at - 1]) < 0x80 && beginning->behind[last / 64] >> last % 64 & 1)
        return false;
    if (at + 1 == length)
        return true;
    pair = lode_beginning_pair(text[at], text[at + 1]);
    return beginning->pairs[pair / 64] >> pair % 64 & 1;
}

/* The first place from `at` to `last` (at most `length`) where a match may start, never at a byte inside a character; SIZE_MAX:
 * there is none. */
static inline size_t lode_beginning_next(const lode_beginning *beginning, const unsigned char *text, size_t length, size_t at,
                                         size_t last) {
    if (beginning->empty) {
        while (at < length && at <= last && (text[at] & 0xC0) == 0x80)
            at++;
        return at <= last ? at : SIZE_MAX;
    }
    for (; at < length && at <= last; at++)
        if (beginning->first[text[at]] && lode_beginning_fits(beginning, text, length, at))
            return at;
    return SIZE_MAX;
}

#endif

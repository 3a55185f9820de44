/* SPDX-License-Identifier: MIT */
/* What running programs works with: characters, and ways back. */
#ifndef LODE_MATCH_RUNNER_H
#define LODE_MATCH_RUNNER_H

#include "match/program.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { LODE_RUNNER_NO_CALL = 0 };

typedef enum lode_way_kind {
    LODE_WAY_BACK,     /* to an address */
    LODE_WAY_SHORTER,  /* a loop took a character less; down to `least` */
    LODE_WAY_LONGER,   /* a lazy loop takes a character more; `least` counts those that it has */
    LODE_WAY_GROUP,    /* what a group was: at, least; number in `address` */
    LODE_WAY_OPEN,     /* where it had begun */
    LODE_WAY_REGISTER, /* what a register was */
    LODE_WAY_MARK,     /* an atomic group or an assertion: where the mark before it is, in `least` */
    LODE_WAY_MARK_NOT  /* a negative one, which holds when nothing else is left */
} lode_way_kind;

/* A way to go back, with what was then. */
typedef struct lode_way {
    uint32_t kind, address;
    uint32_t call, call_count;
    size_t at, least;
} lode_way;

typedef struct lode_call {
    uint32_t back_to, outer;
} lode_call;

/* Whether a character is in a set, as PCRE2 said. */
typedef struct lode_asked {
    uint32_t set, character; /* set 0: none; else its number and 1 */
    bool is_in;
} lode_asked;

/* The memory of one run at a time. */
typedef struct lode_runner {
    const uint32_t *code;
    const lode_program_entry *entries;
    const lode_program_set *sets;
    const lode_range *ranges;
    const char *sources;
    const unsigned char *tables;
    const uint64_t (*firsts)[4];
    size_t entry_count, set_count;
    uint32_t steps_most;
    size_t ways_most;
    lode_way *ways;
    size_t way_count, way_capacity;
    lode_call *calls;
    uint32_t call_count, call_capacity;
    size_t *groups, *opens, *registers;
    size_t group_count; /* of the last program that ran, with the whole match */
    size_t mark;        /* the last way that is a mark, and 1; 0: none */
    lode_asked *asked;
    pcre2_code **codes; /* by set, each made when it is first needed */
    pcre2_match_data *data;
} lode_runner;

/* One for a program, which must outlive it. A run takes `steps` at most, each a way that is tried again or a call, and KiB of
 * memory. NULL: memory ran out. */
lode_runner *lode_runner_create(const lode_program *program, uint32_t steps, uint32_t memory);
void lode_runner_free(lode_runner *runner);

/* Whether there is a program of that number. */
bool lode_runner_has(const lode_runner *runner, size_t number);

/* What the groups of the last match took, and how many there are with the last that took part: as in a lode_hit. */
const size_t *lode_runner_groups(const lode_runner *runner, size_t *count);

/* ---- Characters ------------------------------------------------------------------------------------------------- */

/* Whether a character above LODE_PROGRAM_LOW is in a set. */
bool lode_runner_has_high(lode_runner *runner, uint32_t number, uint32_t c, const char *bytes, size_t length);

/* Whether the character at `at`, which there is, is of a set; *next is where it ends. */
static inline bool lode_runner_character_is(lode_runner *runner, uint32_t number, const char *text, size_t at, size_t *next) {
    const unsigned char *bytes = (const unsigned char *)text + at;
    uint32_t c = bytes[0];
    size_t length = 1;

    if (c >= 0x80) {
        if (c < 0xE0) {
            c = (c & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
            length = 2;
        } else if (c < 0xF0) {
            c = (c & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
            length = 3;
        } else {
            c = (c & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
            length = 4;
        }
    }
    *next = at + length;
    if (c < LODE_PROGRAM_LOW)
        return runner->sets[number].low[c / 64] >> c % 64 & 1;
    return lode_runner_has_high(runner, number, c, text + at, length);
}

static inline size_t lode_runner_before(const char *text, size_t at) {
    do
        at--;
    while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static inline bool lode_runner_next_is(lode_runner *runner, uint32_t number, const char *text, size_t length, size_t at) {
    size_t next;

    return at < length && lode_runner_character_is(runner, number, text, at, &next);
}

static inline bool lode_runner_previous_is(lode_runner *runner, uint32_t number, const char *text, size_t at) {
    size_t next;

    return at > 0 && lode_runner_character_is(runner, number, text, lode_runner_before(text, at), &next);
}

/* Passes what equals text[from, to) without regard to case; false: it does not come next. */
bool lode_runner_pass_folded(const char *text, size_t from, size_t to, size_t length, size_t *at);

bool lode_runner_is_edge(lode_node_meaning meaning, const char *text, size_t length, size_t at);

/* ---- Ways back -------------------------------------------------------------------------------------------------- */

bool lode_runner_more_ways(lode_runner *runner); /* makes room; false: there is no more */

static inline bool lode_runner_add_way(lode_runner *runner, lode_way_kind kind, uint32_t address, uint32_t call_now, size_t at,
                                       size_t least) {
    if (runner->way_count == runner->way_capacity && !lode_runner_more_ways(runner))
        return false;
    runner->ways[runner->way_count++] = (lode_way){(uint32_t)kind, address, call_now, runner->call_count, at, least};
    return true;
}

bool lode_runner_add_call(lode_runner *runner, uint32_t back_to, uint32_t outer);

/* Gives up all ways back since the last mark, and the mark; what groups and registers were before stays to be known. */
lode_way lode_runner_keep(lode_runner *runner);

/* Undoes all since the last mark, and the mark. */
void lode_runner_refuse(lode_runner *runner);

#endif

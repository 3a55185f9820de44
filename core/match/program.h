/* SPDX-License-Identifier: MIT */
/* Programs: patterns as instructions for a matcher that goes back where it came to a dead end, in PCRE2's order: leftmost, the
 * first alternative, as often as possible or as seldom. */
#ifndef LODE_MATCH_PROGRAM_H
#define LODE_MATCH_PROGRAM_H

#include "base/buffer.h"
#include "match/node.h"

/* An instruction is a word: what it does in the low 8 bits, and a number above them; addresses and other numbers follow in
 * words of their own. An address counts words from the start of the code. */
typedef enum lode_instruction {
    LODE_DO_MATCH,
    LODE_DO_FAIL,
    LODE_DO_JUMP,      /* address */
    LODE_DO_BYTE,      /* the number */
    LODE_DO_STRING,    /* so many bytes, which follow */
    LODE_DO_SET,       /* a character of that set */
    LODE_DO_TRY,       /* goes on, and, when that fails, at the address */
    LODE_DO_TRY_IF,    /* the same where the next byte is among the first bytes of that number; else goes to the address */
    LODE_DO_TRY_OTHER, /* address, address: goes to the second, and, when that fails, to the first */
    LODE_DO_SWITCH,    /* so many bytes, which follow, and an address for each; other bytes fail */
    LODE_DO_SELECT,    /* a table of that number, how many addresses, these: the table has one more than the address for
                          each byte, and for the text's end; 0 fails */
    LODE_DO_LOOP,      /* characters of that set, as many as there are: least, most */
    LODE_DO_LOOP_LAZY, /* the same, as few as will do */
    LODE_DO_LOOP_ALL,  /* the same, never fewer than there are */
    LODE_DO_OPEN,      /* the group begins */
    LODE_DO_CLOSE,     /* the group ends */
    LODE_DO_REFERENCE, /* what the group took */
    LODE_DO_REFERENCE_CASELESS,
    LODE_DO_ROUND,          /* notes where a round of a loop starts, in that register */
    LODE_DO_LEAVE_IF_EMPTY, /* goes to the address where the round took nothing */
    LODE_DO_MARK,           /* an atomic group or an assertion begins */
    LODE_DO_MARK_NOT,       /* a negative assertion begins; where it holds, it goes on at the address */
    LODE_DO_KEEP,           /* an atomic group has matched: no way back into it */
    LODE_DO_KEEP_PLACE,     /* an assertion has: the same, and back to where it began */
    LODE_DO_REFUSE,         /* what a negative assertion says is not has matched */
    LODE_DO_BACK,           /* so many characters back */
    LODE_DO_NEXT_IS,        /* the next character is of that set */
    LODE_DO_NEXT_IS_NOT,    /* the next character is not of that set, or there is none */
    LODE_DO_PREVIOUS_IS,
    LODE_DO_PREVIOUS_IS_NOT,
    LODE_DO_EDGE,      /* a lode_node_meaning other than about words */
    LODE_DO_WORD_EDGE, /* that set's characters are words' */
    LODE_DO_NO_WORD_EDGE,
    LODE_DO_CALL, /* address */
    LODE_DO_RETURN
} lode_instruction;

enum {
    LODE_INSTRUCTION_BITS = 8,
    LODE_PROGRAM_LOW = 0x3000, /* characters below it are looked up in bits */
    LODE_PROGRAM_TABLE = 257   /* bytes of a table: one for each byte, and the text's end */
};

typedef struct lode_program_set {
    uint64_t low[LODE_PROGRAM_LOW / 64];
    uint32_t first_range, range_count;     /* of those above, in ranges; or, */
    uint32_t source, source_length, flags; /* where there is a source, PCRE2 knows which are in it */
    uint32_t unused;
} lode_program_set;

/* A rule's program; from word 1 on, or LODE_PROGRAM_NONE: there is none. */
typedef struct lode_program_entry {
    uint32_t start, groups, registers;
} lode_program_entry;

enum { LODE_PROGRAM_NONE = 0, LODE_PROGRAM_MOST = 1 << 22 /* words of one */ };

/* Any number of programs, in flat arrays that may be stored and restored as they are. Start from {0}. */
typedef struct lode_program {
    lode_buffer code;    /* uint32_t */
    lode_buffer entries; /* lode_program_entry */
    lode_buffer sets;    /* lode_program_set */
    lode_buffer ranges;  /* lode_range */
    lode_buffer sources; /* char */
    lode_buffer tables;  /* LODE_PROGRAM_TABLE bytes each */
    lode_buffer firsts;  /* uint64_t[4] each: a bit for every byte */
} lode_program;

void lode_program_free(lode_program *program);

#endif

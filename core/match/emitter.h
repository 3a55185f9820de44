/* SPDX-License-Identifier: MIT */
/* Writing programs: what the makers of instructions share. All functions may be called after something has failed. */
#ifndef LODE_MATCH_EMITTER_H
#define LODE_MATCH_EMITTER_H

#include "base/arena.h"
#include "match/program.h"

enum { LODE_EMITTER_KNOWN = 1 << 12 /* buckets */ };

/* What is known by an address: sets by their ranges, shared nodes by their parts. */
typedef struct lode_known_thing {
    const void *key;
    size_t count;
    uint32_t number;
    struct lode_known_thing *next;
} lode_known_thing;

/* It remembers what it can use again. */
typedef struct lode_emitter {
    lode_program *program;
    lode_arena *arena;
    lode_known_thing *sets[LODE_EMITTER_KNOWN];
    lode_known_thing *tables[LODE_EMITTER_KNOWN];
    lode_known_thing *firsts[LODE_EMITTER_KNOWN];
    lode_known_thing *routines[LODE_EMITTER_KNOWN];
    /* Of the program at work: */
    lode_arena *tree_arena;
    uint32_t registers;
    size_t start;
    const char *reason;
    bool failed;
} lode_emitter;

/* One that adds to a program, which must outlive it; its memory is the arena's. NULL: memory ran out. */
lode_emitter *lode_emitter_create(lode_program *program, lode_arena *arena);

/* emitter.c: words. Where the next one will stand; whether nothing more need be written; why there can be no program. */
uint32_t lode_emitter_here(const lode_emitter *emitter);
bool lode_emitter_is_done(const lode_emitter *emitter);
void lode_emitter_give_up(lode_emitter *emitter, const char *reason);

/* Writes a word, and returns where it stands; an instruction; one with an address; one with an address that is not known yet,
 * and returns where that is to go. */
uint32_t lode_emitter_put(lode_emitter *emitter, uint32_t word);
void lode_emitter_do(lode_emitter *emitter, lode_instruction does, uint32_t number);
void lode_emitter_to(lode_emitter *emitter, lode_instruction does, uint32_t number, uint32_t address);
uint32_t lode_emitter_forward(lode_emitter *emitter, lode_instruction does, uint32_t number);

/* Sets a word that was written; sets an address to what comes next, or several, each of which holds the place of the one before
 * it until then, and the first 0. */
void lode_emitter_set(lode_emitter *emitter, uint32_t at, uint32_t word);
void lode_emitter_arrive(lode_emitter *emitter, uint32_t at);
void lode_emitter_arrive_all(lode_emitter *emitter, uint32_t at);

/* What is known under a key, or NULL; notes something. */
lode_known_thing *lode_emitter_find(lode_known_thing **things, const void *key, size_t count);
void lode_emitter_note(lode_emitter *emitter, lode_known_thing **things, const void *key, size_t count, uint32_t number,
                       lode_arena *arena);

/* The number of an item of `size` bytes in a buffer of such, where it is put if it is not there yet. */
uint32_t lode_emitter_intern(lode_emitter *emitter, lode_buffer *buffer, lode_known_thing **things, const void *item,
                             size_t size);

/* Whether a node is one character; that as UTF-8, of which the length is returned; the number of a set in the program. */
bool lode_emitter_is_character(const lode_node *node);
size_t lode_emitter_encode(uint32_t c, unsigned char bytes[4]);
uint32_t lode_emitter_set_number(lode_emitter *emitter, const lode_charset *set);

/* emit_first.c: the bytes with which what a node matches may begin. */
typedef struct lode_first_bytes {
    uint64_t bytes[4];
    bool empty; /* it may match without a character, whatever follows */
} lode_first_bytes;

/* Those of a node, which are kept with it where it takes more than a look; their number in the program; whether one, or the
 * text's end (256), is among them. */
lode_first_bytes lode_emit_first_of(lode_emitter *emitter, const lode_node *node);
uint32_t lode_emit_first_number(lode_emitter *emitter, const lode_first_bytes *bytes);
bool lode_emit_may_begin(const lode_first_bytes *bytes, unsigned byte);

/* The only part of a node that is nothing but that. */
const lode_node *lode_emit_unwrap(const lode_node *node);

/* emit.c, emit_choice.c and emit_repeat.c: write the instructions of a node. */
void lode_emit_node(lode_emitter *emitter, const lode_node *node);
void lode_emit_choice(lode_emitter *emitter, const lode_node *node);
void lode_emit_repeat(lode_emitter *emitter, const lode_node *node);

#endif

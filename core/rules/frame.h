/* SPDX-License-Identifier: MIT */
/* One pattern or definition while it is turned into PCRE2, and what the parts of that work share. */
#ifndef LODE_RULES_FRAME_H
#define LODE_RULES_FRAME_H

#include "rules/template.h"

enum { LODE_FRAME_PARENTHESES_MAX = 200 }; /* open at a time in one pattern or definition; PCRE2 takes 250 */

typedef struct lode_frame {
    lode_template *template;
    lode_loading *loading;
    const lode_source *source;  /* whose names it knows */
    const lode_yaml_node *node; /* of the text at work */
    const char *text;
    size_t length;
    const char *prefix; /* of its fields: "" or "name." */
    unsigned number;
    unsigned depth;
    size_t open[LODE_FRAME_PARENTHESES_MAX]; /* places of the parentheses that are open */
    size_t open_count;
} lode_frame;

/* Reports a mistake at a byte of the text. */
void lode_frame_mistake(lode_frame *frame, size_t offset, const char *advice, const char *format, ...) LODE_PRINTF(4, 5);

/* Notes that memory ran out. */
void lode_frame_no_memory(lode_frame *frame);

/* Append to the pattern; false where its bound is reached (reported once) or memory ran out. `counted`: how many bytes it
 * counts as, where that is not its length. */
bool lode_frame_append(lode_frame *frame, const char *bytes, size_t length);
bool lode_frame_append_counted(lode_frame *frame, const char *bytes, size_t length, size_t counted);
bool lode_frame_append_string(lode_frame *frame, const char *text);

/* Expands the text of frame->node, or the texts in it as alternatives. */
void lode_frame_expand(lode_frame *frame);

/* groups.c */

/* Opens a capturing group for a name as written, `offset` being its place; in the pattern it is named "f" and its number. */
bool lode_frame_open_group(lode_frame *frame, size_t offset, const char *name, size_t length, lode_capture capture);

/* Notes a parenthesis that is opened at a place; false: too many. */
bool lode_frame_push(lode_frame *frame, size_t offset);

/* Appends a reference back to the groups of a name in this frame, `end` being where it ends. Returns `end`. */
size_t lode_frame_refer_back(lode_frame *frame, size_t offset, const char *name, size_t length, size_t end);

/* The number of the last group of a name in this frame; 0: none. */
unsigned lode_frame_find_group(const lode_frame *frame, const char *name, size_t length);

/* Reads "NAME" and what closes it. Returns the name's length, 0 where there is none. */
size_t lode_frame_closed_name(const lode_frame *frame, size_t at, char close);

/* Each takes the part of the text that starts at a place and returns where it ends. literal.c: a run of literal text; syntax.c:
 * an escape, a character class, parentheses; insert.c: %{...}. */
size_t lode_frame_literal(lode_frame *frame, size_t at);
size_t lode_frame_escape(lode_frame *frame, size_t at);
size_t lode_frame_class(lode_frame *frame, size_t at);
size_t lode_frame_open_parenthesis(lode_frame *frame, size_t at);
size_t lode_frame_close_parenthesis(lode_frame *frame, size_t at);
size_t lode_frame_insert(lode_frame *frame, size_t at);

#endif

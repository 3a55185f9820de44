/* SPDX-License-Identifier: MIT */
/* The text of a document as its reader walks through it: paragraphs in fonts of any kind, and what stands beside them. */
#ifndef LODE_OFFICE_STORY_H
#define LODE_OFFICE_STORY_H

#include "flow.h"
#include "fonts.h"

enum { STORY_LEVELS = 8 /* text boxes in one another, notes among them; the text of deeper ones stands in their place */ };

typedef enum story_aside { STORY_BOX, STORY_NOTE } story_aside;

/* The document's own text, or that of a box or note in it. */
typedef struct story_level {
    flow text;
    flow boxes; /* of the paragraph at work; they stand behind it */
    story_aside aside;
    font_coding paragraph, run; /* what their styles and themselves say of the font */
    bool is_caption;            /* of the paragraph */
    bool joins_next;            /* its end was deleted */
    bool is_hidden;             /* of the run */
} story_level;

typedef struct story {
    story_level levels[STORY_LEVELS];
    unsigned depth, beyond;     /* of asides */
    flow notes;                 /* they stand behind all text */
    byte_buffer coded, decoded; /* text in a font that shows other characters, and those */
    font_coding coding;         /* of that font */
    font_coding fallback;       /* of text whose styles say nothing */
} story;

void story_begin(story *begun, size_t room);

/* The level at work. */
story_level *story_at(story *of);

/* The document's own text. */
flow *story_main(story *of);

/* Adds text of the run at work. */
void story_add(story *to, const char *text, size_t length);

/* Adds what is no character of a font: a tab, a line end. */
void story_break(story *to, const char *text);

void story_open_paragraph(story *in);
void story_end_paragraph(story *in);

/* Tables of the level at work, as in flow.h. */
flow *story_table(story *in);

/* Text from here on stands elsewhere, up to story_close_aside: a box behind the paragraph that it is in, a note at the end. */
void story_open_aside(story *in, story_aside aside);
void story_close_aside(story *in);

/* Puts boxes that stand in no paragraph behind the text so far. */
void story_give_boxes(story *in);

/* Puts the notes behind the text; nothing is added any more. */
void story_finish(story *of);

void story_free(story *of);

#endif

/* SPDX-License-Identifier: MIT */
/* Sentences of a text, as a language's pack says where they end. */
#ifndef LODE_TEXT_SENTENCES_H
#define LODE_TEXT_SENTENCES_H

#include "base/arena.h"

#include <lode/error.h>

/* Strings are NUL-terminated UTF-8. */
typedef struct lode_sentence_marks {
    const char *const *marks; /* end a sentence where white space follows: ".", "!" */
    size_t mark_count;
    const char *const *closing; /* may stand between a mark and the white space: quotation marks, brackets */
    size_t closing_count;
    const char *const *open; /* a line that ends with one of these goes on in the next: ":", ";" */
    size_t open_count;
    const char *const *abbreviations; /* words before a full stop that does not end a sentence, without it; sorted */
    size_t abbreviation_count;
} lode_sentence_marks;

typedef struct lode_sentence {
    size_t start, end; /* in bytes, without white space at either end */
} lode_sentence;

enum { LODE_SENTENCE_MAX = 8192 }; /* bytes; what is longer is cut at white space */

/* The marks of a pack that says nothing. */
extern const lode_sentence_marks lode_sentence_marks_default;

/* Cuts a text (valid UTF-8, lines ending with \n) into sentences. They end at a mark before white space, but not: before a
 * small letter, behind an abbreviation, behind the number of a list item at the start of its line; and at the end of a line,
 * unless that ends openly or the next goes on with a small letter, and at a blank line, unless the one before it ends openly.
 * What is in one of the spans in `whole` (sorted, not overlapping) ends none. The sentences are the arena's. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status lode_sentences_find(const lode_sentence_marks *marks, const char *text, size_t length, const lode_sentence *whole,
                                size_t whole_count, lode_arena *arena, lode_sentence **sentences, size_t *count);

#endif

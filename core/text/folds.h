/* SPDX-License-Identifier: MIT */
/* Folds: spellings that a pack holds to be the same, such as the two placements of a tone mark. Rules and texts are both
 * folded, so that neither has to care. A text is folded once, from front to back: what a fold gives is not folded again. */
#ifndef LODE_TEXT_FOLDS_H
#define LODE_TEXT_FOLDS_H

#include "base/buffer.h"
#include "cache/image.h"
#include "text/rewrite.h"

#include <lode/error.h>

typedef struct lode_folds lode_folds;

extern const lode_layout lode_folds_layout;

typedef enum lode_fold_place {
    LODE_FOLD_ANYWHERE, /* but not where a combining mark follows: it belongs to the last letter */
    LODE_FOLD_WORD_END  /* only where no letter or mark follows */
} lode_fold_place;

/* NULL where memory ran out. Free with lode_folds_free (NULL is fine). */
lode_folds *lode_folds_create(void);
void lode_folds_free(lode_folds *folds);

/* From now on `from` reads as `to` (both UTF-8, taken in NFC; an empty `to` drops it). Of two that fit at a place the longer
 * `from` wins. LODE_OK; LODE_ERROR_USAGE for an empty or repeated `from`, one that is longer than 32 bytes, and for either
 * where it is not UTF-8 or begins with a combining mark; LODE_ERROR_MEMORY. */
lode_status lode_folds_add(lode_folds *folds, lode_fold_place place, const char *from, const char *to, lode_error *error);

/* Appends a string as texts are normalised: in NFC, with line ends \n and the folds (NULL: none), its end being a word's end.
 * For patterns and table keys. LODE_OK, LODE_ERROR_ENCODING where it is not UTF-8, LODE_ERROR_MEMORY. */
lode_status lode_folds_apply(const lode_folds *folds, const char *text, size_t length, lode_buffer *folded, lode_error *error);

/* Applies folds (NULL: none) to valid UTF-8 in NFC: the whole rewrite, up to its finish. What it gives is in NFC. Text in which
 * none fits costs one quick scan. False where memory ran out. */
bool lode_folds_rewrite(const lode_folds *folds, lode_rewrite *rewrite);

#endif

/* Folding a text. */
#ifndef LODE_TEXT_FOLDS_REWRITE_H
#define LODE_TEXT_FOLDS_REWRITE_H

#include "text/folds.h"
#include "text/rewrite.h"

/* Applies folds (NULL: none) to valid UTF-8 in NFC: the whole rewrite, up to its finish. What it gives is in NFC. Text in which
 * none fits costs one quick scan. False where memory ran out. */
bool lode_folds_rewrite(const lode_folds *folds, lode_rewrite *rewrite);

#endif

/* SPDX-License-Identifier: MIT */
/* A document's text: decoded to UTF-8, normalised for the rules, with every position mapped back.
 *
 *     source bytes --decode--> decoded (UTF-8, as it came in) --compose, normalise--> bytes (NFC, no layout, folds)
 */
#ifndef LODE_TEXT_TEXT_H
#define LODE_TEXT_TEXT_H

#include "base/arena.h"
#include "text/folds.h"
#include "text/map.h"
#include "text/paragraphs.h"

#include <lode.h>

typedef struct lode_text {
    const char *bytes; /* what rules see */
    size_t length;
    const char *decoded; /* as it came in, in UTF-8, without a byte order mark */
    size_t decoded_length;
    const lode_text_map *normal_map; /* bytes -> decoded; NULL: the same places */
    const lode_text_map *source_map; /* decoded -> source; NULL: the same places, moved by source_shift */
    size_t source_shift;             /* bytes of the byte order mark, where the source is UTF-8 */
} lode_text;

/* Decodes bytes in an encoding (an iconv name, or one of the aliases in encoding.c; NULL: found out, see detect.h). Fills the
 * whole of `text`; `bytes` is `decoded` until it is normalised. UTF-8 is not copied: `text` points into `bytes`. NUL bytes are
 * text. LODE_OK, LODE_ERROR_ENCODING (with the byte offset and the reason, and `--encoding` as the advice), LODE_ERROR_MEMORY.
 */
lode_status lode_text_decode(lode_text *text, lode_arena *arena, const unsigned char *bytes, size_t length,
                             const char *encoding, lode_error *error);

/* Makes text->bytes from text->decoded: NFC, line ends \n. This much needs no language, which is found from it. Text that is so
 * already is not copied and costs one scan. LODE_OK or LODE_ERROR_MEMORY. */
lode_status lode_text_compose(lode_text *text, lode_arena *arena, lode_error *error);

/* Afterwards: takes layout out of text->bytes (NULL: it stays) and applies the folds (NULL: none). As above. */
lode_status lode_text_normalise(lode_text *text, lode_arena *arena, const lode_paragraph_options *layout,
                                const lode_folds *folds, lode_error *error);

/* The span of `decoded` that stands behind a span of `bytes`. A position inside something that normalising changed as one
 * piece goes outward: the start down, the end up. */
void lode_text_decoded_span(const lode_text *text, size_t start, size_t end, size_t *decoded_start, size_t *decoded_end);

/* Turns positions of `decoded`, at the edges of characters, into positions in the unit asked for. Fastest when called with
 * rising positions. */
typedef struct lode_text_counter {
    const lode_text *text;
    lode_offsets unit;
    size_t at;    /* the last position asked for */
    size_t count; /* and what it came to */
} lode_text_counter;

void lode_text_counter_start(lode_text_counter *counter, const lode_text *text, lode_offsets unit);
size_t lode_text_count(lode_text_counter *counter, size_t decoded_position);

#endif

/* SPDX-License-Identifier: MIT */
/* A text being decoded into a copy, with its map. */
#ifndef LODE_TEXT_DECODING_H
#define LODE_TEXT_DECODING_H

#include "text/map.h"

/* Start from {.bytes = ..., .length = ...}. */
typedef struct lode_decoding {
    const unsigned char *bytes; /* the source */
    size_t length;
    lode_buffer text;          /* in UTF-8 */
    lode_text_map_builder map; /* text -> bytes */
} lode_decoding;

/* Adds a piece of text that stands for so many bytes of the source; a byte order mark at the start of the source adds nothing.
 * False where memory ran out. */
bool lode_decoding_add(lode_decoding *decoding, const char *piece, size_t size, size_t source_size);

/* Adds bytes of the source that are ASCII in UTF-8 as well. False where memory ran out. */
bool lode_decoding_copy(lode_decoding *decoding, size_t at, size_t length);

/* Fills the error for a character that begins at an offset of the source and is cut short by its end or is none; returns its
 * status. */
lode_status lode_decoding_refuse(const unsigned char *bytes, size_t at, bool is_cut, const char *encoding, lode_error *error);

/* Decodes all of the source by iconv, a character at a time, so that it is known which bytes each came from. A combining mark
 * stays a code point of its own where the encoding writes it apart. LODE_OK, LODE_ERROR_ENCODING, LODE_ERROR_MEMORY. */
lode_status lode_decode_by_iconv(lode_decoding *decoding, const char *encoding, lode_error *error);

#endif

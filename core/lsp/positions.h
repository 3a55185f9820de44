/* SPDX-License-Identifier: MIT */
/* Places in a text: lines and columns in code points from 1, as rule files' mistakes have them; lines and UTF-16 code units
 * from 0, as LSP has them; and bytes. A line ends in LF, CR LF or CR. */
#ifndef LODE_LSP_POSITIONS_H
#define LODE_LSP_POSITIONS_H

#include <jansson.h>
#include <stddef.h>

/* The byte of a line and column from 1; the line's end where the column is beyond it, that of the text where the line is. */
size_t lode_byte_of_place(const char *text, size_t length, unsigned line, unsigned column);

/* The byte of an LSP position; likewise. */
size_t lode_byte_of_position(const char *text, size_t length, size_t line, size_t character);

/* Where the line that a byte is in begins and ends (without its line end). */
size_t lode_line_start(const char *text, size_t byte);
size_t lode_line_end(const char *text, size_t length, size_t byte);

/* The LSP range between two bytes. NULL: memory ran out. */
json_t *lode_range(const char *text, size_t length, size_t start, size_t end);

#endif

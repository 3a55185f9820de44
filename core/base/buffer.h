/* SPDX-License-Identifier: MIT */
/* A string of bytes that grows. */
#ifndef LODE_BASE_BUFFER_H
#define LODE_BASE_BUFFER_H

#include <lode/error.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Start from {0}. After the first append `bytes` is NUL-terminated, the NUL not counted in `length`. An append that fails sets
 * `failed`, which stays until the buffer is cleared, so that a caller may check once at the end. */
typedef struct lode_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed; /* memory ran out */
} lode_buffer;

/* Makes room for `more` bytes beyond the length; false where memory ran out. */
bool lode_buffer_reserve(lode_buffer *buffer, size_t more);

bool lode_buffer_append(lode_buffer *buffer, const char *bytes, size_t length);
bool lode_buffer_string(lode_buffer *buffer, const char *text);
bool lode_buffer_byte(lode_buffer *buffer, char byte);
bool lode_buffer_number(lode_buffer *buffer, uint64_t number); /* in decimal */
bool lode_buffer_format(lode_buffer *buffer, const char *format, ...) LODE_PRINTF(2, 3);
bool lode_buffer_format_list(lode_buffer *buffer, const char *format, va_list arguments);

/* Appends all that is left of a stream. False where that could not be read, or memory ran out (then `failed` is set). */
bool lode_buffer_read(lode_buffer *buffer, FILE *file);

/* Takes back what was appended beyond `length`; as if nothing had failed since. */
void lode_buffer_cut(lode_buffer *buffer, size_t length);

/* Empties it and keeps the memory. */
void lode_buffer_clear(lode_buffer *buffer);

/* Frees the memory; the buffer is {0} again. */
void lode_buffer_free(lode_buffer *buffer);

#endif

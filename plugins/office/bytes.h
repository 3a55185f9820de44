/* SPDX-License-Identifier: MIT */
/* Bytes that grow as they are put together. */
#ifndef LODE_OFFICE_BYTES_H
#define LODE_OFFICE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct byte_buffer {
    char *at; /* NULL: nothing yet */
    size_t length, capacity;
    bool failed; /* memory ran out; nothing more is taken */
} byte_buffer;

/* Makes room for so many more behind those there are; false where memory ran out. */
bool bytes_reserve(byte_buffer *to, size_t length);

bool bytes_add(byte_buffer *to, const char *from, size_t length);

/* Adds a character as UTF-8. */
bool bytes_add_character(byte_buffer *to, uint32_t code);

void bytes_free(byte_buffer *of);

#endif

/* SPDX-License-Identifier: MIT */
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 256 };

bool bytes_reserve(byte_buffer *to, size_t length) {
    size_t capacity = to->capacity ? to->capacity : LEAST;
    char *grown;

    while (!to->failed && capacity - to->length < length && capacity <= (size_t)-1 / 2)
        capacity *= 2;
    if (to->failed || capacity - to->length < length)
        to->failed = true;
    if (to->failed || capacity == to->capacity)
        return !to->failed;
    grown = realloc(to->at, capacity);
    if (!grown) {
        to->failed = true;
        return false;
    }
    to->at = grown;
    to->capacity = capacity;
    return true;
}

bool bytes_add(byte_buffer *to, const char *from, size_t length) {
    if (!bytes_reserve(to, length))
        return false;
    if (length)
        memcpy(to->at + to->length, from, length);
    to->length += length;
    return true;
}

void bytes_free(byte_buffer *of) {
    free(of->at);
    *of = (byte_buffer){0};
}

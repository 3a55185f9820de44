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

bool bytes_add_character(byte_buffer *to, uint32_t code) {
    char utf8[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char LEADS[] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (size_t i = length; i-- > 1; code >>= 6)
        utf8[i] = (char)(0x80 | (code & 0x3F));
    utf8[0] = (char)(LEADS[length] | code);
    return bytes_add(to, utf8, length);
}

void bytes_free(byte_buffer *of) {
    free(of->at);
    *of = (byte_buffer){0};
}

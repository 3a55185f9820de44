/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CAPACITY = 256,
    FORMATTED = 64,   /* bytes for which there is room before they are counted */
    BLOCK = 16 * 1024 /* bytes read at once */
};

bool lode_buffer_reserve(lode_buffer *buffer, size_t more) {
    size_t needed, capacity;
    char *bytes;

    if (buffer->failed || more > SIZE_MAX / 2 - buffer->length - 1) {
        buffer->failed = true;
        return false;
    }
    needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return true;
    capacity = buffer->capacity < FIRST_CAPACITY ? FIRST_CAPACITY : buffer->capacity;
    while (capacity < needed)
        capacity *= 2;
    bytes = realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

bool lode_buffer_append(lode_buffer *buffer, const char *bytes, size_t length) {
    if (!lode_buffer_reserve(buffer, length))
        return false;
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
    return true;
}

bool lode_buffer_string(lode_buffer *buffer, const char *text) {
    return lode_buffer_append(buffer, text, strlen(text));
}

bool lode_buffer_byte(lode_buffer *buffer, char byte) {
    return lode_buffer_append(buffer, &byte, 1);
}

bool lode_buffer_number(lode_buffer *buffer, uint64_t number) {
    char digits[20], *first = digits + sizeof digits;

    do
        *--first = (char)('0' + number % 10);
    while (number /= 10);
    return lode_buffer_append(buffer, first, (size_t)(digits + sizeof digits - first));
}

bool lode_buffer_format_list(lode_buffer *buffer, const char *format, va_list arguments) {
    va_list again;
    size_t room;
    int length;

    if (!lode_buffer_reserve(buffer, FORMATTED))
        return false;
    room = buffer->capacity - buffer->length;
    va_copy(again, arguments);
    length = vsnprintf(buffer->bytes + buffer->length, room, format, again);
    va_end(again);
    if (length < 0 || ((size_t)length >= room && !lode_buffer_reserve(buffer, (size_t)length))) {
        buffer->failed = true;
        buffer->bytes[buffer->length] = '\0';
        return false;
    }
    if ((size_t)length >= room)
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    buffer->length += (size_t)length;
    return true;
}

bool lode_buffer_format(lode_buffer *buffer, const char *format, ...) {
    va_list arguments;
    bool done;

    va_start(arguments, format);
    done = lode_buffer_format_list(buffer, format, arguments);
    va_end(arguments);
    return done;
}

bool lode_buffer_read(lode_buffer *buffer, FILE *file) {
    size_t count;

    do {
        if (!lode_buffer_reserve(buffer, BLOCK))
            return false;
        count = fread(buffer->bytes + buffer->length, 1, BLOCK, file);
        buffer->length += count;
        buffer->bytes[buffer->length] = '\0';
    } while (count);
    return !ferror(file);
}

void lode_buffer_cut(lode_buffer *buffer, size_t length) {
    buffer->length = length;
    buffer->failed = false;
    if (buffer->bytes)
        buffer->bytes[length] = '\0';
}

void lode_buffer_clear(lode_buffer *buffer) {
    lode_buffer_cut(buffer, 0);
}

void lode_buffer_free(lode_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (lode_buffer){0};
}

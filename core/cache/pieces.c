/* SPDX-License-Identifier: MIT */
#include "cache/pieces.h"

#include <stdint.h>
#include <string.h>

/* What is kept are the lengths of the pieces, uint64_t each, and the pieces, each from the next multiple of ALIGNED on. */
enum { ALIGNED = 16 };

static size_t aligned(size_t length) {
    return (length + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static bool take(lode_buffer *const *pieces, size_t count, const lode_kept *kept) {
    size_t at = aligned(count * sizeof(uint64_t));

    for (size_t i = 0; i < count; i++) {
        uint64_t length;

        if (at > kept->length)
            return false;
        memcpy(&length, kept->bytes + i * sizeof length, sizeof length);
        if (length > kept->length - at)
            return false;
        *pieces[i] = (lode_buffer){.bytes = kept->bytes + at, .length = (size_t)length};
        at += aligned((size_t)length);
    }
    return at == kept->length;
}

bool lode_pieces_open(const char *directory, const char *name, lode_buffer *const *pieces, size_t count, lode_kept *kept) {
    if (!lode_cache_open(directory, name, kept))
        return false;
    if (take(pieces, count, kept))
        return true;
    for (size_t i = 0; i < count; i++)
        *pieces[i] = (lode_buffer){0};
    lode_cache_close(kept);
    return false;
}

static void align(lode_buffer *content) {
    static const char filling[ALIGNED];

    lode_buffer_append(content, filling, aligned(content->length) - content->length);
}

bool lode_pieces_store(const char *directory, const char *name, lode_buffer *const *pieces, size_t count) {
    lode_buffer content = {0};
    size_t size = aligned(count * sizeof(uint64_t));
    bool done;

    for (size_t i = 0; i < count; i++)
        size += aligned(pieces[i]->length);
    lode_buffer_reserve(&content, size);
    for (size_t i = 0; i < count; i++) {
        uint64_t length = pieces[i]->length;

        lode_buffer_append(&content, (const char *)&length, sizeof length);
    }
    align(&content);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i]->length)
            lode_buffer_append(&content, pieces[i]->bytes, pieces[i]->length);
        align(&content);
    }
    done = !content.failed;
    if (done)
        lode_cache_write(directory, name, content.bytes, content.length);
    lode_buffer_free(&content);
    return done;
}

#include "match/kept.h"

#include "config.h"
#include "match/cache.h"

#include <stdio.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* The content of a file: the lengths of the pieces, uint64_t each, and the pieces, each filled up to a multiple of ALIGNED. A
 * change to what any piece means needs a new FORMAT. */
enum { FORMAT = 27, ALIGNED = 8, KEY_SIZE = 33 };

/* What the pieces depend on: the rules, and what makes them. */
static bool make_key(const lode_rule *const *rules, size_t count, char key[KEY_SIZE]) {
    static const int one = 1;
    lode_buffer text = {0};
    char pcre2[64] = "";
    uint32_t link_size = 0;
    bool done;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    lode_buffer_format(&text, "%d\n%s\n%s %u\n%zu %d\n", FORMAT, PACKAGE_VERSION, pcre2, (unsigned)link_size, sizeof(void *),
                       *(const char *)&one);
    for (size_t i = 0; i < count; i++) {
        lode_buffer_format(&text, "%d %d %zu\n", rules[i]->lookup != NULL, rules[i]->caseless, rules[i]->pattern_length);
        if (!rules[i]->lookup)
            lode_buffer_append(&text, rules[i]->pattern, rules[i]->pattern_length);
    }
    done = !text.failed;
    if (done)
        snprintf(key, KEY_SIZE, "%016llx%016llx", (unsigned long long)lode_cache_hash(1, text.bytes, text.length),
                 (unsigned long long)lode_cache_hash(2, text.bytes, text.length));
    lode_buffer_free(&text);
    return done;
}

static bool take_pieces(lode_buffer *const *pieces, size_t piece_count, const lode_buffer *content) {
    size_t at = piece_count * sizeof(uint64_t);

    for (size_t i = 0; i < piece_count; i++) {
        uint64_t length;

        if (at > content->length)
            return false;
        memcpy(&length, content->bytes + i * sizeof length, sizeof length);
        if (length > content->length - at)
            return false;
        *pieces[i] = (lode_buffer){.bytes = content->bytes + at, .length = (size_t)length};
        at += ((size_t)length + ALIGNED - 1) / ALIGNED * ALIGNED;
    }
    return at == content->length;
}

lode_status lode_kept_restore(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                              size_t piece_count, lode_buffer *content, bool *found) {
    char key[KEY_SIZE];

    *found = false;
    if (!make_key(rules, count, key))
        return LODE_ERROR_MEMORY;
    *found = lode_cache_read(directory, key, content) && take_pieces(pieces, piece_count, content);
    if (!*found) {
        for (size_t i = 0; i < piece_count; i++)
            *pieces[i] = (lode_buffer){0};
        lode_buffer_free(content);
    }
    return LODE_OK;
}

lode_status lode_kept_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                            size_t piece_count) {
    static const char filling[ALIGNED];
    lode_buffer content = {0};
    char key[KEY_SIZE];
    bool done = make_key(rules, count, key);

    for (size_t i = 0; i < piece_count; i++) {
        uint64_t length = pieces[i]->length;

        lode_buffer_append(&content, (const char *)&length, sizeof length);
    }
    for (size_t i = 0; i < piece_count; i++) {
        if (pieces[i]->length)
            lode_buffer_append(&content, pieces[i]->bytes, pieces[i]->length);
        lode_buffer_append(&content, filling, (ALIGNED - content.length % ALIGNED) % ALIGNED);
    }
    done = done && !content.failed;
    if (done)
        lode_cache_write(directory, key, content.bytes, content.length);
    lode_buffer_free(&content);
    return done ? LODE_OK : LODE_ERROR_MEMORY;
}

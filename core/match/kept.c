#include "match/kept.h"

#include "cache/cache.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* The content of a file: the lengths of the pieces, uint64_t each, and the pieces, each filled up to a multiple of ALIGNED. */
enum { ALIGNED = 8 };

static bool make_key(const lode_rule *const *rules, size_t count, char key[LODE_CACHE_KEY]) {
    lode_buffer text = {0};
    char pcre2[64] = "";
    uint32_t link_size = 0;
    bool done;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    lode_buffer_format(&text, "prefilter %s %u\n", pcre2, (unsigned)link_size);
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = rules[i]->lookup ? 0 : lode_cache_hash(1, rules[i]->pattern, rules[i]->pattern_length);

        lode_buffer_format(&text, "%d %d %zu %llu\n", rules[i]->lookup != NULL, rules[i]->caseless, rules[i]->pattern_length,
                           (unsigned long long)hash);
    }
    done = lode_cache_key(&text, key);
    lode_buffer_free(&text);
    return done;
}

static bool take_pieces(lode_buffer *const *pieces, size_t piece_count, const lode_kept *content) {
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
                              size_t piece_count, lode_kept *content, bool *found) {
    char key[LODE_CACHE_KEY];

    *found = false;
    if (!make_key(rules, count, key))
        return LODE_ERROR_MEMORY;
    *found = lode_cache_open(directory, key, content) && take_pieces(pieces, piece_count, content);
    if (!*found) {
        for (size_t i = 0; i < piece_count; i++)
            *pieces[i] = (lode_buffer){0};
        lode_cache_close(content);
    }
    return LODE_OK;
}

lode_status lode_kept_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                            size_t piece_count) {
    static const char filling[ALIGNED];
    lode_buffer content = {0};
    char key[LODE_CACHE_KEY];
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

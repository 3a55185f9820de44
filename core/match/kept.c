/* SPDX-License-Identifier: MIT */
#include "match/kept.h"

#include "cache/pieces.h"
#include "rules/pack.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

static void add_fragments(const lode_pack *pack, lode_buffer *text) {
    uint64_t hash = 0;

    for (size_t i = 0; i < pack->fragment_count; i++)
        hash = lode_cache_hash(hash + 1, pack->fragments[i].pattern, pack->fragments[i].length);
    lode_buffer_format(text, "%zu %llu\n", pack->fragment_count, (unsigned long long)hash);
}

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
        if (rules[i]->each)
            lode_buffer_format(&text, "each %llu\n",
                               (unsigned long long)lode_cache_hash(1, rules[i]->each->pattern, rules[i]->each->pattern_length));
        for (size_t j = 0; j < LODE_SIDES; j++)
            if (rules[i]->beside[j])
                lode_buffer_format(
                    &text, "%s %llu\n", lode_side_name(j),
                    (unsigned long long)lode_cache_hash(1, rules[i]->beside[j]->pattern, rules[i]->beside[j]->pattern_length));
        if (rules[i]->pack && (i == 0 || rules[i]->pack != rules[i - 1]->pack))
            add_fragments(rules[i]->pack, &text);
    }
    done = lode_cache_key(&text, key);
    lode_buffer_free(&text);
    return done;
}

lode_status lode_kept_restore(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                              size_t piece_count, lode_kept *content, bool *found) {
    char key[LODE_CACHE_KEY];

    *found = false;
    if (!make_key(rules, count, key))
        return LODE_ERROR_MEMORY;
    *found = lode_pieces_open(directory, key, pieces, piece_count, content);
    return LODE_OK;
}

lode_status lode_kept_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                            size_t piece_count) {
    char key[LODE_CACHE_KEY];

    return make_key(rules, count, key) && lode_pieces_store(directory, key, pieces, piece_count) ? LODE_OK : LODE_ERROR_MEMORY;
}

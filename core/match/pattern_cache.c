/* SPDX-License-Identifier: MIT */
#include "match/pattern_cache.h"

#include "rules/fragment.h"
#include "rules/pack.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

static void add_pattern(lode_buffer *what, const char *pattern, size_t length) {
    uint64_t seen = lode_cache_hash(0, pattern, length);

    lode_buffer_append(what, (const char *)&seen, sizeof seen);
}

static void add_rule(lode_buffer *what, const lode_rule *rule) {
    lode_buffer_byte(what, !rule ? '-' : rule->lookup ? 'l' : rule->caseless ? 'c' : 'p');
    if (rule && !rule->lookup)
        add_pattern(what, rule->pattern, rule->pattern_length);
}

static void tell(lode_buffer *what, const lode_rule *const *rules, size_t count, size_t piece_count) {
    char pcre2[64] = "";
    uint32_t link_size = 0;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    lode_buffer_format(what, "patterns %zu %s %u\n", piece_count, pcre2, (unsigned)link_size);
    for (size_t i = 0; i < count; i++) {
        const lode_pack *pack = i && rules[i]->pack == rules[i - 1]->pack ? NULL : rules[i]->pack;

        add_rule(what, rules[i]);
        add_rule(what, rules[i]->each);
        for (size_t j = 0; j < LODE_SIDES; j++)
            add_rule(what, rules[i]->beside[j]);
        for (size_t j = 0; pack && j < pack->fragment_count; j++)
            add_pattern(what, pack->fragments[j].pattern, pack->fragments[j].length);
    }
}

bool lode_pattern_cache_find(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                             size_t piece_count, lode_kept *kept) {
    lode_buffer what = {0};
    bool found;

    tell(&what, rules, count, piece_count);
    found = lode_cache_find(directory, &what, pieces, piece_count, kept);
    lode_buffer_free(&what);
    return found;
}

void lode_pattern_cache_store(const char *directory, const lode_rule *const *rules, size_t count, lode_buffer *const *pieces,
                              size_t piece_count) {
    lode_buffer what = {0};

    tell(&what, rules, count, piece_count);
    lode_cache_store(directory, &what, pieces, piece_count);
    lode_buffer_free(&what);
}

#include "pipeline/ruleset.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* More of a text says nothing new about its language. */
enum { SAMPLE_BYTES = 64 * 1024, WORD_BYTES = 64 };

static bool is_common(const lode_rule_set *set, const char *word) {
    for (size_t i = 0; i < set->pack_count; i++)
        for (size_t j = 0; j < set->packs[i]->common_word_count; j++)
            if (strcmp(set->packs[i]->common_words[j], word) == 0)
                return true;
    return false;
}

/* Reads the next word from *offset on: letters and marks, in lower case. False at the end. Words too long for `word` are cut,
 * which makes them unlike any common word. */
static bool next_word(const char *text, size_t length, size_t *offset, char word[WORD_BYTES + 1]) {
    size_t size = 0;

    while (*offset < length) {
        uint32_t code_point = lode_utf8_next(text, length, offset);

        if (lode_utf8_is_letter_or_mark(code_point)) {
            utf8proc_uint8_t bytes[4];
            size_t count = (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)code_point), bytes);

            if (size + count <= WORD_BYTES) {
                memcpy(word + size, bytes, count);
                size += count;
            }
        } else if (size)
            break;
    }
    word[size] = '\0';
    return size > 0;
}

lode_rule_set *lode_language_find(lode_rule_set *const *sets, size_t count, const char *text, size_t length) {
    lode_rule_set *best = NULL;
    size_t most = 0;
    char word[WORD_BYTES + 1];

    if (length > SAMPLE_BYTES)
        length = SAMPLE_BYTES;
    for (size_t i = 0; i < count; i++) {
        size_t offset = 0, common = 0;

        while (next_word(text, length, &offset, word))
            common += is_common(sets[i], word);
        if (!best || common > most) {
            best = sets[i];
            most = common;
        }
    }
    return best;
}

#include "pipeline/ruleset.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* More of a text says nothing new about its language. */
enum { SAMPLE_BYTES = 16 * 1024, WORD_BYTES = 64 };

static int compare_words(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
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
    lode_rule_set *best = sets[0];
    char buffer[WORD_BYTES + 1];
    const char *word = buffer;
    size_t offset = 0;

    if (length > SAMPLE_BYTES)
        length = SAMPLE_BYTES;
    for (size_t i = 0; i < count; i++)
        sets[i]->common = 0;
    while (next_word(text, length, &offset, buffer))
        for (size_t i = 0; i < count; i++)
            if (sets[i]->word_count && bsearch(&word, sets[i]->words, sets[i]->word_count, sizeof word, compare_words))
                sets[i]->common++;
    for (size_t i = 1; i < count; i++)
        if (sets[i]->common > best->common)
            best = sets[i];
    return best;
}

bool lode_language_prepare(lode_rule_set *set) {
    size_t count = 0;

    for (size_t i = 0; i < set->pack_count; i++)
        count += set->packs[i]->common_word_count;
    set->words = calloc(count + 1, sizeof(const char *));
    if (!set->words)
        return false;
    for (size_t i = 0; i < set->pack_count; i++)
        for (size_t j = 0; j < set->packs[i]->common_word_count; j++)
            set->words[set->word_count++] = set->packs[i]->common_words[j];
    qsort(set->words, set->word_count, sizeof *set->words, compare_words);
    return true;
}

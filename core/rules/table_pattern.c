/* SPDX-License-Identifier: MIT */
#include "rules/strings.h"
#include "rules/table.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define LETTER "[\\p{L}\\p{M}]"
#define NO_LETTER_BEFORE "(?<!" LETTER ")"

enum { DEEPEST = 40 }; /* groups inside groups; PCRE2 takes 250 in a whole pattern */

static size_t character_size(const char *text) {
    size_t size = 0;

    lode_utf8_next(text, 4, &size); /* a key ends with a NUL, which no character goes beyond */
    return size;
}

static bool letter_at(const char *text) {
    size_t offset = 0;

    return lode_utf8_is_letter_or_mark(lode_utf8_next(text, 4, &offset));
}

static bool ends_in_letter(const char *text, size_t length) {
    return lode_utf8_is_letter_or_mark(lode_utf8_previous(text, &length));
}

static void append_literal(lode_buffer *pattern, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ' ') {
            lode_buffer_string(pattern, LODE_PATTERN_SPACE);
            continue;
        }
        if (strchr("\\^$.|()[]{}*+?", text[i]))
            lode_buffer_byte(pattern, '\\');
        lode_buffer_byte(pattern, text[i]);
    }
}

static int compare_keys(const void *a, const void *b) {
    return strcmp(((const lode_string *)a)->bytes, ((const lode_string *)b)->bytes);
}

static int compare_lengths(const void *a, const void *b) {
    size_t one = ((const lode_string *)a)->length, other = ((const lode_string *)b)->length;

    return one > other ? -1 : one < other ? 1 : compare_keys(a, b);
}

/* The bytes that all keys of a sorted range have in common, whole characters only. */
static size_t common_prefix(const lode_string *keys, size_t count) {
    const char *first = keys[0].bytes, *last = keys[count - 1].bytes;
    size_t length = 0;

    while (first[length] && first[length] == last[length])
        length++;
    while (((unsigned char)first[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* Appends the alternatives for a sorted range of different keys, of which `from` bytes are written; the longest goes first. */
static void append_range(lode_buffer *pattern, lode_string *keys, size_t count, size_t from, unsigned depth) {
    size_t prefix = count ? common_prefix(keys, count) : 0;
    bool ends_here = keys[0].length == prefix;

    append_literal(pattern, keys[0].bytes + from, prefix - from);
    if (count == 1)
        return;
    lode_buffer_string(pattern, "(?:");
    if (depth == DEEPEST)
        qsort(keys + ends_here, count - ends_here, sizeof *keys, compare_lengths);
    for (size_t i = ends_here; i < count;) {
        const char *next = keys[i].bytes + prefix;
        size_t size = character_size(next), end = i + 1;

        if (i > ends_here)
            lode_buffer_byte(pattern, '|');
        while (depth < DEEPEST && end < count && strncmp(keys[end].bytes + prefix, next, size) == 0)
            end++;
        append_range(pattern, keys + i, end - i, prefix, depth + 1);
        i = end;
    }
    lode_buffer_string(pattern, ends_here ? ")?" : ")");
}

/* Appends the keys that start with a letter, or those that don't, as the first or a further alternative; false: there are none.
 */
static bool append_keys(lode_buffer *pattern, const lode_string *all, size_t all_count, lode_string *keys, bool letters,
                        bool first) {
    size_t count = 0;

    for (size_t i = 0; i < all_count; i++)
        if (letter_at(all[i].bytes) == letters && (count == 0 || strcmp(all[i].bytes, keys[count - 1].bytes) != 0))
            keys[count++] = all[i];
    if (!count)
        return false;
    if (!first)
        lode_buffer_byte(pattern, '|');
    if (letters)
        lode_buffer_string(pattern, NO_LETTER_BEFORE);
    append_range(pattern, keys, count, 0, 0);
    return true;
}

/* The guard behind all keys: no letter follows one that ends in a letter. */
static void append_end_guard(lode_buffer *pattern, const lode_string *keys, size_t count) {
    size_t letters = 0;

    for (size_t i = 0; i < count; i++)
        letters += ends_in_letter(keys[i].bytes, keys[i].length);
    if (letters == count)
        lode_buffer_string(pattern, "(?!" LETTER ")");
    else if (letters)
        lode_buffer_string(pattern, "(?!(?<=" LETTER ")" LETTER ")");
}

bool lode_table_pattern(const lode_table *table, bool caseless, lode_buffer *pattern) {
    size_t count = lode_table_count(table);
    bool folded = caseless || lode_table_is_caseless(table);
    lode_string *keys = calloc(count + 1, 2 * sizeof *keys);
    bool letters;

    if (!keys)
        return false;
    for (size_t i = 0; i < count; i++) {
        keys[i].bytes = folded ? lode_table_caseless_key(table, i) : lode_table_key(table, i);
        keys[i].length = strlen(keys[i].bytes);
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    lode_buffer_string(pattern, folded ? "(?i:(?:" : "(?:(?:");
    letters = append_keys(pattern, keys, count, keys + count, true, true);
    append_keys(pattern, keys, count, keys + count, false, !letters);
    lode_buffer_byte(pattern, ')');
    append_end_guard(pattern, keys, count);
    lode_buffer_byte(pattern, ')');
    free(keys);
    return !pattern->failed;
}

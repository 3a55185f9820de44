/* SPDX-License-Identifier: MIT */
#include "text/sentences.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const char *const DEFAULT_MARKS[] = {".", "!", "?", "…", "。", "！", "？"};
static const char *const DEFAULT_CLOSING[] = {"\"", "'", ")", "]", "”", "’", "»"};
static const char *const DEFAULT_OPEN[] = {":", ";", ","};

#define LIST(strings) strings, sizeof(strings) / sizeof *(strings)
const lode_sentence_marks lode_sentence_marks_default = {LIST(DEFAULT_MARKS), LIST(DEFAULT_CLOSING), LIST(DEFAULT_OPEN), NULL,
                                                         0};

enum { ITEM_NUMBER_MAX = 4 }; /* bytes of "IV" or "12" before the mark of a list item */

/* The cutting at work. */
struct cutter {
    const lode_sentence_marks *marks;
    const char *text;
    size_t length;
    const lode_sentence *whole, *whole_end;
    lode_arena *arena;
    lode_sentence *sentences;
    size_t count, capacity;
    size_t start;    /* of the sentence at work */
    bool first[256]; /* bytes that a mark starts with */
};

/* The length of the string of a list that stands at a place; 0: none. */
static size_t string_at(const struct cutter *cutter, const char *const *strings, size_t count, size_t at) {
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(strings[i]);

        if (length <= cutter->length - at && memcmp(cutter->text + at, strings[i], length) == 0)
            return length;
    }
    return 0;
}

static bool ends_with_one(const struct cutter *cutter, const char *const *strings, size_t count, size_t end) {
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(strings[i]);

        if (length <= end - cutter->start && memcmp(cutter->text + end - length, strings[i], length) == 0)
            return true;
    }
    return false;
}

/* ASCII white space and no-break spaces. */
static size_t space_at(const struct cutter *cutter, size_t at) {
    unsigned char byte = at < cutter->length ? (unsigned char)cutter->text[at] : 0;

    if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
        return 1;
    return byte == 0xC2 && at + 1 < cutter->length && (unsigned char)cutter->text[at + 1] == 0xA0 ? 2 : 0;
}

static size_t skip_spaces(const struct cutter *cutter, size_t at) {
    for (size_t length; (length = space_at(cutter, at)) > 0;)
        at += length;
    return at;
}

static bool is_small_letter(const struct cutter *cutter, size_t at) {
    return at < cutter->length &&
           utf8proc_category((utf8proc_int32_t)lode_utf8_next(cutter->text, cutter->length, &at)) == UTF8PROC_CATEGORY_LL;
}

/* Whether a place is in an entity, or in front of what goes on in it. */
static bool is_inside(struct cutter *cutter, size_t at) {
    while (cutter->whole < cutter->whole_end && cutter->whole->end <= at)
        cutter->whole++;
    return cutter->whole < cutter->whole_end && cutter->whole->start < at;
}

static bool add(struct cutter *cutter, size_t end) {
    size_t start = skip_spaces(cutter, cutter->start);
    size_t last = end;
    lode_sentence *sentences;

    cutter->start = end;
    while (last > start &&
           (cutter->text[last - 1] == ' ' || (cutter->text[last - 1] >= '\t' && cutter->text[last - 1] <= '\r')))
        last--;
    if (start >= last)
        return true;
    sentences = lode_arena_room(cutter->arena, cutter->sentences, cutter->count, &cutter->capacity, 64, sizeof *sentences);
    if (!sentences)
        return false;
    cutter->sentences = sentences;
    cutter->sentences[cutter->count++] = (lode_sentence){start, last};
    return true;
}

static int compare_word(const void *key, const void *string) {
    const lode_sentence *word = ((const lode_sentence *const *)key)[0];
    const char *text = ((const char *const *)key)[1], *other = *(const char *const *)string;
    size_t length = word->end - word->start, other_length = strlen(other);
    int order = memcmp(text + word->start, other, length < other_length ? length : other_length);

    return order != 0 ? order : (length > other_length) - (length < other_length);
}

/* Whether a word is like the number of a list item: 12, IV, a. */
static bool is_item_number(const char *word, size_t length) {
    size_t digits = 0, roman = 0;

    for (size_t i = 0; i < length; i++) {
        digits += word[i] >= '0' && word[i] <= '9';
        roman += word[i] && strchr("IVXLC", word[i]) != NULL;
    }
    return length <= ITEM_NUMBER_MAX && (length == 1 || digits == length || roman == length);
}

/* Whether a full stop at a place belongs to the word before it: an abbreviation, or the number of a list item. */
static bool belongs_to_word(const struct cutter *cutter, size_t at) {
    lode_sentence word = {at, at};
    const void *key[] = {&word, cutter->text};

    while (word.start > 0 && cutter->text[word.start - 1] != '\n') {
        size_t before = word.start;
        uint32_t code_point = lode_utf8_previous(cutter->text, &before);

        if (!lode_utf8_is_word(code_point) && code_point != '.' && code_point != '/' && code_point != '-')
            break;
        word.start = before;
    }
    if (word.start == at)
        return false;
    if (is_item_number(cutter->text + word.start, at - word.start)) {
        size_t line = word.start;

        while (line > 0 && (cutter->text[line - 1] == ' ' || cutter->text[line - 1] == '\t'))
            line--;
        if (line == 0 || cutter->text[line - 1] == '\n')
            return true;
    }
    return cutter->marks->abbreviation_count &&
           bsearch(key, cutter->marks->abbreviations, cutter->marks->abbreviation_count, sizeof(const char *), compare_word);
}

/* Goes on behind the mark at a place; a sentence may end there. */
static bool take_mark(struct cutter *cutter, size_t *at) {
    size_t mark = *at, end = mark, length;

    while (end < cutter->length && (length = string_at(cutter, cutter->marks->marks, cutter->marks->mark_count, end)) > 0)
        end += length;
    *at = end == mark ? end + 1 : end;
    if (end == mark || is_inside(cutter, end))
        return true;
    while (end < cutter->length && (length = string_at(cutter, cutter->marks->closing, cutter->marks->closing_count, end)) > 0)
        end += length;
    if (end < cutter->length && !space_at(cutter, end))
        return true;
    if (is_small_letter(cutter, skip_spaces(cutter, end)) ||
        (*at == mark + 1 && cutter->text[mark] == '.' && belongs_to_word(cutter, mark)))
        return true;
    *at = end;
    return add(cutter, end);
}

/* Goes on behind the line end at a place; a sentence may end there. */
static bool take_line_end(struct cutter *cutter, size_t *at) {
    size_t line_end = *at, next = skip_spaces(cutter, line_end), last = line_end;
    bool blank = memchr(cutter->text + line_end + 1, '\n', next - line_end - 1) != NULL;

    *at = next;
    while (last > cutter->start && space_at(cutter, last - 1))
        last--;
    if (is_inside(cutter, line_end) || (!blank && is_small_letter(cutter, next)) ||
        ends_with_one(cutter, cutter->marks->open, cutter->marks->open_count, last))
        return true;
    return add(cutter, line_end);
}

/* Ends a sentence that is too long, at the last white space. */
static bool cut_short(struct cutter *cutter, size_t at) {
    size_t end = at;

    while (end > cutter->start && (!space_at(cutter, end) || is_inside(cutter, end)))
        end--;
    while (end == cutter->start && !lode_utf8_is_boundary(cutter->text, cutter->length, at))
        at++;
    return add(cutter, end == cutter->start ? at : end);
}

lode_status lode_sentences_find(const lode_sentence_marks *marks, const char *text, size_t length, const lode_sentence *whole,
                                size_t whole_count, lode_arena *arena, lode_sentence **sentences, size_t *count) {
    struct cutter cutter = {.marks = marks,
                            .text = text,
                            .length = length,
                            .whole = whole,
                            .whole_end = whole ? whole + whole_count : NULL,
                            .arena = arena};
    bool well = true;

    for (size_t i = 0; i < marks->mark_count; i++)
        cutter.first[(unsigned char)marks->marks[i][0]] = true;
    cutter.first['\n'] = true;
    for (size_t at = 0; well && at < length;) {
        while (at < length && !cutter.first[(unsigned char)text[at]])
            at++;
        while (well && at - cutter.start > LODE_SENTENCE_MAX)
            well = cut_short(&cutter, cutter.start + LODE_SENTENCE_MAX);
        if (at < length)
            well = well && (text[at] == '\n' ? take_line_end(&cutter, &at) : take_mark(&cutter, &at));
    }
    while (well && length - cutter.start > LODE_SENTENCE_MAX)
        well = cut_short(&cutter, cutter.start + LODE_SENTENCE_MAX);
    if (!well || !add(&cutter, length))
        return LODE_ERROR_MEMORY;
    *sentences = cutter.sentences;
    *count = cutter.count;
    return LODE_OK;
}

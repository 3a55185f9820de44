/* SPDX-License-Identifier: MIT */
#include "text/nfc.h"

#include "text/search.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    LONGEST_DECOMPOSITION = 4, /* code points, the longest canonical one */
    LONGEST_CHARACTER = 4,     /* bytes */
    FEWEST_POINTS = 32,
    CLASSES = 256
};

/* The code points of one piece of text, in working memory that is kept from piece to piece. */
typedef struct workspace {
    utf8proc_int32_t *points;
    utf8proc_int32_t *sorted; /* of the same capacity */
    size_t count, capacity;
    lode_buffer composed;
} workspace;

static const utf8proc_property_t *property_of(uint32_t code_point) {
    return utf8proc_get_property((utf8proc_int32_t)code_point);
}

/* All that composes with what stands before it has a combining class, is a mark (vowel signs of class 0), or is a Hangul vowel
 * or final consonant, outside the supplementary scripts: there a plain letter may (such as the vowel signs of Kirat Rai). */
bool lode_nfc_is_boundary(uint32_t code_point) {
    const utf8proc_property_t *property;

    if (code_point < 0x300)
        return true;
    if ((code_point >= 0x1160 && code_point <= 0x11FF) || (code_point >= 0x10000 && code_point <= 0x1EFFF))
        return false;
    property = property_of(code_point);
    return !property->combining_class &&
           (property->category < UTF8PROC_CATEGORY_MN || property->category > UTF8PROC_CATEGORY_ME);
}

/* A boundary that is also its own NFC. */
static bool is_inert(uint32_t code_point) {
    const utf8proc_property_t *property = property_of(code_point);
    bool decomposes = property->decomp_seqindex != UINT16_MAX && !property->decomp_type;

    return !decomposes && lode_nfc_is_boundary(code_point);
}

/* Flags what may begin something to be changed: all bytes but those of ASCII without \r, of U+0080..U+02FF, U+0400..U+047F,
 * U+1E00..U+1EFF, U+2002..U+20BF, U+4000..U+9FFF and U+1F000..U+1FFFF, all of which are boundaries and their own NFC. */
static void flag_suspects(const void *context, const unsigned char *restrict bytes, unsigned char *restrict flags) {
    (void)context;
    for (size_t i = 0; i < LODE_SEARCH_BLOCK; i++) {
        /* In this order clang sees that nothing is carried from byte to byte. */
        unsigned char second = bytes[i + 2], next = bytes[i + 1], byte = bytes[i];
        unsigned char is_low = (byte < 0xCC) & (byte != '\r');
        unsigned char is_cyrillic = (byte & 0xFE) == 0xD0;
        unsigned char is_latin = (byte == 0xE1) & ((next & 0xFC) == 0xB8);
        unsigned char is_sign = (byte == 0xE2) & (next <= 0x82) & ((next != 0x80) | (second >= 0x82));
        unsigned char is_han = (byte >= 0xE4) & (byte <= 0xE9);
        unsigned char is_emoji = (byte == 0xF0) & (next == 0x9F);

        flags[i] = (is_low | is_cyrillic | is_latin | is_sign | is_han | is_emoji) ^ 1;
    }
}

static size_t find_boundary(const char *text, size_t length, size_t at) {
    while (at < length) {
        size_t next = at;

        if (lode_nfc_is_boundary(lode_utf8_next(text, length, &next)))
            break;
        at = next;
    }
    return at;
}

static bool reserve_points(workspace *work, size_t more) {
    size_t capacity = work->capacity ? work->capacity : FEWEST_POINTS;
    utf8proc_int32_t *points, *sorted;

    if (more <= work->capacity - work->count)
        return true;
    while (capacity - work->count < more) {
        if (capacity > SIZE_MAX / 2 / sizeof *points)
            return false;
        capacity *= 2;
    }
    points = realloc(work->points, capacity * sizeof *points);
    if (points)
        work->points = points;
    sorted = realloc(work->sorted, capacity * sizeof *sorted);
    if (sorted)
        work->sorted = sorted;
    if (!points || !sorted)
        return false;
    work->capacity = capacity;
    return true;
}

/* Puts marks in canonical order, a stable order by combining class; counting, because a run of marks may be of any length. */
static void sort_marks(utf8proc_int32_t *marks, utf8proc_int32_t *sorted, size_t count) {
    size_t places[CLASSES + 1] = {0};

    for (size_t i = 0; i < count; i++)
        places[property_of((uint32_t)marks[i])->combining_class + 1]++;
    for (size_t rank = 1; rank < CLASSES; rank++)
        places[rank] += places[rank - 1];
    for (size_t i = 0; i < count; i++)
        sorted[places[property_of((uint32_t)marks[i])->combining_class]++] = marks[i];
    memcpy(marks, sorted, count * sizeof *marks);
}

static void order_marks(workspace *work) {
    size_t i = 0;

    while (i < work->count) {
        size_t start = i;
        int last = 0;
        bool ordered = true;

        for (; i < work->count; i++) {
            int rank = property_of((uint32_t)work->points[i])->combining_class;

            if (!rank)
                break;
            ordered = ordered && rank >= last;
            last = rank;
        }
        if (!ordered)
            sort_marks(work->points + start, work->sorted, i - start);
        if (i < work->count)
            i++;
    }
}

static bool decompose(workspace *work, const char *text, size_t start, size_t end) {
    work->count = 0;
    while (start < end) {
        utf8proc_int32_t code_point = (utf8proc_int32_t)lode_utf8_next(text, end, &start);
        utf8proc_ssize_t count;

        if (!reserve_points(work, LONGEST_DECOMPOSITION))
            return false;
        count = utf8proc_decompose_char(code_point, work->points + work->count, LONGEST_DECOMPOSITION,
                                        UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, NULL);
        if (count > 0)
            work->count += (size_t)count;
    }
    return true;
}

static bool compose(workspace *work) {
    utf8proc_ssize_t count =
        utf8proc_normalize_utf32(work->points, (utf8proc_ssize_t)work->count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    utf8proc_uint8_t bytes[LONGEST_CHARACTER];

    lode_buffer_clear(&work->composed);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        lode_buffer_append(&work->composed, (const char *)bytes, (size_t)utf8proc_encode_char(work->points[i], bytes));
    return !work->composed.failed;
}

static bool normalise_piece(lode_rewrite *rewrite, workspace *work, size_t start, size_t end) {
    if (!decompose(work, rewrite->input, start, end))
        return false;
    order_marks(work);
    if (!compose(work))
        return false;
    if (work->composed.length == end - start && !memcmp(work->composed.bytes, rewrite->input + start, end - start))
        return true;
    return lode_rewrite_replace(rewrite, start, end, work->composed.bytes, work->composed.length);
}

static bool rewrite_all(lode_rewrite *rewrite, workspace *work) {
    const char *text = rewrite->input;
    size_t length = rewrite->length;
    lode_search search = {.bytes = (const unsigned char *)text, .length = length, .flag = flag_suspects};
    size_t at = 0;
    size_t settled = 0; /* nothing before composes with what follows */

    while ((at = lode_search_next(&search, at)) < length) {
        size_t start = at, end = at;
        uint32_t code_point = lode_utf8_next(text, length, &end);

        if (code_point == '\r') {
            end += end < length && text[end] == '\n';
            if (!lode_rewrite_replace(rewrite, start, end, "\n", 1))
                return false;
            settled = end;
        } else if (!is_inert(code_point)) {
            if (!lode_nfc_is_boundary(code_point) && start > settled)
                lode_utf8_previous(text, &start);
            end = settled = find_boundary(text, length, end);
            if (!normalise_piece(rewrite, work, start, end))
                return false;
        }
        at = end;
    }
    return lode_rewrite_finish(rewrite);
}

bool lode_nfc_rewrite(lode_rewrite *rewrite) {
    workspace work = {0};
    bool done = rewrite_all(rewrite, &work);

    free(work.points);
    free(work.sorted);
    lode_buffer_free(&work.composed);
    return done;
}

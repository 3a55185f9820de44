#include "match/folded.h"

#include "match/charset.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool reserve(lode_folded *folded, size_t length) {
    char *text;

    if (folded->capacity >= length + LODE_FOLDED_PADDING)
        return true;
    text = realloc(folded->text, length + LODE_FOLDED_PADDING);
    if (!text)
        return false;
    folded->text = text;
    folded->capacity = length + LODE_FOLDED_PADDING;
    return true;
}

static bool note_stretch(lode_folded *folded, size_t start, size_t end) {
    if (folded->stretch_count == folded->stretch_capacity) {
        size_t capacity = folded->stretch_capacity ? folded->stretch_capacity * 2 : 64;
        lode_folded_stretch *stretches = realloc(folded->stretches, capacity * sizeof *stretches);

        if (!stretches)
            return false;
        folded->stretches = stretches;
        folded->stretch_capacity = capacity;
    }
    folded->stretches[folded->stretch_count++] = (lode_folded_stretch){folded->length, start, end};
    return true;
}

/* How many bytes of white space stand at a place; 0: there is none. */
static size_t white_at(const unsigned char *text, size_t length) {
    utf8proc_int32_t c;
    utf8proc_ssize_t size;

    if (text[0] < 0x80)
        return text[0] == ' ' || (text[0] >= 0x09 && text[0] <= 0x0D);
    if (text[0] != 0xC2 && text[0] != 0xE1 && text[0] != 0xE2 && text[0] != 0xE3)
        return 0; /* no white space begins so */
    size = utf8proc_iterate(text, (utf8proc_ssize_t)length, &c);
    return size > 0 && lode_charset_is_space((uint32_t)c) ? (size_t)size : 0;
}

bool lode_folded_make(lode_folded *folded, const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;

    folded->length = folded->stretch_count = 0;
    if (!reserve(folded, length))
        return false;
    for (size_t at = 0; at < length;) {
        size_t white = white_at(bytes + at, length - at), start = at;

        if (!white) {
            folded->text[folded->length++] = text[at++];
            continue;
        }
        folded->text[folded->length++] = ' ';
        do
            at += white;
        while (at < length && (white = white_at(bytes + at, length - at)) > 0);
        if (at - start > 1 && !note_stretch(folded, start, at))
            return false;
    }
    memset(folded->text + folded->length, 0, LODE_FOLDED_PADDING);
    return true;
}

void lode_folded_free(lode_folded *folded) {
    free(folded->text);
    free(folded->stretches);
    *folded = (lode_folded){0};
}

void lode_folded_place(const lode_folded *folded, size_t place, size_t *least, size_t *most) {
    size_t low = 0, high = folded->stretch_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (folded->stretches[middle].after <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) {
        *least = *most = place;
    } else {
        const lode_folded_stretch *stretch = &folded->stretches[low - 1];

        *most = stretch->end + (place - stretch->after);
        *least = place == stretch->after ? stretch->start + 1 : *most;
    }
}

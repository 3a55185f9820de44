/* SPDX-License-Identifier: MIT */
/* Literal text in a pattern. */
#include "rules/frame.h"
#include "rules/pattern.h"

#include <string.h>

/* Appends a run of literal text in NFC and folded. A fold at a word's end depends on what follows: where that is not known
 * both forms are taken. */
static void append_run(lode_frame *frame, const char *run, size_t length, bool ends_word) {
    static const char LETTER[] = "\xEA\x9F\xB7"; /* U+A7F7: of no language's everyday writing, so in nobody's folds */
    const size_t letter_length = sizeof LETTER - 1;
    lode_buffer longer = {0}, end = {0}, inside = {0};
    lode_status status = lode_folds_apply(frame->loading->folds, run, length, &end, NULL);

    /* Where nothing was folded at a word's end, nothing is inside a word. */
    if (status == LODE_OK && !ends_word && (end.length != length || memcmp(end.bytes, run, length) != 0)) {
        lode_buffer_append(&longer, run, length);
        lode_buffer_append(&longer, LETTER, letter_length);
        status = longer.failed ? LODE_ERROR_MEMORY
                               : lode_folds_apply(frame->loading->folds, longer.bytes, longer.length, &inside, NULL);
    }
    if (status != LODE_OK) { /* the text is UTF-8, so there is nothing else that can fail */
        lode_frame_no_memory(frame);
    } else if (inside.length > letter_length &&
               (inside.length - letter_length != end.length || memcmp(inside.bytes, end.bytes, end.length) != 0)) {
        lode_frame_append_string(frame, "(?:");
        lode_frame_append(frame, end.bytes, end.length);
        lode_frame_append_string(frame, "|");
        lode_frame_append(frame, inside.bytes, inside.length - letter_length);
        lode_frame_append_string(frame, ")");
    } else {
        lode_frame_append(frame, end.bytes, end.length);
    }
    lode_buffer_free(&longer);
    lode_buffer_free(&end);
    lode_buffer_free(&inside);
}

size_t lode_frame_literal(lode_frame *frame, size_t at) {
    size_t end = at + 1, last;
    lode_buffer composed = {0};

    while (end < frame->length && lode_pattern_is_literal(frame->text, frame->length, end))
        end++;
    if (!lode_pattern_is_quantifier(frame->text, frame->length, end)) {
        append_run(frame, frame->text + at, end - at, lode_pattern_ends_word(frame->text, frame->length, end));
        return end;
    }
    /* The quantifier is for the last character, as a reader sees it: composed. */
    if (lode_folds_apply(NULL, frame->text + at, end - at, &composed, NULL) != LODE_OK) {
        lode_frame_no_memory(frame);
    } else {
        last = composed.length - 1;
        while (last > 0 && ((unsigned char)composed.bytes[last] & 0xC0) == 0x80)
            last--;
        if (last)
            append_run(frame, composed.bytes, last, false);
        lode_frame_append(frame, composed.bytes + last, composed.length - last);
    }
    lode_buffer_free(&composed);
    return end;
}

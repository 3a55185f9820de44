/* SPDX-License-Identifier: MIT */
#include "text/nfc.h"
#include "text/text.h"

/* Makes what a rewrite gave the text's bytes, standing above what was there; they stay the rewrite's. False where memory ran
 * out. */
static bool stand(lode_text *text, lode_arena *arena, lode_rewrite *rewrite) {
    const lode_text_map *map;

    if (!rewrite->changed)
        return true;
    map = lode_text_map_finish(&rewrite->map, arena, text->normal_map);
    if (!map)
        return false;
    text->bytes = rewrite->output.bytes;
    text->length = rewrite->output.length;
    text->normal_map = map;
    return true;
}

/* Makes the bytes of a rewrite the arena's. */
static bool give(lode_arena *arena, lode_rewrite *rewrite) {
    if (!rewrite->changed)
        return true;
    if (!lode_arena_adopt(arena, rewrite->output.bytes))
        return false;
    rewrite->output = (lode_buffer){0};
    return true;
}

lode_status lode_text_compose(lode_text *text, lode_arena *arena, lode_error *error) {
    lode_rewrite normal = {.input = text->decoded, .length = text->decoded_length};
    bool done;

    text->bytes = text->decoded;
    text->length = text->decoded_length;
    text->normal_map = NULL;
    done = lode_nfc_rewrite(&normal) && stand(text, arena, &normal) && give(arena, &normal);
    lode_rewrite_discard(&normal);
    return done ? LODE_OK : lode_error_no_memory(error);
}

lode_status lode_text_normalise(lode_text *text, lode_arena *arena, const lode_paragraph_options *layout,
                                const lode_folds *folds, lode_error *error) {
    lode_rewrite plain = {.input = text->bytes, .length = text->length}, folded = {0};
    bool done = !layout || (lode_paragraphs_rewrite(layout, &plain) && stand(text, arena, &plain));

    if (done) {
        folded.input = text->bytes;
        folded.length = text->length;
        done =
            lode_folds_rewrite(folds, &folded) && stand(text, arena, &folded) && give(arena, folded.changed ? &folded : &plain);
    }
    lode_rewrite_discard(&plain);
    lode_rewrite_discard(&folded);
    return done ? LODE_OK : lode_error_no_memory(error);
}

void lode_text_decoded_span(const lode_text *text, size_t start, size_t end, size_t *decoded_start, size_t *decoded_end) {
    lode_text_map_span(text->normal_map, start, end, decoded_start, decoded_end);
}

/* SPDX-License-Identifier: MIT */
#include "text/rewrite.h"

static bool keep_until(lode_rewrite *rewrite, size_t end) {
    size_t length = end - rewrite->done;

    if (!lode_buffer_append(&rewrite->output, rewrite->input + rewrite->done, length) ||
        !lode_text_map_add(&rewrite->map, length, 1, 1))
        return false;
    rewrite->done = end;
    return true;
}

bool lode_rewrite_replace(lode_rewrite *rewrite, size_t start, size_t end, const char *replacement, size_t length) {
    if (!rewrite->changed && !lode_buffer_reserve(&rewrite->output, rewrite->length))
        return false;
    rewrite->changed = true;
    if (!keep_until(rewrite, start) || !lode_buffer_append(&rewrite->output, replacement, length) ||
        !lode_text_map_add(&rewrite->map, 1, length, end - start))
        return false;
    rewrite->done = end;
    return true;
}

bool lode_rewrite_finish(lode_rewrite *rewrite) {
    return !rewrite->changed || keep_until(rewrite, rewrite->length);
}

void lode_rewrite_discard(lode_rewrite *rewrite) {
    lode_buffer_free(&rewrite->output);
    lode_text_map_discard(&rewrite->map);
    *rewrite = (lode_rewrite){0};
}

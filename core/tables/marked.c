/* SPDX-License-Identifier: MIT */
/* Tables that a reader marked. */
#include "tables/build.h"

static bool is_cell(const lode_text_mark *mark) {
    return mark->kind == LODE_MARK_CELL || mark->kind == LODE_MARK_HEAD;
}

/* Where what a mark begins ends: at the next mark of a table, or with the text. */
static size_t end_of(const lode_build *build, const lode_text_mark *marks, size_t count, size_t i) {
    while (++i < count)
        if (marks[i].kind >= LODE_MARK_TABLE)
            return marks[i].offset;
    return build->text->length;
}

void lode_build_marked(lode_build *build, const lode_text_mark *marks, size_t count) {
    size_t start = 0;
    bool inside = false;

    for (size_t i = 0; i < count && !build->failed; i++) {
        const lode_text_mark *mark = &marks[i];

        if (mark->kind == LODE_MARK_TABLE || mark->kind == LODE_MARK_TABLE_END) {
            if (inside)
                lode_build_end(build, start, mark->offset);
            start = mark->offset;
            inside = mark->kind == LODE_MARK_TABLE;
        } else if (inside && mark->kind == LODE_MARK_ROW) {
            lode_build_row(build);
        } else if (inside && is_cell(mark)) {
            lode_build_cell(build, mark->offset, end_of(build, marks, count, i), mark->value, mark->kind == LODE_MARK_HEAD);
        } else if (inside && mark->kind == LODE_MARK_CAPTION && build->caption_count < LODE_TABLE_SAID_MOST) {
            build->captions[build->caption_count++] = (lode_piece){mark->offset, end_of(build, marks, count, i)};
        }
    }
    if (inside)
        lode_build_end(build, start, build->text->length);
}

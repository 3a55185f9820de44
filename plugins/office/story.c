/* SPDX-License-Identifier: MIT */
#include "story.h"

#include <string.h>

void story_begin(story *begun, size_t room) {
    *begun = (story){0};
    for (size_t i = 0; i < STORY_LEVELS; i++)
        begun->levels[i].text.room = begun->levels[i].boxes.room = room;
    begun->notes.room = room;
}

story_level *story_at(story *of) {
    return &of->levels[of->depth];
}

flow *story_main(story *of) {
    return &of->levels[0].text;
}

/* Writes what the text in a font of its own coding shows. Held back until then, for a letter and its marks may stand in several
 * runs. */
static void settle(story *of) {
    flow *text = &story_at(of)->text;

    if (of->coded.length && font_decode(of->coding, of->coded.at, of->coded.length, &of->decoded))
        flow_add(text, of->decoded.at, of->decoded.length);
    if (of->coded.failed || of->decoded.failed)
        text->status = LODE_ERROR_MEMORY;
    of->coded.length = of->decoded.length = 0;
}

void story_add(story *to, const char *text, size_t length) {
    const story_level *at = story_at(to);
    font_coding coding = at->run ? at->run : at->paragraph ? at->paragraph : to->fallback;

    if (at->is_hidden || !length)
        return;
    if (coding != to->coding)
        settle(to);
    to->coding = coding;
    if (coding > FONT_UNICODE)
        bytes_add(&to->coded, text, length);
    else
        flow_add(&story_at(to)->text, text, length);
}

void story_break(story *to, const char *text) {
    if (story_at(to)->is_hidden)
        return;
    settle(to);
    flow_add(&story_at(to)->text, text, strlen(text));
}

void story_open_paragraph(story *in) {
    story_level *at = story_at(in);

    settle(in);
    at->paragraph = at->run = FONT_UNSAID;
    at->is_caption = at->joins_next = at->is_hidden = false;
}

static void give_boxes(story_level *at) {
    size_t room = at->boxes.room;

    if (!at->boxes.text.length)
        return;
    flow_append(&at->text, &at->boxes);
    flow_free(&at->boxes);
    at->boxes.room = room;
}

void story_end_paragraph(story *in) {
    story_level *at = story_at(in);

    settle(in);
    if (!at->joins_next)
        flow_end_paragraph(&at->text, at->is_caption);
    give_boxes(at);
}

flow *story_table(story *in) {
    settle(in);
    return &story_at(in)->text;
}

void story_open_aside(story *in, story_aside aside) {
    size_t room = in->notes.room;

    settle(in);
    if (in->depth + 1 == STORY_LEVELS) {
        in->beyond++;
        return;
    }
    in->levels[++in->depth] = (story_level){.aside = aside, .text.room = room, .boxes.room = room};
}

void story_close_aside(story *in) {
    story_level *at = story_at(in);

    settle(in);
    if (in->beyond || !in->depth) {
        in->beyond -= in->beyond > 0;
        return;
    }
    give_boxes(at);
    in->depth--;
    flow_append(at->aside == STORY_NOTE ? &in->notes : &story_at(in)->boxes, &at->text);
    flow_free(&at->text);
    flow_free(&at->boxes);
}

void story_give_boxes(story *in) {
    settle(in);
    give_boxes(story_at(in));
}

void story_finish(story *of) {
    settle(of);
    while (of->depth)
        story_close_aside(of);
    give_boxes(story_at(of));
    flow_append(story_main(of), &of->notes);
}

void story_free(story *of) {
    for (size_t i = 0; i < STORY_LEVELS; i++) {
        flow_free(&of->levels[i].text);
        flow_free(&of->levels[i].boxes);
    }
    flow_free(&of->notes);
    bytes_free(&of->coded);
    bytes_free(&of->decoded);
}

/* SPDX-License-Identifier: MIT */
#include "rtf_text.h"

#include "code_page.h"
#include "room.h"

#include <string.h>

enum { FONTS_MOST = 4096 };

rtf_group *rtf_group_of(rtf *of) {
    return &of->groups[of->depth];
}

static rtf_font *font_of(rtf *of, int number) {
    for (size_t i = 0; i < of->font_count; i++)
        if (of->fonts[i].number == number)
            return &of->fonts[i];
    return NULL;
}

static void fail(rtf *of) {
    story_main(&of->story)->status = LODE_ERROR_MEMORY;
}

void rtf_add_font(rtf *to, int number) {
    rtf_font *fonts;

    if (to->font_count == FONTS_MOST)
        return;
    fonts = room_for_one(to->fonts, to->font_count, &to->font_capacity, sizeof *fonts);
    if (!fonts) {
        fail(to);
        return;
    }
    to->fonts = fonts;
    to->fonts[to->font_count++] = (rtf_font){.number = number};
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

bool rtf_takes_text(rtf *of) {
    return rtf_group_of(of)->destination == TEXT;
}

/* Whether it is text that shows. */
static bool shows_text(rtf *of) {
    return rtf_takes_text(of) && !rtf_group_of(of)->hidden && !rtf_group_of(of)->deleted;
}

/* Opens and closes tables as paragraphs stand in them. */
static void place_paragraph(rtf *to) {
    flow *text = story_table(&to->story);

    if (rtf_group_of(to)->in_table && !text->depth) {
        flow_open_table(text);
        flow_open_row(text);
        flow_open_cell(text, 1, false);
    } else if (!rtf_group_of(to)->in_table && text->depth)
        flow_close_table(text);
}

static void add_utf8(rtf *to, const char *text, size_t length) {
    const rtf_group *at = rtf_group_of(to);
    const rtf_font *named = font_of(to, at->font);

    if (at->destination == TITLE || at->destination == AUTHOR) {
        int value = at->destination == AUTHOR;

        if (to->lengths[value] + length < RTF_VALUE_LENGTH) {
            memcpy(to->values[value] + to->lengths[value], text, length);
            to->lengths[value] += length;
        }
    } else if (at->destination == FONT_TABLE && to->font_count) {
        rtf_font *last = &to->fonts[to->font_count - 1];
        size_t there = strlen(last->name);

        if (there + length < sizeof last->name)
            memcpy(last->name + there, text, length);
    } else if (at->destination == INSTRUCTION) {
        size_t there = strlen(to->instruction);

        for (size_t i = 0; i < length && there + 1 < RTF_INSTRUCTION_LENGTH; i++)
            if (text[i] != ' ' || there)
                to->instruction[there++] = text[i];
    } else if (shows_text(to)) {
        place_paragraph(to);
        story_at(&to->story)->run = named && named->coding ? named->coding : FONT_UNICODE;
        story_add(&to->story, text, length);
    }
}

void rtf_settle_half(rtf *to) {
    if (to->high) {
        to->high = 0;
        rtf_add_character(to, 0xFFFD);
    }
}

void rtf_add_character(rtf *to, uint32_t code) {
    rtf_settle_half(to);
    if (!code || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
        code = 0xFFFD;
    to->decoded.length = 0;
    if (bytes_add_character(&to->decoded, code))
        add_utf8(to, to->decoded.at, to->decoded.length);
    else
        fail(to);
}

/* Writes the bytes that wait, in the code page of the font at work: of a font with codes of its own each is a code. */
void rtf_settle(rtf *to) {
    const rtf_font *named = font_of(to, rtf_group_of(to)->font);
    int number = named && named->code_page ? named->code_page : to->code_page;

    if (!to->pending.length)
        return;
    to->decoded.length = 0;
    if (named && named->coding > FONT_UNICODE)
        number = CODE_PAGE_PLAIN;
    if (!code_page_decode(code_page_of(&to->pages, number, to->record), to->pending.at, to->pending.length, to->record,
                          &to->decoded))
        fail(to);
    else if (to->decoded.length)
        add_utf8(to, to->decoded.at, to->decoded.length);
    to->pending.length = 0;
}

void rtf_add_byte(rtf *to, char byte) {
    if (to->skips) {
        to->skips--;
        return;
    }
    if (rtf_group_of(to)->destination == SKIPPED)
        return;
    rtf_settle_half(to);
    if (!bytes_add(&to->pending, &byte, 1))
        fail(to);
}

/* \u: a code unit of UTF-16. */
void rtf_add_unit(rtf *to, int unit) {
    uint32_t code = (uint32_t)unit & 0xFFFF, high = to->high;

    rtf_settle(to);
    if (high && code >= 0xDC00 && code <= 0xDFFF) {
        to->high = 0;
        rtf_add_character(to, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00));
    } else if (code >= 0xD800 && code <= 0xDBFF) {
        rtf_settle_half(to);
        to->high = rtf_group_of(to)->destination == SKIPPED ? 0 : code;
    } else
        rtf_add_character(to, code);
    to->skips = rtf_group_of(to)->fallback;
}

void rtf_add_break(rtf *to, const char *text) {
    rtf_settle(to);
    rtf_settle_half(to);
    if (shows_text(to))
        story_break(&to->story, text);
}

void rtf_end_paragraph(rtf *to) {
    rtf_settle(to);
    rtf_settle_half(to);
    if (!rtf_takes_text(to))
        return;
    if (rtf_group_of(to)->deleted)
        story_at(&to->story)->joins_next = true;
    story_end_paragraph(&to->story);
    story_open_paragraph(&to->story);
}

void rtf_end_cell(rtf *to) {
    rtf_settle(to);
    rtf_settle_half(to);
    if (!rtf_takes_text(to))
        return;
    rtf_group_of(to)->in_table = true;
    place_paragraph(to);
    story_end_paragraph(&to->story);
    story_open_paragraph(&to->story);
    flow_open_cell(story_table(&to->story), 1, false);
}

void rtf_end_row(rtf *to) {
    rtf_settle(to);
    rtf_settle_half(to);
    if (rtf_takes_text(to) && story_table(&to->story)->depth) {
        flow_open_row(story_table(&to->story));
        flow_open_cell(story_table(&to->story), 1, false);
    }
}

/* SPDX-License-Identifier: MIT */
#include "rules/frame.h"

#include "rules/pattern.h"

#include <string.h>

void lode_frame_mistake(lode_frame *frame, size_t offset, const char *advice, const char *format, ...) {
    va_list arguments;

    frame->template->bad = true;
    if (lode_mistakes_full(&frame->loading->mistakes))
        return; /* finding the place takes time */
    va_start(arguments, format);
    lode_mistake_list(&frame->loading->mistakes, lode_yaml_place_inside(frame->node, offset), advice, format, arguments);
    va_end(arguments);
}

void lode_frame_no_memory(lode_frame *frame) {
    frame->template->bad = true;
    frame->loading->mistakes.memory = true;
}

bool lode_frame_append_counted(lode_frame *frame, const char *bytes, size_t length, size_t counted) {
    lode_template *template = frame->template;

    if (template->full)
        return false;
    if (counted > LODE_TEMPLATE_LENGTH_MAX - template->length) {
        lode_frame_mistake(frame, 0, "insert less, or make several rules of it",
                           "the pattern, with all that it inserts, is longer than %d bytes", LODE_TEMPLATE_LENGTH_MAX);
        template->full = true;
        return false;
    }
    template->length += counted;
    if (!lode_buffer_append(&template->pattern, bytes, length)) {
        lode_frame_no_memory(frame);
        return false;
    }
    return true;
}

bool lode_frame_append(lode_frame *frame, const char *bytes, size_t length) {
    return lode_frame_append_counted(frame, bytes, length, length);
}

bool lode_frame_append_string(lode_frame *frame, const char *text) {
    return lode_frame_append(frame, text, strlen(text));
}

static size_t next_part(lode_frame *frame, size_t at) {
    char byte = frame->text[at];

    if (lode_pattern_is_space(byte)) {
        lode_frame_append_string(frame, LODE_PATTERN_SPACE);
        while (at < frame->length && lode_pattern_is_space(frame->text[at]))
            at++;
        return at;
    }
    if (lode_pattern_is_literal(frame->text, frame->length, at))
        return lode_frame_literal(frame, at);
    switch (byte) {
    case '%':
        return lode_frame_insert(frame, at);
    case '\\':
        return lode_frame_escape(frame, at);
    case '[':
        return lode_frame_class(frame, at);
    case '(':
        return lode_frame_open_parenthesis(frame, at);
    case ')':
        return lode_frame_close_parenthesis(frame, at);
    default:
        lode_frame_append(frame, &frame->text[at], 1);
        return at + 1;
    }
}

/* YAML knows some of a pattern's escapes in double quotes, and takes them for characters. */
static void check_double_quotes(lode_frame *frame) {
    static const struct {
        const char *bytes;
        char escape;
    } taken[] = {{"\b", 'b'}, {"\v", 'v'}, {"\xC2\x85", 'N'}, {"\xE2\x80\xA8", 'L'}, {"\xE2\x80\xA9", 'P'}};

    for (size_t i = 0; frame->node->style == '"' && i < sizeof taken / sizeof *taken; i++) {
        const char *found = strstr(frame->text, taken[i].bytes);

        if (found)
            lode_frame_mistake(frame, (size_t)(found - frame->text),
                               "write the pattern in single quotes, in which \\ is itself",
                               "\\%c in double quotes is a character of YAML's (%s), and not what it is in a pattern",
                               taken[i].escape, taken[i].escape == 'b' ? "a backspace" : "a line break");
    }
}

/* Expands the text of one node. Goes on after a mistake, so that all of them are found. */
static void expand_text(lode_frame *frame, const lode_yaml_node *node) {
    size_t at = 0;

    frame->node = node;
    frame->text = node->text;
    frame->length = node->length;
    frame->open_count = 0;
    if (node->style == '|' || node->style == '>')
        while (frame->length && frame->text[frame->length - 1] == '\n')
            frame->length--;
    check_double_quotes(frame);
    while (at < frame->length && !frame->loading->mistakes.memory && !frame->template->full &&
           !lode_mistakes_full(&frame->loading->mistakes))
        at = next_part(frame, at);
    if (frame->open_count && at == frame->length)
        lode_frame_mistake(frame, frame->open[frame->open_count - 1], "close it, or write \\( for the character",
                           "a parenthesis is not closed");
}

/* A list's items are alternatives. */
void lode_frame_expand(lode_frame *frame) {
    const lode_yaml_node *list = frame->node->kind == LODE_YAML_SEQUENCE ? frame->node : NULL;

    frame->number = frame->template->frame_count++;
    if (frame->depth > LODE_TEMPLATE_DEPTH_MAX) {
        frame->template->bad = true;
        return;
    }
    if (!list)
        expand_text(frame, frame->node);
    for (const lode_yaml_node *item = list ? list->first : NULL; item; item = item->next) {
        if (item != list->first)
            lode_frame_append_string(frame, "|");
        expand_text(frame, item);
    }
}

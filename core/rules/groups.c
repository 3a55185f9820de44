/* SPDX-License-Identifier: MIT */
/* The groups of a pattern: what they capture, and references back to them. */
#include "rules/frame.h"
#include "rules/scalar.h"

#include <stdio.h>
#include <string.h>

/* The index of a field; -1: there are too many (reported). */
static int add_field(lode_frame *frame, size_t offset, const char *name) {
    lode_template *template = frame->template;

    for (size_t i = 0; i < template->field_count; i++)
        if (strcmp(template->fields[i], name) == 0)
            return (int)i;
    if (template->field_count == LODE_TEMPLATE_GROUPS_MAX) {
        lode_frame_mistake(frame, offset, NULL, "the pattern, with all that it inserts, has more than %d fields",
                           LODE_TEMPLATE_GROUPS_MAX);
        return -1;
    }
    template->fields[template->field_count] = name;
    template->places[template->field_count] = lode_yaml_place_inside(frame->node, offset);
    return (int)template->field_count++;
}

/* Adds a field for each further column of the table that the field `name` takes its values from. */
static void add_columns(lode_frame *frame, size_t offset, const char *name, lode_capture *capture) {
    lode_arena *scratch = &frame->loading->scratch;
    size_t count = lode_table_column_count(capture->table);
    uint32_t *columns = lode_mistakes_check(&frame->loading->mistakes, lode_arena_array(scratch, count, sizeof *columns));

    for (size_t i = 0; columns && i < count; i++) {
        const char *column = lode_table_column_name(capture->table, i);
        size_t length = strlen(name), size = length + 1 + strlen(column) + 1;
        char *full = lode_mistakes_check(&frame->loading->mistakes, lode_arena_allocate(scratch, size));
        int field = -1;

        if (full) {
            snprintf(full, size, "%s.%s", name, column);
            field = add_field(frame, offset, full);
        }
        if (field < 0)
            return;
        columns[i] = (uint32_t)field;
        capture->column_count = i + 1;
    }
    capture->columns = columns;
}

bool lode_frame_open_group(lode_frame *frame, size_t offset, const char *name, size_t length, lode_capture capture) {
    lode_template *template = frame->template;
    lode_arena *scratch = &frame->loading->scratch;
    lode_buffer full = {0};
    const char *written, *field;
    char opening[32];
    int opening_length;

    if (template->capture_count == LODE_TEMPLATE_GROUPS_MAX) {
        lode_frame_mistake(frame, offset, NULL, "the pattern, with all that it inserts, has more than %d groups",
                           LODE_TEMPLATE_GROUPS_MAX);
        return false;
    }
    lode_buffer_string(&full, frame->prefix);
    lode_buffer_append(&full, name, length);
    written = lode_arena_copy(scratch, name, length);
    field = full.failed ? NULL : lode_arena_copy(scratch, full.bytes, full.length);
    lode_buffer_free(&full);
    if (!written || !field) {
        lode_frame_no_memory(frame);
        return false;
    }
    capture.field = -1;
    if (strcmp(field, "span") == 0) {
        if (template->span_group) {
            lode_frame_mistake(frame, offset, "put one group around all that may be the span",
                               "the pattern has two groups named 'span'");
            return false;
        }
        template->span_group = (unsigned)template->capture_count + 1;
    } else if (strcmp(written, "span") == 0) {
        lode_frame_mistake(frame, offset, "insert the definition without a field name",
                           "a group named 'span' inside the field '%.*s'", (int)strlen(frame->prefix) - 1, frame->prefix);
        return false;
    } else if (field[0] != '_' && !strstr(field, "._")) {
        capture.field = add_field(frame, offset, field);
        if (capture.table)
            add_columns(frame, offset, field, &capture);
    }
    template->captures[template->capture_count] = capture;
    template->group_names[template->capture_count] = written;
    template->group_frames[template->capture_count] = frame->number;
    template->capture_count++;
    opening_length = snprintf(opening, sizeof opening, "(?<f%zu>", template->capture_count);
    return lode_frame_append(frame, opening, (size_t)opening_length);
}

bool lode_frame_push(lode_frame *frame, size_t offset) {
    if (frame->open_count == LODE_FRAME_PARENTHESES_MAX) {
        lode_frame_mistake(frame, offset, NULL, "parentheses are nested deeper than %d levels", LODE_FRAME_PARENTHESES_MAX);
        return false;
    }
    frame->open[frame->open_count++] = offset;
    return true;
}

static bool is_group(const lode_frame *frame, size_t index, const char *name, size_t length) {
    const lode_template *template = frame->template;

    return template->group_frames[index] == frame->number && strlen(template->group_names[index]) == length &&
           memcmp(template->group_names[index], name, length) == 0;
}

unsigned lode_frame_find_group(const lode_frame *frame, const char *name, size_t length) {
    for (size_t i = frame->template->capture_count; i-- > 0;)
        if (is_group(frame, i, name, length))
            return (unsigned)i + 1;
    return 0;
}

size_t lode_frame_refer_back(lode_frame *frame, size_t offset, const char *name, size_t length, size_t end) {
    lode_buffer alternatives = {0};

    for (size_t i = 0; i < frame->template->capture_count; i++)
        if (is_group(frame, i, name, length))
            lode_buffer_format(&alternatives, "%s\\k<f%zu>", alternatives.length ? "|" : "(?:", i + 1);
    if (alternatives.failed || (alternatives.length && !lode_buffer_byte(&alternatives, ')')))
        lode_frame_no_memory(frame);
    else if (alternatives.length)
        lode_frame_append(frame, alternatives.bytes, alternatives.length);
    else
        lode_frame_mistake(frame, offset, "a reference goes back to a group further left in the same pattern or definition",
                           "there is no group named '%.*s' here", (int)length, name);
    lode_buffer_free(&alternatives);
    return end;
}

size_t lode_frame_closed_name(const lode_frame *frame, size_t at, char close) {
    size_t length = at < frame->length ? lode_name_length(frame->text + at) : 0;

    return length && at + length < frame->length && frame->text[at + length] == close ? length : 0;
}

/* SPDX-License-Identifier: MIT */
#include "flow.h"

#include "room.h"

#include <stdlib.h>
#include <string.h>

static bool add_mark(flow *to, flow_mark mark) {
    flow_mark *marks;

    if (to->status != LODE_OK)
        return false;
    marks = room_for_one(to->marks, to->mark_count, &to->mark_capacity, sizeof *marks);
    if (!marks) {
        to->status = LODE_ERROR_MEMORY;
        return false;
    }
    to->marks = marks;
    to->marks[to->mark_count++] = mark;
    return true;
}

static void append(flow *to, const char *text, size_t length) {
    if (to->status == LODE_OK && length > to->room - to->text.length)
        to->status = LODE_ERROR_LIMIT;
    if (to->status == LODE_OK && !bytes_add(&to->text, text, length))
        to->status = LODE_ERROR_MEMORY;
}

static flow_table *table_of(flow *to) {
    return to->depth && !to->beyond ? &to->tables[to->depth - 1] : NULL;
}

/* The marks of a cell that now has something in it, and of its row. */
static void begin_cell(flow *to) {
    flow_table *table = table_of(to);

    if (!table || table->in_cell)
        return;
    if (!table->in_row)
        add_mark(to, (flow_mark){to->text.length, LODE_MARK_ROW, 0, table->number});
    add_mark(to, (flow_mark){to->text.length, table->head ? LODE_MARK_HEAD : LODE_MARK_CELL, table->column, table->number});
    table->in_row = table->in_cell = true;
    to->ends = 0;
    to->in_line = false;
}

/* Appends text without its soft hyphens, which are shown nowhere but at the ends of lines. */
static void append_shown(flow *to, const char *text, size_t length) {
    const char *end = text + length, *at = text;

    while ((at = memchr(at, 0xC2, (size_t)(end - at))) != NULL) {
        bool soft = end - at > 1 && (unsigned char)at[1] == 0xAD;

        if (soft)
            append(to, text, (size_t)(at - text));
        at += soft ? 2 : 1;
        text = soft ? at : text;
    }
    append(to, text, (size_t)(end - text));
}

void flow_add(flow *to, const char *text, size_t length) {
    if (!length)
        return;
    if (table_of(to))
        begin_cell(to);
    for (; to->ends; to->ends--)
        append(to, "\n", 1);
    if (!to->in_line)
        to->start = to->text.length;
    append_shown(to, text, length);
    to->in_line = true;
    to->is_caption = false;
}

void flow_end_line(flow *to) {
    if (to->in_line)
        to->ends = 1;
    to->in_line = false;
}

void flow_end_paragraph(flow *to, bool caption) {
    if (to->in_line)
        to->ends = 1;
    else if (to->ends && !to->depth)
        to->ends = 2;
    to->is_caption = caption && to->in_line;
    to->in_line = false;
}

void flow_section(flow *to, uint32_t level) {
    flow_end_line(to);
    for (; to->ends; to->ends--)
        append(to, "\n", 1);
    add_mark(to, (flow_mark){to->text.length, LODE_MARK_SECTION, level, 0});
    to->is_caption = false;
}

void flow_open_table(flow *to) {
    uint32_t number = ++to->table_count;
    bool captioned = to->is_caption && !to->depth && !to->in_line;

    if (to->depth) {
        begin_cell(to);
        for (unsigned i = 0; i < to->depth; i++)
            to->tables[i].holds_table = true;
    }
    flow_end_line(to);
    if (to->depth == FLOW_TABLES_MOST) {
        to->beyond++;
        return;
    }
    to->tables[to->depth++] = (flow_table){.number = number, .first = to->mark_count, .in_cell = true};
    add_mark(to, (flow_mark){captioned ? to->start : to->text.length, LODE_MARK_TABLE, 0, number});
    if (captioned)
        add_mark(to, (flow_mark){to->start, LODE_MARK_CAPTION, 0, number});
    to->ends = 0;
    to->is_caption = false;
}

void flow_open_row(flow *to) {
    flow_table *table = table_of(to);

    flow_end_line(to);
    if (table)
        *table =
            (flow_table){.number = table->number, .first = table->first, .holds_table = table->holds_table, .in_cell = true};
}

void flow_open_cell(flow *to, uint32_t columns, bool head) {
    flow_table *table = table_of(to);

    flow_end_line(to);
    if (!table)
        return;
    table->column = table->next;
    table->next += columns;
    table->head = head;
    table->in_cell = false;
}

void flow_skip_columns(flow *to, uint32_t columns) {
    flow_table *table = table_of(to);

    if (table)
        table->next += columns;
}

/* Makes the marks of a table that holds another one line ends, as those of blocks are. */
static void dissolve(flow *of, const flow_table *table) {
    for (size_t i = table->first; i < of->mark_count; i++)
        if (of->marks[i].table == table->number)
            of->marks[i].kind = 0;
}

void flow_close_table(flow *to) {
    flow_table *table = table_of(to);

    flow_end_line(to);
    if (!table) {
        to->beyond -= to->beyond > 0;
        return;
    }
    add_mark(to, (flow_mark){to->text.length, LODE_MARK_TABLE_END, 0, table->number});
    if (table->holds_table)
        dissolve(to, table);
    to->depth--;
    to->ends = 0;
}

void flow_append(flow *to, const flow *from) {
    size_t start;
    uint32_t base = to->table_count;

    if (!from->text.length || to->status != LODE_OK)
        return;
    if (to->depth)
        begin_cell(to);
    flow_end_line(to);
    for (; to->ends; to->ends--)
        append(to, "\n", 1);
    start = to->text.length;
    append(to, from->text.at, from->text.length);
    for (size_t i = 0; i < from->mark_count; i++) {
        flow_mark mark = from->marks[i];

        mark.offset += start;
        mark.table += mark.table ? base : 0;
        add_mark(to, mark);
    }
    to->table_count += from->table_count;
    for (unsigned i = 0; i < to->depth && from->table_count; i++)
        to->tables[i].holds_table = true;
    to->ends = 1;
    to->in_line = to->is_caption = false;
    if (from->status != LODE_OK)
        to->status = from->status;
}

void flow_copy(flow *to, const flow *from, size_t text, size_t mark) {
    if (text > from->text.length)
        return;
    append(to, from->text.at + text, from->text.length - text);
    for (size_t i = mark; i < from->mark_count; i++) {
        flow_mark copied = from->marks[i];

        copied.offset -= copied.offset < text ? copied.offset : text;
        add_mark(to, copied);
    }
    if (to->status == LODE_OK)
        to->status = from->status;
}

void flow_add_copy(flow *to, const flow *copy) {
    size_t start = to->text.length;

    append(to, copy->text.at, copy->text.length);
    for (size_t i = 0; i < copy->mark_count; i++) {
        flow_mark mark = copy->marks[i];

        mark.offset += start;
        add_mark(to, mark);
    }
    if (to->status == LODE_OK)
        to->status = copy->status;
}

lode_status flow_give(const flow *from, lode_record *record, lode_error *error) {
    size_t at = 0;
    bool ended = true; /* the last that was written ended a line */

    if (from->status == LODE_ERROR_LIMIT)
        return lode_record_refuse_size(record, error);
    if (from->status != LODE_OK)
        return lode_error_no_memory(error);
    lode_record_add(record, "", 0); /* a file without text is one */
    for (size_t i = 0; i <= from->mark_count; i++) {
        size_t end = i < from->mark_count ? from->marks[i].offset : from->text.length;

        if (end > at) {
            lode_record_add(record, from->text.at + at, end - at);
            ended = from->text.at[end - 1] == '\n';
        }
        at = end;
        if (i == from->mark_count)
            break;
        if (from->marks[i].kind)
            lode_record_mark(record, (lode_mark_kind)from->marks[i].kind, from->marks[i].value);
        else if (!ended)
            lode_record_add(record, "\n", 1);
        ended = true; /* as lode writes what stands before the marks of tables */
    }
    return LODE_OK;
}

void flow_free(flow *of) {
    bytes_free(&of->text);
    free(of->marks);
    *of = (flow){0};
}

/* SPDX-License-Identifier: MIT */
/* Text on its way to a record: paragraphs and tables, which can still be moved or turn out to be something else. */
#ifndef LODE_OFFICE_FLOW_H
#define LODE_OFFICE_FLOW_H

#include "bytes.h"

#include <lode/plugin.h>

enum { FLOW_TABLES_MOST = 16 /* tables in one another; deeper ones are paragraphs */ };

typedef struct flow_mark {
    size_t offset;
    int kind; /* a lode_mark_kind; 0: a line end */
    uint32_t value;
    uint32_t table; /* that it belongs to */
} flow_mark;

typedef struct flow_table {
    uint32_t number;
    size_t first;     /* its place among the marks */
    bool holds_table; /* so it only lays out the page */
    bool in_row;      /* its row is marked */
    bool head;        /* the cell at work is one */
    bool in_cell;     /* the cell at work is marked */
    uint32_t column;  /* of the cell at work */
    uint32_t next;    /* column */
} flow_table;

typedef struct flow {
    byte_buffer text;
    flow_mark *marks;
    size_t mark_count, mark_capacity;
    size_t room;        /* bytes that it may grow to */
    lode_status status; /* LODE_ERROR_LIMIT or _MEMORY: nothing more is taken */
    bool in_line;       /* something stands in this line */
    unsigned ends;      /* line ends that are owed before more text */
    size_t start;       /* of the paragraph that was written last */
    bool is_caption;    /* that paragraph stands above a table as its caption would */
    flow_table tables[FLOW_TABLES_MOST];
    unsigned depth, beyond; /* tables that are open; those too deep */
    uint32_t table_count;
} flow;

void flow_add(flow *to, const char *text, size_t length);

/* Ends the line, if anything stands in it. */
void flow_end_line(flow *to);

/* Ends a paragraph; an empty one is a blank line. `caption`: it may be that of a table that follows at once. */
void flow_end_paragraph(flow *to, bool caption);

/* A page, sheet or slide begins. */
void flow_section(flow *to, uint32_t level);

/* Tables with their rows and cells. A cell without text leaves no mark, nor does a row of them. */
void flow_open_table(flow *to);
void flow_open_row(flow *to);
void flow_open_cell(flow *to, uint32_t columns, bool head);
void flow_skip_columns(flow *to, uint32_t columns);
void flow_close_table(flow *to);

/* Puts the text of another flow behind that of this one. */
void flow_append(flow *to, const flow *from);

/* Copies what stands in a flow from a place in its text and among its marks on, of the same tables; and adds such a copy again.
 */
void flow_copy(flow *to, const flow *from, size_t text, size_t mark);
void flow_add_copy(flow *to, const flow *copy);

/* Adds what stands in the flow to the record. LODE_OK, or the reason why it is not whole: as lode_record_refuse_size, or
 * LODE_ERROR_MEMORY. */
lode_status flow_give(const flow *from, lode_record *record, lode_error *error);

void flow_free(flow *of);

#endif

/* SPDX-License-Identifier: MIT */
#include "text.h"

#include "elements.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SPAN_MOST = 1000, SPANNED_MOST = 256 /* columns in which cells may reach down into rows below */ };

/* What was written last. Marks of tables and the tables themselves are kept apart: one that holds another only lays out a page,
 * and its cells are blocks. */
typedef struct writing {
    lode_record *record;
    bool in_line;                   /* something stands in this line */
    bool blank;                     /* white space came since */
    uint32_t column;                /* of the next cell */
    uint16_t reaches[SPANNED_MOST]; /* of a cell in each column: rows that it takes from this one on */
} writing;

static void end_line(writing *to) {
    if (to->in_line)
        lode_record_add(to->record, "\n", 1);
    to->in_line = to->blank = false;
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* Adds text without its soft hyphens, which a page that is wide enough does not show. */
static void add_shown(writing *to, const char *text, size_t length) {
    const char *end = text + length, *at = text;

    while ((at = memchr(at, 0xC2, (size_t)(end - at))) != NULL) {
        bool soft = end - at > 1 && (unsigned char)at[1] == 0xAD;

        if (soft)
            lode_record_add(to->record, text, (size_t)(at - text));
        at += soft ? 2 : 1;
        text = soft ? at : text;
    }
    lode_record_add(to->record, text, (size_t)(end - text));
}

/* Text in which white space is what divides words. */
static void add_text(writing *to, const char *text) {
    while (*text) {
        size_t length = 0;

        while (is_space(*text)) {
            to->blank = true;
            text++;
        }
        while (text[length] && !is_space(text[length]))
            length++;
        if (!length)
            return;
        if (to->blank && to->in_line)
            lode_record_add(to->record, " ", 1);
        add_shown(to, text, length);
        to->in_line = true;
        to->blank = false;
        text += length;
    }
}

static void add_kept(writing *to, const char *text) {
    size_t length = strlen(text);

    if (!length)
        return;
    add_shown(to, text, length);
    to->in_line = text[length - 1] != '\n';
    to->blank = false;
}

static void mark(writing *to, lode_mark_kind kind, uint32_t value) {
    lode_record_mark(to->record, kind, value);
    to->in_line = to->blank = false;
}

/* Flags tables that hold another, by a pointer to nothing else that each node has for its user. */
static void flag_layout_tables(xmlNode *root) {
    static char flag;

    for (xmlNode *node = root; node; node = element_next(node, root, true)) {
        xmlNode *outer = node->parent;

        if (!element_is(node, "table"))
            continue;
        while (outer && outer->type == XML_ELEMENT_NODE && !element_is(outer, "table"))
            outer = outer->parent;
        if (outer && outer->type == XML_ELEMENT_NODE)
            outer->_private = &flag;
    }
}

/* The table that a cell, row or caption belongs to; NULL: it stands in none, or in one that lays out the page. */
static const xmlNode *table_of(const xmlNode *node) {
    while (node && node->type == XML_ELEMENT_NODE && !element_is(node, "table"))
        node = node->parent;
    return node && node->type == XML_ELEMENT_NODE && !node->_private ? node : NULL;
}

/* The mark of a table's element; 0: it is none. */
static lode_mark_kind mark_of(const xmlNode *node) {
    static const struct {
        const char *name;
        lode_mark_kind kind;
    } MARKS[] = {{"td", LODE_MARK_CELL},
                 {"th", LODE_MARK_HEAD},
                 {"tr", LODE_MARK_ROW},
                 {"caption", LODE_MARK_CAPTION},
                 {"table", LODE_MARK_TABLE}};

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (element_is(node, MARKS[i].name))
            return table_of(node) ? MARKS[i].kind : 0;
    return 0;
}

/* A span that a cell asks for, of columns or rows. */
static uint32_t span_of(const xmlNode *cell, const char *name) {
    const char *value = element_attribute(cell, name);
    int span = value ? atoi(value) : 1;

    return span > 1 && span <= SPAN_MOST ? (uint32_t)span : 1;
}

/* Marks a cell behind those of rows above that reach into its row. */
static void open_cell(writing *to, const xmlNode *node, lode_mark_kind kind) {
    uint32_t columns = span_of(node, "colspan"), rows = span_of(node, "rowspan");

    while (to->column < SPANNED_MOST && to->reaches[to->column])
        to->column++;
    mark(to, kind, to->column);
    for (; columns; columns--, to->column++)
        if (to->column < SPANNED_MOST)
            to->reaches[to->column] = (uint16_t)rows;
}

static void open_row(writing *to) {
    for (size_t i = 0; i < SPANNED_MOST; i++)
        if (to->reaches[i])
            to->reaches[i]--;
    to->column = 0;
}

static void open_element(writing *to, const xmlNode *node, element_kind kind) {
    lode_mark_kind marked = kind == ELEMENT_BLOCK ? mark_of(node) : 0;

    if (marked == LODE_MARK_CELL || marked == LODE_MARK_HEAD) {
        open_cell(to, node, marked);
    } else if (marked) {
        end_line(to);
        mark(to, marked, 0);
        if (marked == LODE_MARK_TABLE)
            memset(to->reaches, 0, sizeof to->reaches);
        open_row(to);
    } else if (kind != ELEMENT_INLINE) {
        end_line(to);
    }
}

static void close_element(writing *to, const xmlNode *node, element_kind kind) {
    lode_mark_kind marked = kind == ELEMENT_BLOCK ? mark_of(node) : 0;

    if (marked == LODE_MARK_TABLE)
        mark(to, LODE_MARK_TABLE_END, 0);
    else if (!marked && (kind == ELEMENT_BLOCK || kind == ELEMENT_KEPT))
        end_line(to);
}

static bool keeps_space(const xmlNode *node) {
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        if (element_kind_of(node) == ELEMENT_KEPT)
            return true;
    return false;
}

static xmlNode *find_main(xmlNode *root) {
    for (xmlNode *node = root; node; node = element_next(node, root, true)) {
        const char *role = node->type == XML_ELEMENT_NODE ? element_attribute(node, "role") : NULL;

        if (element_is(node, "main") || (role && strcmp(role, "main") == 0))
            return node;
    }
    return root;
}

void text_read(xmlNode *root, lode_record *record) {
    writing to = {.record = record};
    xmlNode *top = find_main(root), *node = top;

    flag_layout_tables(top);
    while (node) {
        element_kind kind = node->type == XML_ELEMENT_NODE ? element_kind_of(node) : ELEMENT_INLINE;
        bool inside = node->type == XML_ELEMENT_NODE && kind != ELEMENT_SKIPPED;

        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            (keeps_space(node->parent) ? add_kept : add_text)(&to, (const char *)node->content);
        if (inside)
            open_element(&to, node, kind);
        if (inside && node->children) {
            node = node->children;
            continue;
        }
        /* Closes what ends here, on the way to what stands behind. */
        for (;;) {
            if (node->type == XML_ELEMENT_NODE && (kind = element_kind_of(node)) != ELEMENT_SKIPPED)
                close_element(&to, node, kind);
            if (node == top || node->next)
                break;
            node = node->parent;
        }
        node = node == top ? NULL : node->next;
    }
    end_line(&to);
}

/* SPDX-License-Identifier: MIT */
/* Named styles of a text: what they say of its font, and of which other style they are a kind. */
#ifndef LODE_OFFICE_STYLES_H
#define LODE_OFFICE_STYLES_H

#include "fonts.h"
#include "xml.h"

typedef enum style_family { STYLE_PARAGRAPH = 'p', STYLE_TEXT = 't', STYLE_TABLE = 'b' } style_family;

typedef struct style {
    char *name;   /* behind the letter of its family */
    char *parent; /* likewise; NULL: none */
    font_coding coding;
    bool is_caption; /* right-aligned, as what stands above a table is */
    bool is_hidden;
    size_t order;
} style;

typedef struct styles {
    style *all;
    size_t count, capacity;
    bool sorted;
    bool any_coded;       /* some font is not in Unicode */
    bool failed;          /* memory ran out */
    font_coding fallback; /* of text whose styles say nothing */
} styles;

/* Adds a style; what was there under its name does not count any more. NULL where memory ran out. Lives until the next is
 * added. */
style *styles_add(styles *to, style_family family, xml_value name, xml_value parent);

/* Makes a style a kind of another. */
void styles_set_parent(style *of, style_family family, xml_value parent);

/* Notes the font that a style names. */
void styles_set_font(styles *of, style *named, xml_value font);

/* NULL: there is none of the name. */
const style *styles_find(styles *of, style_family family, xml_value name);

/* What a style and those it is a kind of say of the font; FONT_UNSAID: nothing. */
font_coding styles_coding(styles *of, style_family family, xml_value name);

void styles_free(styles *of);

#endif

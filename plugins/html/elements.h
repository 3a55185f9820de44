/* SPDX-License-Identifier: MIT */
/* What the elements of a page are to its text. */
#ifndef LODE_HTML_ELEMENTS_H
#define LODE_HTML_ELEMENTS_H

#include <libxml/tree.h>
#include <stdbool.h>

typedef enum element_kind {
    ELEMENT_INLINE, /* part of a line */
    ELEMENT_BLOCK,  /* begins and ends a line */
    ELEMENT_BREAK,  /* a line end */
    ELEMENT_KEPT,   /* a block whose white space counts */
    ELEMENT_SKIPPED /* no text of the page: scripts, forms, what surrounds its contents */
} element_kind;

element_kind element_kind_of(const xmlNode *node);

bool element_is(const xmlNode *node, const char *name);

/* The value of an attribute, which lives as long as the page; NULL: none, or an empty one. */
const char *element_attribute(const xmlNode *node, const char *name);

/* The node behind one in the order of the text, its children (with `inside`) first; NULL: there is none in `root`. */
xmlNode *element_next(xmlNode *node, const xmlNode *root, bool inside);

#endif

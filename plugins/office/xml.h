/* SPDX-License-Identifier: MIT */
/* The XML files in office files, read from front to back. */
#ifndef LODE_OFFICE_XML_H
#define LODE_OFFICE_XML_H

#include "package.h"

/* An element as it opens; lives until the handler returns. */
typedef struct xml_element {
    const char *name; /* without its prefix: office files use one vocabulary at a time */
    const unsigned char **attributes;
    int attribute_count;
} xml_element;

typedef struct xml_value {
    const char *at; /* not terminated; NULL: there is none */
    size_t length;
} xml_value;

typedef struct xml_handlers {
    void (*open)(void *context, const xml_element *element);
    void (*close)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length);
} xml_handlers;

/* Reads a part, which may be NULL. LODE_OK, LODE_ERROR_SYNTAX with the part's name and line where it is not well-formed or has
 * a DOCTYPE, which no office file has and which could name other files; LODE_ERROR_MEMORY. */
lode_status xml_read(const package_part *part, const xml_handlers *handlers, void *context, lode_error *error);

/* By its name without prefix; and by its place, from 0. */
xml_value xml_attribute(const xml_element *element, const char *name);
xml_value xml_attribute_at(const xml_element *element, int place);

bool xml_is(xml_value value, const char *text);

/* A whole number from 0 on; `fallback` where there is none. */
uint32_t xml_number(xml_value value, uint32_t fallback);

/* A name that a reader of elements looks for, in the order of names. */
typedef struct xml_name {
    const char *name;
    int id;
} xml_name;

/* The id of a name among `count`; 0: it is none of them. */
int xml_find(const xml_name *names, size_t count, const char *name);

#endif

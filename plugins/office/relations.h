/* SPDX-License-Identifier: MIT */
/* Which parts of an Office Open XML file belong to another, and as what (ISO/IEC 29500-2, 9.3). */
#ifndef LODE_OFFICE_RELATIONS_H
#define LODE_OFFICE_RELATIONS_H

#include "xml.h"

typedef struct relation {
    char id[64];
    char type[64]; /* the last word of its type: "header" */
    char part[256];
} relation;

typedef struct relations {
    relation *all;
    size_t count, capacity;
    const char *folder; /* of the part that they are of */
    bool failed;
} relations;

/* Reads those of a part ("word/document.xml"; "": of the file). LODE_OK, also where there are none, or as xml_read. To be freed
 * in any case. */
lode_status relations_read(relations *read, const package *opened, const char *part, lode_error *error);

/* The first of a type; NULL: none. */
const relation *relations_of_type(const relations *all, const char *type);

const relation *relations_by_id(const relations *all, xml_value id);

void relations_free(relations *all);

#endif

/* SPDX-License-Identifier: MIT */
/* The texts that a workbook's cells share. */
#ifndef LODE_OFFICE_SHARED_STRINGS_H
#define LODE_OFFICE_SHARED_STRINGS_H

#include "fonts.h"
#include "xml.h"

typedef struct shared_string {
    size_t start, length;
    bool has_runs; /* with fonts of their own, which were heeded already */
} shared_string;

typedef struct shared_strings {
    byte_buffer text;
    shared_string *all;
    size_t count, capacity;
    bool failed;
} shared_strings;

/* The text of one cell or shared string as it is read: elements between `si` or `is`. */
typedef struct rich_text {
    byte_buffer text, run;
    font_coding coding;
    unsigned skipped; /* depth in how it is pronounced, which is left out */
    bool in_text, has_runs;
} rich_text;

void rich_text_open(rich_text *to, const xml_element *element);
void rich_text_close(rich_text *to, const char *name);
void rich_text_add(rich_text *to, const char *text, size_t length);

/* LODE_OK, also where the part is NULL, or as xml_read. To be freed in any case. */
lode_status shared_strings_read(const package_part *part, shared_strings *read, lode_error *error);

void shared_strings_free(shared_strings *of);

#endif

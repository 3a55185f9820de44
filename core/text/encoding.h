/* SPDX-License-Identifier: MIT */
/* Encodings by name. */
#ifndef LODE_TEXT_ENCODING_H
#define LODE_TEXT_ENCODING_H

#include <stdbool.h>

typedef enum lode_encoding_form {
    LODE_FORM_UTF8,
    LODE_FORM_UTF16, /* byte order from the text: its mark, else what is evident, else big-endian (RFC 2781, 4.3) */
    LODE_FORM_UTF16LE,
    LODE_FORM_UTF16BE,
    LODE_FORM_UTF32, /* likewise */
    LODE_FORM_UTF32LE,
    LODE_FORM_UTF32BE,
    LODE_FORM_ICONV
} lode_encoding_form;

typedef struct lode_encoding {
    lode_encoding_form form;
    const char *iconv_name; /* where the form is LODE_FORM_ICONV; the caller's string or one that lives for ever */
} lode_encoding;

/* Finds an encoding by a name of iconv's or an alias; case, hyphens and the like do not matter for the aliases. False where
 * there is none. */
bool lode_encoding_find(const char *name, lode_encoding *encoding);

#endif

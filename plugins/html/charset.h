/* SPDX-License-Identifier: MIT */
/* The encoding that a page says it is in. */
#ifndef LODE_HTML_CHARSET_H
#define LODE_HTML_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

enum { CHARSET_LENGTH = 40 };

/* What stands behind `charset=` in a page's first bytes, or behind `encoding=` in an XML declaration, as an iconv name that
 * browsers take it for. False: nothing of the kind, or a form of UTF-16, which a page that can be read so far is not in. */
bool charset_declared(const unsigned char *bytes, size_t length, char name[CHARSET_LENGTH]);

#endif

/* SPDX-License-Identifier: MIT */
/* Files that are no text, known by the bytes they begin with. */
#ifndef LODE_TEXT_SIGNATURE_H
#define LODE_TEXT_SIGNATURE_H

#include <stddef.h>

/* What a file is, for people, with its article ("a PDF document"); NULL: it begins like none of those that are known. */
const char *lode_signature_find(const unsigned char *bytes, size_t length);

#endif

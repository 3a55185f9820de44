/* SPDX-License-Identifier: MIT */
/* Language tags (BCP 47, RFC 5646), in so far as packs and documents are told apart by them. */
#ifndef LODE_TEXT_LANGUAGE_TAG_H
#define LODE_TEXT_LANGUAGE_TAG_H

#include <stdbool.h>

/* Whether a text has the form of a tag: a language of two or three letters (longer ones were never registered), then subtags of
 * one to eight letters and digits. */
bool lode_language_is_tag(const char *tag);

/* Whether two tags have the same primary language. */
bool lode_language_matches(const char *a, const char *b);

#endif

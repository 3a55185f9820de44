/* SPDX-License-Identifier: MIT */
/* JSON (RFC 8259) read piece by piece from bytes in memory that may be written to: strings are unescaped where they stand.
 *
 * A reader of its own because of its numbers: libraries make them binary, and an amount would come back with other digits than
 * were written. */
#ifndef LODE_FOUND_JSON_H
#define LODE_FOUND_JSON_H

#include <lode/value.h>
#include <stdbool.h>
#include <stddef.h>

/* Start from {.at = bytes, .start = bytes, .end = bytes + length}. Once something is wrong, every call fails. */
typedef struct lode_json {
    char *at;
    const char *start, *end;
    const char *wrong; /* what is wrong at `at`; NULL: nothing */
    unsigned depth;
} lode_json;

/* Notes what is wrong, unless something is already; returns false. */
bool lode_json_fail(lode_json *json, const char *wrong);

/* Enters an object ('{') or a list ('['). */
bool lode_json_enter(lode_json *json, char kind);

/* Whether another member ('{') or item ('[') comes; leaves the object or list where none does. `*first` is true at the first
 * call. *key is a member's name, NUL-terminated; NULL for `key` with items. */
bool lode_json_more(lode_json *json, char kind, bool *first, const char **key);

/* Takes a string: UTF-8, NUL-terminated; *length may be NULL, then it must hold no NUL. NULL where it is none. */
const char *lode_json_string(lode_json *json, size_t *length);

/* Takes a whole number that is not negative; 0 where it is none. */
size_t lode_json_size(lode_json *json);

/* Takes a string or a number, exact; false where it is neither. */
bool lode_json_value(lode_json *json, lode_value *value);

/* Passes over any value. */
bool lode_json_skip(lode_json *json);

/* What comes next: '{', '[', '"', 't', 'f', 'n', '0' for a number; 0 at the end. */
char lode_json_next(lode_json *json);

#endif

/* SPDX-License-Identifier: MIT */
/* Mistakes in rule files: each is noted with its place, and loading goes on to find the next. */
#ifndef LODE_RULES_MISTAKES_H
#define LODE_RULES_MISTAKES_H

#include <lode/error.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum { LODE_MISTAKES_MAX = 1000 };

/* Start from {0}; free with lode_mistakes_free. */
typedef struct lode_mistakes {
    lode_error *errors; /* the first LODE_MISTAKES_MAX */
    size_t capacity;
    size_t count; /* of all */
    bool memory;  /* memory ran out: whatever was being made is not whole */
} lode_mistakes;

/* A place in a file. Lines and columns count from 1, columns in code points; 0: none. */
typedef struct lode_place {
    const char *file;
    unsigned line, column;
} lode_place;

/* Notes one mistake (`mistakes` NULL: nothing is noted). `advice` says what would be right; NULL: the message does. */
void lode_mistake(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, ...) LODE_PRINTF(4, 5);

void lode_mistake_list(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, va_list arguments);

/* Notes what a call failed with at a place, that memory ran out for one. Whether it did not fail. */
bool lode_mistakes_take(lode_mistakes *mistakes, lode_place place, lode_status status, const lode_error *error);

/* Whether there are LODE_MISTAKES_MAX; after that they are only counted. */
bool lode_mistakes_full(const lode_mistakes *mistakes);

/* Notes that memory ran out where `memory` is NULL, and hands it back. */
void *lode_mistakes_check(lode_mistakes *mistakes, void *memory);

/* Reports what was noted (`report` may be NULL), file by file from top to bottom. */
void lode_mistakes_report(lode_mistakes *mistakes, lode_report_function *report, void *context);

void lode_mistakes_free(lode_mistakes *mistakes);

#endif

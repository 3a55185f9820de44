/* SPDX-License-Identifier: MIT */
/* lode/error.h - what went wrong, where, and what to do about it.
 *
 * Every lode function that can fail returns a lode_status and takes a `lode_error *` that it fills when it fails.
 * The error is plain memory of the caller's: nothing in it has to be freed, and NULL may be passed by a caller
 * that only wants the status. */
#ifndef LODE_ERROR_H
#define LODE_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LODE_API __attribute__((visibility("default")))
#define LODE_PRINTF(format_index, first_argument) __attribute__((format(printf, format_index, first_argument)))
#else
#define LODE_API
#define LODE_PRINTF(format_index, first_argument)
#endif

/* What a function came to. Zero is success; all others are failures, except LODE_DECLINED and LODE_END,
 * which are answers. The numbers are part of the ABI. */
typedef enum lode_status {
    LODE_OK = 0,
    LODE_DECLINED = 1,        /* an extractor's "this match is none of mine"; a parser's "not one of these" */
    LODE_END = 2,             /* there is no more */
    LODE_ERROR_USAGE = 10,    /* the caller asked for something that cannot be */
    LODE_ERROR_MEMORY = 11,   /* memory ran out */
    LODE_ERROR_IO = 12,       /* reading or writing failed */
    LODE_ERROR_ENCODING = 13, /* bytes that are not text in their encoding */
    LODE_ERROR_SYNTAX = 14,   /* a rule file, a record or a value is not well formed */
    LODE_ERROR_RULES = 15,    /* a rule pack holds mistakes (each was reported) */
    LODE_ERROR_PLUGIN = 16,   /* a plugin could not be loaded, refused a rule, or failed */
    LODE_ERROR_LIMIT = 17,    /* a limit on matching, size or depth was reached */
    LODE_ERROR_OVERFLOW = 18, /* a number is too large to be exact */
    LODE_ERROR_TIMEOUT = 19,  /* the time given to a document ran out */
    LODE_ERROR_CRASH = 20,    /* the worker on a document ended before its time */
    LODE_ERROR_INTERNAL = 21  /* a defect in lode itself */
} lode_status;

/* One error. Strings are NUL-terminated UTF-8 and empty where there is nothing to say. */
typedef struct lode_error {
    lode_status status;
    unsigned line;     /* 1-based line in `file`; 0: none */
    unsigned column;   /* 1-based column in code points; 0: none */
    char file[1024];   /* the file, document or plugin it is about (cut short if longer) */
    char message[512]; /* what is wrong, without a full stop */
    char advice[256];  /* what to do, without a full stop */
} lode_error;

/* Fills `error` (may be NULL) with a status and a formatted message; file, line, column and advice become empty.
 * Returns `status`, so that a function can `return lode_error_set(...)`. Messages too long are cut at a character. */
LODE_API lode_status lode_error_set(lode_error *error, lode_status status, const char *format, ...) LODE_PRINTF(3, 4);

/* The same where memory ran out. */
static inline lode_status lode_error_no_memory(lode_error *error) {
    return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
}

/* Adds where an error happened. `file` may be NULL (left as it is); line and column as in lode_error. */
LODE_API void lode_error_at(lode_error *error, const char *file, unsigned line, unsigned column);

/* Adds what to do. */
LODE_API void lode_error_advise(lode_error *error, const char *format, ...) LODE_PRINTF(2, 3);

/* The stable short name of a status, for output and programs: "ok", "encoding", "limit", "timeout", ... Never NULL. */
LODE_API const char *lode_status_name(lode_status status);

/* Is told of each error where there may be several; the error is valid during the call only. */
typedef void lode_report_function(void *context, const lode_error *error);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: MIT */
/* lode/writer.h - writers: from results to bytes. Included by lode/plugin.h, which tells how a plugin is made. */
#ifndef LODE_WRITER_H
#define LODE_WRITER_H

#include <lode/entity.h>
#include <lode/error.h>
#include <lode/reader.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode_output lode_output; /* where the bytes go */

/* A pack of rules that results come from. */
typedef struct lode_writer_pack {
    const char *name;
    uint64_t checksum; /* of its rules and tables */
} lode_writer_pack;

typedef struct lode_writer_options {
    size_t size;                   /* of this structure, in bytes */
    bool colour;                   /* the output is a terminal that shows colours */
    unsigned width;                /* of the terminal in columns; 0: none */
    bool with_text;                /* each document's text is to be written along */
    const char *file;              /* the output's path; NULL: standard output. For a writer that owns it */
    const lode_settings *settings; /* live until open returns */
    const char *format;            /* what was asked for: the writer's `format` or `also` */
    bool bom;                      /* text begins with a byte order mark, as spreadsheets want UTF-8 */
    const char *const *types;      /* only entities and facts of these types, and entities that such facts point to, are in
                                    * the results; the last is NULL. NULL: all. Live until close */
    const lode_writer_pack *packs; /* that found the results; live until open returns */
    size_t pack_count;             /* 0: not known */
    const char *lode_version;
} lode_writer_options;

/* What the bytes of one document are. lode holds a writer to it: bytes that are no UTF-8 become U+FFFD, anything else is a
 * failure of the plugin. */
typedef enum lode_lines {
    LODE_LINES_ANY = 0,   /* bytes of any kind */
    LODE_LINES_WHOLE = 1, /* lines of UTF-8, each with its end; or nothing */
    LODE_LINES_ONE = 2    /* one line of UTF-8 with its end */
} lode_lines;

/* Most writers make bytes, a document at a time: open, begin, end and close run in the process that reads the files, document
 * in the workers, each with a copy of the state as it was after begin.
 *
 * A writer that owns its file (a database, a workbook) opens options->file itself and is not given an output (NULL). All its
 * callbacks run in one process, which is not confined, document by document in the input's order; the file it names is the only
 * one that it may write. */
typedef struct lode_writer {
    const char *format; /* needed; the name for --format */
    lode_lines lines;   /* what `document` writes */
    bool owns_file;
    bool needs_text; /* with owns_file: results come with their text, which is left out otherwise unless --with-text is given */
    lode_status (*open)(const lode_writer_options *options, void **state, lode_error *error);
    lode_status (*begin)(void *state, lode_output *output, lode_error *error); /* before the first document */
    /* Needed. Documents come in the input's order; where the writer owns no file, not all to one handle: nothing may carry over
     * between them. */
    lode_status (*document)(void *state, const lode_result *result, lode_output *output, lode_error *error);
    lode_status (*end)(void *state, lode_output *output, lode_error *error); /* after the last */
    void (*close)(void *state);
    const char *also; /* a second format that it writes; NULL: none */
    /* Whether, with these options, all documents come to one handle, in order, as to a writer that owns its file: its output
     * depends on more than one document at a time. NULL: no. */
    bool (*gathers)(const lode_writer_options *options);
} lode_writer;

/* Appends bytes; a failure is kept and reported by lode when the callback returns, so that writers need not check. */
LODE_API void lode_output_write(lode_output *output, const char *bytes, size_t length);
LODE_API void lode_output_string(lode_output *output, const char *text); /* NUL-terminated */
LODE_API void lode_output_number(lode_output *output, uint64_t number);  /* in decimal */
LODE_API void lode_output_format(lode_output *output, const char *format, ...) LODE_PRINTF(2, 3);

/* Appends a text as a JSON string (RFC 8259) with its quotes; UTF-8 stays as it is. */
LODE_API void lode_output_json(lode_output *output, const char *text, size_t length);

/* Appends a value as text: the text itself, or the number in plain notation. */
LODE_API void lode_output_value(lode_output *output, const lode_value *value);

#ifdef __cplusplus
}
#endif
#endif

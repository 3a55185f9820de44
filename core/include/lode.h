/* SPDX-License-Identifier: MIT */
/* lode.h - finding entities in documents, from a C program.
 *
 *     lode_options options = lode_options_default();
 *     lode *engine;
 *     lode_error error;
 *     const lode_result *result;
 *
 *     if (lode_open(&options, &engine, &error) == LODE_OK && lode_load(engine, "vi", &error) == LODE_OK &&
 *         lode_extract_text(engine, text, strlen(text), NULL, &result, &error) == LODE_OK)
 *         for (size_t i = 0; i < result->entity_count; i++)
 *             printf("%s: %.*s\n", result->entities[i].type, (int)result->entities[i].length, result->entities[i].text);
 *     lode_close(engine);
 *
 * An engine may be used by one thread at a time; several engines may be used at once. */
#ifndef LODE_H
#define LODE_H

#include <lode/calendar.h>
#include <lode/decimal.h>
#include <lode/entity.h>
#include <lode/error.h>
#include <lode/plugin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode lode; /* an engine: plugins, rules and the memory they work in */

/* What `start` and `end` of an entity count. */
typedef enum lode_offsets {
    LODE_OFFSETS_BYTE = 0,      /* bytes of the document as it came in */
    LODE_OFFSETS_CODEPOINT = 1, /* code points of its text, as Python counts (a byte order mark is no part of the text) */
    LODE_OFFSETS_UTF16 = 2      /* UTF-16 units of its text, as JavaScript and Java count */
} lode_offsets;

/* What the ends of a text's lines mean. */
typedef enum lode_line_ends {
    LODE_LINE_ENDS_AUTO = 0, /* those inside wrapped paragraphs are blanks; the whole text tells whether it is wrapped */
    LODE_LINE_ENDS_KEEP = 1, /* every line stands alone */
    LODE_LINE_ENDS_JOIN = 2  /* lines are parts of a paragraph up to a blank line, an item of a list or a table */
} lode_line_ends;

/* How to open an engine. Start from lode_options_default(), which sets `size` and every default. Strings and lists
 * must live until lode_open returns. */
typedef struct lode_options {
    size_t size; /* of this structure, in bytes: programs built against an older header keep working */
    const char *const
        *plugin_directories; /* searched before LODE_PLUGIN_PATH and the installed folder; ends with NULL; may be NULL */
    const char *const
        *rule_directories; /* where named packs are looked for before LODE_RULE_PATH and the installed folder; likewise */
    lode_offsets offsets;
    bool prefilter;       /* use the prefilter where it was built in; the results are the same without it */
    bool cache;           /* keep loaded packs and compiled rules in the user's cache folder */
    uint32_t match_limit; /* PCRE2's limits on one match: steps, nesting, heap in KiB */
    uint32_t depth_limit;
    uint32_t heap_limit;
    lode_line_ends line_ends;
    lode_report_function *report; /* is told of every mistake in a pack, of every plugin that failed to load, and of languages
                                     that no text is known to be in for want of common words; may be NULL */
    void *report_context;
    const char *const *settings; /* what plugins are asked for, NAME.SETTING=VALUE each; ends with NULL; may be NULL */
    size_t max_bytes;   /* that a document may have which comes out of another file: a member of an archive, what is unpacked;
                           0: no limit (default: 128 MiB). All of one file together may have eight times that */
    lode_prefer prefer; /* for dates that leave out their year, month or week */
    bool sentences;     /* tell where the sentences of each document are (lode_result) */
} lode_options;

LODE_API lode_options lode_options_default(void);

/* The version of the library at run time, such as "0.2.0". */
LODE_API const char *lode_version(void);

/* Makes an engine and loads the plugins. On failure *engine is NULL. Close it with lode_close (NULL is fine). */
LODE_API lode_status lode_open(const lode_options *options, lode **engine, lode_error *error);
LODE_API void lode_close(lode *engine);

/* Adds a pack: the name of one ("vi"), a folder of rule files or one rule file. A name with a '/' or an ending is a path.
 * Every mistake in it is reported. LODE_OK, LODE_ERROR_RULES, LODE_ERROR_IO, LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_load(lode *engine, const char *pack, lode_error *error);

/* What may be said of a document besides its text. Every member may be zero. */
typedef struct lode_about {
    const char *name;     /* for the result; NULL: "-" */
    const char *date;     /* YYYY-MM-DD */
    const char *language; /* a BCP 47 tag; NULL: found from the text among the languages of the loaded packs, where it is in one
                             of them: else the result has none, and the rules for any language run, or those for the only one */
    const char *encoding; /* for lode_extract: an iconv name; NULL: found from the bytes */
    const char *reader;   /* for lode_extract: the reader's name; NULL: by the bytes, else the ending of `name`, else "text" */
} lode_about;

/* Extracts from UTF-8 in memory. `about` may be NULL; what it says of a document goes before what its record says. The result
 * lives until the next call with this engine. Returns LODE_OK also where the document itself failed: then the result's status
 * says so. Other statuses: the engine is unusable for this call (LODE_ERROR_USAGE; LODE_ERROR_RULES where a rule refers to a
 * type of entities that no loaded rule makes, which is reported; LODE_ERROR_MEMORY). */
LODE_API lode_status lode_extract_text(lode *engine, const char *text, size_t length, const lode_about *about,
                                       const lode_result **result, lode_error *error);

/* Takes the result for one document, which lives until it returns; it must not use the engine. A status other than LODE_OK ends
 * the extraction, and comes back from it with the error (LODE_END: as if there were no more). */
typedef lode_status lode_take_function(void *context, const lode_result *result, lode_error *error);

/* Extracts from the bytes of a file, or of a line of one, through a reader, which may give several documents of it: each is
 * taken as soon as it is done. Otherwise as above. */
LODE_API lode_status lode_extract(lode *engine, const lode_input *input, const lode_about *about, lode_take_function *take,
                                  void *context, lode_error *error);

#ifdef __cplusplus
}
#endif
#endif

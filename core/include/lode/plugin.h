/* lode/plugin.h - all that a plugin needs.
 *
 * A plugin is one shared object that exports one descriptor, made by one of the macros at the end of this file:
 *
 *     #include <lode/plugin.h>
 *
 *     static lode_status accept(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error)
 *     { ... return LODE_OK; }
 *
 *     LODE_EXTRACTOR_PLUGIN(shout, "1.0", "finds words in capitals", .accept = accept)
 *
 * Its file is named like the plugin (shout.so). Build it with: cc -shared -fPIC -o shout.so shout.c
 *
 * Every callback but those marked as needed may be left out. Callbacks of one handle are never called from two threads at
 * once; state belongs to the handle that open returned, never to globals. Strings that lode hands over are UTF-8 and live
 * until the callback returns, where nothing else is said. A callback that fails fills the error and returns its status. */
#ifndef LODE_PLUGIN_H
#define LODE_PLUGIN_H

#include <lode/calendar.h>
#include <lode/decimal.h>
#include <lode/entity.h>
#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes whenever a plugin built before must not be loaded any more. */
#define LODE_PLUGIN_ABI 1

typedef enum lode_plugin_kind { LODE_EXTRACTOR = 1, LODE_READER = 2, LODE_WRITER = 3 } lode_plugin_kind;

/* ---- Extractors: from matches to entities ---------------------------------------------------------------------- */

typedef struct lode_rule lode_rule;         /* a rule that names the extractor */
typedef struct lode_match lode_match;       /* one place where a rule's pattern matched */
typedef struct lode_draft lode_draft;       /* the entity in the making */
typedef struct lode_document lode_document; /* the document at work */

typedef struct lode_extractor {
    /* Makes the handle's state. */
    lode_status (*open)(void **state, lode_error *error);
    /* Called once a rule, before any match: look up the fields and check what the rule captures and sets. A refusal
     * (LODE_ERROR_RULES) is reported with the rule's place. `*binding` comes back with each match. */
    lode_status (*bind)(void *state, const lode_rule *rule, void **binding, lode_error *error);
    /* Needed. Decides on a match: LODE_OK keeps it with the attributes put on the draft, LODE_DECLINED drops it. */
    lode_status (*accept)(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error);
    /* Called once a document and stage, when overlaps are settled, also where nothing was found: may add entities. */
    lode_status (*finish)(void *state, lode_document *document, lode_error *error);
    void (*unbind)(void *state, void *binding);
    void (*close)(void *state);
} lode_extractor;

/* The rule's id ("vi.money.amount") and the type of its entities. */
LODE_API const char *lode_rule_id(const lode_rule *rule);
LODE_API const char *lode_rule_type(const lode_rule *rule);

/* The fields are all names that the rule captures or sets, numbered from 0. A definition inserted under a name keeps the
 * fields inside it, with the name before them: "to" with `day` inside gives "to" and "to.day". */
LODE_API size_t lode_rule_field_count(const lode_rule *rule);
LODE_API const char *lode_rule_field_name(const lode_rule *rule, size_t field);

/* The number of the field with this name, or -1. */
LODE_API int lode_rule_field(const lode_rule *rule, const char *name);

/* The values that a field can take where they are known beforehand: the values of the tables it captures from and what the
 * rule sets it to. Count 0: free text or a number. For checks in bind. */
LODE_API size_t lode_rule_field_value_count(const lode_rule *rule, size_t field);
LODE_API const lode_value *lode_rule_field_value(const lode_rule *rule, size_t field, size_t index);

/* A plain setting of the rule's pack, such as `week_start` in its `calendar:` section; NULL where the pack has none. */
LODE_API const char *lode_rule_setting(const lode_rule *rule, const char *section, const char *name);

/* The value of a field in this match: the text captured (as rules see it), a table's value for the captured key, the
 * number that was read, or the constant that the rule sets. Never NULL; kind LODE_VALUE_NONE where the group took no part. */
LODE_API const lode_value *lode_match_value(const lode_match *match, int field);

/* Where a field was captured, in bytes of the document's text; false where it took no part or is a constant. */
LODE_API bool lode_match_field_span(const lode_match *match, int field, size_t *start, size_t *end);

/* The span that becomes the entity's, in bytes of the document's text, and the rule and document of the match. */
LODE_API void lode_match_span(const lode_match *match, size_t *start, size_t *end);
LODE_API const lode_rule *lode_match_rule(const lode_match *match);
LODE_API const lode_document *lode_match_document(const lode_match *match);

/* Reads a number at the start of a text with the number words and marks of the rule's pack. `used` (may be NULL) is how many
 * bytes it takes. LODE_OK, LODE_DECLINED where the text starts with no number, LODE_ERROR_OVERFLOW. */
LODE_API lode_status lode_rule_read_number(const lode_rule *rule, const char *text, size_t length, lode_decimal *number,
                                           size_t *used);

/* The document's text as rules see it (normalised). Offsets in this header count its bytes. */
LODE_API const char *lode_document_text(const lode_document *document, size_t *length);

/* The text of a span as the document came in, in UTF-8. */
LODE_API const char *lode_document_original(const lode_document *document, size_t start, size_t end, size_t *length);

/* The document's date: given with the document, or found by a rule with `role: document_date`. False: not known. */
LODE_API bool lode_document_date(const lode_document *document, lode_day *date);

/* The time of that day, where it came with the date; nothing known otherwise. */
LODE_API lode_time lode_document_time(const lode_document *document);

/* Whether the text may be cut here: not between two letters, marks or digits (Unicode categories L, M, N). */
LODE_API bool lode_document_is_boundary(const lode_document *document, size_t offset);

/* The entities of the document so far, by start, in finish; in accept those of the stages before the rule's. Span and text are
 * those of the document's text as rules see it. */
LODE_API size_t lode_document_entity_count(const lode_document *document);
LODE_API const lode_entity *lode_document_entity(const lode_document *document, size_t index);

/* In finish: proposes one more entity, under the rule that stands behind it, which takes part in settling overlaps like a
 * match. `*draft` lives until finish returns. LODE_OK, LODE_ERROR_USAGE for a span outside the text, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_document_add(lode_document *document, const lode_rule *rule, size_t start, size_t end,
                                       lode_draft **draft);

/* Puts an attribute on the entity, in the order of the calls; a name set again keeps its place and takes the new value. The
 * text is copied; `name` must live as long as the plugin (a string literal). LODE_OK or LODE_ERROR_MEMORY. */
LODE_API lode_status lode_draft_set_text(lode_draft *draft, const char *name, const char *text, size_t length);
LODE_API lode_status lode_draft_set_number(lode_draft *draft, const char *name, lode_decimal number);

/* Moves the span, in bytes of the document's text. LODE_OK, or LODE_ERROR_USAGE where it is empty or outside the text. */
LODE_API lode_status lode_draft_set_span(lode_draft *draft, size_t start, size_t end);

/* ---- Readers: from bytes to texts ------------------------------------------------------------------------------ */

/* How a file falls into documents. lode cuts the frames itself, so that a reader sees one document at a time. */
typedef enum lode_framing {
    LODE_FRAME_FILE = 1, /* one document a file */
    LODE_FRAME_LINE = 2  /* one document a line; blank lines are passed over */
} lode_framing;

/* One frame. */
typedef struct lode_input {
    const char *file;           /* its name for messages, "-" for standard input */
    uint64_t line;              /* the line of the frame, from 1; 0 for a whole file */
    const unsigned char *bytes; /* live until the document is done with */
    size_t length;
    const char *encoding; /* as asked for by the user; NULL: to be found out */
} lode_input;

typedef struct lode_record lode_record; /* the document in the making */

typedef struct lode_reader {
    lode_framing framing;          /* needed */
    const char *const *extensions; /* needed; endings of file names that are its own, lower case, without the dot, then NULL */
    lode_status (*open)(void **state, lode_error *error);
    /* Needed. Fills the record from the frame; a failure is an error of this document. */
    lode_status (*read)(void *state, const lode_input *input, lode_record *record, lode_error *error);
    void (*close)(void *state);
} lode_reader;

/* Sets the text from bytes in an encoding (an iconv name; NULL: found from the bytes). Positions are reported in these bytes,
 * which must live as long as the input's. LODE_OK, LODE_ERROR_ENCODING with the place and reason, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_record_set_bytes(lode_record *record, const unsigned char *bytes, size_t length, const char *encoding,
                                           lode_error *error);

/* Sets the text from UTF-8 in memory, which is copied. Positions are reported in it. As above. */
LODE_API lode_status lode_record_set_text(lode_record *record, const char *text, size_t length, lode_error *error);

/* Sets the record's own id, its date (YYYY-MM-DD, a time after it is passed over) or its language (a BCP 47 tag). Copied.
 * LODE_OK, LODE_ERROR_SYNTAX for a date that is none, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_record_set_id(lode_record *record, const char *id, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_date(lode_record *record, const char *date, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_language(lode_record *record, const char *language, size_t length, lode_error *error);

/* ---- Writers: from results to bytes ---------------------------------------------------------------------------- */

typedef struct lode_output lode_output; /* where the bytes go */

typedef struct lode_writer_options {
    size_t size;    /* of this structure, in bytes */
    bool colour;    /* the output is a terminal that shows colours */
    unsigned width; /* of the terminal in columns; 0: none */
} lode_writer_options;

/* What the bytes of one document are. lode holds a writer to it: bytes that are no UTF-8 become U+FFFD, anything else is a
 * failure of the plugin. */
typedef enum lode_lines {
    LODE_LINES_ANY = 0,   /* bytes of any kind */
    LODE_LINES_WHOLE = 1, /* lines of UTF-8, each with its end; or nothing */
    LODE_LINES_ONE = 2    /* one line of UTF-8 with its end */
} lode_lines;

typedef struct lode_writer {
    const char *format; /* needed; the name for --format */
    lode_lines lines;   /* what `document` writes */
    lode_status (*open)(const lode_writer_options *options, void **state, lode_error *error);
    lode_status (*begin)(void *state, lode_output *output, lode_error *error); /* before the first document */
    /* Needed. Documents come in the input's order, but not all to one handle: nothing may carry over between them. */
    lode_status (*document)(void *state, const lode_result *result, lode_output *output, lode_error *error);
    lode_status (*end)(void *state, lode_output *output, lode_error *error); /* after the last */
    void (*close)(void *state);
} lode_writer;

/* Appends bytes; a failure is kept and reported by lode when the callback returns, so that writers need not check. */
LODE_API void lode_output_write(lode_output *output, const char *bytes, size_t length);
LODE_API void lode_output_string(lode_output *output, const char *text); /* NUL-terminated */
LODE_API void lode_output_format(lode_output *output, const char *format, ...) LODE_PRINTF(2, 3);

/* Appends a text as a JSON string (RFC 8259) with its quotes; UTF-8 stays as it is. */
LODE_API void lode_output_json(lode_output *output, const char *text, size_t length);

/* Appends a value as text: the text itself, or the number in plain notation. */
LODE_API void lode_output_value(lode_output *output, const lode_value *value);

/* ---- The descriptor -------------------------------------------------------------------------------------------- */

typedef struct lode_plugin {
    uint32_t abi;  /* LODE_PLUGIN_ABI of the header it was built with */
    uint32_t size; /* of this structure, in bytes */
    lode_plugin_kind kind;
    const char *name;    /* letters, digits, '-' and '_'; what rules and commands call it */
    const char *version; /* its own */
    const char *summary; /* one line for `lode list plugins` */
    const lode_extractor *extractor;
    const lode_reader *reader;
    const lode_writer *writer;
} lode_plugin;

/* The symbol has the plugin's name in it, so that plugins can also be linked into one static program; a loader looks for
 * NAME_LTX_lode_plugin, NAME being the file's name up to its first dot, as libltdl does for preloaded modules. */
#define LODE_PLUGIN_SYMBOL_(name) name##_LTX_lode_plugin
#define LODE_PLUGIN_DEFINE_(plugin, plugin_kind, plugin_version, plugin_summary, member, type, ...)                            \
    static const type plugin##_callbacks = {__VA_ARGS__};                                                                      \
    LODE_API extern const lode_plugin LODE_PLUGIN_SYMBOL_(plugin);                                                             \
    const lode_plugin LODE_PLUGIN_SYMBOL_(plugin) = {.abi = LODE_PLUGIN_ABI,                                                   \
                                                     .size = sizeof(lode_plugin),                                              \
                                                     .kind = plugin_kind,                                                      \
                                                     .name = #plugin,                                                          \
                                                     .version = plugin_version,                                                \
                                                     .summary = plugin_summary,                                                \
                                                     .member = &plugin##_callbacks};

/* LODE_EXTRACTOR_PLUGIN(name, "version", "summary", .open = ..., .accept = ..., ...) and so on for the other kinds. */
#define LODE_EXTRACTOR_PLUGIN(plugin, version, summary, ...)                                                                   \
    LODE_PLUGIN_DEFINE_(plugin, LODE_EXTRACTOR, version, summary, extractor, lode_extractor, __VA_ARGS__)
#define LODE_READER_PLUGIN(plugin, version, summary, ...)                                                                      \
    LODE_PLUGIN_DEFINE_(plugin, LODE_READER, version, summary, reader, lode_reader, __VA_ARGS__)
#define LODE_WRITER_PLUGIN(plugin, version, summary, ...)                                                                      \
    LODE_PLUGIN_DEFINE_(plugin, LODE_WRITER, version, summary, writer, lode_writer, __VA_ARGS__)

#ifdef __cplusplus
}
#endif
#endif

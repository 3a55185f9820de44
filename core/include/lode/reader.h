/* SPDX-License-Identifier: MIT */
/* lode/reader.h - readers: from the bytes of a file to texts. Included by lode/plugin.h, which tells how a plugin is made.
 *
 * A reader that gives one document a file or line sets the text of the record and returns:
 *
 *     static lode_status read(void *state, const lode_input *input, lode_record *record, lode_error *error) {
 *         return lode_record_set_bytes(record, input->bytes, input->length, input->encoding, error);
 *     }
 *
 * One that gives several fills the record, hands it over with lode_record_finish, and fills it again for the next:
 *
 *     while (next_message(&message)) {
 *         lode_record_set_part(record, message.number, strlen(message.number), error);
 *         lode_record_set_title(record, message.subject, strlen(message.subject), error);
 *         lode_record_add(record, message.text, message.length);
 *         if ((status = lode_record_finish(record, error)) == LODE_OK)
 *             status = lode_record_member(record, attachment.name, attachment.bytes, attachment.length, error);
 *         if (status != LODE_OK)
 *             return status;
 *     }
 *
 * Which reader takes a file: first one with a signature that the file has and whose `verify` agrees; else the one whose ending
 * the file's name has; else `text`. So a reader is also handed files that only have its ending, and says what they are not. */
#ifndef LODE_READER_H
#define LODE_READER_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What a reader says of itself -------------------------------------------------------------------------------- */

/* How a file falls into frames. lode cuts them itself, so that a reader that fails loses one frame. */
typedef enum lode_framing {
    LODE_FRAME_FILE = 1, /* the file; a reader may give several documents of it */
    LODE_FRAME_LINE = 2  /* a line each; blank lines are passed over */
} lode_framing;

enum { LODE_SIGNATURE_REACH = 4096 }; /* signatures lie within these first bytes of a file */

/* Bytes that a file of the format has. */
typedef struct lode_signature {
    size_t offset;     /* the first place where they may begin */
    size_t within;     /* and how many bytes further on they may begin as well; 0: at `offset` only */
    const char *bytes; /* NULL: the end of the list */
    size_t length;
} lode_signature;

/* One frame, or the bytes of a file inside another one. */
typedef struct lode_input {
    const char *file;           /* its name, for messages and its ending; "-" for standard input */
    uint64_t line;              /* the line of the frame, from 1; 0 for a whole file */
    const unsigned char *bytes; /* live until the reader returns */
    size_t length;
    const char *encoding; /* as asked for by the user; NULL: to be found out */
} lode_input;

typedef struct lode_record lode_record;     /* the document in the making */
typedef struct lode_settings lode_settings; /* what the user or a pack asked of the plugin */

typedef struct lode_reader {
    lode_framing framing;             /* needed; with LODE_FRAME_LINE there are no signatures */
    const char *const *extensions;    /* endings of file names that are its own, lower case, without the dot, then NULL */
    const lode_signature *signatures; /* any of them; the last has no bytes; NULL: none. This or `extensions` is needed */
    /* The files that it takes hold others (an archive), or may be of a format that a more particular reader knows: it is asked
     * after all readers that are not. */
    bool container;
    /* Whether a file with one of the signatures is one for this reader; asked in the worker with all of the frame's bytes.
     * NULL: the signature is enough. */
    bool (*verify)(const unsigned char *bytes, size_t length);
    /* In the worker, before its first frame. The settings live until it returns. */
    lode_status (*open)(const lode_settings *settings, void **state, lode_error *error);
    /* Needed. In the worker. A failure is one of the document at work: those handed over before it stand. What of the record is
     * not handed over when it returns LODE_OK is the last document. It is entered again, with the same state, for a file of the
     * reader's own kind inside this one (a mail in a mail), before lode_record_member returns: what belongs to one file is not
     * for the state. */
    lode_status (*read)(void *state, const lode_input *input, lode_record *record, lode_error *error);
    void (*close)(void *state);
} lode_reader;

/* ---- The record: one document in the making ---------------------------------------------------------------------- */

/* Its text, in one of three ways. Positions in the output count what is given here. Each of the first two takes the place of
 * what was there; the third adds to it.
 *
 * Bytes in an encoding (an iconv name; NULL: found from the bytes), which must live until the document is handed over. LODE_OK,
 * LODE_ERROR_ENCODING with the place and reason, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_record_set_bytes(lode_record *record, const unsigned char *bytes, size_t length, const char *encoding,
                                           lode_error *error);

/* UTF-8 in memory, which is copied. As above. */
LODE_API lode_status lode_record_set_text(lode_record *record, const char *text, size_t length, lode_error *error);

/* UTF-8 behind what was added before. False where no more is taken (memory ran out, or lode_record_room is used up): the reader
 * may stop, and lode_record_finish says why. */
LODE_API bool lode_record_add(lode_record *record, const char *text, size_t length);

/* Bytes in an encoding as UTF-8, decoded as by lode_record_set_bytes, for readers of formats that are text themselves. Nothing
 * of the record changes; `*text` is not terminated and lives until the document is handed over. */
LODE_API lode_status lode_record_decode(lode_record *record, const unsigned char *bytes, size_t length, const char *encoding,
                                        const char **text, size_t *text_length, lode_error *error);

/* Marks where something begins, at the end of the text added so far. A table is
 *
 *     TABLE [CAPTION text] (ROW (CELL text | HEAD text)...)... TABLE_END
 *
 * and lode writes what stands between: a line end before a table, caption and row and behind the table, where there is none
 * yet, and a tab between cells. No entity reaches across the border of a cell. */
typedef enum lode_mark_kind {
    LODE_MARK_PAGE = 1,     /* a page; value: its number, from 1. Entities tell the page that they begin on */
    LODE_MARK_SECTION = 2,  /* a chapter, sheet or slide; value: its level, 1 being the highest; 0: not known */
    LODE_MARK_TABLE = 3,    /* a table; value: 0 */
    LODE_MARK_CAPTION = 4,  /* the table's caption: its title, the unit of its figures */
    LODE_MARK_ROW = 5,      /* a row; value: 0 */
    LODE_MARK_CELL = 6,     /* a cell; value: its column, from 0 */
    LODE_MARK_HEAD = 7,     /* a cell that is the head of its column or row; value: its column, from 0 */
    LODE_MARK_TABLE_END = 8 /* what stands behind a table */
} lode_mark_kind;

typedef struct lode_text_mark {
    lode_mark_kind kind;
    uint32_t value;
    size_t offset;
} lode_text_mark;

/* As lode_record_add. */
LODE_API bool lode_record_mark(lode_record *record, lode_mark_kind kind, uint32_t value);

/* What else is known of it: its place in the file ("2", "sheet 1", "2/report.docx"), its own id, title, date (YYYY-MM-DD, a
 * time after it is passed over), language (a BCP 47 tag), and anything more under a name (letters, digits, '_': "author").
 * Copied; set again, the new value counts. An empty title or value is passed over. LODE_OK, LODE_ERROR_SYNTAX for a date that
 * is none or a NUL in it, LODE_ERROR_ENCODING for what is not UTF-8, LODE_ERROR_MEMORY. */
LODE_API lode_status lode_record_set_part(lode_record *record, const char *part, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_id(lode_record *record, const char *id, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_title(lode_record *record, const char *title, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_date(lode_record *record, const char *date, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_language(lode_record *record, const char *language, size_t length, lode_error *error);
LODE_API lode_status lode_record_set_metadata(lode_record *record, const char *name, const char *value, size_t length,
                                              lode_error *error);

/* Hands the document over: it is extracted and written before this returns, and the record is blank again. What is wrong with
 * the document itself (no text, an encoding, a rule's limit) is told in its place in the output, and LODE_OK comes back.
 * Another status means that nothing more is wanted: the reader returns it at once. */
LODE_API lode_status lode_record_finish(lode_record *record, lode_error *error);

/* Likewise for a document that cannot be read, with the reason, while others in the file can. */
LODE_API lode_status lode_record_fail(lode_record *record, const lode_error *reason, lode_error *error);

/* Hands over a file inside this one, such as a member of an archive: the reader that fits it reads it, and its documents have
 * `name` as the part, or before theirs ("a.zip/b.txt"). Those that do not know their date have that of the document that was
 * handed over before, such as the mail they came with. The record must be blank. Name and bytes live until this returns. lode
 * bounds how deep files may nest, how many there are and how large they are together, and names what goes beyond. The name may
 * be anything: it is never opened. Statuses as of lode_record_finish. */
LODE_API lode_status lode_record_member(lode_record *record, const char *name, const unsigned char *bytes, size_t length,
                                        lode_error *error);

/* Reads a file inside this one as the text of this document, such as the body of a mail that is a web page: the reader that
 * fits it fills the record. What the file says of itself (a title, a date) is set as well; set your own afterwards. LODE_OK,
 * LODE_DECLINED where no reader fits, or why it cannot be read. */
LODE_API lode_status lode_record_include(lode_record *record, const char *name, const unsigned char *bytes, size_t length,
                                         lode_error *error);

/* How many more bytes may come out of this file, as text or as members, and at most for one of them. A reader that unpacks asks
 * before it does, and where there would be more fails the document with lode_record_refuse_size. */
LODE_API size_t lode_record_room(const lode_record *record);

/* Fills the error with why something that is larger than lode_record_room is not unpacked; returns LODE_ERROR_LIMIT. */
LODE_API lode_status lode_record_refuse_size(const lode_record *record, lode_error *error);

/* ---- Settings ---------------------------------------------------------------------------------------------------- */

/* A setting that a plugin takes, from `--set NAME.SETTING=VALUE` or a pack's `settings:` section of the plugin's name. */
typedef struct lode_setting_spec {
    const char *name;     /* NULL: the end of the list */
    const char *fallback; /* its value where nobody sets it; NULL: none */
    const char *choices;  /* the values that it takes, with '|' between ("on|off"); NULL: any */
    const char *summary;  /* for `lode list plugins` */
} lode_setting_spec;

/* The value of a setting that the plugin declares; NULL: none. Lives until open returns. */
LODE_API const char *lode_settings_get(const lode_settings *settings, const char *name);

#ifdef __cplusplus
}
#endif
#endif

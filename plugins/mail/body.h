/* SPDX-License-Identifier: MIT */
/* The body of a message: what a reader of it is shown first. */
#ifndef LODE_MAIL_BODY_H
#define LODE_MAIL_BODY_H

#include <gmime/gmime.h>
#include <lode/plugin.h>

/* Whether a part is text that is shown with the message, and not a file that came with it. */
bool body_is_text(GMimePart *part);

/* Which of several forms of the same thing is read: plain text, else a web page, else the last, which is the richest. */
GMimeObject *body_choose(GMimeMultipart *alternative);

/* A stream that writes to an array, which stays the caller's. */
GMimeStream *body_stream(GByteArray *bytes);

/* A part's bytes without their transfer encoding. Free with g_byte_array_unref; NULL: it has none. */
GByteArray *body_bytes(GMimePart *part);

/* Adds a part's text to the record's. LODE_OK, or why it cannot be read. */
lode_status body_add(GMimePart *part, lode_record *record, lode_error *error);

#endif

/* SPDX-License-Identifier: MIT */
#include "body.h"

#include <string.h>

static bool is_type(GMimePart *part, const char *type, const char *subtype) {
    return g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(part)), type, subtype);
}

bool body_is_text(GMimePart *part) {
    const char *disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));

    return (is_type(part, "text", "plain") || is_type(part, "text", "html")) &&
           !(disposition && g_ascii_strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0) &&
           !g_mime_part_get_filename(part);
}

GMimeStream *body_stream(GByteArray *bytes) {
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);

    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    return stream;
}

GByteArray *body_bytes(GMimePart *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GByteArray *bytes = content ? g_byte_array_new() : NULL;
    GMimeStream *stream;

    if (!content)
        return NULL;
    stream = body_stream(bytes);
    g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    return bytes;
}

/* Whether a form has anything to read: some programs send an empty plain text beside the page. */
static bool says_something(GMimePart *part) {
    GByteArray *bytes = body_bytes(part);
    bool says = false;

    for (guint i = 0; bytes && !says && i < bytes->len; i++)
        says = !g_ascii_isspace(bytes->data[i]);
    if (bytes)
        g_byte_array_unref(bytes);
    return says;
}

GMimeObject *body_choose(GMimeMultipart *alternative) {
    static const char *const SUBTYPES[] = {"plain", "html"};
    int count = g_mime_multipart_get_count(alternative);

    for (size_t form = 0; form < G_N_ELEMENTS(SUBTYPES); form++)
        for (int i = 0; i < count; i++) {
            GMimeObject *part = g_mime_multipart_get_part(alternative, i);

            if (GMIME_IS_PART(part) && is_type(GMIME_PART(part), "text", SUBTYPES[form]) && says_something(GMIME_PART(part)))
                return part;
        }
    return count ? g_mime_multipart_get_part(alternative, count - 1) : NULL;
}

/* Adds text whose lines are flowed (RFC 3676): a line that ends with a blank goes on in the next, but for a signature's mark.
 */
static void add_flowed(lode_record *record, const char *text, size_t length, bool drop_blank) {
    while (length) {
        const char *end = memchr(text, '\n', length);
        size_t size = end ? (size_t)(end - text) + 1 : length, shown = size - (end != NULL);
        bool goes_on;

        shown -= shown && text[shown - 1] == '\r';
        goes_on = end && shown && text[shown - 1] == ' ' && !(shown == 3 && memcmp(text, "-- ", 3) == 0);
        lode_record_add(record, text, shown - (goes_on && drop_blank));
        if (!goes_on)
            lode_record_add(record, "\n", 1);
        text += size;
        length -= size;
    }
}

static bool parameter_is(GMimePart *part, const char *name, const char *value) {
    const char *given = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);

    return given && g_ascii_strcasecmp(given, value) == 0;
}

static lode_status add_plain(GMimePart *part, const GByteArray *bytes, lode_record *record, lode_error *error) {
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset"), *text = NULL;
    size_t length = 0;
    lode_status status = LODE_ERROR_ENCODING;

    if (charset && g_ascii_strcasecmp(charset, "us-ascii") != 0)
        status = lode_record_decode(record, bytes->data, bytes->len, charset, &text, &length, error);
    if (status == LODE_ERROR_ENCODING)
        status = lode_record_decode(record, bytes->data, bytes->len, NULL, &text, &length, error);
    if (status == LODE_OK && parameter_is(part, "format", "flowed"))
        add_flowed(record, text, length, parameter_is(part, "delsp", "yes"));
    else if (status == LODE_OK)
        lode_record_add(record, text, length);
    return status;
}

lode_status body_add(GMimePart *part, lode_record *record, lode_error *error) {
    GByteArray *bytes = body_bytes(part);
    lode_status status = LODE_OK;

    if (!bytes)
        return LODE_OK;
    if (is_type(part, "text", "html")) {
        status = lode_record_include(record, "body.html", bytes->data, bytes->len, error);
        if (status == LODE_DECLINED)
            status = lode_error_set(error, LODE_ERROR_PLUGIN, "the message is a web page, and there is no reader 'html'");
    } else {
        status = add_plain(part, bytes, record, error);
    }
    lode_record_add(record, "\n\n", 2);
    g_byte_array_unref(bytes);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "message.h"

#include "body.h"
#include "header.h"

#include <string.h>

/* A message's parts in its order, sorted into what is read as its body and what came with it. */
typedef struct parts {
    GPtrArray *body;  /* of GMimePart */
    GPtrArray *files; /* of GMimePart and GMimeMessagePart */
} parts;

static void sort_object(GMimeObject *object, parts *sorted);

static void sort_multipart(GMimeMultipart *multipart, parts *sorted) {
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    int count = g_mime_multipart_get_count(multipart);
    GMimeObject *chosen;

    if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
        chosen = body_choose(multipart);
        if (chosen)
            sort_object(chosen, sorted);
        return;
    }
    for (int i = 0; i < count; i++)
        sort_object(g_mime_multipart_get_part(multipart, i), sorted);
}

static void sort_object(GMimeObject *object, parts *sorted) {
    if (GMIME_IS_MULTIPART(object))
        sort_multipart(GMIME_MULTIPART(object), sorted);
    else if (GMIME_IS_PART(object) && body_is_text(GMIME_PART(object)))
        g_ptr_array_add(sorted->body, object);
    else if (GMIME_IS_PART(object) || GMIME_IS_MESSAGE_PART(object))
        g_ptr_array_add(sorted->files, object);
}

/* What the headers say goes before what the body says of itself. */
static lode_status read_headers(GMimeMessage *message, unsigned number, lode_record *record, lode_error *error) {
    GMimeHeader *subject = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), "Subject");
    GDateTime *date = g_mime_message_get_date(message);
    char *from = internet_address_list_to_string(g_mime_message_get_from(message), NULL, FALSE);
    char part[16];
    lode_status status = LODE_OK;

    g_snprintf(part, sizeof part, "%u", number);
    if (number)
        status = lode_record_set_part(record, part, strlen(part), error);
    if (status == LODE_OK && subject) {
        GString *title = header_decode(g_mime_header_get_raw_value(subject), record);

        status = lode_record_set_title(record, title->str, title->len, error);
        g_string_free(title, TRUE);
    }
    if (status == LODE_OK && date) {
        char *day = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S");

        if (day && lode_record_set_date(record, day, strlen(day), error) == LODE_ERROR_MEMORY)
            status = LODE_ERROR_MEMORY;
        g_free(day);
    }
    if (status == LODE_OK && from && *from)
        status = lode_record_set_metadata(record, "from", from, strlen(from), error);
    g_free(from);
    return status;
}

/* A body that cannot be read is named; what came with it is read all the same. */
static lode_status hand_over_body(GMimeMessage *message, const GPtrArray *body, unsigned number, lode_record *record,
                                  lode_error *error) {
    lode_error reason;
    lode_status status = LODE_OK, described;

    lode_record_add(record, "", 0);
    for (guint i = 0; status == LODE_OK && i < body->len; i++)
        status = body_add(GMIME_PART(body->pdata[i]), record, &reason);
    if (status == LODE_ERROR_MEMORY || status == LODE_END) {
        *error = reason;
        return status;
    }
    described = read_headers(message, number, record, error);
    if (described == LODE_ERROR_MEMORY)
        return described;
    reason.status = status;
    return status == LODE_OK ? lode_record_finish(record, error) : lode_record_fail(record, &reason, error);
}

/* The name of a file that came with a message, after its number in a mailbox. Free with g_free. */
static char *name_file(GMimeObject *object, unsigned number, guint index) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *given = GMIME_IS_PART(object) ? g_mime_part_get_filename(GMIME_PART(object)) : NULL;
    const char *ending = GMIME_IS_MESSAGE_PART(object) ? "eml" : g_mime_content_type_get_media_subtype(type);
    char *name = given && *given ? g_strdup(given) : g_strdup_printf("part-%u.%s", index + 1, ending ? ending : "bin");
    char *whole = number ? g_strdup_printf("%u/%s", number, name) : g_strdup(name);

    g_free(name);
    return whole;
}

static GByteArray *file_bytes(GMimeObject *object) {
    GByteArray *bytes;
    GMimeStream *stream;

    if (GMIME_IS_PART(object))
        return body_bytes(GMIME_PART(object));
    bytes = g_byte_array_new();
    stream = body_stream(bytes);
    g_mime_object_write_to_stream(GMIME_OBJECT(g_mime_message_part_get_message(GMIME_MESSAGE_PART(object))), NULL, stream);
    g_object_unref(stream);
    return bytes;
}

static lode_status hand_over_files(const GPtrArray *files, unsigned number, lode_record *record, lode_error *error) {
    lode_status status = LODE_OK;

    for (guint i = 0; status == LODE_OK && i < files->len; i++) {
        GMimeObject *object = GMIME_OBJECT(files->pdata[i]);
        bool is_empty = GMIME_IS_MESSAGE_PART(object) && !g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        GByteArray *bytes = is_empty ? NULL : file_bytes(object);
        char *name = name_file(object, number, i);

        if (bytes) {
            status = lode_record_member(record, name, bytes->data, bytes->len, error);
            g_byte_array_unref(bytes);
        }
        g_free(name);
    }
    return status;
}

lode_status message_read(GMimeMessage *message, unsigned number, lode_record *record, lode_error *error) {
    parts sorted = {g_ptr_array_new(), g_ptr_array_new()};
    GMimeObject *top = g_mime_message_get_mime_part(message);
    lode_status status;

    if (top)
        sort_object(top, &sorted);
    status = hand_over_body(message, sorted.body, number, record, error);
    if (status == LODE_OK)
        status = hand_over_files(sorted.files, number, record, error);
    g_ptr_array_unref(sorted.body);
    g_ptr_array_unref(sorted.files);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* The reader for mail: messages (RFC 5322, MIME) and mailboxes of them (RFC 4155). */
#include "message.h"

#include <gmime/gmime.h>
#include <lode/plugin.h>
#include <string.h>

static const char *const extensions[] = {"eml", "mbox", "mbx", "mht", "mhtml", NULL};

/* Headers that messages begin with. */
#define AT_START(bytes)                                                                                                        \
    { 0, 0, bytes, sizeof bytes - 1 }
static const lode_signature signatures[] = {AT_START("From "),
                                            AT_START("From:"),
                                            AT_START("Received:"),
                                            AT_START("Return-Path:"),
                                            AT_START("Delivered-To:"),
                                            AT_START("MIME-Version:"),
                                            AT_START("Message-ID:"),
                                            AT_START("Message-Id:"),
                                            AT_START("Date:"),
                                            AT_START("Subject:"),
                                            AT_START("To:"),
                                            AT_START("Content-Type:"),
                                            AT_START("X-"),
                                            {0}};

static bool is_mailbox(const unsigned char *bytes, size_t length) {
    return length > 5 && memcmp(bytes, "From ", 5) == 0;
}

/* Where the line at an offset ends. */
static size_t line_end(const char *text, size_t at, size_t length) {
    const char *end = memchr(text + at, '\n', length - at);

    return end ? (size_t)(end - text) : length;
}

/* A message says who sent it, and when or in what form; text that begins with "Subject:" alone is none. */
static bool verify(const unsigned char *bytes, size_t length) {
    static const char *const SENDER[] = {"from:", "received:", "return-path:"};
    static const char *const FORM[] = {"date:", "mime-version:", "message-id:"};
    const char *text = (const char *)bytes;
    size_t end = length < 4 * LODE_SIGNATURE_REACH ? length : 4 * LODE_SIGNATURE_REACH;
    size_t at = is_mailbox(bytes, length) ? line_end(text, 0, end) + 1 : 0;
    bool sender = false, form = false;

    while (at < end && text[at] != '\n' && text[at] != '\r') {
        size_t stop = line_end(text, at, end);

        for (size_t i = 0; i < G_N_ELEMENTS(SENDER); i++) {
            sender |= stop - at > strlen(SENDER[i]) && g_ascii_strncasecmp(text + at, SENDER[i], strlen(SENDER[i])) == 0;
            form |= stop - at > strlen(FORM[i]) && g_ascii_strncasecmp(text + at, FORM[i], strlen(FORM[i])) == 0;
        }
        at = stop + 1;
    }
    return sender && form;
}

static lode_status open_reader(const lode_settings *settings, void **state, lode_error *error) {
    (void)settings;
    (void)state;
    (void)error;
    g_mime_init();
    return LODE_OK;
}

static lode_status read_mail(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    bool mailbox = is_mailbox(input->bytes, input->length);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)input->bytes, input->length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    lode_status status = LODE_OK;
    unsigned number = 0;

    (void)state;
    g_mime_parser_set_format(parser, mailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
    do {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

        if (!message)
            break;
        number++;
        status = message_read(message, mailbox ? number : 0, record, error);
        g_object_unref(message);
    } while (status == LODE_OK && mailbox && !g_mime_parser_eos(parser));
    g_object_unref(parser);
    g_object_unref(stream);
    if (status == LODE_OK && !number)
        status = lode_error_set(error, LODE_ERROR_SYNTAX, "there is no message in it");
    return status;
}

static const lode_reader reader = {.framing = LODE_FRAME_FILE,
                                   .extensions = extensions,
                                   .signatures = signatures,
                                   .verify = verify,
                                   .open = open_reader,
                                   .read = read_mail};

LODE_PLUGIN(mail, "1.0", "mail: messages, mailboxes, and the files that came with them", .reader = &reader)

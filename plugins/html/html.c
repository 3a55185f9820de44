/* SPDX-License-Identifier: MIT */
/* The reader for web pages: the text that a page shows, in its order, without what surrounds it. */
#include "charset.h"
#include "facts.h"
#include "text.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <lode/plugin.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const extensions[] = {"html", "htm", "xhtml", NULL};

/* What pages begin with, in the cases that are written and in both forms of UTF-16; verify looks closer. */
#define SIGNATURE(bytes)                                                                                                       \
    { 0, LODE_SIGNATURE_REACH - sizeof bytes, bytes, sizeof bytes - 1 }
static const lode_signature signatures[] = {SIGNATURE("<!DOCTYPE html"),
                                            SIGNATURE("<!DOCTYPE HTML"),
                                            SIGNATURE("<!doctype html"),
                                            SIGNATURE("<html"),
                                            SIGNATURE("<HTML"),
                                            SIGNATURE("<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0h\0"),
                                            SIGNATURE("<\0!\0d\0o\0c\0t\0y\0p\0e\0 \0h\0"),
                                            SIGNATURE("\0<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0h"),
                                            SIGNATURE("<\0h\0t\0m\0l\0"),
                                            SIGNATURE("\0<\0h\0t\0m\0l"),
                                            {0}};

/* The first bytes without those that only UTF-16 has, so that one comparison serves all forms. */
static size_t squeeze(const unsigned char *bytes, size_t length, char squeezed[LODE_SIGNATURE_REACH]) {
    size_t count = 0;

    for (size_t i = 0; i < length && i < LODE_SIGNATURE_REACH; i++)
        if (bytes[i] && bytes[i] < 0x80)
            squeezed[count++] = (char)bytes[i];
    return count;
}

static bool begins(const char *at, const char *end, const char *with) {
    return (size_t)(end - at) >= strlen(with) && strncasecmp(at, with, strlen(with)) == 0;
}

/* A page begins with its type or <html>, behind white space, an XML declaration and comments. */
static bool verify(const unsigned char *bytes, size_t length) {
    char squeezed[LODE_SIGNATURE_REACH];
    const char *at = squeezed, *end = squeezed + squeeze(bytes, length, squeezed);

    for (;;) {
        const char *close;

        while (at < end && strchr(" \t\r\n", *at))
            at++;
        if (begins(at, end, "<!doctype html") || begins(at, end, "<html"))
            return true;
        if (!begins(at, end, "<?xml") && !begins(at, end, "<!--"))
            return false;
        close = begins(at, end, "<!--") ? "-->" : "?>";
        while (at < end && !begins(at, end, close))
            at++;
        if (at == end)
            return false;
        at += strlen(close);
    }
}

/* As the user says, as the page says, or as its bytes look. */
static lode_status decode(const lode_input *input, lode_record *record, const char **text, size_t *length, lode_error *error) {
    char declared[CHARSET_LENGTH];

    if (!input->encoding && charset_declared(input->bytes, input->length, declared) &&
        lode_record_decode(record, input->bytes, input->length, declared, text, length, error) == LODE_OK)
        return LODE_OK;
    return lode_record_decode(record, input->bytes, input->length, input->encoding, text, length, error);
}

/* A copy in which NUL, which ends the parser's text, is a blank. */
static char *copy_plain(const char *text, size_t length) {
    char *copy = malloc(length + 1);

    for (size_t i = 0; copy && i < length; i++)
        copy[i] = (char)(text[i] ? text[i] : ' ');
    return copy;
}

static htmlDocPtr parse(const char *text, size_t length) {
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    htmlDocPtr page = NULL;

    if (context) {
        /* Deep pages are read whole; nothing here recurses over them. */
        context->options |= XML_PARSE_HUGE;
        page = htmlCtxtReadMemory(context, text, (int)length, NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                      HTML_PARSE_IGNORE_ENC);
        htmlFreeParserCtxt(context);
    }
    return page;
}

static lode_status read_page(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    const char *text;
    size_t length;
    lode_status status = decode(input, record, &text, &length, error);
    char *plain = NULL;
    htmlDocPtr page = NULL;
    xmlNode *root;

    (void)state;
    if (status == LODE_OK && length > INT_MAX)
        return lode_error_set(error, LODE_ERROR_LIMIT, "the page is larger than 2 GiB");
    if (status == LODE_OK) {
        plain = copy_plain(text, length);
        page = plain ? parse(plain, length) : NULL;
        free(plain);
        if (!page)
            return lode_error_no_memory(error);
        root = xmlDocGetRootElement(page);
        lode_record_add(record, "", 0); /* a page without text is one */
        if (root) {
            status = facts_read(root, record, error);
            text_read(root, record);
        }
        xmlFreeDoc(page);
    }
    return status;
}

static const lode_reader reader = {
    .framing = LODE_FRAME_FILE, .extensions = extensions, .signatures = signatures, .verify = verify, .read = read_page};

LODE_PLUGIN(html, "1.0", "web pages: the text that they show, with title, language and date", .reader = &reader)

/* SPDX-License-Identifier: MIT */
/* The reader for PDF, on Poppler, which is under the GPL: so is a program that this plugin is loaded into, as long as it is. */
#include "columns.h"
#include "lines.h"
#include "ocr.h"
#include "paragraphs.h"
#include "running.h"

#include <lode/plugin.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

static const char *const extensions[] = {"pdf", NULL};
static const lode_signature signatures[] = {{0, 1024, "%PDF-", 5}, {0}};
static const lode_setting_spec settings[] = {
    {"ocr", "off", "on|off", "read pages that are pictures by Tesseract"},
    {"ocr_languages", "vie+eng", NULL, "the languages that Tesseract looks for, by its names"},
    {0}};

typedef struct pdf_state {
    bool wants_ocr;
    char *languages;
    pdf_ocr *ocr; /* NULL: not opened yet */
} pdf_state;

static void close_reader(void *opened) {
    pdf_state *state = opened;

    ocr_close(state->ocr);
    free(state->languages);
    free(state);
}

static lode_status open_reader(const lode_settings *given, void **opened, lode_error *error) {
    pdf_state *state = calloc(1, sizeof *state);

    *opened = state;
    if (state)
        state->languages = strdup(lode_settings_get(given, "ocr_languages"));
    if (!state || !state->languages) {
        if (state)
            close_reader(state);
        *opened = NULL;
        return lode_error_no_memory(error);
    }
    state->wants_ocr = strcmp(lode_settings_get(given, "ocr"), "on") == 0;
    return LODE_OK;
}

static lode_status refuse(const GError *reason, lode_error *error) {
    if (reason && reason->domain == POPPLER_ERROR && reason->code == POPPLER_ERROR_ENCRYPTED) {
        lode_error_set(error, LODE_ERROR_ENCODING, "the PDF document is locked by a password");
        lode_error_advise(error, "unlock it first, with 'qpdf --decrypt' for example");
        return LODE_ERROR_ENCODING;
    }
    return lode_error_set(error, LODE_ERROR_SYNTAX, "it is no PDF document that can be read: %s",
                          reason ? reason->message : "it gives no reason");
}

/* What the document says of itself. A creation date tells the day that the document was made. */
static lode_status describe(PopplerDocument *document, lode_record *record, lode_error *error) {
    char *title = poppler_document_get_title(document), *author = poppler_document_get_author(document);
    GDateTime *created = poppler_document_get_creation_date_time(document);
    char *day = created ? g_date_time_format(created, "%Y-%m-%dT%H:%M:%S") : NULL;
    lode_status status = LODE_OK;

    if (title)
        status = lode_record_set_title(record, title, strlen(title), error);
    if (status == LODE_OK && author && *author)
        status = lode_record_set_metadata(record, "author", author, strlen(author), error);
    if (status == LODE_OK && day && lode_record_set_date(record, day, strlen(day), error) == LODE_ERROR_MEMORY)
        status = LODE_ERROR_MEMORY;
    if (created)
        g_date_time_unref(created);
    g_free(day);
    g_free(title);
    g_free(author);
    return status;
}

/* Pages without text, which may be pictures of it. */
typedef struct blank_pages {
    GString *numbers;
    unsigned count;
} blank_pages;

static lode_status read_picture(pdf_state *state, PopplerPage *page, lode_record *record, lode_error *error) {
    lode_status status = state->ocr ? LODE_OK : ocr_open(state->languages, &state->ocr, error);
    char *text = status == LODE_OK ? ocr_read(state->ocr, page) : NULL;

    if (text) {
        lode_record_add(record, text, strlen(text));
        ocr_free_text(state->ocr, text);
    }
    return status;
}

/* Adds the text of lines that are those of so many pages. */
static void add_lines(GArray *lines, unsigned pages, double height, unsigned *marked, lode_record *record) {
    running_flag(lines, pages, height);
    columns_order(lines);
    lines_join_pieces(lines);
    lines_join_marks(lines);
    paragraphs_add(lines, marked, record);
}

/* Adds the text of all pages. */
static lode_status read_pages(pdf_state *state, PopplerDocument *document, lode_record *record, blank_pages *blank,
                              lode_error *error) {
    GArray *lines = lines_create();
    unsigned marked = 0;
    int count = poppler_document_get_n_pages(document);
    double height = 0, width = 0;
    lode_status status = LODE_OK;

    lode_record_add(record, "", 0);
    for (int i = 0; status == LODE_OK && i < count; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        guint before = lines->len;

        if (!page)
            continue;
        lines_read(page, (unsigned)i, lines);
        poppler_page_get_size(page, &width, &height);
        if (lines->len == before) {
            blank->count++;
            g_string_append_printf(blank->numbers, "%s%d", blank->numbers->len ? " " : "", i + 1);
        }
        if (lines->len == before && state->wants_ocr) {
            add_lines(lines, (unsigned)i, height, &marked, record);
            g_array_set_size(lines, 0);
            for (; marked <= (unsigned)i; marked++)
                lode_record_mark(record, LODE_MARK_PAGE, marked + 1);
            status = read_picture(state, page, record, error);
        }
        g_object_unref(page);
    }
    add_lines(lines, (unsigned)count, height, &marked, record);
    g_array_unref(lines);
    return status;
}

static lode_status check_blank(const pdf_state *state, const blank_pages *blank, int pages, lode_record *record,
                               lode_error *error) {
    if (!blank->count || state->wants_ocr)
        return LODE_OK;
    if ((int)blank->count < pages)
        return lode_record_set_metadata(record, "pages_without_text", blank->numbers->str, blank->numbers->len, error);
    lode_error_set(error, LODE_ERROR_ENCODING, "the PDF document has no text; its pages may be pictures");
    lode_error_advise(error, "read them with --set pdf.ocr=on");
    return LODE_ERROR_ENCODING;
}

static lode_status read_document(void *opened, const lode_input *input, lode_record *record, lode_error *error) {
    GBytes *bytes = g_bytes_new_static(input->bytes, input->length);
    GError *reason = NULL;
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &reason);
    blank_pages blank = {g_string_new(NULL), 0};
    lode_status status;

    if (!document) {
        status = refuse(reason, error);
    } else {
        status = describe(document, record, error);
        if (status == LODE_OK)
            status = read_pages(opened, document, record, &blank, error);
        if (status == LODE_OK)
            status = check_blank(opened, &blank, poppler_document_get_n_pages(document), record, error);
        g_object_unref(document);
    }
    g_clear_error(&reason);
    g_string_free(blank.numbers, TRUE);
    g_bytes_unref(bytes);
    return status;
}

static const lode_reader reader = {.framing = LODE_FRAME_FILE,
                                   .extensions = extensions,
                                   .signatures = signatures,
                                   .open = open_reader,
                                   .read = read_document,
                                   .close = close_reader};

LODE_PLUGIN(pdf, "1.0", "PDF documents: their paragraphs, page by page; pictures of text by Tesseract", .reader = &reader,
            .settings = settings)

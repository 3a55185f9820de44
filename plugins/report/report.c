/* SPDX-License-Identifier: MIT */
/* The writer for a report: one page that needs nothing else, with each document's entities and facts in its text, lists to
 * search, sums, a time line, and who gave to whom. The data stand in a block of JSON, a line a document; the page's script
 * shows them as text only. A browser holds all documents of a page at once, so there is a bound to these; a folder has as many
 * pages as it takes, and one that leads to them. */
#include "assets.h"
#include "document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What one page of a folder holds at most. */
enum { PAGE_DOCUMENTS = 500, PAGE_BYTES = 32 << 20 };

/* A page of a folder as the first one lists it. */
typedef struct page_entry {
    size_t documents, entities, facts, failed;
    char *first, *last; /* documents */
} page_entry;

typedef struct report {
    char *folder;     /* with its '/'; NULL: one page, to the output */
    report_page page; /* of a folder, at work; file NULL: none */
    page_entry *pages;
    size_t count;
} report;

static bool is_folder(const lode_writer_options *options) {
    size_t length = options->file ? strlen(options->file) : 0;

    return length && options->file[length - 1] == '/';
}

static lode_status open_report(const lode_writer_options *options, void **state, lode_error *error) {
    report *made = calloc(1, sizeof *made);

    if (made && is_folder(options))
        made->folder = strdup(options->file);
    if (!made || (is_folder(options) && !made->folder)) {
        free(made);
        return lode_error_no_memory(error);
    }
    *state = made;
    return LODE_OK;
}

static void close_report(void *handle) {
    report *state = handle;

    if (state->page.file)
        fclose(state->page.file);
    for (size_t i = 0; i < state->count; i++) {
        free(state->pages[i].first);
        free(state->pages[i].last);
    }
    free(state->pages);
    free(state->folder);
    free(state);
}

static void put_head(report_page *page, bool with_script) {
    page_string(page,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" STYLE_HASH "'; ");
    if (with_script)
        page_string(page, "script-src '" SCRIPT_HASH "'; ");
    page_string(page, "base-uri 'none'; form-action 'none'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<title>What was found</title>\n<style>");
    page_string(page, style);
    page_string(page, "</style>\n</head>\n<body>\n");
}

static void put_begin(report_page *page) {
    page_string(page, body);
    page_string(page, "<script type=\"application/json\" id=\"data\">\n");
}

static void put_end(report_page *page) {
    page_string(page, "</script>\n<script>");
    page_string(page, script);
    page_string(page, "</script>\n</body>\n</html>\n");
}

/* ---- Pages of a folder ---------------------------------------------------------------------------------------------- */

static lode_status fail(const char *path, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "the file cannot be written: %s", strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

/* Number 0 is the page that leads to the others. */
static lode_status open_page(report *state, size_t number, lode_error *error) {
    size_t size = strlen(state->folder) + 40;
    char *path = malloc(size);
    lode_status status = LODE_OK;

    if (!path)
        return lode_error_no_memory(error);
    if (number)
        snprintf(path, size, "%spage-%zu.html", state->folder, number);
    else
        snprintf(path, size, "%sindex.html", state->folder);
    state->page = (report_page){.file = fopen(path, "wxb")};
    if (!state->page.file)
        status = fail(path, error);
    free(path);
    return status;
}

static lode_status close_page(report *state, lode_error *error) {
    bool failed = ferror(state->page.file) != 0;

    failed = fclose(state->page.file) != 0 || failed;
    state->page.file = NULL;
    return failed ? fail(state->folder, error) : LODE_OK;
}

static lode_status begin_page(report *state, lode_error *error) {
    page_entry *pages = realloc(state->pages, (state->count + 1) * sizeof *pages);
    lode_status status;

    if (!pages)
        return lode_error_no_memory(error);
    state->pages = pages;
    pages[state->count++] = (page_entry){0};
    status = open_page(state, state->count, error);
    if (status != LODE_OK)
        return status;
    put_head(&state->page, true);
    page_number(&state->page, "<p class=\"pages\"><a href=\"index.html\">all pages</a> · page ", (long long)state->count);
    page_string(&state->page, "</p>\n");
    put_begin(&state->page);
    return LODE_OK;
}

static lode_status end_page(report *state, lode_error *error) {
    put_end(&state->page);
    return close_page(state, error);
}

static bool copy(char **to, const char *text) {
    free(*to);
    *to = strdup(text);
    return *to != NULL;
}

static lode_status add_document(report *state, const lode_result *result, lode_error *error) {
    lode_status status = LODE_OK;
    page_entry *entry;

    if (state->page.file && (state->pages[state->count - 1].documents == PAGE_DOCUMENTS || state->page.length > PAGE_BYTES))
        status = end_page(state, error);
    if (status == LODE_OK && !state->page.file)
        status = begin_page(state, error);
    if (status != LODE_OK)
        return status;
    entry = &state->pages[state->count - 1];
    if ((!entry->documents && !copy(&entry->first, result->document)) || !copy(&entry->last, result->document))
        return lode_error_no_memory(error);
    entry->documents++;
    entry->entities += result->entity_count;
    entry->facts += result->fact_count;
    entry->failed += result->status != LODE_OK;
    document_put(&state->page, result);
    return LODE_OK;
}

static void put_cell(report_page *page, size_t number) {
    page_number(page, "<td class=\"number\">", (long long)number);
    page_string(page, "</td>");
}

static void put_index(report_page *page, const page_entry *pages, size_t count) {
    put_head(page, false);
    page_string(page,
                "<header><h1>What was found</h1></header>\n<main><section class=\"card\"><table>\n<thead><tr><th>page</th>"
                "<th>from</th><th>to</th><th class=\"number\">documents</th><th class=\"number\">failed</th>"
                "<th class=\"number\">entities</th><th class=\"number\">facts</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++) {
        page_number(page, "<tr><td><a href=\"page-", (long long)i + 1);
        page_number(page, ".html\">", (long long)i + 1);
        page_string(page, "</a></td><td>");
        page_html(page, pages[i].first);
        page_string(page, "</td><td>");
        page_html(page, pages[i].last);
        page_string(page, "</td>");
        put_cell(page, pages[i].documents);
        put_cell(page, pages[i].failed);
        put_cell(page, pages[i].entities);
        put_cell(page, pages[i].facts);
        page_string(page, "</tr>\n");
    }
    page_string(page, "</tbody>\n</table></section></main>\n</body>\n</html>\n");
}

/* ---- The writer ----------------------------------------------------------------------------------------------------- */

static lode_status begin(void *handle, lode_output *output, lode_error *error) {
    report_page page = {.output = output};

    (void)error;
    if (!((report *)handle)->folder) {
        put_head(&page, true);
        put_begin(&page);
    }
    return LODE_OK;
}

static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    report *state = handle;
    report_page page = {.output = output};

    if (state->folder)
        return add_document(state, result, error);
    document_put(&page, result);
    return LODE_OK;
}

static lode_status end(void *handle, lode_output *output, lode_error *error) {
    report *state = handle;
    report_page page = {.output = output};
    lode_status status = LODE_OK;

    if (!state->folder) {
        put_end(&page);
        return LODE_OK;
    }
    if (state->page.file)
        status = end_page(state, error);
    if (status == LODE_OK)
        status = open_page(state, 0, error);
    if (status != LODE_OK)
        return status;
    put_index(&state->page, state->pages, state->count);
    return close_page(state, error);
}

static const lode_writer writer = {.format = "html",
                                   .needs_text = true,
                                   .open = open_report,
                                   .begin = begin,
                                   .document = write_document,
                                   .end = end,
                                   .close = close_report,
                                   .gathers = is_folder};

LODE_PLUGIN(report, "1.0",
            "a page for people, or a folder of pages: entities and facts in their texts, lists, sums, a time line",
            .writer = &writer)

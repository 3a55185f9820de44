/* SPDX-License-Identifier: MIT */
#include "running.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* The part of a page, from its edges, in which such lines stand. */
static const double MARGIN = 0.12;

static bool is_near_edge(const pdf_line *line, double page_height) {
    return line->end < page_height * MARGIN || line->top > page_height * (1 - MARGIN);
}

/* Figures with dashes, points and blanks around them. */
static bool is_number(const pdf_line *line) {
    size_t digits = 0;

    for (const char *at = line->text; *at; at++) {
        digits += isdigit((unsigned char)*at) != 0;
        if (isalpha((unsigned char)*at))
            return false;
    }
    return digits > 0 && digits <= 4 && g_utf8_strlen(line->text, -1) <= 10;
}

/* What a line has in common with that of other pages: its words with figures alike, and its height in points. */
static char *key_of(const pdf_line *line) {
    GString *key = g_string_new(NULL);
    bool figure = false;

    g_string_printf(key, "%.0f ", round(line->top / 4));
    for (const char *at = line->text; *at; at++) {
        if (!isdigit((unsigned char)*at))
            g_string_append_c(key, *at);
        else if (!figure)
            g_string_append_c(key, '0');
        figure = isdigit((unsigned char)*at);
    }
    return g_string_free(key, FALSE);
}

void running_flag(GArray *lines, unsigned pages, double page_height) {
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned wanted = pages < 4 ? 2 : (pages + 1) / 2;

    for (guint i = 0; i < lines->len; i++) {
        pdf_line *line = &g_array_index(lines, pdf_line, i);
        char *key;

        if (!is_near_edge(line, page_height))
            continue;
        line->running = is_number(line);
        key = key_of(line);
        g_hash_table_insert(counts, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1));
    }
    for (guint i = 0; i < lines->len; i++) {
        pdf_line *line = &g_array_index(lines, pdf_line, i);
        char *key;

        if (!is_near_edge(line, page_height))
            continue;
        key = key_of(line);
        line->running |= GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) >= wanted;
        g_free(key);
    }
    g_hash_table_destroy(counts);
}

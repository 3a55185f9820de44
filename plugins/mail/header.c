/* SPDX-License-Identifier: MIT */
#include "header.h"

#include <gmime/gmime.h>
#include <string.h>

/* An encoded word: "=?" charset "?" B or Q "?" text "?=". */
typedef struct encoded_word {
    const char *charset, *text, *end;
    size_t charset_length, text_length;
    char encoding;
} encoded_word;

static bool read_word(const char *at, encoded_word *word) {
    const char *mark;

    if (strncmp(at, "=?", 2) != 0 || !(mark = strchr(at + 2, '?')) || !mark[1] || mark[2] != '?')
        return false;
    *word = (encoded_word){.charset = at + 2, .charset_length = strcspn(at + 2, "?*"), .text = mark + 3, .encoding = mark[1]};
    word->end = strstr(word->text, "?=");
    if (!word->end || !word->charset_length || !strchr("bBqQ", word->encoding))
        return false;
    word->text_length = (size_t)(word->end - word->text);
    word->end += 2;
    return !memchr(word->text, ' ', word->text_length);
}

static bool same_charset(const encoded_word *a, const encoded_word *b) {
    return a->charset_length == b->charset_length && g_ascii_strncasecmp(a->charset, b->charset, a->charset_length) == 0;
}

/* Appends the bytes that a word stands for. */
static void append_bytes(GByteArray *bytes, const encoded_word *word) {
    char *text = g_strndup(word->text, word->text_length);
    gsize length = 0;

    if (word->encoding == 'b' || word->encoding == 'B') {
        guchar *decoded = g_base64_decode(text, &length);

        g_byte_array_append(bytes, decoded, (guint)length);
        g_free(decoded);
    } else {
        for (const char *at = text; *at; at++) {
            int high = *at == '=' ? g_ascii_xdigit_value(at[1]) : -1, low = high >= 0 ? g_ascii_xdigit_value(at[2]) : -1;
            int value = low >= 0 ? high * 16 + low : *at == '_' ? ' ' : *at;
            guint8 byte = (guint8)value;

            g_byte_array_append(bytes, &byte, 1);
            at += low >= 0 ? 2 : 0;
        }
    }
    g_free(text);
}

/* Decodes what was gathered, which stands for the header from `start` to `end`. */
static void flush(GString *decoded, GByteArray *bytes, const encoded_word *word, const char *start, const char *end,
                  lode_record *record) {
    char *charset = g_strndup(word->charset, word->charset_length);
    const char *text;
    size_t length;
    lode_error ignored;

    if (lode_record_decode(record, bytes->data, bytes->len, charset, &text, &length, &ignored) == LODE_OK)
        g_string_append_len(decoded, text, (gssize)length);
    else
        g_string_append_len(decoded, start, end - start);
    g_byte_array_set_size(bytes, 0);
    g_free(charset);
}

static const char *skip_space(const char *at) {
    return at + strspn(at, " \t\r\n");
}

GString *header_decode(const char *raw, lode_record *record) {
    GString *decoded = g_string_new(NULL);
    GByteArray *bytes = g_byte_array_new();
    const char *at = raw ? skip_space(raw) : "";

    while (*at) {
        encoded_word word, next;
        const char *start = at;

        if (!read_word(at, &word)) {
            size_t plain = strcspn(at, " \t\r\n");

            if (plain)
                g_string_append_len(decoded, at, (gssize)plain);
            at += plain;
            if (*at && *(at = skip_space(at)))
                g_string_append_c(decoded, ' ');
            continue;
        }
        append_bytes(bytes, &word);
        at = word.end;
        /* Blanks between encoded words are no part of the text. */
        while (read_word(skip_space(at), &next) && same_charset(&word, &next)) {
            append_bytes(bytes, &next);
            at = next.end;
        }
        flush(decoded, bytes, &word, start, at, record);
        if (read_word(skip_space(at), &next))
            at = skip_space(at);
    }
    g_byte_array_unref(bytes);
    if (!g_utf8_validate(decoded->str, (gssize)decoded->len, NULL)) {
        char *valid = g_utf8_make_valid(decoded->str, (gssize)decoded->len);

        g_string_assign(decoded, valid);
        g_free(valid);
    }
    return decoded;
}

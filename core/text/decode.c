/* SPDX-License-Identifier: MIT */
#include "text/decoding.h"
#include "text/detect.h"
#include "text/signature.h"
#include "text/text.h"
#include "text/utf8.h"
#include "text/wide.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_CHARACTER = 4 };

bool lode_decoding_add(lode_decoding *decoding, const char *piece, size_t size, size_t source_size) {
    static const char mark[] = "\xEF\xBB\xBF";
    bool is_first = !decoding->map.count && !decoding->map.run_count;

    if (is_first && size == sizeof mark - 1 && !memcmp(piece, mark, size))
        size = 0;
    return lode_buffer_append(&decoding->text, piece, size) && lode_text_map_add(&decoding->map, 1, size, source_size);
}

bool lode_decoding_copy(lode_decoding *decoding, size_t at, size_t length) {
    return lode_buffer_append(&decoding->text, (const char *)decoding->bytes + at, length) &&
           lode_text_map_add(&decoding->map, length, 1, 1);
}

lode_status lode_decoding_refuse(const unsigned char *bytes, size_t at, bool is_cut, const char *encoding, lode_error *error) {
    if (is_cut)
        lode_error_set(error, LODE_ERROR_ENCODING, "the text ends within a character of %s that begins at offset %zu", encoding,
                       at);
    else
        lode_error_set(error, LODE_ERROR_ENCODING, "byte 0x%02X at offset %zu begins no character of %s", (unsigned)bytes[at],
                       at, encoding);
    lode_error_advise(error, "repair the text, or name its encoding with --encoding");
    return LODE_ERROR_ENCODING;
}

static void set_decoded(lode_text *text, const char *decoded, size_t length) {
    text->bytes = text->decoded = decoded;
    text->length = text->decoded_length = length;
}

static lode_status refuse_utf8(const unsigned char *bytes, size_t length, size_t bad, lode_error *error) {
    size_t wanted = bytes[bad] < 0xC2 || bytes[bad] > 0xF4 ? 1 : bytes[bad] < 0xE0 ? 2 : bytes[bad] < 0xF0 ? 3 : 4;
    size_t there = 1;

    while (bad + there < length && there < wanted && (bytes[bad + there] & 0xC0) == 0x80)
        there++;
    return lode_decoding_refuse(bytes, bad, there < wanted && bad + there == length, "UTF-8", error);
}

static lode_status decode_utf8(lode_text *text, const unsigned char *bytes, size_t length, lode_error *error) {
    size_t shift = lode_detect_mark(bytes, length, LODE_FORM_UTF8);
    const char *decoded = length ? (const char *)bytes + shift : "";
    size_t bad = lode_utf8_check(decoded, length - shift);

    if (bad < length - shift)
        return refuse_utf8(bytes, length, bad + shift, error);
    set_decoded(text, decoded, length - shift);
    text->source_shift = shift;
    return LODE_OK;
}

static lode_status decode_wide(lode_decoding *decoding, lode_encoding_form form, lode_error *error) {
    const char *name = form == LODE_FORM_UTF16LE || form == LODE_FORM_UTF16BE ? "UTF-16" : "UTF-32";
    size_t at = 0;

    while (at < decoding->length) {
        size_t size;
        int32_t code_point = lode_wide_decode(decoding->bytes, decoding->length, at, form, &size);
        utf8proc_uint8_t character[LONGEST_CHARACTER];

        if (code_point < 0)
            return lode_decoding_refuse(decoding->bytes, at, code_point == LODE_WIDE_CUT, name, error);
        if (!lode_decoding_add(decoding, (const char *)character, (size_t)utf8proc_encode_char(code_point, character), size))
            return lode_error_no_memory(error);
        at += size;
    }
    return LODE_OK;
}

static lode_status decode_copy(lode_text *text, lode_arena *arena, const unsigned char *bytes, size_t length,
                               lode_encoding encoding, lode_error *error) {
    lode_decoding decoding = {.bytes = bytes, .length = length};
    lode_status status = encoding.form == LODE_FORM_ICONV ? lode_decode_by_iconv(&decoding, encoding.iconv_name, error)
                                                          : decode_wide(&decoding, encoding.form, error);

    if (status == LODE_OK && lode_utf8_check(decoding.text.bytes, decoding.text.length) < decoding.text.length)
        status = lode_error_set(error, LODE_ERROR_ENCODING, "iconv gave no valid Unicode for '%s'", encoding.iconv_name);
    if (status == LODE_OK) {
        const char *decoded = lode_arena_copy(arena, decoding.text.bytes, decoding.text.length);

        text->source_map = lode_text_map_finish(&decoding.map, arena, NULL);
        if (!decoded || !text->source_map)
            status = lode_error_no_memory(error);
        else
            set_decoded(text, decoded, decoding.text.length);
    }
    lode_buffer_free(&decoding.text);
    lode_text_map_discard(&decoding.map);
    return status;
}

static lode_status decode_as(lode_text *text, lode_arena *arena, const unsigned char *bytes, size_t length,
                             lode_encoding encoding, lode_error *error) {
    if (encoding.form == LODE_FORM_UTF8)
        return decode_utf8(text, bytes, length, error);
    if (encoding.form == LODE_FORM_UTF16 || encoding.form == LODE_FORM_UTF32)
        encoding.form = lode_detect_order(bytes, length, encoding.form);
    return decode_copy(text, arena, bytes, length, encoding, error);
}

/* Neither Unicode nor told: what uchardet takes it for, where that decodes without an error, else windows-1258, where that
 * does. Bytes with a NUL are refused: no text in an old encoding has one, and almost every other file does. */
static lode_status decode_guessed(lode_text *text, lode_arena *arena, const unsigned char *bytes, size_t length,
                                  lode_error *error) {
    static const lode_encoding last_resort = {LODE_FORM_ICONV, "CP1258"};
    size_t bad = lode_utf8_check((const char *)bytes, length);
    char guess[LODE_LONGEST_GUESS];
    lode_encoding encoding;
    lode_status status = LODE_ERROR_ENCODING;

    if (!memchr(bytes, 0, length)) {
        if (lode_detect_legacy(bytes, length, guess) && lode_encoding_find(guess, &encoding) &&
            encoding.form == LODE_FORM_ICONV)
            status = decode_as(text, arena, bytes, length, encoding, NULL);
        if (status == LODE_ERROR_ENCODING)
            status = decode_as(text, arena, bytes, length, last_resort, NULL);
    }
    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    if (status == LODE_OK)
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_ENCODING,
                   "no encoding was found that all of the text is valid in (as UTF-8 it is not from offset %zu, 0x%02X, on)",
                   bad, (unsigned)bytes[bad]);
    lode_error_advise(error, "name the encoding with --encoding");
    return LODE_ERROR_ENCODING;
}

static lode_status refuse_other(const char *what, lode_error *error) {
    lode_error_set(error, LODE_ERROR_ENCODING, "this is %s and no text, and no reader for such files took it", what);
    lode_error_advise(error,
                      "choose a reader with --reader, of those that 'lode list plugins' names, or convert the file to text");
    return LODE_ERROR_ENCODING;
}

lode_status lode_text_decode(lode_text *text, lode_arena *arena, const unsigned char *bytes, size_t length,
                             const char *encoding, lode_error *error) {
    lode_encoding found;

    *text = (lode_text){0};
    if (encoding) {
        if (!lode_encoding_find(encoding, &found)) {
            lode_error_set(error, LODE_ERROR_ENCODING, "unknown encoding '%s'", encoding);
            lode_error_advise(error, "use a name that `iconv -l` prints");
            return LODE_ERROR_ENCODING;
        }
        return decode_as(text, arena, bytes, length, found, error);
    }
    if (lode_signature_find(bytes, length))
        return refuse_other(lode_signature_find(bytes, length), error);
    if (lode_detect_unicode(bytes, length, &found.form))
        return decode_as(text, arena, bytes, length, (lode_encoding){found.form, NULL}, error);
    if (decode_utf8(text, bytes, length, error) == LODE_OK)
        return LODE_OK;
    if (lode_detect_damaged_utf8(bytes, length))
        return LODE_ERROR_ENCODING;
    return decode_guessed(text, arena, bytes, length, error);
}

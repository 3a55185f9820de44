/* SPDX-License-Identifier: MIT */
#include "text/decoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { BYTES = 256, ASCII = 128, LONGEST_SOURCE = 32, LONGEST_PIECE = 64, LONGEST_QUICK = 12 };

/* Converting is done in one of two ways. Most encodings write each character by itself; their characters are converted one by
 * one from the initial state, each the shortest run of bytes that gives something. That undoes nothing but the composing that
 * some converters do, which hold a letter back until they have seen whether a mark follows. The others (such as ISO-2022-JP)
 * have shifts between sets, after which the same bytes stand for something else; these must be read in one go. They show in
 * that some byte of ASCII gives nothing. */
typedef struct charset {
    iconv_t converter;
    const char *encoding;
    struct {
        unsigned char size; /* 0: the byte gives nothing by itself */
        char text[LONGEST_QUICK];
    } alone[BYTES];
    bool has_shifts;
} charset;

typedef enum outcome { CONVERTED, WANTS_MORE, INVALID } outcome;

/* Converts some bytes; what they give, which may be nothing, is appended to a piece. *used becomes how many were taken. */
static outcome convert(iconv_t converter, const unsigned char *bytes, size_t length, char piece[LONGEST_PIECE], size_t *size,
                       size_t *used) {
    char source[LONGEST_SOURCE];
    char *in = source, *out = piece + *size;
    size_t in_left = length, out_left = LONGEST_PIECE - *size;
    size_t result;

    memcpy(source, bytes, length);
    result = iconv(converter, &in, &in_left, &out, &out_left);
    *size = LONGEST_PIECE - out_left;
    *used = length - in_left;
    if (result != (size_t)-1)
        return CONVERTED;
    return errno == EINVAL ? WANTS_MORE : INVALID;
}

/* Brings out what the converter holds back, and puts it into the initial state. */
static bool flush(iconv_t converter, char piece[LONGEST_PIECE], size_t *size) {
    char *out = piece + *size;
    size_t out_left = LONGEST_PIECE - *size;
    size_t result = iconv(converter, NULL, NULL, &out, &out_left);

    *size = LONGEST_PIECE - out_left;
    return result != (size_t)-1;
}

/* The shortest run of bytes at an offset that gives something by itself. */
static outcome convert_alone(iconv_t converter, const unsigned char *bytes, size_t left, char piece[LONGEST_PIECE],
                             size_t *size, size_t *source_size) {
    size_t longest = left < LONGEST_SOURCE ? left : LONGEST_SOURCE;

    for (*source_size = 1; *source_size <= longest; ++*source_size) {
        size_t used, dropped = 0;
        outcome came;

        *size = 0;
        came = convert(converter, bytes, *source_size, piece, size, &used);
        if (came == CONVERTED && flush(converter, piece, size) && *size)
            return CONVERTED;
        flush(converter, piece, &dropped);
        if (came == INVALID)
            return INVALID;
    }
    return left < LONGEST_SOURCE ? WANTS_MORE : INVALID;
}

static void learn_bytes(charset *from) {
    for (unsigned byte = 0; byte < BYTES; byte++) {
        const unsigned char bytes[1] = {(unsigned char)byte};
        char piece[LONGEST_PIECE];
        size_t size, source_size;

        if (convert_alone(from->converter, bytes, 1, piece, &size, &source_size) == CONVERTED && size <= LONGEST_QUICK) {
            memcpy(from->alone[byte].text, piece, size);
            from->alone[byte].size = (unsigned char)size;
        } else if (byte < ASCII) {
            from->has_shifts = true;
        }
    }
}

/* How many bytes from an offset on stand for themselves, as those of ASCII mostly do. */
static size_t count_plain(const lode_decoding *decoding, const charset *from, size_t at) {
    size_t start = at;

    for (; at < decoding->length; at++) {
        unsigned char byte = decoding->bytes[at];

        if (from->alone[byte].size != 1 || (unsigned char)from->alone[byte].text[0] != byte)
            break;
    }
    return at - start;
}

static lode_status decode_characters(lode_decoding *decoding, const charset *from, lode_error *error) {
    size_t at = 0;

    while (at < decoding->length) {
        const unsigned char *bytes = decoding->bytes + at;
        size_t plain = count_plain(decoding, from, at);
        size_t size, source_size = 1;
        char piece[LONGEST_PIECE];
        bool done;

        if (plain) {
            done = lode_decoding_copy(decoding, at, plain);
            source_size = plain;
        } else if (from->alone[*bytes].size) {
            done = lode_decoding_add(decoding, from->alone[*bytes].text, from->alone[*bytes].size, 1);
        } else {
            outcome came = convert_alone(from->converter, bytes, decoding->length - at, piece, &size, &source_size);

            if (came != CONVERTED)
                return lode_decoding_refuse(decoding->bytes, at, came == WANTS_MORE, from->encoding, error);
            done = lode_decoding_add(decoding, piece, size, source_size);
        }
        if (!done)
            return lode_error_no_memory(error);
        at += source_size;
    }
    return LODE_OK;
}

/* Feeds a byte more each time the converter wants it, so that what comes out came from the bytes since the last that came. */
static lode_status decode_in_one_go(lode_decoding *decoding, const charset *from, lode_error *error) {
    size_t at = 0, start = 0; /* of what the converter was not given yet, of what gave nothing yet */
    size_t wanted = 1, size = 0;
    char piece[LONGEST_PIECE];

    while (at < decoding->length) {
        size_t used;
        outcome came;

        if (wanted > decoding->length - at || wanted > LONGEST_SOURCE)
            return lode_decoding_refuse(decoding->bytes, at, wanted <= LONGEST_SOURCE, from->encoding, error);
        came = convert(from->converter, decoding->bytes + at, wanted, piece, &size, &used);
        at += used;
        if (came == INVALID)
            return lode_decoding_refuse(decoding->bytes, at, false, from->encoding, error);
        wanted = came == WANTS_MORE ? wanted - used + 1 : 1;
        if (size) {
            if (!lode_decoding_add(decoding, piece, size, at - start))
                return lode_error_no_memory(error);
            start = at;
            size = 0;
        }
    }
    if (!flush(from->converter, piece, &size))
        return lode_decoding_refuse(decoding->bytes, start, true, from->encoding, error);
    return lode_decoding_add(decoding, piece, size, at - start) ? LODE_OK : lode_error_no_memory(error);
}

lode_status lode_decode_by_iconv(lode_decoding *decoding, const char *encoding, lode_error *error) {
    charset from = {.encoding = encoding};
    lode_status status;

    from.converter = iconv_open("UTF-8", encoding);
    if (from.converter == (iconv_t)-1)
        return lode_error_set(error, errno == ENOMEM ? LODE_ERROR_MEMORY : LODE_ERROR_ENCODING, "iconv has no encoding '%s'",
                              encoding);
    learn_bytes(&from);
    status = from.has_shifts ? decode_in_one_go(decoding, &from, error) : decode_characters(decoding, &from, error);
    iconv_close(from.converter);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "found/json.h"

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

enum { DEEPEST = 64 };

bool lode_json_fail(lode_json *json, const char *wrong) {
    if (!json->wrong)
        json->wrong = wrong;
    return false;
}

static void skip_space(lode_json *json) {
    while (json->at < json->end && (*json->at == ' ' || *json->at == '\t' || *json->at == '\n' || *json->at == '\r'))
        json->at++;
}

char lode_json_next(lode_json *json) {
    skip_space(json);
    if (json->wrong || json->at == json->end)
        return 0;
    return *json->at == '-' || (*json->at >= '0' && *json->at <= '9') ? '0' : *json->at;
}

static bool take(lode_json *json, char byte, const char *wrong) {
    if (lode_json_next(json) != byte)
        return lode_json_fail(json, wrong);
    json->at++;
    return true;
}

bool lode_json_enter(lode_json *json, char kind) {
    if (json->depth == DEEPEST)
        return lode_json_fail(json, "nested too deep");
    json->depth++;
    return take(json, kind, kind == '{' ? "an object is wanted" : "a list is wanted");
}

bool lode_json_more(lode_json *json, char kind, bool *first, const char **key) {
    if (lode_json_next(json) == (kind == '{' ? '}' : ']')) {
        json->at++;
        json->depth--;
        return false;
    }
    if (!*first && !take(json, ',', "a comma is wanted"))
        return false;
    *first = false;
    if (kind == '{') {
        *key = lode_json_string(json, NULL);
        take(json, ':', "a colon is wanted");
    }
    return !json->wrong;
}

static int hex(char byte) {
    return byte >= '0' && byte <= '9'                     ? byte - '0'
           : (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10
                                                          : -1;
}

/* The four digits behind "\u"; -1: there are none. */
static int32_t code_unit(const lode_json *json, const char *at) {
    int32_t unit = 0;

    if (json->end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        if (hex(at[i]) < 0)
            return -1;
        unit = unit << 4 | hex(at[i]);
    }
    return unit;
}

static char *put_utf8(char *to, uint32_t point) {
    if (point < 0x80) {
        *to++ = (char)point;
    } else if (point < 0x800) {
        *to++ = (char)(0xC0 | point >> 6);
        *to++ = (char)(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        *to++ = (char)(0xE0 | point >> 12);
        *to++ = (char)(0x80 | (point >> 6 & 0x3F));
        *to++ = (char)(0x80 | (point & 0x3F));
    } else {
        *to++ = (char)(0xF0 | point >> 18);
        *to++ = (char)(0x80 | (point >> 12 & 0x3F));
        *to++ = (char)(0x80 | (point >> 6 & 0x3F));
        *to++ = (char)(0x80 | (point & 0x3F));
    }
    return to;
}

/* Takes an escape, json->at being behind its backslash; NULL where it is none. A lone half of a pair becomes U+FFFD. */
static char *unescape(lode_json *json, char *to) {
    static const char LETTERS[] = "\"\\/bfnrt", MEANT[] = "\"\\/\b\f\n\r\t";
    const char *letter = json->at < json->end && *json->at ? strchr(LETTERS, *json->at) : NULL;
    int32_t unit, low;

    if (letter) {
        *to = MEANT[letter - LETTERS];
        json->at++;
        return to + 1;
    }
    unit = json->at < json->end && *json->at == 'u' ? code_unit(json, json->at + 1) : -1;
    if (unit < 0)
        return NULL;
    json->at += 5;
    if (unit >= 0xD800 && unit < 0xDC00 && json->end - json->at > 6 && json->at[0] == '\\' && json->at[1] == 'u' &&
        (low = code_unit(json, json->at + 2)) >= 0xDC00 && low < 0xE000) {
        json->at += 6;
        return put_utf8(to, 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00));
    }
    return put_utf8(to, unit >= 0xD800 && unit < 0xE000 ? LODE_UTF8_REPLACEMENT : (uint32_t)unit);
}

const char *lode_json_string(lode_json *json, size_t *length) {
    char *start, *to;

    if (!take(json, '"', "a string is wanted"))
        return NULL;
    start = to = json->at;
    for (;;) {
        const char *stop = json->at;

        while (stop < json->end && *stop != '"' && *stop != '\\' && (unsigned char)*stop >= ' ')
            stop++;
        memmove(to, json->at, (size_t)(stop - json->at));
        to += stop - json->at;
        json->at += stop - json->at;
        if (json->at == json->end || (unsigned char)*json->at < ' ') {
            lode_json_fail(json, "the string does not end");
            return NULL;
        }
        if (*json->at++ == '"')
            break;
        to = unescape(json, to);
        if (!to) {
            lode_json_fail(json, "there is no such escape");
            return NULL;
        }
    }
    *to = '\0';
    if (length)
        *length = (size_t)(to - start);
    else if (memchr(start, '\0', (size_t)(to - start)))
        lode_json_fail(json, "the string holds a NUL");
    return start;
}

static size_t number_length(const lode_json *json) {
    const char *at = json->at;

    while (at < json->end && ((*at >= '0' && *at <= '9') || strchr("+-.eE", *at)) && *at)
        at++;
    return (size_t)(at - json->at);
}

size_t lode_json_size(lode_json *json) {
    size_t size = 0, length;

    if (lode_json_next(json) != '0' || *json->at == '-') {
        lode_json_fail(json, "a whole number is wanted");
        return 0;
    }
    length = number_length(json);
    for (size_t i = 0; i < length; i++) {
        if (json->at[i] < '0' || json->at[i] > '9' || size > SIZE_MAX / 10 - 9) {
            lode_json_fail(json, "a whole number is wanted");
            return 0;
        }
        size = size * 10 + (size_t)(json->at[i] - '0');
    }
    json->at += length;
    return size;
}

bool lode_json_value(lode_json *json, lode_value *value) {
    char next = lode_json_next(json);

    *value = (lode_value){.kind = LODE_VALUE_TEXT};
    if (next == '"')
        return (value->text = lode_json_string(json, &value->length)) != NULL;
    if (next != '0')
        return lode_json_fail(json, "a string or a number is wanted");
    value->kind = LODE_VALUE_NUMBER;
    value->text = json->at;
    value->length = number_length(json);
    json->at += value->length;
    return lode_decimal_parse(value->text, value->length, &value->number) == LODE_OK ||
           lode_json_fail(json, "the number is not one that lode writes");
}

static bool skip_word(lode_json *json, const char *word) {
    size_t length = strlen(word);

    if ((size_t)(json->end - json->at) < length || memcmp(json->at, word, length) != 0)
        return lode_json_fail(json, "a value is wanted");
    json->at += length;
    return true;
}

bool lode_json_skip(lode_json *json) {
    const char *key;
    bool first = true;
    size_t length;
    char kind = lode_json_next(json);

    switch (kind) {
    case '{':
    case '[':
        if (!lode_json_enter(json, kind))
            return false;
        while (lode_json_more(json, kind, &first, &key))
            if (!lode_json_skip(json))
                return false;
        return !json->wrong;
    case '"':
        return lode_json_string(json, &length) != NULL;
    case '0':
        json->at += number_length(json);
        return true;
    case 't':
        return skip_word(json, "true");
    case 'f':
        return skip_word(json, "false");
    case 'n':
        return skip_word(json, "null");
    default:
        return lode_json_fail(json, "a value is wanted");
    }
}

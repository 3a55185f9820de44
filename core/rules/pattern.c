/* SPDX-License-Identifier: MIT */
#include "rules/pattern.h"

#include <string.h>

static bool is_one_of(char byte, const char *set) {
    return byte && strchr(set, byte);
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_hex(char byte) {
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

bool lode_pattern_is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool lode_pattern_is_literal(const char *pattern, size_t length, size_t at) {
    switch (pattern[at]) {
    case '%':
        return at + 1 == length || pattern[at + 1] != '{';
    case '\\':
    case '^':
    case '$':
    case '.':
    case '|':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '*':
    case '+':
    case '?':
        return false;
    default:
        return !lode_pattern_is_space(pattern[at]);
    }
}

bool lode_pattern_is_quantifier(const char *pattern, size_t length, size_t at) {
    size_t digits = 0;

    if (at >= length)
        return false;
    if (is_one_of(pattern[at], "*+?"))
        return true;
    if (pattern[at++] != '{')
        return false;
    for (; at < length && is_digit(pattern[at]); at++)
        digits++;
    if (!digits)
        return false;
    if (at < length && pattern[at] == ',')
        for (at++; at < length && is_digit(pattern[at]);)
            at++;
    return at < length && pattern[at] == '}';
}

static size_t character_size(const char *text) {
    unsigned char lead = (unsigned char)text[0];

    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t lode_pattern_escape_length(const char *pattern, size_t length, size_t at) {
    size_t end = at + 2;
    char kind;

    if (at + 1 >= length)
        return 1;
    kind = pattern[at + 1];
    if (is_one_of(kind, "pPxoNgk") && end < length && pattern[end] == '{') {
        const char *close = memchr(pattern + end, '}', length - end);

        return close ? (size_t)(close + 1 - pattern) - at : length - at;
    }
    if (kind == 'x')
        while (end < length && end < at + 4 && is_hex(pattern[end]))
            end++;
    else if (is_digit(kind))
        while (end < length && end < at + 4 && is_digit(pattern[end]))
            end++;
    else if (is_one_of(kind, "pPc"))
        end += end < length;
    else
        end = at + 1 + character_size(pattern + at + 1);
    return (end < length ? end : length) - at;
}

size_t lode_pattern_class_length(const char *pattern, size_t length, size_t at) {
    size_t i = at + 1;

    if (i < length && pattern[i] == '^')
        i++;
    if (i < length && pattern[i] == ']')
        i++;
    while (i < length && pattern[i] != ']') {
        if (pattern[i] == '\\' && i + 1 < length && pattern[i + 1] == 'Q') {
            for (i += 2; i < length && !(pattern[i] == '\\' && i + 1 < length && pattern[i + 1] == 'E');)
                i++;
            i = i < length ? i + 2 : i;
        } else if (pattern[i] == '\\') {
            i += lode_pattern_escape_length(pattern, length, i);
        } else if (pattern[i] == '[' && i + 1 < length && is_one_of(pattern[i + 1], ":.=")) {
            size_t end = i + 2;

            while (end < length && pattern[end] != ']' && pattern[end] != '\\' && pattern[end] != pattern[i + 1])
                end++;
            i = end + 1 < length && pattern[end] == pattern[i + 1] && pattern[end + 1] == ']' ? end + 2 : i + 1;
        } else {
            i++;
        }
    }
    return i < length ? i + 1 - at : 0;
}

bool lode_pattern_ends_word(const char *pattern, size_t length, size_t at) {
    if (at >= length)
        return false;
    if (pattern[at] == '\\')
        return at + 1 < length && is_one_of(pattern[at + 1], "bshvRdWzZ.,;:!?()[]{}-/+*$^|\"' ");
    return lode_pattern_is_space(pattern[at]) || is_one_of(pattern[at], "$]}");
}

/* SPDX-License-Identifier: MIT */
#include "text/language_tag.h"

#include <string.h>
#include <strings.h>

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool lode_language_is_tag(const char *tag) {
    size_t length = 0;

    while (is_letter(tag[length]))
        length++;
    if (length < 2 || length > 3)
        return false;
    for (tag += length; *tag; tag += length) {
        if (*tag++ != '-')
            return false;
        for (length = 0; is_letter(tag[length]) || (tag[length] >= '0' && tag[length] <= '9');)
            length++;
        if (length < 1 || length > 8)
            return false;
    }
    return true;
}

bool lode_language_matches(const char *a, const char *b) {
    size_t a_length = strcspn(a, "-_"), b_length = strcspn(b, "-_");

    return a_length == b_length && strncasecmp(a, b, a_length) == 0;
}

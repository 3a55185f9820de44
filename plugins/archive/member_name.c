/* SPDX-License-Identifier: MIT */
#include "member_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes of a whole character of UTF-8 (RFC 3629); 0: there is none. */
static size_t character_length(const unsigned char *at) {
    size_t length = *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;

    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((*at == 0xE0 && at[1] < 0xA0) || (*at == 0xED && at[1] > 0x9F) || (*at == 0xF0 && at[1] < 0x90) ||
        (*at == 0xF4 && at[1] > 0x8F))
        return 0;
    return length;
}

static bool is_utf8(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;

    while (*at) {
        size_t length = character_length(at);

        if (!length)
            return false;
        at += length;
    }
    return true;
}

static char *copy_escaped(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;
    char *copy = malloc(3 * strlen(bytes) + 1), *to = copy;

    while (copy && *at) {
        size_t length = character_length(at);

        if (length)
            memcpy(to, at, length);
        else
            snprintf(to, 4, "%%%02X", *at);
        to += length ? length : 3;
        at += length ? length : 1;
    }
    if (copy)
        *to = '\0';
    return copy;
}

char *member_name_read(const char *bytes, const char *encoding, lode_record *record) {
    const char *text;
    size_t length;
    char *copy;
    lode_error error;

    if (is_utf8(bytes) ||
        lode_record_decode(record, (const unsigned char *)bytes, strlen(bytes), encoding, &text, &length, &error) != LODE_OK)
        return copy_escaped(bytes);
    copy = malloc(length + 1);
    if (copy) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

bool member_name_is_hidden(const char *name) {
    const char *slash = strrchr(name, '/');

    return strncmp(name, "__MACOSX/", 9) == 0 || (slash ? slash[1] : name[0]) == '.';
}

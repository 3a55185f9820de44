/* SPDX-License-Identifier: MIT */
#include "charset.h"

#include <string.h>
#include <strings.h>

enum { PRESCAN = 4096 }; /* bytes; the HTML standard asks for 1024 */

/* Names that the Encoding standard (WHATWG) takes for a larger set of characters. */
static const char *const LARGER[][2] = {
    {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"}, {"gb2312", "gb18030"},      {"x-sjis", "shift_jis"}};

static bool is_name(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || strchr("-_:.", byte);
}

/* The value behind a word and an equals sign; false where none stands there. */
static bool read_value(const unsigned char *bytes, size_t length, size_t at, char name[CHARSET_LENGTH]) {
    size_t count = 0;

    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    if (at == length || bytes[at++] != '=')
        return false;
    while (at < length && strchr(" \t\r\n\"'", bytes[at]) && bytes[at])
        at++;
    while (at < length && bytes[at] && is_name(bytes[at]) && count + 1 < CHARSET_LENGTH)
        name[count++] = (char)bytes[at++];
    name[count] = '\0';
    return count > 0;
}

bool charset_declared(const unsigned char *bytes, size_t length, char name[CHARSET_LENGTH]) {
    size_t end = length < PRESCAN ? length : PRESCAN;
    bool is_xml = end > 5 && memcmp(bytes, "<?xml", 5) == 0;

    for (size_t at = 0; at + 8 < end; at++) {
        bool found = (strncasecmp((const char *)bytes + at, "charset", 7) == 0 && read_value(bytes, end, at + 7, name)) ||
                     (is_xml && memcmp(bytes + at, "encoding", 8) == 0 && read_value(bytes, end, at + 8, name));

        if (!found)
            continue;
        for (size_t i = 0; i < sizeof LARGER / sizeof *LARGER; i++)
            if (strcasecmp(name, LARGER[i][0]) == 0)
                strcpy(name, LARGER[i][1]);
        return strncasecmp(name, "utf-16", 6) != 0;
    }
    return false;
}

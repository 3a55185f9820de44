/* SPDX-License-Identifier: MIT */
#include "text/encoding.h"

#include <iconv.h>
#include <stddef.h>
#include <string.h>

/* Names of the Unicode forms, which are decoded here, and names in use of which iconv knows none, or not in every C library.
 * Written in lower case with letters and digits only. TCVN 5712:1993 comes in three sets of which the first holds the others.
 */
static const struct {
    const char *alias;
    lode_encoding encoding;
} aliases[] = {
    {"utf8", {LODE_FORM_UTF8, NULL}},
    {"utf8sig", {LODE_FORM_UTF8, NULL}},
    {"utf16", {LODE_FORM_UTF16, NULL}},
    {"utf16le", {LODE_FORM_UTF16LE, NULL}},
    {"utf16be", {LODE_FORM_UTF16BE, NULL}},
    {"ucs2", {LODE_FORM_UTF16, NULL}},
    {"ucs2le", {LODE_FORM_UTF16LE, NULL}},
    {"ucs2be", {LODE_FORM_UTF16BE, NULL}},
    {"unicode", {LODE_FORM_UTF16, NULL}},
    {"utf32", {LODE_FORM_UTF32, NULL}},
    {"utf32le", {LODE_FORM_UTF32LE, NULL}},
    {"utf32be", {LODE_FORM_UTF32BE, NULL}},
    {"ucs4", {LODE_FORM_UTF32, NULL}},
    {"ucs4le", {LODE_FORM_UTF32LE, NULL}},
    {"ucs4be", {LODE_FORM_UTF32BE, NULL}},
    {"tcvn", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn3", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn5712", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn57121", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn57122", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn57123", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"tcvn57121993", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"vscii", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"vscii1", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"vscii2", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"vscii3", {LODE_FORM_ICONV, "TCVN5712-1"}},
    {"viscii", {LODE_FORM_ICONV, "VISCII"}},
    {"csviscii", {LODE_FORM_ICONV, "VISCII"}},
    {"viscii111", {LODE_FORM_ICONV, "VISCII"}},
    {"1258", {LODE_FORM_ICONV, "CP1258"}},
    {"cp1258", {LODE_FORM_ICONV, "CP1258"}},
    {"win1258", {LODE_FORM_ICONV, "CP1258"}},
    {"windows1258", {LODE_FORM_ICONV, "CP1258"}},
    {"xcp1258", {LODE_FORM_ICONV, "CP1258"}},
};

enum { LONGEST_ALIAS = 16 };

static bool squash(const char *name, char squashed[LONGEST_ALIAS]) {
    size_t length = 0;

    for (; *name; name++) {
        char byte = *name;

        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte - 'A' + 'a');
        if ((byte < 'a' || byte > 'z') && (byte < '0' || byte > '9'))
            continue;
        if (length + 1 == LONGEST_ALIAS)
            return false;
        squashed[length++] = byte;
    }
    squashed[length] = '\0';
    return true;
}

/* An empty name means the locale's encoding to iconv, and a '/' begins instructions on how to convert. */
static bool iconv_knows(const char *name) {
    iconv_t converter;

    if (!*name || strchr(name, '/'))
        return false;
    converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

bool lode_encoding_find(const char *name, lode_encoding *encoding) {
    char squashed[LONGEST_ALIAS];

    if (squash(name, squashed))
        for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
            if (!strcmp(squashed, aliases[i].alias)) {
                *encoding = aliases[i].encoding;
                return true;
            }
    *encoding = (lode_encoding){LODE_FORM_ICONV, name};
    return iconv_knows(name);
}

/* SPDX-License-Identifier: MIT */
#include "values/roman.h"

#include <string.h>

/* How the digits 1 to 9 of a place are written. */
typedef const char *const place_digits[9];

static const place_digits places[] = {
    {"M", "MM", "MMM"}, /* and no more */
    {"C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"},
    {"X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"},
    {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"},
};

lode_status lode_roman_read(const char *text, size_t length, lode_decimal *number) {
    size_t at = 0;
    int value = 0;

    for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
        size_t longest = 0;
        int digit = 0;

        for (int i = 0; i < 9 && places[place][i]; i++) {
            size_t size = strlen(places[place][i]);

            if (size > longest && size <= length - at && memcmp(text + at, places[place][i], size) == 0) {
                longest = size;
                digit = i + 1;
            }
        }
        at += longest;
        value = value * 10 + digit;
    }
    if (value == 0 || at != length)
        return LODE_DECLINED;
    *number = lode_decimal_from_integer(value);
    return LODE_OK;
}

/* SPDX-License-Identifier: MIT */
#include "normal.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_LEAST = 3, DIGITS_MOST = 15 }; /* E.164 allows 15 with the calling code */

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Copies the digits; "(0)" behind a calling code is the prefix that is dialled only without it, and is left out. */
static size_t copy_digits(const char *text, size_t length, bool international, char digits[DIGITS_MOST + 3]) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (international && count > 0 && length - i >= 3 && memcmp(text + i, "(0)", 3) == 0)
            i += 2;
        else if (is_digit(text[i])) {
            if (count == DIGITS_MOST + 2)
                return count + 1;
            digits[count++] = text[i];
        }
    }
    digits[count] = '\0';
    return count;
}

static bool starts_with(const char *digits, const char *prefix) {
    return strncmp(digits, prefix, strlen(prefix)) == 0;
}

bool contact_phone(const char *text, size_t length, const char *calling_code, const char *trunk_prefix,
                   char result[CONTACT_PHONE_MAX]) {
    char digits[DIGITS_MOST + 3]; /* room for "00" before a number in full */
    bool plus = memchr(text, '+', length) != NULL;
    const char *number = digits, *code = "";
    size_t count = copy_digits(text, length, plus || (length > 1 && memcmp(text, "00", 2) == 0), digits);
    if (count < DIGITS_LEAST || count > DIGITS_MOST + 2)
        return false;
    if (!plus && starts_with(digits, "00")) {
        plus = true;
        number += 2;
    } else if (!plus && calling_code && trunk_prefix && starts_with(digits, trunk_prefix)) {
        plus = true;
        code = calling_code;
        number += strlen(trunk_prefix);
    }
    if (strlen(code) + strlen(number) > DIGITS_MOST)
        return false;
    snprintf(result, CONTACT_PHONE_MAX, "%s%s%s", plus ? "+" : "", code, number);
    return true;
}

static void lower(char *text, size_t start, size_t end) {
    for (size_t i = start; i < end; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] - 'A' + 'a');
}

void contact_lower_email(char *text, size_t length) {
    const char *at = memchr(text, '@', length);
    if (at)
        lower(text, (size_t)(at - text), length);
}

void contact_lower_url(char *text, size_t length) {
    size_t end = 0;
    for (size_t i = 0; i + 2 < length && end == 0; i++)
        if (memcmp(text + i, "://", 3) == 0)
            end = i + 3;
    while (end < length && !strchr("/?#", text[end]))
        end++;
    lower(text, 0, end);
}

/* SPDX-License-Identifier: MIT */
/* The normal forms of addresses and numbers, so that two spellings of one compare equal. */
#ifndef CONTACT_NORMAL_H
#define CONTACT_NORMAL_H

#include <stdbool.h>
#include <stddef.h>

enum { CONTACT_PHONE_MAX = 32 }; /* bytes that a normal phone number needs, its NUL included */

/* Writes a phone number in E.164 (ITU-T): '+', the country's calling code, the number without the prefix that is dialled within
 * the country. `calling_code` ("84") and `trunk_prefix` ("0") are the country's, digits; with NULL for either, or for a number
 * without the prefix (a short or service number), its digits alone are written. False for fewer than 3 digits or more than
 * E.164's 15. */
bool contact_phone(const char *text, size_t length, const char *calling_code, const char *trunk_prefix,
                   char result[CONTACT_PHONE_MAX]);

/* Lowers the letters of the parts that mean the same in either case: of an e-mail address the domain (RFC 5321, 2.4), of a web
 * address the scheme and the host (RFC 3986, 6.2.2.1). In place; letters beyond ASCII stay as they are. */
void contact_lower_email(char *text, size_t length);
void contact_lower_url(char *text, size_t length);

#endif

/* SPDX-License-Identifier: MIT */
/* The words of a header as they were before they were made ASCII (RFC 2047). */
#ifndef LODE_MAIL_HEADER_H
#define LODE_MAIL_HEADER_H

#include <glib.h>
#include <lode/plugin.h>

/* A header's raw value on one line, with its encoded words decoded, as UTF-8; what cannot be decoded stays as it is. Words of
 * one character set that stand beside each other are joined before they are decoded, since programs cut them inside characters;
 * the library's own way to do so loses what follows base64's padding. Free with g_string_free. */
GString *header_decode(const char *raw, lode_record *record);

#endif

/* SPDX-License-Identifier: MIT */
#include "lsp/uri.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SCHEME "file://"

static int digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

char *lode_uri_path(const char *uri) {
    lode_buffer path = {0};

    if (strncasecmp(uri, SCHEME, strlen(SCHEME)) != 0)
        return NULL;
    uri += strlen(SCHEME);
    if (strncasecmp(uri, "localhost/", strlen("localhost/")) == 0)
        uri += strlen("localhost");
    if (*uri != '/')
        return NULL;
    while (*uri && *uri != '?' && *uri != '#') {
        int high = *uri == '%' ? digit(uri[1]) : -1, low = high >= 0 ? digit(uri[2]) : -1;

        if (*uri == '%' && (low < 0 || high * 16 + low == 0)) {
            lode_buffer_free(&path);
            return NULL;
        }
        lode_buffer_byte(&path, *uri == '%' ? (char)(high * 16 + low) : *uri);
        uri += *uri == '%' ? 3 : 1;
    }
    if (path.failed)
        lode_buffer_free(&path);
    return path.bytes;
}

bool lode_uri_append(lode_buffer *uri, const char *path) {
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    lode_buffer_string(uri, SCHEME);
    for (; *path; path++)
        if (strchr(PLAIN, *path))
            lode_buffer_byte(uri, *path);
        else
            lode_buffer_format(uri, "%%%02X", (unsigned)(unsigned char)*path);
    return !uri->failed;
}

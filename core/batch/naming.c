/* SPDX-License-Identifier: MIT */
#include "batch/naming.h"

#include "text/utf8.h"

#include <string.h>

#define SCHEME "file:"

const char *lode_document_name(lode_buffer *buffer, const char *path) {
    size_t left = strlen(path), valid = lode_utf8_check(path, left);

    lode_buffer_clear(buffer);
    if (valid == left && strncmp(path, SCHEME, strlen(SCHEME)) != 0)
        return path;
    lode_buffer_string(buffer, SCHEME);
    while (left) {
        size_t plain = strcspn(path, "%");

        if (plain > valid)
            plain = valid;
        lode_buffer_append(buffer, path, plain);
        path += plain;
        left -= plain;
        if (left) {
            lode_buffer_format(buffer, "%%%02X", (unsigned char)*path++);
            left--;
        }
        valid = lode_utf8_check(path, left);
    }
    return buffer->failed ? NULL : buffer->bytes;
}

/* SPDX-License-Identifier: MIT */
#include "cli/summary.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(const char *path, const char *why) {
    lode_error error;

    lode_error_set(&error, LODE_ERROR_IO, "%s", why);
    lode_error_at(&error, path, 0, 0);
    lode_print_error(NULL, &error);
    return LODE_EXIT_USAGE;
}

int lode_names_read(const char *path, bool null_ended, char **names, lode_string_list *list) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    lode_buffer buffer = {0};
    int reason;

    if (!file)
        return failed(path, strerror(errno));
    reason = lode_buffer_read(&buffer, file) || buffer.failed ? 0 : errno;
    if (file != stdin)
        fclose(file);
    lode_buffer_byte(&buffer, '\0');
    *names = buffer.bytes;
    if (reason || buffer.failed)
        return failed(path, reason ? strerror(reason) : "memory ran out");
    for (char *at = buffer.bytes, *last = buffer.bytes + buffer.length - 1; at < last;) {
        char *end = memchr(at, null_ended ? '\0' : '\n', (size_t)(last - at));

        if (!end)
            end = last;
        *end = '\0';
        if (end > at && !lode_string_list_add(list, at))
            return LODE_EXIT_RESOURCES;
        at = end + 1;
    }
    return -1;
}

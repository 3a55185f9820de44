/* SPDX-License-Identifier: MIT */
#include <lode/error.h>
#include <stdarg.h>
#include <stdio.h>

/* vsnprintf cuts at a byte; a character cut in two would make the whole message unreadable for some terminals. */
static void cut_at_character(char *text, size_t size, int wanted) {
    size_t end;

    if (wanted < 0) {
        text[0] = '\0';
        return;
    }
    if ((size_t)wanted < size)
        return;
    end = size - 1;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (unsigned char)text[end - 1] >= 0xC0)
        end--;
    text[end] = '\0';
}

lode_status lode_error_set(lode_error *error, lode_status status, const char *format, ...) {
    va_list arguments;
    int wanted;

    if (!error)
        return status;
    error->status = status;
    error->line = error->column = 0;
    error->file[0] = error->advice[0] = '\0';
    va_start(arguments, format);
    wanted = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    cut_at_character(error->message, sizeof error->message, wanted);
    return status;
}

void lode_error_at(lode_error *error, const char *file, unsigned line, unsigned column) {
    if (!error)
        return;
    if (file)
        cut_at_character(error->file, sizeof error->file, snprintf(error->file, sizeof error->file, "%s", file));
    error->line = line;
    error->column = column;
}

void lode_error_advise(lode_error *error, const char *format, ...) {
    va_list arguments;
    int wanted;

    if (!error)
        return;
    va_start(arguments, format);
    wanted = vsnprintf(error->advice, sizeof error->advice, format, arguments);
    va_end(arguments);
    cut_at_character(error->advice, sizeof error->advice, wanted);
}

const char *lode_status_name(lode_status status) {
    switch (status) {
    case LODE_OK:
        return "ok";
    case LODE_DECLINED:
        return "declined";
    case LODE_END:
        return "end";
    case LODE_ERROR_USAGE:
        return "usage";
    case LODE_ERROR_MEMORY:
        return "memory";
    case LODE_ERROR_IO:
        return "io";
    case LODE_ERROR_ENCODING:
        return "encoding";
    case LODE_ERROR_SYNTAX:
        return "syntax";
    case LODE_ERROR_RULES:
        return "rules";
    case LODE_ERROR_PLUGIN:
        return "plugin";
    case LODE_ERROR_LIMIT:
        return "limit";
    case LODE_ERROR_OVERFLOW:
        return "overflow";
    case LODE_ERROR_TIMEOUT:
        return "timeout";
    case LODE_ERROR_CRASH:
        return "crash";
    case LODE_ERROR_INTERNAL:
        return "internal";
    }
    return "unknown";
}

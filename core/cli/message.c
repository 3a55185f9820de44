/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Names of files may hold anything; control characters would garble the terminal. */
static void put_visible(const char *text) {
    for (; *text; text++)
        putc((unsigned char)*text < 0x20 || *text == 0x7F ? '?' : *text, stderr);
}

void lode_print_error(void *context, const lode_error *error) {
    (void)context;
    fputs("lode: ", stderr);
    put_visible(error->file);
    if (error->file[0] && error->line)
        fprintf(stderr, ":%u", error->line);
    if (error->file[0] && error->line && error->column)
        fprintf(stderr, ":%u", error->column);
    if (error->file[0])
        fputs(": ", stderr);
    put_visible(error->message);
    if (error->advice[0]) {
        fputs("; ", stderr);
        put_visible(error->advice);
    }
    putc('\n', stderr);
}

int lode_usage_error(const char *advice, const char *format, ...) {
    lode_error error;
    va_list arguments;
    char message[sizeof error.message];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    lode_error_set(&error, LODE_ERROR_USAGE, "%s", message);
    if (advice)
        lode_error_advise(&error, "%s", advice);
    lode_print_error(NULL, &error);
    return LODE_EXIT_USAGE;
}

void lode_print_plain(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F) {
            putchar(' ');
        } else if (*text == '\xC2' && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] <= 0x9F) {
            putchar(' '); /* those that take two bytes, U+0080 to U+009F */
            text++;
        } else {
            putchar(*text);
        }
}

int lode_exit_status(lode_status status) {
    switch (status) {
    case LODE_OK:
        return LODE_EXIT_OK;
    case LODE_END:
        return LODE_EXIT_FAILED;
    case LODE_ERROR_USAGE:
    case LODE_ERROR_SYNTAX:
    case LODE_ERROR_RULES:
    case LODE_ERROR_PLUGIN:
        return LODE_EXIT_USAGE;
    default:
        return LODE_EXIT_RESOURCES;
    }
}

int lode_finish_output(int status) {
    lode_error error;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno == EPIPE)
        return LODE_EXIT_FAILED;
    lode_error_set(&error, LODE_ERROR_IO, "the output cannot be written: %s", strerror(errno));
    lode_error_at(&error, "standard output", 0, 0);
    lode_print_error(NULL, &error);
    return LODE_EXIT_RESOURCES;
}

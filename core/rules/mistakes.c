/* SPDX-License-Identifier: MIT */
#include "rules/mistakes.h"

#include "base/buffer.h"
#include "base/room.h"

#include <stdlib.h>
#include <string.h>

/* A name in a message may hold a line end or the start of a terminal's escape sequence; each message is one line. */
static void replace_controls(char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = ' ';
}

/* Room for the one just counted; NULL where memory ran out. */
static lode_error *add(lode_mistakes *mistakes) {
    lode_error *errors = lode_room(mistakes->errors, mistakes->count - 1, &mistakes->capacity, sizeof *errors);

    if (!errors)
        return NULL;
    mistakes->errors = errors;
    return &errors[mistakes->count - 1];
}

void lode_mistake_list(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, va_list arguments) {
    lode_buffer message = {0};
    lode_error *error;

    if (!mistakes || ++mistakes->count > LODE_MISTAKES_MAX || mistakes->memory)
        return;
    error = add(mistakes);
    if (error && lode_buffer_format_list(&message, format, arguments)) {
        replace_controls(message.bytes);
        lode_error_set(error, LODE_ERROR_RULES, "%s", message.bytes);
        lode_error_at(error, place.file, place.line, place.column);
        if (advice)
            lode_error_advise(error, "%s", advice);
    } else {
        mistakes->memory = true;
    }
    lode_buffer_free(&message);
}

void lode_mistake(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    lode_mistake_list(mistakes, place, advice, format, arguments);
    va_end(arguments);
}

bool lode_mistakes_take(lode_mistakes *mistakes, lode_place place, lode_status status, const lode_error *error) {
    if (status == LODE_ERROR_MEMORY)
        mistakes->memory = true;
    else if (status != LODE_OK)
        lode_mistake(mistakes, place, error->advice, "%s", error->message);
    return status == LODE_OK;
}

bool lode_mistakes_full(const lode_mistakes *mistakes) {
    return mistakes->count >= LODE_MISTAKES_MAX;
}

void *lode_mistakes_check(lode_mistakes *mistakes, void *memory) {
    if (!memory)
        mistakes->memory = true;
    return memory;
}

static int compare(const void *a, const void *b) {
    const lode_error *one = a, *other = b;
    int order = strcmp(one->file, other->file);

    if (order)
        return order;
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    return strcmp(one->message, other->message);
}

void lode_mistakes_report(lode_mistakes *mistakes, lode_report_function *report, void *context) {
    size_t kept = lode_mistakes_full(mistakes) ? LODE_MISTAKES_MAX : mistakes->count;

    if (kept)
        qsort(mistakes->errors, kept, sizeof *mistakes->errors, compare);
    for (size_t i = 0; i < kept && report; i++)
        report(context, &mistakes->errors[i]);
}

void lode_mistakes_free(lode_mistakes *mistakes) {
    free(mistakes->errors);
    *mistakes = (lode_mistakes){0};
}

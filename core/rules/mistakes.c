#include "rules/mistakes.h"

#include "base/buffer.h"

/* A name in a message may hold a line end or the start of a terminal's escape sequence; each message is one line. */
static void replace_controls(char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = ' ';
}

void lode_mistake_list(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, va_list arguments) {
    lode_error error;
    lode_buffer message = {0};

    mistakes->count++;
    if (!mistakes->report || mistakes->count > LODE_MISTAKES_MAX)
        return;
    if (lode_buffer_format_list(&message, format, arguments)) {
        replace_controls(message.bytes);
        lode_error_set(&error, LODE_ERROR_RULES, "%s", message.bytes);
        lode_error_at(&error, place.file, place.line, place.column);
        if (advice)
            lode_error_advise(&error, "%s", advice);
        mistakes->report(mistakes->context, &error);
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

bool lode_mistakes_full(const lode_mistakes *mistakes) {
    return mistakes->count >= LODE_MISTAKES_MAX;
}

void *lode_mistakes_check(lode_mistakes *mistakes, void *memory) {
    if (!memory)
        mistakes->memory = true;
    return memory;
}

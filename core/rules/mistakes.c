#include "rules/mistakes.h"

#include "base/buffer.h"

void lode_mistake(lode_mistakes *mistakes, lode_place place, const char *advice, const char *format, ...) {
    lode_error error;
    lode_buffer message = {0};
    va_list arguments;

    mistakes->count++;
    if (!mistakes->report)
        return;
    va_start(arguments, format);
    if (lode_buffer_format_list(&message, format, arguments)) {
        lode_error_set(&error, LODE_ERROR_RULES, "%s", message.bytes);
        lode_error_at(&error, place.file, place.line, place.column);
        if (advice)
            lode_error_advise(&error, "%s", advice);
        mistakes->report(mistakes->context, &error);
    } else {
        mistakes->memory = true;
    }
    va_end(arguments);
    lode_buffer_free(&message);
}

void *lode_mistakes_check(lode_mistakes *mistakes, void *memory) {
    if (!memory)
        mistakes->memory = true;
    return memory;
}

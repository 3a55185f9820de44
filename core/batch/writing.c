#include "batch/writing.h"

#include "pipeline/engine.h"
#include "pipeline/settings.h"
#include "rules/suggest.h"
#include "text/utf8.h"

#include <string.h>

static lode_status unknown_format(const lode_registry *registry, const char *format, lode_error *error) {
    lode_suggestion suggestion = {.word = format};

    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && plugin->writer)
            lode_suggestion_offer(&suggestion, plugin->writer->format);
    }
    lode_error_set(error, LODE_ERROR_USAGE, "there is no format '%s'", format);
    if (suggestion.best)
        lode_error_advise(error, "did you mean '%s'?", suggestion.best);
    else
        lode_error_advise(error, "'lode list plugins' names the writers and the plugins that failed to load");
    return LODE_ERROR_USAGE;
}

/* After a callback: whether it did what it should. */
static lode_status outcome(const lode_writing *writing, lode_status status, const lode_error *reason, lode_error *error) {
    if (status == LODE_ERROR_MEMORY || writing->output.buffer.failed)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out while the output was made");
    if (status != LODE_OK)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' failed: %s", writing->plugin->name, reason->message);
    return LODE_OK;
}

const char *lode_writing_fault(lode_lines lines, const char *bytes, size_t length) {
    const char *end = length ? memchr(bytes, '\n', length) : NULL;

    if (lines == LODE_LINES_ANY)
        return NULL;
    if (lines == LODE_LINES_ONE && (!end || end != bytes + length - 1))
        return "is not one line";
    if (length && bytes[length - 1] != '\n')
        return "does not end with a line's end";
    return lode_utf8_check(bytes, length) == length ? NULL : "is not UTF-8";
}

/* Names of files and what plugins set may be no UTF-8; what else is wrong with the bytes is the writer's fault. */
static lode_status hold_to_lines(lode_writing *writing, lode_error *error) {
    lode_buffer *buffer = &writing->output.buffer, valid = {0};
    lode_lines lines = writing->plugin->writer->lines;
    const char *fault;

    if (lines != LODE_LINES_ANY && lode_utf8_check(buffer->bytes, buffer->length) != buffer->length) {
        lode_utf8_append_valid(&valid, buffer->bytes, buffer->length);
        lode_buffer_free(buffer);
        *buffer = valid;
    }
    fault = lode_writing_fault(lines, buffer->bytes, buffer->length);
    if (fault && !buffer->failed)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' failed: what it wrote %s", writing->plugin->name, fault);
    return outcome(writing, LODE_OK, NULL, error);
}

/* Passes what was made on to the sink. */
static lode_status pass_on(lode_writing *writing, lode_status status, lode_error *error) {
    lode_buffer *buffer = &writing->output.buffer;

    if (status == LODE_OK)
        status = lode_sink_write(writing->sink, buffer->bytes, buffer->length, error);
    lode_buffer_clear(buffer);
    return status;
}

lode_status lode_writing_open(lode_writing *writing, const lode *engine, const char *format, const lode_writer_options *options,
                              lode_sink *sink, lode_error *error) {
    const lode_registry *registry = lode_engine_registry(engine);
    const lode_plugin *plugin = lode_registry_writer(registry, format);
    lode_writer_options complete = *options;
    lode_settings settings;
    lode_error reason;
    lode_status status;

    *writing = (lode_writing){.sink = sink};
    if (!plugin)
        return unknown_format(registry, format, error);
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    lode_engine_settings(engine, plugin, &settings);
    complete.settings = &settings;
    status = plugin->writer->open ? plugin->writer->open(&complete, &writing->state, &reason) : LODE_OK;
    if (status != LODE_OK)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' does not start: %s", plugin->name, reason.message);
    writing->plugin = plugin;
    if (plugin->writer->begin)
        status = plugin->writer->begin(writing->state, &writing->output, &reason);
    return pass_on(writing, outcome(writing, status, &reason, error), error);
}

lode_status lode_writing_format(lode_writing *writing, const lode_result *result, lode_error *error) {
    lode_error reason;
    lode_status status;

    lode_error_set(&reason, LODE_OK, "it gave no reason");
    status = writing->plugin->writer->document(writing->state, result, &writing->output, &reason);
    status = outcome(writing, status, &reason, error);
    return status == LODE_OK ? hold_to_lines(writing, error) : status;
}

lode_status lode_writing_document(lode_writing *writing, const lode_result *result, lode_error *error) {
    return pass_on(writing, lode_writing_format(writing, result, error), error);
}

lode_status lode_writing_end(lode_writing *writing, lode_error *error) {
    lode_error reason;
    lode_status status = LODE_OK;

    lode_error_set(&reason, LODE_OK, "it gave no reason");
    if (writing->plugin->writer->end)
        status = writing->plugin->writer->end(writing->state, &writing->output, &reason);
    return pass_on(writing, outcome(writing, status, &reason, error), error);
}

void lode_writing_close(lode_writing *writing) {
    if (writing->plugin && writing->plugin->writer->close)
        writing->plugin->writer->close(writing->state);
    lode_buffer_free(&writing->output.buffer);
    writing->plugin = NULL;
}

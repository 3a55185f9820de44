/* SPDX-License-Identifier: MIT */
#include "batch/writing.h"

#include "base/suggest.h"
#include "batch/selection.h"
#include "found/result.h"
#include "pipeline/engine.h"
#include "pipeline/settings.h"
#include "text/utf8.h"

#include <string.h>

enum { KEPT = 1 << 20 }; /* memory for results that came from workers or were cut down that is kept between them */

static lode_status unknown_format(const lode_registry *registry, const char *format, lode_error *error) {
    lode_suggestion suggestion = {.word = format};

    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && plugin->writer)
            lode_suggestion_offer(&suggestion, plugin->writer->format);
        if (plugin && plugin->writer && plugin->writer->also)
            lode_suggestion_offer(&suggestion, plugin->writer->also);
    }
    lode_error_set(error, LODE_ERROR_USAGE, "there is no format '%s'", format);
    if (suggestion.best)
        lode_error_advise(error, "did you mean '%s'?", suggestion.best);
    else
        lode_error_advise(error, "'lode list plugins' names the writers and the plugins that failed to load");
    return LODE_ERROR_USAGE;
}

bool lode_writing_gathers(const lode *engine, const char *format, const lode_writer_options *options) {
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(engine), format);
    lode_writer_options complete = *options;

    complete.format = format;
    return plugin && (plugin->writer->owns_file || (plugin->writer->gathers && plugin->writer->gathers(&complete)));
}

/* After a callback: whether it did what it should. */
static lode_status outcome(const lode_writing *writing, const lode_plugin *plugin, lode_status status, const lode_error *reason,
                           lode_error *error) {
    if (status == LODE_ERROR_MEMORY || writing->output.buffer.failed)
        return lode_error_no_memory(error);
    if (status == LODE_ERROR_IO || status == LODE_ERROR_USAGE)
        *error = *reason;
    else if (status != LODE_OK)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' failed: %s", plugin->name, reason->message);
    return status;
}

/* Where the writer's bytes go: nowhere, where it owns its file. */
static lode_output *output_of(lode_writing *writing) {
    return writing->plugin->writer->owns_file ? NULL : &writing->output;
}

lode_lines lode_writing_lines(const lode_writing *writing) {
    return (writing->carrier ? writing->carrier : writing->plugin)->writer->lines;
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
static lode_status hold_to_lines(lode_writing *writing, const lode_plugin *plugin, lode_error *error) {
    lode_buffer *buffer = &writing->output.buffer, valid = {0};
    lode_lines lines = plugin->writer->lines;
    const char *fault;

    if (lines != LODE_LINES_ANY && lode_utf8_check(buffer->bytes, buffer->length) != buffer->length) {
        lode_utf8_append_valid(&valid, buffer->bytes, buffer->length);
        lode_buffer_free(buffer);
        *buffer = valid;
    }
    fault = lode_writing_fault(lines, buffer->bytes, buffer->length);
    if (fault && !buffer->failed)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' failed: what it wrote %s", plugin->name, fault);
    return outcome(writing, plugin, LODE_OK, NULL, error);
}

/* Passes what was made on to the sink. */
static lode_status pass_on(lode_writing *writing, lode_status status, lode_error *error) {
    lode_buffer *buffer = &writing->output.buffer;

    if (status == LODE_OK)
        status = lode_sink_write(writing->sink, buffer->bytes, buffer->length, error);
    lode_buffer_clear(buffer);
    return status;
}

static lode_status open_writer(const lode *engine, const lode_plugin *plugin, lode_writer_options options, void **state,
                               lode_error *error) {
    lode_settings settings;
    lode_error reason;
    lode_status status;

    lode_error_set(&reason, LODE_OK, "it gave no reason");
    lode_engine_settings(engine, plugin, &settings);
    options.settings = &settings;
    status = plugin->writer->open ? plugin->writer->open(&options, state, &reason) : LODE_OK;
    if (status == LODE_ERROR_IO || status == LODE_ERROR_USAGE) {
        *error = reason;
        return status;
    }
    if (status != LODE_OK)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "writer '%s' does not start: %s", plugin->name, reason.message);
    return LODE_OK;
}

/* What results come in from the workers. */
static lode_status open_carrier(lode_writing *writing, const lode *engine, lode_writer_options options, lode_error *error) {
    const lode_plugin *carrier = lode_registry_writer(lode_engine_registry(engine), "jsonl");
    lode_status status;

    if (!carrier) {
        lode_error_set(error, LODE_ERROR_PLUGIN, "the format '%s' needs the writer of 'jsonl'",
                       writing->plugin->writer->format);
        lode_error_advise(error, "'lode list plugins' names the writers and the plugins that failed to load");
        return LODE_ERROR_PLUGIN;
    }
    options.with_text = options.with_text || writing->plugin->writer->needs_text;
    status = open_writer(engine, carrier, options, &writing->carrier_state, error);
    if (status == LODE_OK)
        writing->carrier = carrier;
    return status;
}

lode_status lode_writing_open(lode_writing *writing, const lode *engine, const char *format, const lode_writer_options *options,
                              lode_sink *sink, lode_error *error) {
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(engine), format);
    lode_writer_options complete = *options;
    lode_error reason;
    lode_status status;

    *writing = (lode_writing){.sink = sink, .types = options->types};
    if (!plugin)
        return unknown_format(lode_engine_registry(engine), format, error);
    complete.format = format;
    complete.lode_version = lode_version();
    status = open_writer(engine, plugin, complete, &writing->state, error);
    if (status != LODE_OK)
        return status;
    writing->plugin = plugin;
    if (lode_writing_gathers(engine, format, options))
        status = open_carrier(writing, engine, complete, error);
    if (status != LODE_OK)
        return status;
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    if (plugin->writer->begin)
        status = plugin->writer->begin(writing->state, output_of(writing), &reason);
    return pass_on(writing, outcome(writing, plugin, status, &reason, error), error);
}

/* Cuts a result down to the types that are written, if not to all. */
static lode_status select_types(lode_writing *writing, const lode_result **result, lode_result *selected, lode_error *error) {
    lode_status status;

    if (!writing->types)
        return LODE_OK;
    lode_arena_reset(&writing->selection, KEPT);
    status = lode_selection_make(writing->types, *result, &writing->selection, selected, error);
    *result = selected;
    return status;
}

lode_status lode_writing_format(lode_writing *writing, const lode_result *result, lode_error *error) {
    const lode_plugin *plugin = writing->carrier ? writing->carrier : writing->plugin;
    void *state = writing->carrier ? writing->carrier_state : writing->state;
    lode_error reason;
    lode_result selected;
    lode_status status;

    status = select_types(writing, &result, &selected, error);
    if (status != LODE_OK)
        return status;
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    status = plugin->writer->document(state, result, &writing->output, &reason);
    status = outcome(writing, plugin, status, &reason, error);
    return status == LODE_OK ? hold_to_lines(writing, plugin, error) : status;
}

lode_status lode_writing_document(lode_writing *writing, const lode_result *result, lode_error *error) {
    lode_error reason;
    lode_result selected;
    lode_status status;

    if (!writing->carrier)
        return pass_on(writing, lode_writing_format(writing, result, error), error);
    status = select_types(writing, &result, &selected, error);
    if (status != LODE_OK)
        return status;
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    status = writing->plugin->writer->document(writing->state, result, output_of(writing), &reason);
    return pass_on(writing, outcome(writing, writing->plugin, status, &reason, error), error);
}

/* One document, in the carrier's form; what is none is told in its place. */
static lode_status take_line(lode_writing *writing, const char *file, char *line, size_t length, lode_error *error) {
    lode_result result;
    lode_error reason;
    lode_status status;

    lode_arena_reset(&writing->arena, KEPT);
    status = lode_found_result(line, length, &writing->arena, &result, &reason);
    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    if (status != LODE_OK)
        result = (lode_result){
            .document = file ? file : "-", .status = LODE_ERROR_CRASH, .message = "the answer of its worker is no result"};
    return lode_writing_document(writing, &result, error);
}

lode_status lode_writing_made(lode_writing *writing, const char *file, char *bytes, size_t length, lode_error *error) {
    lode_status status = LODE_OK;

    if (!writing->carrier)
        return lode_sink_write(writing->sink, bytes, length, error);
    while (status == LODE_OK && length) {
        char *end = memchr(bytes, '\n', length);
        size_t line = end ? (size_t)(end - bytes) + 1 : length;

        status = take_line(writing, file, bytes, line, error);
        bytes += line;
        length -= line;
    }
    return status;
}

lode_status lode_writing_end(lode_writing *writing, lode_error *error) {
    lode_error reason;
    lode_status status = LODE_OK;

    lode_error_set(&reason, LODE_OK, "it gave no reason");
    if (writing->plugin->writer->end)
        status = writing->plugin->writer->end(writing->state, output_of(writing), &reason);
    return pass_on(writing, outcome(writing, writing->plugin, status, &reason, error), error);
}

void lode_writing_close(lode_writing *writing) {
    if (writing->plugin && writing->plugin->writer->close)
        writing->plugin->writer->close(writing->state);
    if (writing->carrier && writing->carrier->writer->close)
        writing->carrier->writer->close(writing->carrier_state);
    lode_buffer_free(&writing->output.buffer);
    lode_arena_free(&writing->arena);
    lode_arena_free(&writing->selection);
    writing->plugin = writing->carrier = NULL;
}

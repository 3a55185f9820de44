/* SPDX-License-Identifier: MIT */
#include "pipeline/reading.h"

#include "pipeline/settings.h"

#include <string.h>

enum {
    KEPT = 1 << 20,        /* memory for texts put together that is kept between documents */
    ROOM_LEAST = 16 << 20, /* that any file may hold */
    ROOM_TIMES = 200,      /* beyond that: times its own size, ... */
    ROOM_DOCUMENTS = 8     /* ... and no more than so many documents of the greatest size */
};

size_t lode_engine_room(const lode *engine, size_t length) {
    size_t most = engine->max_bytes < SIZE_MAX / ROOM_DOCUMENTS ? engine->max_bytes * ROOM_DOCUMENTS : SIZE_MAX;
    size_t room = length < SIZE_MAX / ROOM_TIMES ? length * ROOM_TIMES : SIZE_MAX;

    if (room < ROOM_LEAST)
        room = ROOM_LEAST;
    return room < most ? room : most;
}

size_t lode_record_room(const lode_record *record) {
    const lode_reading *reading = record->reading;

    return reading->room < reading->engine->max_bytes ? reading->room : reading->engine->max_bytes;
}

lode_status lode_record_refuse_size(const lode_record *record, lode_error *error) {
    const lode_reading *reading = record->reading;

    if (reading->room < reading->engine->max_bytes)
        return lode_error_set(error, LODE_ERROR_LIMIT, "what the file holds is too large for its size");
    lode_error_set(error, LODE_ERROR_LIMIT, "the document is larger than %zu bytes", reading->engine->max_bytes);
    lode_error_advise(error, "allow more with --max-bytes");
    return LODE_ERROR_LIMIT;
}

/* Notes why nothing more is wanted. */
static lode_status stop(lode_reading *reading, lode_status status, const lode_error *reason, lode_error *error) {
    reading->stopped = status;
    reading->reason = *reason;
    if (error)
        *error = *reason;
    return status;
}

static lode_status is_stopped(const lode_reading *reading, lode_error *error) {
    if (reading->stopped != LODE_OK && error)
        *error = reading->reason;
    return reading->stopped;
}

/* Makes the record blank for the next document. */
static lode_status begin(lode_place *place, lode_error *error) {
    lode_reading *reading = place->record.reading;

    place->record = (lode_record){.arena = &reading->engine->arena, .reading = reading};
    lode_note_part(reading->engine->activity, reading->documents);
    if (reading->added.capacity > KEPT)
        lode_buffer_free(&reading->added);
    if (reading->marks.capacity > KEPT)
        lode_buffer_free(&reading->marks);
    return lode_document_begin(reading->engine, reading->name, place->line, error);
}

/* "prefix/part", as far as there are both; *name NULL: neither. */
static bool join(lode_arena *arena, const char *prefix, const char *part, const char **name) {
    size_t before = prefix ? strlen(prefix) : 0, length = part ? strlen(part) : 0;
    char *joined;

    *name = part;
    if (!prefix)
        return true;
    joined = lode_arena_allocate(arena, before + length + 2);
    if (!joined)
        return false;
    memcpy(joined, prefix, before);
    joined[before] = '/';
    memcpy(joined + before + 1, part ? part : "", length + 1);
    if (!part)
        joined[before] = '\0';
    *name = joined;
    return true;
}

/* What the record says of the document goes into the result. */
static lode_status describe(const lode_place *place, lode_result *result, lode_error *error) {
    const lode_record *record = &place->record;

    result->id = record->id;
    result->title = record->title;
    result->metadata = record->metadata;
    result->metadata_count = record->metadata_count;
    if (!join(record->arena, place->prefix, record->part, &result->part))
        return lode_error_no_memory(error);
    return LODE_OK;
}

/* What happened to the document before happens to it again. */
static lode_status repeat_failure(lode_reading *reading, lode_error *error) {
    const lode_result *before = reading->before.failure;
    lode_error reason;
    lode_status status;

    /* The memory that ran out was another process's. */
    lode_error_set(&reason, LODE_ERROR_CRASH, "%s", before->message ? before->message : "");
    status = lode_document_fail(reading->engine, &reason, NULL, error);
    reading->engine->result.status = before->status;
    reading->engine->result.plugin = before->plugin;
    reading->engine->result.rule = before->rule;
    return status;
}

/* A document that does not know its date has that of the file it came in. */
static void settle_date(lode_place *place) {
    lode_record *record = &place->record;

    if (record->date_known) {
        place->date = record->date;
        place->time = record->time;
        place->date_known = true;
    } else if (place->depth && place->date_known) {
        record->date = place->date;
        record->time = place->time;
        record->date_known = true;
    }
}

/* Extracts the record, or names it as failed for `reason`, and has it taken. */
static lode_status deliver(lode_place *place, const lode_error *reason, lode_error *error) {
    lode_reading *reading = place->record.reading;
    lode *engine = reading->engine;
    lode_error own, failure;
    lode_status status;

    place->documents++;
    if (reading->documents++ < reading->before.done) {
        status = begin(place, &failure);
        return status == LODE_OK ? LODE_OK : stop(reading, status, &failure, error);
    }
    settle_date(place);
    status = describe(place, &engine->result, &failure);
    if (status == LODE_OK && !reason) {
        own.status = lode_record_complete(&place->record, &own);
        if (own.status == LODE_OK && !place->record.has_text)
            lode_error_set(&own, LODE_ERROR_PLUGIN, "the reader gave no text");
        reason = own.status == LODE_OK ? NULL : &own;
    }
    if (status == LODE_OK && reading->before.failure && reading->documents == reading->before.failed + 1)
        status = repeat_failure(reading, &failure);
    else if (status == LODE_OK && reason)
        status = lode_document_fail(engine, reason, place->reader, &failure);
    else if (status == LODE_OK)
        status = lode_document_extract(engine, &place->record, reading->about, &failure);
    if (status == LODE_OK) {
        lode_error_set(&failure, LODE_OK, "it was not taken");
        status = reading->take(reading->context, &engine->result, &failure);
    }
    if (status == LODE_OK)
        status = begin(place, &failure);
    lode_note_plugin(engine->activity, place->reader);
    return status == LODE_OK ? LODE_OK : stop(reading, status, &failure, error);
}

lode_status lode_record_finish(lode_record *record, lode_error *error) {
    lode_status status = is_stopped(record->reading, error);

    return status == LODE_OK ? deliver((lode_place *)record, NULL, error) : status;
}

lode_status lode_record_fail(lode_record *record, const lode_error *reason, lode_error *error) {
    lode_status status = is_stopped(record->reading, error);

    return status == LODE_OK ? deliver((lode_place *)record, reason, error) : status;
}

static lode_status read_input(lode_place *place, const lode_handle *handle, const lode_input *input, lode_error *error) {
    lode_reading *reading = place->record.reading;
    size_t before = place->documents, members = reading->members;
    lode_error reason;
    lode_status status = begin(place, error);

    if (status != LODE_OK)
        return stop(reading, status, error, NULL);
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    lode_note_plugin(reading->engine->activity, place->reader);
    status = place->reader->reader->read(handle->state, input, &place->record, &reason);
    reason.status = status;
    /* Where that fails it is stopped. */
    if (reading->stopped == LODE_OK && status != LODE_OK) {
        (void)deliver(place, &reason, error);
    } else if (reading->stopped == LODE_OK && place->documents == before && reading->members > members) {
        lode_error_set(&reason, LODE_ERROR_ENCODING, "no reader takes any of the files in it");
        (void)deliver(place, &reason, error);
    } else if (reading->stopped == LODE_OK && (place->documents == before || !lode_record_is_blank(&place->record))) {
        (void)deliver(place, NULL, error);
    }
    lode_note_plugin(reading->engine->activity, NULL);
    return is_stopped(reading, error);
}

static bool is_blank(const char *line, size_t length) {
    return strspn(line, " \t\r") >= length;
}

/* A file of lines that was not cut into them: one in another file, or a program's. */
static lode_status read_lines(lode_place *place, const lode_handle *handle, const lode_input *input, lode_error *error) {
    lode_input line = *input;
    size_t left = input->length;
    lode_status status = LODE_OK;

    for (; status == LODE_OK && left; left -= line.length, line.bytes += line.length) {
        const unsigned char *end = memchr(line.bytes, '\n', left);

        line.length = end ? (size_t)(end - line.bytes) : left;
        place->line = ++line.line;
        if (!is_blank((const char *)line.bytes, line.length))
            status = read_input(place, handle, &line, error);
        line.length += end != NULL;
    }
    return status;
}

static lode_status open_reader(lode *engine, const lode_plugin *reader, lode_handle **handle, lode_error *error) {
    lode_settings settings;

    lode_engine_settings(engine, reader, &settings);
    return lode_handles_reader(&engine->handles, reader, &settings, handle, error);
}

static lode_status read_place(lode_place *place, const lode_input *input, lode_error *error) {
    lode_reading *reading = place->record.reading;
    lode_handle *handle;
    lode_status status = open_reader(reading->engine, place->reader, &handle, error);

    if (status != LODE_OK)
        return stop(reading, status, error, NULL);
    place->line = input->line;
    if (place->reader->reader->framing == LODE_FRAME_LINE && !input->line)
        return read_lines(place, handle, input, error);
    return read_input(place, handle, input, error);
}

lode_status lode_reading_run(lode_reading *reading, const lode_plugin *reader, const lode_input *input, lode_error *error) {
    lode_place place = {.record = {.arena = &reading->engine->arena, .reading = reading}, .reader = reader};
    lode_status status = read_place(&place, input, error);

    lode_buffer_free(&reading->added);
    lode_buffer_free(&reading->marks);
    return status == LODE_END ? LODE_OK : status;
}

/* Why a file in this one is not read; its status is LODE_OK where it is. */
static void consider_member(lode_place *place, size_t length, lode_error *reason) {
    lode_reading *reading = place->record.reading;

    reason->status = LODE_OK;
    if (place->depth == LODE_NESTING_MOST)
        lode_error_set(reason, LODE_ERROR_LIMIT, "files lie in one another more than %d deep", LODE_NESTING_MOST);
    else if (reading->members == LODE_MEMBERS_MOST)
        lode_error_set(reason, LODE_ERROR_LIMIT, "there are more than %d files in it; the others are left out",
                       LODE_MEMBERS_MOST);
    else if (length > lode_record_room(&place->record))
        lode_record_refuse_size(&place->record, reason);
}

static bool has_ending(const char *name) {
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name, *dot = strrchr(base, '.');

    return dot && dot != base && dot[1];
}

/* Names a file in another one as failed. */
static lode_status refuse_member(lode_place *inner, const lode_error *reason, lode_error *error) {
    lode_status status = begin(inner, error);

    return status == LODE_OK ? deliver(inner, reason, error) : stop(inner->record.reading, status, error, NULL);
}

/* Reads a file in another one by the reader that fits it; `inner` is its place, without the reader yet. */
static lode_status read_member(lode_place *inner, const lode_input *input, lode_error *error) {
    lode *engine = inner->record.reading->engine;
    lode_error reason;

    inner->reader = lode_engine_reader_of(engine, input);
    if (!inner->reader && has_ending(input->file)) {
        if (engine->pass) /* as such files in folders are passed over */
            engine->pass(engine->pass_context, inner->record.reading->name, inner->prefix);
        return LODE_OK;
    }
    if (!inner->reader && lode_engine_reader(engine, NULL, &inner->reader, &reason) != LODE_OK)
        return refuse_member(inner, &reason, error);
    return read_place(inner, input, error);
}

static lode_status enter_member(lode_place *inner, const lode_input *input, const lode_error *refused, lode_error *error) {
    lode_reading *reading = inner->record.reading;
    lode_status status;

    if (refused->status == LODE_OK) {
        reading->room -= input->length;
        return read_member(inner, input, error);
    }
    status = refuse_member(inner, refused, error);
    if (status == LODE_OK && reading->members > LODE_MEMBERS_MOST)
        return stop(reading, LODE_END, refused, error);
    return status;
}

lode_status lode_record_member(lode_record *record, const char *name, const unsigned char *bytes, size_t length,
                               lode_error *error) {
    lode_place *place = (lode_place *)record;
    lode_reading *reading = record->reading;
    lode_input input = {.file = name, .bytes = bytes, .length = length, .encoding = reading->about->encoding};
    lode_place inner = {.record = {.arena = record->arena, .reading = reading},
                        .reader = place->reader,
                        .depth = place->depth + 1,
                        .date = place->date,
                        .time = place->time,
                        .date_known = place->date_known};
    lode_buffer prefix = {0};
    lode_error refused, own;
    lode_status status;

    if (!error)
        error = &own;
    status = is_stopped(reading, error);
    if (status != LODE_OK)
        return status;
    if (!lode_record_is_blank(record))
        return lode_error_set(error, LODE_ERROR_USAGE, "a file in this one was handed over before the document was finished");
    consider_member(place, length, &refused);
    reading->members++;
    lode_buffer_format(&prefix, "%s%s%s", place->prefix ? place->prefix : "", place->prefix ? "/" : "", name);
    inner.prefix = prefix.bytes;
    if (prefix.failed)
        status = stop(reading, lode_error_no_memory(error), error, NULL);
    else
        status = enter_member(&inner, &input, &refused, error);
    lode_buffer_free(&prefix);
    place->documents += inner.documents;
    if (status == LODE_OK)
        status = begin(place, error);
    lode_note_plugin(reading->engine->activity, place->reader);
    return status;
}

lode_status lode_record_include(lode_record *record, const char *name, const unsigned char *bytes, size_t length,
                                lode_error *error) {
    lode_reading *reading = record->reading;
    lode *engine = reading->engine;
    const lode_input input = {.file = name, .bytes = bytes, .length = length, .encoding = reading->about->encoding};
    const lode_plugin *reader = lode_engine_reader_of(engine, &input);
    lode_handle *handle;
    lode_error own;
    lode_status status;

    if (!error)
        error = &own;
    status = is_stopped(reading, error);
    if (status != LODE_OK)
        return status;
    if (!reader || reader->reader->framing != LODE_FRAME_FILE)
        return LODE_DECLINED;
    status = open_reader(engine, reader, &handle, error);
    if (status != LODE_OK)
        return stop(reading, status, error, NULL);
    lode_note_plugin(engine->activity, reader);
    status = reader->reader->read(handle->state, &input, record, error);
    lode_note_plugin(engine->activity, ((lode_place *)record)->reader);
    return status;
}

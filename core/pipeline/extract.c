/* SPDX-License-Identifier: MIT */
/* The way of one document: from bytes to a result. */
#include "pipeline/facts.h"
#include "pipeline/reading.h"
#include "pipeline/rule_sets.h"
#include "text/language_tag.h"

#include <string.h>

/* The memory of one document that is kept for the next. */
enum { KEPT_MEMORY = 8 << 20 };

/* Copies a string into the arena where there is one; false where memory ran out. */
static bool copy(lode_arena *arena, const char *string, const char **to) {
    *to = string ? lode_arena_copy(arena, string, strlen(string)) : NULL;
    return *to || !string;
}

lode_status lode_document_begin(lode *engine, const char *name, uint64_t line, lode_error *error) {
    lode_arena_reset(&engine->arena, KEPT_MEMORY);
    engine->documents++;
    engine->result = (lode_result){.line = line};
    return copy(&engine->arena, name, &engine->result.document) ? LODE_OK : lode_error_no_memory(error);
}

lode_status lode_document_fail(lode *engine, const lode_error *reason, const lode_plugin *plugin, lode_error *error) {
    lode_result *result = &engine->result;
    size_t length = strlen(reason->message), advice = strlen(reason->advice);
    char *message = lode_arena_allocate(&engine->arena, length + advice + 3);

    if (!message || reason->status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    memcpy(message, reason->message, length + 1);
    if (advice) {
        memcpy(message + length, "; ", 2);
        memcpy(message + length + 2, reason->advice, advice + 1);
    }
    result->status = reason->status;
    result->message = message;
    result->plugin = plugin ? plugin->name : NULL;
    return LODE_OK;
}

static bool has_tables(const lode_record *record) {
    for (size_t i = 0; i < record->mark_count; i++)
        if (record->marks[i].kind == LODE_MARK_TABLE)
            return true;
    return false;
}

/* Who tells tables apart does not wrap paragraphs either, and rows of one cell look as if they were lines of one. */
static lode_line_ends line_ends(const lode *engine, const lode_record *record) {
    bool kept = engine->line_ends == LODE_LINE_ENDS_AUTO && has_tables(record);

    return kept ? LODE_LINE_ENDS_KEEP : engine->line_ends;
}

static lode_status choose_rules(lode_extraction *extraction, const lode_record *record, const char *language,
                                lode_error *error) {
    lode *engine = extraction->engine;
    lode_text *text = &extraction->document.text;
    lode_paragraph_options layout = {.line_ends = line_ends(engine, record)};
    lode_rule_set *set;
    lode_status status = lode_rule_sets_gather(engine, error);

    if (status == LODE_OK)
        status = lode_text_compose(text, &engine->arena, error);
    if (status == LODE_OK)
        status = lode_rule_sets_choose(engine, &language, text->bytes, text->length, &set, error);
    if (status != LODE_OK)
        return status;
    extraction->rules = set;
    engine->result.language = language;
    layout.hyphenation = set->hyphenation;
    return lode_text_normalise(text, &engine->arena, &layout, set->folds, error);
}

lode_status lode_document_extract(lode *engine, const lode_record *record, const lode_about *about, lode_error *error) {
    lode_extraction extraction = {.engine = engine,
                                  .document = {.arena = &engine->arena,
                                               .text = record->text,
                                               .date = record->date,
                                               .date_known = record->date_known,
                                               .time = record->time,
                                               .prefer = engine->prefer,
                                               .observed = engine->observer != NULL}};
    const char *language;
    lode_status status;

    if (about->date) {
        if (lode_day_parse(about->date, strlen(about->date), &extraction.document.date) != LODE_OK) {
            lode_error_set(error, LODE_ERROR_USAGE, "'%s' is not a date", about->date);
            lode_error_advise(error, "write the day as YYYY-MM-DD");
            return LODE_ERROR_USAGE;
        }
        extraction.document.date_known = true;
        extraction.document.time = lode_time_parse(about->date, strlen(about->date));
    }
    if (about->language && about->language[0] && !lode_language_is_tag(about->language)) {
        lode_error_set(error, LODE_ERROR_USAGE, "'%s' is no language tag", about->language);
        lode_error_advise(error, "write it as in BCP 47, such as 'vi' or 'en-GB'");
        return LODE_ERROR_USAGE;
    }
    if (!copy(&engine->arena, about->language && about->language[0] ? about->language : record->language, &language))
        return lode_error_no_memory(error);
    status = choose_rules(&extraction, record, language, error);
    if (status == LODE_OK && !lode_document_place_marks(&extraction.document, record->marks, record->mark_count))
        return lode_error_no_memory(error);
    if (status == LODE_OK)
        status = lode_extraction_run(&extraction, error);
    if (status == LODE_OK &&
        (lode_extraction_try(&extraction, LODE_STAGE_FACTS) != LODE_OK || lode_facts_find(&extraction) != LODE_OK))
        status = lode_error_no_memory(error);
    return status == LODE_OK ? lode_extraction_finish(&extraction, error) : status;
}

static const lode_about nothing_known = {0};

lode_status lode_extract_text(lode *engine, const char *text, size_t length, const lode_about *about,
                              const lode_result **result, lode_error *error) {
    lode_record record = {.arena = &engine->arena};
    lode_error reason;
    lode_status status;

    *result = NULL;
    if (!about)
        about = &nothing_known;
    status = lode_document_begin(engine, about->name ? about->name : "-", 0, error);
    if (status != LODE_OK)
        return status;
    status = lode_record_set_text(&record, text, length, &reason);
    status = status == LODE_OK ? lode_document_extract(engine, &record, about, error)
                               : lode_document_fail(engine, &reason, NULL, error);
    if (status == LODE_OK)
        *result = &engine->result;
    return status;
}

lode_status lode_extract(lode *engine, const lode_input *input, const lode_about *about, lode_take_function *take,
                         void *context, lode_error *error) {
    static const lode_attempt none = {0};

    return lode_extract_rest(engine, input, about, &none, take, context, error);
}

lode_status lode_extract_rest(lode *engine, const lode_input *input, const lode_about *about, const lode_attempt *before,
                              lode_take_function *take, void *context, lode_error *error) {
    lode_input frame = *input;
    lode_reading reading = {
        .engine = engine, .about = about ? about : &nothing_known, .before = *before, .take = take, .context = context};
    const lode_plugin *reader = NULL;
    lode_error own;
    lode_status status = LODE_OK;

    if (!error)
        error = &own;
    if (reading.about->encoding)
        frame.encoding = reading.about->encoding;
    if (reading.about->name)
        frame.file = reading.about->name;
    reading.name = frame.file ? frame.file : "-";
    reading.room = lode_engine_room(engine, frame.length);
    if (!reading.about->reader)
        reader = lode_engine_reader_of(engine, &frame);
    if (!reader)
        status = lode_engine_reader(engine, reading.about->reader, &reader, error);
    return status == LODE_OK ? lode_reading_run(&reading, reader, &frame, error) : status;
}

/* SPDX-License-Identifier: MIT */
#include "batch/answer.h"

#include "batch/delivery.h"
#include "batch/writing.h"
#include "text/utf8.h"

#include <string.h>

/* Room for the answer to the smallest document, and for every byte of a larger one. */
enum { LEAST_LIMIT = 16 << 20, LIMIT_FACTOR = 64 };

size_t lode_answer_limit(size_t message_length) {
    return message_length < (SIZE_MAX - LEAST_LIMIT) / LIMIT_FACTOR ? LEAST_LIMIT + message_length * LIMIT_FACTOR : SIZE_MAX;
}

/* ---- Putting ------------------------------------------------------------------------------------------------------- */

static size_t begin(lode_buffer *out, lode_message_kind kind, uint64_t number, uint64_t records) {
    size_t begun = lode_message_begin(out, kind);

    lode_message_put(out, number);
    lode_message_put(out, records);
    return begun;
}

size_t lode_answer_begin(lode_buffer *out, uint64_t number, uint64_t records) {
    return begin(out, LODE_MESSAGE_ANSWER, number, records);
}

size_t lode_answer_begin_part(lode_buffer *out, uint64_t number) {
    return begin(out, LODE_MESSAGE_PART, number, 1);
}

void lode_passed_add(lode_passed *passed, const char *name) {
    size_t length = passed->names.length;

    passed->count++;
    if (passed->named + 1 < passed->count || passed->named == LODE_ANSWER_MOST_NAMES)
        return; /* those that are named come first */
    lode_message_put_string(&passed->names, name);
    if (passed->names.length <= LODE_ANSWER_NAMES_LENGTH && !passed->names.failed)
        passed->named++;
    else
        lode_buffer_cut(&passed->names, length);
}

void lode_passed_clear(lode_passed *passed) {
    lode_buffer_clear(&passed->names);
    passed->count = passed->named = 0;
}

void lode_answer_put_end(lode_buffer *out, uint64_t number, const lode_passed *passed) {
    size_t begun = begin(out, LODE_MESSAGE_ANSWER, number, 0);

    lode_message_put(out, passed->count);
    lode_message_put(out, passed->named);
    lode_buffer_append(out, passed->names.bytes ? passed->names.bytes : "", passed->names.length);
    lode_message_end(out, begun);
}

/* Whoever makes a message may quote anything in it. */
static void put_report(void *out, const lode_error *error) {
    lode_buffer text = {0};

    lode_utf8_append_valid(&text, error->message, strlen(error->message));
    lode_message_put(out, error->status);
    lode_message_put_string(out, text.bytes);
    lode_buffer_free(&text);
}

void lode_answer_put(lode_buffer *out, lode_tally *types, const lode_result *result, const char *bytes, size_t length) {
    lode_message_put(out, result->status);
    lode_message_put_string(out, lode_plugin_at_fault(result));
    lode_tally_clear(types);
    for (size_t i = 0; i < result->entity_count; i++)
        lode_tally_add(types, result->entities[i].type, 1);
    lode_message_put(out, types->count);
    for (size_t i = 0; i < types->count; i++) {
        lode_message_put_string(out, types->entries[i].name);
        lode_message_put(out, types->entries[i].count);
    }
    lode_message_put(out, (result->status != LODE_OK) + result->problem_count);
    lode_report_result(result, put_report, out);
    lode_message_put_bytes(out, bytes, length);
}

/* ---- Looking through ----------------------------------------------------------------------------------------------- */

static bool is_status(uint64_t status) {
    return status == LODE_OK || (status >= LODE_ERROR_USAGE && status <= LODE_ERROR_INTERNAL);
}

static const lode_plugin *find_plugin(const lode_registry *registry, const char *name) {
    for (size_t i = 0; name && i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && strcmp(plugin->name, name) == 0)
            return plugin;
    }
    return NULL;
}

static const char *types_fault(lode_message *answer, const lode_answer_terms *terms) {
    uint64_t types = lode_message_get(answer);

    if (types > terms->types->count)
        return "counts more types of entities than there are";
    for (uint64_t i = 0; i < types && !answer->bad; i++) {
        const char *type = lode_message_get_string(answer);

        if (!type || !lode_tally_has(terms->types, type))
            return "counts entities of a type that no rule has";
        if (lode_message_get(answer) > terms->most_found)
            return "counts more entities than the document has room for";
    }
    return NULL;
}

static const char *reports_fault(lode_message *answer, lode_status status) {
    uint64_t reports = lode_message_get(answer);

    if (status != LODE_OK && !reports)
        return "gives no reason for the failure";
    for (uint64_t i = 0; i < reports && !answer->bad; i++) {
        uint64_t reason = lode_message_get(answer);
        const char *text = lode_message_get_string(answer);

        if (!is_status(reason) || (text && lode_utf8_check(text, strlen(text)) != strlen(text)))
            return "gives a reason that is none";
    }
    return NULL;
}

static const char *record_fault(lode_message *answer, const lode_answer_terms *terms) {
    uint64_t status = lode_message_get(answer);
    const char *plugin = lode_message_get_string(answer), *bytes, *fault;
    size_t length;

    if (!is_status(status) || (terms->failure && status == LODE_OK))
        return "has a status that it cannot have";
    if (plugin && !find_plugin(terms->registry, plugin))
        return "names a plugin that there is not";
    fault = types_fault(answer, terms);
    if (!fault)
        fault = reports_fault(answer, (lode_status)status);
    if (fault)
        return fault;
    bytes = lode_message_get_bytes(answer, &length);
    return lode_writing_fault(terms->lines, bytes, length);
}

/* Whether an answer may have so many records. */
static bool can_have(const lode_answer_terms *terms, lode_message_kind kind, uint64_t records) {
    if (terms->single)
        return kind == LODE_MESSAGE_ANSWER && records == 1;
    return terms->records + records <= LODE_ANSWER_MOST_RECORDS &&
           (records == 1 || (records == 0 && kind == LODE_MESSAGE_ANSWER));
}

/* What comes behind the documents of a frame: it has had one, or a file that was passed over. */
static const char *passed_fault(lode_message *answer, const lode_answer_terms *terms) {
    uint64_t count = lode_message_get(answer), named = lode_message_get(answer);

    if (!(terms->records + count))
        return "has too many records or none";
    if (count > LODE_ANSWER_MOST_RECORDS || named > count || named > LODE_ANSWER_MOST_NAMES ||
        answer->left > LODE_ANSWER_NAMES_LENGTH)
        return "names too many files";
    for (; named && !answer->bad; named--)
        lode_message_get_string(answer);
    return NULL;
}

const char *lode_answer_fault(lode_message answer, const lode_answer_terms *terms) {
    uint64_t number = lode_message_get(&answer), records = lode_message_get(&answer);
    const char *fault = NULL;

    if (number != terms->number)
        return "is for another document";
    if (!can_have(terms, answer.kind, records))
        return "has too many records or none";
    for (uint64_t i = 0; !fault && i < records && !answer.bad; i++)
        fault = record_fault(&answer, terms);
    if (!records)
        fault = passed_fault(&answer, terms);
    if (answer.bad)
        return "is cut short";
    return fault ? fault : answer.left ? "is longer than it should be" : NULL;
}

/* ---- Taking -------------------------------------------------------------------------------------------------------- */

uint64_t lode_answer_records(lode_message *answer) {
    lode_message_get(answer);
    return lode_message_get(answer);
}

void lode_answer_take(lode_message *answer, const lode_registry *registry, lode_tally *types, lode_answer_record *record) {
    uint64_t count;

    record->status = (lode_status)lode_message_get(answer);
    record->plugin = find_plugin(registry, lode_message_get_string(answer));
    count = lode_message_get(answer);
    for (uint64_t i = 0; i < count && !answer->bad; i++) {
        const char *type = lode_message_get_string(answer);

        lode_tally_add(types, type, lode_message_get(answer));
    }
    record->report_count = lode_message_get(answer);
    record->failed = record->report_count > 0;
    record->reports = answer->at;
    for (uint64_t i = 0; i < record->report_count && !answer->bad; i++) {
        lode_message_get(answer);
        lode_message_get_string(answer);
    }
    record->reports_length = (size_t)(answer->at - record->reports);
    record->bytes = lode_message_get_bytes(answer, &record->length);
}

void lode_answer_take_passed(lode_message *answer, lode_passed *passed) {
    if (!answer->left)
        return;
    passed->count += lode_message_get(answer);
    passed->named += lode_message_get(answer);
    lode_buffer_append(&passed->names, answer->at, answer->left);
    answer->at += answer->left;
    answer->left = 0;
}

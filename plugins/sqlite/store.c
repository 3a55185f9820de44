/* SPDX-License-Identifier: MIT */
#include "store.h"

#include <stdlib.h>
#include <string.h>

lode_status sqlite_fail(sqlite3 *database, lode_error *error) {
    bool memory = !database || sqlite3_errcode(database) == SQLITE_NOMEM;

    if (memory)
        return lode_error_no_memory(error);
    return lode_error_set(error, LODE_ERROR_IO, "the database cannot be written: %s", sqlite3_errmsg(database));
}

lode_status sqlite_store_open(sqlite_store *store, sqlite3 *database, lode_error *error) {
    static const char *const INSERTS[STORE_COUNT] = {[STORE_DOCUMENT] = "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?)",
                                                     [STORE_PROBLEM] = "INSERT INTO problems VALUES (?,?,?,?)",
                                                     [STORE_METADATA] = "INSERT INTO metadata VALUES (?,?,?)",
                                                     [STORE_SENTENCE] = "INSERT INTO sentences VALUES (?,?,?,?,?)",
                                                     [STORE_ENTITY] = "INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?)",
                                                     [STORE_ATTRIBUTE] = "INSERT INTO attributes VALUES (?,?,?,?,?)",
                                                     [STORE_FACT] = "INSERT INTO facts VALUES (?,?,?,?,?,?,?)",
                                                     [STORE_PART] = "INSERT INTO parts VALUES (?,?,?,?,?,?,?,?,?)"};

    store->database = database;
    for (size_t i = 0; i < STORE_COUNT; i++)
        if (sqlite3_prepare_v2(database, INSERTS[i], -1, &store->inserts[i], NULL) != SQLITE_OK)
            return sqlite_fail(database, error);
    return LODE_OK;
}

void sqlite_store_close(sqlite_store *store) {
    for (size_t i = 0; i < STORE_COUNT; i++)
        sqlite3_finalize(store->inserts[i]);
    free(store->rows);
}

/* ---- Binding ---------------------------------------------------------------------------------------------------- */

static void bind_text(sqlite3_stmt *insert, int column, const char *text, size_t length) {
    if (text)
        sqlite3_bind_text64(insert, column, text, length, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(insert, column);
}

static void bind_string(sqlite3_stmt *insert, int column, const char *text) {
    bind_text(insert, column, text, text ? strlen(text) : 0);
}

static void bind_row(sqlite3_stmt *insert, int column, sqlite3_int64 row) {
    if (row)
        sqlite3_bind_int64(insert, column, row);
    else
        sqlite3_bind_null(insert, column);
}

static void bind_offset(sqlite3_stmt *insert, int column, size_t offset) {
    sqlite3_bind_int64(insert, column, (sqlite3_int64)offset);
}

/* A value and, behind it, whether it is a number. */
static void bind_value(sqlite3_stmt *insert, int column, const lode_value *value) {
    char number[LODE_DECIMAL_TEXT_MAX];
    int64_t integer;

    sqlite3_bind_int(insert, column + 1, value->kind == LODE_VALUE_NUMBER);
    if (value->kind != LODE_VALUE_NUMBER)
        bind_text(insert, column, value->kind == LODE_VALUE_TEXT ? value->text : NULL, value->length);
    else if (lode_decimal_to_integer(value->number, &integer))
        sqlite3_bind_int64(insert, column, integer);
    else
        sqlite3_bind_text64(insert, column, number, lode_decimal_format(value->number, number), SQLITE_TRANSIENT, SQLITE_UTF8);
}

static lode_status run(sqlite_store *store, sqlite3_stmt *insert, lode_error *error) {
    int status = sqlite3_step(insert);

    sqlite3_reset(insert);
    return status == SQLITE_DONE ? LODE_OK : sqlite_fail(store->database, error);
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

static lode_status add_document(sqlite_store *store, const lode_result *result, lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_DOCUMENT];
    bool failed = result->status != LODE_OK;

    bind_row(insert, 1, ++store->document);
    bind_string(insert, 2, result->document);
    bind_string(insert, 3, result->id);
    bind_row(insert, 4, (sqlite3_int64)result->line);
    bind_string(insert, 5, result->part);
    bind_string(insert, 6, result->title);
    bind_string(insert, 7, result->language);
    bind_string(insert, 8, result->date);
    bind_string(insert, 9, failed ? lode_status_name(result->status) : NULL);
    bind_string(insert, 10, failed ? result->message : NULL);
    return run(store, insert, error);
}

static lode_status add_problem(sqlite_store *store, const lode_problem *problem, lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_PROBLEM];

    bind_row(insert, 1, store->document);
    bind_string(insert, 2, lode_status_name(problem->status));
    bind_string(insert, 3, problem->message);
    bind_string(insert, 4, problem->rule);
    return run(store, insert, error);
}

static lode_status add_metadata(sqlite_store *store, const lode_attribute *metadata, lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_METADATA];

    bind_row(insert, 1, store->document);
    bind_string(insert, 2, metadata->name);
    bind_text(insert, 3, metadata->value.text, metadata->value.length);
    return run(store, insert, error);
}

/* The row of the sentence that an offset is in, which is made where it is not there; 0: none. */
static lode_status find_sentence(sqlite_store *store, const lode_result *result, size_t offset, sqlite3_int64 *row,
                                 lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_SENTENCE];
    const lode_text_sentence *sentence;
    size_t low = 0, high = result->sentence_count;

    *row = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (result->sentences[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == result->sentence_count || result->sentences[low].start > offset)
        return LODE_OK;
    sentence = &result->sentences[low];
    *row = store->rows[low];
    if (*row)
        return LODE_OK;
    *row = store->rows[low] = ++store->sentence;
    bind_row(insert, 1, *row);
    bind_row(insert, 2, store->document);
    bind_offset(insert, 3, sentence->start);
    bind_offset(insert, 4, sentence->end);
    bind_text(insert, 5, sentence->text, sentence->length);
    return run(store, insert, error);
}

static lode_status add_attributes(sqlite_store *store, const lode_entity *entity, lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_ATTRIBUTE];
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < entity->attribute_count; i++) {
        bind_row(insert, 1, store->entity);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)i + 1);
        bind_string(insert, 3, entity->attributes[i].name);
        bind_value(insert, 4, &entity->attributes[i].value);
        status = run(store, insert, error);
    }
    return status;
}

static lode_status add_entity(sqlite_store *store, const lode_result *result, const lode_entity *entity, lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_ENTITY];
    sqlite3_int64 sentence;
    lode_status status = find_sentence(store, result, entity->start, &sentence, error);

    if (status != LODE_OK)
        return status;
    bind_row(insert, 1, ++store->entity);
    bind_row(insert, 2, store->document);
    bind_string(insert, 3, entity->type);
    bind_offset(insert, 4, entity->start);
    bind_offset(insert, 5, entity->end);
    bind_row(insert, 6, entity->page);
    bind_text(insert, 7, entity->text, entity->length);
    bind_string(insert, 8, entity->rule);
    bind_row(insert, 9, sentence);
    status = run(store, insert, error);
    return status == LODE_OK ? add_attributes(store, entity, error) : status;
}

/* `first` is the row before the document's first entity. */
static lode_status add_part(sqlite_store *store, const lode_fact_part *part, size_t position, sqlite3_int64 first,
                            lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_PART];

    sqlite3_clear_bindings(insert);
    bind_row(insert, 1, store->fact);
    sqlite3_bind_int64(insert, 2, (sqlite3_int64)position);
    bind_string(insert, 3, part->name);
    if (part->entity >= 0)
        bind_row(insert, 4, first + part->entity + 1);
    if (part->text) {
        bind_offset(insert, 5, part->start);
        bind_offset(insert, 6, part->end);
        bind_text(insert, 7, part->text, part->length);
    }
    bind_value(insert, 8, &part->value);
    return run(store, insert, error);
}

static lode_status add_fact(sqlite_store *store, const lode_result *result, const lode_fact *fact, sqlite3_int64 first,
                            lode_error *error) {
    sqlite3_stmt *insert = store->inserts[STORE_FACT];
    sqlite3_int64 sentence;
    lode_status status = find_sentence(store, result, fact->start, &sentence, error);

    if (status != LODE_OK)
        return status;
    bind_row(insert, 1, ++store->fact);
    bind_row(insert, 2, store->document);
    bind_string(insert, 3, fact->type);
    bind_offset(insert, 4, fact->start);
    bind_offset(insert, 5, fact->end);
    bind_string(insert, 6, fact->rule);
    bind_row(insert, 7, sentence);
    status = run(store, insert, error);
    for (size_t i = 0; status == LODE_OK && i < fact->part_count; i++)
        status = add_part(store, &fact->parts[i], i + 1, first, error);
    return status;
}

static bool forget_sentences(sqlite_store *store, size_t count) {
    if (count > store->row_capacity) {
        sqlite3_int64 *rows = realloc(store->rows, count * sizeof *rows);

        if (!rows)
            return false;
        store->rows = rows;
        store->row_capacity = count;
    }
    if (count)
        memset(store->rows, 0, count * sizeof *store->rows);
    return true;
}

lode_status sqlite_store_add(sqlite_store *store, const lode_result *result, lode_error *error) {
    sqlite3_int64 first = store->entity;
    lode_status status;

    if (!forget_sentences(store, result->sentence_count))
        return lode_error_no_memory(error);
    status = add_document(store, result, error);
    for (size_t i = 0; status == LODE_OK && i < result->problem_count; i++)
        status = add_problem(store, &result->problems[i], error);
    for (size_t i = 0; status == LODE_OK && i < result->metadata_count; i++)
        status = add_metadata(store, &result->metadata[i], error);
    for (size_t i = 0; status == LODE_OK && i < result->entity_count; i++)
        status = add_entity(store, result, &result->entities[i], error);
    for (size_t i = 0; status == LODE_OK && i < result->fact_count; i++)
        status = add_fact(store, result, &result->facts[i], first, error);
    return status;
}

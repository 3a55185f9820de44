/* SPDX-License-Identifier: MIT */
#include "sheets/sheets.h"

#include "base/room.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_SHEETS = 1000, LONGEST_NAME = 31 };

#define BIT(column) (UINT32_C(1) << COLUMN_##column)
#define DOCUMENT_BITS (BIT(DOCUMENT) | BIT(ID) | BIT(LINE) | BIT(PART) | BIT(TITLE))
#define PLACE_BITS (DOCUMENT_BITS | BIT(PAGE) | BIT(START) | BIT(END))

/* ---- Sheets ----------------------------------------------------------------------------------------------------- */

static bool is_taken(const lode_sheets *sheets, const char *name) {
    for (size_t i = 0; i < sheets->count; i++)
        if (strcasecmp(sheets->sheets[i]->name, name) == 0)
            return true;
    return false;
}

/* A name for a sheet or file: the type's, with a number behind it where another has that. NULL where memory ran out. */
static const char *name_sheet(lode_sheets *sheets, const char *type) {
    char name[LONGEST_NAME + 1];
    size_t length = 0;

    for (; length < LONGEST_NAME && type[length]; length++) {
        unsigned char byte = (unsigned char)type[length];
        bool plain = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '-';

        name[length] = plain ? (char)byte : '_';
    }
    if (!length)
        name[length++] = '_';
    name[length] = '\0';
    for (unsigned i = 2; is_taken(sheets, name); i++) {
        size_t kept = length < LONGEST_NAME - 6 ? length : LONGEST_NAME - 6;

        snprintf(name + kept, sizeof name - kept, "_%u", i);
    }
    return lode_arena_copy(&sheets->arena, name, strlen(name));
}

static lode_status add_sheet(lode_sheets *sheets, lode_sheet_kind kind, const char *type, uint32_t shown, lode_error *error) {
    sheet_making *sheet, **more;

    if (sheets->count == MOST_SHEETS)
        return lode_error_set(error, LODE_ERROR_OVERFLOW, "there are more than %d types", MOST_SHEETS);
    more = lode_room(sheets->sheets, sheets->count, &sheets->capacity, sizeof(sheet_making *));
    if (!more)
        return lode_error_no_memory(error);
    sheets->sheets = more;
    sheet = calloc(1, sizeof *sheet);
    if (!sheet)
        return lode_error_no_memory(error);
    sheet->kind = kind;
    sheet->arena = &sheets->arena;
    sheet->shown = shown;
    sheet->type = lode_arena_copy(&sheets->arena, type, strlen(type));
    sheet->name = name_sheet(sheets, type);
    sheets->sheets[sheets->count++] = sheet;
    return sheet->type && sheet->name ? sheet_open(sheet, error) : lode_error_no_memory(error);
}

/* The first columns of a sheet of entities or facts. */
static uint32_t type_bits(const lode_sheets *sheets) {
    return PLACE_BITS | BIT(RULE) | (sheets->options.with_sentences ? BIT(SENTENCE) : 0) |
           (sheets->options.type ? BIT(ERROR) : 0);
}

lode_status lode_sheets_open(const lode_sheets_options *options, lode_sheets **sheets, lode_error *error) {
    lode_sheets *made = calloc(1, sizeof *made);
    lode_status status = LODE_OK;

    *sheets = made;
    if (!made)
        return lode_error_no_memory(error);
    made->options = *options;
    if (!options->type)
        status = add_sheet(made, LODE_SHEET_DOCUMENTS, "documents",
                           DOCUMENT_BITS | BIT(LANGUAGE) | BIT(DATE) | BIT(ENTITIES) | BIT(FACTS) | BIT(ERROR), error);
    if (status == LODE_OK && !options->type)
        status =
            add_sheet(made, LODE_SHEET_SENTENCES, "sentences", DOCUMENT_BITS | BIT(START) | BIT(END) | BIT(SENTENCE), error);
    if (status == LODE_OK && options->type)
        status = add_sheet(made, LODE_SHEET_ENTITIES, options->type, type_bits(made), error);
    if (status != LODE_OK) {
        lode_sheets_close(made);
        *sheets = NULL;
    }
    return status;
}

void lode_sheets_close(lode_sheets *sheets) {
    if (!sheets)
        return;
    for (size_t i = 0; i < sheets->count; i++) {
        sheet_close(sheets->sheets[i]);
        free(sheets->sheets[i]);
    }
    free(sheets->sheets);
    free(sheets->columns);
    free(sheets->shown);
    lode_arena_free(&sheets->arena);
    free(sheets);
}

/* The sheet of a type; NULL in *found where it is not asked for. Where it alone is, it is for entities and facts alike. */
static lode_status sheet_of(lode_sheets *sheets, lode_sheet_kind kind, const char *type, sheet_making **found,
                            lode_error *error) {
    uint32_t shown = type_bits(sheets) | (kind == LODE_SHEET_ENTITIES ? BIT(TEXT) : 0);
    lode_status status;

    *found = NULL;
    if (sheets->options.type && strcmp(type, sheets->options.type) != 0)
        return LODE_OK;
    for (size_t i = 0; i < sheets->count; i++)
        if ((sheets->sheets[i]->kind == kind || sheets->options.type) && strcmp(sheets->sheets[i]->type, type) == 0) {
            *found = sheets->sheets[i];
            (*found)->shown |= shown;
            return LODE_OK;
        }
    status = add_sheet(sheets, kind, type, shown, error);
    if (status == LODE_OK)
        *found = sheets->sheets[sheets->count - 1];
    return status;
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

/* A document whose rows are made, and which of its sentences have a row already. */
typedef struct adding {
    lode_sheets *sheets;
    const lode_result *result;
    size_t *sentences; /* their rows, from 1; 0: none yet; NULL: there are none */
} adding;

static void put_document(sheet_making *sheet, const lode_result *result) {
    sheet_put_string(sheet, COLUMN_DOCUMENT, result->document);
    sheet_put_string(sheet, COLUMN_ID, result->id);
    if (result->line)
        sheet_put_number(sheet, COLUMN_LINE, result->line);
    sheet_put_string(sheet, COLUMN_PART, result->part);
    sheet_put_string(sheet, COLUMN_TITLE, result->title);
}

/* The sentence that an offset is in; NULL: none. */
static const lode_text_sentence *sentence_at(const lode_result *result, size_t offset) {
    size_t low = 0, high = result->sentence_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (result->sentences[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < result->sentence_count && result->sentences[low].start <= offset ? &result->sentences[low] : NULL;
}

/* The row of a sentence, which is made where it is not there. */
static lode_status sentence_row(adding *at, const lode_text_sentence *sentence, size_t *row, lode_error *error) {
    size_t *known = at->sentences ? &at->sentences[sentence - at->result->sentences] : NULL;
    sheet_making *sheet;
    lode_status status;

    *row = known ? *known : 0;
    if (!known || *known)
        return LODE_OK;
    sheet = at->sheets->sheets[LODE_SHEET_SENTENCES];
    put_document(sheet, at->result);
    sheet_put_number(sheet, COLUMN_START, sentence->start);
    sheet_put_number(sheet, COLUMN_END, sentence->end);
    sheet_put_text(sheet, COLUMN_SENTENCE, sentence->text, sentence->length);
    status = sheet_end_row(sheet, 0, error);
    *row = *known = sheet->row_count;
    return status;
}

/* What an entity's and a fact's row have alike, and the row's end. */
static lode_status end_found(adding *at, sheet_making *sheet, size_t start, size_t end, const char *rule, lode_error *error) {
    const lode_text_sentence *sentence = sentence_at(at->result, start);
    size_t row = 0;
    lode_status status = LODE_OK;

    put_document(sheet, at->result);
    sheet_put_number(sheet, COLUMN_START, start);
    sheet_put_number(sheet, COLUMN_END, end);
    sheet_put_string(sheet, COLUMN_RULE, rule);
    if (sentence) {
        sheet_put_text(sheet, COLUMN_SENTENCE, sentence->text, sentence->length);
        status = sentence_row(at, sentence, &row, error);
    }
    return status == LODE_OK ? sheet_end_row(sheet, row, error) : status;
}

static lode_status put_attributes(sheet_making *sheet, const char *part, const lode_entity *entity, lode_error *error) {
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < entity->attribute_count; i++) {
        const lode_attribute *attribute = &entity->attributes[i];
        size_t column;

        status = part ? sheet_column(sheet, part, attribute->name, &column, error)
                      : sheet_column(sheet, attribute->name, NULL, &column, error);
        if (status == LODE_OK)
            sheet_put_value(sheet, column, &attribute->value);
    }
    return status;
}

static lode_status add_entity(adding *at, const lode_entity *entity, lode_error *error) {
    sheet_making *sheet;
    lode_status status = sheet_of(at->sheets, LODE_SHEET_ENTITIES, entity->type, &sheet, error);

    if (status != LODE_OK || !sheet)
        return status;
    sheet_put_text(sheet, COLUMN_TEXT, entity->text, entity->length);
    if (entity->page)
        sheet_put_number(sheet, COLUMN_PAGE, entity->page);
    status = put_attributes(sheet, NULL, entity, error);
    return status == LODE_OK ? end_found(at, sheet, entity->start, entity->end, entity->rule, error) : status;
}

static lode_status put_part(sheet_making *sheet, const lode_result *result, const lode_fact_part *part, lode_error *error) {
    size_t column;
    lode_status status = sheet_column(sheet, part->name, NULL, &column, error);

    if (status != LODE_OK)
        return status;
    if (part->value.kind != LODE_VALUE_NONE)
        sheet_put_value(sheet, column, &part->value);
    else
        sheet_put_text(sheet, column, part->text, part->length);
    return part->entity >= 0 ? put_attributes(sheet, part->name, &result->entities[part->entity], error) : LODE_OK;
}

static lode_status add_fact(adding *at, const lode_fact *fact, lode_error *error) {
    uint32_t page = 0;
    sheet_making *sheet;
    lode_status status = sheet_of(at->sheets, LODE_SHEET_FACTS, fact->type, &sheet, error);

    if (!sheet)
        return status;
    for (size_t i = 0; status == LODE_OK && i < fact->part_count; i++) {
        if (!page && fact->parts[i].entity >= 0)
            page = at->result->entities[fact->parts[i].entity].page;
        status = put_part(sheet, at->result, &fact->parts[i], error);
    }
    if (page)
        sheet_put_number(sheet, COLUMN_PAGE, page);
    return status == LODE_OK ? end_found(at, sheet, fact->start, fact->end, fact->rule, error) : status;
}

static void put_error(sheet_making *sheet, lode_status status, const char *message) {
    sheet_cell *cell = &sheet->cells[COLUMN_ERROR];

    sheet_put_string(sheet, COLUMN_ERROR, lode_status_name(status));
    lode_buffer_string(&cell->text, ": ");
    lode_buffer_string(&cell->text, message);
}

/* A row for the document; with one type alone, only where something failed. */
static lode_status add_document(adding *at, lode_error *error) {
    const lode_result *result = at->result;
    bool failed = result->status != LODE_OK || result->problem_count;
    sheet_making *sheet = at->sheets->options.type ? NULL : at->sheets->sheets[LODE_SHEET_DOCUMENTS];

    if (!sheet && failed)
        sheet = at->sheets->sheets[0];
    if (!sheet)
        return LODE_OK;
    put_document(sheet, result);
    sheet_put_string(sheet, COLUMN_LANGUAGE, result->language);
    sheet_put_string(sheet, COLUMN_DATE, result->date);
    sheet_put_number(sheet, COLUMN_ENTITIES, result->entity_count);
    sheet_put_number(sheet, COLUMN_FACTS, result->fact_count);
    if (result->status != LODE_OK)
        put_error(sheet, result->status, result->message);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(sheet, result->problems[i].status, result->problems[i].message);
    return sheet_end_row(sheet, 0, error);
}

lode_status lode_sheets_add(lode_sheets *sheets, const lode_result *result, lode_error *error) {
    adding at = {.sheets = sheets, .result = result};
    lode_status status;

    if (result->sentence_count && !sheets->options.type) {
        at.sentences = calloc(result->sentence_count, sizeof *at.sentences);
        if (!at.sentences)
            return lode_error_no_memory(error);
    }
    status = add_document(&at, error);
    for (size_t i = 0; status == LODE_OK && i < result->entity_count; i++)
        status = add_entity(&at, &result->entities[i], error);
    for (size_t i = 0; status == LODE_OK && i < result->fact_count; i++)
        status = add_fact(&at, &result->facts[i], error);
    free(at.sentences);
    return status;
}

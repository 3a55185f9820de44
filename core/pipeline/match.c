/* SPDX-License-Identifier: MIT */
#include "pipeline/match.h"

#include "rules/pack.h"
#include "rules/rule.h"
#include "values/roman.h"

#include <string.h>

/* The groups that a match took, or an item of it. */
struct groups {
    const size_t *bounds;
    size_t count;
};

static bool group_span(struct groups groups, const lode_marked_text *marked, size_t group, lode_span *place) {
    if (group >= groups.count || groups.bounds[2 * group] == SIZE_MAX)
        return false;
    place->start = groups.bounds[2 * group];
    place->end = groups.bounds[2 * group + 1];
    if (marked) {
        place->start = lode_marked_position(marked, place->start);
        /* An end behind a marker is the entity's end. */
        place->end = place->end > groups.bounds[2 * group] ? lode_marked_position(marked, place->end) : place->start;
    }
    return true;
}

static lode_status read_number(const lode_rule *rule, int reader, lode_value *value) {
    size_t used;
    lode_status status;

    if (reader == LODE_READ_ROMAN)
        return lode_roman_read(value->text, value->length, &value->number);
    status = lode_rule_read_number(rule, value->text, value->length, &value->number, &used);
    return status == LODE_OK && used != value->length ? LODE_DECLINED : status;
}

lode_status lode_capture_read(const lode_rule *rule, const lode_capture *capture, const char *text, size_t length,
                              lode_value *value, const char **reason) {
    const lode_value *entry;

    *value = (lode_value){.kind = LODE_VALUE_TEXT, .text = text, .length = length};
    switch (capture->kind) {
    case LODE_FIELD_NUMBER:
        if (read_number(rule, capture->reader, value) != LODE_OK) {
            *reason = "a number in it cannot be read";
            return LODE_DECLINED;
        }
        value->kind = LODE_VALUE_NUMBER;
        return LODE_OK;
    case LODE_FIELD_TABLE:
        /* The pattern has decided about the case already, perhaps by a (?i) of its own. */
        entry = lode_table_find(capture->table, value->text, value->length, true);
        if (!entry) {
            *reason = "a word that was captured from a table is not in it";
            return LODE_ERROR_INTERNAL;
        }
        *value = *entry;
        return LODE_OK;
    case LODE_FIELD_TEXT:
    case LODE_FIELD_ENTITY:
    case LODE_FIELD_CONSTANT:
        return LODE_OK;
    }
    return LODE_OK;
}

const lode_value *lode_capture_cell(const lode_capture *capture, const char *text, size_t length, size_t column) {
    const lode_value *entry = lode_table_find(capture->table, text, length, true);
    const lode_value *cell = entry ? lode_table_cell(capture->table, entry, column) : NULL;

    return cell && cell->kind != LODE_VALUE_NONE ? cell : NULL;
}

static void read_cells(lode_match *match, const lode_capture *capture, const char *key, lode_span place) {
    for (size_t i = 0; i < capture->column_count; i++) {
        size_t field = capture->columns[i];
        const lode_value *cell = lode_capture_cell(capture, key, place.end - place.start, i);

        if (!cell || match->values[field].kind != LODE_VALUE_NONE)
            continue;
        match->values[field] = *cell;
        match->spans[field] = place;
    }
}

static void read_entry(lode_match *match, const lode_table *table, const lode_value *entry, lode_span place) {
    match->values[0] = *entry;
    match->spans[0] = place;
    for (size_t i = 0; i < lode_table_column_count(table); i++) {
        match->values[i + 1] = *lode_table_cell(table, entry, i);
        if (match->values[i + 1].kind != LODE_VALUE_NONE)
            match->spans[i + 1] = place;
    }
}

/* Reads what the groups of a pattern took of a piece of text, whose place in the document's is given. */
static lode_status read_captures(lode_match *match, const lode_rule *pattern, struct groups groups,
                                 const lode_marked_text *marked, const char *piece, size_t offset, const char **reason) {
    for (size_t i = 0; i < pattern->capture_count; i++) {
        const lode_capture *capture = &pattern->captures[i];
        const char *text;
        lode_span place;
        lode_status status;

        if (capture->field < 0 || match->values[capture->field].kind != LODE_VALUE_NONE ||
            !group_span(groups, marked, i + 1, &place))
            continue;
        text = piece + place.start;
        status = lode_capture_read(match->rule, capture, text, place.end - place.start, &match->values[capture->field], reason);
        if (status != LODE_OK)
            return status;
        match->spans[capture->field] = (lode_span){offset + place.start, offset + place.end};
        read_cells(match, capture, text, match->spans[capture->field]);
    }
    return LODE_OK;
}

/* Appends a text, any run of white space as one space, none at the start. */
static void append_spaced(lode_buffer *out, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool space = text[i] == ' ' || text[i] == '\n' || text[i] == '\t';

        if (!space)
            lode_buffer_byte(out, text[i]);
        else if (out->length && out->bytes[out->length - 1] != ' ')
            lode_buffer_byte(out, ' ');
    }
}

/* Builds the value of a field from others; it is none where all of these are. False: memory ran out. */
static bool build_value(lode_match *match, size_t field) {
    const lode_value *form = &match->rule->fields[field].constant;
    lode_buffer built = {0};
    lode_built_part part;
    bool any = false;

    for (size_t at = 0; lode_built_next(form->text, form->length, &at, &part);) {
        if (!part.is_field) {
            append_spaced(&built, part.text, part.length);
            continue;
        }
        for (size_t i = 0; i < match->rule->field_count; i++) {
            const char *name = match->rule->fields[i].name;
            char number[LODE_DECIMAL_TEXT_MAX];

            if (strlen(name) != part.length || memcmp(name, part.text, part.length) != 0 ||
                match->values[i].kind == LODE_VALUE_NONE)
                continue;
            if (match->values[i].kind == LODE_VALUE_NUMBER)
                append_spaced(&built, number, lode_decimal_format(match->values[i].number, number));
            else
                append_spaced(&built, match->values[i].text, match->values[i].length);
            any = true;
        }
    }
    while (built.length && built.bytes[built.length - 1] == ' ')
        built.length--;
    if (any && built.length && !built.failed)
        match->values[field] = (lode_value){.kind = LODE_VALUE_TEXT,
                                            .text = lode_arena_copy(match->document->arena, built.bytes, built.length),
                                            .length = built.length};
    any = !built.failed && (match->values[field].kind == LODE_VALUE_NONE || match->values[field].text);
    lode_buffer_free(&built);
    return any;
}

void lode_match_begin(lode_match *match, const lode_document *document, const lode_rule *rule, size_t start, size_t end) {
    match->document = document;
    match->rule = rule;
    match->start = start;
    match->end = end;
    for (size_t i = 0; i < rule->field_count; i++) {
        match->values[i] = (lode_value){0};
        match->spans[i].start = SIZE_MAX;
    }
}

bool lode_match_constants(lode_match *match) {
    const lode_rule *rule = match->rule;

    for (size_t i = 0; i < rule->field_count; i++)
        if (match->values[i].kind == LODE_VALUE_NONE && !rule->fields[i].is_built)
            match->values[i] = rule->fields[i].constant;
    for (size_t i = 0; i < rule->field_count; i++)
        if (match->values[i].kind == LODE_VALUE_NONE && rule->fields[i].is_built && !build_value(match, i))
            return false;
    return true;
}

lode_status lode_match_captures(lode_match *match, const lode_hit *hit, const char *piece, size_t place, const char **reason) {
    struct groups groups = {hit->groups, hit->group_count};

    return read_captures(match, hit->rule, groups, NULL, piece, place, reason);
}

lode_status lode_match_read(lode_match *match, const lode_document *document, const lode_hit *hit,
                            const lode_marked_text *marked, const char **reason) {
    const lode_rule *rule = hit->rule, *pattern = hit->item ? rule->each : rule;
    struct groups outer = {hit->groups, hit->group_count}, item = {hit->item, hit->item_group_count};
    struct groups groups = hit->item ? item : outer;
    lode_status status;
    lode_span span;

    lode_match_begin(match, document, rule, 0, 0);
    if ((!pattern->span_group || !group_span(groups, marked, pattern->span_group, &span)) &&
        !group_span(groups, marked, 0, &span))
        return LODE_ERROR_INTERNAL;
    match->start = span.start;
    match->end = span.end;
    if (!lode_document_has_span(document, span.start, span.end)) {
        *reason = "its span is empty";
        return LODE_DECLINED;
    }
    if (rule->lookup && hit->value && rule->field_count)
        read_entry(match, rule->lookup, hit->value, span);
    status = hit->item ? read_captures(match, rule->each, item, marked, document->text.bytes, 0, reason) : LODE_OK;
    if (status == LODE_OK)
        status = read_captures(match, rule, outer, marked, document->text.bytes, 0, reason);
    if (status != LODE_OK)
        return status;
    return lode_match_constants(match) ? LODE_OK : LODE_ERROR_MEMORY;
}

static const lode_value no_value = {.kind = LODE_VALUE_NONE};

const lode_value *lode_match_value(const lode_match *match, int field) {
    return field >= 0 && (size_t)field < match->rule->field_count ? &match->values[field] : &no_value;
}

bool lode_match_field_span(const lode_match *match, int field, size_t *start, size_t *end) {
    if (field < 0 || (size_t)field >= match->rule->field_count || match->spans[field].start == SIZE_MAX)
        return false;
    *start = match->spans[field].start;
    *end = match->spans[field].end;
    return true;
}

void lode_match_span(const lode_match *match, size_t *start, size_t *end) {
    *start = match->start;
    *end = match->end;
}

const lode_rule *lode_match_rule(const lode_match *match) {
    return match->rule;
}

const lode_document *lode_match_document(const lode_match *match) {
    return match->document;
}

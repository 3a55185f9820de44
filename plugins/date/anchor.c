/* SPDX-License-Identifier: MIT */
#include "anchor.h"

#include <stdlib.h>
#include <string.h>

void date_anchors_free(date_anchors *anchors) {
    free(anchors->leads);
    free(anchors->asides);
    free(anchors->sections);
    free(anchors->waiting);
}

void date_anchors_clear(date_anchors *anchors) {
    anchors->lead_count = 0;
    anchors->aside_count = 0;
    anchors->section_count = 0;
    anchors->waiting_count = 0;
    anchors->orders = (date_orders){false, false};
}

/* Makes room for one more item; `items` and `capacity` are as they were where memory ran out. */
static lode_status make_room(void **items, size_t size, size_t count, size_t *capacity, lode_error *error) {
    if (count < *capacity)
        return LODE_OK;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return lode_error_set(error, LODE_ERROR_MEMORY, "no memory for what dates count from");
    *items = grown;
    *capacity = wanted;
    return LODE_OK;
}

lode_status date_anchors_keep_lead(date_anchors *anchors, const lode_match *match, lode_day day, lode_error *error) {
    void *items = anchors->leads;
    size_t start, end;
    lode_status status = make_room(&items, sizeof *anchors->leads, anchors->lead_count, &anchors->lead_capacity, error);
    anchors->leads = items;
    if (status == LODE_OK) {
        lode_match_span(match, &start, &end);
        anchors->leads[anchors->lead_count++] = (date_lead){end, day};
    }
    return status;
}

lode_status date_anchors_keep_aside(date_anchors *anchors, const lode_match *match, lode_error *error) {
    void *items = anchors->asides;
    lode_status status = make_room(&items, sizeof *anchors->asides, anchors->aside_count, &anchors->aside_capacity, error);
    anchors->asides = items;
    if (status == LODE_OK) {
        date_aside *aside = &anchors->asides[anchors->aside_count++];
        lode_match_span(match, &aside->start, &aside->end);
    }
    return status;
}

lode_status date_anchors_add_section(date_anchors *anchors, date_section section, lode_error *error) {
    void *items = anchors->sections;
    lode_status status =
        make_room(&items, sizeof *anchors->sections, anchors->section_count, &anchors->section_capacity, error);
    anchors->sections = items;
    if (status == LODE_OK)
        anchors->sections[anchors->section_count++] = section;
    return status;
}

static int compare_asides(const void *a, const void *b) {
    const date_aside *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->end < right->end ? -1 : left->end > right->end;
}

void date_anchors_drop_draft(date_anchors *anchors) {
    anchors->waiting[anchors->waiting_count - 1].draft = NULL;
}

static int compare_waiting(const void *a, const void *b) {
    const date_waiting *left = a, *right = b;
    return left->start < right->start ? -1 : left->start > right->start;
}

void date_anchors_sort(date_anchors *anchors) {
    if (anchors->waiting_count)
        qsort(anchors->waiting, anchors->waiting_count, sizeof *anchors->waiting, compare_waiting);
    if (anchors->aside_count)
        qsort(anchors->asides, anchors->aside_count, sizeof *anchors->asides, compare_asides);
}

static bool is_aside(const date_anchors *anchors, const lode_entity *entity) {
    date_aside span = {entity->start, entity->end};
    return anchors->aside_count &&
           bsearch(&span, anchors->asides, anchors->aside_count, sizeof *anchors->asides, compare_asides);
}

lode_status date_anchors_keep_waiting(date_anchors *anchors, const lode_match *match, const date_expression *expression,
                                      lode_draft *draft, lode_error *error) {
    void *items = anchors->waiting;
    lode_status status = make_room(&items, sizeof *anchors->waiting, anchors->waiting_count, &anchors->waiting_capacity, error);
    anchors->waiting = items;
    if (status == LODE_OK) {
        date_waiting *waiting = &anchors->waiting[anchors->waiting_count++];
        waiting->rule = lode_match_rule(match);
        waiting->draft = draft;
        waiting->expression = *expression;
        /* Texts live no longer than the match. */
        date_side *sides[] = {&waiting->expression.from, &waiting->expression.to};
        waiting->zone[0] = '\0';
        for (size_t i = 0; i < 2; i++) {
            const lode_value *zone = &sides[i]->zone;
            if (zone->kind == LODE_VALUE_TEXT && zone->length < sizeof waiting->zone) {
                memcpy(waiting->zone, zone->text, zone->length);
                waiting->zone[zone->length] = '\0';
            }
            sides[i]->zone.kind = sides[i]->holiday.kind = LODE_VALUE_NONE;
        }
        lode_match_span(match, &waiting->start, &waiting->end);
    }
    return status;
}

bool date_anchors_find_lead(const date_anchors *anchors, const lode_match *match, lode_day *day) {
    size_t start, end;
    bool found = false;
    lode_match_span(match, &start, &end);
    for (size_t i = 0; i < anchors->lead_count && anchors->leads[i].end <= start; i++) {
        *day = anchors->leads[i].day;
        found = true;
    }
    return found;
}

/* The day of an entity's `value`, or the first day of its year where years are counted. */
static bool read_day(const lode_entity *entity, bool year_will_do, lode_day *day) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const lode_value *value = &entity->attributes[i].value;
        if (strcmp(entity->attributes[i].name, "value") == 0 && value->kind == LODE_VALUE_TEXT) {
            char first[] = "YYYY-01-01";
            bool is_year = year_will_do && (value->length == 4 || (value->length > 4 && value->text[4] == '-')) &&
                           !memchr(value->text, '/', value->length);
            if (is_year)
                memcpy(first, value->text, 4);
            return lode_day_parse(value->text, value->length, day) == LODE_OK ||
                   (is_year && lode_day_parse(first, sizeof first - 1, day) == LODE_OK);
        }
    }
    return false;
}

/* How many entities start before an offset. */
static size_t count_before(const lode_document *document, size_t offset) {
    size_t low = 0, high = lode_document_entity_count(document);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lode_document_entity(document, middle)->start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool date_anchors_find_previous(const date_anchors *anchors, const lode_document *document, const date_waiting *waiting,
                                lode_day *day) {
    bool years = waiting->expression.from.value[DATE_REFERENCE_UNIT] == DATE_UNIT_YEAR;
    for (size_t i = count_before(document, waiting->start); i-- > 0;) {
        const lode_entity *entity = lode_document_entity(document, i);
        if (entity->end <= waiting->start && strcmp(entity->type, lode_rule_type(waiting->rule)) == 0 &&
            read_day(entity, years, day) && !is_aside(anchors, entity))
            return true;
    }
    return false;
}

/* Reads two digits, or "XX" as not known. */
static bool read_part(const char *text, int32_t *part) {
    if (text[0] == 'X' && text[1] == 'X') {
        *part = DATE_UNKNOWN;
        return true;
    }
    *part = (text[0] - '0') * 10 + (text[1] - '0');
    return text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
}

/* The year, month and day of an entity's value, DATE_UNSET or DATE_UNKNOWN where it has X; false where it is no day. */
static bool read_parts(const lode_entity *entity, int32_t parts[3]) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const lode_value *value = &entity->attributes[i].value;
        if (strcmp(entity->attributes[i].name, "value") == 0) {
            int32_t century, rest;
            const char *text = value->text;
            bool is_day = value->kind == LODE_VALUE_TEXT && value->length >= 10 && text[4] == '-' && text[7] == '-' &&
                          (value->length == 10 || text[10] == 'T') && read_part(text, &century) && read_part(text + 2, &rest) &&
                          read_part(text + 5, &parts[1]) && read_part(text + 8, &parts[2]);
            parts[0] = is_day && text[0] != 'X' ? century * 100 + rest : DATE_UNSET;
            return is_day && parts[1] != DATE_UNKNOWN && parts[2] != DATE_UNKNOWN && !memchr(text, '/', value->length);
        }
    }
    return false;
}

enum { PARAGRAPH_REACH = 4096 }; /* bytes; what is farther away belongs to other things, also in one endless line */

static bool is_duration(const lode_entity *entity) {
    const lode_attribute *first = entity->attributes;
    return entity->attribute_count > 0 && strcmp(first->name, "timex") == 0 && first->value.kind == LODE_VALUE_TEXT &&
           first->value.length == 8 && memcmp(first->value.text, "duration", 8) == 0;
}

bool date_anchors_take_day(const date_anchors *anchors, const lode_document *document, const date_waiting *waiting,
                           date_side *side) {
    size_t length;
    const char *text = lode_document_text(document, &length);
    const lode_entity *last = NULL;
    int32_t parts[3];
    for (size_t i = count_before(document, waiting->start); !last && i-- > 0;) {
        const lode_entity *entity = lode_document_entity(document, i);
        if (entity->end + PARAGRAPH_REACH < waiting->start)
            break;
        if (entity->end <= waiting->start && strcmp(entity->type, lode_rule_type(waiting->rule)) == 0 && !is_duration(entity) &&
            !is_aside(anchors, entity))
            last = entity;
    }
    if (!last || memchr(text + last->end, '\n', waiting->start - last->end) || !read_parts(last, parts))
        return false;
    side->value[DATE_YEAR] = parts[0];
    side->value[DATE_MONTH] = parts[1];
    side->value[DATE_DAY] = parts[2];
    return true;
}

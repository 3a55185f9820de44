/* SPDX-License-Identifier: MIT */
#include "cli/describe.h"
#include "cli/stats.h"
#include "cli/types.h"

#include "base/hash.h"
#include "base/room.h"

#include <stdlib.h>

static bool is_same(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const char *copy(lode_stats *stats, const char *text) {
    const char *copied = text ? lode_arena_copy(&stats->arena, text, strlen(text)) : NULL;

    stats->out_of_memory |= text && !copied;
    return copied;
}

/* The figure like `key`, made where it is not there yet; NULL where memory ran out. */
static lode_figure *figure_of(lode_stats *stats, lode_figures *figures, const lode_figure *key) {
    uint64_t hash = lode_hash(LODE_HASH_START, &key->is_fact, sizeof key->is_fact);
    lode_figure *figure, *items;
    size_t probe = 0, at;

    hash = lode_hash_string(lode_hash_string(hash, key->type), key->part);
    hash = lode_hash_string(lode_hash_string(hash, key->name), key->period);
    while ((at = lode_slots_next(&figures->slots, hash, &probe)) != SIZE_MAX) {
        figure = &figures->items[at];
        if (figure->is_fact == key->is_fact && strcmp(figure->type, key->type) == 0 && is_same(figure->part, key->part) &&
            is_same(figure->name, key->name) && is_same(figure->period, key->period))
            return figure;
    }
    items = lode_room(figures->items, figures->count, &figures->capacity, sizeof *items);
    if (!items) {
        stats->out_of_memory = true;
        return NULL;
    }
    figures->items = items;
    figure = &figures->items[figures->count];
    *figure = (lode_figure){.is_fact = key->is_fact,
                            .type = copy(stats, key->type),
                            .part = copy(stats, key->part),
                            .name = copy(stats, key->name),
                            .period = copy(stats, key->period)};
    if (stats->out_of_memory || !lode_slots_add(&figures->slots, hash, figures->count)) {
        stats->out_of_memory = true;
        return NULL;
    }
    figures->count++;
    return figure;
}

static lode_figure *count(lode_stats *stats, lode_figures *figures, const lode_figure *key) {
    lode_figure *figure = figure_of(stats, figures, key);

    if (!figure)
        return NULL;
    figure->count++;
    figure->documents += figure->last != stats->documents;
    figure->last = stats->documents;
    return figure;
}

/* ---- Periods -------------------------------------------------------------------------------------------------------- */

enum { PERIOD_MAX = 8 };

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* The period of a day, month, quarter or year as ISO 8601 or TIMEX3 write them ("2021-08-05", "2021-Q3"); false: it names no
 * year. A year alone is in no quarter. */
static bool find_period(lode_period period, const char *value, size_t length, char found[PERIOD_MAX]) {
    int quarter = 0;

    if (length < 4 || !is_digit(value[0]) || !is_digit(value[1]) || !is_digit(value[2]) || !is_digit(value[3]) ||
        (length > 4 && value[4] != '-'))
        return false;
    memcpy(found, value, 4);
    found[4] = '\0';
    if (period == LODE_PERIOD_YEAR || length < 7)
        return true;
    if (value[5] == 'Q' && value[6] >= '1' && value[6] <= '4')
        quarter = value[6] - '0';
    else if (is_digit(value[5]) && is_digit(value[6]))
        quarter = ((value[5] - '0') * 10 + value[6] - '0' + 2) / 3;
    if (quarter >= 1 && quarter <= 4)
        memcpy(found + 4, (const char[]){'-', 'Q', (char)('0' + quarter), '\0'}, 4);
    return true;
}

/* The document's. */
static void find_document_period(const lode_stats *stats, const lode_result *result, char found[PERIOD_MAX]) {
    if (!result->date || !find_period(stats->options->period, result->date, strlen(result->date), found))
        found[0] = '\0';
}

/* That of the first point in time which is a part of the fact; else the document's. */
static void find_fact_period(const lode_stats *stats, const lode_result *result, const lode_fact *fact,
                             char found[PERIOD_MAX]) {
    for (size_t i = 0; i < fact->part_count; i++) {
        const lode_entity *entity = fact->parts[i].entity >= 0 ? &result->entities[fact->parts[i].entity] : NULL;
        const lode_value *value =
            entity && lode_attribute_value(entity, "timex") ? lode_attribute_value(entity, "value") : NULL;

        value = value || !entity ? value : lode_attribute_value(entity, "begin");
        if (value && value->kind == LODE_VALUE_TEXT && find_period(stats->options->period, value->text, value->length, found))
            return;
    }
    find_document_period(stats, result, found);
}

/* ---- Sums ----------------------------------------------------------------------------------------------------------- */

/* Adds an amount, if the entity is one: it has a currency. */
static void add_amount(lode_stats *stats, const lode_entity *entity, lode_figure key) {
    const lode_value *currency = lode_attribute_value(entity, "currency"), *amount = lode_attribute_value(entity, "amount");
    lode_figure *figure;

    if (!currency || currency->kind != LODE_VALUE_TEXT)
        return;
    lode_buffer_clear(&stats->text);
    lode_buffer_append(&stats->text, currency->text, currency->length);
    key.name = stats->text.bytes;
    figure = stats->text.failed ? NULL : count(stats, &stats->sums, &key);
    if (!figure)
        return;
    if (!amount || amount->kind != LODE_VALUE_NUMBER || lode_attribute_value(entity, "per"))
        figure->left_out++;
    else if (lode_decimal_add(figure->sum, amount->number, &figure->sum) == LODE_OK)
        figure->has_sum = true;
    else
        figure->too_big = true;
}

/* ---- Results -------------------------------------------------------------------------------------------------------- */

/* An entity's name, or else its text, with single blanks. */
static const char *name_of(lode_stats *stats, const lode_entity *entity) {
    const lode_value *name = lode_attribute_value(entity, "name");
    bool named = name && name->kind == LODE_VALUE_TEXT && name->length, blank = false;
    const char *text = named ? name->text : entity->text;
    size_t length = named ? name->length : entity->length;

    lode_buffer_clear(&stats->text);
    lode_buffer_string(&stats->text, "");
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] > ' ') {
            if (blank)
                lode_buffer_byte(&stats->text, ' ');
            lode_buffer_byte(&stats->text, text[i]);
        }
        blank = (unsigned char)text[i] <= ' ' && stats->text.length;
    }
    stats->out_of_memory |= stats->text.failed;
    return stats->text.failed ? NULL : stats->text.bytes;
}

static void count_entity(lode_stats *stats, const lode_entity *entity, const char *period) {
    const char *name;

    if (!lode_types_have(&stats->options->types, entity->type))
        return;
    count(stats, &stats->types, &(lode_figure){.type = entity->type});
    name = name_of(stats, entity);
    if (name)
        count(stats, &stats->names, &(lode_figure){.type = entity->type, .name = name});
    add_amount(stats, entity, (lode_figure){.type = entity->type, .period = period});
}

static void count_fact(lode_stats *stats, const lode_result *result, const lode_fact *fact) {
    char period[PERIOD_MAX];

    if (!lode_types_have(&stats->options->types, fact->type))
        return;
    count(stats, &stats->types, &(lode_figure){.is_fact = true, .type = fact->type});
    find_fact_period(stats, result, fact, period);
    for (size_t i = 0; i < fact->part_count; i++)
        if (fact->parts[i].entity >= 0)
            add_amount(stats, &result->entities[fact->parts[i].entity],
                       (lode_figure){.is_fact = true, .type = fact->type, .part = fact->parts[i].name, .period = period});
}

void lode_stats_count(lode_stats *stats, const lode_result *result) {
    char period[PERIOD_MAX];

    stats->documents++;
    stats->failed += result->status != LODE_OK;
    find_document_period(stats, result, period);
    for (size_t i = 0; i < result->entity_count; i++)
        count_entity(stats, &result->entities[i], period);
    for (size_t i = 0; i < result->fact_count; i++)
        count_fact(stats, result, &result->facts[i]);
}

static void free_figures(lode_figures *figures) {
    free(figures->items);
    lode_slots_free(&figures->slots);
}

void lode_stats_free(lode_stats *stats) {
    free_figures(&stats->types);
    free_figures(&stats->sums);
    free_figures(&stats->names);
    lode_buffer_free(&stats->text);
    lode_arena_free(&stats->arena);
}

/* SPDX-License-Identifier: MIT */
#include "pairs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* One of a list. */
typedef struct pair {
    const char *name; /* NULL: another value of the name before */
    columns_text value;
    char digits[PAIRS_NUMBER_MAX]; /* of the value, where it is a number */
} pair;

size_t pairs_number(const lode_decimal *number, char digits[PAIRS_NUMBER_MAX]) {
    char plain[LODE_DECIMAL_TEXT_MAX];
    size_t length = lode_decimal_format(*number, plain), sign = plain[0] == '-', whole = strcspn(plain, "."), used = 0;

    for (size_t i = 0; i < length; i++) {
        if (i > sign && i < whole && whole - sign > 4 && (whole - i) % 3 == 0)
            digits[used++] = ' ';
        digits[used++] = plain[i];
    }
    digits[used] = '\0';
    return used;
}

static void set_value(pair *made, const lode_value *value) {
    if (value->kind == LODE_VALUE_NUMBER)
        made->value = (columns_text){made->digits, pairs_number(&value->number, made->digits)};
    else
        made->value = (columns_text){value->text, value->length};
}

static size_t count(const pairs *list) {
    return list->fact ? list->fact->part_count : list->entity->attribute_count + (list->entity->page > 0);
}

/* False: it is left out. */
static bool find_pair(const pairs *list, size_t index, pair *found) {
    if (list->fact) {
        const lode_fact_part *part = &list->fact->parts[index];

        found->name = index && strcmp(part->name, list->fact->parts[index - 1].name) == 0 ? NULL : part->name;
        found->value = (columns_text){part->text, part->length};
        if (part->value.kind != LODE_VALUE_NONE)
            set_value(found, &part->value);
    } else if (index < list->entity->attribute_count) {
        found->name = list->entity->attributes[index].name;
        set_value(found, &list->entity->attributes[index].value);
    } else {
        found->name = "page";
        found->value = (columns_text){found->digits,
                                      (size_t)snprintf(found->digits, sizeof found->digits, "%" PRIu32, list->entity->page)};
    }
    return index != list->left_out;
}

static bool goes_on(const pairs *list, size_t index) {
    return list->fact && index + 1 < list->fact->part_count &&
           strcmp(list->fact->parts[index].name, list->fact->parts[index + 1].name) == 0;
}

static size_t put_plain(lode_output *output, const char *text) {
    return columns_put(output, (columns_text){text, strlen(text)}, SIZE_MAX);
}

static size_t put_name(lode_output *output, const pair *at, const char *before, const char *after) {
    size_t used;

    if (!at->name)
        return 0;
    if (output)
        lode_output_string(output, before);
    used = put_plain(output, at->name);
    if (output)
        lode_output_string(output, after);
    return used + put_plain(output, "=");
}

size_t pairs_put(const pairs *list, pairs_place *place, lode_output *output, size_t most, const char *before,
                 const char *after) {
    size_t used = 0;

    while (place->pair < count(list)) {
        bool another = goes_on(list, place->pair), begun = place->byte > 0;
        size_t name, gap, width;
        columns_text rest;
        pair at;

        if (!find_pair(list, place->pair, &at)) {
            place->pair++;
            continue;
        }
        place->byte += begun ? 0 : columns_blanks(at.value);
        rest = (columns_text){at.value.bytes + place->byte, at.value.length - place->byte};
        name = begun ? 0 : put_name(NULL, &at, before, after);
        gap = used ? 1 + (at.name != NULL) : 0;
        width = gap + name + columns_put(NULL, rest, SIZE_MAX) + another;
        if (used && width > most - used)
            return used;
        if (output)
            columns_fill(output, gap);
        if (!begun)
            put_name(output, &at, before, after);
        if (width <= most - used) {
            columns_put(output, rest, SIZE_MAX);
            if (another)
                put_plain(output, ",");
            used += width;
            *place = (pairs_place){.pair = place->pair + 1};
            continue;
        }
        rest.length = columns_take(rest, most > name ? most - name : 1);
        used = name + columns_put(output, rest, SIZE_MAX);
        place->byte += rest.length;
        place->byte += columns_blanks((columns_text){at.value.bytes + place->byte, at.value.length - place->byte});
        if (place->byte >= at.value.length)
            *place = (pairs_place){.pair = place->pair + 1};
        return used;
    }
    return used;
}

bool pairs_done(const pairs *list, const pairs_place *place) {
    return place->pair >= count(list);
}

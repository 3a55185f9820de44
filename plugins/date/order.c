/* SPDX-License-Identifier: MIT */
#include "order.h"

#include <string.h>

enum { MONTHS = 12 };
enum { ENTITIES_ASKED = 1000 }; /* so that a table of thousands of dates takes no time squared */

static bool is_open(const date_side *side) {
    return side->order != DATE_ORDER_NONE && date_has(side, DATE_DAY) && date_has(side, DATE_MONTH) &&
           side->value[DATE_DAY] <= MONTHS && side->value[DATE_DAY] != side->value[DATE_MONTH];
}

bool date_orders_consider(date_orders *orders, const date_expression *expression) {
    const date_side *sides[] = {&expression->from, &expression->to};
    bool open = false;
    for (size_t i = 0; i < 2; i++) {
        if (sides[i]->order != DATE_ORDER_NONE && date_has(sides[i], DATE_DAY) && sides[i]->value[DATE_DAY] > MONTHS) {
            orders->day_first |= sides[i]->order == DATE_ORDER_DAY_FIRST;
            orders->month_first |= sides[i]->order == DATE_ORDER_MONTH_FIRST;
        }
        open |= is_open(sides[i]);
    }
    return open;
}

static bool has_day(const lode_document *document, const char *type, lode_day wanted) {
    size_t count = lode_document_entity_count(document);
    for (size_t i = 0; i < count && i < ENTITIES_ASKED; i++) {
        const lode_entity *entity = lode_document_entity(document, i);
        for (size_t j = 0; strcmp(entity->type, type) == 0 && j < entity->attribute_count; j++) {
            const lode_value *value = &entity->attributes[j].value;
            lode_day day;
            if (strcmp(entity->attributes[j].name, "value") == 0 && value->kind == LODE_VALUE_TEXT &&
                lode_day_parse(value->text, value->length, &day) == LODE_OK && day.year == wanted.year &&
                day.month == wanted.month && day.day == wanted.day)
                return true;
        }
    }
    return false;
}

static bool is_other_order(const date_orders *orders, const lode_document *document, const char *type, const date_side *side) {
    if (orders->day_first != orders->month_first)
        return orders->day_first != (side->order == DATE_ORDER_DAY_FIRST);
    int32_t year = side->value[DATE_YEAR], month = side->value[DATE_MONTH], day = side->value[DATE_DAY];
    return !orders->day_first && year != DATE_UNSET && has_day(document, type, (lode_day){year, day, month}) &&
           !has_day(document, type, (lode_day){year, month, day});
}

void date_orders_apply(const date_orders *orders, const lode_document *document, const char *type,
                       date_expression *expression) {
    date_side *sides[] = {&expression->from, &expression->to};
    for (size_t i = 0; i < 2; i++) {
        if (is_open(sides[i]) && is_other_order(orders, document, type, sides[i])) {
            int32_t month = sides[i]->value[DATE_MONTH];
            sides[i]->value[DATE_MONTH] = sides[i]->value[DATE_DAY];
            sides[i]->value[DATE_DAY] = month;
        }
    }
}

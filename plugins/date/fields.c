/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "field_specs.h"
#include "found.h"
#include "holiday.h"
#include "occurrence.h"

#include <stdlib.h>
#include <string.h>

/* Names that only hold others together: `%{day_month:to}` captures its text as `to`. A name that begins with '_' is the
 * pattern's own, such as the target of a back reference. */
static const char *const group_names[] = {"from", "to", "and", "also", "slice", "shift", "length", "time", "hours"};

enum { SIDE_SHARED, SIDE_FROM, SIDE_TO, SIDE_COUNT };
static const char *const side_prefixes[SIDE_COUNT] = {"", "from.", "to."};

struct date_fields {
    int field[SIDE_COUNT][SPEC_COUNT]; /* the rule's field, or -1 */
    bool has_from;
    bool has_to;
    int32_t year_pivot; /* two-digit years below it are in 2000..2099 */
    int32_t lean;       /* that the pack wishes for; DATE_UNSET: none */
};

static bool name_is(const char *name, size_t length, const char *wanted) {
    return strlen(wanted) == length && memcmp(name, wanted, length) == 0;
}

static int find_spec(const char *name) {
    for (int i = 0; i < SPEC_COUNT; i++)
        if (strcmp(date_field_specs[i].name, name) == 0)
            return i;
    return -1;
}

static bool is_group(const char *name) {
    for (size_t i = 0; i < sizeof group_names / sizeof *group_names; i++)
        if (strcmp(group_names[i], name) == 0)
            return true;
    return name[0] == '_';
}

/* A whole number in ASCII digits, as patterns capture it. */
static bool read_digits(const char *text, size_t length, int32_t *number) {
    if (length == 0 || length > 5)
        return false;
    int32_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        n = n * 10 + (text[i] - '0');
    }
    *number = n;
    return true;
}

/* A number as the rule's language writes it, all of a text. */
static bool read_number(const lode_rule *rule, const lode_value *value, lode_decimal *number) {
    size_t used;
    return lode_rule_read_number(rule, value->text, value->length, number, &used) == LODE_OK && used == value->length;
}

static bool read_integer(const lode_rule *rule, const lode_value *value, int32_t *number) {
    lode_decimal decimal = value->number;
    int64_t wide;
    if (value->kind == LODE_VALUE_TEXT && read_digits(value->text, value->length, number))
        return true;
    if (value->kind == LODE_VALUE_TEXT && !read_number(rule, value, &decimal))
        return false;
    if (!lode_decimal_to_integer(decimal, &wide) || wide < -9999 || wide > 9999)
        return false;
    *number = (int32_t)wide;
    return true;
}

/* The value of a field as the expression keeps it; false where the field can't mean it. */
static bool read_plain(const lode_rule *rule, const field_spec *spec, const lode_value *value, int32_t *number) {
    if (spec->kind == KIND_INTEGER)
        return read_integer(rule, value, number) && *number >= spec->least && *number <= spec->most;
    for (int32_t i = 0; spec->codes[i]; i++) {
        if (name_is(value->text, value->length, spec->codes[i])) {
            *number = i + 1;
            return true;
        }
    }
    return false;
}

static lode_status refuse_value(const field_spec *spec, const char *name, const lode_value *value, lode_error *error) {
    lode_error_set(error, LODE_ERROR_RULES, "'%s' can't be '%.*s'", name, (int)value->length, value->text);
    if (spec->codes) {
        char list[160] = "";
        size_t used = 0;
        for (int i = 0; spec->codes[i] && used + strlen(spec->codes[i]) + 3 < sizeof list; i++) {
            memcpy(list + used, i ? ", " : "", i ? 2 : 0);
            used += i ? 2 : 0;
            memcpy(list + used, spec->codes[i], strlen(spec->codes[i]));
            used += strlen(spec->codes[i]);
        }
        lode_error_advise(error, "one of %.*s", (int)used, list);
    } else if (spec->kind == KIND_TEXT) {
        lode_error_advise(error, "a day as in '09-02', days as in '12-24/12-26', month/nth/weekday as in '11/4/4', 'easter', "
                                 "'orthodox-easter', or '@' and a section of settings");
    } else {
        lode_error_advise(error, "a whole number from %d to %d", (int)spec->least, (int)spec->most);
    }
    return LODE_ERROR_RULES;
}

static bool can_be(const lode_rule *rule, const field_spec *spec, const lode_value *value) {
    int32_t ignored;
    if (spec->kind == KIND_TEXT)
        return spec->target != OTHER_HOLIDAY || date_holiday_is_valid(value);
    return spec->kind == KIND_COUNT || spec->kind == KIND_FOUND || read_plain(rule, spec, value, &ignored);
}

static lode_status check_values(const lode_rule *rule, size_t field, const field_spec *spec, lode_error *error) {
    for (size_t i = 0, count = lode_rule_field_value_count(rule, field); i < count; i++) {
        const lode_value *value = lode_rule_field_value(rule, field, i);
        if (!can_be(rule, spec, value))
            return refuse_value(spec, lode_rule_field_name(rule, field), value, error);
    }
    return LODE_OK;
}

static lode_status bind_field(const lode_rule *rule, size_t field, date_fields *fields, lode_error *error) {
    const char *name = lode_rule_field_name(rule, field);
    int side = SIDE_SHARED;
    for (int i = SIDE_FROM; i < SIDE_COUNT; i++)
        if (strncmp(name, side_prefixes[i], strlen(side_prefixes[i])) == 0)
            side = i;
    const char *base = name + strlen(side_prefixes[side]);
    int spec = find_spec(base);
    if (spec >= 0) {
        fields->field[side][spec] = (int)field;
        fields->has_from |= side == SIDE_FROM;
        fields->has_to |= side == SIDE_TO;
        return check_values(rule, field, &date_field_specs[spec], error);
    }
    if (is_group(base))
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_RULES, "the date plugin has no field '%s'", name);
    lode_error_advise(error, "its fields are year, month, day, hour, unit, offset and so on, alone or after 'from.' and 'to.'");
    return LODE_ERROR_RULES;
}

/* Names that have no dot are checked by lode, which knows where they are written. */
static lode_status check_names(const lode_rule *rule, lode_error *error) {
    const char *known[SPEC_COUNT + sizeof group_names / sizeof *group_names + 1];
    size_t count = 0;
    for (size_t i = 0; i < SPEC_COUNT; i++)
        if (!strchr(date_field_specs[i].name, '.'))
            known[count++] = date_field_specs[i].name;
    for (size_t i = 0; i < sizeof group_names / sizeof *group_names; i++)
        known[count++] = group_names[i];
    known[count] = NULL;
    return lode_rule_check_fields(rule, known, error);
}

lode_status date_fields_bind(const lode_rule *rule, date_fields **fields, lode_error *error) {
    date_fields *made = malloc(sizeof *made);
    if (!made)
        return lode_error_set(error, LODE_ERROR_MEMORY, "no memory for a rule of the date plugin");
    made->has_from = made->has_to = false;
    made->year_pivot = 50;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (int i = 0; i < SPEC_COUNT; i++)
            made->field[side][i] = -1;
    const char *pivot = lode_rule_setting(rule, "calendar", "year_pivot");
    lode_status status = LODE_OK;
    if (pivot && (!read_digits(pivot, strlen(pivot), &made->year_pivot) || made->year_pivot > 100)) {
        status = lode_error_set(error, LODE_ERROR_RULES, "the setting 'year_pivot' of 'calendar' can't be '%s'", pivot);
        lode_error_advise(error, "a whole number from 0 to 100");
    }
    if (status == LODE_OK && !date_lean_read(rule, &made->lean)) {
        status = lode_error_set(error, LODE_ERROR_RULES, "the setting 'prefer' of 'calendar' can't be '%s'",
                                lode_rule_setting(rule, "calendar", "prefer"));
        lode_error_advise(error, "one of past, nearest, future");
    }
    if (status == LODE_OK)
        status = check_names(rule, error);
    for (size_t i = 0; status == LODE_OK && i < lode_rule_field_count(rule); i++)
        status = bind_field(rule, i, made, error);
    if (status != LODE_OK) {
        free(made);
        return status;
    }
    *fields = made;
    return LODE_OK;
}

static bool read_count(const lode_match *match, const lode_value *value, date_amount *amount) {
    if (value->kind == LODE_VALUE_NUMBER)
        amount->count = value->number;
    else if (!read_number(lode_match_rule(match), value, &amount->count))
        return false;
    amount->known = !amount->count.negative;
    return amount->known;
}

/* A year or decade of two digits: with a pivot of 50, 49 is 2049 and 50 is 1950. */
static int32_t widen_year(const date_fields *fields, const lode_value *value, int32_t number) {
    if (value->kind != LODE_VALUE_TEXT || value->length != 2)
        return number;
    return number + (number < fields->year_pivot ? 2000 : 1900);
}

/* The entity of an earlier stage that a field refers to, taken apart again. */
static bool read_found(int target, const lode_match *match, int field, date_side *side) {
    size_t start, end;
    const lode_entity *entity =
        lode_match_field_span(match, field, &start, &end) ? date_found_entity(lode_match_document(match), start, end) : NULL;
    if (!entity)
        return false;
    switch (target) {
    case OTHER_FOUND_TIME:
        if (!date_found_same_day(entity, side))
            return false; /* it has a day of its own */
        side->hours = date_found_is_interval(entity) ? entity : NULL;
        return side->hours || date_found_time(entity, side);
    case OTHER_FOUND_HOURS:
        side->hours = date_found_is_interval(entity) ? entity : NULL;
        return side->hours;
    case OTHER_FOUND_SHIFT:
        return date_found_span(entity, &side->shift);
    case OTHER_FOUND_LENGTH:
        return date_found_span(entity, &side->length);
    default:
        side->found = true;
        return date_found_point(entity, side);
    }
}

static bool read_field(const date_fields *fields, const field_spec *spec, const lode_match *match, int field,
                       const lode_value *value, date_side *side) {
    switch (spec->kind) {
    case KIND_INTEGER:
    case KIND_CODE: {
        int32_t number;
        if (!read_plain(lode_match_rule(match), spec, value, &number))
            return false;
        bool short_year = spec->target == DATE_YEAR && !date_has(side, DATE_ERA);
        side->value[spec->target] = short_year ? widen_year(fields, value, number) : number;
        return true;
    }
    case KIND_COUNT: {
        date_amount *amounts[] = {
            [OTHER_COUNT] = &side->count,
            [OTHER_FRACTION] = &side->fraction,
            [OTHER_AND_COUNT] = &side->and_count,
            [OTHER_ALSO_COUNT] = &side->also_count,
            [OTHER_SHIFT_COUNT] = &side->shift.count[0],
            [OTHER_LENGTH_COUNT] = &side->length.count[0],
        };
        return read_count(match, value, amounts[spec->target]);
    }
    case KIND_SPAN_UNIT: {
        int32_t unit;
        date_span *span = spec->target == OTHER_SHIFT_COUNT ? &side->shift : &side->length;
        if (!read_plain(lode_match_rule(match), spec, value, &unit))
            return false;
        span->unit[0] = unit;
        return true;
    }
    case KIND_FOUND:
        return read_found(spec->target, match, field, side);
    case KIND_TEXT:
        if (spec->target == OTHER_HOLIDAY)
            side->holiday = *value;
        else if (spec->target == OTHER_ZONE)
            side->zone = *value;
        else
            side->order = spec->target == OTHER_DAY_FIRST ? DATE_ORDER_DAY_FIRST : DATE_ORDER_MONTH_FIRST;
        return true;
    }
    return false;
}

static bool read_side(const date_fields *fields, int which, const lode_match *match, date_side *side, bool *any) {
    for (int i = 0; i < SPEC_COUNT; i++) {
        if (fields->field[which][i] < 0)
            continue;
        const lode_value *value = lode_match_value(match, fields->field[which][i]);
        if (value->kind == LODE_VALUE_NONE)
            continue;
        if (!read_field(fields, &date_field_specs[i], match, fields->field[which][i], value, side))
            return false;
        *any = true;
    }
    if (date_has(side, DATE_YEAR_HUNDREDS)) {
        int32_t rest = date_has(side, DATE_YEAR_REST) ? side->value[DATE_YEAR_REST] : 0;
        side->value[DATE_YEAR] = side->value[DATE_YEAR_HUNDREDS] * 100 + rest;
        side->value[DATE_YEAR_HUNDREDS] = side->value[DATE_YEAR_REST] = DATE_UNSET;
    }
    /* Two digits of a decade belong to the century that is named beside it, else to the one that the pivot gives. */
    if (date_has(side, DATE_DECADE) && side->value[DATE_DECADE] < 100) {
        int32_t decade = side->value[DATE_DECADE];
        int32_t base = decade < fields->year_pivot ? 2000 : 1900;
        side->value[DATE_DECADE] = decade + (date_has(side, DATE_CENTURY) ? (side->value[DATE_CENTURY] - 1) * 100 : base);
        side->value[DATE_CENTURY] = DATE_UNSET;
    }
    return true;
}

lode_status date_fields_read(const date_fields *fields, const lode_match *match, date_expression *expression) {
    date_side empty = {.holiday.kind = LODE_VALUE_NONE};
    for (int i = 0; i < DATE_INTEGER_FIELDS; i++)
        empty.value[i] = DATE_UNSET;
    bool shared = false, from = false, to = false;
    expression->pack_lean = fields->lean;
    expression->from = empty;
    if (!read_side(fields, SIDE_SHARED, match, &expression->from, &shared))
        return LODE_DECLINED;
    /* Beside `from.` fields, plain ones belong to both ends. */
    expression->to = fields->has_from ? expression->from : empty;
    if (!read_side(fields, SIDE_FROM, match, &expression->from, &from) ||
        !read_side(fields, SIDE_TO, match, &expression->to, &to))
        return LODE_DECLINED;
    if (expression->from.hours) {
        expression->to = empty;
        expression->to.value[DATE_PART] = expression->from.value[DATE_PART];
        to = date_found_hours(expression->from.hours, &expression->from, &expression->to);
        if (!to)
            return LODE_DECLINED;
    }
    expression->interval = to;
    return shared || from || to ? LODE_OK : LODE_DECLINED;
}

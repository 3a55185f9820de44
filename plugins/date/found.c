/* SPDX-License-Identifier: MIT */
#include "found.h"

#include <string.h>

static const lode_value *attribute(const lode_entity *entity, const char *name) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const lode_value *value = &entity->attributes[i].value;
        if (strcmp(entity->attributes[i].name, name) == 0 && value->kind == LODE_VALUE_TEXT)
            return value;
    }
    return NULL;
}

const lode_entity *date_found_entity(const lode_document *document, size_t start, size_t end) {
    size_t low = 0, count = lode_document_entity_count(document), high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lode_document_entity(document, middle)->start < start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && lode_document_entity(document, low)->start == start; low++) {
        const lode_entity *entity = lode_document_entity(document, low);
        if (entity->end == end && attribute(entity, "timex") && attribute(entity, "value"))
            return entity;
    }
    return NULL;
}

/* A value being read. */
typedef struct reading {
    const char *at, *end;
} reading;

/* How many of these characters stand there next. */
static size_t count_of(const reading *cursor, const char *characters) {
    size_t count = 0;
    while (cursor->at + count < cursor->end && strchr(characters, cursor->at[count]))
        count++;
    return count;
}

static bool accept_text(reading *cursor, const char *text) {
    size_t length = strlen(text);
    bool here = (size_t)(cursor->end - cursor->at) >= length && memcmp(cursor->at, text, length) == 0;
    if (here)
        cursor->at += length;
    return here;
}

/* So many digits, or as many X, which leave the number as it is. */
static bool accept_number(reading *cursor, int digits, int32_t *number) {
    int32_t read = 0;
    int unknown = 0;
    if (cursor->end - cursor->at < digits)
        return false;
    for (int i = 0; i < digits; i++) {
        char c = cursor->at[i];
        if (c == 'X')
            unknown++;
        else if (c >= '0' && c <= '9')
            read = read * 10 + (c - '0');
        else
            return false;
    }
    cursor->at += digits;
    if (unknown == 0)
        *number = read;
    return unknown == 0 || unknown == digits;
}

static bool accept_code(reading *cursor, const char *const *codes, int count, int32_t *number) {
    for (int i = 0; i < count; i++) {
        if (accept_text(cursor, codes[i])) {
            *number = i + 1;
            return true;
        }
    }
    return false;
}

static bool read_time(reading *cursor, date_side *side) {
    static const char *const parts[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
    if (accept_code(cursor, parts, 6, &side->value[DATE_PART]))
        return cursor->at == cursor->end;
    if (!accept_text(cursor, "T") || !accept_number(cursor, 2, &side->value[DATE_HOUR]))
        return false;
    if (accept_text(cursor, ":") && accept_number(cursor, 2, &side->value[DATE_MINUTE]) && accept_text(cursor, ":"))
        accept_number(cursor, 2, &side->value[DATE_SECOND]);
    if (cursor->at < cursor->end)
        side->zone = (lode_value){.kind = LODE_VALUE_TEXT, .text = cursor->at, .length = (size_t)(cursor->end - cursor->at)};
    return true;
}

static bool read_week(reading *cursor, date_side *side) {
    static const char *const weekdays[] = {"-1", "-2", "-3", "-4", "-5", "-6", "-7", "-WE"};
    if (!accept_number(cursor, 2, &side->value[DATE_WEEK]))
        return false;
    accept_code(cursor, weekdays, 8, &side->value[DATE_WEEKDAY]);
    return cursor->at == cursor->end || read_time(cursor, side);
}

/* What stands behind the year. */
static bool read_in_year(reading *cursor, date_side *side) {
    static const char *const halves[] = {"-H1", "-H2"}, *const quarters[] = {"-Q1", "-Q2", "-Q3", "-Q4"},
                             *const seasons[] = {"-SP", "-SU", "-FA", "-WI"};
    if (cursor->at == cursor->end)
        return true;
    if (accept_code(cursor, halves, 2, &side->value[DATE_HALF]) ||
        accept_code(cursor, quarters, 4, &side->value[DATE_QUARTER]) ||
        accept_code(cursor, seasons, 4, &side->value[DATE_SEASON]))
        return cursor->at == cursor->end;
    if (accept_text(cursor, "-W"))
        return read_week(cursor, side);
    if (!accept_text(cursor, "-") || !accept_number(cursor, 2, &side->value[DATE_MONTH]))
        return false;
    if (accept_text(cursor, "-") && !accept_number(cursor, 2, &side->value[DATE_DAY]))
        return false;
    return cursor->at == cursor->end || read_time(cursor, side);
}

static void read_mod(const lode_entity *entity, date_side *side) {
    static const char *const mods[] = {"start", "mid", "end"};
    const lode_value *mod = attribute(entity, "mod");
    for (int32_t i = 0; mod && i < 3; i++)
        if (mod->length == strlen(mods[i]) && memcmp(mod->text, mods[i], mod->length) == 0)
            side->value[DATE_MOD] = i + 1;
}

/* Reads a point: all of what is left. */
static bool read_point(reading *cursor, date_side *side) {
    if (accept_text(cursor, "PRESENT_REF")) {
        side->value[DATE_REFERENCE_UNIT] = DATE_UNIT_DAY;
        side->value[DATE_OFFSET] = 0;
        return true;
    }
    if (accept_text(cursor, "BC")) {
        side->value[DATE_ERA] = DATE_ERA_BC;
        return accept_number(cursor, 4, &side->value[DATE_YEAR]) && cursor->at == cursor->end;
    }
    size_t digits = count_of(cursor, "0123456789X");
    if (digits == 3) {
        return accept_number(cursor, 3, &side->value[DATE_DECADE]) && date_has(side, DATE_DECADE) &&
               (side->value[DATE_DECADE] *= 10, cursor->at == cursor->end);
    }
    if (digits == 2) {
        return accept_number(cursor, 2, &side->value[DATE_CENTURY]) && date_has(side, DATE_CENTURY) &&
               (side->value[DATE_CENTURY]++, cursor->at == cursor->end);
    }
    return accept_number(cursor, 4, &side->value[DATE_YEAR]) && read_in_year(cursor, side);
}

static reading value_of(const lode_entity *entity) {
    const lode_value *value = attribute(entity, "value");
    return (reading){value->text, value->text + value->length};
}

static bool is_of(const lode_entity *entity, const char *timex) {
    const lode_value *value = attribute(entity, "timex");
    return value->length == strlen(timex) && memcmp(value->text, timex, value->length) == 0;
}

bool date_found_point(const lode_entity *entity, date_side *side) {
    reading cursor = value_of(entity);
    if (!is_of(entity, "date") && !is_of(entity, "time"))
        return false;
    read_mod(entity, side);
    return read_point(&cursor, side);
}

/* Copies the time of the day, if there is one; a part of the day that the taker has still moves a clock time. */
static bool take_time(date_side *taker, const date_side *giver) {
    static const date_field fields[] = {DATE_HOUR, DATE_MINUTE, DATE_SECOND, DATE_PART};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (date_has(giver, fields[i]))
            taker->value[fields[i]] = giver->value[fields[i]];
    taker->zone = giver->zone;
    return date_has(taker, DATE_HOUR) || date_has(taker, DATE_PART);
}

bool date_found_time(const lode_entity *entity, date_side *side) {
    date_side whole = *side;
    return is_of(entity, "time") && date_found_point(entity, &whole) && take_time(side, &whole);
}

bool date_found_same_day(const lode_entity *entity, const date_side *side) {
    static const date_field fields[] = {DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_WEEK};
    reading first = value_of(entity);
    const char *slash = memchr(first.at, '/', (size_t)(first.end - first.at));
    date_side other = *side;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        other.value[fields[i]] = DATE_UNSET;
    other.value[DATE_PART] = DATE_UNSET;
    first.end = slash ? slash : first.end;
    if (date_has(side, DATE_HOUR) || !read_point(&first, &other) || (date_has(side, DATE_PART) && !date_has(&other, DATE_HOUR)))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (date_has(&other, fields[i]) && other.value[fields[i]] != side->value[fields[i]])
            return false;
    return true;
}

bool date_found_is_interval(const lode_entity *entity) {
    return is_of(entity, "interval");
}

bool date_found_hours(const lode_entity *entity, date_side *from, date_side *to) {
    reading first = value_of(entity), second = first;
    first.end = memchr(first.at, '/', (size_t)(first.end - first.at));
    if (!first.end || !is_of(entity, "interval"))
        return false;
    second.at = first.end + 1;
    date_side start = *from, end = *to;
    return read_point(&first, &start) && read_point(&second, &end) && take_time(from, &start) && take_time(to, &end);
}

/* The designators of ISO 8601 before and behind its T. */
static int32_t unit_of(char designator, bool time) {
    switch (designator) {
    case 'Y':
        return DATE_UNIT_YEAR;
    case 'M':
        return time ? DATE_UNIT_MINUTE : DATE_UNIT_MONTH;
    case 'W':
        return DATE_UNIT_WEEK;
    case 'D':
        return DATE_UNIT_DAY;
    case 'H':
        return DATE_UNIT_HOUR;
    case 'S':
        return DATE_UNIT_SECOND;
    default:
        return 0;
    }
}

bool date_found_span(const lode_entity *entity, date_span *span) {
    reading cursor = value_of(entity);
    bool time = false;
    size_t parts = 0;
    if (!is_of(entity, "duration") || !accept_text(&cursor, "P"))
        return false;
    while (cursor.at < cursor.end) {
        time |= accept_text(&cursor, "T");
        size_t length = count_of(&cursor, "0123456789.");
        int32_t unit = cursor.at + length < cursor.end ? unit_of(cursor.at[length], time) : 0;
        if (length == 0 || unit == 0 || parts == DATE_SPAN_PARTS ||
            lode_decimal_parse(cursor.at, length, &span->count[parts].count) != LODE_OK)
            return false;
        span->count[parts].known = true;
        span->unit[parts++] = unit == DATE_UNIT_DAY && attribute(entity, "days") ? DATE_UNIT_WORKDAY : unit;
        cursor.at += length + 1;
    }
    return parts > 0;
}

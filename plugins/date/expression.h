/* SPDX-License-Identifier: MIT */
/* What a match says about time, field by field, before anything is worked out. docs/date.md describes the fields. */
#ifndef LODE_DATE_EXPRESSION_H
#define LODE_DATE_EXPRESSION_H

#include <lode/plugin.h>

enum { DATE_UNSET = INT32_MIN, DATE_UNKNOWN = 0 }; /* not said; said, but open without the document's date */

/* The fields that hold a whole number or a code. */
typedef enum date_field {
    DATE_CENTURY,
    DATE_DECADE,
    DATE_YEAR,
    DATE_YEAR_HUNDREDS, /* nineteen, eighty-six: joined to the year when read */
    DATE_YEAR_REST,
    DATE_ERA,
    DATE_HALF,
    DATE_QUARTER,
    DATE_SEASON,
    DATE_MONTH,
    DATE_WEEK,
    DATE_DAY,
    DATE_WEEKDAY,
    DATE_NTH,
    DATE_HOUR,
    DATE_MINUTE,
    DATE_SECOND,
    DATE_MINUTES_BEFORE,
    DATE_PART,
    DATE_HALF_DAY,       /* AM or PM beside a part of the day, which then does not move the clock */
    DATE_REFERENCE_UNIT, /* `unit`: of `offset`, `direction`, `extent` and `count` */
    DATE_OFFSET,
    DATE_DIRECTION,
    DATE_EXTENT,
    DATE_AND_UNIT,
    DATE_ALSO_UNIT,
    DATE_SHIFT_DIRECTION,
    DATE_SHIFT_WEEKDAY,
    DATE_WITHIN,
    DATE_SLICE_UNIT,
    DATE_SLICE_EDGE,
    DATE_SLICE_NTH,
    DATE_SLICE_COUNT,
    DATE_MOD,
    DATE_ANCHOR,
    DATE_LEAN,
    DATE_CALENDAR,
    DATE_EVERY,
    DATE_TIMES,
    DATE_INTEGER_FIELDS
} date_field;

typedef enum date_unit {
    DATE_UNIT_SECOND = 1,
    DATE_UNIT_MINUTE,
    DATE_UNIT_HOUR,
    DATE_UNIT_DAY,
    DATE_UNIT_WORKDAY, /* Monday to Friday */
    DATE_UNIT_WEEK,
    DATE_UNIT_WEEKEND, /* of `within` alone */
    DATE_UNIT_MONTH,
    DATE_UNIT_QUARTER,
    DATE_UNIT_HALF,
    DATE_UNIT_YEAR,
    DATE_UNIT_DECADE,
    DATE_UNIT_CENTURY
} date_unit;

typedef enum date_part {
    DATE_PART_MORNING = 1, /* TMO */
    DATE_PART_MIDDAY,      /* TMI */
    DATE_PART_AFTERNOON,   /* TAF */
    DATE_PART_EVENING,     /* TEV */
    DATE_PART_NIGHT,       /* TNI */
    DATE_PART_DAYTIME,     /* TDT */
    DATE_PART_AM,          /* these two only move the clock */
    DATE_PART_PM
} date_part;

enum { DATE_HALF_AM = 1, DATE_HALF_PM };
enum { DATE_ERA_AD = 1, DATE_ERA_BC };
enum { DATE_EDGE_FIRST = 1, DATE_EDGE_LAST };
enum { DATE_MOD_START = 1, DATE_MOD_MID, DATE_MOD_END };
enum { DATE_CALENDAR_GREGORIAN = 1, DATE_CALENDAR_OTHER };
enum {
    DATE_ANCHOR_DOCUMENT = 1,
    DATE_ANCHOR_NONE,
    DATE_ANCHOR_LEAD,
    DATE_ANCHOR_PREVIOUS,
    DATE_ANCHOR_ASIDE,
    DATE_ANCHOR_SECTION
};
enum { DATE_LEAN_PAST = 1, DATE_LEAN_NEAREST, DATE_LEAN_FUTURE }; /* which occurrence stands for one that is not told */
enum { DATE_WEEKEND = 8 };                                        /* as a weekday, after 7 for Sunday */

/* A number of units. */
typedef struct date_amount {
    bool known;
    lode_decimal count;
} date_amount;

/* A stretch of time in up to three units: two years, a month and ten days. */
enum { DATE_SPAN_PARTS = 3 };
typedef struct date_span {
    date_amount count[DATE_SPAN_PARTS];
    int32_t unit[DATE_SPAN_PARTS];
} date_span;

/* In which order day and month stand, where both are figures. */
typedef enum date_order { DATE_ORDER_NONE, DATE_ORDER_DAY_FIRST, DATE_ORDER_MONTH_FIRST } date_order;

/* One end of an interval, or all of an expression that has none. */
typedef struct date_side {
    int32_t value[DATE_INTEGER_FIELDS];
    date_amount count, fraction, and_count, also_count;
    date_span shift, length;
    lode_value holiday, zone; /* kind LODE_VALUE_NONE: none */
    date_order order;
    bool found;               /* an earlier stage found it whole */
    const lode_entity *hours; /* found before: the two clock times of this day; NULL: none. Read at once */
} date_side;

typedef struct date_expression {
    date_side from;
    date_side to;
    bool interval;     /* `to` says something */
    int32_t pack_lean; /* what the pack wishes for where it says nothing of its lean; DATE_UNSET: nothing */
} date_expression;

static inline bool date_has(const date_side *side, date_field field) {
    return side->value[field] != DATE_UNSET;
}

#endif

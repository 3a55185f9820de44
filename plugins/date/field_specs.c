/* SPDX-License-Identifier: MIT */
#include "field_specs.h"

static const char *const era_codes[] = {"AD", "BC", NULL};
static const char *const season_codes[] = {"SP", "SU", "FA", "WI", NULL};
static const char *const weekday_codes[] = {"1", "2", "3", "4", "5", "6", "7", "WE", NULL};
static const char *const part_codes[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT", "AM", "PM", NULL};
static const char *const half_day_codes[] = {"AM", "PM", NULL};
static const char *const unit_codes[] = {"second", "minute",  "hour", "day",  "workday", "week",    "weekend",
                                         "month",  "quarter", "half", "year", "decade",  "century", NULL};
static const char *const edge_codes[] = {"first", "last", NULL};
static const char *const mod_codes[] = {"start", "mid", "end", NULL};
static const char *const calendar_codes[] = {"gregorian", "other", NULL};
static const char *const anchor_codes[] = {"document", "none", "lead", "previous", "aside", "section", NULL};
static const char *const lean_codes[] = {"past", "nearest", "future", NULL};

const field_spec date_field_specs[] = {
    {"era", KIND_CODE, DATE_ERA, 0, 0, era_codes}, /* before the year, which it keeps as it is */
    {"century", KIND_INTEGER, DATE_CENTURY, 1, 99, NULL},
    {"decade", KIND_INTEGER, DATE_DECADE, 0, 9999, NULL},
    {"year", KIND_INTEGER, DATE_YEAR, 0, 9999, NULL},
    {"year_hundreds", KIND_INTEGER, DATE_YEAR_HUNDREDS, 1, 99, NULL},
    {"year_rest", KIND_INTEGER, DATE_YEAR_REST, 0, 99, NULL},
    {"half", KIND_INTEGER, DATE_HALF, 1, 2, NULL},
    {"quarter", KIND_INTEGER, DATE_QUARTER, 1, 4, NULL},
    {"season", KIND_CODE, DATE_SEASON, 0, 0, season_codes},
    {"month", KIND_INTEGER, DATE_MONTH, 1, 12, NULL},
    {"week", KIND_INTEGER, DATE_WEEK, 1, 53, NULL},
    {"day", KIND_INTEGER, DATE_DAY, 1, 31, NULL},
    {"weekday", KIND_CODE, DATE_WEEKDAY, 0, 0, weekday_codes},
    {"nth", KIND_INTEGER, DATE_NTH, -5, 5, NULL},
    {"hour", KIND_INTEGER, DATE_HOUR, 0, 24, NULL},
    {"minute", KIND_INTEGER, DATE_MINUTE, 0, 59, NULL},
    {"second", KIND_INTEGER, DATE_SECOND, 0, 60, NULL},
    {"minutes_before", KIND_INTEGER, DATE_MINUTES_BEFORE, 1, 59, NULL},
    {"part", KIND_CODE, DATE_PART, 0, 0, part_codes},
    {"half_day", KIND_CODE, DATE_HALF_DAY, 0, 0, half_day_codes},
    {"unit", KIND_CODE, DATE_REFERENCE_UNIT, 0, 0, unit_codes},
    {"offset", KIND_INTEGER, DATE_OFFSET, -9999, 9999, NULL},
    {"direction", KIND_INTEGER, DATE_DIRECTION, -1, 1, NULL},
    {"extent", KIND_INTEGER, DATE_EXTENT, -1, 1, NULL},
    {"and.unit", KIND_CODE, DATE_AND_UNIT, 0, 0, unit_codes},
    {"also.unit", KIND_CODE, DATE_ALSO_UNIT, 0, 0, unit_codes},
    {"shift.unit", KIND_SPAN_UNIT, OTHER_SHIFT_COUNT, 0, 0, unit_codes},
    {"shift.direction", KIND_INTEGER, DATE_SHIFT_DIRECTION, -1, 1, NULL},
    {"shift.weekday", KIND_CODE, DATE_SHIFT_WEEKDAY, 0, 0, weekday_codes},
    {"length.unit", KIND_SPAN_UNIT, OTHER_LENGTH_COUNT, 0, 0, unit_codes},
    {"within", KIND_CODE, DATE_WITHIN, 0, 0, unit_codes},
    {"slice.unit", KIND_CODE, DATE_SLICE_UNIT, 0, 0, unit_codes},
    {"slice.edge", KIND_CODE, DATE_SLICE_EDGE, 0, 0, edge_codes},
    {"slice.nth", KIND_INTEGER, DATE_SLICE_NTH, -366, 366, NULL},
    {"slice.count", KIND_INTEGER, DATE_SLICE_COUNT, 1, 366, NULL},
    {"mod", KIND_CODE, DATE_MOD, 0, 0, mod_codes},
    {"anchor", KIND_CODE, DATE_ANCHOR, 0, 0, anchor_codes},
    {"lean", KIND_CODE, DATE_LEAN, 0, 0, lean_codes},
    {"every", KIND_INTEGER, DATE_EVERY, 1, 1, NULL},
    {"times", KIND_INTEGER, DATE_TIMES, 1, 9999, NULL},
    {"calendar", KIND_CODE, DATE_CALENDAR, 0, 0, calendar_codes},
    {"count", KIND_COUNT, OTHER_COUNT, 0, 0, NULL},
    {"fraction", KIND_COUNT, OTHER_FRACTION, 0, 0, NULL},
    {"and.count", KIND_COUNT, OTHER_AND_COUNT, 0, 0, NULL},
    {"also.count", KIND_COUNT, OTHER_ALSO_COUNT, 0, 0, NULL},
    {"shift.count", KIND_COUNT, OTHER_SHIFT_COUNT, 0, 0, NULL},
    {"length.count", KIND_COUNT, OTHER_LENGTH_COUNT, 0, 0, NULL},
    {"found", KIND_FOUND, OTHER_FOUND, 0, 0, NULL},
    {"time.found", KIND_FOUND, OTHER_FOUND_TIME, 0, 0, NULL},
    {"hours.found", KIND_FOUND, OTHER_FOUND_HOURS, 0, 0, NULL},
    {"shift.found", KIND_FOUND, OTHER_FOUND_SHIFT, 0, 0, NULL},
    {"length.found", KIND_FOUND, OTHER_FOUND_LENGTH, 0, 0, NULL},
    {"holiday", KIND_TEXT, OTHER_HOLIDAY, 0, 0, NULL},
    {"zone", KIND_TEXT, OTHER_ZONE, 0, 0, NULL},
    {"day_first", KIND_TEXT, OTHER_DAY_FIRST, 0, 0, NULL},
    {"month_first", KIND_TEXT, OTHER_MONTH_FIRST, 0, 0, NULL},
};

_Static_assert(sizeof date_field_specs / sizeof *date_field_specs == SPEC_COUNT, "SPEC_COUNT counts the fields");

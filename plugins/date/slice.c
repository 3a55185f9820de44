/* SPDX-License-Identifier: MIT */
#include "slice.h"

/* So many units, so far from an edge. */
typedef struct slice {
    int32_t count, skip;
    bool from_end;
} slice;

/* So many months of a year from one on, as the quarter or half that they are. */
static void name_months(int32_t year, int32_t first_month, int32_t months, date_point *first, date_point *last) {
    date_point point = {.grain = DATE_GRAIN_MONTH, .year = year, .month = first_month};
    if (months == 3 && first_month % 3 == 1)
        point = (date_point){.grain = DATE_GRAIN_QUARTER, .year = year, .number = (first_month + 2) / 3};
    else if (months == 6 && first_month % 6 == 1)
        point = (date_point){.grain = DATE_GRAIN_HALF, .year = year, .number = (first_month + 5) / 6};
    *first = *last = point;
    if (point.grain == DATE_GRAIN_MONTH)
        last->month = first_month + months - 1;
}

static lode_status slice_months(slice part, int32_t unit_months, const date_point *whole, date_point *first, date_point *last) {
    int32_t start = 1, length = 12;
    if (whole->grain == DATE_GRAIN_HALF || whole->grain == DATE_GRAIN_QUARTER) {
        length = whole->grain == DATE_GRAIN_HALF ? 6 : 3;
        start = (whole->number - 1) * length + 1;
        if (whole->number == DATE_UNKNOWN)
            return LODE_DECLINED;
    } else if (whole->grain != DATE_GRAIN_YEAR) {
        return LODE_DECLINED;
    }
    int32_t months = part.count * unit_months, before = part.skip * unit_months;
    if (before + months > length || months == length)
        return LODE_DECLINED;
    name_months(whole->year, start + (part.from_end ? length - months - before : before), months, first, last);
    return LODE_OK;
}

static void set_day(date_point *point, int64_t number, bool open_year) {
    lode_day day = lode_day_from_number(number);
    int32_t year = open_year ? DATE_UNSET : day.year;
    *point = (date_point){.grain = DATE_GRAIN_DAY, .year = year, .month = day.month, .day = day.day};
}

static lode_status slice_days(slice part, int32_t unit_days, const date_point *whole, date_point *first, date_point *last) {
    lode_day start, after;
    int64_t days = (int64_t)part.count * unit_days, before = (int64_t)part.skip * unit_days;
    date_point year_known = *whole;
    /* Days of a month are known without its year, but for the end of February. */
    bool open_year = whole->year == DATE_UNSET && whole->grain == DATE_GRAIN_MONTH && !(part.from_end && whole->month == 2);
    if (open_year)
        year_known.year = 2000;
    if (whole->grain < DATE_GRAIN_YEAR || !date_point_days(&year_known, &start, &after))
        return LODE_DECLINED;
    int64_t begin = lode_day_to_number(start), end = lode_day_to_number(after);
    if (begin + before + days > end || begin + days == end)
        return LODE_DECLINED;
    begin = part.from_end ? end - before - days : begin + before;
    set_day(first, begin, open_year);
    set_day(last, begin + days - 1, open_year);
    return LODE_OK;
}

/* One week or weekend of those whose Thursday or Saturday lies in a longer stretch: most days of the week then do. */
static lode_status slice_week(slice part, int32_t unit, const date_point *whole, date_point *first, date_point *last) {
    enum { THURSDAY = 4, SATURDAY = 6 };
    int32_t weekday = unit == DATE_UNIT_WEEK ? THURSDAY : SATURDAY;
    lode_day start, after;
    if (whole->grain < DATE_GRAIN_YEAR || !date_point_days(whole, &start, &after))
        return LODE_DECLINED;
    lode_day end = lode_day_add_days(after, -1);
    lode_day day = part.from_end ? lode_day_add_days(end, -((lode_day_weekday(end) - weekday + 7) % 7) - 7 * part.skip)
                                 : lode_day_add_days(start, (weekday - lode_day_weekday(start) + 7) % 7 + 7 * part.skip);
    lode_week week = lode_day_week(day);
    *first = (date_point){
        .grain = unit == DATE_UNIT_WEEK ? DATE_GRAIN_WEEK : DATE_GRAIN_WEEKEND, .year = week.year, .number = week.week};
    *last = *first;
    int64_t number = lode_day_to_number(day);
    return number >= lode_day_to_number(start) && number < lode_day_to_number(after) ? LODE_OK : LODE_DECLINED;
}

static lode_status take(slice part, int32_t unit, const date_point *whole, date_point *first, date_point *last) {
    switch (unit) {
    case DATE_UNIT_DAY:
        return slice_days(part, 1, whole, first, last);
    case DATE_UNIT_WEEK:
        if (part.count == 1 && slice_week(part, unit, whole, first, last) == LODE_OK)
            return LODE_OK;
        return slice_days(part, 7, whole, first, last);
    case DATE_UNIT_WEEKEND:
        return slice_week(part, unit, whole, first, last);
    case DATE_UNIT_MONTH:
        return slice_months(part, 1, whole, first, last);
    case DATE_UNIT_QUARTER:
        return slice_months(part, 3, whole, first, last);
    case DATE_UNIT_HALF:
        return slice_months(part, 6, whole, first, last);
    default:
        return LODE_DECLINED;
    }
}

lode_status date_slice_resolve(const date_side *side, const date_point *whole, date_point *first, date_point *last) {
    slice part = {.count = 1, .from_end = side->value[DATE_SLICE_EDGE] == DATE_EDGE_LAST};
    if (date_has(side, DATE_SLICE_NTH)) {
        int32_t nth = side->value[DATE_SLICE_NTH];
        if (nth == 0)
            return LODE_DECLINED;
        part.from_end = nth < 0;
        part.skip = (nth < 0 ? -nth : nth) - 1;
    } else if (date_has(side, DATE_SLICE_COUNT)) {
        part.count = side->value[DATE_SLICE_COUNT];
    }
    lode_status status = take(part, side->value[DATE_SLICE_UNIT], whole, first, last);
    if (status == LODE_OK) {
        first->hour = first->minute = first->second = first->part = DATE_UNSET;
        last->hour = last->minute = last->second = last->part = DATE_UNSET;
    }
    return status;
}

#include "interval.h"

#include "clock.h"
#include "duration.h"

/* How coarse the coarsest thing is that a side says. */
typedef enum level { LEVEL_YEAR, LEVEL_MONTH, LEVEL_DAY, LEVEL_TIME } level;

static const level field_levels[DATE_DAY + 1] = {
    [DATE_CENTURY] = LEVEL_YEAR, [DATE_DECADE] = LEVEL_YEAR,   [DATE_YEAR] = LEVEL_YEAR,    [DATE_ERA] = LEVEL_YEAR,
    [DATE_HALF] = LEVEL_MONTH,   [DATE_QUARTER] = LEVEL_MONTH, [DATE_SEASON] = LEVEL_MONTH, [DATE_MONTH] = LEVEL_MONTH,
    [DATE_WEEK] = LEVEL_MONTH,   [DATE_DAY] = LEVEL_DAY,
};

static level coarsest(const date_side *side) {
    if (date_has(side, DATE_OFFSET)) {
        return LEVEL_YEAR; /* counted from today, so nothing is missing */
    }
    for (int field = DATE_CENTURY; field <= DATE_DAY; field++) {
        if (date_has(side, (date_field)field)) {
            return field_levels[field];
        }
    }
    return date_has(side, DATE_WEEKDAY) ? LEVEL_DAY : LEVEL_TIME;
}

/* Copies what `giver` says above a level; whether that was anything. */
static bool take_coarser(date_side *taker, const date_side *giver, level below) {
    bool taken = false;
    for (int field = DATE_CENTURY; field <= DATE_DAY; field++) {
        if (field_levels[field] < below && date_has(giver, (date_field)field) && !date_has(taker, (date_field)field)) {
            taker->value[field] = giver->value[field];
            taken = true;
        }
    }
    if (below == LEVEL_TIME && date_has(giver, DATE_WEEKDAY)) {
        taker->value[DATE_WEEKDAY] = giver->value[DATE_WEEKDAY];
        taken = true;
    }
    if (date_has(giver, DATE_OFFSET)) {
        taker->value[DATE_OFFSET] = giver->value[DATE_OFFSET];
        taker->value[DATE_REFERENCE_UNIT] = giver->value[DATE_REFERENCE_UNIT];
        taken = true;
    }
    return taken;
}

/* Moves a point by one of the units above a level: a year for months, a month for days, a day for times. */
static void step(date_point *point, level below, int32_t direction) {
    lode_day day = {point->year, point->month, point->day};
    if (below == LEVEL_MONTH) {
        point->year += direction;
    } else if (point->grain == DATE_GRAIN_DAY && point->day != DATE_UNKNOWN) {
        bool by_month = below == LEVEL_DAY;
        day = by_month ? lode_day_add_months(day, direction) : lode_day_add_days(day, direction);
        point->year = day.year;
        point->month = day.month;
        point->day = by_month && point->day > day.day ? DATE_UNKNOWN : day.day;
    }
}

static lode_status resolve_pair(const date_side *from, const date_side *to, const lode_day *today, date_point *first,
                                date_point *last) {
    if (date_point_resolve(from, today, first) != LODE_OK || date_point_resolve(to, today, last) != LODE_OK) {
        return LODE_DECLINED;
    }
    return LODE_OK;
}

lode_status date_interval_resolve(const date_side *said_from, const date_side *said_to, const lode_day *today,
                                  date_point *first, date_point *last) {
    date_side from = *said_from, to = *said_to;
    level from_level = coarsest(&from), to_level = coarsest(&to);
    bool back = from_level > to_level && take_coarser(&from, &to, from_level);
    bool forth = to_level > from_level && take_coarser(&to, &from, to_level);
    bool part_taken = date_has(&from, DATE_HOUR) && !date_has(&from, DATE_PART) && date_has(&to, DATE_PART);
    date_side without_part = from;
    if (part_taken) {
        from.value[DATE_PART] = to.value[DATE_PART];
    }
    if (resolve_pair(&from, &to, today, first, last) != LODE_OK) {
        return LODE_DECLINED;
    }
    if (part_taken && date_point_compare(first, last) > 0 && resolve_pair(&without_part, &to, today, first, last) != LODE_OK) {
        return LODE_DECLINED;
    }
    if (from_level != LEVEL_YEAR && !date_has(&from, DATE_YEAR) && !date_has(&to, DATE_YEAR) && first->year != DATE_UNSET &&
        last->year != DATE_UNSET && first->grain == last->grain) {
        last->year = first->year; /* both without a year: the end follows the start */
        forth = true;
        to_level = from_level;
    }
    if (date_point_compare(first, last) > 0) {
        if (back) {
            step(first, from_level, -1);
        } else if (forth) {
            step(last, to_level, 1);
        }
    }
    int order = date_point_compare(first, last);
    lode_day day, after;
    if (order > 0 || (order == 0 && date_point_days(first, &day, &after) && date_point_days(last, &day, &after))) {
        return LODE_DECLINED;
    }
    return LODE_OK;
}

/* Months firstmonth..lastmonth of a year, as the quarter or half that they are. */
static void name_months(int32_t year, int32_t first_month, int32_t months, date_point *first, date_point *last) {
    date_point point = {.grain = DATE_GRAIN_MONTH, .year = year, .month = first_month};
    if (months == 3 && first_month % 3 == 1) {
        point = (date_point){.grain = DATE_GRAIN_QUARTER, .year = year, .number = (first_month + 2) / 3};
    } else if (months == 6 && first_month % 6 == 1) {
        point = (date_point){.grain = DATE_GRAIN_HALF, .year = year, .number = (first_month + 5) / 6};
    }
    *first = *last = point;
    if (point.grain == DATE_GRAIN_MONTH) {
        last->month = first_month + months - 1;
    }
}

static void without_clock(date_point *point) {
    point->hour = point->minute = point->second = point->part = DATE_UNSET;
}

static lode_status slice_months(const date_side *side, const date_point *whole, int32_t unit_months, int32_t count,
                                int32_t skip, date_point *first, date_point *last) {
    int32_t start = 1, length = 12;
    if (whole->grain == DATE_GRAIN_HALF || whole->grain == DATE_GRAIN_QUARTER) {
        length = whole->grain == DATE_GRAIN_HALF ? 6 : 3;
        start = (whole->number - 1) * length + 1;
    } else if (whole->grain != DATE_GRAIN_YEAR) {
        return LODE_DECLINED;
    }
    int32_t months = count * unit_months, before = skip * unit_months;
    if (whole->number == DATE_UNKNOWN && whole->grain != DATE_GRAIN_YEAR) {
        return LODE_DECLINED;
    }
    if (before + months > length || months == length) {
        return LODE_DECLINED;
    }
    if (side->value[DATE_SLICE_EDGE] == DATE_EDGE_LAST) {
        before = length - months - before;
    }
    name_months(whole->year, start + before, months, first, last);
    return LODE_OK;
}

static void set_point_day(date_point *point, int64_t number) {
    lode_day day = lode_day_from_number(number);
    *point = (date_point){.grain = DATE_GRAIN_DAY, .year = day.year, .month = day.month, .day = day.day};
}

static lode_status slice_days(const date_side *side, const date_point *whole, int32_t unit_days, int32_t count, int32_t skip,
                              date_point *first, date_point *last) {
    lode_day start, after;
    int64_t days = (int64_t)count * unit_days, before = (int64_t)skip * unit_days;
    bool from_end = side->value[DATE_SLICE_EDGE] == DATE_EDGE_LAST;
    date_point open = *whole;
    bool open_year = whole->year == DATE_UNSET && whole->grain == DATE_GRAIN_MONTH && !(from_end && whole->month == 2);
    if (open_year) {
        open.year = 2000;
    }
    if (whole->grain < DATE_GRAIN_YEAR || !date_point_days(&open, &start, &after)) {
        return LODE_DECLINED;
    }
    int64_t begin = lode_day_to_number(start), end = lode_day_to_number(after);
    if (begin + before + days > end || begin + days == end) {
        return LODE_DECLINED;
    }
    begin = from_end ? end - before - days : begin + before;
    set_point_day(first, begin);
    set_point_day(last, begin + days - 1);
    if (open_year) {
        first->year = last->year = DATE_UNSET;
    }
    return LODE_OK;
}

lode_status date_slice_resolve(const date_side *side, const date_point *whole, date_point *first, date_point *last) {
    int32_t count = date_has(side, DATE_SLICE_COUNT) ? side->value[DATE_SLICE_COUNT] : 1;
    int32_t skip = 0;
    if (date_has(side, DATE_SLICE_NTH)) {
        skip = side->value[DATE_SLICE_NTH] - 1;
        count = 1;
    }
    lode_status status = LODE_DECLINED;
    switch (side->value[DATE_SLICE_UNIT]) {
    case DATE_UNIT_DAY:
        status = slice_days(side, whole, 1, count, skip, first, last);
        break;
    case DATE_UNIT_WEEK:
        status = slice_days(side, whole, 7, count, skip, first, last);
        break;
    case DATE_UNIT_MONTH:
        status = slice_months(side, whole, 1, count, skip, first, last);
        break;
    case DATE_UNIT_QUARTER:
        status = slice_months(side, whole, 3, count, skip, first, last);
        break;
    case DATE_UNIT_HALF:
        status = slice_months(side, whole, 6, count, skip, first, last);
        break;
    default:
        break;
    }
    if (status == LODE_OK) {
        without_clock(first);
        without_clock(last);
    }
    return status;
}

bool date_extent_resolve(const date_side *side, const lode_day *today, date_point *first, date_point *last) {
    int32_t count;
    if (!date_has(side, DATE_EXTENT) || !today || !date_duration_whole(side, &count)) {
        return false;
    }
    bool ahead = side->value[DATE_EXTENT] > 0;
    date_side end = *side;
    end.value[DATE_OFFSET] = ahead ? 1 : -count;
    if (date_point_resolve(&end, today, first) != LODE_OK) {
        return false;
    }
    end.value[DATE_OFFSET] = ahead ? count : -1;
    return date_point_resolve(&end, today, last) == LODE_OK;
}

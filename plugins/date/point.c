/* SPDX-License-Identifier: MIT */
#include "point.h"

#include "clock.h"
#include "occurrence.h"
#include "shift.h"

/* Whether the side names something of the calendar itself, not only how far from today it is. */
static bool names_calendar(const date_side *side) {
    for (int field = DATE_CENTURY; field <= DATE_WEEKDAY; field++)
        if (date_has(side, (date_field)field))
            return true;
    return false;
}

bool date_side_is_point(const date_side *side) {
    return names_calendar(side) || date_has(side, DATE_OFFSET) || date_side_has_clock(side);
}

static void set_day(date_side *side, lode_day day) {
    side->value[DATE_YEAR] = day.year;
    side->value[DATE_MONTH] = day.month;
    side->value[DATE_DAY] = day.day;
}

/* floor(a / b) */
static int32_t floor_divide(int32_t a, int32_t b) {
    return a / b - (a % b < 0);
}

/* Sets a numbered part of the year (a quarter: 4 a year) that is `offset` later than today's. */
static void set_part_of_year(date_side *side, date_field field, int32_t parts, const lode_day *today) {
    int32_t index = today->year * parts + (today->month - 1) * parts / 12 + side->value[DATE_OFFSET];
    side->value[DATE_YEAR] = floor_divide(index, parts);
    side->value[field] = index - side->value[DATE_YEAR] * parts + 1;
}

/* Turns unit and offset into the parts that they give, or into parts that are there but not known. */
static lode_status apply_offset(date_side *side, const lode_day *today) {
    static const date_field fields[] = {
        [DATE_UNIT_DAY] = DATE_DAY,         [DATE_UNIT_WORKDAY] = DATE_DAY, [DATE_UNIT_WEEK] = DATE_WEEK,
        [DATE_UNIT_WEEKEND] = DATE_WEEKDAY, [DATE_UNIT_MONTH] = DATE_MONTH, [DATE_UNIT_QUARTER] = DATE_QUARTER,
        [DATE_UNIT_HALF] = DATE_HALF,       [DATE_UNIT_YEAR] = DATE_YEAR,   [DATE_UNIT_DECADE] = DATE_DECADE,
        [DATE_UNIT_CENTURY] = DATE_CENTURY,
    };
    int32_t unit = side->value[DATE_REFERENCE_UNIT], offset = side->value[DATE_OFFSET];
    if (unit < DATE_UNIT_DAY || unit == DATE_UNIT_WEEKEND)
        return LODE_DECLINED; /* a document's date has no clock to count from */
    if (!today) {
        if (unit == DATE_UNIT_DAY || unit == DATE_UNIT_WORKDAY)
            side->value[DATE_MONTH] = DATE_UNKNOWN;
        side->value[fields[unit]] = unit == DATE_UNIT_YEAR ? DATE_UNSET : DATE_UNKNOWN;
        return LODE_OK;
    }
    switch (unit) {
    case DATE_UNIT_DAY:
        set_day(side, lode_day_add_days(*today, offset));
        break;
    case DATE_UNIT_WORKDAY:
        set_day(side, date_add_workdays(*today, offset));
        break;
    case DATE_UNIT_WEEK: {
        lode_week week = lode_day_week(lode_day_add_days(*today, (int64_t)offset * 7));
        side->value[DATE_YEAR] = week.year;
        side->value[DATE_WEEK] = week.week;
        break;
    }
    case DATE_UNIT_MONTH:
        set_part_of_year(side, DATE_MONTH, 12, today);
        break;
    case DATE_UNIT_QUARTER:
        set_part_of_year(side, DATE_QUARTER, 4, today);
        break;
    case DATE_UNIT_HALF:
        set_part_of_year(side, DATE_HALF, 2, today);
        break;
    case DATE_UNIT_YEAR:
        side->value[DATE_YEAR] = today->year + offset;
        break;
    case DATE_UNIT_DECADE:
        side->value[DATE_DECADE] = (floor_divide(today->year, 10) + offset) * 10;
        break;
    default:
        side->value[DATE_CENTURY] = floor_divide(today->year - 1, 100) + 1 + offset;
        break;
    }
    return LODE_OK;
}

static lode_status resolve_day(date_side *side, const lode_day *today, date_point *point) {
    if (date_has(side, DATE_QUARTER) || date_has(side, DATE_HALF) || (date_has(side, DATE_YEAR) && !date_has(side, DATE_MONTH)))
        return LODE_DECLINED;
    if (!date_has(side, DATE_MONTH))
        date_choose_month(side, today);
    else
        date_choose_year(side, DATE_DAY, 0, today);
    bool open = !date_has(side, DATE_YEAR);
    *point = (date_point){.grain = DATE_GRAIN_DAY,
                          .year = side->value[DATE_YEAR],
                          .month = side->value[DATE_MONTH],
                          .day = side->value[DATE_DAY]};
    if (point->month == DATE_UNKNOWN || point->day == DATE_UNKNOWN)
        return LODE_OK;
    lode_day day = {open ? 2000 : point->year, point->month, point->day}; /* an open year may be a leap year */
    return lode_day_is_valid(day) ? LODE_OK : LODE_DECLINED;
}

static lode_status point_at(lode_day day, date_point *point) {
    *point = (date_point){.grain = DATE_GRAIN_DAY, .year = day.year, .month = day.month, .day = day.day};
    return LODE_OK;
}

bool date_nth_weekday(int32_t year, int32_t month, int32_t nth, int32_t weekday, lode_day *day) {
    lode_day first = {year, month, 1}, last = {year, month, lode_month_days(year, month)};
    int32_t number;
    if (nth > 0)
        number = 1 + (weekday - lode_day_weekday(first) + 7) % 7 + (nth - 1) * 7;
    else
        number = last.day - (lode_day_weekday(last) - weekday + 7) % 7 + (nth + 1) * 7;
    *day = (lode_day){year, month, number};
    return nth != 0 && number >= 1 && number <= last.day;
}

/* The nth weekday of a month. */
static lode_status resolve_nth_weekday(date_side *side, const lode_day *today, date_point *point) {
    date_choose_year(side, DATE_MONTH, 12, today);
    int32_t year = side->value[DATE_YEAR], month = side->value[DATE_MONTH];
    lode_day day;
    if (year == DATE_UNSET || month == DATE_UNKNOWN) {
        *point = (date_point){.grain = DATE_GRAIN_DAY, .year = year, .month = month};
        return LODE_OK;
    }
    bool exists = date_nth_weekday(year, month, side->value[DATE_NTH], side->value[DATE_WEEKDAY], &day);
    return exists ? point_at(day, point) : LODE_DECLINED;
}

/* How many days after today (before it: negative) the weekday lies that is meant. */
static int32_t days_to_weekday(const date_side *side, int32_t today) {
    int32_t ahead = (side->value[DATE_WEEKDAY] - today + 7) % 7, offset; /* 0 .. 6 */
    switch (date_side_lean(side)) {
    case DATE_TAKE_NEXT: /* the second one where the offset is 2 */
        offset = side->value[DATE_OFFSET];
        return (ahead ? ahead : 7) + 7 * (offset - 1);
    case DATE_TAKE_PREVIOUS:
        offset = side->value[DATE_OFFSET];
        return ahead - 7 + 7 * (offset + 1);
    case DATE_TAKE_THIS:
        return side->value[DATE_WEEKDAY] - today;
    case DATE_TAKE_PAST:
        return ahead ? ahead - 7 : 0;
    case DATE_TAKE_FUTURE:
        return ahead;
    default:
        return ahead > 3 ? ahead - 7 : ahead;
    }
}

enum { SATURDAY = 6 };

static lode_status resolve_weekday(date_side *side, const lode_day *today, date_point *point) {
    int32_t weekday = side->value[DATE_WEEKDAY];
    if (date_has(side, DATE_NTH) && date_has(side, DATE_MONTH) && weekday != DATE_WEEKEND)
        return resolve_nth_weekday(side, today, point);
    if (!date_has(side, DATE_WEEK)) {
        /* No week is said: the nearest such day, or the next or the last one. */
        if (!today) {
            side->value[DATE_WEEK] = DATE_UNKNOWN;
        } else if (weekday == DATE_WEEKEND) {
            bool over = date_side_lean(side) == DATE_TAKE_PAST && lode_day_weekday(*today) < SATURDAY;
            int32_t weeks = date_has(side, DATE_OFFSET) ? side->value[DATE_OFFSET] : over ? -1 : 0;
            lode_week week = lode_day_week(lode_day_add_days(*today, 7 * weeks));
            side->value[DATE_YEAR] = week.year;
            side->value[DATE_WEEK] = week.week;
        } else {
            int32_t ahead = days_to_weekday(side, lode_day_weekday(*today));
            return point_at(lode_day_add_days(*today, ahead), point);
        }
    }
    lode_week week = {side->value[DATE_YEAR], side->value[DATE_WEEK]};
    if (weekday == DATE_WEEKEND)
        *point = (date_point){.grain = DATE_GRAIN_WEEKEND, .year = week.year, .number = week.week};
    else if (week.year == DATE_UNSET || week.week == DATE_UNKNOWN)
        *point = (date_point){.grain = DATE_GRAIN_WEEKDAY, .year = week.year, .number = weekday};
    else
        return point_at(lode_day_add_days(lode_week_monday(week), weekday - 1), point);
    return LODE_OK;
}

/* A month, quarter, half, season or week: a numbered part of a year. */
static lode_status resolve_part_of_year(date_side *side, const lode_day *today, date_point *point) {
    static const struct {
        date_field field;
        date_grain grain;
        int32_t parts;
    } kinds[] = {
        {DATE_MONTH, DATE_GRAIN_MONTH, 12}, {DATE_WEEK, DATE_GRAIN_WEEK, 52},    {DATE_QUARTER, DATE_GRAIN_QUARTER, 4},
        {DATE_HALF, DATE_GRAIN_HALF, 2},    {DATE_SEASON, DATE_GRAIN_SEASON, 4},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!date_has(side, kinds[i].field))
            continue;
        date_choose_year(side, kinds[i].field, kinds[i].parts, today);
        int32_t number = side->value[kinds[i].field];
        *point = (date_point){.grain = kinds[i].grain, .year = side->value[DATE_YEAR], .number = number};
        if (kinds[i].field == DATE_MONTH) {
            point->number = 0;
            point->month = number;
        }
        return LODE_OK;
    }
    return LODE_DECLINED;
}

static lode_status resolve_year(const date_side *side, date_point *point) {
    bool bc = side->value[DATE_ERA] == DATE_ERA_BC;
    if (date_has(side, DATE_DECADE)) {
        int32_t decade = side->value[DATE_DECADE];
        *point = (date_point){.grain = DATE_GRAIN_DECADE, .year = decade == DATE_UNKNOWN ? DATE_UNSET : decade / 10 * 10};
        return bc || decade % 10 ? LODE_DECLINED : LODE_OK;
    }
    if (date_has(side, DATE_CENTURY)) {
        int32_t number = side->value[DATE_CENTURY] - 1;
        *point = (date_point){.grain = DATE_GRAIN_CENTURY, .year = bc ? -number * 100 - 99 : number * 100};
        if (side->value[DATE_CENTURY] == DATE_UNKNOWN)
            point->year = DATE_UNSET;
        return LODE_OK;
    }
    *point = (date_point){.grain = DATE_GRAIN_YEAR, .year = side->value[DATE_YEAR]};
    return LODE_OK;
}

/* The days and months of another calendar have no place in this one that could be told without its tables. */
static void forget_days(date_side *side) {
    if (date_has(side, DATE_DAY))
        side->value[DATE_DAY] = DATE_UNKNOWN;
    if (date_has(side, DATE_DAY) || date_has(side, DATE_MONTH))
        side->value[DATE_MONTH] = DATE_UNKNOWN;
}

lode_status date_point_resolve(const date_side *said, const lode_day *today, date_point *point) {
    date_side side = *said;
    if (!date_side_is_point(&side))
        return LODE_DECLINED;
    if (side.value[DATE_YEAR] == 0 ||
        (side.value[DATE_ERA] == DATE_ERA_BC && !date_has(&side, DATE_YEAR) && !date_has(&side, DATE_CENTURY)))
        return LODE_DECLINED;
    if (date_has(&side, DATE_YEAR) && side.value[DATE_ERA] == DATE_ERA_BC)
        side.value[DATE_YEAR] = 1 - side.value[DATE_YEAR];
    if (date_has(&side, DATE_OFFSET) && !date_has(&side, DATE_REFERENCE_UNIT) && !names_calendar(&side))
        side.value[DATE_REFERENCE_UNIT] = DATE_UNIT_DAY; /* "this morning" */
    if (date_has(&side, DATE_OFFSET) && date_has(&side, DATE_REFERENCE_UNIT) && apply_offset(&side, today) != LODE_OK)
        return LODE_DECLINED;
    if (side.value[DATE_CALENDAR] == DATE_CALENDAR_OTHER)
        forget_days(&side);
    lode_status status;
    if (date_has(&side, DATE_DAY)) {
        status = resolve_day(&side, today, point);
    } else if (date_has(&side, DATE_WEEKDAY)) {
        status = resolve_weekday(&side, today, point);
    } else if (date_has(&side, DATE_MONTH) || date_has(&side, DATE_WEEK) || date_has(&side, DATE_QUARTER) ||
               date_has(&side, DATE_HALF) || date_has(&side, DATE_SEASON)) {
        status = resolve_part_of_year(&side, today, point);
    } else if (date_has(&side, DATE_YEAR) || date_has(&side, DATE_DECADE) || date_has(&side, DATE_CENTURY) ||
               side.value[DATE_REFERENCE_UNIT] >= DATE_UNIT_YEAR) {
        status = resolve_year(&side, point);
    } else if (today) {
        status = point_at(*today, point); /* a time of the day alone */
    } else {
        *point = (date_point){.grain = DATE_GRAIN_DAY, .year = DATE_UNSET};
        status = LODE_OK;
    }
    if (status != LODE_OK)
        return status;
    if (point->year != DATE_UNSET && (point->year < -9998 || point->year > 9999))
        return LODE_DECLINED; /* four digits are all that a value has for it */
    if (date_side_has_clock(&side) && point->grain < DATE_GRAIN_WEEKDAY)
        return LODE_DECLINED;
    return date_clock_resolve(&side, point);
}

/* The first month and the number of months of a grain within its year. */
static bool grain_months(const date_point *point, int32_t *month, int32_t *months) {
    switch (point->grain) {
    case DATE_GRAIN_YEAR:
        *month = 1, *months = 12;
        return true;
    case DATE_GRAIN_HALF:
        *month = point->number * 6 - 5, *months = 6;
        return point->number != DATE_UNKNOWN;
    case DATE_GRAIN_SEASON:
    case DATE_GRAIN_QUARTER:
        *month = point->number * 3 - 2, *months = 3;
        return point->number != DATE_UNKNOWN;
    case DATE_GRAIN_MONTH:
        *month = point->month, *months = 1;
        return point->month != DATE_UNKNOWN;
    case DATE_GRAIN_CENTURY:
        *month = 1, *months = 1200;
        return true;
    case DATE_GRAIN_DECADE:
        *month = 1, *months = 120;
        return true;
    default:
        return false;
    }
}

bool date_point_days(const date_point *point, lode_day *first, lode_day *after) {
    int32_t month, months;
    if (point->year == DATE_UNSET)
        return false;
    if (grain_months(point, &month, &months)) {
        *first = (lode_day){point->year, month, 1};
        *after = lode_day_add_months(*first, months);
        return true;
    }
    if (point->grain == DATE_GRAIN_DAY && point->month != DATE_UNKNOWN && point->day != DATE_UNKNOWN) {
        *first = (lode_day){point->year, point->month, point->day};
        *after = lode_day_add_days(*first, 1);
        return true;
    }
    if ((point->grain == DATE_GRAIN_WEEK || point->grain == DATE_GRAIN_WEEKEND) && point->number != DATE_UNKNOWN) {
        lode_day monday = lode_week_monday((lode_week){point->year, point->number});
        *first = point->grain == DATE_GRAIN_WEEK ? monday : lode_day_add_days(monday, 5);
        *after = lode_day_add_days(monday, 7);
        return true;
    }
    return false;
}

bool date_point_equal(const date_point *a, const date_point *b) {
    return a->grain == b->grain && a->year == b->year && a->number == b->number && a->month == b->month && a->day == b->day;
}

int date_point_compare(const date_point *a, const date_point *b) {
    lode_day first_a, first_b, after;
    if (!date_point_days(a, &first_a, &after) || !date_point_days(b, &first_b, &after))
        return 0;
    int64_t day_a = lode_day_to_number(first_a), day_b = lode_day_to_number(first_b);
    if (day_a != day_b)
        return day_a < day_b ? -1 : 1;
    int32_t time_a = date_clock_seconds(a), time_b = date_clock_seconds(b);
    return (time_a > time_b) - (time_a < time_b);
}

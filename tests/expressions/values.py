# SPDX-License-Identifier: MIT
"""What both languages' expressions are built on: numbers and days, and the values that they are written as."""
import calendar
import datetime
from decimal import Decimal

TODAY = datetime.date(2021, 6, 9)


def two(pick, first, end):
    """Two numbers from the first one up to the end, the smaller one before."""
    return sorted(pick.sample(range(first, end), 2))


def fraction(pick):
    """A number with one or two decimals."""
    return Decimal(pick.randrange(11, 9999)) / pick.choice((10, 100))


def amounts(low, high, scale, currency):
    """What is known of a range of amounts that share a scale."""
    return {'amount_min': Decimal(low) * scale, 'amount_max': Decimal(high) * scale, 'currency': currency}


def day(pick, first=1990, last=2039):
    year = pick.randrange(first, last + 1)
    month = pick.randrange(1, 13)
    return datetime.date(year, month, pick.randrange(1, calendar.monthrange(year, month)[1] + 1))


def days(pick):
    """Two days of one month, and two of one year in different months."""
    first = day(pick)
    rest = calendar.monthrange(first.year, first.month)[1] - first.day
    near = first + datetime.timedelta(pick.randrange(1, rest + 1)) if rest else None
    far = first.month < 12 and datetime.date(first.year, pick.randrange(first.month + 1, 13), pick.randrange(1, 29))
    return first, near, far or None


def month(some):
    return some.strftime('%Y-%m')


def day_from(days):
    """The day that lies so many after this one."""
    return (TODAY + datetime.timedelta(days)).isoformat()


def month_from(months):
    """The month that lies so many after this one."""
    whole = TODAY.year * 12 + TODAY.month - 1 + months
    return f'{whole // 12:04}-{whole % 12 + 1:02}'


def week(some):
    year, number, _ = some.isocalendar()
    return f'{year:04}-W{number:02}'


def week_from(weeks):
    return week(TODAY + datetime.timedelta(7 * weeks))


def weekday_of_week(weeks, weekday):
    """The day with this number, 1 for Monday, of the week that lies so many after this one."""
    monday = TODAY - datetime.timedelta(TODAY.weekday())
    return (monday + datetime.timedelta(7 * weeks + weekday - 1)).isoformat()


def nth_weekday(year, month_number, nth, weekday):
    """The nth such weekday of a month, -1 for the last; None where there is none."""
    found = [week_of[weekday - 1] for week_of in calendar.monthcalendar(year, month_number) if week_of[weekday - 1]]
    return datetime.date(year, month_number, found[nth - 1 if nth > 0 else nth]) if nth <= len(found) else None


def shifted(some, unit, count):
    """A day so many units later; a day that the month has not is None."""
    if unit in ('day', 'week'):
        return some + datetime.timedelta(count * (7 if unit == 'week' else 1))
    whole = some.year * 12 + some.month - 1 + count * (12 if unit == 'year' else 1)
    try:
        return some.replace(year=whole // 12, month=whole % 12 + 1)
    except ValueError:
        return None

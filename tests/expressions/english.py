# SPDX-License-Identifier: MIT
"""English expressions with their values: amounts, percentages, dates, times, durations and ranges."""
import csv
import os
from decimal import Decimal

import values

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'rules')
ONES = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split()
SCALES = {'thousand': 10**3, 'million': 10**6, 'billion': 10**9, 'trillion': 10**12}
SUFFIXES = {'k': 10**3, 'm': 10**6, 'mn': 10**6, 'bn': 10**9}
SIGNS = {'$': 'USD', 'US$': 'USD', '€': 'EUR', '£': 'GBP', 'A$': 'AUD', 'NZ $ ': 'NZD', 'HK$': 'HKD', 'VND ': 'VND', 'EUR ': 'EUR', 'USD': 'USD'}
COINS = {'dollars': ('USD', 'cents', 100), 'pounds': ('GBP', 'pence', 100), 'euros': ('EUR', 'cents', 100), 'rupees': ('INR', 'paise', 100),
         'ringgit': ('MYR', 'sen', 100), 'yuan': ('CNY', 'jiao', 10)}
LIMITS = {'more than': 'more', 'nearly': 'less', 'about': 'approx', 'up to': 'less', 'at least': 'more', 'fewer than': 'less'}
MONTHS = 'January February March April May June July August September October November December'.split()
SHORT = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split()
WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()
NTH = {'first': 1, 'second': 2, 'third': 3, 'fourth': 4, 'last': -1}
EDGES = {'early ': 'start', 'mid-': 'mid', 'late ': 'end', 'the end of ': 'end', 'the beginning of ': 'start', 'the middle of ': 'mid'}
UNITS = {'day': 'D', 'week': 'W', 'month': 'M', 'year': 'Y'}
HOURS = {'hour': 'H', 'minute': 'M', 'second': 'S'}
SENTENCES = {'amount': 'They paid {} then.', 'percentage': 'It is {} of the sum.', 'point': 'It was built {}.', 'relative': 'It was built {}.',
             'stretch': 'It was shut {}.', 'duration': 'It rained {} there.'}


def in_words(number):
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + ('-' + ONES[number % 10 - 1] if number % 10 else '')
    return ONES[number // 100 - 1] + ' hundred' + (' and ' + in_words(number % 100) if number % 100 else '')


def currency_names():
    with open(os.path.join(RULES, 'en', 'currencies.tsv'), encoding='utf-8') as file:
        lines = (line for line in file if not line.startswith('#'))
        rows = [row for row in csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE) if row['name'].endswith('s')]
    return [(row['name'], row['code']) for row in rows]


CURRENCIES = currency_names()


def number_of(pick):
    """A number as it is written, and its value."""
    way = pick.randrange(8)
    small = pick.randrange(2, 1000)
    if way == 0:
        return str(small), Decimal(small)
    if way == 1:
        return in_words(small), Decimal(small)
    if way == 2:
        large = pick.randrange(1000, 10**9)
        return f'{large:,}', Decimal(large)
    word = pick.choice(list(SCALES))
    if way == 3:
        return f'{in_words(small)} {word}', Decimal(small) * SCALES[word]
    if way == 4:
        few = pick.randrange(2, 40)
        sign, part = pick.choice((('½', '0.5'), ('¼', '0.25'), ('¾', '0.75'), (' 1/2', '0.5'), (' 3/4', '0.75')))
        return f'{few}{sign} {word}', (few + Decimal(part)) * SCALES[word]
    if way == 5:
        few = pick.randrange(2, 20)
        return f'{in_words(few)} and a half {word}', (few + Decimal('0.5')) * SCALES[word]
    value = values.fraction(pick)
    return f'{value} {word}', value * SCALES[word]


def amount(pick):
    way = pick.randrange(18)
    number, value = number_of(pick)
    name, code = pick.choice(CURRENCIES)
    sign = pick.choice(list(SIGNS))
    tenths = Decimal(pick.randrange(11, 9999)) / 10
    word = pick.choice(list(SCALES))
    low, high = values.two(pick, 2, 900)
    bounds = values.amounts(low, high, SCALES[word], SIGNS[sign])
    if way == 0:
        return f'{number} {name}', {'amount': value, 'currency': code}
    if way == 1:
        return f'{sign}{tenths} {word}', {'amount': tenths * SCALES[word], 'currency': SIGNS[sign]}
    if way == 2:
        suffix = pick.choice(list(SUFFIXES))
        return f'{sign}{tenths}{suffix}', {'amount': tenths * SUFFIXES[suffix], 'currency': SIGNS[sign]}
    if way == 3:
        coin = pick.choice(list(COINS))
        code, minor, parts = COINS[coin]
        some = pick.randrange(2, parts)
        joint = pick.choice((' and ', ' ', ', '))
        return f'{low} {coin}{joint}{some} {minor}', {'amount': low + Decimal(some) / parts, 'currency': code}
    if way == 4:
        return f'between {sign}{low} and {sign}{high} {word}', bounds
    if way == 5:
        return f'{sign}{low}{pick.choice(("-", "–", " to "))}{high} {word}', bounds
    if way == 6:
        return f'between {low} and {high} {word} {name}', {**bounds, 'currency': code}
    if way == 7:
        limit = pick.choice(list(LIMITS))
        return f'{limit} {number} {name}', {'amount': value, 'currency': code, 'mod': LIMITS[limit]}
    if way == 8:
        return f'{in_words(low)} million {in_words(high)} thousand {name}', {'amount': low * 10**6 + Decimal(high) * 1000, 'currency': code}
    if way == 9:
        some = pick.randrange(2, 100)
        return f'${low} and {some} cents', {'amount': low + Decimal(some) / 100, 'currency': 'USD'}
    if way == 10:
        prefix, scale = pick.choice((('M', 10**6), ('k', 10**3)))
        return f'{tenths} {prefix}EUR', {'amount': tenths * scale, 'currency': 'EUR'}
    if way == 11:
        code = pick.choice(('USD', 'EUR', 'GBP', 'SEK'))
        return f'{tenths} {code} {word}', {'amount': tenths * SCALES[word], 'currency': code}
    if way == 12:
        return f'{sign}{low}{pick.choice(("-", " – ", "–"))}{sign}{high} {word}', bounds
    if way == 13:
        return f'{low} to {high} {word} {name}', {**bounds, 'currency': code}
    if way == 14:
        suffix = pick.choice(list(SUFFIXES))
        scale = SUFFIXES[suffix]
        return f'{sign}{low}-{high}{suffix}', values.amounts(low, high, scale, SIGNS[sign])
    if way == 15:
        some = pick.randrange(10, 100)
        return f'{low} dollars {some}.', {'amount': low + Decimal(some) / 100, 'currency': 'USD'}
    if way == 16:
        part, size = pick.choice((('half a ', '0.5'), ('a quarter of a ', '0.25'), ('three quarters of a ', '0.75')))
        return f'{part}{word} {name}', {'amount': Decimal(size) * SCALES[word], 'currency': code}
    one, other = values.two(pick, 2, 99)
    return f'{sign}{one},000 to {sign}{other},000', values.amounts(one, other, 1000, SIGNS[sign])


def percentage(pick):
    tenths = Decimal(pick.randrange(1, 999)) / 10
    low, high = values.two(pick, 1, 99)
    word = pick.choice(('%', ' percent', ' per cent'))
    way = pick.randrange(6)
    if way == 0:
        return f'{tenths}{word}', {'value': tenths}
    if way == 1:
        return f'{in_words(low)} {word.strip() if word != "%" else "percent"}', {'value': low}
    if way == 2:
        sign, part = pick.choice((('½', '0.5'), (' 1/2', '0.5'), ('¾', '0.75')))
        return f'{low}{sign}{word}', {'value': low + Decimal(part)}
    if way == 3:
        return f'{low}-{high}{word}', {'value_min': low, 'value_max': high}
    if way == 4:
        return f'between {low} and {high}{word}', {'value_min': low, 'value_max': high}
    return f'{low} to {high}{word}', {'value_min': low, 'value_max': high}


def ending(number):
    return f'{number}{"th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")}'


def written(pick, some):
    """A day as it is written."""
    name, short, year = MONTHS[some.month - 1], SHORT[some.month - 1], some.year
    dot = '' if short in ('May', 'Sept') and pick.randrange(2) else '.' if short != 'May' else ''
    ways = [f'{some.day} {name} {year}', f'{name} {some.day}, {year}', f'the {ending(some.day)} of {name} {year}',
            f'{ending(some.day)} {name}, {year}', f'{name} {ending(some.day)} {year}', f'{short}{dot} {some.day}, {year}',
            f'{some.day}-{short[:3]}-{year}', some.isoformat(), f'{WEEKDAYS[some.weekday()]}, {name} {some.day}, {year}',
            f'{WEEKDAYS[some.weekday()]} {some.day} {name} {year}']
    if some.day > 12:
        ways += [f'{some.month}/{some.day}/{year}', f'{some.day}/{some.month}/{year}']
    return pick.choice(ways)


def clock(pick):
    """A time of day as it is written and as its value has it."""
    hour, minute = pick.randrange(1, 13), pick.choice((5, 10, 15, 20, 30, 45, 59))
    half = pick.choice(('am', 'pm', 'a.m.', 'p.m.'))
    of_day = hour % 12 + (12 if half[0] == 'p' else 0)
    way = pick.randrange(10)
    if way == 0:
        return f'{hour} {half}', f'{of_day:02}'
    if way == 6:
        return f'a quarter past {pick.choice((str(hour), in_words(hour)))} {half}', f'{of_day:02}:15'
    if way == 7:
        some = pick.choice((5, 10, 20, 25))
        return f'{pick.choice((str(some), in_words(some)))} minutes to {in_words(hour)} {half}', f'{(of_day - 1) % 24:02}:{60 - some}'
    if way == 8:
        return f'{in_words(hour)} o\'clock {"in the morning" if half[0] == "a" else "in the afternoon"}', f'{of_day:02}'
    if way == 9:
        return f'{hour}:{minute:02} {"in the morning" if half[0] == "a" else "in the afternoon"}', f'{of_day:02}:{minute:02}'
    if way == 1:
        return f'{hour}:{minute:02} {half}', f'{of_day:02}:{minute:02}'
    if way == 2:
        return f'{of_day:02}:{minute:02}', f'{of_day:02}:{minute:02}'
    if way == 3:
        return f'half past {in_words(hour)} {"in the morning" if half[0] == "a" else "in the afternoon"}', \
            f'{of_day:02}:30'
    if way == 4:
        return f'{hour}.{minute:02}{half[0]}m', f'{of_day:02}:{minute:02}'
    return 'noon', '12'


def span(pick):
    """A duration: its words, its value."""
    unit = pick.choice(list(UNITS))
    count = pick.randrange(2, 40)
    number = pick.choice((str(count), in_words(count)))
    way = pick.randrange(11)
    if way == 0:
        return f'{number} {unit}s', f'P{count}{UNITS[unit]}'
    if way == 6:
        return pick.choice((('half a year', 'P6M'), ('half an hour', 'PT30M'), ('a year and a half', 'P1Y6M'), ('an hour and a half', 'PT1H30M'),
                            ('three quarters of an hour', 'PT45M'), ('a quarter of an hour', 'PT15M'), ('two and a half days', 'P2DT12H'),
                            ('a couple of weeks', 'P2W'), ('a fortnight', 'P2W'), ('one and a half years', 'P1Y6M')))
    if way == 7:
        return f'{number} decades', f'P{count * 10}Y'
    if way == 8:
        some = pick.randrange(2, 29)
        return f'{count} months, {some} days', f'P{count}M{some}D'
    if way == 9:
        some, few = pick.randrange(2, 11), pick.randrange(2, 29)
        return f'{number} years, {some} months and {few} days', f'P{count}Y{some}M{few}D'
    if way == 10:
        return f'{number} more {unit}s', f'P{count}{UNITS[unit]}'
    if way == 1:
        hours = pick.choice(list(HOURS))
        return f'{number} {hours}s', f'PT{count}{HOURS[hours]}'
    if way == 2:
        some = pick.randrange(2, 12)
        return f'{number} years and {some} months', f'P{count}Y{some}M'
    if way == 3:
        some = pick.randrange(2, 59)
        return f'{number} hours and {some} minutes', f'PT{count}H{some}M'
    if way == 4:
        return f'{in_words(count)} and a half years', f'P{count}Y6M'
    return f'{count}½ hours', f'PT{count}H30M'


def duration(pick):
    low, high = values.two(pick, 2, 40)
    unit = pick.choice(list(UNITS))
    way = pick.randrange(6)
    bounds = {'timex': 'duration', 'value': f'P{low}{UNITS[unit]}/P{high}{UNITS[unit]}'}
    if way == 0:
        return f'for {low} to {high} {unit}s', bounds
    if way == 1:
        return f'for {in_words(low)} to {in_words(high)} {unit}s', bounds
    if way == 2:
        return f'for {low}-{high} {unit}s', bounds
    if way == 3:
        return f'for between {low} and {high} {unit}s', bounds
    text, value = span(pick)
    return f'for {text}', {'timex': 'duration', 'value': value}


def point(pick):
    some = values.day(pick)
    year, name = some.year, MONTHS[some.month - 1]
    way = pick.randrange(12)
    if way == 0:
        return f'on {written(pick, some)}', some.isoformat(), None
    if way == 1:
        edge = pick.choice(list(EDGES))
        return f'in {edge}{name} {year}', values.month(some), EDGES[edge]
    if way == 2:
        return f'in {name} {year}', values.month(some), None
    if way == 3:
        edge = pick.choice(list(EDGES))
        return f'in {edge}{year}', str(year), EDGES[edge]
    if way == 4:
        quarter = pick.randrange(1, 5)
        nth = ('first', 'second', 'third', 'fourth')[quarter - 1]
        text = pick.choice((f'the {nth} quarter of {year}', f'Q{quarter} {year}', f'{quarter}Q{year % 100:02}', f'{year}-Q{quarter}'))
        return f'in {text}', f'{year}-Q{quarter}', None
    if way == 5:
        half = pick.randrange(1, 3)
        text = pick.choice((f'the {("first", "second")[half - 1]} half of {year}', f'H{half} {year}'))
        return f'in {text}', f'{year}-H{half}', None
    if way == 6:
        return f'in the {year // 10 * 10}s', str(year // 10), None
    if way == 7:
        nth = pick.choice(list(NTH))
        weekday = pick.randrange(1, 8)
        return f'on the {nth} {WEEKDAYS[weekday - 1]} of {name} {year}', \
            values.nth_weekday(year, some.month, NTH[nth], weekday).isoformat(), None
    if way == 8:
        unit, count = pick.choice(list(UNITS)), pick.randrange(2, 20)
        side, word = pick.choice(((1, 'after'), (-1, 'before'), (1, 'from')))
        there = values.shifted(some, unit, side * count)
        return f'{pick.choice((str(count), in_words(count)))} {unit}s {word} {written(pick, some)}', there and there.isoformat(), None
    if way == 9:
        text, value = clock(pick)
        form = pick.choice((f'at {text} on {written(pick, some)}', f'on {written(pick, some)} at {text}'))
        return form, f'{some.isoformat()}T{value}', None
    if way == 10:
        months = pick.choice((2, 4, 5, 7, 8, 10, 11))
        return f'in the first {pick.choice((str(months), in_words(months)))} months of {year}', f'{year}-01/{year}-{months:02}', None
    part, code = pick.choice((('morning', 'TMO'), ('afternoon', 'TAF'), ('evening', 'TEV')))
    return f'on the {part} of {written(pick, some)}', f'{some.isoformat()}{code}', None


def relative(pick):
    count = pick.randrange(2, 30)
    number = pick.choice((str(count), in_words(count)))
    today = values.TODAY
    weekday = pick.randrange(1, 8)
    name = WEEKDAYS[weekday - 1]
    ways = [('yesterday', values.day_from(-1)), ('tomorrow', values.day_from(1)),
            ('today', values.day_from(0)), ('the day before yesterday', values.day_from(-2)),
            ('the day after tomorrow', values.day_from(2)),
            (f'{number} days ago', values.day_from(-count)), (f'{number} weeks ago', values.week_from(-count)),
            (f'{number} months ago', values.month_from(-count)), (f'{number} years ago', str(today.year - count)),
            ('last week', values.week_from(-1)), ('next week', values.week_from(1)), ('last month', values.month_from(-1)),
            ('next month', values.month_from(1)), ('last year', str(today.year - 1)), ('next year', str(today.year + 1)),
            ('this year', str(today.year)), ('last quarter', '2021-Q1'), ('next quarter', '2021-Q3'),
            (f'last {name}', values.weekday_of_week(-1, weekday)), (f'next {name}', values.weekday_of_week(1, weekday)),
            (f'on {name} of next week', values.weekday_of_week(1, weekday)), ('last weekend', values.week_from(-1) + '-WE'),
            ('the week before last', values.week_from(-2)), ('the year after next', str(today.year + 2)),
            ('yesterday evening', values.day_from(-1) + 'TEV'), ('last night', values.day_from(-1) + 'TNI'),
            ('tomorrow morning', values.day_from(1) + 'TMO'), ('early next year', str(today.year + 1))]
    hour, of_day = clock(pick)
    base, there = pick.choice((('tomorrow', ways[1][1]), ('yesterday', ways[0][1]), (f'last {name}', values.weekday_of_week(-1, weekday)),
                               (f'next {name}', values.weekday_of_week(1, weekday))))
    ways += [(f'{base} at {hour}', f'{there}T{of_day}'), (f'at {hour} {base}', f'{there}T{of_day}')] * 4
    text, value = pick.choice(ways)
    return text, value, 'start' if text.startswith('early') else None


def stretch(pick):
    first, near, far = values.days(pick)
    later = values.day(pick, first.year + 1, first.year + 5)
    name, year = MONTHS[first.month - 1], first.year
    way = pick.randrange(15)
    if way == 0 and near:
        text = pick.choice((f'from {first.day} to {near.day} {name} {year}', f'on {first.day}-{near.day} {name} {year}',
                            f'on {name} {first.day}-{near.day}, {year}', f'from {name} {first.day} to {near.day}, {year}',
                            f'between {first.day} and {near.day} {name} {year}', f'{name} {first.day} through {near.day}, {year}'))
        return text, f'{first}/{near}'
    if way == 1 and far:
        other = MONTHS[far.month - 1]
        text = pick.choice((f'from {first.day} {name} to {far.day} {other} {year}', f'from {name} {first.day} to {other} {far.day}, {year}',
                            f'between {first.day} {name} and {far.day} {other} {year}', f'{name} {first.day} – {other} {far.day}, {year}'))
        return text, f'{first}/{far}'
    if way == 2:
        return f'from {written(pick, first)} to {written(pick, later)}', f'{first}/{later}'
    if way == 3 and far:
        other = MONTHS[far.month - 1]
        text = pick.choice((f'from {name} to {other} {year}', f'between {name} and {other} {year}', f'{name}-{other} {year}', f'{name} through {other} {year}'))
        return text, f'{values.month(first)}/{values.month(far)}'
    if way == 4:
        return f'from {name} {year} to {MONTHS[later.month - 1]} {later.year}', f'{values.month(first)}/{values.month(later)}'
    if way == 5:
        text = pick.choice((f'from {year} to {later.year}', f'between {year} and {later.year}', f'in {year}-{later.year}', f'in {year}–{later.year}'))
        return text, f'{year}/{later.year}'
    if way == 6:
        return f'in the {year}-{(year + 1) % 100:02} season', f'{year}/{year + 1}'
    if way == 7:
        low, high = values.two(pick, 1, 12)
        half = pick.choice(('am', 'pm'))
        more = 12 if half == 'pm' else 0
        text = pick.choice((f'from {low} to {high} {half} on {written(pick, first)}', f'on {written(pick, first)} from {low} {half} to {high} {half}',
                            f'between {low} {half} and {high} {half} on {written(pick, first)}', f'on {written(pick, first)} from {low} {half} to {high}'))
        return text, f'{first}T{low + more:02}/{first}T{high + more:02}'
    if way == 8:
        low, high = pick.randrange(1, 12), pick.randrange(1, 12)
        return f'on {written(pick, first)} from {low} am to {high} pm', f'{first}T{low:02}/{first}T{high + 12:02}'
    if way == 9:
        quarter, other = values.two(pick, 1, 5)
        return f'from Q{quarter} to Q{other} {year}', f'{year}-Q{quarter}/{year}-Q{other}'
    if way == 10:
        return f'from {pick.choice(("early", "late"))} {year} to {pick.choice(("early", "late"))} {later.year}', f'{year}/{later.year}'
    if way == 11:
        return f'from fiscal year {year} to fiscal year {later.year}', f'{year}/{later.year}'
    hours = values.two(pick, 1, 12)
    minute = pick.choice((5, 15, 30, 45))
    date = written(pick, first)
    if way == 12:
        return f'on {date} from {hours[0]}:{minute:02} to {hours[1]} pm', f'{first}T{hours[0] + 12}:{minute:02}/{first}T{hours[1] + 12}:00'
    if way == 13:
        text = pick.choice((f'from {hours[0]}:{minute:02} to {hours[1]}:{minute:02} pm on {date}', f'on {date}, {hours[0]}:{minute:02} pm - {hours[1]}:{minute:02} pm'))
        return text, f'{first}T{hours[0] + 12}:{minute:02}/{first}T{hours[1] + 12}:{minute:02}'
    return f'from {hours[0]} to {hours[1]} pm tomorrow', f'2021-06-10T{hours[0] + 12}/2021-06-10T{hours[1] + 12}'


def sentence(way, text):
    """A sentence with the expression; one that only the end of a sentence tells is the end of it."""
    return f'They paid {text}' if way == 'amount' and text.endswith('.') else SENTENCES[way].format(text)

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""dates.py [COUNT [SEED]] COMMAND...: whether COMMAND gives English dates built at random the values that they were built from.

Each text is one expression in a sentence that says nothing else of time, its value worked out here from the calendar alone. Prints
each that is found with another value or not at all, and ends with status 1 where a value is wrong. What is not found is counted."""
import calendar
import datetime
import json
import random
import subprocess
import sys

MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
SHORT = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']
DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen',
        'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth',
            'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth']
REFERENCE = datetime.date(2019, 6, 12)


def words(n):
    return ONES[n] if n < 20 else TENS[n // 10] + ('-' + ONES[n % 10] if n % 10 else '')


def ordinal(n):
    return str(n) + ('th' if 10 < n % 100 < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th'))


def ordinal_words(n):
    return ORDINALS[n] if n <= 20 else 'thirtieth' if n == 30 else ('twenty-' if n < 30 else 'thirty-') + ORDINALS[n % 10]


def year_words(y):
    if 2000 <= y < 2010:
        return 'two thousand' + (' and ' + words(y % 100) if y % 100 else '')
    return words(y // 100) + ' ' + ('hundred' if y % 100 == 0 else 'oh ' + words(y % 100) if y % 100 < 10 else words(y % 100))


def shift_months(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Builder:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kinds = [getattr(self, name) for name in sorted(dir(self)) if name.startswith('make_')]

    def build(self):
        return self.random.choice(self.kinds)()

    def a_day(self):
        return datetime.date(1950, 1, 1) + datetime.timedelta(self.random.randrange(30000))

    def say_day(self, d):
        """A day with its year, written in one of many ways."""
        return self.random.choice([
            f'{d.day} {MONTHS[d.month - 1]} {d.year}', f'{MONTHS[d.month - 1]} {d.day}, {d.year}', f'{SHORT[d.month - 1]} {d.day}, {d.year}',
            f'the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}', f'{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}',
            f'{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}', f'{DAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}',
            f'the {ordinal_words(d.day)} of {MONTHS[d.month - 1]}, {d.year}', f'{MONTHS[d.month - 1]} {ordinal_words(d.day)}, {d.year}', d.isoformat(),
            f'{d.day}/{MONTHS[d.month - 1][:3]}/{d.year}', f'{d.year}/{d.month:02}/{d.day:02}'])

    def make_day(self):
        d = self.a_day()
        return f'It was found on {self.say_day(d)} in a box.', d.isoformat()

    def make_month(self):
        d = self.a_day()
        edge, mod = self.random.choice([('', ''), ('late ', ' end'), ('early ', ' start'), ('mid-', ' mid'), ('the end of ', ' end'), ('the start of ', ' start')])
        return f'It was found in {edge}{MONTHS[d.month - 1]} {d.year} in a box.', f'{d.year}-{d.month:02}{mod}'

    def make_year_in_words(self):
        y = self.random.randrange(1900, 2020)
        return f'It was found in {year_words(y)}, in a box.', str(y)

    def make_month_and_year_in_words(self):
        d = self.a_day()
        return f'It was found in {MONTHS[d.month - 1]} {year_words(d.year)}, in a box.', f'{d.year}-{d.month:02}'

    def make_quarter(self):
        y, q = self.random.randrange(1990, 2040), self.random.randrange(1, 5)
        say = self.random.choice([f'Q{q} {y}', f'the {ordinal_words(q)} quarter of {y}', f'{ordinal_words(q)}-quarter {y}', f'{y} Q{q}'])
        return f'Sales rose in {say} in a box.', f'{y}-Q{q}'

    def make_clock(self):
        h, m = self.random.randrange(24), self.random.randrange(60)
        half, h12 = ('am', 'pm')[h // 12], (h - 1) % 12 + 1
        say = self.random.choice([f'{h12}:{m:02} {half}', f'{h12}.{m:02}{half}', f'{h:02}:{m:02}', f'{h12}:{m:02} {half[0]}.m.'])
        return f'It was found at {say} in a box.', f'2019-06-12T{h:02}:{m:02}'

    def make_day_and_clock(self):
        d, h, m = self.a_day(), self.random.randrange(24), self.random.randrange(60)
        half, h12 = ('am', 'pm')[h // 12], (h - 1) % 12 + 1
        clock = self.random.choice([f'{h12}:{m:02} {half}', f'{h:02}:{m:02}'])
        day = self.random.choice([f'{d.day} {MONTHS[d.month - 1]} {d.year}', f'{MONTHS[d.month - 1]} {d.day}, {d.year}'])
        say = self.random.choice([f'on {day} at {clock}', f'at {clock} on {day}'])
        return f'It was found {say} in a box.', f'{d.isoformat()}T{h:02}:{m:02}'

    def make_shift(self):
        d, n = self.a_day(), self.random.randrange(2, 40)
        unit = self.random.choice(['days', 'weeks', 'months', 'years'])
        way, sign = self.random.choice([('after', 1), ('before', -1), ('from', 1)])
        if unit == 'months' or unit == 'years':
            moved = shift_months(d, sign * n * (12 if unit == 'years' else 1))
        else:
            moved = d + datetime.timedelta(sign * n * (7 if unit == 'weeks' else 1))
        number = self.random.choice([str(n), words(n)])
        return f'It was found {number} {unit} {way} {MONTHS[d.month - 1]} {d.day}, {d.year} in a box.', moved.isoformat()

    def make_nth_weekday(self):
        y, m, w = self.random.randrange(1950, 2050), self.random.randrange(1, 13), self.random.randrange(7)
        days = [d for d in calendar.Calendar().itermonthdates(y, m) if d.month == m and d.weekday() == w]
        nth, d = self.random.choice([('first', days[0]), ('second', days[1]), ('third', days[2]), ('last', days[-1])])
        return f'It was found on the {nth} {DAYS[w]} of {MONTHS[m - 1]} {y} in a box.', d.isoformat()

    def make_weekday(self):
        w = self.random.randrange(7)
        monday = REFERENCE - datetime.timedelta(REFERENCE.weekday())
        say, week = self.random.choice([('next', 1), ('last', -1), ('this', 0)])
        form = self.random.choice([f'{say} {DAYS[w]}', f'{DAYS[w]} of {say} week', f'{DAYS[w]} {say} week'])
        return f'They met {form} in a box.', (monday + datetime.timedelta(7 * week + w)).isoformat()

    def make_days_range(self):
        d = self.a_day()
        e = d + datetime.timedelta(self.random.randrange(1, 300))
        first, last = f'{d.day} {MONTHS[d.month - 1]}', f'{e.day} {MONTHS[e.month - 1]} {e.year}'
        if d.year != e.year or self.random.random() < 0.5:
            first += f' {d.year}'
        if (d.year, d.month) == (e.year, e.month) and self.random.random() < 0.5:
            first = str(d.day)
        way = self.random.choice(['from {} to {}', 'from {} until {}', 'from {} through {}', 'between {} and {}'])
        return 'It was open ' + way.format(first, last) + ' in a box.', f'{d.isoformat()}/{e.isoformat()}'

    def make_months_range(self):
        y, a = self.random.randrange(1950, 2050), self.random.randrange(1, 12)
        b = self.random.randrange(a + 1, 13)
        way = self.random.choice(['from {} to {} {}', 'from {} through {} {}', 'between {} and {} {}', 'from {} to {} in {}', 'from {} until {} {}'])
        return 'It was open ' + way.format(MONTHS[a - 1], MONTHS[b - 1], y) + ' in a box.', f'{y}-{a:02}/{y}-{b:02}'

    def make_years_range(self):
        a = self.random.randrange(1950, 2000)
        b = a + self.random.randrange(1, 40)
        way = self.random.choice(['from {} to {}', 'between {} and {}', 'from {} through {}', 'in {}-{}', 'from {} until {}'])
        return 'It was open ' + way.format(a, b) + ' in a box.', f'{a}/{b}'

    def make_duration(self):
        n, (unit, sign) = self.random.randrange(2, 60), self.random.choice([('days', 'D'), ('weeks', 'W'), ('months', 'M'), ('years', 'Y')])
        number = self.random.choice([str(n), words(n)])
        return f'It stood for {number} {unit} in a box.', f'P{n}{sign}'

    def make_ago(self):
        n, unit = self.random.randrange(2, 30), self.random.choice(['days', 'months', 'years'])
        number = self.random.choice([str(n), words(n)])
        d = REFERENCE - datetime.timedelta(n) if unit == 'days' else shift_months(REFERENCE, -n * (12 if unit == 'years' else 1))
        value = {'days': d.isoformat(), 'months': d.isoformat()[:7], 'years': str(d.year)}[unit]
        return f'It was found {number} {unit} ago in a box.', value


def show(entity):
    attributes = entity['attributes']
    return ' '.join([str(attributes['value'])] + [attributes[name] for name in ('mod',) if name in attributes])


def main():
    arguments = sys.argv[1:]
    numbers = []
    while arguments and arguments[0].isdigit():
        numbers.append(int(arguments.pop(0)))
    count, seed = (numbers + [1000, 1][len(numbers):])[:2]
    builder = Builder(seed)
    cases = [builder.build() for _ in range(count)]
    records = ''.join(json.dumps({'text': text, 'date': REFERENCE.isoformat(), 'language': 'en'}) + '\n' for text, _ in cases)
    done = subprocess.run(arguments + ['extract', '-r', 'en', '--reader', 'jsonl', '-'], input=records.encode(), capture_output=True, check=True)
    wrong = missed = 0
    for (text, value), line in zip(cases, done.stdout.decode().splitlines(), strict=True):
        found = [show(entity) for entity in json.loads(line)['entities'] if entity['type'] == 'date']
        if not found:
            missed += 1
            print(f'{text}: expected {value}, found nothing')
        elif found != [value]:
            wrong += 1
            print(f'{text}: expected {value}, found {found}')
    print(f'{count} expressions, {missed} not found, {wrong} wrong')
    return wrong > 0


sys.exit(main())

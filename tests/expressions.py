#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""expressions.py COUNT SEED COMMAND...: whether COMMAND gives a wrong value for amounts that are built from the English pack's own parts.

Each text is an amount whose value is known, in a sentence: numbers in digits and words, scales, currencies by name, code and sign,
their smaller units, ranges. Nothing found is told, and is no fault; another value than the known one is. Status 1 where there is one."""
import csv
import json
import os
import random
import subprocess
import sys
from decimal import Decimal

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'rules')
ONES = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split()
SCALES = {'thousand': 10**3, 'million': 10**6, 'billion': 10**9, 'trillion': 10**12}
SUFFIXES = {'k': 10**3, 'm': 10**6, 'mn': 10**6, 'bn': 10**9}
SIGNS = {'$': 'USD', 'US$': 'USD', '€': 'EUR', '£': 'GBP', 'A$': 'AUD', 'NZ $ ': 'NZD', 'HK$': 'HKD', 'VND ': 'VND', 'EUR ': 'EUR', 'USD': 'USD'}
COINS = {'dollars': ('USD', 'cents', 100), 'pounds': ('GBP', 'pence', 100), 'euros': ('EUR', 'cents', 100), 'rupees': ('INR', 'paise', 100),
         'ringgit': ('MYR', 'sen', 100), 'yuan': ('CNY', 'jiao', 10)}


def in_words(number):
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + ('-' + ONES[number % 10 - 1] if number % 10 else '')
    return ONES[number // 100 - 1] + ' hundred' + (' and ' + in_words(number % 100) if number % 100 else '')


def names():
    with open(os.path.join(RULES, 'en', 'currencies.tsv'), encoding='utf-8') as file:
        lines = (line for line in file if not line.startswith('#'))
        rows = [row for row in csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE) if row['name'].endswith('s')]
    return [(row['name'], row['code']) for row in rows]


def count(pick):
    """A number as it is written, and its value."""
    way = pick.randrange(6)
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
    value = Decimal(pick.randrange(11, 9999)) / pick.choice((10, 100))
    return f'{value} {word}', value * SCALES[word]


def expression(pick, currencies):
    """A text, and the attributes that it stands for."""
    way = pick.randrange(12)
    number, value = count(pick)
    name, code = pick.choice(currencies)
    sign = pick.choice(list(SIGNS))
    digits = Decimal(pick.randrange(11, 9999)) / 10
    word = pick.choice(list(SCALES))
    low, high = sorted(pick.sample(range(2, 900), 2))
    if way == 0:
        return f'{number} {name}', {'amount': value, 'currency': code}
    if way == 1:
        return f'{sign}{digits} {word}', {'amount': digits * SCALES[word], 'currency': SIGNS[sign]}
    if way == 2:
        suffix = pick.choice(list(SUFFIXES))
        return f'{sign}{digits}{suffix}', {'amount': digits * SUFFIXES[suffix], 'currency': SIGNS[sign]}
    if way == 3:
        coin = pick.choice(list(COINS))
        code, minor, parts = COINS[coin]
        some = pick.randrange(2, parts)
        joint = pick.choice((' and ', ' ', ', '))
        return f'{low} {coin}{joint}{some} {minor}', {'amount': low + Decimal(some) / parts, 'currency': code}
    bounds = {'amount_min': Decimal(low) * SCALES[word], 'amount_max': Decimal(high) * SCALES[word], 'currency': SIGNS[sign]}
    if way == 4:
        return f'between {sign}{low} and {sign}{high} {word}', bounds
    if way == 5:
        return f'{sign}{low}-{high} {word}', bounds
    if way == 6:
        return f'between {low} and {high} {word} {name}', {**bounds, 'currency': code}
    if way == 7:
        limit, mod = pick.choice((('more than', 'more'), ('nearly', 'less'), ('about', 'approx'), ('up to', 'less'), ('at least', 'more')))
        return f'{limit} {number} {name}', {'amount': value, 'currency': code, 'mod': mod}
    if way == 8:
        return f'{in_words(low)} million {in_words(high)} thousand {name}', {'amount': low * 10**6 + Decimal(high) * 1000, 'currency': code}
    if way == 9:
        some = pick.randrange(2, 100)
        return f'${low} and {some} cents', {'amount': low + Decimal(some) / 100, 'currency': 'USD'}
    if way == 10:
        prefix, scale = pick.choice((('M', 10**6), ('k', 10**3)))
        return f'{digits} {prefix}EUR', {'amount': digits * scale, 'currency': 'EUR'}
    code = pick.choice(('USD', 'EUR', 'GBP', 'SEK'))
    return f'{digits} {code} {word}', {'amount': digits * SCALES[word], 'currency': code}


def main():
    pick, currencies = random.Random(int(sys.argv[2])), names()
    made = [expression(pick, currencies) for _ in range(int(sys.argv[1]))]
    records = ''.join(json.dumps({'text': f'They paid {text} then.', 'language': 'en'}, ensure_ascii=False) + '\n' for text, _ in made)
    done = subprocess.run(sys.argv[3:] + ['extract', '-r', 'en', '--reader', 'jsonl', '-'], input=records.encode(), capture_output=True,
                          check=True)
    wrong = nothing = 0
    for (text, known), line in zip(made, done.stdout.decode().splitlines(), strict=True):
        found = [entity['attributes'] for entity in json.loads(line, parse_float=Decimal)['entities'] if entity['type'] == 'money']
        right = len(found) == 1 and all(found[0].get(key) == value for key, value in known.items())
        nothing += not found
        if found and not right:
            wrong += 1
            if wrong <= 40:
                print(f'{text}: {({key: str(value) for key, value in known.items()})}, found {found}')
    print(f'{wrong} wrong, {nothing} not found of {len(made)}')
    return wrong > 0


sys.exit(main())

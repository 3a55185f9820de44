#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""expressions.py LANGUAGE COUNT SEED COMMAND...: whether COMMAND gives a wrong value for what is built from a pack's own parts.

Each text holds one expression whose value is known, in a sentence: an amount, a percentage, a date, a time, a duration or a range,
made by english.py or vietnamese.py beside this file. Nothing found is told, and is no fault; another value than the known one is,
and so is a second one. Prints what is wrong, and how much of each kind is found; ends with status 1 where anything is wrong."""
import collections
import json
import random
import subprocess
import sys
from decimal import Decimal

sys.dont_write_bytecode = True
import english  # noqa: E402
import vietnamese  # noqa: E402

LANGUAGES = {'en': english, 'vi': vietnamese}
TYPES = {'amount': 'money', 'percentage': 'percent', 'point': 'date', 'relative': 'date', 'stretch': 'date', 'duration': 'date'}
WRITTEN = '2021-06-09T08:30:00'


def expression(pick, language):
    """Which way it is made, a text, the type of what it holds, and the attributes that it stands for."""
    way = pick.choice(tuple(TYPES))
    made = getattr(language, way)(pick)
    text = made[0]
    if way == 'stretch':
        known = {'timex': 'interval', 'value': made[1]}
    elif way in ('point', 'relative'):
        _, value, mod = made
        if not value:  # a day that its month has not
            return expression(pick, language)
        known = {'value': value, 'mod': mod} if mod else {'value': value}
    else:
        known = made[1]
    return way, language.sentence(way, text), TYPES[way], known


def agrees(found, known):
    """Whether the attributes of what is found are the known ones: all of them, and no bounds or limits besides."""
    names = set(known) | (set(found) & {'mod', 'amount_min', 'value_min', 'conflict'})
    return all(found.get(name) == known.get(name) for name in names)


def main():
    language, count, pick = sys.argv[1], int(sys.argv[2]), random.Random(int(sys.argv[3]))
    made = [expression(pick, LANGUAGES[language]) for _ in range(count)]
    records = ''.join(json.dumps({'text': text, 'date': WRITTEN, 'language': language}, ensure_ascii=False) + '\n'
                      for _, text, _, _ in made)
    done = subprocess.run(sys.argv[4:] + ['extract', '-r', language, '--reader', 'jsonl', '-'], input=records.encode(),
                          capture_output=True, check=True)
    wrong, tally = 0, collections.defaultdict(lambda: [0, 0, 0])
    for (way, text, kind, known), line in zip(made, done.stdout.decode().splitlines(), strict=True):
        entities = json.loads(line, parse_float=Decimal)['entities']
        found = [entity['attributes'] for entity in entities if entity['type'] == kind]
        right = len(found) == 1 and agrees(found[0], known)
        tally[way][0 if right else 1 if found else 2] += 1
        if found and not right:
            wrong += 1
            if tally[way][1] <= 5:
                print(f'{way}: {text}: {({name: str(value) for name, value in known.items()})}, found {found}')
    for way, (right, other, nothing) in sorted(tally.items()):
        if other or nothing:
            print(f'{way:20} right {right}, wrong {other}, not found {nothing}')
    print(f'{wrong} wrong of {len(made)}, {sum(nothing for _, _, nothing in tally.values())} not found')
    return wrong > 0


sys.exit(main())

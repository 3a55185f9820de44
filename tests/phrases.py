#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""phrases.py FILE PACK COMMAND...: whether COMMAND finds in each text of FILE what stands beside it.

FILE has a line a text, tabs between text, type and value, again for each that is found: a date's value or its bounds, with its
mod; an amount or its bounds, with currency and mod; a percent's value. A text alone holds nothing of these types. Its first line tells when the texts were written.
Prints each difference; ends with status 1 where there is one."""
import json
import re
import subprocess
import sys
from decimal import Decimal

TYPES = ('date', 'money', 'percent')


def show(entity):
    found = entity['attributes']
    bounds = {'date': ('begin', 'end'), 'money': ('amount_min', 'amount_max'), 'percent': ('value_min', 'value_max')}[entity['type']]
    single = found.get('amount' if entity['type'] == 'money' else 'value')
    value = '..'.join(str(found[name]) for name in bounds) if bounds[0] in found else str(single)
    return '\t'.join((entity['type'], ' '.join([value] + [found[name] for name in ('currency', 'mod') if name in found])))


def main():
    path, pack, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(path, encoding='utf-8') as file:
        head, *lines = file.read().splitlines()
    date = re.search(r'[0-9]{4}-[0-9-]*T[0-9:]*[0-9]', head).group()
    texts = [line.split('\t', 1) for line in lines]
    records = ''.join(json.dumps({'text': text[0], 'date': date, 'language': pack}, ensure_ascii=False) + '\n' for text in texts)
    command = command + ['extract', '-r', pack, '--reader', 'jsonl', '-']
    done = subprocess.run(command, input=records.encode(), capture_output=True, check=True)
    wrong = 0
    for text, line in zip(texts, done.stdout.decode().splitlines(), strict=True):
        found = [show(entity) for entity in json.loads(line, parse_float=Decimal)['entities'] if entity['type'] in TYPES]
        if '\t'.join(found) != ''.join(text[1:]):
            print(f'{text[0]}: expected {text[1:]}, found {found}')
            wrong += 1
    print(f'{len(texts) - wrong} of {len(texts)}')
    return wrong > 0


sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare what lode finds with what a peer's tests expect.

    peer.py FILE COMMAND...      e.g. peer.py duckling-vi.jsonl ./lode extract -r vi

FILE holds a JSON object a line: `kind` (number, money or date), `value`, `texts` that all mean it, and for dates `reference`, the
time of writing. Prints each text that gives something else, and for each kind the share that gives exactly the value. Ends
with status 1 where a share is below its floor. Differences that are meant are explained in docs/date.md.
"""
import datetime
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal

FLOORS = {'number': 1.0, 'money': 1.0, 'date': 0.93}

# A rule for bare numbers, which the language's pack has no entities for.
NUMBERS = """lode: 1
pack: {language: vi, uses: [vi]}
rules:
  - {id: peer.number, type: number, priority: 100, match: '%{number:value}', examples: ['[12]']}
"""

# Parts of the day and seasons, which TIMEX3 has codes for, as the peer's hours and days.
PARTS = {('04', '12'): 'TMO', ('12', '14'): 'TMI', ('13', '17'): 'TAF', ('12', '19'): 'TAF', ('18', '00'): 'TEV'}
SEASONS = {('06-21', '09-24'): 'SU', ('03-20', '06-21'): 'SP', ('09-23', '12-21'): 'FA', ('12-21', '03-20'): 'WI'}


def last_before(until):
    """The last unit of an interval whose end is excluded, at the same grain."""
    if 'T' in until:
        grain = {13: 3600, 16: 60, 19: 1}[len(until)]
        return (datetime.datetime.fromisoformat(until) - datetime.timedelta(seconds=grain)).isoformat()[:len(until)]
    parts = [int(part) for part in until.split('-')]
    if len(parts) == 1:
        return str(parts[0] - 1)
    if len(parts) == 2:
        year, month = (parts[0], parts[1] - 1) if parts[1] > 1 else (parts[0] - 1, 12)
        return f'{year}-{month:02}'
    return str(datetime.date(*parts) - datetime.timedelta(1))


def same_date(want, got):
    if isinstance(want, str):
        return got.get('value') == want
    start, until = want['from'], want['until']
    if (start[11:], until[11:]) in PARTS:
        return got.get('value') == start[:10] + PARTS[start[11:], until[11:]]
    if (start[5:], until[5:]) in SEASONS:
        return got.get('value') == start[:4] + '-' + SEASONS[start[5:], until[5:]]
    bounds = got['value'].split('/') if got.get('timex') == 'interval' else [got.get('begin'), got.get('end')]
    return bounds == [start, last_before(until)]


def same_money(want, got):
    want = dict(want)
    if want['currency'] == 'USD-cent':
        want['currency'], want['amount'] = 'USD', str(Decimal(want['amount']) / 100)
    got = {name: value for name, value in got.items() if (name, value) != ('mod', 'approx')}  # the peer has less and more only
    if any((name in got) != (name in want) for name in ('amount', 'amount_min', 'amount_max', 'mod')):
        return False
    return all(Decimal(str(got[name])) == Decimal(value) if name.startswith('amount') else got.get(name) == value
               for name, value in want.items())


SAME = {
    'date': same_date,
    'money': same_money,
    'number': lambda want, got: 'value' in got and Decimal(str(got['value'])) == Decimal(want),
}


def extract(command, records):
    with tempfile.TemporaryDirectory() as folder:
        path, numbers = os.path.join(folder, 'texts.jsonl'), os.path.join(folder, 'numbers.yaml')
        with open(path, 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + '\n' for record in records)
        with open(numbers, 'w', encoding='utf-8') as file:
            file.write(NUMBERS)
        extra = ['-r', numbers] if records[0]['kind'] == 'number' else []
        done = subprocess.run(command + extra + [path], capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.decode())
        return [json.loads(line)['entities'] for line in done.stdout.decode().splitlines()]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    records = defaultdict(list)
    with open(sys.argv[1], encoding='utf-8') as file:
        for row in map(json.loads, file):
            for text in row['texts']:
                record = {'text': text, 'language': 'vi', 'kind': row['kind'], 'value': row['value']}
                if 'reference' in row:
                    record['date'] = row['reference']
                records[row['kind']].append(record)
    low = False
    for kind, wanted in sorted(records.items()):
        right = 0
        for record, entities in zip(wanted, extract(sys.argv[2:], wanted)):
            found = [entity for entity in entities if entity['type'] == kind]
            if len(found) == 1 and SAME[kind](record['value'], found[0]['attributes']):
                right += 1
            else:
                print(f'{kind}: {record["text"]}: expected {record["value"]}, found',
                      [(entity['text'], entity['attributes']) for entity in found])
        share = right / len(wanted)
        low |= share < FLOORS[kind]
        print(f'{kind}: {right} of {len(wanted)}, {share:.3f} (floor {FLOORS[kind]})')
    return 1 if low else 0


if __name__ == '__main__':
    sys.exit(main())

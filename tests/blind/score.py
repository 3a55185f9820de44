#!/usr/bin/env python3
"""Score what lode finds in the marked texts of a folder.

    score.py [-v] FOLDER COMMAND...      e.g. score.py -v tests/blind/first ./lode extract -r vi

A text FOLDER/NAME.marked holds its entities in line, as {person|Bùi Thanh Sơn}, or with the values that it stands for, as
{date=2020 end|late 2020} and {money=5e6..6e6 USD less|£5m to £6m}. A NAME that begins with a date is a document of that date.
COMMAND is run over all texts without their marks. Prints precision, recall and F1 of exact spans for each type, and the share
of right values where there are any; -v lists every difference with its context.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

TYPES = ('money', 'date', 'organization', 'document', 'person', 'location', 'percent')
MARK = re.compile(r'\{(\w+)(?:=([^|{}]+))?\|([^{}]*)\}')


def unmark(marked):
    """The text without its marks, and the spans (type, start, end) that they stood for, in bytes, with their values."""
    text, spans, at = b'', {}, 0
    for mark in MARK.finditer(marked):
        kind, value, inner = mark.group(1), mark.group(2), mark.group(3).encode()
        if kind not in TYPES:
            sys.exit(f'unknown type in {mark.group(0)}')
        text += marked[at:mark.start()].encode()
        spans[kind, len(text), len(text) + len(inner)] = value
        text += inner
        at = mark.end()
    text += marked[at:].encode()
    if b'{' in text or b'}' in text:
        sys.exit(f'a mark that is not closed: {marked[:60]}')
    return text, spans


def extract(command, texts):
    """What COMMAND finds: a list of entities for each text, in order."""
    with tempfile.TemporaryDirectory() as folder:
        batches = collections.defaultdict(list)
        for name, text in texts:
            path = pathlib.Path(folder, name + '.txt')
            path.write_bytes(text)
            date = re.match(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', name)
            batches[date and date.group()].append((name, str(path)))
        found = {}
        for date, batch in batches.items():
            done = subprocess.run(command + (['--date', date] if date else []) + [path for _, path in batch], capture_output=True,
                                  check=False)
            if done.returncode:
                sys.exit(done.stderr.decode())
            for (name, _), line in zip(batch, done.stdout.decode().splitlines(), strict=True):
                found[name] = json.loads(line, parse_float=Decimal)['entities']
    return [found[name] for name, _ in texts]


def value_of(entity):
    """What ENTITY stands for, as a mark has it: value or amount and currency, then mod."""
    has = entity['attributes']
    if entity['type'] != 'money':
        return [str(has.get('value')), has.get('mod', '')]
    amounts = [has[key] for key in ('amount', 'amount_min', 'amount_max') if key in has]
    return [[Decimal(amount) for amount in amounts], has.get('currency', ''), has.get('mod', '')]


def marked_value(kind, value):
    first, *rest = value.split()
    size = 3 if kind == 'money' else 2
    return ([[Decimal(part) for part in first.split('..')] if kind == 'money' else first] + rest + ['', ''])[:size]


def main(arguments):
    verbose = arguments[:1] == ['-v']
    arguments = arguments[verbose:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    marked = sorted(pathlib.Path(arguments[0]).glob('*.marked'))
    texts = [(path.stem, *unmark(path.read_text(encoding='utf-8'))) for path in marked]
    if not texts:
        sys.exit(f'{arguments[0]}: no texts that end in .marked')
    found = extract(arguments[1:], [(name, text) for name, text, _ in texts])
    asked = {kind for _, _, wanted in texts for kind, _, _ in wanted}
    counts = {kind: [0, 0, 0] for kind in TYPES}
    values = {kind: [0, 0] for kind in TYPES}
    for (name, text, wanted), entities in zip(texts, found):
        of = {(e['type'], e['start'], e['end']): e for e in entities if e['type'] in asked}
        for span in sorted(wanted.keys() | of.keys(), key=lambda span: span[1:]):
            kind, start, end = span
            fault = 0 if span in wanted and span in of else 1 if span in of else 2
            counts[kind][fault] += 1
            wrong = ''
            if not fault and wanted[span]:
                right = marked_value(kind, wanted[span]) == value_of(of[span])
                values[kind][0] += right
                values[kind][1] += 1
                wrong = '' if right else f'{wanted[span]} is {of[span]["attributes"]}'
            if verbose and (fault or wrong):
                before, inner, after = (part.decode(errors='ignore').replace('\n', ' ')
                                        for part in (text[max(0, start - 30):start], text[start:end], text[end:end + 30]))
                print(f'{name:20} {kind:12} {("value", "extra", "missed")[fault]:6} …{before}[{inner}]{after}… '
                      f'{wrong or of.get(span, {}).get("rule", "")}')
    for kind, (hits, extra, missed) in counts.items():
        if hits + extra + missed:
            precision, recall = hits / max(1, hits + extra), hits / max(1, hits + missed)
            f1 = 2 * hits / (2 * hits + extra + missed)
            right = f'  values {values[kind][0] / values[kind][1]:.3f}' if values[kind][1] else ''
            print(f'{kind:13} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}{right}  (marked {hits + missed}, found {hits + extra})')


if __name__ == '__main__':
    main(sys.argv[1:])

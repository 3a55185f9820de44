#!/usr/bin/env python3
"""Score what lode finds in the marked texts of a folder.

    score.py [-v] FOLDER COMMAND...      e.g. score.py -v tests/blind/first ./lode extract -r vi

A text FOLDER/NAME.marked holds its entities in line, as {person|Bùi Thanh Sơn}. COMMAND is run once over all texts without
their marks. Prints precision, recall and F1 of exact spans for each type; -v lists every difference with its context.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TYPES = ('money', 'date', 'organization', 'document', 'person', 'location', 'percent')
MARK = re.compile(r'\{(\w+)\|([^{}]*)\}')


def unmark(marked):
    """The text without its marks, and the spans (type, start, end) that they stood for, in bytes."""
    text, spans, at = b'', set(), 0
    for mark in MARK.finditer(marked):
        kind, inner = mark.group(1), mark.group(2).encode()
        if kind not in TYPES:
            sys.exit(f'unknown type in {mark.group(0)}')
        text += marked[at:mark.start()].encode()
        spans.add((kind, len(text), len(text) + len(inner)))
        text += inner
        at = mark.end()
    text += marked[at:].encode()
    if b'{' in text or b'}' in text:
        sys.exit(f'a mark that is not closed: {marked[:60]}')
    return text, spans


def extract(command, texts):
    """What COMMAND finds: a list of entities for each text, in order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts:
            path = pathlib.Path(folder, name + '.txt')
            path.write_bytes(text)
            paths.append(str(path))
        done = subprocess.run(command + paths, capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.decode())
        return [json.loads(line)['entities'] for line in done.stdout.decode().splitlines()]


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
    counts = {kind: [0, 0, 0] for kind in TYPES}
    for (name, text, wanted), entities in zip(texts, found):
        rules = {(e['type'], e['start'], e['end']): e['rule'] for e in entities if e['type'] in TYPES}
        for span in sorted(wanted | rules.keys(), key=lambda span: span[1:]):
            kind, start, end = span
            fault = 0 if span in wanted and span in rules else 1 if span in rules else 2
            counts[kind][fault] += 1
            if verbose and fault:
                before, inner, after = (part.decode(errors='ignore').replace('\n', ' ')
                                        for part in (text[max(0, start - 30):start], text[start:end], text[end:end + 30]))
                print(f'{name:20} {kind:12} {("", "extra", "missed")[fault]:6} …{before}[{inner}]{after}… {rules.get(span, "")}')
    for kind, (hits, extra, missed) in counts.items():
        if hits + extra + missed:
            precision, recall = hits / max(1, hits + extra), hits / max(1, hits + missed)
            f1 = 2 * hits / (2 * hits + extra + missed)
            print(f'{kind:13} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  (marked {hits + missed}, found {hits + extra})')


if __name__ == '__main__':
    main(sys.argv[1:])

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""layout.py COMMAND...: whether COMMAND finds in each sample the same, however the text is laid out.

Each sample's text is written anew: decomposed (NFD), with the older and the newer placement of tone marks, with CRLF line ends,
doubled and no-break spaces, wrapped at several widths, plain, indented and quoted. Each must give the entities of the sample as it
is, with the same values, and their texts must stand where start and end say. Prints each difference; ends with status 1 where
there is one."""
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unicodedata

NEWER = {'oà': 'òa', 'oá': 'óa', 'oả': 'ỏa', 'oã': 'õa', 'oạ': 'ọa', 'oè': 'òe', 'oé': 'óe', 'oẻ': 'ỏe', 'oẽ': 'õe', 'oẹ': 'ọe',
         'uỳ': 'ùy', 'uý': 'úy', 'uỷ': 'ủy', 'uỹ': 'ũy', 'uỵ': 'ụy'}
OLDER = {new: old for old, new in NEWER.items()}
WIDTHS = (40, 60, 72, 100)
NOT_WRAPPED = ('budget-table', 'tables-text', 'web-page')  # tables and menus are never wrapped
OF_BLANKS = ('tables-text',)  # in columns that blanks make, more of them make others


def spell(text, spellings):
    return re.sub(r'(?<!q)(?:%s)\b' % '|'.join(spellings), lambda found: spellings[found.group()], text)


def wrap(text, width, between='\n\n'):
    return between.join(textwrap.fill(line, width, break_long_words=False) for line in text.split('\n') if line)


def layouts(name, text):
    yield 'plain', text
    yield 'NFD', unicodedata.normalize('NFD', text)
    yield 'newer tone marks', spell(text, NEWER)
    yield 'older tone marks', spell(text, OLDER)
    yield 'CRLF', text.replace('\n', '\r\n')
    if name not in OF_BLANKS:
        yield 'doubled spaces', text.replace(' ', '  ')
    yield 'no-break spaces', text.replace(' ', '\u00a0')
    if name in NOT_WRAPPED:
        return
    for width in WIDTHS:
        wrapped = wrap(text, width)
        yield f'wrapped at {width}', wrapped
        yield f'wrapped at {width} without blank lines', wrap(text, width, '\n')
        yield f'wrapped at {width}, NFD', wrap(unicodedata.normalize('NFD', text), width)
        yield f'wrapped at {width}, CRLF', wrapped.replace('\n', '\r\n')
        yield f'wrapped at {width}, indented', textwrap.indent(wrapped, '    ')
        yield f'wrapped at {width}, quoted', textwrap.indent(wrapped, '> ')


def samples(folder):
    for language in ('vi', 'en'):
        for name in sorted(os.listdir(os.path.join(folder, language))):
            if name.endswith('.txt') and not re.search('utf16|1258|viscii', name):
                with open(os.path.join(folder, language, name), encoding='utf-8') as file:
                    yield name[:-4], unicodedata.normalize('NFC', file.read())


def key(entity):
    text = re.sub(r'\n[> ]*', '\n', unicodedata.normalize('NFC', entity['text']).replace('\r\n', '\n'))
    text = spell(re.sub(r'(?<=\w)-\n', '-', text), NEWER)
    return entity['type'], ' '.join(text.split()), spell(json.dumps(entity.get('attributes'), ensure_ascii=False), NEWER)


def main():
    folder = os.path.join(os.environ.get('LODE_SOURCE', '.'), 'samples')
    texts = [(name, layout, text) for name, sample in samples(folder) for layout, text in layouts(name, sample)]
    wrong, plain = 0, {}
    with tempfile.TemporaryDirectory() as work:
        for number, (_, _, text) in enumerate(texts):
            with open(os.path.join(work, f'{number:04}.txt'), 'w', encoding='utf-8', newline='') as file:
                file.write(text)
        done = subprocess.run(sys.argv[1:] + ['extract', '--date', '2023-12-20', work], stdout=subprocess.PIPE)
        if done.returncode:
            return True
    for line, (name, layout, text) in zip(done.stdout.decode().splitlines(), texts, strict=True):
        entities = json.loads(line)['entities']
        found = [key(entity) for entity in entities]
        plain.setdefault(name, found)
        misplaced = [e['text'] for e in entities if text.encode()[e['start']:e['end']].decode() != e['text']]
        if found != plain[name] or not found or misplaced:
            wrong += 1
            print(f'{name}, {layout}: missed {[e for e in plain[name] if e not in found]}, '
                  f'others {[e for e in found if e not in plain[name]]}, misplaced {misplaced}')
    print(f'{len(texts) - wrong} of {len(texts)} texts give the same')
    return wrong > 0


if __name__ == '__main__':
    sys.exit(main())

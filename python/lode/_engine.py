# SPDX-License-Identifier: MIT
"""Engines: rule packs, and what they find."""
from __future__ import annotations

import datetime
import json
import os
import re
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Optional, Union

from . import _lode, _place
from ._error import Error, LodeWarning
from ._results import Entity, Fact, Part, Result, renamed
from ._run import Exchange, Run

_lode.set_classes(Entity, Part, Fact, Result, Error, Decimal)

Path = Union[str, bytes, 'os.PathLike[str]', 'os.PathLike[bytes]']
Day = Union[str, datetime.date]
Text = Union[str, Mapping[str, Optional[Day]]]

_LINES = {'auto': 0, 'keep': 1, 'join': 2}
_PREFER = {None: 0, 'nearest': 1, 'past': 2, 'future': 3}
_MOST_AHEAD, _MOST_BYTES_AHEAD = 256, 4 << 20  # texts of a pipe that wait for a worker, each
_SURROGATE = re.compile('[\ud800-\udfff]')
_MEMBERS = {'text', 'name', 'date', 'language'}


def version() -> str:
    """The version of liblode."""
    return _lode.version()


def _named(name: str, value: Any, known: Mapping[Any, int]) -> int:
    try:
        return known[value]
    except (KeyError, TypeError):
        raise Error('usage', f'{name}={value!r} is not known',
                    f'give one of {", ".join(map(repr, known))}') from None


def _options(pairs: Iterable[tuple[str, Any]]) -> list[str | bytes]:
    """The command's options for what is given."""
    made: list[str | bytes] = []
    for option, value in pairs:
        if isinstance(value, bool):
            made += [option] if value else []
        elif value is not None:
            made += [option, value if isinstance(value, (str, bytes)) else str(value)]
    return made


class Engine:
    """Rule packs that are ready to find entities and facts.

        engine = lode.Engine('vi')
        for entity in engine.extract('Hỗ trợ 1,2 tỷ đồng').of('money'):
            print(entity.text, entity.attributes['amount'])

    Packs are named ('vi', 'en'), or folders or files of rules. Mistakes in them are an Error that lists them (`mistakes`).
    An engine may be used by several threads, which take turns; each thread that has its own works at the same time.
    """

    def __init__(self, *packs: Path, settings: Mapping[str, str] | None = None, lines: str = 'auto',
                 prefer: str | None = None, sentences: bool = False, plugin_dirs: Sequence[Path] = (),
                 cache: bool = True, max_bytes: int = 128 << 20) -> None:
        if not packs:
            raise Error('usage', 'no pack is named', "name one, such as lode.Engine('vi')")
        self._packs = [os.fsencode(pack) for pack in packs]
        self._sentences = sentences
        asked = [f'{name}={value}' for name, value in (settings or {}).items()]
        plugins = [os.fsencode(folder) for folder in plugin_dirs]
        self._engine = _lode.open(self._packs, [*plugins, os.fsencode(_place.PLUGINS)], [os.fsencode(_place.RULES)],
                                  [setting.encode() for setting in asked], _named('lines', lines, _LINES),
                                  _named('prefer', prefer, _PREFER), sentences, cache, max_bytes)
        self._lock = threading.Lock()
        self._arguments = [*_options(('--rules', pack) for pack in self._packs), *_options(('--set', each) for each in asked),
                           *_options(('--plugin-dir', folder) for folder in plugins),
                           *_options([('--lines', lines), ('--prefer', prefer), ('--no-cache', not cache),
                                      ('--max-bytes', max_bytes)])]
        for told in _lode.reports(self._engine):
            warnings.warn(str(told), LodeWarning, stacklevel=2)

    def extract(self, text: str, *, name: str = '-', date: Day | None = None, language: str | None = None) -> Result:
        """Finds what there is in a text, in this process. A text that cannot be done raises an Error.

        name      what the document is called in the result
        date      its date, YYYY-MM-DD or a datetime.date, for words such as "yesterday"
        language  a tag such as "vi"; found from the text where it is not given
        """
        if not isinstance(text, str):
            raise TypeError(f'the text is no str but {type(text).__name__}; pipe() takes several, extract_file() a file')
        try:
            utf8 = _whole(text).encode()
        except UnicodeEncodeError:
            raise _surrogate(text, name) from None
        with self._lock:
            result = _lode.extract(self._engine, utf8, text, name, _day(date), language)
        return result.check()

    def pipe(self, texts: Iterable[Text], *, workers: int | None = None, timeout: float | None = None,
             memory: int | str | None = None, sandbox: str | None = None) -> Iterator[Result]:
        """Finds what there is in many texts, in worker processes that can only read and compute; results come in their order.

        A text is a str, or a mapping with `text` and perhaps `name`, `date` and `language`. One that cannot be done, or on which
        a worker crashes, hangs or grows too large, has a result that says so (`error`).

        workers   processes; as many as there are processors where it is not given
        timeout   seconds that a text may take (60)
        memory    that a worker may take beyond its start, in bytes or as "500M" (1G)
        sandbox   "required": only where the kernel confines them; "off"
        """
        return (result for result, _ in self.pipe_lines(texts, workers, timeout, memory, sandbox))

    def pipe_lines(self, texts: Iterable[Text], workers: int | None = None, timeout: float | None = None,
                   memory: int | str | None = None, sandbox: str | None = None) -> Iterator[tuple[Result, str]]:
        """As `pipe`; each result comes with the line that its `to_json` gives, which takes less time so."""
        if isinstance(texts, (str, bytes, Mapping)):
            raise TypeError('pipe() takes several texts, in a list or from an iterator; extract() takes one')
        count = workers or len(os.sched_getaffinity(0))
        options = [*self._arguments, *_options([('--jobs', count), ('--timeout', timeout), ('--memory', memory),
                                                ('--sandbox', sandbox), ('--with-text', self._sentences)]),
                   '--reader', 'jsonl', '-']
        return self._pipe(texts, options, count)

    def _pipe(self, texts: Iterable[Text], options: list[str | bytes], workers: int) -> Iterator[tuple[Result, str]]:
        reader = _lode.reader()
        with Run(options, feeds=True) as run:
            for line, (text, name, error) in Exchange(run, map(_record, texts), _MOST_AHEAD * workers,
                                                      _MOST_BYTES_AHEAD * workers):
                if error:
                    result = Result(name, None, None, None, None, None, None, {}, [], None, [], error, text, [])
                    yield result, result.to_json()
                else:
                    yield _lode.read(reader, line, name, text), renamed(line.decode(), name)
        _warn(run, {'-'})

    def scan(self, *paths: Path, **options: Any) -> Iterator[Result]:
        """Every document of files and folders, as `lode.scan` does, with this engine's packs and settings."""
        return _scan(paths, self._arguments, sentences=self._sentences, **options)

    def extract_file(self, path: Path, **options: Any) -> list[Result]:
        """The documents of one file, of which an archive or a mailbox has several, in a confined worker.

        Takes what `lode.scan` takes. A file that cannot be read raises an Error, as does one that is one document that fails;
        of several, those that fail have an `error`. Each call starts a process: for many files there is `scan`.
        """
        results = list(self.scan(path, workers=1, **options))
        if len(results) == 1:
            results[0].check()
        return results


def scan(*paths: Path, packs: Sequence[Path] = (), settings: Mapping[str, str] | None = None, lines: str | None = None,
         prefer: str | None = None, plugin_dirs: Sequence[Path] = (), cache: bool = True, **options: Any) -> Iterator[Result]:
    """Every document of files and folders, in the order of their names, one after the other as it is done.

        for result in lode.scan('archive', packs=['vi']):
            print(result.document, len(result.entities))

    Documents are worked on in processes that can only read and compute, as by `lode extract`. One that cannot be done has a
    result that says so (`error`).

    packs      as of Engine; all packs where none is given
    workers    processes; as many as there are processors where it is not given
    timeout    seconds that a document may take (60)
    memory     that a worker may take beyond its start, in bytes or as "500M" (1G)
    max_bytes  that a document may have (128M)
    sandbox    "required": only where the kernel confines them; "off"
    include, exclude   patterns for names of files in folders
    date, language, encoding, reader   of all documents, where they are known
    types      only entities and facts of these types, and entities that such facts point to
    text       results have their text
    sentences  and where its sentences are
    settings, lines, prefer, plugin_dirs, cache   as of Engine
    """
    arguments = [*_options(('--rules', os.fsencode(pack)) for pack in packs),
                 *_options(('--set', f'{name}={value}') for name, value in (settings or {}).items()),
                 *_options(('--plugin-dir', os.fsencode(folder)) for folder in plugin_dirs),
                 *_options([('--lines', lines), ('--prefer', prefer), ('--no-cache', not cache)])]
    return _scan(paths, arguments, **options)


def _scan(paths: Sequence[Path], arguments: list[str | bytes], *, workers: int | None = None,
          timeout: float | None = None, memory: int | str | None = None, max_bytes: int | str | None = None,
          sandbox: str | None = None, include: Sequence[str] = (), exclude: Sequence[str] = (), date: Day | None = None,
          language: str | None = None, encoding: str | None = None, reader: str | None = None,
          types: Sequence[str] = (), text: bool = False, sentences: bool = False) -> Iterator[Result]:
    if not paths:
        raise Error('usage', 'no file or folder is named')
    made = [*arguments,
            *_options([('--jobs', workers), ('--timeout', timeout), ('--memory', memory), ('--max-bytes', max_bytes),
                       ('--sandbox', sandbox), ('--date', _day(date)), ('--language', language), ('--encoding', encoding),
                       ('--reader', reader), ('--type', ','.join(types) or None), ('--with-text', text or sentences)]),
            *_options(('--include', pattern) for pattern in include), *_options(('--exclude', pattern) for pattern in exclude),
            '--', *(os.fsencode(path) for path in paths)]
    return _results_of(made)


def _results_of(arguments: list[str | bytes]) -> Iterator[Result]:
    reader = _lode.reader()
    with Run(arguments, feeds=False) as run:
        failed = set()
        for line in run.lines():
            result = _lode.read(reader, line, None, None)
            if result.error or result.problems:
                failed.add(result.document)
            yield result
    _warn(run, failed)


def _warn(run: Run, failed: set[str]) -> None:
    """Of what the command said, but for what results say as well: what was passed over, and what it did without."""
    for told in run.told:
        if told.file not in failed:
            warnings.warn(str(told), LodeWarning, stacklevel=3)


def _day(date: Day | None) -> str | None:
    """The day as lode writes it."""
    if isinstance(date, datetime.datetime):
        date = date.date()
    return date.isoformat() if isinstance(date, datetime.date) else date


def _whole(text: str) -> str:
    """The text with a second byte order mark before its first, which lode takes for none of the text."""
    return '\ufeff' + text if text.startswith('\ufeff') else text


def _surrogate(text: str, name: str) -> Error:
    half = _SURROGATE.search(text)
    where = f'the text has half of a surrogate pair at {half.start()}' if half else 'what is said of the text has half of a pair'
    return Error('encoding', f'{where}, which is no character', "decode it with errors='replace'", None if name == '-' else name)


def _record(item: Text) -> tuple[bytes | None, tuple[str | None, str, Error | None]]:
    """The line for the command, and what the result needs to know."""
    members: dict[str, Any] = {'text': item} if isinstance(item, str) else dict(item) if isinstance(item, Mapping) else {}
    text, name = members.get('text'), members.get('name')
    name = '-' if name is None else str(name)
    if not isinstance(text, str) or members.keys() - _MEMBERS:
        unknown = ', '.join(map(str, members.keys() - _MEMBERS)) or 'no text'
        what = f'a text has {unknown}' if members else f'a text is no str but {type(item).__name__}'
        return None, (None, name, Error('usage', what, 'give a str, or a mapping with text, name, date and language'))
    try:
        members.pop('name', None)
        members['text'] = _whole(text)
        if 'date' in members:
            members['date'] = _day(members['date'])
        return json.dumps(members, ensure_ascii=False).encode() + b'\n', (text, name, None)
    except UnicodeEncodeError:
        return None, (text, name, _surrogate(text, name))

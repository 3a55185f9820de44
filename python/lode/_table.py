# SPDX-License-Identifier: MIT
"""Results as tables, which pandas, polars, DuckDB and pyarrow take without a copy."""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Union

from . import _lode
from ._results import Fact, Result, whole_day

_PLACE = ('document', 'id', 'line', 'part', 'title', 'page', 'start', 'end')
_END = ('rule', 'sentence', 'error')
_FIRST = {*_PLACE, 'text', *_END}  # an attribute that is called so has its type before its name
_WHOLE = {'line', 'page', 'start', 'end', 'entities', 'facts'}
_EPOCH = datetime.date(1970, 1, 1)
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
_DIGITS = 38  # that a decimal of 128 bits has room for

Cell = Union[str, int, Decimal, datetime.date, None]


class Table:
    """A table in memory: names, and a list of values for each.

    Whatever knows the Arrow PyCapsule interface takes it: pandas.DataFrame.from_arrow, polars.from_arrow, pyarrow.table, a
    query of DuckDB. A column of whole numbers is int64, one with fractions a decimal that is exact, one of days a date; what fits
    in none of them, and what is mixed, is text with all its digits.
    """

    def __init__(self, columns: dict[str, list[Cell]], rows: int) -> None:
        self._columns = {name: _settled(values) for name, values in columns.items()}
        self._rows = rows
        self._made: object | None = None

    @property
    def column_names(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, name: str) -> list[Cell]:
        """The values of a column; None where a row has none."""
        return self._columns[name]

    def __repr__(self) -> str:
        return f'<lode.Table of {self._rows} rows: {", ".join(self._columns)}>'

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Each row by the names of its columns."""
        return (dict(zip(self._columns, row)) for row in zip(*self._columns.values()))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        if self._made is None:
            self._made = _lode.columns([(name, *_arrow(name, values)) for name, values in self._columns.items()])
        return _lode.stream(self._made)

    def to_pandas(self) -> Any:
        """A pandas.DataFrame, of any pandas, in which whole numbers stay whole where rows have none (Int64)."""
        import pandas

        dtypes = {'l': 'Int64', 'tdD': 'datetime64[s]'}
        return pandas.DataFrame({name: pandas.Series(values, dtype=dtypes.get(_format(name, values), object))
                                 for name, values in self._columns.items()}, columns=list(self._columns))


def _settled(values: list[Cell]) -> list[Cell]:
    """The values as the column's kind has them: mixed ones, and numbers that fit nowhere, as texts."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int} and all(_LEAST <= value <= _MOST for value in values if isinstance(value, int)):
        return values
    if kinds <= {str} or kinds <= {datetime.date}:
        return values
    if kinds <= {int, Decimal} and _fits(values):
        return [Decimal(value) if isinstance(value, int) else value for value in values]
    return [None if value is None else _text(value) for value in values]


def _scale(values: list[Cell]) -> int:
    return max((-int(value.as_tuple().exponent) for value in values if isinstance(value, Decimal)), default=0)


def _fits(values: list[Cell]) -> bool:
    scale = max(_scale(values), 0)
    return scale <= _DIGITS and all(Decimal(value).adjusted() + 1 + scale <= _DIGITS for value in values
                                    if isinstance(value, (int, Decimal)))


def _text(value: Cell) -> str:
    return format(value, 'f') if isinstance(value, Decimal) else str(value)


def _format(name: str, values: list[Cell]) -> str:
    kind = next((type(value) for value in values if value is not None), int if name in _WHOLE else str)
    if kind is Decimal:
        return f'd:{_DIGITS},{max(_scale(values), 0)}'
    return {int: 'l', datetime.date: 'tdD'}.get(kind, 'U')


def _arrow(name: str, values: list[Cell]) -> tuple[str, list[Any]]:
    """The column's format in Arrow, and its values as it has them."""
    made = _format(name, values)
    if made == 'tdD':
        return made, [(value - _EPOCH).days if isinstance(value, datetime.date) else None for value in values]
    if made.startswith('d'):
        scale = int(made.rpartition(',')[2])
        return made, [None if value is None else _unscaled(value, scale) for value in values]
    return made, values


def _unscaled(value: Any, scale: int) -> int:
    sign, digits, exponent = Decimal(value).as_tuple()
    number = int(''.join(map(str, digits))) * int(10 ** (int(exponent) + scale))
    return -number if sign else number


# ---- From results --------------------------------------------------------------------------------------------------------------


class _Making:
    """Rows in the making: a column is there from the first row that has a value for it."""

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns: dict[str, list[Cell]] = {name: [] for name in columns}
        self.rows = 0

    def add(self, row: dict[str, Cell]) -> None:
        for name, value in row.items():
            column = self.columns.get(name)
            if column is None:
                column = self.columns[name] = []
            column.extend([None] * (self.rows - len(column)))
            column.append(value)
        self.rows += 1

    def table(self, order: Iterable[str]) -> Table:
        for column in self.columns.values():
            column.extend([None] * (self.rows - len(column)))
        return Table({name: self.columns[name] for name in order}, self.rows)


def table(results: Iterable[Result], type: str | None = None) -> Table:
    """A table of results.

    type   "money", "funding", ...: a row an entity or fact of the type, a column an attribute or part, as `lode extract --type`
           has them in CSV. A document that failed, or a part of it, has a row with its `error`.
           "documents": a row a document, with its date and how much was found. None: a row an entity of any type.
    """
    if type is None:
        return _entities(results)
    return _documents(results) if type == 'documents' else _found(results, type)


def _failures(result: Result) -> str | None:
    errors = [result.error] if result.error else result.problems
    return '; '.join(f'{error.code}: {error.message}' for error in errors) or None


def _document(result: Result) -> dict[str, Cell]:
    return {'document': result.document, 'id': result.id, 'line': result.line, 'part': result.part, 'title': result.title}


def _documents(results: Iterable[Result]) -> Table:
    names = ['document', 'id', 'line', 'part', 'title', 'language', 'date', 'entities', 'facts', 'error']
    made = _Making(names)
    for result in results:
        made.add({**_document(result), 'language': result.language, 'date': whole_day(result.date),
                  'entities': len(result.entities), 'facts': len(result.facts or ()), 'error': _failures(result)})
    return made.table(names)


def _entities(results: Iterable[Result]) -> Table:
    names = ['document', 'id', 'line', 'part', 'title', 'page', 'type', 'start', 'end', 'text', 'attributes', 'rule', 'error']
    made = _Making(names)
    for result in results:
        if result.error or result.problems:
            made.add({**_document(result), 'error': _failures(result)})
        for entity in result.entities:
            attributes = '; '.join(f'{name}={_text(value)}' for name, value in entity.attributes.items())
            made.add({**_document(result), 'page': entity.page, 'type': entity.type, 'start': entity.start, 'end': entity.end,
                      'text': entity.text, 'attributes': attributes or None, 'rule': entity.rule})
    return made.table(names)


def _found(results: Iterable[Result], type: str) -> Table:
    made = _Making([*_PLACE, 'rule', 'error'])
    own = _Making([])  # only for the order of the columns
    of_entities = of_facts = with_sentences = False

    def add(result: Result, row: dict[str, Cell], start: int, cells: dict[str, Cell]) -> None:
        nonlocal with_sentences
        sentence = _sentence(result, start)
        if sentence is not None:
            with_sentences = True
            row['sentence'] = sentence
        for name in cells:
            own.columns.setdefault(name, [])
        made.add({**_document(result), **row, **cells})

    for result in results:
        if result.error or result.problems:
            made.add({**_document(result), 'error': _failures(result)})
        for entity in result.of(type):
            of_entities = True
            row: dict[str, Cell] = {'page': entity.page, 'start': entity.start, 'end': entity.end, 'text': entity.text,
                                    'rule': entity.rule}
            add(result, row, entity.start, {_column(type, name): value for name, value in entity.attributes.items()})
        for fact in result.facts_of(type):
            of_facts = True
            page = next((part.entity.page for part in fact.parts if part.entity and part.entity.page), None)
            row = {'page': page, 'start': fact.start, 'end': fact.end, 'rule': fact.rule}
            add(result, row, fact.start, _parts(type, fact))
    text = ['text'] if of_entities or not of_facts else []
    for name in text:
        made.columns.setdefault(name, [])
    return made.table([*_PLACE, *text, *own.columns, 'rule', *(['sentence'] if with_sentences else []), 'error'])


def _column(type: str, name: str) -> str:
    return f'{type}.{name}' if name in _FIRST else name


def _parts(type: str, fact: Fact) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}

    def put(name: str, value: Cell) -> None:
        known = cells.get(name)
        cells[name] = value if known is None else f'{_text(known)}; {_text(value)}'

    for part in fact.parts:
        put(_column(type, part.name), part.text if part.value is None else part.value)
        if part.entity:
            for name, value in part.entity.attributes.items():
                put(f'{part.name}.{name}', value)
    return cells


def _sentence(result: Result, start: int) -> str | None:
    """The sentence that an offset is in, where the text and its sentences are known."""
    if not result.sentences or result.text is None:
        return None
    low, high = 0, len(result.sentences)
    while low < high:
        middle = (low + high) // 2
        if result.sentences[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    if low == len(result.sentences) or result.sentences[low][0] > start:
        return None
    return result.text[slice(*result.sentences[low])]

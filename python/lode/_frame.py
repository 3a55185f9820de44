# SPDX-License-Identifier: MIT
"""Results as rows of a frame that is spread over machines: a row a document, with the same columns whatever is found."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import Any

import pyarrow

from ._engine import Engine
from ._results import Result, Value

_ENTITY = pyarrow.struct([('type', pyarrow.string()), ('start', pyarrow.int64()), ('end', pyarrow.int64()),
                          ('text', pyarrow.string()), ('rule', pyarrow.string()), ('page', pyarrow.int64()),
                          ('attributes', pyarrow.map_(pyarrow.string(), pyarrow.string()))])
_PART = pyarrow.struct([('name', pyarrow.string()), ('start', pyarrow.int64()), ('end', pyarrow.int64()),
                        ('text', pyarrow.string()), ('entity', pyarrow.int64()), ('value', pyarrow.string())])
_FACT = pyarrow.struct([('type', pyarrow.string()), ('start', pyarrow.int64()), ('end', pyarrow.int64()),
                        ('rule', pyarrow.string()), ('parts', pyarrow.list_(_PART))])
_ERROR = pyarrow.struct([('code', pyarrow.string()), ('message', pyarrow.string())])
SCHEMA = pyarrow.schema([('id', pyarrow.string()), ('language', pyarrow.string()), ('date', pyarrow.string()),
                         ('entities', pyarrow.list_(_ENTITY)), ('facts', pyarrow.list_(_FACT)), ('error', _ERROR),
                         ('json', pyarrow.string())])


@lru_cache(maxsize=8)
def engine(packs: tuple[str, ...]) -> Engine:
    """One engine for each choice of packs in a process."""
    return Engine(*packs)


def packs_here(packs: Sequence[str], folder: str | None) -> tuple[str, ...]:
    """Packs that came with the job lie in a folder of this machine; others are as they were named."""
    brought = ((pack, os.path.join(folder, pack)) if folder else (pack, '') for pack in packs)
    return tuple(here if here and os.path.exists(here) else pack for pack, here in brought)


def records(ids: Iterable[Any], texts: Iterable[Any]) -> Iterator[dict[str, str | None]]:
    for name, text in zip(ids, texts):
        yield {'name': None if name is None else str(name), 'text': text}


def _text(value: Value | None) -> str | None:
    return format(value, 'f') if isinstance(value, Decimal) else None if value is None else str(value)


def _offsets(counts: Iterable[int]) -> pyarrow.Array:
    return pyarrow.array([0, *accumulate(counts)], pyarrow.int32())


def _structs(type: pyarrow.DataType, columns: dict[str, Any]) -> pyarrow.Array:
    """Structs out of a column for each of their members."""
    fields = [type.field(at) for at in range(type.num_fields)]
    return pyarrow.StructArray.from_arrays([pyarrow.array(columns[field.name], field.type) for field in fields], fields=fields)


def _entities(results: list[Result]) -> pyarrow.Array:
    entities = [entity for result in results for entity in result.entities]
    attributes = [pair for entity in entities for pair in entity.attributes.items()]
    maps = pyarrow.MapArray.from_arrays(_offsets(len(entity.attributes) for entity in entities),
                                        pyarrow.array([name for name, _ in attributes], pyarrow.string()),
                                        pyarrow.array([_text(value) for _, value in attributes], pyarrow.string()))
    members = {name: [getattr(entity, name) for entity in entities] for name in ('type', 'start', 'end', 'text', 'rule', 'page')}
    return pyarrow.ListArray.from_arrays(_offsets(len(result.entities) for result in results),
                                         _structs(_ENTITY, {**members, 'attributes': maps}))


def _facts(results: list[Result]) -> pyarrow.Array:
    facts = [fact for result in results for fact in result.facts or ()]
    parts = [part for fact in facts for part in fact.parts]
    places = {id(entity): place for result in results for place, entity in enumerate(result.entities)}
    members = {name: [getattr(part, name) for part in parts] for name in ('name', 'start', 'end', 'text')}
    listed = pyarrow.ListArray.from_arrays(
        _offsets(len(fact.parts) for fact in facts),
        _structs(_PART, {**members, 'entity': [places[id(part.entity)] if part.entity else None for part in parts],
                         'value': [_text(part.value) for part in parts]}))
    members = {name: [getattr(fact, name) for fact in facts] for name in ('type', 'start', 'end', 'rule')}
    return pyarrow.ListArray.from_arrays(_offsets(len(result.facts or ()) for result in results),
                                         _structs(_FACT, {**members, 'parts': listed}))


def batch(answers: Iterable[tuple[Result, str]]) -> pyarrow.RecordBatch:
    """Some results, with their lines, as rows."""
    rows = list(answers)
    results = [result for result, _ in rows]
    errors = [{'code': result.error.code, 'message': result.error.message} if result.error else None for result in results]
    columns = [[result.document for result in results], [result.language for result in results],
               [result.date for result in results], _entities(results), _facts(results), errors, [line for _, line in rows]]
    return pyarrow.RecordBatch.from_arrays([pyarrow.array(column, field.type) for column, field in zip(columns, SCHEMA)],
                                           schema=SCHEMA)

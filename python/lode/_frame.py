"""Results as rows of a frame that is spread over machines: a row a document, with the same columns whatever is found."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
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


def _row(result: Result) -> dict[str, Any]:
    places = {id(entity): place for place, entity in enumerate(result.entities)}
    return {
        'id': result.document, 'language': result.language, 'date': result.date,
        'entities': [{'type': entity.type, 'start': entity.start, 'end': entity.end, 'text': entity.text, 'rule': entity.rule,
                      'page': entity.page, 'attributes': [(name, _text(value)) for name, value in entity.attributes.items()]}
                     for entity in result.entities],
        'facts': [{'type': fact.type, 'start': fact.start, 'end': fact.end, 'rule': fact.rule,
                   'parts': [{'name': part.name, 'start': part.start, 'end': part.end, 'text': part.text,
                              'entity': places.get(id(part.entity)), 'value': _text(part.value)} for part in fact.parts]}
                  for fact in result.facts or ()],
        'error': {'code': result.error.code, 'message': result.error.message} if result.error else None,
        'json': result.to_json()}


def batch(results: Iterable[Result]) -> pyarrow.RecordBatch:
    """Some results as rows."""
    return pyarrow.RecordBatch.from_pylist([_row(result) for result in results], schema=SCHEMA)

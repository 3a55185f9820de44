# SPDX-License-Identifier: MIT
"""What lode finds in a document."""
from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Union

from ._error import Error

Value = Union[str, int, Decimal]


def whole_day(text: str | None) -> datetime.date | None:
    """The day that "YYYY-MM-DD" names; None for anything else, and for years that datetime does not have."""
    if text is None or len(text) != 10:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


@dataclass
class Entity:
    """A span of a text with a type. `start` and `end` count code points, so that text[start:end] is its text."""

    __slots__ = ('type', 'start', 'end', 'text', 'rule', 'attributes', 'page')
    type: str
    start: int
    end: int
    text: str
    rule: str | None
    attributes: dict[str, Value]  # numbers are exact: int where they are whole, else Decimal
    page: int | None  # that it begins on, from 1, where documents have pages

    @property
    def day(self) -> datetime.date | None:
        """The day that it stands for; None where it is none, or not a whole day."""
        value = self.attributes.get('value')
        return whole_day(value) if isinstance(value, str) and self.attributes.get('timex') == 'date' else None


@dataclass
class Part:
    """A part of a fact: an entity, other words of the text, or a value that stands nowhere (then `text` is None)."""

    __slots__ = ('name', 'start', 'end', 'text', 'entity', 'value')
    name: str
    start: int | None
    end: int | None
    text: str | None
    entity: Entity | None
    value: Value | None


@dataclass
class Fact:
    """Entities and words of one sentence that belong together."""

    __slots__ = ('type', 'start', 'end', 'sentence', 'rule', 'parts')
    type: str
    start: int
    end: int
    sentence: tuple[int, int]
    rule: str | None
    parts: list[Part]  # those of one name beside each other

    def part(self, name: str) -> Part | None:
        """The first part of that name; None where there is none."""
        return next((part for part in self.parts if part.name == name), None)

    def all(self, name: str) -> list[Part]:
        """Every part of that name."""
        return [part for part in self.parts if part.name == name]


@dataclass
class Result:
    """What came of one document."""

    __slots__ = ('document', 'part', 'id', 'line', 'language', 'date', 'title', 'metadata', 'entities', 'facts', 'problems',
                 'error', 'text', 'sentences')
    document: str  # its file, or what it was called
    part: str | None  # its place in the file, where that holds several
    id: str | None
    line: int | None  # in the file, from 1
    language: str | None
    date: str | None
    title: str | None
    metadata: dict[str, Value]
    entities: list[Entity]  # by start
    facts: list[Fact] | None  # by start; None where no rule for facts is loaded for the language
    problems: list[Error]  # what of the document could not be done
    error: Error | None  # why nothing of it could be done
    text: str | None  # where it is known
    sentences: list[tuple[int, int]]  # where they were asked for

    @property
    def day(self) -> datetime.date | None:
        """The document's date as a day."""
        return whole_day(self.date)

    def of(self, type: str) -> Iterator[Entity]:
        """The entities of a type."""
        return (entity for entity in self.entities if entity.type == type)

    def facts_of(self, type: str) -> Iterator[Fact]:
        """The facts of a type."""
        return (fact for fact in self.facts or () if fact.type == type)

    def check(self) -> Result:
        """Itself; raises the error of a document that failed."""
        if self.error:
            raise self.error
        return self

    def to_json(self) -> str:
        """The line that `lode extract --offsets codepoint` writes, without its end."""
        return ''.join(_line(self))


_HEAD = re.compile(r'\{"document":"-"(?:,"line":\d+)?')


def renamed(line: str, document: str) -> str:
    """The line of a document that came to the command by a pipe, with the name that the document has for whoever sent it."""
    return _HEAD.sub(lambda _: f'{{"document":{_string(document)}', line, count=1)


# ---- As JSON: member by member as the writer `jsonl` has them, and byte for byte the same --------------------------------------


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace('\x7f', '\\u007f')


def _value(value: Value) -> str:
    return _string(value) if isinstance(value, str) else format(value, 'f' if isinstance(value, Decimal) else 'd')


def _members(pairs: list[tuple[str, str | None]]) -> str:
    return ','.join(f'"{name}":{json_text}' for name, json_text in pairs if json_text is not None)


def _optional(text: str | None) -> str | None:
    return None if text is None else _string(text)


def _attributes(attributes: dict[str, Value]) -> str | None:
    inside = ','.join(f'{_string(name)}:{_value(value)}' for name, value in attributes.items())
    return f'{{{inside}}}' if inside else None


def _entity(entity: Entity) -> str:
    return '{' + _members([('type', _string(entity.type)), ('start', str(entity.start)), ('end', str(entity.end)),
                           ('text', _string(entity.text)), ('rule', _optional(entity.rule)),
                           ('page', str(entity.page) if entity.page else None),
                           ('attributes', _attributes(entity.attributes))]) + '}'


def _part(part: Part, places: dict[int, int]) -> str:
    if part.value is not None or part.text is None:
        return f'{{"value":{_value(part.value) if part.value is not None else "null"}}}'
    place = f',"entity":{places[id(part.entity)]}' if part.entity else ''
    return f'{{"start":{part.start},"end":{part.end},"text":{_string(part.text)}{place}}}'


def _fact(fact: Fact, places: dict[int, int]) -> str:
    parts = []
    for name in dict.fromkeys(part.name for part in fact.parts):
        items = [_part(part, places) for part in fact.all(name)]
        parts.append(f'{_string(name)}:' + (items[0] if len(items) == 1 else f'[{",".join(items)}]'))
    head = _members([('type', _string(fact.type)), ('start', str(fact.start)), ('end', str(fact.end)),
                     ('sentence', f'{{"start":{fact.sentence[0]},"end":{fact.sentence[1]}}}'), ('rule', _optional(fact.rule))])
    return f'{{{head},"parts":{{{",".join(parts)}}}}}'


def _error(error: Error) -> str:
    return '{' + _members([('code', _string(error.code)), ('message', _string(error.message)),
                           ('plugin', _optional(error.plugin)), ('rule', _optional(error.rule))]) + '}'


def _line(result: Result) -> Iterator[str]:
    yield '{' + _members([('document', _string(result.document)), ('part', _optional(result.part)), ('id', _optional(result.id)),
                          ('line', str(result.line) if result.line else None), ('language', _optional(result.language)),
                          ('date', _optional(result.date)), ('title', _optional(result.title)),
                          ('metadata', _attributes(result.metadata))])
    if result.error:
        yield f',"error":{_error(result.error)}}}'
        return
    yield f',"entities":[{",".join(map(_entity, result.entities))}]'
    if result.facts is not None:
        places = {id(entity): place for place, entity in enumerate(result.entities)}
        yield f',"facts":[{",".join(_fact(fact, places) for fact in result.facts)}]'
    if result.problems:
        yield f',"problems":[{",".join(map(_error, result.problems))}]'
    yield '}'

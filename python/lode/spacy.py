# SPDX-License-Identifier: MIT
"""lode as a component of spaCy.

    nlp = spacy.blank('vi')
    nlp.add_pipe('lode', config={'packs': ['vi']})
    doc = nlp(text)
    doc.spans['lode']             every entity, with its type as the label
    doc.ents                      those that share no token with another
    span._.lode, doc._.lode       the lode.Entity, and the lode.Result with its facts

A span reaches to the ends of the tokens that its entity begins and ends in; the entity has its exact place.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from . import _lode
from ._engine import Engine
from ._results import Entity, Result

_KEY = 'lode'


@lru_cache(maxsize=64)
def _read(line: str, text: str) -> Result:
    return _lode.read(_lode.reader(), line.encode(), None, text)


def _result(doc: Doc) -> Result | None:
    """What was found, which is kept as its line: documents go between processes as plain data."""
    line = doc.user_data.get(_KEY)
    return _read(line, doc.text) if isinstance(line, str) else None


def _entity(span: Span) -> Entity | None:
    result = _result(span.doc)
    if result is None:
        return None
    for entity in result.of(span.label_):
        found = span.doc.char_span(entity.start, entity.end, alignment_mode='expand')
        if found is not None and (found.start, found.end) == (span.start, span.end):
            return entity
    return None


Doc.set_extension(_KEY, getter=_result, force=True)
Span.set_extension(_KEY, getter=_entity, force=True)


class Component:
    def __init__(self, packs: Sequence[str], spans_key: str, set_ents: bool) -> None:
        self._engine = Engine(*packs)
        self._spans_key = spans_key
        self._set_ents = set_ents

    def __call__(self, doc: Doc) -> Doc:
        result = self._engine.extract(doc.text)
        placed = (doc.char_span(entity.start, entity.end, label=entity.type, alignment_mode='expand')
                  for entity in result.entities)
        spans = [span for span in placed if span is not None]
        doc.user_data[_KEY] = result.to_json()
        doc.spans[self._spans_key] = spans
        if self._set_ents:
            taken = {token for span in doc.ents for token in range(span.start, span.end)}
            free = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
            doc.ents = [*doc.ents, *filter_spans(free)]
        return doc


@Language.factory('lode', assigns=['doc.spans', 'doc.ents'],
                  default_config={'packs': ['vi'], 'spans_key': _KEY, 'set_ents': True})
def make(nlp: Language, name: str, packs: list[str], spans_key: str, set_ents: bool) -> Component:
    return Component(packs, spans_key, set_ents)

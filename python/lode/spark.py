# SPDX-License-Identifier: MIT
"""lode on a cluster of Spark.

    found = lode.spark.extract(frame, text='text', id='id', packs=['vi'])
    found.selectExpr('id', 'explode(entities) AS entity').where("entity.type = 'money'")

`extract` gives a frame with a row for each of `frame`, in the same partitions and order:

    id        as a string; results call their document by it
    language, date
    entities  array<struct<type, start, end, text, rule, page, attributes: map<string, string>>>
    facts     array<struct<type, start, end, rule, parts: array<struct<name, start, end, text, entity, value>>>>;
              `entity` counts entities from 0
    error     struct<code, message>; null where all went well
    json      the line that `lode extract --offsets codepoint` writes of a file called so

Offsets count code points, as Spark's own `substring` does (from 0). Numbers are text with all their digits: cast them.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from . import _frame

_ROWS = 256  # of a batch that goes back to Spark at once


def extract(frame: DataFrame, text: str = 'text', id: str = 'id', packs: Sequence[str] = ('vi',), workers: int = 1,
            timeout: float | None = None) -> DataFrame:
    """Finds what there is in a column of texts.

    Each executor's Python process has one engine, whose `workers` can only read and compute: a text on which one crashes or
    takes longer than `timeout` seconds costs its row an error, and not the task. Packs of your own travel by
    SparkContext.addFile, folders by addArchive('mine.zip#mine'); name them as they lie there ('mine.yaml', 'mine').
    """
    names = tuple(packs)

    def work(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        engine = _frame.engine(_frame.packs_here(names, SparkFiles.getRootDirectory()))
        texts: Iterator[Any] = (record for batch in batches
                                for record in _frame.records(batch.column(0).to_pylist(), batch.column(1).to_pylist()))
        results = engine.pipe_lines(texts, workers, timeout)
        while rows := list(islice(results, _ROWS)):
            yield _frame.batch(rows)

    return frame.select(id, text).mapInArrow(work, from_arrow_schema(_frame.SCHEMA))

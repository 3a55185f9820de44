# SPDX-License-Identifier: MIT
"""lode on a cluster of Dask.

    found = lode.dask.extract(frame, text='text', id='id', packs=['vi'])
    found.compute()

`extract` gives a frame with a row for each of `frame`, in the same partitions and order, with the columns of lode.spark:
id, language, date, entities, facts, error, json; their types are those of Arrow (pandas.ArrowDtype).
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas
import pyarrow

from . import _frame


def _pandas(batch: pyarrow.RecordBatch) -> pandas.DataFrame:
    return pyarrow.Table.from_batches([batch], _frame.SCHEMA).to_pandas(types_mapper=pandas.ArrowDtype)


def _work(part: pandas.DataFrame, text: str, id: str, packs: Sequence[str], workers: int,
          timeout: float | None) -> pandas.DataFrame:
    engine = _frame.engine(_frame.packs_here(packs, _folder()))
    texts = (None if pandas.isna(value) else value for value in part[text])
    made = _pandas(_frame.batch(engine.pipe_lines(_frame.records(part[id], texts), workers, timeout)))
    made.index = part.index
    return made


def _folder() -> str | None:
    """Where files that were uploaded to this process's worker lie; None where this is none."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None


def extract(frame: Any, text: str = 'text', id: str = 'id', packs: Sequence[str] = ('vi',), workers: int = 1,
            timeout: float | None = None) -> Any:
    """Finds what there is in a column of texts.

    Each worker process has one engine, whose `workers` can only read and compute: a text on which one crashes or takes longer
    than `timeout` seconds costs its row an error, and not the partition. Packs of your own travel by Client.upload_file; name
    them by the file's name.
    """
    meta = _pandas(_frame.batch([]))
    return frame.map_partitions(_work, text, id, tuple(packs), workers, timeout, meta=meta)

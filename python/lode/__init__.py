# SPDX-License-Identifier: MIT
"""lode finds entities and facts in documents: amounts of money, dates, organizations, and whatever else its rules name.

    engine = lode.Engine('vi')
    result = engine.extract(text)          # one text
    for result in engine.pipe(texts): ...  # many, in confined processes
    for result in lode.scan('archive'): ...  # files and folders
    lode.table(results, type='money')      # for pandas, polars, DuckDB and pyarrow
"""
from ._engine import Engine, scan, version
from ._error import Error, LodeWarning
from ._results import Entity, Fact, Part, Result, Value
from ._table import Table, table

__all__ = ['Engine', 'Entity', 'Error', 'Fact', 'LodeWarning', 'Part', 'Result', 'Table', 'Value', 'scan', 'table', 'version']

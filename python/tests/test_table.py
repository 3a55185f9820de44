# SPDX-License-Identifier: MIT
"""Tables, as those take them who know the Arrow PyCapsule interface."""
import datetime
import gc
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow
import pytest

import lode

TEXTS = ['Hỗ trợ 1,2 tỷ đồng và 650.000 USD cho trường học.', 'Không có gì.', 'Trị giá 0,35 đồng.']


def fake(attributes):
    entity = lode.Entity('t', 0, 1, 'a', 'r', attributes, None)
    return lode.Result('d', None, None, None, None, None, None, {}, [entity], None, [], None, None, [])


@pytest.fixture(scope='module')
def results(engine):
    return [engine.extract(text, name=f'{number}', date='2021-03-12') for number, text in enumerate(TEXTS)]


@pytest.fixture(scope='module')
def money(results):
    return lode.table(results, type='money')


def test_pyarrow(money):
    table = pyarrow.table(money)
    assert table.column_names == money.column_names
    assert table.schema.field('start').type == pyarrow.int64()
    assert table['amount'].to_pylist() == [Decimal('1200000000'), Decimal('650000'), Decimal('0.35')]
    assert table['currency'].to_pylist() == ['VND', 'USD', 'VND']
    assert table['id'].null_count == 3
    table.validate(full=True)


def test_polars(money):
    frame = polars.DataFrame(money)
    assert frame.shape == (3, len(money.column_names))
    assert frame['amount'].sum() == Decimal('1200650000.35')
    assert frame.filter(polars.col('currency') == 'USD')['document'].to_list() == ['0']


def test_duckdb(money):
    assert duckdb.sql('SELECT currency, sum(amount) FROM money GROUP BY 1 ORDER BY 1').fetchall() == \
        [('USD', Decimal('650000.00')), ('VND', Decimal('1200000000.35'))]


def test_pandas(money, results):
    if hasattr(pandas.DataFrame, 'from_arrow'):  # pandas 3
        assert pandas.DataFrame.from_arrow(money)['text'].tolist() == money['text']
    frame = lode.table(results[:2], type='money').to_pandas()
    assert str(frame['amount'].dtype) == 'Int64'
    assert frame.groupby('currency')['amount'].sum().to_dict() == {'USD': 650000, 'VND': 1200000000}
    assert money.to_pandas()['amount'].sum() == Decimal('1200650000.35')


def test_documents(results):
    table = lode.table(results, type='documents')
    assert pyarrow.table(table)['date'].to_pylist() == [datetime.date(2021, 3, 12)] * 3
    assert table['entities'][1] == 0
    assert str(table.to_pandas()['date'].dtype) == 'datetime64[s]'


def test_all_entities(results):
    table = lode.table(results)
    assert len(table) == sum(len(result.entities) for result in results)
    assert table['attributes'][0] == 'amount=1200000000; currency=VND'
    assert len(table['type']) == len(table)


def test_failed_documents_have_a_row(engine):
    results = list(engine.pipe(['\ud800', 'năm 2020']))
    for type in (None, 'date', 'money'):
        table = lode.table(results, type=type)
        assert table['error'][0].startswith('encoding: the text has half of a surrogate pair')
        assert table['document'][0] == '-'


@pytest.mark.parametrize('values, type, expected', [
    ([1, None, -(1 << 63)], pyarrow.int64(), [1, None, -(1 << 63)]),
    ([1 << 63, -5], pyarrow.decimal128(38, 0), [Decimal(1 << 63), Decimal(-5)]),
    ([Decimal('-0.001'), 12], pyarrow.decimal128(38, 3), [Decimal('-0.001'), Decimal('12.000')]),
    ([Decimal('9' * 20 + '.5'), Decimal('0.' + '1' * 20)], pyarrow.large_string(), ['9' * 20 + '.5', '0.' + '1' * 20]),
    ([51, '01'], pyarrow.large_string(), ['51', '01']),
    ([None, 'đồng', ''], pyarrow.large_string(), [None, 'đồng', '']),
])
def test_columns_hold_values_exactly(values, type, expected):
    column = pyarrow.table(lode.table([fake({} if value is None else {'v': value}) for value in values], type='t'))['v']
    assert column.type == type
    assert column.to_pylist() == expected


def test_attributes_that_are_called_as_columns():
    table = lode.table([fake({'end': 1, 'text': 'x', 'value': 2})], type='t')
    assert table.column_names[6:] == ['start', 'end', 'text', 't.end', 't.text', 'value', 'rule', 'error']


def test_an_empty_table():
    for type in (None, 'money', 'documents'):
        table = lode.table([], type=type)
        assert len(table) == 0
        assert pyarrow.table(table).num_rows == 0
        assert polars.DataFrame(table).shape == (0, len(table.column_names))
        assert len(table.to_pandas()) == 0


def test_the_same_memory_is_handed_out_again_and_lives_on(results):
    table = lode.table(results, type='money')
    addresses = {pyarrow.table(table)['text'].chunk(0).buffers()[2].address for _ in range(3)}
    assert len(addresses) == 1
    kept = pyarrow.table(table)['text'].chunk(0)
    unused = table.__arrow_c_stream__()
    del table, unused
    gc.collect()
    assert kept.to_pylist() == ['1,2 tỷ đồng', '650.000 USD', '0,35 đồng']


def test_parts_of_a_stream_live_on_by_themselves(results):
    reader = pyarrow.RecordBatchReader.from_stream(lode.table(results, type='money'))
    batch = reader.read_next_batch()
    del reader
    column = batch.column(8)
    del batch
    gc.collect()
    assert column.to_pylist()[0] == '1,2 tỷ đồng'

# SPDX-License-Identifier: MIT
"""Dask: a scheduler and two workers."""
import machines
import pandas
import pytest
from machines import wait_for

PARTS = 24


@pytest.fixture(scope='module')
def cluster(tmp_path_factory):
    """A client, and its two workers."""
    with machines.dask(tmp_path_factory.mktemp('dask'), 2) as made:
        yield made


def test_columns_and_failures(cluster, tmp_path):
    import dask.dataframe

    import lode.dask

    client, _ = cluster
    pack = tmp_path / 'mine.yaml'
    pack.write_text("lode: 1\npack: {language: vi, uses: [vi]}\nrules:\n  - id: mine.projects\n    type: projects\n"
                    "    match: '%{number:count} dự án'\n    examples: ['[39 dự án]']\n")
    client.upload_file(str(pack), load=False)
    rows = pandas.DataFrame({'number': [1, 2], 'words': ['Năm 2020 hỗ trợ 0,35 tỷ đồng cho hai dự án.', None]}, index=['x', 'y'])
    frame = dask.dataframe.from_pandas(rows, npartitions=2)
    made = lode.dask.extract(frame, text='words', id='number', packs=['vi', 'mine.yaml'])
    assert dict(made.dtypes) == dict(made.compute().dtypes)
    made = made.compute()
    assert made.index.tolist() == ['x', 'y']
    assert [(entity['type'], entity['text']) for entity in made['entities'].iloc[0]] == \
        [('date', 'Năm 2020'), ('money', '0,35 tỷ đồng'), ('projects', 'hai dự án')]
    assert dict(made['entities'].iloc[0][1]['attributes']) == {'amount': '350000000', 'currency': 'VND'}
    assert (made['id'].iloc[1], made['error'].iloc[1]['code']) == ('2', 'usage')


def test_what_comes_is_what_one_run_gives_though_a_worker_is_killed(cluster, corpus):
    import dask.dataframe
    from distributed import futures_of

    import lode.dask

    client, workers = cluster
    rows, plain = corpus
    frame = dask.dataframe.from_pandas(pandas.DataFrame(rows, columns=['id', 'text']), npartitions=PARTS)
    found = lode.dask.extract(frame, packs=['vi'])
    futures = futures_of(found.persist())
    wait_for(lambda: sum(future.done() for future in futures) >= PARTS // 4)
    assert not all(future.done() for future in futures)
    machines.end(workers[1])
    made = pandas.concat(client.gather(futures))
    assert len(client.scheduler_info()['workers']) == 1
    assert ''.join(f'{line}\n' for line in made['json']).encode() == plain
    assert made['id'].tolist() == [name for name, _ in rows]

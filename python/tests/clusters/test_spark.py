# SPDX-License-Identifier: MIT
"""Spark, standalone: a master and two workers."""
import shutil
import threading

import machines
import pytest
from conftest import SOURCE, missing
from machines import wait_for

PARTS = 24


@pytest.fixture(scope='module')
def cluster(tmp_path_factory):
    """A session, and its two workers."""
    if not shutil.which('java'):
        missing('Spark needs Java; on Debian: apt-get install default-jre-headless')
    with machines.spark(tmp_path_factory.mktemp('spark'), 2) as made:
        yield made


def test_columns_and_failures(cluster, tmp_path):
    import lode.spark

    session, _ = cluster
    pack = tmp_path / 'mine.yaml'
    pack.write_text("lode: 1\npack: {language: vi, uses: [vi]}\nrules:\n  - id: mine.projects\n    type: projects\n"
                    "    match: '%{number:count} dự án'\n    examples: ['[39 dự án]']\n")
    session.sparkContext.addFile(str(pack))
    shutil.make_archive(str(tmp_path / 'archive'), 'zip', SOURCE / 'rules', 'vi')
    session.sparkContext.addArchive(f'{tmp_path}/archive.zip#brought')
    frame = session.createDataFrame([(1, 'Năm 2020 hỗ trợ 0,35 tỷ đồng cho hai dự án.'), (2, None)], 'number int, words string')
    found = lode.spark.extract(frame, text='words', id='number', packs=['brought/vi', 'mine.yaml'])
    first, second = found.orderBy('id').collect()
    assert [(entity.type, entity.text) for entity in first.entities] == \
        [('date', 'Năm 2020'), ('money', '0,35 tỷ đồng'), ('projects', 'hai dự án')]
    assert first.entities[1].attributes == {'amount': '350000000', 'currency': 'VND'}
    assert (first.id, first.language, first.error) == ('1', 'vi', None)
    assert 'funding' in [fact.type for fact in first.facts]
    assert (second.id, second.error.code, second.entities) == ('2', 'usage', [])
    money = found.selectExpr('explode(entities) AS e').where("e.type = 'money'")
    assert money.selectExpr("sum(cast(e.attributes['amount'] AS decimal(38, 2))) AS sum").first()['sum'] == 350000000


def test_what_comes_is_what_one_run_gives_though_a_worker_is_killed(cluster, corpus):
    import lode.spark

    session, workers = cluster
    rows, plain = corpus
    frame = session.createDataFrame(rows, 'id string, text string').repartitionByRange(PARTS, 'id')
    found, failure = [], []

    def collect():
        try:
            found.extend(lode.spark.extract(frame, packs=['vi']).select('id', 'json').collect())
        except Exception as error:  # told below, in the thread that has the test
            failure.append(error)

    def tasks():
        stages = map(tracker.getStageInfo, tracker.getActiveStageIds())
        return [stage for stage in stages if stage and stage.numTasks == PARTS and 2 <= stage.numCompletedTasks < PARTS - 4]

    tracker = session.sparkContext.statusTracker()
    thread = threading.Thread(target=collect)
    thread.start()
    wait_for(lambda: tasks() or not thread.is_alive())
    assert thread.is_alive(), failure
    machines.end(workers[1])
    wait_for(lambda: not thread.is_alive())
    assert not failure
    assert machines.executors(session) == 1
    assert ''.join(f'{row.json}\n' for row in sorted(found)).encode() == plain

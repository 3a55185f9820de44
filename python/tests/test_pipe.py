# SPDX-License-Identifier: MIT
"""Many texts, in confined processes."""
import datetime
import itertools
import os
import signal
import time

import pytest

import lode


def test_results_are_those_of_one_at_a_time(engine, documents):
    texts = documents * 3
    assert list(engine.pipe(texts, workers=3)) == [engine.extract(text) for text in texts]
    with_sentences = lode.Engine('vi', sentences=True)
    assert list(with_sentences.pipe(documents)) == [with_sentences.extract(text) for text in documents]


def test_lines_are_those_of_results(engine, documents):
    items = [*documents, {'text': documents[0], 'name': 'tin "1" \\1', 'date': '2022-08-11'}, '\ud800',
             {'text': 'a', 'date': 'x'}]
    pairs = list(engine.pipe_lines(items))
    assert len(pairs) == len(items)
    assert all(line == result.to_json() for result, line in pairs)


def test_names_and_dates_of_texts(engine):
    items = [{'text': 'Hôm qua', 'name': 'tin "1"', 'date': '2022-08-11'}, 'Hôm qua', {'text': 'Hôm qua', 'language': 'vi'}]
    results = list(engine.pipe(items))
    assert results[0] == engine.extract('Hôm qua', name='tin "1"', date='2022-08-11')
    assert [result.document for result in results] == ['tin "1"', '-', '-']


def test_days_are_dates_too(engine):
    days = ['2022-08-11', datetime.date(2022, 8, 11), datetime.datetime(2022, 8, 11, 9, 30), None]
    results = engine.pipe([{'text': 'Hôm qua', 'date': day} for day in days])
    assert [result.date for result in results] == ['2022-08-11'] * 3 + [None]


def test_failures_are_results_in_their_place(engine):
    items = ['năm 2020', '\ud800', {'text': None}, {'text': 'a', 'date': 'x', 'name': 'b'}, {'text': 'a', 'colour': 'red'}, '',
             'năm 2021']
    results = list(engine.pipe(items, workers=2))
    assert [result.error.code if result.error else None for result in results] == \
        [None, 'encoding', 'usage', 'syntax', 'usage', None, None]
    assert 'colour' in str(results[4].error)
    assert [entity.text for entity in results[-1].entities] == ['năm 2021']
    assert results[3].document == 'b'
    with pytest.raises(lode.Error):
        results[1].check()
    assert results[0].check() is results[0]


def test_what_is_no_text_is_told_in_its_place(engine):
    none, number, given = engine.pipe([None, float('nan'), 'Năm 2020'])
    assert (none.error.message, number.error.message) == ('a text is no str but NoneType', 'a text is no str but float')
    assert [entity.text for entity in given.entities] == ['Năm 2020']
    for one in 'Năm 2020', {'text': 'Năm 2020'}:
        with pytest.raises(TypeError, match='takes several texts'):
            engine.pipe(one)


def test_a_text_that_takes_too_long_costs_itself_alone(engine, documents):
    long = '\n'.join(documents) * 800
    results = list(engine.pipe(['năm 2020', long, 'năm 2021'], workers=1, timeout=1))
    assert [result.error.code if result.error else None for result in results] == [None, 'timeout', None]


def test_workers_that_die_are_replaced(engine, documents):
    """The command's children are ended from outside again and again; what was found is the same."""
    expected = [engine.extract(text) for text in documents] * 20
    results = engine.pipe(documents * 20, workers=2)
    found = [next(results)]
    command = [pid for pid in children(os.getpid()) if 'lode' in name(pid)]
    for count, result in enumerate(results):
        if count in (30, 90, 150):
            for pid in children(command[-1]):
                os.kill(pid, signal.SIGKILL)
        found.append(result)
    assert found == expected


def test_a_command_that_dies_is_an_error(engine, documents):
    results = engine.pipe(itertools.cycle(documents), workers=1)
    next(results)
    os.kill([pid for pid in children(os.getpid()) if 'lode' in name(pid)][-1], signal.SIGKILL)
    with pytest.raises(lode.Error, match='ended by signal 9') as caught:
        list(results)
    assert caught.value.code == 'crash'


def test_texts_are_asked_for_as_they_are_needed(engine):
    """An endless source gives results, and nothing runs on when nobody wants more."""
    asked = 0

    def endless():
        nonlocal asked
        while True:
            asked += 1
            yield f'năm {1900 + asked % 100}'

    before = set(children(os.getpid()))
    results = engine.pipe(endless(), workers=1)
    assert [result.entities[0].text for result in itertools.islice(results, 3)] == ['năm 1901', 'năm 1902', 'năm 1903']
    assert asked < 1000
    results.close()
    assert set(children(os.getpid())) == before


def test_who_goes_away_does_not_wait_for_what_is_at_work(engine, documents):
    long = '\n'.join(documents) * 2000
    results = engine.pipe(['năm 2020', long], workers=1, timeout=600)
    next(results)
    before = time.monotonic()
    results.close()
    assert time.monotonic() - before < 8


def test_a_result_comes_before_the_next_text_is_there(engine):
    """Whoever makes a text of the result before gets it, though slowly."""
    received = []

    def source():
        for number in range(3):
            time.sleep(0.3)
            yield f'năm {2000 + number}'

    for result in engine.pipe(source(), workers=1):
        received.append((result.entities[0].text, time.monotonic()))
    assert [text for text, _ in received] == ['năm 2000', 'năm 2001', 'năm 2002']


def test_what_the_source_raises_comes_out(engine):
    def broken():
        yield 'năm 2020'
        raise LookupError('no more')

    with pytest.raises(LookupError, match='no more'):
        list(engine.pipe(broken()))


def test_no_texts(engine):
    assert list(engine.pipe([])) == []


def children(pid):
    with open(f'/proc/{pid}/task/{pid}/children') as file:
        return [int(child) for child in file.read().split()]


def name(pid):
    try:
        with open(f'/proc/{pid}/comm') as file:
            return file.read()
    except OSError:
        return ''

# SPDX-License-Identifier: MIT
"""One text at a time."""
import copy
import datetime
import pickle
import threading
import time
from decimal import Decimal

import pytest

import lode

TEXT = ('Ngày 12/3/2021, tỉnh Nghệ An hỗ trợ tỉnh Xiêng Khoảng 15,5 tỷ đồng (khoảng 650.000 USD) '
        'cho dự án trồng lúa nước, mỗi suất 0,35 đồng.')


def test_values_are_exact(engine):
    found = {entity.text: entity for entity in engine.extract(TEXT).entities}
    amount = found['15,5 tỷ đồng'].attributes['amount']
    assert (amount, type(amount)) == (15500000000, int)
    assert found['0,35 đồng'].attributes == {'amount': Decimal('0.35'), 'currency': 'VND'}
    assert found['Ngày 12/3/2021'].attributes['value'] == '2021-03-12'
    assert found['Ngày 12/3/2021'].day == datetime.date(2021, 3, 12)
    assert found['650.000 USD'].day is None


def test_only_whole_days_are_days(engine):
    days = {entity.text: entity.day for entity in engine.extract('Từ tháng 3/2021 đến 8h ngày 12/3/2021, rồi 5/4/2022.').entities}
    assert [day for day in days.values() if day] == [datetime.date(2022, 4, 5)]


def test_numbers_beyond_64_bits(engine):
    amounts = [entity.attributes['amount'] for entity in engine.extract('Giá 99999999999999999999 đồng.').of('money')]
    assert amounts == [99999999999999999999]


def test_facts_point_to_entities(engine):
    result = engine.extract(TEXT)
    funding = next(result.facts_of('funding'))
    assert funding.part('giver').entity in result.entities
    assert funding.part('giver').text == 'tỉnh Nghệ An'
    assert funding.part('what').entity is None
    assert funding.part('nothing') is None
    assert [part.text for part in funding.all('amount')] == ['15,5 tỷ đồng']
    assert TEXT[slice(*funding.sentence)] == TEXT


@pytest.mark.parametrize('before', ['', '𝄞 ', '\ufeff', '\ufeff\ufeff', 'e\u0301\r\n\x00', '\U0001f1fb\U0001f1f3 '])
def test_offsets_count_code_points(engine, before):
    text = before + TEXT
    for result in (engine.extract(text), next(engine.pipe([text]))):
        assert len(result.entities) == 6
        assert [text[entity.start:entity.end] for entity in result.entities] == [entity.text for entity in result.entities]
        assert result.text == text


def test_what_is_said_of_a_document(engine):
    result = engine.extract('Hôm qua, hỗ trợ 5 triệu đồng.', name='bản tin', date='2022-08-11', language='vi')
    assert (result.document, result.date, result.language) == ('bản tin', '2022-08-11', 'vi')
    assert result.day == datetime.date(2022, 8, 11)
    assert result.entities[0].day == datetime.date(2022, 8, 10)
    assert engine.extract('Hôm qua', date=datetime.date(2022, 8, 11)).entities[0].day == datetime.date(2022, 8, 10)


def test_sentences_where_asked_for():
    result = lode.Engine('vi', sentences=True).extract('Một câu. Hai câu.')
    assert [result.text[start:end] for start, end in result.sentences] == ['Một câu.', 'Hai câu.']


def test_results_can_be_copied_and_pickled(engine):
    result = engine.extract(TEXT)
    assert pickle.loads(pickle.dumps(result)) == result
    assert copy.deepcopy(result) == result
    assert repr(result).startswith("Result(document='-'")


def test_failures_are_errors(engine):
    with pytest.raises(lode.Error, match='half of a surrogate pair') as caught:
        engine.extract('a\ud800')
    assert (caught.value.code, caught.value.file) == ('encoding', None)
    with pytest.raises(lode.Error) as caught:
        engine.extract('a', date='12/3/2021')
    assert caught.value.advice == 'write the day as YYYY-MM-DD'
    with pytest.raises(lode.Error, match="there is no pack 'nix'"):
        lode.Engine('nix')
    with pytest.raises(lode.Error, match='no pack is named'):
        lode.Engine()
    with pytest.raises(lode.Error, match="lines='never' is not known; give one of 'auto', 'keep', 'join'"):
        lode.Engine('vi', lines='never')
    with pytest.raises(TypeError):
        engine.extract(b'bytes')


def test_what_is_no_text_is_told(engine):
    for text in None, b'5 USD', 5:
        with pytest.raises(TypeError, match=f'the text is no str but {type(text).__name__}'):
            engine.extract(text)


def test_mistakes_in_a_pack_are_all_told(tmp_path):
    pack = tmp_path / 'mine.yaml'
    pack.write_text('lode: 1\npack: {language: vi}\nrules:\n  - id: a\n    type: t\n    match: "("\n    exmaples: []\n')
    with pytest.raises(lode.Error) as caught:
        lode.Engine(pack)
    error = caught.value
    assert error.code == 'rules'
    assert {(mistake.file, mistake.line) for mistake in error.mistakes} >= {(str(pack), 7)}
    assert all(str(mistake) in str(error) for mistake in error.mistakes)
    assert pickle.loads(pickle.dumps(error)) == error
    assert pickle.loads(pickle.dumps(error)).mistakes == error.mistakes


def test_a_pack_of_ones_own_with_settings(tmp_path):
    pack = tmp_path / 'mine.yaml'
    pack.write_text("lode: 1\npack: {language: vi, uses: [vi]}\nrules:\n  - id: mine.projects\n    type: projects\n"
                    "    match: '%{number:count} dự án'\n    examples: ['[39 dự án]']\n")
    engine = lode.Engine(pack, 'vi', settings={'csv.text': 'a'}, lines='keep', prefer='past', cache=False)
    for result in (engine.extract('Có hai mươi mốt dự án.'), next(engine.pipe(['Có hai mươi mốt dự án.']))):
        assert [entity.attributes for entity in result.of('projects')] == [{'count': 21}]


def test_the_interpreter_is_free_meanwhile(engine, documents):
    """Another thread counts on while a long text is at work."""
    text = '\n'.join(documents) * 60
    counted, stop = 0, threading.Event()

    def count():
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = counted
    engine.extract(text)
    during = counted - before
    stop.set()
    thread.join()
    assert during > 20


def test_threads_take_turns(engine, documents):
    expected = [engine.extract(text) for text in documents]
    found = {}

    def work(number):
        found[number] = [engine.extract(text) for text in documents]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number] == expected for number in range(4))

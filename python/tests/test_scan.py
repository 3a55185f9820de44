# SPDX-License-Identifier: MIT
"""Files and folders; and that all is as the command has it."""
import csv
import io
import os
import subprocess
import sys
import warnings

import pytest

import lode

COMMAND = os.path.join(os.path.dirname(sys.executable), 'lode')
UNREAD = 'ignore:.*no reader takes.*:lode.LodeWarning'
pytestmark = pytest.mark.filterwarnings(UNREAD)


def run(*arguments):
    return subprocess.run([COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout.decode()


def test_every_document_is_as_the_command_has_it(samples):
    results = list(lode.scan(samples, packs=['vi', 'en']))
    assert len(results) > 30
    assert [result.to_json() for result in results] == \
        run('extract', '--offsets', 'codepoint', '-r', 'vi', '-r', 'en', samples).splitlines()


def test_json_of_what_is_rare():
    error = lode.Error('limit', 'm', plugin='p', rule='r')
    parts = [lode.Part('up', None, None, None, None, 'x'), lode.Part('n', 1, 2, '\x7f', None, None),
             lode.Part('n', None, None, None, None, 12)]
    fact = lode.Fact('f', 1, 2, (0, 3), None, parts)
    entity = lode.Entity('t', 0, 1, '"\\/\n\x01\x7f\u2028', None, {}, 3)
    result = lode.Result('d', None, None, None, None, None, None, {'author': 'a'}, [entity], [fact], [error], None, None, [])
    assert result.to_json() == (
        '{"document":"d","metadata":{"author":"a"},"entities":[{"type":"t","start":0,"end":1,'
        '"text":"\\"\\\\/\\n\\u0001\\u007f\u2028","page":3}],"facts":[{"type":"f","start":1,"end":2,"sentence":{"start":0,"end":3},'
        '"parts":{"up":{"value":"x"},"n":[{"start":1,"end":2,"text":"\\u007f"},{"value":12}]}}],'
        '"problems":[{"code":"limit","message":"m","plugin":"p","rule":"r"}]}')


@pytest.mark.parametrize('type', ['money', 'date', 'organization', 'funding', 'change', 'issuance'])
@pytest.mark.parametrize('sentences', [False, True])
def test_tables_are_as_csv_has_them(samples, type, sentences):
    table = lode.table(lode.scan(samples, packs=['vi', 'en'], sentences=sentences), type=type)
    text = run('extract', '--offsets', 'codepoint', '-r', 'vi', '-r', 'en', '--type', type, '--format', 'csv',
               '--set', 'csv.formulas=keep', *(['--with-text'] if sentences else []), samples)
    names, *rows = csv.reader(io.StringIO(text))
    assert [['' if value is None else format(value, 'f') if hasattr(value, 'as_tuple') else str(value) for value in row.values()]
            for row in table.rows()] == rows
    assert table.column_names == names


def test_choices(samples, tmp_path):
    chosen = list(lode.scan(samples, packs=['vi'], include=['*.txt'], exclude=['en'], types=['money'], workers=1, timeout=30,
                            memory='500M', max_bytes='1M', language='vi', text=True))
    assert chosen and all(result.document.endswith('.txt') and '/vi/' in result.document for result in chosen)
    assert {entity.type for result in chosen for entity in result.entities} == {'money'}
    assert all(result.text[entity.start:entity.end] == entity.text for result in chosen for entity in result.entities)
    (tmp_path / 'a.bin').write_text('năm 2020')
    assert [result.entities[0].text for result in lode.scan(tmp_path / 'a.bin', packs=['vi'], reader='text')] == ['năm 2020']


def test_an_engine_reads_files(samples, engine):
    assert engine.extract_file(samples / 'vi/decision.txt')[0].of('document')
    assert len(engine.extract_file(samples / 'vi/news.jsonl')) == 6
    assert [result.part for result in engine.extract_file(samples / 'vi/letters.mbox')] == ['1', '1/Biên bản.txt', '2']
    with pytest.raises(lode.Error) as caught:
        engine.extract_file(samples / 'nothing.txt')
    assert caught.value.code == 'io'
    assert caught.value.file == str(samples / 'nothing.txt')


def test_names_that_are_no_utf_8(tmp_path, engine):
    path = os.fsencode(tmp_path) + b'/b\xe1o.txt'
    with open(path, 'w') as file:
        file.write('2020 năm 2021')
    assert engine.extract_file(path)[0].document == f'file:{tmp_path}/b%E1o.txt'


def test_a_failed_document_is_a_result(tmp_path, engine):
    (tmp_path / 'a.jsonl').write_text('{"text": "năm 2020"}\n{"text": 1}\n')
    (tmp_path / 'b.docx').write_bytes(b'PK\3\4 no archive')
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        results = list(engine.scan(tmp_path))
    assert [(os.path.basename(result.document), result.line, result.error and result.error.code) for result in results][:2] == \
        [('a.jsonl', 1, None), ('a.jsonl', 2, 'syntax')]
    assert all(result.error for result in results[2:])
    with pytest.raises(lode.Error) as caught:
        results[1].check()
    assert (caught.value.file, caught.value.line) == (str(tmp_path / 'a.jsonl'), 2)


@pytest.mark.filterwarnings('default')
def test_what_is_passed_over_is_told(tmp_path, engine):
    (tmp_path / 'a.xyz').write_bytes(bytes(range(256)))
    with pytest.warns(lode.LodeWarning, match='1 file that no reader takes passed over in folders: .*a.xyz'):
        assert list(engine.scan(tmp_path)) == []


def test_what_stops_a_run_is_an_error(samples, tmp_path):
    with pytest.raises(lode.Error, match="there is no pack 'nix'"):
        list(lode.scan(samples, packs=['nix']))
    pack = tmp_path / 'mine.yaml'
    pack.write_text('lode: 1\npack: {language: vi}\nrules:\n  - id: a\n    type: t\n    match: b\n')
    with pytest.raises(lode.Error) as caught:
        list(lode.scan(samples, packs=[pack]))
    assert [(mistake.file, mistake.line) for mistake in caught.value.mistakes] == [(str(pack), 4)]
    with pytest.raises(lode.Error):
        lode.scan()


def test_the_package(tmp_path):
    folder = os.path.dirname(lode.__file__)
    plugins = os.listdir(os.path.join(folder, 'plugins'))
    assert {'money.so', 'date.so', 'jsonl.so'} <= set(plugins) and 'pdf.so' not in plugins
    assert os.path.exists(os.path.join(folder, '_lode.abi3.so')) and os.path.exists(os.path.join(folder, 'py.typed'))
    assert run('--version').split()[:2] == ['lode', lode.version()]
    assert run('test', '-r', 'vi').endswith('0 failed\n')

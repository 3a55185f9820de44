# SPDX-License-Identifier: MIT
"""What lode writes for annotation tools and for training, read by parsers of others: brat-peek and spaCy."""
import collections
import json
import os
import subprocess
from pathlib import Path

import peek
import pytest
from spacy.training.converters import conll_ner_to_docs

LODE = str(Path(os.environ['LODE_BUILD']) / 'lode')


@pytest.fixture(scope='module')
def found(samples, tmp_path_factory):
    """Results of two samples, with offsets in code points as brat counts, and the file they are kept in."""
    folder = tmp_path_factory.mktemp('found')
    kept = folder / 'found.jsonl'
    texts = [samples / 'vi' / 'aid-programme.txt', samples / 'vi' / 'delegation-visit.txt']
    subprocess.run([LODE, 'extract', '-r', 'vi', '--with-text', '--offsets', 'codepoint', '-o', kept, *texts], check=True)
    return kept, [json.loads(line) for line in kept.open(encoding='utf-8')]


def convert(kept, form, output):
    subprocess.run([LODE, 'convert', '--to', form, '-o', f'{output}', kept], check=True)


def around(fact):
    """What the parts that are places of the text span."""
    parts = [part for one in fact['parts'].values() for part in (one if isinstance(one, list) else [one]) if 'start' in part]
    return min(part['start'] for part in parts), max(part['end'] for part in parts)


def test_brat_is_read_by_a_parser_of_others(found, tmp_path, capsys):
    kept, results = found
    convert(kept, 'brat', f'{tmp_path}/brat/')
    corpus = peek.AnnCorpus(f'{tmp_path}/brat', txt=True)
    assert capsys.readouterr().out == ''  # brat-peek prints what it cannot read
    assert len(corpus) == len(results)
    for result in results:
        document = corpus.get_doc_by_name(Path(result['document']).name.removesuffix('.txt'))
        assert '\n'.join(document.txt) == result['text'].rstrip('\n')
        spans = {(entity.tag, *entity.span[0], ' '.join(entity.text.split())) for entity in document.anns['entities']}
        for entity in result['entities']:
            assert (entity['type'], entity['start'], entity['end'], ' '.join(entity['text'].split())) in spans
        places = {entity.name: entity.span[0] for entity in document.anns['entities']}
        events = collections.Counter((event.tag, places[event.trigger]) for event in document.anns['events'])
        assert events == collections.Counter((fact['type'], around(fact)) for fact in result['facts'])
        for event in document.anns['events']:
            assert event.arguments and all(argument.split(':')[1] in places for argument in event.arguments)


def test_conll_is_read_by_spacy(found, tmp_path):
    kept, results = found
    convert(kept, 'conll', tmp_path / 'found.conll')
    text = (tmp_path / 'found.conll').read_text(encoding='utf-8')
    documents = text.split('-DOCSTART-\tO\n\n')[1:]
    assert len(documents) == len(results)
    for columns, result in zip(documents, results):
        read, = conll_ner_to_docs(columns, n_sents=0, no_print=True)
        assert [(entity.label_, ''.join(entity.text.split())) for entity in read.ents] == [
            (entity['type'], ''.join(entity['text'].split())) for entity in result['entities']]

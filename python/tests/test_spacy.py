# SPDX-License-Identifier: MIT
"""lode as a component of spaCy."""
import spacy

TEXT = 'Ngày 12/3/2021, tỉnh Nghệ An hỗ trợ 15,5 tỷ đồng cho dự án.'


def make(**config):
    nlp = spacy.blank('xx')
    nlp.add_pipe('lode', config={'packs': ['vi'], **config})
    return nlp


def test_spans_and_ents():
    doc = make()(TEXT)
    assert [(span.text, span.label_) for span in doc.spans['lode']] == \
        [('Ngày 12/3/2021', 'date'), ('tỉnh Nghệ An', 'location'), ('15,5 tỷ đồng', 'money')]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [(span.text, span.label_) for span in doc.spans['lode']]
    assert doc.spans['lode'][2]._.lode.attributes == {'amount': 15500000000, 'currency': 'VND'}
    assert next(doc._.lode.facts_of('funding')).part('giver').text == 'tỉnh Nghệ An'


def test_what_others_found_stays():
    nlp = spacy.blank('xx')
    nlp.add_pipe('entity_ruler').add_patterns([{'label': 'PLACE', 'pattern': 'Nghệ An'}])
    nlp.add_pipe('lode', config={'packs': ['vi'], 'spans_key': 'found'})
    doc = nlp(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents] == \
        [('Ngày 12/3/2021', 'date'), ('Nghệ An', 'PLACE'), ('15,5 tỷ đồng', 'money')]
    assert len(doc.spans['found']) == 3
    assert not make(set_ents=False)(TEXT).ents


def test_documents_go_between_processes():
    docs = list(make().pipe([TEXT, 'Không có gì.'] * 4, n_process=2, batch_size=2))
    assert [len(doc.spans['lode']) for doc in docs] == [3, 0] * 4
    assert docs[0].spans['lode'][2]._.lode.attributes['amount'] == 15500000000
    copied = spacy.tokens.Doc(docs[0].vocab).from_bytes(docs[0].to_bytes())
    assert copied._.lode.entities[0].text == 'Ngày 12/3/2021'


def test_a_pipeline_is_kept_and_loaded(tmp_path):
    make().to_disk(tmp_path / 'pipeline')
    assert len(spacy.load(tmp_path / 'pipeline')(TEXT).spans['lode']) == 3

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Forms for annotators and for training: brat's standoff, and columns with BIO tags.
load help.bash

found() {
    mkdir -p texts/deep
    printf 'Đã 𝄞 mua 20 kg gạo.\r\nVà 3\r\n g muối; 1.250,5 kg_x, 7 kg.\n' >texts/deep/một.txt
    printf '{"text":"5 kg"}\n{"text":"none"}\n' >texts/rows.jsonl
    printf '\xff\xfe\x00' >texts/broken.txt
    cat >facts.yaml <<'END'
lode: 1
rules:
  - {id: weight, type: weight, match: '%{digits:value}\s+(?<unit>kg|g)\b', examples: ['[20 kg]']}
  - id: sale
    fact: sale
    match: '(?<verb>mua) (?<what>%{@weight})'
    parts: {count: {is: '%{digits:count}', behind: what, over: '[^.]*'}, of: {is: '(?<of>gạo|muối)', behind: what, over: ' '}}
    examples: [{text: 'mua 20 kg gạo', facts: [{verb: mua, what: 20 kg, of: gạo}]}]
END
    lode extract --with-text -r facts.yaml "$@" texts >found.jsonl 2>messages || true
}

@test "brat: a text and its annotations for each document, that is read back as it was" {
    for unit in byte codepoint utf16; do
        found --offsets $unit
        rm -rf brat
        lode convert --to brat -o brat/ found.jsonl
        [ "$(cd brat && find . -type f | LC_ALL=C sort | tr '\n' ' ')" = './annotation.conf ./texts/deep/một.ann ./texts/deep/một.txt ./texts/rows.jsonl/1.ann ./texts/rows.jsonl/1.txt ./texts/rows.jsonl/2.ann ./texts/rows.jsonl/2.txt ' ]
        cmp brat/texts/deep/một.txt texts/deep/một.txt
        [ "$(cat brat/texts/deep/một.ann)" = 'T1	weight 9 14	20 kg
T2	weight 24 25;28 29	3 g
T3	weight 50 54	7 kg
A1	value T1 20
A2	unit T1 kg
A3	value T2 3
A4	unit T2 g
A5	value T3 7
A6	unit T3 kg
T4	sale-verb 5 8	mua
T5	sale-of 15 18	gạo
T6	sale 5 18	mua 20 kg gạo
E1	sale:T6 verb:T4 what:T1 of:T5' ] || { cat brat/texts/deep/một.ann; false; }
        run lode eval --at-least 1 --at-least weight=1 --at-least sale=1 brat found.jsonl
        [ "$status" -eq 0 ] || { echo "$output"; false; }
        [ "${lines[0]}" = '3 documents; 1 others have results and are not marked' ]
    done
    [ "$(cat brat/annotation.conf)" = '[entities]
weight
sale-verb
sale-of
[relations]
[events]
sale	verb*:<ENTITY>, what*:<ENTITY>, of*:<ENTITY>
[attributes]' ]
}

@test "brat: lists, values, names that brat does not allow, and what has no place" {
    cat >found.jsonl <<'JSON'
{"document":"/a/../b.txt","text":"one two three","sentences":[[0,13]],"entities":[{"type":"số.x","start":0,"end":3,"text":"one","attributes":{"a b":"x\ty\nz","n":1.50}},{"type":"t","start":4,"end":7,"text":"two"}],"facts":[{"type":"f","start":0,"end":13,"sentence":{"start":0,"end":13},"parts":{"p":[{"start":0,"end":3,"text":"one","entity":0},{"start":4,"end":7,"text":"two","entity":1}],"count":{"value":19},"w":{"start":99,"end":104,"text":"three"}}},{"type":"g","start":0,"end":13,"sentence":{"start":0,"end":13},"parts":{"count":{"value":2}}}]}
JSON
    lode convert --to brat -o brat/ found.jsonl
    [ "$(cat brat/a/_/b.ann)" = 'T1	s____x 0 3	one
T2	t 4 7	two
A1	a_b T1 x y z
A2	n T1 1.5
T3	f 0 7	one two
E1	f:T3 p:T1 p2:T2
A3	count E1 19
A4	w E1 three
T4	g 0 13	one two three
E2	g:T4
A5	count E2 2' ] || { cat brat/a/_/b.ann; false; }
}

@test "brat: needs a folder that is not there, the texts, and documents of different names" {
    found
    run lode convert --to brat -o brat found.jsonl
    [ "$status" -eq 2 ]
    [[ "$output" == *"brat's annotations are a folder; name one with -o FOLDER/"* ]]
    [ ! -e brat ]
    [ ! -e brat.part ]
    cat found.jsonl found.jsonl >twice.jsonl
    run lode convert --to brat -o brat/ twice.jsonl
    [ "$status" -eq 3 ]
    [[ "$output" == *'several documents have this name'* ]]
    [ ! -e brat ]
    [ ! -e brat.part ]
    lode extract -r facts.yaml texts >plain.jsonl 2>messages || true
    run lode convert --to brat -o brat/ plain.jsonl
    [ "$status" -eq 2 ]
    [[ "$output" == *'extract with --with-text'* ]]
    [ ! -e brat.part ]
    lode extract -r facts.yaml -f brat -o brat/ texts/deep
    [ -s brat/texts/deep/một.ann ]
}

@test "conll: tokens with BIO tags, sentences apart, entities never within a token" {
    found
    printf '{"document":"x","text":"ab12.5cd\\nefg","entities":[{"type":"n","start":2,"end":6,"text":"12.5"},{"type":"m","start":3,"end":4,"text":"2"},{"type":"o","start":6,"end":8,"text":"cd"},{"type":"p","start":8,"end":12,"text":"\\nefg"}]}\n' >>found.jsonl
    lode convert --to conll -o found.conll found.jsonl
    run lode convert --to conll found.jsonl
    [ "$output" = "$(cat found.conll)" ]
    [ "$output" = '-DOCSTART-	O

Đã	O
𝄞	O
mua	O
20	B-weight
kg	I-weight
gạo	O
.	O

Và	O
3	B-weight
g	I-weight
muối	O
;	O
1.250,5	O
kg_x	O
,	O
7	B-weight
kg	I-weight
.	O

-DOCSTART-	O

5	B-weight
kg	I-weight

-DOCSTART-	O

none	O

-DOCSTART-	O

ab	O
12.5	B-n
cd	B-o

efg	B-p' ] || { echo "$output"; false; }
    lode extract -r facts.yaml -f conll -j 2 texts/deep texts/rows.jsonl | cmp - <(sed '/^ab\t/,$d' found.conll | head -n -2)
    lode extract -r facts.yaml texts >plain.jsonl 2>messages || true
    run lode convert --to conll plain.jsonl
    [ "$status" -eq 2 ]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What was found against what people marked: exact figures on small data.
load help.bash

# marked NAME: a.txt as it is to be, b.txt with a flaw of each kind in what is found.
marked() {
    mkdir -p texts
    printf 'A sack of 20 kg, a bag of 3 g. And 5 kg more.\n' >texts/a.txt
    printf 'Here are 7 kg and, 9 g, 10 kg, and 4 kg.\n' >texts/b.txt
    lode extract -r rules.yaml --with-text texts >found.jsonl
    # 7 kg is found as marked; 9 g has another value, 10 kg another extent and 4 kg another type; "Here" is missed.
    python3 - <<'PY' >gold.jsonl
import json
for line in open('found.jsonl'):
    found = json.loads(line)
    found['document'] = found['document'].replace('texts/', '/elsewhere/')
    del found['text'], found['sentences']
    if found['document'].endswith('b.txt'):
        seven, nine, ten, four = found['entities']
        nine['attributes']['value'] = '8.0'
        del nine['attributes']['unit']
        ten.update(start=ten['start'] - 1, text=' 10 kg')
        four['type'] = 'load'
        found['entities'].insert(0, {'type': 'word', 'start': 0, 'end': 4, 'text': 'Here'})
        seven['attributes']['value'] = '7.00'
    print(json.dumps(found))
PY
}

@test "eval: exact and overlapping places, attributes, types; folders may differ" {
    marked
    run --separate-stderr lode eval gold.jsonl found.jsonl
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = '2 documents

entities                                            exact              overlapping
type                gold   found        P       R      F1        P       R      F1 attributes
load                   1       0        -   0.000   0.000        -   0.000   0.000          -
weight                 6       7    0.714   0.833   0.769    0.857   1.000   0.923      0.800
word                   1       0        -   0.000   0.000        -   0.000   0.000          -
all                    8       7    0.714   0.625   0.667    0.857   0.750   0.800      0.800' ]
    run lode eval -t weight gold.jsonl found.jsonl
    [ "${#lines[@]}" -eq 4 ]
    [ "${lines[3]}" = 'weight                 6       7    0.714   0.833   0.769    0.857   1.000   0.923      0.800' ]
}

@test "eval: what to mend first" {
    marked
    run lode eval --worst 3 gold.jsonl found.jsonl
    [ "$(tail -n +9 <<<"$output")" = '
1 values weight  9 g
    value: 8.0 -> 9
    /elsewhere/b.txt:19  rule weight
    Here are 7 kg and, [9 g], 10 kg, and 4 kg.

1 type load  4 kg  ->  4 kg (weight)
    /elsewhere/b.txt:35  rule weight
    Here are 7 kg and, 9 g, 10 kg, and [4 kg].

1 missed word  Here
    /elsewhere/b.txt:0

1 more; --worst shows more of them' ] || { echo "$output"; false; }
    { cat found.jsonl; sed 's/b[.]txt/c.txt/g' found.jsonl; } >twice.jsonl
    { cat gold.jsonl; sed 's/b[.]txt/c.txt/g' gold.jsonl; } | grep -v '/a.txt' >twice-gold.jsonl
    lode eval -f json --worst 1 twice-gold.jsonl twice.jsonl | python3 -c '
import json, sys
found = json.load(sys.stdin)
assert found["documents"] == 2 and found["not_marked"] == 2, found
assert found["worst"] == [{"flaw": "values", "count": 2, "type": "weight", "text": "9 g", "details": "value: 8.0 -> 9", "rule": "weight",
    "document": "/elsewhere/b.txt", "start": 19, "before": "Here are 7 kg and, ", "behind": ", 10 kg, and 4 kg."}], found["worst"]
assert found["entities"]["weight"]["exact"] == {"right": 4, "precision": 0.5, "recall": 0.666667, "f1": 0.571429}, found'
}

@test "eval: floors end with 1, and say what is below them" {
    marked
    run --separate-stderr lode eval --at-least 0.6 --at-least weight=0.769 gold.jsonl found.jsonl
    [ "$status" -eq 0 ]
    run --separate-stderr lode eval --at-least 0.7 --at-least weight=0.77 --at-least other=0 gold.jsonl found.jsonl
    [ "$status" -eq 1 ]
    [ "$stderr" = "lode: all entities: the exact F1 of 0.667 is below 0.7
lode: weight: the exact F1 of 0.769 is below 0.77
lode: nothing of the type 'other' is marked" ]
    run lode eval --at-least 95 gold.jsonl found.jsonl
    [ "$status" -eq 2 ]
}

@test "eval: documents that are missing or failed count as missed, others are said" {
    marked
    { grep '/a.txt' found.jsonl; printf '{"document":"texts/b.txt","error":{"code":"timeout","message":"late"}}\n{"document":"c.txt","entities":[]}\n'; } >late.jsonl
    run lode eval -t weight gold.jsonl late.jsonl
    [ "${lines[0]}" = '2 documents, 1 of them failed; 1 others have results and are not marked' ]
    [ "${lines[3]}" = 'weight                 6       3    1.000   0.500   0.667    1.000   0.500   0.667      1.000' ]
    grep '/a.txt' found.jsonl >one.jsonl
    run lode eval gold.jsonl one.jsonl
    [ "${lines[0]}" = '2 documents, 1 of them without a result' ]
    : >empty.jsonl
    run lode eval empty.jsonl found.jsonl
    [ "$status" -eq 2 ]
    [[ "$output" == *'nothing is marked there'* ]]
    sed 's,texts/,other/,' found.jsonl >>found.jsonl
    run lode eval gold.jsonl found.jsonl
    [ "$status" -eq 2 ]
    [[ "$output" == *'several of the documents that were found may be meant by it'* ]]
    lode extract -r rules.yaml texts >plain.jsonl
    sed 's,texts/,elsewhere/,' plain.jsonl >moved.jsonl
    cat plain.jsonl moved.jsonl >both.jsonl
    lode eval gold.jsonl both.jsonl >scores
    grep -q '^2 documents; 2 others' scores
}

@test "eval: facts by their parts, with a key and without" {
    cat >found.jsonl <<'JSON'
{"document":"f","entities":[{"type":"m","start":0,"end":2,"text":"aa"},{"type":"m","start":10,"end":12,"text":"bb"}],"facts":[{"type":"pay","start":0,"end":8,"rule":"r","parts":{"amount":{"start":0,"end":2,"text":"aa","entity":0},"count":{"value":3},"to":{"start":6,"end":8,"text":"xx"}}},{"type":"pay","start":10,"end":30,"rule":"r","parts":{"amount":{"start":10,"end":12,"text":"bb","entity":1},"to":[{"start":20,"end":22,"text":"yy"},{"start":28,"end":30,"text":"zz"}]}},{"type":"pay","start":40,"end":42,"parts":{"amount":{"start":40,"end":42,"text":"cc"}}}]}
JSON
    cat >gold.jsonl <<'JSON'
{"document":"f","entities":[],"facts":[{"type":"pay","parts":{"amount":{"start":0,"end":2,"text":"aa"},"count":{"value":"3.0"},"to":{"start":6,"end":8,"text":"xx"}}},{"type":"pay","parts":{"amount":{"start":10,"end":12,"text":"bb"},"to":{"start":20,"end":22,"text":"yy"}}},{"type":"pay","parts":{"amount":{"start":50,"end":52,"text":"dd"}}}]}
JSON
    run lode eval gold.jsonl found.jsonl
    [ "${lines[3]}" = 'pay                    3       3    0.333   0.333   0.333    0.667   0.667   0.667    0.800   0.800   0.800' ]
    [ "${lines[4]}" = 'not marked, and not counted: m 2' ]
    run lode eval --key pay=amount gold.jsonl found.jsonl --worst 9
    [ "${lines[3]}" = 'pay                    3       3    0.667   0.667   0.667    0.667   0.667   0.667    0.667   0.667   0.667' ]
    [[ "$output" == *'1 values pay  amount: bb, to: yy
    to'* ]]
    [[ "$output" == *'1 missed pay  amount: dd'* ]]
    [[ "$output" == *'1 extra pay  amount: cc'* ]]
}

@test "eval: brat's annotations are gold, whatever the offsets count" {
    mkdir marked texts
    printf 'Đã 𝄞 mua 20 kg gạo và 3 g\nmuối ở Huế.\n' | tee marked/một.txt >texts/một.txt
    printf 'T1\tweight 9 14\t20 kg\nA1\tvalue T1 20\nA2\tunit T1 kilogram\nT2\tplace 33 36\tHuế\nT3\tweight 22 25;26 30\t3 g muối\nT4\tbuy 5 8\tmua\nE1\tbuy:T4 what:T1 what2:T3 where:T5\nT5\tbuy-where 33 36\tHuế\nA3\tcount E1 2\n#1\tAnnotatorNotes T1\twell\n*\tEquiv T1 T3\nR1\tnear Arg1:T1 Arg2:T2\n' >marked/một.ann
    for unit in byte codepoint utf16; do
        lode extract -r rules.yaml --offsets $unit texts >found.jsonl
        run lode eval marked found.jsonl
        [ "$status" -eq 0 ]
        [ "$output" = '1 document

entities                                            exact              overlapping
type                gold   found        P       R      F1        P       R      F1 attributes
place                  1       0        -   0.000   0.000        -   0.000   0.000          -
weight                 2       2    0.500   0.500   0.500    1.000   1.000   1.000      1.000
all                    3       2    0.500   0.333   0.400    1.000   0.667   0.800      1.000

facts                                               exact              overlapping                    parts
type                gold   found        P       R      F1        P       R      F1        P       R      F1
buy                    1       0        -   0.000   0.000        -   0.000   0.000        -       -       -
near                   1       0        -   0.000   0.000        -   0.000   0.000        -       -       -
all                    2       0        -   0.000   0.000        -   0.000   0.000        -       -       -' ] || { echo "$output"; false; }
        lode eval marked/một.ann found.jsonl | cmp - <(printf '%s\n' "$output")
    done
    run lode eval -f json --worst 9 marked found.jsonl
    [[ "$output" == *'"missed","count":1,"type":"buy","text":"count: 2, what: 20 kg, what: 3 g\nmuối, where: Huế"'* ]]
}

@test "what was found moves no cursor: eval, diff and stats" {
    printf '{"document":"a\\u001b[2J","entities":[{"type":"t\\u001b[1m","start":0,"end":1,"text":"x\\u009b\\u0007y","rule":"r\\r"}]}\n' >a.jsonl
    printf '{"document":"a\\u001b[2J","entities":[{"type":"t\\u001b[1m","start":1,"end":2,"text":"z\\u009b2J"}]}\n' >b.jsonl
    for command in 'eval --worst 9 a.jsonl b.jsonl' 'diff a.jsonl b.jsonl' 'stats a.jsonl b.jsonl'; do
        # shellcheck disable=SC2086
        run lode $command
        [ "$status" -lt 2 ]
        [[ $output == *'t [1m'* ]]
        [[ $output != *$'\033'* && $output != *$'\xc2\x9b'* && $output != *$'\a'* && $output != *$'\r'* ]]
    done
}

@test "eval: annotations that are none are told with their line, and a text that is another" {
    mkdir marked
    printf '20 kg\n' | tee a.txt >marked/a.txt
    lode extract -r rules.yaml a.txt >found.jsonl
    for line in 'T1 weight 0 5' $'T1\tweight 0' $'T1\tweight 0 9\tx' $'T1\tweight 5 0\tx' $'E1\tbuy' $'A1\tvalue T7 x' $'E1\tbuy:T1 x:T9'; do
        printf 'T2\tweight 0 5\t20 kg\n%s\n' "$line" >marked/a.ann
        run lode eval marked found.jsonl
        [ "$status" -eq 2 ]
        [[ "$output" == 'lode: marked/a.ann:'*'the line is no annotation of brat: '* ]]
    done
    printf 'T2\tweight 0 5\t20 kg\n' >marked/a.ann
    printf 'Other 20 kg\n' >marked/a.txt
    run lode eval marked found.jsonl
    [ "$status" -eq 2 ]
    [[ "$output" == *'a.txt: what was found in the document does not stand in this text'* ]]
    rm marked/a.txt
    run lode eval marked found.jsonl
    [ "$status" -eq 3 ]
}

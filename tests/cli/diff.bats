#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What a change of rules does: differences between two runs.
load help.bash

runs() {
    printf 'A sack of 20 kg, a bag of 3 g. And 5 kg more.\n' >a.txt
    printf 'Another text: 7 kg.\n' >b.txt
    lode extract -r rules.yaml --with-text a.txt b.txt >old.jsonl
    sed 's/^    match: .*/    match: "(?<span>%{digits:value} %{unit:unit}(?! more)|bag|sack of \\\\d+ kg)"/; s/g: gram/g: grams/' rules.yaml |
        grep -v counterexamples >changed.yaml
    lode extract -r changed.yaml --with-text a.txt b.txt >new.jsonl
}

@test "diff: nothing differs" {
    runs
    run lode diff old.jsonl old.jsonl
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '2 documents compared' ]
    [ "${lines[2]}" = 'weight                   4        0        0        0        0        0' ]
    [ "${#lines[@]}" -eq 3 ]
}

@test "diff: other values, lost, gained and moved, each in its sentence, the worst first" {
    runs
    run lode diff old.jsonl new.jsonl
    [ "$status" -eq 1 ]
    [ "$output" = '2 documents compared

type                  kept   values     type     lost   gained    moved
weight                   1        2        0        1        1        0

weight: 2 values, 1 lost, 1 gained

values weight  a.txt:10  20 kg  ->  sack of 20 kg
    word: of  -> -, value: 20 -> -, unit: kilogram -> -
    A sack of [20 kg], a bag of 3 g.
    rule weight

values weight  a.txt:26  3 g
    word: of  -> -, unit: gram -> grams
    A sack of 20 kg, a bag of [3 g].
    rule weight

lost weight  a.txt:35  5 kg
    And [5 kg] more.
    rule weight

gained weight  a.txt:19  bag
    A sack of 20 kg, a [bag] of 3 g.
    rule weight' ]
    run lode diff --limit 1 old.jsonl new.jsonl
    [ "${lines[-1]}" = '3 more; --limit shows more of them' ]
}

@test "diff: as JSON, by documents whatever their order, and those of one run alone" {
    runs
    printf 'A third: 1 kg.\n' >c.txt
    lode extract -r rules.yaml b.txt c.txt a.txt >other.jsonl
    run --separate-stderr lode diff -f json old.jsonl other.jsonl
    [ "$status" -eq 1 ]
    [ "$output" = '{"documents":2,"only_old":0,"only_new":1,"failed":0,"failed_no_more":0,"types":{"weight":{"kept":4,"values":0,"type":0,"lost":0,"gained":0,"moved":0}},"rules":{},"changes":[]}' ]
    run lode diff -f json -t other old.jsonl new.jsonl
    [ "$status" -eq 0 ]
    lode diff -f json old.jsonl new.jsonl | python3 -c '
import json, sys
found = json.load(sys.stdin)
assert [c["change"] for c in found["changes"]] == ["values", "values", "lost", "gained"], found
assert found["changes"][1]["details"] == "word: of  -> -, unit: gram -> grams"'
}

@test "diff: a document that fails now is said, and a file that is no result refused" {
    runs
    { head -n 1 old.jsonl; printf '{"document":"b.txt","error":{"code":"timeout","message":"late"}}\n'; } >late.jsonl
    run lode diff old.jsonl late.jsonl
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = '2 documents compared, 1 fail now, 0 no more' ]
    run lode diff old.jsonl a.txt
    [ "$status" -eq 2 ]
    [[ "$output" == *'a.txt:1:1: the line is no result of lode'* ]]
    run lode diff old.jsonl
    [ "$status" -eq 2 ]
}

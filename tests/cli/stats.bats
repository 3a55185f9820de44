#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Figures over what was found, and over the rules that find it.
load help.bash

results() {
    cat >found.jsonl <<'JSON'
{"document":"a","date":"2020-02-03","entities":[{"type":"money","start":0,"end":1,"text":"x","attributes":{"amount":0.1,"currency":"VND"}},{"type":"money","start":2,"end":3,"text":"x","attributes":{"amount":0.2,"currency":"VND"}},{"type":"money","start":4,"end":5,"text":"y","attributes":{"amount_min":1,"amount_max":2,"currency":"VND"}},{"type":"money","start":6,"end":7,"text":"z","attributes":{"amount":5,"currency":"USD","per":"month"}},{"type":"date","start":8,"end":9,"text":"Q3","attributes":{"timex":"date","value":"2019-Q3"}},{"type":"organization","start":10,"end":11,"text":"WB","attributes":{"name":"World Bank"}}],"facts":[{"type":"funding","start":0,"end":9,"parts":{"amount":[{"start":0,"end":1,"text":"x","entity":0},{"start":2,"end":3,"text":"x","entity":1}],"date":{"start":8,"end":9,"text":"Q3","entity":4}}}]}
{"document":"b","entities":[{"type":"money","start":0,"end":1,"text":"z","attributes":{"amount":99999999999999999999999999,"currency":"VND"}},{"type":"money","start":2,"end":3,"text":"x","attributes":{"amount":1234567.5,"currency":"VND"}},{"type":"organization","start":4,"end":9,"text":"World\n  Bank"}],"facts":[{"type":"funding","start":2,"end":3,"parts":{"amount":{"start":2,"end":3,"text":"x","entity":1}}}]}
{"document":"c","error":{"code":"timeout","message":"late"}}
{"document":"d","date":"2020-12","entities":[{"type":"money","start":2,"end":3,"text":"x","attributes":{"amount":-3,"currency":"VND"}}]}
JSON
}

@test "stats: counts, exact sums by currency and period, names" {
    results
    run --separate-stderr lode stats found.jsonl
    [ "$status" -eq 0 ]
    [ "$output" = '4 documents, 1 of them failed

entities      count  documents
date              1          1
money             7          3
organization      2          2

facts    count  documents
funding      2          2

amounts in  part    currency  period  count  left out                                    sum
money               USD       2020        1         1                                      -
money               VND       -           2         0  100 000 000 000 000 000 001 234 566.5
money               VND       2020        4         1                                   -2.7
funding     amount  VND       -           1         0                            1 234 567.5
funding     amount  VND       2019        2         0                                    0.3

names of      count  documents  name
date              1          1  Q3
money             4          3  x
                  2          2  z
                  1          1  y
organization      2          2  World Bank' ] || { echo "$output"; false; }
}

@test "stats: by quarter, of one type, the most frequent name alone, of several files and standard input" {
    results
    run lode stats --by quarter -t money,funding --top 1 - found.jsonl <found.jsonl
    [ "$output" = '8 documents, 2 of them failed

entities  count  documents
money        14          6

facts    count  documents
funding      4          4

amounts in  part    currency  period   count  left out                                  sum
money               USD       2020-Q1      2         2                                    -
money               VND       -            4         0  200 000 000 000 000 000 002 469 133
money               VND       2020-Q1      6         2                                  0.6
money               VND       2020-Q4      2         0                                   -6
funding     amount  VND       -            2         0                            2 469 135
funding     amount  VND       2019-Q3      4         0                                  0.6

names of  count  documents  name
money         8          6  x' ] || { echo "$output"; false; }
}

@test "stats: as JSON, whose numbers are exact" {
    results
    run lode stats -f json -t funding,organization found.jsonl
    [ "$output" = '{"documents":4,"failed":1,"types":[{"type":"organization","kind":"entity","count":2,"documents":2},{"type":"funding","kind":"fact","count":2,"documents":2}],"sums":[{"type":"funding","kind":"fact","part":"amount","currency":"VND","count":1,"documents":1,"left_out":0,"sum":1234567.5},{"type":"funding","kind":"fact","part":"amount","currency":"VND","period":"2019","count":2,"documents":1,"left_out":0,"sum":0.3}],"names":[{"type":"organization","name":"World Bank","count":2,"documents":2}]}' ]
    lode stats -f json -t money found.jsonl | grep -q '"left_out":0,"sum":100000000000000000001234566.5}'
    printf '{"document":"e","entities":[{"type":"money","start":0,"end":1,"text":"x","attributes":{"amount":99999999999999999999999999999999999999,"currency":"VND"}},{"type":"money","start":0,"end":1,"text":"x","attributes":{"amount":0.01,"currency":"VND"}}]}\n' >big.jsonl
    [[ "$(lode stats big.jsonl)" == *'  too big'* ]]
    [[ "$(lode stats -f json big.jsonl)" == *'"sum":null'* ]]
}

@test "stats: a line that is no result is told, the others count; what says nothing is refused" {
    results
    sed -i '2s/.*/no result/' found.jsonl
    run --separate-stderr lode stats found.jsonl
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = '3 documents, 1 of them failed' ]
    [[ "$stderr" == *'found.jsonl:2:1: the line is no result of lode'* ]]
    for arguments in '' '--by month found.jsonl' '--top x found.jsonl' '-r rules.yaml found.jsonl' '--rules' '-f csv found.jsonl'; do
        # shellcheck disable=SC2086
        run lode stats $arguments
        [ "$status" -eq 2 ]
    done
    run lode stats none.jsonl
    [ "$status" -eq 3 ]
}

@test "stats --rules: how often each rule matched, won and lost, and its time" {
    cat >more.yaml <<'END'
lode: 1
rules:
  - {id: kilos, type: weight, match: '\d+ kg', examples: ['[5 kg]']}
  - {id: longer, type: load, match: '\d+ kg of', priority: 5, examples: ['[5 kg of] it']}
  - {id: never, type: load, match: 'tons of', examples: ['[tons of] it']}
  - {id: sold, fact: sale, match: 'sold', parts: {what: {is: '%{@weight}', behind: match, over: ' '}}, needs: [what], examples: [{text: 'sold 4 kg', facts: [{what: 4 kg}]}]}
END
    mkdir texts
    printf 'We sold 20 kg, and 5 kg of it. They sold all, 3 kg.\n' >texts/a.txt
    printf '3 kg and 4 kg of it.\n' >texts/b.txt
    run --separate-stderr lode stats --rules -r more.yaml -f json texts
    [ "$status" -eq 0 ]
    python3 -c '
import json, sys
found = json.loads(sys.argv[1])
assert (found["documents"], found["failed"], found["bytes"]) == (2, 0, 73), found
assert found["scan_ns"] > 0
rules = {r.pop("rule"): r for r in found["rules"]}
assert all(rules[r]["ns"] > 0 for r in ("kilos", "longer", "sold")), rules
assert [r["ns"] for r in found["rules"]] == sorted((r["ns"] for r in found["rules"]), reverse=True)
for rule in rules.values(): del rule["ns"]
assert rules == {
    "kilos": {"type": "weight", "matched": 5, "won": 3, "lost": 2, "declined": 0, "failed": 0},
    "longer": {"type": "load", "matched": 2, "won": 2, "lost": 0, "declined": 0, "failed": 0},
    "never": {"type": "load", "matched": 0, "won": 0, "lost": 0, "declined": 0, "failed": 0},
    "sold": {"type": "sale", "matched": 2, "won": 1, "lost": 0, "declined": 1, "failed": 0}}, rules' "$output"
    run lode stats --rules -r more.yaml texts
    [[ "${lines[0]}" =~ ^'2 documents, 73 bytes; '[0-9.]+' ms to find where rules may match'$ ]]
    [[ "$output" =~ 'rule    type    matched  won  lost  declined  failed     ms' ]]
    [[ "$output" =~ 'kilos   weight        5    3     2         0       0  ' ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Results that were written as JSON Lines, read back and written in other ways.
load help.bash

@test "convert: JSON Lines come back byte for byte: entities, facts, numbers, errors, records" {
    printf 'A sack of 20 kg, 0.50 kg and 12345678901234567890.123 g.\n' >b.txt
    printf '{"id":"r/1","text":"5 kg \\u0007 \\"quoted\\" \\\\ 3 g","date":"2020-01-02"}\nno JSON\n' >c.jsonl
    printf '\xff\xfe\x00' >broken.txt
    lode extract -r rules.yaml a.txt b.txt c.jsonl broken.txt >found.jsonl 2>messages || true
    [ "$(grep -c . found.jsonl)" -eq 5 ]
    grep -q '"value":12345678901234567890.123' found.jsonl
    lode convert --to jsonl found.jsonl | cmp - found.jsonl
    lode convert --to jsonl <found.jsonl | cmp - found.jsonl
    lode extract -r vi -r en "$LODE_SOURCE/samples/vi" "$LODE_SOURCE/samples/en" >samples.jsonl 2>messages
    grep -q '"facts":\[{' samples.jsonl
    lode convert --to jsonl samples.jsonl | cmp - samples.jsonl
}

@test "convert: a file's ending says how; what is there is not written over" {
    lode extract -r rules.yaml a.txt >found.jsonl
    lode convert found.jsonl -o found.csv
    lode extract -r rules.yaml -f csv a.txt | cmp - found.csv
    run lode convert found.jsonl -o found.csv
    [ "$status" -eq 2 ]
    [[ "$output" == *--overwrite* ]]
    lode convert --overwrite found.jsonl found.jsonl -o found.csv
    [ "$(grep -c weight found.csv)" -eq 4 ]
    run lode convert found.jsonl -o found.jsonl --overwrite
    [ "$status" -eq 2 ]
    [ "$(grep -c . found.jsonl)" -eq 1 ]
    run lode convert found.jsonl -o found.doc
    [ "$status" -eq 2 ]
    [[ "$output" == *"there is no format 'doc'"* ]]
}

@test "convert: a line that is no result is told with its place, the others are written" {
    lode extract -r rules.yaml a.txt >one.jsonl
    {
        cat one.jsonl
        printf '{"document":"x","entities":[{"type":1}]}\n'
        printf '{"document":"x","entities":[],"facts":[{"type":"f","parts":{"p":{"entity":0}}}]}\n'
        printf '{"document":"x","entities":[]} more\n\n[]\n{"document":"x","entities":['
        printf '\n'
        cat one.jsonl
    } >found.jsonl
    run --separate-stderr lode convert --to jsonl found.jsonl
    [ "$status" -eq 1 ]
    [ "$output" = "$(cat one.jsonl one.jsonl)" ]
    [ "${#stderr_lines[@]}" -eq 5 ]
    [[ "${stderr_lines[0]}" == *'found.jsonl:2:37: the line is no result of lode: a string is wanted' ]]
    [[ "${stderr_lines[1]}" == *'found.jsonl:3:'*'an entity that is not there' ]]
    [[ "${stderr_lines[2]}" == *'found.jsonl:4:'*'something stands behind the object' ]]
    [[ "${stderr_lines[3]}" == *'found.jsonl:6:'* ]]
    [[ "${stderr_lines[4]}" == *'found.jsonl:7:'* ]]
}

@test "convert: the table for people, with what stands around each entity where the text is there" {
    lode extract -r rules.yaml a.txt >found.jsonl
    lode convert found.jsonl >table
    grep -q '^  weight      20  unit=kilogram  20 kg$' table
    run ! grep -q Flour table
    lode extract -r rules.yaml --with-text a.txt | lode convert >table
    grep -q '^  weight      20  unit=kilogram  .*Flour: \[20 kg\], salt' table
}

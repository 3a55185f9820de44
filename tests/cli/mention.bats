#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The mention extractor: words of a name, once the document has the name in full.
load help.bash

# Writes a pack whose persons are capital words behind "Mr", and whose mentions are the part given.
make_pack() {
    cat >names.yaml <<EOF
lode: 1
pack: {language: en}
rules:
  - id: names.full
    type: person
    match: 'Mr (?<span>\p{Lu}\p{Ll}+(?:[ ]\p{Lu}\p{Ll}+)*)'
    examples: ['Mr [Ab Cd]']
  - id: names.part
    type: person
    extractor: mention
    stage: 2
    set: {part: $1}
    match: '\b\p{Lu}\p{Ll}+\b'
    examples: ['Mr [Ef Ef] and [Ef]']
EOF
}

found() {
    printf '%s' "$1" >text.txt
    lode extract -r ./names.yaml text.txt | python3 -c '
import json, sys
for e in json.loads(sys.stdin.readline())["entities"]:
    print(e["start"], e["text"], *e.get("attributes", {}).values())'
}

@test "mention: the last word of a name is found after the name only" {
    make_pack last
    run found 'Gale came. Mr Ann Gale met Mr Lu Reed. Gale left, Ann and Reed stayed, Lugale too.'
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' '14 Ann Gale' '30 Lu Reed' '39 Gale Ann Gale' '58 Reed Lu Reed')" ]
}

@test "mention: the first word where the pack says so; of two names the nearest before it" {
    make_pack first
    run found 'Mr Ann Gale met Mr Ann Reed. Ann left, Gale stayed.'
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' '3 Ann Gale' '19 Ann Reed' '29 Ann Ann Reed')" ]
}

@test "mention: nothing is carried over to the next document" {
    make_pack last
    printf '%s\n' '{"text": "Mr Ann Gale left."}' '{"text": "Gale left."}' >texts.jsonl
    run lode extract --in-process -r ./names.yaml texts.jsonl
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == *'"Ann Gale"'* ]]
    [[ ${lines[1]} == *'"entities":[]'* ]]
}

@test "mention: a rule that does not say which end is refused" {
    make_pack middle
    run lode test -r ./names.yaml
    [ "$status" -ne 0 ]
    [[ $output == *'names.yaml:8:'*'which end of a name'*'part: first'* ]]
}

@test "mention: several words that end a name, and only of entities of the kind given" {
    cat >bodies.yaml <<'EOF'
lode: 1
pack: {language: en}
rules:
  - id: bodies.ship
    type: body
    set: {kind: yard}
    match: 'Yard (?:\p{Lu}\p{Ll}+[ ]?)+(?<=\p{L})'
    examples: ['the [Yard Ab Cd]']
  - id: bodies.school
    type: body
    set: {kind: school}
    match: 'School (?:\p{Lu}\p{Ll}+[ ]?)+(?<=\p{L})'
    examples: ['the [School Ef Gh]']
  - id: bodies.part
    type: body
    extractor: mention
    stage: 2
    set: {part: last, kind: yard}
    match: '\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?\b'
    examples: ['[Yard Ij Kl Mn] or [Kl Mn]']
EOF
    printf 'The Yard Ann Blue Sea and the School Red Rose; then Blue Sea sold, Red Rose taught, Ann Blue slept.' >text.txt
    run lode extract -r ./bodies.yaml text.txt
    [ "$status" -eq 0 ]
    run python3 -c '
import json, sys
for e in json.loads(sys.argv[1])["entities"]:
    print(e["start"], e["text"], *sorted(e["attributes"].values()))' "$output"
    [ "$output" = "$(printf '%s\n' '4 Yard Ann Blue Sea yard' '30 School Red Rose school' '52 Blue Sea Yard Ann Blue Sea yard')" ]
}

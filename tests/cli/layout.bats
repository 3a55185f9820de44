#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the layout of a text does to what rules see: blanks, wrapped lines, hyphens at line ends, tables.
load help.bash

# A rule that shows how words stand to each other: "[ ]" takes one blank and nothing else.
names() {
    cat >names.yaml <<'END'
lode: 1
rules:
  - id: name
    type: name
    match: 'Mount[ ](?<which>\p{L}+)'
    examples: ['[Mount Fairweather]']
  - id: sum
    type: sum
    match: '(?<count>\d+)[ ]crowns'
    examples: ['[5 crowns]']
  - id: known
    type: known
    lookup: port
    examples: ['[Upper Harbour]']
tables:
  port: {Upper Harbour: UPH}
END
}

# What is found in a text, one a line, line ends shown as |.
found() {
    local text=$1
    shift
    printf '%b' "$text" >text.txt
    lode extract -r names.yaml "$@" text.txt | python3 -c '
import json, sys
raw = open("text.txt", "rb").read()
for line in sys.stdin:
    for e in json.loads(line)["entities"]:
        assert raw[e["start"]:e["end"]].decode() == e["text"]
        print(e["text"].replace("\n", "|"))'
}

expect() {
    local text=$1 wanted=$2
    shift 2
    run found "$text" "$@"
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%b' "$wanted")" ] || {
        printf 'text: %s\nfound: %s\n' "$text" "$output" >&2
        return 1
    }
}

wrapped='A party of nine set out in the spring to climb Mount\nFairweather, which had been tried before, for a prize of 500\ncrowns that the club at Upper\nHarbour had put up for whoever was the first to stand on it.\n'

@test "the samples give the same however they are laid out" {
    run "$BATS_TEST_DIRNAME/../layout.py" "${LODE:-${BATS_TEST_DIRNAME}/../../lode}"
    [ "$status" -eq 0 ] || {
        printf '%s\n' "$output" >&2
        return 1
    }
}

@test "runs of blanks are one, whatever they are made of" {
    names
    expect 'Mount Cook, Mount  Cook, Mount\xC2\xA0Cook, Mount\xE2\x80\xAF Cook' 'Mount Cook\nMount  Cook\nMount\xC2\xA0Cook\nMount\xE2\x80\xAF Cook'
    expect 'Upper Harbour, Upper  Harbour, Upper\xC2\xA0Harbour' 'Upper Harbour\nUpper  Harbour\nUpper\xC2\xA0Harbour'
}

@test "characters that show nothing are no part of words" {
    names
    expect 'Mount Fair\xC2\xADweather and Mount\xE2\x80\x8B Cook' 'Mount Fair\xC2\xADweather\nMount\xE2\x80\x8B Cook'
}

@test "line ends inside wrapped paragraphs are blanks" {
    names
    expect "$wrapped" 'Mount|Fairweather\n500|crowns\nUpper|Harbour'
    expect "${wrapped//\\n/\\r\\n}" 'Mount\r|Fairweather\n500\r|crowns\nUpper\r|Harbour'
    expect "> ${wrapped//\\n/\\n> }" 'Mount|> Fairweather\n500|> crowns\nUpper|> Harbour'
    expect "   ${wrapped//\\n/\\n   }" 'Mount|   Fairweather\n500|   crowns\nUpper|   Harbour'
}

@test "--lines keep leaves every line alone, --lines join joins all but lists and tables" {
    names
    expect "$wrapped" 'Upper|Harbour' --lines keep
    expect 'Mount\nCook\n' '' --lines auto
    expect 'Mount\nCook\n' 'Mount|Cook' --lines join
    expect 'Mount\n\nCook\n- Mount\n- Cook\n' '' --lines join
    run lode extract -r names.yaml --lines fold a.txt
    [ "$status" -eq 2 ]
    [[ "$output" == *"choose auto, keep or join"* ]]
}

@test "lines that stand alone stay lines: headings, lists, verse" {
    names
    expect 'Peaks\nMount\nCook is high, and nobody doubts that it is the highest one that there is in all of the islands, near or far.\n' ''
    expect "$wrapped\nThings to bring to Mount\n- Cook wants a long rope, boots, and an axe for each of the party\n- tents\n" 'Mount|Fairweather\n500|crowns\nUpper|Harbour'
    expect 'The wind on Mount\nKenya sings to none\nAnd none on Mount\nKenya sings to me\n' ''
}

@test "gaps like a table's keep cells apart" {
    names
    expect 'Mount   Cook\nMount\tCook\nUpper   Harbour\nUpper\tHarbour\n' ''
    expect 'Name      Prize\n5 crowns  5      crowns\nMount  Cook   Mount Cook\n' '5 crowns\nMount Cook'
}

@test "a hyphen at a line end goes in languages that break words so, unless the word has it" {
    local text='The committee was asked to consider a reconstruc-\ntion of Mount Fair-\nweather station, and in the end it took the well-\nknown plan, for a well-known reason, whatever others said of it.\n'
    names
    expect "$text" 'Mount Fair'
    sed -i 's/^lode: 1/lode: 1\npack: {language: en, hyphenation: true}/' names.yaml
    cat >>names.yaml <<'END'
  word: {reconstruction: 1, well-known: 2}
END
    sed -i "s/^tables:/  - {id: word, type: word, match: '%{word:which}', examples: ['[reconstruction]']}\ntables:/" names.yaml
    expect "$text" 'reconstruc-|tion\nMount Fair-|weather\nwell-|known\nwell-known' --language en
}

@test "a typesetter's hyphen is one, and what a stroke or a dash holds together stays one word" {
    cat >words.yaml <<'END'
lode: 1
pack: {language: en, hyphenation: true}
rules:
  - id: word
    type: word
    match: '\b(?:reconstruction|902/HC|2024–2027|town – that)\b'
    examples: ['[902/HC]']
END
    cat >a.txt <<'END'
The committee was asked to see the reconstruc‐
tion of the harbour, for which the order of 902/
HC had money of the town for the years of 2024–
2027, as it was written in the plan of the town –
that is all that was said of it.
END
    lode extract -r words.yaml --no-cache a.txt | grep -o '"text":"[^"]*"' >found
    [ "$(wc -l <found)" -eq 4 ]
    sed -i 's/, hyphenation: true//; s/reconstruction/reconstruc‐tion/' words.yaml
    lode extract -r words.yaml --no-cache a.txt | grep -o '"text":"[^"]*"' | diff found -
}

@test "a pack says whether its language breaks words" {
    names
    sed -i 's/^lode: 1/lode: 1\npack: {hyphenation: 5}/' names.yaml
    run lode extract -r names.yaml a.txt
    [ "$status" -ne 0 ]
    [[ "$output" == *"names.yaml:2:21:"*"'hyphenation'"* ]]
}

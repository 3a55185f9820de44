#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Rules that would be read as something else than they say.
load help.bash

rule() {
    printf 'lode: 1\n%srules:\n  - {id: a, type: a, match: %s, examples: [%s]}\n' "$3" "$1" "$2"
}

@test "a pack of .yml files is found without -r as well" {
    mkdir -p packs/one
    rule a "'[a]'" '' >packs/one/rules.yml
    rule b "'[b]'" '' | sed 's/id: a/id: b/' >packs/two.yml
    rule c "'[c]'" '' | sed 's/id: a/id: c/' >packs/two.yaml
    echo 'a b c' >abc.txt
    LODE_RULE_PATH=packs run -0 --separate-stderr lode list packs
    [[ $output == *packs/one*packs/two.yaml* ]]
    [[ $output != *packs/two.yml* ]]
    LODE_RULE_PATH=packs run -0 --separate-stderr lode extract --format csv abc.txt
    [ "${#lines[@]}" -eq 3 ]
}

@test "a table in a file without a known ending is no inline table" {
    rule "'%{t}'" "'[x]'" $'tables: {t: {file: names}}\n' >t.yaml
    run -2 lode test -r t.yaml
    [ "${lines[0]}" = "lode: t.yaml:2:20: a table file must end in .tsv or .csv; write an entry by the name of 'file' under 'entries:'" ]
    rule "'%{t}'" "'[x]'" $'tables: {t: {file: names.txt, column: code, caseless: true}}\n' >t.yaml
    run -2 lode test -r t.yaml
    [[ ${lines[0]} == 'lode: t.yaml:2:20: a table file must end in .tsv or .csv; '* ]]
    rule "'%{t}'" "'[x]'" $'tables: {t: {entries: x, caseless: true}}\n' >t.yaml
    run -2 lode test -r t.yaml
    [[ ${lines[0]} == "lode: t.yaml:2:23: 'entries' must be a mapping or a list"* ]]
    rule "'%{t:v}'" "'[file]'" $'tables: {t: {file: names, folder: names}}\n' >t.yaml
    run -0 lode test -r t.yaml
    rule "'%{t:v}'" "'[file]'" $'tables: {t: {entries: {file: names}}}\n' >t.yaml
    run -0 lode test -r t.yaml
}

@test "an escape that double quotes turn into a character is told" {
    rule '"\bab\b"' "'[ab]'" '' >t.yaml
    run -2 lode test -r t.yaml
    [ "${lines[0]}" = 'lode: t.yaml:3:30: \b in double quotes is a character of YAML'"'"'s (a backspace), and not what it is in a pattern; write the pattern in single quotes, in which \ is itself' ]
    rule "'%{d}'" "'[ab]'" $'define: {d: "a\\Pb"}\n' >t.yaml
    run -2 lode test -r t.yaml
    [[ ${lines[0]} == 'lode: t.yaml:2:'*': \P in double quotes '*' (a line break), '* ]]
    rule '"\\bab\\b\t?"' "'[ab]'" '' >t.yaml
    run -0 lode test -r t.yaml
    rule "'\\bab\\b'" "'[ab]'" '' >t.yaml
    run -0 lode test -r t.yaml
}

@test "a lone scale word is no number, unless the pack says so" {
    numbers='numbers: {units: {two: 2}, scales: {million: 1000000}}'
    rule "'%{number:n} dollars'" "'[2 million dollars]'" "$numbers"$'\n' >t.yaml
    echo 'fortytwo million dollars, million dollars, two million dollars' >a.txt
    run -0 lode extract --format csv -r t.yaml a.txt
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[1]} == *',two million dollars,a,"n=2000000",'* ]]
    sed -i 's/scales:/scales_alone:/' t.yaml
    run -0 lode extract --format csv -r t.yaml a.txt
    [ "${#lines[@]}" -eq 4 ]
    # Nor is one in the middle of a number.
    rule "'%{number:n} (?<what>\\w+)'" "'[2 thousand bills]'" $'numbers: {units: {two: 2}, scales: {hundred: 100, thousand: 1000}}\n' >t.yaml
    echo 'two thousand hundred bills' >a.txt
    run -0 lode extract --format csv -r t.yaml a.txt
    [ "${#lines[@]}" -eq 1 ]
    # The packs that come with lode.
    rule "'%{number:n} dollars'" "'[2 million dollars]'" $'pack: {language: en, uses: [en]}\n' >own.yaml
    echo 'It cost fortytwo million dollars.' >a.txt
    run -0 lode extract --format csv -r own.yaml a.txt
    [ "${#lines[@]}" -eq 1 ]
    run -0 lode extract --format csv -r en a.txt
    [ "${#lines[@]}" -eq 1 ]
}

@test "a comma in a text that is not quoted is told" {
    printf 'lode: 1\nrules:\n  - {id: a, type: t, match: a, b, examples: ["[x]"]}\n' >t.yaml
    run -2 lode test -r t.yaml
    [ "${lines[0]}" = "lode: t.yaml:3:32: the key 'b' in a rule has no value; quote the text before it if the comma belongs to that" ]
}

@test "fields that an extractor does not know are told all at once, where the first is written" {
    cat >t.yaml <<'END'
lode: 1
define: {amount: '(?<amuont>\d+)'}
rules:
  - id: a
    type: money
    extractor: money
    match: '%{amount} (?<curency>dong)'
    set: {q: z}
    examples: ['[1 dong]']
END
    run -2 lode test -r t.yaml
    [ "${lines[0]}" = "lode: t.yaml:2:19: rule 'a' does not suit extractor 'money': money has no field 'amuont', nor 'curency', nor 'q'; did you mean 'amount'?" ]
}

#!/usr/bin/env bats
# What the writers write.
load help.bash

@test "names that are not UTF-8 still give valid JSON" {
    name=$(printf 'a\xff"\n.txt')
    cp a.txt "$name"
    run lode extract -r rules.yaml "$name"
    [ "$status" -eq 0 ]
    [[ $output == '{"document":"file:a%FF\"\n.txt",'* ]]
}

@test "numbers are exact" {
    echo '123456789012345678901234567890 kg, 0.10 g' >n.txt
    run lode extract -r rules.yaml n.txt
    [[ $output == *'"value":123456789012345678901234567890,'*'"value":0.1,'* ]]
}

@test "CSV has a row an entity, quoted as RFC 4180 says" {
    cat >q.yaml <<'END'
lode: 1
rules:
  - id: quoted
    type: q
    match: '"(?<inner>[^"]*)"'
    set: {kind: 'a;b\c'}
    examples: ['["x"]']
END
    printf 'He said "one, two;\nthree".' >'q,1.txt'
    run lode extract -r q.yaml -f csv 'q,1.txt' missing.txt
    [ "$status" -eq 1 ]
    lode extract -r q.yaml -f csv 'q,1.txt' missing.txt >out.csv 2>/dev/null || true
    printf '%s\r\n' 'document,id,line,type,start,end,text,rule,attributes,error,part,title,page' >expected.csv
    printf '"q,1.txt",,,q,8,25,"""one, two;\nthree""",quoted,"inner=one, two\\;\nthree;kind=a\\;b\\\\c",,,,\r\n' >>expected.csv
    printf 'missing.txt,,,,,,,,,"io: No such file or directory",,,\r\n' >>expected.csv
    cmp out.csv expected.csv
}

@test "the table is aligned by what a terminal shows, without colours" {
    printf 'Flour 20 kg and\n日本 salt 3 g.\n' >t.txt
    run --separate-stderr lode extract -r rules.yaml -f table --date 2021-10-13 t.txt missing.txt
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = 't.txt  2021-10-13' ]
    [ "${lines[1]}" = '  weight  20 kg  value=20 unit=kilogram                        Flour 20 kg and 日本 salt 3 g. ' ]
    [ "${lines[2]}" = '  weight  3 g    value=3 unit=gram         Flour 20 kg and 日本 salt 3 g. ' ]
    [ "${lines[3]}" = 'missing.txt' ]
    [ "${lines[4]}" = '  io: No such file or directory' ]
}

@test "what is too long for its column is cut with a mark" {
    cat >long.yaml <<'END'
lode: 1
rules:
  - id: long
    type: long
    match: '(?<all>[a-z]+)'
    examples: ['[a]']
END
    printf '%0100d' 0 | tr 0 x >l.txt
    run lode extract -r long.yaml -f table l.txt
    [ "${lines[1]}" = "  long  $(printf '%039d' 0 | tr 0 x)…  all=$(printf '%051d' 0 | tr 0 x)…  $(printf '%28s' '')$(printf '%043d' 0 | tr 0 x)…" ]
}

@test "colours are shown where they are asked for" {
    run lode extract -r rules.yaml -f table --color always a.txt
    [[ $output == *$'\033[1ma.txt\033[0m'* ]]
    run lode extract -r rules.yaml -f table --color auto a.txt
    [[ $output != *$'\033'* ]]
    run lode extract --color sometimes a.txt
    [ "$status" -eq 2 ]
}

@test "what would move the cursor does not reach the terminal" {
    printf 'Flour\033[2J\r 20 kg \xe2\x80\xae.\n' >"$(printf 'evil\033[2J.txt')"
    run lode extract -r rules.yaml -f table ./evil*
    [ "$status" -eq 0 ]
    [[ $output != *$'\033'* && $output != *$'\r'* && $output != *$'\xe2\x80\xae'* ]]
}

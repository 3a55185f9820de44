#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
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
    printf 'Flour 20 kg and\n日本 salt 3 g.\n\nNext' >t.txt
    run --separate-stderr lode extract -r rules.yaml -f table --date 2021-10-13 t.txt missing.txt
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = 't.txt  2021-10-13' ]
    [ "${lines[1]}" = '  type    number  values         text' ]
    [ "${lines[2]}" = '  weight      20  unit=kilogram                            Flour [20 kg] and 日本 salt 3 g.' ]
    [ "${lines[3]}" = '  weight       3  unit=gram            Flour 20 kg and 日本 salt [3 g].' ]
    [ "${lines[4]}" = 'missing.txt' ]
    [ "${lines[5]}" = '  io: No such file or directory' ]
}

long_rules() {
    cat >long.yaml <<'END'
lode: 1
rules:
  - id: sum
    type: sum
    match: '%{digits:amount} (?<of>[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*), at (?<place>\p{L}+)'
    examples: ['[5 a, at b]']
  - {id: word, type: word, match: '<\w+>', examples: ['[<a>]']}
  - {id: owed, fact: owed, match: '%{@sum:what}', parts: {word: {is: '%{@word}', behind: what, over: '[^.]*', list: ', '}}, needs: [word],
     examples: [{text: '5 a, at b <x>', facts: [{what: '5 a, at b', word: [<x>]}]}]}
END
    printf 'Before it words stand. They owe 1234567.5 sacks of fine flour, at Kyiv and <one>, <two>, <three>. 12 tấn gạo 日本語, at Hue. <%s>\n' "$(printf '%090d' 0)" >l.txt
}

# on COLUMNS ARGUMENT...: what a terminal of that width shows, bold between « and ».
on() {
    local columns=$1
    shift
    TERM=xterm script -qec "stty cols $columns; '$LODE' extract -r long.yaml --progress never $*" /dev/null |
        sed 's/\r$//; s/\x1b\[1m/«/g; s/\x1b\[[2-9][0-9]*m//g; s/\x1b\[0m/»/g'
}

@test "to a terminal extract shows the table, in its width, with nothing broken inside a value; in a pipe JSON Lines" {
    : "${LODE:=$BATS_TEST_DIRNAME/../../lode}"
    long_rules
    on 110 l.txt >shown
    diff - shown <<'END'
«l.txt»»
  type       number  values                              text»
  sum   »1 234 567.5  of=sacks of fine flour  place=Kyiv»       …They owe «1234567.5 sacks of fine flour, at Kyiv»
  word  »             »                                     …flour, at Kyiv and «<one>», <two>, <three>. 12 tấn…
  word  »             »                                     …at Kyiv and <one>, «<two>», <three>. 12 tấn gạo…
  word  »             »                                      …and <one>, <two>, «<three>». 12 tấn gạo 日本語, at…
  sum   »         12  of=tấn gạo 日本語  place=Hue»            …<two>, <three>. «12 tấn gạo 日本語, at Hue».…
  word  »             »                                    «<000000000000000000000000000000000000000000000000000…»
  fact  parts»
  owed  »what»=1234567.5 sacks of fine flour, at Kyiv  word»=<one>, <two>, <three>

END
    on 50 l.txt >shown
    diff - shown <<'END'
«l.txt»»
  type       number  values»
  sum   »1 234 567.5  of=sacks of fine flour»
                     place=Kyiv»
           …«1234567.5 sacks of fine flour, at Kyiv»
  word  »   …at Kyiv and «<one>», <two>, <three>. 12…
  word  »    …and <one>, «<two>», <three>. 12 tấn…
  word  » …<one>, <two>, «<three>». 12 tấn gạo…
  sum   »         12  of=tấn gạo 日本語  place=Hue»
              …<three>. «12 tấn gạo 日本語, at Hue»…
  word  »«<0000000000000000000000000000000000000000…»
  fact  parts»
  owed  »what»=1234567.5 sacks of fine flour, at
        Kyiv  word»=<one>, <two>, <three>

END
    run on 50 -f jsonl l.txt
    [[ "$output" == '{"document":"l.txt",'* ]]
    run lode extract -r long.yaml l.txt
    [[ "$output" == '{"document":"l.txt",'* ]]
    for columns in 41 60 80 110 160; do
        on $columns l.txt | sed 's/[«»]//g' | python3 -c '
import sys, unicodedata
for line in sys.stdin.read().split("\n"):
    width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    assert width <= int(sys.argv[1]), (width, line)' $columns
    done
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

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode test, explain, list, new.
load help.bash

@test "the examples in the rules are run" {
    run lode test -r rules.yaml
    [ "$status" -eq 0 ]
    [ "$output" = '2 examples passed, 0 failed' ]
}

@test "an example that fails is shown with its place, what was expected and what was found" {
    cat >>rules.yaml <<'END'
  - id: word
    type: word
    match: '(?<first>[a-z])[a-z]+'
    examples:
      - '[one] [two]'
      - text: '[one]'
        values: [{first: x}]
      - text: '[one] two'
      - text: '[one]'
        values: [{first: o, second: ~}]
    counterexamples: ['AB', 'three']
END
    run lode test -r rules.yaml
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = 'rules.yaml:17: word fails: one' ]
    [ "${lines[1]}" = '  expected: 0-3 word [one] first=x' ]
    [ "${lines[2]}" = '  found:    0-3 word [one] (word) first=o' ]
    [ "${lines[3]}" = 'rules.yaml:19: word fails: one two' ]
    [ "${lines[4]}" = '  expected: 0-3 word [one]' ]
    [ "${lines[5]}" = '  found:    0-3 word [one] (word) first=o' ]
    [ "${lines[6]}" = '  found:    4-7 word [two] (word) first=t' ]
    [ "${lines[7]}" = 'rules.yaml:22: word fails: three' ]
    [ "${lines[8]}" = '  expected: nothing from this rule' ]
    [ "${lines[10]}" = '5 examples passed, 3 failed' ]
}

@test "an example that fails says how far its rule came, or what its match lost to" {
    cat >why.yaml <<'END'
lode: 1
rules:
  - {id: aa, type: t, match: 'x+y', examples: ['[xxy]', '[xx]']}
  - {id: bb, type: u, match: 'xx', examples: ['[xx]', '[xx]y']}
END
    run lode test -r ./why.yaml
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = './why.yaml:3: aa fails: xx' ]
    [ "${lines[2]}" = '  found:    no t' ]
    [ "${lines[3]}" = '  why:      0-2           tried     t aa  "xx"  then ""  wanted: y' ]
    [ "${lines[4]}" = './why.yaml:4: bb fails: xxy' ]
    [ "${lines[7]}" = '  why:      0-2           lost      u bb  "xx"  to aa at 0-3' ]
    [ "${lines[8]}" = '2 examples passed, 2 failed' ]
    [ "${#lines[@]}" -eq 9 ]
}

@test "some rules are tested alone, and a program reads what came out" {
    cat >why.yaml <<'END'
lode: 1
rules:
  - {id: a.one, type: t, match: 'x+y', examples: ['[xxy]', '[xx]']}
  - {id: b.one, type: u, match: 'zz', examples: ['[zz]']}
END
    run lode test -r ./why.yaml --rule 'b.*'
    [ "$status" -eq 0 ]
    [ "$output" = '1 examples passed, 0 failed' ]
    run lode test -r ./why.yaml --tap
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = 'ok 1 - a.one, ./why.yaml:3' ]
    [ "${lines[1]}" = 'not ok 2 - a.one, ./why.yaml:3' ]
    [ "${lines[2]}" = '# ./why.yaml:3: a.one fails: xx' ]
    [ "${lines[6]}" = 'ok 3 - b.one, ./why.yaml:4' ]
    [ "${lines[7]}" = '1..3' ]
    [ "${#lines[@]}" -eq 8 ]
}

@test "an example needs its own rule" {
    cat >both.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: 'x+', examples: ['[xx]']}
  - {id: b, type: t, match: 'x', examples: ['[x]', '[xx]']}
END
    run lode test -r both.yaml
    [ "$status" -eq 1 ]
    [[ $output == *'both.yaml:4: b fails: xx'* ]]
}

@test "explain shows what won, what lost and to what" {
    cat >both.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: 'x+', examples: ['[xx]']}
  - {id: b, type: u, match: 'x', examples: ['[x]']}
  - {id: c, type: v, match: 'ch %{roman:n}', examples: ['[ch II]']}
END
    echo 'xx ch IV' >x.txt
    run lode explain -r both.yaml x.txt
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = 'x.txt' ]
    [ "${lines[1]}" = '0-2           won       t a  "xx"' ]
    [ "${lines[2]}" = '0-1           lost      u b  "x"  to a at 0-2' ]
    [ "${lines[3]}" = '1-2           lost      u b  "x"  to a at 0-2' ]
    [ "${lines[4]}" = '3-8           won       v c  "ch IV"' ]
    run lode explain -r both.yaml missing.txt
    [ "$status" -eq 1 ]
    [ "$output" = 'lode: missing.txt: No such file or directory' ]
}

@test "rules, packs and plugins are listed" {
    run lode list rules -r rules.yaml --no-cache
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == 'ID'*'TYPE'*'EXTRACTOR'*'PRIORITY'*'STAGE'*'PLACE'*'MATCHED BY' ]]
    [[ ${lines[1]} == 'weight  weight  -          0         1      rules.yaml:5  '* ]]
    run lode list packs -r rules.yaml
    [[ ${lines[1]} == 'rules  any       1      rules.yaml'* ]]
    run lode list plugins
    [ "$status" -eq 0 ]
    [[ $output == *'reader, writer  csv '*'reader, writer  jsonl '*'reader '*' text '*'writer '*' table '* ]]
    run lode list rulse
    [ "$status" -eq 2 ]
    [ "$output" = "lode: there is no list of 'rulse'; did you mean 'rules'?" ]
}

@test "what the prefilter cannot take inside a lookaround is matched plainly" {
    cat >look.yaml <<'END'
lode: 1
rules:
  - {id: a, type: a, match: '(?i)ab(?=(?<_q>[-/])1\k<_q>2)', examples: ['[AB]-1-2']}
  - {id: b, type: b, match: 'c(?!x|(?<_q>d)(?i)\k<_q>)', examples: ['[c]']}
END
    run -0 lode test -r look.yaml
    [ "$output" = '2 examples passed, 0 failed' ]
    run -0 lode list rules -r look.yaml --no-cache
    [[ ${lines[1]} == *'plain: a back reference where case counts in parts of the pattern only' ]]
    [[ ${lines[2]} == *'plain: a back reference where case counts in parts of the pattern only' ]]
}

@test "the list of rules says how each is matched" {
    for engine in '--prefilter off' '--engine pcre2'; do
        run lode list rules -r rules.yaml $engine
        [[ ${lines[1]} == *'plain: the engine is pcre2' ]]
    done
    run lode list rules -r rules.yaml --engine program
    [[ ${lines[1]} == *' program' ]]
    run lode list rules -r rules.yaml --engine perl
    [[ $output == *"choose program or pcre2"* ]]
}

# named COUNT: rules of places, with so many names in a table inside a pattern.
named() {
    awk -v count="$1" 'BEGIN {
        print "lode: 1\ntables:\n  place:"
        for (i = 0; i < count; i++)
            printf "    %c%cra %c%cto %d: p%d\n", 97 + i % 23, 97 + i / 23 % 19, 97 + i / 7 % 17, 97 + i / 11 % 13, i, i
        print "rules:"
        print "  - {id: place, type: place, match: \x27in (?:old )?%{place:code}(?: or %{place:other})?\x27, " \
              "examples: [\x27[in aara aato 0]\x27]}"
        print "  - {id: year, type: year, match: \x27\\d{4}\x27, examples: [\x27[2020]\x27]}"
    }'
}

@test "a table inside a pattern has no bound but with --engine pcre2, which names what it leaves out" {
    named 800 >few.yaml
    named 20000 >many.yaml
    printf 'In 2020 in old aara aato 0 or rpra mhto 799, in bara aato 1 and in baro aato 1 or aara aato 0.' >a.txt
    for rules in few many; do
        run -0 lode extract -r $rules.yaml --in-process a.txt
        [ "$output" = '{"document":"a.txt","entities":[{"type":"year","start":3,"end":7,"text":"2020","rule":"year"},{"type":"place","start":8,"end":43,"text":"in old aara aato 0 or rpra mhto 799","rule":"place","attributes":{"code":"p0","other":"p799"}},{"type":"place","start":45,"end":59,"text":"in bara aato 1","rule":"place","attributes":{"code":"p1"}}]}' ]
        found=$output
    done
    run -0 lode extract -r few.yaml --in-process --engine pcre2 a.txt
    [ "$output" = "$found" ]
    run -0 lode list rules -r many.yaml
    [[ ${lines[1]} == *' program' ]]
    run -0 --separate-stderr lode extract -r many.yaml --in-process --engine pcre2 a.txt
    [[ $output == *'"text":"2020"'* && $output != *'"place"'* ]]
    [[ $stderr == *"many.yaml:"*": rule 'place': the pattern, with all that it inserts, is too large for PCRE2"*"left out"* ]]
    run -0 --separate-stderr lode list rules -r many.yaml --engine pcre2
    [[ ${lines[1]} == *'plain: it is left out: its pattern is too large for PCRE2' ]]
}

@test "a plugin that is refused is listed with the reason" {
    mkdir plugins
    echo 'no shared object' >plugins/broken.so
    run --separate-stderr lode list plugins --plugin-dir plugins
    [ "$status" -eq 0 ]
    [[ $output == *'refused'*'broken'*'plugins/broken.so'* ]]
    run --separate-stderr lode extract -r rules.yaml --plugin-dir plugins a.txt
    [ "$status" -eq 0 ]
    [[ $stderr == 'lode: '*'plugins/broken.so'* ]]
}

@test "a new rule works at once" {
    run lode new rule invoice
    [ "$status" -eq 0 ]
    run lode test -r invoice.yaml
    [ "$status" -eq 0 ]
    [ "$output" = '3 examples passed, 0 failed' ]
    run lode new rule invoice
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: invoice.yaml: File exists; choose another name; nothing was changed' ]
}

@test "a new plugin builds against the public headers alone and works at once" {
    run lode new plugin series
    [ "$status" -eq 0 ]
    headers=${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}/core/include
    run make -C series check CPPFLAGS="-I$headers" CC="${CC:-cc}" LODE="${LODE:-$BATS_TEST_DIRNAME/../../lode}"
    [ "$status" -eq 0 ]
    [[ $output == *'3 examples passed, 0 failed'* ]]
}

@test "new readers and writers do as well" {
    headers=${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}/core/include
    for kind in reader writer; do
        run -0 lode new plugin --kind $kind my_$kind
        run -0 make -C my_$kind check CPPFLAGS="-I$headers" CC="${CC:-cc}" LODE="${LODE:-$BATS_TEST_DIRNAME/../../lode}"
    done
    printf '== One\nAB-12 and\n== Two\nXY-7' >two.txt
    run -0 lode extract --plugin-dir my_reader --plugin-dir my_writer -r my_writer/my_writer.yaml -f my_writer two.txt
    [ "$output" = $'two.txt\tmy_writer\tAB-12\ntwo.txt\tmy_writer\tXY-7' ]
    run lode list readers --plugin-dir my_reader
    [[ $output == *'my_reader  yes       the file or a part of it  documents under lines "== title"'*' .my_reader'* ]]
    run lode new plugin --kind raeder x
    [ "$status" -eq 2 ]
    [ "$output" = "lode: there is no kind of plugin 'raeder'; choose extractor, reader or writer" ]
    run lode new rule --kind reader x
    [ "$status" -eq 2 ]
}

@test "names for new things are checked" {
    run lode new rule 'a-b'
    [ "$status" -eq 2 ]
    [[ $output == "lode: 'a-b' cannot be a name; "* ]]
    run lode new rules x
    [ "$output" = "lode: there is no skeleton for 'rules'; did you mean 'rule'?" ]
    run lode new rule
    [ "$status" -eq 2 ]
}

@test "a program against lode.h counts entities" {
    count=${LODE_BUILD:-$BATS_TEST_DIRNAME/../..}/examples/count
    [ -x "$count" ] || skip 'the example is not built'
    [ "${LODE_SHARED:-yes}" = yes ] || skip 'a program against a static library has no plugins in it'
    LODE_PLUGIN_PATH=${LODE_BUILD:-$BATS_TEST_DIRNAME/../..}/plugins/.libs run "$count" ./rules.yaml a.txt a.txt
    [ "$status" -eq 0 ]
    [ "$output" = 'weight 4' ]
    run "$count" ./rules.yaml missing.txt
    [ "$status" -eq 1 ]
}

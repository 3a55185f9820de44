#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode explain: what matched and what became of it, and why a rule found nothing.
load help.bash

@test "what lost stands under what it lost to" {
    cat >both.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: '\bb+c', examples: ['[bc]']}
  - {id: b, type: u, match: 'ab|b', examples: ['[b]']}
END
    run lode explain -r ./both.yaml --text 'b a bbc'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '0-1           won       u b  "b"' ]
    [ "${lines[1]}" = '4-7           won       t a  "bbc"' ]
    [ "${lines[2]}" = '4-5           lost      u b  "b"  to a at 4-7' ]
    [ "${lines[3]}" = '5-6           lost      u b  "b"  to a at 4-7' ]
    [ "${#lines[@]}" -eq 4 ]
}

@test "how far a rule came is told with what stands there and what it wanted" {
    run lode explain -r ./rules.yaml --rule weight --text 'a bag of 20 kilo, 7 lb'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '6-13          tried     weight weight  "of 20 k"  then "ilo, 7 lb"  wanted: g' ]
    [ "${lines[1]}" = '15-16         tried     weight weight  "o"  then ", 7 lb"  wanted: f' ]
    [ "${lines[2]}" = '18-20         tried     weight weight  "7 "  then "lb"  wanted: g, kg' ]
    [ "${#lines[@]}" -eq 3 ]
}

@test "only the trials that come to a place, or start in its line" {
    printf '7 lb\n8 lb\n' >two.txt
    run lode explain -r ./rules.yaml --rule weight --at 6 two.txt
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = two.txt ]
    [ "${lines[1]}" = '5-7           tried     weight weight  "8 "  then "lb"  wanted: g, kg' ]
    [ "${#lines[@]}" -eq 2 ]
}

@test "a rule that begins nowhere says so" {
    run lode explain -r ./rules.yaml --rule weight --text 'nix'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '-             tried     weight weight  nowhere does the text begin as its pattern does' ]
}

@test "a rule that matched shows what became of it" {
    run lode explain -r ./rules.yaml --rule weight --text '3 g'
    [ "${lines[0]}" = '0-3           won       weight weight  "3 g"' ]
    [ "${lines[1]}" = '0-3           matches   weight weight  "3 g"' ]
}

@test "a rule that refers to entities is tried on the text that it sees" {
    cat >pair.yaml <<'END'
lode: 1
rules:
  - {id: n, type: number, match: '[0-9]+', examples: ['[7]']}
  - {id: pair, type: pair, stage: 2, match: '%{@number} and %{@number}', examples: ['[1 and 2]']}
END
    run lode explain -r ./pair.yaml --rule pair --text '10 and x'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '0-7           tried     pair pair  "10 and "  then "x"  wanted: %{@number}' ]
}

@test "a pattern that is too large for trials by item is tried by parts of the text" {
    {
        printf 'lode: 1\ntables:\n  big:\n'
        for i in $(seq 1000 5000); do printf '    w%s: %s\n' "$i" "$i"; done
        # shellcheck disable=SC2016
        printf 'rules:\n  - {id: big, type: t, match: "%%{big:v} end", examples: ["[w1000 end]"]}\n'
    } >big.yaml
    run lode explain -r ./big.yaml --rule big --text 'w1234 eat'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '0-7           tried     t big  "w1234 e"  then "at"' ]
}

@test "JSON Lines hold all of it" {
    run lode explain -r ./rules.yaml --rule weight --format jsonl --text '3 g'
    [ "$status" -eq 0 ]
    [ "$output" = '{"document":"-","matches":[{"start":0,"end":3,"fate":"won","type":"weight","rule":"weight","text":"3 g"}],"facts":[],"trials":[{"start":0,"end":3,"matched":true,"text":"3 g","rest":"","wanted":""}]}' ]
    python3 -c 'import json, sys; json.loads(sys.argv[1])' "$output"
}

@test "an extractor says why it declined" {
    run lode explain -r "${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}/rules/en" --rule en.money.range_sign_first --text 'USD 10 to EUR 20'
    [ "${lines[0]}" = '0-16          declined  money en.money.range_sign_first  "USD 10 to EUR 20"  because: its two ends are in different currencies' ]
    run lode explain -r "${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}/rules/en" --text 'paid on 31 February 2020'
    [ "${lines[0]}" = '8-24          declined  date en.date.day  "31 February 2020"  because: there is no such day, time or stretch of time' ]
}

@test "mistakes on the command line are told" {
    run lode explain -r ./rules.yaml --rule wieght --text x
    [ "$status" -eq 2 ]
    [ "$output" = "lode: there is no rule 'wieght'; did you mean 'weight'?" ]
    run lode explain -r ./rules.yaml --at 3 --text x
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '--at' is of a rule; name one by --rule" ]
    run lode explain -r ./rules.yaml --rule weight --at x --text x
    [ "$status" -eq 2 ]
    run lode explain -r ./rules.yaml --format xml --text x
    [ "$output" = "lode: there is no format 'xml'; choose text or jsonl" ]
}

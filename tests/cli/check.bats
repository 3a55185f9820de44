#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode check: mistakes, and advice on what no mistake tells.
load help.bash

@test "check: a pack in which there is nothing to mend" {
    run -0 lode check -r rules.yaml
    [ "$output" = 'nothing to mend' ]
    run -0 lode check -r rules.yaml --format json
    [ "$output" = '[]' ]
}

@test "check: mistakes are told as everywhere, to standard output, and as JSON" {
    sed -i 's/%{unit:unit}/%{unti:unit}/; s/ examples:/ exmaples:/' rules.yaml
    run -2 --separate-stderr lode check -r rules.yaml
    [[ ${lines[0]} == "rules.yaml:5:5: a rule without an example; add examples: "* ]]
    [ "${lines[1]}" = "rules.yaml:7:50: unknown name 'unti', did you mean 'unit'?" ]
    [ "${lines[3]}" = '3 mistakes, 0 pieces of advice' ]
    run -2 --separate-stderr lode check -f json -r rules.yaml
    [[ ${lines[1]} == ',{"level":"mistake","file":"rules.yaml","line":7,"column":50,"message":"unknown name '*'"}' ]]
    [ "${lines[3]}" = ']' ]
    run -2 lode check -f xml
    [[ $output == *'choose text or json'* ]]
}

@test "check: rules of which only the order decides" {
    cat >order.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: 'x(?<n>\d)', examples: ['[x1]']}
  - {id: b, type: t, match: '[xy](?<n>\d)', examples: ['[y1]', '[x2]']}
  - {id: c, type: u, match: '[yz]\d', examples: ['[z1]']}
  - {id: d, type: v, priority: specific, match: 'z\d', examples: ['[z1]']}
END
    # b says of x1 what a says; c says another thing of y1; d has a priority.
    run -1 lode check -r order.yaml
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[0]} == "order.yaml:5:1: 'c' and 'b' both find 'y1' with other values, and only the order of the rules decides (an example of 'b'); "* ]]
    [[ ${lines[1]} == "order.yaml:5:1: the rule 'c' finds nothing in any example, its own neither; "* ]]
    [ "${lines[2]}" = '0 mistakes, 2 pieces of advice' ]
}

@test "check: documents show rules of which only the order decides, too" {
    cat >order.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: 'x\d', examples: ['[x1]']}
  - {id: b, type: u, match: '[xy]2', examples: ['[y2]']}
END
    run -0 lode check -r order.yaml
    printf 'nothing' >one.txt
    printf 'y2 and x2' >two.txt
    run -1 lode check -r order.yaml one.txt two.txt
    [[ ${lines[0]} == "order.yaml:4:1: 'b' and 'a' both find 'x2' with other values, and only the order of the rules decides (in two.txt); "* ]]
    [ "${#lines[@]}" -eq 2 ]
    run -3 lode check -r order.yaml none.txt
    [[ $output == *'none.txt'* ]]
}

@test "check: names that nothing uses, entries that stand twice, tables without a source, long lines" {
    mkdir pack
    printf 'name\tcode\na\t1\nb\t2\na\t1\n' >pack/none.tsv
    printf '# Source: ISO 1, 2024\nname\na\n' >pack/said.tsv
    cp pack/none.tsv pack/above.tsv
    cat >pack/rules.yaml <<END
lode: 1
tables:
  none: {file: none.tsv}
  said: {file: said.tsv}
  # source: our own list, 2024
  above:
    file: above.tsv
  inner: [x, y, x]
  outer: {of: [inner]}
  unused: {k: v}
define:
  used: '%{none}|%{said}'
  idle: '%{above}|%{outer}'
rules:
  - {id: a, type: t, match: '%{used} %{above}', examples: ['[a b]']}
  # $(printf 'đ%.0s' {1..116})
  #  $(printf 'đ%.0s' {1..116})
END
    run -1 lode check -r pack/
    [ "${lines[0]}" = "pack/above.tsv:4:1: the entry 'a' stands in the table already; leave it out" ]
    [ "${lines[1]}" = "pack/none.tsv:4:1: the entry 'a' stands in the table already; leave it out" ]
    [[ ${lines[2]} == "pack/rules.yaml:3:16: nothing says where the entries of 'pack/none.tsv' are from; "* ]]
    [[ ${lines[3]} == "pack/rules.yaml:8:17: the entry 'x' stands in the table already; "* ]]
    [[ ${lines[4]} == "pack/rules.yaml:9:10: no rule uses the table 'outer'; "* ]]
    [[ ${lines[5]} == "pack/rules.yaml:10:11: no rule uses the table 'unused'; "* ]]
    [[ ${lines[6]} == "pack/rules.yaml:13:9: no rule uses the definition 'idle'; "* ]]
    [[ ${lines[7]} == "pack/rules.yaml:17:121: the line has 121 characters, more than 120; "* ]]
    [ "${lines[8]}" = '0 mistakes, 8 pieces of advice' ]
    # What several packs use is told of once; names of a pack without rules are for others.
    mkdir two
    printf 'lode: 1\ntables: {n: {file: n.tsv}}\n' >shared.yaml
    printf 'name\na\na\n' >n.tsv
    for i in 1 2; do
        printf 'lode: 1\npack: {uses: [../shared.yaml]}\nrules: [{id: r%s, type: t%s, match: "%%{n}%s", examples: ["[a%s]"]}]\n' $i $i $i $i >two/$i.yaml
    done
    run -1 lode check -r two/1.yaml -r two/2.yaml
    [ "${lines[2]}" = '0 mistakes, 2 pieces of advice' ]
}

@test "check: alternatives that no example has" {
    cat >alternatives.yaml <<'END'
lode: 1
normalise: {word_end: {oà: òa}}
define: {word: '[a-z|]+|\|'}
rules:
  - {id: a, type: t, match: '\||v|w(?:[|]|\|)%{word}', examples: ['[w|a] [|]']}
  - {id: b, type: t, match: 'x|hòa', examples: ['[x]', '[hoà]'], counterexamples: [y]}
  - {id: c, type: t, flags: [caseless], match: 'q|(?<span>r)s', examples: ['[Q]'], counterexamples: [rt]}
END
    run -1 lode check -r alternatives.yaml
    [ "${lines[0]}" = "alternatives.yaml:5:29: no example of 'a' has the alternative 'v'; add one" ]
    [ "${lines[1]}" = "alternatives.yaml:7:48: no example of 'c' has the alternative '(?<span>r)s'; add one" ]
    [ "${lines[2]}" = '0 mistakes, 2 pieces of advice' ]
    # Each example is a text of its own, in which the first thing may be what is to be found.
    cat >alternatives.yaml <<'END'
lode: 1
rules:
  - {id: a, type: t, match: '^a|^b|%{number}c', examples: ['[a]', '[b]', '[1c]']}
END
    run -0 lode check -r alternatives.yaml
    [ "$output" = 'nothing to mend' ]
}

@test "check: a pattern that a text can make very slow is shown with the text" {
    cat >slow.yaml <<'END'
lode: 1
define: {word: '[a-z]+'}
rules:
  - {id: a, type: t, match: 'x(?:%{word} ?)+!', examples: ['so [xab cd!]']}
  - {id: b, type: t, match: 'y(?:%{word} ?)++!', examples: ['[yab cd!]']}
  - {id: c, type: t, match: 'z(?:%{word} )+!', examples: ['[zab cd !]']}
  - {id: d, type: t, match: '(?:u+)+v', examples: ['[uuv]']}
  - {id: e, type: t, match: '(?:w|w)*q', examples: ['[wq]']}
  - {id: f, type: t, match: '(?:w|s)*q', examples: ['[wsq]']}
END
    run -1 lode check -r slow.yaml
    [[ ${lines[0]} == "slow.yaml:4:29: 'a' takes more than 1000000 steps at one place of a text with 'xab ' again and again behind 'so '; write one repeat so that it gives nothing back, as in (?:...)++, "* ]]
    [[ ${lines[1]} == "slow.yaml:7:29: 'd' takes more than 1000000 steps at one place of a text with 'u' again and again; "* ]]
    [[ ${lines[2]} == "slow.yaml:8:29: 'e' takes more than 1000000 steps at one place of a text with 'w' again and again; "* ]]
    [ "${lines[3]}" = '0 mistakes, 3 pieces of advice' ]
    # And so it is.
    printf 'so x%s?' "$(printf 'ab %.0s' {1..300})" >text.txt
    run lode extract -r slow.yaml text.txt
    [[ $output == *'limit'* ]]
}

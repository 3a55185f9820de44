#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What rule files may say, seen from what is found.
load help.bash

@test "rule format: further columns of a table are fields, in rules, lookups and facts" {
    printf '# Source: ISO 3166\nname\tcode\tregion\nJapan\tJP\tAsia\n"#9"\tXX\t\n' >countries.tsv
    cat >columns.yaml <<'END'
lode: 1
tables: {country: {file: countries.tsv}}
rules:
  - {id: from, type: from, match: 'from %{country:from}', examples: [{text: '[from Japan]', values: [{from: JP, from.region: Asia}]}]}
  - {id: place, type: place, lookup: country, examples: [{text: 'of [#9]', values: [{value: XX, value.region: ~}]}]}
  - id: trip
    fact: trip
    match: 'to %{country:to}'
    parts: {via: {is: 'via %{country:via}', behind: match}}
    examples: [{text: 'to Japan via #9', facts: [{to: JP, to.region: Asia, via: XX}]}]
END
    run -0 lode test -r columns.yaml
    [ "$output" = '3 examples passed, 0 failed' ]
    # The second run maps what the first one loaded.
    printf 'from Japan' >b.txt
    for _ in 1 2; do
        XDG_CACHE_HOME=$PWD/cache run -0 lode extract -r columns.yaml b.txt
        [[ $output == *'"rule":"from","attributes":{"from":"JP","from.region":"Asia"}'* ]]
    done
}

@test "rule format: a list is a table, tables are made of others, keys have a capital" {
    cat >sets.yaml <<'END'
lode: 1
tables:
  fruit: [apple, pear]
  root: [beet, Carrot]
  plant: {of: [fruit, root], entries: {moss: none}, capitalised: true}
rules:
  - id: plant
    type: plant
    match: '%{plant:name}'
    examples:
      - text: '[Apple], [pear], [Moss], [Carrot]'
        values: [{name: apple}, {name: pear}, {name: none}, {name: Carrot}]
    counterexamples: ['carrot']
END
    run -0 lode test -r sets.yaml
    [ "$output" = '2 examples passed, 0 failed' ]
}

@test "rule format: what must stand beside a match, and what must not, is of any width" {
    cat >beside.yaml <<'END'
lode: 1
tables: {title: [Mr, Professor], unit: [kg, tonnes]}
rules:
  - id: name
    type: name
    match: '(?!Dr)\p{Lu}\w+'
    before: '%{title}\.? (?:Dr )?'
    not_after: ' %{unit}|\w* street'
    examples: ['Mr. [Smith] and Professor Dr [Jones]']
    counterexamples: ['Mr Smith street', 'Smith', 'Mr Smith kg']
  - id: unit
    type: unit
    lookup: unit
    not_before: 'no (?:such )*'
    after: ' of'
    examples: ['some [kg] of it']
    counterexamples: ['no such such kg of it', 'kg']
END
    for engine in program pcre2; do
        run -0 lode test --engine $engine -r beside.yaml
        [ "$output" = '7 examples passed, 0 failed' ]
    done
    # What is refused is told, and the search goes on at the next place.
    printf 'Mr Smith kg' >b.txt
    run -0 lode explain -r beside.yaml b.txt
    [[ $output == *Smith*"what stands beside it is refused by 'not_after'"* ]]
    [[ $output == *Mr*"what stands beside it is refused by 'before'"* ]]
}

@test "rule format: a pattern of before reaches 256 bytes back, and sees the text up to the match" {
    cat >far.yaml <<'END'
lode: 1
rules:
  - {id: x, type: x, match: x, before: 'a[^x]*', examples: ['ab[x]']}
  - {id: y, type: y, match: y, before: '\bno$', not_after: 'y', examples: ['no[y]']}
END
    run -0 lode test -r far.yaml
    for length in 255 256; do
        printf "%s" a >far.txt
        printf "%${length}sx" '' | tr ' ' 'b' >>far.txt
        run -0 lode extract --format csv -r far.yaml far.txt
        [ "${#lines[@]}" -eq $((length == 255 ? 2 : 1)) ]
    done
}

@test "rule format: conditions on what stands beside a match ask for entities as well" {
    cat >entities.yaml <<'END'
lode: 1
rules:
  - {id: d, type: date, match: '\d\d/\d\d', examples: ['[05/03]']}
  - {id: p, type: paper, stage: 2, match: 'paper \w+', not_after: ' of %{@date}', examples: ['[paper A] in 05/03'], counterexamples: ['paper A of 05/03']}
END
    run -0 lode test -r entities.yaml
    [ "$output" = '3 examples passed, 0 failed' ]
}

@test "rule format: mistakes in conditions are told" {
    cat >wrong.yaml <<'END'
lode: 1
rules:
  - id: a
    type: t
    match: '(?<!a+)b'
    before: '(?<c>x)'
    after: '%{@date}'
    not_after: '['
    examples: ['[b]']
  - {id: f, fact: f, match: x, before: y, examples: [{text: x, facts: [{}]}]}
END
    run -2 lode test -r wrong.yaml
    [ "${lines[0]}" = "lode: wrong.yaml:6:13: 'before' captures something; what is captured belongs in 'match', with (?<span>...) around what is to be found" ]
    [[ ${lines[1]} == "lode: wrong.yaml:7:13: %{@date} needs 'stage: 2' or later"* ]]
    [[ ${lines[2]} == 'lode: wrong.yaml:8:17: a character class is not closed'* ]]
    [[ ${lines[3]} == *"a rule with 'fact' has no 'before'"* ]]
    sed -i '/before: .(/d; /after:/d; /fact/d' wrong.yaml
    run -2 lode test -r wrong.yaml
    [[ ${lines[0]} == *"lookbehind assertion"*"say it with 'before:' or 'not_before:', whose patterns may have any width" ]]
    [ "${lines[1]}" = 'lode: the rules have mistakes' ]
    [ "${#lines[@]}" -eq 2 ]
}

@test "rule format: a value is built from fields, without gaps" {
    cat >set.yaml <<'END'
lode: 1
tables: {month: {May: 5}}
rules:
  - id: name
    type: name
    match: 'Mr (?:(?<family>Ng\w+) )?(?<given>A\w+)(?: of %{number:age})?(?: in %{month:m})?'
    set: {name: '{family}  {given}', card: 'no. {age} \{{m}}', kind: person}
    examples:
      - text: '[Mr Nga An of 7 in May]'
        values: [{name: Nga An, card: 'no. 7 {5}', kind: person}]
      - text: '[Mr An]'
        values: [{name: An, card: ~}]
END
    run -0 lode test -r set.yaml
    [ "$output" = '2 examples passed, 0 failed' ]
    printf 'Mr Nga An' >b.txt
    for _ in 1 2; do
        XDG_CACHE_HOME=$PWD/cache run -0 lode extract -r set.yaml b.txt
        [[ $output == *'"name":"Nga An"'* ]]
    done
    sed -i "s/set: .*/set: {name: '{famly}', card: '{name}', given: 'x {', kind: '{zzzzzzzz}'}/" set.yaml
    run -2 lode test -r set.yaml
    [ "${lines[0]}" = "lode: set.yaml:7:17: no field is called 'famly', did you mean 'family'?" ]
    [ "${lines[1]}" = "lode: set.yaml:7:34: '{name}' is built itself; name fields that the pattern captures" ]
    [[ ${lines[2]} == *"no field is called ''; write {field} for what the pattern captures, or \{ for the character" ]]
    [[ ${lines[3]} == *"no field is called 'zzzzzzzz'; write {field}"* ]]
}

@test "rule format: priorities have names" {
    cat >bands.yaml <<'END'
lode: 1
rules:
  - {id: a, type: a, priority: general, match: '[xy]+ z', examples: ['[yy z]'], counterexamples: ['yx z']}
  - {id: b, type: b, match: 'x z', examples: ['y[x z]'], counterexamples: ['x z!']}
  - {id: c, type: c, priority: specific, match: 'x(?= z!)', examples: ['[x] z!']}
  - {id: d, type: d, priority: certain, match: ' z!!', examples: ['x[ z!!]']}
  - {id: e, type: e, priority: guess, match: 'z \w+', examples: ['[z w]'], counterexamples: ['yy z w']}
END
    run -0 lode test -r bands.yaml
    [ "$output" = '8 examples passed, 0 failed' ]
    sed -i 's/priority: guess/priority: gess/; s/priority: certain/priority: 1.5/' bands.yaml
    run -2 lode test -r bands.yaml
    [[ ${lines[0]} == *":6:32: 'priority' must be a whole number from -1000000 to 1000000" ]]
    [[ ${lines[1]} == *":7:32: 'gess' is no priority; use guess, general, normal, specific, certain or a whole number" ]]
}

@test "rule format: each item of a list is an entity" {
    printf 'name\tsea\nRhine\tNorth\nElbe\tNorth\nMain\t\n' >rivers.tsv
    cat >each.yaml <<'END'
lode: 1
tables: {river: {file: rivers.tsv, column: name}}
define: {rivers: '%{river}(?:, %{river})*(?: and %{river})?'}
rules:
  - id: river
    type: river
    match: '(?:(?<size>big|small) )?rivers (?<span>%{rivers})'
    each: '(?:the )?(?<span>%{river:value})'
    not_after: ' park'
    set: {kind: '{size} river', of: list}
    examples:
      - text: 'small rivers [Rhine], [Main] and [Elbe], Rhine'
        values:
          - {size: small, value: Rhine, value.sea: North, kind: small river, of: list}
          - {size: small, value: Main, value.sea: ~, kind: small river}
          - {size: small, value: Elbe, value.sea: North}
      - 'rivers [Elbe]; rivers [Main]'
    counterexamples: ['Rhine', 'rivers Rhine and Main park']
END
    for engine in program pcre2; do
        run -0 lode test --engine $engine -r each.yaml
        [ "$output" = '4 examples passed, 0 failed' ]
    done
    printf 'rivers Elbe and Main' >b.txt
    for _ in 1 2; do
        XDG_CACHE_HOME=$PWD/cache run -0 lode extract --format csv -r each.yaml b.txt
        [ "${#lines[@]}" -eq 3 ]
        [[ ${lines[1]} == *river,7,11,Elbe,* ]]
        [[ ${lines[2]} == *river,16,20,Main,* ]]
    done
    printf '  - {id: l, type: t, lookup: river, each: x, examples: ["[Rhine]"]}\n' >>each.yaml
    run -2 lode test -r each.yaml
    [[ $output == *"a rule with 'lookup' has no 'each'"* ]]
}

@test "rule format: items may be entities of earlier stages" {
    cat >each.yaml <<'END'
lode: 1
rules:
  - {id: d, type: date, match: '(?<day>\d\d)/\d\d', examples: ['[05/03]']}
  - id: due
    type: due
    stage: 2
    match: 'due (?<span>%{@date}(?:, %{@date})*)'
    each: '%{@date:when}'
    examples: [{text: 'due [05/03], [06/03]', values: [{when: 05/03, when.day: 05}, {when: 06/03, when.day: 06}]}]
END
    run lode test -r each.yaml
    [ "$output" = '2 examples passed, 0 failed' ] || { echo "$output"; false; }
}

@test "rule format: a list of patterns is one of them" {
    cat >list.yaml <<'END'
lode: 1
define:
  pet:
    - 'cats?'
    - '(?<wild>wild )?dogs?'
    - '%{other}'
  other: ['%{digits:count} mice', hen]
rules:
  - id: pet
    type: pet
    match:
      - 'my (?<span>%{pet})'
      - 'the (?<span_>%{pet:p})'
    not_after: [' food', ' (?:house|home)\b']
    examples:
      - text: '[the dog], [the wild dogs], [the 3 mice]'
        values: [{p: dog, p.wild: ~}, {p.wild: 'wild '}, {p.count: 3}]
      - 'my [hen], my [cats]'
    counterexamples: ['my cat food', 'my hen home']
END
    for engine in program pcre2; do
        run -0 lode test --engine $engine -r list.yaml
        [ "$output" = '4 examples passed, 0 failed' ]
    done
    run -0 lode check -r list.yaml
    cat >wrong.yaml <<'END'
lode: 1
define: {a: ['x', '%{b}'], b: ['y', '%{a}']}
rules:
  - {id: a, type: t, match: [ab], before: ['(', '%{c}', 'ok', [x]], after: [], examples: ['[a]']}
END
    run -2 lode test -r wrong.yaml
    [ "${lines[0]}" = "lode: wrong.yaml:2:38: the definition 'a' inserts itself through 'b'" ]
    [ "${lines[1]}" = "lode: wrong.yaml:4:29: 'match' is a list of fewer than two patterns; write it as one text, in single quotes if it begins with [" ]
    [[ ${lines[2]} == "lode: wrong.yaml:4:63: a pattern of a list must be a text; "* ]]
    [[ ${lines[3]} == "lode: wrong.yaml:4:76: 'after' is a list of fewer than two patterns"* ]]
    sed -i 's/, \[x\]//; s/, after: \[\]//; s/match: \[ab\]/match: ab/; /define/d' wrong.yaml
    run -2 lode test -r wrong.yaml
    [[ ${lines[0]} == "lode: wrong.yaml:3:43: a parenthesis is not closed"* ]]
    [[ ${lines[1]} == "lode: wrong.yaml:3:48: unknown name 'c'"* ]]
}

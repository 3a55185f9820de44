#!/usr/bin/env bats
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

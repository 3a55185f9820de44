#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode test with plugins that misbehave at an example: it is named with the plugin and the rule, and the others are run.
load help

rules() {
    cat >faulty.yaml <<END
lode: 1
rules:
  - {id: count, type: count, match: '(?<value>%{digits}) things', examples: ['[3 things]', '[4 things] trouble:$1']}
  - id: trouble
    type: trouble
    extractor: faulty
    match: 'trouble:(?<span>[a-z]+[0-9]*)'
    examples:
      - 'trouble:[none]'
      - 'trouble:[$1]'
  - {id: name, type: name, match: 'Mr (?<span>[A-Z][a-z]+)', examples: ['Mr [Smith]']}
END
}

# ended WORD HOW: the examples with that word were told with how the process ended, and the others passed.
ended() {
    rules "$1"
    run --separate-stderr lode test -r faulty.yaml
    echo "$output$stderr"
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 7 ]
    [ "${lines[0]}" = "faulty.yaml:3: count fails: 4 things trouble:$1" ]
    [ "${lines[1]}" = '  expected: 0-8 count [4 things]' ]
    [ "${lines[2]}" = "  failed:   the process ended with $2 in the plugin 'faulty', at the rule 'trouble'" ]
    [ "${lines[3]}" = "faulty.yaml:10: trouble fails: trouble:$1" ]
    [ "${lines[5]}" = "${lines[2]}" ]
    [ "${lines[6]}" = '3 examples passed, 2 failed' ]
    [ -z "$stderr" ]
}

@test "an example at which a plugin crashes" {
    ended crash 'signal 11 (Segmentation fault)'
}

@test "an example at which a plugin aborts, kills its process or leaves it" {
    ended abort 'signal 6 (Aborted)'
    ended kill 'signal 9 (Killed)'
    ended exit 'exit status 0'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Rules that refer to entities: what they do without, and what is told where no rule finds any.
load help.bash

dates() {
    cat <<'END'
lode: 1
rules:
  - {id: date, type: date, match: '\d\d/\d\d', examples: ['[05/03]']}
END
}

@test "what a reference may be without is found in a document that has no such entity" {
    {
        dates
        cat <<'END'
  - {id: paper, type: paper, stage: 2, match: 'paper \w+(?: dated %{@date:date})?', examples: ['[paper A dated 05/03]', '[paper B]']}
  - {id: from, type: from, stage: 2, match: 'from (?:%{@date:when}|(?<now>now))', examples: ['[from 05/03]', '[from now]']}
END
    } >both.yaml
    echo 'paper A is out, from now' >without.txt
    echo 'paper A dated 05/03, from now' >with.txt
    run -0 lode extract --format csv -r both.yaml without.txt
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[1]} == *paper,0,7,paper\ A,* ]]
    [[ ${lines[2]} == *from,16,24,from\ now,* ]]
    run -0 lode extract --format csv -r both.yaml with.txt
    [ "${#lines[@]}" -eq 4 ]
    [[ $output == *'paper A dated 05/03'* ]]
    [[ $output == *'from now'* ]]
    run -0 lode test -r both.yaml
    [ "$output" = '5 examples passed, 0 failed' ]
}

@test "a reference to a type that nobody makes is a mistake with a suggestion" {
    {
        dates
        cat <<'END'
  - id: paper
    type: paper
    stage: 2
    match: 'paper%{@dat}'
    examples: ['[paper 05/03]']
END
    } >both.yaml
    run -2 lode test -r both.yaml
    [ "${lines[0]}" = "lode: both.yaml:7:12: %{@dat}: no rule finds entities of this type, did you mean 'date'?" ]
    [ "${lines[1]}" = 'lode: the rules refer to entities that no other rule finds in 1 place' ]
    run -2 lode extract -r both.yaml a.txt
    [ "${lines[1]}" = 'lode: the rules refer to entities that no other rule finds in 1 place' ]
}

@test "a reference to a type that is made too late is a mistake" {
    cat >late.yaml <<'END'
lode: 1
rules:
  - {id: date, type: date, stage: 2, match: '\d\d/\d\d', examples: ['[05/03]']}
  - {id: paper, type: paper, stage: 2, match: 'paper %{@date}', examples: ['[paper 05/03]']}
END
    run -2 lode test -r late.yaml
    [ "${lines[0]}" = "lode: late.yaml:4:47: %{@date}: no rule that is loaded finds entities of this type before stage 2; the rule 'date' does in stage 2; give this one a later 'stage'" ]
}

@test "a type of a pack that is only used needs that pack loaded, and the message says how" {
    mkdir packs
    dates >packs/dates.yaml
    cat >papers.yaml <<'END'
lode: 1
pack: {uses: [dates]}
rules:
  - {id: paper, type: paper, stage: 2, match: 'paper %{@date}', examples: ['[paper 05/03]']}
END
    LODE_RULE_PATH=packs run -2 lode test -r papers.yaml
    [ "${lines[0]}" = "lode: papers.yaml:4:47: %{@date}: no rule that is loaded finds entities of this type before stage 2; the pack 'dates' has such rules, and a pack that is only used does not run: add '-r dates'" ]
    LODE_RULE_PATH=packs run -0 lode test -r dates -r papers.yaml
    [ "$output" = '2 examples passed, 0 failed' ]
    mv packs/dates.yaml other.yaml
    sed -i 's/\[dates\]/[other.yaml]/' papers.yaml
    run -2 lode test -r papers.yaml
    [[ ${lines[0]} == *"add '-r other.yaml'" ]]
}

@test "a type that is made for another language only does not count" {
    { echo 'pack: {language: vi}'; dates | grep -v '^lode'; } | sed '1i lode: 1' >vi.yaml
    cat >en.yaml <<'END'
lode: 1
pack: {language: en}
rules:
  - {id: paper, type: paper, stage: 2, match: 'paper %{@date}', examples: ['[paper 05/03]']}
END
    run -2 lode test -r vi.yaml -r en.yaml
    [[ ${lines[0]} == *'no rule that is loaded finds entities of this type before stage 2'* ]]
}

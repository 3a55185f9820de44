#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the packs in rules/ hold themselves to, as rules/README.md says it: `lode check` finds no long line, no table without
# a source, no entry twice, no name that nothing uses. In the English pack the order of two rules may decide.
load help.bash

advice() {
    lode check -r "$1" | grep -v 'only the order of the rules decides' || true
}

@test "packs: Vietnamese, and what packs share" {
    run lode check -r "$LODE_SOURCE/rules/vi"
    [ "$status" -eq 0 ]
    [ "$output" = 'nothing to mend' ]
}

@test "packs: English" {
    [ "$(advice "$LODE_SOURCE/rules/en" | sed 's/, [0-9]* pieces\{0,1\} of advice$//')" = '0 mistakes' ]
}

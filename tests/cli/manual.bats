#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The manual and what shells offer: they agree with the command.
load help.bash

source_folder() {
    echo "${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}"
}

commands() {
    lode help | sed -n 's/^  lode \([a-z]*\).*/\1/p'
}

@test "every command has a page, which has its options" {
    lode help --manual >all
    [ "$(commands | wc -l)" -gt 5 ]
    for command in $(commands); do
        grep -qF "*lode-$command*(1)" all
        lode help --manual "$command" >page
        lode "$command" --help | sed -n 's/^ *\(-., \)\?\(--[a-z-]*\).*/\2/p' >options
        [ -s options ]
        while read -r option; do
            grep -qF -- "*$option*" page || { echo "$command: $option"; return 1; }
        done <options
        grep -qw "$command" "$(source_folder)/docs/manual/local.mk"
    done
    run lode help --manual extarct
    [ "$status" -eq 2 ]
    [ "$output" = "lode: unknown command 'extarct'; did you mean 'extract'?" ]
}

@test "the page of the rules has every key of their schema, that of the library every function" {
    python3 - "$(source_folder)" <<'END'
import json, re, sys
root = sys.argv[1]
schema = json.load(open(root + '/rules/schema.json'))
page = open(root + '/docs/manual/lode-rules.5.scd').read().replace('\\', '')
keys = set(schema['properties']) | set(schema['$defs']['rule']['properties']) | set(schema['$defs']['pack']['properties'])
missing = [key for key in sorted(keys) if not re.search(r'\*' + key + r'\*', page)]
assert not missing, missing
header = open(root + '/core/include/lode.h').read()
page = open(root + '/docs/manual/liblode.3.scd').read().replace('\\', '')
functions = re.findall(r'LODE_API [^;(]*?(\w+)\(', header)
missing = [name for name in functions if f'*{name}*' not in page]
assert functions and not missing, missing
END
}

@test "the pages are well formed" {
    command -v mandoc >/dev/null || skip 'mandoc is not there'
    folder=${LODE_BUILD:-$BATS_TEST_DIRNAME/../..}/docs/manual
    [ -f "$folder/lode.1" ] || skip 'this build has no manual'
    for page in "$folder"/*.[1357]; do
        run mandoc -T lint "$page"
        [ "$output" = '' ] || { echo "$output"; return 1; }
    done
}

@test "bash offers commands and options" {
    lode completion bash >offers
    # shellcheck disable=SC1091
    . ./offers
    COMP_WORDS=(lode ex) COMP_CWORD=1
    _lode
    [ "${COMPREPLY[*]}" = 'extract explain' ]
    COMP_WORDS=(lode extract --with-t) COMP_CWORD=2
    _lode
    [ "${COMPREPLY[*]}" = '--with-text' ]
}

@test "zsh and fish get what they can read" {
    lode completion zsh >_lode
    grep -q '^#compdef lode$' _lode
    ! command -v zsh >/dev/null || zsh -n _lode
    lode completion fish >lode.fish
    grep -qF -- "complete -c lode -n '__fish_seen_subcommand_from extract' -l format -s f -r -d " lode.fish
    ! command -v fish >/dev/null || fish --no-execute lode.fish
    for command in $(commands); do
        grep -q "^        $command:'" _lode
        grep -q "^    $command) _arguments .*'--help'" _lode
        grep -q "^complete .* -a $command -d '" lode.fish
        grep -q "^complete .*_from $command' -l help -s h -d '" lode.fish
    done
    run lode completion csh
    [ "$status" -eq 2 ]
    [ "$output" = "lode: there is no completion for 'csh'; name one of bash, zsh and fish" ]
    run lode completion
    [ "$output" = "lode: 'lode completion' needs a shell; name one of bash, zsh and fish" ]
}

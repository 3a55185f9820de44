#!/usr/bin/env bats
# Readers that give several documents for one file, and which reader a file goes to.
load help

bats_require_minimum_version 1.5.0

setup_file() {
    export LODE_PLUGIN_PATH="$LODE_BUILD/tests/fixtures/.libs${LODE_PLUGIN_PATH:+:$LODE_PLUGIN_PATH}"
}

# bundle LINE...: a file of the test format.
bundle() {
    printf 'BUNDLE\n'
    printf '%s\n' "$@"
}

# compact: the output without what each entity is but its span, page and value.
compact() {
    sed -E 's/"type":"weight",|"text":"[^"]*",|"rule":"weight",?|,?"attributes":\{"value":([0-9]+)[^}]*\}//g'
}

@test "several documents of a file, each with what is known of it" {
    bundle 'part 1' 'title First & foremost' 'date 2021-10-13T08:00' 'language en' 'metadata author A. Writer' \
        'text There are 20 kg.' finish 'part 2' 'id b-2' 'text And 3 g.' finish 'text The last: 7 g' >two.bundle
    for workers in '--in-process' '-j 1' '-j 2'; do
        # shellcheck disable=SC2086
        run --separate-stderr lode extract $workers -r rules.yaml two.bundle a.txt
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "${#lines[@]}" -eq 4 ]
        [ "${lines[0]}" = '{"document":"two.bundle","part":"1","language":"en","date":"2021-10-13","title":"First & foremost","metadata":{"author":"A. Writer"},"entities":[{"type":"weight","start":10,"end":15,"text":"20 kg","rule":"weight","attributes":{"value":20,"unit":"kilogram"}}]}' ]
        [ "${lines[1]}" = '{"document":"two.bundle","part":"2","id":"b-2","entities":[{"type":"weight","start":4,"end":7,"text":"3 g","rule":"weight","attributes":{"value":3,"unit":"gram"}}]}' ]
        [ "${lines[2]}" = '{"document":"two.bundle","entities":[{"type":"weight","start":10,"end":13,"text":"7 g","rule":"weight","attributes":{"value":7,"unit":"gram"}}]}' ]
        [[ ${lines[3]} == '{"document":"a.txt",'* ]]
    done
}

@test "a document that fails costs none of the others" {
    bundle 'part 1' 'text 1 kg' finish 'part 2' 'fail it is encrypted' 'part 3' finish 'part 4' 'text 4 kg' finish 'part 5' \
        'error it is cut short' >some.bundle
    run --separate-stderr lode extract -r rules.yaml some.bundle
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 5 ]
    [[ ${lines[0]} == '{"document":"some.bundle","part":"1","entities":[{'* ]]
    [ "${lines[1]}" = '{"document":"some.bundle","part":"2","error":{"code":"syntax","message":"it is encrypted","plugin":"bundle"}}' ]
    [ "${lines[2]}" = '{"document":"some.bundle","part":"3","error":{"code":"plugin","message":"the reader gave no text","plugin":"bundle"}}' ]
    [[ ${lines[3]} == '{"document":"some.bundle","part":"4","entities":[{'* ]]
    [ "${lines[4]}" = '{"document":"some.bundle","part":"5","error":{"code":"syntax","message":"it is cut short","plugin":"bundle"}}' ]
}

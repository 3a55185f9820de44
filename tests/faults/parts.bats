#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Files of several documents when a document, the reader or the run comes to a bad end.
load help

setup_file() {
    export LODE_PLUGIN_PATH="$LODE_BUILD/tests/fixtures/.libs${LODE_PLUGIN_PATH:+:$LODE_PLUGIN_PATH}"
}

# bundle COUNT [AT LINE]...: a file of so many documents, with such a line in some of them.
bundle() {
    local count=$1
    shift
    echo BUNDLE
    for i in $(seq "$count"); do
        printf 'part %s\ntext Mr Jones has %s things\n' "$i" "$i"
        for ((n = 1; n < $#; n += 2)); do
            [ "${!n}" -ne "$i" ] || eval "echo \"\${$((n + 1))}\""
        done
        echo finish
    done
}

# with LINE OPTION...: a batch in which document 5 of 9 of the second of three files has that line; the others must come out.
with() {
    local line=$1
    shift
    bundle 3 >a.bundle
    bundle 3 >c.bundle
    bundle 9 >b.bundle
    lode extract -r faulty.yaml a.bundle b.bundle c.bundle | sed 8d >without
    bundle 9 5 "$line" >b.bundle
    for workers in 1 2; do
        run --separate-stderr lode extract -r faulty.yaml -j $workers "$@" a.bundle b.bundle c.bundle
        echo "$stderr"
        [ "$status" -eq 1 ]
        [ "${#lines[@]}" -eq 15 ]
        printf '%s\n' "${lines[@]}" | sed 8d | cmp without -
    done
}

@test "a document that ends its worker costs no other document of the file" {
    with 'text trouble:crash'
    [ "${lines[7]}" = '{"document":"b.bundle","part":"5","error":{"code":"crash","message":"the worker ended with signal 11 (Segmentation fault)","plugin":"faulty","rule":"trouble"}}' ]
    [ "$stderr" = "lode: b.bundle: part '5': rule 'trouble': the worker ended with signal 11 (Segmentation fault)" ]
}

@test "a document that takes too long costs no other document of the file" {
    with 'text trouble:loop' --timeout 0.3
    [ "${lines[7]}" = '{"document":"b.bundle","part":"5","error":{"code":"timeout","message":"it took longer than 0.3 s","plugin":"faulty","rule":"trouble"}}' ]
}

@test "a reader that crashes costs what it has not handed over" {
    bundle 9 5 crash >b.bundle
    bundle 3 >c.bundle
    for workers in 1 2; do
        run --separate-stderr lode extract -r faulty.yaml -j $workers b.bundle c.bundle
        [ "$status" -eq 1 ]
        [ "${#lines[@]}" -eq 8 ]
        [ "${lines[4]}" = '{"document":"b.bundle","error":{"code":"crash","message":"the worker ended with signal 11 (Segmentation fault)","plugin":"bundle"}}' ]
        [[ ${lines[3]} == '{"document":"b.bundle","part":"4","entities":[{'* ]]
        [[ ${lines[5]} == '{"document":"c.bundle","part":"1","entities":[{'* ]]
    done
}

@test "a reader that hangs costs what it has not handed over" {
    bundle 9 5 loop >b.bundle
    run --separate-stderr lode extract -r faulty.yaml --timeout 0.3 b.bundle
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 5 ]
    [ "${lines[4]}" = '{"document":"b.bundle","error":{"code":"timeout","message":"it took longer than 0.3 s","plugin":"bundle"}}' ]
}

@test "the time is each document's own" {
    bundle 40 >b.bundle
    sed -i 's/^text/text trouble:nap &/' b.bundle
    run --separate-stderr lode extract -r faulty.yaml --timeout 1 b.bundle
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 40 ]
}

@test "documents that end workers one after the other, until enough is enough" {
    bundle 40 >b.bundle
    sed -i 's/^text/text trouble:crash &/' b.bundle
    run --separate-stderr lode extract -r faulty.yaml b.bundle
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 17 ]
    [[ ${lines[15]} == '{"document":"b.bundle","part":"16","error":{"code":"crash",'* ]]
    [[ ${lines[16]} == '{"document":"b.bundle","error":{"code":"crash",'* ]]
}

@test "the order holds, whatever the number of workers" {
    for i in $(seq 20); do
        bundle "$i" >"$i.bundle"
        printf 'Mr Smith has %s things.\n' "$i" >"$i.txt"
    done
    lode extract -r rules.yaml --in-process . >one
    [ "$(wc -l <one)" -eq 230 ]
    for workers in 1 2 5; do
        lode extract -r rules.yaml -j $workers . | cmp one -
    done
}

@test "a run that was killed goes on at the file that was not done" {
    for i in $(seq 50); do
        bundle 40 >"$i.bundle"
    done
    lode extract -r rules.yaml --format csv . >whole
    [ "$(wc -l <whole)" -eq 4001 ]
    for kill in 1 2 3 4 5; do
        "$LODE" extract -r rules.yaml -j 2 --format csv -o out --resume . 2>err &
        sleep "0.0$((RANDOM % 8 + 1))"
        kill -KILL $! 2>/dev/null || true
        wait $! || true
    done
    lode extract -r rules.yaml --format csv -o out --resume .
    cmp whole out
}

@test "a file of 10,000 files" {
    {
        echo BUNDLE
        for i in $(seq 10000); do
            printf 'member %s.txt 8\n%s things' "$i" 1
        done
    } >many.bundle
    run --separate-stderr lode extract -r rules.yaml many.bundle
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 10000 ]
    [[ ${lines[9999]} == '{"document":"many.bundle","part":"10000.txt","entities":[{"type":"count",'* ]]
}

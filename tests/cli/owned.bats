#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Writers that own their file: one process, in order, whatever the number of workers.
load help

setup_file() {
    export LODE_PLUGIN_PATH="$LODE_BUILD/tests/fixtures/.libs${LODE_PLUGIN_PATH:+:$LODE_PLUGIN_PATH}"
}

@test "a writer that owns its file gets all documents in order" {
    printf 'BUNDLE\npart 1\ntitle One\npage 3\ntext Take 1 kg. Now.\nfinish\nfail it is locked\ntext 2 kg' >b.bundle
    printf '{"text":"0.5 kg? 1234567890123456789012 g"}\n{"text":7}\n' >c.jsonl
    cat >expected <<'END'
Ledger
1 a.txt - -: 20 kg=20@0 3 g=3@0 1
2 b.bundle 1 One: 1 kg=1@3 2
3 b.bundle - -: syntax: it is locked 0
4 b.bundle - -: 2 kg=2@0 1
5 c.jsonl - -: 1234567890123456789012 g=1234567890123456789012@0 2
6 c.jsonl - -: syntax: the record's 'text' is not a string; give every record its text as a string 0
6 in all
END
    sed -i 's/digits:value/number:value/' rules.yaml
    sed -i 's/^5 c.jsonl - -:/& 0.5 kg=0.5@0/' expected
    for workers in '--in-process' '-j 1' '-j 3'; do
        # shellcheck disable=SC2086
        run --separate-stderr lode extract -r rules.yaml $workers -f ledger -o out --overwrite a.txt b.bundle c.jsonl
        echo "$stderr"
        [ "$status" -eq 1 ]
        cmp out expected
    done
    [ ! -e out.part ]
    [ ! -e out.journal ]
    lode extract -r rules.yaml -f ledger --set ledger.title=Mine -o mine a.txt
    [ "$(head -n 1 mine)" = Mine ]
}

@test "many documents, in order" {
    seq 3000 | sed 's/.*/{"id":"&","text":"A sack: & kg"}/' >many.jsonl
    lode extract -r rules.yaml -j 3 -f ledger -o out many.jsonl
    [ "$(wc -l <out)" -eq 3002 ]
    sed "1d;\$d" out | awk '{ split($6, w, "="); if ($1 != w[2] + 0) { print; exit 1 } }'
    [ "$(sed -n 1001p out)" = '1000 many.jsonl - -: 1000 kg=1000@0 1' ]
}

@test "a writer that owns its file must have one, and no run into it is gone on with" {
    run lode extract -r rules.yaml -f ledger a.txt
    [ "$status" -eq 2 ]
    [ "$output" = "lode: the format 'ledger' is a file of its own; name the file with -o" ]
    run lode extract -r rules.yaml -f ledger -o /dev/null a.txt
    [ "$status" -eq 2 ]
    run lode extract -r rules.yaml -f ledger -o out --resume a.txt
    [ "$status" -eq 2 ]
    [ "$output" = "lode: a run into the format 'ledger' cannot be resumed; extract to jsonl, which can, and make the other of that with 'lode convert'" ]
    [ ! -e out ]
}

@test "what was extracted before is converted into it" {
    lode extract -r rules.yaml --with-text a.txt >found.jsonl
    lode convert --to ledger -o out found.jsonl
    [ "$(sed -n 2p out)" = '1 a.txt - -: 20 kg=20@0 3 g=3@0 1' ]
}

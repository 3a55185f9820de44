#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Runs in parts, on as many machines as there are, and their merging.
load help.bash

# documents: a folder of files of many sizes, with JSON Lines, a file of files and one that is broken among them.
documents() {
    mkdir -p in/sub
    for i in 1 2 3 4 5 6 7 8 9; do
        printf 'Sack %d has %d kg.\n' $i $((i * 7)) >"in/$i.txt"
        seq $((i * i * 20)) | sed 's/.*/Salt: & g, and no more than that in all./' >"in/sub/$i.txt"
    done
    seq 300 | sed 's/.*/{"id":"r&","text":"Record of & kg"}/' >in/m.jsonl
    printf '\n\n' >in/n.jsonl
    printf '\xff\xfe\x00' >in/sub/broken.txt
    : >in/empty.txt
}

# parts COUNT NAME...: extracts in so many parts NAME.1, NAME.2, ...
parts() {
    local count=$1 name=$2 i
    shift 2
    for i in $(seq "$count"); do
        lode extract -r rules.yaml "$@" --shard "$i/$count" -o "$name.$i" in b.jsonl in/1.txt 2>messages || [ $? -eq 1 ]
    done
}

@test "shard: the parts of any number of shares, merged in any order, are the bytes of one run" {
    documents
    printf '{"id":"b","text":"5 kg"}\n' >b.jsonl
    lode extract -r rules.yaml in b.jsonl in/1.txt >want 2>messages || [ $? -eq 1 ]
    [ "$(grep -c . want)" -gt 310 ]
    for count in 1 2 3 4 5 40; do
        parts $count p$count
        # shellcheck disable=SC2046
        lode merge $(printf '%s\n' p$count.* | grep -v shard | shuf --random-source=<(yes $count)) | cmp - want
    done
    # each file is in one part, and no part of a few has next to everything
    for i in 1 2 3; do
        [ "$(wc -c <p3.$i)" -lt $(($(wc -c <want) * 2 / 3)) ]
    done
}

@test "shard: the samples in 1 to 5 shares" {
    lode extract -r vi -r en "$LODE_SOURCE/samples" >want 2>messages || [ $? -eq 1 ]
    for count in 1 2 3 4 5; do
        for i in $(seq $count); do
            lode extract -r vi -r en --shard $i/$count -o part.$i "$LODE_SOURCE/samples" 2>messages || [ $? -eq 1 ]
        done
        # shellcheck disable=SC2046
        lode merge $(seq -f 'part.%g' $count -1 1) -o got
        cmp got want
        rm -f got part.*
    done
}

@test "shard: lists of files; a run that was stopped is gone on with" {
    documents
    printf '{"id":"b","text":"5 kg"}\n' >b.jsonl
    find in -type f | sort -r >names
    lode extract -r rules.yaml --files-from names >want 2>messages || [ $? -eq 1 ]
    seq 40000 | sed 's/.*/{"id":"r&","text":"Record of & kg"}/' >in/m.jsonl
    lode extract -r rules.yaml --files-from names >want 2>messages || [ $? -eq 1 ]
    for i in 1 2; do
        env --default-signal=TERM "$LODE" extract -r rules.yaml --shard $i/2 -o part.$i --files-from names 2>messages &
        run=$!
        until [ -s part.$i.part ] || [ -e part.$i ]; do sleep 0.002; done
        kill -TERM $run 2>/dev/null || true
        wait $run || [ $? -le 143 ]
    done
    if [ -e part.1.journal ]; then
        run lode merge part.1 part.2
        [ "$status" -eq 2 ]
        [[ "$output" == *'part.1: the run of this part is not finished; go on with it by --resume'* ]]
        run lode extract -r rules.yaml --resume --shard 2/2 -o part.1 --files-from names
        [ "$status" -eq 2 ]
    fi
    for i in 1 2; do
        lode extract -r rules.yaml --resume --shard $i/2 -o part.$i --files-from names 2>messages || [ $? -eq 1 ]
    done
    lode merge part.2 part.1 | cmp - want
}

@test "shard: a merge writes what one run would: tables, databases, reports, types" {
    documents
    printf '{"id":"b","text":"5 kg"}\n' >b.jsonl
    parts 3 part
    for format in csv tsv; do
        lode extract -r rules.yaml -f $format in b.jsonl in/1.txt >want.$format 2>messages || [ $? -eq 1 ]
        lode merge part.[123] --to $format | cmp - want.$format
    done
    lode merge part.[123] --to table | grep -q '^  weight  *7  unit=kilogram  *7 kg$'
    lode merge part.[123] -o got.csv
    cmp got.csv want.csv
    parts 2 typed --type weight
    lode extract -r rules.yaml --type weight -o one.csv in b.jsonl in/1.txt 2>messages || [ $? -eq 1 ]
    lode merge typed.[12] -o typed.csv
    cmp typed.csv one.csv
    if is_built sqlite; then
        lode extract -r rules.yaml -o one.sqlite in b.jsonl in/1.txt 2>messages || [ $? -eq 1 ]
        lode merge part.[123] -o got.sqlite
        cmp got.sqlite one.sqlite
    fi
    parts 2 long --with-text
    lode extract -r rules.yaml -o one.html in b.jsonl in/1.txt 2>messages || [ $? -eq 1 ]
    lode merge long.2 long.1 -o got.html
    cmp got.html one.html
}

@test "merge: parts that are missing, doubled, damaged or of another run are named, and nothing is written" {
    documents
    printf '{"id":"b","text":"5 kg"}\n' >b.jsonl
    parts 5 part
    refused() {
        run lode merge -o got "${@:2}"
        echo "$output"
        [ "$status" -eq 2 ]
        [[ "$output" == *"$1"* ]]
        [ ! -e got ]
        [ ! -e got.part ]
    }
    refused 'of 5 parts some are missing: 2, 4' part.5 part.1 part.3
    refused 'of 5 parts one is missing: 5' part.[1234]
    refused 'part.2: it is part 2 of 5, and so is part.2' part.[12345] part.2
    refused 'part.9: there is no such part' part.[1234] part.9
    cp part.3 plain
    refused "plain: it is no part: there is no file of that name and '.shard' beside it" part.[1245] plain
    parts 5 long --with-text
    refused 'long.3: it was made with other rules, plugins or options than part.1' part.[1245] long.3
    parts 4 four
    refused 'four.3: it is a part of another number of parts than part.1' part.[1245] four.3
    echo more >>in/9.txt
    lode extract -r rules.yaml --shard 3/5 -o new.3 in b.jsonl in/1.txt 2>messages || [ $? -eq 1 ]
    refused 'new.3: it is a part of other inputs than part.1' part.[1245] new.3
    cp part.3 copy
    cp part.3.shard copy.shard
    printf x >>copy
    refused 'copy: it is not what its run wrote' part.[1245] copy
    cp part.3 copy
    sed -i 's/^part 3/part 2/' copy.shard
    refused 'copy.shard: these are no notes of a part, or they are damaged' part.[1245] copy
    head -c 40 part.3.shard >copy.shard
    refused 'copy.shard: these are no notes of a part' part.[1245] copy
    lode merge part.[12345] -o got
    run lode merge part.[12345] -o got
    [ "$status" -eq 2 ]
    lode merge part.[12345] -o got --overwrite
    run lode merge part.[12345] -o part.1 --overwrite
    [ "$status" -eq 2 ]
    [[ "$output" == *'it is the output as well'* ]]
}

@test "shard: what is no share, or cannot be shared out, is refused" {
    for share in 0/2 3/2 1 1/ /2 1/2x -1/2 1/0 x; do
        run lode extract -r rules.yaml --shard "$share" -o part a.txt
        [ "$status" -eq 2 ]
        [[ "$output" == *"is no share"* ]]
    done
    run lode extract -r rules.yaml --shard 1/2 a.txt
    [ "$status" -eq 2 ]
    [[ "$output" == *"'--shard' needs an output"* ]]
    run lode extract -r rules.yaml --shard 1/2 -o part - <a.txt
    [ "$status" -eq 2 ]
    [[ "$output" == *'standard input cannot be shared out'* ]]
    for how in '-o part.csv' '-f csv -o part' '-o part.html' '-o folder/'; do
        # shellcheck disable=SC2086
        run lode extract -r rules.yaml --shard 1/2 $how a.txt
        [ "$status" -eq 2 ]
        [[ "$output" == *'a part is JSON Lines'* ]]
    done
    run lode merge
    [ "$status" -eq 2 ]
}

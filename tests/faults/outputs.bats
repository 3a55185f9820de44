#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Outputs that take no more.
load help

@test "a full disk behind standard output" {
    records 20000 >in.jsonl
    for where in --in-process '-j 2'; do
        # shellcheck disable=SC2086
        run lode extract -r rules.yaml $where in.jsonl >/dev/full
        run --separate-stderr bash -c "'$LODE' extract -r rules.yaml $where in.jsonl >/dev/full"
        [ "$status" -eq 3 ]
        [ "$stderr" = 'lode: standard output: the output cannot be written: No space left on device; make room or write elsewhere, then run it again' ]
    done
}

@test "a full disk behind -o, gone on from when there is room" {
    [ "$(id -u)" -eq 0 ] || skip 'needs root'
    mkdir small
    mount -t tmpfs -o size=1m lode-test small 2>/dev/null || skip 'no file system can be mounted'
    records 20000 >in.jsonl
    run lode extract -r rules.yaml -o small/out in.jsonl
    [ ! -e small/out ]
    journal=$(wc -l <small/out.journal 2>/dev/null || echo 0)
    if [ "$status" -eq 3 ]; then mount -o remount,size=64m small; fi
    run --separate-stderr lode extract -r rules.yaml -o small/out --resume in.jsonl
    resumed=$status
    cp small/out out
    umount small
    echo "$journal lines in the journal"
    [ "$resumed" -eq 0 ]
    lode extract -r rules.yaml in.jsonl | cmp - out
}

@test "an output whose reader goes away ends the run quietly" {
    records 100000 >in.jsonl
    for where in --in-process '-j 2'; do
        run bash -c "'$LODE' extract -r rules.yaml $where in.jsonl 2>err | head -n 1; exit \${PIPESTATUS[0]}"
        [ "$status" -eq 1 ]
        [ "${#lines[@]}" -eq 1 ]
        [ ! -s err ]
    done
}

@test "an output that cannot be opened, or is a device" {
    echo 'Mr Jones' >in.txt
    run lode extract -r rules.yaml -o no/such/folder in.txt
    [ "$status" -eq 3 ]
    [[ $output == 'lode: no/such/folder'*': No such file or directory' ]]
    mkdir folder
    run lode extract -r rules.yaml -o folder in.txt
    [ "$status" -eq 3 ]
    [ "$output" = 'lode: folder: the output cannot be written: Is a directory' ]
    run lode extract -r rules.yaml -o /dev/null in.txt
    [ "$status" -eq 0 ]
    [ ! -e /dev/null.journal ]
    # what fails before the first document leaves no journal behind
    run lode extract -r rules.yaml --format nosuch -o out in.txt
    [ "$status" -eq 2 ]
    [ ! -e out.journal ]
}

@test "the output is never an input" {
    echo '{"text":"Mr Jones"}' >in.jsonl
    cp in.jsonl keep
    mkdir files
    cp in.jsonl files
    # in a folder that is read: the part and the journal, and the file that is replaced
    for options in '' --overwrite --overwrite; do
        # shellcheck disable=SC2086
        run --separate-stderr lode extract -r rules.yaml --include '*' $options -o files/out.jsonl files
        [ "$status" -eq 0 ]
        [ "$(wc -l <files/out.jsonl)" -eq 1 ]
    done
    (cd files && lode extract -r ../rules.yaml --overwrite -o out.jsonl .)
    [ "$(wc -l <files/out.jsonl)" -eq 1 ]
    # given by name, by whatever name, with leave to replace it or not
    ln in.jsonl hard
    ln -s in.jsonl soft
    ln -s soft softer
    for name in in.jsonl hard soft softer ./in.jsonl; do
        for options in '' --overwrite --resume '--resume --overwrite'; do
            # shellcheck disable=SC2086
            run lode extract -r rules.yaml $options -o $name gone.jsonl in.jsonl
            [ "$status" -eq 2 ]
            [ "$output" = 'lode: in.jsonl: it is the output as well; write to another file' ]
            cmp keep in.jsonl
        done
    done
    run --separate-stderr bash -c "'$LODE' extract -r rules.yaml in.jsonl >>in.jsonl"
    [ "$status" -eq 2 ]
    run --separate-stderr bash -c "'$LODE' extract -r rules.yaml --reader jsonl - <in.jsonl >>in.jsonl"
    [ "$status" -eq 2 ]
    cmp keep in.jsonl
    [ ! -e in.jsonl.part ]
    [ ! -e in.jsonl.journal ]
}

@test "a file that is there is replaced with --overwrite only, and when the new one is whole" {
    echo 'Mr Jones' >in.txt
    echo precious >out
    chmod 640 out
    run lode extract -r rules.yaml -o out in.txt
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out: the file is there already; write to another, or give --overwrite to replace it when the new one is whole' ]
    [ "$(<out)" = precious ]
    [ "$(echo out*)" = out ]
    # a link is followed, one that leads to nothing yet as well
    mkdir folder
    ln -s folder/new link
    ln -s link longer
    run lode extract -r rules.yaml -o longer in.txt
    [ "$status" -eq 0 ]
    [ -L link ]
    [ -L longer ]
    lode extract -r rules.yaml in.txt | cmp - folder/new
    ln -s out again
    mkfifo pipe
    "$LODE" extract -r rules.yaml --reader jsonl --overwrite -o again - <pipe &
    coordinator=$!
    exec 7<>pipe
    echo '{"text":"Mr Jones"}' >&7
    wait_for test -s out.part
    [ "$(<out)" = precious ]
    exec 7>&-
    wait $coordinator
    [[ $(<out) == '{"document":"-","line":1,'*'"text":"Jones"'* ]]
    [ "$(stat -c %a out)" = 640 ]
    [ -L again ]
    [ ! -e out.part ]
    run lode extract -r rules.yaml --overwrite in.txt
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '--overwrite' needs an output; name the file with -o" ]
}

@test "what stands where the part should be, or came to be where the output should be, is kept" {
    echo 'Mr Jones' >in.txt
    echo mine >out.part
    run lode extract -r rules.yaml -o out in.txt
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out.part: this is in the way: the output is made under this name until it is whole; remove it, or write to another file' ]
    [ "$(<out.part)" = mine ]
    [ ! -e out.journal ]
    rm out.part
    yes '{"text":"Mr Jones"}' | head -n 200000 >in.jsonl
    "$LODE" extract -r rules.yaml -o out in.jsonl 2>err &
    coordinator=$!
    wait_for test -s out.part
    echo mine >out
    status=0
    wait $coordinator || status=$?
    [ "$status" -eq 2 ]
    [ "$(<err)" = 'lode: out: there is a file of this name now; the output is whole: run the same command with --resume and --overwrite, or move out away' ]
    [ "$(<out)" = mine ]
    # --resume alone does not replace it either
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$status" -eq 2 ]
    [[ $output == 'lode: out: there is a file of this name now;'* ]]
    [ "$(<out)" = mine ]
    mv out away
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$status" -eq 0 ]
    [[ $(<out) == *'"text":"Jones"'* ]]
    [ "$(echo out*)" = out ]
}

@test "standard descriptors that are closed get nothing that is meant for a file" {
    printf 'Mr Jones' >a.txt
    printf '\377\376\000' >b.txt
    lode extract -r rules.yaml a.txt b.txt >want || true
    bash -c "'$LODE' extract -r rules.yaml -o out a.txt b.txt <&- >&- 2>&-" || [ $? -eq 1 ]
    cmp want out
    run bash -c "'$LODE' extract -r rules.yaml a.txt >&-"
    [ "$status" -eq 3 ]
    [ "$output" = 'lode: standard output: the output cannot be written: Bad file descriptor' ]
    run bash -c "'$LODE' extract -r rules.yaml - <&-"
    [ "$status" -eq 1 ]
}

#!/usr/bin/env bats
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
    mkdir files
    cp in.jsonl files
    for i in 1 2; do
        run lode extract -r rules.yaml -o files/out.jsonl files
        [ "$status" -eq 0 ]
        [ "$(wc -l <files/out.jsonl)" -eq 1 ]
    done
    run lode extract -r rules.yaml -o in.jsonl in.jsonl
    [ "$status" -eq 1 ]
    [[ $output == 'lode: in.jsonl: it is the output as well'* ]]
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

#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Disks and files that fail once and then work again: what they lost is never taken for done.
load help

# fed CALLS: a run into `out` that is given documents until it ends, with calls that fail.
fed() {
    rm -f out out.part out.journal err
    [ -p pipe ] || mkfifo pipe
    failing "$1" "$LODE" extract -r rules.yaml -j 1 --reader jsonl -o out - <pipe 2>err &
    coordinator=$!
    exec 7<>pipe
    fed=0
    local begin=$SECONDS
    while kill -0 $coordinator 2>/dev/null && [ $((SECONDS - begin)) -lt 60 ]; do
        fed=$((fed + 1))
        echo '{"text":"Mr Jones has 3 things"}' >&7
        sleep 0.01
    done
    exec 7>&-
    status=0
    wait $coordinator || status=$?
}

@test "a disk that fails once is not believed after that" {
    # what could not be made durable is never noted: the journal speaks of what was before, and as much is there
    for calls in 'fdatasync /out.part 2 1 EIO' 'fdatasync /out.journal 2 1 EIO' 'write /out.part 40 1 EIO' 'write /out.journal 3 1 EIO'; do
        fed "$calls"
        [ "$status" -eq 3 ]
        case $calls in
        *part*) [ "$(<err)" = 'lode: out.part: the output cannot be written: Input/output error' ] ;;
        *journal*) [ "$(<err)" = 'lode: out.journal: the journal cannot be written: Input/output error' ] ;;
        esac
        [ ! -e out ]
        case $calls in
        'fdatasync /out.journal'*) [ "$(wc -l <out.journal)" -eq 3 ] ;; # written, and nothing after it
        write\ /out.part*) [ "$(wc -l <out.part)" -eq 39 ] ;;
        *) [ "$(wc -l <out.journal)" -eq 2 ] ;;
        esac
    done
}

@test "without a note there is nothing to go on from" {
    fed 'fdatasync /out.part 1 1 EIO'
    [ "$status" -eq 3 ]
    [ "$(echo out*)" = 'out*' ]
}

@test "a folder whose entries cannot be made durable" {
    echo 'Mr Jones' >in.txt
    for first in 1 2; do
        rm -f out*
        run failing "fsync $PWD $first 1 EIO" "$LODE" extract -r rules.yaml -o out in.txt
        [ "$status" -eq 3 ]
        [ "$output" = 'lode: .: the output cannot be written: Input/output error' ]
        run lode extract -r rules.yaml -o out --resume in.txt
        [ "$status" -eq 0 ]
        lode extract -r rules.yaml in.txt | cmp - out
        [ "$(echo out*)" = out ]
    done
}

@test "an output that is not what was written is not gone on with" {
    unfinished
    cp out.journal journal
    size=$(stat -c %s out.part)
    cp out.part half
    # as after a loss of power: the length is right, the bytes are not
    for at in 0 $((size / 2)) $((size - 1)); do
        cp half out.part
        printf '\0' | dd of=out.part bs=1 seek=$at conv=notrunc status=none
        cp out.part damaged
        run lode extract -r rules.yaml -o out --resume in.jsonl
        [ "$status" -eq 2 ]
        [ "$output" = 'lode: out.part: the output is not what the unfinished run wrote; remove it and its journal to start anew' ]
        cmp damaged out.part
        cmp journal out.journal
    done
    rm out.part out.journal
    lode extract -r rules.yaml -o out in.jsonl
    lode extract -r rules.yaml in.jsonl | cmp - out
}

@test "calls that are interrupted, or do half, are gone on with" {
    unfinished
    cp out.part half
    cp out.journal journal
    lode extract -r rules.yaml in.jsonl >want
    before=$(grep -c '^done' out.journal)
    [ "$before" -ge 1 ]
    for calls in 'read /out.journal 1 9 EINTR' 'read /out.journal 2 9 EINTR' 'read /out.journal 1 9 SHORT' \
        'write /out.part 1 99999 EINTR' 'write /out.part 1 99999 SHORT' 'write /out.journal 1 99999 EINTR' \
        'write /out.journal 1 99999 SHORT' 'fdatasync - 1 99999 EINTR' 'fsync - 1 99999 EINTR' 'read /in.jsonl 1 99999 EINTR' \
        'read - 1 99999 SHORT' 'read - 1 99999 EINTR' 'write - 1 99999 EINTR' 'write - 1 99999 SHORT' 'writev - 1 99999 EINTR' \
        'writev - 1 99999 SHORT'; do
        rm -f out
        cp half out.part
        cp journal out.journal
        run --separate-stderr failing "$calls" "$LODE" extract -r rules.yaml -j 2 --progress always -o out --resume in.jsonl
        echo "$calls: $stderr"
        [ "$status" -eq 0 ]
        cmp want out
        [ "$(echo out*)" = out ]
        # it went on, and did not begin anew
        [[ $stderr == *"lode: this run: $((40000 - $(tail -n 1 journal | cut -d ' ' -f 2))) documents,"* ]]
    done
}

@test "a limit on the size of files" {
    unfinished
    lode extract -r rules.yaml in.jsonl >want
    rm -f out*
    # the cache is done without, by the command and by a program of another's
    for program in "'$LODE' list rules -r '$LODE_SOURCE/rules/vi'" "'$LODE_BUILD/examples/count' vi a.txt"; do
        echo 'Mr Jones' >a.txt
        run bash -c "export XDG_CACHE_HOME='$PWD/cache' LODE_RULE_PATH='$LODE_SOURCE/rules' LODE_PLUGIN_PATH='$LODE_BUILD/plugins/.libs'
            ulimit -f 10; $program >/dev/null"
        echo "$program: $output"
        [ "$status" -eq 0 ]
    done
    run --separate-stderr bash -c "ulimit -f 1000; '$LODE' extract -r rules.yaml -o out in.jsonl"
    [ "$status" -eq 3 ]
    [ "$stderr" = 'lode: out.part: the output cannot be written: File too large' ]
    [ ! -e out ]
    if [ -e out.journal ]; then resume=--resume; else resume=; fi
    # shellcheck disable=SC2086
    run lode extract -r rules.yaml -o out $resume in.jsonl
    [ "$status" -eq 0 ]
    cmp want out
}

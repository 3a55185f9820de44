#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workers that are killed from outside, signals to the batch, and the same bytes for any number of workers.
load help

@test "the same bytes in this process, on one worker and on many" {
    records 5000 >in.jsonl
    mkdir files
    for i in $(seq 300); do printf 'Mr Jones has %d things.\n\nMr Smith %d things\n' "$i" $((i * 7)) >"files/$i.txt"; done
    : >files/empty.txt
    printf 'Mr \xff\n' >files/bad.txt
    printf '{"text":"2 things"}\n{\n' >files/more.jsonl
    for format in jsonl csv; do
        lode extract -r rules.yaml --format $format --in-process in.jsonl files no-such-file >want 2>want.err || true
        for workers in 1 2 7; do
            lode extract -r rules.yaml --format $format -j $workers in.jsonl files no-such-file >got 2>got.err || true
            cmp want got
            cmp want.err got.err
        done
    done
    [ "$(wc -l <want.err)" -ge 2 ]
}

@test "more workers than documents" {
    echo 'Mr Jones' >in.txt
    run lode extract -r rules.yaml -j 64 in.txt
    [ "$status" -eq 0 ]
    [[ $output == *'"text":"Jones"'* ]]
}

@test "workers killed from outside cost nothing" {
    records 30000 >in.jsonl
    lode extract -r rules.yaml --in-process in.jsonl >want
    # the leak checker has a child of its own at the end, for which it waits for ever when that is killed
    ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" "$LODE" extract -r rules.yaml -j 2 in.jsonl >got 2>err &
    coordinator=$!
    kills=0
    while [ $kills -lt 100 ] && kill -0 $coordinator 2>/dev/null; do
        for worker in $(cat "/proc/$coordinator/task/$coordinator/children" 2>/dev/null); do
            kill -KILL "$worker" 2>/dev/null && kills=$((kills + 1))
            break
        done
        sleep 0.02
    done
    wait $coordinator
    echo "# $kills kills" >&3
    cmp want got
    [ ! -s err ]
}

@test "SIGINT and SIGTERM finish what is at work, say how to go on, and can be gone on from" {
    records 200000 >in.jsonl
    for signal in INT:130 TERM:143; do
        rm -f out out.part out.journal
        env --default-signal="${signal%:*}" "$LODE" extract -r rules.yaml -j 2 -o out in.jsonl 2>err &
        coordinator=$!
        wait_for test -s out.part
        kill -"${signal%:*}" $coordinator
        status=0
        wait $coordinator || status=$?
        [ "$status" -eq "${signal#*:}" ]
        [ "$(<err)" = 'lode: stopped by a signal; the same command with --resume goes on from here' ]
        [ -s out.journal ]
        # whole documents, as many as the journal says
        done=$(wc -l <out.part)
        [ "$done" -lt 200000 ]
        [ "$(tail -n 1 out.journal | cut -d ' ' -f 2,3)" = "$done $(stat -c %s out.part)" ]
        run lode extract -r rules.yaml -o out --resume in.jsonl
        [ "$status" -eq 0 ]
        [ ! -e out.journal ]
        [ -e want ] || lode extract -r rules.yaml in.jsonl >want
        cmp want out
    done
}

@test "a signal to the whole group stops no worker at its document" {
    records 200000 >in.jsonl
    set -m
    env --default-signal=TERM "$LODE" extract -r rules.yaml -j 2 -o out in.jsonl 2>err &
    coordinator=$!
    set +m
    wait_for test -s out.part
    kill -TERM -- -$coordinator
    status=0
    wait $coordinator || status=$?
    [ "$status" -eq 143 ]
    run -1 grep -q '"error"' out.part
}

@test "a second signal stops at once" {
    yes '{"text":"trouble:loop"}' | head -n 4 >in.jsonl
    [ -e "$LODE_BUILD/tests/faults/.libs/faulty.so" ] || skip 'built without shared objects'
    env --default-signal=INT "$LODE" extract -r faulty.yaml -j 2 --timeout 600 in.jsonl 2>err &
    coordinator=$!
    wait_for grep -q . "/proc/$coordinator/task/$coordinator/children"
    sleep 0.2
    kill -INT $coordinator
    sleep 0.2
    kill -0 $coordinator
    kill -INT $coordinator
    status=0
    wait $coordinator || status=$?
    [ "$status" -eq 130 ]
}

@test "a signal stops a run that waits for its input" {
    mkfifo pipe
    for where in '' --in-process; do
        rm -f out # what the last turn left would be taken for this one's
        exec 7<>pipe
        printf '{"text":"Mr Jones"}\n{"text":' >&7
        # shellcheck disable=SC2086
        env --default-signal=INT "$LODE" extract -r rules.yaml $where --reader jsonl - <pipe >out 7>&- &
        coordinator=$!
        # what came in whole is written before more comes
        wait_for test -s out
        [[ $(<out) == *'"text":"Jones"'* ]]
        kill -INT $coordinator
        status=0
        wait $coordinator || status=$?
        [ "$status" -eq 130 ]
        exec 7>&-
    done
}

@test "a reader of the output that pauses costs no document its time" {
    # answers that are larger than what a pipe holds, so that workers wait in the middle of one
    for i in $(seq 8); do
        { printf '{"text":"'; seq -s ' things, ' 30000 | tr -d '\n'; printf '"}\n'; }
    done >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    lode extract -r rules.yaml -j 2 --timeout 2 in.jsonl 2>err | { sleep 5; cat; } >got
    cmp want got
    [ ! -s err ]
}

@test "a run that is stopped and goes on costs no document its time" {
    [ -e "$LODE_BUILD/tests/faults/.libs/faulty.so" ] || skip 'built without shared objects'
    # a document at which its worker waits to be stopped
    echo '{"text":"trouble:wait"}' >in.jsonl
    lode extract -r faulty.yaml in.jsonl >want
    set -m
    "$LODE" extract -r faulty.yaml -j 1 --timeout 4 in.jsonl >got 2>err &
    coordinator=$!
    set +m
    wait_for grep -q . "/proc/$coordinator/task/$coordinator/children"
    sleep 0.3
    kill -STOP -- -$coordinator
    sleep 5
    kill -CONT -- -$coordinator
    wait $coordinator
    cmp want got
    [ ! -s err ]
}

@test "workers that cannot be started are done without" {
    [ -e "$LODE_BUILD/tests/faults/preload/.libs/failing_calls.so" ] || skip 'built without shared objects'
    records 5000 >in.jsonl
    lode extract -r rules.yaml --in-process in.jsonl >want
    run --separate-stderr failing 'fork - 2 999 EAGAIN' "$LODE" extract -r rules.yaml -j 4 -o out in.jsonl
    [ "$status" -eq 0 ]
    [ "$stderr" = 'lode: going on with 1 of 4 workers: a worker cannot be started: Resource temporarily unavailable' ]
    cmp want out
    # none for some time, and then as many as are wanted
    run --separate-stderr failing 'fork - 1 2 EAGAIN' "$LODE" extract -r rules.yaml -j 4 --overwrite -o out in.jsonl
    [ "$status" -eq 0 ]
    [ "$stderr" = '' ]
    cmp want out
    # none at all
    run --separate-stderr failing 'fork - 1 999 EAGAIN' "$LODE" extract -r rules.yaml -j 4 in.jsonl
    [ "$status" -eq 3 ]
    [ "$stderr" = 'lode: a worker cannot be started: Resource temporarily unavailable' ]
    # no more descriptors
    run --separate-stderr bash -c "ulimit -n 40; '$LODE' extract -r rules.yaml -j 64 --overwrite -o out in.jsonl"
    [ "$status" -eq 0 ]
    [[ $stderr == 'lode: going on with '*' of 64 workers: a worker cannot be started: Too many open files' ]]
    cmp want out
    # those that end are replaced all the same
    records 300 crash >in.jsonl
    run --separate-stderr failing 'fork - 2 1 EAGAIN' "$LODE" extract -r faulty.yaml -j 2 in.jsonl
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 300 ]
}

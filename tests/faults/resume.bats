#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Runs that were killed go on as if they had not been.
load help

@test "a hundred kills of the coordinator, each gone on from to the same bytes" {
    seed=${SEED:-$RANDOM}
    echo "# seed $seed" >&3
    RANDOM=$seed
    records 60000 >in.jsonl
    mkdir files
    for i in $(seq 50); do records 200 >"files/$i.jsonl"; printf 'Mr Smith has %d things\n' "$i" >"files/$i.txt"; done
    lode extract -r rules.yaml --format csv in.jsonl files >want
    kills=0 finished=0
    while [ $kills -lt 100 ]; do
        "$LODE" extract -r rules.yaml -j 2 --format csv -o out --resume in.jsonl files 2>err &
        coordinator=$!
        sleep "0.$(printf %03d $((RANDOM % 400)))"
        if kill -KILL $coordinator 2>/dev/null; then kills=$((kills + 1)); fi
        if wait $coordinator 2>/dev/null; then
            cmp want out
            finished=$((finished + 1))
            rm out
        fi
        # power may be lost between the writing of the output and its becoming durable, and while the journal is written; where
        # the output has its name, the journal's last line was durable before
        if [ -s out.journal ] && [ ! -e out ] && [ $((RANDOM % 4)) -eq 0 ]; then
            truncate -s -$((RANDOM % 20)) out.journal
        fi
        # a run may be killed when all is done but its own end
        [ ! -s err ] || grep -q 'it is finished' err
    done
    echo "# $finished runs came to their end on the way" >&3
    [ ! -e out.journal ] || lode extract -r rules.yaml --format csv -o out --resume in.jsonl files
    [ ! -e out ] || cmp want out
}

@test "a journal that is cut anywhere is gone on from, or begun anew" {
    unfinished
    lode extract -r rules.yaml in.jsonl >want
    cp out.part half
    cp out.journal journal
    head -n 2 journal >short
    size=$(stat -c %s short)
    # the output that a journal cut to its head goes with is as long; check the ends of the lines, and every tenth length
    for length in $(seq 0 20 "$size") 47 48 49 50 $((size - 1)) "$size"; do
        rm -f out
        cp half out.part
        head -c "$length" short >out.journal
        run lode extract -r rules.yaml -o out --resume in.jsonl
        [ "$status" -eq 0 ]
        cmp want out
        [ ! -e out.journal ]
    done
}

@test "a damaged line in the journal ends it, what stood before counts" {
    unfinished
    lode extract -r rules.yaml in.jsonl >want
    for damage in 's/^done 1/done 2/' '2s/ / 0/' '2s/^done/d0ne/' '$s/[0-9]$/x/'; do
        sed -i "$damage" out.journal
        echo 'done 5 7 8 9 5 0' >>out.journal
        run lode extract -r rules.yaml -j 1 -o out --resume in.jsonl
        [ "$status" -eq 0 ]
        cmp want out
        rm -f out.journal
        unfinished
    done
}

@test "an unfinished run is not written over by accident" {
    unfinished
    cp out.part half
    cp out.journal journal
    run lode extract -r rules.yaml -o out in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out: a run into this output was not finished; go on with --resume, or remove out.part and out.journal to start anew' ]
    cmp half out.part
    cmp journal out.journal
}

@test "a run with other rules, options or inputs is not gone on with" {
    unfinished
    cp out.part half
    cp out.journal journal
    cp rules.yaml other.yaml
    sed -i 's/Mr/Mrs/g' other.yaml
    other='lode: out.journal: the unfinished run had other rules, plugins or options; run it with those again, or remove this file and the part beside it to start anew'
    for options in '-r other.yaml' '-r rules.yaml --format csv' '-r rules.yaml --offsets utf16' '-r rules.yaml --match-limit 77' \
        '-r rules.yaml --max-bytes 1M' '-r rules.yaml --date 2020-01-01' '-r rules.yaml --language en'; do
        # shellcheck disable=SC2086
        run lode extract $options -o out --resume in.jsonl
        [ "$status" -eq 2 ]
        [ "${lines[-1]}" = "$other" ]
    done
    sed -i 's/^lode: 1/lode: 1\nnormalise: {anywhere: {ab: a}}/' rules.yaml
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$output" = "$other" ]
    sed -i 2d rules.yaml
    inputs='lode: out.journal: the inputs are not those of the unfinished run; give the same files, unchanged, or remove this file and the part beside it to start anew'
    touch in.jsonl
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "$inputs" ]
    cp in.jsonl copy.jsonl
    run lode extract -r rules.yaml -o out --resume copy.jsonl
    [ "$output" = "$inputs" ]
    echo '{"text":""}' >short.jsonl
    run lode extract -r rules.yaml -o out --resume short.jsonl
    [ "$output" = "$inputs" ]
    cmp half out.part
    cmp journal out.journal
}

@test "an output that was cut, or a file that is no journal, is refused" {
    unfinished
    cp out.part half
    truncate -s 10 out.part
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out.part: the output is shorter than the unfinished run left it; remove it and its journal to start anew' ]
    echo 'my notes' >out.journal
    run lode extract -r rules.yaml -o out --resume in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out.journal: this is no journal of an unfinished run; remove it to start anew' ]
    [ "$(<out.journal)" = 'my notes' ]
}

@test "two runs do not write to one output" {
    mkfifo pipe
    exec 7<>pipe
    "$LODE" extract -r rules.yaml --reader jsonl -o out - <pipe 7>&- &
    coordinator=$!
    wait_for test -e out.journal
    run lode extract -r rules.yaml -o out --resume rules.yaml
    kill -KILL $coordinator
    wait $coordinator || true
    exec 7>&-
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: out.journal: another run is writing to this output; wait for its end' ]
}

@test "--resume with nothing to resume is a run like any other" {
    records 10 >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    lode extract -r rules.yaml -o out --resume in.jsonl
    cmp want out
    [ ! -e out.journal ]
    [ ! -e out.part ]
    run lode extract -r rules.yaml --resume in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '--resume' needs an output; say where the unfinished run wrote to with -o" ]
    run lode extract -r rules.yaml -o out --resume - </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = "lode: standard input cannot be resumed; put what was piped into a file" ]
    run lode extract -r rules.yaml -o /dev/null --resume in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '/dev/null' cannot be resumed: it is no file; write to a file" ]
}

@test "--resume of a run that is finished says so and ends well" {
    records 10 >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    lode extract -r rules.yaml -o out in.jsonl
    for options in '' --overwrite; do
        # shellcheck disable=SC2086
        run lode extract -r rules.yaml --progress always -o out --resume $options in.jsonl
        [ "$status" -eq 0 ]
        [ "$output" = 'lode: out: it is finished, there is nothing to go on with' ]
        cmp want out
    done
    [ "$(echo out*)" = out ]
}

# at_the_end CALL: a run into `out` that was killed when it was about to make that system call to give the output its name.
at_the_end() {
    strace -qq -o trace -e trace="$1" -e inject="$1":signal=KILL "$LODE" extract -r rules.yaml -j 1 "${@:2}" -o out in.jsonl || true
}

@test "a run that is killed while its output gets its name is gone on from" {
    strace -o trace true 2>/dev/null || skip 'needs strace'
    sanitized && skip 'strace and the leak checker do not go together'
    records 10 >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    for call in link unlink rename; do
        options=
        rm -f out*
        [ $call != rename ] || { options=--overwrite; echo old >out; }
        at_the_end $call $options
        [ -e out.journal ]
        if [ $call = rename ]; then [ "$(<out)" = old ]; fi
        run lode extract -r rules.yaml -o out --resume $options in.jsonl
        [ "$status" -eq 0 ]
        [ "$output" = 'lode: out: it is finished, there is nothing to go on with' ]
        cmp want out
        [ "$(echo out*)" = out ]
    done
}

@test "the summary of a run that goes on says what is of this run and what of all" {
    { echo '{'; records 40000; } >in.jsonl
    rm -f out*
    env --default-signal=TERM "$LODE" extract -r rules.yaml -j 2 -o out in.jsonl 2>/dev/null &
    coordinator=$!
    wait_for test -s out.part
    kill -TERM $coordinator
    wait $coordinator || [ $? -eq 143 ]
    before=$(tail -n 1 out.journal | cut -d ' ' -f 2)
    left=$((40001 - before))
    megabytes=$(tail -n $left in.jsonl | tr -d '\n' | wc -c | awk '{ printf "%.1f", $1 / 1e6 }')
    # the document that failed in the run before makes the status of the whole
    run --separate-stderr lode extract -r rules.yaml -j 2 --progress always -o out --resume in.jsonl
    [ "$status" -eq 1 ]
    echo "$stderr"
    [[ $stderr == "lode: this run: $left documents, $megabytes MB, "*" s, 0 failed
lode: found in this run: count $left, name $left
lode: with the runs before: 40001 documents, 1 failed"* ]]
    # what is not gone on with has one number of each
    run --separate-stderr lode extract -r rules.yaml --progress always --overwrite -o out in.jsonl
    [ "$status" -eq 1 ]
    [[ $stderr == 'lode: in.jsonl:1: '*"
lode: 40001 documents, "*" s, 1 failed
lode: found: count 40000, name 40000
lode: failed: syntax 1"* ]]
}

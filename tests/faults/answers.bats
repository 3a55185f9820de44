#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workers that a plugin has turned against their coordinator, or has damaged.
load help

# against WORD OPTION...: runs a batch of 200 documents, in one of which a plugin does that; all others come out as without it.
against() {
    local word=$1
    shift
    records 200 >in.jsonl
    lode extract -r hostile.yaml in.jsonl | sed 117d >without
    records 200 "$word" >in.jsonl
    for workers in 1 3; do
        run --separate-stderr lode extract -r hostile.yaml -j $workers "$@" in.jsonl
        echo "$stderr"
        [ "${#lines[@]}" -eq 200 ]
        printf '%s\n' "${lines[@]}" | sed 117d | cmp without -
        line=${lines[116]}
    done
}

# ended WHY: document 117 was named, with that.
ended() {
    [ "$status" -eq 1 ]
    [[ $line == '{"document":"in.jsonl","line":117,"error":{"code":"crash","message":"'"$1"'"'* ]]
}

@test "an answer for another document" {
    against other118
    ended 'the worker was ended: its answer is for another document'
    against other0
    ended 'the worker was ended: its answer is for another document'
    against other99999999
    ended 'the worker was ended: its answer is for another document'
}

@test "two answers for its own document: the first counts, which is whole" {
    against other117
    [ "$status" -eq 0 ]
    [ "$line" = '{"document":"forged"}' ]
}

@test "an answer that is not what the writer writes" {
    against badtext117
    ended 'the worker was ended: its answer is not UTF-8'
    against twolines117
    ended 'the worker was ended: its answer is not one line'
    against halfaline117
    ended 'the worker was ended: its answer is not one line'
    against nothing117
    ended 'the worker was ended: its answer is not one line'
}

@test "an answer with numbers and names that cannot be" {
    against records117
    ended 'the worker was ended: its answer has too many records or none'
    against type117
    ended 'the worker was ended: its answer counts entities of a type that no rule has'
    against plugin117
    ended 'the worker was ended: its answer names a plugin that there is not'
    against status117
    ended 'the worker was ended: its answer has a status that it cannot have'
    against counts117
    ended 'the worker was ended: its answer counts more entities than the document has room for'
    against short117
    ended 'the worker was ended: its answer is cut short'
    against long117
    ended 'the worker was ended: its answer is longer than it should be'
    against ready117
    ended 'the worker was ended: its answer is none'
}

@test "an answer without end takes no memory" {
    sanitized && skip 'the sanitizer reserves more memory than any limit allows'
    ulimit -v 600000
    against flood117
    ended 'the worker ended with its connection broken'
}

@test "what workers write into the memory that they share with the coordinator" {
    # each sees its own page and no other
    echo trouble:pages >in.txt
    run lode extract -r hostile.yaml -j 4 --no-sandbox in.txt
    [[ $output == *'"attributes":{"shared":1}'* ]]
    against lieend --no-sandbox
    ended 'the worker ended with exit status 89'
    against liememory --no-sandbox
    ended 'the worker ended with exit status 90'
}

@test "time runs by the coordinator's clock, whatever a worker says" {
    begin=$SECONDS
    against lieloop --no-sandbox --timeout 0.5
    [[ $line == *'"code":"timeout"'* ]]
    [ $((SECONDS - begin)) -lt 60 ]
}

# What came before is as it is without; the document itself and those that the same worker gets later may be read wrongly.
@test "300 flipped bits in the memory of a worker, 200 times: every document once, in a whole line" {
    sanitized && skip 'the sanitizer watches over its own memory'
    records 20 >in.jsonl
    lode extract -r hostile.yaml in.jsonl | head -n 10 >before
    for seed in $(seq 200); do
        records 20 "flip$seed" 11 >in.jsonl
        run --separate-stderr lode extract -r hostile.yaml -j $((seed % 3 + 1)) --timeout 2 in.jsonl
        [ "$status" -le 1 ] || { echo "seed $seed: status $status: $stderr"; false; }
        [ "${#lines[@]}" -eq 20 ]
        printf '%s\n' "${lines[@]:0:10}" | cmp before -
        for line in "${lines[@]}"; do
            [[ $line == '{"document":'*'}' ]] || { echo "seed $seed: $line"; false; }
        done
        printf '%s' "$output" | iconv -f UTF-8 -t UTF-8 >/dev/null
    done
}

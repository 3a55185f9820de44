#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Plugins that misbehave in one document of 200: the other 199 come out as they do without it, whatever the number of workers.
load help

# trouble WORD OPTION...: runs a batch with that in document 117, and checks all other lines of the output.
trouble() {
    local word=$1
    shift
    records 200 >in.jsonl
    lode extract -r faulty.yaml in.jsonl | sed 117d >without
    records 200 "$word" >in.jsonl
    for workers in 1 2; do
        run --separate-stderr lode extract -r faulty.yaml -j $workers "$@" in.jsonl
        echo "$stderr"
        [ "${#lines[@]}" -eq 200 ]
        printf '%s\n' "${lines[@]}" | sed 117d | cmp without -
        [ "$workers" -eq 1 ] || [ "${lines[116]}" = "$line" ]
        line=${lines[116]}
    done
}

# named CODE MESSAGE: document 117 was named with these, the plugin and the rule.
named() {
    [ "$status" -eq 1 ]
    [ "$line" = '{"document":"in.jsonl","line":117,"error":{"code":"'"$1"'","message":"'"$2"'","plugin":"faulty","rule":"trouble"}}' ]
    [ "$stderr" = "lode: in.jsonl:117: rule 'trouble': $2" ]
}

# well WORD: document 117 came out like any other.
well() {
    [ "$status" -eq 0 ]
    [[ $line == '{"document":"in.jsonl","id":"117","line":117,"entities":[{"type":"count",'*',"text":"351 things",'*'"text":"'"$1"'","rule":"trouble"}]}' ]]
}

@test "a plugin that crashes" {
    trouble crash
    named crash 'the worker ended with signal 11 (Segmentation fault)'
}

@test "a plugin that aborts" {
    trouble abort
    named crash 'the worker ended with signal 6 (Aborted)'
}

@test "a plugin that does not come back" {
    trouble loop --timeout 0.5
    named timeout 'it took longer than 0.5 s'
    trouble deaf --timeout 0.5
    named timeout 'it took longer than 0.5 s'
}

@test "a plugin that stops its process" {
    trouble stop --timeout 0.5
    named timeout 'it took longer than 0.5 s'
}

@test "a plugin that kills its process is not tried for ever" {
    trouble kill
    named crash 'the worker ended with signal 9 (Killed)'
}

@test "a plugin that takes all memory" {
    sanitized && skip 'the sanitizer reserves more memory than any limit allows'
    trouble eat --memory 64M
    named memory 'the worker ran out of memory and ended with signal 11 (Segmentation fault)'
}

@test "a plugin that takes all memory and says so" {
    sanitized && skip 'the sanitizer reserves more memory than any limit allows'
    trouble memory --memory 64M
    [ "$status" -eq 1 ]
    [[ $line == *'"code":"memory"'*'"plugin":"faulty","rule":"trouble"'* ]]
}

@test "a plugin that ends its process" {
    trouble exit
    named crash 'the worker ended with exit status 0'
    trouble exit3
    named crash 'the worker ended with exit status 3'
}

@test "a plugin that ends its process in the way that workers do" {
    trouble exit89
    named crash 'the worker ended with exit status 89'
    trouble exit90
    named crash 'the worker ended with exit status 90'
}

@test "a plugin that prints to standard output" {
    trouble print
    well print
    [[ $stderr == *'this is no entity'*'nor is this'* ]]
}

@test "a plugin that closes every descriptor" {
    trouble close
    [ "$status" -eq 1 ]
    [ "$line" = '{"document":"in.jsonl","line":117,"error":{"code":"crash","message":"the worker ended with its connection broken"}}' ]
}

@test "a plugin that writes to every descriptor" {
    trouble write
    [ "$status" -eq 1 ]
    [ "$line" = '{"document":"in.jsonl","line":117,"error":{"code":"crash","message":"the worker ended with its connection broken"}}' ]
}

@test "a plugin that reads from every descriptor costs at most its own document" {
    trouble read
}

@test "a plugin that sends itself the signals that stop a batch" {
    trouble term
    well term
}

@test "a plugin that forks and goes on in both processes" {
    trouble fork
    well fork
    trouble fork --no-sandbox
    well fork
}

@test "a plugin that leaves a child behind when it crashes" {
    trouble child --no-sandbox
    named crash 'the worker ended with signal 11 (Segmentation fault)'
}

@test "a plugin that fails in an orderly way costs its match only" {
    trouble fail
    [ "$status" -eq 1 ]
    [[ $line == *'"text":"351 things"'*'"problems":[{"code":"plugin","message":"it does not feel like it","plugin":"faulty","rule":"trouble"}]}' ]]
}

@test "trouble in the first document, in the last, and in all" {
    records 3 crash 1 >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml in.jsonl
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[0]} == *'"code":"crash"'* && ${lines[1]} == *'"entities"'* && ${lines[2]} == *'"entities"'* ]]
    records 3 exit 3 >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml in.jsonl
    [[ ${lines[0]} == *'"entities"'* && ${lines[1]} == *'"entities"'* && ${lines[2]} == *'"code":"crash"'* ]]
    yes '{"text":"trouble:abort"}' | head -n 30 >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml -j 3 in.jsonl
    [ "$status" -eq 1 ]
    [ "$(printf '%s\n' "${lines[@]}" | grep -c '"code":"crash"')" -eq 30 ]
    yes '{"text":"trouble:close"}' | head -n 30 >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml -j 3 in.jsonl
    [ "$(printf '%s\n' "${lines[@]}" | grep -c '"code":"crash"')" -eq 30 ]
}

@test "a document is not blamed for what another one did to its worker" {
    printf '{"text":"%s"}\n' trouble:none trouble:poison trouble:none trouble:none 'no trouble' trouble:none >in.jsonl
    for workers in 1 2; do
        run --separate-stderr lode extract -r faulty.yaml -j $workers in.jsonl
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "${#lines[@]}" -eq 6 ]
    done
}

@test "three failures of one plugin in a row are worth a warning, two are not" {
    printf '{"text":"%s"}\n' trouble:crash trouble:fail 'no trouble' trouble:crash trouble:exit >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml -j 2 in.jsonl
    [ "$status" -eq 1 ]
    [[ $stderr != *'in a row'* ]]
    printf '{"text":"%s"}\n' 'no trouble' trouble:crash trouble:fail trouble:exit trouble:crash >in.jsonl
    for workers in 1 2; do
        run --separate-stderr lode extract -r faulty.yaml -j $workers in.jsonl
        [ "${stderr_lines[3]}" = "lode: the plugin 'faulty' failed on 3 documents in a row; run without it, or have its author look at those documents" ]
        [ "$(grep -c 'in a row' <<<"$stderr")" -eq 1 ]
    done
}

@test "the summary counts documents by the reason why they failed" {
    printf '{"text":"%s"}\n' trouble:crash 'no trouble' trouble:fail 'I have 7 things' trouble:exit >in.jsonl
    run --separate-stderr lode extract -r faulty.yaml --progress always in.jsonl
    [[ $stderr == *'lode: 5 documents, '*', 3 failed'* ]]
    [[ $stderr == *'lode: found: count 1'* ]]
    [[ $stderr == *'lode: failed: crash 2, part 1'* ]]
}

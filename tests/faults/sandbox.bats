#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workers read and compute, and can do nothing else.
load help

# Skips a test where calls are not filtered, or where the kernel has no Landlock.
needs_filter() {
    grep -q '^#define HAVE_SECCOMP' "$LODE_BUILD/config.h" || skip 'built without libseccomp'
    sanitized && skip 'nothing is confined under the sanitizer'
    return 0
}

needs_landlock() {
    needs_filter
    grep -q '^#define HAVE_LINUX_LANDLOCK_H' "$LODE_BUILD/config.h" || skip 'built without Landlock'
    # The kernel is asked, not lode, which would hide that it has forgotten: landlock_create_ruleset tells the version.
    python3 -c 'import ctypes, sys; sys.exit(ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)' || skip 'the kernel has no Landlock'
}

# as_if_without WHAT COMMAND...
as_if_without() {
    "$LODE_BUILD/tests/faults/without" "$@"
}

@test "a confined worker can neither write, connect, fork, run, signal nor remove" {
    needs_filter
    echo trouble:ask >in.txt
    run lode extract -r faulty.yaml in.txt
    [ "$status" -eq 0 ]
    # EPERM is 1
    [[ $output == *'"attributes":{"write":1,"connect":1,"fork":1,"run":1,"signal":1,"remove":1,"writable":1}'* ]]
    [ ! -e written-by-plugin ]
}

@test "--no-sandbox lets it do more, but not write what the coordinator writes" {
    echo trouble:ask >in.txt
    run lode extract -r faulty.yaml --no-sandbox -o out in.txt
    [ "$status" -eq 0 ]
    # ENOENT is 2; the one descriptor that can be written to is the connection
    [[ $(<out) == *'"attributes":{"write":0,"connect":0,"fork":0,"run":2,"signal":0,"remove":2,"writable":1}'* ]]
    [ -e written-by-plugin ]
}

@test "encodings that need a converter work in a confined worker" {
    printf 'Mr Jones has 12 things' | iconv -t UTF-16 >in.txt
    run lode extract -r rules.yaml in.txt
    [ "$status" -eq 0 ]
    [[ $output == *'"text":"12 things"'*'"text":"Jones"'* || $output == *'"text":"Jones"'*'"text":"12 things"'* ]]
    printf 'Mr Jones has 12 things \xb0' >in.txt
    for encoding in CP1258 VISCII TCVN ISO-2022-JP SHIFT_JIS; do
        lode extract -r rules.yaml --encoding $encoding in.txt >confined || true
        lode extract -r rules.yaml --encoding $encoding --in-process in.txt >free || true
        cmp confined free
        case $encoding in
        ISO-2022-JP) grep -qF 'byte 0xB0 at offset 23 begins no character of ISO-2022-JP' confined ;;
        *) grep -q '"text":"12 things".*"text":"Jones"\|"text":"Jones".*"text":"12 things"' confined ;;
        esac
    done
}

@test "a confined worker cannot have the kernel signal others" {
    needs_filter
    echo trouble:askfcntl >in.txt
    run lode extract -r faulty.yaml in.txt
    [ "$status" -eq 0 ]
    [[ $output == *'"attributes":{"notify":1,"setsig":1,"setown":1,"async":1,"duplicate":0}'* ]]
}

@test "a confined worker reads the system's libraries, but no other files and processes" {
    needs_landlock
    echo 'not its own' >other.txt
    echo trouble:askfiles >in.txt
    run lode extract -r faulty.yaml in.txt
    [ "$status" -eq 0 ]
    # EACCES is 13
    [[ $output == *'"attributes":{"shadow":13,"memory":13,"environment":13,"document":13,"home":13,"libraries":0}'* ]]
    run lode extract -r faulty.yaml --sandbox off in.txt
    [ "$(id -u)" -ne 0 ] || [[ $output == *'"attributes":{"shadow":0,"memory":0,"environment":0,"document":0,"home":0,"libraries":0}'* ]]
}

@test "where the kernel refuses to filter calls, it is said, and whoever requires it gets nothing" {
    needs_filter
    records 50 >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    run --separate-stderr as_if_without seccomp "$LODE" extract -r rules.yaml -j 3 --progress always in.jsonl
    [ "$status" -eq 0 ]
    [ "$output" = "$(<want)" ]
    [ "$(grep -c "^lode: the kernel does not filter the workers' system calls: Operation not permitted; --sandbox required" <<<"$stderr")" -eq 1 ]
    [[ $stderr == *'lode: sandbox: '*'not system calls' || $stderr == *'lode: sandbox: none' ]]
    state=$stderr
    echo trouble:ask >in.txt
    run --separate-stderr as_if_without seccomp "$LODE" extract -r faulty.yaml in.txt
    [[ $state != *'sandbox: files'* || $output == *'"attributes":{"write":13,'* ]]
    run --separate-stderr as_if_without seccomp "$LODE" extract -r rules.yaml --sandbox off in.jsonl
    [ "$status" -eq 0 ]
    [ "$output" = "$(<want)" ]
    [ -z "$stderr" ]
    run --separate-stderr as_if_without seccomp "$LODE" extract -r rules.yaml --sandbox required in.jsonl
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = 'lode: the sandbox is not whole: system calls are not filtered: Operation not permitted; --sandbox on goes on with what there is' ]
}

@test "where the kernel has no Landlock, the summary says so, and whoever requires it gets nothing" {
    needs_filter
    records 50 >in.jsonl
    lode extract -r rules.yaml in.jsonl >want
    run --separate-stderr as_if_without landlock "$LODE" extract -r rules.yaml --progress always in.jsonl
    [ "$status" -eq 0 ]
    [ "$output" = "$(<want)" ]
    [[ $stderr == *'lode: sandbox: system calls, but not files: there is no Landlock' ]]
    echo trouble:askfiles >in.txt
    run as_if_without landlock "$LODE" extract -r faulty.yaml in.txt
    [ "$(id -u)" -ne 0 ] || [[ $output == *'"attributes":{"shadow":0,'* ]]
    run --separate-stderr as_if_without landlock "$LODE" extract -r rules.yaml --sandbox required in.jsonl
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = 'lode: the sandbox is not whole: the kernel or this build has no Landlock; --sandbox on goes on with what there is' ]
}

@test "what was asked of the sandbox, and what came of it" {
    records 5 >in.jsonl
    run --separate-stderr lode extract -r rules.yaml --sandbox off --progress always in.jsonl
    [[ $stderr == *'lode: sandbox: off' ]]
    run --separate-stderr lode extract -r rules.yaml --no-sandbox --progress always in.jsonl
    [[ $stderr == *'lode: sandbox: off' ]]
    run --separate-stderr lode extract -r rules.yaml --in-process --progress always in.jsonl
    [[ $stderr == *'lode: sandbox: none, since all was done in this process' ]]
    run lode extract -r rules.yaml --in-process --sandbox required in.jsonl
    [ "$status" -eq 2 ]
    run lode extract -r rules.yaml --sandbox maybe in.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '--sandbox maybe' is not known; choose on, off or required" ]
    needs_landlock
    lode extract -r rules.yaml in.jsonl >want
    run --separate-stderr lode extract -r rules.yaml --sandbox required --progress always in.jsonl
    [ "$status" -eq 0 ]
    [ "$output" = "$(<want)" ]
    [[ $stderr == *'lode: sandbox: system calls and files' ]]
}

@test "what a plugin leaves running without a sandbox ends with the run" {
    echo trouble:daemon >in.txt
    run lode extract -r faulty.yaml --no-sandbox in.txt
    [ "$status" -eq 0 ]
    [ -s left ]
    run ! kill -0 "$(<left)"
    rm left
    # but not what was there before
    bash -c 'sleep 60 & echo $! >before; exec "$LODE" extract -r faulty.yaml --no-sandbox in.txt' >/dev/null
    kill "$(<before)"
}

@test "every claim of SECURITY.md has its test" {
    rows=0
    while IFS='|' read -r _ number titles file _; do
        rows=$((rows + 1))
        [ "$rows" -eq "$number" ]
        file=$(tr -d '` ' <<<"$file")
        while read -r title; do
            grep -qF -- "$title" "$LODE_SOURCE/$file" || { echo "there is no '$title' in $file"; false; }
        done < <(grep -o '`[^`]*`' <<<"$titles" | tr -d '`')
    done < <(grep '^| [0-9]' "$LODE_SOURCE/SECURITY.md")
    [ "$rows" -eq 19 ]
    [ "$(grep -o '\[[0-9]*\]' "$LODE_SOURCE/SECURITY.md" | tr -d '[]' | sort -nu)" = "$(seq 19)" ]
}

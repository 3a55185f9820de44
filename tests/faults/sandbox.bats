#!/usr/bin/env bats
# Workers read and compute, and can do nothing else.
load help

@test "a confined worker can neither write, connect, fork, run, signal nor remove" {
    grep -q '^#define HAVE_SECCOMP' "$LODE_BUILD/config.h" || skip 'built without libseccomp'
    sanitized && skip 'no call is filtered under the sanitizer'
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
    done
}

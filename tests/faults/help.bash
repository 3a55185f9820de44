# SPDX-License-Identifier: MIT
# For the tests of what goes wrong: each runs in a folder of its own, with a pack that takes next to no time to load.
bats_require_minimum_version 1.5.0

lode() {
    "$LODE" "$@"
}

setup() {
    : "${LODE:=$BATS_TEST_DIRNAME/../../lode}"
    LODE=$(realpath "$LODE")
    export LC_ALL=C.UTF-8
    unset NO_COLOR
    # A crash is to be one under the sanitizer as well.
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_segv=0"
    cd "$BATS_TEST_TMPDIR" || exit 1
    cat >rules.yaml <<'END'
lode: 1
rules:
  - {id: count, type: count, match: '(?<value>%{digits}) things', examples: ['[3 things]']}
  - {id: name, type: name, match: 'Mr (?<span>[A-Z][a-z]+)', examples: ['Mr [Smith]']}
END
    cat >faulty.yaml <<'END'
lode: 1
rules:
  - {id: count, type: count, match: '(?<value>%{digits}) things', examples: ['[3 things]']}
  - {id: trouble, type: trouble, extractor: faulty, match: 'trouble:(?<span>[a-z]+[0-9]*)', examples: ['trouble:[none]']}
END
    sed 's/faulty/hostile/' faulty.yaml >hostile.yaml
    export LODE_PLUGIN_PATH="$LODE_BUILD/tests/faults/.libs${LODE_PLUGIN_PATH:+:$LODE_PLUGIN_PATH}"
}

# records COUNT [WORD [AT]]: JSON Lines of small documents, with trouble of that name in one of them.
records() {
    seq "$1" | awk -v word="${2:-}" -v at="${3:-117}" '{
        printf "{\"id\":\"%d\",\"text\":\"Mr Jones has %d things, and %s more.\"}\n", $1, $1 * 3, $1 == at && word ? "trouble:" word : "no" }'
}

# Whether the build has the address sanitizer, with which no memory limit can be set and no call is filtered.
sanitized() {
    grep -q '^CFLAGS = .*-fsanitize=address' "$LODE_BUILD/Makefile"
}

# wait_for COMMAND...: until it succeeds; a minute without success is a failure, never a test without an end.
wait_for() {
    local begin=$SECONDS
    until "$@"; do
        [ $((SECONDS - begin)) -lt 60 ] || return 1
        sleep 0.002
    done
}

# failing 'CALL PATH FIRST COUNT ERROR' COMMAND...: the command with calls that fail, as failing_calls.c tells.
failing() {
    env FAILING="$1" ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
        LD_PRELOAD="$LODE_BUILD/tests/faults/preload/.libs/failing_calls.so" "${@:2}"
}

# unfinished: a run into `out` that was stopped on the way, with a part and a note in the journal.
unfinished() {
    [ -e in.jsonl ] || records 40000 >in.jsonl
    rm -f out out.part
    env --default-signal=TERM "$LODE" extract -r rules.yaml -j 2 -o out in.jsonl 2>/dev/null &
    coordinator=$!
    wait_for test -s out.part
    kill -TERM $coordinator
    wait $coordinator || [ $? -eq 143 ]
    [ "$(wc -l <out.journal)" -ge 2 ]
}

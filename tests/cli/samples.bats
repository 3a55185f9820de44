#!/usr/bin/env bats
# What is found in the samples, with the packs as they are, is what a reader expects: the files in samples/expected.
# A change of them that is meant is written by tests/cli/expect.sh.
load help.bash

@test "the samples give what is expected, byte for byte" {
    "$BATS_TEST_DIRNAME/expect.sh" "$BATS_TEST_TMPDIR/found"
    [ "$(find found -name '*.entities' | wc -l)" -ge 16 ]
    diff -r "$LODE_SOURCE/samples/expected" found
}

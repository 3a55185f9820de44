#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What tests/docs/includes.py does not see: a source file is its header's, and what either includes both do.

@test "no file and header of these folders include each other in a circle" {
    cd "$LODE_SOURCE/core"
    for folder in base cache cli found loader pipeline sheets tables text; do
        (cd "$folder" && grep -HoE "^#include \"$folder/[a-z_]+\.h\"" -- *.[ch]) >"$BATS_TEST_TMPDIR/includes"
        sed -E 's,^([a-z_]+)\.[ch]:#include "[a-z_]+/([a-z_]+)\.h",\1 \2,' "$BATS_TEST_TMPDIR/includes" |
            sort -u | tsort >/dev/null
    done
}

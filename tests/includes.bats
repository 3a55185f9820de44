#!/usr/bin/env bats
# Includes of core/ run one way.

# Prints, for each include of one's own, the file and what it includes.
includes() {
    cd "$LODE_SOURCE/core" || return
    grep -HoE '^#include "[a-z_]+/[a-z_]+\.h"' -- */*.[ch] | sed -E 's/^([^:]+):#include "([^"]+)"/\1 \2/'
}

@test "no header includes itself, through however many others" {
    [ "$(includes | wc -l)" -gt 500 ]
    includes | tsort >/dev/null
}

@test "no folder includes one that includes it" {
    includes | sed -E 's,/[^ ]*,,g' | sort -u | tsort >/dev/null
}

@test "no file and header of these folders include each other in a circle" {
    for folder in base cache cli found loader pipeline sheets tables text; do
        includes | grep -E "^$folder/[^ ]+ $folder/" | sed -E 's/\.[ch]//g' | sort -u | tsort >/dev/null
    done
}

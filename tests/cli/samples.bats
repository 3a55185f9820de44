#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What is found in the samples, with the packs as they are, is what a reader expects: the files in tests/cli/expected.
# A change of them that is meant is written by tests/cli/expect.sh.
load help.bash

@test "the samples give what is expected, byte for byte" {
    "$BATS_TEST_DIRNAME/expect.sh" "$BATS_TEST_TMPDIR/found"
    [ "$(find found -name '*.entities' | wc -l)" -ge 16 ]
    (cd found && find . -name '*.entities') | while read -r name; do
        diff "$LODE_SOURCE/tests/cli/expected/$name" "found/$name"
    done
    # Where every reader is built, nothing is expected of a sample that is not there.
    for reader in archive html mail office pdf; do
        is_built $reader || return 0
    done
    diff -r "$LODE_SOURCE/tests/cli/expected" found
}

@test "a document with tables gives the same from each kind of file" {
    cat >values.py <<'END'
import json, sys
for line in open(sys.argv[1]):
    for e in json.loads(line)["entities"]:
        if "column" in e.get("attributes", {}): print(e["type"], e["text"], e["attributes"])
END
    python3 values.py "$LODE_SOURCE/tests/cli/expected/vi/tables-text.entities" >text
    [ "$(wc -l <text)" -eq 24 ]
    for kind in page print sheet word; do
        python3 values.py "$LODE_SOURCE/tests/cli/expected/vi/tables-$kind.entities" | diff text -
    done
}

@test "neither the prefilter nor what is kept between runs changes what is found" {
    export XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
    local extract=(lode extract -r vi -r en "$LODE_SOURCE/samples/vi" "$LODE_SOURCE/samples/en")
    "${extract[@]}" --no-cache >none
    [ ! -e cache ]
    "${extract[@]}" >made
    ls -i cache/lode >before
    [ "$(grep -c '\.kept$' before)" -ge 4 ]
    "${extract[@]}" >kept
    ls -i cache/lode | diff before -
    cmp none made
    cmp none kept
    # Of rules that are too large for it PCRE2 says so, and leaves them out; of all others it finds the same.
    "${extract[@]}" --prefilter off 2>left >plain
    run -1 grep -vE 'is too large for PCRE2; it is left out;|files that no reader takes' left
    cp -r "$LODE_SOURCE/rules" packs
    python3 - <<'END'
import glob, re
left = set(re.findall(r"rule '([^']+)'", open("left").read()))
for path in glob.glob("packs/*/*.yaml"):
    items = re.split(r"(?m)^(?=  - |\S)", open(path).read())
    kept = "".join(item for item in items if not ((id := re.match(r"  - id: (\S+)", item)) and id[1] in left))
    with open(path, "w") as file:
        file.write(kept if "  - id: " in kept else kept.replace("\nrules:\n", "\n"))
END
    extract=(lode extract --no-cache -r packs/vi -r packs/en "$LODE_SOURCE/samples/vi" "$LODE_SOURCE/samples/en")
    "${extract[@]}" >program
    "${extract[@]}" --prefilter off >plain
    cmp program plain
}

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# make fuzz: builds the library and each target with libFuzzer and the sanitizers in the folder fuzz, and runs the targets.
#
#     run.sh FILE...        the library's sources, from SOURCE; FLAGS and LIBRARIES for the compiler; SECONDS_EACH,
#                   TARGETS where it is not all; READERS, READER_FLAGS and READER_LIBRARIES of plugins that targets use
set -eu
command -v clang >/dev/null || { echo 'make fuzz needs clang' >&2; exit 2; }
mkdir -p fuzz/objects fuzz/plugins

compile() {
    # shellcheck disable=SC2086
    clang -std=c11 -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -fPIC \
        -D_POSIX_C_SOURCE=200809L -DLODE_PLUGIN_DIRECTORY='"/nowhere"' -DLODE_RULE_DIRECTORY='"/nowhere"' \
        -I. -Icore -I"$SOURCE/core" -I"$SOURCE/core/include" $FLAGS "$@"
}

# What an object depends on beside its source.
headers=$(find "$SOURCE/core" core config.h -name '*.h' -newer fuzz/headers 2>/dev/null || echo all)
[ -z "$headers" ] || rm -f fuzz/objects/*.o
touch fuzz/headers

for file; do
    object=fuzz/objects/$(echo "$file" | tr / _).o
    case $file in
    *.c) [ "$object" -nt "$SOURCE/$file" ] || compile -fsanitize=fuzzer-no-link -c -o "$object" "$SOURCE/$file" ;;
    esac
done
for reader in $READERS; do
    # shellcheck disable=SC2086
    compile $READER_FLAGS -fsanitize=fuzzer-no-link -shared -o "fuzz/plugins/$reader.so" "$SOURCE/plugins/$reader"/*.c $LIBRARIES \
        $READER_LIBRARIES
done

export LODE_SOURCE="$SOURCE" LODE_PLUGIN_PATH="$PWD/fuzz/plugins"
for target in "$SOURCE"/tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    name=${name#fuzz_}
    [[ -z $TARGETS || " $TARGETS " == *" $name "* ]] || continue
    set -- "$target"
    case $name in
    lsp) set -- "$@" "$SOURCE"/core/lsp/*.c ;;
    match) set -- "$@" "$SOURCE/tests/unit/random_match.c" ;;
    serve) set -- "$@" "$SOURCE"/core/serve/{asked,job}.c ;;
    esac
    # shellcheck disable=SC2086
    compile -fsanitize=fuzzer -rdynamic -I"$SOURCE/tests/unit" -o "fuzz/$name" "$@" fuzz/objects/*.o $LIBRARIES
    mkdir -p "fuzz/corpus-$name"
    echo "$name: $SECONDS_EACH s"
    "fuzz/$name" -max_total_time="$SECONDS_EACH" -print_final_stats=1 -verbosity=0 -artifact_prefix="fuzz/$name-" \
        "fuzz/corpus-$name" "$SOURCE/tests/fuzz/seeds/$name"
done

#!/bin/sh
# SPDX-License-Identifier: MIT
# build.sh VERSION SOURCE...: builds the page from the root of the source tree into FOLDER/site ($WEB_FOLDER, by default web/made).
# Headers of core that are made are in $WEB_GENERATED, by default core itself. Needs Emscripten, CMake, curl, Node and npm.
set -eu
version=$1
shift
folder=${WEB_FOLDER:-$PWD/web/made}
generated=${WEB_GENERATED:-$PWD/core}
mkdir -p "$folder/objects" "$folder/site"
for tool in emcc cmake curl node npm; do
    command -v "$tool" >/dev/null || {
        echo "web: $tool was not found; on Debian: apt-get install emscripten cmake curl nodejs npm" >&2
        exit 1
    }
done
# Where Debian keeps the modules of emcc, for another Node as well.
export NODE_PATH=/usr/share/nodejs
web/libraries.sh "$folder/libraries"
installed=$folder/libraries/installed
: >"$folder/objects/config.h" # of what configure looks for, a page has nothing

# What runs batches stays away, and what shows liblode's functions to shared objects: a page has neither processes nor those.
for source in "$@"; do
    case $source in
        core/batch/* | core/loader/symbols.c) continue ;;
        *.c) ;;
        *) continue ;;
    esac
    object=$folder/objects/$(echo "$source" | tr / _).o
    objects="${objects-} $object"
    [ -z "$(find "$source" core plugins web/plugins.h -name '*.[ch]' \( -name '*.h' -o -path "$source" \) -newer "$object" 2>&1)" ] ||
        emcc -std=c11 -O2 -Wall -Wextra -D_POSIX_C_SOURCE=200809L -DPACKAGE_VERSION="\"$version\"" \
            -DLODE_PLUGIN_DIRECTORY='"/plugins"' -DLODE_RULE_DIRECTORY='"/rules"' -I"$folder/objects" -I"$generated" -Icore \
            -Icore/include -Iweb -I"$installed/include" -I"$installed/include/uchardet" -c "$source" -o "$object"
done
# shellcheck disable=SC2086
emcc -O2 $objects "$installed"/lib/libpcre2-8.a "$installed"/lib/libyaml.a "$installed"/lib/libutf8proc.a \
    "$installed"/lib/libuchardet.a "$installed"/lib/libjansson.a "$installed"/lib/libltdl.a -o "$folder/site/engine.js" \
    -sMODULARIZE -sEXPORT_NAME=makeEngine -sENVIRONMENT=worker,node -sALLOW_MEMORY_GROWTH -sEXPORTED_RUNTIME_METHODS=ccall,FS
if ! cmp -s web/package-lock.json "$folder/package-lock.json" || [ ! -d "$folder/node_modules" ]; then
    cp web/package.json web/package-lock.json "$folder/"
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
fi
NODE_PATH=$folder/node_modules node web/bundle.mjs "$folder"
node web/keep.mjs "$folder/site"
echo "the page is in $folder/site; to look at it: python3 -m http.server -d $folder/site 8000"

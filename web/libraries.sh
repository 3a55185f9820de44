#!/bin/sh
# SPDX-License-Identifier: MIT
# libraries.sh FOLDER: fetches the libraries that libraries.tsv lists, checks them and builds them with Emscripten into
# FOLDER/installed, each once.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/archives" "$1/sources" "$1/installed"
cd "$1"
prefix=$PWD/installed
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
jobs=$(getconf _NPROCESSORS_ONLN)
# Where Debian keeps the modules of emcc, for another Node as well.
export NODE_PATH=/usr/share/nodejs CFLAGS=-O2 CXXFLAGS='-O2 -fno-exceptions -fno-rtti'

fetch() {
    [ -f "archives/$1" ] || curl --fail --silent --show-error --location --retry 3 -o "archives/$1.part" "$mirror/pool/main/$3/$1"
    [ ! -f "archives/$1.part" ] || mv "archives/$1.part" "archives/$1"
    echo "$2  archives/$1" | sha256sum --check --quiet || { rm -f "archives/$1"; exit 1; }
}

# build NAME COMMAND...: runs the command in the unpacked source, unless that was done before.
build() {
    [ ! -f "installed/$1.done" ] || return 0
    archive=$(echo "archives/$1"_*) name=$1
    shift
    rm -rf "sources/$name"
    mkdir "sources/$name"
    tar xf "$archive" --strip-components=1 -C "sources/$name"
    echo "building $name"
    (cd "sources/$name" && "$@") >"sources/$name.log" 2>&1 || { tail -n 30 "sources/$name.log" >&2; exit 1; }
    touch "installed/$name.done"
}

with_configure() {
    emconfigure ./configure --host=wasm32-unknown-emscripten --prefix="$prefix" --disable-shared --enable-static "$@" &&
        emmake make -j"$jobs" install
}

with_cmake() {
    emcmake cmake -B made -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF "$@" &&
        make -C made -j"$jobs" install
}

build_libtool() {
    cd libltdl && with_configure --enable-ltdl-install
}

grep -v '^#' "$here/libraries.tsv" | while read -r file sum place; do
    fetch "$file" "$sum" "$place"
done
build pcre2 with_configure --disable-jit --enable-unicode
build libyaml with_cmake -DBUILD_TESTING=OFF -DINSTALL_CMAKE_DIR=lib/cmake/yaml
build utf8proc with_cmake
build uchardet with_cmake -DBUILD_BINARY=OFF -DCHECK_SSE2=OFF
build jansson with_cmake -DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON
build libtool build_libtool

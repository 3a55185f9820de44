#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What README and docs show is what comes; and what is installed is what a program needs.
bats_require_minimum_version 1.5.0

setup() {
    : "${LODE_BUILD:=$BATS_TEST_DIRNAME/../..}" "${LODE_SOURCE:=$BATS_TEST_DIRNAME/../..}"
    LODE_BUILD=$(realpath "$LODE_BUILD") LODE_SOURCE=$(realpath "$LODE_SOURCE")
    export LC_ALL=C.UTF-8
    unset NO_COLOR MAKEFLAGS MAKELEVEL MFLAGS LODE
    cd "$BATS_TEST_TMPDIR" || exit 1
}

# Installs below the test's own folder, as a package is made, and makes what is there known as if it were the system's.
install_lode() {
    make -s -C "$LODE_BUILD" install DESTDIR="$BATS_TEST_TMPDIR/system" >install.log 2>&1
    prefix=$(sed -n 's/^prefix=//p' "$LODE_BUILD/lode.pc")
    local root=$BATS_TEST_TMPDIR/system$prefix
    export PKG_CONFIG_PATH=$root/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$BATS_TEST_TMPDIR/system
    export LD_LIBRARY_PATH=$root/lib LODE_PLUGIN_PATH=$root/lib/lode LODE_RULE_PATH=$root/share/lode/rules
    PATH=$root/bin:$PATH
}

# pages FILE: its commands print what it says, in a folder that has what its reader's has.
pages() {
    ln -s "$LODE_BUILD/lode" lode
    ln -s "$LODE_SOURCE"/{samples,core,examples} .
    python3 "$LODE_SOURCE/tests/docs/pages.py" "$LODE_SOURCE/$1"
}

@test "the commands in README.md" {
    [ "${LODE_SHARED:-yes}" = yes ] || skip 'a plugin needs a build that loads some'
    ! ldd "$LODE_BUILD/.libs/liblode.so" | grep -q libasan || skip 'a program must be built with the sanitizer that the library has'
    install_lode
    run pages README.md
    echo "$output"
    [ "$status" -eq 0 ]
    [[ ${lines[-1]} == '1'[0-9]' commands of README.md' ]]
}

@test "the commands in docs" {
    mkdir bin
    ln -s "$LODE_BUILD/lode" bin/lode
    PATH=$PWD/bin:$PATH
    for page in "$LODE_SOURCE"/docs/*.md; do
        rm -f lode samples core examples
        pages "docs/${page##*/}"
    done
}

@test "includes in core run one way, as docs/design.md says" {
    run -0 python3 "$LODE_SOURCE/tests/docs/includes.py" "$LODE_SOURCE"
    mkdir -p bad/core/base bad/core/match bad/docs
    echo 'Includes run one way: match, then base.' >bad/docs/design.md
    printf '#include "match/b.h"\n' >bad/core/base/a.h
    printf '#include "base/a.h"\n' >bad/core/match/b.h
    run -1 python3 "$LODE_SOURCE/tests/docs/includes.py" bad
    [ "$output" = 'base/a includes match/b includes base/a
base/a.h and match/b.h: their folders include each other
base/a.h includes match/b.h, which is above it' ]
    # A source is its header's file.
    printf '#include "base/c.h"\n' >bad/core/base/a.c
    printf '#include "base/a.h"\n' >bad/core/base/c.c
    rm -r bad/core/match
    tee bad/core/base/{a,c}.h </dev/null
    run -1 python3 "$LODE_SOURCE/tests/docs/includes.py" bad
    [ "$output" = 'base/a includes base/c includes base/a' ]
}

@test "in C one statement has no braces, and a pointer that is none is !pointer" {
    one_style() {
        ! grep -rPzo --include='*.[ch]' --exclude-dir=made '\n *(if|while|for) [^\n{}]*\{\n[^\n;{}]*;\n *\}\n' "$@" &&
            ! grep -rn --include='*.[ch]' --exclude-dir=made '== NULL' "$@"
    }
    run -0 one_style "$LODE_SOURCE"/{core,plugins,python/src,web,tests,examples}
    [ "$output" = '' ]
    printf '%s\n' '{' '    if (a) {' '        b();' '    }' '}' >braces.c
    run -1 one_style braces.c
    echo 'if (a == NULL)' >null.c
    run -1 one_style null.c
}

@test "make install lets the linker know of the library, or says how" {
    printf '#!/bin/sh\necho "\tliblode.so.0 (libc6) => $KNOWN/liblode.so.0"\n' >ldconfig
    chmod +x ldconfig
    hook() {
        make -s --no-print-directory -C "$LODE_BUILD" install-exec-hook LDCONFIG="$PWD/ldconfig" libdir=/there "$@"
    }
    KNOWN=/there run -0 hook
    [ -z "$output" ]
    KNOWN=/elsewhere run -0 hook
    [[ $output == *'programs that use liblode find it once /there is among'*"or with LD_LIBRARY_PATH=/there" ]]
    KNOWN=/elsewhere run -0 hook DESTDIR=/packaging
    [ -z "$output" ]
}

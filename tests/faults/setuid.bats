#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# A command that runs with more privileges than whoever started it takes nothing from that person's environment.
load help

# The command is copied to where anybody can run it.
make_place() {
    [ "$(id -u)" -eq 0 ] || skip 'only root makes setuid programs'
    command -v setpriv >/dev/null || skip 'there is no setpriv'
    place=$(mktemp -d /tmp/lode-setuid-XXXXXX)
    cp "$LODE_BUILD/core/cli/lode" "$place/lode"
    mkdir "$place/rules" "$place/plugins"
    cp rules.yaml "$place/rules/planted.yaml"
    cp "$LODE_BUILD/tests/faults/.libs/faulty.so" "$place/plugins"
    mkdir -m 0777 "$place/home" "$place/cache"
    chmod 0755 "$place" "$place/rules" "$place/plugins"
    case $(findmnt -n -o OPTIONS -T "$place") in *nosuid*) skip 'setuid has no effect there' ;; esac
}

teardown() {
    [ -z "${place:-}" ] || rm -rf "$place"
}

# as_anybody ARGUMENT...: runs the copy as a user without privileges, with an environment that names what is planted.
as_anybody() {
    setpriv --reuid=65534 --regid=65534 --clear-groups env -i HOME="$place/home" XDG_CACHE_HOME="$place/cache" \
        LODE_PLUGIN_PATH="$place/plugins" LODE_RULE_PATH="$place/rules" "$place/lode" "$@"
}

@test "a setuid command passes over the plugins, rules and cache of the environment" {
    make_place
    chmod 0755 "$place/lode"
    run as_anybody list packs
    [[ $output != *'Permission denied'* ]] || skip 'only some may look into the folder where lode would be installed'
    run as_anybody list plugins
    [[ $output == *faulty* ]]
    run as_anybody list packs
    [[ $output == *planted* ]]
    run as_anybody test -r "$place/rules/planted.yaml"
    [[ $output == *'2 examples passed, 0 failed'* ]]
    [ -d "$place/cache/lode" ]

    rm -rf "$place/cache/lode"
    chmod 4755 "$place/lode"
    run as_anybody list plugins
    [[ $output != *faulty* ]]
    run as_anybody list packs
    [[ $output != *planted* ]]
    run as_anybody test -r "$place/rules/planted.yaml"
    [[ $output == *'2 examples passed, 0 failed'* ]]
    [ -z "$(ls -A "$place/cache" "$place/home" | grep -v ':$')" ]
}

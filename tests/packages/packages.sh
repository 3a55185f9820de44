#!/bin/bash
# SPDX-License-Identifier: MIT
# packages.sh SOURCE: builds the Debian packages of a copy of a tree in which nothing was built, has lintian look at them, and installs and runs them in a
# chroot of their own. As root, on Debian 12, with the packages that debian/control asks for.
set -eu
source=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jobs=$(getconf _NPROCESSORS_ONLN)
export LC_ALL=C.UTF-8 DEB_BUILD_OPTIONS=parallel=$jobs

cp -r "$source" "$work/lode"
cd "$work/lode"
dpkg-buildpackage -b -us -uc >"$work/log" 2>&1 || { tail -n 40 "$work/log"; exit 1; }
cd "$work"
lintian --allow-root --fail-on error,warning ./*.changes
echo "lintian has nothing to say of $(find . -maxdepth 1 -name '*.deb' ! -name '*dbgsym*' | wc -l) packages"

debootstrap --variant=minbase bookworm "$work/system" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log"; exit 1; }
mkdir "$work/system/packages"
find . -maxdepth 1 -name '*.deb' ! -name '*dbgsym*' -exec cp {} "$work/system/packages/" \;
cp "$source/samples/vi/decision.txt" "$source/examples/count.c" "$work/system/"
# shellcheck disable=SC2016 # what is in quotes is for the shell inside
chroot "$work/system" sh -e -c '
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q; apt-get install -q -y --no-install-recommends /packages/*.deb gcc libc6-dev pkg-config; } >/log 2>&1 || { tail -n 30 /log; exit 1; }
    lode --version
    lode test -r vi
    lode list plugins | grep -q "reader *pdf"
    lode extract -r vi /decision.txt >/command
    python3 -c "
import lode
print(len(lode.Engine(\"vi\").extract(open(\"/decision.txt\").read()).entities), \"entities from Python\")"
    cc -o /count /count.c $(pkg-config --cflags --libs lode)
    /count vi /decision.txt >/counted && head -n 3 /counted
'
echo 'the packages work where nothing else is'

#!/bin/sh
# SPDX-License-Identifier: MIT
# make check-python, check-clusters, bench-python: builds the package as its users do and runs its tests, in an environment of its
# own in the build's folder, which is kept. What the tests need besides comes from PyPI.
#
#     run.sh BUILD SOURCE SUITE       SUITE: package, clusters or bench
set -eu
LODE_BUILD=$1 LODE_SOURCE=$2 suite=$3
export LODE_BUILD LODE_SOURCE PIP_DISABLE_PIP_VERSION_CHECK=1
work=$LODE_BUILD/python-env
python=$work/bin/python

case $suite in
package) tests=tests ;;
clusters | bench) tests=tests/clusters ;;
esac
[ -x "$python" ] || python3 -m venv "$work" || {
    echo 'the tests of the Python package need venv; on Debian: apt-get install python3-venv python3-dev' >&2
    exit 2
}
rm -rf "$work/package" "$work/wheel"
cp -R "$LODE_SOURCE/python" "$work/package"
chmod -R u+w "$work/package"
cd "$work/package"
"$python" -m pip install -q -r "$tests/requirements.txt"
"$python" -m pip wheel -q --no-deps -w "$work/wheel" .
"$python" -m pip install -q --no-deps --force-reinstall "$work"/wheel/lode-*-abi3-*.whl

case $suite in
package)
    "$python" -m ruff check -q .
    "$python" -m mypy --no-error-summary lode
    "$work/bin/pytest" -q --ignore=tests/clusters tests
    ;;
clusters) "$work/bin/pytest" -q tests/clusters ;;
bench) "$python" tests/bench.py ;;
esac

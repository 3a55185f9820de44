#!/bin/sh
# expect.sh [FOLDER]: writes what lode finds in each sample to FOLDER (tests/cli/expected), one file of JSON Lines a sample,
# as samples.bats compares them. Read what has changed, line by line, before it is committed.
#
# LODE is the command (./lode of the source tree when not set).
set -eu
cd "${LODE_SOURCE:-$(dirname "$0")/../..}"
folder=${1:-tests/cli/expected}
for sample in samples/vi/*.* samples/en/*.*; do
    name=${sample#samples/}
    name=${name%.*}
    mkdir -p "$folder/${name%/*}"
    "${LODE:-./lode}" extract "$sample" >"$folder/$name.entities"
done
